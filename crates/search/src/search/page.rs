//! One page out of all matches, in the order asked for.
//!
//! The order across the index is known beforehand as a number for each document, so that any page costs one pass
//! over the matches and a selection around it: the last page costs what the first costs.

use crate::Sort;
use crate::bits::Bits;
use crate::snapshot::Snapshot;

/// All matches, to be ordered.
pub(crate) struct Ranking<'s> {
    pub(crate) snapshot: &'s Snapshot,
    pub(crate) matches: &'s [Bits],
    pub(crate) total: u64,
    pub(crate) scores: Option<&'s [Vec<f32>]>,
}

/// A hit: its number in chronological order, and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    pub(crate) rank: u32,
    pub(crate) score: Option<f32>,
}

impl Ranking<'_> {
    pub(crate) fn page(&self, sort: Sort, offset: usize, limit: usize) -> Vec<Place> {
        let total = self.total as usize;
        let start = offset.min(total);
        let end = start.saturating_add(limit).min(total);
        if start == end {
            return Vec::new();
        }
        let plain = |rank: u32| Place { rank, score: None };
        match (sort, self.scores) {
            (Sort::DateDescending, _) => {
                let page = select(self.ranks(), total - end, total - start);
                page.into_iter().rev().map(plain).collect()
            }
            (Sort::Relevance, Some(scores)) => {
                select(self.keys(scores), start, end).into_iter().map(place_of_key).collect()
            }
            (Sort::Date | Sort::Relevance, _) => {
                select(self.ranks(), start, end).into_iter().map(plain).collect()
            }
        }
    }

    fn ranks(&self) -> Vec<u32> {
        let mut ranks = Vec::with_capacity(self.total as usize);
        for (bits, of_segment) in self.matches.iter().zip(&self.snapshot.ranks) {
            bits.for_each(|doc| ranks.push(of_segment[doc as usize]));
        }
        ranks
    }

    fn keys(&self, scores: &[Vec<f32>]) -> Vec<u64> {
        let mut keys = Vec::with_capacity(self.total as usize);
        for ((bits, of_segment), scores) in self.matches.iter().zip(&self.snapshot.ranks).zip(scores) {
            let mut scores = scores.iter();
            bits.for_each(|doc| {
                let score = scores.next().copied().unwrap_or(0.0);
                keys.push(key(score, of_segment[doc as usize]));
            });
        }
        keys
    }
}

/// Score and chronological number in one, smaller for the better: scores are never negative, and the bits of such floats
/// compare as they do.
pub(super) fn key(score: f32, rank: u32) -> u64 {
    u64::from(!score.to_bits()) << 32 | u64::from(rank)
}

pub(super) fn place_of_key(key: u64) -> Place {
    Place { rank: key as u32, score: Some(f32::from_bits(!((key >> 32) as u32))) }
}

/// The numbers from `start` to `end` of what these would be if they were sorted.
fn select<T: Ord + Copy>(mut numbers: Vec<T>, start: usize, end: usize) -> Vec<T> {
    if end < numbers.len() {
        numbers.select_nth_unstable(end);
        numbers.truncate(end);
    }
    if start > 0 && start < numbers.len() {
        numbers.select_nth_unstable(start);
        numbers.drain(..start);
    }
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_page_is_the_stretch_of_the_sorted_whole() {
        let numbers: Vec<u32> = (0..100).map(|n| n * 37 % 101).collect();
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        for (start, end) in [(0, 20), (20, 40), (95, 100), (0, 100), (99, 100)] {
            assert_eq!(select(numbers.clone(), start, end), sorted[start..end]);
        }
    }

    #[test]
    fn better_scores_come_first_and_are_read_back() {
        assert!(key(2.5, 9) < key(2.4, 1) && key(0.0, 1) < key(0.0, 2));
        assert_eq!(place_of_key(key(2.5, 9)), Place { rank: 9, score: Some(2.5) });
    }
}
