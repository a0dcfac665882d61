//! Who may see a thing: the state that an archivist gives to a document, a rendition or a page image.
//!
//! Only the state itself; what a reader then may see is decided in one place, `fonds-archive`'s clearance.

use crate::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The access state of a document or of one of its parts. Written as one word, an embargo with its day:
/// `public`, `embargoed:2030-01-01`.
///
/// ```
/// use fonds_model::Access;
/// assert_eq!("embargoed:2030-01-01".parse::<Access>().unwrap().to_string(), "embargoed:2030-01-01");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Access {
    /// Being described; for staff alone.
    Draft,
    /// For everybody.
    #[default]
    Public,
    /// For staff until the day comes; public from the start of that day (UTC).
    Embargoed {
        /// The first day on which it is public.
        until: Day,
    },
    /// For staff alone, without end.
    Restricted,
    /// It was public; a tombstone with the reason remains.
    Withdrawn,
    /// Its bytes and versions are destroyed; hash, date and reason remain.
    Erased,
}

/// A word that is no access state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an access state; say draft, public, embargoed:2030-01-01, restricted or withdrawn")]
pub struct AccessError(pub String);

impl Access {
    /// The state's word without the embargo's day, as stored and filtered by.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Public => "public",
            Self::Embargoed { .. } => "embargoed",
            Self::Restricted => "restricted",
            Self::Withdrawn => "withdrawn",
            Self::Erased => "erased",
        }
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embargoed { until } => write!(f, "embargoed:{until}"),
            other => f.write_str(other.word()),
        }
    }
}

impl FromStr for Access {
    type Err = AccessError;
    fn from_str(text: &str) -> Result<Self, AccessError> {
        Ok(match text {
            "draft" => Self::Draft,
            "public" => Self::Public,
            "restricted" => Self::Restricted,
            "withdrawn" => Self::Withdrawn,
            "erased" => Self::Erased,
            _ => Self::Embargoed {
                until: text
                    .strip_prefix("embargoed:")
                    .and_then(|day| day.parse().ok())
                    .ok_or_else(|| AccessError(text.to_owned()))?,
            },
        })
    }
}

impl Serialize for Access {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Access {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
