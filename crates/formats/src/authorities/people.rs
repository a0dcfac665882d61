//! Clusters of persons: one person with every spelling under which the volumes of a series list him, each with the
//! places where it stands.
//!
//! The places become external identifiers of the scheme `source_key`: the keys of the same person in those volumes, by
//! which the archive can bring them together. Ranks and offices in front of names stay part of the spellings.

use super::{Reading, add_name, each_tree, name, refuse};
use crate::ReadError;
use crate::tei::xml::{Element, Parts};
use fonds_model::authority::ExternalId;
use fonds_model::{Authority, AuthorityKind, HistoricalDate, NameKind, Notice};

/// How the keys of this register begin; its files are named by number.
const KEY: &str = "hsg-people";

pub(super) fn read(parts: &mut Parts, reading: &mut Reading) -> Result<(), ReadError> {
    each_tree(parts, reading, &["person"], &mut |person, _, reading| take(&person, reading))
}

fn take(person: &Element, reading: &mut Reading) {
    let id = child_words(person, "id");
    if id.is_empty() {
        return refuse(reading, person.line, "person", "id");
    }
    let mut forms = Vec::new();
    for part in ["preferred", "alternates", "originals"] {
        let names = person.child("names").and_then(|names| names.child(part));
        forms.extend(names.iter().flat_map(|names| names.all("name")).map(Element::words));
    }
    forms.retain(|form| !form.is_empty());
    let Some(heading) = forms.first() else { return refuse(reading, person.line, "person", "name") };
    let mut authority = Authority::new(AuthorityKind::Person, format!("{KEY}/{id}"), heading);
    authority.names = vec![name(NameKind::Preferred, heading)];
    forms.iter().for_each(|form| add_name(&mut authority.names, NameKind::Variant, form));
    authority.dates = life(&child_words(person, "birth-year"), &child_words(person, "death-year"));
    for date in authority.dates.iter().filter(|date| !date.is_understood()) {
        reading.notice(doubtful_date(&date.display), person.line);
    }
    authority.description = person.child("remarks").and_then(most_cited);
    authority.external_ids = external_ids(person);
    reading.hand_on(authority);
}

/// A date that nobody understood; its words are kept.
pub(super) fn doubtful_date(words: &str) -> Notice {
    Notice::doubt("AUT003", format!("`{words}` could not be read as a date"))
        .in_field("date")
        .with_hint("the words are kept; edit the date, or mend the source and import it again")
}

/// Birth and death in order; where only the death is known, the birth is said to be unknown.
pub(super) fn life(birth: &str, death: &str) -> Vec<HistoricalDate> {
    match (birth.is_empty(), death.is_empty()) {
        (true, true) => Vec::new(),
        (false, true) => vec![HistoricalDate::read(birth)],
        (true, false) => vec![HistoricalDate::undated("unknown date"), HistoricalDate::read(death)],
        (false, false) => vec![HistoricalDate::read(birth), HistoricalDate::read(death)],
    }
}

/// The remark that most volumes make.
fn most_cited(remarks: &Element) -> Option<String> {
    let citations = |remark: &Element| -> u32 {
        remark.attribute("source-urls").and_then(|number| number.parse().ok()).unwrap_or(0)
    };
    let mut best: Option<(u32, String)> = None;
    for remark in remarks.elements() {
        let (number, words) = (citations(remark), child_words(remark, "p"));
        if !words.is_empty() && best.as_ref().is_none_or(|(most, _)| number > *most) {
            best = Some((number, words));
        }
    }
    best.map(|(_, words)| words)
}

fn external_ids(person: &Element) -> Vec<ExternalId> {
    let mut ids = Vec::new();
    for authority in person.all("authority") {
        if let (Some(scheme), value) = (authority.attribute("service"), authority.words())
            && !value.is_empty()
        {
            ids.push(ExternalId { scheme: scheme.to_owned(), value });
        }
    }
    let places = person.all("source-url").into_iter().filter_map(|url| key_at(&url.words()));
    let mut keys: Vec<String> = places.collect();
    keys.sort();
    keys.dedup();
    ids.extend(keys.into_iter().map(|value| ExternalId { scheme: "source_key".into(), value }));
    ids
}

/// The key that our readers give to the person at this address: in a volume's list of persons, or in the register of
/// posts.
fn key_at(url: &str) -> Option<String> {
    let (_, path) = url.split_once("://")?;
    let mut steps = path.split('/').skip(1);
    match (steps.next()?, steps.next()?, steps.next()) {
        ("historicaldocuments", volume, Some(list)) => {
            let (_, id) = list.split_once('#')?;
            Some(format!("{volume}/{id}"))
        }
        ("departmenthistory", "people", Some(person)) => Some(format!("{}/{person}", super::posts::KEY)),
        _ => None,
    }
}

fn child_words(element: &Element, name: &str) -> String {
    element.child(name).map(Element::words).unwrap_or_default()
}
