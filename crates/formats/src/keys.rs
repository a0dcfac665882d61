//! Keys made of words, where a source gives none: the same whenever and wherever the same words are read again.
//!
//! Not identifiers: those are random and given by the archive.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// The longest part of a key that is made of words.
const LONGEST: usize = 120;

/// Letters and figures of any script in lower case, joined by hyphens; long words end with their fingerprint.
///
/// ```
/// use fonds_formats::keys::slug;
/// assert_eq!(slug("Cable, Mao to “Filippov”"), "cable-mao-to-filippov");
/// assert_eq!(slug("—"), "untitled");
/// ```
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for character in words.nfc().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.len() <= LONGEST {
        return if slug.is_empty() { "untitled".into() } else { slug.into() };
    }
    let end = slug.floor_char_boundary(LONGEST - 17);
    format!("{}-{:016x}", &slug[..end], fingerprint(slug))
}

/// Tells equal keys apart by their order. Holds one number for each different key of a source: 16 bytes, far less than
/// the thing itself.
#[derive(Debug, Default)]
pub struct Ordinals {
    seen: HashMap<u64, u32>,
}

impl Ordinals {
    /// The key, with its ordinal from the second on; and the ordinal.
    pub fn next(&mut self, key: String) -> (String, u32) {
        let ordinal = self.seen.entry(fingerprint(&key)).or_default();
        *ordinal += 1;
        match *ordinal {
            1 => (key, 1),
            more => (format!("{key}/{more}"), more),
        }
    }
}

/// FNV-1a: keys must be the same in every version of fonds, which the standard hasher does not promise.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_make_short_keys_that_differ() {
        let long = "湖 ".repeat(200);
        assert!(slug(&long).len() <= LONGEST);
        assert_ne!(slug(&long), slug(&format!("{long}x")));
    }

    #[test]
    fn equals_are_told_apart_by_their_order() {
        let mut ordinals = Ordinals::default();
        let mut next = |key: &str| ordinals.next(key.to_owned()).0;
        assert_eq!([next("a"), next("b"), next("a"), next("a")], ["a", "b", "a/2", "a/3"]);
    }
}
