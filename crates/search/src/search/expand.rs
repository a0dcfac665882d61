//! Words that stand for several: looks through the index for those that fit.
//!
//! Not whether a word fits: that is [`crate::query::patterns`]. Where more fit than are searched, those that most
//! living documents have are kept.

use super::budget::Budget;
use crate::query::parse::shown;
use crate::query::{Leaf, Matching, Word};
use crate::schema::Part;
use crate::segment::Segment;
use crate::snapshot::Snapshot;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;

/// A word stands for so many at most.
const MOST_OF_PATTERN: usize = 200;
const MOST_ALIKE: usize = 64;

/// Finds what each word of the leaf stands for.
pub(crate) fn expand(
    snapshot: &Snapshot,
    parts: &[Part],
    leaf: &mut Leaf,
    budget: &mut Budget,
) -> tantivy::Result<()> {
    for word in leaf.words.iter_mut().filter(|word| word.matching != Matching::Itself) {
        word.found = find(snapshot, parts, word, budget)?;
    }
    Ok(())
}

fn find(
    snapshot: &Snapshot,
    parts: &[Part],
    word: &Word,
    budget: &mut Budget,
) -> tantivy::Result<Vec<String>> {
    budget.begin_pattern();
    // With the number of documents that have it, where that is known without reading them.
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for segment in &snapshot.segments {
        for part in parts {
            scan(segment, *part, word, budget, |term, info| {
                *found.entry(term.to_owned()).or_default() += u64::from(info.doc_freq);
            })?;
        }
    }
    let most = if matches!(word.matching, Matching::Like(_)) { MOST_ALIKE } else { MOST_OF_PATTERN };
    if found.len() <= most && budget.terms_left() >= found.len() {
        budget.take_terms(found.len(), most);
        return Ok(found.into_keys().collect());
    }
    count_living(snapshot, parts, &mut found)?;
    let mut living: Vec<(String, u64)> = found.into_iter().filter(|(_, count)| *count > 0).collect();
    let taken = budget.take_terms(living.len(), most);
    if taken < living.len() {
        budget.remark(format!(
            "\u{201c}{}\u{201d} stands for {} words; the {taken} that most documents have were searched.",
            shown(&word.folded),
            living.len()
        ));
    }
    // Terms rise, so that equals stay in their order.
    living.sort_by_key(|(_, count)| Reverse(*count));
    living.truncate(taken);
    Ok(living.into_iter().map(|(term, _)| term).collect())
}

/// Counts anew for the segments in which documents are deleted: whether a word is kept must not depend on those.
fn count_living(
    snapshot: &Snapshot,
    parts: &[Part],
    found: &mut BTreeMap<String, u64>,
) -> tantivy::Result<()> {
    if snapshot.segments.iter().all(|segment| segment.alive.is_none()) {
        return Ok(());
    }
    for (term, count) in found {
        *count = 0;
        for segment in &snapshot.segments {
            for part in parts {
                *count += count_in_part(segment, *part, term)?;
            }
        }
    }
    Ok(())
}

pub(super) fn count_in_part(segment: &Segment, part: Part, term: &str) -> tantivy::Result<u64> {
    let reader = segment.part(part);
    let Some(info) = reader.terms.terms().get(term.as_bytes())? else { return Ok(0) };
    let Some(alive) = &segment.alive else { return Ok(u64::from(info.doc_freq)) };
    let mut count = 0;
    let mut postings = reader.terms.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
    while !postings.docs().is_empty() {
        count += postings.docs().iter().filter(|doc| alive.contains(**doc)).count() as u64;
        postings.advance();
    }
    Ok(count)
}

/// Calls back with every word of the field that fits, as far as the budget reaches.
fn scan(
    segment: &Segment,
    part: Part,
    word: &Word,
    budget: &mut Budget,
    mut take: impl FnMut(&str, &TermInfo),
) -> tantivy::Result<()> {
    let (from, to) = match word.matching {
        Matching::Between(..) => ("0", ":".to_owned()),
        // Below the space lie the marks of stems and of written forms.
        _ if word.beginning().is_empty() => (" ", char::MAX.to_string()),
        _ => (word.beginning(), format!("{}{}", word.beginning(), char::MAX)),
    };
    let reader = segment.part(part);
    let mut terms = reader.terms.terms().range().ge(from).le(to).into_stream()?;
    while terms.advance() {
        if !budget.scan() {
            break;
        }
        let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
        if word.fits(term) {
            take(term, terms.value());
        }
    }
    Ok(())
}
