//! Search results: list first, in chronological order; what was asked as conditions that can each be cancelled; values to
//! narrow by.
//!
//! The state of a search is its address. Not the query language, which is the search's own.

use super::chronology::{Mark, lay_out};
use super::timeline::{self, Timeline};
use super::{PER_PAGE, Pager, Way, pager, query_string};
use crate::labels;
use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use fonds_archive::complete::nearest::{self, Suggestion};
use fonds_archive::discover::{self, Discovered, Facet, MOST_CONDITIONS, Scope, Sort};
use serde::Serialize;

/// How many values of a facet are shown.
const VALUES: usize = 12;
/// Values are set in so many times at most.
const MOST_SET_IN: usize = 4;
/// Passages cut from each document.
const PASSAGES: usize = 2;

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
    /// How surely they fall into the period, and how it was understood.
    falling: Option<String>,
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
    histogram: Option<Timeline>,
    period: Period,
    facets: Vec<FacetView>,
    pager: Pager,
    canonical: String,
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
pub(super) struct Condition {
    pub(super) name: String,
    pub(super) value: String,
    /// Whether it is one more of the values before it, any of which is enough.
    pub(super) alternative: bool,
    pub(super) cancel: String,
}

/// The period asked for, as typed.
#[derive(Serialize)]
struct Period {
    period: String,
    from: String,
    to: String,
    within: bool,
    undated: bool,
    /// How many undated documents answer to the rest.
    undated_documents: u64,
    /// Everything else that was asked, for the form.
    kept: Vec<(String, String)>,
}

#[derive(Serialize)]
struct FacetView {
    name: &'static str,
    open: bool,
    values: Vec<FacetValueView>,
    /// How many values are not shown, and where they are.
    more: u64,
    all: String,
}

/// A value to narrow by.
#[derive(Serialize)]
pub(super) struct FacetValueView {
    pub(super) label: String,
    pub(super) count: u64,
    /// Absent where no further condition can be taken.
    pub(super) href: Option<String>,
    pub(super) chosen: bool,
    /// How far it is set in under what it lies within.
    pub(super) depth: usize,
    pub(super) within: Option<String>,
    /// Another name, by which it was looked for.
    pub(super) matched: Option<String>,
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
            && !filters.contains(&(facet, value.clone()))
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
        period: asked.parameter("period").map(str::to_owned),
        from: asked.parameter("from").map(str::to_owned),
        to: asked.parameter("to").map(str::to_owned),
        within: set("within"),
        undated: set("undated"),
        sort: asked.parameter("sort").and_then(Sort::from_word).unwrap_or_default(),
        offset: (asked.page() - 1).saturating_mul(PER_PAGE),
        limit: PER_PAGE,
        facet_values: VALUES,
        histogram: true,
        snippets: PASSAGES,
    }
}

/// Everything said but the words and where they are looked for, which the box holds itself.
pub(crate) fn without_words(all: &[(String, String)]) -> Vec<(String, String)> {
    without(all, |name, _| matches!(name, "q" | "in"))
}

/// The parameters that mean something, without the page, each once.
pub(crate) fn parameters(asked: &Asked) -> Vec<(String, String)> {
    let mut filters = 0;
    let mut said: Vec<(String, String)> = Vec::new();
    for (name, value) in &asked.query {
        let is_filter = Facet::from_word(name).is_some();
        let default = match name.as_str() {
            "in" => value == Scope::Everything.word(),
            "sort" => value == Sort::Date.word(),
            _ => false,
        };
        let known = said.iter().any(|(other, words)| other == name && (!is_filter || words == value));
        let means = place(name).is_some() && name != "page" && !value.trim().is_empty();
        if means && !default && !known && (!is_filter || filters < MOST_CONDITIONS) {
            filters += usize::from(is_filter);
            said.push((name.clone(), value.clone()));
        }
    }
    said
}

/// The place of a parameter in an address.
fn place(name: &str) -> Option<usize> {
    const FIRST: [&str; 7] = ["q", "in", "period", "from", "to", "within", "undated"];
    let facet = Facet::from_word(name).map(|facet| FIRST.len() + facet as usize);
    let last = ["sort", "page"].iter().position(|known| *known == name).map(|place| place + 100);
    FIRST.iter().position(|known| *known == name).or(facet).or(last)
}

pub(super) fn without(all: &[(String, String)], drop: impl Fn(&str, &str) -> bool) -> Vec<(String, String)> {
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

/// The address of a search: its parameters in one order, so that one search has one address.
pub(super) fn address(pairs: &[(String, String)]) -> String {
    let mut pairs = pairs.to_vec();
    pairs.sort_by(|a, b| (place(&a.0), &a.1).cmp(&(place(&b.0), &b.1)));
    format!("/search{}", query_string(&pairs))
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
        falling: falling(found),
        remarks,
        sorts: sorts.map(sort_way).collect(),
        sorted: labels::sort(question.sort),
        take_away: TAKE_AWAY
            .into_iter()
            .map(|(ending, label)| Way {
                label: label.into(),
                href: address(&all).replacen("/search", &format!("/search.{ending}"), 1),
            })
            .collect(),
        concordance: (!question.words.trim().is_empty())
            .then(|| format!("/concordance{}", query_string(&without(&all, |name, _| name == "sort")))),
        marks,
        feed: format!("/search.atom{}", query_string(&all)),
        suggestion: suggestion.map(|suggestion| suggestion_view(suggestion, &all)),
        by_date,
        histogram: timeline::draw(found, |period| {
            let mut pairs = without(&all, |name, _| matches!(name, "period" | "from" | "to"));
            pairs.push(("period".into(), period));
            address(&pairs)
        }),
        period: Period {
            period: question.period.clone().unwrap_or_default(),
            from: question.from.clone().unwrap_or_default(),
            to: question.to.clone().unwrap_or_default(),
            within: question.within,
            undated: question.undated,
            undated_documents: found.falling.undated,
            kept: without(&all, |name, _| matches!(name, "period" | "from" | "to" | "within" | "undated")),
        },
        facets: facets(found, question, &all),
        pager: Pager { unlisted: !plain, ..pager(found, question, |page| page_of(&all, page)) },
        canonical: page_of(&all, question.offset / question.limit.max(1) + 1),
        listed: plain,
    }
}

fn suggestion_view(suggestion: &Suggestion, all: &[(String, String)]) -> SuggestionView {
    let mut pairs = without(all, |name, _| name == "q");
    pairs.insert(0, ("q".into(), suggestion.words.clone()));
    SuggestionView { label: suggestion.words.clone(), total: suggestion.total, href: address(&pairs) }
}

/// The address of a page of a search.
fn page_of(all: &[(String, String)], page: usize) -> String {
    let mut pairs = all.to_vec();
    if page > 1 {
        pairs.push(("page".into(), page.to_string()));
    }
    address(&pairs)
}

/// How surely the documents fall into the period, in a sentence.
fn falling(found: &Discovered) -> Option<String> {
    let period = timeline::words_of(found.period)?;
    let falling = &found.falling;
    Some(match (falling.certainly, falling.possibly) {
        (0, 0) => format!("None within {period}"),
        (_, 0) => format!("All certainly within {period}"),
        (0, _) => format!("All only possibly within {period}"),
        (certainly, possibly) => {
            format!("{certainly} certainly and {possibly} possibly within {period}")
        }
    })
}

/// Conditions on values, those of one facet side by side.
pub(super) fn value_conditions(
    filters: &[discover::Condition],
    cancel: impl Fn(&discover::Condition) -> String,
) -> Vec<Condition> {
    let mut sorted: Vec<&discover::Condition> = filters.iter().collect();
    sorted.sort_by_key(|condition| condition.facet);
    let mut before = None;
    let conditions = sorted.into_iter().map(|condition| Condition {
        name: labels::facet(condition.facet).to_owned(),
        value: labels::facet_value(condition.facet, &condition.value, &condition.label),
        alternative: before.replace(condition.facet) == Some(condition.facet),
        cancel: cancel(condition),
    });
    conditions.collect()
}

fn conditions(found: &Discovered, question: &discover::Asked, all: &[(String, String)]) -> Vec<Condition> {
    let mut conditions = Vec::new();
    if question.scope != Scope::Everything {
        conditions.push(Condition {
            name: "In".into(),
            value: labels::scope(question.scope).into(),
            alternative: false,
            cancel: address(&without(all, |name, _| name == "in")),
        });
    }
    conditions.extend(found.clauses.iter().map(|clause| Condition {
        name: labels::field(clause.field, clause.excluded),
        value: clause.words.clone(),
        alternative: false,
        cancel: address(&asking(all, &clause.without)),
    }));
    conditions.extend(value_conditions(&found.filters, |condition| {
        let facet = condition.facet.word();
        address(&without(all, |name, value| name == facet && value == condition.value))
    }));
    let mut of_dates = |parameter: &str, name: &str, words: &str| {
        conditions.push(Condition {
            name: name.into(),
            value: words.into(),
            alternative: false,
            cancel: address(&without(all, |known, _| known == parameter)),
        });
    };
    for (parameter, name, words) in
        [("period", "When", &question.period), ("from", "From", &question.from), ("to", "To", &question.to)]
    {
        if let Some(words) = words {
            of_dates(parameter, name, words);
        }
    }
    if question.within {
        of_dates("within", "Dates", "wholly within");
    }
    if question.undated {
        of_dates("undated", "Dates", "undated");
    }
    conditions
}

fn facets(found: &Discovered, question: &discover::Asked, all: &[(String, String)]) -> Vec<FacetView> {
    let shown =
        found.facets.iter().filter(|counted| counted.facet != Facet::Year && !counted.values.is_empty());
    shown
        .enumerate()
        .map(|(number, counted)| {
            let values = counted.values.iter().map(|value| value_view(counted.facet, value, question, all));
            let values: Vec<FacetValueView> = values.collect();
            let open = number < 3 || values.iter().any(|value| value.chosen);
            let mut list = all.to_vec();
            list.insert(0, ("facet".into(), counted.facet.word().into()));
            FacetView {
                name: labels::facet(counted.facet),
                open,
                values,
                more: counted.more(),
                all: format!("/search/values{}", query_string(&list)),
            }
        })
        .collect()
}

/// A value with the way to ask for it, or to cease to.
pub(super) fn value_view(
    facet: Facet,
    value: &discover::FacetValue,
    question: &discover::Asked,
    all: &[(String, String)],
) -> FacetValueView {
    let word = facet.word();
    let chosen = question.filters.iter().any(|(f, v)| *f == facet && *v == value.value);
    let pairs = if chosen {
        Some(without(all, |name, known| name == word && known == value.value))
    } else if question.filters.len() < MOST_CONDITIONS {
        Some([all, &[(word.to_owned(), value.value.clone())]].concat())
    } else {
        None
    };
    FacetValueView {
        label: labels::facet_value(facet, &value.value, &value.label),
        count: value.count,
        href: pairs.map(|pairs| address(&pairs)),
        chosen,
        depth: value.depth.min(MOST_SET_IN),
        within: value.within_label.clone(),
        matched: value.matched.clone(),
    }
}
