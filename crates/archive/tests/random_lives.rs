//! After any life of imports, edits, embargoes, withdrawals, merges and erasures, an index made anew answers as the one
//! that followed every step: the same documents, order, scores to the last bit, and counts. And no file of the index
//! holds a word of what is hidden: the terms are read out of it one by one.

use crate::testing::{TestArchive, document, note, today};
use fonds_archive::access::set_access;
use fonds_archive::clearance::{Clearance, Reader, clear};
use fonds_archive::describe::edit;
use fonds_archive::erase::erase;
use fonds_archive::indexing::lift_embargoes;
use fonds_archive::merge::merge;
use fonds_archive::preserve::rebuild;
use fonds_model::{Access, Day, Document, Rendition, Text};
use fonds_search::{FacetCounts, Request, Scope, Sort};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

const WORDS: [&str; 8] = ["sleepers", "potatoes", "bridge", "frost", "engine", "cipher", "ration", "ferry"];
const KEYS: u8 = 8;

#[derive(Debug, Clone)]
enum Step {
    Import { key: u8, words: Vec<usize>, year: u16, parts: u8 },
    Retitle { key: u8, word: usize },
    Hide { key: u8, state: u8 },
    HidePart { key: u8, part: u8, state: u8 },
    Merge { key: u8, into: u8 },
    Erase { key: u8 },
    NextDay,
    Rebuild,
}

fn step() -> impl Strategy<Value = Step> {
    let words = prop::collection::vec(0..WORDS.len(), 1..6);
    prop_oneof![
        5 => (0..KEYS, words, 1945..1953u16, 1..4u8)
            .prop_map(|(key, words, year, parts)| Step::Import { key, words, year, parts }),
        2 => (0..KEYS, 0..WORDS.len()).prop_map(|(key, word)| Step::Retitle { key, word }),
        3 => (0..KEYS, 0..5u8).prop_map(|(key, state)| Step::Hide { key, state }),
        3 => (0..KEYS, 0..4u8, 0..5u8).prop_map(|(key, part, state)| Step::HidePart { key, part, state }),
        1 => (0..KEYS, 0..KEYS).prop_map(|(key, into)| Step::Merge { key, into }),
        1 => (0..KEYS).prop_map(|key| Step::Erase { key }),
        1 => Just(Step::NextDay),
        1 => Just(Step::Rebuild),
    ]
}

/// A word that stands in one rendition of one document and nowhere else.
fn canary(key: u8, part: u8) -> String {
    format!("canary{}of{}", char::from(b'a' + part), char::from(b'a' + key))
}

fn paper(key: u8, words: &[usize], year: u16, parts: u8) -> Document {
    let spoken: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
    let text = |part| format!("{} {}", canary(key, part), spoken.join(" "));
    let mut paper = document(&format!("p/{key}"), &format!("Paper {key}"), &year.to_string(), &text(0));
    // With one part fewer or more than before, the parts that stay must stay closed.
    for part in (1..parts).rev() {
        let text = Text::from_plain(&text(part));
        paper.renditions.insert(0, Rendition::transcription(format!("r{}", part + 1), None, text));
    }
    paper
}

fn state(number: u8, today: Day) -> Access {
    let states = [
        Access::Public,
        Access::Restricted,
        Access::Withdrawn,
        Access::Embargoed { until: Day::from_number(today.number() + 2) },
        Access::Draft,
    ];
    states[usize::from(number)]
}

fn take(archive: &TestArchive, step: &Step, day: &mut Day) {
    let snapshot = archive.archive.catalogue().snapshot().unwrap();
    let id = |key: &u8| snapshot.id_of_key(fonds_catalogue::Kind::Document, &format!("p/{key}")).unwrap();
    // Steps that make no sense at this point of the life are refused, which is part of what is tested.
    match step {
        Step::Import { key, words, year, parts } => {
            archive.import_documents(&[paper(*key, words, *year, *parts)]);
        }
        Step::Retitle { key, word } => {
            if let Some(id) = id(key) {
                let title = [("title".into(), WORDS[*word].into())];
                let _ = edit(&archive.archive, &id, &title, None, &note("title"));
            }
        }
        Step::Hide { key, state: number } => {
            if let Some(id) = id(key) {
                let _ = set_access(&archive.archive, &id, state(*number, *day), &note("access"), *day);
            }
        }
        Step::HidePart { key, part, state: number } => {
            if let Some(id) = id(key) {
                let part = format!("{id}/r{}", part + 1);
                let _ = set_access(&archive.archive, &part, state(*number, *day), &note("access"), *day);
            }
        }
        Step::Merge { key, into } => {
            if let (Some(id), Some(into)) = (id(key), id(into)) {
                let _ = merge(&archive.archive, &id, &into, &note("same"));
            }
        }
        Step::Erase { key } => {
            if let Some(id) = id(key) {
                let _ = erase(&archive.archive, &id, true, &note("the law"));
            }
        }
        Step::NextDay => {
            *day = day.next();
            lift_embargoes(&archive.archive, &note("embargo ended"), *day).unwrap();
        }
        Step::Rebuild => rebuild(&archive.archive, *day, &mut |_| {}).unwrap(),
    }
    archive.follow_on(*day);
}

type Answer = (u64, Vec<(String, Option<u32>)>, FacetCounts);

fn answers(archive: &TestArchive) -> Vec<Answer> {
    let mut answers = Vec::new();
    for words in std::iter::once("").chain(WORDS).chain(["sleepers OR frost -engine", "\"paper 3\""]) {
        for sort in [Sort::Date, Sort::DateDescending, Sort::Relevance] {
            for scope in [Scope::Everything, Scope::Text] {
                let request = Request {
                    words: words.into(),
                    sort,
                    scope,
                    facets: true,
                    limit: 50,
                    ..Request::default()
                };
                let reply = archive.archive.index().search(&request).unwrap();
                let hits = reply.hits.into_iter().map(|hit| (hit.id, hit.score.map(f32::to_bits)));
                answers.push((reply.total, hits.collect(), reply.facets));
            }
        }
    }
    answers
}

/// Every term of every segment that lies in the folder, and the names of the files that no segment owns.
fn read_index(folder: &Path) -> (BTreeSet<String>, Vec<String>) {
    let current = std::fs::read_to_string(folder.join("current")).unwrap();
    let version = folder.join(current.trim_end());
    let index = tantivy::Index::open_in_dir(&version).unwrap();
    let metas = index.load_metas().unwrap();
    let mut terms = BTreeSet::new();
    for meta in &metas.segments {
        let segment = tantivy::SegmentReader::open(&index.segment(meta.clone())).unwrap();
        for (field, entry) in index.schema().fields().filter(|(_, entry)| entry.is_indexed()) {
            let inverted = segment.inverted_index(field).unwrap();
            let mut stream = inverted.terms().stream().unwrap();
            while stream.advance() {
                terms.insert(format!("{} {}", entry.name(), String::from_utf8_lossy(stream.key())));
            }
        }
    }
    let owned: BTreeSet<String> =
        metas.list_segment_files().iter().map(|path| path.display().to_string()).collect();
    let there =
        std::fs::read_dir(&version).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let left =
        there.filter(|name| !owned.contains(name) && !name.ends_with(".json") && !name.ends_with(".lock"));
    (terms, left.collect())
}

/// The canaries that everybody may read today.
fn shown(archive: &TestArchive, day: Day) -> BTreeSet<String> {
    let snapshot = archive.archive.catalogue().snapshot().unwrap();
    let mut shown = BTreeSet::new();
    for stored in snapshot.list::<Document>(None, 1_000).unwrap() {
        let stored = snapshot.find::<Document>(stored.value.id.as_str()).unwrap().unwrap();
        if let Clearance::Cleared(document) = clear(stored.value, Reader::Public, day) {
            let texts = document.renditions.iter().filter_map(|rendition| rendition.text.as_ref());
            let words =
                texts.flat_map(|text| text.plain().split_whitespace().map(str::to_owned).collect::<Vec<_>>());
            shown.extend(words.filter(|word| word.starts_with("canary")));
        }
    }
    shown
}

fn canaries_in_index(archive: &TestArchive) -> BTreeSet<String> {
    let (terms, left) = read_index(&archive.archive.folder().join("index"));
    assert_eq!(left, [""; 0], "files that no segment owns");
    let words = terms.iter().filter_map(|term| term.strip_prefix("text ")).map(str::to_owned);
    words.filter(|word| word.starts_with("canary")).collect()
}

#[test]
fn the_reader_of_terms_sees_what_is_there() {
    let archive = TestArchive::new();
    archive.import_documents(&[paper(1, &[0, 1], 1949, 3)]);
    let all: BTreeSet<String> = (0..3).map(|part| canary(1, part)).collect();
    assert_eq!(canaries_in_index(&archive), all);
}

#[test]
fn a_closed_part_of_an_open_document_leaves_no_word_in_the_index() {
    let archive = TestArchive::new();
    archive.import_documents(&[paper(1, &[0, 1], 1949, 2), paper(2, &[2], 1949, 1)]);
    let part = format!("{}/r2", archive.id_of("p/1"));
    set_access(&archive.archive, &part, Access::Restricted, &note("a source"), today()).unwrap();
    archive.follow();
    assert_eq!(canaries_in_index(&archive), BTreeSet::from([canary(1, 0), canary(2, 0)]));
}

/// Among many open documents, so that no merge of the engine's own happens to rewrite their segment.
#[test]
fn one_closed_document_among_many_leaves_no_word_in_the_index() {
    let archive = TestArchive::new();
    let papers: Vec<Document> = (0..26).map(|key| paper(key, &[0, 1], 1949, 2)).collect();
    archive.import_documents(&papers);
    set_access(&archive.archive, &archive.id_of("p/3"), Access::Withdrawn, &note("a name"), today()).unwrap();
    archive.follow();
    let part = format!("{}/r2", archive.id_of("p/7"));
    set_access(&archive.archive, &part, Access::Restricted, &note("a source"), today()).unwrap();
    archive.follow();
    let all = (0..26).flat_map(|key| [canary(key, 0), canary(key, 1)]);
    let closed = [canary(3, 0), canary(3, 1), canary(7, 1)];
    assert_eq!(canaries_in_index(&archive), all.filter(|canary| !closed.contains(canary)).collect());
}

#[test]
fn a_part_that_was_closed_stays_closed_when_its_source_comes_again_in_another_order() {
    let archive = TestArchive::new();
    archive.import_documents(&[paper(1, &[0], 1949, 2)]);
    let part = format!("{}/r1", archive.id_of("p/1"));
    set_access(&archive.archive, &part, Access::Restricted, &note("a source"), today()).unwrap();
    archive.follow();
    // A third part now stands before the two.
    archive.import_documents(&[paper(1, &[0, 1], 1949, 3)]);
    assert_eq!(canaries_in_index(&archive), BTreeSet::from([canary(1, 1), canary(1, 2)]));
}

#[test]
fn a_rendition_that_its_source_drops_leaves_no_word_in_the_index() {
    let archive = TestArchive::new();
    for key in [3, 0, 7, 5] {
        archive.import_documents(&[paper(key, &[0], 1945, if key == 7 { 3 } else { 1 })]);
    }
    archive.import_documents(&[paper(7, &[4, 7], 1947, 2)]);
    assert!(!canaries_in_index(&archive).contains(&canary(7, 2)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if std::env::var_os("FONDS_LONG").is_some() { 300 } else { 12 }, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rebuilt_index_answers_as_the_one_that_followed(life in prop::collection::vec(step(), 1..16)) {
        let archive = TestArchive::new();
        let mut day = today();
        for step in &life {
            take(&archive, step, &mut day);
            let hidden: Vec<String> = canaries_in_index(&archive).difference(&shown(&archive, day)).cloned().collect();
            prop_assert_eq!(hidden, Vec::<String>::new(), "after {:?}", step);
        }
        let followed = answers(&archive);
        archive.assert_whole_on(day);
        rebuild(&archive.archive, day, &mut |_| {}).unwrap();
        prop_assert_eq!(followed, answers(&archive));
    }
}

#[test]
fn segments_do_not_pile_up_with_edits() {
    let archive = TestArchive::new();
    for n in 0..60u8 {
        archive.import_documents(&[paper(n % 26, &[0], 1949, 1)]);
    }
    let folder = archive.archive.folder().join("index");
    let current = std::fs::read_to_string(folder.join("current")).unwrap();
    let index = tantivy::Index::open_in_dir(folder.join(current.trim_end())).unwrap();
    let segments = index.load_metas().unwrap().segments.len();
    assert!(segments < 10, "{segments} segments after 60 small imports");
}
