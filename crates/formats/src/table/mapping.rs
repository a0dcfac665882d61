//! The mapping: what stands in which column, as an archivist writes it in TOML.
//!
//! Only what it says and whether that is possible; how one is guessed stands in `super::guess`, what becomes of a row
//! in `super::document`.

use super::field::Field;
use super::template::Template;
use fonds_model::Language;
use fonds_model::date::DateOrder;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands in which column; saved as TOML.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What parts the cells of a text table; found by looking when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
    /// Whether quotation marks around a cell are part of the notation and not of the words.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub quotes: bool,
    /// The encoding of a text table, such as `windows-1251`; found by looking when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The sheet of a spreadsheet; the first that is not empty when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Which of the rows that are not empty holds the headers, from 1; 0 for a table without headers, whose columns are
    /// called by their numbers.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub header_row: u32,
    /// The language of titles, abstracts and date words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether day or month stands first in dates of figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<Order>,
    /// Years of two figures are the nearest to this year; of 1900 to 1999 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_year: Option<i64>,
    /// Whether five figures alone are a spreadsheet's number of a day, and from which year it counts; as the
    /// spreadsheet says, otherwise from 1900, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_numbers: Option<DayNumbers>,
    /// Words that stand in a cell for nothing, beside those that everybody writes (unknown, n/a, null).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nothing: Vec<String>,
    /// Columns whose equal words make several rows one document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group_by: Vec<String>,
    /// Whether titles are read for genre, number and people that no column gives.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub read_titles: bool,
    /// Words for fields that a row's columns leave empty: constants, or templates of other columns. Of several the
    /// first whose columns have words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub made: BTreeMap<Field, Templates>,
    /// The columns.
    #[serde(default, rename = "column", skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
}

/// One column and what it fills. A column may be named twice to fill two fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its header, or its number where it has none.
    pub name: String,
    /// What it fills.
    pub field: Field,
    /// What parts several values in one cell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub split: Vec<String>,
    /// Whether cells that are lists, `["a", "b"]` or `[{"name": "a"}]`, are read as lists.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub lists: bool,
    /// The key of an object in a list whose value is taken; `name`, `title`, `value`, `label` or `text` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<String>,
    /// Words of this column that stand for nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nothing: Vec<String>,
    /// The order of its dates, where it is not the table's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<Order>,
    /// The language of its words, where it is not the table's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether names stand surname first: "Khrushchev, Nikita S."
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inverted: bool,
    /// Words of this column and what they mean.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
}

impl Column {
    /// A column that fills this field, with nothing else said.
    pub fn new(name: impl Into<String>, field: Field) -> Self {
        Self {
            name: name.into(),
            field,
            split: Vec::new(),
            lists: true,
            take: None,
            nothing: Vec::new(),
            date_order: None,
            language: None,
            inverted: false,
            values: BTreeMap::new(),
        }
    }
}

/// What parts the cells of a text table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Delimiter {
    Tab,
    Semicolon,
    Pipe,
    Comma,
}

impl Delimiter {
    /// All, the surest first.
    pub(super) const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Pipe, Self::Comma];

    pub(super) const fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Semicolon => b';',
            Self::Pipe => b'|',
            Self::Comma => b',',
        }
    }
}

/// Which of two numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

impl From<Order> for DateOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::DayFirst => Self::DayMonth,
            Order::MonthFirst => Self::MonthDay,
        }
    }
}

/// From which year a spreadsheet counts its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayNumbers {
    /// Day 1 is 1 January 1900.
    #[serde(rename = "from-1900")]
    From1900,
    /// Day 0 is 1 January 1904.
    #[serde(rename = "from-1904")]
    From1904,
    /// Five figures are no day.
    #[serde(rename = "no")]
    No,
}

/// One template or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Templates {
    /// One.
    One(Template),
    /// Several, the first that can be filled counts.
    Several(Vec<Template>),
}

impl Templates {
    /// All of them, in order.
    pub fn all(&self) -> &[Template] {
        match self {
            Self::One(template) => std::slice::from_ref(template),
            Self::Several(templates) => templates,
        }
    }
}

fn yes() -> bool {
    true
}
fn is_yes(value: &bool) -> bool {
    *value
}
fn first() -> u32 {
    1
}
fn is_first(row: &u32) -> bool {
    *row == 1
}

impl Default for Mapping {
    fn default() -> Self {
        Self {
            delimiter: None,
            quotes: true,
            encoding: None,
            sheet: None,
            header_row: 1,
            language: None,
            date_order: None,
            near_year: None,
            day_numbers: None,
            nothing: Vec::new(),
            group_by: Vec::new(),
            read_titles: true,
            made: BTreeMap::new(),
            columns: Vec::new(),
        }
    }
}

/// A mapping file that says something impossible.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct MappingError {
    /// What, where, how to mend it.
    pub message: String,
}

impl Mapping {
    /// Reads a mapping file.
    pub fn from_toml(text: &str) -> Result<Self, MappingError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mapping: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count());
            let at = line.map(|line| format!("\n  at line {line}")).unwrap_or_default();
            MappingError {
                message: format!(
                    "the mapping cannot be read: {}{at}\nhint: the manual's page on tables shows every word of a mapping",
                    error.message()
                ),
            }
        })?;
        mapping.check()?;
        Ok(mapping)
    }

    /// Writes it so that it can be saved and edited.
    pub fn to_toml(&self) -> String {
        // Invariant: every value has a form in TOML, and tables come after plain values in the struct.
        let body = toml::to_string(self).unwrap_or_default();
        format!("# What stands in which column. Edit it and give it with --map.\n{body}")
    }

    fn check(&self) -> Result<(), MappingError> {
        let refuse = |message: String| Err(MappingError { message });
        if let Some(label) = &self.encoding
            && encoding_rs::Encoding::for_label(label.as_bytes()).is_none()
        {
            return refuse(format!(
                "`{label}` is not an encoding that fonds knows\nhint: say utf-8, windows-1251, gb18030 and the like"
            ));
        }
        let tags =
            self.language.iter().chain(self.columns.iter().filter_map(|column| column.language.as_ref()));
        if let Some(tag) = tags.into_iter().find(|tag| Language::new(tag.as_str()).is_none()) {
            return refuse(format!(
                "`{tag}` is not the tag of a language\nhint: say `ru`, `zh-Hant` and the like"
            ));
        }
        for column in &self.columns {
            if column.split.iter().any(String::is_empty) {
                return refuse(format!(
                    "the column `{}` is split by nothing\nhint: `split` lists what stands between two values, such as \";\"",
                    column.name
                ));
            }
        }
        Ok(())
    }
}
