//! Narrows the matches of a segment to facet values and a period.
//!
//! Values of one facet are alternatives, facets are conditions that must all hold. Beside what is left it keeps what
//! would be left without the conditions of each facet, over which that facet is counted.

use super::families::Families;
use crate::bits::Bits;
use crate::schema::{facet_term, fields};
use crate::segment::{Segment, Tables};
use crate::snapshot::Snapshot;
use crate::{Facet, Falling, Request};
use fonds_model::Day;
use tantivy::schema::IndexRecordOption;

/// The conditions of a request, once for all segments.
pub(crate) struct Conditions {
    /// For each facet with conditions the terms of which a document must have one.
    facets: Vec<(Facet, Vec<String>)>,
    period: Period,
}

/// What is left of a segment's matches.
pub(crate) struct Narrowed {
    pub(crate) matches: Bits,
    /// For each facet with conditions what would be left without them.
    others: Vec<(Facet, Bits)>,
    pub(crate) falling: Falling,
}

impl Narrowed {
    /// What would be left without the conditions of this facet, where it has any.
    pub(crate) fn without(&self, facet: Facet) -> Option<&Bits> {
        self.others.iter().find(|(known, _)| *known == facet).map(|(_, bits)| bits)
    }
}

impl Conditions {
    pub(crate) fn of(snapshot: &Snapshot, families: &Families, request: &Request) -> Self {
        let mut facets: Vec<(Facet, Vec<String>)> = Vec::new();
        for (facet, value) in &request.filters {
            let terms: Vec<String> = if families.has(*facet) {
                let below = families.below(snapshot.facets(), *facet, value);
                below.into_iter().map(|value| facet_term(*facet, value)).collect()
            } else {
                vec![facet_term(*facet, value)]
            };
            match facets.iter_mut().find(|(known, _)| known == facet) {
                Some((_, known)) => known.extend(terms),
                None => facets.push((*facet, terms)),
            }
        }
        facets.iter_mut().for_each(|(_, terms)| {
            terms.sort_unstable();
            terms.dedup();
        });
        Self { facets, period: Period::of(request) }
    }

    /// Narrows the documents of a segment that match the words.
    pub(crate) fn narrow(&self, segment: &Segment, words: Bits) -> tantivy::Result<Narrowed> {
        let mut having = Vec::with_capacity(self.facets.len());
        for (facet, terms) in &self.facets {
            having.push((*facet, having_any(segment, terms)?));
        }
        let mut matches = words.clone();
        having.iter().for_each(|(_, bits)| matches.intersect(bits));
        let undated = self.period.undated(&segment.tables, &matches);
        self.period.narrow(&segment.tables, &mut matches);
        let certainly = self.period.certain(&segment.tables, &matches);
        let possibly = matches.count() - certainly - if self.period.takes_undated() { undated } else { 0 };
        let others = having.iter().map(|(facet, _)| {
            let mut bits = words.clone();
            having.iter().filter(|(other, _)| other != facet).for_each(|(_, other)| bits.intersect(other));
            self.period.narrow(&segment.tables, &mut bits);
            (*facet, bits)
        });
        let others = others.collect();
        Ok(Narrowed { matches, others, falling: Falling { certainly, possibly, undated } })
    }
}

/// The documents, dead ones included, that have any of these facet terms.
pub(super) fn having_any(segment: &Segment, terms: &[String]) -> tantivy::Result<Bits> {
    let reader = segment.reader.inverted_index(fields().facet)?;
    let mut having = Bits::none(segment.tables.max_doc);
    for term in terms {
        if let Some(info) = reader.terms().get(term.as_bytes())? {
            let mut postings = reader.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while !postings.docs().is_empty() {
                postings.docs().iter().for_each(|doc| having.insert(*doc));
                postings.advance();
            }
        }
    }
    Ok(having)
}

/// The days asked for, as numbers; without bound as far as numbers go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Period {
    pub(crate) from: i32,
    pub(crate) to: i32,
    is_asked: bool,
    within: bool,
    undated: bool,
}

impl Period {
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            from: request.from.map_or(i32::MIN, Day::number),
            to: request.to.map_or(i32::MAX, Day::number),
            is_asked: request.from.is_some() || request.to.is_some(),
            within: request.within,
            undated: request.undated,
        }
    }

    fn takes_undated(self) -> bool {
        self.undated || !self.is_asked
    }

    fn undated(self, tables: &Tables, bits: &Bits) -> u64 {
        let mut count = 0;
        bits.for_each(|doc| count += u64::from(is_undated(tables, doc)));
        count
    }

    /// Keeps the documents whose date touches the period, or lies in it.
    fn narrow(self, tables: &Tables, bits: &mut Bits) {
        if !self.is_asked && !self.undated {
            return;
        }
        bits.retain(|doc| {
            if is_undated(tables, doc) {
                return self.undated;
            }
            // Without a period undated ones were asked for alone; and a period that ends before it begins has no day
            // that a long span could touch.
            if !self.is_asked || self.from > self.to {
                return false;
            }
            let (earliest, latest) = (tables.earliest[doc as usize], tables.latest[doc as usize]);
            if self.within {
                self.holds(earliest, latest)
            } else {
                earliest <= self.to && latest >= self.from
            }
        });
    }

    fn holds(self, earliest: i32, latest: i32) -> bool {
        earliest >= self.from && latest <= self.to
    }

    /// How many of these have a date that lies wholly in the period.
    fn certain(self, tables: &Tables, bits: &Bits) -> u64 {
        let mut count = 0;
        bits.for_each(|doc| {
            let (earliest, latest) = (tables.earliest[doc as usize], tables.latest[doc as usize]);
            count += u64::from(!is_undated(tables, doc) && self.holds(earliest, latest));
        });
        count
    }
}

fn is_undated(tables: &Tables, doc: u32) -> bool {
    tables.earliest[doc as usize] > tables.latest[doc as usize] && tables.latest[doc as usize] == i32::MIN
}
