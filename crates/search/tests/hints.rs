//! What a question tells besides its words: years and numbers, worked out from its tree alone; and days and months, by
//! hand.
//!
//! The years and numbers of [`crate::vocabulary`] are all that questions by chance name; dates of several words are
//! asked of a few entries here.

use crate::corpus::Made;
use crate::meaning::{Asked, Worths, rarity};
use crate::oracle::days;
use crate::queries::{Kind, Leaf, Node, Question, Spot};
use fonds_model::Day;
use fonds_search::{Entry, EntryDate, Index, IndexedText, Options, Request, Scope, Sort};
use std::collections::BTreeMap;

/// A hint of a question by chance.
#[derive(PartialEq)]
enum Hint {
    Year(i64),
    Number(Leaf),
}

/// Adds to each of these what the hints are worth to it.
pub fn add(entries: &BTreeMap<String, Made>, found: &[&Made], question: &Question, scores: &mut [f32]) {
    if question.request.scope != Scope::Everything {
        return;
    }
    for hint in hints(&question.node) {
        let worths: Vec<f32> = match hint {
            Hint::Year(year) => {
                let day =
                    |month, day| i64::from(Day::from_year_month_day(year, month, day).unwrap().number());
                let share = |made: &Made| share(made, day(1, 1), day(12, 31));
                let having = entries.values().filter(|made| share(made) > 0.0).count();
                found.iter().map(|made| rarity(entries, having) * share(made)).collect()
            }
            Hint::Number(leaf) => {
                let worths = Worths::of(&Asked { leaf, spot: Spot::Numbers }, entries, found);
                worths.of_each.into_iter().map(|worth| 2.0 * worth).collect()
            }
        };
        scores.iter_mut().zip(worths).for_each(|(score, worth)| *score += worth);
    }
}

/// The part of the days of a document that lie between two.
fn share(made: &Made, from: i64, to: i64) -> f32 {
    let Some((first, last)) = days(made).filter(|days| days.0 > i64::MIN && days.1 < i64::MAX) else {
        return 0.0;
    };
    (last.min(to) - first.max(from) + 1).max(0) as f32 / (last - first + 1) as f32
}

fn hints(node: &Node) -> Vec<Hint> {
    let mut runs = vec![Vec::new()];
    read_runs(node, &mut runs);
    let mut hints: Vec<Hint> = Vec::new();
    for run in runs {
        let mut is_numbered = false;
        for leaf in run {
            let folded = |at: usize| leaf.words[at].known.folded.as_str();
            if leaf.words.len() == 1 && folded(0) == "1949" {
                hints.push(Hint::Year(1949));
            }
            for at in 0..leaf.words.len() {
                if !folded(at).contains(|c: char| c.is_ascii_digit()) {
                    is_numbered = ["document", "no"].contains(&folded(at));
                } else if is_numbered {
                    let words = vec![leaf.words[at]];
                    hints.push(Hint::Number(Leaf { words, exact: true, ..leaf.clone() }));
                }
            }
        }
    }
    let mut each: Vec<Hint> = Vec::new();
    for hint in hints {
        let is_same = |known: &Hint| match (known, &hint) {
            (Hint::Number(a), Hint::Number(b)) => a.words == b.words,
            _ => *known == hint,
        };
        if !each.iter().any(is_same) {
            each.push(hint);
        }
    }
    each
}

/// Plain words that are typed side by side. What is excluded or in one part alone is none of them.
fn read_runs<'n>(node: &'n Node, runs: &mut Vec<Vec<&'n Leaf>>) {
    match node {
        Node::Leaf(leaf) if !leaf.exact && !leaf.just && leaf.kind == Kind::Words => {
            runs.last_mut().unwrap().push(leaf);
        }
        Node::And(nodes) => {
            for node in nodes {
                let in_parentheses = matches!(node, Node::And(_) | Node::Or(_));
                runs.extend(in_parentheses.then(Vec::new));
                read_runs(node, runs);
                runs.extend(in_parentheses.then(Vec::new));
            }
        }
        Node::Or(nodes) => {
            for node in nodes {
                runs.push(Vec::new());
                read_runs(node, runs);
            }
            runs.push(Vec::new());
        }
        _ => runs.push(Vec::new()),
    }
}

/// An index of telegrams that say the same, each with its date and number.
fn telegrams(dated: &[(&str, &str, Option<&str>)]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Options::default()).unwrap();
    let mut writer = index.writer(15_000_000, 1).unwrap();
    for (id, date, number) in dated {
        let date: Vec<Day> = date.split('/').map(|day| day.parse().unwrap()).collect();
        let words = "Telegram 12 of January on rice, in answer to another of 5 May".to_owned();
        let entry = Entry {
            id: (*id).into(),
            texts: vec![IndexedText { language: Some("en".into()), words }],
            numbers: number.map(str::to_owned).into_iter().collect(),
            date: Some(EntryDate {
                earliest: date.first().copied(),
                latest: date.last().copied(),
                time: None,
            }),
            ..Entry::default()
        };
        writer.put(&entry).unwrap();
    }
    writer.commit(1).unwrap();
    (folder, index)
}

fn order(index: &Index, words: &str) -> Vec<String> {
    let request = Request { words: words.into(), sort: Sort::Relevance, ..Request::default() };
    index.search(&request).unwrap().hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn a_day_that_is_named_brings_its_documents_to_the_top_and_loses_none() {
    let (_folder, index) = telegrams(&[
        ("of-the-day", "1953-05-05", None),
        ("of-the-month", "1953-05-01/1953-05-31", None),
        ("of-the-year", "1953-01-01/1953-12-31", None),
        ("earlier", "1950-05-05", None),
        ("later", "1954-02-01", None),
    ]);
    // The vaguer a document's date, the less it counts; of equals the earlier stands first.
    let sure = ["of-the-day", "of-the-month", "of-the-year", "earlier", "later"];
    assert_eq!(order(&index, "telegram rice 5 May 1953"), sure);
    assert_eq!(order(&index, "telegram rice May 5")[..2], ["earlier", "of-the-day"]);
}

#[test]
fn a_number_behind_a_word_for_documents_is_that_of_a_document() {
    let (_folder, index) = telegrams(&[
        ("speaks of it", "1949-01-01", Some("12/12/12/12 12 12 12")),
        ("is it", "1949-01-02", Some("12")),
        ("neither", "1949-01-03", Some("13")),
    ]);
    let request = |words: &str| Request { words: words.into(), sort: Sort::Relevance, ..Request::default() };
    let scores = |words: &str| {
        let hits = index.search(&request(words)).unwrap().hits;
        hits.into_iter().map(|hit| (hit.id, hit.score.unwrap())).collect::<BTreeMap<_, _>>()
    };
    let (bare, named) = (scores("rice telegram of 12"), scores("rice of telegram 12"));
    let more = |id: &str| named[id] - bare[id];
    assert!(more("is it") > 1.0 && more("neither") == 0.0, "{bare:?} {named:?}");
}
