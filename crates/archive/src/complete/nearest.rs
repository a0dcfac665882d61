//! "Did you mean": the question with words that public names, titles and texts have, where it finds next to nothing.
//!
//! Words are those of completion and, where several documents have them, those of everybody's index, so that nothing is
//! suggested that is not for everybody; and a question is suggested only when it finds more.

use super::distance::within;
use super::{Completions, names};
use crate::archive::Archive;
use crate::clearance::{Cleared, Reader};
use crate::discover::{self, Asked, DiscoverError};
use crate::lines::LookUp;
use fonds_model::Day;
use fonds_search::folded_words;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::PoisonError;

/// A search that finds more documents is not doubted.
pub const FEW: u64 = 2;
/// Words that are looked at; of longer questions the rest is left as it is.
const MOST_WORDS: usize = 6;
/// Shorter words are near to everything.
const SHORTEST: usize = 4;
/// In fewer documents a word of a text may itself be a misprint.
const LEAST_IN_TEXT: u64 = 3;

/// Another question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// What to ask instead.
    pub words: String,
    /// How many documents it finds.
    pub total: u64,
}

/// The same question in words that are there, where it finds more than `total`.
pub fn did_you_mean(
    archive: &Archive,
    asked: &Asked,
    total: u64,
    reader: Reader,
    today: Day,
) -> Result<Option<Cleared<Suggestion>>, DiscoverError> {
    if total > FEW {
        return Ok(None);
    }
    let doubtful: Vec<&str> = asked.words.split_whitespace().filter_map(bare).take(MOST_WORDS).collect();
    if doubtful.is_empty() {
        return Ok(None);
    }
    let mut nearest = Nearest::of(&doubtful);
    names(archive)?.list.each_word(&|_| true, &mut |word, count| nearest.see(word, count, Of::Names));
    {
        let snapshot = archive.catalogue().snapshot()?;
        let look = LookUp::new(archive, &snapshot, Reader::Public, today)?;
        let Completions { titles, .. } = archive.completions();
        let mut titles = titles.lock().unwrap_or_else(PoisonError::into_inner);
        titles.follow_if_due(&look)?;
        titles.each_word(&mut |word, count| nearest.see(word, count, Of::Names));
    }
    for (word, letters) in nearest.asked.iter().map(Asking::folded).collect::<Vec<_>>() {
        for (word, documents) in archive.index().words_like(&word, letters, LEAST_IN_TEXT)? {
            nearest.see(&word, documents, Of::Texts);
        }
    }
    let Some(words) = nearest.instead(&asked.words) else { return Ok(None) };
    let question =
        Asked { words: words.clone(), offset: 0, limit: 0, facet_values: 0, snippets: 0, ..asked.clone() };
    let found = discover::search(archive, &question, reader, today)?;
    let more = found.total > total;
    Ok(more.then(|| found.map(|found| Suggestion { words, total: found.total })))
}

/// A word of a question without the signs around it; none where it is none that one may misspell.
fn bare(typed: &str) -> Option<&str> {
    let bare = typed.trim_matches(|c: char| !c.is_alphanumeric());
    let plain =
        typed.trim_matches(|c: char| matches!(c, '"' | '(' | ')' | '“' | '”' | ',' | '.' | '?')) == bare;
    let spelt = bare.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'' || c == '’');
    (plain && spelt && bare.chars().count() >= SHORTEST && !matches!(bare, "AND" | "OR" | "NOT"))
        .then_some(bare)
}

/// The words asked, and the nearest that was seen to each.
struct Nearest<'q> {
    asked: Vec<Asking<'q>>,
}

struct Asking<'q> {
    typed: &'q str,
    letters: Vec<char>,
    /// How far, of what, how seldom, and the word.
    best: Option<(usize, Of, std::cmp::Reverse<u64>, String)>,
}

/// Where a word stands: of two that are equally near, that of a name or a title is meant sooner than that of a text,
/// where "being" is commoner than "Beijing".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Names,
    Texts,
}

impl Asking<'_> {
    /// By so many letters a word may differ.
    fn most(&self) -> usize {
        if self.letters.len() < 6 { 1 } else { 2 }
    }

    fn folded(&self) -> (String, usize) {
        (self.letters.iter().collect(), self.most())
    }
}

impl<'q> Nearest<'q> {
    fn of(doubtful: &[&'q str]) -> Self {
        let asking = |typed: &&'q str| {
            let [folded] = &folded_words(typed)[..] else { return None };
            Some(Asking { typed, letters: folded.chars().collect(), best: None })
        };
        Self { asked: doubtful.iter().filter_map(asking).collect() }
    }

    fn see(&mut self, word: &str, count: u64, of: Of) {
        let length = word.chars().count();
        if length < SHORTEST {
            return;
        }
        let mut letters = Vec::new();
        for asking in &mut self.asked {
            let most = asking.most();
            if asking.letters.len().abs_diff(length) > most {
                continue;
            }
            if letters.is_empty() {
                letters.extend(word.chars());
            }
            let Some(distance) = within(&asking.letters, &letters, most) else { continue };
            let candidate = (distance, of, std::cmp::Reverse(count), word.to_owned());
            if asking.best.as_ref().is_none_or(|best| candidate < *best) {
                asking.best = Some(candidate);
            }
        }
    }

    /// The question with the nearest words in the place of those that are not there; none where none is nearer.
    fn instead(self, words: &str) -> Option<String> {
        let nearest: HashMap<&str, String> = self
            .asked
            .into_iter()
            .filter_map(|asking| asking.best.filter(|best| best.0 > 0).map(|best| (asking.typed, best.3)))
            .collect();
        if nearest.is_empty() {
            return None;
        }
        let replaced: Vec<String> = words
            .split_whitespace()
            .map(|typed| match bare(typed).and_then(|bare| Some((bare, nearest.get(bare)?))) {
                Some((bare, near)) => typed.replacen(bare, near, 1),
                None => typed.to_owned(),
            })
            .collect();
        Some(replaced.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instead(words: &str, there: &[(&str, u64)]) -> Option<String> {
        instead_of_all(words, there, &[])
    }

    fn instead_of_all(words: &str, there: &[(&str, u64)], in_texts: &[(&str, u64)]) -> Option<String> {
        let doubtful: Vec<&str> = words.split_whitespace().filter_map(bare).collect();
        let mut nearest = Nearest::of(&doubtful);
        there.iter().for_each(|(word, count)| nearest.see(word, *count, Of::Names));
        in_texts.iter().for_each(|(word, count)| nearest.see(word, *count, Of::Texts));
        nearest.instead(words)
    }

    #[test]
    fn a_word_that_is_not_there_gives_way_to_the_nearest_and_commonest() {
        let there = [("khrushchev", 5), ("khrushchov", 1), ("potatoes", 3), ("visit", 2)];
        assert_eq!(instead("Khruschev visit", &there).as_deref(), Some("khrushchev visit"));
        assert_eq!(instead("\"potatos\" -visit", &there).as_deref(), Some("\"potatoes\" -visit"));
        assert_eq!(instead("potatoes visit", &there), None);
        assert_eq!(instead("vis", &there), None);
    }

    #[test]
    fn of_two_that_are_as_near_the_word_of_a_name_is_meant_and_a_nearer_word_of_a_text_before_both() {
        let names = [("beijing", 3)];
        assert_eq!(instead_of_all("Beijng", &names, &[("being", 900)]).as_deref(), Some("beijing"));
        assert_eq!(instead_of_all("beinng", &names, &[("being", 900)]).as_deref(), Some("being"));
    }
}
