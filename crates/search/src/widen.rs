//! Other words under which what a reader asks for may stand in documents: the seam between the query and whoever
//! knows names.
//!
//! Not the knowledge itself, which is the archive's lexicon and the rules of `fonds-names`; the index knows words only.
//! The query asks for other forms of each run of words that was typed without `=`, keeps those that the index has, and
//! lets them match below the words themselves; see [`crate::query`].

use crate::Facet;
use fonds_model::Day;

/// A widening has at most so many forms; how many more there were is said in a remark.
pub const MOST_FORMS: usize = 64;

/// Knows other forms of names.
pub trait Widen {
    /// Other forms of what was typed, best first, without what was typed itself. `words` are one to six words that
    /// stood side by side, as they were typed.
    fn widen(&self, words: &str, vocabulary: &dyn Vocabulary) -> Vec<OtherForm>;
}

/// Knows which words the index has, so that rules need not put forth what no document holds.
pub trait Vocabulary {
    /// Whether any document that may be found has this word, or, for a pair of ideographs, has them side by side.
    /// Case, accents, and the variants of an ideograph do not matter. Costs about a microsecond.
    fn has(&self, word: &str) -> bool;

    /// Whether there may be a word that begins with a letter from `first` to `last`; so whole scripts need not be tried.
    fn begins_between(&self, first: char, last: char) -> bool;
}

/// Another form of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OtherForm {
    /// The form; more than one word stand side by side in this order.
    pub form: String,
    /// Why it is the same, as the end of a sentence: "a form of Kuomintang", "cover name of Stalin, 1949–1952".
    pub because: String,
    /// It holds only in documents whose date touches this period; a side without bound is `None`. Undated documents
    /// are outside when either side has a bound.
    pub from: Option<Day>,
    /// The last day of that period.
    pub to: Option<Day>,
    /// It holds only in documents that have one of these values; in all where there are none.
    pub only_with: Vec<(Facet, String)>,
    /// It does not hold where it is only part of one of these longer names: "Nehru" in "R. K. Nehru".
    pub unless: Vec<String>,
}

/// Knows no other forms: every word is just that word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwidened;

impl Widen for Unwidened {
    fn widen(&self, _: &str, _: &dyn Vocabulary) -> Vec<OtherForm> {
        Vec::new()
    }
}
