//! From nothing to an archive that can be searched, as the manual's first pages tell it.

use crate::conversation::Conversation;

/// Three entries as a result page shows them, of our own making.
const LISTING: &str = "Search in\n\n  • March 14, 1949\n\n    Ciphered Telegram No. 0312, Grach to Kostrov\n\n    Eighteen cars of seed potatoes wait at the crossing.\n\n  • March, 1949\n\n    List of Products Sent\n\n    What the train carried.\n\n  • March 16, 1949\n\n    Cable, Kostrov to Grach\n\n    Two hundred sleepers will come.\n";

#[test]
fn an_archive_is_made_filled_and_searched() {
    let mut talk = Conversation::new();
    talk.file("papers/page.txt", LISTING);
    talk.say(&["init", "archive", "--name", "Archive of the Crossing"])
        .say(&["-C", "archive", "import", "papers", "--dry-run"])
        .say(&["-C", "archive", "import", "papers"])
        .say(&["-C", "archive", "import", "papers"])
        .say(&["-C", "archive", "list", "documents"])
        .say(&["-C", "archive", "search", "sleepers"])
        .say(&["-C", "archive", "check"]);
    insta::assert_snapshot!(talk.transcript());
}

/// A table of our own making.
const TABLE: &str = "id,date,title,genre\nb-1,1949-03-15,Minutes of the Committee,minutes\nb-2,spring 1950,\"Letter, Luo Yuehua to Gleb Zimin\",letter\n";

#[test]
fn a_table_without_mapping_prints_the_one_that_was_guessed() {
    let mut talk = Conversation::new();
    talk.file("papers.csv", TABLE);
    talk.say(&["init", "archive"])
        .say(&["-C", "archive", "import", "papers.csv", "--collection", "Papers of the Crossing"])
        .say(&["-C", "archive", "list", "collections"]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn standard_input_is_a_source_too() {
    let mut talk = Conversation::new();
    talk.say(&["init", "archive"]).say_with(&["-C", "archive", "import", "-"], LISTING.as_bytes()).say(&[
        "-C",
        "archive",
        "search",
        "--from",
        "March 1949",
        "--to",
        "15 March 1949",
    ]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn a_rehearsal_writes_nothing() {
    let talk = Conversation::new();
    talk.file("papers/page.txt", LISTING);
    assert!(talk.run(&["init", "archive"], b"").status.success());
    let rehearsed = talk.ask(&["-C", "archive", "--json", "import", "papers", "--dry-run"]);
    assert_eq!((&rehearsed["new"], &rehearsed["dry_run"]), (&3.into(), &true.into()));
    assert_eq!(talk.ask_lines(&["-C", "archive", "--json", "list", "documents"]).len(), 0);
    assert_eq!(talk.ask_lines(&["-C", "archive", "--json", "log"]).len(), 0);
}

#[test]
fn the_specimens_come_in_without_a_doubt_and_the_archive_is_whole() {
    let talk = Conversation::new();
    let made = talk.run(&["demo", "--folder", "archive", "--no-serve"], b"");
    assert_eq!(String::from_utf8_lossy(&made.stderr), "");
    assert!(made.status.success());
    let report = talk.ask(&["-C", "archive", "--json", "check"]);
    assert_eq!(report["findings"], serde_json::json!([]));
    assert_eq!(report["documents"], 35);
    let again = talk.ask(&["-C", "archive", "--json", "import", "archive/specimens"]);
    assert_eq!((&again["read"], &again["unchanged"]), (&35.into(), &35.into()), "{again}");
}

#[test]
fn a_document_is_read_in_a_terminal_with_notes_and_redactions_in_brackets() {
    let mut talk = Conversation::with_specimens();
    let telegram = talk.id_of("No. 0312");
    let cars = talk.id_of("List of the Cars");
    talk.say(&["-C", "archive", "show", &telegram]).say(&["-C", "archive", "show", &cars]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn what_the_archive_names_is_listed() {
    let mut talk = Conversation::with_specimens();
    for what in ["people", "organizations", "places", "subjects", "collections"] {
        talk.say(&["-C", "archive", "list", what]);
    }
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn a_word_is_seen_in_every_line_where_it_stands() {
    let mut talk = Conversation::new();
    let text = |words: &str| {
        let paragraph = format!(
            r#"{{"blocks":[{{"anchor":"p1","kind":"paragraph","content":[{{"words":"{words}"}}]}}]}}"#
        );
        format!(r#"[{{"id":"r1","kind":"transcription","language":"en","text":{paragraph}}}]"#)
    };
    let paper = |key: &str, words: &str| {
        format!(
            r#"{{"document":{{"source_key":"{key}","titles":[{{"text":"{key}"}}],"renditions":{}}}}}"#,
            text(words)
        )
    };
    let papers = [
        paper("a", "The ice is going, comrades. Wagons wait for the ice."),
        paper("b", "Old ice on the river."),
    ];
    talk.file("papers.jsonl", &(papers.join("\n") + "\n"));
    talk.say(&["init", "archive"])
        .say(&["-C", "archive", "-q", "import", "papers.jsonl"])
        .say(&["-C", "archive", "concordance", "ice", "--by", "left", "--figures"])
        .say(&["-C", "archive", "concordance", "ice", "--limit", "1", "--json"])
        .say(&["-C", "archive", "concordance", "ice", "--csv"])
        .say(&["-C", "archive", "export", "ris", "river"]);
    insta::assert_snapshot!(talk.transcript());
}
