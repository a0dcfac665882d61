//! Search results: list first, in chronological order; what was asked as conditions that can each be cancelled; values to
//! narrow by.
//!
//! The state of a search is its address. Not the query language, which is the search's own.

use super::chronology::{Mark, lay_out};
use super::{PER_PAGE, Pager, Way, pager, query_string};
use crate::labels;
use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use fonds_archive::complete::nearest::{self, Suggestion};
use fonds_archive::discover::{self, Discovered, Facet, Falls, Scope, Sort};
use serde::Serialize;

/// How many values of a facet are shown.
const VALUES: usize = 12;
/// Passages cut from each document.
const PASSAGES: usize = 2;
/// Conditions read from an address; nobody sets more by hand.
const MOST_CONDITIONS: usize = 64;

/// In what form a whole result can be taken away.
const TAKE_AWAY: [(&str, &str); 5] = [
    ("csv", "table"),
    ("bib", "BibTeX"),
    ("ris", "RIS"),
    ("jsonl", "JSON lines"),
    ("json", "JSON of this page"),
];

/// The box to search in, on every page that has one.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct SearchIn {
    pub(crate) words: String,
    pub(crate) scopes: Vec<Choice>,
    /// Conditions that the form carries along.
    pub(crate) kept: Vec<(String, String)>,
    /// Where it leads; to the search where nothing is said.
    pub(crate) action: &'static str,
}

/// One value of a choice.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Choice {
    pub(crate) value: &'static str,
    pub(crate) label: &'static str,
    pub(crate) chosen: bool,
}

/// The view of `search.html`.
#[derive(Serialize)]
pub(crate) struct SearchView {
    title: String,
    search_in: SearchIn,
    conditions: Vec<Condition>,
    cancel_all: Option<String>,
    total: u64,
    certainly: Option<String>,
    remarks: Vec<String>,
    sorts: Vec<Way>,
    sorted: &'static str,
    /// The whole result, to be taken away.
    take_away: Vec<Way>,
    /// The same matches, each in its line; only where words were asked for.
    concordance: Option<String>,
    feed: String,
    suggestion: Option<SuggestionView>,
    marks: Vec<Mark>,
    by_date: bool,
    histogram: Option<Histogram>,
    period: Period,
    facets: Vec<FacetView>,
    pager: Pager,
    canonical: Option<String>,
    listed: bool,
}

/// The same question in words that are there.
#[derive(Serialize)]
struct SuggestionView {
    label: String,
    total: u64,
    href: String,
}

/// A condition that holds, with the way to cancel it.
#[derive(Serialize)]
struct Condition {
    name: String,
    value: String,
    cancel: String,
}

/// The period asked for, as typed.
#[derive(Serialize)]
struct Period {
    from: String,
    to: String,
    within: bool,
    undated: bool,
    /// Everything else that was asked, for the form.
    kept: Vec<(String, String)>,
}

#[derive(Serialize)]
struct FacetView {
    name: &'static str,
    open: bool,
    values: Vec<FacetValueView>,
    more: usize,
}

#[derive(Serialize)]
struct FacetValueView {
    label: String,
    count: u64,
    href: String,
    chosen: bool,
}

/// Documents by year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Histogram {
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) width: f64,
    pub(crate) bars: Vec<Bar>,
}

/// One year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Bar {
    pub(crate) year: i64,
    pub(crate) count: u64,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) href: String,
}

/// The page.
pub(crate) fn search(site: &Site, asked: &Asked) -> Page {
    let question = question(asked);
    let found = discover::search(site.archive(), &question, site.reader(), site.today())?;
    let plain = asked.query.iter().all(|(name, _)| name == "page");
    let suggested =
        nearest::did_you_mean(site.archive(), &question, found.total, site.reader(), site.today())?;
    let view = match suggested {
        Some(suggested) => found
            .with(suggested)
            .map(|(found, suggested)| view(found, Some(suggested), &question, asked, plain)),
        None => found.map(|found| view(found, None, &question, asked, plain)),
    };
    let answer = Answer::html(site.draw("search.html", &view)?);
    Ok(if plain { answer } else { answer.unlisted() })
}

/// What an address asks.
pub(crate) fn question(asked: &Asked) -> discover::Asked {
    let mut filters = Vec::new();
    for (name, value) in &asked.query {
        if let Some(facet) = Facet::from_word(name)
            && !value.is_empty()
            && filters.len() < MOST_CONDITIONS
        {
            filters.push((facet, value.clone()));
        }
    }
    let words = asked.parameter("q").unwrap_or_default().to_owned();
    let set = |name: &str| asked.parameter(name).is_some_and(|value| value != "0" && value != "false");
    discover::Asked {
        words,
        scope: asked.parameter("in").and_then(Scope::from_word).unwrap_or_default(),
        filters,
        from: asked.parameter("from").map(str::to_owned),
        to: asked.parameter("to").map(str::to_owned),
        within: set("within"),
        undated: set("undated"),
        sort: asked.parameter("sort").and_then(Sort::from_word).unwrap_or_default(),
        offset: (asked.page() - 1).saturating_mul(PER_PAGE),
        limit: PER_PAGE,
        facet_values: VALUES,
        snippets: PASSAGES,
    }
}

/// The parameters that mean something, without the page.
pub(crate) fn parameters(asked: &Asked) -> Vec<(String, String)> {
    let known = |name: &str| {
        matches!(name, "q" | "in" | "from" | "to" | "within" | "undated" | "sort")
            || Facet::from_word(name).is_some()
    };
    let said = asked.query.iter().filter(|(name, value)| known(name) && !value.trim().is_empty());
    said.filter(|(name, value)| name != "in" || value != "everything")
        .take(2 * MOST_CONDITIONS)
        .cloned()
        .collect()
}

/// Everything said but the words and where they are looked for, which the box holds itself.
pub(crate) fn without_words(all: &[(String, String)]) -> Vec<(String, String)> {
    without(all, |name, _| matches!(name, "q" | "in"))
}

fn without(all: &[(String, String)], drop: impl Fn(&str, &str) -> bool) -> Vec<(String, String)> {
    all.iter().filter(|(name, value)| !drop(name, value)).cloned().collect()
}

/// The same with other words.
fn asking(all: &[(String, String)], words: &str) -> Vec<(String, String)> {
    let mut pairs = without(all, |name, _| name == "q");
    if !words.trim().is_empty() {
        pairs.insert(0, ("q".into(), words.to_owned()));
    }
    pairs
}

fn address(pairs: &[(String, String)]) -> String {
    format!("/search{}", query_string(pairs))
}

/// The box, holding what was asked; the form carries the conditions along.
pub(crate) fn search_in(question: &discover::Asked, kept: Vec<(String, String)>) -> SearchIn {
    let scopes = Scope::ALL.into_iter().map(|scope| Choice {
        value: scope.word(),
        label: labels::scope(scope),
        chosen: scope == question.scope,
    });
    SearchIn { words: question.words.clone(), scopes: scopes.collect(), kept, action: "/search" }
}

/// An empty box.
pub(crate) fn empty_search_in() -> SearchIn {
    search_in(&discover::Asked::default(), Vec::new())
}

fn view(
    found: &Discovered,
    suggestion: Option<&Suggestion>,
    question: &discover::Asked,
    asked: &Asked,
    plain: bool,
) -> SearchView {
    let all = parameters(asked);
    let by_date = question.sort != Sort::Relevance;
    let title = match question.words.trim() {
        "" if plain => "All documents".to_owned(),
        "" => "Documents".to_owned(),
        words => format!("Search results for {words}"),
    };
    let dated = question.from.is_some() || question.to.is_some();
    let possibly = found.hits.iter().filter(|hit| hit.falls == Falls::Possibly).count();
    let mut remarks = found.remarks.clone();
    if found.behind {
        remarks
            .push("The index is catching up with the latest changes; in a moment there may be more.".into());
    }
    let sorts =
        [Sort::Date, Sort::DateDescending, Sort::Relevance].into_iter().filter(|s| *s != question.sort);
    let sorts = sorts.filter(|sort| *sort != Sort::Relevance || !question.words.trim().is_empty());
    let sort_way = |sort: Sort| {
        let mut pairs = without(&all, |name, _| name == "sort");
        if sort != Sort::Date {
            pairs.push(("sort".into(), sort.word().into()));
        }
        Way { label: labels::sort(sort).into(), href: address(&pairs) }
    };
    let conditions = conditions(found, question, &all);
    let mut marks = lay_out(found, by_date);
    for why in marks.iter_mut().flat_map(|mark| &mut mark.entries).flat_map(|entry| &mut entry.why) {
        let widened = found.widened.iter().find(|widened| widened.asked == why.asked);
        why.only = widened.map(|widened| address(&asking(&all, &widened.narrowed)));
    }
    SearchView {
        title,
        search_in: search_in(question, without(&all, |name, _| matches!(name, "q" | "in"))),
        cancel_all: (conditions.len() > 1).then(|| {
            let kept = without(&all, |name, _| !matches!(name, "q" | "sort"));
            address(&asking(&kept, &found.bare))
        }),
        conditions,
        total: found.total,
        certainly: (dated && possibly > 0)
            .then(|| format!("{possibly} on this page only possibly within your dates")),
        remarks,
        sorts: sorts.map(sort_way).collect(),
        sorted: labels::sort(question.sort),
        take_away: TAKE_AWAY
            .into_iter()
            .map(|(ending, label)| Way {
                label: label.into(),
                href: format!("/search.{ending}{}", query_string(&all)),
            })
            .collect(),
        concordance: (!question.words.trim().is_empty())
            .then(|| format!("/concordance{}", query_string(&without(&all, |name, _| name == "sort")))),
        marks,
        feed: format!("/search.atom{}", query_string(&all)),
        suggestion: suggestion.map(|suggestion| suggestion_view(suggestion, &all)),
        by_date,
        histogram: histogram(found, |year| {
            let mut pairs = without(&all, |name, _| name == "year");
            pairs.push(("year".into(), year.to_string()));
            address(&pairs)
        }),
        period: Period {
            from: question.from.clone().unwrap_or_default(),
            to: question.to.clone().unwrap_or_default(),
            within: question.within,
            undated: question.undated,
            kept: without(&all, |name, _| matches!(name, "from" | "to" | "within" | "undated")),
        },
        facets: facets(found, question, &all),
        pager: pager(found, question, |page| {
            let mut pairs = all.clone();
            if page > 1 {
                pairs.push(("page".into(), page.to_string()));
            }
            address(&pairs)
        }),
        canonical: plain.then(|| "/search".to_owned()),
        listed: plain,
    }
}

fn suggestion_view(suggestion: &Suggestion, all: &[(String, String)]) -> SuggestionView {
    let mut pairs = without(all, |name, _| name == "q");
    pairs.insert(0, ("q".into(), suggestion.words.clone()));
    SuggestionView { label: suggestion.words.clone(), total: suggestion.total, href: address(&pairs) }
}

fn conditions(found: &Discovered, question: &discover::Asked, all: &[(String, String)]) -> Vec<Condition> {
    let mut conditions = Vec::new();
    if question.scope != Scope::Everything {
        let cancel = address(&without(all, |name, _| name == "in"));
        conditions.push(Condition { name: "In".into(), value: labels::scope(question.scope).into(), cancel });
    }
    for clause in &found.clauses {
        let name = labels::field(clause.field, clause.excluded);
        let cancel = address(&asking(all, &clause.without));
        conditions.push(Condition { name, value: clause.words.clone(), cancel });
    }
    for condition in &found.filters {
        let facet = condition.facet;
        let label = if facet == Facet::Language {
            labels::language(&condition.value)
        } else {
            condition.label.clone()
        };
        conditions.push(Condition {
            name: labels::facet(facet).to_owned(),
            value: label,
            cancel: address(&without(all, |name, value| name == facet.word() && value == condition.value)),
        });
    }
    for (name, label, words) in [("from", "From", &question.from), ("to", "To", &question.to)] {
        if let Some(words) = words {
            let cancel = address(&without(all, |known, _| known == name));
            conditions.push(Condition { name: label.into(), value: words.clone(), cancel });
        }
    }
    if question.within {
        let cancel = address(&without(all, |name, _| name == "within"));
        conditions.push(Condition { name: "Dates".into(), value: "wholly within".into(), cancel });
    }
    if question.undated {
        let cancel = address(&without(all, |name, _| name == "undated"));
        conditions.push(Condition { name: "Dates".into(), value: "undated".into(), cancel });
    }
    conditions
}

fn facets(found: &Discovered, question: &discover::Asked, all: &[(String, String)]) -> Vec<FacetView> {
    let shown =
        found.facets.iter().filter(|counted| counted.facet != Facet::Year && !counted.values.is_empty());
    shown
        .enumerate()
        .map(|(number, counted)| {
            let word = counted.facet.word();
            let values = counted.values.iter().map(|value| {
                let chosen = question.filters.iter().any(|(f, v)| *f == counted.facet && *v == value.value);
                let pairs = if chosen {
                    without(all, |name, known| name == word && known == value.value)
                } else {
                    let mut pairs = all.to_vec();
                    pairs.push((word.to_owned(), value.value.clone()));
                    pairs
                };
                let label = match counted.facet {
                    Facet::Language => labels::language(&value.value),
                    _ => value.label.clone(),
                };
                FacetValueView { label, count: value.count, href: address(&pairs), chosen }
            });
            let values: Vec<FacetValueView> = values.collect();
            let open = number < 3 || values.iter().any(|value| value.chosen);
            FacetView { name: labels::facet(counted.facet), open, values, more: counted.more }
        })
        .collect()
}

/// Width of a bar and the space after it, and the height of the tallest, in the drawing's own units.
const STEP: f64 = 10.0;
const TALLEST: f64 = 56.0;
/// More years than this are not drawn one by one.
const MOST_YEARS: i64 = 400;

/// Draws documents by year; none where there are fewer than two years.
pub(crate) fn histogram(found: &Discovered, href: impl Fn(i64) -> String) -> Option<Histogram> {
    let counted = found.facets.iter().find(|counted| counted.facet == Facet::Year)?;
    let mut years: Vec<(i64, u64)> =
        counted.values.iter().filter_map(|value| Some((value.value.parse().ok()?, value.count))).collect();
    years.sort_unstable();
    let (first, last) = (years.first()?.0, years.last()?.0);
    let most = years.iter().map(|(_, count)| *count).max()?;
    if first == last || last - first >= MOST_YEARS {
        return None;
    }
    let bars = years.into_iter().map(|(year, count)| {
        let height = (count as f64 / most as f64 * TALLEST).max(1.5);
        Bar {
            year,
            count,
            x: (year - first) as f64 * STEP + 1.0,
            y: ((TALLEST - height) * 100.0).round() / 100.0,
            width: STEP - 2.0,
            height: (height * 100.0).round() / 100.0,
            href: href(year),
        }
    });
    Some(Histogram { first, last, width: (last - first + 1) as f64 * STEP, bars: bars.collect() })
}
