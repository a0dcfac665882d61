//! The stems of words in five languages, remembered, because the same words come again and again.
//!
//! Not a judgement about the language of a text: the caller says it, or the script of the word decides.

use super::fold::fold_into;
use rust_stemmers::{Algorithm, Stemmer};
use std::cell::RefCell;

/// A language whose inflections are undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Stemming {
    English = 1,
    Russian = 2,
    German = 3,
    French = 4,
    Spanish = 5,
}

impl Stemming {
    pub(crate) const LATIN: [Stemming; 4] =
        [Stemming::English, Stemming::German, Stemming::French, Stemming::Spanish];

    /// The first byte of a stem in the index: below every letter, so that no stem is ever taken for a word.
    pub(crate) const fn mark(self) -> char {
        self as u8 as char
    }

    /// The stemming of Latin letters in a text of this language; English where it is not said.
    pub(crate) fn of_latin(language: Option<&str>) -> Self {
        let primary = language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag));
        match primary {
            Some("de" | "deu" | "ger") => Stemming::German,
            Some("fr" | "fra" | "fre") => Stemming::French,
            Some("es" | "spa") => Stemming::Spanish,
            _ => Stemming::English,
        }
    }

    /// English and Russian are what their scripts are taken for. Their words that are their own stems stand in the
    /// index once, unmarked; those of the other languages are marked always, lest a German stem meet an English word.
    pub(crate) const fn is_default_of_script(self) -> bool {
        matches!(self, Stemming::English | Stemming::Russian)
    }

    fn algorithm(self) -> Algorithm {
        match self {
            Stemming::English => Algorithm::English,
            Stemming::Russian => Algorithm::Russian,
            Stemming::German => Algorithm::German,
            Stemming::French => Algorithm::French,
            Stemming::Spanish => Algorithm::Spanish,
        }
    }

    /// These stemmers know accents; the others are given the folded word.
    const fn wants_accents(self) -> bool {
        matches!(self, Stemming::German | Stemming::French | Stemming::Spanish)
    }
}

/// Longest word or stem that is remembered, in bytes, so that a slot is 64 bytes.
const REMEMBERED: usize = 30;
/// 2^14 slots of 64 bytes are 1 MB a thread; the 16 volumes use about 20,000 different words often.
const SLOTS: usize = 1 << 14;

#[derive(Clone, Copy)]
struct Slot {
    stemming: u8,
    word_length: u8,
    stem_length: u8,
    word: [u8; REMEMBERED],
    stem: [u8; REMEMBERED],
}

const EMPTY: Slot =
    Slot { stemming: 0, word_length: 0, stem_length: 0, word: [0; REMEMBERED], stem: [0; REMEMBERED] };

/// Five stemmers and the stems found lately.
pub(crate) struct Stems {
    slots: Vec<Slot>,
    stemmers: [Stemmer; 5],
    scratch: String,
}

impl Stems {
    fn new() -> Self {
        let stemmer = |stemming: Stemming| Stemmer::create(stemming.algorithm());
        Self {
            slots: vec![EMPTY; SLOTS],
            stemmers: [
                stemmer(Stemming::English),
                stemmer(Stemming::Russian),
                stemmer(Stemming::German),
                stemmer(Stemming::French),
                stemmer(Stemming::Spanish),
            ],
            scratch: String::new(),
        }
    }

    /// Puts the stem, with its mark, into `out`; false (and `out` empty) when the index needs none because the word
    /// is its own stem. `written` is the word with its accents.
    pub(crate) fn marked_stem(
        &mut self,
        stemming: Stemming,
        folded: &str,
        written: &str,
        out: &mut String,
    ) -> bool {
        out.clear();
        let word = if stemming.wants_accents() { written } else { folded };
        out.push(stemming.mark());
        self.append_stem(stemming, word, out);
        if stemming.is_default_of_script() && out[1..] == *folded {
            out.clear();
            return false;
        }
        true
    }

    fn append_stem(&mut self, stemming: Stemming, word: &str, out: &mut String) {
        if word.len() > REMEMBERED {
            return self.compute(stemming, word, out);
        }
        let index = (hash(word.as_bytes(), stemming as u64) % SLOTS as u64) as usize;
        let slot = &self.slots[index];
        if slot.stemming == stemming as u8 && slot.word[..slot.word_length as usize] == *word.as_bytes() {
            // Invariant: a slot holds the bytes of a whole `str`, so that this never falls back.
            out.push_str(std::str::from_utf8(&slot.stem[..slot.stem_length as usize]).unwrap_or(word));
            return;
        }
        let before = out.len();
        self.compute(stemming, word, out);
        let stem = &out.as_bytes()[before..];
        if stem.len() <= REMEMBERED {
            let slot = &mut self.slots[index];
            slot.stemming = stemming as u8;
            slot.word_length = word.len() as u8;
            slot.stem_length = stem.len() as u8;
            slot.word[..word.len()].copy_from_slice(word.as_bytes());
            slot.stem[..stem.len()].copy_from_slice(stem);
        }
    }

    fn compute(&mut self, stemming: Stemming, word: &str, out: &mut String) {
        let stem = self.stemmers[stemming as usize - 1].stem(word);
        if stem.is_empty() {
            return out.push_str(word);
        }
        if stemming.wants_accents() {
            self.scratch.clear();
            self.scratch.push_str(&stem);
            fold_into(&self.scratch, out);
        } else {
            out.push_str(&stem);
        }
    }
}

/// Multiply and rotate, eight bytes at a time: words are short and nobody chooses them to collide, since a slot
/// that is taken is only overwritten.
fn hash(bytes: &[u8], seed: u64) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = seed.wrapping_mul(FACTOR) ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut block = [0; 8];
        block[..chunk.len()].copy_from_slice(chunk);
        state = (state.rotate_left(5) ^ u64::from_le_bytes(block)).wrapping_mul(FACTOR);
    }
    state >> 32
}

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::new(Stems::new());
}

/// Lends this thread's stems.
pub(crate) fn with_stems<T>(work: impl FnOnce(&mut Stems) -> T) -> T {
    STEMS.with_borrow_mut(work)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(stemming: Stemming, folded: &str, written: &str) -> Option<String> {
        let mut out = String::new();
        with_stems(|stems| stems.marked_stem(stemming, folded, written, &mut out).then_some(out))
    }

    #[test]
    fn an_english_word_that_is_its_own_stem_needs_no_second_term() {
        assert_eq!(stem(Stemming::English, "treaty", "treaty"), Some("\u{1}treati".into()));
        assert_eq!(stem(Stemming::English, "bomb", "bomb"), None);
    }

    #[test]
    fn a_remembered_stem_is_the_computed_one() {
        for word in ["negotiations", "negotiation", "negotiating", "negotiated"] {
            for _ in 0..2 {
                assert_eq!(stem(Stemming::English, word, word), Some("\u{1}negoti".into()));
            }
        }
    }

    #[test]
    fn russian_cases_share_a_stem() {
        let stems: Vec<_> =
            ["переговоры", "переговоров", "переговорам"].map(|w| stem(Stemming::Russian, w, w)).into();
        assert!(stems.iter().all(|s| s.as_deref() == Some("\u{2}переговор")), "{stems:?}");
    }

    #[test]
    fn a_german_stem_is_marked_even_when_it_is_the_word() {
        assert_eq!(stem(Stemming::German, "rat", "rat"), Some("\u{3}rat".into()));
    }
}
