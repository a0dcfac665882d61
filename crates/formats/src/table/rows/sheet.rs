//! The rows of a spreadsheet (.xlsx).
//!
//! Cells stream out of the sheet; what is held is the workbook's table of strings, which [`check_size`] bounds before
//! anything is unpacked for real. Formulas are read as the values that were saved with them.

use super::text::too_long;
use super::{Cell, LARGEST_ROW, MOST_COLUMNS, Row, Shape, Tell, Told, broken, too_many_columns};
use crate::table::Source;
use crate::table::mapping::Mapping;
use crate::{Origin, ReadError};
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use fonds_model::{Day, Notice};
use std::io::{BufReader, Read};

/// Bytes of a workbook when unpacked: a million rows of twenty columns come to about half of it.
const LARGEST_WORKBOOK: u64 = 1024 * 1024 * 1024;
/// How many times larger than its packed form a part may become, once it is larger than [`FREE_OF_RATIO`].
const HIGHEST_RATIO: u64 = 100;
/// Parts as small as this may be packed as tightly as they like.
const FREE_OF_RATIO: u64 = 8 * 1024 * 1024;
/// Bytes of the table of strings when unpacked: the one part that is held.
const LARGEST_STRINGS: u64 = 256 * 1024 * 1024;
/// Parts of a workbook: sheets, styles, pictures.
const MOST_PARTS: usize = 10_000;

/// Tells the rows of the sheet that the mapping names, or of the first that is not empty.
pub(super) fn each_row(
    input: &mut dyn Source,
    origin: &Origin,
    mapping: &Mapping,
    tell: &mut Tell,
) -> Result<(), ReadError> {
    check_size(input, origin)?;
    input.rewind().map_err(|source| ReadError::Input { file: origin.file.clone(), source })?;
    let mut workbook: Xlsx<_> =
        Xlsx::new(BufReader::new(input)).map_err(|error| unreadable(origin, &error))?;
    let from_1904 = workbook.has_1904_epoch();
    let names = workbook.sheet_names();
    let chosen = match &mapping.sheet {
        Some(name) if names.contains(name) => name.clone(),
        Some(name) => {
            let notice = Notice::refusal("TAB023", format!("the workbook has no sheet `{name}`"))
                .with_hint(format!("its sheets are {}", names.join(", ")));
            return Err(broken(origin, notice));
        }
        None => match first_filled(&mut workbook, &names) {
            Some(name) => name,
            None => return Ok(()),
        },
    };
    let others: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != chosen).collect();
    if !others.is_empty() && mapping.sheet.is_none() {
        let notice =
            Notice::remark("TAB022", format!("sheet `{chosen}` is read; {} stays unread", others.join(", ")))
                .with_hint("name another in a mapping: sheet = \"...\"");
        if tell(Told::Notice(notice)).is_break() {
            return Ok(());
        }
    }
    let sheet = (!others.is_empty()).then(|| chosen.clone());
    if tell(Told::Shape(Shape { sheet, from_1904, ..Shape::default() })).is_break() {
        return Ok(());
    }
    tell_rows(&mut workbook, &chosen, origin, tell)
}

fn first_filled(workbook: &mut Xlsx<BufReader<&mut dyn Source>>, names: &[String]) -> Option<String> {
    for name in names {
        // A sheet that cannot be read is said when it is read; charts are no sheets of cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(name) else { continue };
        while let Ok(Some(cell)) = cells.next_cell() {
            if !matches!(cell.get_value(), DataRef::Empty) {
                return Some(name.clone());
            }
        }
    }
    None
}

fn tell_rows(
    workbook: &mut Xlsx<BufReader<&mut dyn Source>>,
    sheet: &str,
    origin: &Origin,
    tell: &mut Tell,
) -> Result<(), ReadError> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| unreadable(origin, &error))?;
    let mut row = Row::default();
    let mut size = 0;
    loop {
        let next = cells.next_cell().map_err(|error| {
            let ReadError::Broken { mut notice } = unreadable(origin, &error) else {
                return unreadable(origin, &error);
            };
            notice.line = Some(row.line + 1);
            ReadError::Broken { notice }
        })?;
        let line = next.as_ref().map(|cell| u64::from(cell.get_position().0) + 1);
        if line != Some(row.line) {
            let finished = std::mem::take(&mut row);
            let filled = finished.cells.iter().any(|cell| !cell.words.trim().is_empty());
            if filled && tell(Told::Row(finished)).is_break() {
                return Ok(());
            }
            (row.line, size) = (line.unwrap_or_default(), 0);
        }
        let Some(next) = next else { return Ok(()) };
        let column = next.get_position().1 as usize;
        let cell = cell_of(next.get_value());
        if cell.words.is_empty() {
            continue;
        }
        size += cell.words.len();
        let refused = if column >= MOST_COLUMNS {
            Some(too_many_columns(row.line))
        } else {
            (size > LARGEST_ROW).then(|| too_long(row.line))
        };
        if let Some(notice) = refused {
            return Err(broken(origin, notice));
        }
        if row.cells.len() <= column {
            row.cells.resize_with(column + 1, Cell::default);
        }
        row.cells[column] = cell;
    }
}

fn cell_of(value: &DataRef) -> Cell {
    let words = match value {
        DataRef::Empty => String::new(),
        DataRef::Error(error) => error.to_string(),
        DataRef::String(words) => clean(words),
        DataRef::SharedString(words) => clean(words),
        DataRef::Bool(value) => value.to_string(),
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => value.to_string(),
        DataRef::DateTimeIso(words) => return Cell { words: clean(words), is_day: true },
        DataRef::DurationIso(words) => clean(words),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let mut words = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute) != (0, 0) {
                words.push_str(&format!("T{hour:02}:{minute:02}:00"));
            }
            return Cell { words, is_day: true };
        }
        DataRef::DateTime(duration) => duration.as_f64().to_string(),
    };
    Cell { words, is_day: false }
}

fn clean(words: &str) -> String {
    words.replace("\r\n", "\n").replace('\0', "")
}

fn unreadable(origin: &Origin, error: &XlsxError) -> ReadError {
    broken(
        origin,
        Notice::refusal("TAB020", format!("the spreadsheet cannot be read: {error}"))
            .with_hint("open it in a spreadsheet program and save it again as .xlsx"),
    )
}

/// Unpacks every part into nothing and counts, so that a small file cannot become a large memory.
fn check_size(input: &mut dyn Source, origin: &Origin) -> Result<(), ReadError> {
    let refuse = |message: String| {
        broken(
            origin,
            Notice::refusal("TAB021", message)
                .with_hint("save the table as .csv, which is read row by row whatever its size"),
        )
    };
    let damaged = |error: &dyn std::fmt::Display| {
        broken(
            origin,
            Notice::refusal("TAB020", format!("the spreadsheet cannot be unpacked: {error}"))
                .with_hint("the file may be cut off; fetch or save it again"),
        )
    };
    let mut parts = zip::ZipArchive::new(BufReader::new(input)).map_err(|error| damaged(&error))?;
    if parts.len() > MOST_PARTS {
        return Err(refuse(format!("a workbook of {} parts", parts.len())));
    }
    if parts.index_for_name("mimetype").is_some() && parts.index_for_name("xl/workbook.xml").is_none() {
        return Err(broken(
            origin,
            Notice::refusal("TAB024", "this is an OpenDocument file and no .xlsx")
                .with_hint("open it in a spreadsheet program and save it as .xlsx or .csv"),
        ));
    }
    let mut all = 0;
    for index in 0..parts.len() {
        let part = parts.by_index(index).map_err(|error| damaged(&error))?;
        let (name, packed) = (part.name().to_owned(), part.compressed_size().max(1));
        let most = if name.ends_with("sharedStrings.xml") { LARGEST_STRINGS } else { LARGEST_WORKBOOK }
            .min(LARGEST_WORKBOOK - all);
        let highest = (packed.saturating_mul(HIGHEST_RATIO)).max(FREE_OF_RATIO).min(most);
        let unpacked = std::io::copy(&mut part.take(highest + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|error| damaged(&error))?;
        if unpacked > highest {
            return Err(refuse(format!("`{}` unpacks to far more than a table would", name.escape_debug())));
        }
        all += unpacked;
    }
    Ok(())
}

/// The day that a spreadsheet means by a number. Its 1900 system has a 29 February 1900 that never was, so that numbers
/// from 61 on are one too high.
pub(in crate::table) fn day_of_number(number: u32, from_1904: bool) -> Option<Day> {
    let first = if from_1904 { (1904, 1, 1) } else { (1899, 12, 30) };
    let first = Day::from_year_month_day(first.0, first.1, first.2)?;
    if !from_1904 && number <= 60 {
        return None;
    }
    Some(Day::from_number(first.number().checked_add(i32::try_from(number).ok()?)?))
}
