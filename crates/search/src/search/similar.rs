//! The documents that share most of what one is about.
//!
//! Only documents that have some of its [telling words](super::telling) are looked at, and those words stand in few.
//! Not a search: nobody typed the words, so they have no other forms and no order.

use super::telling::{PARTS, Telling, choose};
use crate::beside::Beside;
use crate::schema::Part;
use crate::segment::{PartReader, Segment};
use crate::snapshot::{Address, Snapshot};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::IndexRecordOption;

/// How fast further occurrences cease to count.
const SATURATION: f32 = 1.2;
/// A document must have one in so many of the telling words.
const SHARE: usize = 4;

/// What an occurrence in a field counts, before its length is evened out.
const fn weight(part: Part) -> f32 {
    match part {
        Part::Title => 2.0,
        Part::Abstract => 1.5,
        _ => 1.0,
    }
}

/// A word that a document has: the document, the number of the word, and what its occurrences count.
type Occurrence = (u64, u32, f32);

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
    let mut occurrences = Vec::new();
    for (number, word) in telling.iter().enumerate() {
        add_occurrences(snapshot, number as u32, word, &mut occurrences)?;
    }
    // Stable, so that what a document has in several fields is always added up in the same order.
    occurrences.sort_by_key(|(document, word, _)| (*document, *word));
    let mut candidates = weigh(snapshot, &telling, &occurrences, own);
    let order = |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score).then(a.rank.cmp(&b.rank));
    candidates.sort_unstable_by(order);
    let mut found: Vec<&Candidate> = Vec::with_capacity(asked.most);
    for candidate in &candidates {
        if found.len() == asked.most {
            break;
        }
        if !found.iter().any(|known| are_twins(snapshot, known, candidate)) {
            found.push(candidate);
        }
    }
    Ok(found.into_iter().map(|candidate| candidate.address).collect())
}

fn add_occurrences(
    snapshot: &Snapshot,
    number: u32,
    word: &Telling,
    occurrences: &mut Vec<Occurrence>,
) -> tantivy::Result<()> {
    for part in PARTS {
        let average = snapshot.average(part);
        for (place, segment) in snapshot.segments.iter().enumerate() {
            let reader = segment.part(part);
            let mut take = |doc: u32, count: u32| {
                let length = reader.norms.fieldnorm(doc) as f32;
                let counts = weight(part) * count as f32 / (0.4 + 0.6 * length / average);
                occurrences.push(((place as u64) << 32 | u64::from(doc), number, counts));
            };
            for term in &word.terms {
                for_each(segment, reader, term, &mut take)?;
            }
        }
    }
    Ok(())
}

fn for_each(
    segment: &Segment,
    reader: &PartReader,
    term: &str,
    take: &mut impl FnMut(u32, u32),
) -> tantivy::Result<()> {
    if !reader.may_hold(term) {
        return Ok(());
    }
    let Some(info) = reader.terms.terms().get(term.as_bytes())? else { return Ok(()) };
    let mut postings = reader.terms.read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?;
    while !postings.docs().is_empty() {
        for (doc, count) in postings.docs().iter().zip(postings.freqs()) {
            if segment.is_alive(*doc) {
                take(*doc, *count);
            }
        }
        postings.advance();
    }
    Ok(())
}

/// Adds up what each document shares.
fn weigh(
    snapshot: &Snapshot,
    telling: &[Telling],
    occurrences: &[Occurrence],
    own: Option<Address>,
) -> Vec<Candidate> {
    let least = telling.len().div_ceil(SHARE);
    let mut candidates = Vec::new();
    for of_document in occurrences.chunk_by(|a, b| a.0 == b.0) {
        let address = Address { segment: (of_document[0].0 >> 32) as u32, doc: of_document[0].0 as u32 };
        let (mut shared, mut score) = (0, 0.0);
        for of_word in of_document.chunk_by(|a, b| a.1 == b.1) {
            let counts: f32 = of_word.iter().map(|(_, _, counts)| counts).sum();
            score += telling[of_word[0].1 as usize].weight * counts / (counts + SATURATION);
            shared += 1;
        }
        if shared >= least && Some(address) != own {
            candidates.push(Candidate { score, rank: snapshot.rank(address), address });
        }
    }
    candidates
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
