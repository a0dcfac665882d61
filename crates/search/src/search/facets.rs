//! How many of the matches have each facet value, exactly.

use crate::bits::Bits;
use crate::schema::facet_letter;
use crate::snapshot::Snapshot;
use crate::{Facet, request::FacetCounts};
use std::cmp::Reverse;

/// Counts over all matches, of the most frequent values; facets without values are left out.
pub(crate) fn count(snapshot: &Snapshot, matches: &[Bits], total: u64, most: usize) -> FacetCounts {
    let facets = snapshot.facets();
    let mut counts = vec![0u32; facets.terms.len()];
    for (number, (segment, bits)) in snapshot.segments.iter().zip(matches).enumerate() {
        let tables = &segment.tables;
        let mut of_segment = vec![0u32; tables.facet_terms.len()];
        if total == u64::from(tables.max_doc) && snapshot.segments.len() == 1 {
            // Every document of the only segment: its column in one sweep.
            tables.facet_numbers.iter().for_each(|number| of_segment[*number as usize] += 1);
        } else {
            bits.for_each(|doc| {
                tables.facets_of(doc).iter().for_each(|number| of_segment[*number as usize] += 1);
            });
        }
        for (place, count) in facets.of_segment[number].iter().zip(of_segment) {
            counts[*place as usize] += count;
        }
    }
    let of_facet = Facet::ALL.into_iter().map(|facet| (facet, values(facet, &facets.terms, &counts, most)));
    of_facet.filter(|(_, values)| !values.is_empty()).collect()
}

fn values(facet: Facet, terms: &[Box<str>], counts: &[u32], most: usize) -> Vec<(String, u64)> {
    let letter = facet_letter(facet);
    let start = terms.partition_point(|term| !term.starts_with(letter) && term.chars().next() < Some(letter));
    let end = start + terms[start..].partition_point(|term| term.starts_with(letter));
    let mut found: Vec<usize> = (start..end).filter(|place| counts[*place] > 0).collect();
    let value = |place: usize| &terms[place][1..];
    if facet == Facet::Year {
        found.sort_by_key(|place| value(*place).parse::<i64>().unwrap_or(i64::MAX));
    } else {
        // Terms are sorted, so that their places stand for their values.
        let key = |place: &usize| (Reverse(counts[*place]), *place);
        if found.len() > most {
            found.select_nth_unstable_by_key(most, key);
            found.truncate(most);
        }
        found.sort_unstable_by_key(key);
    }
    found.into_iter().map(|place| (value(place).to_owned(), u64::from(counts[place]))).collect()
}
