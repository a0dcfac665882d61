//! The answers by scanning every entry for every question, as the manual's page on searching tells them.
//!
//! Independent of the index: no term lists, no bits, no positions on disk, no order kept beforehand. Of the crate's
//! code only the plain types of its door are used; what a word is, how it folds, and what a query means are said by hand
//! or reckoned here. Read [`crate::worth`] (words), [`crate::meaning`] and [`crate::hints`] (questions) next.

use crate::corpus::Made;
use crate::meaning::Meant;
use crate::queries::{Question, Spot};
use crate::timeline::{self, Timeline};
use fonds_search::{EntryDate, Facet, Falling, Request, Sort, Wider};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The years that a date touches: at most the first fifty, and with one bound that one's.
fn years(date: &EntryDate) -> Vec<i64> {
    let year = |day: fonds_model::Day| day.year_month_day().0;
    match (date.earliest, date.latest) {
        (Some(first), Some(last)) => (year(first)..=year(last)).take(50).collect(),
        (first, last) => first.or(last).map(year).into_iter().collect(),
    }
}

/// What a document has itself; a place in some role is a place.
pub fn values(made: &Made) -> BTreeSet<(Facet, String)> {
    let given = made.entry.facets.iter().filter(|(facet, value)| *facet != Facet::Year && !value.is_empty());
    let places = given.clone().filter(|(facet, _)| matches!(facet, Facet::SentFrom | Facet::Covers));
    let places = places.map(|(_, value)| (Facet::Place, value.clone()));
    let years = made.entry.date.iter().flat_map(years).map(|year| (Facet::Year, year.to_string()));
    given.cloned().chain(places).chain(years).collect()
}

/// What each place and subject lies within, of those that documents name, as the request says.
type Within = BTreeMap<(Facet, String), String>;

fn within(entries: &BTreeMap<String, Made>, wider: &Wider) -> Within {
    if *wider == Wider::default() {
        return Within::new();
    }
    let named: BTreeSet<(Facet, String)> = entries.values().flat_map(values).collect();
    let mut within = Within::new();
    for (facet, value) in named.iter().filter(|(facet, _)| matches!(facet, Facet::Place | Facet::Subject)) {
        if let Some(parent) = wider.of(value)
            && named.contains(&(*facet, parent.to_owned()))
        {
            within.insert((*facet, value.clone()), parent.to_owned());
        }
    }
    // What lies within itself lies within nothing.
    let in_circle = |start: &(Facet, String)| {
        let mut at = start.clone();
        (0..within.len()).any(|_| match within.get(&at) {
            Some(parent) => {
                at.1 = parent.clone();
                at == *start
            }
            None => false,
        })
    };
    let circles: BTreeSet<(Facet, String)> =
        within.keys().filter(|start| in_circle(start)).cloned().collect();
    within.retain(|value, _| !circles.contains(value));
    within
}

/// What a document has of each facet, itself or by lying within it.
type Having = BTreeMap<Facet, BTreeSet<String>>;

fn having(made: &Made, within: &Within) -> Having {
    let mut found = Having::new();
    for (facet, value) in values(made) {
        let base = match facet {
            Facet::SentFrom | Facet::Covers => Facet::Place,
            other => other,
        };
        let mut next = Some(value);
        while let Some(value) = next {
            next = within.get(&(base, value.clone())).cloned();
            found.entry(facet).or_default().insert(value);
        }
    }
    found
}

/// Any value of each facet asked for, save the facet left out.
fn has_values(having: &Having, request: &Request, but: Option<Facet>) -> bool {
    let asked: BTreeSet<Facet> = request.filters.iter().map(|(facet, _)| *facet).collect();
    asked.into_iter().filter(|facet| Some(*facet) != but).all(|facet| {
        let wanted = request.filters.iter().filter(|(known, _)| *known == facet);
        having.get(&facet).is_some_and(|values| wanted.clone().any(|(_, value)| values.contains(value)))
    })
}

/// The days that a document may be of; a side without bound reaches as far as days go.
pub fn days(made: &Made) -> Option<(i64, i64)> {
    let date = made.entry.date.filter(|date| (date.earliest, date.latest) != (None, None))?;
    let first = date.earliest.map_or(i64::MIN, |day| day.number().into());
    Some((first, date.latest.map_or(i64::MAX, |day| day.number().into())))
}

fn period(request: &Request) -> (i64, i64) {
    let from = request.from.map_or(i64::MIN, |day| day.number().into());
    (from, request.to.map_or(i64::MAX, |day| day.number().into()))
}

fn lies_within(made: &Made, request: &Request) -> bool {
    let (from, to) = period(request);
    days(made).is_some_and(|(first, last)| from <= first && last <= to)
}

fn in_period(made: &Made, question: &Question) -> bool {
    let request = &question.request;
    match (days(made), request.from.is_some() || request.to.is_some()) {
        (days, false) => !request.undated || days.is_none(),
        (None, true) => request.undated,
        (Some((first, last)), true) => {
            let (from, to) = period(request);
            // A period that ends before it begins has no day that anything could touch.
            let touches = first.max(from) <= last.min(to);
            touches && (!request.within || lies_within(made, request))
        }
    }
}

/// The archive's order, by the words of the manual.
pub fn chronological(a: &Made, b: &Made) -> Ordering {
    let key = |made: &Made| {
        let date = made.entry.date.unwrap_or_default();
        let day = date.earliest.or(date.latest);
        let span = match (date.earliest, date.latest) {
            (Some(first), Some(last)) => Some(i64::from(last.number()) - i64::from(first.number())),
            _ => None,
        };
        (day, if span == Some(0) { date.time } else { None }, span)
    };
    let ((day_a, time_a, span_a), (day_b, time_b, span_b)) = (key(a), key(b));
    let undated_last = day_a.is_none().cmp(&day_b.is_none());
    let vaguer_first = match (span_a, span_b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(a), Some(b)) => b.cmp(&a),
    };
    // Titles are compared by their first 512 bytes.
    let title = |made: &Made| {
        let title = made.entry.sort_title.as_str();
        title[..title.floor_char_boundary(512)].to_owned()
    };
    undated_last
        .then(day_a.cmp(&day_b))
        .then(time_a.cmp(&time_b))
        .then(vaguer_first)
        .then_with(|| title(a).cmp(&title(b)))
        .then_with(|| a.entry.id.cmp(&b.entry.id))
}

/// What the index must answer.
pub struct Answer {
    /// All that match, in the order asked for; with scores where the order is by relevance.
    pub hits: Vec<(String, f32)>,
    pub facets: Vec<Counted>,
    pub falling: Falling,
    pub timeline: Option<Timeline>,
    /// By what other forms each was found: what was typed, and the form.
    pub why: BTreeMap<String, Vec<(String, String)>>,
}

/// A facet, its values, and how many there are in all.
pub type Counted = (Facet, Vec<(String, u64)>, u64);

/// Scans every entry.
pub fn answer(entries: &BTreeMap<String, Made>, question: &Question) -> Answer {
    let request = &question.request;
    let meant = Meant::of(&question.node, Spot::In(request.scope), entries);
    let spot = Spot::In(request.scope);
    let within = within(entries, &request.wider);
    let with_values = |made| (made, having(made, &within));
    let mut by_words: Vec<(&Made, Having)> =
        entries.values().filter(|made| meant.holds(made)).map(with_values).collect();
    let answers = |(made, having): &(&Made, Having), but: Option<Facet>| {
        has_values(having, request, but) && in_period(made, question)
    };
    let nearest_first = request.sort == Sort::Relevance;
    let complete = by_words.iter().filter(|made| answers(made, None)).count();
    if complete < if nearest_first { 10 } else { 1 } {
        let possible = entries.values().map(with_values).filter(|made| answers(made, None));
        let possible: Vec<&Made> = possible.map(|(made, _)| made).collect();
        if let Some((wishes, counts)) = meant.counts(spot, &possible) {
            // A quarter of the words, or half of what the best has; two at least: these are what the words find.
            let best = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
            let fits = |count: usize| if nearest_first { 4 * count >= wishes } else { 2 * count >= best };
            let enough = counts.into_iter().filter(|(_, count)| *count >= 2 && fits(*count));
            by_words = enough.map(|(made, _)| with_values(made)).collect();
        }
    }
    let narrowed = |but: Option<Facet>| -> Vec<&(&Made, Having)> {
        by_words.iter().filter(|made| answers(made, but)).collect()
    };
    let mut facets = Vec::new();
    if request.facets {
        let wanted = Facet::ALL.into_iter().filter(|facet| request.only.is_none_or(|only| only == *facet));
        facets.extend(wanted.filter_map(|facet| count(facet, &narrowed(Some(facet)), request)));
    }
    let mut found: Vec<&Made> = narrowed(None).into_iter().map(|(made, _)| *made).collect();
    found.sort_by(|a, b| chronological(a, b));
    let certainly = found.iter().filter(|made| lies_within(made, request)).count() as u64;
    let possibly = found.iter().filter(|made| days(made).is_some()).count() as u64 - certainly;
    let without_date = by_words.iter().filter(|(made, _)| days(made).is_none());
    let undated = without_date.filter(|(_, having)| has_values(having, request, None)).count() as u64;
    let spans: Vec<(i64, i64)> = found.iter().filter_map(|made| days(made)).collect();
    let timeline = if request.histogram { timeline::draw(&spans, period(request)) } else { None };
    let mut hits: Vec<(String, f32)> = found.iter().map(|made| (made.entry.id.clone(), 0.0)).collect();
    match request.sort {
        Sort::Date => {}
        Sort::DateDescending => hits.reverse(),
        Sort::Relevance => {
            let scores = meant.score(entries, &found, question);
            hits.iter_mut().zip(scores).for_each(|(hit, score)| hit.1 = score);
            // Stable: equal scores stay in order of date.
            hits.sort_by(|a, b| b.1.total_cmp(&a.1));
        }
    }
    let why = found.iter().map(|made| (made.entry.id.clone(), meant.why(made))).collect();
    Answer { hits, facets, falling: Falling { certainly, possibly, undated }, timeline, why }
}

fn count(facet: Facet, found: &[&(&Made, Having)], request: &Request) -> Option<Counted> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for value in found.iter().filter_map(|(_, having)| having.get(&facet)).flatten() {
        *counts.entry(value.clone()).or_default() += 1;
    }
    let distinct = counts.len() as u64;
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    if facet == Facet::Year {
        counts.sort_by_key(|(year, _)| year.parse::<i64>().unwrap());
    } else {
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut place = 0;
        counts.retain(|(value, _)| {
            place += 1;
            place <= request.most_values || request.filters.contains(&(facet, value.clone()))
        });
    }
    (distinct > 0).then_some((facet, counts, distinct))
}
