//! Every match of a query in its line: the key word in context, with its neighbours.
//!
//! Over texts that the caller passes in, as in [`crate::highlight`]; nothing here knows of documents. A line's
//! neighbours are folded words, by which lines are sorted and collocates counted; what is shown is the text as it is.

use crate::analysis::Words;
use crate::highlight::Highlighter;
use std::ops::Range;

/// How many words on either side are neighbours.
pub const NEIGHBOURS: usize = 5;

/// One match in its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What stands before, on one line; it ends with a space where one stands between.
    pub left: String,
    /// What matched.
    pub key: String,
    /// What stands behind, on one line; it begins with a space where one stands between.
    pub right: String,
    /// Where in the text the match begins, in bytes.
    pub at: usize,
    /// The words before, nearest first, folded.
    pub before: Vec<String>,
    /// The words behind, nearest first, folded.
    pub behind: Vec<String>,
}

impl Highlighter {
    /// Every match in a text, in its order, with at most `width` characters on either side. Matches that overlap or
    /// touch are one.
    ///
    /// ```
    /// use fonds_search::Highlighter;
    /// let lines = Highlighter::for_words("ice").lines("When the ice is going,\nthe cars wait for ice.", 8);
    /// assert_eq!((lines[0].left.as_str(), lines[0].key.as_str(), lines[0].right.as_str()), ("the ", "ice", " is"));
    /// assert_eq!(lines[1].before[..2], ["for", "wait"]);
    /// ```
    pub fn lines(&self, text: &str, width: usize) -> Vec<Line> {
        let mut matches: Vec<Range<usize>> = Vec::new();
        for range in self.ranges(text) {
            match matches.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => matches.push(range),
            }
        }
        matches.into_iter().map(|range| line(text, range, width)).collect()
    }
}

fn line(text: &str, range: Range<usize>, width: usize) -> Line {
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let left = &before[start_of_last(before, width)..];
    let right = &behind[..end_of_first(behind, width)];
    // Words are read from a little more than is shown, so that a narrow line has its neighbours all the same.
    let reach = width.max(NEIGHBOURS * 16);
    let mut nearest = words_of(&before[start_of_last(before, reach)..]);
    nearest.reverse();
    nearest.truncate(NEIGHBOURS);
    let mut next = words_of(&behind[..end_of_first(behind, reach)]);
    next.truncate(NEIGHBOURS);
    Line {
        left: on_one_line(left.trim_start()),
        key: on_one_line(&text[range.clone()]),
        right: on_one_line(right.trim_end()),
        at: range.start,
        before: nearest,
        behind: next,
    }
}

/// Where the last `most` characters begin, moved on to the beginning of a word.
fn start_of_last(text: &str, most: usize) -> usize {
    let Some((start, _)) = text.char_indices().rev().nth(most.saturating_sub(1)) else { return 0 };
    if start == 0 || text[..start].ends_with(char::is_whitespace) {
        return start;
    }
    match text[start..].find(char::is_whitespace) {
        Some(gap) if most > 0 => start + gap,
        // A script without spaces, or one long word.
        _ => start,
    }
}

/// Where the first `most` characters end, moved back to the end of a word.
fn end_of_first(text: &str, most: usize) -> usize {
    let Some((end, next)) = text.char_indices().nth(most) else { return text.len() };
    if next.is_whitespace() {
        return end;
    }
    text[..end].rfind(char::is_whitespace).unwrap_or(end)
}

fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut cursor = Words::new(text);
    while cursor.advance() {
        words.push(cursor.folded.clone());
    }
    words
}

/// The text with every run of white space as one space, also at its ends: whether a comma touches the key is seen.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() || c.is_control() { ' ' } else { c };
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(words: &str, text: &str, width: usize) -> Vec<String> {
        let lines = Highlighter::for_words(words).lines(text, width);
        lines.into_iter().map(|line| format!("{}|{}|{}", line.left, line.key, line.right)).collect()
    }

    #[test]
    fn every_match_stands_in_its_line() {
        let text = "The ice is going. Cars wait for the ice; ice-breakers do not.";
        assert_eq!(
            lines("ice", text, 12),
            ["The |ice| is going.", "for the |ice|;", "the ice; |ice|-breakers do"]
        );
    }

    #[test]
    fn lines_break_between_words_and_scripts_without_spaces_anywhere() {
        assert_eq!(lines("苏关", "关于中苏关系的报告", 3), ["关于中|苏关|系的报"]);
        assert_eq!(
            lines("переговоры", "О долгих переговорах в Москве", 9),
            ["О долгих |переговорах| в Москве"]
        );
    }

    #[test]
    fn neighbours_are_nearest_first_and_folded() {
        let line = Highlighter::for_words("key").lines("One Two Trois Été key five Six", 40).remove(0);
        assert_eq!(line.before, ["ete", "trois", "two", "one"]);
        assert_eq!(line.behind, ["five", "six"]);
    }

    #[test]
    fn matches_that_touch_are_one() {
        assert_eq!(lines("中苏关系", "谈中苏关系", 5), ["谈|中苏关系|"]);
        assert!(lines("cuba", "", 5).is_empty());
    }
}
