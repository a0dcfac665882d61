//! From text to what is looked up: words, their folded forms and stems, pairs of ideographs.
//!
//! One and the same analysis serves indexing, queries and highlighting, so that what is found can be shown.
//! Nothing here knows the index. Begin with [`words`], then [`terms`]; [`detect`] tells the language of a text that
//! nobody has named.

pub(crate) mod arabic;
pub(crate) mod detect;
pub(crate) mod fold;
pub(crate) mod han;
pub(crate) mod stem;
pub(crate) mod terms;
pub(crate) mod words;

pub(crate) use stem::{Stemming, with_stems};
pub(crate) use terms::Analyser;
pub(crate) use words::{Script, Words};

/// The words that the index makes of a text, folded: without case and accents, an ideograph a word by itself. What
/// gives the same words here is the same to whoever searches.
///
/// ```
/// assert_eq!(fonds_search::folded_words("Chou En-lai, 周恩来"), ["chou", "en", "lai", "周", "恩", "来"]);
/// ```
pub fn folded_words(text: &str) -> Vec<String> {
    let mut cursor = Words::new(text);
    let mut words = Vec::new();
    while cursor.advance() {
        words.push(cursor.folded.clone());
    }
    words
}
