//! Documents that an import has just committed, handed in memory to the thread that follows the log into the index, so
//! that it need not read them back.
//!
//! Never what decides: the follower asks the catalogue whether a document is still as its row of the log left it, and
//! reads it there when it is not, or was not handed on. What is kept here is bounded. Read [`crate::indexing`] next.

use crate::reading::blocks_of_document;
use fonds_model::Document;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Documents by the row of the log that made their first version.
#[derive(Default)]
pub(crate) struct Fresh {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    documents: BTreeMap<u64, Document>,
    blocks: usize,
    /// The last row that was followed; nobody asks for what stands before it.
    followed: u64,
}

/// Blocks of text held at most, about 16 MB of words. When there are more, the newest are not taken: the follower comes to
/// the oldest first.
const MOST_BLOCKS: usize = 48_000;

impl Fresh {
    /// Hands on documents that were committed for the first time, each with its row of the log.
    pub(crate) fn hand_on(&self, documents: Vec<(u64, Document)>) {
        let mut held = self.lock();
        for (seq, document) in documents {
            let blocks = blocks_of_document(&document);
            if seq > held.followed && held.blocks + blocks <= MOST_BLOCKS {
                held.blocks += blocks;
                held.documents.insert(seq, document);
            }
        }
    }

    /// The document of a row, if it was handed on.
    pub(crate) fn take(&self, seq: u64) -> Option<Document> {
        let mut held = self.lock();
        let document = held.documents.remove(&seq)?;
        held.blocks -= blocks_of_document(&document);
        Some(document)
    }

    /// Forgets everything up to a row, which was followed by now.
    pub(crate) fn followed(&self, seq: u64) {
        let mut held = self.lock();
        held.followed = seq;
        let later = held.documents.split_off(&(seq + 1));
        let passed = std::mem::replace(&mut held.documents, later);
        held.blocks -= passed.values().map(blocks_of_document).sum::<usize>();
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        // Whatever a panicking thread left is only a shorter way.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fonds_model::{Rendition, Text};

    fn document(key: &str, blocks: usize) -> Document {
        let mut document = Document::new(key);
        let words = vec!["Words."; blocks].join("\n\n");
        document.renditions.push(Rendition::transcription("r1", None, Text::from_plain(&words)));
        document
    }

    #[test]
    fn a_document_is_handed_on_once() {
        let fresh = Fresh::default();
        fresh.hand_on(vec![(3, document("a", 1))]);
        assert_eq!(fresh.take(3).unwrap().source_key, "a");
        assert!(fresh.take(3).is_none());
        assert_eq!(fresh.lock().blocks, 0);
    }

    #[test]
    fn what_was_followed_is_neither_kept_nor_taken() {
        let fresh = Fresh::default();
        fresh.hand_on(vec![(3, document("a", 1)), (4, document("b", 1))]);
        fresh.followed(3);
        fresh.hand_on(vec![(2, document("late", 1))]);
        assert!(fresh.take(2).is_none() && fresh.take(3).is_none());
        assert!(fresh.take(4).is_some());
        assert_eq!(fresh.lock().blocks, 0);
    }

    #[test]
    fn no_more_is_held_than_there_is_room_for() {
        let fresh = Fresh::default();
        fresh.hand_on((1..100).map(|seq| (seq, document("d", MOST_BLOCKS / 10))).collect());
        assert!(fresh.lock().blocks <= MOST_BLOCKS);
        assert!(fresh.take(1).is_some() && fresh.take(99).is_none());
    }
}
