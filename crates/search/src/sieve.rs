//! A first look at a text before it is analysed: the stretches of it that may hold a word that is looked for.
//!
//! Not an analysis. It passes over plain ASCII alone, and there over words that begin otherwise than any that is looked
//! for, which are nearly all; what it lets through is analysed as the whole text would be. Read [`crate::highlight`] next.

use crate::analysis::Stemming;
use std::ops::Range;

/// How the words looked for begin.
#[derive(Debug)]
pub(crate) struct Sieve {
    beginnings: Vec<String>,
    /// What each byte is: a sum of the three below. A text is looked through by this alone.
    kinds: [u8; 256],
}

/// A letter or digit of ASCII.
const PLAIN: u8 = 1;
/// One with which a word that is looked for may begin.
const INITIAL: u8 = 2;
/// Part of a character outside of ASCII.
const OTHER: u8 = 4;

impl Default for Sieve {
    fn default() -> Self {
        let mut kinds = [0; 256];
        for byte in 0..=u8::MAX {
            let kind = &mut kinds[usize::from(byte)];
            *kind = if byte.is_ascii_alphanumeric() { PLAIN } else { 0 };
            *kind |= if byte.is_ascii() { 0 } else { OTHER };
        }
        Self { beginnings: Vec::new(), kinds }
    }
}

/// Letters of a beginning. With three, one word in a hundred or so passes.
const LETTERS: usize = 3;

impl Sieve {
    /// Lets a term through: a folded word, or a stem with its mark.
    ///
    /// A stemmer takes the end of a word off, and may change the letter there (`aging`, `age`); it writes i for y
    /// (`dying`, `die`). So what stands before the last letter of a stem, y and i aside, is how its words begin.
    pub(crate) fn add(&mut self, term: &str) {
        let letters = || term.chars().filter(|c| !c.is_control());
        let length = letters().count().saturating_sub(1).clamp(1, LETTERS);
        let beginning: String = letters().take(length).map(plain).collect();
        for byte in 0..=0x7f_u8 {
            if beginning.starts_with(plain(byte.to_ascii_lowercase().into())) {
                self.kinds[usize::from(byte)] |= INITIAL;
            }
        }
        // The German stemmer takes `ae`, `oe`, `ue` for the letters with two dots; the Finnish makes one of two letters.
        let doubled: fn(char) -> Option<char> = match term.chars().next() {
            Some(mark) if mark == Stemming::German.mark() => |c| matches!(c, 'a' | 'o' | 'u').then_some('e'),
            Some(mark) if mark == Stemming::Finnish.mark() => {
                |c| (!matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')).then_some(c)
            }
            _ => |_| None,
        };
        for (place, letter) in beginning.char_indices() {
            if let Some(second) = doubled(letter) {
                let (before, after) = beginning.split_at(place + letter.len_utf8());
                self.push(before.chars().chain([second]).chain(after.chars()).take(LETTERS).collect());
            }
        }
        self.push(beginning);
    }

    fn push(&mut self, beginning: String) {
        if !self.beginnings.contains(&beginning) {
            self.beginnings.push(beginning);
        }
    }

    /// Whether this folded word may be one of those looked for, or have its stem.
    pub(crate) fn admits(&self, folded: &str) -> bool {
        let begins = |beginning: &String| {
            let mut letters = folded.chars().map(plain);
            beginning.chars().all(|letter| letters.next() == Some(letter))
        };
        self.beginnings.iter().any(begins)
    }

    /// The stretches that may hold words looked for, in order, apart by at least one word that is none. Words that
    /// stand side by side are never parted, so that a phrase lies in one stretch.
    pub(crate) fn stretches(&self, text: &str) -> Vec<Range<usize>> {
        let bytes = text.as_bytes();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut settled = 0;
        while let Some(candidate) = self.next_candidate(bytes, settled) {
            let start = (settled..=candidate).rev().find(|at| begins_safely(bytes, *at)).unwrap_or(settled);
            let end = (candidate..bytes.len()).find(|at| begins_safely(bytes, at + 1)).unwrap_or(bytes.len());
            match found.last_mut() {
                Some(last) if start <= last.end + 1 => last.end = end,
                _ => found.push(start..end),
            }
            settled = end;
        }
        found
    }

    /// Where the next word begins that must be looked at, or a character outside of ASCII stands.
    fn next_candidate(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut before = 0;
        for (at, byte) in bytes.iter().enumerate().skip(from) {
            let kind = self.kinds[usize::from(*byte)];
            // Behind a letter stands no beginning.
            let begins = kind & INITIAL & !(before << 1) != 0;
            if kind & OTHER != 0 || (begins && self.admits_at(&bytes[at..])) {
                return Some(at);
            }
            before = kind & PLAIN;
        }
        None
    }

    /// Whether the word that begins here may be wanted, as far as its letters follow each other.
    fn admits_at(&self, bytes: &[u8]) -> bool {
        let begins = |beginning: &String| {
            let mut next = bytes.iter();
            for letter in beginning.chars() {
                match next.next() {
                    None | Some(b' ') => return false,
                    Some(byte) if !byte.is_ascii_alphanumeric() => return true,
                    Some(byte) if plain(byte.to_ascii_lowercase().into()) != letter => return false,
                    Some(_) => {}
                }
            }
            true
        };
        self.beginnings.iter().any(begins)
    }
}

const fn plain(letter: char) -> char {
    if letter == 'y' { 'i' } else { letter }
}

/// Whether the text may be parted before this byte, as if each part were a text: behind a space between two plain
/// letters or digits, or at its beginning. Other gaps may be part of a word: `U.S.S.R.`, `Ch'en`.
fn begins_safely(bytes: &[u8], at: usize) -> bool {
    let plain = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    at == 0 || (at >= 2 && bytes[at - 1] == b' ' && plain(at) && plain(at - 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fold::fold_into;
    use crate::analysis::with_stems;

    fn passed<'t>(terms: &[&str], text: &'t str) -> Vec<&'t str> {
        let mut sieve = Sieve::default();
        terms.iter().for_each(|term| sieve.add(term));
        sieve.stretches(text).into_iter().map(|stretch| &text[stretch]).collect()
    }

    #[test]
    fn words_that_begin_otherwise_are_passed_over() {
        assert_eq!(passed(&["\u{1}negoti"], "They began to negotiate a new treaty in Geneva"), ["negotiate"]);
    }

    #[test]
    fn neighbours_stay_together_and_others_apart() {
        assert_eq!(passed(&["bay", "pigs"], "the Bay -- pigs and a bay"), ["Bay -- pigs", "bay"]);
    }

    #[test]
    fn what_is_not_plain_is_let_through() {
        assert_eq!(passed(&["ussr"], "the U.S.S.R. and Łódź too"), ["U.S.S.R. and Łódź too"]);
        assert_eq!(passed(&["chen"], "said Ch'en Yi then"), ["Ch'en"]);
    }

    #[test]
    fn a_stem_begins_as_its_word_does() {
        let endings = [
            "", "s", "es", "ed", "ing", "y", "ying", "ies", "ied", "ement", "ungen", "ions", "aux", "ого",
            "ами",
        ];
        let letters: Vec<char> = "aeiouybcdgklmnrstéöß".chars().chain("аеиовтй".chars()).collect();
        let mut state = 7u32;
        let mut next = |below: usize| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            (state >> 16) as usize % below
        };
        let known = [
            "dying", "lying", "skies", "aging", "using", "owing", "tied", "idly", "adding", "ebbing", "news",
        ];
        let made: Vec<String> = (0..20_000)
            .map(|number| {
                let script = if number % 4 == 0 { 20..27 } else { 0..20 };
                let word = (0..=next(5)).map(|_| letters[script.start + next(script.len())]);
                word.collect::<String>() + endings[next(endings.len())]
            })
            .collect();
        let mut stem = String::new();
        for word in known.into_iter().chain(made.iter().map(String::as_str)) {
            let mut folded = String::new();
            fold_into(word, &mut folded);
            for stemming in Stemming::LATIN.into_iter().chain([Stemming::Russian]) {
                if folded.chars().count() > 2
                    && with_stems(|stems| stems.marked_stem(stemming, &folded, word, &mut stem))
                {
                    let mut sieve = Sieve::default();
                    sieve.add(&stem);
                    assert!(sieve.admits(&folded), "{stemming:?} {word} {stem}");
                }
            }
        }
    }
}
