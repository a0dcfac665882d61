//! Only cleared things leave: every address for every state of a document, a canary word in everything that is closed,
//! and a second site that never held it, byte for byte the same.

use crate::around::{letter, letters};
use crate::site::{Reply, TestSite, note, today};
use axum::http::StatusCode;
use fonds_archive::discover::Facet;
use fonds_archive::{access, erase, merge};
use fonds_model::Access;
use fonds_web::routes::ROUTES;
use serde_json::{Value, json};

/// Stands in nothing that is for everybody.
const CANARY: &str = "zyzzyvacanary";

/// A description that names everything that can be named, each with this word.
fn document(key: &str, word: &str, access: &str) -> Value {
    let words = json!([{ "words": format!("The {word} crossed the ice.") }]);
    json!({"document": {
        "source_key": key, "access": access,
        "titles": [{"text": format!("Cable on the {word}")}], "abstracts": [{"text": format!("About the {word}.")}],
        "dates": [{"role": "created", "display": "14 March 1949", "edtf": "1949-03-14", "earliest": "1949-03-14", "latest": "1949-03-14"}],
        "genre": format!("{word} cable"), "numbers": [{"value": format!("{word}-7")}],
        "agents": [{"role": "sender", "as_written": format!("Lina {word}"), "authority": {"source_key": format!("person-{word}")}}, {"role": "recipient", "as_written": format!("Board of {word}")}, {"role": "participant", "as_written": format!("Comrade {word}"), "authority": {"source_key": format!("person-{word}")}}],
        "places": [{"role": "sent_from", "as_written": format!("{word} Crossing"), "authority": {"source_key": format!("place-{word}")}}, {"role": "covers", "as_written": format!("{word} valley")}],
        "subjects": [{"as_written": format!("{word}--Railways")}], "topics": [format!("{word} topic")],
        "markings": [{"as_written": format!("{word} secret")}],
        "witnesses": [{"id": "w1", "unit": {"source_key": format!("unit-{word}")}, "verbatim": format!("Archive of {word}, f. 1")}],
        "renditions": [{"id": "r1", "kind": "transcription", "text": {
            "blocks": [{"anchor": "p1", "kind": "paragraph", "content": [{"words": format!("The {word} crossed the ice. ")}, {"note_mark": "n1"}]}],
            "notes": [{"id": "n1", "label": "1", "content": words}]}}],
        "collections": [{"source_key": format!("collection-{word}")}, {"source_key": "railway"}]
    }})
}

fn named(word: &str, access: &str) -> Vec<Value> {
    vec![
        json!({"collection": {"source_key": format!("collection-{word}"), "title": format!("Papers on {word}"), "parent": {"source_key": "railway"}, "access": access}}),
        json!({"authority": {"source_key": format!("person-{word}"), "kind": "person", "names": [{"form": format!("{word}, Lina"), "kind": "preferred"}]}}),
        json!({"authority": {"source_key": format!("place-{word}"), "kind": "place", "names": [{"form": format!("{word} Crossing"), "kind": "preferred"}], "broader": {"source_key": format!("place-{CANARY}")}}}),
        json!({"unit": {"source_key": format!("unit-{word}"), "repository": format!("Archive of {word}"), "reference": [{"unit": "fond", "value": "1"}]}}),
    ]
}

/// What everybody may see, with pointers into what nobody may.
fn open_papers() -> Vec<Value> {
    let mut lines = vec![json!({"collection": {"source_key": "railway", "title": "Railway papers"}})];
    lines.extend(named("potatoes", "public"));
    let mut first = document("open-1", "potatoes", "public");
    let parts = &mut first["document"];
    parts["relations"] = json!([{"kind": "reply_to", "target": {"source_key": "restricted-1"}}, {"kind": "related", "target": {"source_key": "open-2"}}]);
    parts["renditions"][0]["text"]["blocks"][0]["content"].as_array_mut().unwrap().push(
        json!({"reference": {"target": {"source_key": "restricted-1"}, "content": [{"words": "see the other cable"}]}}),
    );
    lines.push(first);
    lines.push(document("open-2", "potatoes", "public"));
    lines
}

const CLOSED: [&str; 3] = ["draft", "restricted", "embargoed:2030-01-01"];

/// Everything that is closed: documents, a collection, and a rendition of an open document.
fn closed_papers() -> Vec<Value> {
    let mut lines = named(CANARY, "restricted");
    for (number, access) in CLOSED.into_iter().enumerate() {
        let key = format!("{}-{number}", access.split(':').next().unwrap());
        let mut closed = document(&key, CANARY, access);
        closed["document"]["relations"] =
            json!([{"kind": "mentions", "target": {"source_key": "open-1"}, "evidence": CANARY}]);
        lines.push(closed);
    }
    let mut also = document("also", CANARY, "restricted");
    also["document"]["titles"] = json!([{"text": format!("potatoes potatoes {CANARY}")}]);
    lines.push(also);
    lines
}

fn every_start(site: &TestSite) -> Vec<String> {
    let id = site.id("open-1");
    let mut starts: Vec<String> = [
        "/",
        "/search",
        "/search.json",
        "/search.csv",
        "/search.jsonl",
        "/search.bib?sort=relevance&q=potatoes",
        "/search.ris",
        "/concordance?q=potatoes&by=left&figures=1",
        "/concordance.json?q=potatoes&by=right&figures=1",
        "/concordance.csv?q=ice",
        "/collections",
        "/people",
        "/places",
        "/subjects",
        "/organizations",
        "/sitemap.xml",
        "/robots.txt",
        "/-/healthz",
        "/search?q=potatoes&sort=relevance",
        "/search.json?q=ice&sort=relevance",
        "/search?undated=1",
        "/search?q=potatpes",
        "/search.atom",
        "/search.atom?q=potatoes",
        "/search/complete?q=po",
        "/search/complete?q=cable",
        "/search/complete?q=lin",
        "/search/suggest?q=po",
        "/-/opensearch.xml",
        "/search?from=1949-03-14&to=1949-03-14&within=1",
        "/search?period=March+1949&undated=1",
        "/search.json?period=early+1949",
    ]
    .map(str::to_owned)
    .into();
    for facet in Facet::ALL.into_iter().map(Facet::word) {
        starts.push(format!("/search/values?facet={facet}"));
        starts.push(format!("/search/values?facet={facet}&find={CANARY}"));
        starts.push(format!("/search/values.json?facet={facet}&period=1949"));
    }
    starts.push(format!("/search.json?q={CANARY}"));
    // Beginnings and misspellings of what nobody may know of.
    starts.extend(
        [
            "/search/complete?q=zyz",
            "/search/suggest?q=zyzzyva",
            "/search?q=zyzzyvacanari",
            "/search.atom?q=zyz",
        ]
        .map(str::to_owned),
    );
    starts.extend([
        format!("/documents/{id}"),
        format!("/documents/{id}/around.json"),
        format!("/documents/{id}.json"),
        format!("/documents/{id}.txt"),
        format!("/documents/{id}.tei.xml"),
        format!("/documents/{id}.bib"),
        format!("/documents/{id}.ris"),
    ]);
    starts
}

fn holds_canary(path: &str, reply: &Reply) -> bool {
    // A search page says again what was asked; nothing else may.
    let asked = path.to_lowercase().contains(CANARY);
    let headers = format!("{:?}", reply.headers).to_lowercase();
    (!asked && reply.text().to_lowercase().contains(CANARY)) || headers.contains(CANARY)
}

#[test]
fn a_second_site_that_never_held_what_is_closed_is_the_same_byte_for_byte() {
    let (first, second) = (TestSite::new(), TestSite::new());
    for site in [&first, &second] {
        site.import("open.jsonl", &open_papers());
    }
    first.import("closed.jsonl", &closed_papers());
    first.follow();
    second.follow();
    let starts = every_start(&first);
    let starts: Vec<&str> = starts.iter().map(String::as_str).collect();
    let (pages, same) = (first.crawl(&starts, 2), second.crawl(&starts, 2));
    assert!(pages.len() > 60, "{}", pages.len());
    assert_eq!(pages.keys().collect::<Vec<_>>(), same.keys().collect::<Vec<_>>());
    for (path, reply) in &pages {
        assert_eq!(reply.text(), same[path].text(), "{path}");
        assert_eq!(*reply, same[path], "{path}");
        assert!(!holds_canary(path, reply), "{path}");
    }
}

#[test]
fn what_stands_around_a_document_is_the_same_with_and_without_closed_papers_beside_it() {
    let (first, second) = (TestSite::new(), TestSite::new());
    for site in [&first, &second] {
        site.import("letters.jsonl", &letters());
    }
    // On the same affair, of the same days, between the same two, one of them its twin.
    let closed = ["draft", "restricted", "embargoed:2030-01-01", "public"].map(|access| {
        let words = format!("The trestle at Beishan has cracked; the seed potatoes cross by hand. {CANARY}");
        let mut closed = letter(&format!("{CANARY}-{access}"), "1949-03-14", ["Lina", "Berg"], &words);
        closed["document"]["access"] = json!(access);
        closed
    });
    first.import("closed.jsonl", &closed);
    first.follow();
    second.follow();
    let withdrawn = first.id(&format!("{CANARY}-public"));
    access::set_access(&first.archive, &withdrawn, Access::Withdrawn, &note("asked for"), today()).unwrap();
    first.follow();
    for key in ["bridge-1", "bridge-2", "bridge-3", "other-00"] {
        let id = first.id(key);
        let page = first.get(&format!("/documents/{id}/around.json"));
        assert_eq!(page.text(), second.get(&format!("/documents/{id}/around.json")).text(), "{key}");
        assert!(key == "other-00" || page.text().contains("\"similar\":[{"), "{}", page.text());
        let path = format!("/documents/{id}/letter-{key}");
        assert_eq!(first.get(&path), second.get(&path), "{key}");
        assert!(!holds_canary(&path, &first.get(&path)), "{key}");
    }
}

#[test]
fn a_value_of_closed_papers_has_no_name_beside_an_open_one() {
    let site = TestSite::new();
    site.import("open.jsonl", &open_papers());
    site.import("closed.jsonl", &closed_papers());
    site.follow();
    let snapshot = site.archive.catalogue().snapshot().unwrap();
    let id = |key: String| snapshot.id_of_key(fonds_archive::Kind::Authority, &key).unwrap().unwrap();
    for (facet, key) in
        [("person", "person"), ("sender", "person"), ("place", "place"), ("sent_from", "place")]
    {
        let (open, closed) = (id(format!("{key}-potatoes")), id(format!("{key}-{CANARY}")));
        let both = format!("{facet}={open}&{facet}={closed}");
        assert!(site.get(&format!("/search.json?{both}")).text().contains("\"total\":2"), "{both}");
        for path in [
            format!("/search?{both}"),
            format!("/search.json?{both}"),
            format!("/search/values?facet={facet}&{both}"),
            format!("/search/values.json?facet={facet}&{both}"),
            format!("/search?{facet}={closed}"),
        ] {
            let reply = site.get(&path);
            assert!(reply.status.is_success() && !holds_canary(&path, &reply), "{path}: {}", reply.text());
        }
    }
}

/// What a reader gets at an address that names a document in some state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gets {
    Page,
    Moved,
    Nothing,
    Tombstone,
}

fn gets(reply: &Reply) -> Gets {
    match reply.status {
        StatusCode::OK => Gets::Page,
        StatusCode::MOVED_PERMANENTLY => Gets::Moved,
        StatusCode::GONE => Gets::Tombstone,
        _ => Gets::Nothing,
    }
}

const STATES: [&str; 8] =
    ["public", "embargo-past", "draft", "restricted", "embargoed", "withdrawn", "erased", "merged"];

/// Every route, and what everybody gets there of a document in each of [`STATES`]. A route without a row fails the test;
/// a row that is not about documents is open whatever their state, and is held to the canary instead.
fn table(path: &str) -> Option<[Gets; 8]> {
    use Gets::{Moved, Nothing, Page, Tombstone};
    Some(match path {
        "/documents/{id}" => [Moved, Moved, Nothing, Nothing, Nothing, Tombstone, Tombstone, Moved],
        "/documents/{id}/around.json" => [Page, Page, Nothing, Nothing, Nothing, Tombstone, Tombstone, Moved],
        "/documents/{id}/{slug}" => [Page, Page, Nothing, Nothing, Nothing, Tombstone, Tombstone, Moved],
        "/documents/{id}/v/{version}" => [Page, Page, Nothing, Nothing, Nothing, Tombstone, Tombstone, Moved],
        "/documents/{id}/files/{rendition}" => {
            [Page, Page, Nothing, Nothing, Nothing, Tombstone, Tombstone, Moved]
        }
        // The specimens of this test have no page images.
        "/documents/{id}/files/{rendition}/{page}" => {
            [Nothing, Nothing, Nothing, Nothing, Nothing, Tombstone, Tombstone, Moved]
        }
        "/"
        | "/search"
        | "/search.json"
        | "/search.csv"
        | "/search.jsonl"
        | "/search.bib"
        | "/search.ris"
        | "/concordance"
        | "/concordance.json"
        | "/concordance.csv"
        | "/search.atom"
        | "/search/complete"
        | "/search/suggest"
        | "/search/values"
        | "/search/values.json"
        | "/collections"
        | "/collections/{slug}"
        | "/themes/{slug}"
        | "/people"
        | "/people/{id}"
        | "/organizations"
        | "/organizations/{id}"
        | "/places"
        | "/places/{id}"
        | "/subjects"
        | "/subjects/{id}"
        | "/sitemap.xml"
        | "/sitemap/{after}"
        | "/robots.txt"
        | "/-/healthz"
        | "/-/style/{hash}"
        | "/-/script/{hash}"
        | "/-/opensearch.xml" => {
            return None;
        }
        _ => panic!("the route {path} has no row: say what everybody gets there of a document in each state"),
    })
}

fn state_site() -> TestSite {
    let site = TestSite::new();
    let mut lines = named("potatoes", "public");
    lines.push(json!({"collection": {"source_key": "railway", "title": "Railway papers"}}));
    for state in STATES {
        let access = match state {
            "draft" | "restricted" => state,
            "embargoed" => "embargoed:2026-01-16",
            "embargo-past" => "embargoed:2026-01-15",
            _ => "public",
        };
        let word = if matches!(state, "public" | "embargo-past" | "merged") { "potatoes" } else { CANARY };
        let mut line = document(state, word, access);
        line["document"]["beside"] = json!([{"path": "cable.txt", "rendition": "r1", "becomes": "file"}]);
        lines.push(line);
    }
    std::fs::write(site.folder.path().join("cable.txt"), "The cable.").unwrap();
    site.import("states.jsonl", &lines);
    site.follow();
    let erased = site.id("erased");
    access::set_access(&site.archive, &site.id("withdrawn"), Access::Withdrawn, &note("asked for"), today())
        .unwrap();
    merge::merge(&site.archive, &site.id("merged"), &site.id("public"), &note("the same")).unwrap();
    erase::erase(&site.archive, &erased, false, &note("order")).unwrap();
    site.follow();
    site
}

#[test]
fn every_address_gives_every_document_as_the_table_says_and_nothing_by_default() {
    let site = state_site();
    for route in ROUTES {
        let Some(row) = table(route.path) else { continue };
        for (state, expected) in STATES.iter().zip(row) {
            let id = site.id(state);
            let slug = "cable-on-the-potatoes";
            let path = route.path.replace("{id}", &id).replace("{slug}", slug).replace("{version}", "1");
            let path = path.replace("{rendition}", "r1").replace("{page}", "1");
            let reply = site.get(&path);
            assert_eq!(gets(&reply), expected, "{} of a document that is {state}", route.path);
            assert!(!holds_canary(&path, &reply), "{path}: {}", reply.text());
        }
    }
    // What is hidden looks exactly like what never was.
    let (hidden, never) =
        (site.get(&format!("/documents/{}", site.id("restricted"))), site.get("/documents/0000000z"));
    assert_eq!((hidden.status, hidden.body), (never.status, never.body));
}

#[test]
fn nothing_reachable_holds_a_word_of_what_is_closed_in_any_state() {
    let site = state_site();
    for (path, reply) in site.crawl(
        &[
            "/",
            "/search.json",
            "/search.atom",
            "/search/complete?q=zyz",
            "/search/complete?q=lina",
            "/search/suggest?q=ca",
            "/search?q=zyzzyvacanari",
            "/collections",
            "/people",
            "/sitemap.xml",
        ],
        2,
    ) {
        assert!(!holds_canary(&path, &reply), "{path}: {}", reply.text());
    }
    for (form, extension) in [("", ".json"), ("", ".txt"), ("", ".tei.xml"), ("", ".bib"), ("", ".ris")] {
        for state in STATES {
            let path = format!("/documents/{}{form}{extension}", site.id(state));
            assert!(!holds_canary(&path, &site.get(&path)), "{path}");
        }
    }
}

#[test]
fn a_closed_rendition_of_an_open_document_is_in_none_of_its_forms_and_versions() {
    let site = TestSite::new();
    let mut lines = named("potatoes", "public");
    lines.push(json!({"collection": {"source_key": "railway", "title": "Railway papers"}}));
    let mut open = document("open", "potatoes", "public");
    let text = json!({"blocks": [{"anchor": "p1", "kind": "paragraph", "content": [{"words": CANARY}]}]});
    open["document"]["renditions"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "r2", "kind": "translation", "access": "public", "text": text}));
    lines.push(open);
    site.import("open.jsonl", &lines);
    site.follow();
    let id = site.id("open");
    assert!(site.get(&format!("/documents/{id}.txt")).text().contains(CANARY));
    access::set_access(
        &site.archive,
        &format!("{id}/r2"),
        Access::Restricted,
        &note("the translator asked"),
        today(),
    )
    .unwrap();
    site.follow();
    for path in [
        format!("/documents/{id}"),
        format!("/documents/{id}.json"),
        format!("/documents/{id}.txt"),
        format!("/documents/{id}.tei.xml"),
        format!("/documents/{id}.ris"),
        format!("/documents/{id}/v/1"),
        format!("/documents/{id}/v/2"),
        format!("/documents/{id}/files/r2"),
        format!("/search.json?q={CANARY}"),
    ] {
        let reply = site.get(&path);
        assert!(!holds_canary(&path, &reply), "{path}: {}", reply.text());
    }
    assert!(site.get(&format!("/search.json?q={CANARY}")).text().contains("\"total\":0"));
}
