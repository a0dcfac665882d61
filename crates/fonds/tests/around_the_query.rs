//! What stands around a query and a document, as one sees it in a terminal.

use crate::conversation::Conversation;

#[test]
fn a_search_tells_what_holds_what_was_widened_and_what_was_probably_meant() {
    let mut talk = Conversation::with_specimens();
    talk.say(&[
        "-C",
        "archive",
        "search",
        "sleepers -title:bread",
        "--in",
        "text",
        "--filter",
        "genre=ciphered telegram",
        "--filter",
        "genre=letter",
        "--period",
        "March 1949",
        "--within",
        "--limit",
        "1",
    ]);
    talk.say(&["-C", "archive", "search", "sleppers", "--limit", "1"]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn a_name_is_told_with_its_other_forms_and_who_knows_them() {
    let mut talk = Conversation::with_specimens();
    talk.say(&["-C", "archive", "names", "Zimin"]);
    talk.say(&["-C", "archive", "names", "the"]);
    insta::assert_snapshot!(talk.transcript());
    let told = talk.ask(&["-C", "archive", "--json", "names", "Zimin"]);
    for name in ["asked", "bearers", "leads", "searched", "dropped", "absent", "most"] {
        assert!(told.get(name).is_some(), "{name} in {told}");
    }
}

#[test]
fn a_document_is_told_with_what_stands_around_it() {
    let mut talk = Conversation::with_specimens();
    let id = talk.id_of("No. 0312");
    talk.say(&["-C", "archive", "show", &id, "--around"]);
    insta::assert_snapshot!(talk.transcript());
    let told = talk.ask(&["-C", "archive", "--json", "show", &id, "--around"]);
    for name in ["similar", "same_day", "correspondence"] {
        assert!(told.get(name).is_some(), "{name} in {told}");
    }
}
