//! Narrows the matches of a segment to facet values and a period.

use crate::Request;
use crate::bits::Bits;
use crate::schema::{facet_term, fields};
use crate::segment::Segment;
use fonds_model::Day;
use tantivy::schema::IndexRecordOption;

/// Keeps the documents that have every facet value asked for.
pub(crate) fn by_facets(segment: &Segment, request: &Request, bits: &mut Bits) -> tantivy::Result<()> {
    if request.filters.is_empty() {
        return Ok(());
    }
    let reader = segment.reader.inverted_index(fields().facet)?;
    for (facet, value) in &request.filters {
        let mut having = Bits::none(segment.tables.max_doc);
        if let Some(info) = reader.terms().get(facet_term(*facet, value).as_bytes())? {
            let mut postings = reader.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while !postings.docs().is_empty() {
                postings.docs().iter().for_each(|doc| having.insert(*doc));
                postings.advance();
            }
        }
        bits.intersect(&having);
    }
    Ok(())
}

/// Keeps the documents whose date touches the period, or lies in it.
pub(crate) fn by_date(segment: &Segment, request: &Request, bits: &mut Bits) {
    let (from, to) = (request.from.map(Day::number), request.to.map(Day::number));
    let tables = &segment.tables;
    let is_undated = |doc: usize| tables.earliest[doc] > tables.latest[doc] && tables.latest[doc] == i32::MIN;
    if from.is_none() && to.is_none() {
        if request.undated {
            bits.retain(|doc| is_undated(doc as usize));
        }
        return;
    }
    let (from, to) = (from.unwrap_or(i32::MIN), to.unwrap_or(i32::MAX));
    bits.retain(|doc| {
        let doc = doc as usize;
        if is_undated(doc) {
            return request.undated;
        }
        // A period that ends before it begins has no day that a long span could touch.
        if from > to {
            return false;
        }
        if request.within {
            tables.earliest[doc] >= from && tables.latest[doc] <= to
        } else {
            tables.earliest[doc] <= to && tables.latest[doc] >= from
        }
    });
}
