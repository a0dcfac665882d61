//! The document: what a reader opens and cites, with everything that is known of it, plural and by role.
//!
//! Where a person would show one title, date or abstract, the `principal_` functions choose it by rules stated
//! beside them. Read [`crate::rendition`] for the forms in which it can be read, [`crate::date`] for its dates.

use crate::rendition::{Relation, Release, Witness};
use crate::{Access, Agent, DocumentId, HistoricalDate, Language, Link, Place, Rendition, Script};
use serde::{Deserialize, Serialize};

/// Whether the archive has the document or only knows that there is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldingStatus {
    /// Described here.
    #[default]
    Held,
    /// Only cited by others.
    CitedOnly,
}

/// Where a title or abstract comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordsKind {
    /// The document's or its publisher's own.
    #[default]
    Original,
    /// Put into another language.
    Translated,
    /// Given by archivists where there was none.
    Supplied,
}

/// A title or an abstract, with its language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Their language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Their script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<Script>,
    /// Where they come from.
    #[serde(default)]
    pub kind: WordsKind,
    /// Who gave or translated them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Words {
    /// Original words in a language not yet known.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), language: None, script: None, kind: WordsKind::Original, by: None }
    }
}

/// What happened on a date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum DateRole {
    #[default]
    Created,
    Signed,
    Sent,
    Received,
    Deciphered,
    Distributed,
    Event,
    Published,
    Declassified,
}

/// On what a date rests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum DateBasis {
    #[default]
    Stated,
    Inferred,
    Postmark,
    Title,
}

/// A date in its role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentDate {
    /// What happened then.
    pub role: DateRole,
    /// The date itself; its fields stand beside these.
    #[serde(flatten)]
    pub date: HistoricalDate,
    /// On what it rests.
    #[serde(default)]
    pub basis: DateBasis,
    /// Why we think so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Chosen by an archivist as the one to show and sort by.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub principal: bool,
}

impl DocumentDate {
    /// A stated date.
    pub fn new(role: DateRole, date: HistoricalDate) -> Self {
        Self { role, date, basis: DateBasis::Stated, evidence: None, principal: false }
    }
}

/// What kind of number a number is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum NumberKind {
    #[default]
    Serial,
    Control,
    Registry,
    Record,
}

/// A number that the document bears, with its leading zeros.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentNumber {
    /// What kind.
    #[serde(default)]
    pub kind: NumberKind,
    /// As written.
    pub value: String,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
}

/// The message that a document transmits within itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosed {
    /// Its senders.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub senders: Vec<Agent>,
    /// Its recipients.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Agent>,
}

/// What a marking on the document means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum MarkingKind {
    #[default]
    Classification,
    Handling,
    Precedence,
}

/// A security marking: SECRET, NODIS, NIACT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityMarking {
    /// What it means.
    #[serde(default)]
    pub kind: MarkingKind,
    /// As written: "Secret", "Niact", "СЕКРЕТНО".
    pub as_written: String,
    /// When it was lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded_on: Option<HistoricalDate>,
}

/// Terms of reuse.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// As a URI of rightsstatements.org or Creative Commons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// Who holds them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
}

/// A subject heading as written, with its authority where one is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The heading: `China--Foreign relations--Soviet Union`.
    pub as_written: String,
    /// The authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Link>,
}

/// From which source a description came and where in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProvenance {
    /// The source's name: the file's stem, or the publisher.
    pub source: String,
    /// The format's name: `listing`, `tei`, `table`.
    pub format: String,
    /// SHA-256 of the source file, which is kept untouched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The file's name as the archivist gave it, without its folders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line or row at which the description begins, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What the source says that no field here holds, word for word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest: Vec<(String, String)>,
}

/// A document of the past: an item-level description with the forms in which it can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its identifier; unassigned until the archive has taken it in.
    #[serde(default, skip_serializing_if = "DocumentId::is_unassigned")]
    pub id: DocumentId,
    /// The source's own key, unique within its source: `frus1961-63v06/d12`.
    pub source_key: String,
    /// Whether the archive has it.
    #[serde(default)]
    pub status: HoldingStatus,
    /// Who may see it.
    #[serde(default)]
    pub access: Access,
    /// Every title.
    #[serde(default)]
    pub titles: Vec<Words>,
    /// Every abstract.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub abstracts: Vec<Words>,
    /// Every date, by role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DocumentDate>,
    /// What kind of writing it is, in lower case: `ciphered telegram`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    /// Numbers that it bears.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<DocumentNumber>,
    /// Whether the whole is called an excerpt.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub excerpt: bool,
    /// The message transmitted within it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enclosed: Option<Enclosed>,
    /// People and bodies, by role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agents: Vec<Agent>,
    /// Places, by role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Subject headings under control.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
    /// Topics in free words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Languages of the original.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// Security markings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub markings: Vec<SecurityMarking>,
    /// Physical copies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<Witness>,
    /// What agencies let go, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<Release>,
    /// Forms in which it can be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub renditions: Vec<Rendition>,
    /// Relations to other documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Terms of reuse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<Rights>,
    /// Collections that it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collections: Vec<Link>,
    /// Its numbers in other systems, such as the original archive's record id: (scheme, value).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<crate::authority::ExternalId>,
    /// Where the description came from.
    #[serde(default)]
    pub provenance: ImportProvenance,
}

impl Document {
    /// A public document that has nothing but its source's key.
    pub fn new(source_key: impl Into<String>) -> Self {
        Self { source_key: source_key.into(), ..Self::default() }
    }
    /// The title to show: the first in English, else the first; an untitled document has none.
    pub fn principal_title(&self) -> Option<&Words> {
        first_in_english(&self.titles)
    }
    /// The abstract to show, by the same rule.
    pub fn principal_abstract(&self) -> Option<&Words> {
        first_in_english(&self.abstracts)
    }
    /// The date to show and sort by: the one that an archivist chose; else the first by role, in the order of
    /// making: created, signed, sent, event, received, deciphered, distributed, published, declassified.
    /// Dates that could not be understood count only where there is no other.
    pub fn principal_date(&self) -> Option<&DocumentDate> {
        let rank = |date: &&DocumentDate| {
            let by_role = match date.role {
                DateRole::Created => 0,
                DateRole::Signed => 1,
                DateRole::Sent => 2,
                DateRole::Event => 3,
                DateRole::Received => 4,
                DateRole::Deciphered => 5,
                DateRole::Distributed => 6,
                DateRole::Published => 7,
                DateRole::Declassified => 8,
            };
            (!date.principal, date.date.edtf.is_none(), by_role)
        };
        self.dates.iter().min_by_key(rank)
    }
    /// The first number, serial numbers before others.
    pub fn principal_number(&self) -> Option<&DocumentNumber> {
        self.numbers.iter().min_by_key(|number| number.kind)
    }
    /// The agents in one role, in order.
    pub fn agents_as(&self, role: crate::AgentRole) -> impl Iterator<Item = &Agent> {
        self.agents.iter().filter(move |agent| agent.role == role)
    }
}

fn first_in_english(words: &[Words]) -> Option<&Words> {
    let english = |words: &&Words| words.language.as_ref().is_some_and(|l| l.as_str().starts_with("en"));
    words.iter().find(english).or(words.first())
}
