//! Identifiers: seven random characters and a check character, the same for every kind of thing.
//!
//! Not where randomness comes from (that is passed in) and not the key under which a source knows a thing
//! (that is its `source_key`). Read [`crate::link`] next, for how one thing points at another.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Digits and consonants, without vowels and without `l`, so that no identifier spells a word or is misread:
/// the "betanumeric" repertoire of the NOID scheme. Its size, 29, is prime, which the check character needs.
const ALPHABET: &[u8; 29] = b"0123456789bcdfghjkmnpqrstvwxz";

/// Characters before the check character: 29^7 is about 17 thousand million.
const RANDOM_LENGTH: usize = 7;

/// Why a string is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not eight characters of the repertoire.
    #[error("`{0}` is not an identifier: it should be eight digits or consonants")]
    Shape(String),
    /// A character was mistyped or two were exchanged.
    #[error("`{0}` is mistyped: its last character does not agree with the others")]
    Check(String),
}

/// The check character of the NOID scheme: each character's ordinal times its position (from 1), summed, modulo 29.
/// It finds every single wrong character and every exchange of two neighbours.
fn check_character(body: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (position, byte) in body.iter().enumerate() {
        sum += (position + 1) * ALPHABET.iter().position(|a| a == byte)?;
    }
    Some(ALPHABET[sum % ALPHABET.len()])
}

fn compose(random: u64) -> String {
    let mut rest = random;
    let mut body = Vec::with_capacity(RANDOM_LENGTH + 1);
    for _ in 0..RANDOM_LENGTH {
        body.push(ALPHABET[(rest % 29) as usize]);
        rest /= 29;
    }
    let check = check_character(&body).unwrap_or(b'0');
    body.push(check);
    body.into_iter().map(char::from).collect()
}

fn verify(text: &str) -> Result<(), IdError> {
    let bytes = text.as_bytes();
    if bytes.len() != RANDOM_LENGTH + 1 {
        return Err(IdError::Shape(text.into()));
    }
    let (body, check) = bytes.split_at(RANDOM_LENGTH);
    match check_character(body) {
        None => Err(IdError::Shape(text.into())),
        Some(expected) if expected == check[0] => Ok(()),
        Some(_) if ALPHABET.contains(&check[0]) => Err(IdError::Check(text.into())),
        Some(_) => Err(IdError::Shape(text.into())),
    }
}

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Makes an identifier of 64 random bits (of which about 34 are used).
            pub fn from_random(random: u64) -> Self {
                Self(compose(random))
            }
            /// The identifier as written in addresses.
            pub fn as_str(&self) -> &str {
                &self.0
            }
            /// True for what a reader of a source has just made and the archive has not yet numbered.
            pub fn is_unassigned(&self) -> bool {
                self.0.is_empty()
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                verify(text).map(|()| Self(text.to_owned()))
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

identifiers! {
    /// Identifies a [`Document`](crate::Document) for ever; after a merge the old one redirects.
    ///
    /// ```
    /// use fonds_model::DocumentId;
    /// let id = DocumentId::from_random(1949);
    /// assert_eq!(id.as_str().parse(), Ok(id.clone()));
    /// ```
    DocumentId,
    /// Identifies an [`Authority`](crate::Authority): a person, organization, place or subject.
    AuthorityId,
    /// Identifies a [`Collection`](crate::Collection).
    CollectionId,
    /// Identifies a [`Theme`](crate::Theme).
    ThemeId,
    /// Identifies an [`ArchivalUnit`](crate::ArchivalUnit).
    UnitId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_character_is_noticed() {
        let id = DocumentId::from_random(0x1949_0108);
        let mut wrong = id.as_str().as_bytes().to_vec();
        wrong[2] = if wrong[2] == b'b' { b'c' } else { b'b' };
        let wrong = String::from_utf8(wrong).unwrap();
        assert_eq!(wrong.parse::<DocumentId>(), Err(IdError::Check(wrong)));
    }

    #[test]
    fn vowels_and_other_lengths_are_refused() {
        assert!("abcdefgh".parse::<DocumentId>().is_err());
        assert!("123".parse::<DocumentId>().is_err());
    }
}
