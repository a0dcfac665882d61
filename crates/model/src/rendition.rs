//! Witnesses, releases and renditions: which physical copies there are, what an agency let go and when,
//! and in which forms a document can be read here.
//!
//! These three and a catalogue version (our description changed) never share a name. The words that a rendition
//! holds are [`Text`].

use crate::{Access, Agent, HistoricalDate, Language, Link, Script, Text};
use serde::{Deserialize, Serialize};

/// What a physical copy is to the document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum WitnessKind {
    #[default]
    Original,
    Copy,
    Draft,
    Decipherment,
    Excerpt,
    Print,
}

/// Where in its unit a witness lies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locator {
    /// First leaf, page or item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Whether it goes on overleaf.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verso: bool,
}

/// One physical copy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// Its name within the document: `w1`, `w2` ...
    pub id: String,
    /// What it is.
    #[serde(default)]
    pub kind: WitnessKind,
    /// Copy number as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_number: Option<String>,
    /// The archival unit in which it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Link>,
    /// Where in that unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<Locator>,
    /// The reference word for word, as the source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verbatim: Option<String>,
    /// Where this copy was printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_in: Option<String>,
    /// Whether the institution that runs this archive holds it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
}

/// How much an agency let go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ReleaseStatus {
    #[default]
    Full,
    Part,
    Denied,
}

/// One decision of an agency to let a document go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<HistoricalDate>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The case or release number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// How much.
    #[serde(default)]
    pub status: ReleaseStatus,
    /// The renditions made from this release, by their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renditions: Vec<String>,
}

/// The forms in which a document can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RenditionKind {
    Scan,
    Transcription,
    Translation,
    Recording,
}

/// Whether a rendition gives everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Extent {
    #[default]
    Whole,
    Excerpt,
}

/// Who published a rendition before us.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcePublisher {
    /// Its name.
    pub name: String,
    /// Where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was taken from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<HistoricalDate>,
    /// Its number there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_id: Option<String>,
}

/// A computer file kept in the archive's files by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentFile {
    /// SHA-256 of the bytes in lower-case hexadecimal.
    pub sha256: String,
    /// Its name, for the reader who saves it.
    pub name: String,
    /// Its media type: `application/pdf`.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
}

/// One page image of a scan, or one page that exists only elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The page's own number or label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The image, where it is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<ContentFile>,
    /// What the source calls the image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facsimile: Option<String>,
    /// Who may see it.
    #[serde(default)]
    pub access: Access,
}

/// One form in which a document can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendition {
    /// Its name within the document: `r1`, `r2` ...
    pub id: String,
    /// What it is.
    pub kind: RenditionKind,
    /// The witness that it renders, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// The language of its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Their script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<Script>,
    /// Translators, transcribers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<Agent>,
    /// Reuse terms of this rendition, where they differ from the document's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<crate::document::Rights>,
    /// Who may see it.
    #[serde(default)]
    pub access: Access,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_on: Option<HistoricalDate>,
    /// The rendition from which it was made, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived_from: Option<String>,
    /// Whether it gives everything.
    #[serde(default)]
    pub extent: Extent,
    /// Who published it before us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_publisher: Option<SourcePublisher>,
    /// The whole as one computer file: a PDF, a sound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<ContentFile>,
    /// Page by page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<Page>,
    /// The words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl Rendition {
    /// A public rendition of this kind with nothing in it yet.
    pub fn new(id: impl Into<String>, kind: RenditionKind) -> Self {
        Self {
            id: id.into(),
            kind,
            witness: None,
            language: None,
            script: None,
            agents: Vec::new(),
            rights: None,
            access: Access::Public,
            made_on: None,
            derived_from: None,
            extent: Extent::Whole,
            source_publisher: None,
            file: None,
            pages: Vec::new(),
            text: None,
        }
    }
    /// A transcription of these words.
    pub fn transcription(id: impl Into<String>, language: Option<Language>, text: Text) -> Self {
        Self { language, text: Some(text), ..Self::new(id, RenditionKind::Transcription) }
    }
    /// The link's document need not be loaded to know whether there are words.
    pub fn has_text(&self) -> bool {
        self.text.as_ref().is_some_and(|text| !text.blocks.is_empty())
    }
}

/// How one document stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RelationKind {
    ReplyTo,
    Encloses,
    Attachment,
    DraftOf,
    CopyOf,
    ExcerptOf,
    DeciphermentOf,
    SameTextAs,
    Mentions,
    Related,
}

/// A relation of this document to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// What it is.
    pub kind: RelationKind,
    /// The other document.
    pub target: Link,
    /// How sure that is.
    #[serde(default)]
    pub certainty: crate::Certainty,
    /// The words that say so: "responds to Stalin's telegram from 6 January 1949".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}
