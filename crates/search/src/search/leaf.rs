//! One word or phrase: the documents that have it, and what it adds to their scores.
//!
//! Scores are BM25 over all fields at once: occurrences are weighed by field and by how near they are to what was
//! typed, evened out by the length of the field, added up, and only then saturated, so that a word in title and text
//! counts as one word. How rare a word is counts once for all fields.

use super::budget::Budget;
use super::positions::{find_in_order, find_near};
use crate::Scope;
use crate::bits::Bits;
use crate::query::{Item, Leaf, Matching, count_spelt};
use crate::schema::Part;
use crate::segment::{PartReader, Segment};
use crate::snapshot::Snapshot;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

/// How fast further occurrences cease to count.
const SATURATION: f32 = 1.2;

/// What an occurrence in a field counts, and how much the length of the field evens it out.
const fn weight(part: Part) -> (f32, f32) {
    match part {
        Part::Title => (3.0, 0.4),
        Part::Abstract => (1.5, 0.6),
        Part::Text => (1.0, 0.75),
        Part::Notes => (0.6, 0.75),
        Part::Names
        | Part::Places
        | Part::Subjects
        | Part::References
        | Part::Numbers
        | Part::Particulars => (1.2, 0.4),
    }
}

/// Where a leaf occurs.
pub(crate) struct LeafMatches {
    /// The documents, segment by segment; only living ones.
    pub(crate) bits: Vec<Bits>,
    kind: Kind,
    idf: f32,
}

enum Kind {
    /// A single word: its lists are read again for scoring.
    Word { terms: Vec<(String, f32)>, parts: &'static [Part] },
    /// A phrase: its weighed occurrences, segment by segment, by rising document.
    Phrase(Vec<Vec<(u32, f32)>>),
}

impl LeafMatches {
    pub(crate) fn find(
        snapshot: &Snapshot,
        leaf: &Leaf,
        scope: Scope,
        budget: &mut Budget,
    ) -> tantivy::Result<Self> {
        let parts = leaf.place.parts(scope);
        let mut items = leaf.items();
        if leaf.near.is_some() {
            // A word that is typed twice is not asked to stand twice.
            let mut known: Vec<Vec<(String, f32)>> = Vec::new();
            items.retain(|item| {
                let is_new = !known.contains(&item.terms);
                known.push(item.terms.clone());
                is_new
            });
        }
        let (bits, kind) = if items.len() == 1 {
            let terms = items.swap_remove(0).terms;
            let bits = snapshot.segments.iter().map(|segment| find_word(segment, parts, &terms));
            (bits.collect::<tantivy::Result<_>>()?, Kind::Word { terms, parts })
        } else {
            find_phrase(snapshot, parts, &items, leaf, budget)?
        };
        let found = bits.iter().map(Bits::count).sum();
        let idf = rarity(snapshot, found);
        Ok(Self { bits, kind, idf })
    }

    /// Adds to the score of each document what this leaf is worth to it. `docs` rise; `room` is lent for reckoning.
    pub(crate) fn add_scores(
        &self,
        snapshot: &Snapshot,
        segment_number: usize,
        docs: &[u32],
        room: &mut Vec<f32>,
        sums: &mut [f32],
    ) -> tantivy::Result<()> {
        let segment = &snapshot.segments[segment_number];
        match &self.kind {
            Kind::Phrase(found) => {
                let mut found = found[segment_number].iter().peekable();
                for (doc, sum) in docs.iter().zip(sums) {
                    while found.next_if(|(other, _)| other < doc).is_some() {}
                    if let Some((_, occurrences)) = found.next_if(|(other, _)| other == doc) {
                        *sum += self.worth(*occurrences);
                    }
                }
            }
            Kind::Word { terms, parts } => {
                room.clear();
                room.resize(segment.tables.max_doc as usize, 0.0);
                add_words(snapshot, segment, parts, terms, docs, room)?;
                for (doc, sum) in docs.iter().zip(sums) {
                    let occurrences = room[*doc as usize];
                    if occurrences > 0.0 {
                        *sum += self.worth(occurrences);
                    }
                }
            }
        }
        Ok(())
    }

    /// The occurrences in each document, weighed by field alone where the leaf is exact. `docs` rise.
    pub(crate) fn occurrences(
        &self,
        snapshot: &Snapshot,
        segment_number: usize,
        docs: &[u32],
    ) -> tantivy::Result<Vec<f32>> {
        Ok(match &self.kind {
            Kind::Phrase(found) => {
                let found = &found[segment_number];
                let place = |doc: &u32| found.binary_search_by_key(doc, |(other, _)| *other);
                docs.iter().map(|doc| place(doc).map_or(0.0, |place| found[place].1)).collect()
            }
            Kind::Word { terms, parts } => {
                let segment = &snapshot.segments[segment_number];
                let mut room = vec![0.0; segment.tables.max_doc as usize];
                add_words(snapshot, segment, parts, terms, docs, &mut room)?;
                docs.iter().map(|doc| room[*doc as usize]).collect()
            }
        })
    }

    /// How rare the documents are that have it.
    pub(crate) fn rarity(&self) -> f32 {
        self.idf
    }

    /// No document gets more than that.
    pub(crate) fn most(&self) -> f32 {
        self.idf * (SATURATION + 1.0)
    }

    fn worth(&self, occurrences: f32) -> f32 {
        self.idf * occurrences * (SATURATION + 1.0) / (occurrences + SATURATION)
    }
}

/// How rare so many documents are among all.
pub(super) fn rarity(snapshot: &Snapshot, found: u64) -> f32 {
    let found = found as f32;
    (1.0 + (snapshot.total as f32 - found + 0.5) / (found + 0.5)).ln()
}

/// The factor by which occurrences in a field of a given length count.
struct Evener {
    factors: [f32; 256],
}

impl Evener {
    fn new(part: Part, snapshot: &Snapshot) -> Self {
        let (weight, evening) = weight(part);
        let average = snapshot.average(part);
        let factors = std::array::from_fn(|id| {
            let length = tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(id as u8) as f32;
            weight / (1.0 - evening + evening * length / average)
        });
        Self { factors }
    }
}

pub(super) fn look_up(reader: &PartReader, term: &str) -> tantivy::Result<Option<TermInfo>> {
    if !reader.may_hold(term) {
        return Ok(None);
    }
    Ok(reader.terms.terms().get(term.as_bytes())?)
}

/// The living documents that have any of these terms in any of these fields.
fn find_word(segment: &Segment, parts: &[Part], terms: &[(String, f32)]) -> tantivy::Result<Bits> {
    let mut bits = Bits::none(segment.tables.max_doc);
    for part in parts {
        add_docs(segment.part(*part), terms, &mut bits)?;
    }
    if let Some(alive) = &segment.alive {
        bits.intersect(alive);
    }
    Ok(bits)
}

fn add_docs(reader: &PartReader, terms: &[(String, f32)], bits: &mut Bits) -> tantivy::Result<()> {
    for (term, _) in terms {
        let Some(info) = look_up(reader, term)? else { continue };
        let mut postings = reader.terms.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        while !postings.docs().is_empty() {
            postings.docs().iter().for_each(|doc| bits.insert(*doc));
            postings.advance();
        }
    }
    Ok(())
}

/// With fewer matches than this share of a list, the list is skipped through rather than read.
const SPARSE: usize = 32;

fn add_words(
    snapshot: &Snapshot,
    segment: &Segment,
    parts: &[Part],
    terms: &[(String, f32)],
    docs: &[u32],
    room: &mut [f32],
) -> tantivy::Result<()> {
    for part in parts {
        let reader = segment.part(*part);
        let evener = Evener::new(*part, snapshot);
        for (term, weight) in terms {
            if let Some(info) = look_up(reader, term)? {
                add_occurrences(reader, &info, &evener, *weight, docs, room)?;
            }
        }
    }
    Ok(())
}

fn add_occurrences(
    reader: &PartReader,
    info: &TermInfo,
    evener: &Evener,
    weight: f32,
    docs: &[u32],
    room: &mut [f32],
) -> tantivy::Result<()> {
    let worth = |doc: u32, count: u32| {
        weight * evener.factors[reader.norms.fieldnorm_id(doc) as usize] * count as f32
    };
    if docs.len() * SPARSE < info.doc_freq as usize {
        let mut postings = reader.terms.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        for doc in docs {
            if postings.doc() > *doc {
                continue;
            }
            match postings.seek(*doc) {
                TERMINATED => break,
                found if found == *doc => room[*doc as usize] += worth(*doc, postings.term_freq()),
                _ => {}
            }
        }
        return Ok(());
    }
    let mut postings = reader.terms.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
    while !postings.docs().is_empty() {
        for (doc, count) in postings.docs().iter().zip(postings.freqs()) {
            room[*doc as usize] += worth(*doc, *count);
        }
        postings.advance();
    }
    Ok(())
}

/// First the documents that have all the words in one field, then, if that can be paid for, those of them where the
/// words stand side by side.
fn find_phrase(
    snapshot: &Snapshot,
    parts: &[Part],
    items: &[Item],
    leaf: &Leaf,
    budget: &mut Budget,
) -> tantivy::Result<(Vec<Bits>, Kind)> {
    let mut candidates = Vec::new();
    for segment in &snapshot.segments {
        for part in parts {
            candidates.push(find_all_words(segment, *part, items)?);
        }
    }
    // Every list of positions costs; that of a word has about eight at most.
    let lists: usize = items.iter().map(|item| item.terms.len().div_ceil(8)).max().unwrap_or(1);
    let visits = candidates.iter().map(Bits::count).sum::<u64>() * lists.max(1) as u64;
    let in_order = budget.visit(visits, leaf.words.iter().any(|word| word.matching != Matching::Itself));
    let mut candidates = candidates.into_iter();
    let (mut all_bits, mut all_found) = (Vec::new(), Vec::new());
    for segment in &snapshot.segments {
        let mut bits = Bits::none(segment.tables.max_doc);
        let mut found: Vec<(u32, f32)> = Vec::new();
        for (part, candidates) in parts.iter().zip(&mut candidates) {
            let reader = segment.part(*part);
            let evener = Evener::new(*part, snapshot);
            let mut take = |doc: u32, count: f32| {
                let factor = evener.factors[reader.norms.fieldnorm_id(doc) as usize];
                bits.insert(doc);
                found.push((doc, factor * count));
            };
            if candidates.is_empty() {
            } else if !in_order {
                candidates.for_each(|doc| take(doc, 1.0));
            } else if let Some(distance) = leaf.near {
                find_near(reader, items, distance, &candidates, |doc, count| take(doc, count as f32))?;
            } else {
                find_in_order(reader, items, &candidates, |doc, all, as_typed| {
                    take(doc, count_spelt(items, all, as_typed));
                })?;
            }
        }
        all_bits.push(bits);
        all_found.push(sum_up(found));
    }
    Ok((all_bits, Kind::Phrase(all_found)))
}

/// Adds up what several fields of one document gave, in the order of the fields.
fn sum_up(mut found: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    found.sort_by_key(|(doc, _)| *doc);
    let mut summed: Vec<(u32, f32)> = Vec::with_capacity(found.len());
    for (doc, occurrences) in found {
        match summed.last_mut() {
            Some((last, sum)) if *last == doc => *sum += occurrences,
            _ => summed.push((doc, occurrences)),
        }
    }
    summed
}

fn find_all_words(segment: &Segment, part: Part, items: &[Item]) -> tantivy::Result<Bits> {
    let mut bits = segment.all();
    for item in items {
        if bits.is_empty() {
            break;
        }
        let mut having = Bits::none(segment.tables.max_doc);
        add_docs(segment.part(part), &item.terms, &mut having)?;
        bits.intersect(&having);
    }
    Ok(bits)
}
