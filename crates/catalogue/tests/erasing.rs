//! Erasing: of the words not a byte stays, in the file or beside it; that they were, stays.

use crate::testing::{TestCatalogue, document, id, note};
use fonds_catalogue::{Action, Kind};
use fonds_model::{Access, Document};

const CANARY: &str = "zyxwvutsrqponm";

fn secret(title: &str) -> Document {
    let mut paper = document(1, title, &format!("{CANARY} words"));
    paper.dates.push(fonds_model::document::DocumentDate::new(
        Default::default(),
        fonds_model::HistoricalDate::read("8 January 1949"),
    ));
    paper
}

/// The compressed bodies and texts that the document alone has, as they lie in the file, and its title as it is
/// folded for comparing.
fn traces(test: &TestCatalogue) -> Vec<Vec<u8>> {
    let connection = rusqlite::Connection::open(test.path()).unwrap();
    let blobs = |sql: &str| -> Vec<Vec<u8>> {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([id(1)], |row| row.get::<_, Vec<u8>>(0)).unwrap();
        rows.map(|blob| blob.unwrap()).collect()
    };
    let mut all = blobs("SELECT body FROM versions WHERE id = ?1");
    // Its text was the last to be put in.
    all.extend(blobs("SELECT body FROM texts WHERE rowid = (SELECT max(rowid) FROM texts) AND ?1 <> ''"));
    all.push(CANARY.as_bytes().to_vec());
    all
}

fn bytes_of(test: &TestCatalogue) -> Vec<u8> {
    let files = std::fs::read_dir(test.folder.path()).unwrap().map(|file| file.unwrap().path());
    files.flat_map(|path| std::fs::read(path).unwrap()).collect()
}

fn holds(bytes: &[u8], trace: &[u8]) -> bool {
    // What is longer may be parted between pages.
    let trace = &trace[..trace.len().min(48)];
    bytes.windows(trace.len()).any(|window| window == trace)
}

#[test]
fn no_byte_of_what_is_erased_stays_in_the_file_or_beside_it() {
    let test = TestCatalogue::new();
    // Enough around it that its pages are not simply the first to be written over.
    (10..60).for_each(|number| {
        test.put(&document(number, &format!("Paper {number}"), &format!("Words of paper {number}.")));
    });
    test.put(&secret(&format!("{CANARY} title")));
    test.put(&secret(&format!("{CANARY} second title")));
    let traces = traces(&test);
    assert_eq!(traces.len(), 4);
    let before = bytes_of(&test);
    assert!(traces.iter().all(|trace| holds(&before, trace)), "they can be seen as long as they are there");
    let hash = test.read(|reads| reads.find_version::<Document>(&id(1), 1)).unwrap().hash;
    test.catalogue.write(&note("order of the court"), |writer| writer.erase(Kind::Document, &id(1))).unwrap();
    let after = bytes_of(&test);
    assert!(!traces.iter().any(|trace| holds(&after, trace)));
    // The hash of every version, the day and the reason stay.
    let rows = test.read(|reads| reads.changes_of(Kind::Document, &id(1)));
    assert_eq!(
        rows.iter().map(|row| row.action).collect::<Vec<_>>(),
        [Action::Created, Action::Changed, Action::Erased]
    );
    assert_eq!(
        (rows[0].content_hash.as_str(), rows[2].reason.as_str()),
        (hash.as_str(), "order of the court")
    );
    let state = test.read(|reads| reads.state(Kind::Document, &id(1))).unwrap();
    assert!(state.erased && state.access == Access::Erased);
    assert_eq!(test.read(|reads| reads.find::<Document>(&id(1))), None);
    assert_eq!(test.read(|reads| reads.find_version::<Document>(&id(1), 1)), None);
    assert_eq!(test.problems(), [""; 0]);
}

#[test]
fn words_that_another_document_has_too_stay_with_it() {
    let test = TestCatalogue::new();
    test.put(&document(1, "One", "The same words."));
    test.put(&document(2, "Two", "The same words."));
    test.catalogue.write(&note("law"), |writer| writer.erase(Kind::Document, &id(1))).unwrap();
    let other = test.read(|reads| reads.find::<Document>(&id(2))).unwrap();
    assert_eq!(other.value, document(2, "Two", "The same words."));
    assert_eq!(test.read(|reads| reads.counts()).texts, 1);
    assert_eq!(test.problems(), [""; 0]);
}

#[test]
fn a_text_or_a_file_goes_with_the_last_that_has_it() {
    let test = TestCatalogue::new();
    let paper = |number: u64, title: &str, scan: char| {
        let mut paper = document(number, title, "The same words.");
        paper.provenance.sha256 = Some("5".repeat(64));
        let sha256 = scan.to_string().repeat(64);
        let file = serde_json::json!({"sha256": sha256, "media_type": "application/pdf", "size": 9, "name": "a.pdf"});
        paper.renditions[0].file = Some(serde_json::from_value(file).unwrap());
        // Twice the same words in one document are one use of them.
        let mut again = paper.renditions[0].clone();
        again.id = "r2".into();
        paper.renditions.push(again);
        paper
    };
    test.put(&paper(1, "One", 'a'));
    test.put(&paper(1, "One, corrected", 'b'));
    test.put(&paper(2, "Two", 'a'));
    assert_eq!(test.problems(), [""; 0]);
    let erase = |number| {
        test.catalogue.write(&note("law"), |writer| writer.erase(Kind::Document, &id(number))).unwrap();
        assert_eq!(test.problems(), [""; 0]);
        let named = |sha256: char| test.read(|reads| reads.is_file(&sha256.to_string().repeat(64)));
        let texts = test.read(|reads| reads.counts()).texts;
        (texts, named('a'), named('b'), test.read(|reads| reads.is_source(&"5".repeat(64))))
    };
    assert_eq!(erase(1), (1, true, false, true));
    assert_eq!(erase(2), (0, false, false, false));
    assert!(test.read(|reads| reads.was_erased(&"b".repeat(64))));
    assert!(test.read(|reads| reads.files_of_all_versions()).is_empty());
}

#[test]
fn likenesses_aliases_and_edits_of_the_erased_are_forgotten() {
    let test = TestCatalogue::new();
    let mut paper = document(1, "A rare title", "Words.");
    paper.dates.push(fonds_model::document::DocumentDate::new(
        Default::default(),
        fonds_model::HistoricalDate::read("8 January 1949"),
    ));
    test.put(&paper);
    test.put(&document(2, "Other", "Words."));
    test.catalogue
        .write(&note("x"), |writer| {
            writer.add_alias(Kind::Document, &id(1), "harvest", "7")?;
            writer.hold_field(Kind::Document, &id(1), "titles")?;
            writer.note_possible_duplicate(&id(1), &id(2), "alike")
        })
        .unwrap();
    let day = paper.dates[0].date.earliest;
    assert_eq!(test.read(|reads| reads.find_alike(day, "a rare TITLE", 9)), [id(1)]);
    test.catalogue.write(&note("law"), |writer| writer.erase(Kind::Document, &id(1))).unwrap();
    assert!(test.read(|reads| reads.find_alike(day, "A rare title", 9)).is_empty());
    assert_eq!(test.read(|reads| reads.id_of_alias("harvest", "7")), None);
    assert!(test.read(|reads| reads.held_fields(Kind::Document, &id(1))).is_empty());
    assert!(test.read(|reads| reads.possible_duplicates(9)).is_empty());
    assert!(!holds(&bytes_of(&test), b"rare"));
}
