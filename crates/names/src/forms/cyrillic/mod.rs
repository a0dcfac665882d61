//! Names between Cyrillic and Latin letters.
//!
//! Russian goes by [`systems`] and back by [`reading`]; names of other nations in Russian dress by [`foreign`].
//! Works on one word at a time; how words make a name is in [`super::people`].

mod foreign;
mod reading;
mod systems;

pub(crate) use foreign::to_latin as sounds_like;
pub use reading::{looks_russian, read_as_russian};
pub use systems::romanise;

use super::Rule;
use super::words::fold;
use systems::SYSTEMS;

/// How many guesses a word may cost the index.
const MOST_GUESSES: usize = 200;
/// How many words that fit equally well are kept.
const MOST_KEPT: usize = 6;

/// A word in another spelling that the index has.
pub(crate) type Respelt = (String, Rule);

/// Letters of Serbian, Macedonian, Ukrainian and Belarusian as the nearest Russian ones.
pub(crate) fn as_russian(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'ј' => out.push('й'),
            'љ' => out.push_str("ль"),
            'њ' => out.push_str("нь"),
            'ћ' => out.push('ч'),
            'ђ' | 'џ' => out.push_str("дж"),
            'і' | 'ї' => out.push('и'),
            'є' => out.push('е'),
            'ґ' => out.push('г'),
            'ў' => out.push('у'),
            other => out.push(other),
        }
    }
    out.replace("йо", "ио")
}

/// Words of the index in Latin letters that a Cyrillic word may be.
pub(crate) fn to_latin(word: &str, has: &dyn Fn(&str) -> bool) -> Vec<Respelt> {
    let lower = as_russian(&word.to_lowercase());
    let mut found: Vec<Respelt> = Vec::new();
    // Ё is mostly printed without its dots: Хрущев is Хрущёв to who writes Chruszczow.
    let dotted = lower.strip_suffix("ев").map(|stem| format!("{stem}ёв"));
    for russian in std::iter::once(&lower).chain(&dotted) {
        for system in &SYSTEMS {
            for spelt in system.romanise(russian, 6) {
                keep(&mut found, spelt, system.rule, has);
            }
        }
    }
    let dearest = dearest_guess(word);
    let guesses = foreign::to_latin(&fold(&lower), MOST_GUESSES, dearest);
    for spelt in best_held(guesses, has) {
        keep(&mut found, spelt, Rule::Latin, has);
    }
    found
}

/// Words of the index in Cyrillic letters that a Latin word may be.
pub(crate) fn to_cyrillic(word: &str, has: &dyn Fn(&str) -> bool) -> Vec<Respelt> {
    let folded = fold(word);
    let mut found: Vec<Respelt> = Vec::new();
    let russian = read_as_russian(&folded, MOST_GUESSES);
    let foreign = foreign::to_cyrillic(&folded, MOST_GUESSES, dearest_guess(&folded));
    for guesses in [russian, foreign] {
        for spelt in best_held(guesses, has) {
            keep(&mut found, spelt, Rule::Cyrillic, has);
        }
    }
    found
}

/// Words of the index in other romanisations of the Russian word that a Latin one may be.
/// Of a word that only may be Russian the plainest readings count.
pub(crate) fn to_other_latin(word: &str, russian: bool, has: &dyn Fn(&str) -> bool) -> Vec<Respelt> {
    let folded = fold(word);
    let mut found: Vec<Respelt> = Vec::new();
    let readings = read_as_russian(&folded, 14);
    let dearest = readings.first().map_or(0, |(_, price)| price + if russian { 2 } else { 0 });
    for (reading, _) in readings.iter().filter(|(_, price)| *price <= dearest) {
        for system in &SYSTEMS {
            for spelt in system.romanise(reading, if russian { 5 } else { 2 }) {
                if fold(&spelt) != folded {
                    keep(&mut found, spelt, system.rule, has);
                }
            }
        }
    }
    found
}

/// A longer word may depart further from the usual.
fn dearest_guess(word: &str) -> u8 {
    match word.chars().count() {
        0..=3 => 1,
        4 => 2,
        5 | 6 => 3,
        _ => 4,
    }
}

/// Of the guesses that the index has, those hardly worse than the best.
pub(crate) fn best_held(guesses: Vec<(String, u8)>, has: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut best = None;
    let mut kept = Vec::new();
    for (word, price) in guesses {
        if best.is_some_and(|best| price > best + 1) || kept.len() >= MOST_KEPT {
            break;
        }
        if has(&fold(&word)) {
            best.get_or_insert(price);
            kept.push(word);
        }
    }
    kept
}

fn keep(found: &mut Vec<Respelt>, spelt: String, rule: Rule, has: &dyn Fn(&str) -> bool) {
    let folded = fold(&spelt);
    if !found.iter().any(|(known, _)| fold(known) == folded) && has(&folded) {
        found.push((spelt, rule));
    }
}
