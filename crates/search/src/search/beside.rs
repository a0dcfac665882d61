//! Finds what stands beside a document; see [`crate::beside`].
//!
//! A page shows it each time that somebody opens a document, so nothing here looks at every document: the day is a
//! stretch of the chronological order, the correspondence four lists, and likeness a dozen lists of bounded length.
//! Read [`super::similar`] for the last.

use super::filter::having_any;
use super::similar;
use crate::Facet;
use crate::beside::{Beside, Neighbours, Row};
use crate::bits::Bits;
use crate::schema::{facet_term, fields};
use crate::segment::Tables;
use crate::snapshot::{Address, Snapshot};
use fonds_model::Day;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

/// Finds the neighbours of a document in one moment of the index.
pub(crate) fn find(snapshot: &Snapshot, asked: &Beside) -> tantivy::Result<Neighbours> {
    let own = address_of(snapshot, &asked.id)?;
    let day = match asked.day {
        Some(day) => of_day(snapshot, day),
        None => Vec::new(),
    };
    let between = match &asked.correspondents {
        Some([one, other]) => between(snapshot, one, other)?,
        None => Vec::new(),
    };
    let place = own.map(|own| snapshot.rank(own));
    // One that the index has not stands where its day begins.
    let place = place.unwrap_or_else(|| asked.day.map_or(0, |day| begin_of(snapshot, day)));
    let similar = similar::find(snapshot, asked, own)?;
    let (day, between) = (Nearest::of(place, day, asked.most), Nearest::of(place, between, asked.most));
    let in_row = day.ranks.iter().chain(&between.ranks).map(|rank| snapshot.addresses[*rank as usize]);
    let addresses: Vec<Address> = similar.iter().copied().chain(in_row).collect();
    let mut ids = snapshot.ids(&addresses)?.into_iter();
    Ok(Neighbours {
        similar: ids.by_ref().take(similar.len()).collect(),
        same_day: day.into_row(&mut ids),
        correspondence: between.into_row(&mut ids),
    })
}

/// Where the index has a document; none where it has not.
fn address_of(snapshot: &Snapshot, id: &str) -> tantivy::Result<Option<Address>> {
    for (number, segment) in snapshot.segments.iter().enumerate() {
        let terms = segment.reader.inverted_index(fields().id)?;
        let Some(info) = terms.terms().get(id.as_bytes())? else { continue };
        let mut postings = terms.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            if segment.is_alive(postings.doc()) {
                return Ok(Some(Address { segment: number as u32, doc: postings.doc() }));
            }
            postings.advance();
        }
    }
    Ok(None)
}

/// The day by which a document is put in order; undated ones come last.
fn sort_day(tables: &Tables, doc: u32) -> i32 {
    match tables.earliest[doc as usize] {
        i32::MIN => tables.latest[doc as usize],
        earliest => earliest,
    }
}

/// The place at which the documents of a day and later begin.
fn begin_of(snapshot: &Snapshot, day: Day) -> u32 {
    let is_before = |address: &Address| {
        sort_day(&snapshot.segments[address.segment as usize].tables, address.doc) < day.number()
    };
    snapshot.addresses.partition_point(is_before) as u32
}

/// The places of the living documents whose whole date is this day.
fn of_day(snapshot: &Snapshot, day: Day) -> Vec<u32> {
    let begin = begin_of(snapshot, day);
    let mut ranks = Vec::new();
    for (rank, address) in (begin..).zip(&snapshot.addresses[begin as usize..]) {
        let segment = &snapshot.segments[address.segment as usize];
        let (earliest, latest) =
            (segment.tables.earliest[address.doc as usize], segment.tables.latest[address.doc as usize]);
        if sort_day(&segment.tables, address.doc) != day.number() {
            break;
        }
        if earliest == latest && segment.is_alive(address.doc) {
            ranks.push(rank);
        }
    }
    ranks
}

/// The places of the living documents that one of these two sent and one of them received.
fn between(snapshot: &Snapshot, one: &str, other: &str) -> tantivy::Result<Vec<u32>> {
    let mut ranks = Vec::new();
    for (segment, of_segment) in snapshot.segments.iter().zip(&snapshot.ranks) {
        let having = |facet: Facet| {
            let terms = [one, other].map(|value| facet_term(facet, value));
            having_any(segment, &terms)
        };
        let mut bits: Bits = having(Facet::Sender)?;
        bits.intersect(&having(Facet::Recipient)?);
        if let Some(alive) = &segment.alive {
            bits.intersect(alive);
        }
        bits.for_each(|doc| ranks.push(of_segment[doc as usize]));
    }
    ranks.sort_unstable();
    Ok(ranks)
}

/// So many of a row of places that stand around one, without that one.
#[derive(Debug, PartialEq, Eq)]
struct Nearest {
    ranks: Vec<u32>,
    before: usize,
    place: Option<u64>,
    total: u64,
}

impl Nearest {
    fn of(place: u32, mut row: Vec<u32>, most: usize) -> Self {
        let total = row.len() as u64;
        let own = row.binary_search(&place);
        let (Ok(before) | Err(before)) = own;
        if own.is_ok() {
            row.remove(before);
        }
        let start = before.saturating_sub(most / 2).min(row.len().saturating_sub(most));
        let ranks: Vec<u32> = row.into_iter().skip(start).take(most).collect();
        Self { ranks, before: before - start, place: own.ok().map(|place| place as u64 + 1), total }
    }

    fn into_row(self, ids: &mut impl Iterator<Item = String>) -> Row {
        let ids = ids.by_ref().take(self.ranks.len()).collect();
        Row { ids, before: self.before, place: self.place, total: self.total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_row_those_are_told_that_stand_around_a_place() {
        let around = |place: u32, row: &[u32]| {
            let Nearest { ranks, before, place, .. } = Nearest::of(place, row.to_vec(), 5);
            (ranks, before, place)
        };
        let row: Vec<u32> = (10..20).collect();
        assert_eq!(around(15, &row), (vec![13, 14, 16, 17, 18], 2, Some(6)));
        assert_eq!(around(10, &row), (vec![11, 12, 13, 14, 15], 0, Some(1)));
        assert_eq!(around(19, &row), (vec![14, 15, 16, 17, 18], 5, Some(10)));
        assert_eq!(around(4, &[1, 3, 9]), (vec![1, 3, 9], 2, None));
        assert_eq!(around(3, &[3]), (vec![], 0, Some(1)));
    }
}
