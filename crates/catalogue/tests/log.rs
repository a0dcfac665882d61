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
