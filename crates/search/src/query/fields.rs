//! The names that may stand before a colon, and what each narrows to.
//!
//! Whatever else stands before a colon is a word like any other: `10:30`, `Re: Cuba`.

use crate::{Facet, Scope};

/// What a name before a colon narrows to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    /// The words stand in this part of the documents.
    In(Scope),
    /// The words stand in document numbers.
    Numbers,
    /// A value of this facet has the words.
    Facet(Facet),
    /// The date touches a year or years.
    Year,
    /// The date touches a period.
    Date,
}

/// Every name in lower case. The first of each is the one that readers are shown.
const NAMES: &[(Field, &[&str])] = &[
    (Field::In(Scope::Everything), &["everything", "anywhere", "all"]),
    (Field::In(Scope::Titles), &["title", "titles"]),
    (Field::In(Scope::Abstracts), &["abstract", "abstracts"]),
    (Field::In(Scope::Text), &["text", "texts", "fulltext"]),
    (
        Field::In(Scope::People),
        &["people", "person", "persons", "organization", "organizations", "name", "names"],
    ),
    (Field::In(Scope::Places), &["place", "places"]),
    (Field::In(Scope::Subjects), &["subject", "subjects", "topic", "topics"]),
    (Field::In(Scope::References), &["source", "sources", "reference", "references"]),
    (Field::In(Scope::Notes), &["notes", "note"]),
    (Field::Numbers, &["number", "numbers"]),
    (Field::Facet(Facet::Genre), &["genre", "genres", "kind"]),
    (Field::Facet(Facet::Repository), &["repository", "repositories", "archive", "archives"]),
    (Field::Facet(Facet::Collection), &["collection", "collections"]),
    (Field::Facet(Facet::Language), &["language", "languages"]),
    (Field::Facet(Facet::Marking), &["marking", "markings", "classification"]),
    (Field::Year, &["year", "years"]),
    (Field::Date, &["date", "dates", "dated"]),
];

impl Field {
    /// The field of this name; capitals do not count.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        // No name is longer; a page of text before a colon is not looked at.
        if name.len() > 16 {
            return None;
        }
        let name = name.to_ascii_lowercase();
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
    }

    /// The name that readers are shown.
    pub(crate) fn name(self) -> &'static str {
        NAMES.iter().find(|(field, _)| *field == self).map_or("", |(_, names)| names[0])
    }
}

/// Every field with the name that readers are shown.
#[cfg(test)]
pub(crate) fn shown() -> impl Iterator<Item = (Field, &'static str)> {
    NAMES.iter().map(|(field, names)| (*field, names[0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_has_a_name_and_no_name_two_meanings() {
        for scope in Scope::ALL {
            assert_eq!(Field::of_name(scope.word()), Some(Field::In(scope)));
            assert!(!Field::In(scope).name().is_empty());
        }
        let mut names: Vec<_> = NAMES.iter().flat_map(|(_, names)| *names).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
