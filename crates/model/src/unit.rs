//! Archival units: where originals lie, as their holders number them.
//!
//! A unit is described once and many witnesses point at it. The reference is kept part by part with the holder's
//! own words for the parts, because "fond 45, opis 1, delo 335, list 3" and "RG 59, Box 12" are both paths.

use crate::{HistoricalDate, Link, UnitId};
use serde::{Deserialize, Serialize};

/// The level of a unit. ISAD(G) 3.1.4.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum UnitLevel {
    Repository,
    Fonds,
    Series,
    Subseries,
    #[default]
    File,
    Item,
}

/// One step of a reference: the holder's word for it and the value, such as (`fond`, `45`) or (`box`, `12`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReferencePart {
    /// fond, opis, papka, delo, rolik, list, record_group, box, folder, decimal_file, lot, volume, document, series, file ...
    pub unit: String,
    /// As written.
    pub value: String,
}

/// Where originals lie: a repository and a path within it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivalUnit {
    /// Its identifier; unassigned until the archive has taken it in.
    #[serde(default, skip_serializing_if = "UnitId::is_unassigned")]
    pub id: UnitId,
    /// The source's own key. Units found in source notes use [`ArchivalUnit::key_of`].
    pub source_key: String,
    /// The holding institution: "Department of State", "APRF".
    pub repository: String,
    /// The level.
    #[serde(default)]
    pub level: UnitLevel,
    /// The path, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reference: Vec<ReferencePart>,
    /// Its titles, where it has any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Its dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<HistoricalDate>,
    /// The unit that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Link>,
}

impl ArchivalUnit {
    /// A unit of this repository and path, with the key that all witnesses in it share.
    pub fn new(repository: impl Into<String>, level: UnitLevel, reference: Vec<ReferencePart>) -> Self {
        let repository = repository.into();
        let source_key = Self::key_of(&repository, &reference);
        Self {
            id: UnitId::default(),
            source_key,
            repository,
            level,
            reference,
            titles: Vec::new(),
            dates: Vec::new(),
            parent: None,
        }
    }
    /// The key of a unit known only by its reference: repository and values, in order, joined by " / ".
    pub fn key_of(repository: &str, reference: &[ReferencePart]) -> String {
        let mut key = format!("unit:{repository}");
        for part in reference {
            key.push_str(" / ");
            key.push_str(&part.unit);
            key.push(' ');
            key.push_str(&part.value);
        }
        key
    }
    /// The reference in one line: "APRF, fond 45, opis 1, delo 335".
    pub fn citation(&self) -> String {
        let mut line = self.repository.clone();
        for part in &self.reference {
            line.push_str(", ");
            if !matches!(part.unit.as_str(), "series" | "file" | "collection") {
                line.push_str(&part.unit.replace('_', " "));
                line.push(' ');
            }
            line.push_str(&part.value);
        }
        line
    }
}
