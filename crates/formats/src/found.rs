//! What readers find and hand on, one thing at a time, so that memory does not grow with the input.
//!
//! Not the archive's business of giving identifiers or keeping anything: a reader only says what the source says.

use fonds_model::{ArchivalUnit, Authority, Collection, Document, Notice, Theme};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;

/// One thing found in a source. Authorities and collections come before the documents that point at them
/// wherever the source's own order allows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// A collection, or a part of one.
    Collection(Box<Collection>),
    /// A theme.
    Theme(Box<Theme>),
    /// A person, organization, place or subject.
    Authority(Box<Authority>),
    /// Where originals lie.
    Unit(Box<ArchivalUnit>),
    /// A document.
    Document(Box<FoundDocument>),
    /// Something doubtful or refused.
    Notice(Notice),
}

/// A document with the files that its source says lie beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundDocument {
    /// The description.
    #[serde(flatten)]
    pub document: Document,
    /// Files to fetch into its renditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Beside>,
}

/// A file that lies beside the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Path relative to the source's folder, with `/`. May name something that is not there.
    pub path: String,
    /// The rendition, by its id, that it belongs to.
    pub rendition: String,
    /// Whether its words become the rendition's text or its bytes the rendition's file.
    pub becomes: Becomes,
}

/// What a file beside the source becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Becomes {
    /// The rendition's text.
    Text,
    /// The rendition's file, kept and offered for download.
    File,
}

/// Where the bytes come from, for provenance and notices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The source's name, first part of its keys: the file's stem, such as `frus1961-63v06`.
    pub source: String,
    /// The file as the archivist named it, for notices.
    pub file: String,
    /// SHA-256 of the bytes, where known.
    pub sha256: Option<String>,
}

/// Takes one thing; answers `Break` to stop reading.
pub type Emit<'a> = dyn FnMut(Found) -> ControlFlow<()> + 'a;

/// Why a source could not be read to its end. What was found before it stands.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes could not be had.
    #[error("could not read {file}: {source}")]
    Input {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The bytes are not what the format asks for, from here on.
    #[error("{notice}")]
    Broken {
        /// What, where and how to mend it; severity `Refusal`.
        notice: Box<Notice>,
    },
}
