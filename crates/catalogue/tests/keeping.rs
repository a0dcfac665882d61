//! What is kept of a thing: every version, its keys and other names, where it went when it was merged.

use crate::testing::{TestCatalogue, document, id, note};
use fonds_catalogue::{Action, CatalogueError, Kind, Put};
use fonds_model::rendition::{Relation, RelationKind};
use fonds_model::{Access, Document, Link};

#[test]
fn every_version_is_kept_and_the_same_again_is_none() {
    let test = TestCatalogue::new();
    assert_eq!(test.put(&document(1, "First", "Words.")), Put::New);
    assert_eq!(test.put(&document(1, "First", "Words.")), Put::Unchanged);
    assert_eq!(test.put(&document(1, "Second", "Words.")), Put::Changed { version: 2 });
    assert_eq!(test.put(&document(1, "Second", "Other words.")), Put::Changed { version: 3 });
    // Going back is a version too.
    assert_eq!(test.put(&document(1, "First", "Words.")), Put::Changed { version: 4 });
    for (version, title, words) in [
        (1, "First", "Words."),
        (2, "Second", "Words."),
        (3, "Second", "Other words."),
        (4, "First", "Words."),
    ] {
        let stored = test.read(|reads| reads.find_version::<Document>(&id(1), version)).unwrap();
        assert_eq!(stored.value, document(1, title, words), "version {version}");
    }
    let lines = test.read(|reads| reads.list_versions(Kind::Document, &id(1)));
    assert_eq!(
        lines.iter().map(|line| (line.version, line.seq)).collect::<Vec<_>>(),
        [(1, 1), (2, 2), (3, 3), (4, 4)]
    );
    assert_eq!(test.problems(), [""; 0]);
}

#[test]
fn plain_words_are_those_of_the_whole_text() {
    let test = TestCatalogue::new();
    test.put(&document(1, "First", "Words.\nAnd others."));
    let whole = test.read(|reads| reads.find::<Document>(&id(1))).unwrap();
    let plain = test.read(|reads| reads.find_plain::<Document>(&id(1))).unwrap();
    let words = |document: &Document| document.renditions[0].text.as_ref().unwrap().plain();
    assert_eq!(words(&plain.value), words(&whole.value));
    assert_eq!((plain.version, plain.hash), (whole.version, whole.hash));
}

#[test]
fn a_thing_says_which_row_of_the_log_last_concerned_it() {
    let test = TestCatalogue::new();
    test.put(&document(1, "First", "Words."));
    test.put(&document(2, "Other", "Words."));
    test.put(&document(1, "Second", "Words."));
    let seq = |number| test.read(|reads| reads.state(Kind::Document, &id(number))).unwrap().seq;
    assert_eq!((seq(1), seq(2)), (3, 2));
    assert_eq!(test.read(|reads| reads.find::<Document>(&id(1))).unwrap().seq, 3);
    test.redirect(2, 1);
    assert_eq!(seq(2), 4);
    test.catalogue.write(&note("law"), |writer| writer.erase(Kind::Document, &id(1))).unwrap();
    assert_eq!((seq(1), test.read(|reads| reads.last_seq())), (5, 5));
}

#[test]
fn who_was_slower_is_told_and_changes_nothing() {
    let test = TestCatalogue::new();
    test.put(&document(1, "First", "Words."));
    test.put_expecting(&document(1, "Faster", "Words."), Some(1)).unwrap();
    let late = test.put_expecting(&document(1, "Slower", "Words."), Some(1));
    assert!(matches!(late, Err(CatalogueError::Conflict { expected: 1, found: 2, .. })), "{late:?}");
    let never = test.put_expecting(&document(2, "Not there", "Words."), Some(1));
    assert!(matches!(never, Err(CatalogueError::Conflict { found: 0, .. })), "{never:?}");
    assert_eq!(test.read(|reads| reads.find::<Document>(&id(1))).unwrap().value.titles[0].text, "Faster");
    assert_eq!(test.read(|reads| reads.last_seq()), 2);
}

#[test]
fn of_a_transaction_that_fails_nothing_is_kept() {
    let test = TestCatalogue::new();
    let failed: Result<(), CatalogueError> = test.catalogue.write(&note("two"), |writer| {
        writer.put(&document(1, "First", "Words."), None, Action::Created)?;
        writer.reserve(Kind::Document, "p/9", &id(9))?;
        writer.put(&document(1, "Second", "Words."), Some(7), Action::Changed)?;
        Ok(())
    });
    assert!(failed.is_err());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _: Result<(), CatalogueError> = test.catalogue.write(&note("panic"), |writer| {
            writer.put(&document(1, "First", "Words."), None, Action::Created)?;
            panic!("on the way")
        });
    }));
    assert!(panicked.is_err());
    test.catalogue
        .rehearse(|writer| writer.put(&document(1, "First", "Words."), None, Action::Created))
        .unwrap();
    assert_eq!(test.read(|reads| reads.last_seq()), 0);
    assert_eq!(test.read(|reads| reads.id_of_key(Kind::Document, "p/9")), None);
    // And the next one finds everything as it was.
    assert_eq!(test.put(&document(1, "First", "Words.")), Put::New);
    assert_eq!(test.read(|reads| reads.last_seq()), 1);
}

#[test]
fn a_key_is_reserved_once_and_belongs_to_one_thing() {
    let test = TestCatalogue::new();
    let reserve = |fresh: u64| {
        test.catalogue.write(&note("r"), |writer| writer.reserve(Kind::Document, "p/1", &id(fresh))).unwrap()
    };
    assert_eq!(reserve(1), id(1));
    assert_eq!(reserve(2), id(1), "the first one holds");
    assert_eq!(test.put(&document(1, "Comes later", "Words.")), Put::New);
    let mut thief = document(2, "Thief", "Words.");
    thief.source_key = "p/1".into();
    let refused = test.put_expecting(&thief, None);
    assert!(matches!(refused, Err(CatalogueError::KeyTaken { held_by, .. }) if held_by == id(1)));
    // A key means one thing of a kind; another kind may use the same word.
    let other = test.catalogue.write(&note("r"), |writer| writer.reserve(Kind::Collection, "p/1", &id(3)));
    assert_eq!(other.unwrap(), id(3));
}

#[test]
fn merged_identifiers_lead_to_the_end_of_the_chain() {
    let test = TestCatalogue::new();
    (1..=4).for_each(|number| {
        test.put(&document(number, &format!("Paper {number}"), "Words."));
    });
    test.redirect(1, 2);
    test.redirect(2, 3);
    for (from, to) in [(1, Some(id(3))), (2, Some(id(3))), (3, None), (4, None)] {
        assert_eq!(test.read(|reads| reads.find_redirect(Kind::Document, &id(from))), to, "{from}");
    }
    assert_eq!(test.read(|reads| reads.find::<Document>(&id(1))), None, "it is no thing of its own any more");
    let first = test.read(|reads| reads.find_version::<Document>(&id(1), 1)).unwrap();
    assert_eq!(first.value.titles[0].text, "Paper 1", "its versions stay");
    assert_eq!(test.read(|reads| reads.counts()).documents, 2);
    assert_eq!(test.problems(), [""; 0]);
}

#[test]
fn who_pointed_at_the_merged_one_points_at_the_other() {
    let test = TestCatalogue::new();
    let mut reply = document(1, "Reply", "Words.");
    reply.relations.push(Relation {
        kind: RelationKind::ReplyTo,
        target: Link::Id(id(2)),
        certainty: Default::default(),
        evidence: None,
    });
    test.put(&reply);
    test.put(&document(2, "Cable", "Words."));
    test.put(&document(3, "The same cable", "Words."));
    assert_eq!(test.read(|reads| reads.incoming(&id(2))), [(id(1), RelationKind::ReplyTo)]);
    test.redirect(2, 3);
    assert_eq!(test.read(|reads| reads.incoming(&id(3))), [(id(1), RelationKind::ReplyTo)]);
    assert!(test.read(|reads| reads.incoming(&id(2))).is_empty());
    // And no longer once it says so no more, though it had named the one that was merged away.
    reply.relations.clear();
    test.put(&reply);
    assert!(test.read(|reads| reads.incoming(&id(3))).is_empty());
}

#[test]
fn what_a_corrected_or_erased_thing_pointed_at_is_forgotten() {
    let test = TestCatalogue::new();
    let mut reply = document(1, "Reply", "Words.");
    let to = |number| Relation {
        kind: RelationKind::ReplyTo,
        target: Link::Id(id(number)),
        certainty: Default::default(),
        evidence: None,
    };
    reply.relations = vec![to(2)];
    test.put(&reply);
    reply.relations = vec![to(3)];
    test.put(&reply);
    assert!(test.read(|reads| reads.incoming(&id(2))).is_empty());
    assert_eq!(test.read(|reads| reads.incoming(&id(3))), [(id(1), RelationKind::ReplyTo)]);
    test.catalogue.write(&note("law"), |writer| writer.erase(Kind::Document, &id(1))).unwrap();
    assert!(test.read(|reads| reads.incoming(&id(3))).is_empty());
}

/// Otherwise the hundredth correction of a paper would unpack ninety-nine versions.
#[test]
fn a_new_version_reads_none_but_the_last_one() {
    let test = TestCatalogue::new();
    let replies_to = |number: u64, title: &str| {
        let mut reply = document(1, title, "Words.");
        reply.relations.push(Relation {
            kind: RelationKind::ReplyTo,
            target: Link::Id(id(number)),
            certainty: Default::default(),
            evidence: None,
        });
        reply
    };
    test.put(&replies_to(2, "First"));
    test.put(&replies_to(3, "Second"));
    // No one can unpack the first any more, so that whoever tried would fail.
    test.meddle("UPDATE versions SET body = x'00' WHERE version = 1");
    assert_eq!(test.put(&replies_to(4, "Third")), Put::Changed { version: 3 });
    assert!(test.read(|reads| reads.incoming(&id(3))).is_empty());
    assert_eq!(test.read(|reads| reads.incoming(&id(4))), [(id(1), RelationKind::ReplyTo)]);
}

#[test]
fn a_thing_is_found_by_the_numbers_of_other_systems() {
    let test = TestCatalogue::new();
    test.put(&document(1, "First", "Words."));
    let add = |scheme: &str, value: &str| {
        test.catalogue
            .write(&note("alias"), |writer| writer.add_alias(Kind::Document, &id(1), scheme, value))
            .unwrap();
    };
    add("harvest", "110234");
    add("harvest", "110234");
    assert_eq!(test.read(|reads| reads.id_of_alias("harvest", "110234")), Some((Kind::Document, id(1))));
    assert_eq!(test.read(|reads| reads.id_of_alias("harvest", "0110234")), None);
    assert_eq!(test.read(|reads| reads.id_of_alias("doi", "110234")), None);
}

#[test]
fn embargoes_end_on_their_day_and_parts_count() {
    let test = TestCatalogue::new();
    let until = "2027-03-01".parse().unwrap();
    let mut whole = document(1, "Whole", "Words.");
    whole.access = Access::Embargoed { until };
    let mut part = document(2, "Part", "Words.");
    part.renditions[0].access = Access::Embargoed { until };
    test.put(&whole);
    test.put(&part);
    test.put(&document(3, "Open", "Words."));
    assert!(test.read(|reads| reads.embargoes_ending(until.previous())).is_empty());
    let mut ended = test.read(|reads| reads.embargoes_ending(until));
    ended.sort();
    let mut expected = [id(1), id(2)];
    expected.sort();
    assert_eq!(ended, expected);
}
