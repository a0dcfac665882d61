//! The documents that share most of what one is about.
//!
//! Only documents that have some of its [telling words](super::telling) are looked at, and those words stand in few.
//! Not a search: nobody typed the words, so they have no other forms and no order.

use super::leaf::look_up;
use super::telling::{PARTS, Telling, choose};
use crate::beside::Beside;
use crate::schema::Part;
use crate::segment::Segment;
use crate::snapshot::{Address, Snapshot};
use std::cell::RefCell;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;

/// How fast further occurrences cease to count.
const SATURATION: f32 = 1.2;
/// A document must have one in so many of the telling words, and more than one where there are more ...
const SHARE: usize = 3;
/// ... and this part of the score that it would have if it were made of them.
const LEAST: f32 = 0.15;

/// What an occurrence in a field counts, before its length is evened out.
const fn weight(part: Part) -> f32 {
    match part {
        Part::Title => 2.0,
        Part::Abstract => 1.5,
        _ => 1.0,
    }
}

/// A document that shares words.
struct Candidate {
    score: f32,
    rank: u32,
    address: Address,
}

/// Finds the most similar documents, the most similar first, equals in order of date; of twins one.
pub(super) fn find(
    snapshot: &Snapshot,
    asked: &Beside,
    own: Option<Address>,
) -> tantivy::Result<Vec<Address>> {
    let telling = choose(snapshot, asked, own.is_some())?;
    let mut candidates = weigh(snapshot, &telling)?;
    let order = |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score).then(a.rank.cmp(&b.rank));
    candidates.sort_unstable_by(order);
    let mut found: Vec<&Candidate> = Vec::with_capacity(asked.similar);
    for candidate in candidates.iter().filter(|candidate| Some(candidate.address) != own) {
        if found.len() == asked.similar {
            break;
        }
        if !found.iter().any(|known| are_twins(snapshot, known, candidate)) {
            found.push(candidate);
        }
    }
    Ok(found.into_iter().map(|candidate| candidate.address).collect())
}

/// The documents that share enough words.
fn weigh(snapshot: &Snapshot, telling: &[Telling]) -> tantivy::Result<Vec<Candidate>> {
    let least = telling.len().div_ceil(SHARE).max(2).min(telling.len());
    let least_score = LEAST * telling.iter().map(|word| word.weight).sum::<f32>();
    let mut candidates = Vec::new();
    // Taken out and put back when all went well, so that nothing is ever left in it.
    let mut room = ROOM.take();
    for (number, segment) in snapshot.segments.iter().enumerate() {
        room.widen(segment.tables.max_doc as usize);
        for word in telling {
            for (part, term) in &word.lists {
                add_occurrences(segment, *part, term, snapshot.average(*part), &mut room)?;
            }
            room.end_word(word.weight);
        }
        room.hand_out(least, |doc, score| {
            let address = Address { segment: number as u32, doc };
            if score >= least_score {
                candidates.push(Candidate { score, rank: snapshot.rank(address), address });
            }
        });
    }
    ROOM.set(room);
    Ok(candidates)
}

/// Where the words of one segment's documents are added up: a place for each document, of which few are used.
#[derive(Default)]
struct Room {
    /// Occurrences of the word at hand, and the documents that have any.
    occurrences: Vec<f32>,
    having: Vec<u32>,
    /// What documents share so far: the score, and how many words; and which share any.
    scores: Vec<f32>,
    shared: Vec<u8>,
    sharing: Vec<u32>,
}

thread_local! {
    /// Kept, because making room for every document of a large archive costs more than looking at a few.
    static ROOM: RefCell<Room> = RefCell::default();
}

impl Room {
    fn widen(&mut self, documents: usize) {
        if self.scores.len() < documents {
            self.occurrences.resize(documents, 0.0);
            self.scores.resize(documents, 0.0);
            self.shared.resize(documents, 0);
        }
    }

    fn add(&mut self, doc: u32, occurrences: f32) {
        let sum = &mut self.occurrences[doc as usize];
        if *sum == 0.0 {
            self.having.push(doc);
        }
        *sum += occurrences;
    }

    fn end_word(&mut self, weight: f32) {
        for doc in self.having.drain(..) {
            let occurrences = std::mem::take(&mut self.occurrences[doc as usize]);
            self.scores[doc as usize] += weight * occurrences / (occurrences + SATURATION);
            let shared = &mut self.shared[doc as usize];
            if *shared == 0 {
                self.sharing.push(doc);
            }
            *shared += 1;
        }
    }

    /// Tells the score of each document that shares enough, and is empty again.
    fn hand_out(&mut self, least: usize, mut take: impl FnMut(u32, f32)) {
        for doc in self.sharing.drain(..) {
            let score = std::mem::take(&mut self.scores[doc as usize]);
            let shared = std::mem::take(&mut self.shared[doc as usize]);
            if usize::from(shared) >= least {
                take(doc, score);
            }
        }
    }
}

fn add_occurrences(
    segment: &Segment,
    part: Part,
    term: &str,
    average: f32,
    room: &mut Room,
) -> tantivy::Result<()> {
    let reader = segment.part(part);
    let Some(info) = look_up(reader, term)? else { return Ok(()) };
    let mut postings = reader.terms.read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?;
    while !postings.docs().is_empty() {
        for (doc, count) in postings.docs().iter().zip(postings.freqs()) {
            if segment.is_alive(*doc) {
                let length = reader.norms.fieldnorm(*doc) as f32;
                room.add(*doc, weight(part) * *count as f32 / (0.4 + 0.6 * length / average));
            }
        }
        postings.advance();
    }
    Ok(())
}

/// Whether two documents are the same words under two identifiers: of one date and one length, with the same telling
/// words as often. Without text or abstract nothing says so: two telegrams of one day may have one title.
fn are_twins(snapshot: &Snapshot, one: &Candidate, other: &Candidate) -> bool {
    let of = |candidate: &Candidate| {
        let segment = &snapshot.segments[candidate.address.segment as usize];
        let doc = candidate.address.doc;
        let lengths = PARTS.map(|part| segment.part(part).norms.fieldnorm_id(doc));
        let span = (segment.tables.earliest[doc as usize], segment.tables.latest[doc as usize]);
        (candidate.score.to_bits(), span, lengths)
    };
    let (_, _, [_, abstract_length, text_length]) = of(one);
    let is_empty = |id: u8| FieldNormReader::id_to_fieldnorm(id) == 0;
    of(one) == of(other) && !(is_empty(abstract_length) && is_empty(text_length))
}
