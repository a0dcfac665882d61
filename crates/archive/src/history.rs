//! The change log and what changed between two versions, for the archivist.
//!
//! Not for readers: what they see of versions counts publications only, in [`crate::deliver`].

use crate::archive::Archive;
use crate::describe::kind_of;
use fonds_catalogue::{CatalogueError, Change, Kept, Kind};
use fonds_model::{ArchivalUnit, Authority, Collection, Document, Theme};
use serde::Serialize;
use serde_json::Value;

/// Why there is no history to show.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// Nothing has this identifier.
    #[error("nothing here is called `{0}`\nhint: `fonds search` and `fonds list` show identifiers")]
    Absent(String),
    /// No such version, or its words are erased.
    #[error("`{id}` has no version {version}\nhint: `fonds log {id}` lists them")]
    Version {
        /// The thing.
        id: String,
        /// The version asked for.
        version: u32,
    },
    /// The catalogue failed.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

/// Hands every row of the log to `each`, oldest first: the rows of one thing, or all.
pub fn log(archive: &Archive, id: Option<&str>, each: &mut dyn FnMut(Change)) -> Result<(), HistoryError> {
    let snapshot = archive.catalogue().snapshot()?;
    if let Some(id) = id {
        let kind = kind_of(&snapshot, id)?.ok_or_else(|| HistoryError::Absent(id.to_owned()))?;
        snapshot.changes_of(kind, id)?.into_iter().for_each(each);
        return Ok(());
    }
    let mut after = 0;
    loop {
        let page = snapshot.changes_after(after, 1_000)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.seq;
        page.into_iter().for_each(&mut *each);
    }
}

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Where, as a path in the model's names: `titles[0].text`.
    pub path: String,
    /// What the first version says; absent where it says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What the second version says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

/// What changed between two versions of a thing.
pub fn diff(archive: &Archive, id: &str, first: u32, second: u32) -> Result<Vec<Difference>, HistoryError> {
    let snapshot = archive.catalogue().snapshot()?;
    let kind = kind_of(&snapshot, id)?.ok_or_else(|| HistoryError::Absent(id.to_owned()))?;
    let load = |version: u32| -> Result<Value, HistoryError> {
        let found = match kind {
            Kind::Document => value_of::<Document>(&snapshot, id, version)?,
            Kind::Authority => value_of::<Authority>(&snapshot, id, version)?,
            Kind::Collection => value_of::<Collection>(&snapshot, id, version)?,
            Kind::Theme => value_of::<Theme>(&snapshot, id, version)?,
            Kind::Unit => value_of::<ArchivalUnit>(&snapshot, id, version)?,
        };
        found.ok_or_else(|| HistoryError::Version { id: id.to_owned(), version })
    };
    let mut differences = Vec::new();
    compare("", Some(&load(first)?), Some(&load(second)?), &mut differences);
    Ok(differences)
}

fn value_of<T: Kept>(
    snapshot: &fonds_catalogue::Snapshot,
    id: &str,
    version: u32,
) -> Result<Option<Value>, CatalogueError> {
    let stored = snapshot.find_version::<T>(id, version)?;
    stored.map(|stored| serde_json::to_value(stored.value)).transpose().map_err(CatalogueError::from)
}

fn compare(path: &str, before: Option<&Value>, after: Option<&Value>, differences: &mut Vec<Difference>) {
    match (before, after) {
        (Some(a), Some(b)) if a == b => {}
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                compare(&path, a.get(key), b.get(key), differences);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for position in 0..a.len().max(b.len()) {
                compare(&format!("{path}[{position}]"), a.get(position), b.get(position), differences);
            }
        }
        _ => differences.push(Difference {
            path: path.to_owned(),
            before: before.cloned(),
            after: after.cloned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_difference_is_named_by_its_path() {
        let mut found = Vec::new();
        let before = json!({"titles": [{"text": "Cable"}], "genre": "cable"});
        let after = json!({"titles": [{"text": "Telegram"}]});
        compare("", Some(&before), Some(&after), &mut found);
        let paths: Vec<&str> = found.iter().map(|difference| difference.path.as_str()).collect();
        assert_eq!(paths, ["genre", "titles[0].text"]);
    }
}
