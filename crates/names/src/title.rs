//! What a title says: genre, number, senders, recipients, via, participants, issuer, the message enclosed.
//!
//! Being written.

use fonds_model::{Agent, document::Enclosed};

/// What a title says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TitleAnalysis {
    /// The genre noun with what qualifies its kind, in lower case; `None` where the title has none.
    pub genre: Option<String>,
    /// The serial number, leading zeros kept.
    pub number: Option<String>,
    /// Everybody by role: `Sender`, `Recipient`, `Via`, `Participant`, `Author` or `Issuer`.
    pub agents: Vec<Agent>,
    /// The message that the document transmits.
    pub enclosed: Option<Enclosed>,
    /// Whether the title calls it an excerpt.
    pub excerpt: bool,
}

/// Reads a title.
pub fn analyse(_title: &str) -> TitleAnalysis {
    TitleAnalysis::default()
}
