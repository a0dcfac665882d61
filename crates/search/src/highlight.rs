//! Marks in plain text what a query matched, and cuts the best passages out of it.
//!
//! Not over the index, which stores no text: the caller passes in the text that the reader may see.

/// Marks the words of one query. Made by a search; [`Highlighter::default`] marks nothing.
#[derive(Debug, Clone, Default)]
pub struct Highlighter {}

/// A passage of a text, cut into stretches that matched and stretches that did not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The stretches in order; true where it matched. An ellipsis stands where text was left out.
    pub pieces: Vec<(String, bool)>,
}

impl Highlighter {
    /// At most so many passages of about 200 characters, best first.
    pub fn snippets(&self, text: &str, most: usize) -> Vec<Snippet> {
        let _ = (text, most);
        Vec::new()
    }

    /// The whole text, cut into what matched and what did not.
    pub fn mark(&self, text: &str) -> Vec<(String, bool)> {
        vec![(text.to_owned(), false)]
    }
}
