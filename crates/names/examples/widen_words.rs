//! Which of the commonest words of a corpus the rules would widen, and how long that takes:
//! `cargo run -p fonds-names --example widen_words -- FILE...`. A file is read as plain text, tags and all.

use fonds_names::forms::spellings;
use std::collections::{HashMap, HashSet};
use std::time::Instant;

fn main() {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut capitals: HashMap<String, usize> = HashMap::new();
    for path in std::env::args().skip(1) {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            let lower = word.to_lowercase();
            *capitals.entry(lower.clone()).or_default() += usize::from(word.starts_with(char::is_uppercase));
            *counts.entry(lower).or_default() += 1;
        }
    }
    let vocabulary: HashSet<&str> = counts.keys().map(String::as_str).collect();
    let has = |word: &str| vocabulary.contains(word);
    // Ordinary words are mostly written small; names would only be counted as successes.
    let mut common: Vec<(&String, &usize)> =
        counts.iter().filter(|(word, count)| capitals[*word] * 2 < **count).collect();
    common.sort_by_key(|(word, count)| (std::cmp::Reverse(**count), (*word).clone()));
    common.truncate(5_000);
    let (mut widened, mut longest) = (0, 0_u128);
    let all = Instant::now();
    for (word, _) in &common {
        let start = Instant::now();
        let forms = spellings(word, &has);
        longest = longest.max(start.elapsed().as_micros());
        if !forms.is_empty() {
            widened += 1;
            let forms: Vec<String> = forms.iter().map(|s| format!("{} ({:?})", s.form, s.rule)).collect();
            println!("{word}: {}", forms.join(", "));
        }
    }
    let mean = all.elapsed().as_micros() / common.len().max(1) as u128;
    println!(
        "{widened} of {} common words are widened ({} words in all); {mean} µs each, {longest} µs at most",
        common.len(),
        vocabulary.len()
    );
}
