//! One word or phrase: the documents that have it, and what it adds to their scores.
//!
//! Scores are BM25 over all fields at once: occurrences are weighed by field and by how near they are to what was
//! typed, evened out by the length of the field, added up, and only then saturated, so that a word in title and text
//! counts as one word. How rare a word is counts once for all fields.

use crate::Scope;
use crate::bits::Bits;
use crate::query::{Item, Leaf};
use crate::schema::Part;
use crate::segment::{PartReader, Segment};
use crate::snapshot::Snapshot;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
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
        Part::Names | Part::Places | Part::Subjects | Part::References | Part::Particulars => (1.2, 0.4),
    }
}

/// What is left to spend on reading positions, the only work that may cost much more than a list of documents is
/// long. A visit reads the positions of a phrase in one field of one document; a million take about 150 ms.
pub(crate) struct Budget {
    visits: u64,
    exceeded: bool,
}

impl Budget {
    pub(crate) const fn new() -> Self {
        Self { visits: 1_000_000, exceeded: false }
    }

    fn spend(&mut self, visits: u64) -> bool {
        let left = self.visits.checked_sub(visits);
        self.visits = left.unwrap_or(self.visits);
        self.exceeded |= left.is_none();
        left.is_some()
    }

    pub(crate) fn remark(&self) -> Option<String> {
        let sentence = "The query has too many phrases of common words; the words of some were searched without \
                        their order.";
        self.exceeded.then(|| sentence.to_owned())
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
        let parts = Part::of_scope(scope);
        let mut items = leaf.items();
        let (bits, kind) = if items.len() == 1 {
            let terms = items.swap_remove(0).terms;
            let bits = snapshot.segments.iter().map(|segment| find_word(segment, parts, &terms));
            (bits.collect::<tantivy::Result<_>>()?, Kind::Word { terms, parts })
        } else {
            find_phrase(snapshot, parts, &items, budget)?
        };
        let found = bits.iter().map(Bits::count).sum::<u64>() as f32;
        let idf = (1.0 + (snapshot.total as f32 - found + 0.5) / (found + 0.5)).ln();
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
                for part in *parts {
                    let reader = segment.part(*part);
                    let evener = Evener::new(*part, snapshot);
                    for (term, weight) in terms {
                        if let Some(info) = look_up(reader, term)? {
                            add_occurrences(reader, &info, &evener, *weight, docs, room)?;
                        }
                    }
                }
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

    /// No document gets more than that.
    pub(crate) fn most(&self) -> f32 {
        self.idf * (SATURATION + 1.0)
    }

    fn worth(&self, occurrences: f32) -> f32 {
        self.idf * occurrences * (SATURATION + 1.0) / (occurrences + SATURATION)
    }
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

fn look_up(reader: &PartReader, term: &str) -> tantivy::Result<Option<TermInfo>> {
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
    budget: &mut Budget,
) -> tantivy::Result<(Vec<Bits>, Kind)> {
    let mut candidates = Vec::new();
    for segment in &snapshot.segments {
        for part in parts {
            candidates.push(find_all_words(segment, *part, items)?);
        }
    }
    // Counted over the living, so that it never depends on anything else whether a query can be paid for.
    let in_order = budget.spend(candidates.iter().map(Bits::count).sum());
    let mut candidates = candidates.into_iter();
    let (mut all_bits, mut all_found) = (Vec::new(), Vec::new());
    for segment in &snapshot.segments {
        let mut bits = Bits::none(segment.tables.max_doc);
        let mut found: Vec<(u32, f32)> = Vec::new();
        for (part, candidates) in parts.iter().zip(&mut candidates) {
            let reader = segment.part(*part);
            let evener = Evener::new(*part, snapshot);
            let mut take = |doc: u32, count: u32| {
                let factor = evener.factors[reader.norms.fieldnorm_id(doc) as usize];
                bits.insert(doc);
                found.push((doc, factor * count as f32));
            };
            if candidates.is_empty() {
            } else if in_order {
                find_in_order(reader, items, &candidates, take)?;
            } else {
                candidates.for_each(|doc| take(doc, 1));
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

/// One place of a phrase, with the positions of all that may stand there in the document at hand.
struct PlaceReader {
    offset: u32,
    lists: Vec<SegmentPostings>,
    size: u32,
}

impl PlaceReader {
    fn open(reader: &PartReader, item: &Item) -> tantivy::Result<Self> {
        let mut lists = Vec::with_capacity(item.terms.len());
        let mut size = 0;
        for (term, _) in &item.terms {
            let Some(info) = look_up(reader, term)? else { continue };
            size += info.doc_freq;
            let option = IndexRecordOption::WithFreqsAndPositions;
            lists.push(reader.terms.read_postings_from_terminfo(&info, option)?);
        }
        Ok(Self { offset: item.offset, lists, size })
    }

    /// The positions at which the phrase would begin, each plus the offset of the last place, rising.
    fn read_starts(&mut self, doc: u32, last_offset: u32, starts: &mut Vec<u32>) {
        starts.clear();
        let mut used = 0;
        for list in &mut self.lists {
            if list.doc() > doc || list.seek(doc) != doc {
                continue;
            }
            list.append_positions_with_offset(last_offset - self.offset, starts);
            used += 1;
        }
        if used > 1 {
            starts.sort_unstable();
            starts.dedup();
        }
    }
}

/// Calls back with each candidate that has the phrase, and how often. A place that repeats an earlier one (the very
/// same terms) is read again: phrases such as "ban the bomb, ban the war" are rare.
fn find_in_order(
    reader: &PartReader,
    items: &[Item],
    candidates: &Bits,
    mut take: impl FnMut(u32, u32),
) -> tantivy::Result<()> {
    let mut places =
        items.iter().map(|item| PlaceReader::open(reader, item)).collect::<tantivy::Result<Vec<_>>>()?;
    let last_offset = items.iter().map(|item| item.offset).max().unwrap_or(0);
    // The rarest first: most candidates are ruled out after two.
    places.sort_by_key(|place| place.size);
    let (mut starts, mut others) = (Vec::new(), Vec::new());
    candidates.for_each(|doc| {
        let mut places = places.iter_mut();
        if let Some(first) = places.next() {
            first.read_starts(doc, last_offset, &mut starts);
        }
        for place in places {
            if starts.is_empty() {
                return;
            }
            place.read_starts(doc, last_offset, &mut others);
            keep_common(&mut starts, &others);
        }
        if !starts.is_empty() {
            take(doc, starts.len() as u32);
        }
    });
    Ok(())
}

/// Keeps of one rising list what stands in another.
fn keep_common(ours: &mut Vec<u32>, theirs: &[u32]) {
    let mut theirs = theirs.iter().copied().peekable();
    ours.retain(|number| {
        while theirs.next_if(|other| other < number).is_some() {}
        theirs.peek() == Some(number)
    });
}
