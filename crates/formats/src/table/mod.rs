//! Tables: comma, tab or semicolon separated text and spreadsheets, a row for a document or for a release of one.
//!
//! What stands in which column is said by a [`Mapping`], which an archivist writes or [`guess_mapping`] proposes. Nothing
//! of a row is lost: what no field holds stays word for word beside the description. In reading order: [`mapping`] with
//! [`field`] and [`template`]; `rows`, which cuts a table into cells; `cells`, then `document` with `dating`, `people` and
//! `renditions`, which make a row a document; `reading`, which goes from row to row; `guess`.

mod cells;
mod dates;
mod dating;
mod document;
pub mod field;
mod guess;
mod languages;
mod lists;
pub mod mapping;
mod markup;
mod people;
mod reading;
mod reference;
mod renditions;
mod rows;
mod tally;
pub mod template;

pub use mapping::{Mapping, MappingError};

use crate::{Emit, Origin, ReadError};
use std::io::{Read, Seek};

/// Anything that can be read from any place, as spreadsheets need.
pub trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// Whether the head of a source looks like a table. A name that says so is believed unless the bytes are a page, an
/// edition or the like; of other names, text whose first row has headers that are known.
pub fn fits(head: &[u8], name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let extension = extension.as_deref().unwrap_or_default();
    if rows::is_zip(head) {
        // Word files and packages are ZIP too.
        let workbook = head.windows(3).any(|bytes| bytes == b"xl/");
        return matches!(extension, "xlsx" | "xlsm" | "ods") || (workbook && extension != "docx");
    }
    match extension {
        "xls" => head.starts_with(b"\xD0\xCF\x11\xE0") || guess::looks_like_table(head),
        "csv" | "tsv" | "tab" => !matches!(head.trim_ascii_start().first(), Some(b'<' | b'{')),
        _ => guess::looks_like_table(head),
    }
}

/// Guesses what stands in which column.
pub fn guess_mapping(input: &mut dyn Source, origin: &Origin) -> Result<Mapping, ReadError> {
    guess::guess_mapping(input, origin)
}

/// Reads a table, a document for each row or, where the mapping groups rows, for each group.
pub fn read(
    input: &mut dyn Source,
    origin: &Origin,
    mapping: &Mapping,
    emit: &mut Emit,
) -> Result<(), ReadError> {
    reading::read(input, origin, mapping, emit)
}
