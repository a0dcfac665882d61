//! Which words the index has: those of living documents and no others.
//!
//! Not what they mean; whoever widens a query asks here before putting forth a form that no document holds.

use super::expand::count_in_part;
use crate::Scope;
use crate::Vocabulary;
use crate::query::patterns::is_like;
use crate::query::{Item, Leaf};
use crate::schema::Part;
use crate::segment::{PartReader, Segment};
use crate::snapshot::Snapshot;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use tantivy::schema::IndexRecordOption;

/// The words of an index at one moment, with what was asked of it already.
pub(crate) struct Words<'s> {
    snapshot: &'s Snapshot,
    known: RefCell<HashMap<String, bool>>,
    blocks: RefCell<HashMap<(char, char), bool>>,
}

impl<'s> Words<'s> {
    pub(crate) fn of(snapshot: &'s Snapshot) -> Self {
        Self { snapshot, known: RefCell::default(), blocks: RefCell::default() }
    }

    fn has_term(&self, term: &str) -> bool {
        if let Some(known) = self.known.borrow().get(term) {
            return *known;
        }
        // What cannot be read is told by the search itself, which reads it again.
        let found = self.snapshot.segments.iter().any(|segment| lives(segment, term).unwrap_or(false));
        self.known.borrow_mut().insert(term.to_owned(), found);
        found
    }

    /// The first term of an item of an exact leaf is the folded word, and whatever has another has that.
    fn has_item(&self, item: &Item) -> bool {
        item.terms.first().is_some_and(|(term, _)| self.has_term(term))
    }
}

impl Vocabulary for Words<'_> {
    fn has(&self, word: &str) -> bool {
        if is_its_own_term(word) {
            return self.has_term(word);
        }
        let items = Leaf::read(word, true).items();
        !items.is_empty() && items.iter().all(|item| self.has_item(item))
    }

    fn begins_between(&self, first: char, last: char) -> bool {
        *self.blocks.borrow_mut().entry((first, last)).or_insert_with(|| {
            self.snapshot.segments.iter().any(|segment| {
                let mut parts = Part::of_scope(Scope::Everything).iter();
                parts.any(|part| begins_between(segment, segment.part(*part), first, last).unwrap_or(true))
            })
        })
    }
}

/// Whether folding leaves a word alone: one word of plain small letters, as most spellings that are tried are.
fn is_its_own_term(word: &str) -> bool {
    let is_short = (1..=LONGEST_PLAIN).contains(&word.len());
    is_short
        && (word.bytes().all(|byte| byte.is_ascii_lowercase())
            || word.chars().all(|c| matches!(c, 'а'..='я')))
}

/// In bytes; well below where words are cut.
const LONGEST_PLAIN: usize = 48;

/// Whether a living document of the segment has a word of the block. Where a block is empty this is one glance.
fn begins_between(segment: &Segment, reader: &PartReader, first: char, last: char) -> tantivy::Result<bool> {
    let (from, mut past) = (String::from(first), String::from(last));
    // Whatever begins with the last letter comes before this.
    past.push(char::MAX);
    let mut words = reader.terms.terms().range().ge(from).le(past).into_stream()?;
    while words.advance() {
        let word = String::from_utf8_lossy(words.key());
        if lives_in_part(segment, reader, &word)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Words of titles, abstracts and texts that a word may have been meant for.
const LIKE_IN: [Part; 3] = [Part::Title, Part::Abstract, Part::Text];
/// So many words are looked at in all: three or four milliseconds' worth.
const MOST_LOOKED_AT: usize = 100_000;

/// The words that differ from this one by so many letters at most, begin with the same and stand in so many living
/// documents at least, each with how many: that of the field in which most have it. Few misspell the first letter, and
/// so only a small part of the words is looked at.
pub(crate) fn words_like(
    snapshot: &Snapshot,
    word: &str,
    letters: usize,
    least: u64,
) -> tantivy::Result<Vec<(String, u64)>> {
    let Some(first) = word.chars().next() else { return Ok(Vec::new()) };
    let (from, to) = (first.to_string(), format!("{first}{}", char::MAX));
    let mut alike = BTreeSet::new();
    let mut left = MOST_LOOKED_AT;
    for segment in &snapshot.segments {
        for part in LIKE_IN {
            let mut terms = segment.part(part).terms.terms().range().ge(&from).le(&to).into_stream()?;
            while left > 0 && terms.advance() {
                left -= 1;
                match std::str::from_utf8(terms.key()) {
                    Ok(term) if is_like(word, term, letters) => alike.insert(term.to_owned()),
                    _ => false,
                };
            }
        }
    }
    let mut found = Vec::new();
    for term in alike {
        let mut most = 0;
        for part in LIKE_IN {
            let living = snapshot.segments.iter().map(|segment| count_in_part(segment, part, &term));
            most = living.sum::<tantivy::Result<u64>>()?.max(most);
        }
        if most >= least {
            found.push((term, most));
        }
    }
    Ok(found)
}

/// Whether a living document of the segment has the term anywhere.
fn lives(segment: &Segment, term: &str) -> tantivy::Result<bool> {
    for part in Part::of_scope(Scope::Everything) {
        if lives_in_part(segment, segment.part(*part), term)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn lives_in_part(segment: &Segment, reader: &PartReader, term: &str) -> tantivy::Result<bool> {
    let Some(info) = reader.terms.terms().get(term.as_bytes())? else { return Ok(false) };
    let Some(alive) = &segment.alive else { return Ok(true) };
    let mut postings = reader.terms.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
    while !postings.docs().is_empty() {
        if postings.docs().iter().any(|doc| alive.contains(*doc)) {
            return Ok(true);
        }
        postings.advance();
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_for_its_own_term_is_what_folding_makes_of_it() {
        for word in ["chou", "гоминьдан", "китай", "a"] {
            assert!(is_its_own_term(word));
            let items = Leaf::read(word, true).items();
            assert_eq!((items.len(), items[0].terms[0].0.as_str()), (1, word));
        }
        for word in ["Chou", "ch'en", "хрущёв", "en lai", "周", "", "b2", "моloko"] {
            assert!(!is_its_own_term(word), "{word}");
        }
    }
}
