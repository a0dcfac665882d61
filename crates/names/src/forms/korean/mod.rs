//! Korean names: Hangul, characters, Latin and Cyrillic letters.
//!
//! A name is read into Hangul syllables, one of them the surname, and spelt from them. What Korean calls foreigners is
//! not here, but for Chinese names by their sound in [`mandarin`].

mod hanja;
pub(crate) mod mandarin;
mod syllables;

use super::Rule;
use super::collect::Collector;
use super::lattice::Table;
use super::words::{capitalised, fold};
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// How often one name may ask the index.
const ALLOWANCE: usize = 2_500;
/// How many readings of a name in letters are followed.
const MOST_READINGS: usize = 10;
/// How many spellings of each syllable are combined.
const COMBINED: usize = 3;

fn table_of(spell: fn(char) -> Vec<(String, u8)>) -> Table {
    let mut text = String::new();
    for syllable in syllables::SINO_KOREAN.chars().filter(|c| !c.is_whitespace()) {
        for (letters, price) in spell(syllable) {
            text.push_str(&format!("{letters} {syllable}{}\n", "+".repeat(usize::from(price))));
        }
    }
    // Made once and kept for good, as the written tables are.
    Table::new(&[Box::leak(text.into_boxed_str())])
}

static FROM_LATIN: LazyLock<Table> = LazyLock::new(|| table_of(syllables::latin));
static FROM_CYRILLIC: LazyLock<Table> = LazyLock::new(|| table_of(syllables::cyrillic));

/// Offers the other spellings of a name in Latin letters.
pub(crate) fn widen_latin(words: &[&str], out: &mut Collector<'_>) {
    if super::ordinary::all_ordinary(words) {
        return;
    }
    // "Li Min" is Chinese before it is Korean, and would meet every Lee Min; a breve is Korean only.
    let marked = words.iter().any(|word| word.to_lowercase().contains(['ŏ', 'ŭ']));
    let chinese = !marked && words.len() > 1 && super::chinese::is_chinese_name(&words.join(" "));
    if chinese {
        return widen_letters(words, &FROM_LATIN, syllables::surnames_spelt, false, out);
    }
    let before = out.count();
    widen_letters(words, &FROM_LATIN, syllables::surnames_spelt, true, out);
    // "Kim Ir Sen" came by way of Russian.
    if out.count() == before && words.len() > 1 {
        let russian = words.iter().map(|word| super::cyrillic::read_as_russian(&fold(word), 1));
        let russian: Vec<String> = russian.filter_map(|mut read| read.pop().map(|(word, _)| word)).collect();
        if russian.len() == words.len() {
            widen_cyrillic(&russian.iter().map(String::as_str).collect::<Vec<_>>(), out);
        }
    }
}

/// Offers the other spellings of a name in Cyrillic letters.
pub(crate) fn widen_cyrillic(words: &[&str], out: &mut Collector<'_>) {
    widen_letters(words, &FROM_CYRILLIC, syllables::surnames_in_cyrillic, true, out);
}

/// `in_letters` asks for other spellings in Latin and Cyrillic letters too, not in Hangul and characters alone.
fn widen_letters(
    words: &[&str],
    table: &Table,
    surnames: fn(&str) -> &'static [char],
    in_letters: bool,
    out: &mut Collector<'_>,
) {
    let mut allowance = ALLOWANCE;
    let pieces: Vec<String> =
        words.iter().flat_map(|word| word.split('-')).map(fold).filter(|p| !p.is_empty()).collect();
    if let [word] = &pieces[..] {
        return widen_place(word, table, &mut allowance, out);
    }
    let [surname, given @ ..] = &pieces[..] else { return };
    let surnames = surnames(surname);
    if words.len() < 2 || given.len() > 2 || surnames.is_empty() {
        return;
    }
    // Two pieces are two syllables; one piece has no more of them than groups of vowels.
    let most = if given.len() == 2 { 2 } else { given.iter().map(|piece| vowel_groups(piece)).sum() };
    let least = given.len();
    let given = given.concat();
    let mut readings: Vec<Vec<char>> = Vec::new();
    for (reading, _) in table.respell(&given, 60, 4) {
        let given: Vec<char> = reading.chars().collect();
        if (least..=most.min(2)).contains(&given.len()) {
            readings.extend(surnames.iter().map(|surname| [&[*surname], &given[..]].concat()));
        }
    }
    offer_in_hangul(&given, least..=most.min(2), surnames, table, &mut allowance, out);
    for reading in readings.iter().take(MOST_READINGS * 3) {
        offer_hanja(reading, &mut allowance, out);
    }
    for reading in readings.iter().take(if in_letters { MOST_READINGS } else { 0 }) {
        offer_letters(reading, out);
    }
}

/// How many syllables a folded word may have: its groups of vowels, and one more where a group is long ("taeil").
fn vowel_groups(folded: &str) -> usize {
    let vowel = |c: char| "aeiouywаеёиоуыэюяй".contains(c);
    let groups = folded.split(|c| !vowel(c)).filter(|group| !group.is_empty());
    groups.map(|group| if group.chars().count() > 2 { 2 } else { 1 }).sum()
}

/// The name in Hangul, every pair of which stands in the index.
fn offer_in_hangul(
    given: &str,
    lengths: RangeInclusive<usize>,
    surnames: &[char],
    table: &Table,
    allowance: &mut usize,
    out: &mut Collector<'_>,
) {
    for surname in surnames {
        let has = out.has;
        let mut follows = |before: Option<char>, next: char| {
            if *allowance == 0 {
                return false;
            }
            *allowance -= 1;
            has(&[before.unwrap_or(*surname), next].iter().collect::<String>())
        };
        for (hangul, _) in table.respell_while(given, 3, 5, &mut follows) {
            if lengths.contains(&hangul.chars().count()) {
                out.offer(&format!("{surname}{hangul}"), Rule::Hangul);
            }
        }
    }
}

/// A place of one word: only the strict systems, for chance hits are many.
fn widen_place(word: &str, table: &Table, allowance: &mut usize, out: &mut Collector<'_>) {
    if word.chars().count() < 5 || super::is_ordinary(word) {
        return;
    }
    let has = out.has;
    let mut follows = |before: Option<char>, next: char| {
        let Some(before) = before else { return true };
        let asks = *allowance > 0;
        *allowance = allowance.saturating_sub(1);
        asks && has(&[before, next].iter().collect::<String>())
    };
    for (hangul, _) in table.respell_while(word, 3, 1, &mut follows) {
        if (2..=3).contains(&hangul.chars().count()) {
            out.offer(&hangul, Rule::Hangul);
        }
    }
    for (reading, price) in table.respell(word, 8, 0) {
        let reading: Vec<char> = reading.chars().collect();
        if price == 0 && (2..=3).contains(&reading.len()) {
            offer_hanja(&reading, allowance, out);
            offer_place_letters(&reading, out);
        }
    }
}

/// Offers the spellings of a name in Hangul.
pub(crate) fn widen_hangul(name: &str, out: &mut Collector<'_>) {
    let reading: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
    mandarin::widen(&reading, out);
    if !(2..=4).contains(&reading.len()) {
        return;
    }
    let mut allowance = ALLOWANCE;
    for characters in offer_hanja(&reading, &mut allowance, out) {
        super::chinese::widen_han(&characters, out);
    }
    if syllables::is_surname(reading[0]) && reading.len() <= 3 {
        offer_letters(&reading, out);
    }
    offer_place_letters(&reading, out);
}

/// The Korean readings of a name in characters; none where a character is not in the table.
fn read_hanja(name: &str) -> Vec<Vec<char>> {
    if !(2..=4).contains(&name.chars().count()) {
        return Vec::new();
    }
    let mut readings: Vec<Vec<char>> = vec![Vec::new()];
    for ideograph in name.chars() {
        let sounds = hanja::readings_of(ideograph);
        let longer =
            readings.iter().flat_map(|way| sounds.iter().map(move |next| [&way[..], &[*next]].concat()));
        readings = longer.take(8).collect();
    }
    readings
}

/// Offers a name in characters as Koreans read it, in Hangul.
pub(crate) fn offer_korean_reading(name: &str, out: &mut Collector<'_>) {
    for reading in read_hanja(name) {
        out.offer(&reading.iter().collect::<String>(), Rule::Hangul);
    }
}

/// Offers the Korean readings of a name in characters, in all their spellings.
pub(crate) fn widen_han(name: &str, out: &mut Collector<'_>) {
    offer_korean_reading(name, out);
    for reading in &read_hanja(name) {
        if reading.len() <= 3 && syllables::is_surname(reading[0]) {
            offer_letters(reading, out);
        }
        offer_place_letters(reading, out);
    }
}

/// The characters that are read so and stand side by side in the index.
fn offer_hanja(reading: &[char], allowance: &mut usize, out: &mut Collector<'_>) -> Vec<String> {
    // Two characters that are read alike are too many; a name of two is left to the lexicon.
    if reading.len() < 3 {
        return Vec::new();
    }
    let Some(first) = reading.first() else { return Vec::new() };
    let mut ways: Vec<String> = hanja::characters_of(*first).iter().map(char::to_string).collect();
    for syllable in &reading[1..] {
        let mut longer = Vec::new();
        for way in &ways {
            let Some(last) = way.chars().next_back() else { continue };
            for next in hanja::characters_of(*syllable) {
                if *allowance == 0 {
                    return Vec::new();
                }
                *allowance -= 1;
                if (out.has)(&[last, *next].iter().collect::<String>()) {
                    longer.push(format!("{way}{next}"));
                }
            }
        }
        ways = longer;
    }
    for way in &ways {
        out.offer(way, Rule::Ideographs);
    }
    ways
}

/// A person in Latin and Cyrillic letters: the given name in one word, with a hyphen, and so in two.
fn offer_letters(reading: &[char], out: &mut Collector<'_>) {
    let Some((surname, given)) = reading.split_first() else { return };
    let has = out.has;
    let held = |spellings: Vec<String>| -> Vec<String> {
        spellings.into_iter().filter(|word| has(word)).take(COMBINED * 2).collect()
    };
    let latin_surnames = held(syllables::latin_surname(*surname).into_iter().map(str::to_owned).collect());
    let letters = |spell: fn(char) -> Vec<(String, u8)>| -> Vec<Vec<String>> {
        given.iter().map(|syllable| spell(*syllable).into_iter().map(|(word, _)| word).collect()).collect()
    };
    let mut cyrillic_surnames: Vec<String> =
        syllables::cyrillic(*surname).into_iter().map(|(word, _)| word).collect();
    if matches!(surname, '이' | '리') {
        cyrillic_surnames.push("ли".to_owned());
    }
    let cyrillic_surnames = held(cyrillic_surnames);
    for (surnames, given, rule) in [
        (latin_surnames.clone(), letters(syllables::latin), Rule::Korean),
        (latin_surnames, letters(from_russian), Rule::Korean),
        (cyrillic_surnames, letters(syllables::cyrillic), Rule::Cyrillic),
    ] {
        if surnames.is_empty() {
            continue;
        }
        let mut names: Vec<String> = joined(&given, "").into_iter().filter(|word| has(word)).collect();
        let apart: Vec<Vec<String>> = given.iter().map(|words| held(words.clone())).collect();
        names.extend(joined(&apart, "-"));
        for surname in &surnames {
            for name in &names {
                out.offer(&format!("{} {}", capitalised(surname), capitalised(name)), rule);
            }
        }
    }
}

/// Latin spellings that came by way of Russian: Kim Ir Sen.
fn from_russian(syllable: char) -> Vec<(String, u8)> {
    let romanised =
        |(word, price): (String, u8)| Some((super::cyrillic::romanise(&word).into_iter().next()?.1, price));
    syllables::cyrillic(syllable).into_iter().filter_map(romanised).collect()
}

fn offer_place_letters(reading: &[char], out: &mut Collector<'_>) {
    for (spell, rule) in [
        (syllables::latin as fn(char) -> Vec<(String, u8)>, Rule::Korean),
        (syllables::cyrillic as fn(char) -> Vec<(String, u8)>, Rule::Cyrillic),
    ] {
        let each: Vec<Vec<String>> = reading
            .iter()
            .map(|syllable| {
                spell(*syllable).into_iter().filter(|(_, price)| *price == 0).map(|(word, _)| word).collect()
            })
            .collect();
        for word in joined(&each, "") {
            out.offer(&capitalised(&word), rule);
        }
    }
}

fn joined(each: &[Vec<String>], between: &str) -> Vec<String> {
    let mut ways = vec![String::new()];
    for words in each {
        let longer = ways.iter().flat_map(|way| {
            words
                .iter()
                .map(move |word| if way.is_empty() { word.clone() } else { format!("{way}{between}{word}") })
        });
        ways = longer.take(400).collect();
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::super::found;

    #[test]
    fn a_name_is_found_in_every_dress() {
        let index = ["kim", "il", "sung", "ilsong", "김일", "일성", "金日", "日成", "ким", "ир", "сен"];
        for (asked, other) in [
            ("Kim Il Sung", "김일성"),
            ("Kim Il-sung", "Kim Ilsong"),
            ("Kim Ilsŏng", "Kim Il-sung"),
            ("김일성", "金日成"),
            ("金日成", "Kim Il-sung"),
            ("Ким Ир Сен", "김일성"),
            ("Kim Il Sung", "Ким Ир-сен"),
        ] {
            assert!(found(asked, &index).contains(&other.to_owned()), "{asked}: {:?}", found(asked, &index));
        }
    }
}
