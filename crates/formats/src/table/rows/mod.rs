//! Rows, one after another, out of comma or tab separated text or a spreadsheet.
//!
//! Knows nothing of headers and fields. Text is [`text`], its encoding [`encoding`], the cutting of lines into cells
//! [`cut`]; spreadsheets are [`sheet`]. Memory is bounded by [`LARGEST_ROW`] and, for a spreadsheet, by its words.

mod cut;
mod encoding;
mod sheet;
mod text;

use super::Source;
use super::mapping::{Delimiter, Mapping};
use crate::{Origin, ReadError};
use fonds_model::Notice;
use std::ops::ControlFlow;

pub(super) use sheet::day_of_number;
pub(super) use text::first_rows;

/// Characters of one row at most: more than the words of any document that somebody kept in a cell.
pub(super) const LARGEST_ROW: usize = 16 * 1024 * 1024;

/// Columns at most. A table that describes documents has some dozens; thousands are something else.
pub(super) const MOST_COLUMNS: usize = 2_000;

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its words.
    pub words: String,
    /// Whether the spreadsheet itself says that it is a day; the words are then ISO 8601.
    pub is_day: bool,
}

/// One row that is not empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line at which it begins, or its number in the sheet, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// What was found out about the table before its first row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// What parts the cells of text.
    pub delimiter: Option<Delimiter>,
    /// The encoding of text, where it is not UTF-8.
    pub encoding: Option<String>,
    /// The spreadsheet's sheet, where it has several.
    pub sheet: Option<String>,
    /// Whether the spreadsheet counts its days from 1904.
    pub from_1904: bool,
}

/// What the reading of rows tells.
#[derive(Debug)]
pub(super) enum Told {
    /// Once, before the first row.
    Shape(Shape),
    /// A row.
    Row(Row),
    /// Something doubtful or refused.
    Notice(Notice),
}

/// Takes what is told; answers `Break` to stop.
pub(super) type Tell<'a> = dyn FnMut(Told) -> ControlFlow<()> + 'a;

/// Tells every row of the table.
pub(super) fn each_row(
    input: &mut dyn Source,
    origin: &Origin,
    mapping: &Mapping,
    tell: &mut Tell,
) -> Result<(), ReadError> {
    let mut head = [0_u8; 8];
    let mut filled = 0;
    let trouble = |source| ReadError::Input { file: origin.file.clone(), source };
    input.rewind().map_err(trouble)?;
    while filled < head.len() {
        match input.read(&mut head[filled..]).map_err(trouble)? {
            0 => break,
            read => filled += read,
        }
    }
    input.rewind().map_err(trouble)?;
    if is_zip(&head) {
        return sheet::each_row(input, origin, mapping, tell);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(broken(
            origin,
            Notice::refusal("TAB024", "this is a spreadsheet of the old kind (.xls)")
                .with_hint("open it in a spreadsheet program and save it as .xlsx or .csv"),
        ));
    }
    text::each_row(input, origin, mapping, tell)
}

/// Whether these are the first bytes of a ZIP file, as a spreadsheet is.
pub(super) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// Reading ends here, with this notice.
pub(super) fn broken(origin: &Origin, mut notice: Notice) -> ReadError {
    notice.file.get_or_insert_with(|| origin.file.clone());
    ReadError::Broken { notice: Box::new(notice) }
}

/// The notice of a row that has too many cells.
fn too_many_columns(line: u64) -> Notice {
    let mut notice =
        Notice::refusal("TAB011", format!("a row of more than {MOST_COLUMNS} cells; the rest is not read"))
            .with_hint("a table of documents has a row for each document and a column for each property");
    notice.line = Some(line);
    notice
}
