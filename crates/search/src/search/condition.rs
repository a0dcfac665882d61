//! Conditions that are not on words: the documents of a segment that meet one.

use super::budget::Budget;
use crate::Facet;
use crate::bits::Bits;
use crate::query::{Condition, Leaf, Matching, Word};
use crate::schema::facet_letter;
use crate::segment::Segment;
use crate::snapshot::Snapshot;
use fonds_model::Day;

/// The living documents that meet a condition, segment by segment.
pub(crate) fn find(snapshot: &Snapshot, condition: &Condition, budget: &mut Budget) -> Vec<Bits> {
    let segments = snapshot.segments.iter();
    match condition {
        Condition::Value { facet, words, value } => segments
            .map(|segment| having(segment, *facet, budget, |found| found == value || stand_in(words, found)))
            .collect(),
        Condition::Years(first, last) => {
            let is_meant =
                |year: &str| year.parse::<i64>().is_ok_and(|year| (*first..=*last).contains(&year));
            segments.map(|segment| having(segment, Facet::Year, budget, is_meant)).collect()
        }
        Condition::Period(from, to) => segments.map(|segment| touching(segment, *from, *to)).collect(),
    }
}

/// The documents that have any value of the facet that is meant.
fn having(segment: &Segment, facet: Facet, budget: &mut Budget, is_meant: impl Fn(&str) -> bool) -> Bits {
    let tables = &segment.tables;
    let letter = facet_letter(facet);
    let start = tables.facet_terms.partition_point(|term| term.chars().next() < Some(letter));
    let of_facet = tables.facet_terms[start..].iter().take_while(|term| term.starts_with(letter));
    let of_facet = of_facet.take_while(|_| budget.scan());
    let meant: Vec<bool> = of_facet.map(|term| is_meant(&term[1..])).collect();
    let mut bits = segment.all();
    bits.retain(|doc| {
        let numbers = tables.facets_of(doc).iter().map(|number| (*number as usize).wrapping_sub(start));
        numbers.filter_map(|number| meant.get(number)).any(|is_meant| *is_meant)
    });
    bits
}

/// Whether these words stand side by side in the value.
fn stand_in(words: &[Word], value: &str) -> bool {
    let value = Leaf::read(&value.replace(['*', '?'], " "), true).words;
    let fits = |(asked, found): (&Word, &Word)| match asked.matching {
        Matching::Itself => asked.folded == found.folded,
        _ => asked.fits(&found.folded),
    };
    value.windows(words.len()).any(|window| words.iter().zip(window).all(fits))
}

/// The documents whose date touches the period.
pub(crate) fn touching(segment: &Segment, from: Option<Day>, to: Option<Day>) -> Bits {
    let (from, to) = (from.map_or(i32::MIN, Day::number), to.map_or(i32::MAX, Day::number));
    let tables = &segment.tables;
    let mut bits = segment.all();
    // Undated documents have their bounds the wrong way round, so that no period touches them.
    bits.retain(|doc| {
        let (earliest, latest) = (tables.earliest[doc as usize], tables.latest[doc as usize]);
        earliest <= latest && earliest <= to && latest >= from
    });
    bits
}
