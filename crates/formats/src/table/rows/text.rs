//! The rows of comma, tab or semicolon separated text.
//!
//! Streams: of the text one row is held. A quoted cell that is never closed costs its own row, not the rest of the table.

use super::cut::{Notation, Quote, cut, quote_after};
use super::encoding::{Line, Lines, find_encoding};
use super::{Cell, LARGEST_ROW, MOST_COLUMNS, Row, Shape, Tell, Told, broken, too_many_columns};
use crate::table::Source;
use crate::table::mapping::{Delimiter, Mapping};
use crate::{Origin, ReadError};
use encoding_rs::{Encoding, UTF_8};
use fonds_model::Notice;
use std::collections::VecDeque;
use std::io::Read;
use std::ops::ControlFlow;

/// How much of the beginning is looked at for encoding and delimiter.
const SAMPLE: u64 = 256 * 1024;

/// Rows with a quote that nobody closed, after which the rest is not tried any more: each may read far ahead.
const MOST_UNCLOSED: u32 = 20;

/// Tells the table's rows.
pub(super) fn each_row(
    input: &mut dyn Source,
    origin: &Origin,
    mapping: &Mapping,
    tell: &mut Tell,
) -> Result<(), ReadError> {
    let trouble = |source| ReadError::Input { file: origin.file.clone(), source };
    let mut sample = Vec::new();
    (&mut *input).take(SAMPLE).read_to_end(&mut sample).map_err(trouble)?;
    input.rewind().map_err(trouble)?;
    let (encoding, guessed) = match &mapping.encoding {
        // Invariant: a mapping names only encodings that exist; it was read by `from_toml`.
        Some(label) => (Encoding::for_label(label.as_bytes()).unwrap_or(UTF_8), false),
        None => find_encoding(&sample),
    };
    let (text, _, _) = encoding.decode(&sample);
    if looks_binary(&text) {
        return Err(broken(
            origin,
            Notice::refusal("TAB017", "this is neither text nor a spreadsheet that fonds reads")
                .with_hint("save the table as .csv in UTF-8 or as .xlsx"),
        ));
    }
    let delimiter = mapping.delimiter.unwrap_or_else(|| find_delimiter(&text, mapping.quotes));
    let shape = Shape {
        delimiter: Some(delimiter),
        encoding: (encoding != UTF_8).then(|| encoding.name().to_ascii_lowercase()),
        ..Shape::default()
    };
    if guessed {
        let notice = Notice::remark("TAB016", format!("the table is read as {}", encoding.name()))
            .with_hint("if its letters look wrong, name the encoding in a mapping: encoding = \"...\"");
        if tell(Told::Notice(notice)).is_break() {
            return Ok(());
        }
    }
    if tell(Told::Shape(shape)).is_break() {
        return Ok(());
    }
    let mut reading = Reading {
        lines: Lines::new(input, encoding),
        notation: Notation { delimiter: delimiter.byte(), quotes: mapping.quotes },
        waiting: VecDeque::new(),
        line: 0,
        unclosed: 0,
    };
    loop {
        match reading.next_row(tell).map_err(trouble)? {
            Next::Row(row) => {
                if row.cells.iter().all(|cell| cell.words.trim().is_empty()) {
                    continue;
                }
                if tell(Told::Row(row)).is_break() {
                    return Ok(());
                }
            }
            Next::GiveUp(notice) => return Err(broken(origin, notice)),
            Next::End => return Ok(()),
        }
    }
}

/// Many control characters make it no text.
fn looks_binary(text: &str) -> bool {
    let control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\0' | '\u{c}');
    let head: Vec<char> = text.chars().take(4_096).collect();
    let strange = head.iter().filter(|c| control(c) || **c == '\u{fffd}').count();
    let nothing = head.iter().filter(|c| **c == '\0').count();
    strange * 20 > head.len() || nothing * 4 > head.len()
}

/// The first row of the head of a file, and how many cells each of the first rows has; `None` for what is no text.
pub(in crate::table) fn first_rows(head: &[u8]) -> Option<(Vec<String>, Vec<usize>)> {
    let (text, _, _) = find_encoding(head).0.decode(head);
    if looks_binary(&text) {
        return None;
    }
    let notation = Notation { delimiter: find_delimiter(&text, true).byte(), quotes: true };
    let rows = sample_rows(&text, notation);
    let counts = rows.iter().map(Vec::len).collect();
    Some((rows.into_iter().next()?, counts))
}

/// The delimiter that cuts the first rows most evenly into most cells.
fn find_delimiter(text: &str, quotes: bool) -> Delimiter {
    let score = |delimiter: Delimiter| {
        let rows = sample_rows(text, Notation { delimiter: delimiter.byte(), quotes });
        let header = rows.first().map_or(0, Vec::len);
        let even = rows.iter().filter(|row| row.len() == header).count() as f64;
        if header < 2 { 0.0 } else { even / rows.len() as f64 * (header as f64).ln() }
    };
    // Of equals the surer: a comma is also part of words. `max_by` answers the last of equals.
    let best = Delimiter::ALL.into_iter().rev().max_by(|a, b| score(*a).total_cmp(&score(*b)));
    best.filter(|delimiter| score(*delimiter) > 0.0).unwrap_or(Delimiter::Comma)
}

/// The first twenty rows.
fn sample_rows(text: &str, notation: Notation) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = String::new();
    let mut open = false;
    // The last line of a sample may be cut off.
    let whole = text.rfind(['\n', '\r']).map_or(text, |end| &text[..end]);
    for line in whole.split(['\n', '\r']).filter(|line| !line.trim().is_empty()) {
        row.push_str(line);
        open = quote_after(line, open, notation) == Quote::Open;
        if !open {
            rows.push(cut(&row, notation));
            row.clear();
        }
        if rows.len() == 20 {
            break;
        }
    }
    rows
}

struct Reading<'i> {
    lines: Lines<&'i mut dyn Source>,
    notation: Notation,
    /// Lines read ahead of a quote that was never closed, to be read again as rows of their own.
    waiting: VecDeque<String>,
    /// The number of the line that was read last.
    line: u64,
    unclosed: u32,
}

enum Next {
    Row(Row),
    GiveUp(Notice),
    End,
}

impl Reading<'_> {
    fn next_line(&mut self, line: &mut String) -> std::io::Result<Line> {
        if let Some(waiting) = self.waiting.pop_front() {
            line.push_str(&waiting);
            self.line += 1;
            return Ok(Line::Whole);
        }
        let read = self.lines.next_line(line, LARGEST_ROW)?;
        self.line += u64::from(read != Line::None);
        Ok(read)
    }

    fn next_row(&mut self, tell: &mut Tell) -> std::io::Result<Next> {
        let mut text = String::new();
        // Where each line of the row ends, so that they can be taken apart again.
        let mut ends = Vec::new();
        let mut begun = 0;
        let mut open = false;
        loop {
            let before = text.len();
            let read = self.next_line(&mut text)?;
            if read != Line::None && ends.is_empty() {
                begun = self.line;
            }
            let quote = match read {
                Line::TooLong => return Ok(Next::GiveUp(too_long(self.line))),
                Line::None if ends.is_empty() => return Ok(Next::End),
                Line::None => Quote::Astray,
                Line::Whole => {
                    ends.push(text.len());
                    quote_after(&text[before..], open, self.notation)
                }
            };
            open = match quote {
                Quote::Closed => return Ok(self.row_of(&text, begun, tell)),
                Quote::Open if text.len() <= LARGEST_ROW => true,
                Quote::Open | Quote::Astray => {
                    self.take_back(&text, &ends, begun);
                    if let Some(next) = self.refuse_unclosed(begun, tell) {
                        return Ok(next);
                    }
                    (text, ends) = (String::new(), Vec::new());
                    false
                }
            };
        }
    }

    /// All lines but the first are rows of their own.
    fn take_back(&mut self, text: &str, ends: &[usize], begun: u64) {
        for pair in ends.windows(2).rev() {
            self.waiting.push_front(text[pair[0]..pair[1]].to_owned());
        }
        self.line = begun;
    }

    fn refuse_unclosed(&mut self, begun: u64, tell: &mut Tell) -> Option<Next> {
        self.unclosed += 1;
        let hint = "close the quotation mark, or say quotes = false in a mapping if the table does not quote its cells";
        let mut notice =
            Notice::refusal("TAB013", "a quotation mark opens a cell in this row and is never closed")
                .with_hint(hint);
        notice.line = Some(begun);
        if self.unclosed > MOST_UNCLOSED {
            notice.message = format!(
                "quotation marks open cells in more than {MOST_UNCLOSED} rows and are never closed; the rest is not read"
            );
            return Some(Next::GiveUp(notice));
        }
        tell(Told::Notice(notice)).is_break().then_some(Next::End)
    }

    fn row_of(&mut self, text: &str, line: u64, tell: &mut Tell) -> Next {
        let mut told = ControlFlow::Continue(());
        if text.contains('\u{fffd}') {
            let mut notice = Notice::doubt(
                "TAB014",
                "bytes in this row are no letters of the table's encoding and became \u{fffd}",
            )
            .with_hint("name the encoding in a mapping, encoding = \"...\", or save the table as UTF-8");
            notice.line = Some(line);
            told = tell(Told::Notice(notice));
        }
        let mut text = std::borrow::Cow::Borrowed(text);
        if text.contains('\0') {
            text = text.replace('\0', "").into();
            let mut notice = Notice::doubt("TAB015", "NUL characters in this row were left out")
                .with_hint("the table may be damaged, or in an encoding of two bytes a letter");
            notice.line = Some(line);
            told = if told.is_continue() { tell(Told::Notice(notice)) } else { told };
        }
        if told.is_break() {
            return Next::End;
        }
        let cells = cut(&text, self.notation);
        if cells.len() > MOST_COLUMNS {
            return Next::GiveUp(too_many_columns(line));
        }
        let cells = cells.into_iter();
        Next::Row(Row { line, cells: cells.map(|words| Cell { words, is_day: false }).collect() })
    }
}

/// The notice of a row that is longer than any.
pub(super) fn too_long(line: u64) -> Notice {
    let mut notice = Notice::refusal(
        "TAB018",
        format!("a row of more than {} MB; the rest is not read", LARGEST_ROW / 1_000_000),
    )
    .with_hint("long texts belong in files beside the table, named in a column");
    notice.line = Some(line);
    notice
}
