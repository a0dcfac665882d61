//! What leaves in the archive's own lines: everything for staff, nothing closed for others, and it comes back.

use crate::testing::{TestArchive, document, note, today};
use fonds_archive::clearance::Reader;
use fonds_archive::export::{ExportFormat, export, identifiers};
use fonds_archive::import::ImportRequest;
use fonds_archive::specimen::import_specimens;
use fonds_model::rendition::{Relation, RelationKind};
use fonds_model::text::Inline;
use fonds_model::{Access, Agent, AgentRole, Authority, AuthorityKind, Certainty, Link};
use serde_json::Value;
use std::collections::BTreeSet;

fn exported(archive: &TestArchive, reader: Reader, only: Option<&BTreeSet<String>>) -> String {
    let mut out = Vec::new();
    export(&archive.archive, ExportFormat::Lines, only, reader, today(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The lines without the identifiers of an archive and without what says from which file of it they came.
fn without_identifiers(lines: &str) -> Vec<String> {
    let strip = |line: &str| {
        let mut found: Value = serde_json::from_str(line).unwrap();
        if let Some(thing) =
            found.as_object_mut().and_then(|found| found.values_mut().next()?.as_object_mut())
        {
            thing.remove("id");
            if let Some(provenance) = thing.get_mut("provenance").and_then(Value::as_object_mut) {
                provenance.retain(|field, _| matches!(field.as_str(), "source" | "rest"));
            }
        }
        found.to_string()
    };
    lines.lines().map(strip).collect()
}

#[test]
fn an_export_imported_elsewhere_exports_the_same() {
    let first = TestArchive::new();
    import_specimens(&first.archive, &note("specimens"), today()).unwrap();
    let lines = exported(&first, Reader::Staff, None);
    let second = TestArchive::new();
    // Other identifiers than in the first.
    second.import_documents(&[document("apart/1", "Something else", "1953", "Apart.")]);
    let report = second.import_bytes("all.jsonl", lines.as_bytes(), ImportRequest::default());
    assert_eq!((report.documents.new, report.documents.refused), (35, 0), "{report:#?}");
    // The file of one rendition did not come along, and that is said.
    assert_eq!(report.notice_counts.keys().collect::<Vec<_>>(), ["file-missing"]);
    let again = exported(&second, Reader::Staff, None);
    let apart = |line: &String| !line.contains("apart/1");
    assert_eq!(
        without_identifiers(&lines),
        without_identifiers(&again).into_iter().filter(apart).collect::<Vec<_>>()
    );
    assert_ne!(lines, again);
}

#[test]
fn an_export_names_no_identifier_where_a_source_key_is_known() {
    let archive = TestArchive::new();
    import_specimens(&archive.archive, &note("specimens"), today()).unwrap();
    for reader in [Reader::Staff, Reader::Public] {
        let lines = exported(&archive, reader, None);
        assert!(lines.contains(r#"{"source_key":"beishan-crossing/zimin"}"#));
        let links = lines.match_indices(r#"{"id":""#).map(|(at, _)| &lines[at..(at + 17).min(lines.len())]);
        assert_eq!(links.filter(|link| link.ends_with("\"}")).collect::<Vec<_>>(), [""; 0]);
    }
}

/// Two authorities of which one is named in closed papers only, a closed document, and an open one that points at all.
fn with_a_canary() -> TestArchive {
    let archive = TestArchive::new();
    let hidden = Authority::new(AuthorityKind::Person, "people/canary", "Canary, Hidden");
    let mut shown = Authority::new(AuthorityKind::Person, "people/shown", "Shown, Person");
    shown.names[0].with.push(Link::source_key("people/canary"));
    let named = |key: &str| {
        let mut agent = Agent::new(AgentRole::Sender, "As Written");
        agent.authority = Some(Link::source_key(key));
        agent
    };
    let mut closed = document("papers/canary", "The canary sings", "1949", "canary");
    closed.access = Access::Restricted;
    closed.agents.push(named("people/canary"));
    let mut open = document("papers/open", "An open letter", "1950", "Words.");
    open.agents.push(named("people/shown"));
    open.relations.push(Relation {
        kind: RelationKind::ReplyTo,
        target: Link::source_key("papers/canary"),
        certainty: Certainty::Stated,
        evidence: None,
    });
    let reference = Inline::Reference {
        target: Link::source_key("papers/canary"),
        content: vec![Inline::Words("the earlier letter".into())],
    };
    open.renditions[0].text.as_mut().unwrap().blocks[0].content.push(reference);
    let lines = [
        serde_json::json!({ "authority": hidden }),
        serde_json::json!({ "authority": shown }),
        serde_json::json!({ "document": closed }),
        serde_json::json!({ "document": open }),
    ];
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    archive.import_bytes("papers.jsonl", lines.as_bytes(), ImportRequest::default());
    archive
}

#[test]
fn nothing_closed_leaves_in_what_everybody_may_have() {
    let archive = with_a_canary();
    for format in [ExportFormat::Lines, ExportFormat::Csv, ExportFormat::Text] {
        let mut out = Vec::new();
        export(&archive.archive, format, None, Reader::Public, today(), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("An open letter"), "{out}");
        assert!(!out.to_lowercase().contains("canary"), "{format:?}: {out}");
        let ids = [archive.id_of("papers/canary")];
        assert!(ids.iter().all(|id| !out.contains(id)), "{format:?}: {out}");
    }
    assert!(
        exported(&archive, Reader::Public, None).contains("the earlier letter"),
        "words of a reference stay"
    );
}

#[test]
fn staff_export_what_is_closed_and_what_is_only_pointed_at() {
    let archive = with_a_canary();
    let mut waiting = document("papers/waiting", "A letter that waits", "1951", "Words.");
    waiting.relations.push(Relation {
        kind: RelationKind::ReplyTo,
        target: Link::source_key("volumes/never-imported"),
        certainty: Certainty::Stated,
        evidence: None,
    });
    archive.import_documents(&[waiting]);
    let lines = exported(&archive, Reader::Staff, None);
    assert!(lines.contains("The canary sings") && lines.contains("Canary, Hidden"), "{lines}");
    assert!(lines.contains(r#""target":{"source_key":"volumes/never-imported"}"#), "{lines}");
}

#[test]
fn an_export_of_what_a_search_finds_holds_no_more() {
    let archive = TestArchive::new();
    import_specimens(&archive.archive, &note("specimens"), today()).unwrap();
    let found = identifiers(&archive.archive, "accordion").unwrap();
    assert!(!found.is_empty() && found.len() < 10, "{found:?}");
    let lines = exported(&archive, Reader::Public, Some(&found));
    assert_eq!(lines.lines().filter(|line| line.starts_with("{\"document\"")).count(), found.len());
    assert!(!lines.contains("Mikoyan"), "{lines}");
}
