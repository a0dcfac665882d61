//! The change log: its numbers without gaps in sight, its chain that betrays every hand laid on it.

use crate::testing::{TestCatalogue, document, id, note};
use fonds_catalogue::{Action, Kind};
use proptest::prelude::*;

fn a_life() -> TestCatalogue {
    let test = TestCatalogue::new();
    for number in 1..=4 {
        test.put(&document(number, &format!("Paper {number}"), "Words."));
    }
    test.put(&document(1, "Paper 1, corrected", "Words."));
    test.redirect(2, 1);
    test.catalogue.write(&note("law"), |writer| writer.erase(Kind::Document, &id(3))).unwrap();
    assert_eq!(test.problems(), [""; 0]);
    test
}

#[test]
fn any_field_of_any_row_that_was_altered_is_noticed() {
    let columns = ["at", "actor", "reason", "id", "content_hash", "previous_hash", "hash"];
    for row in [1, 4, 7] {
        for column in columns {
            let test = a_life();
            test.meddle(&format!("UPDATE changes SET {column} = {column} || 'x' WHERE seq = {row}"));
            let problems = test.problems();
            assert!(
                problems.iter().any(|place| place.starts_with("log, row")),
                "{column} of {row}: {problems:?}"
            );
        }
        for change in ["version = version + 1", "action = 'embargo_lifted'", "kind = 'theme'"] {
            let test = a_life();
            test.meddle(&format!("UPDATE changes SET {change} WHERE seq = {row}"));
            assert!(!test.problems().is_empty(), "{change} of {row}");
        }
    }
}

#[test]
fn any_row_that_is_gone_is_noticed() {
    for row in 1..=7 {
        let test = a_life();
        test.meddle(&format!("DELETE FROM changes WHERE seq = {row}"));
        assert!(!test.problems().is_empty(), "row {row}");
    }
    // The last rows at once, the last of all being of things that have no version by it.
    let test = a_life();
    test.meddle("DELETE FROM changes WHERE seq >= 6");
    assert!(!test.problems().is_empty());
}

#[test]
fn rows_that_changed_places_are_noticed() {
    let test = a_life();
    test.meddle("UPDATE changes SET seq = 100 WHERE seq = 6; UPDATE changes SET seq = 6 WHERE seq = 7; UPDATE changes SET seq = 7 WHERE seq = 100;");
    assert!(!test.problems().is_empty());
}

#[test]
fn a_version_or_text_that_was_altered_or_taken_out_is_noticed() {
    for sql in [
        "UPDATE versions SET body = (SELECT body FROM versions WHERE version = 2) WHERE version = 1 AND seq = 1",
        "UPDATE versions SET body = NULL WHERE seq = 1",
        "UPDATE versions SET body = x'00' WHERE seq = 1",
        "UPDATE versions SET hash = hash || '0' WHERE seq = 1",
        "DELETE FROM versions WHERE seq = 1",
        "DELETE FROM things",
        "UPDATE things SET seq = 1",
        "UPDATE things SET version = 1",
        "UPDATE texts SET body = x'28b52ffd'",
        "DELETE FROM texts",
        "UPDATE texts SET uses = uses + 1",
    ] {
        let test = a_life();
        test.meddle(sql);
        assert!(!test.problems().is_empty(), "{sql}");
    }
}

/// Two papers with words and files of their own: counts one too high and one too low leave every sum as it was.
#[test]
fn a_count_by_which_erasing_goes_is_proved_for_each_text_and_file() {
    let test = TestCatalogue::new();
    for (number, scan) in [(1, "a"), (2, "b")] {
        let mut paper = document(number, "Title", &format!("Words of {scan}."));
        paper.provenance.sha256 = Some("5".repeat(64));
        let file = serde_json::json!({"sha256": scan.repeat(64), "media_type": "application/pdf", "size": 9, "name": "a.pdf"});
        paper.renditions[0].file = Some(serde_json::from_value(file).unwrap());
        test.put(&paper);
    }
    assert_eq!(test.problems(), [""; 0]);
    let (a, b, source) = ("a".repeat(64), "b".repeat(64), "5".repeat(64));
    let found = |meddling: &str, mending: &str| {
        test.meddle(meddling);
        let problems = test.read(|reads| reads.verify(&mut |_| {}));
        test.meddle(mending);
        assert!(problems.iter().all(|problem| problem.mend.starts_with("erase nothing")), "{problems:?}");
        let said = problems.into_iter().map(|problem| format!("{}: {}", problem.place, problem.what));
        said.collect::<Vec<_>>()
    };
    let shift = |table: &str, by: i32| {
        let other = format!("(SELECT max(sha256) FROM {table} WHERE sha256 <> '{source}')");
        format!(
            "UPDATE {table} SET uses = uses + {by} WHERE sha256 = {other}; \
             UPDATE {table} SET uses = uses - {by} WHERE sha256 <> {other} AND sha256 <> '{source}'"
        )
    };
    let texts = found(&shift("texts", 1), &shift("texts", -1));
    assert_eq!(texts.len(), 2, "{texts:?}");
    for count in [0, 2] {
        let says = format!(": versions that have it: 1; its count says {count}");
        assert!(texts.iter().any(|found| found.starts_with("text ") && found.ends_with(&says)), "{texts:?}");
    }
    assert_eq!(
        found(&shift("named_files", 1), &shift("named_files", -1)),
        [
            format!("file {a}: versions that have it: 1; its count says 0"),
            format!("file {b}: versions that have it: 1; its count says 2"),
        ]
    );
    assert_eq!(
        found(
            &format!("DELETE FROM named_files WHERE sha256 = '{source}'"),
            &format!("INSERT INTO named_files (sha256, source, uses) VALUES ('{source}', 1, 2)"),
        ),
        [format!("source file {source}: versions that have it: 2; its count says 0")]
    );
    assert_eq!(
        found(
            "INSERT INTO named_files (sha256, source, uses) VALUES ('none', 0, 1)",
            "DELETE FROM named_files WHERE sha256 = 'none'",
        ),
        ["file none: versions that have it: 0; its count says 1"]
    );
    assert_eq!(test.problems(), [""; 0]);
}

#[test]
fn pages_of_the_log_have_no_gap_and_no_row_twice() {
    let test = a_life();
    let mut seen = Vec::new();
    while let Some(last) = Some(seen.last().copied().unwrap_or(0)) {
        let page = test.read(|reads| reads.changes_after(last, 2));
        if page.is_empty() {
            break;
        }
        seen.extend(page.into_iter().map(|change| change.seq));
    }
    assert_eq!(seen, (1..=7).collect::<Vec<_>>());
    let of_first: Vec<u64> = test
        .read(|reads| reads.changes_of(Kind::Document, &id(1)))
        .into_iter()
        .map(|change| change.seq)
        .collect();
    assert_eq!(of_first, [1, 5]);
    // Those rows too that made no version: it was joined, it was erased.
    let last = |number| test.read(|reads| reads.changes_of(Kind::Document, &id(number))).pop().unwrap();
    assert_eq!((last(2).seq, last(2).action), (6, Action::Merged));
    assert_eq!((last(3).seq, last(3).action), (7, Action::Erased));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever of the transactions fail, the rows that stand are numbered 1, 2, 3, and chained.
    #[test]
    fn failed_transactions_leave_no_gap(steps in prop::collection::vec((1..5u64, any::<bool>(), 0..4u8), 1..20)) {
        let test = TestCatalogue::new();
        for (number, fails, title) in steps {
            let paper = document(number, &format!("Title {title}"), "Words.");
            let expected = if fails { Some(99) } else { None };
            let _ = test.catalogue.write(&note("step"), |writer| {
                writer.put(&document(8, &format!("Beside {title}"), "x"), None, Action::Changed)?;
                writer.put(&paper, expected, Action::Changed)
            });
        }
        let all = test.read(|reads| reads.changes_after(0, 1_000));
        let numbers: Vec<u64> = all.iter().map(|change| change.seq).collect();
        prop_assert_eq!(numbers, (1..=all.len() as u64).collect::<Vec<_>>());
        prop_assert_eq!(test.problems(), [""; 0]);
    }
}
