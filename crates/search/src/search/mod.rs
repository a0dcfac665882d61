//! Answers a request: which documents match, how well, in what order, and how often each facet value occurs.
//!
//! Only the lists of terms and their positions come from the engine. Matching, scoring, ordering and counting are
//! here, so that they depend on the documents that are alive and on nothing else: sums are taken in one fixed order,
//! and every statistic is counted over the living.
//! Read [`leaf`] (one word or phrase), [`filter`], [`page`] (the order), then [`facets`].

mod budget;
mod condition;
mod expand;
mod facets;
mod filter;
mod leaf;
mod most;
mod page;
mod positions;
mod vocabulary;
mod widened;

use crate::bits::Bits;
use crate::highlight::Highlighter;
use crate::query::parse::parse_in;
use crate::query::{Node, Query};
use crate::snapshot::Snapshot;
use crate::{Hit, Reply, Request, Sort, Widen};
use budget::Budget;
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
    /// What it cost to find this; see [`Budget::spent`].
    spent: [u64; 3],
}

/// Answers a request from one moment of the index.
pub(crate) fn search(snapshot: &Snapshot, request: &Request, widen: &dyn Widen) -> tantivy::Result<Reply> {
    let mut query = parse_in(&request.words, request.scope);
    query.widen(widen, &Words::of(snapshot));
    let found = find(snapshot, &mut query, request)?;
    let mut matches = find_matches(snapshot, &query.root, &found, request)?;
    let mut total = matches.iter().map(Bits::count).sum();
    if total == 0
        && let Some(wishes) = Wishes::of(&query)
    {
        let (most, sentence) = wishes.find(&found, find_matches(snapshot, &Node::All, &found, request)?);
        matches = most;
        total = matches.iter().map(Bits::count).sum();
        query.remarks.extend(sentence);
    }
    let scores = match request.sort {
        Sort::Relevance => Some(score(snapshot, &query, &found, &matches)?),
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
    let facets = if request.facets {
        facets::count(snapshot, &matches, total, request.most_values)
    } else {
        Vec::new()
    };
    let highlighter = Highlighter::of(&query);
    let widenings = query.list_widenings(&request.words);
    Ok(Reply {
        total,
        hits,
        facets,
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
    let spent = budget.spent();
    query.remarks.extend(budget.into_remarks());
    Ok(Found { leaves, widenings, conditions, spent })
}

/// The documents that match, segment by segment.
fn find_matches(
    snapshot: &Snapshot,
    root: &Node,
    found: &Found,
    request: &Request,
) -> tantivy::Result<Vec<Bits>> {
    let mut matches = Vec::with_capacity(snapshot.segments.len());
    for (number, segment) in snapshot.segments.iter().enumerate() {
        let mut bits = segment.all();
        if *root != Node::All {
            bits.intersect(&evaluate(root, found, number, &bits));
        }
        filter::by_facets(segment, request, &mut bits)?;
        filter::by_date(segment, request, &mut bits);
        matches.push(bits);
    }
    Ok(matches)
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
    matches: &[Bits],
) -> tantivy::Result<Vec<Vec<f32>>> {
    let mut scores = Vec::with_capacity(matches.len());
    for (number, bits) in matches.iter().enumerate() {
        let docs = bits.to_vec();
        let mut sums = vec![0.0; docs.len()];
        let mut room = Vec::new();
        // A word that two widenings share counts with the first of them.
        let mut counted: Vec<bool> = query.leaves.iter().map(|leaf| !leaf.wanted).collect();
        for (matches, widened) in found.widenings.iter().zip(&query.widenings) {
            let mut words = vec![0.0; docs.len()];
            for leaf in &widened.words {
                if !std::mem::replace(&mut counted[*leaf], true) {
                    found.leaves[*leaf].add_scores(snapshot, number, &docs, &mut room, &mut words)?;
                }
            }
            matches.add_scores(snapshot, number, &docs, &words, &mut room, &mut sums)?;
        }
        for (leaf, counted) in found.leaves.iter().zip(counted) {
            if !counted {
                leaf.add_scores(snapshot, number, &docs, &mut room, &mut sums)?;
            }
        }
        scores.push(sums);
    }
    Ok(scores)
}
