//! What stands before the first entry: a collection's title and description, undated entries, or words of no use.
//!
//! It is sorted out once the first date shows how the page marks its entries.

use super::describe::looks_like_title;
use super::page::{Entry, Piece};

/// Paragraphs that are kept: enough for a collection's essay.
const MOST: usize = 300;
/// Bytes from which on a further line begins a new paragraph.
const LONGEST: usize = 64 * 1024;
/// The longest title of a collection.
const LONGEST_TITLE: usize = 300;

/// A paragraph.
#[derive(Debug)]
struct Paragraph {
    line: u64,
    indent: usize,
    bullet: Option<char>,
    text: String,
}

/// The paragraphs before the first entry.
#[derive(Debug, Default)]
pub(super) struct Before {
    paragraphs: Vec<Paragraph>,
    /// The site says that it has no picture of the collection.
    pub no_image: bool,
    /// The page shows the results of a search.
    pub results: bool,
}

impl Before {
    pub(super) fn push(&mut self, line: u64, text: &str, bullet: Option<char>, indent: usize, joined: bool) {
        let full = self.paragraphs.len() >= MOST;
        match self.paragraphs.last_mut() {
            Some(last) if joined && bullet.is_none() && last.text.len() + text.len() < LONGEST => {
                last.text.push(' ');
                last.text.push_str(text);
            }
            _ if !full => {
                self.paragraphs.push(Paragraph { line, indent, bullet, text: text.to_owned() });
            }
            _ => {}
        }
    }

    /// Hands on what the paragraphs are. `mark` is the bullet of the page's entries with its indent, if they have one.
    pub(super) fn sort_out(mut self, mark: Option<(char, usize)>, out: &mut Vec<Piece>) {
        let undated = mark.map(|mark| self.take_undated(mark)).unwrap_or_default();
        let words = self.paragraphs;
        // The title is what stands above the first words of prose; without any, the picture's place tells it.
        let prose = words.iter().position(|paragraph| is_prose(&paragraph.text));
        let title = match prose {
            Some(prose) => prose.checked_sub(1),
            None => self.no_image.then_some(0),
        };
        let title = title.filter(|title| {
            !self.results && words.get(*title).is_some_and(|paragraph| paragraph.text.len() <= LONGEST_TITLE)
        });
        let first_unknown = match title {
            Some(title) => {
                let description = words[title + 1..].iter().map(|paragraph| paragraph.text.clone()).collect();
                out.push(Piece::Collection { title: words[title].text.clone(), description });
                title
            }
            None => words.len(),
        };
        for paragraph in words.into_iter().take(first_unknown.min(5)) {
            out.push(Piece::Outside { line: paragraph.line, words: paragraph.text });
        }
        out.extend(undated.into_iter().map(Piece::Entry));
    }

    /// Takes out what bears the entries' own bullet and reads like an entry without date.
    fn take_undated(&mut self, (bullet, indent): (char, usize)) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut open = false;
        self.paragraphs.retain(|paragraph| {
            let marked = paragraph.bullet == Some(bullet) && paragraph.indent == indent;
            let title = paragraph.text.trim_start_matches(bullet).trim();
            if marked && looks_like_title(title) {
                entries.push(Entry {
                    line: paragraph.line,
                    paragraphs: vec![title.to_owned()],
                    ..Entry::default()
                });
                open = true;
                return false;
            }
            open &= !marked && paragraph.indent > indent;
            if let Some(entry) = entries.last_mut().filter(|_| open) {
                entry.paragraphs.push(paragraph.text.clone());
            }
            !open
        });
        entries
    }
}

/// Whole sentences rather than a heading.
fn is_prose(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    text.split_whitespace().count() >= 8 && end.ends_with(['.', '!', '?', '…'])
}
