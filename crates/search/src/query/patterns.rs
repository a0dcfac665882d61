//! Words that stand for several: `negotiat*`, `te?t`, `Khrushchev~`, `1949..1951`.
//!
//! Not where the words of the index are looked through: that is [`crate::search`]'s part.

use super::{Leaf, Script, Word};
use crate::analysis::fold::{Class, classify, fold_into};
use unicode_normalization::char::is_combining_mark;

/// A pattern is cut after so many letters, as words are.
const LONGEST: usize = 64;

/// What stands for a word in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Matching {
    /// The word itself.
    Itself,
    /// Whatever fits: `*` is any letters or none, `?` one letter.
    Pattern,
    /// What differs by so many letters at most: one too many, missing or another, or two that changed places.
    Like(u8),
    /// A number between two.
    Between(u64, u64),
}

/// A stretch of a text with signs for letters, or one without.
pub(super) enum Stretch<'t> {
    Plain(&'t str),
    Pattern(&'t str),
}

fn is_sign(c: char) -> bool {
    matches!(c, '*' | '＊' | '?')
}

/// Words with signs in them apart from those without.
pub(super) fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut stretches = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_sign) {
        let start = rest[..at]
            .rfind(|c| !belongs_to_word(c))
            .map_or(0, |end| end + rest[end..].chars().next().map_or(1, char::len_utf8));
        let end = rest[start..].find(|c| !belongs_to_word(c)).map_or(rest.len(), |end| start + end);
        let word = &rest[start..end];
        stretches.push(Stretch::Plain(&rest[..start]));
        let spaced = !word.chars().any(|c| classify(c) == Class::Ideograph);
        let letters = word.chars().any(|c| classify(c) == Class::Letter);
        stretches.push(if spaced && letters { Stretch::Pattern(word) } else { Stretch::Plain(word) });
        rest = &rest[end..];
    }
    stretches.push(Stretch::Plain(rest));
    stretches
}

fn belongs_to_word(c: char) -> bool {
    is_sign(c) || is_combining_mark(c) || !matches!(classify(c), Class::Separator)
}

impl Word {
    /// A word with signs for letters, at this place of its phrase.
    pub(super) fn of_pattern(text: &str, offset: u32) -> Self {
        let mut folded = String::with_capacity(text.len());
        for piece in text.split_inclusive(is_sign) {
            let sign = piece.chars().next_back().filter(|c| is_sign(*c));
            fold_into(piece.trim_end_matches(is_sign), &mut folded);
            match sign {
                Some('?') => folded.push('?'),
                Some(_) if !folded.ends_with('*') => folded.push('*'),
                _ => {}
            }
        }
        if let Some((end, _)) = folded.char_indices().nth(LONGEST) {
            folded.truncate(end);
        }
        Self::spelt(folded, offset, Matching::Pattern)
    }

    fn spelt(folded: String, offset: u32, matching: Matching) -> Self {
        let written = folded.clone();
        Self { folded, written, script: Script::Other, offset, follows: false, matching, found: Vec::new() }
    }

    /// Lets the word differ by so many letters. In words of three or four letters it is one at most, and shorter ones
    /// are taken as they are: nearly any other would do.
    pub(super) fn blur(&mut self, letters: u8) {
        let most = match self.folded.chars().count() {
            0..=2 => 0,
            3..=4 => 1,
            _ => 2,
        };
        let letters = letters.min(most);
        if letters > 0 && self.matching == Matching::Itself && self.script != Script::Ideograph {
            self.matching = Matching::Like(letters);
        }
    }

    /// Every word of the index that fits begins with this.
    pub(crate) fn beginning(&self) -> &str {
        match self.matching {
            Matching::Pattern => self.folded.split(['*', '?']).next().unwrap_or_default(),
            Matching::Itself | Matching::Like(_) | Matching::Between(..) => "",
        }
    }

    /// Whether a word of the index is one of those that are meant.
    pub(crate) fn fits(&self, term: &str) -> bool {
        match self.matching {
            Matching::Itself => self.folded == term,
            Matching::Pattern => fits_pattern(&self.folded, term),
            Matching::Like(letters) => is_like(&self.folded, term, usize::from(letters)),
            Matching::Between(low, high) => {
                term.len() <= 18 && term.parse::<u64>().is_ok_and(|number| (low..=high).contains(&number))
            }
        }
    }
}

impl Leaf {
    /// A number between two.
    pub(super) fn of_range(low: u64, high: u64, typed: &str) -> Self {
        let mut leaf = Self::read("", false);
        leaf.words.push(Word::spelt(typed.to_owned(), 0, Matching::Between(low, high)));
        leaf.typed = typed.to_owned();
        leaf
    }
}

/// Goes back to the last `*` alone, so that it costs at most one length times the other.
fn fits_pattern(pattern: &str, term: &str) -> bool {
    let (mut pattern, mut term) = (pattern.chars(), term.chars());
    let mut star: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        let before = (pattern.clone(), term.clone());
        match (pattern.next(), term.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                term = before.1;
                star = Some((pattern.clone(), term.clone()));
            }
            (Some('?'), Some(_)) => {}
            (Some(asked), Some(found)) if asked == found => {}
            _ => {
                let Some((after_star, mut behind)) = star.take() else { return false };
                if behind.next().is_none() {
                    return false;
                }
                (pattern, term) = (after_star.clone(), behind.clone());
                star = Some((after_star, behind));
            }
        }
    }
}

/// Whether one word becomes the other by so many changes at most; two neighbours that change places are one change.
pub(crate) fn is_like(ours: &str, theirs: &str, most: usize) -> bool {
    if ours.len().abs_diff(theirs.len()) > 4 * most {
        return false;
    }
    let mut long = [['\0'; LONGEST]; 2];
    let mut lengths = [0; 2];
    for ((letters, length), word) in long.iter_mut().zip(&mut lengths).zip([ours, theirs]) {
        for (place, letter) in letters.iter_mut().zip(word.chars()) {
            *place = letter;
            *length += 1;
        }
    }
    let (ours, theirs) = (&long[0][..lengths[0]], &long[1][..lengths[1]]);
    if ours.len().abs_diff(theirs.len()) > most {
        return false;
    }
    let mut rows = [[0usize; LONGEST + 1]; 3];
    rows[0].iter_mut().enumerate().for_each(|(place, cost)| *cost = place);
    for (i, a) in ours.iter().enumerate() {
        let [before, last, row] = [(i + 2) % 3, i % 3, (i + 1) % 3];
        rows[row][0] = i + 1;
        let mut least = i + 1;
        for (j, b) in theirs.iter().enumerate() {
            let mut cost = rows[last][j] + usize::from(a != b);
            cost = cost.min(rows[last][j + 1] + 1).min(rows[row][j] + 1);
            if i > 0 && j > 0 && *a == theirs[j - 1] && ours[i - 1] == *b {
                cost = cost.min(rows[before][j - 1] + 1);
            }
            rows[row][j + 1] = cost;
            least = least.min(cost);
        }
        if least > most {
            return false;
        }
    }
    rows[ours.len() % 3][theirs.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_for_letters() {
        for (pattern, fitting, others) in [
            ("negotiat*", ["negotiate", "negotiat"], ["renegotiate", "negoti"]),
            ("*card", ["card", "discard"], ["cards", "car"]),
            ("wi*ld", ["wild", "wiiild"], ["wilds", "wil"]),
            ("te?t", ["test", "teжt"], ["tet", "tests"]),
            ("*ss*ss*", ["ssss", "assessss"], ["ss", "asses"]),
        ] {
            assert!(fitting.iter().all(|term| fits_pattern(pattern, term)), "{pattern}");
            assert!(!others.iter().any(|term| fits_pattern(pattern, term)), "{pattern}");
        }
    }

    #[test]
    fn a_word_is_like_another_by_letters_changed_or_exchanged() {
        assert!(
            is_like("stalin", "stalin", 1)
                && is_like("stalin", "stallin", 1)
                && is_like("stalin", "satlin", 1)
        );
        assert!(
            is_like("хрущев", "хрущов", 1)
                && !is_like("stalin", "stolan", 1)
                && is_like("stalin", "stolan", 2)
        );
        assert!(!is_like("stalin", "stalinist", 2));
    }

    #[test]
    fn only_the_word_with_the_sign_is_a_pattern() {
        let leaf = Leaf::read("anti-Sovi\u{e9}t* feel?ngs of É*", true);
        let words: Vec<_> =
            leaf.words.iter().map(|word| (word.offset, word.folded.as_str(), word.matching)).collect();
        let itself = Matching::Itself;
        let pattern = Matching::Pattern;
        assert_eq!(
            words,
            [
                (0, "anti", itself),
                (1, "soviet*", pattern),
                (2, "feel?ngs", pattern),
                (3, "of", itself),
                (4, "e*", pattern)
            ]
        );
    }
}
