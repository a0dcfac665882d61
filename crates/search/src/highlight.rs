//! Marks in plain text what a query matched, and cuts the best passages out of it.
//!
//! Not over the index, which stores no text: the caller passes in the text that the reader may see. The text is
//! analysed as it was when it was indexed, once, so that the cost grows with its length and nothing else; and only where
//! [`crate::sieve`] sees that something may match.

use crate::analysis::detect::detect;
use crate::analysis::terms::stemming_for;
use crate::analysis::{Script, Stemming, Words, with_stems};
use crate::query::{Leaf, Query};
use crate::sieve::Sieve;
use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Marks the words of one query; cheap to clone. [`Highlighter::default`] marks nothing.
///
/// ```
/// use fonds_search::Highlighter;
/// let highlighter = Highlighter::for_words("\"missile bases\" Cuba");
/// let marked = highlighter.mark("Missile bases in Cuba");
/// assert_eq!(marked, [
///     ("Missile bases".to_owned(), true),
///     (" in ".to_owned(), false),
///     ("Cuba".to_owned(), true),
/// ]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Highlighter {
    targets: Arc<Targets>,
}

/// A passage of a text, cut into stretches that matched and stretches that did not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The stretches in order; true where it matched. An ellipsis stands where text was left out.
    pub pieces: Vec<(String, bool)>,
}

/// Characters of a passage, about.
const LENGTH: usize = 200;
/// How many characters a passage may be longer or shorter so as to begin and end between words.
const SLACK: usize = 24;
/// A query made of one syllable again and again, over a text made of the same, ceases to be marked after so many
/// comparisons of words (about 50 ms); no honest query comes near.
const MOST_COMPARISONS: usize = 10_000_000;
/// Stands where text was left out.
const ELLIPSIS: &str = "…";

/// What is marked.
#[derive(Debug, Default)]
struct Targets {
    /// The number of each term that is looked for.
    numbers: HashMap<String, u32>,
    leaves: Vec<Target>,
    /// How the terms begin, so that words that begin otherwise are neither folded nor stemmed.
    sieve: Sieve,
    /// The leaves that begin with each term.
    beginnings: HashMap<u32, Vec<usize>>,
}

/// A leaf of the query: at each place the numbers of the terms that may stand there.
#[derive(Debug)]
struct Target {
    places: Vec<(u32, Vec<u32>)>,
}

/// A stretch of the text that a leaf matched.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    range: Range<usize>,
    leaf: usize,
}

impl Highlighter {
    /// Marks what these words would find, without an index.
    pub fn for_words(words: &str) -> Self {
        Self::of(&crate::query::parse::parse(words))
    }

    pub(crate) fn of(query: &Query) -> Self {
        let mut targets = Targets::default();
        for leaf in query.marked() {
            targets.add(leaf);
        }
        Self { targets: Arc::new(targets) }
    }

    /// At most so many passages of about 200 characters, best first: those with the most different words of the
    /// query, then with the most matches, then the earliest. None where nothing matches.
    pub fn snippets(&self, text: &str, most: usize) -> Vec<Snippet> {
        let marks = self.targets.find(text);
        let windows = choose_windows(text, &marks, most);
        windows.into_iter().map(|window| cut_snippet(text, window, &marks)).collect()
    }

    /// Every stretch of the text that matched, by where it begins; they may overlap.
    pub(crate) fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        self.targets.find(text).into_iter().map(|mark| mark.range).collect()
    }

    /// The whole text, cut into what matched and what did not.
    pub fn mark(&self, text: &str) -> Vec<(String, bool)> {
        cut_pieces(text, 0..text.len(), &self.targets.find(text))
    }
}

impl Targets {
    fn add(&mut self, leaf: &Leaf) {
        let mut places: Vec<(u32, Vec<u32>)> = Vec::with_capacity(leaf.words.len());
        for word in &leaf.words {
            let terms = leaf.terms(word);
            terms.iter().for_each(|(term, _)| self.sieve.add(term));
            places.push((word.offset, terms.into_iter().map(|(term, _)| self.number(term)).collect()));
        }
        if leaf.near.is_none() {
            return self.add_row(places);
        }
        // Words that are near each other are marked one by one.
        places.into_iter().for_each(|(_, terms)| self.add_row(vec![(0, terms)]));
    }

    fn add_row(&mut self, places: Vec<(u32, Vec<u32>)>) {
        for term in places.first().into_iter().flat_map(|(_, terms)| terms) {
            self.beginnings.entry(*term).or_default().push(self.leaves.len());
        }
        self.leaves.push(Target { places });
    }

    fn number(&mut self, term: String) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(term).or_insert(next)
    }

    /// Every stretch that matches, by where it begins.
    fn find(&self, text: &str) -> Vec<Mark> {
        if self.leaves.is_empty() {
            return Vec::new();
        }
        self.mark_words(&self.read_words(text, &self.sieve.stretches(text)))
    }

    fn mark_words(&self, words: &[FoundWord]) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut comparisons = MOST_COMPARISONS;
        for (index, word) in words.iter().enumerate() {
            let beginning = word.terms.iter().filter_map(|term| self.beginnings.get(term)).flatten();
            let mut leaves: Vec<usize> = beginning.copied().collect();
            leaves.sort_unstable();
            leaves.dedup();
            for leaf in leaves {
                let target = &self.leaves[leaf];
                let Some(left) = comparisons.checked_sub(target.places.len()) else { return marks };
                comparisons = left;
                if let Some(last) = target.matches_at(&words[index..], word.position) {
                    marks.push(Mark { range: word.range.start..words[index + last].range.end, leaf });
                }
            }
        }
        marks
    }

    /// The words of these stretches that any leaf may want, each with the numbers of its terms that are looked for.
    fn read_words(&self, text: &str, stretches: &[Range<usize>]) -> Vec<FoundWord> {
        let mut found = Vec::new();
        let mut stem = String::new();
        // Its tag is not known here: a text that does not show its language may be in any.
        let shown = LazyCell::new(|| detect(text).map(|latin| [Stemming::English, latin]));
        // Between two stretches stands a word at least that is none of a phrase.
        let mut passed = 0;
        with_stems(|stems| {
            for stretch in stretches {
                let mut cursor = Words::new(&text[stretch.clone()]);
                while cursor.advance() {
                    // Arabic words begin with an article that is no part of their stems.
                    if !self.sieve.admits(&cursor.folded) && cursor.script != Script::Arabic {
                        continue;
                    }
                    let mut terms: Vec<u32> =
                        self.numbers.get(cursor.folded.as_str()).copied().into_iter().collect();
                    let stemmings = match cursor.script {
                        Script::Latin => shown.as_ref().map_or(&Stemming::LATIN[..], |shown| &shown[..]),
                        script => Stemming::of_script(script),
                    };
                    for stemming in stemmings {
                        let Some(stemming) = stemming_for(cursor.script, *stemming, &cursor.folded) else {
                            continue;
                        };
                        if stems.marked_stem(stemming, &cursor.folded, cursor.written(), &mut stem) {
                            terms.extend(self.numbers.get(stem.as_str()));
                        }
                    }
                    if !terms.is_empty() {
                        let range = stretch.start + cursor.range.start..stretch.start + cursor.range.end;
                        found.push(FoundWord { position: passed + cursor.position, range, terms });
                    }
                }
                passed += cursor.position + 2;
            }
        });
        found
    }
}

/// A word of the text that some leaf may want.
#[derive(Debug)]
struct FoundWord {
    position: u32,
    range: Range<usize>,
    terms: Vec<u32>,
}

impl Target {
    /// Whether it matches at the first of these words; which of them is its last.
    fn matches_at(&self, words: &[FoundWord], start: u32) -> Option<usize> {
        let mut last = 0;
        for (offset, terms) in &self.places {
            // Words of no interest were left out; of a word that is broken over two lines, the whole and its first
            // part stand at one position.
            let here = words[last..].iter().take_while(|word| word.position <= start + offset);
            let is_wanted = |word: &FoundWord| {
                word.position == start + offset && word.terms.iter().any(|term| terms.contains(term))
            };
            last += here.into_iter().position(is_wanted)?;
        }
        Some(last)
    }
}

/// The best stretches to show, not overlapping, best first.
fn choose_windows(text: &str, marks: &[Mark], most: usize) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    // Marks that a chosen window has parted are looked at apart, lest a stretch reach across it.
    let mut groups: Vec<&[Mark]> = vec![marks];
    while windows.len() < most {
        let stretches =
            groups.iter().enumerate().filter_map(|(at, group)| Some((at, best_stretch(text, group)?)));
        // Of equals the first group, which is the earliest in the text, wins.
        let best = stretches.reduce(|best, next| if next.1.worth > best.1.worth { next } else { best });
        let Some((at, stretch)) = best else { break };
        let window = widen(text, stretch.range, &windows);
        let group = groups[at];
        let before = group.partition_point(|mark| mark.range.end <= window.start);
        let after = group.partition_point(|mark| mark.range.start < window.end);
        groups.splice(at..=at, [&group[..before.min(after)], &group[after..]]);
        windows.push(window);
    }
    windows
}

/// A row of marks, and how many different leaves and marks it has.
struct Stretch {
    range: Range<usize>,
    worth: (usize, usize),
}

/// From the first to the last mark of the stretch of at most [`LENGTH`] characters that has the most different
/// leaves, then the most marks, then comes first. Two hands move over the marks, so that it is linear.
fn best_stretch(text: &str, marks: &[Mark]) -> Option<Stretch> {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    let mut best: Option<Stretch> = None;
    let mut first = 0;
    let mut length = 0;
    let mut reached = marks.first()?.range.start;
    for (last, mark) in marks.iter().enumerate() {
        *counts.entry(mark.leaf).or_default() += 1;
        // Marks rise by where they begin; of nested ones the inner may end earlier.
        let end = mark.range.end.max(reached);
        length += text[reached..end].chars().count();
        reached = end;
        while first < last && length > LENGTH {
            length -= text[marks[first].range.start..marks[first + 1].range.start].chars().count();
            if let Some(count) = counts.get_mut(&marks[first].leaf) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(&marks[first].leaf);
                }
            }
            first += 1;
        }
        let worth = (counts.len(), last + 1 - first);
        if best.as_ref().is_none_or(|best| worth > best.worth) {
            best = Some(Stretch { range: marks[first].range.start..reached, worth });
        }
    }
    best
}

/// Widens a stretch to about [`LENGTH`] characters, from between words to between words, away from other windows.
fn widen(text: &str, stretch: Range<usize>, taken: &[Range<usize>]) -> Range<usize> {
    let floor = taken.iter().map(|range| range.end).filter(|end| *end <= stretch.start).max().unwrap_or(0);
    let ceiling = taken
        .iter()
        .map(|range| range.start)
        .filter(|start| *start >= stretch.end)
        .min()
        .unwrap_or(text.len());
    let used = text[stretch.clone()].chars().take(LENGTH).count();
    let room = LENGTH - used;
    // What one side cannot use is given to the other.
    let before = text[floor..stretch.start].chars().rev().take(LENGTH).count();
    let after = text[stretch.end..ceiling].chars().take(LENGTH).count();
    let left = (room / 2).max(room.saturating_sub(after)).min(before);
    let right = (room - left).min(after);
    let start = step_back(text, stretch.start, left).max(floor);
    let end = step_on(text, stretch.end, right).min(ceiling);
    snap_start(text, floor, start, stretch.start)..snap_end(text, end, stretch.end, ceiling)
}

fn step_back(text: &str, from: usize, characters: usize) -> usize {
    match characters.checked_sub(1) {
        Some(last) => text[..from].char_indices().rev().nth(last).map_or(0, |(place, _)| place),
        None => from,
    }
}

fn step_on(text: &str, from: usize, characters: usize) -> usize {
    text[from..].char_indices().nth(characters).map_or(text.len(), |(place, _)| from + place)
}

/// Moves the beginning on to the next gap between words, if one is near.
fn snap_start(text: &str, floor: usize, start: usize, limit: usize) -> usize {
    if start == floor || text[..start].ends_with(char::is_whitespace) {
        return start;
    }
    let near = step_on(text, start, SLACK).min(limit);
    match text[start..near].find(char::is_whitespace) {
        Some(gap) => start + gap + text[start + gap..].chars().next().map_or(0, char::len_utf8),
        None => start,
    }
}

/// Moves the end back to the last gap between words, if one is near.
fn snap_end(text: &str, end: usize, limit: usize, ceiling: usize) -> usize {
    if end == ceiling || text[end..].starts_with(char::is_whitespace) {
        return end;
    }
    let near = step_back(text, end, SLACK).max(limit);
    text[near..end].rfind(char::is_whitespace).map_or(end, |gap| near + gap)
}

fn cut_snippet(text: &str, window: Range<usize>, marks: &[Mark]) -> Snippet {
    let mut pieces = Vec::new();
    if window.start > 0 {
        pieces.push((ELLIPSIS.to_owned(), false));
    }
    let end = window.end;
    pieces.extend(cut_pieces(text, window, marks));
    if end < text.len() {
        pieces.push((ELLIPSIS.to_owned(), false));
    }
    Snippet { pieces }
}

/// A stretch of the text, parted at its marks; marks that overlap or touch become one.
fn cut_pieces(text: &str, window: Range<usize>, marks: &[Mark]) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut place = window.start;
    let from = marks.partition_point(|mark| mark.range.start < window.start);
    for mark in &marks[from..] {
        let (start, end) = (mark.range.start.max(place), mark.range.end.min(window.end));
        if mark.range.start >= window.end {
            break;
        }
        if start >= end {
            continue;
        }
        push_piece(&mut pieces, &text[place..start], false);
        push_piece(&mut pieces, &text[start..end], true);
        place = end;
    }
    push_piece(&mut pieces, &text[place..window.end], false);
    pieces
}

fn push_piece(pieces: &mut Vec<(String, bool)>, piece: &str, matched: bool) {
    match pieces.last_mut() {
        _ if piece.is_empty() => {}
        Some((last, was_matched)) if *was_matched == matched => last.push_str(piece),
        _ => pieces.push((piece.to_owned(), matched)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with square brackets around what is marked.
    fn bracketed(pieces: &[(String, bool)]) -> String {
        pieces
            .iter()
            .map(|(piece, matched)| if *matched { format!("[{piece}]") } else { piece.clone() })
            .collect()
    }

    fn mark(words: &str, text: &str) -> String {
        bracketed(&Highlighter::for_words(words).mark(text))
    }

    #[test]
    fn inflected_words_are_marked_and_excluded_ones_are_not() {
        assert_eq!(mark("negotiation -bombs", "He negotiated about bombs."), "He [negotiated] about bombs.");
    }

    #[test]
    fn a_phrase_is_marked_as_a_whole_and_only_as_a_whole() {
        assert_eq!(
            mark("\"bay of pigs\"", "Pigs at the Bay of Pigs, the bay"),
            "Pigs at the [Bay of Pigs], the bay"
        );
    }

    #[test]
    fn russian_and_chinese_are_marked_like_english() {
        assert_eq!(mark("переговоры", "О переговорах в Москве"), "О [переговорах] в Москве");
        assert_eq!(mark("中苏", "关于中苏关系的报告"), "关于[中苏]关系的报告");
    }

    #[test]
    fn what_is_passed_over_changes_no_mark() {
        let pieces = [
            "Bay",
            "of",
            "pigs",
            "pig's",
            "the",
            "dying",
            "die",
            "U.S.S.R.",
            "USSR",
            "d'affaires",
            "Ch\u{2019}en",
            "Chen",
            "négociations",
            "negotiating",
            "переговорах",
            "中苏",
            "1949",
            "a",
            "affair",
            "bays",
            "ofen",
        ];
        let gaps = [" ", " ", " ", "\n", ", ", "-", "  ", " (", ".\n", "'"];
        let queries =
            ["bay", "\"bay of pigs\" die", "USSR affaires", "chen négociation переговоры", "中苏 1949 a"];
        let mut state = 1u32;
        let mut next = |below: usize| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            (state >> 16) as usize % below
        };
        for round in 0..2_000 {
            let text: String = (0..next(30))
                .map(|_| [pieces[next(pieces.len())], gaps[next(gaps.len())]].concat())
                .collect();
            let highlighter = Highlighter::for_words(queries[round % queries.len()]);
            let marks = highlighter.targets.find(&text);
            let everything = 0..text.len();
            let words = highlighter.targets.read_words(&text, std::slice::from_ref(&everything));
            let whole = highlighter.targets.mark_words(&words);
            assert_eq!(marks, whole, "{text}");
        }
    }

    #[test]
    fn what_the_index_folds_is_marked_as_it_stands() {
        assert_eq!(mark("关系", "中蘇關係史"), "中蘇[關係]史");
        assert_eq!(mark("關係史", "中苏关\n系史"), "中苏[关\n系史]");
        assert_eq!(mark("김일성", "김일성은 말했다"), "[김일성]은 말했다");
        assert_eq!(mark("مفاوضة", "بدأت المفاوضات أمس"), "بدأت [المفاوضات] أمس");
        assert_eq!(mark("negotiation", "the nego-\ntiations failed"), "the [nego-\ntiations] failed");
        assert_eq!(
            mark("\"negotiations failed\"", "the nego-\ntiations failed"),
            "the [nego-\ntiations failed]"
        );
        assert_eq!(mark("ガ", "ｶﾞ"), "[ｶﾞ]");
    }

    #[test]
    fn an_acronym_is_marked_with_its_full_stops() {
        assert_eq!(mark("USSR", "the U.S.S.R. and"), "the [U.S.S.R]. and");
    }

    #[test]
    fn the_passage_with_most_different_words_comes_first() {
        let filler = "nothing of interest here ".repeat(40);
        let text = format!("Cuba {filler} missiles in Cuba {filler} Cuba Cuba Cuba {filler}");
        let snippets = Highlighter::for_words("cuba missiles").snippets(&text, 3);
        assert_eq!(snippets.len(), 3);
        assert!(bracketed(&snippets[0].pieces).contains("[missiles] in [Cuba]"));
        assert!(bracketed(&snippets[1].pieces).contains("[Cuba] [Cuba] [Cuba]"));
        assert!(snippets[2].pieces[0].1, "the last begins with the text");
    }

    #[test]
    fn passages_are_about_two_hundred_characters_and_end_between_words() {
        let text = "These are some words about Cuba and nothing else at all. ".repeat(100);
        for snippet in Highlighter::for_words("cuba").snippets(&text, 4) {
            let whole: String = snippet.pieces.iter().map(|(piece, _)| piece.as_str()).collect();
            let length = whole.chars().count();
            assert!((150..=210).contains(&length), "{length}: {whole}");
            let bare = whole.trim_matches('…');
            assert!(text.contains(bare));
            assert!(text.contains(&format!(" {} ", bare.trim())) || text.starts_with(bare), "{bare}");
        }
    }

    #[test]
    fn a_text_without_match_gives_no_passage() {
        assert!(Highlighter::for_words("cuba").snippets("Turkey", 2).is_empty());
        assert!(Highlighter::default().snippets("Turkey", 2).is_empty());
        assert_eq!(Highlighter::default().mark("Turkey"), [("Turkey".to_owned(), false)]);
    }
}
