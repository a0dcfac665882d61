//! Plain lists of names and variants: comma, semicolon or tab separated text with a line of headings, or a JSON object
//! on each line.
//!
//! Values in one cell are parted by `|`, or where there is none by `;`. What each field means stands in [`super::row`].

use super::Reading;
use super::row::{Field, Row, field_of, kind_of};
use crate::ReadError;
use crate::keys::Ordinals;
use crate::plain::{Line, Lines};
use fonds_model::Notice;
use serde_json::Value;
use std::io::BufRead;

/// Bytes of a row whose quoted cells hold line ends.
const LONGEST_ROW: usize = 1024 * 1024;

/// Whether the head looks like a list of names: JSON with a kind and forms, or headings for a name and its variants,
/// with a kind or with nothing that is unknown here.
pub(super) fn fits(mut head: &[u8]) -> bool {
    let mut lines = Lines::new(&mut head);
    let first =
        std::iter::from_fn(|| lines.next_line().ok().flatten()).find(|line| !line.text.trim().is_empty());
    let Some(first) = first.filter(|line| !line.cut && !line.text.contains('<')) else { return false };
    if first.text.trim_start().starts_with('{') {
        return object_fits(&first.text);
    }
    let fields: Vec<Option<Field>> =
        cells(&first.text, delimiter_of(&first.text)).iter().map(|cell| field_of(cell)).collect();
    let has = |wanted: Field| fields.contains(&Some(wanted));
    let named = has(Field::Name) && (has(Field::Variants) || has(Field::Covers) || has(Field::Misspellings));
    (named || has(Field::Forms))
        && fields.len() > 1
        && (has(Field::Kind) || fields.iter().all(Option::is_some))
}

fn object_fits(line: &str) -> bool {
    let Ok(Value::Object(object)) = serde_json::from_str(line) else { return false };
    let kind = object.get("kind").and_then(Value::as_str).and_then(kind_of);
    let named =
        object.keys().any(|key| matches!(field_of(key), Some(Field::Name | Field::Forms | Field::Variants)));
    kind.is_some() && named
}

pub(super) fn read(input: &mut dyn BufRead, reading: &mut Reading) -> Result<(), ReadError> {
    let file = reading.origin.file.clone();
    let mut lines = Lines::new(input);
    let mut list = List::default();
    while !reading.stopped {
        let line = lines.next_line().map_err(|source| ReadError::Input { file: file.clone(), source })?;
        let Some(line) = line else { break };
        list.push(line, reading);
    }
    list.finish(reading);
    Ok(())
}

/// A list as read so far.
#[derive(Default)]
struct List {
    /// What each column holds; none before the headings.
    columns: Option<(u8, Vec<Option<Field>>)>,
    ordinals: Ordinals,
    /// A row whose quotation is still open, and its first line.
    pending: Option<(u64, String)>,
    doubted: bool,
    json: bool,
}

impl List {
    fn push(&mut self, line: Line, reading: &mut Reading) {
        if line.doubtful && !std::mem::replace(&mut self.doubted, true) {
            let notice =
                Notice::doubt("AUT008", "from here on bytes are no UTF-8; they were read as Windows-1252")
                    .with_hint("if letters are wrong, save the list as UTF-8 and import it again");
            reading.notice(notice, line.number);
        }
        if line.cut {
            return self.refuse(reading, line.number, "a line of more than 64 KB");
        }
        if self.pending.is_none() && line.text.trim().is_empty() {
            return;
        }
        self.json |= self.columns.is_none() && line.text.trim_start().starts_with('{');
        if self.json {
            return self.take_object(&line, reading);
        }
        let (first, text) = match self.pending.take() {
            Some((first, before)) => (first, before + "\n" + &line.text),
            None => (line.number, line.text),
        };
        let open = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
        match open {
            true if text.len() > LONGEST_ROW => self.refuse(reading, first, "a quotation that does not end"),
            true => self.pending = Some((first, text)),
            false => self.take_row(first, &text, reading),
        }
    }

    fn finish(&mut self, reading: &mut Reading) {
        if let Some((line, _)) = self.pending.take() {
            self.refuse(reading, line, "a quotation that does not end");
        }
    }

    fn refuse(&self, reading: &mut Reading, line: u64, why: &str) {
        let notice = Notice::refusal("AUT009", format!("this entry cannot be read: {why}"))
            .with_hint("mend the line and import again; the entries beside it are kept");
        reading.notice(notice, line);
    }

    fn take_row(&mut self, line: u64, text: &str, reading: &mut Reading) {
        let Some((delimiter, columns)) = &self.columns else {
            return self.take_headings(line, text, reading);
        };
        let cells = cells(text, *delimiter);
        if cells.len() > columns.len() {
            let why = format!("{} cells under {} headings", cells.len(), columns.len());
            return self.refuse(reading, line, &why);
        }
        let fields = columns
            .iter()
            .zip(cells)
            .filter_map(|(field, cell)| Some(((*field)?, split(*field.as_ref()?, cell))));
        let row = Row { line, fields: fields.collect() };
        row.take(&mut self.ordinals, reading);
    }

    fn take_headings(&mut self, line: u64, text: &str, reading: &mut Reading) {
        let delimiter = delimiter_of(text);
        let headings = cells(text, delimiter);
        let columns: Vec<Option<Field>> = headings.iter().map(|heading| field_of(heading)).collect();
        for (heading, _) in headings.iter().zip(&columns).filter(|(_, field)| field.is_none()) {
            let notice = Notice::remark("AUT010", format!("the column `{heading}` is not read"))
                .with_hint("the manual lists the headings that are");
            reading.notice(notice, line);
        }
        self.columns = Some((delimiter, columns));
    }

    fn take_object(&mut self, line: &Line, reading: &mut Reading) {
        let object = match serde_json::from_str(&line.text) {
            Ok(Value::Object(object)) => object,
            Ok(_) => return self.refuse(reading, line.number, "it is no JSON object"),
            Err(error) => {
                let words = error.to_string();
                return self.refuse(reading, line.number, words.split(" at line ").next().unwrap_or(&words));
            }
        };
        let fields = object.iter().filter_map(|(key, value)| Some((field_of(key)?, values_of(value))));
        Row { line: line.number, fields: fields.collect() }.take(&mut self.ordinals, reading);
    }
}

/// Text, numbers, and what is true or false, alone or in a list.
fn values_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(truth) => vec![truth.to_string()],
        Value::Array(values) => values.iter().filter(|value| !value.is_array()).flat_map(values_of).collect(),
        _ => Vec::new(),
    }
}

/// The values of a cell. What is words and not a list stays whole.
fn split(field: Field, cell: String) -> Vec<String> {
    let whole = matches!(
        field,
        Field::Kind | Field::Key | Field::Name | Field::Description | Field::Dates | Field::Lexicon
    );
    let separator = if cell.contains('|') { '|' } else { ';' };
    match whole {
        true => vec![cell],
        false => cell.split(separator).map(|value| value.trim().to_owned()).collect(),
    }
}

/// Tabs where there are any, else whichever of semicolon and comma there are more of.
fn delimiter_of(headings: &str) -> u8 {
    let count = |wanted: char| headings.matches(wanted).count();
    match (count('\t'), count(';'), count(',')) {
        (1.., _, _) => b'\t',
        (_, semicolons, commas) if semicolons > commas => b';',
        _ => b',',
    }
}

fn cells(row: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(row.len().max(64))
        .from_reader(row.as_bytes());
    let mut record = csv::StringRecord::new();
    // Invariant: reading from memory cannot fail, and the row is UTF-8.
    let _ = reader.read_record(&mut record);
    record.iter().map(str::to_owned).collect()
}
