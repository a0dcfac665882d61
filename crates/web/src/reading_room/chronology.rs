//! The list of documents in order of date, with its year and month marks: on the search page and wherever documents
//! are listed.
//!
//! Doubt is drawn (by precision) and worded (in the date mark).

use crate::labels;
use crate::site::Html;
use crate::text::{escaped, marked};
use fonds_archive::discover::{Discovered, Falls, Hit, Widening};
use fonds_model::{Agent, AgentRole, Document, HistoricalDate};
use serde::Serialize;

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Documents under one mark.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Mark {
    /// The year, where it is another than that of the mark before; "Undated" for those at the end.
    pub(crate) year: Option<String>,
    /// The month.
    pub(crate) month: Option<&'static str>,
    pub(crate) entries: Vec<Entry>,
}

/// One document of a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entry {
    pub(crate) url: String,
    pub(crate) title: Html,
    pub(crate) title_language: Option<String>,
    /// The date in the gutter: "8 Jan", "Jan 1949", "1949".
    pub(crate) date_mark: String,
    /// The date as written.
    pub(crate) date: Option<String>,
    /// The days that it is taken as, where words had to be given some.
    pub(crate) taken_as: Option<String>,
    /// The first day in ISO form, for `<time>`.
    pub(crate) machine_date: Option<String>,
    /// `day`, `month`, `year`, `span` or `none`: how it is drawn.
    pub(crate) precision: &'static str,
    /// The time of day on the spot, where one is known.
    pub(crate) clock: Option<String>,
    /// `certainly`, `possibly` or `undated`, where a period was asked for.
    pub(crate) falls: Option<&'static str>,
    /// Who its cover names mean.
    pub(crate) parties: Vec<Html>,
    pub(crate) marking: Option<String>,
    pub(crate) abstract_html: Option<Html>,
    pub(crate) abstract_language: Option<String>,
    pub(crate) snippets: Vec<Passage>,
    /// Under what other names it was found.
    pub(crate) why: Vec<Why>,
}

/// Another name of what was asked, by which a document was found.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Why {
    pub(crate) asked: String,
    pub(crate) matched: String,
    pub(crate) because: String,
    /// Where just the word is asked for; none where there is no query to change.
    pub(crate) only: Option<String>,
}

/// A passage that matches.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Passage {
    pub(crate) language: Option<String>,
    pub(crate) direction: &'static str,
    pub(crate) html: Html,
}

impl Why {
    fn of(widening: &Widening) -> Self {
        let Widening { asked, matched, because } = widening.clone();
        Self { asked, matched, because, only: None }
    }
}

/// Lays hits out under their marks; one mark without words where the order is not by date.
pub(crate) fn lay_out(found: &Discovered, by_date: bool) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut before: Option<(Option<i64>, Option<u32>)> = None;
    for hit in &found.hits {
        let entry = entry_of(hit, by_date);
        let (year, month) = if by_date { place_of(&hit.document) } else { (None, None) };
        match (before, marks.last_mut()) {
            (Some(place), Some(mark)) if place == (year, month) => mark.entries.push(entry),
            _ => {
                let new_year = by_date && before.is_none_or(|(known, _)| known != year);
                let words = year.map_or("Undated".to_owned(), year_words);
                marks.push(Mark {
                    year: new_year.then_some(words),
                    month: month.and_then(|month| MONTHS.get(month as usize - 1)).copied(),
                    entries: vec![entry],
                });
                before = Some((year, month));
            }
        }
    }
    marks
}

pub(super) fn year_words(year: i64) -> String {
    if year > 0 { year.to_string() } else { format!("{} BCE", 1 - year) }
}

/// The year and month under which a document stands: those of its first day.
fn place_of(document: &Document) -> (Option<i64>, Option<u32>) {
    let Some(date) = document.principal_date().map(|date| &date.date) else { return (None, None) };
    let Some((year, month, _)) = date.sort_day().map(|day| day.year_month_day()) else { return (None, None) };
    let narrow = matches!(precision(date), "day" | "month");
    (Some(year), narrow.then_some(month))
}

/// How exactly a date is known.
pub(crate) fn precision(date: &HistoricalDate) -> &'static str {
    let (Some(earliest), Some(latest)) = (date.earliest, date.latest) else {
        return if date.sort_day().is_some() { "span" } else { "none" };
    };
    let (from, to) = (earliest.year_month_day(), latest.year_month_day());
    match date.span_days() {
        1 => "day",
        _ if (from.0, from.1) == (to.0, to.1) => "month",
        365 | 366 if from.0 == to.0 => "year",
        _ => "span",
    }
}

/// The days that a date is taken as by convention, in words.
pub(crate) fn taken_as(date: &HistoricalDate) -> Option<String> {
    date.convention.as_ref()?;
    Some(format!("{} to {}", date.earliest?, date.latest?))
}

/// The date as it stands in the gutter, under the mark of its year.
fn date_mark(date: &HistoricalDate, by_date: bool) -> String {
    let Some((year, month, day)) = date.sort_day().map(|day| day.year_month_day()) else {
        return "No date".into();
    };
    let short = |month: u32| MONTHS.get(month as usize - 1).map_or("", |name| &name[..3]);
    let after_year = |words: String| if by_date { words } else { format!("{words} {year}") };
    match precision(date) {
        "day" => after_year(format!("{day} {}", short(month))),
        "month" if date.span_days() >= 28 => after_year(short(month).to_owned()),
        "month" => {
            let to = date.latest.map_or(day, |latest| latest.year_month_day().2);
            after_year(format!("{day}–{to} {}", short(month)))
        }
        "year" => year_words(year),
        _ => date.display.clone(),
    }
}

/// The time of day, with its zone as written: "02:40", "14:22 Z".
fn clock(date: &HistoricalDate) -> Option<String> {
    let time = date.time?;
    Some(match &date.zone_as_written {
        Some(zone) => format!("{time} {zone}"),
        None => time.to_string(),
    })
}

fn entry_of(hit: &Hit, by_date: bool) -> Entry {
    let document = &hit.document;
    let date = document.principal_date().map(|date| &date.date);
    let words = |language: &Option<fonds_model::Language>| language.as_ref().map(|l| l.as_str().to_owned());
    let title = document.principal_title();
    Entry {
        url: hit.url.clone(),
        title: match title {
            Some(_) => lighten(marked(&hit.title)),
            None => Html("Untitled document".into()),
        },
        title_language: title.and_then(|title| words(&title.language)),
        date_mark: date.map_or("No date".into(), |date| date_mark(date, by_date)),
        date: date.map(|date| date.display.clone()),
        taken_as: date.and_then(taken_as),
        machine_date: date
            .filter(|date| date.span_days() == 1)
            .and_then(|date| date.earliest)
            .map(|day| day.to_string()),
        precision: date.map_or("none", precision),
        clock: date.filter(|date| date.span_days() == 1).and_then(clock),
        falls: hit.falls.map(|falls| match falls {
            Falls::Certainly => "certainly",
            Falls::Possibly => "possibly",
            Falls::Undated => "undated",
        }),
        parties: parties(document),
        marking: document.markings.first().map(|marking| marking.as_written.clone()),
        abstract_html: (!hit.abstract_pieces.is_empty()).then(|| marked(&hit.abstract_pieces)),
        abstract_language: document.principal_abstract().and_then(|words_| words(&words_.language)),
        snippets: hit
            .snippets
            .iter()
            .map(|(language, snippet)| Passage {
                direction: labels::direction(language.as_deref()),
                language: language.clone(),
                html: marked(&snippet.pieces),
            })
            .collect(),
        why: hit.why.iter().map(Why::of).collect(),
    }
}

/// Sets what editors put into brackets lighter: "Filippov [Stalin]".
pub(crate) fn lighten(title: Html) -> Html {
    let words = title.0;
    if !words.contains('[') {
        return Html(words);
    }
    let opened = words.matches('[').count();
    if opened != words.matches(']').count() {
        return Html(words);
    }
    Html(words.replace('[', "<span class=\"identified\">[").replace(']', "]</span>"))
}

/// Sentences about names that mean somebody else: "*Filippov* is Joseph Stalin".
fn parties(document: &Document) -> Vec<Html> {
    let mut sentences: Vec<Html> = Vec::new();
    for agent in &document.agents {
        if let Some((cover, person)) = cover(agent) {
            let sentence = format!("<i>{}</i> is {}", escaped(cover), escaped(person));
            if !sentences.iter().any(|known| known.0 == sentence) {
                sentences.push(Html(sentence));
            }
        }
    }
    sentences
}

/// The name as written and the person whom it means, where they are two.
pub(crate) fn cover(agent: &Agent) -> Option<(&str, &str)> {
    let person = agent.name.as_deref()?;
    let written = agent.bare_name.as_deref().unwrap_or(&agent.as_written);
    let same = person.contains(written) || are_same_words(written, person);
    (!same && agent.role != AgentRole::Mentioned).then_some((written, person))
}

/// Whether two names are made of the same words, in whatever order: "Halloran, Edith".
pub(crate) fn are_same_words(a: &str, b: &str) -> bool {
    let words = |name: &str| {
        let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let mut words: Vec<String> = parts.map(str::to_lowercase).collect();
        words.sort();
        words
    };
    words(a) == words(b)
}
