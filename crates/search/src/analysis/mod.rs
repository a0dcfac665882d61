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
