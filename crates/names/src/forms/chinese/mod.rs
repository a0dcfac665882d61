//! Chinese names: Hanyu pinyin, Wade-Giles, the postal atlas, the Russian transcription, and ideographs.
//!
//! A name is read into [`syllables`] ([`read`], [`characters`]) and spelt from them in every other way. Foreign names
//! that Chinese writes by their sound are in [`by_sound`].

pub(crate) mod by_sound;
pub(crate) mod characters;
mod gb2312;
mod palladius;
mod postal;
pub(crate) mod read;
mod syllables;
pub(crate) mod vietnamese;
mod wade_giles;

pub use palladius::palladius;
pub use postal::names_of_place;
pub use syllables::Syllable;
pub use wade_giles::{careless, wade_giles};

use super::Rule;
use super::collect::Collector;
use super::korean::mandarin;
use super::words::{Script, capitalised, script_of};
use read::Reading;

/// How often one name may ask the index for pairs of ideographs.
const ALLOWANCE: usize = 3_000;
/// How many spellings of a single word are tried.
const MOST_TRIED: usize = 400;

/// Whether the words can be the name of a Chinese person: a surname, and one or two further syllables, in pinyin,
/// Wade-Giles or ideographs.
///
/// ```
/// use fonds_names::forms::chinese::is_chinese_name;
/// assert!(is_chinese_name("Zhou Enlai") && is_chinese_name("Chou En-lai") && is_chinese_name("周恩来"));
/// assert!(!is_chinese_name("Dean Rusk") && !is_chinese_name("Beijing"));
/// ```
pub fn is_chinese_name(name: &str) -> bool {
    let han: Vec<char> = name.chars().collect();
    if han.iter().all(|c| script_of(*c) == Some(Script::Han)) {
        return (2..=4).contains(&han.len()) && characters::surname_length(&han) > 0;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    words.len() > 1 && !read::read_latin(&words).is_empty()
}

/// Offers the other spellings of a name in Latin letters.
pub(crate) fn widen_latin(words: &[&str], out: &mut Collector<'_>) {
    offer_place(&words.join(" "), out);
    // "change", "women": words that happen to fall into syllables.
    if super::ordinary::all_ordinary(words) {
        return;
    }
    offer_readings(&read::read_latin(words), Script::Latin, out);
}

/// Offers the other spellings of a name in Cyrillic letters.
pub(crate) fn widen_cyrillic(words: &[&str], out: &mut Collector<'_>) {
    offer_place(&words.join(" "), out);
    offer_readings(&read::read_cyrillic(words), Script::Cyrillic, out);
}

/// Whether the words read as the name of a Chinese person in the Russian transcription.
pub(crate) fn is_read_from_cyrillic(words: &[&str]) -> bool {
    !read::read_cyrillic(words).is_empty()
}

/// Offers what a name in ideographs is in letters.
pub(crate) fn widen_han(name: &str, out: &mut Collector<'_>) {
    offer_place(name, out);
    let han: Vec<char> = name.chars().collect();
    if !(2..=4).contains(&han.len()) {
        return;
    }
    vietnamese::offer_reading(name, out);
    let surname = characters::surname_length(&han);
    let mut readings: Vec<Vec<Syllable>> = vec![Vec::new()];
    for (place, c) in han.iter().enumerate() {
        let mut sounds = characters::readings_of(*c);
        if place == 0 && surname == 1 {
            sounds =
                characters::surname_reading(*c).filter(|_| sounds.len() > 1).map_or(sounds, |own| vec![own]);
        }
        sounds.truncate(2);
        let longer =
            readings.iter().flat_map(|way| sounds.iter().map(move |next| [&way[..], &[*next]].concat()));
        readings = longer.take(8).collect();
    }
    let mut ways: Vec<Reading> = Vec::new();
    if surname > 0 && surname < han.len() {
        ways.extend(readings.iter().map(|syllables| Reading { syllables: syllables.clone(), surname }));
    }
    ways.extend(readings.into_iter().map(|syllables| Reading { syllables, surname: 0 }));
    offer_readings(&ways, Script::Han, out);
}

/// Offers every spelling of names that were read from another script.
pub(crate) fn widen_syllables(ways: &[Vec<Syllable>], out: &mut Collector<'_>) {
    let mut readings = Vec::new();
    for syllables in ways {
        let person = syllables.len() > 1 && characters::is_surname(syllables[0]);
        if person && syllables.len() <= 3 {
            readings.push(Reading { syllables: syllables.clone(), surname: 1 });
        }
        readings.push(Reading { syllables: syllables.clone(), surname: 0 });
    }
    offer_readings(&readings, Script::Hangul, out);
}

fn offer_place(name: &str, out: &mut Collector<'_>) {
    let mut names = postal::names_of_place(name);
    if names.is_empty() {
        names = postal::names_of_traditional(name);
    }
    for other in names {
        let rule = match other.chars().find_map(script_of) {
            Some(Script::Han) => Rule::Ideographs,
            Some(Script::Cyrillic) => Rule::Cyrillic,
            _ => Rule::Place,
        };
        out.offer(other, rule);
    }
}

/// Usual spellings of every reading first, then ideographs, then the rarer spellings.
fn offer_readings(readings: &[Reading], asked_in: Script, out: &mut Collector<'_>) {
    for reading in readings {
        offer_usual(reading, out);
    }
    if asked_in != Script::Han {
        let mut allowance = ALLOWANCE;
        for reading in readings {
            let person = reading.surname > 0;
            // Two syllables that are no person's name have too many chance hits; the atlas knows the places.
            if !person && reading.syllables.len() < 3 {
                continue;
            }
            for form in characters::written_in_han(&reading.syllables, person, out.has, &mut allowance) {
                if out.offer(&form, Rule::Ideographs) {
                    super::korean::offer_korean_reading(&form, out);
                    vietnamese::offer_reading(&form, out);
                }
            }
        }
    }
    for reading in readings {
        offer_rare(reading, out);
    }
}

fn offer_usual(reading: &Reading, out: &mut Collector<'_>) {
    let pinyin: Vec<String> = reading.syllables.iter().map(|s| s.pinyin()).collect();
    let giles: Vec<String> = reading.syllables.iter().map(|s| wade_giles(*s)).collect();
    let russian: Vec<String> = reading.syllables.iter().map(|s| palladius(*s)).collect();
    let name = |spelt: &[String], hyphen: &str| spelt_as_name(spelt, reading.surname, hyphen);
    out.offer(&name(&pinyin, ""), Rule::Pinyin);
    out.offer(&name(&giles, "-"), Rule::WadeGiles);
    out.offer(&name(&russian, ""), Rule::Palladius);
    let korean: Option<String> = reading.syllables.iter().map(|s| mandarin::hangul(*s)).collect();
    if let Some(korean) = korean {
        out.offer(&korean, Rule::Hangul);
    }
    out.offer(&name(&giles, ""), Rule::WadeGiles);
    out.offer(&name(&pinyin, "-"), Rule::Pinyin);
    out.offer(&name(&russian, "-"), Rule::Palladius);
}

/// Surname and given name, or all in one word.
fn spelt_as_name(spelt: &[String], surname: usize, hyphen: &str) -> String {
    let (surname, given) = spelt.split_at(surname.min(spelt.len()));
    let surname = capitalised(&surname.join(""));
    let given = capitalised(&given.join(hyphen));
    if surname.is_empty() { given } else { format!("{surname} {given}") }
}

/// Spellings of older books and of the atlas.
fn offer_rare(reading: &Reading, out: &mut Collector<'_>) {
    if reading.surname == 0 {
        return offer_rare_word(reading, out);
    }
    let giles: Vec<String> = reading.syllables.iter().map(|s| wade_giles(*s)).collect();
    let pinyin: Vec<String> = reading.syllables.iter().map(|s| s.pinyin()).collect();
    for (place, syllable) in reading.syllables.iter().enumerate() {
        for variant in wade_giles::variants(*syllable) {
            for usual in [&giles, &pinyin] {
                let mut spelt = usual.clone();
                spelt[place] = (*variant).to_owned();
                out.offer(&spelt_as_name(&spelt, reading.surname, "-"), Rule::WadeGiles);
                out.offer(&spelt_as_name(&spelt, reading.surname, ""), Rule::WadeGiles);
            }
        }
    }
    let russian: Vec<String> = reading.syllables.iter().map(|s| palladius(*s).replace('э', "е")).collect();
    out.offer(&spelt_as_name(&russian, reading.surname, ""), Rule::Palladius);
    out.offer(&spelt_as_name(&russian, reading.surname, "-"), Rule::Palladius);
}

fn offer_rare_word(reading: &Reading, out: &mut Collector<'_>) {
    let mut ways: Vec<Vec<String>> = vec![Vec::new()];
    for syllable in &reading.syllables {
        let mut spelt = vec![careless(&wade_giles(*syllable))];
        spelt.extend(postal::spellings_of(*syllable));
        spelt.extend(wade_giles::variants(*syllable).iter().map(|variant| careless(variant)));
        spelt.dedup();
        let longer = ways
            .iter()
            .flat_map(|way| spelt.iter().map(move |next| [&way[..], std::slice::from_ref(next)].concat()));
        ways = longer.take(MOST_TRIED).collect();
    }
    for way in ways {
        out.offer(&spelt_as_name(&way, 0, ""), Rule::Postal);
        if reading.syllables.len() == 2 {
            out.offer(&spelt_as_name(&way, 0, "-"), Rule::WadeGiles);
        }
    }
}
