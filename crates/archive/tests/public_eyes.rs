//! What everybody gets to see, asked through deliver and discover: what is closed is as if it had never been.
//!
//! Every closed thing holds a word that begins with `canary`; whatever is handed out is searched for it as JSON.

use crate::testing::{TestArchive, note, today};
use fonds_archive::access::set_access;
use fonds_archive::clearance::Reader;
use fonds_archive::deliver::{self, DeliveredDocument, Delivery};
use fonds_archive::describe::edit;
use fonds_archive::discover::{self, Asked};
use fonds_archive::erase::erase;
use fonds_archive::import::ImportRequest;
use fonds_archive::merge::merge;
use fonds_archive::views;
use fonds_catalogue::Kind;
use fonds_model::{Access, AuthorityKind, Day};
use serde_json::{Value, json};

fn words(words: &str) -> Value {
    json!([{ "anchor": "p1", "kind": "paragraph", "content": [{ "words": words }] }])
}

fn mention(key: &str, words: &str) -> Value {
    json!({ "mention": { "authority": { "source_key": key }, "content": [{ "words": words }] } })
}

fn reference(key: &str, words: &str) -> Value {
    json!({ "reference": { "target": { "source_key": key }, "content": [{ "words": words }] } })
}

/// Two people, two collections, two themes; `p/open`, which points at all of them and at the other documents;
/// `p/closed`, which alone names the second person; `p/reply`, which both point at.
fn things() -> Vec<Value> {
    let person = |key: &str, name: &str| json!({ "authority": { "source_key": key, "kind": "person", "names": [{ "form": name, "kind": "preferred" }] } });
    let inlines = || {
        json!([
            { "words": "Said " }, mention("a/open", "Ivan"), { "words": ", " }, mention("a/never", "Nobody"),
            { "words": ": see " }, reference("p/closed", "the other paper"), { "words": " and " },
            reference("p/reply", "the answer"),
        ])
    };
    let scan = json!({ "sha256": "0".repeat(64), "name": "x.png", "media_type": "image/png", "size": 1 });
    let open = json!({ "document": {
        "source_key": "p/open",
        "titles": [{ "text": "Open paper" }],
        "dates": [{ "role": "created", "display": "1949", "edtf": "1949", "earliest": "1949-01-01", "latest": "1949-12-31" }],
        "agents": [{ "role": "sender", "as_written": "Ivan", "authority": { "source_key": "a/open" },
                     "alternatives": [{ "source_key": "a/open" }, { "source_key": "a/never" }] },
                   { "role": "recipient", "as_written": "Nobody", "authority": { "source_key": "a/never" } }],
        "places": [{ "role": "sent_from", "as_written": "Nowhere", "authority": { "source_key": "a/never" } }],
        "subjects": [{ "as_written": "Nothing", "authority": { "source_key": "a/never" } }],
        "collections": [{ "source_key": "c/open" }, { "source_key": "c/closed" }],
        "relations": [{ "kind": "mentions", "target": { "source_key": "p/closed" }, "evidence": "canary evidence" },
                      { "kind": "reply_to", "target": { "source_key": "p/reply" } }],
        "releases": [{ "status": "part", "renditions": ["r1", "r2"] }],
        "renditions": [
            { "id": "r1", "kind": "transcription", "text": {
                "blocks": [
                    { "anchor": "p1", "kind": "paragraph", "content": inlines() },
                    { "anchor": "p2", "kind": { "table": { "rows": [[inlines()]], "heading_rows": 0 } } },
                    { "anchor": "p3", "kind": "paragraph", "content": [{ "emphasis": { "style": "italic", "content": inlines() } }] },
                ],
                "notes": [{ "id": "n1", "label": "1", "content": inlines() }] } },
            { "id": "r2", "kind": "translation", "access": "restricted", "text": { "blocks": words("canaryrendition") } },
            { "id": "r3", "kind": "translation", "derived_from": "r2", "text": { "blocks": words("Made of it.") } },
            { "id": "r4", "kind": "scan", "pages": [
                { "label": "1" }, { "label": "canary page", "access": "restricted", "file": scan }] },
        ],
        "provenance": { "source": "s", "format": "lines", "rest": [["inner", "canary rest"]] } } });
    let closed = json!({ "document": {
        "source_key": "p/closed", "access": "restricted",
        "titles": [{ "text": "canarytitle" }],
        "agents": [{ "role": "sender", "as_written": "canary sender", "authority": { "source_key": "a/closed" } }],
        "relations": [{ "kind": "mentions", "target": { "source_key": "p/reply" } }],
        "renditions": [{ "id": "r1", "kind": "transcription", "text": { "blocks": words("canaryword") } }] } });
    let reply = json!({ "document": { "source_key": "p/reply", "titles": [{ "text": "Reply" }] } });
    let collection = |key: &str, slug: &str, access: &str| json!({ "collection": { "source_key": key, "slug": slug, "title": format!("{slug} papers"), "access": access } });
    let theme = |key: &str, slug: &str, access: &str| json!({ "theme": { "source_key": key, "slug": slug, "title": format!("{slug} story"), "access": access } });
    vec![
        person("a/open", "Ivan the Open"),
        person("a/closed", "canary person"),
        collection("c/open", "open", "public"),
        collection("c/closed", "canary", "restricted"),
        theme("t/open", "open", "public"),
        theme("t/closed", "canary", "restricted"),
        open,
        closed,
        reply,
    ]
}

fn take_in(archive: &TestArchive, things: &[Value]) {
    let lines: String = things.iter().map(|thing| thing.to_string() + "\n").collect();
    let report = archive.import_bytes("papers.jsonl", lines.as_bytes(), ImportRequest::default());
    assert_eq!(report.documents.refused, 0, "{:?}", report.notices);
}

fn archive() -> TestArchive {
    let archive = TestArchive::new();
    take_in(&archive, &things());
    archive
}

fn ask(archive: &TestArchive, key: &str, reader: Reader, today: Day) -> Delivery<DeliveredDocument> {
    deliver::document(&archive.archive, &archive.id_of(key), reader, today).unwrap()
}

fn see(archive: &TestArchive, key: &str) -> DeliveredDocument {
    match ask(archive, key, Reader::Public, today()) {
        Delivery::Here(document) => (*document).clone(),
        other => panic!("{key}: {other:?}"),
    }
}

/// The n-th version as everybody sees it, as JSON.
fn see_version(archive: &TestArchive, key: &str, number: u32) -> Option<String> {
    let id = archive.id_of(key);
    let delivery = deliver::document_version(&archive.archive, &id, number, Reader::Public, today()).unwrap();
    match delivery {
        Delivery::Here(document) => Some(serde_json::to_string(&document.document).unwrap()),
        Delivery::Absent => None,
        other => panic!("{other:?}"),
    }
}

fn hide(archive: &TestArchive, id: &str, access: Access) {
    set_access(&archive.archive, id, access, &note("access"), today()).unwrap();
}

fn authority_id(archive: &TestArchive, key: &str) -> String {
    archive.archive.catalogue().snapshot().unwrap().id_of_key(Kind::Authority, key).unwrap().unwrap()
}

#[test]
fn of_an_open_document_everything_closed_is_taken_out() {
    let archive = archive();
    let seen = see(&archive, "p/open").document;
    let ids: Vec<&str> = seen.renditions.iter().map(|rendition| rendition.id.as_str()).collect();
    assert_eq!(ids, ["r1", "r3", "r4"]);
    assert_eq!(seen.renditions[1].derived_from, None, "of what it was made nobody learns");
    assert_eq!(seen.renditions[2].pages.len(), 1);
    assert_eq!(seen.releases[0].renditions, ["r1"]);
    let provenance = &seen.provenance;
    assert_eq!((&provenance.file, &provenance.sha256, provenance.line), (&None, &None, None));
    assert!(provenance.rest.is_empty());
    assert_no_canary(&serde_json::to_string(&seen).unwrap());
}

#[test]
fn staff_see_all_of_it() {
    let archive = archive();
    let Delivery::Here(seen) = ask(&archive, "p/open", Reader::Staff, today()) else { panic!("not here") };
    assert_eq!((seen.document.renditions.len(), seen.document.provenance.rest.len()), (4, 1));
    assert_eq!(seen.document.relations.len(), 2);
}

fn assert_no_canary(handed_out: &str) {
    assert!(!handed_out.contains("canary"), "{handed_out}");
}

#[test]
fn what_it_says_of_hidden_or_absent_things_stays_as_words_alone() {
    let archive = archive();
    let seen = see(&archive, "p/open");
    let written = serde_json::to_string(&seen.document).unwrap();
    let never = authority_id(&archive, "a/never");
    for hidden in [archive.id_of("p/closed"), never] {
        assert!(!written.contains(&hidden), "{hidden} in {written}");
    }
    // In a paragraph, a table, emphasis and a note: the answer stays a reference, the other paper stays as words.
    assert_eq!(written.matches("\"reference\"").count(), 4);
    assert_eq!(written.matches("\"mention\"").count(), 4);
    assert_eq!(written.matches("the other paper").count(), 4);
    assert_eq!(seen.references.into_keys().collect::<Vec<_>>(), [archive.id_of("p/reply")]);
    assert_eq!(seen.authorities.into_keys().collect::<Vec<_>>(), [authority_id(&archive, "a/open")]);
    assert_eq!(seen.document.agents[0].alternatives.len(), 1);
    assert_eq!(seen.document.collections.len(), 1);
    assert_eq!(seen.collections.len(), 1);
    assert_eq!(seen.document.relations.len(), 1);
    let related: Vec<String> = seen.related.into_iter().map(|related| related.document.id).collect();
    assert_eq!(related, [archive.id_of("p/reply")]);
}

#[test]
fn a_relation_from_a_hidden_document_does_not_show_at_its_target() {
    let archive = archive();
    let related = see(&archive, "p/reply").related;
    let ids: Vec<&str> = related.iter().map(|related| related.document.id.as_str()).collect();
    assert_eq!(ids, [archive.id_of("p/open")]);
}

#[test]
fn the_json_of_a_page_and_of_a_search_holds_no_closed_word() {
    let archive = archive();
    let Delivery::Here(seen) = ask(&archive, "p/open", Reader::Public, today()) else { panic!("not here") };
    assert_no_canary(&serde_json::to_string(&views::document(&seen)).unwrap());
    let asked =
        Asked { facet_values: 50, snippets: 3, limit: 50, words: "paper OR made".into(), ..Asked::default() };
    let found = discover::search(&archive.archive, &asked, Reader::Public, today()).unwrap();
    assert_eq!(found.total, 1);
    assert_no_canary(&serde_json::to_string(&views::search(&found, None)).unwrap());
    for canary in ["canaryrendition", "canarytitle", "canaryword", "canary"] {
        let asked = Asked { words: canary.into(), limit: 50, ..Asked::default() };
        assert_eq!(discover::search(&archive.archive, &asked, Reader::Public, today()).unwrap().total, 0);
    }
}

#[test]
fn each_state_of_a_document_answers_by_the_table() {
    let archive = archive();
    let id = archive.id_of("p/reply");
    let until = today().next();
    for (access, public) in [
        (Access::Draft, "absent"),
        (Access::Restricted, "absent"),
        (Access::Embargoed { until }, "absent"),
        (Access::Withdrawn, "gone"),
        (Access::Public, "here"),
    ] {
        let _ = set_access(&archive.archive, &id, access, &note("access"), today());
        let answer = match ask(&archive, "p/reply", Reader::Public, today()) {
            Delivery::Here(_) => "here",
            Delivery::Gone(tombstone) => {
                let written = serde_json::to_value(&tombstone).unwrap();
                assert_eq!(written, json!({ "id": id, "state": "withdrawn" }), "a tombstone says no more");
                "gone"
            }
            Delivery::Moved(_) => "moved",
            Delivery::Absent => "absent",
        };
        assert_eq!(answer, public, "{access}");
        assert!(matches!(ask(&archive, "p/reply", Reader::Staff, today()), Delivery::Here(_)), "{access}");
    }
    erase(&archive.archive, &id, false, &note("the law")).unwrap();
    for reader in [Reader::Public, Reader::Staff] {
        assert!(matches!(ask(&archive, "p/reply", reader, today()), Delivery::Gone(_)));
    }
}

#[test]
fn an_embargo_ends_with_the_day_before_and_not_earlier() {
    let archive = archive();
    let until: Day = "2028-02-29".parse().unwrap();
    hide(&archive, &archive.id_of("p/reply"), Access::Embargoed { until });
    // Nobody has written into the log that it ended: clearance decides by the day alone.
    for (day, here) in [(until.previous(), false), (until, true), (until.next(), true)] {
        assert_eq!(matches!(ask(&archive, "p/reply", Reader::Public, day), Delivery::Here(_)), here, "{day}");
    }
}

#[test]
fn closed_collections_and_themes_are_absent_and_in_no_list() {
    let archive = archive();
    for (slug, here) in [("open", true), ("canary", false)] {
        for reader in [Reader::Public, Reader::Staff] {
            let collection = deliver::collection(&archive.archive, slug, reader, today()).unwrap();
            let theme = deliver::theme(&archive.archive, slug, reader, today()).unwrap();
            let expected = here || reader == Reader::Staff;
            assert_eq!(matches!(collection, Delivery::Here(_)), expected, "{slug}");
            assert_eq!(matches!(theme, Delivery::Here(_)), expected, "{slug}");
        }
    }
    let listed = discover::collections(&archive.archive, Reader::Public, today()).unwrap();
    assert_no_canary(&serde_json::to_string(&listed).unwrap());
    assert_eq!(listed.len(), 1);
}

/// Lists and paths ask for themselves who may see a collection; the maker of cleared things must not rely on that.
#[test]
fn no_closed_collection_or_theme_is_ever_cleared_for_everybody() {
    use fonds_archive::clearance::{clear_collection, clear_theme};
    use fonds_model::{Collection, Theme};
    let archive = archive();
    let snapshot = archive.archive.catalogue().snapshot().unwrap();
    let collections = snapshot.list::<Collection>(None, 9).unwrap().into_iter().map(|stored| stored.value);
    let themes = snapshot.list::<Theme>(None, 9).unwrap().into_iter().map(|stored| stored.value);
    for reader in [Reader::Public, Reader::Staff] {
        let seen = |open: bool| open || reader == Reader::Staff;
        for collection in collections.clone() {
            let open = collection.access == Access::Public;
            assert_eq!(clear_collection(collection, reader, today()).is_some(), seen(open));
        }
        for theme in themes.clone() {
            let open = theme.access == Access::Public;
            assert_eq!(clear_theme(theme, reader, today()).is_some(), seen(open));
        }
    }
}

#[test]
fn who_is_named_in_hidden_documents_alone_is_absent() {
    let archive = archive();
    let id = authority_id(&archive, "a/closed");
    let ask =
        |reader| deliver::authority(&archive.archive, AuthorityKind::Person, &id, reader, today()).unwrap();
    assert!(matches!(ask(Reader::Public), Delivery::Absent));
    assert!(matches!(ask(Reader::Staff), Delivery::Here(_)));
    let listed =
        discover::authorities(&archive.archive, AuthorityKind::Person, Reader::Public, today()).unwrap();
    let headings: Vec<&str> = listed.iter().map(|listed| listed.line.heading.as_str()).collect();
    assert_eq!(headings, ["Ivan the Open"]);
    hide(&archive, &archive.id_of("p/closed"), Access::Public);
    archive.follow();
    assert!(matches!(ask(Reader::Public), Delivery::Here(_)));
}

#[test]
fn more_people_than_a_facet_shows_are_all_listed() {
    let archive = TestArchive::new();
    let things: Vec<Value> = (0..120)
        .flat_map(|n| {
            let key = format!("a/{n}");
            [
                json!({ "authority": { "source_key": key, "kind": "person", "names": [{ "form": format!("Person {n}"), "kind": "preferred" }] } }),
                json!({ "document": { "source_key": format!("p/{n}"), "titles": [{ "text": format!("Paper {n}") }],
                    "agents": [{ "role": "sender", "as_written": "x", "authority": { "source_key": key } }] } }),
            ]
        })
        .collect();
    take_in(&archive, &things);
    let listed =
        discover::authorities(&archive.archive, AuthorityKind::Person, Reader::Public, today()).unwrap();
    assert_eq!(listed.len(), 120);
    let id = authority_id(&archive, "a/77");
    let one =
        deliver::authority(&archive.archive, AuthorityKind::Person, &id, Reader::Public, today()).unwrap();
    assert!(matches!(one, Delivery::Here(_)));
}

#[test]
fn a_merged_identifier_leads_on_unless_the_other_is_hidden() {
    let archive = archive();
    let (gone, living) = (archive.id_of("p/reply"), archive.id_of("p/open"));
    merge(&archive.archive, &gone, &living, &note("the same")).unwrap();
    let ask = |reader| deliver::document(&archive.archive, &gone, reader, today()).unwrap();
    assert!(matches!(ask(Reader::Public), Delivery::Moved(url) if url.contains(&living)));
    hide(&archive, &living, Access::Restricted);
    assert!(matches!(ask(Reader::Public), Delivery::Absent));
    assert!(matches!(ask(Reader::Staff), Delivery::Moved(_)));
}

#[test]
fn numbers_of_versions_count_publications_alone() {
    let archive = archive();
    let id = archive.id_of("p/reply");
    let title = |words: &str| {
        edit(&archive.archive, &id, &[("title".into(), words.into())], None, &note("title")).unwrap();
    };
    title("Reply, second");
    hide(&archive, &id, Access::Restricted);
    title("canary working title");
    title("Reply, third");
    hide(&archive, &id, Access::Public);
    title("Reply, fourth");
    let seen = see(&archive, "p/reply");
    let numbers: Vec<u32> = seen.publications.iter().map(|publication| publication.version).collect();
    assert_eq!((numbers, seen.version), (vec![1, 2, 3, 4], 4));
    for (number, words) in [(1, "Reply"), (2, "second"), (3, "third"), (4, "fourth")] {
        let version = see_version(&archive, "p/reply", number).unwrap();
        assert!(version.contains(words), "{version}");
        assert_no_canary(&version);
    }
    assert_eq!(see_version(&archive, "p/reply", 5), None);
    // For staff they count as the catalogue does.
    let Delivery::Here(staff) = ask(&archive, "p/reply", Reader::Staff, today()) else { panic!("not here") };
    assert_eq!(staff.version, 7);
}

#[test]
fn a_change_that_nobody_can_see_has_no_number() {
    let archive = archive();
    let part = format!("{}/r2", archive.id_of("p/open"));
    hide(&archive, &part, Access::Withdrawn);
    hide(&archive, &part, Access::Restricted);
    let seen = see(&archive, "p/open");
    assert_eq!((seen.publications.len(), seen.version), (1, 1));
}

#[test]
fn earlier_versions_show_no_part_that_has_been_closed_since() {
    let archive = archive();
    let id = archive.id_of("p/open");
    edit(&archive.archive, &id, &[("title".into(), "Open paper, again".into())], None, &note("title"))
        .unwrap();
    assert!(see_version(&archive, "p/open", 1).unwrap().contains("Made of it"));
    hide(&archive, &format!("{id}/r3"), Access::Restricted);
    assert!(!see_version(&archive, "p/open", 1).unwrap().contains("Made of it"));
}

#[test]
fn earlier_versions_show_no_part_or_page_that_is_gone_since() {
    let archive = archive();
    let id = archive.id_of("p/open");
    let renditions = |pages: Value, more: bool| {
        let mut all = vec![json!({ "id": "r4", "kind": "scan", "pages": pages })];
        if more {
            all.push(
                json!({ "id": "r9", "kind": "transcription", "text": { "blocks": words("canarypart") } }),
            );
        }
        let all = Value::Array(all).to_string();
        edit(&archive.archive, &id, &[("renditions".into(), all)], None, &note("parts")).unwrap();
    };
    renditions(json!([{ "label": "1" }, { "label": "canarypage" }, { "label": "canarylast" }]), true);
    assert!(see_version(&archive, "p/open", 2).unwrap().contains("canarylast"));
    renditions(json!([{ "label": "1" }, { "label": "canarypage", "access": "restricted" }]), false);
    assert_no_canary(&see_version(&archive, "p/open", 2).unwrap());
}

#[test]
fn what_was_closed_in_a_version_stays_closed_in_it_when_its_successor_is_opened() {
    let archive = archive();
    let id = archive.id_of("p/open");
    let redacted = json!([{ "id": "r2", "kind": "translation", "text": { "blocks": words("[one word not declassified]") } }]);
    edit(&archive.archive, &id, &[("renditions".into(), redacted.to_string())], None, &note("redacted"))
        .unwrap();
    assert!(see_version(&archive, "p/open", 2).unwrap().contains("not declassified"));
    assert_no_canary(&see_version(&archive, "p/open", 1).unwrap());
}

#[test]
fn a_number_once_published_goes_on_meaning_the_same() {
    let archive = archive();
    let id = archive.id_of("p/open");
    let parts =
        json!([{ "id": "r9", "kind": "transcription", "text": { "blocks": words("Closed later.") } }]);
    edit(&archive.archive, &id, &[("renditions".into(), parts.to_string())], None, &note("part")).unwrap();
    edit(&archive.archive, &id, &[("title".into(), "Third".into())], None, &note("title")).unwrap();
    assert!(see_version(&archive, "p/open", 3).unwrap().contains("Third"));
    hide(&archive, &format!("{id}/r9"), Access::Restricted);
    assert!(see_version(&archive, "p/open", 3).unwrap().contains("Third"));
    assert!(!see_version(&archive, "p/open", 2).unwrap().contains("Closed later"));
}

#[test]
fn files_are_handed_out_with_the_part_that_holds_them_alone() {
    let archive = TestArchive::new();
    let put = archive.archive.files().put_bytes(b"a scan").unwrap();
    let file = json!({ "sha256": put.sha256, "name": "x.png", "media_type": "image/png", "size": put.size });
    let paper = json!({ "document": { "source_key": "p/1", "titles": [{ "text": "Scans" }], "renditions": [
        { "id": "r1", "kind": "scan", "file": file, "pages": [{ "file": file }] },
        { "id": "r2", "kind": "scan", "access": "restricted", "file": file, "pages": [{ "file": file }] },
    ] } });
    take_in(&archive, &[paper]);
    let id = archive.id_of("p/1");
    let here = |part: &str, page: Option<usize>, reader| {
        let delivery = deliver::file(&archive.archive, &id, part, page, reader, today()).unwrap();
        matches!(delivery, Delivery::Here(_))
    };
    for page in [None, Some(1)] {
        assert!(here("r1", page, Reader::Public));
        assert!(!here("r2", page, Reader::Public));
        assert!(here("r2", page, Reader::Staff));
        assert!(!here("r3", page, Reader::Staff));
    }
    assert!(!here("r1", Some(2), Reader::Public));
    hide(&archive, &id, Access::Restricted);
    assert!(!here("r1", None, Reader::Public));
}

#[test]
fn a_search_shows_nothing_of_what_was_closed_a_moment_ago() {
    let archive = archive();
    hide(&archive, &archive.id_of("p/open"), Access::Restricted);
    // The index has not followed yet.
    let asked = Asked { words: "paper".into(), limit: 50, snippets: 3, ..Asked::default() };
    let found = discover::search(&archive.archive, &asked, Reader::Public, today()).unwrap();
    assert!(found.hits.is_empty() && found.behind);
}
