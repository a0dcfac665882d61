//! Completion while typing and "did you mean": what names and titles give, and nothing of what is closed.

use crate::testing::{TestArchive, note, today};
use fonds_archive::access::set_access;
use fonds_archive::clearance::Reader;
use fonds_archive::complete::nearest::did_you_mean;
use fonds_archive::complete::{Completion, complete};
use fonds_archive::discover::{Asked, Facet};
use fonds_archive::import::ImportRequest;
use fonds_archive::narrowing::{FacetValue, values};
use fonds_archive::newest::newest;
use fonds_model::Access;
use serde_json::{Value, json};

fn take_in(archive: &TestArchive, things: &[Value]) {
    let lines: String = things.iter().map(|thing| thing.to_string() + "\n").collect();
    archive.import_bytes("papers.jsonl", lines.as_bytes(), ImportRequest::default());
}

fn paper(key: &str, title: &str, sender: &str, access: &str) -> Value {
    json!({ "document": {
        "source_key": key, "access": access, "titles": [{ "text": title }],
        "agents": [{ "role": "sender", "as_written": "Somebody", "authority": { "source_key": sender } }],
        "places": [{ "role": "sent_from", "as_written": "Long Crossing" }] } })
}

fn person(key: &str, names: [&str; 3]) -> Value {
    json!({ "authority": { "source_key": key, "kind": "person", "names": [
        { "form": names[0], "kind": "preferred" }, { "form": names[1], "kind": "variant" },
        { "form": names[2], "kind": "misspelling" } ] } })
}

fn archive() -> TestArchive {
    let archive = TestArchive::new();
    take_in(
        &archive,
        &[
            person("berg", ["Anna Berg", "Анна Берг", "Ana Bergh"]),
            person("lund", ["Olaf Lundquist", "Lundqvist", "Lundkvist"]),
            person("canary", ["Canaria Birdwood", "Canary", "Kanary"]),
            paper("one", "Cable on potatoes", "berg", "public"),
            paper("two", "Letter about the potatoes of Lundquist", "berg", "public"),
            paper("three", "Note", "lund", "public"),
            paper("closed", "Canary in the mine", "canary", "restricted"),
        ],
    );
    archive
}

fn completions(archive: &TestArchive, typed: &str) -> Vec<Completion> {
    complete(&archive.archive, typed, 8, today()).unwrap().to_vec()
}

fn headings(archive: &TestArchive, typed: &str) -> Vec<String> {
    completions(archive, typed).into_iter().map(|completion| completion.heading).collect()
}

#[test]
fn names_in_any_form_and_titles_are_completed_with_what_they_are() {
    let archive = archive();
    let found = completions(&archive, "Ан");
    assert_eq!((found[0].heading.as_str(), found[0].matched.as_deref()), ("Anna Berg", Some("Анна Берг")));
    assert_eq!((found[0].kind, found[0].documents), ("person", 2));
    assert!(found[0].url.starts_with("/people/"));
    assert_eq!(headings(&archive, "pot"), ["Cable on potatoes", "Letter about the potatoes of Lundquist"]);
    assert_eq!(headings(&archive, "lund"), ["Olaf Lundquist", "Letter about the potatoes of Lundquist"]);
    assert_eq!(headings(&archive, "long c"), ["Long Crossing"]);
    assert_eq!(completions(&archive, "long")[0].url, "/search?place=Long%20Crossing");
}

#[test]
fn a_misspelling_finds_and_is_not_shown() {
    let found = completions(&archive(), "ana berg");
    assert_eq!((found[0].heading.as_str(), &found[0].matched), ("Anna Berg", &None));
}

#[test]
fn nothing_of_what_is_closed_is_completed_before_or_after_it_was_open() {
    let archive = archive();
    assert!(completions(&archive, "can").is_empty() && completions(&archive, "bird").is_empty());
    let id = archive.id_of("closed");
    let set = |access| {
        set_access(&archive.archive, &id, access, &note("access"), today()).unwrap();
        archive.follow();
    };
    set(Access::Public);
    assert_eq!(headings(&archive, "can"), ["Canaria Birdwood", "Canary in the mine"]);
    set(Access::Withdrawn);
    assert!(completions(&archive, "can").is_empty());
}

#[test]
fn what_finds_nothing_is_asked_in_the_nearest_words_that_are_there() {
    let archive = archive();
    let suggested = |words: &str| {
        let asked = Asked { words: words.into(), ..Asked::default() };
        let found = did_you_mean(&archive.archive, &asked, 0, Reader::Public, today()).unwrap();
        found.map(|found| (found.words.clone(), found.total))
    };
    assert_eq!(suggested("Potatos"), Some(("potatoes".into(), 2)));
    assert_eq!(suggested("canry"), None);
    assert_eq!(suggested("cable potatoes"), None, "every word is there");
}

#[test]
fn words_that_stand_in_several_texts_are_suggested_and_those_of_closed_or_few_texts_are_not() {
    let archive = archive();
    let text = |key: &str, words: &str, access: &str| {
        json!({ "document": { "source_key": key, "access": access, "titles": [{ "text": key }], "renditions": [{
            "id": "r1", "kind": "transcription", "text": { "blocks": [{ "anchor": "p1", "kind": "paragraph",
            "content": [{ "words": words }] }] } }] } })
    };
    let open = (0..3).map(|n| text(&format!("Paper {n}"), "The locomotive crossed the trestle.", "public"));
    let closed = (0..4).map(|n| text(&format!("Closed {n}"), "The zyzzyvacanary sang.", "restricted"));
    let papers: Vec<Value> = open.chain(closed).chain([text("Lone", "A grasshopper.", "public")]).collect();
    take_in(&archive, &papers);
    let suggested = |words: &str| {
        let asked = Asked { words: words.into(), ..Asked::default() };
        let found = did_you_mean(&archive.archive, &asked, 0, Reader::Public, today()).unwrap();
        found.map(|found| (found.words.clone(), found.total))
    };
    assert_eq!(suggested("locomotve trestle"), Some(("locomotive trestle".into(), 3)));
    assert_eq!(suggested("zyzzyvacanari"), None);
    assert_eq!(suggested("grashopper"), None, "one paper alone may have it misspelt");
}

#[test]
fn a_value_is_found_by_any_name_of_its_bearer() {
    let archive = archive();
    let listed = |facet, find: &str| {
        let asked = Asked { limit: 20, ..Asked::default() };
        let found = values(&archive.archive, &asked, facet, find, Reader::Public, today()).unwrap();
        let value = |value: &FacetValue| (value.label.clone(), value.matched.clone());
        found.values.iter().map(value).collect::<Vec<_>>()
    };
    let berg = |matched: Option<&str>| vec![("Anna Berg".to_owned(), matched.map(str::to_owned))];
    assert_eq!(listed(Facet::Sender, "anna"), berg(None));
    assert_eq!(listed(Facet::Sender, "берг"), berg(Some("Анна Берг")));
    assert_eq!(listed(Facet::Person, "bergh"), berg(Some("Anna Berg")), "a misspelling is not shown");
    assert_eq!(listed(Facet::Person, "lundqvist").len(), 1);
    assert!(listed(Facet::Person, "canary").is_empty(), "named by closed papers alone");
    assert_eq!(listed(Facet::Genre, "berg"), []);
}

#[test]
fn what_was_published_last_comes_first_and_only_what_answers() {
    let archive = archive();
    let at = |time: &str, key: &str, access| {
        let note = fonds_archive::ChangeNote { at: time.into(), ..note("access") };
        set_access(&archive.archive, &archive.id_of(key), access, &note, today()).unwrap();
    };
    at("2026-02-01T00:00:00Z", "one", Access::Restricted);
    at("2026-02-02T00:00:00Z", "two", Access::Restricted);
    at("2026-02-03T00:00:00Z", "two", Access::Public);
    at("2026-02-04T00:00:00Z", "one", Access::Public);
    archive.follow();
    let asked = Asked { words: "potatoes".into(), ..Asked::default() };
    let found = newest(&archive.archive, &asked, 10, today()).unwrap();
    let keys: Vec<&str> = found.iter().map(|published| published.document.source_key.as_str()).collect();
    assert_eq!(keys.len(), 2, "{keys:?}");
    assert!(found.iter().all(|published| published.published <= published.updated));
}
