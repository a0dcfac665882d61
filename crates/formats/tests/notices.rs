//! The manual's list of notices is whole: every code that a reader may report, and no other.

use crate::real::files_below;
use std::collections::BTreeSet;
use std::path::Path;

/// The readers whose codes the manual lists.
const READERS: [&str; 3] = ["AUT", "LIN", "LST"];

/// Codes such as `LST001` between two of these marks.
fn codes(text: &str, mark: char) -> BTreeSet<String> {
    let is_code = |word: &&str| {
        word.len() == 6
            && READERS.iter().any(|reader| word.starts_with(reader))
            && word[3..].bytes().all(|b| b.is_ascii_digit())
    };
    text.split(mark).filter(is_code).map(str::to_owned).collect()
}

#[test]
fn the_manual_lists_every_notice_of_these_readers_and_no_other() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manual = std::fs::read_to_string(home.join("../../book/src/notices.md")).unwrap();
    let mut reported = BTreeSet::new();
    for file in files_below(&home.join("src")).iter().filter(|file| !file.ends_with("tests.rs")) {
        reported.extend(codes(&std::fs::read_to_string(file).unwrap(), '"'));
    }
    assert_eq!(codes(&manual, '`'), reported);
}
