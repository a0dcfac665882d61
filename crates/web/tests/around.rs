//! What stands around a document: on its page, as JSON, and behind the addresses that show all of it.

use crate::site::{TestSite, note, today};
use axum::http::StatusCode;
use fonds_archive::around;
use fonds_archive::clearance::Reader;
use fonds_archive::deliver::Delivery;
use fonds_archive::{access, merge};
use fonds_model::Access;
use serde_json::{Value, json};

/// A letter between two, on a day, with words.
pub fn letter(key: &str, day: &str, two: [&str; 2], words: &str) -> Value {
    json!({"document": {
        "source_key": key, "titles": [{"text": format!("Letter {key}")}], "languages": ["en"],
        "dates": [{"role": "created", "display": day, "edtf": day, "earliest": day, "latest": day}],
        "agents": [{"role": "sender", "as_written": two[0], "authority": {"source_key": two[0]}},
            {"role": "recipient", "as_written": two[1]}],
        "renditions": [{"id": "r1", "kind": "transcription", "language": "en", "text": {
            "blocks": [{"anchor": "p1", "kind": "paragraph", "content": [{"words": words}]}]}}]
    }})
}

/// Letters on a broken bridge among letters on other things.
pub fn letters() -> Vec<Value> {
    let ways = [["Lina", "Berg"], ["Lina", "Holm"]];
    let mut lines = vec![json!({"authority": {"source_key": "Lina", "kind": "person", "names": [
        {"form": "Lina Kostrova", "kind": "preferred"}]}})];
    let bridge = [
        ("bridge-1", "1949-03-14", "The trestle at Beishan has cracked; the seed potatoes cross by hand."),
        ("bridge-2", "1949-03-20", "Are the potatoes of Beishan over? Nothing heavy may cross the trestle."),
        ("bridge-3", "1949-03-14", "The trestles of Beishan must be mended before the seed rots."),
    ];
    for (number, (key, day, words)) in bridge.into_iter().enumerate() {
        lines.push(letter(key, day, ways[number / 2], words));
    }
    for number in 0..12 {
        let words = format!("Ledger {number}: the accounts of station {number} were closed without remarks.");
        lines.push(letter(
            &format!("other-{number:02}"),
            &format!("1949-04-{:02}", number + 1),
            ways[1],
            &words,
        ));
    }
    lines
}

fn site() -> TestSite {
    let site = TestSite::new();
    site.import("letters.jsonl", &letters());
    site.follow();
    site
}

fn around_of(site: &TestSite, key: &str) -> Value {
    let reply = site.get(&format!("/documents/{}/around.json", site.id(key)));
    assert_eq!(reply.status, StatusCode::OK);
    serde_json::from_slice(&reply.body).unwrap()
}

fn titles(lines: &Value) -> Vec<&str> {
    lines.as_array().unwrap().iter().map(|line| line["title"].as_str().unwrap()).collect()
}

#[test]
fn letters_on_one_affair_find_each_other_and_none_finds_itself() {
    let site = site();
    assert_eq!(titles(&around_of(&site, "bridge-1")["similar"]), ["Letter bridge-2", "Letter bridge-3"]);
    let second = around_of(&site, "bridge-2");
    let found = titles(&second["similar"]);
    assert!(found.contains(&"Letter bridge-1") && found.contains(&"Letter bridge-3"), "{found:?}");
    assert_eq!(around_of(&site, "other-00")["similar"], json!([]));
}

#[test]
fn a_row_says_where_the_document_stands_and_its_address_shows_them_all() {
    let site = site();
    let around = around_of(&site, "bridge-1");
    let (day, two) = (&around["same_day"], &around["correspondence"]);
    assert_eq!((&day["of"], &day["total"], &day["place"]), (&json!(["1949-03-14"]), &json!(2), &json!(1)));
    assert_eq!((titles(&day["before"]), titles(&day["after"])), (vec![], vec!["Letter bridge-3"]));
    assert_eq!(two["of"], json!(["Lina Kostrova", "Berg"]));
    assert_eq!((titles(&two["before"]), titles(&two["after"])), (vec![], vec!["Letter bridge-2"]));
    for row in [day, two] {
        let search = row["search"].as_str().unwrap().replacen("/search", "/search.json", 1);
        let found: Value = serde_json::from_slice(&site.get(&search).body).unwrap();
        assert_eq!(found["total"], row["total"], "{search}");
    }
}

#[test]
fn nothing_is_looked_for_around_a_document_that_is_asked_for_under_another_address() {
    let site = TestSite::new();
    site.import("letters.jsonl", &letters());
    let id = site.id("bridge-1");
    let own = format!("/documents/{id}/letter-bridge-1");
    for other in [format!("/documents/{id}"), format!("/documents/{id}/mistyped")] {
        let reply = site.get(&other);
        assert_eq!((reply.status, reply.header("location")), (StatusCode::MOVED_PERMANENTLY, &own[..]));
    }
    let ask = |is_own: &dyn Fn(&str) -> bool| {
        around::document_at(&site.archive, &id, is_own, Reader::Public, today()).unwrap()
    };
    assert_eq!(ask(&|_| false), Delivery::Moved(own.clone()));
    // The index hears only while the addresses are compared that one is open again: who finds it has looked afterwards.
    let set = |state| {
        access::set_access(&site.archive, &site.id("bridge-2"), state, &note("access"), today()).unwrap();
    };
    set(Access::Restricted);
    site.follow();
    set(Access::Public);
    assert_eq!(titles(&around_of(&site, "bridge-1")["similar"]), ["Letter bridge-3"]);
    let found = ask(&|url| {
        site.follow();
        url == own
    });
    let Delivery::Here(found) = found else { panic!("{found:?}") };
    assert_eq!(found.1.similar.len(), 2);
}

#[test]
fn the_page_lists_them_and_a_numbered_version_does_not() {
    let site = site();
    let id = site.id("bridge-1");
    let page = site.get(&format!("/documents/{id}/letter-bridge-1")).text();
    let section =
        page.split("id=\"around\"").nth(1).unwrap().split("id=\"description-head\"").next().unwrap();
    for words in [
        "Similar documents",
        "14 March 1949, number 1 of 2",
        "Lina Kostrova and Berg to each other",
        "This document",
    ] {
        assert!(section.contains(words), "{words} in {section}");
    }
    assert!(section.contains("rel=\"nofollow\""), "{section}");
    assert!(!site.get(&format!("/documents/{id}/v/1")).text().contains("id=\"around\""));
}

#[test]
fn what_the_description_says_is_related_is_not_listed_again_as_similar() {
    let site = site();
    let mut reply = letter(
        "bridge-4",
        "1949-03-21",
        ["Holm", "Lina"],
        "The trestle at Beishan stands; the potatoes are over.",
    );
    reply["document"]["relations"] = json!([{"kind": "reply_to", "target": {"source_key": "bridge-1"}}]);
    site.import("reply.jsonl", &[reply]);
    site.follow();
    let around = around_of(&site, "bridge-4");
    let found = titles(&around["similar"]);
    assert!(found.contains(&"Letter bridge-2") && !found.contains(&"Letter bridge-1"), "{found:?}");
}

#[test]
fn what_is_closed_or_merged_away_is_nobodys_neighbour() {
    let site = site();
    let set = |key: &str, state| {
        access::set_access(&site.archive, &site.id(key), state, &note("access"), today()).unwrap();
    };
    let before = around_of(&site, "bridge-1");
    set("bridge-2", Access::Restricted);
    // Before the index has heard of it, too.
    let lines = |around: &Value| titles(&around["similar"]).len();
    assert_eq!((lines(&before), lines(&around_of(&site, "bridge-1"))), (2, 1));
    site.follow();
    let without = around_of(&site, "bridge-1");
    assert_eq!(
        (titles(&without["similar"]), &without["correspondence"]),
        (vec!["Letter bridge-3"], &Value::Null)
    );
    let id = site.id("bridge-2");
    assert_eq!(site.get(&format!("/documents/{id}/around.json")).status, StatusCode::NOT_FOUND);
    set("bridge-2", Access::Public);
    site.follow();
    assert_eq!(around_of(&site, "bridge-1"), before);
    merge::merge(&site.archive, &site.id("bridge-3"), &site.id("bridge-2"), &note("the same")).unwrap();
    site.follow();
    assert_eq!(titles(&around_of(&site, "bridge-1")["similar"]), ["Letter bridge-2"]);
}
