//! Reads a table row by row: finds the header, gives each document its key, puts rows of one document together, and says
//! once what concerns many rows.
//!
//! Memory holds one row and, where rows are grouped, the documents of which more rows are to come; a first pass counts
//! the rows of each, so that a document is handed on with its last.

use super::Source;
use super::cells::{Bound, RowFields, name_headers, shortened};
use super::document::{Describing, worded};
use super::field::Field;
use super::mapping::Mapping;
use super::rows::{self, Row, Shape, Told, broken};
use crate::{Emit, Found, FoundDocument, Origin, ReadError};
use fonds_model::{Document, Notice, Severity};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::ControlFlow;

/// Documents that wait for more of their rows at most.
const MOST_WAITING: usize = 20_000;

/// Bytes of a key at most; a longer cell is no number of a document.
const LONGEST_KEY: usize = 300;

/// Reads a table, a document for each row or group of rows.
pub(super) fn read(
    input: &mut dyn Source,
    origin: &Origin,
    mapping: &Mapping,
    emit: &mut Emit,
) -> Result<(), ReadError> {
    let rows_of_group =
        if mapping.group_by.is_empty() { HashMap::new() } else { count_groups(input, origin, mapping)? };
    let mut reading = Reading {
        describing: Describing::new(mapping, origin),
        shape: Shape::default(),
        bound: None,
        rows: 0,
        documents: 0,
        keys: HashMap::new(),
        rows_of_group,
        waiting: HashMap::new(),
        stop: None,
    };
    let read = rows::each_row(input, origin, mapping, &mut |told| reading.take(told, emit));
    if let Some(stop) = reading.stop.take() {
        return stop;
    }
    let mut flow = ControlFlow::Continue(());
    // A table that is cut off leaves documents without their last rows; what was read of them stands.
    let mut waiting: Vec<FoundDocument> =
        std::mem::take(&mut reading.waiting).into_values().map(|w| w.found).collect();
    waiting.sort_by_key(|found| found.document.provenance.line);
    for found in waiting {
        flow = if flow.is_continue() { reading.hand_on(found, emit) } else { flow };
    }
    for mut notice in std::mem::take(&mut reading.describing.tally).into_notices() {
        notice.file = Some(origin.file.clone());
        flow = if flow.is_continue() { emit(Found::Notice(notice)) } else { flow };
    }
    read?;
    if reading.documents == 0 && flow.is_continue() {
        return Err(broken(origin, no_rows(reading.bound.is_some())));
    }
    Ok(())
}

pub(super) fn no_rows(has_header: bool) -> Notice {
    let message = if has_header { "the table has a header and no rows" } else { "the table has no rows" };
    Notice::refusal("TAB010", message)
        .with_hint("check that the whole table was saved, and which sheet and row hold its headers")
}

/// How many rows each group has, by the hash of its words.
fn count_groups(
    input: &mut dyn Source,
    origin: &Origin,
    mapping: &Mapping,
) -> Result<HashMap<u64, u32>, ReadError> {
    let mut bound: Option<Bound> = None;
    let mut counts = HashMap::new();
    let mut number = 0;
    let counted = rows::each_row(input, origin, mapping, &mut |told| {
        if let Told::Row(row) = told {
            number += 1;
            if let Some(bound) = &bound {
                if let Some(group) = group_of(bound, mapping, &row) {
                    *counts.entry(hash(&group)).or_default() += 1;
                }
            } else if number >= mapping.header_row {
                bound = Some(Bound::new(mapping, headers_of(&row, mapping)));
                if mapping.header_row == 0
                    && let Some(group) = bound.as_ref().and_then(|bound| group_of(bound, mapping, &row))
                {
                    *counts.entry(hash(&group)).or_default() += 1;
                }
            }
        }
        ControlFlow::Continue(())
    });
    match counted {
        // The second pass says what is broken, and where.
        Ok(()) | Err(ReadError::Broken { .. }) => Ok(counts),
        Err(error) => Err(error),
    }
}

/// The words that make rows one document; `None` where they are missing.
fn group_of(bound: &Bound, mapping: &Mapping, row: &Row) -> Option<String> {
    let words: Option<Vec<&str>> = mapping.group_by.iter().map(|name| bound.cell(row, name)).collect();
    words.map(|words| words.join("\u{1f}"))
}

fn hash(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// The headers of the header's row; of a table without one, numbers.
fn headers_of(row: &Row, mapping: &Mapping) -> Vec<String> {
    if mapping.header_row == 0 {
        return (1..=row.cells.len()).map(|number| number.to_string()).collect();
    }
    name_headers(&row.cells)
}

/// A document of which more rows are to come.
struct Waiting {
    found: FoundDocument,
    rows_to_come: u32,
}

struct Reading<'m> {
    describing: Describing<'m>,
    shape: Shape,
    bound: Option<Bound<'m>>,
    /// Rows that are not empty, header and all.
    rows: u32,
    documents: u64,
    /// How often each key was given, by its hash: 16 bytes a document.
    keys: HashMap<u64, u32>,
    rows_of_group: HashMap<u64, u32>,
    waiting: HashMap<String, Waiting>,
    /// Set when reading stops before the end: because whoever takes the documents wants no more, or for a reason.
    stop: Option<Result<(), ReadError>>,
}

impl<'m> Reading<'m> {
    fn take(&mut self, told: Told, emit: &mut Emit) -> ControlFlow<()> {
        let flow = match told {
            Told::Shape(shape) => {
                self.describing.from_1904 = shape.from_1904;
                self.shape = shape;
                ControlFlow::Continue(())
            }
            Told::Notice(mut notice) => {
                notice.file = Some(self.describing.origin.file.clone());
                emit(Found::Notice(notice))
            }
            Told::Row(row) => self.take_row(row, emit),
        };
        if flow.is_break() && self.stop.is_none() {
            self.stop = Some(Ok(()));
        }
        flow
    }

    fn take_row(&mut self, row: Row, emit: &mut Emit) -> ControlFlow<()> {
        self.rows += 1;
        if self.bound.is_some() {
            return self.take_document(&row, emit);
        }
        let mapping = self.describing.mapping;
        if self.rows < mapping.header_row {
            let words: Vec<&str> =
                row.cells.iter().map(|cell| cell.words.trim()).filter(|words| !words.is_empty()).collect();
            let message =
                format!("above the headers stands `{}`, which is no row", shortened(&words.join(" ")));
            let notice = Notice::remark("TAB005", message)
                .with_hint("header_row in a mapping says where the headers are");
            return emit(Found::Notice(notice.at(self.describing.origin.file.clone(), row.line)));
        }
        let bound = Bound::new(mapping, headers_of(&row, mapping));
        for notice in notices_of(&bound) {
            emit(Found::Notice(notice.at(self.describing.origin.file.clone(), row.line)))?;
        }
        self.bound = Some(bound);
        if mapping.header_row == 0 { self.take_document(&row, emit) } else { ControlFlow::Continue(()) }
    }

    fn take_document(&mut self, row: &Row, emit: &mut Emit) -> ControlFlow<()> {
        self.look_at_length(row);
        let mapping = self.describing.mapping;
        let Some(bound) = &self.bound else { return ControlFlow::Continue(()) };
        let fields = bound.read_row(row, &mut self.describing.tally);
        let group = (!mapping.group_by.is_empty()).then(|| group_of(bound, mapping, row)).flatten();
        let Some(group) = group else {
            let mut found = self.begin(&fields, None);
            self.describing.describe(&mut found, fields);
            return self.hand_on(found, emit);
        };
        let Some(waiting) = self.waiting.get_mut(&group) else {
            let mut found = self.begin(&fields, Some(&group));
            self.describing.describe(&mut found, fields);
            // A row that the first pass did not see is alone.
            let rows_to_come = self.rows_of_group.get(&hash(&group)).map_or(0, |rows| rows.saturating_sub(1));
            if rows_to_come == 0 {
                return self.hand_on(found, emit);
            }
            if self.waiting.len() >= MOST_WAITING {
                self.stop = Some(Err(self.too_many_waiting(row.line)));
                return ControlFlow::Break(());
            }
            self.waiting.insert(group, Waiting { found, rows_to_come });
            return ControlFlow::Continue(());
        };
        self.describing.describe(&mut waiting.found, fields);
        waiting.rows_to_come -= 1;
        if waiting.rows_to_come > 0 {
            return ControlFlow::Continue(());
        }
        match self.waiting.remove(&group) {
            Some(waiting) => self.hand_on(waiting.found, emit),
            None => ControlFlow::Continue(()),
        }
    }

    fn too_many_waiting(&self, line: u64) -> ReadError {
        let mut notice = Notice::refusal(
            "TAB053",
            format!(
                "more than {MOST_WAITING} documents wait for further rows of theirs; the rest is not read"
            ),
        )
        .with_hint("sort the table by the columns of group_by");
        notice.line = Some(line);
        broken(self.describing.origin, notice)
    }

    /// Says when a row is longer or shorter than the header. Spreadsheets leave empty cells at the end out.
    fn look_at_length(&mut self, row: &Row) {
        let Some(bound) = &self.bound else { return };
        let columns = bound.headers.len();
        let filled =
            row.cells.iter().rposition(|cell| !cell.words.trim().is_empty()).map_or(0, |last| last + 1);
        let what = if filled > columns {
            format!(
                "the row has {filled} cells and the header {columns}; what is beyond is kept beside the description"
            )
        } else if row.cells.len() < columns && self.shape.delimiter.is_some() {
            format!("the row has {} cells and the header {columns}", row.cells.len())
        } else {
            return;
        };
        let hint = "a cell that holds a delimiter or a line's end must stand in quotation marks";
        self.describing.tally.count(("TAB012", Severity::Doubt), "", what, hint, row.line);
    }

    /// A document with its key: of the column of ids, else of the words that group its rows, else of date and title.
    fn begin(&mut self, fields: &RowFields<'m>, group: Option<&str>) -> FoundDocument {
        let own = fields.words(&Field::Id).or(group.filter(|group| !group.contains('\u{1f}')));
        let own = own.map(str::to_owned).or_else(|| group.map(|group| group.replace('\u{1f}', ",")));
        let own = own.filter(|own| own.len() <= LONGEST_KEY);
        let has_own = own.is_some();
        let key = own.unwrap_or_else(|| made_key(fields));
        let source_key = format!("{}/{key}", self.describing.origin.source);
        let times = self.keys.entry(hash(&source_key)).or_default();
        *times += 1;
        let times = *times;
        let line = fields.line;
        let mapping = self.describing.mapping;
        if !has_own {
            let gives_ids = mapping.made.contains_key(&Field::Id)
                || mapping.columns.iter().any(|column| column.field == Field::Id);
            let severity = if gives_ids { Severity::Doubt } else { Severity::Remark };
            let hint =
                "a column of numbers as `id` keeps the document the same when its title or date is corrected";
            let what = "the document has no number of its own and is known by date and title".to_owned();
            self.describing.tally.count(("TAB051", severity), "", what, hint, line);
        }
        if times > 1 && has_own {
            let what = format!("`{}` is the key of a row before already", shortened(&key));
            let hint = "correct it, or say group_by if these rows are one document; until then this one has a number behind its key";
            let column = super::document::column_name(fields.all(&Field::Id));
            self.describing.tally.count(("TAB050", Severity::Doubt), &column, what, hint, line);
        }
        let mut document =
            Document::new(if times > 1 { format!("{source_key}~{times}") } else { source_key });
        document.provenance.source.clone_from(&self.describing.origin.source);
        document.provenance.format = "table".into();
        FoundDocument { document, beside: Vec::new() }
    }

    /// Hands on a whole document, before it what it points at.
    fn hand_on(&mut self, mut found: FoundDocument, emit: &mut Emit) -> ControlFlow<()> {
        self.describing.finish(&mut found.document);
        for before in std::mem::take(&mut self.describing.before) {
            emit(before)?;
        }
        self.documents += 1;
        emit(Found::Document(Box::new(found)))
    }
}

/// A key of date and title, the same whenever the same row is read.
fn made_key(fields: &RowFields) -> String {
    let date = [Field::Date(Default::default()), Field::DateShown, Field::DateBegins, Field::DateYear];
    let date = date.iter().find_map(|field| fields.words(field)).unwrap_or("undated");
    let title = worded(fields.all(&Field::Title)).next().unwrap_or("untitled");
    let words = format!("{date} {title}");
    let mut key = String::new();
    for letter in words.chars().flat_map(char::to_lowercase) {
        if key.len() > 160 {
            break;
        }
        if letter.is_alphanumeric() {
            key.push(letter);
        } else if !key.ends_with('-') {
            key.push('-');
        }
    }
    let key = key.trim_end_matches('-').to_owned();
    // What was cut off still tells two apart.
    if key.len() > 160 { format!("{key}-{:08x}", hash(&words) as u32) } else { key }
}

/// What each column was taken for, and what the mapping names in vain.
fn notices_of(bound: &Bound) -> Vec<Notice> {
    let mut taken = Vec::new();
    let mut rest = Vec::new();
    for (index, header) in bound.headers.iter().enumerate() {
        let fields: Vec<String> =
            bound.fields_of(index).filter(|field| **field != Field::Rest).map(Field::to_string).collect();
        if fields.is_empty() {
            rest.push(shortened(header));
        } else {
            taken.push(format!("{} is {}", shortened(header), fields.join(" and ")));
        }
    }
    let mut notices = Vec::new();
    if !taken.is_empty() {
        let notice = Notice::remark("TAB001", format!("columns are read so: {}", taken.join("; ")));
        notices.push(notice.with_hint("a mapping says it otherwise: --map"));
    }
    if !rest.is_empty() {
        let message = format!("columns kept word for word beside the description: {}", rest.join("; "));
        notices.push(Notice::remark("TAB002", message).with_hint("a mapping can give them fields: --map"));
    }
    for name in bound.missing() {
        let message =
            format!("the mapping names a column `{}` that the table does not have", shortened(name));
        let hint = format!(
            "its columns are {}",
            bound.headers.iter().take(40).map(|h| shortened(h)).collect::<Vec<_>>().join(", ")
        );
        notices.push(Notice::doubt("TAB003", message).with_hint(hint).in_field(name.to_owned()));
    }
    notices
}
