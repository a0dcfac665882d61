//! Around the query: completion, "did you mean", feeds, the browser's own search box.

use crate::site::{TestSite, note, today};
use axum::http::StatusCode;
use fonds_archive::{ChangeNote, access};
use fonds_model::Access;
use serde_json::{Value, json};

fn site() -> TestSite {
    let site = TestSite::new();
    let paper = |key: &str, title: &str| {
        json!({"document": {"source_key": key, "titles": [{"text": title}], "abstracts": [{"text": "About <sleepers> & rails."}],
            "agents": [{"role": "sender", "as_written": "Lina", "authority": {"source_key": "lina"}}]}})
    };
    site.import(
        "papers.jsonl",
        &[
            json!({"authority": {"source_key": "lina", "kind": "person", "names": [
                {"form": "Lina Kostrova", "kind": "preferred"}, {"form": "Лина Кострова", "kind": "variant"}]}}),
            paper("one", "Cable on sleepers"),
            paper("two", "Letter on sleepers & potatoes"),
        ],
    );
    site.follow();
    site
}

fn json_at(site: &TestSite, path: &str) -> Value {
    serde_json::from_slice(&site.get(path).body).unwrap()
}

#[test]
fn what_is_typed_is_completed_with_names_and_titles() {
    let site = site();
    let reply = json_at(&site, "/search/complete?q=%D0%BB%D0%B8");
    let first = &reply["completions"][0];
    assert_eq!((&first["heading"], &first["matched"]), (&json!("Lina Kostrova"), &json!("Лина Кострова")));
    assert_eq!((&first["kind"], &first["documents"]), (&json!("person"), &json!(2)));
    assert_eq!(site.get(first["url"].as_str().unwrap()).status, StatusCode::OK);
    let titles = json_at(&site, "/search/complete?q=sleepers+");
    assert_eq!(titles["completions"].as_array().unwrap().len(), 2);
    assert!(site.get("/search/complete?q=sl").header("x-robots-tag").contains("noindex"));
    for nothing in ["", "?q=", "?q=%FF%00", "?q=%20", &format!("?q={}", "x".repeat(3_000))] {
        assert_eq!(
            json_at(&site, &format!("/search/complete{nothing}")),
            json!({"completions": []}),
            "{nothing}"
        );
    }
}

#[test]
fn a_browser_learns_how_to_search_and_gets_four_lists() {
    let site = site();
    assert!(site.get("/").text().contains("href=\"/-/opensearch.xml\""));
    let description = site.get("/-/opensearch.xml");
    assert_eq!(description.header("content-type"), "application/opensearchdescription+xml");
    assert!(description.text().contains("template=\"/search?q={searchTerms}\""), "{}", description.text());
    let suggested = site.get("/search/suggest?q=cab");
    assert_eq!(suggested.header("content-type"), "application/x-suggestions+json");
    let lists: Value = serde_json::from_slice(&suggested.body).unwrap();
    assert_eq!(
        (&lists[0], &lists[1], &lists[2]),
        (&json!("cab"), &json!(["Cable on sleepers"]), &json!(["document"]))
    );
    assert_eq!(lists[3].as_array().unwrap().len(), 1);
}

#[test]
fn a_misspelt_question_is_offered_as_it_was_meant() {
    let site = site();
    let page = site.get("/search?q=potatpes&sort=relevance").text();
    assert!(page.contains("Did you mean <a href=\"/search?q=potatoes&amp;sort=relevance\""), "{page}");
    assert!(page.contains("One document"));
    assert!(!site.get("/search?q=sleepers").text().contains("Did you mean"));
    assert!(!site.get("/search?q=xyzzyx").text().contains("Did you mean"));
}

#[test]
fn a_search_is_followed_by_its_feed_newest_first() {
    let site = site();
    let at = |time: &str, access: Access| {
        let note = ChangeNote { at: time.into(), ..note("access") };
        access::set_access(&site.archive, &site.id("one"), access, &note, today()).unwrap();
        site.follow();
    };
    let before = site.get("/search.atom?q=sleepers");
    assert_eq!(before.header("content-type"), "application/atom+xml; charset=utf-8");
    assert_eq!(before.text().matches("<entry>").count(), 2);
    assert!(before.text().contains("About &lt;sleepers&gt; &amp; rails."), "{}", before.text());
    assert!(before.text().contains("href=\"/search?q=sleepers\""));
    let tag = before.header("etag").to_owned();
    assert_eq!(
        site.ask("/search.atom?q=sleepers", &[("if-none-match", &tag)]).status,
        StatusCode::NOT_MODIFIED
    );
    at("2026-02-01T00:00:00.000Z", Access::Restricted);
    assert_eq!(site.get("/search.atom?q=sleepers").text().matches("<entry>").count(), 1);
    assert_eq!(site.get("/search.atom?q=cable").text().matches("<entry>").count(), 0);
    at("2026-02-02T00:00:00.000Z", Access::Public);
    let after = site.get("/search.atom?q=sleepers").text();
    assert_eq!(after.matches("<entry>").count(), 2);
    assert!(site.get("/search?q=sleepers").text().contains("href=\"/search.atom?q=sleepers\""));
}

/// A measurement, not a test: `cargo test -p fonds-web --test main -- --ignored --nocapture fifty_thousand`.
#[test]
#[ignore = "a measurement"]
fn how_long_completion_takes_with_fifty_thousand_names() {
    let site = TestSite::new();
    let syllables = [
        "ba", "cho", "den", "fu", "gro", "hsi", "jin", "ko", "lai", "mer", "nov", "pei", "ras", "sto",
        "tung", "vich",
    ];
    let word = |mut number: usize| {
        let mut word = String::new();
        for _ in 0..4 {
            word.push_str(syllables[number % syllables.len()]);
            number /= syllables.len();
        }
        word
    };
    let mut lines = Vec::new();
    for person in 0..12_500 {
        let names: Vec<Value> = (0..4)
            .map(|number| {
                let kind = if number == 0 { "preferred" } else { "variant" };
                json!({"form": format!("{} {}", word(person * 4 + number), word(person * 7 + 3)), "kind": kind})
            })
            .collect();
        lines.push(
            json!({"authority": {"source_key": format!("p{person}"), "kind": "person", "names": names}}),
        );
    }
    for paper in 0..1_250 {
        let agents: Vec<Value> = (0..10)
            .map(|number| json!({"role": "participant", "as_written": "x", "authority": {"source_key": format!("p{}", paper * 10 + number)}}))
            .collect();
        lines.push(json!({"document": {"source_key": format!("d{paper}"), "titles": [{"text": format!("Talk on {}", word(paper))}], "agents": agents}}));
    }
    site.import("names.jsonl", &lines);
    site.follow();
    let begun = std::time::Instant::now();
    site.get("/search?q=chobaba");
    println!("first search, which reads 50,000 names: {:?}", begun.elapsed());
    let begun = std::time::Instant::now();
    site.get("/search/complete?q=cho");
    println!("first completion, which sorts them: {:?}", begun.elapsed());
    let mut times: Vec<_> = (0..1_000)
        .map(|number| {
            let typed = word(number * 31);
            let begun = std::time::Instant::now();
            site.get(&format!("/search/complete?q={}", &typed[..1 + number % 5]));
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("completion: median {:?}, p99 {:?}, most {:?}", times[500], times[990], times[999]);
}
