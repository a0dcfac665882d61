//! How much of the many spellings of names the rules alone find, and what they confuse; and that no string does harm.

use fonds_names::forms::{MOST_SPELLINGS, Scripts, Spelling, spellings, spellings_in};
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Names of one person, place or body.
struct Group {
    kind: String,
    forms: Vec<String>,
}

fn read_groups(text: &str) -> Vec<Group> {
    let read = |line: &str| -> Group {
        let value: serde_json::Value = serde_json::from_str(line).expect("a group is a line of JSON");
        let forms = value["forms"].as_array().expect("forms").iter();
        Group {
            kind: value["kind"].as_str().unwrap_or("").to_owned(),
            forms: forms.filter_map(|form| form.as_str()).map(str::to_owned).collect(),
        }
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(read).collect()
}

/// A stand-in for the index: its folding, its words and its pairs.
struct Index {
    /// Traditional ideographs by the simplified ones beside them in a group; the real index has a whole table.
    simplified: HashMap<char, char>,
    terms: HashSet<String>,
}

impl Index {
    fn of(groups: &[Group]) -> Self {
        let mut index = Self { simplified: HashMap::new(), terms: HashSet::new() };
        for group in groups {
            let han: Vec<Vec<char>> = group
                .forms
                .iter()
                .filter(|form| form.chars().all(is_han))
                .map(|form| form.chars().collect())
                .collect();
            for (at, first) in han.iter().enumerate() {
                for second in &han[at + 1..] {
                    let alike = first.iter().zip(second).filter(|(a, b)| a == b).count();
                    if first.len() == second.len() && (alike > 0 || first.len() < 3) {
                        index.simplified.extend(
                            second.iter().copied().zip(first.iter().copied()).filter(|(a, b)| a != b),
                        );
                    }
                }
            }
        }
        for form in groups.iter().flat_map(|group| &group.forms) {
            let words = index.words(form);
            for pair in words.windows(2).filter(|pair| pair.iter().all(|word| word.chars().all(is_unspaced)))
            {
                index.terms.insert(pair.concat());
            }
            index.terms.extend(words);
        }
        index
    }

    fn words(&self, text: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut word = String::new();
        for c in text.chars().chain([' ']) {
            if is_apostrophe(c) {
                continue;
            }
            let unspaced = is_unspaced(c);
            if (c.is_alphanumeric() && !unspaced) || unicode_normalization::char::is_combining_mark(c) {
                word.push(c);
                continue;
            }
            if !word.is_empty() {
                words.push(fold(&std::mem::take(&mut word)));
            }
            if unspaced {
                words.push(self.simplified.get(&c).unwrap_or(&c).to_string());
            }
        }
        words
    }

    fn has(&self, word: &str) -> bool {
        self.terms.contains(word) || {
            let folded: String = word.chars().map(|c| *self.simplified.get(&c).unwrap_or(&c)).collect();
            self.terms.contains(&folded)
        }
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn is_unspaced(c: char) -> bool {
    is_han(c) || ('\u{ac00}'..='\u{d7a3}').contains(&c) || ('\u{3041}'..='\u{30ff}').contains(&c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '‘' | '’' | '\u{2b9}'..='\u{2bf}')
}

fn fold(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars().map(|c| if c == 'Й' { 'й' } else { c }) {
        if c == 'й' || is_unspaced(c) {
            out.push(c);
            continue;
        }
        for part in c.nfkd().flat_map(char::to_lowercase) {
            match part {
                'ł' => out.push('l'),
                'đ' => out.push('d'),
                'ı' => out.push('i'),
                'ø' => out.push('o'),
                'ß' => out.push_str("ss"),
                part if unicode_normalization::char::is_combining_mark(part)
                    && !('\u{900}'..'\u{980}').contains(&part) => {}
                part => out.push(part),
            }
        }
    }
    out
}

/// Whether the words stand side by side in the document.
fn stands_in(form: &[String], document: &[String]) -> bool {
    !form.is_empty() && document.windows(form.len()).any(|window| window == form)
}

#[derive(Default)]
struct Tally {
    pairs: usize,
    found: usize,
    queries: usize,
    astray: usize,
    missed: Vec<String>,
    false_meetings: Vec<String>,
}

impl Tally {
    fn rate(&self) -> f64 {
        self.found as f64 / self.pairs.max(1) as f64
    }
}

fn measure(groups: &[Group], counted: impl Fn(&str) -> bool) -> Tally {
    let index = Index::of(groups);
    let has = |word: &str| index.has(word);
    let mut tally = Tally::default();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| counted(&group.kind)) {
        let own: HashSet<Vec<String>> = group.forms.iter().map(|form| index.words(form)).collect();
        for asked in &group.forms {
            tally.queries += 1;
            let asked_words = index.words(asked);
            let widened = spellings(asked, &has);
            let forms: Vec<(Vec<String>, &Spelling)> =
                widened.iter().map(|spelling| (index.words(&spelling.form), spelling)).collect();
            for other in group.forms.iter().filter(|other| *other != asked) {
                let document = index.words(other);
                tally.pairs += 1;
                let as_typed = asked_words.iter().all(|word| document.contains(word));
                if as_typed || forms.iter().any(|(form, _)| stands_in(form, &document)) {
                    tally.found += 1;
                } else {
                    tally.missed.push(format!("{asked} -> {other}"));
                }
            }
            let mut met = None;
            for stranger in groups
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != at)
                .flat_map(|(_, group)| &group.forms)
            {
                let document = index.words(stranger);
                let as_typed = asked_words.iter().all(|word| document.contains(word));
                if as_typed || own.contains(&document) {
                    continue;
                }
                if let Some((_, spelling)) = forms.iter().find(|(form, _)| stands_in(form, &document)) {
                    met = Some(format!("{asked} -> {stranger} by {} ({:?})", spelling.form, spelling.rule));
                    break;
                }
            }
            tally.astray += usize::from(met.is_some());
            tally.false_meetings.extend(met);
        }
    }
    tally
}

fn is_person_or_place(kind: &str) -> bool {
    matches!(kind, "person" | "place")
}

fn report(name: &str, tally: &Tally) {
    println!(
        "{name}: {} of {} pairs ({:.1} %), {} of {} queries meet a stranger ({:.2} %)",
        tally.found,
        tally.pairs,
        tally.rate() * 100.0,
        tally.astray,
        tally.queries,
        tally.astray as f64 * 100.0 / tally.queries.max(1) as f64,
    );
    for meeting in &tally.false_meetings {
        println!("  astray: {meeting}");
    }
    if std::env::var_os("SHOW_MISSED").is_some() {
        tally.missed.iter().for_each(|missed| println!("  missed: {missed}"));
    }
}

#[test]
fn measured_on_the_names_beside_the_repository() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/names/variants.jsonl"));
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: {} is not here", path.display());
        return;
    };
    let groups = read_groups(&text);
    let tally = measure(&groups, is_person_or_place);
    report("persons and places, rules alone", &tally);
    report("all kinds, rules alone", &measure(&groups, |kind| !is_person_or_place(kind)));
    assert!(tally.rate() >= 0.60, "{:.3}", tally.rate());
    assert!(tally.astray * 100 <= tally.queries, "{} of {}", tally.astray, tally.queries);
}

// Written down before the rules; what they missed was looked at while they grew.
#[test]
fn measured_on_names_of_our_own() {
    let groups = read_groups(include_str!("names-own.jsonl"));
    let tally = measure(&groups, is_person_or_place);
    report("our own persons and places, rules alone", &tally);
    assert!(tally.rate() >= 0.60, "{:.3}", tally.rate());
    assert!(tally.astray * 100 <= tally.queries, "{} of {}", tally.astray, tally.queries);
}

// Written down when the rules stood, and 73.7 % when first measured; what it taught of the rules (not of its names) has
// gone into them since.
#[test]
fn measured_on_names_written_down_after_the_rules() {
    let groups = read_groups(include_str!("names-later.jsonl"));
    let tally = measure(&groups, is_person_or_place);
    report("later persons and places, rules alone", &tally);
    assert!(tally.rate() >= 0.60, "{:.3}", tally.rate());
    assert!(tally.astray * 100 <= tally.queries, "{} of {}", tally.astray, tally.queries);
}

/// Names that must not be taken for one another: who is asked for, and who must not be met.
const APART: &[(&str, &str)] = &[
    ("陈毅", "陈仪"),
    ("陳毅", "陳儀"),
    ("陈仪", "陈毅"),
    ("Jawaharlal Nehru", "R.K. Nehru"),
    ("Jawaharlal Nehru", "Ratan Kumar Nehru"),
    ("R.K. Nehru", "Jawaharlal Nehru"),
    ("Ratan Kumar Nehru", "Pandit Nehru"),
    ("Ivan Kovalev", "S. I. Kovalev"),
    ("I. V. Kovalev", "S. I. Kovalev"),
    ("I. V. Kovalev", "E.F. Kovalev"),
    ("Sergei Kovalev", "Иван Ковалев"),
    ("Li Peng", "Li Xiannian"),
    ("Li Peng", "Li"),
    ("Li", "Lee Seung-man"),
    ("Kim Il Sung", "Kim Jong Il"),
    ("Kim Il Sung", "Kim Dae-jung"),
    ("Kim", "Kim Il-sung city"),
    ("Lyndon Johnson", "U. Alexis Johnson"),
    ("U. Alexis Johnson", "L. B. Johnson"),
    ("Fyodor Kuznetsov", "V.V. Kuznetsov"),
    ("F.F. Kuznetsov", "Vasily Kuznetsov"),
    ("John Foster Dulles", "Allen Dulles"),
    ("Madame Sun Yat-sen", "Sun Yat-sen"),
    ("PLA", "Plá"),
    ("Mao Zedong", "Mao Anying"),
    ("Henan", "Hunan"),
    ("河南", "湖南"),
];

#[test]
fn homonyms_stay_apart() {
    let documents: Vec<Group> = APART
        .iter()
        .flat_map(|(asked, other)| [*asked, *other])
        .map(|name| Group { kind: String::new(), forms: vec![name.to_owned()] })
        .collect();
    let index = Index::of(&documents);
    for (asked, other) in APART {
        let document = index.words(other);
        let asked_words = index.words(asked);
        if asked_words.iter().all(|word| document.contains(word)) {
            continue;
        }
        for spelling in spellings(asked, &|word| index.has(word)) {
            assert!(
                !stands_in(&index.words(&spelling.form), &document),
                "{asked} meets {other} by {spelling:?}"
            );
        }
    }
}

#[test]
fn ordinary_words_are_not_widened_even_where_every_word_exists() {
    let words = "can long change rate park sun more most some then here women danger machine language sense shine he she the
        march may general secretary embassy soviet chairman telegram conversation kind mind long-range море дом план мост работа
        война aber krieg guerre pays";
    for word in words.split_whitespace() {
        let forms = spellings(word, &|_| true);
        assert!(forms.is_empty(), "{word}: {forms:?}");
    }
}

#[test]
fn of_the_commonest_english_words_hardly_any_is_widened() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/frus"));
    let volumes = ["frus1949v07p1.xml", "frus1961-63v22.xml", "frus1958-60v19.xml", "frus1961-63v06.xml"];
    let texts: Vec<String> =
        volumes.iter().filter_map(|volume| std::fs::read_to_string(folder.join(volume)).ok()).collect();
    if texts.is_empty() {
        println!("skipped: {} is not here", folder.display());
        return;
    }
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    // What stands between angle brackets is markup.
    let prose = texts.iter().flat_map(|text| text.split('<').filter_map(|part| part.split_once('>')));
    for (_, part) in prose {
        for word in part.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            let count = counts.entry(fold(word)).or_default();
            count.0 += 1;
            count.1 += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    // Words that are mostly written small.
    let mut common: Vec<(&String, usize)> = counts
        .iter()
        .filter(|(_, (all, capital))| capital * 2 < *all)
        .map(|(word, (all, _))| (word, *all))
        .collect();
    common.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), (*word).clone()));
    common.truncate(5_000);
    let has = |word: &str| counts.contains_key(word);
    // Every fifth is enough for a share; the example `widen_words` takes them all.
    let common: Vec<&String> = common.into_iter().map(|(word, _)| word).step_by(5).collect();
    let widened: Vec<&String> =
        common.iter().copied().filter(|word| !spellings(word, &has).is_empty()).collect();
    println!(
        "{} of {} of the 5,000 commonest words that are no names are widened: {widened:?}",
        widened.len(),
        common.len()
    );
    assert!(widened.len() * 100 <= common.len(), "{widened:?}");
}

/// Strings made of what the rules react to, in every script.
fn name_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "zhou",
        "Ch'en",
        "En-lai",
        "yi",
        "shi",
        "kh",
        "shch",
        "A.",
        "V.M.",
        "Андрей",
        "Хрущёв",
        "щ",
        "ий",
        "чжоу",
        "周",
        "恩来",
        "·",
        "赫鲁",
        "김",
        "일성",
        "al-",
        "عبد",
        "ال",
        "ن",
        "नेह",
        "रू",
        "Điện",
        "ü",
        "ø",
        "-",
        "'",
        " ",
        " ",
        " ",
        "Madame",
        "Marshal",
        "ivan",
        "\u{301}",
        "\u{200d}",
        "𠀀",
        "1",
        "(",
        "ß",
        "ŭ",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_string_gives_more_forms_than_allowed_or_asks_without_end(name in name_like(), all in any::<bool>()) {
        let asked = std::cell::Cell::new(0_usize);
        let has = |_: &str| {
            asked.set(asked.get() + 1);
            all
        };
        let found = spellings(&name, &has);
        prop_assert!(found.len() <= MOST_SPELLINGS);
        prop_assert!(asked.get() <= 8_000);
        prop_assert!(found.iter().all(|spelling| !spelling.form.trim().is_empty()));
    }

    #[test]
    fn no_string_at_all_does_harm(name in ".{0,60}") {
        prop_assert!(spellings(&name, &|_| true).len() <= MOST_SPELLINGS);
    }

    #[test]
    fn where_nothing_is_indexed_nothing_is_put_forth(name in name_like()) {
        prop_assert!(spellings(&name, &|_| false).is_empty());
    }

    #[test]
    fn rules_that_lead_nowhere_are_left_out_and_nothing_else_changes(name in name_like(), cyrillic in any::<bool>()) {
        let is_there = |c: char| c < '\u{370}' || cyrillic && ('\u{400}'..='\u{52f}').contains(&c);
        let asked = std::cell::Cell::new(0_usize);
        let has = |word: &str| {
            asked.set(asked.get() + 1);
            // Some words of the scripts that are there.
            word.chars().all(is_there) && word.bytes().map(u32::from).sum::<u32>() % 5 == 0
        };
        let scripts = Scripts::of(&|first, last| is_there(first) || is_there(last));
        let all = spellings(&name, &has);
        // Whoever may ask no more finds no more.
        if asked.get() < 8_000 {
            prop_assert_eq!(spellings_in(&name, scripts, &has), all);
        }
    }
}
