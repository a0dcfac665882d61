//! The cheapest ways to respell a word by a table in which a group of letters may become several others.
//!
//! A table is text, a source and its targets to a line: `shch щ` or `h х г+ _++`. Each `+` is a step less usual, `_` is
//! nothing, `^` and `$` in a source are the ends of the word. Not a judge of what comes out: the index says which
//! spellings exist, see [`super::spellings`].

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

/// Longer words are not respelt: no name is that long, and the time stays bounded.
pub(crate) const LONGEST_WORD: usize = 28;

/// A table of respellings.
pub(crate) struct Table {
    targets: HashMap<Vec<char>, Vec<(&'static str, u8)>>,
    longest: usize,
    /// Whether letters that the table knows as a group cost a step more one by one.
    prefers_long: bool,
}

struct Arc {
    end: usize,
    target: &'static str,
    cost: u8,
}

impl Table {
    /// Reads the lines of a table; a source may have several lines.
    pub(crate) fn new(texts: &[&'static str]) -> Self {
        let mut table = Self { targets: HashMap::new(), longest: 1, prefers_long: false };
        for line in texts.iter().flat_map(|text| text.lines()) {
            let mut words = line.split_whitespace();
            let Some(source) = words.next() else { continue };
            let source: Vec<char> = source.chars().collect();
            table.longest = table.longest.max(source.len());
            let targets = table.targets.entry(source).or_default();
            for word in words {
                let target = word.trim_end_matches('+');
                let cost = u8::try_from(word.len() - target.len()).unwrap_or(u8::MAX);
                targets.push((if target == "_" { "" } else { target }, cost));
            }
        }
        table
    }

    /// Makes letters that the table knows as a group ("sz", "tsch") cost a step more when they are read one by one.
    pub(crate) fn preferring_long_sources(mut self) -> Self {
        self.prefers_long = true;
        self
    }

    /// At most `most` respellings that cost no more than `dearest`, the cheapest first, each once. None where some
    /// letter of the word is not in the table.
    pub(crate) fn respell(&self, word: &str, most: usize, dearest: u8) -> Vec<(String, u8)> {
        let letters: Vec<char> =
            std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
        if word.is_empty() || letters.len() > LONGEST_WORD + 2 {
            return Vec::new();
        }
        let arcs = self.arcs(&letters);
        let rest = cheapest_rest(&arcs, letters.len());
        if rest[0] > u32::from(dearest) {
            return Vec::new();
        }
        walk(&arcs, &rest, most, u32::from(dearest), &mut |_, _| true)
    }

    /// As [`Table::respell`], but for targets of one character each, of which `follows` says whether the next may stand
    /// after the one before; what may not is not followed any further.
    pub(crate) fn respell_while(
        &self,
        word: &str,
        most: usize,
        dearest: u8,
        follows: &mut dyn FnMut(Option<char>, char) -> bool,
    ) -> Vec<(String, u8)> {
        let letters: Vec<char> =
            std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
        if word.is_empty() || letters.len() > LONGEST_WORD + 2 {
            return Vec::new();
        }
        let arcs = self.arcs(&letters);
        let rest = cheapest_rest(&arcs, letters.len());
        walk(&arcs, &rest, most, u32::from(dearest), follows)
    }

    fn arcs(&self, letters: &[char]) -> Vec<Vec<Arc>> {
        let at = |start: usize| {
            let mut arcs = Vec::new();
            for end in start + 1..=letters.len().min(start + self.longest) {
                let Some(targets) = self.targets.get(&letters[start..end]) else { continue };
                arcs.extend(targets.iter().map(|&(target, cost)| Arc { end, target, cost }));
            }
            if self.prefers_long {
                let longest = arcs.iter().map(|arc: &Arc| arc.end).max().unwrap_or(start);
                arcs.iter_mut().filter(|arc| arc.end < longest).for_each(|arc| arc.cost += 1);
            }
            if matches!(letters[start], '^' | '$') {
                arcs.push(Arc { end: start + 1, target: "", cost: 0 });
            }
            arcs
        };
        (0..letters.len()).map(at).collect()
    }
}

/// What the way from each place to the end costs at least.
fn cheapest_rest(arcs: &[Vec<Arc>], length: usize) -> Vec<u32> {
    const NO_WAY: u32 = u32::MAX / 2;
    let mut rest = vec![NO_WAY; length + 1];
    rest[length] = 0;
    for start in (0..length).rev() {
        rest[start] = arcs[start]
            .iter()
            .map(|arc| rest[arc.end] + u32::from(arc.cost))
            .min()
            .unwrap_or(NO_WAY)
            .min(NO_WAY);
    }
    rest
}

/// A step of a way: the step before it and what this one writes. Ways share their beginnings.
struct Step {
    before: Option<u32>,
    target: &'static str,
}

/// Best first: what a way has cost and must still cost decides which is followed next, so that the ways come out in
/// the order of their cost and nothing beyond `most` is worked out.
fn walk(
    arcs: &[Vec<Arc>],
    rest: &[u32],
    most: usize,
    dearest: u32,
    follows: &mut dyn FnMut(Option<char>, char) -> bool,
) -> Vec<(String, u8)> {
    let length = arcs.len();
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut steps = vec![Step { before: None, target: "" }];
    let mut heap = BinaryHeap::from([(Reverse(rest[0]), 0_usize, Reverse(0_u32))]);
    // Ways that end in the same letters are thrown away, so that there are more ways than spellings.
    let patience = most.saturating_mul(30).min(20_000);
    for _ in 0..patience {
        let Some((Reverse(cost), place, Reverse(step))) = heap.pop() else { break };
        if place == length {
            let text = written(&steps, step);
            if !text.is_empty() && seen.insert(text.clone()) {
                found.push((text, u8::try_from(cost).unwrap_or(u8::MAX)));
            }
            if found.len() >= most {
                break;
            }
            continue;
        }
        let paid = cost - rest[place];
        for arc in &arcs[place] {
            let total = paid + u32::from(arc.cost) + rest[arc.end];
            if total > dearest || steps.len() >= MOST_STEPS {
                continue;
            }
            let fits = arc.target.chars().next().is_none_or(|next| follows(last_letter(&steps, step), next));
            if fits && let Ok(place) = u32::try_from(steps.len()) {
                steps.push(Step { before: Some(step), target: arc.target });
                heap.push((Reverse(total), arc.end, Reverse(place)));
            }
        }
    }
    found
}

/// A walk never holds more steps than this.
const MOST_STEPS: usize = 60_000;

fn way_back(steps: &[Step], from: u32) -> impl Iterator<Item = &'static str> {
    let step = |place: u32| usize::try_from(place).ok().and_then(|place| steps.get(place));
    let ways = std::iter::successors(step(from), move |now| now.before.and_then(step));
    ways.map(|step| step.target)
}

fn last_letter(steps: &[Step], from: u32) -> Option<char> {
    way_back(steps, from).find_map(|target| target.chars().next_back())
}

fn written(steps: &[Step], from: u32) -> String {
    let targets: Vec<&str> = way_back(steps, from).collect();
    targets.iter().rev().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_respelling_comes_first() {
        let table = Table::new(&["kh х\nk к\nh х г+ _++\na а\ne$ э+ е\n"]);
        let found = table.respell("kha", 10, 2);
        assert_eq!(found[0], ("ха".to_owned(), 0));
        assert!(found.contains(&("кга".to_owned(), 1)) && found.contains(&("ка".to_owned(), 2)));
        assert_eq!(table.respell("ke", 10, 2), [("ке".to_owned(), 0), ("кэ".to_owned(), 1)]);
    }

    #[test]
    fn a_letter_outside_the_table_is_not_guessed() {
        assert!(Table::new(&["a а"]).respell("ab", 10, 9).is_empty());
    }

    #[test]
    fn a_word_with_a_million_ways_costs_little() {
        let table = Table::new(&["a b c d e f\n"]);
        assert_eq!(table.respell(&"a".repeat(LONGEST_WORD), 100, 9).len(), 100);
        assert!(table.respell(&"a".repeat(LONGEST_WORD + 1), 100, 9).is_empty());
    }
}
