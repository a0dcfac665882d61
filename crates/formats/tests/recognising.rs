//! Which format a source is, by its first bytes.

use crate::real::{files_below, real};
use fonds_formats::{Format, recognise};
use std::io::Read;

#[test]
fn pictures_and_programs_are_no_format_whatever_their_names_say() {
    let heads: [&[u8]; 5] = [
        b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type /Catalog >>",
        b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x10",
        b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01",
        b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
        b"",
    ];
    for head in heads {
        for name in ["a.pdf", "a.txt", "a.xml", "a"] {
            assert_eq!(recognise(head, name), None, "{name}: {head:?}");
        }
    }
}

#[test]
fn the_archives_own_lines_are_known_by_their_first_key() {
    assert_eq!(recognise(b"{\"fonds\":{\"version\":1}}\n", "x.jsonl"), Some(Format::Lines));
    assert_eq!(recognise(b"{\"document\":{\"source_key\":\"a\"}}\n", "x"), Some(Format::Lines));
}

/// What each real file is; `None` for what no reader is for. `titles.jsonl` and `*.expected.jsonl` are labels, not sources.
fn expected(path: &str) -> Option<Format> {
    let folder = path.split('/').next().unwrap_or_default();
    let ends = |end: &str| path.ends_with(end);
    match folder {
        "listing" if ends(".txt") => Some(Format::Listing),
        "hsg-people" | "hsg-pocom" | "hsg-tags" | "names" => Some(Format::Authorities),
        "frus" | "letters-fr-estournelles" | "letters-de-schnitzler" | "zh-biographies" | "cmif"
            if ends(".xml") =>
        {
            Some(Format::Tei)
        }
        _ if ends(".csv") || ends(".tsv") => Some(Format::Table),
        _ => None,
    }
}

#[test]
fn every_real_file_is_known_for_what_it_is() {
    let Some(folder) = real("") else { return };
    let mut wrong = Vec::new();
    let mut counts = std::collections::BTreeMap::new();
    for path in files_below(&folder) {
        let mut head = Vec::new();
        std::fs::File::open(&path).unwrap().take(64 * 1024).read_to_end(&mut head).unwrap();
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        let found = recognise(&head, path.file_name().unwrap().to_str().unwrap());
        *counts.entry(found.map_or("none", Format::word)).or_insert(0) += 1;
        if found != expected(&name) {
            wrong.push((name, found));
        }
    }
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{} files: {:#?}", wrong.len(), &wrong[..wrong.len().min(60)]);
}
