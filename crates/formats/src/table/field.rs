//! The fields that a column can fill, each by its word in a mapping file.
//!
//! Only the words; what becomes of a cell in each field stands in `super::document`.

use fonds_model::document::{DateRole, NumberKind};
use fonds_model::rendition::RelationKind;
use fonds_model::{AgentRole, PlaceRole};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a column fills. Written as one word, such as `title`, `date.sent`, `unit.box`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[allow(missing_docs)] // each word is the field's own
pub enum Field {
    Id,
    Title,
    Abstract,
    Date(DateRole),
    /// The date as it is shown, beside a column of figures that means the same.
    DateShown,
    /// The first day of a span.
    DateBegins,
    /// The last day of a span.
    DateEnds,
    DateYear,
    DateMonth,
    DateDay,
    Genre,
    Number(NumberKind),
    Agent(AgentRole),
    Place(PlaceRole),
    Subject,
    Topic,
    Language,
    Marking,
    Repository,
    /// The reference as the holder writes it, whole.
    Reference,
    /// One step of the reference: `unit.fond`, `unit.box`.
    Unit(String),
    Rights,
    RightsUri,
    RightsHolder,
    Collection,
    ReleaseDate,
    ReleaseAuthority,
    ReleaseCase,
    ReleaseStatus,
    /// The words of the original, in the cell itself.
    Transcription,
    /// The words of a translation, in the cell itself.
    Translation,
    /// A file beside the table that holds the original's words.
    TranscriptionFile,
    /// A file beside the table that holds a translation's words.
    TranslationFile,
    /// A file beside the table, such as a scan, that is kept.
    File,
    /// Where the document stands on the web.
    Url,
    /// A number in another system: `alias.naid`.
    Alias(String),
    /// The key of another document of this table.
    Relation(RelationKind),
    Access,
    /// Kept word for word beside the description.
    Rest,
}

/// A word that is no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a field; the manual's page on tables lists them")]
pub struct FieldError(pub String);

/// The fields that are one word and need nothing more.
const PLAIN: &[(&str, Field)] = &[
    ("id", Field::Id),
    ("title", Field::Title),
    ("abstract", Field::Abstract),
    ("date", Field::Date(DateRole::Created)),
    ("date.signed", Field::Date(DateRole::Signed)),
    ("date.sent", Field::Date(DateRole::Sent)),
    ("date.received", Field::Date(DateRole::Received)),
    ("date.deciphered", Field::Date(DateRole::Deciphered)),
    ("date.distributed", Field::Date(DateRole::Distributed)),
    ("date.event", Field::Date(DateRole::Event)),
    ("date.published", Field::Date(DateRole::Published)),
    ("date.declassified", Field::Date(DateRole::Declassified)),
    ("date.shown", Field::DateShown),
    ("date.begins", Field::DateBegins),
    ("date.ends", Field::DateEnds),
    ("date.year", Field::DateYear),
    ("date.month", Field::DateMonth),
    ("date.day", Field::DateDay),
    ("genre", Field::Genre),
    ("number", Field::Number(NumberKind::Serial)),
    ("number.control", Field::Number(NumberKind::Control)),
    ("number.registry", Field::Number(NumberKind::Registry)),
    ("number.record", Field::Number(NumberKind::Record)),
    ("sender", Field::Agent(AgentRole::Sender)),
    ("recipient", Field::Agent(AgentRole::Recipient)),
    ("via", Field::Agent(AgentRole::Via)),
    ("participant", Field::Agent(AgentRole::Participant)),
    ("author", Field::Agent(AgentRole::Author)),
    ("issuer", Field::Agent(AgentRole::Issuer)),
    ("drafter", Field::Agent(AgentRole::Drafter)),
    ("signatory", Field::Agent(AgentRole::Signatory)),
    ("clearer", Field::Agent(AgentRole::Clearer)),
    ("note_taker", Field::Agent(AgentRole::NoteTaker)),
    ("interpreter", Field::Agent(AgentRole::Interpreter)),
    ("decipherer", Field::Agent(AgentRole::Decipherer)),
    ("copied_to", Field::Agent(AgentRole::CopiedTo)),
    ("translator", Field::Agent(AgentRole::Translator)),
    ("contributor", Field::Agent(AgentRole::Contributor)),
    ("donor", Field::Agent(AgentRole::Donor)),
    ("publisher", Field::Agent(AgentRole::Publisher)),
    ("editor", Field::Agent(AgentRole::Editor)),
    ("mentioned", Field::Agent(AgentRole::Mentioned)),
    ("place.from", Field::Place(PlaceRole::SentFrom)),
    ("place.to", Field::Place(PlaceRole::SentTo)),
    ("place.covers", Field::Place(PlaceRole::Covers)),
    ("place.event", Field::Place(PlaceRole::Event)),
    ("subject", Field::Subject),
    ("topic", Field::Topic),
    ("language", Field::Language),
    ("marking", Field::Marking),
    ("repository", Field::Repository),
    ("reference", Field::Reference),
    ("rights", Field::Rights),
    ("rights.uri", Field::RightsUri),
    ("rights.holder", Field::RightsHolder),
    ("collection", Field::Collection),
    ("release.date", Field::ReleaseDate),
    ("release.authority", Field::ReleaseAuthority),
    ("release.case", Field::ReleaseCase),
    ("release.status", Field::ReleaseStatus),
    ("transcription", Field::Transcription),
    ("translation", Field::Translation),
    ("transcription.file", Field::TranscriptionFile),
    ("translation.file", Field::TranslationFile),
    ("file", Field::File),
    ("url", Field::Url),
    ("relation.reply_to", Field::Relation(RelationKind::ReplyTo)),
    ("relation.encloses", Field::Relation(RelationKind::Encloses)),
    ("relation.attachment", Field::Relation(RelationKind::Attachment)),
    ("relation.draft_of", Field::Relation(RelationKind::DraftOf)),
    ("relation.copy_of", Field::Relation(RelationKind::CopyOf)),
    ("relation.excerpt_of", Field::Relation(RelationKind::ExcerptOf)),
    ("relation.mentions", Field::Relation(RelationKind::Mentions)),
    ("relation.related", Field::Relation(RelationKind::Related)),
    ("access", Field::Access),
    ("rest", Field::Rest),
];

impl Field {
    /// Every field that is one word and needs nothing more, for the manual and the tests.
    pub fn plain() -> impl Iterator<Item = Self> {
        PLAIN.iter().map(|(_, field)| field.clone())
    }
    /// Whether a cell may hold several, so that separators are looked for when a mapping is guessed.
    pub(super) fn is_plural(&self) -> bool {
        matches!(
            self,
            Self::Agent(_)
                | Self::Place(_)
                | Self::Subject
                | Self::Topic
                | Self::Language
                | Self::Collection
                | Self::File
                | Self::TranscriptionFile
                | Self::TranslationFile
                | Self::Relation(_)
                | Self::Marking
        )
    }
    /// Whether its cells are dates.
    pub(super) fn is_date(&self) -> bool {
        matches!(
            self,
            Self::Date(_) | Self::DateShown | Self::DateBegins | Self::DateEnds | Self::ReleaseDate
        )
    }
    /// Whether its words are running text, in which a word such as "unknown" means something.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self, Self::Abstract | Self::Transcription | Self::Translation | Self::Rest)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unit(step) => write!(f, "unit.{step}"),
            Self::Alias(scheme) => write!(f, "alias.{scheme}"),
            _ => f.write_str(PLAIN.iter().find(|(_, field)| field == self).map_or("rest", |(word, _)| word)),
        }
    }
}

impl FromStr for Field {
    type Err = FieldError;
    fn from_str(word: &str) -> Result<Self, FieldError> {
        if let Some((_, field)) = PLAIN.iter().find(|(known, _)| *known == word) {
            return Ok(field.clone());
        }
        let name = |rest: &str| {
            let fits = !rest.is_empty()
                && rest.len() <= 40
                && rest
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'));
            fits.then(|| rest.to_owned())
        };
        let step = word.strip_prefix("unit.").and_then(name).map(Self::Unit);
        let scheme = || word.strip_prefix("alias.").and_then(name).map(Self::Alias);
        step.or_else(scheme).ok_or_else(|| FieldError(word.to_owned()))
    }
}

impl TryFrom<String> for Field {
    type Error = FieldError;
    fn try_from(word: String) -> Result<Self, FieldError> {
        word.parse()
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_read_back_from_its_word() {
        let named = [Field::Unit("box".into()), Field::Alias("naid".into())];
        for field in Field::plain().chain(named) {
            assert_eq!(field.to_string().parse(), Ok(field));
        }
        assert!("colour".parse::<Field>().is_err());
        assert!("unit.".parse::<Field>().is_err());
    }
}
