//! How many documents each facet value would give, exactly.
//!
//! A facet is counted over the documents that answer to everything but the conditions of this same facet: its values
//! are alternatives, and a count says what one of them has to give. Read [`super::families`] for wider values.

use super::families::{Families, range};
use super::filter::Narrowed;
use crate::bits::Bits;
use crate::snapshot::Snapshot;
use crate::{Facet, FacetCount, FacetCounts, Request};
use std::cmp::Reverse;
use std::ops::Range;

/// Counts of the most frequent values; facets without values are left out.
pub(crate) fn count(
    snapshot: &Snapshot,
    families: &Families,
    request: &Request,
    narrowed: &[Narrowed],
) -> FacetCounts {
    let terms = &snapshot.facets().terms;
    let matches: Vec<&Bits> = narrowed.iter().map(|segment| &segment.matches).collect();
    let everything = match request.only {
        None => count_terms(snapshot, &matches, None),
        Some(_) => Vec::new(),
    };
    let mut counts = FacetCounts::new();
    for facet in Facet::ALL.into_iter().filter(|facet| request.only.is_none_or(|only| only == *facet)) {
        let others: Option<Vec<&Bits>> = narrowed.iter().map(|segment| segment.without(facet)).collect();
        let (places, of_facet) = if families.has(facet) {
            let base = range(terms, facet.of_any_role().unwrap_or(facet));
            (base, families.count(snapshot, facet, others.as_ref().unwrap_or(&matches)))
        } else {
            let own = range(terms, facet);
            let counted = match others {
                Some(others) => count_terms(snapshot, &others, Some(facet))[own.clone()].to_vec(),
                None if everything.is_empty() => {
                    count_terms(snapshot, &matches, Some(facet))[own.clone()].to_vec()
                }
                None => everything[own.clone()].to_vec(),
            };
            (own, counted)
        };
        counts.extend(values(facet, request, &terms[places], &of_facet));
    }
    counts
}

/// How many documents have each term, of all facets or of one.
fn count_terms(snapshot: &Snapshot, matches: &[&Bits], facet: Option<Facet>) -> Vec<u32> {
    let facets = snapshot.facets();
    let mut counts = vec![0u32; facets.terms.len()];
    for ((segment, bits), places) in snapshot.segments.iter().zip(matches).zip(&facets.of_segment) {
        let tables = &segment.tables;
        let wanted: Range<usize> = match facet {
            Some(facet) => range(&tables.facet_terms, facet),
            None => 0..tables.facet_terms.len(),
        };
        let mut of_segment = vec![0u32; tables.facet_terms.len()];
        if bits.count() == u64::from(tables.max_doc) {
            // Every document of the segment: its column in one sweep.
            tables.facet_numbers.iter().for_each(|number| of_segment[*number as usize] += 1);
        } else {
            bits.for_each(|doc| {
                tables.facets_of(doc).iter().for_each(|number| of_segment[*number as usize] += 1);
            });
        }
        for number in wanted {
            counts[places[number] as usize] += of_segment[number];
        }
    }
    counts
}

fn values(facet: Facet, request: &Request, terms: &[Box<str>], counts: &[u32]) -> Option<FacetCount> {
    let value = |place: usize| &terms[place][1..];
    let mut found: Vec<usize> = (0..terms.len()).filter(|place| counts[*place] > 0).collect();
    let distinct = found.len() as u64;
    if facet == Facet::Year {
        found.sort_by_key(|place| value(*place).parse::<i64>().unwrap_or(i64::MAX));
    } else {
        // Terms are sorted, so that their places stand for their values.
        let key = |place: &usize| (Reverse(counts[*place]), *place);
        if found.len() > request.most_values {
            found.select_nth_unstable_by_key(request.most_values, key);
            let asked =
                |place: &usize| request.filters.iter().any(|(f, v)| *f == facet && v == value(*place));
            let rest = found.split_off(request.most_values);
            found.extend(rest.into_iter().filter(asked));
        }
        found.sort_unstable_by_key(key);
    }
    let values = found.into_iter().map(|place| (value(place).to_owned(), u64::from(counts[place]))).collect();
    (distinct > 0).then_some(FacetCount { facet, values, distinct })
}
