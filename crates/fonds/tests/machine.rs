//! What programs read: the documented shapes of `--json`, exports, completions and manual pages.

use crate::conversation::{Conversation, papers};
use serde_json::{Value, json};

/// Puts a name in the place of every identifier, address and hash, so that a shape can be compared.
fn shape(mut value: Value) -> Value {
    fn walk(value: &mut Value) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(walk),
            Value::Object(fields) => {
                for (name, field) in fields.iter_mut() {
                    match (name.as_str(), &field) {
                        ("id" | "a" | "b", Value::String(words)) if words.len() == 8 => {
                            *field = json!("<id>")
                        }
                        ("sha256", _) => *field = json!("<hash>"),
                        ("url", Value::String(words)) => {
                            let slug = words.rsplit('/').next().unwrap_or_default();
                            *field = json!(format!("/documents/<id>/{slug}"));
                        }
                        _ => walk(field),
                    }
                }
            }
            _ => {}
        }
    }
    walk(&mut value);
    value
}

#[test]
fn a_search_answers_in_the_documented_shape() {
    let talk = Conversation::with_specimens();
    let reply = talk.ask(&["-C", "archive", "--json", "search", "sleepers", "--limit", "2"]);
    assert!(reply["total"].as_u64().unwrap() >= 3, "{reply}");
    let names: Vec<&String> = reply.as_object().unwrap().keys().collect();
    for name in ["total", "hits", "facets"] {
        assert!(names.iter().any(|known| *known == name), "{names:?}");
    }
    for hit in reply["hits"].as_array().unwrap() {
        for name in ["id", "title", "date", "abstract", "score", "snippets", "why"] {
            assert!(hit.get(name).is_some(), "{name} in {hit}");
        }
    }
    insta::assert_json_snapshot!(shape(reply["hits"][0].clone()));
}

#[test]
fn a_document_answers_in_the_documented_shape() {
    let talk = Conversation::with_specimens();
    let id = talk.id_of("No. 0312");
    let shown = talk.ask(&["-C", "archive", "show", &id, "--as", "json"]);
    for name in ["title", "abstract", "date", "number", "url", "version", "titles", "agents", "places"] {
        assert!(shown.get(name).is_some(), "{name}");
    }
    assert_eq!(shown["date"]["edtf"], "1949-03-14");
    assert_eq!(shown["number"], "0312");
    assert_eq!(shown["agents"][0]["name"], "Gleb Zimin");
    assert_eq!(shown["places"][0]["name"], "Beishan Crossing");
    let mut short = shown;
    short.as_object_mut().unwrap().remove("renditions");
    insta::assert_json_snapshot!(shape(short));
}

#[test]
fn every_document_is_listed_in_order_of_date_and_the_undated_last() {
    let talk = Conversation::with_specimens();
    let documents = talk.ask_lines(&["-C", "archive", "--json", "list", "documents"]);
    let titles: Vec<&str> = documents.iter().map(|document| document["title"].as_str().unwrap()).collect();
    insta::assert_snapshot!(titles.join("\n"));
    assert_eq!(documents.last().unwrap()["date"], Value::Null);
}

#[test]
fn an_import_reports_in_the_documented_shape() {
    let talk = Conversation::new();
    let good = papers(&[["b-1", "the thirtieth of February", "Minutes", "They vote."]]);
    talk.file("papers.jsonl", &format!("{good}{{\"document\": {{\"titles\": 7}}}}\n"));
    assert!(talk.run(&["init", "archive"], b"").status.success());
    insta::assert_json_snapshot!(shape(talk.ask(&["-C", "archive", "--json", "import", "papers.jsonl"])));
}

#[test]
fn what_is_exported_can_be_imported_again() {
    let talk = Conversation::with_specimens();
    assert!(
        talk.run(&["-C", "archive", "export", "lines", "--everything", "-o", "all.jsonl"], b"")
            .status
            .success()
    );
    assert!(talk.run(&["init", "second"], b"").status.success());
    let report = talk.ask(&["-C", "second", "--json", "import", "all.jsonl"]);
    assert_eq!((&report["new"], &report["refused"]), (&35.into(), &0.into()), "{report}");
    let titles = |archive: &str| -> Vec<Value> {
        let documents = talk.ask_lines(&["-C", archive, "--json", "list", "documents"]);
        documents
            .into_iter()
            .map(|document| json!([document["title"], document["date"], document["access"]]))
            .collect()
    };
    assert_eq!(titles("archive"), titles("second"));
}

#[test]
fn an_export_holds_what_everybody_may_see_unless_asked_for_everything() {
    let talk = Conversation::with_specimens();
    let lines = |arguments: &[&str]| {
        let output = talk.run(arguments, b"");
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!lines(&["-C", "archive", "export", "lines"]).contains("Medical Note"));
    assert!(lines(&["-C", "archive", "export", "lines", "--everything"]).contains("Medical Note"));
    let table = lines(&["-C", "archive", "export", "csv", "potatoes"]);
    assert!(table.lines().count() > 3 && table.starts_with("id,date,"), "{table}");
    assert!(!table.contains("Kovalev"));
}

#[test]
fn help_leads_with_an_example() {
    let mut talk = Conversation::new();
    talk.say(&["--help"]).say(&["import", "--help"]).say(&["access", "-h"]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn completions_and_manual_pages_come_from_the_same_definition() {
    let talk = Conversation::new();
    for shell in ["bash", "zsh", "fish"] {
        let output = talk.run(&["completions", shell], b"");
        assert!(String::from_utf8_lossy(&output.stdout).contains("dry-run"), "{shell}");
    }
    assert!(talk.run(&["man", "pages"], b"").status.success());
    let page = std::fs::read_to_string(talk.folder().join("pages/fonds-import.1")).unwrap();
    assert!(page.contains("dry\\-run"), "{page}");
}
