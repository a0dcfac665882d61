//! Authorities: persons, organizations, places and subjects under control, with every name that each has gone by.
//!
//! The names carry the times and channels in which they held, because "Filippov" is Stalin in his telegrams to
//! Beijing of 1949–1952 and nobody in particular elsewhere. How names are matched is `fonds-names` and the search.

use crate::{AuthorityId, HistoricalDate, Language, Link, Script};
use serde::{Deserialize, Serialize};

/// The kinds of authority, each with its own address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum AuthorityKind {
    Person,
    Organization,
    Place,
    Subject,
}

impl AuthorityKind {
    /// The word as stored: `person`, `organization`, `place`, `subject`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Subject => "subject",
        }
    }
    /// The first part of its address: `people`, `organizations`, `places`, `subjects`.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Organization => "organizations",
            Self::Place => "places",
            Self::Subject => "subjects",
        }
    }
}

/// What a name is to its bearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// The heading to show and file under.
    Preferred,
    /// Another spelling, script, romanisation or earlier name.
    Variant,
    /// A cover name, within its dates and channel.
    Cover,
    /// An office by which papers call its holder, within its dates: "the Secretary".
    Office,
    /// A spelling that a document has wrong; found, never shown as a name.
    Misspelling,
}

/// One name of an authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorityName {
    /// The form: "Chou En-lai", "周恩来".
    pub form: String,
    /// What it is to its bearer.
    pub kind: NameKind,
    /// The language in which it is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Its script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<Script>,
    /// The system of romanisation: "Wade-Giles", "pinyin", "BGN".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub romanisation: Option<String>,
    /// From when it held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<HistoricalDate>,
    /// Until when it held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<HistoricalDate>,
    /// The correspondents with whom it was used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Link>,
    /// The channel or papers in which it was used: "telegrams Moscow–Beijing", "Department of State".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Why we think so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

impl AuthorityName {
    /// A name with nothing but its form.
    pub fn new(kind: NameKind, form: impl Into<String>) -> Self {
        Self {
            form: form.into(),
            kind,
            language: None,
            script: None,
            romanisation: None,
            from: None,
            to: None,
            with: Vec::new(),
            channel: None,
            evidence: None,
        }
    }
}

/// An office that a person held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Its title as written.
    pub title: String,
    /// The place or body of the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<HistoricalDate>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<HistoricalDate>,
}

impl Office {
    /// The order in which offices were held: by their beginning, else their end; those without dates last.
    pub fn chronological(&self, other: &Self) -> std::cmp::Ordering {
        let key = |office: &Self| {
            let date = office.from.as_ref().or(office.to.as_ref()).map(HistoricalDate::sort_key);
            (date.is_none(), date)
        };
        key(self).cmp(&key(other)).then_with(|| (&self.title, &self.of).cmp(&(&other.title, &other.of)))
    }
}

/// An identifier in somebody else's register.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ExternalId {
    /// The register: `viaf`, `wikidata`, `lcnaf`, `geonames`.
    pub scheme: String,
    /// The identifier there.
    pub value: String,
}

/// Degrees of latitude and longitude, kept as written so that nothing is rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coordinates {
    /// Decimal degrees north.
    pub latitude: String,
    /// Decimal degrees east.
    pub longitude: String,
}

/// A person, organization, place or subject under control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// Its identifier; unassigned until the archive has taken it in.
    #[serde(default, skip_serializing_if = "AuthorityId::is_unassigned")]
    pub id: AuthorityId,
    /// The source's own key, such as `frus1961-63v06/p_KNS2`.
    pub source_key: String,
    /// What it is.
    pub kind: AuthorityKind,
    /// Every name; the first preferred one is the heading.
    pub names: Vec<AuthorityName>,
    /// Dates of life or existence, in order: birth or founding, death or end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<HistoricalDate>,
    /// Who or what it is, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Offices held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office>,
    /// Where a place lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
    /// The wider subject or place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broader: Option<Link>,
    /// Identifiers in other registers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external_ids: Vec<ExternalId>,
    /// Its names are general knowledge and widen everybody's searches, even while no public document names it. It has
    /// still no public page until one does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lexicon: bool,
}

impl Authority {
    /// An authority with one preferred name.
    pub fn new(kind: AuthorityKind, source_key: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: AuthorityId::default(),
            source_key: source_key.into(),
            kind,
            names: vec![AuthorityName::new(NameKind::Preferred, name)],
            dates: Vec::new(),
            description: None,
            offices: Vec::new(),
            coordinates: None,
            broader: None,
            external_ids: Vec::new(),
            lexicon: false,
        }
    }
    /// The name to show: the first preferred one, else the first of any kind, else the key.
    pub fn heading(&self) -> &str {
        self.names
            .iter()
            .find(|name| name.kind == NameKind::Preferred)
            .or(self.names.first())
            .map_or(&self.source_key, |name| &name.form)
    }
}
