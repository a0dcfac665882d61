//! Editing, hiding, merging and erasing, and what the log keeps of it.

use crate::testing::{TestArchive, document, note, today};
use fonds_archive::access::{AccessError, set_access};
use fonds_archive::describe::{EditError, edit};
use fonds_archive::erase::erase;
use fonds_archive::history::{diff, log};
use fonds_archive::merge::{MergeError, merge};
use fonds_catalogue::Kind;
use fonds_model::Access;

fn two_papers() -> (TestArchive, String, String) {
    let archive = TestArchive::new();
    archive.import_documents(&[
        document("p/1", "Cable", "8 January 1949", "Sleepers are wanted, says sturgeon."),
        document("p/2", "Cable, a copy", "8 January 1949", "Sleepers are wanted."),
    ]);
    let (first, second) = (archive.id_of("p/1"), archive.id_of("p/2"));
    (archive, first, second)
}

#[test]
fn every_edit_is_a_version_with_its_reason() {
    let (archive, id, _) = two_papers();
    edit(&archive.archive, &id, &[("date".into(), "circa 1950".into())], Some(1), &note("postmark")).unwrap();
    let mut reasons = Vec::new();
    log(&archive.archive, Some(&id), &mut |change| reasons.push((change.version, change.reason))).unwrap();
    assert_eq!(reasons, [(1, "import".to_owned()), (2, "postmark".to_owned())]);
    let paths: Vec<String> = diff(&archive.archive, &id, 1, 2).unwrap().into_iter().map(|d| d.path).collect();
    assert!(paths.iter().any(|path| path == "dates[0].edtf"), "{paths:?}");
}

#[test]
fn an_edit_of_an_old_version_is_refused() {
    let (archive, id, _) = two_papers();
    edit(&archive.archive, &id, &[("genre".into(), "cable".into())], Some(1), &note("first")).unwrap();
    let late = edit(&archive.archive, &id, &[("genre".into(), "letter".into())], Some(1), &note("late"));
    assert!(
        matches!(late, Err(EditError::Catalogue(fonds_catalogue::CatalogueError::Conflict { .. }))),
        "{late:?}"
    );
}

#[test]
fn an_edit_without_reason_or_sense_is_refused_and_writes_nothing() {
    let (archive, id, _) = two_papers();
    let seq = archive.archive.catalogue().snapshot().unwrap().last_seq().unwrap();
    for (field, value, reason) in [
        ("genre", "cable", ""),
        ("sourcekey", "\"x\"", "why"),
        ("access", "public", "why"),
        ("date", "the day of the fish", "why"),
        ("agents", "[{\"role\":\"fishmonger\"}]", "why"),
        ("agents", "not json", "why"),
    ] {
        let refused = edit(&archive.archive, &id, &[(field.into(), value.into())], None, &note(reason));
        assert!(refused.is_err(), "{field}={value}");
    }
    assert_eq!(archive.archive.catalogue().snapshot().unwrap().last_seq().unwrap(), seq);
}

#[test]
fn what_is_restricted_is_found_no_more_and_leaves_no_byte_in_the_index() {
    let (archive, id, _) = two_papers();
    assert_eq!(archive.find("sturgeon"), std::slice::from_ref(&id));
    set_access(&archive.archive, &id, Access::Restricted, &note("a person's health"), today()).unwrap();
    archive.follow();
    assert!(archive.find("sturgeon").is_empty());
    assert_no_byte(&archive.archive.folder().join("index"), b"sturgeon");
    archive.assert_whole();
}

fn assert_no_byte(folder: &std::path::Path, canary: &[u8]) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_no_byte(&path, canary);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(canary.len()).any(|window| window == canary), "{}", path.display());
        }
    }
}

#[test]
fn an_embargo_lifts_on_its_day_and_the_log_says_so() {
    let (archive, id, _) = two_papers();
    let until = "2026-02-01".parse().unwrap();
    set_access(&archive.archive, &id, Access::Embargoed { until }, &note("donor's wish"), today()).unwrap();
    archive.follow();
    assert!(archive.find("sturgeon").is_empty());
    assert_eq!(
        fonds_archive::indexing::lift_embargoes(&archive.archive, &note("embargo ended"), until.previous())
            .unwrap(),
        0
    );
    assert_eq!(
        fonds_archive::indexing::lift_embargoes(&archive.archive, &note("embargo ended"), until).unwrap(),
        1
    );
    archive.follow();
    assert_eq!(archive.find("sturgeon"), [id]);
}

#[test]
fn an_embargo_until_today_is_refused() {
    let (archive, id, _) = two_papers();
    let refused =
        set_access(&archive.archive, &id, Access::Embargoed { until: today() }, &note("x"), today());
    assert!(matches!(refused, Err(AccessError::Past(_))), "{refused:?}");
}

#[test]
fn after_a_merge_the_old_identifier_leads_to_the_new() {
    let (archive, first, second) = two_papers();
    merge(&archive.archive, &second, &first, &note("the same cable")).unwrap();
    archive.follow();
    let snapshot = archive.archive.catalogue().snapshot().unwrap();
    assert_eq!(snapshot.find_redirect(Kind::Document, &second).unwrap(), Some(first.clone()));
    assert_eq!(archive.find("sleepers"), std::slice::from_ref(&first));
    // The source still has both; importing it again neither splits nor changes what was merged.
    let again = archive.import_documents(&[document(
        "p/2",
        "Cable, a copy",
        "8 January 1949",
        "Sleepers are wanted.",
    )]);
    assert_eq!(again.documents.unchanged, 1);
    archive.assert_whole();
    assert!(matches!(merge(&archive.archive, &first, &first, &note("x")), Err(MergeError::Itself(_))));
}

#[test]
fn merging_a_hidden_document_into_an_open_one_is_refused() {
    let (archive, first, second) = two_papers();
    set_access(&archive.archive, &second, Access::Restricted, &note("x"), today()).unwrap();
    let refused = merge(&archive.archive, &second, &first, &note("the same"));
    assert!(matches!(refused, Err(MergeError::Access(..))), "{refused:?}");
}

#[test]
fn what_is_erased_is_gone_and_stays_gone() {
    let archive = TestArchive::new();
    let papers = [document("p/1", "Cable", "1949", "A sturgeon of the house of Zyx.")];
    archive.import_documents(&papers);
    let id = archive.id_of("p/1");
    let erased = erase(&archive.archive, &id, false, &note("order of the court")).unwrap();
    assert!(erased.sources_left.is_empty(), "its source held nothing else and goes with it");
    archive.follow();
    assert!(archive.find("sturgeon").is_empty());
    let again = archive.import_documents(&papers);
    assert_eq!((again.documents.new, again.documents.refused), (0, 1));
    assert_eq!(again.notice_counts.get("erased-stays"), Some(&1));
    let mut actions = Vec::new();
    log(&archive.archive, Some(&id), &mut |change| actions.push(change.action.word().to_owned())).unwrap();
    assert_eq!(actions, ["created", "erased"]);
}

#[test]
fn what_was_joined_stays_joined_when_the_source_of_the_living_one_comes_again() {
    let (archive, first, second) = two_papers();
    merge(&archive.archive, &second, &first, &note("the same cable")).unwrap();
    let joined = archive.document("p/1");
    let again = archive.import_documents(&[document(
        "p/1",
        "Cable",
        "8 January 1949",
        "Sleepers are wanted, says sturgeon.",
    )]);
    assert_eq!(archive.document("p/1"), joined);
    assert_eq!((again.documents.unchanged, again.documents.changed), (1, 0));
}
