//! How much of the many names of things a search finds, with the archive's lexicon and by rules alone, and what it
//! confuses: on groups of names that are not part of this project, one paper for each form of each group.

use crate::testing::{TestArchive, today};
use fonds_archive::clearance::Reader;
use fonds_archive::discover::{Asked, search};
use fonds_archive::import::ImportRequest;
use fonds_search::folded_words;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const GROUPS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/names/variants.jsonl");

/// What a search for every form of every group came to.
#[derive(Default)]
struct Tally {
    /// Of each kind of thing the pairs of forms, and how many of them are found.
    pairs: BTreeMap<String, (u32, u32)>,
    queries: u32,
    /// Searches that by another name met a paper of another group.
    confused: Vec<String>,
    missed: Vec<String>,
}

impl Tally {
    fn share(&self, kinds: &[&str]) -> f64 {
        let of = self.pairs.iter().filter(|(kind, _)| kinds.is_empty() || kinds.contains(&kind.as_str()));
        let (all, found) = of.fold((0, 0), |sum, (_, of)| (sum.0 + of.0, sum.1 + of.1));
        f64::from(found) / f64::from(all.max(1))
    }
}

fn groups(text: &str) -> Vec<(String, Vec<String>)> {
    let read = |line: &str| -> (String, Vec<String>) {
        let group: Value = serde_json::from_str(line).unwrap();
        let forms = group["forms"].as_array().unwrap().iter();
        (group["kind"].as_str().unwrap().into(), forms.map(|form| form.as_str().unwrap().into()).collect())
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(read).collect()
}

/// Homonyms are no confusion: two groups with the same form, or one of which has a form that is part of the other's.
fn are_homonyms(one: &[String], other: &[String]) -> bool {
    let words = |form: &String| format!(" {} ", folded_words(form).join(" "));
    let (one, other): (Vec<_>, Vec<_>) = (one.iter().map(words).collect(), other.iter().map(words).collect());
    one.iter().any(|a| other.iter().any(|b| a.contains(b.as_str()) || b.contains(a.as_str())))
}

fn measure(text: &str, lexicon: bool) -> Tally {
    let groups = groups(text);
    let archive = TestArchive::new();
    if lexicon {
        archive.import_bytes("names.jsonl", text.as_bytes(), ImportRequest::default());
    }
    let mut lines = String::new();
    for (group, (_, forms)) in groups.iter().enumerate() {
        for (number, form) in forms.iter().enumerate() {
            let paper = json!({ "document": { "source_key": format!("{group}/{number}"), "titles": [{ "text": form }] } });
            lines += &format!("{paper}\n");
        }
    }
    archive.import_bytes("papers.jsonl", lines.as_bytes(), ImportRequest::default());
    let mut tally = Tally::default();
    for (number, (kind, forms)) in groups.iter().enumerate() {
        for (place, form) in forms.iter().enumerate() {
            let asked = Asked { words: form.clone(), limit: 1_000, ..Asked::default() };
            let found = search(&archive.archive, &asked, Reader::Public, today()).unwrap();
            let mut own = Vec::new();
            tally.queries += 1;
            for hit in &found.hits {
                let (group, place) = hit.document.source_key.split_once('/').unwrap();
                let group: usize = group.parse().unwrap();
                if group == number {
                    own.push(place.parse::<usize>().unwrap());
                } else if !hit.why.is_empty() && !are_homonyms(forms, &groups[group].1) {
                    tally.confused.push(format!("{form} → {} ({:?})", hit.document.titles[0].text, hit.why));
                }
            }
            let pairs = tally.pairs.entry(kind.clone()).or_default();
            for other in (0..forms.len()).filter(|other| *other != place) {
                pairs.0 += 1;
                if own.contains(&other) {
                    pairs.1 += 1;
                } else {
                    tally.missed.push(format!("{form} → {}", forms[other]));
                }
            }
        }
    }
    tally
}

fn read() -> Option<String> {
    let text = std::fs::read_to_string(GROUPS).ok();
    if text.is_none() {
        println!("skipped: {GROUPS} is not there");
    }
    text
}

fn report(name: &str, tally: &Tally) {
    println!(
        "{name}: {:.1} % of all pairs; {} queries, {} confused",
        100.0 * tally.share(&[]),
        tally.queries,
        tally.confused.len()
    );
    for (kind, (pairs, found)) in &tally.pairs {
        println!(
            "  {kind}: {found} of {pairs} pairs, {:.1} %",
            100.0 * f64::from(*found) / f64::from(*pairs)
        );
    }
    tally.confused.iter().for_each(|confused| println!("  confused: {confused}"));
    tally.missed.iter().take(40).for_each(|missed| println!("  missed: {missed}"));
}

#[test]
fn with_the_lexicon_on_any_form_finds_nearly_every_other() {
    let Some(text) = read() else { return };
    let tally = measure(&text, true);
    report("with the lexicon", &tally);
    assert!(tally.share(&[]) >= 0.97, "{:.3}", tally.share(&[]));
    assert!(tally.confused.len() * 100 <= tally.queries as usize, "{:#?}", tally.confused);
}

#[test]
fn rules_alone_find_most_names_of_people_and_places() {
    let Some(text) = read() else { return };
    let tally = measure(&text, false);
    report("rules alone", &tally);
    assert!(tally.share(&["person", "place"]) >= 0.60, "{:.3}", tally.share(&["person", "place"]));
    assert!(tally.confused.len() * 100 <= tally.queries as usize, "{:#?}", tally.confused);
}
