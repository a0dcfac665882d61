//! Collections, which gather documents under a description, and themes, which tell a story across collections.
//!
//! Not archival units: those say where originals lie. A volume of an edition is a collection, its compilations
//! and chapters collections within it.

use crate::{Access, CollectionId, HistoricalDate, Link, Text, ThemeId};
use serde::{Deserialize, Serialize};

/// A set of documents with a description of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// Its identifier; unassigned until the archive has taken it in.
    #[serde(default, skip_serializing_if = "CollectionId::is_unassigned")]
    pub id: CollectionId,
    /// The source's own key, such as `frus1961-63v06` or `frus1961-63v06/comp1`.
    pub source_key: String,
    /// The word in its address; given by the archive when empty.
    #[serde(default)]
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it holds, in a paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// A longer introduction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub essay: Option<Text>,
    /// The collection that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Link>,
    /// Its place among its parent's parts, from 0.
    #[serde(default)]
    pub position: u32,
    /// Who may see it.
    #[serde(default)]
    pub access: Access,
}

impl Collection {
    /// A public collection with nothing but key and title.
    pub fn new(source_key: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: CollectionId::default(),
            source_key: source_key.into(),
            slug: String::new(),
            title: title.into(),
            description: None,
            essay: None,
            parent: None,
            position: 0,
            access: Access::Public,
        }
    }
}

/// One line of a theme's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// When.
    pub date: HistoricalDate,
    /// What happened.
    pub words: String,
    /// Documents that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Link>,
}

/// A story told across collections: an overview, a timeline, the documents that bear it out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Its identifier; unassigned until the archive has taken it in.
    #[serde(default, skip_serializing_if = "ThemeId::is_unassigned")]
    pub id: ThemeId,
    /// The source's own key.
    pub source_key: String,
    /// The word in its address; given by the archive when empty.
    #[serde(default)]
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The story in a paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overview: Option<String>,
    /// The story at length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub essay: Option<Text>,
    /// What happened when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<TimelineEntry>,
    /// The collections that it draws on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collections: Vec<Link>,
    /// Documents chosen for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Link>,
    /// Who may see it.
    #[serde(default)]
    pub access: Access,
}
