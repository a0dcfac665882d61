//! What is indexed of one document: plain strings by kind, facet values, the principal date and the title by which
//! it is sorted.
//!
//! Not the document itself: the archive makes an entry from a document that it has cleared for the readers of this
//! index, and nothing but what stands in the entry can ever be found or counted.
//! Read [`crate::request`] next, for how it is asked for.

use fonds_model::{Day, HistoricalDate};
use std::ops::RangeInclusive;

/// A date that spans more years than this counts in the first of them only.
const MOST_YEARS: i64 = 50;

/// Everything that the index learns about one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The document's identifier, under which it is found, replaced and removed.
    pub id: String,
    /// Titles in every language.
    pub titles: Vec<String>,
    /// Abstracts in every language.
    pub abstracts: Vec<String>,
    /// The words of transcriptions and translations.
    pub texts: Vec<IndexedText>,
    /// Footnotes, source notes, remarks of editors.
    pub notes: Vec<String>,
    /// People and organisations as written and as meant.
    pub names: Vec<String>,
    /// Places as written and as meant.
    pub places: Vec<String>,
    /// Subjects and topics.
    pub subjects: Vec<String>,
    /// Where originals lie: repositories, fonds, series, files.
    pub references: Vec<String>,
    /// Serial, control and registry numbers of the document.
    pub numbers: Vec<String>,
    /// Values by which results are filtered and counted. A value given twice counts once.
    pub facets: Vec<(Facet, String)>,
    /// The principal date; absent when undated.
    pub date: Option<EntryDate>,
    /// The title by which documents of one date are ordered.
    pub sort_title: String,
}

/// Words in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexedText {
    /// BCP 47 tag of the language, such as `ru` or `zh-Hant`; where absent each script has its most likely one.
    pub language: Option<String>,
    /// The words, without markup.
    pub words: String,
}

/// The part of a [`HistoricalDate`] that filtering and ordering need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EntryDate {
    /// The earliest day that it may be; absent when that side has no bound.
    pub earliest: Option<Day>,
    /// The latest day that it may be; absent when that side has no bound.
    pub latest: Option<Day>,
    /// The clock time, where one is given, as [`HistoricalDate::reckoned_minutes`] reckons it.
    pub time: Option<u16>,
}

impl EntryDate {
    /// What the index needs of this date; none for an undated one.
    pub fn of(date: &HistoricalDate) -> Option<Self> {
        date.sort_day()?;
        Some(Self { earliest: date.earliest, latest: date.latest, time: date.reckoned_minutes() })
    }

    /// The years that it touches, at most the first 50; with one bound alone, the year of that bound.
    pub fn years(&self) -> RangeInclusive<i64> {
        let year = |day: Day| day.year_month_day().0;
        match (self.earliest.map(year), self.latest.map(year)) {
            (Some(first), Some(last)) => first..=last.min(first + MOST_YEARS - 1),
            (Some(only), None) | (None, Some(only)) => only..=only,
            (None, None) => RangeInclusive::new(1, 0),
        }
    }
}

/// A property by which results are filtered and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Kind of document: telegram, letter, memorandum.
    Genre,
    /// A person or organisation that sent or wrote it.
    Sender,
    /// A person or organisation to whom it was sent.
    Recipient,
    /// A person or organisation that took part in what it records.
    Participant,
    /// A person who wrote, received or is named.
    Person,
    /// An organisation that wrote, received or is named.
    Organization,
    /// A place in any role. Every value of [`Facet::SentFrom`] and [`Facet::Covers`] is one of these too.
    Place,
    /// A place that it was written in or sent from.
    SentFrom,
    /// A place that it treats.
    Covers,
    /// A subject or topic.
    Subject,
    /// The collection that holds it.
    Collection,
    /// The institution where the original lies.
    Repository,
    /// A language in which it can be read.
    Language,
    /// A security marking.
    Marking,
    /// A year that its date touches; the index derives it from [`Entry::date`].
    Year,
}

impl Facet {
    /// Every facet, in the order in which they are shown.
    pub const ALL: [Facet; 15] = [
        Facet::Genre,
        Facet::Sender,
        Facet::Recipient,
        Facet::Participant,
        Facet::Person,
        Facet::Organization,
        Facet::Place,
        Facet::SentFrom,
        Facet::Covers,
        Facet::Subject,
        Facet::Collection,
        Facet::Repository,
        Facet::Language,
        Facet::Marking,
        Facet::Year,
    ];

    /// The word in addresses and settings.
    pub const fn word(self) -> &'static str {
        match self {
            Facet::Genre => "genre",
            Facet::Sender => "sender",
            Facet::Recipient => "recipient",
            Facet::Participant => "participant",
            Facet::Person => "person",
            Facet::Organization => "organization",
            Facet::Place => "place",
            Facet::SentFrom => "sent_from",
            Facet::Covers => "covers",
            Facet::Subject => "subject",
            Facet::Collection => "collection",
            Facet::Repository => "repository",
            Facet::Language => "language",
            Facet::Marking => "marking",
            Facet::Year => "year",
        }
    }

    /// The facet with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.word() == word)
    }

    /// The facet that holds every value of this one, whatever its role: places for where a document was sent from.
    /// None where values have no order of wider and narrower.
    pub const fn of_any_role(self) -> Option<Self> {
        match self {
            Facet::Place | Facet::SentFrom | Facet::Covers => Some(Facet::Place),
            Facet::Subject => Some(Facet::Subject),
            _ => None,
        }
    }
}
