//! A long question that nothing answers whole: the documents that have most of its words.
//!
//! A sentence copied from a footnote, or a title remembered by half, holds words that the document has not. Asking for
//! all of them would find nothing; so where that is so, and only there, the plain words become wishes. What a reader
//! insists on stays a condition: phrases, `=`, fields, alternatives, exclusions, facets and dates.

use super::Found;
use crate::bits::Bits;
use crate::query::{Leaf, Matching, Node, Query, Where};

/// A question with fewer plain words is asked as it stands.
const FEWEST: usize = 4;

/// The parts of a question of which most are enough.
pub(crate) struct Wishes<'q> {
    wishes: Vec<&'q Node>,
    conditions: Vec<&'q Node>,
}

impl<'q> Wishes<'q> {
    /// The wishes of a question; none where it has too few.
    pub(crate) fn of(query: &'q Query) -> Option<Self> {
        let Node::And(nodes) = &query.root else { return None };
        let is_plain = |leaf: &Leaf| {
            let insists = leaf.exact || leaf.just || leaf.near.is_some() || leaf.place != Where::Asked;
            !insists && leaf.words.iter().all(|word| word.matching == Matching::Itself)
        };
        let is_wish = |node: &Node| match node {
            Node::Leaf(leaf) => is_plain(&query.leaves[*leaf]),
            Node::Widened(widened) => {
                query.widenings[*widened].words.iter().all(|leaf| is_plain(&query.leaves[*leaf]))
            }
            _ => false,
        };
        let (wishes, conditions): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(|node| is_wish(node));
        (wishes.len() >= FEWEST).then_some(Self { wishes, conditions })
    }

    /// Of the documents that meet every other condition (`possible`, segment by segment), those that have at least half
    /// as many of the words as the one that has most; and a sentence that says so. None have where none has two.
    pub(crate) fn find(&self, found: &Found, possible: Vec<Bits>) -> (Vec<Bits>, Option<String>) {
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
        let least = best.div_ceil(2).max(2);
        let most = counted.into_iter().map(|(mut bits, docs, counts)| {
            let mut counts = docs.iter().zip(counts);
            // The documents of the set come in the order in which they were counted.
            bits.retain(|doc| {
                counts.find(|(known, _)| **known == doc).is_some_and(|(_, count)| count >= least)
            });
            bits
        });
        let most = most.collect();
        let sentence = format!(
            "No document has all of these {} words; shown are those that have at least {least} of them. Sorted by \
             relevance, the nearest come first.",
            self.wishes.len()
        );
        (most, (best >= least).then_some(sentence))
    }
}
