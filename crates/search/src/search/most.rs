//! A long question that hardly anything answers whole: the documents that have most of its words.
//!
//! A sentence copied from a footnote, or a title remembered by half, holds words that the document has not. Asking for
//! all of them would find nothing, or only the footnote itself; so where nothing has them all, or little and the nearest
//! are asked for first, the plain words become wishes. What a reader
//! insists on stays a condition: phrases, `=`, fields, alternatives, exclusions, facets and dates.

use super::Found;
use crate::bits::Bits;
use crate::query::{Leaf, Node, Query};

/// A question with fewer plain words is asked as it stands.
const FEWEST: usize = 4;
/// With so many documents that have everything, in order of relevance, no others are looked for.
const ENOUGH: u64 = 10;

/// The parts of a question of which most are enough.
pub(crate) struct Wishes<'q> {
    wishes: Vec<&'q Node>,
    conditions: Vec<&'q Node>,
}

impl<'q> Wishes<'q> {
    /// The wishes of a question; none where it has too few, or so many documents answer it whole that they are enough.
    pub(crate) fn of(query: &'q Query, complete: u64, nearest_first: bool) -> Option<Self> {
        if complete >= if nearest_first { ENOUGH } else { 1 } {
            return None;
        }
        let Node::And(nodes) = &query.root else { return None };
        let is_plain = |leaf: &Leaf| !leaf.is_insisted_on();
        let is_wish = |node: &Node| match node {
            Node::Leaf(leaf) => is_plain(&query.leaves[*leaf]),
            Node::Widened(widened) => {
                query.widenings[*widened].words.iter().all(|leaf| is_plain(&query.leaves[*leaf]))
            }
            // A year in words or date.
            Node::Or(nodes) => matches!(
                &nodes[..],
                [Node::Leaf(leaf), Node::Condition(_)] if is_plain(&query.leaves[*leaf])
            ),
            _ => false,
        };
        let (wishes, conditions): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(|node| is_wish(node));
        (wishes.len() >= FEWEST).then_some(Self { wishes, conditions })
    }

    /// Of the documents that meet every other condition (`possible`, segment by segment) those that have most of the
    /// words; and a sentence that says so. Where the nearest come first, a quarter of the words is enough; else half as
    /// many as the document has that has most. Two it must be.
    pub(crate) fn find(
        &self,
        found: &Found,
        possible: Vec<Bits>,
        complete: u64,
        nearest_first: bool,
    ) -> (Vec<Bits>, Option<String>) {
        let mut counted = Vec::with_capacity(possible.len());
        let mut best = 0;
        for (segment, mut bits) in possible.into_iter().enumerate() {
            for condition in &self.conditions {
                let all = bits.clone();
                bits.intersect(&super::evaluate(condition, found, segment, &all));
            }
            let docs = bits.to_vec();
            let mut counts = vec![0u16; docs.len()];
            for wish in &self.wishes {
                let having = super::evaluate(wish, found, segment, &bits);
                for (doc, count) in docs.iter().zip(&mut counts) {
                    *count += u16::from(having.contains(*doc));
                }
            }
            best = counts.iter().copied().fold(best, u16::max);
            counted.push((bits, docs, counts));
        }
        let least = if nearest_first { self.wishes.len().div_ceil(4) as u16 } else { best.div_ceil(2) };
        let least = least.max(2);
        let most = counted.into_iter().map(|(mut bits, docs, counts)| {
            let mut counts = docs.iter().zip(counts);
            // The documents of the set come in the order in which they were counted.
            bits.retain(|doc| {
                counts.find(|(known, _)| **known == doc).is_some_and(|(_, count)| count >= least)
            });
            bits
        });
        let most = most.collect();
        let all = self.wishes.len();
        let sentence = match (complete, nearest_first) {
            (0, true) => format!(
                "No document has all of these {all} words; those with at least {least} of them are shown."
            ),
            (0, false) => format!(
                "No document has all of these {all} words; shown are those that have at least {least} of them. Sorted \
                 by relevance, the nearest come first."
            ),
            (1, _) => format!(
                "One document has all of these {all} words; others are shown that have at least {least} of them."
            ),
            (few, _) => format!(
                "{few} documents have all of these {all} words; others are shown that have at least {least} of them."
            ),
        };
        (most, (best >= least).then_some(sentence))
    }
}
