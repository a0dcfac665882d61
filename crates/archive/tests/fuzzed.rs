//! The doors of the fuzz targets, gone through with some thousand mutated seeds: the same proofs as `make fuzz`, as far
//! as an ordinary toolchain and a minute reach. `FONDS_LONG` goes twenty times as far.

#[path = "../../../fuzz/entries.rs"]
mod entries;

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds");
/// How often each door is gone through.
const PASSES: usize = 1_500;
/// What is put into the middle of things: what formats, dates and queries are made of, and what breaks them.
const PIECES: [&[u8]; 24] = [
    b"<",
    b">",
    b"</div>",
    b"<div type=\"document\">",
    b"&a;",
    b"&#x1F600;",
    b"]]>",
    b"<!--",
    b"\"",
    b"'",
    b"{",
    b"}",
    b"[",
    b"\\u0000",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\0",
    b"\r\n",
    b"\t,;",
    b"1949-02-30",
    b"99999999999999999999",
    "\u{202e}\u{301}中".as_bytes(),
    b"((((",
    b"OR NOT -",
];

fn seeds_of(name: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(Path::new(SEEDS).join(name)).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn below(rng: &mut TestRng, limit: usize) -> usize {
    (rng.next_u64() % limit.max(1) as u64) as usize
}

/// A few changes by chance: bits, stretches taken out or doubled, pieces put in, the end cut off, another seed's middle.
fn mutate(rng: &mut TestRng, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[below(rng, seeds.len())].clone();
    for _ in 0..=below(rng, 6) {
        let at = below(rng, bytes.len() + 1);
        let end = (at + below(rng, 40)).min(bytes.len());
        match below(rng, 7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << below(rng, 8),
            1 if at < bytes.len() => bytes[at] = rng.next_u64() as u8,
            2 => drop(bytes.drain(at..end)),
            3 => {
                let stretch = bytes[at..end].repeat(1 + below(rng, 8));
                bytes.splice(at..at, stretch);
            }
            4 => bytes.truncate(at),
            5 => {
                let other = &seeds[below(rng, seeds.len())];
                let from = below(rng, other.len() + 1);
                let stretch = other[from..].iter().copied().take(below(rng, 200));
                bytes.splice(at..at, stretch);
            }
            _ => {
                let piece = PIECES[below(rng, PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes
}

fn go_through(name: &str) {
    let passes = if std::env::var_os("FONDS_LONG").is_some() { PASSES * 20 } else { PASSES };
    let seeds = seeds_of(name);
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    seeds.iter().for_each(|seed| entries::run(name, seed));
    for pass in 0..passes {
        let bytes = mutate(&mut rng, &seeds);
        let done = catch_unwind(AssertUnwindSafe(|| entries::run(name, &bytes)));
        assert!(done.is_ok(), "{name}, pass {pass}: {:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn every_door_has_seeds_and_a_target() {
    for (name, _) in entries::DOORS {
        assert!(!seeds_of(name).is_empty(), "{name}");
        assert!(Path::new(SEEDS).join(format!("../fuzz_targets/{name}.rs")).exists(), "{name}");
    }
}

#[test]
fn no_edtf_breaks_it() {
    go_through("edtf");
}

#[test]
fn no_words_of_dates_break_it() {
    go_through("date_words");
}

#[test]
fn no_title_breaks_it() {
    go_through("title");
}

#[test]
fn no_query_breaks_it() {
    go_through("query");
}

#[test]
fn no_captured_page_breaks_it() {
    go_through("listing");
}

#[test]
fn no_table_breaks_it() {
    go_through("table");
}

#[test]
fn no_edition_breaks_it() {
    go_through("tei");
}

#[test]
fn no_lines_break_it() {
    go_through("lines");
}

#[test]
fn no_register_breaks_it() {
    go_through("authorities");
}

#[test]
fn nothing_that_is_recognised_breaks_its_reader() {
    go_through("recognise");
}
