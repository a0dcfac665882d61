//! Templates: words made of a row's cells, such as `text/{release}_{file | stem | lower}.md`.
//!
//! Not an expression language: a column's name in braces, and a few filters after bars. `{{` and `}}` are braces.

use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// Words with columns in them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Words(String),
    Column { name: String, filters: Vec<Filter> },
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Filter {
    /// In lower case.
    Lower,
    /// In upper case.
    Upper,
    /// The last step of a path.
    Name,
    /// The last step of a path without its extension.
    Stem,
    /// What stands after these words; nothing where they do not stand.
    After(String),
    /// What stands before these words; nothing where they do not stand.
    Before(String),
    /// Each of the first by the second.
    Replace(String, String),
}

impl Template {
    /// The columns that it names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Column { name, .. } => Some(name.as_str()),
            Piece::Words(_) => None,
        })
    }
    /// The words for one row; `None` where one of its columns has none.
    pub fn fill<'c>(&self, cell: impl Fn(&str) -> Option<&'c str>) -> Option<String> {
        let mut filled = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => filled.push_str(words),
                Piece::Column { name, filters } => {
                    let mut words = cell(name)?.trim().to_owned();
                    for filter in filters {
                        words = filter.apply(&words)?;
                    }
                    if words.is_empty() {
                        return None;
                    }
                    filled.push_str(&words);
                }
            }
        }
        Some(filled)
    }
}

impl Filter {
    fn apply(&self, words: &str) -> Option<String> {
        let name = || words.rsplit(['/', '\\']).next().unwrap_or(words);
        Some(match self {
            Self::Lower => words.to_lowercase(),
            Self::Upper => words.to_uppercase(),
            Self::Name => name().to_owned(),
            Self::Stem => name().rsplit_once('.').map_or(name(), |(stem, _)| stem).to_owned(),
            Self::After(mark) => words.split_once(mark.as_str())?.1.to_owned(),
            Self::Before(mark) => words.split_once(mark.as_str())?.0.to_owned(),
            Self::Replace(old, new) => words.replace(old.as_str(), new),
        })
    }
    fn read(words: &str) -> Result<Self, String> {
        let mut parts = words.split_whitespace();
        let word = parts.next().unwrap_or_default();
        let arguments: Vec<&str> = parts.collect();
        Ok(match (word, &arguments[..]) {
            ("lower", []) => Self::Lower,
            ("upper", []) => Self::Upper,
            ("name", []) => Self::Name,
            ("stem", []) => Self::Stem,
            ("after", [mark]) => Self::After((*mark).to_owned()),
            ("before", [mark]) => Self::Before((*mark).to_owned()),
            ("replace", [old, new]) => Self::Replace((*old).to_owned(), (*new).to_owned()),
            _ => {
                return Err(format!(
                    "`{}` is no filter of a template; say lower, upper, name, stem, after X, before X or replace X Y",
                    words.trim()
                ));
            }
        })
    }
    fn write(&self, out: &mut String) {
        match self {
            Self::Lower => out.push_str(" | lower"),
            Self::Upper => out.push_str(" | upper"),
            Self::Name => out.push_str(" | name"),
            Self::Stem => out.push_str(" | stem"),
            Self::After(mark) => _ = write!(out, " | after {mark}"),
            Self::Before(mark) => _ = write!(out, " | before {mark}"),
            Self::Replace(old, new) => _ = write!(out, " | replace {old} {new}"),
        }
    }
}

impl TryFrom<String> for Template {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(['{', '}']) {
            let brace = &rest[at..=at];
            words.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                words.push_str(brace);
                rest = after;
                continue;
            }
            let inner = if brace == "{" { rest.split_once('}') } else { None };
            let (inner, after) = inner.ok_or_else(|| {
                format!(
                    "a brace of the template `{text}` has no partner; write {{{{ or }}}} for a brace itself"
                )
            })?;
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            let mut parts = inner.split('|');
            let name = parts.next().unwrap_or_default().trim().to_owned();
            if name.is_empty() {
                return Err(format!("the template `{text}` names no column between its braces"));
            }
            let filters = parts.map(Filter::read).collect::<Result<_, _>>()?;
            pieces.push(Piece::Column { name, filters });
            rest = after;
        }
        words.push_str(rest);
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        Ok(Self { pieces })
    }
}

impl From<Template> for String {
    fn from(template: Template) -> Self {
        let mut out = String::new();
        for piece in &template.pieces {
            match piece {
                Piece::Words(words) => out.push_str(&words.replace('{', "{{").replace('}', "}}")),
                Piece::Column { name, filters } => {
                    out.push('{');
                    out.push_str(name);
                    filters.iter().for_each(|filter| filter.write(&mut out));
                    out.push('}');
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(template: &str) -> Option<String> {
        let template = Template::try_from(template.to_owned()).unwrap();
        template.fill(|name| match name {
            "file" => Some("2023/08/A-17.pdf"),
            "year" => Some("1949"),
            _ => None,
        })
    }

    #[test]
    fn cells_and_filters_fill_a_template() {
        assert_eq!(fill("text/{year}_{file | stem | lower}.md").as_deref(), Some("text/1949_a-17.md"));
        assert_eq!(fill("{file | after 2023/ | replace / _}").as_deref(), Some("08_A-17.pdf"));
        assert_eq!(fill("{{{year}}}").as_deref(), Some("{1949}"));
        assert_eq!(fill("no columns").as_deref(), Some("no columns"));
    }

    #[test]
    fn a_template_whose_column_is_empty_makes_nothing() {
        assert_eq!(fill("{year}, {place}"), None);
        assert_eq!(fill("{year | after x}"), None);
    }

    #[test]
    fn a_broken_template_is_refused_with_the_reason() {
        for broken in ["{year", "year}", "{}", "{year | shout}", "{year | after}"] {
            assert!(Template::try_from(broken.to_owned()).is_err(), "{broken}");
        }
    }
}
