//! What it adds to a document that words which stand side by side in the question stand so in its title too.
//!
//! Titles of an archive are much alike, "Telegram From the Embassy in Italy to the Department of State", and their words
//! alone do not tell who wrote to whom. Only the best documents are looked at again, so that the positions of common
//! words cost no more in a large archive than in a small one.

use super::Found;
use super::leaf::look_up;
use super::page;
use crate::Scope;
use crate::analysis::terms::{OTHERWISE_MARK, WRITTEN_MARK};
use crate::query::{Item, Node, Query};
use crate::schema::Part;
use crate::segment::PartReader;
use crate::snapshot::Snapshot;
use tantivy::DocSet;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;

/// So many documents are looked at again: the first five pages.
const LOOKED_AT: usize = 100;
/// Two words are near where the second stands at most so many words behind the first.
const NEAR: u32 = 3;
/// Two that are near count so often what they count on average as words.
const OF_PAIR: f32 = 1.2;
/// A longer question is looked at as far as that.
const MOST_WORDS: usize = 64;

/// A word of the question, and how rare it is.
type Place = (Item, f32);

/// Raises the scores of the best documents. `docs` and `scores` are of all matches, segment by segment.
pub(super) fn add_scores(
    snapshot: &Snapshot,
    query: &Query,
    found: &Found,
    scope: Scope,
    docs: &[Vec<u32>],
    scores: &mut [Vec<f32>],
) -> tantivy::Result<()> {
    if !Part::of_scope(scope).contains(&Part::Title) {
        return Ok(());
    }
    let rows: Vec<Vec<Place>> =
        rows(query).into_iter().map(|row| places(query, found, &row)).filter(|row| row.len() > 1).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let best = best(snapshot, docs, scores);
    for (number, (segment, best)) in snapshot.segments.iter().zip(best).enumerate() {
        for row in &rows {
            let mut row = RowReader::open(segment.part(Part::Title), row)?;
            for place in &best {
                scores[number][*place] += OF_PAIR * row.read(docs[number][*place]);
            }
        }
    }
    Ok(())
}

/// Which leaves stand side by side, as far as they must all be there and a reader insists on none of them.
fn rows(query: &Query) -> Vec<Vec<usize>> {
    let Node::And(nodes) = &query.root else { return Vec::new() };
    let is_plain = |leaf: &usize| !query.leaves[*leaf].is_insisted_on();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    for node in nodes {
        match node {
            Node::Leaf(leaf) if is_plain(leaf) => row.push(*leaf),
            Node::Widened(widened) if query.widenings[*widened].words.iter().all(is_plain) => {
                row.extend(&query.widenings[*widened].words);
            }
            // A year in words or date.
            Node::Or(nodes)
                if let [Node::Leaf(leaf), Node::Condition(_)] = &nodes[..]
                    && is_plain(leaf) =>
            {
                row.push(*leaf);
            }
            _ => rows.push(std::mem::take(&mut row)),
        }
    }
    rows.push(row);
    rows
}

fn places(query: &Query, found: &Found, row: &[usize]) -> Vec<Place> {
    let places = row.iter().flat_map(|leaf| {
        let rarity = found.leaves[*leaf].rarity();
        query.leaves[*leaf].items().into_iter().map(move |item| (item, rarity))
    });
    places.take(MOST_WORDS).collect()
}

/// The best documents of each segment, by their places among its matches, rising. Of equal ones the earlier are better,
/// as in the order of hits.
fn best(snapshot: &Snapshot, docs: &[Vec<u32>], scores: &[Vec<f32>]) -> Vec<Vec<usize>> {
    let mut keys = Vec::with_capacity(scores.iter().map(Vec::len).sum());
    for ((ranks, docs), scores) in snapshot.ranks.iter().zip(docs).zip(scores) {
        keys.extend(docs.iter().zip(scores).map(|(doc, score)| page::key(*score, ranks[*doc as usize])));
    }
    if keys.len() > LOOKED_AT {
        keys.select_nth_unstable(LOOKED_AT);
        keys.truncate(LOOKED_AT);
    }
    let mut best = vec![Vec::new(); scores.len()];
    for key in keys {
        let address = snapshot.addresses[page::place_of_key(key).rank as usize];
        let segment = address.segment as usize;
        best[segment].extend(docs[segment].binary_search(&address.doc));
    }
    best.iter_mut().for_each(|places| places.sort_unstable());
    best
}

/// Reads where the words of a row stand in one document after another, which must rise.
struct RowReader<'r> {
    row: &'r [Place],
    lists: Vec<Vec<SegmentPostings>>,
    /// Where each word stands in the document at hand.
    positions: Vec<Vec<u32>>,
}

impl<'r> RowReader<'r> {
    fn open(reader: &PartReader, row: &'r [Place]) -> tantivy::Result<Self> {
        let mut lists = Vec::with_capacity(row.len());
        for (item, _) in row {
            let mut of_word = Vec::with_capacity(item.terms.len());
            // How a word is spelt tells nothing of where it stands.
            let terms =
                item.terms.iter().filter(|(term, _)| !term.starts_with([WRITTEN_MARK, OTHERWISE_MARK]));
            for (term, _) in terms {
                let Some(info) = look_up(reader, term)? else { continue };
                let option = IndexRecordOption::WithFreqsAndPositions;
                of_word.push(reader.terms.read_postings_from_terminfo(&info, option)?);
            }
            lists.push(of_word);
        }
        Ok(Self { row, lists, positions: vec![Vec::new(); row.len()] })
    }

    /// What the neighbours of the row that are near each other in this document count together.
    fn read(&mut self, doc: u32) -> f32 {
        for (lists, positions) in self.lists.iter_mut().zip(&mut self.positions) {
            positions.clear();
            for list in lists {
                if list.doc() <= doc && list.seek(doc) == doc {
                    list.append_positions_with_offset(0, positions);
                }
            }
            positions.sort_unstable();
        }
        let pairs = self.row.windows(2).zip(self.positions.windows(2));
        let near = pairs.filter(|(_, positions)| are_near(&positions[0], &positions[1]));
        near.map(|(pair, _)| (pair[0].1 + pair[1].1) / 2.0).sum()
    }
}

/// Whether one of these positions has one of those a little behind it. Both rise.
fn are_near(ours: &[u32], theirs: &[u32]) -> bool {
    ours.iter().any(|our| {
        let behind = theirs.partition_point(|their| their <= our);
        theirs.get(behind).is_some_and(|their| their - our <= NEAR)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_near_one_that_stands_a_little_behind_it() {
        assert!(are_near(&[4], &[5]) && are_near(&[1, 4], &[1, 7]) && are_near(&[4, 4], &[2, 4, 6]));
        assert!(!are_near(&[4], &[4]) && !are_near(&[4], &[3, 8]) && !are_near(&[], &[1]));
    }
}
