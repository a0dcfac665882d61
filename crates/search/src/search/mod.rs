//! Answers a request: which documents match, how well, in what order, and how often each facet value occurs.
//!
//! Only the lists of terms and their positions come from the engine. Matching, scoring, ordering and counting are
//! here, so that they depend on the documents that are alive and on nothing else: sums are taken in one fixed order,
//! and every statistic is counted over the living.
//! Read [`leaf`] (one word or phrase), [`hints`] and [`nearness`] (what scores besides), [`filter`], [`page`] (the
//! order), then [`facets`].

pub(crate) mod beside;
mod budget;
mod condition;
mod expand;
mod facets;
pub(crate) mod families;
mod filter;
mod hints;
mod leaf;
mod most;
mod nearness;
mod page;
mod positions;
mod similar;
pub(crate) mod telling;
pub(crate) mod vocabulary;
mod widened;

use crate::bits::Bits;
use crate::highlight::Highlighter;
use crate::histogram::{Histogram, Spans};
use crate::query::parse::parse_in;
use crate::query::{Node, Query};
use crate::snapshot::Snapshot;
use crate::{Falling, Hit, Reply, Request, Scope, Sort, Widen};
use budget::Budget;
use filter::{Conditions, Narrowed, Period};
use hints::HintMatches;
use leaf::LeafMatches;
use most::Wishes;
use page::Ranking;
use vocabulary::Words;
use widened::WidenedMatches;

/// What is known of the parts of a query.
struct Found {
    leaves: Vec<LeafMatches>,
    widenings: Vec<WidenedMatches>,
    /// For each condition the documents that meet it, segment by segment.
    conditions: Vec<Vec<Bits>>,
    /// What the hints of the query mean, where the order is by relevance.
    hints: Vec<HintMatches>,
    /// What it cost to find this; see [`Budget::spent`].
    spent: [u64; 3],
}

/// Answers a request from one moment of the index.
pub(crate) fn search(snapshot: &Snapshot, request: &Request, widen: &dyn Widen) -> tantivy::Result<Reply> {
    let mut query = parse_in(&request.words, request.scope);
    query.widen(widen, &Words::of(snapshot));
    let found = find(snapshot, &mut query, request)?;
    let families = snapshot.families(&request.wider);
    let conditions = Conditions::of(snapshot, &families, request);
    let mut narrowed = find_matches(snapshot, &query.root, &found, &conditions)?;
    let complete = narrowed.iter().map(|segment| segment.matches.count()).sum();
    let nearest_first = request.sort == Sort::Relevance;
    if let Some(wishes) = Wishes::of(&query, complete, nearest_first) {
        let possible = find_matches(snapshot, &Node::All, &found, &conditions)?;
        let possible = possible.into_iter().map(|segment| segment.matches).collect();
        let (most, sentence) = wishes.find(&found, possible, complete, nearest_first);
        // From here on these are what the words find: they hold to every condition already.
        narrowed = (snapshot.segments.iter().zip(most))
            .map(|(segment, bits)| conditions.narrow(segment, bits))
            .collect::<tantivy::Result<_>>()?;
        query.remarks.extend(sentence);
    }
    let facets =
        if request.facets { facets::count(snapshot, &families, request, &narrowed) } else { Vec::new() };
    let falling = narrowed.iter().fold(Falling::default(), |sum, segment| sum.and(segment.falling));
    let matches: Vec<Bits> = narrowed.into_iter().map(|segment| segment.matches).collect();
    let total = matches.iter().map(Bits::count).sum();
    let scores = match request.sort {
        Sort::Relevance => Some(score(snapshot, &query, &found, request.scope, &matches)?),
        Sort::Date | Sort::DateDescending => None,
    };
    let ranking = Ranking { snapshot, matches: &matches, total, scores: scores.as_deref() };
    let places = ranking.page(request.sort, request.offset, request.limit);
    let addresses: Vec<_> = places.iter().map(|place| snapshot.addresses[place.rank as usize]).collect();
    let ids = snapshot.ids(&addresses)?;
    let hits = ids.into_iter().zip(&places).zip(&addresses).map(|((id, place), address)| {
        let widenings = found.widenings.iter().zip(&query.widenings);
        let why = widenings.flat_map(|(found, widened)| found.why(widened, *address)).collect();
        Hit { id, score: place.score, why }
    });
    let hits = hits.collect();
    let histogram = if request.histogram { spread(snapshot, request, &matches) } else { None };
    let highlighter = Highlighter::of(&query);
    let widenings = query.list_widenings(&request.words);
    Ok(Reply {
        total,
        hits,
        facets,
        falling,
        histogram,
        clauses: query.clauses,
        bare: query.bare,
        widenings,
        spent: found.spent,
        remarks: query.remarks,
        highlighter,
    })
}

/// Looks up every word and phrase, and every form.
fn find(snapshot: &Snapshot, query: &mut Query, request: &Request) -> tantivy::Result<Found> {
    let mut budget = Budget::new();
    for leaf in &mut query.leaves {
        expand::expand(snapshot, leaf.place.parts(request.scope), leaf, &mut budget)?;
    }
    let leaves =
        query.leaves.iter().map(|leaf| LeafMatches::find(snapshot, leaf, request.scope, &mut budget));
    let leaves = leaves.collect::<tantivy::Result<Vec<_>>>()?;
    let widenings = query
        .widenings
        .iter()
        .map(|widened| WidenedMatches::find(snapshot, widened, &leaves, request.scope, &mut budget));
    let widenings = widenings.collect::<tantivy::Result<Vec<_>>>()?;
    let conditions =
        query.conditions.iter().map(|condition| condition::find(snapshot, condition, &mut budget));
    let conditions = conditions.collect();
    let mut hints = Vec::new();
    if request.sort == Sort::Relevance {
        for hint in &query.hints {
            hints.push(HintMatches::find(snapshot, hint, &mut budget)?);
        }
    }
    let spent = budget.spent();
    query.remarks.extend(budget.into_remarks());
    Ok(Found { leaves, widenings, conditions, hints, spent })
}

/// The documents that match, segment by segment.
fn find_matches(
    snapshot: &Snapshot,
    root: &Node,
    found: &Found,
    conditions: &Conditions,
) -> tantivy::Result<Vec<Narrowed>> {
    let mut matches = Vec::with_capacity(snapshot.segments.len());
    for (number, segment) in snapshot.segments.iter().enumerate() {
        let mut bits = segment.all();
        if *root != Node::All {
            bits.intersect(&evaluate(root, found, number, &bits));
        }
        matches.push(conditions.narrow(segment, bits)?);
    }
    Ok(matches)
}

/// The matches spread over time.
fn spread(snapshot: &Snapshot, request: &Request, matches: &[Bits]) -> Option<Histogram> {
    let mut spans = Spans::default();
    for (segment, bits) in snapshot.segments.iter().zip(matches) {
        let tables = &segment.tables;
        bits.for_each(|doc| spans.add(tables.earliest[doc as usize], tables.latest[doc as usize]));
    }
    let period = Period::of(request);
    spans.spread(period.from, period.to)
}

fn evaluate(node: &Node, found: &Found, segment: usize, all: &Bits) -> Bits {
    let parts = |nodes: &[Node], join: fn(&mut Bits, &Bits)| {
        let mut parts = nodes.iter().map(|node| evaluate(node, found, segment, all));
        let first = parts.next().unwrap_or_else(|| all.clone());
        parts.fold(first, |mut joined, part| {
            join(&mut joined, &part);
            joined
        })
    };
    match node {
        Node::All => all.clone(),
        Node::Leaf(number) => found.leaves[*number].bits[segment].clone(),
        Node::Condition(number) => found.conditions[*number][segment].clone(),
        Node::Widened(number) => found.widenings[*number].bits(segment),
        Node::And(nodes) => parts(nodes, Bits::intersect),
        Node::Or(nodes) => parts(nodes, Bits::unite),
        Node::Not(node) => {
            let mut bits = evaluate(node, found, segment, all);
            bits.complement();
            bits
        }
    }
}

/// The score of each match, segment by segment, in the order of their numbers.
fn score(
    snapshot: &Snapshot,
    query: &Query,
    found: &Found,
    scope: Scope,
    matches: &[Bits],
) -> tantivy::Result<Vec<Vec<f32>>> {
    let mut scores = Vec::with_capacity(matches.len());
    let all_docs: Vec<Vec<u32>> = matches.iter().map(Bits::to_vec).collect();
    for (number, docs) in all_docs.iter().enumerate() {
        let mut sums = vec![0.0; docs.len()];
        let mut room = Vec::new();
        // A word that two widenings share counts with the first of them.
        let mut counted: Vec<bool> = query.leaves.iter().map(|leaf| !leaf.wanted).collect();
        for (matches, widened) in found.widenings.iter().zip(&query.widenings) {
            let mut words = vec![0.0; docs.len()];
            for leaf in &widened.words {
                if !std::mem::replace(&mut counted[*leaf], true) {
                    found.leaves[*leaf].add_scores(snapshot, number, docs, &mut room, &mut words)?;
                }
            }
            matches.add_scores(snapshot, number, docs, &words, &mut room, &mut sums)?;
        }
        for (leaf, counted) in found.leaves.iter().zip(counted) {
            if !counted {
                leaf.add_scores(snapshot, number, docs, &mut room, &mut sums)?;
            }
        }
        for hint in &found.hints {
            hint.add_scores(snapshot, number, docs, &mut room, &mut sums)?;
        }
        scores.push(sums);
    }
    nearness::add_scores(snapshot, query, found, scope, &all_docs, &mut scores)?;
    Ok(scores)
}
