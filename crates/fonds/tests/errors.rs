//! What happened, where, and how to mend it.

use crate::conversation::{Conversation, papers};

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

/// A ZIP archive of one stored file, as small as one can be written by hand.
fn zip_of(name: &str, words: &[u8]) -> Vec<u8> {
    let local = |signature: &[u8], middle: &[u8]| {
        let sizes = (words.len() as u32).to_le_bytes();
        [signature, middle, &[0; 4], &[0; 4], &sizes, &sizes, &(name.len() as u16).to_le_bytes(), &[0; 2]]
            .concat()
    };
    let entry = [&local(b"PK\x03\x04", &[20, 0, 0, 0, 0, 0])[..], name.as_bytes(), words].concat();
    let listed = [&local(b"PK\x01\x02", &[20, 0, 20, 0, 0, 0, 0, 0])[..], &[0; 14], name.as_bytes()].concat();
    let [size, at] = [listed.len(), entry.len()].map(|number| (number as u32).to_le_bytes());
    let end = [&b"PK\x05\x06"[..], &[0; 4], &[1, 0, 1, 0], &size, &at, &[0; 2]].concat();
    [entry, listed, end].concat()
}

#[test]
fn the_good_is_kept_beside_what_cannot_be_read_and_each_is_named() {
    let mut talk = Conversation::new();
    talk.file("papers/a-good.jsonl", &papers(&[["a-1", "15 March 1949", "A good letter", "It is kept."]]));
    talk.file("papers/b-empty.xml", "");
    talk.file(
        "papers/c-not.xml",
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>5 < 6 & more</body>",
    );
    talk.file(
        "papers/d-ragged.csv",
        "id,date,title\nd-1,1950,A letter\nd-2,1951\nd-3,1952,Another,and more,cells\n",
    );
    talk.file("papers/e-twice.csv", "id,date,title\ne-1,1950,A letter\ne-1,1951,Another letter\n");
    talk.file(
        "papers/f-day.csv",
        "id,date,title\nf-1,00/00/0000,A letter of no day\nf-2,31 June 1950,A letter of no June\n",
    );
    let zip = talk.file("papers/g-slip.zip", "");
    std::fs::write(&zip, zip_of("../../../out.txt", b"words")).unwrap();
    let bytes = talk.file("papers/h-bytes.txt", "");
    std::fs::write(&bytes, [0_u8, 159, 146, 150, 255, 254, 1, 2]).unwrap();
    talk.file(
        "papers/i-last.jsonl",
        &papers(&[["i-1", "16 March 1949", "The last letter", "It is kept too."]]),
    );
    assert!(talk.run(&["init", "archive"], b"").status.success());
    let report = talk.ask(&["-C", "archive", "--json", "import", "papers", "no-such-folder"]);
    for notice in report["notices"].as_array().unwrap() {
        let word = |field: &str| notice[field].as_str().unwrap_or_default().to_owned();
        let line = notice["line"].as_u64().map(|line| format!(":{line}")).unwrap_or_default();
        talk.remark(&format!("{}{line} {} {}", word("file"), word("code"), word("field")));
    }
    talk.say(&["-C", "archive", "list"]).say(&["-C", "archive", "check"]);
    assert!(!talk.folder().join("out.txt").exists());
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn entities_that_grow_and_entities_from_outside_are_not_followed() {
    let mut talk = Conversation::new();
    let secret = talk.file("secret.txt", "canary");
    let tei = |doctype: &str, words: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n{doctype}\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Volume</title></titleStmt></fileDesc></teiHeader><text><body><div type=\"document\" xml:id=\"d1\"><head>A letter</head><p>{words}</p></div></body></text></TEI>\n"
        )
    };
    let mut bomb = String::from("<!DOCTYPE TEI [<!ENTITY a0 \"ha\">");
    for number in 1..40 {
        bomb.push_str(&format!("<!ENTITY a{number} \"&a{};&a{};\">", number - 1, number - 1));
    }
    talk.file("bomb.xml", &tei(&(bomb + "]>"), "&a39;"));
    let outside = format!("<!DOCTYPE TEI [<!ENTITY x SYSTEM \"file://{}\">]>", secret.display());
    talk.file("outside.xml", &tei(&outside, "&x;"));
    let deep = format!("{}deep{}", "<hi>".repeat(1_000_000), "</hi>".repeat(1_000_000));
    talk.file("deep.xml", &tei("", &deep));
    talk.say(&["init", "archive"]);
    for name in ["bomb.xml", "outside.xml", "deep.xml"] {
        talk.say(&["-C", "archive", "import", name]);
    }
    talk.say(&["-C", "archive", "search", "canary"]).say(&["-C", "archive", "check"]);
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
