//! What happened, where, and how to mend it.

use crate::conversation::Conversation;

#[test]
fn mistakes_at_the_prompt_are_answered_with_a_hint() {
    let mut talk = Conversation::new();
    talk.file(
        "broken.xml",
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader></teiHeader><text><body><div>",
    );
    talk.file("empty.txt", "");
    talk.say(&["frobnicate"])
        .say(&["-C", "nowhere", "list"])
        .say(&["init", "archive"])
        .say(&["init", "archive"])
        .say(&["-C", "archive", "import"])
        .say(&["-C", "archive", "import", "missing.xml"])
        .say(&["-C", "archive", "import", "empty.txt"])
        .say(&["-C", "archive", "import", "broken.xml"])
        .say(&["-C", "archive", "show", "nothing"])
        .say(&["-C", "archive", "edit", "nothing", "genre"])
        .say(&["-C", "archive", "edit", "nothing", "genre=cable", "--reason", "seen"])
        .say(&["-C", "archive", "access", "nothing", "embargoed", "--reason", "seen"])
        .say(&["-C", "archive", "search", "--from", "the day after"])
        .say(&["-C", "archive", "--json", "show", "nothing"]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn an_edit_says_which_fields_there_are() {
    let mut talk = Conversation::with_specimens();
    let id = talk.id_of("No. 0319");
    talk.say(&["-C", "archive", "edit", &id, "colour=red", "--reason", "seen"])
        .say(&["-C", "archive", "edit", &id, "date=yesterday", "--reason", "seen"])
        .say(&["-C", "archive", "edit", &id, "agents=[", "--reason", "seen"])
        .say(&["-C", "archive", "edit", &id, "genre=cable"])
        .say(&["-C", "archive", "access", &format!("{id}/r9"), "restricted", "--reason", "seen"])
        .say(&["-C", "archive", "access", &id, "embargoed", "--until", "1990-01-01", "--reason", "seen"])
        .say(&["-C", "archive", "merge", &id, &id, "--reason", "seen"])
        .say(&["-C", "archive", "diff", &id, "1", "7"]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn settings_that_cannot_be_understood_name_their_line() {
    let mut talk = Conversation::new();
    assert!(talk.run(&["init", "archive"], b"").status.success());
    talk.file("archive/fonds.toml", "nmae = \"Archive\"\n");
    talk.say(&["-C", "archive", "list"]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let talk = Conversation::with_specimens();
    for arguments in
        [&["-C", "archive", "--json", "list", "documents"][..], &["-C", "archive", "export", "lines"]]
    {
        let mut child = talk
            .command(arguments)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}
