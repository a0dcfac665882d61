//! From a name to its other spellings: which rules see which names, and in which order they speak.
//!
//! Not the rules themselves: those are in the files of their scripts.

use super::collect::Collector;
use super::cyrillic::{looks_russian, read_as_russian, to_cyrillic, to_latin, to_other_latin};
use super::ordinary::{all_ordinary, is_ordinary};
use super::people::{Person, as_person, given_with_initial, is_given, is_initials, is_shared_surname};
use super::words::{Script, Scripts, capitalised, fold, one_script};
use super::{Rule, arabic, chinese, indic, korean, letters, vietnamese};
use crate::vocabulary::{
    honorifics::is_honorific, offices::is_office, places::is_demonym, places::is_place_word,
};
use std::cell::Cell;

/// A name has at most so many other spellings.
pub const MOST_SPELLINGS: usize = 64;
/// Longer strings are no names.
const LONGEST_NAME: usize = 120;
const MOST_WORDS: usize = 6;
/// How often one name may ask the index; after that nothing more is found.
const MOST_ASKED: usize = 8_000;
/// How many spellings of each word of a name are combined.
const COMBINED: usize = 3;

/// How many spellings that were found are widened themselves.
const CHAINED: usize = 2;

/// Another spelling of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// The spelling; its words stand side by side.
    pub form: String,
    /// The rule that gave it.
    pub rule: Rule,
}

/// The other spellings of a name whose words the index has, best first, without the name itself.
///
/// `has` says whether a document has a word, or a pair of ideographs side by side; case, accents and the variants of
/// an ideograph do not matter.
///
/// ```
/// use fonds_names::forms::spellings;
/// let index = ["chou", "en", "lai", "周恩", "恩来"];
/// let has = |word: &str| index.contains(&word);
/// let forms: Vec<String> = spellings("Zhou Enlai", &has).into_iter().map(|spelling| spelling.form).collect();
/// assert_eq!(forms, ["Chou En-lai", "周恩来"]);
/// assert!(spellings("long", &|_| true).is_empty());
/// ```
pub fn spellings(name: &str, has: &dyn Fn(&str) -> bool) -> Vec<Spelling> {
    spellings_in(name, Scripts::ALL, has)
}

/// As [`spellings`], of an index that has words in these scripts only. The answer is the same; it comes sooner.
pub fn spellings_in(name: &str, scripts: Scripts, has: &dyn Fn(&str) -> bool) -> Vec<Spelling> {
    let name = name.trim();
    if name.is_empty() || name.len() > LONGEST_NAME {
        return Vec::new();
    }
    let words: Vec<&str> = name.split_whitespace().map(trimmed).filter(|word| !word.is_empty()).collect();
    let asked = Cell::new(0_usize);
    let has = |word: &str| {
        asked.set(asked.get() + 1);
        asked.get() <= MOST_ASKED && has(word)
    };
    let mut out = Collector::new(name, scripts, &has);
    if !words.is_empty() && words.len() <= MOST_WORDS {
        widen(&words, &mut out);
    }
    out.into_spellings()
}

/// Without the punctuation around it; the full stop of initials stays.
fn trimmed(word: &str) -> &str {
    let ends = |c: char| !c.is_alphanumeric() && !super::words::is_apostrophe(c) && c != '.';
    word.trim_matches(ends)
}

fn widen(words: &[&str], out: &mut Collector<'_>) {
    let (title, name) = part_title(words);
    if title.is_empty() {
        return widen_name(name, out);
    }
    let lone = matches!(name, [one] if is_shared_surname(one));
    if !lone {
        out.offer(&name.join(" "), Rule::WithoutTitle);
        widen_name(name, out);
    }
}

/// The honorifics and offices before a name, and the name. None where what follows is no name.
fn part_title<'a, 'n>(words: &'a [&'n str]) -> (&'a [&'n str], &'a [&'n str]) {
    let title = |word: &&str| {
        let folded = fold(word);
        // A lady's title before her husband's name makes it hers.
        let hers = matches!(&*folded, "madame" | "mme" | "mrs" | "lady" | "frau");
        !hers && (is_honorific(&folded) || is_office(&folded) || is_russian_title(&folded))
    };
    let length = words.iter().take_while(|word| title(word)).count();
    let (before, name) = words.split_at(length);
    let is_name = |word: &&str| {
        let folded = fold(word);
        folded.chars().count() > 1 && !is_ordinary(&folded) && !is_place_word(&folded) && !is_demonym(&folded)
    };
    if name.is_empty() || !name.iter().all(|word| is_name(word) || is_initials(word)) {
        return (&[], words);
    }
    (before, name)
}

fn is_russian_title(folded: &str) -> bool {
    matches!(
        folded,
        "т" | "тов"
            | "товарищ"
            | "маршал"
            | "генерал"
            | "посол"
            | "премьер"
            | "президент"
            | "г"
            | "господин"
    )
}

/// The rules, and then once more for what they found in Latin letters: from Тегеран by Teheran to 德黑兰.
fn widen_name(words: &[&str], out: &mut Collector<'_>) {
    widen_once(words, out);
    for form in out.in_latin(CHAINED) {
        if out.count() * 2 > MOST_SPELLINGS {
            return;
        }
        let words: Vec<&str> = form.split(' ').collect();
        widen_once(&words, out);
    }
}

fn widen_once(words: &[&str], out: &mut Collector<'_>) {
    let joined = words.join(" ");
    match one_script(&joined) {
        Some(Script::Latin) => widen_latin(words, out),
        Some(Script::Cyrillic) => widen_cyrillic(words, out),
        Some(Script::Han) => {
            chinese::widen_han(&joined, out);
            korean::widen_han(&joined, out);
            chinese::by_sound::widen_han(&joined, out);
        }
        Some(Script::Hangul) => korean::widen_hangul(&joined, out),
        Some(Script::Arabic) => arabic::widen_script(words, out),
        Some(Script::Devanagari) => indic::widen_devanagari(words, out),
        _ => {}
    }
}

fn widen_latin(words: &[&str], out: &mut Collector<'_>) {
    chinese::widen_latin(words, out);
    korean::widen_latin(words, out);
    offer_otherwise_parted(words, out);
    if all_ordinary(words) {
        return;
    }
    vietnamese::widen_latin(words, out);
    // Two words of which one is ordinary ("missiles Cuba") are no name; each is asked about by itself.
    if words.len() > 1 && words.iter().any(|word| is_ordinary(word)) && as_person(words).is_none() {
        return;
    }
    let rules: [fn(&[&str], &mut Collector<'_>); 4] =
        [letters::widen, widen_western, arabic::widen_latin, indic::widen_latin];
    for rule in rules {
        if !out.is_full() {
            rule(words, out);
        }
    }
}

fn widen_western(words: &[&str], out: &mut Collector<'_>) {
    if let Some(person) = as_person(words) {
        return widen_person(&person, words, latin_word, out);
    }
    respell_words(words, latin_word, out);
}

fn widen_cyrillic(words: &[&str], out: &mut Collector<'_>) {
    chinese::widen_cyrillic(words, out);
    korean::widen_cyrillic(words, out);
    if all_ordinary(words) {
        return;
    }
    vietnamese::widen_cyrillic(words, out);
    // What reads as a Chinese name from end to end is not a Russian one beside.
    if words.len() > 1 && chinese::is_read_from_cyrillic(words) {
        return;
    }
    if let Some(person) = as_person(words) {
        return widen_person(&person, words, cyrillic_word, out);
    }
    respell_words(words, cyrillic_word, out);
}

/// What a word may become, by the script that it becomes.
type Respell = fn(&str, &Collector<'_>) -> Vec<(String, Rule)>;

fn latin_word(word: &str, out: &Collector<'_>) -> Vec<(String, Rule)> {
    if is_ordinary(word) || fold(word).chars().count() < 3 {
        return Vec::new();
    }
    let mut found = if out.may_have(Script::Cyrillic) { to_cyrillic(word, out.has) } else { Vec::new() };
    let russian = looks_russian(&fold(word));
    if russian || may_be_respelt(&fold(word)) {
        found.extend(to_other_latin(word, russian, out.has));
    }
    found
}

/// Whether a longer word has letters that languages of Latin script write differently: Tashkent, Taschkent, Tachkent.
fn may_be_respelt(folded: &str) -> bool {
    let telling = ["sh", "sch", "kh", "zh", "tch", "w", "ya", "yu", "iia", "ija"];
    folded.len() >= 6
        && (telling.iter().any(|letters| folded.contains(letters))
            || folded.chars().skip(1).any(|c| c == 'v'))
}

fn cyrillic_word(word: &str, out: &Collector<'_>) -> Vec<(String, Rule)> {
    if is_ordinary(word) || fold(word).chars().count() < 3 {
        return Vec::new();
    }
    to_latin(word, out.has)
}

/// Every word respelt, in combinations of the likeliest.
fn respell_words(words: &[&str], respell: Respell, out: &mut Collector<'_>) {
    if words.len() > 4 {
        return;
    }
    if let [one] = words {
        // Three letters by themselves are too few to go by.
        if one.chars().count() < 4 {
            return;
        }
        for (spelt, rule) in respelt_hyphened(one, respell, out) {
            out.offer(&spelt, rule);
        }
        offer_by_sound(one, out);
        return;
    }
    let each: Vec<Vec<(String, Rule)>> =
        words.iter().map(|word| respelt_hyphened(word, respell, out)).collect();
    combine(&each, out);
}

/// A word in ideographs that have its sound.
fn offer_by_sound(word: &str, out: &mut Collector<'_>) {
    if out.is_full() || !out.may_have(Script::Han) {
        return;
    }
    match one_script(word) {
        Some(Script::Latin) => {
            chinese::by_sound::widen_latin(word, out);
            // "Hruscsov" is written as "Khrushchev" is.
            if looks_russian(&fold(word)) {
                for (russian, _) in read_as_russian(&fold(word), 2) {
                    chinese::by_sound::widen_cyrillic(&russian, out);
                }
            }
        }
        Some(Script::Cyrillic) => chinese::by_sound::widen_cyrillic(word, out),
        _ => {}
    }
}

/// A word with hyphens is respelt piece by piece.
fn respelt_hyphened(word: &str, respell: Respell, out: &Collector<'_>) -> Vec<(String, Rule)> {
    let pieces: Vec<&str> = word.split('-').filter(|piece| !piece.is_empty()).collect();
    if pieces.len() < 2 || pieces.len() > 3 {
        return capitalise(respell(word, out));
    }
    let each: Vec<Vec<(String, Rule)>> = pieces.iter().map(|piece| capitalise(respell(piece, out))).collect();
    combinations(&each, "-")
}

fn capitalise(found: Vec<(String, Rule)>) -> Vec<(String, Rule)> {
    found.into_iter().map(|(word, rule)| (capitalised(&word), rule)).collect()
}

fn combine(each: &[Vec<(String, Rule)>], out: &mut Collector<'_>) {
    for (form, rule) in combinations(each, " ") {
        out.offer(&form, rule);
    }
}

/// Words of one rule go together.
fn combinations(each: &[Vec<(String, Rule)>], between: &str) -> Vec<(String, Rule)> {
    let mut ways: Vec<(String, Option<Rule>)> = vec![(String::new(), None)];
    for words in each {
        let mut longer = Vec::new();
        for (so_far, rule) in &ways {
            let mut taken = 0;
            for (word, its) in words {
                if rule.is_some_and(|rule| script_rule(rule) != script_rule(*its)) || taken >= COMBINED * 2 {
                    continue;
                }
                taken += 1;
                let form = if so_far.is_empty() { word.clone() } else { format!("{so_far}{between}{word}") };
                longer.push((form, Some(rule.unwrap_or(*its))));
            }
        }
        longer.truncate(24);
        ways = longer;
    }
    ways.into_iter().filter_map(|(form, rule)| Some((form, rule?))).collect()
}

/// Cyrillic beside Latin in one form would be nonsense.
fn script_rule(rule: Rule) -> u8 {
    match rule {
        Rule::Cyrillic => 1,
        Rule::Arabic => 2,
        Rule::Greek => 3,
        Rule::Devanagari => 4,
        Rule::Hebrew => 5,
        Rule::Hangul => 6,
        _ => 0,
    }
}

/// The name respelt and turned round; then the surname alone, unless it tells nobody apart.
fn widen_person(person: &Person<'_>, words: &[&str], respell: Respell, out: &mut Collector<'_>) {
    let surname = person.surname.join(" ");
    let turned = if words.first() == person.surname.first() {
        [&person.given[..], &person.surname[..]].concat()
    } else {
        [&person.surname[..], &person.given[..]].concat()
    };
    let has_initials = person.given.iter().any(|word| is_initials(word));
    if !has_initials {
        out.offer(&turned.join(" "), Rule::Order);
    }
    let surnames: Vec<(String, Rule)> =
        person.surname.iter().flat_map(|word| respelt_hyphened(word, respell, out)).collect();
    let given: Vec<Vec<(String, Rule)>> =
        person.given.iter().map(|word| respelt_given(word, respell, out)).collect();
    if person.surname.len() == 1 {
        let mut own = vec![(surname.clone(), Rule::Letters)];
        own.extend(surnames.iter().cloned());
        let each: Vec<Vec<(String, Rule)>> = given.iter().cloned().chain([own.clone()]).collect();
        combine(&each, out);
    }
    if let ([initial, ..], [_]) = (&person.given[..], &person.surname[..])
        && is_initials(initial)
    {
        for name in given_with_initial(initial).into_iter().filter(|name| (out.has)(&fold(name))).take(6) {
            out.offer(&format!("{name} {surname}"), Rule::GivenName);
        }
    }
    if person.surname.len() > 1 || !is_shared_surname(&surname) {
        offer_by_sound(&surname, out);
        out.offer(&surname, Rule::SurnameAlone);
        for (spelt, _) in &surnames {
            if !is_shared_surname(spelt) || !spelt.is_ascii() {
                out.offer(spelt, Rule::SurnameAlone);
            }
        }
    }
}

fn respelt_given(word: &str, respell: Respell, out: &Collector<'_>) -> Vec<(String, Rule)> {
    if is_initials(word) {
        let letters: Vec<&str> = word.split('.').filter(|letter| !letter.is_empty()).collect();
        let mut found = vec![(word.to_owned(), Rule::Letters)];
        let cyrillic: Option<Vec<&str>> = letters.iter().map(|letter| initial_in_cyrillic(letter)).collect();
        let latin: Option<Vec<&str>> = letters.iter().map(|letter| initial_in_latin(letter)).collect();
        found.extend(cyrillic.map(|letters| (format!("{}.", letters.join(". ")), Rule::Cyrillic)));
        found.extend(latin.map(|letters| (format!("{}.", letters.join(". ")), Rule::Letters)));
        return found;
    }
    let mut found = vec![(word.to_owned(), Rule::Letters)];
    found.extend(respelt_hyphened(word, respell, out));
    if is_given(word) && one_script(word) == Some(Script::Latin) {
        found.extend(capitalise(to_other_latin(word, true, out.has)));
    }
    found
}

/// The initials of Russian names as English has them.
const INITIALS: [(&str, &str); 28] = [
    ("A", "А"),
    ("B", "Б"),
    ("V", "В"),
    ("G", "Г"),
    ("D", "Д"),
    ("E", "Е"),
    ("Ye", "Е"),
    ("Zh", "Ж"),
    ("Z", "З"),
    ("I", "И"),
    ("K", "К"),
    ("L", "Л"),
    ("M", "М"),
    ("N", "Н"),
    ("O", "О"),
    ("P", "П"),
    ("R", "Р"),
    ("S", "С"),
    ("T", "Т"),
    ("U", "У"),
    ("F", "Ф"),
    ("Kh", "Х"),
    ("Ts", "Ц"),
    ("Ch", "Ч"),
    ("Sh", "Ш"),
    ("Yu", "Ю"),
    ("Ya", "Я"),
    ("J", "И"),
];

fn initial_in_cyrillic(letter: &str) -> Option<&'static str> {
    let capital = capitalised(letter);
    INITIALS.iter().find(|(latin, _)| *latin == capital).map(|(_, cyrillic)| *cyrillic)
}

fn initial_in_latin(letter: &str) -> Option<&'static str> {
    let capital = capitalised(letter);
    INITIALS.iter().find(|(_, cyrillic)| *cyrillic == capital).map(|(latin, _)| *latin)
}

/// "Viet Minh" and "Vietminh", "Dien Bien Phu" and "Dienbienphu".
fn offer_otherwise_parted(words: &[&str], out: &mut Collector<'_>) {
    let pieces: Vec<String> =
        words.iter().flat_map(|word| word.split('-')).map(fold).filter(|p| !p.is_empty()).collect();
    let short = pieces.iter().all(|piece| piece.chars().count() <= 6);
    if (2..=4).contains(&pieces.len())
        && short
        && !pieces.iter().any(|piece| is_ordinary(piece) && piece.len() > 4)
    {
        out.offer(&capitalised(&pieces.join("")), Rule::Joined);
    }
}
