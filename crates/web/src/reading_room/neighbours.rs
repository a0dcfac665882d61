//! What stands around a document, at the end of its page: documents like it, of its day, between the same two.
//!
//! Not which they are: [`fonds_archive::around`] says that. The relations that a description states are drawn with the
//! document.

use super::Way;
use super::timeline::words_of;
use fonds_archive::around::{Around, Row};
use fonds_archive::lines::DocumentLine;
use fonds_model::Day;
use serde::Serialize;

/// One list of neighbours.
#[derive(Serialize)]
pub(crate) struct NeighboursView {
    /// Its name in the page.
    anchor: &'static str,
    heading: &'static str,
    /// Of what the list is, and where the document stands in it.
    note: Option<String>,
    entries: Vec<NeighbourView>,
    /// The search that finds all of them.
    all: Option<Way>,
}

/// One document, or the place of the one shown.
#[derive(Serialize)]
struct NeighbourView {
    title: String,
    date: Option<String>,
    /// None for the document itself.
    url: Option<String>,
}

/// The lists that have any documents.
pub(crate) fn neighbours(around: &Around) -> Vec<NeighboursView> {
    let similar = (!around.similar.is_empty()).then(|| NeighboursView {
        anchor: "similar",
        heading: "Similar documents",
        note: None,
        entries: around.similar.iter().map(|line| entry(line, true)).collect(),
        all: None,
    });
    let same_day = around.same_day.as_ref().map(|row| {
        let day = row.of.iter().find_map(|day| day.parse::<Day>().ok());
        list("same-day", "The same day", day.and_then(|day| words_of((Some(day), Some(day)))), row, false)
    });
    let correspondence = around.correspondence.as_ref().map(|row| {
        let between = format!("{} to each other", row.of.join(" and "));
        list("correspondence", "The same correspondents", Some(between), row, true)
    });
    similar.into_iter().chain(same_day).chain(correspondence).collect()
}

fn list(
    anchor: &'static str,
    heading: &'static str,
    of: Option<String>,
    row: &Row,
    dated: bool,
) -> NeighboursView {
    let here = NeighbourView { title: "This document".into(), date: None, url: None };
    let entries = row.before.iter().map(|line| entry(line, dated)).chain([here]);
    let entries = entries.chain(row.after.iter().map(|line| entry(line, dated)));
    let place = row.place.map(|place| format!("number {place} of {}", row.total));
    let note: Vec<String> = of.into_iter().chain(place).collect();
    NeighboursView {
        anchor,
        heading,
        note: (!note.is_empty()).then(|| note.join(", ")),
        entries: entries.collect(),
        all: Some(Way { label: format!("All {} in order of date", row.total), href: row.search.clone() }),
    }
}

fn entry(line: &DocumentLine, dated: bool) -> NeighbourView {
    NeighbourView {
        title: line.title.clone().unwrap_or_else(|| "Untitled document".into()),
        date: line.date.clone().filter(|_| dated),
        url: Some(line.url.clone()),
    }
}
