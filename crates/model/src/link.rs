//! How one thing in the archive points at another: by identifier once the archive knows it, before that by
//! the key under which their common source knows it.
//!
//! A link by source key is not an error: the volume that holds the other document may be imported years later.
//! The archive resolves it whenever it reads.

use serde::{Deserialize, Serialize};

/// A pointer from one thing to another.
///
/// ```
/// use fonds_model::Link;
/// let link = Link::source_key("frus1961-63v06/d12");
/// assert_eq!(serde_json::to_string(&link).unwrap(), r#"{"source_key":"frus1961-63v06/d12"}"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// An identifier of this archive.
    Id(String),
    /// A key of the source, unique within a kind of thing, such as `frus1961-63v06/p_KNS2`.
    SourceKey(String),
}

impl Link {
    /// Points by a source's key.
    pub fn source_key(key: impl Into<String>) -> Self {
        Self::SourceKey(key.into())
    }
    /// Points by identifier.
    pub fn id(id: impl ToString) -> Self {
        Self::Id(id.to_string())
    }
    /// The identifier, where it is known.
    pub fn as_id(&self) -> Option<&str> {
        match self {
            Self::Id(id) => Some(id),
            Self::SourceKey(_) => None,
        }
    }
}
