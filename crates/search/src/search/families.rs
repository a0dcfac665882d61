//! Wider and narrower values laid over the terms of an index: which values stand within which, and how many documents
//! each has together with all that lies within it.
//!
//! A value takes part only while a document that is alive has it itself, so that neither closed papers nor removed
//! ones show in a count. Reckoned once for an index and its [`Wider`], not for each request.

use crate::bits::Bits;
use crate::schema::{facet_letter, facet_term};
use crate::snapshot::{FacetTerms, Snapshot};
use crate::{Facet, Wider};
use std::collections::BTreeSet;
use std::ops::Range;

const NONE: u32 = u32::MAX;

/// The values that have others within them, by their places among all facet terms of the index.
#[derive(Debug, Default)]
pub(crate) struct Families {
    /// For each term of a place or subject the one that it lies within; empty where nothing lies within anything.
    parents: Vec<u32>,
    /// For each term of a place in some role the place itself; other terms are themselves.
    bases: Vec<u32>,
}

impl Families {
    pub(crate) fn lay_out(snapshot: &Snapshot, wider: &Wider) -> Self {
        if wider.is_empty() {
            return Self::default();
        }
        let terms = snapshot.facets();
        let alive = living_terms(snapshot, terms);
        let find = |facet: Facet, value: &str| {
            terms.terms.binary_search_by(|term| (**term).cmp(&facet_term(facet, value))).ok()
        };
        let mut families =
            Self { parents: vec![NONE; terms.terms.len()], bases: (0..terms.terms.len() as u32).collect() };
        for facet in Facet::ALL {
            let Some(base) = facet.of_any_role() else { continue };
            for place in range(&terms.terms, facet) {
                let value = &terms.terms[place][1..];
                if base != facet {
                    families.bases[place] = find(base, value).map_or(NONE, |place| place as u32);
                } else if alive[place]
                    && let Some(parent) = wider.of(value).and_then(|parent| find(base, parent))
                    && alive[parent]
                {
                    families.parents[place] = parent as u32;
                }
            }
        }
        families.open_circles();
        if families.parents.iter().all(|parent| *parent == NONE) { Self::default() } else { families }
    }

    /// What lies within itself lies within nothing.
    fn open_circles(&mut self) {
        let on_circle = |start: u32| {
            let mut passed = BTreeSet::new();
            let mut place = self.parents[start as usize];
            while place != NONE && place != start && passed.insert(place) {
                place = self.parents[place as usize];
            }
            place == start
        };
        let circles: Vec<u32> = (0..self.parents.len() as u32).filter(|place| on_circle(*place)).collect();
        circles.into_iter().for_each(|place| self.parents[place as usize] = NONE);
    }

    /// Whether values of this facet may lie within others.
    pub(crate) fn has(&self, facet: Facet) -> bool {
        facet.of_any_role().is_some() && !self.parents.is_empty()
    }

    fn within(&self, place: u32) -> Option<u32> {
        self.parents.get(place as usize).copied().filter(|parent| *parent != NONE)
    }

    /// The values of the facet that are this one or lie within it.
    pub(crate) fn below<'s>(&self, terms: &'s FacetTerms, facet: Facet, value: &str) -> Vec<&'s str> {
        let base = facet.of_any_role().unwrap_or(facet);
        let wanted = facet_term(base, value);
        let Ok(wanted) = terms.terms.binary_search_by(|term| (**term).cmp(&wanted)) else {
            return Vec::new();
        };
        let is_below = |place: &usize| {
            let mut at = self.bases[*place];
            while at != NONE && at != wanted as u32 {
                at = self.within(at).unwrap_or(NONE);
            }
            at == wanted as u32
        };
        range(&terms.terms, facet).filter(is_below).map(|place| &terms.terms[place][1..]).collect()
    }

    /// How many documents each value of the facet has, or any value within it: for each term of the facet of any role.
    pub(crate) fn count(&self, snapshot: &Snapshot, facet: Facet, matches: &[&Bits]) -> Vec<u32> {
        let terms = snapshot.facets();
        let counted = range(&terms.terms, facet.of_any_role().unwrap_or(facet));
        let mut counts = vec![0; counted.len()];
        // The last document that each value was counted for.
        let mut seen = vec![0u32; counted.len()];
        let mut document = 0;
        for ((segment, bits), places) in snapshot.segments.iter().zip(matches).zip(&terms.of_segment) {
            let own = range(&segment.tables.facet_terms, facet);
            bits.for_each(|doc| {
                document += 1;
                let numbers = segment.tables.facets_of(doc).iter().map(|number| *number as usize);
                for number in numbers.filter(|number| own.contains(number)) {
                    let mut at = Some(self.bases[places[number] as usize]).filter(|base| *base != NONE);
                    while let Some(place) = at {
                        let slot = place as usize - counted.start;
                        if seen[slot] == document {
                            break;
                        }
                        seen[slot] = document;
                        counts[slot] += 1;
                        at = self.within(place);
                    }
                }
            });
        }
        counts
    }
}

/// The places of one facet's terms among sorted ones.
pub(crate) fn range(terms: &[Box<str>], facet: Facet) -> Range<usize> {
    let letter = facet_letter(facet);
    let start = terms.partition_point(|term| term.chars().next() < Some(letter));
    start..start + terms[start..].partition_point(|term| term.starts_with(letter))
}

/// Whether a document that is alive has each term.
fn living_terms(snapshot: &Snapshot, terms: &FacetTerms) -> Vec<bool> {
    let mut alive = vec![false; terms.terms.len()];
    for (segment, places) in snapshot.segments.iter().zip(&terms.of_segment) {
        segment.all().for_each(|doc| {
            for number in segment.tables.facets_of(doc) {
                alive[places[*number as usize] as usize] = true;
            }
        });
    }
    alive
}
