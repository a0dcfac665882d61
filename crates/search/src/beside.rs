//! What stands beside a document: those that are about the same, those of the same day, those between the same two.
//!
//! Only what is asked and answered. How it is found is told in [`crate::search`]; like everything that the
//! index answers it is made of living documents and nothing else.

use crate::IndexedText;
use fonds_model::Day;

/// A document whose neighbours are asked for. It need not be in the index itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// Its identifier: a document is never its own neighbour.
    pub id: String,
    /// Its titles.
    pub titles: Vec<String>,
    /// Its abstracts.
    pub abstracts: Vec<String>,
    /// The beginnings of its texts; a few hundred words say what it is about.
    pub beginnings: Vec<IndexedText>,
    /// The language that it is in, where it is in one only; as in [`Facet::Language`](crate::Facet::Language).
    pub language: Option<String>,
    /// The day that it is of, where its date is a single day.
    pub day: Option<Day>,
    /// Who wrote and who was written to, as in the facets [`Facet::Sender`](crate::Facet::Sender) and
    /// [`Facet::Recipient`](crate::Facet::Recipient).
    pub correspondents: Option<[String; 2]>,
    /// How many similar ones are wanted.
    pub similar: usize,
    /// How many of each row are wanted.
    pub most: usize,
}

/// The documents beside one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Those most like it, the likest first; equals in order of date.
    pub similar: Vec<String>,
    /// Those of its day.
    pub same_day: Row,
    /// Those between the same two, in either direction.
    pub correspondence: Row,
}

/// Documents in order of date, of which those next to the one asked about are told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The nearest on both sides, in order of date.
    pub ids: Vec<String>,
    /// How many of these stand before the one asked about.
    pub before: usize,
    /// Where the one asked about stands among all, counted from 1; none where the index has it not among them.
    pub place: Option<u64>,
    /// How many there are in all, that one included.
    pub total: u64,
}
