//! Which words the index has: those of living documents and no others.
//!
//! Not what they mean; whoever widens a query asks here before putting forth a form that no document holds.

use crate::Scope;
use crate::Vocabulary;
use crate::query::{Item, Leaf};
use crate::schema::Part;
use crate::segment::{PartReader, Segment};
use crate::snapshot::Snapshot;
use std::cell::RefCell;
use std::collections::HashMap;
use tantivy::schema::IndexRecordOption;

/// The words of an index at one moment, with what was asked of it already.
pub(crate) struct Words<'s> {
    snapshot: &'s Snapshot,
    known: RefCell<HashMap<String, bool>>,
}

impl<'s> Words<'s> {
    pub(crate) fn of(snapshot: &'s Snapshot) -> Self {
        Self { snapshot, known: RefCell::default() }
    }

    fn has_item(&self, item: &Item) -> bool {
        // The first term of an item of an exact leaf is the folded word, and whatever has another has that.
        item.terms.iter().take(1).any(|(term, _)| {
            if let Some(known) = self.known.borrow().get(term) {
                return *known;
            }
            // What cannot be read is told by the search itself, which reads it again.
            let found = self.snapshot.segments.iter().any(|segment| lives(segment, term).unwrap_or(false));
            self.known.borrow_mut().insert(term.clone(), found);
            found
        })
    }
}

impl Vocabulary for Words<'_> {
    fn has(&self, word: &str) -> bool {
        let items = Leaf::read(word, true).items();
        !items.is_empty() && items.iter().all(|item| self.has_item(item))
    }
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
