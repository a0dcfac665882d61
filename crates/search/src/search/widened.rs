//! A run of words with its other forms: the documents that have either, and what that is worth.
//!
//! Not which forms there are: see [`crate::query::widening`].
//!
//! Invariant: a document that has all the words as they were typed gets at least as much from them as one that has
//! only another form. The best that a form can be worth is reckoned beforehand; whoever has the words themselves gets
//! that, and what the words are worth besides.

use super::budget::Budget;
use super::condition::touching;
use super::leaf::LeafMatches;
use crate::bits::Bits;
use crate::query::widening::{Form, Widened};
use crate::request::Matched;
use crate::schema::{facet_term, fields};
use crate::segment::Segment;
use crate::snapshot::{Address, Snapshot};
use crate::{OtherForm, Scope};
use tantivy::schema::IndexRecordOption;

/// A form counts half of what it would count had it been typed.
const OF_FORM: f32 = 0.5;

/// Where a widening matches.
pub(crate) struct WidenedMatches {
    /// The documents that have all the words, segment by segment.
    pub(crate) complete: Vec<Bits>,
    /// For each form the documents that have it under its conditions, and its leaf.
    forms: Vec<(Vec<Bits>, LeafMatches)>,
}

impl WidenedMatches {
    pub(crate) fn find(
        snapshot: &Snapshot,
        widened: &Widened,
        leaves: &[LeafMatches],
        scope: Scope,
        budget: &mut Budget,
    ) -> tantivy::Result<Self> {
        let complete = snapshot.segments.iter().enumerate().map(|(number, segment)| {
            let mut bits = segment.all();
            widened.words.iter().for_each(|leaf| bits.intersect(&leaves[*leaf].bits[number]));
            bits
        });
        let complete = complete.collect();
        let (mut forms, mut longer) = (Vec::with_capacity(widened.forms.len()), Vec::new());
        for Form { leaf, other } in &widened.forms {
            let found = LeafMatches::find(snapshot, leaf, scope, budget)?;
            let valid = snapshot.segments.iter().zip(&found.bits).map(|(segment, bits)| {
                let mut bits = bits.clone();
                keep_valid(segment, other, &mut bits)?;
                Ok(bits)
            });
            let mut valid = valid.collect::<tantivy::Result<Vec<_>>>()?;
            for name in &other.unless {
                longer.push(LeafMatches::find(snapshot, &leaf.longer(name), scope, budget)?);
            }
            drop_parts_of_names(snapshot, &found, &longer, &mut valid)?;
            longer.clear();
            forms.push((valid, found));
        }
        Ok(Self { complete, forms })
    }

    /// The documents that have the words or a form.
    pub(crate) fn bits(&self, segment: usize) -> Bits {
        let mut bits = self.complete[segment].clone();
        self.forms.iter().for_each(|(form, _)| bits.unite(&form[segment]));
        bits
    }

    /// Adds to the score of each document what it has of this; `words` is what the words are worth to each.
    pub(crate) fn add_scores(
        &self,
        snapshot: &Snapshot,
        segment: usize,
        docs: &[u32],
        words: &[f32],
        room: &mut Vec<f32>,
        sums: &mut [f32],
    ) -> tantivy::Result<()> {
        let (mut best, mut worth) = (vec![0f32; docs.len()], Vec::new());
        for (bits, form) in &self.forms {
            worth.clear();
            worth.resize(docs.len(), 0.0);
            form.add_scores(snapshot, segment, docs, room, &mut worth)?;
            for ((doc, best), worth) in docs.iter().zip(&mut best).zip(&worth) {
                if bits[segment].contains(*doc) {
                    *best = best.max(OF_FORM * worth);
                }
            }
        }
        let most = self.forms.iter().map(|(_, form)| OF_FORM * form.most()).fold(0.0, f32::max);
        for (((doc, sum), words), best) in docs.iter().zip(sums).zip(words).zip(&best) {
            *sum += match self.complete[segment].contains(*doc) {
                true => words + most,
                false if *best > 0.0 => best.min(most),
                false => *words,
            };
        }
        Ok(())
    }

    /// The forms by which a document was found that has not all the words.
    pub(crate) fn why(&self, widened: &Widened, at: Address) -> impl Iterator<Item = Matched> {
        let is_complete = self.complete[at.segment as usize].contains(at.doc);
        let forms = self.forms.iter().zip(&widened.forms);
        let found =
            forms.filter(move |((bits, _), _)| !is_complete && bits[at.segment as usize].contains(at.doc));
        found.map(|(_, form)| Matched {
            asked: widened.asked.clone(),
            form: form.other.form.clone(),
            because: form.other.because.clone(),
        })
    }
}

/// Drops the documents in which a form stands only as part of longer names: there each of its occurrences is also one
/// of theirs.
fn drop_parts_of_names(
    snapshot: &Snapshot,
    form: &LeafMatches,
    longer: &[LeafMatches],
    valid: &mut [Bits],
) -> tantivy::Result<()> {
    for (number, bits) in valid.iter_mut().enumerate() {
        let mut doubtful = Bits::none(snapshot.segments[number].tables.max_doc);
        longer.iter().for_each(|name| doubtful.unite(&name.bits[number]));
        doubtful.intersect(bits);
        if doubtful.is_empty() {
            continue;
        }
        let docs = doubtful.to_vec();
        let mut left = form.occurrences(snapshot, number, &docs)?;
        for name in longer {
            let theirs = name.occurrences(snapshot, number, &docs)?;
            left.iter_mut().zip(theirs).for_each(|(left, theirs)| *left -= theirs);
        }
        let mut left = docs.iter().zip(left).peekable();
        bits.retain(|doc| {
            while left.next_if(|(other, _)| **other < doc).is_some() {}
            // Weights are the same on both sides; what is left of none is the error of adding them up.
            left.next_if(|(other, _)| **other == doc).is_none_or(|(_, left)| left > 1e-4)
        });
    }
    Ok(())
}

/// Keeps the documents in which this form means what was asked.
fn keep_valid(segment: &Segment, other: &OtherForm, bits: &mut Bits) -> tantivy::Result<()> {
    if !other.only_with.is_empty() && !bits.is_empty() {
        let mut having = Bits::none(segment.tables.max_doc);
        let reader = segment.reader.inverted_index(fields().facet)?;
        for (facet, value) in &other.only_with {
            let Some(info) = reader.terms().get(facet_term(*facet, value).as_bytes())? else { continue };
            let mut postings = reader.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while !postings.docs().is_empty() {
                postings.docs().iter().for_each(|doc| having.insert(*doc));
                postings.advance();
            }
        }
        bits.intersect(&having);
    }
    if other.from.is_some() || other.to.is_some() {
        bits.intersect(&touching(segment, other.from, other.to));
    }
    Ok(())
}
