//! Entries by chance: texts in several languages, names, facets, certain and uncertain dates, none at all.

use crate::vocabulary::{self, Gap, Word};
use fonds_model::Day;
use fonds_search::{Entry, EntryDate, Facet, IndexedText};
use proptest::prelude::*;

/// An entry, and its words as the oracle sees them.
#[derive(Debug, Clone)]
pub struct Made {
    pub entry: Entry,
    pub titles: Vec<Vec<Word>>,
    pub abstracts: Vec<Vec<Word>>,
    /// With the language that each is declared to be in.
    pub texts: Vec<(Option<String>, Vec<Word>)>,
    pub notes: Vec<Vec<Word>>,
    pub names: Vec<Vec<Word>>,
    pub places: Vec<Vec<Word>>,
    pub subjects: Vec<Vec<Word>>,
    pub references: Vec<Vec<Word>>,
    pub numbers: Vec<Vec<Word>>,
}

type Written = (String, Vec<Word>);

fn written(length: std::ops::Range<usize>) -> impl Strategy<Value = Written> {
    put_together(length, (0..vocabulary::COUNT).boxed())
}

/// Titles and numbers: half of their words are of a few.
fn common(most: usize, length: usize) -> impl Strategy<Value = Vec<Written>> {
    let piece = prop_oneof![0..vocabulary::COUNT, prop::sample::select(vocabulary::common())];
    prop::collection::vec(put_together(1..length, piece.boxed()), 0..=most)
}

fn put_together(
    length: std::ops::Range<usize>,
    piece: BoxedStrategy<usize>,
) -> impl Strategy<Value = Written> {
    let gap = prop_oneof![
        6 => Just(Gap::Space),
        2 => Just(Gap::Nothing),
        1 => Just(Gap::Comma),
        1 => Just(Gap::Line),
    ];
    prop::collection::vec((piece, gap), length).prop_map(|pieces| vocabulary::join(&pieces))
}

fn several(most: usize, length: usize) -> impl Strategy<Value = Vec<Written>> {
    prop::collection::vec(written(1..length), 0..=most)
}

fn day() -> impl Strategy<Value = Day> {
    prop_oneof![
        // Few days, so that many documents share one.
        8 => (-7_700i32..-7_670).prop_map(Day::from_number),
        4 => (-8_000i32..-6_000).prop_map(Day::from_number),
        1 => (-800_000i32..40_000).prop_map(Day::from_number),
    ]
}

fn span() -> impl Strategy<Value = i32> {
    prop_oneof![6 => Just(0), 2 => Just(27), 2 => Just(364), 1 => 1i32..40, 1 => 3_000i32..40_000]
}

/// A day, a span, one bound alone, or none; with a clock time or without.
pub fn date() -> impl Strategy<Value = Option<EntryDate>> {
    let time = prop::option::weighted(0.3, prop_oneof![Just(0u16), Just(210), 0u16..1_440]);
    (day(), span(), 0..12u8, time).prop_map(|(first, span, shape, time)| {
        let last = Day::from_number(first.number() + span);
        match shape {
            0 => None,
            1 => Some(EntryDate { earliest: Some(first), latest: None, time }),
            2 => Some(EntryDate { earliest: None, latest: Some(last), time }),
            _ => Some(EntryDate { earliest: Some(first), latest: Some(last), time }),
        }
    })
}

fn language() -> impl Strategy<Value = Option<String>> {
    prop::sample::select(vec![
        None,
        Some("en"),
        Some("ru"),
        Some("de"),
        Some("fr-FR"),
        Some("es"),
        Some("zh"),
        Some("it"),
        Some("pl"),
        Some("tr"),
    ])
    .prop_map(|tag| tag.map(str::to_owned))
}

/// A facet and a value; of people there are more than the index returns.
pub fn facet() -> impl Strategy<Value = (Facet, String)> {
    let facet = prop::sample::select(Facet::ALL.to_vec());
    (facet, 0..90u32).prop_map(|(facet, number)| match facet {
        Facet::Person => (facet, format!("person{number}")),
        Facet::Genre => (facet, ["telegram", "letter", "", "memorandum"][number as usize % 4].into()),
        // The index derives years from the date and takes none from outside.
        Facet::Year => (facet, (1945 + number % 8).to_string()),
        _ => (facet, format!("значение {}", number % 6)),
    })
}

fn split(parts: Vec<Written>) -> (Vec<String>, Vec<Vec<Word>>) {
    parts.into_iter().unzip()
}

/// An entry without identifier.
pub fn entry() -> impl Strategy<Value = Made> {
    let words = (
        common(2, 8),
        several(1, 10),
        prop::collection::vec((language(), written(1..40)), 0..3),
        several(1, 6),
        several(3, 3),
        several(2, 3),
        several(2, 3),
        several(1, 4),
        common(1, 2),
    );
    // Titles by which to sort: few, so that identifiers decide; and long ones that differ where nobody looks.
    let sort_title = prop_oneof![
        prop::sample::select(vec!["", "a", "a\0", "Telegram", "Телеграмма", "电报"]).prop_map(str::to_owned),
        prop::sample::select(vec!["x", "y"]).prop_map(|end| "long ".repeat(120) + end),
    ];
    let rest = (prop::collection::vec(facet(), 0..8), date(), sort_title);
    (words, rest).prop_map(|(words, (facets, date, sort_title))| {
        let (titles, abstracts, texts, notes, names, places, subjects, references, numbers) = words;
        let mut entry = Entry { facets, date, sort_title, ..Entry::default() };
        let mut spoken = Vec::new();
        for (language, (words, read)) in texts {
            entry.texts.push(IndexedText { language: language.clone(), words });
            spoken.push((language, read));
        }
        let ([t, a, n, na, p, s, r, nu], made) = {
            let parts = [titles, abstracts, notes, names, places, subjects, references, numbers].map(split);
            let made = parts.clone().map(|(_, words)| words);
            (parts.map(|(text, _)| text), made)
        };
        (entry.titles, entry.abstracts, entry.notes, entry.names) = (t, a, n, na);
        (entry.places, entry.subjects, entry.references, entry.numbers) = (p, s, r, nu);
        let [titles, abstracts, notes, names, places, subjects, references, numbers] = made;
        Made { entry, titles, abstracts, texts: spoken, notes, names, places, subjects, references, numbers }
    })
}
