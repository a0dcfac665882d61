//! People, bodies and places as a document names them: the words as written, the role, and how sure we are
//! of whom they mean.
//!
//! Not the person herself with all her names: that is an [`Authority`](crate::Authority).

use crate::Link;
use serde::{Deserialize, Serialize};

/// What somebody did for a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each word is the field's own
pub enum AgentRole {
    Sender,
    Recipient,
    Via,
    Participant,
    Author,
    Issuer,
    Drafter,
    Signatory,
    Clearer,
    NoteTaker,
    Interpreter,
    Decipherer,
    CopiedTo,
    Translator,
    Contributor,
    Donor,
    Publisher,
    Editor,
    /// Named in the document without a part in making it.
    Mentioned,
}

/// How sure an identification is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The document or its source says so.
    #[default]
    Stated,
    /// A rule or an archivist concluded it.
    Inferred,
    /// The editors disagree, or a rule could not decide.
    Disputed,
}

/// One person or body in one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// The role.
    pub role: AgentRole,
    /// The words as written: `Chairman Mao [Zedong]`, `Filippov [Stalin]`.
    pub as_written: String,
    /// Honorific, rank and office taken off: "Mao Zedong", "Filippov".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bare_name: Option<String>,
    /// The person meant, where title or authority says it: "Stalin" for Filippov; otherwise absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Office or rank as written: "Ambassador in Moscow".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office_as_written: Option<String>,
    /// The authority that the words are taken to mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Link>,
    /// How sure that is.
    #[serde(default)]
    pub certainty: Certainty,
    /// Why we think so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Others whom the words may mean.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Link>,
}

impl Agent {
    /// An agent known by the words alone.
    pub fn new(role: AgentRole, as_written: impl Into<String>) -> Self {
        Self {
            role,
            as_written: as_written.into(),
            bare_name: None,
            name: None,
            office_as_written: None,
            authority: None,
            certainty: Certainty::Stated,
            evidence: None,
            alternatives: Vec::new(),
        }
    }
    /// The best single name to show and to file under: the person meant, else the bare name, else the words.
    pub fn principal_name(&self) -> &str {
        self.name.as_deref().or(self.bare_name.as_deref()).unwrap_or(&self.as_written)
    }
}

/// What a place is to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceRole {
    /// Where it was written or sent from.
    SentFrom,
    /// Where it was sent to or received.
    SentTo,
    /// What it is about.
    Covers,
    /// Where the event that it records took place.
    Event,
}

/// One place in one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The role.
    pub role: PlaceRole,
    /// The words as written, without the comma that follows them.
    pub as_written: String,
    /// The authority that the words are taken to mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Link>,
    /// How sure that is.
    #[serde(default)]
    pub certainty: Certainty,
}

impl Place {
    /// A place known by the words alone.
    pub fn new(role: PlaceRole, as_written: impl Into<String>) -> Self {
        Self { role, as_written: as_written.into(), authority: None, certainty: Certainty::Stated }
    }
}
