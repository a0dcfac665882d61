//! Captured pages of the original archive come out as they were written down by hand.

use crate::real::{Findings, gather, real};
use fonds_formats::listing::{fits, read};
use fonds_model::Document;
use proptest::prelude::*;
use serde::Deserialize;

/// An entry as it must come out.
#[derive(Debug, PartialEq, Deserialize)]
struct Expected {
    date_display: String,
    edtf: Option<String>,
    title: String,
    r#abstract: Option<String>,
    #[serde(default)]
    source: String,
}

fn read_bytes(mut bytes: &[u8]) -> Findings {
    gather(|origin, emit| read(&mut bytes, origin, emit))
}

fn as_expected(document: &Document, source: &str) -> Expected {
    let date = document.principal_date();
    Expected {
        date_display: date.map_or(String::new(), |date| date.date.display.clone()),
        edtf: date.and_then(|date| date.date.edtf.as_ref()).map(ToString::to_string),
        title: document.principal_title().unwrap().text.clone(),
        r#abstract: document.principal_abstract().map(|summary| summary.text.clone()),
        source: source.into(),
    }
}

fn expected(text: &str) -> Vec<Expected> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_page_of_1949_comes_out_exactly() {
    let Some(folder) = real("listing") else { return };
    let bytes = std::fs::read(folder.join("1949-page-6.txt")).unwrap();
    assert!(fits(&bytes));
    let found = read_bytes(&bytes);
    let came_out: Vec<Expected> = found.documents.iter().map(|document| as_expected(document, "")).collect();
    assert_eq!(
        came_out,
        expected(&std::fs::read_to_string(folder.join("1949-page-6.expected.jsonl")).unwrap())
    );
    assert_eq!(came_out.len(), 20);
    assert!(found.error.is_none() && found.collections.is_empty());
    for notice in &found.notices {
        println!("{notice}");
    }
}

#[test]
fn six_further_pages_of_both_layouts_come_out_exactly() {
    let Some(folder) = real("listing") else { return };
    let expected = expected(&std::fs::read_to_string(folder.join("pages.expected.jsonl")).unwrap());
    let mut names: Vec<&str> = expected.iter().map(|entry| entry.source.as_str()).collect();
    names.dedup();
    let mut came_out = Vec::new();
    for name in names {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        assert!(fits(&bytes), "{name}");
        let found = read_bytes(&bytes);
        assert!(found.error.is_none(), "{name}: {:?}", found.error);
        for notice in &found.notices {
            println!("{name}: {notice}");
        }
        let titles: Vec<&str> =
            found.collections.iter().map(|collection| collection.title.as_str()).collect();
        assert_eq!(
            titles,
            if name == "old-13.txt" { vec!["Sino-Soviet Relations"] } else { vec![] },
            "{name}"
        );
        came_out.extend(found.documents.iter().map(|document| as_expected(document, name)));
    }
    assert_eq!(came_out, expected);
}

#[test]
fn every_key_is_the_only_one_of_its_kind_in_all_captures() {
    let Some(folder) = real("listing") else { return };
    let mut keys = std::collections::BTreeSet::new();
    let mut documents = 0;
    for path in
        crate::real::files_below(&folder).iter().filter(|path| path.extension().is_some_and(|e| e == "txt"))
    {
        let found = read_bytes(&std::fs::read(path).unwrap());
        documents += found.documents.len();
        keys.extend(found.documents.into_iter().map(|document| document.source_key));
    }
    assert_eq!(keys.len(), documents);
}

const PAGE: &str = "Search in\n\nDigital Archive International History Declassified\n\nNo image found.\n\nWhales\n\n\
    Sources on whales and on all those who hunted them.\n\n  • March 03, 1949\n\n    Cable, Harbour Master to Fleet [Ahab]\n\n    \
    The ice is \"thin\".\n\n  • undated\n\n    Letter No. 007 from Anna Berg to Olaf Lund\n\n    Nets.\n\n1 - 2 of 9\n\nMay 4, 1950\n\nReply\n";

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        fits(&bytes);
        read_bytes(&bytes);
    }

    #[test]
    fn a_damaged_page_is_read_without_harm(
        at in 0..PAGE.len(),
        length in 0_usize..20,
        with in proptest::collection::vec(any::<u8>(), 0..20),
    ) {
        let mut bytes = PAGE.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, with);
        fits(&bytes);
        let found = read_bytes(&bytes);
        prop_assert!(found.documents.iter().all(|document| document.principal_title().is_some()));
    }
}
