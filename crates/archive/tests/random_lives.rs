//! After any life of imports, edits, embargoes, withdrawals and merges, an index made anew answers as the one that
//! followed every step: the same documents, the same order, the same scores, the same counts.

use crate::testing::{TestArchive, document, note, today};
use fonds_archive::access::set_access;
use fonds_archive::describe::edit;
use fonds_archive::merge::merge;
use fonds_archive::preserve::rebuild;
use fonds_model::Access;
use fonds_search::{FacetCounts, Request, Sort};
use proptest::prelude::*;

const WORDS: [&str; 8] = ["sleepers", "potatoes", "bridge", "frost", "engine", "cipher", "ration", "ferry"];

#[derive(Debug, Clone)]
enum Step {
    Import { key: u8, words: Vec<usize>, year: u16 },
    Retitle { key: u8, word: usize },
    Hide { key: u8, state: u8 },
    Merge { key: u8, into: u8 },
    Rebuild,
}

fn step() -> impl Strategy<Value = Step> {
    let words = prop::collection::vec(0..WORDS.len(), 1..6);
    prop_oneof![
        4 => (0..12u8, words, 1945..1953u16).prop_map(|(key, words, year)| Step::Import { key, words, year }),
        2 => (0..12u8, 0..WORDS.len()).prop_map(|(key, word)| Step::Retitle { key, word }),
        2 => (0..12u8, 0..4u8).prop_map(|(key, state)| Step::Hide { key, state }),
        1 => (0..12u8, 0..12u8).prop_map(|(key, into)| Step::Merge { key, into }),
        1 => Just(Step::Rebuild),
    ]
}

fn take(archive: &TestArchive, step: &Step) {
    let snapshot = archive.archive.catalogue().snapshot().unwrap();
    let id = |key: &u8| snapshot.id_of_key(fonds_catalogue::Kind::Document, &format!("p/{key}")).unwrap();
    // Steps that make no sense at this point of the life are refused, which is part of what is tested.
    match step {
        Step::Import { key, words, year } => {
            let words: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
            archive.import_documents(&[document(
                &format!("p/{key}"),
                &format!("Paper {key}"),
                &year.to_string(),
                &words.join(" "),
            )]);
        }
        Step::Retitle { key, word } => {
            if let Some(id) = id(key) {
                let _ = edit(
                    &archive.archive,
                    &id,
                    &[("title".into(), WORDS[*word].into())],
                    None,
                    &note("title"),
                );
            }
        }
        Step::Hide { key, state } => {
            let until = "2030-01-01".parse().unwrap();
            let states = [Access::Public, Access::Restricted, Access::Withdrawn, Access::Embargoed { until }];
            if let Some(id) = id(key) {
                let _ = set_access(&archive.archive, &id, states[*state as usize], &note("access"), today());
            }
        }
        Step::Merge { key, into } => {
            if let (Some(id), Some(into)) = (id(key), id(into)) {
                let _ = merge(&archive.archive, &id, &into, &note("same"));
            }
        }
        Step::Rebuild => rebuild(&archive.archive, today(), &mut |_| {}).unwrap(),
    }
    archive.follow();
}

type Answer = (u64, Vec<(String, Option<String>)>, FacetCounts);

fn answers(archive: &TestArchive) -> Vec<Answer> {
    let sorts = [Sort::Date, Sort::Relevance];
    let words = std::iter::once("").chain(WORDS);
    words
        .flat_map(|words| sorts.map(|sort| (words, sort)))
        .map(|(words, sort)| {
            let request =
                Request { words: words.into(), sort, facets: true, limit: 50, ..Request::default() };
            let reply = archive.archive.index().search(&request).unwrap();
            let hits =
                reply.hits.into_iter().map(|hit| (hit.id, hit.score.map(|score| format!("{score:.5}"))));
            (reply.total, hits.collect(), reply.facets)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if std::env::var_os("FONDS_LONG").is_some() { 200 } else { 8 }, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rebuilt_index_answers_as_the_one_that_followed(life in prop::collection::vec(step(), 1..14)) {
        let archive = TestArchive::new();
        for step in &life {
            take(&archive, step);
        }
        let followed = answers(&archive);
        archive.assert_whole();
        rebuild(&archive.archive, today(), &mut |_| {}).unwrap();
        prop_assert_eq!(followed, answers(&archive));
    }
}
