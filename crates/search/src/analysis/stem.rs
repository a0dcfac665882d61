//! The stems of words in nineteen languages, remembered, because the same words come again and again.
//!
//! Not a judgement about the language of a text: the caller says it (see [`super::detect`]), or the script of the word
//! decides.

use super::fold::fold_into;
use super::{Script, arabic};
use frostem::{Algorithm, Stemmer};
use std::cell::RefCell;

/// A language whose inflections are undone. Its number is the first byte of its stems in the index: below every
/// letter, so that no stem is ever taken for a word. 6 and 7 mark the written forms of words: see [`super::terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Stemming {
    English = 1,
    Russian = 2,
    German = 3,
    French = 4,
    Spanish = 5,
    Italian = 8,
    Portuguese = 9,
    Dutch = 10,
    Swedish = 11,
    Danish = 12,
    Norwegian = 13,
    Finnish = 14,
    Hungarian = 15,
    Romanian = 16,
    Polish = 17,
    Czech = 18,
    Turkish = 19,
    Greek = 20,
    Arabic = 21,
}

impl Stemming {
    /// Those of words in Latin letters.
    pub(crate) const LATIN: [Stemming; 16] = [
        Stemming::English,
        Stemming::German,
        Stemming::French,
        Stemming::Spanish,
        Stemming::Italian,
        Stemming::Portuguese,
        Stemming::Dutch,
        Stemming::Swedish,
        Stemming::Danish,
        Stemming::Norwegian,
        Stemming::Finnish,
        Stemming::Hungarian,
        Stemming::Romanian,
        Stemming::Polish,
        Stemming::Czech,
        Stemming::Turkish,
    ];

    /// The first character of a stem in the index.
    pub(crate) const fn mark(self) -> char {
        self as u8 as char
    }

    /// The stemming of Latin letters in a text with this tag, where it has one.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Some(match primary {
            "en" | "eng" => Stemming::English,
            "de" | "deu" | "ger" | "gsw" | "nds" => Stemming::German,
            "fr" | "fra" | "fre" => Stemming::French,
            "es" | "spa" => Stemming::Spanish,
            "it" | "ita" => Stemming::Italian,
            "pt" | "por" => Stemming::Portuguese,
            "nl" | "nld" | "dut" | "af" | "afr" => Stemming::Dutch,
            "sv" | "swe" => Stemming::Swedish,
            "da" | "dan" => Stemming::Danish,
            "no" | "nb" | "nn" | "nor" | "nob" | "nno" => Stemming::Norwegian,
            "fi" | "fin" => Stemming::Finnish,
            "hu" | "hun" => Stemming::Hungarian,
            "ro" | "ron" | "rum" => Stemming::Romanian,
            "pl" | "pol" => Stemming::Polish,
            "cs" | "ces" | "cze" | "sk" | "slk" | "slo" => Stemming::Czech,
            "tr" | "tur" => Stemming::Turkish,
            _ => return None,
        })
    }

    /// Those that may take a word of this script; which of the Latin ones, its text decides.
    pub(crate) fn of_script(script: Script) -> &'static [Self] {
        match script {
            Script::Latin => &Self::LATIN,
            Script::Cyrillic => &[Stemming::Russian],
            Script::Greek => &[Stemming::Greek],
            Script::Arabic => &[Stemming::Arabic],
            Script::Ideograph | Script::Other => &[],
        }
    }

    /// What their scripts are taken for. Their words that are their own stems stand in the index once, unmarked; those
    /// of the other languages are marked always, lest a German stem meet an English word.
    pub(crate) const fn is_default_of_script(self) -> bool {
        matches!(self, Stemming::English | Stemming::Russian | Stemming::Greek | Stemming::Arabic)
    }

    /// None for Arabic, which has [`arabic::stem`].
    const fn algorithm(self) -> Option<Algorithm> {
        Some(match self {
            Stemming::English => Algorithm::English,
            Stemming::Russian => Algorithm::Russian,
            Stemming::German => Algorithm::German,
            Stemming::French => Algorithm::French,
            Stemming::Spanish => Algorithm::Spanish,
            Stemming::Italian => Algorithm::Italian,
            Stemming::Portuguese => Algorithm::Portuguese,
            // The newer one takes beginnings off, so that a stem would begin otherwise than its word.
            Stemming::Dutch => Algorithm::DutchPorter,
            Stemming::Swedish => Algorithm::Swedish,
            Stemming::Danish => Algorithm::Danish,
            Stemming::Norwegian => Algorithm::Norwegian,
            Stemming::Finnish => Algorithm::Finnish,
            Stemming::Hungarian => Algorithm::Hungarian,
            Stemming::Romanian => Algorithm::Romanian,
            Stemming::Polish => Algorithm::Polish,
            Stemming::Czech => Algorithm::Czech,
            Stemming::Turkish => Algorithm::Turkish,
            Stemming::Greek => Algorithm::Greek,
            Stemming::Arabic => return None,
        })
    }

    /// Stemmers of Latin letters know accents, except the English; the others are given the folded word.
    const fn wants_accents(self) -> bool {
        !self.is_default_of_script()
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

/// The stems found lately.
pub(crate) struct Stems {
    slots: Vec<Slot>,
    scratch: String,
}

impl Stems {
    fn new() -> Self {
        Self { slots: vec![EMPTY; SLOTS], scratch: String::new() }
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
        let Some(algorithm) = stemming.algorithm() else { return out.push_str(arabic::stem(word)) };
        let stem = Stemmer::new(algorithm).stem(word);
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
    fn inflected_words_of_many_languages_share_a_stem() {
        for (stemming, first, second) in [
            (Stemming::German, "verhandlung", "verhandlungen"),
            (Stemming::French, "négociation", "négociations"),
            (Stemming::Spanish, "negociación", "negociaciones"),
            (Stemming::Italian, "trattativa", "trattative"),
            (Stemming::Portuguese, "negociação", "negociações"),
            (Stemming::Dutch, "onderhandeling", "onderhandelingen"),
            (Stemming::Swedish, "förhandling", "förhandlingar"),
            (Stemming::Danish, "forhandling", "forhandlinger"),
            (Stemming::Norwegian, "forhandling", "forhandlinger"),
            (Stemming::Finnish, "neuvottelu", "neuvottelut"),
            (Stemming::Hungarian, "tárgyalás", "tárgyalások"),
            (Stemming::Romanian, "negociere", "negocieri"),
            (Stemming::Polish, "rozmowa", "rozmowy"),
            (Stemming::Czech, "jednání", "jednáních"),
            (Stemming::Turkish, "görüşme", "görüşmeler"),
        ] {
            let mut folded = [String::new(), String::new()];
            fold_into(first, &mut folded[0]);
            fold_into(second, &mut folded[1]);
            let stems = [stem(stemming, &folded[0], first), stem(stemming, &folded[1], second)];
            assert!(stems[0] == stems[1] && stems[0].is_some(), "{stemming:?} {stems:?}");
        }
        assert_eq!(
            stem(Stemming::Greek, "διαπραγματευσεισ", ""),
            stem(Stemming::Greek, "διαπραγματευσεων", "")
        );
        assert_eq!(stem(Stemming::Arabic, "المفاوضات", ""), Some("\u{15}مفاوض".into()));
    }

    #[test]
    fn a_stem_begins_as_its_word_does() {
        // On this the marking of texts relies, which looks at no word that begins otherwise than what was typed.
        let words =
            ["geheim", "gegeven", "najnowszych", "nejlepší", "legnagyobb", "ungarn", "wyjazd", "vertrag"];
        for stemming in Stemming::LATIN {
            for word in words {
                let mut folded = String::new();
                fold_into(word, &mut folded);
                let found = stem(stemming, &folded, word).unwrap_or(format!("\u{1}{folded}"));
                assert_eq!(found.chars().nth(1), folded.chars().next(), "{stemming:?} {word}");
            }
        }
    }

    #[test]
    fn no_word_is_too_odd_for_a_stemmer() {
        let mut letters = "aeiouyäöüßéèąłğışчжыйщњαωςسطعا'-xq1\u{301}ş".chars().cycle();
        let mut state = 7u32;
        for length in (0..60).cycle().take(3_000) {
            let word: String = (0..length)
                .filter_map(|_| {
                    state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                    letters.nth((state >> 16) as usize % 31)
                })
                .collect();
            for stemming in
                Stemming::LATIN.into_iter().chain([Stemming::Russian, Stemming::Greek, Stemming::Arabic])
            {
                stem(stemming, &word, &word);
            }
        }
    }

    #[test]
    fn a_german_stem_is_marked_even_when_it_is_the_word() {
        assert_eq!(stem(Stemming::German, "rat", "rat"), Some("\u{3}rat".into()));
    }
}
