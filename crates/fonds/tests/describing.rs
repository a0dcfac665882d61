//! The archivist's own work: correcting, publishing, withdrawing, joining, destroying, and reading about it in the log.

use crate::conversation::{Conversation, papers};
use serde_json::json;

const MINUTES: [&str; 4] = ["b-1", "15 March 1949", "Minutes of the Committee", "They vote on the floor."];
const LETTER: [&str; 4] = ["b-2", "1950", "Letter, Luo Yuehua to Gleb Zimin", "The floor is back."];

fn with_two_documents() -> Conversation {
    let talk = Conversation::new();
    talk.file("papers.jsonl", &papers(&[MINUTES, LETTER]));
    assert!(talk.run(&["init", "archive"], b"").status.success());
    let imported = talk.run(&["-C", "archive", "-q", "import", "papers.jsonl"], b"");
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    talk
}

#[test]
fn an_edit_is_a_version_with_a_reason_and_outlives_its_source() {
    let mut talk = with_two_documents();
    let id = talk.id_of("Letter");
    talk.say(&["-C", "archive", "edit", &id, "date=spring 1950", "--reason", "postmark"])
        .say(&["-C", "archive", "edit", &id, "date=spring 1950", "--reason", "postmark"])
        .say(&["-C", "archive", "log", &id])
        .say(&["-C", "archive", "diff", &id, "1", "2"]);
    let [key, _, title, words] = LETTER;
    talk.file("papers.jsonl", &papers(&[MINUTES, [key, "1951", title, words]]));
    talk.say(&["-C", "archive", "import", "papers.jsonl"]).say(&["-C", "archive", "show", &id]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn a_document_goes_from_draft_to_public_to_withdrawn() {
    let mut talk = Conversation::new();
    talk.file("papers.jsonl", &papers(&[MINUTES, LETTER]));
    assert!(talk.run(&["init", "archive"], b"").status.success());
    talk.say(&["-C", "archive", "-q", "import", "papers.jsonl", "--access", "draft"])
        .say(&["-C", "archive", "search", "floor"]);
    let id = talk.id_of("Minutes");
    talk.say(&["-C", "archive", "access", &id, "public", "--reason", "described"])
        .say(&["-C", "archive", "search", "floor"])
        .say(&[
            "-C",
            "archive",
            "access",
            &id,
            "embargoed",
            "--until",
            "2090-01-01",
            "--reason",
            "donor's wish",
        ])
        .say(&["-C", "archive", "search", "floor"])
        .say(&["-C", "archive", "access", &id, "public", "--reason", "donor agrees"])
        .say(&["-C", "archive", "access", &id, "withdrawn", "--reason", "not ours"])
        .say(&["-C", "archive", "search", "floor"])
        .say(&["-C", "archive", "log", &id])
        .say(&["-C", "archive", "check"]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn duplicates_are_listed_and_joined_only_when_asked() {
    let mut talk = with_two_documents();
    let [_, date, title, words] = MINUTES;
    talk.file("other.jsonl", &papers(&[["c-1", date, title, words]]));
    talk.say(&["-C", "archive", "-q", "import", "other.jsonl"]);
    let documents = talk.ask_lines(&["-C", "archive", "--json", "list", "documents"]);
    let of_key = |key: &str| {
        let found = documents.iter().find(|document| document["source_key"] == key).unwrap();
        found["id"].as_str().unwrap().to_owned()
    };
    let (a, b) = (of_key("papers/c-1"), of_key("papers/b-1"));
    let pair = talk.ask(&["-C", "archive", "--json", "stats", "--duplicates"]);
    assert!([(&a, &b), (&b, &a)].iter().any(|(a, b)| pair["a"] == **a && pair["b"] == **b), "{pair}");
    talk.know(&a);
    talk.know(&b);
    talk.say(&["-C", "archive", "merge", &a, &b, "--reason", "the same meeting"])
        .say(&["-C", "archive", "stats", "--duplicates"])
        .say(&["-C", "archive", "show", &a])
        .say(&["-C", "archive", "list", "documents"])
        .say(&["-C", "archive", "import", "other.jsonl"]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn what_is_erased_leaves_its_hash_and_its_reason() {
    let mut talk = with_two_documents();
    let id = talk.id_of("Minutes");
    talk.say(&["-C", "archive", "erase", &id])
        .say(&["-C", "archive", "erase", &id, "--reason", "order of the court"])
        .say(&["-C", "archive", "show", &id])
        .say(&["-C", "archive", "log", &id])
        .say(&["-C", "archive", "import", "papers.jsonl"])
        .say(&["-C", "archive", "check"]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn a_stale_edit_is_refused() {
    let talk = with_two_documents();
    let id = talk.id_of("Minutes");
    let edit = |genre: &str| {
        let genre = format!("genre={genre}");
        talk.run(&["-C", "archive", "edit", &id, &genre, "--version", "1", "--reason", "seen"], b"")
    };
    assert_eq!(edit("record of a meeting").status.code(), Some(0));
    assert_eq!(edit("protocol").status.code(), Some(2));
    let shown = talk.ask(&["-C", "archive", "show", &id, "--as", "json"]);
    assert_eq!((&shown["genre"], &shown["version"]), (&json!("record of a meeting"), &json!(2)));
}
