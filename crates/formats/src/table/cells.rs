//! From the cells of a row to what fills each field: words for nothing left out, lists and separators taken apart,
//! values exchanged, templates filled.
//!
//! Not yet a document: that is [`super::document`].

use super::field::Field;
use super::lists::{Item, read_list};
use super::mapping::{Column, Mapping};
use super::rows::{Cell, Row};
use super::tally::Tally;
use fonds_model::Severity;
use std::collections::BTreeMap;

/// One value of one field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Given<'m> {
    /// Its words and, out of a list of objects, the object.
    pub item: Item,
    /// The column's rules; none for what a template made.
    pub column: Option<&'m Column>,
}

/// What a row gives for each field, and what it says besides.
#[derive(Debug, Default)]
pub(super) struct RowFields<'m> {
    /// The line of the row.
    pub line: u64,
    /// Values by field.
    pub fields: BTreeMap<Field, Vec<Given<'m>>>,
    /// Words that no field holds, by the column's header.
    pub rest: Vec<(String, String)>,
}

impl<'m> RowFields<'m> {
    /// The values of a field.
    pub(super) fn all(&self, field: &Field) -> &[Given<'m>] {
        self.fields.get(field).map_or(&[], Vec::as_slice)
    }
    /// The words of the field's first value that has any.
    pub(super) fn words(&self, field: &Field) -> Option<&str> {
        self.all(field).iter().map(|given| given.item.words.as_str()).find(|words| !words.is_empty())
    }
    /// Keeps words beside the description.
    pub(super) fn keep(&mut self, column: &str, words: &str) {
        self.rest.push((column.to_owned(), words.to_owned()));
    }
}

/// The headers of a table and what the mapping says of each.
#[derive(Debug)]
pub(super) struct Bound<'m> {
    mapping: &'m Mapping,
    /// Every header, made unlike the others, in the order of the columns.
    pub headers: Vec<String>,
    /// By position: the columns of the mapping that name it.
    columns: Vec<Vec<&'m Column>>,
    by_name: BTreeMap<String, usize>,
}

/// A header without its accidents, by which mapping and table are compared.
fn folded(header: &str) -> String {
    header.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Headers made unlike one another: empty ones are called by number, repeated ones get one behind them.
pub(super) fn name_headers(cells: &[Cell]) -> Vec<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut headers = Vec::with_capacity(cells.len());
    for (index, cell) in cells.iter().enumerate() {
        let words = cell.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = if words.is_empty() { format!("column {}", index + 1) } else { words };
        let time = times.entry(words.to_lowercase()).or_default();
        *time += 1;
        headers.push(if *time == 1 { words } else { format!("{words} ({time})") });
    }
    headers
}

impl<'m> Bound<'m> {
    /// Binds a mapping to a table's headers.
    pub(super) fn new(mapping: &'m Mapping, headers: Vec<String>) -> Self {
        let by_name: BTreeMap<String, usize> =
            headers.iter().enumerate().map(|(index, header)| (folded(header), index)).collect();
        let mut columns = vec![Vec::new(); headers.len()];
        for column in &mapping.columns {
            if let Some(index) = by_name.get(&folded(&column.name)) {
                columns[*index].push(column);
            }
        }
        Self { mapping, headers, columns, by_name }
    }

    /// Names that the mapping uses and the table does not have.
    pub(super) fn missing(&self) -> Vec<&'m str> {
        let named = self.mapping.columns.iter().map(|column| column.name.as_str());
        let grouped = self.mapping.group_by.iter().map(String::as_str);
        let made = self.mapping.made.values().flat_map(|templates| templates.all()).flat_map(|t| t.columns());
        let mut missing: Vec<&str> = named
            .chain(grouped)
            .chain(made)
            .filter(|name| !self.by_name.contains_key(&folded(name)))
            .collect();
        missing.dedup();
        missing
    }

    /// What the mapping makes of the column at this position; empty where it says nothing of it.
    pub(super) fn fields_of(&self, index: usize) -> impl Iterator<Item = &'m Field> {
        self.columns[index].iter().map(|column| &column.field)
    }

    /// The words of a cell by its column's name.
    pub(super) fn cell<'r>(&self, row: &'r Row, name: &str) -> Option<&'r str> {
        let index = self.by_name.get(&folded(name))?;
        row.cells.get(*index).map(|cell| cell.words.trim()).filter(|words| !words.is_empty())
    }

    /// What the row gives for each field.
    pub(super) fn read_row(&self, row: &Row, tally: &mut Tally) -> RowFields<'m> {
        let mut out = RowFields { line: row.line, ..RowFields::default() };
        for (index, cell) in row.cells.iter().enumerate() {
            let words = cell.words.trim();
            if words.is_empty() {
                continue;
            }
            let Some(columns) = self.columns.get(index) else {
                out.keep(&format!("column {}", index + 1), words);
                continue;
            };
            let mut kept = true;
            for column in columns.iter().filter(|column| column.field != Field::Rest) {
                let Some((given, whole)) = self.read_cell(column, words, row.line, tally) else { continue };
                kept = kept && !whole;
                out.fields.entry(column.field.clone()).or_default().extend(given);
            }
            if kept {
                out.keep(&self.headers[index], words);
            }
        }
        self.make(row, &mut out, tally);
        out
    }

    /// The values of a cell, and whether they say all that the cell says; `None` for words that stand for nothing.
    fn read_cell(
        &self,
        column: &'m Column,
        words: &str,
        line: u64,
        tally: &mut Tally,
    ) -> Option<(Vec<Given<'m>>, bool)> {
        if self.is_nothing(column, words) {
            let what = format!("`{}` stands for nothing here", shortened(words));
            let hint = "the words are kept beside the description; `nothing` in a mapping lists such words";
            tally.count(("TAB040", Severity::Remark), &column.name, what, hint, line);
            return None;
        }
        if let Some(value) = column.values.get(words) {
            let given = (!value.is_empty()).then(|| plain(value, column));
            return Some((given.into_iter().collect(), value == words));
        }
        let items = column.lists.then(|| read_list(words, column.take.as_deref())).flatten();
        let from_list = items.is_some();
        let items = items.unwrap_or_else(|| split(words, &column.split));
        let mut whole = true;
        let mut given = Vec::with_capacity(items.len());
        for mut item in items {
            if let Some(value) = column.values.get(&item.words) {
                item.words.clone_from(value);
                whole = false;
            }
            let nothing = self.is_nothing(column, &item.words);
            whole &= !nothing;
            // An object says more than its name, unless all that it has besides is a number.
            if from_list && let Some(object) = &item.object {
                whole &= object.keys().all(|key| matches!(key.as_str(), "id" | "name"));
            }
            if nothing || (item.words.is_empty() && item.object.is_none()) {
                continue;
            }
            given.push(Given { item, column: Some(column) });
        }
        Some((given, whole))
    }

    fn is_nothing(&self, column: &Column, words: &str) -> bool {
        let same = |word: &String| word.trim().eq_ignore_ascii_case(words.trim());
        if column.nothing.iter().any(same) {
            return true;
        }
        !column.field.is_prose()
            && (self.mapping.nothing.iter().any(same) || says_nothing(words, &column.field))
    }

    /// Fills the fields that no column filled.
    fn make(&self, row: &Row, out: &mut RowFields<'m>, tally: &mut Tally) {
        for (field, templates) in &self.mapping.made {
            if out.fields.get(field).is_some_and(|given| !given.is_empty()) {
                continue;
            }
            let cell =
                |name: &str| self.cell(row, name).filter(|words| !self.is_nothing_anywhere(name, words));
            if let Some(words) = templates.all().iter().find_map(|template| template.fill(cell)) {
                let given = Given { item: Item { words, object: None }, column: None };
                out.fields.insert(field.clone(), vec![given]);
            } else if *field == Field::Id {
                let what = "the columns that make the key are not all filled".to_owned();
                let hint = "the document gets a key of date and title";
                tally.count(("TAB051", Severity::Doubt), "id", what, hint, row.line);
            }
        }
    }

    fn is_nothing_anywhere(&self, name: &str, words: &str) -> bool {
        let columns = self.by_name.get(&folded(name)).map_or(&[][..], |index| &self.columns[*index]);
        columns.iter().any(|column| self.is_nothing(column, words))
            || self.mapping.nothing.iter().any(|word| word.eq_ignore_ascii_case(words))
    }
}

fn plain<'m>(words: &str, column: &'m Column) -> Given<'m> {
    Given { item: Item { words: words.to_owned(), object: None }, column: Some(column) }
}

/// The parts of a cell between separators.
fn split(words: &str, separators: &[String]) -> Vec<Item> {
    let mut parts = vec![words];
    for separator in separators {
        parts = parts.into_iter().flat_map(|part| part.split(separator.as_str())).collect();
    }
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| Item { words: part.to_owned(), object: None }).collect()
}

/// At most sixty characters of words, for a notice.
pub(super) fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(60).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short.escape_debug().to_string()
}

/// Words that programs write where there is nothing.
const EMPTY: [&str; 12] = [
    "n/a",
    "n.a.",
    "#n/a",
    "#ref!",
    "#value!",
    "#name?",
    "null",
    "nan",
    "not available",
    "not applicable",
    "not given",
    "нет данных",
];

/// Words that clerks write where they know nothing, or keep to themselves what they know.
const UNSAID: [&str; 9] = [
    "none",
    "unknown",
    "withheld",
    "restricted",
    "redacted",
    "неизвестно",
    "inconnu",
    "unbekannt",
    "desconocido",
];

/// Whether words say that there is nothing, or that somebody keeps to himself what there is; dashes alone say so too.
pub(super) fn says_nothing(words: &str, field: &Field) -> bool {
    let bare = words.trim().trim_matches(['[', ']', '(', ')', '<', '>', '"']).to_lowercase();
    if EMPTY.contains(&bare.as_str()) {
        return true;
    }
    // The reader of dates knows such words itself; in these others, RESTRICTED and the like is what they say.
    let telling = field.is_date()
        || matches!(field, Field::Marking | Field::Access | Field::ReleaseStatus | Field::Rights);
    let dashes = bare.chars().all(|c| matches!(c, '-' | '–' | '—' | '?' | '.' | '*' | '_'));
    !telling && (dashes || UNSAID.contains(&bare.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_no_people() {
        let sender = Field::Agent(fonds_model::AgentRole::Sender);
        for words in ["WITHHELD", "[RESTRICTED]", "Unknown", "n/a", "NULL", "-", "[?]"] {
            assert!(says_nothing(words, &sender), "{words}");
        }
        assert!(!says_nothing("RESTRICTED", &Field::Marking));
        assert!(!says_nothing("None of the above", &sender));
    }

    #[test]
    fn headers_that_are_empty_or_repeated_get_names_of_their_own() {
        let cells = ["Date", "", "date"].map(|words| Cell { words: words.into(), is_day: false });
        assert_eq!(name_headers(&cells), ["Date", "column 2", "date (2)"]);
    }
}
