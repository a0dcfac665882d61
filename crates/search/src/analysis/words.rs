//! Cuts a text into words in one pass, each with its place, its folded form and, where that differs, its written form.
//!
//! Not the terms of the index: those are made of words in [`super::terms`].

use super::fold::{Class, classify, fold_char, fold_into, lower_into};
use std::ops::Range;

/// Longer words are cut, in the index and in queries alike: nobody types them, and a page of digits without a space
/// must not become one term.
const LONGEST: usize = 64;

/// The script of a word, as far as it decides how the word is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Latin letters without digits: inflected.
    Latin,
    /// Cyrillic letters without digits: inflected.
    Cyrillic,
    /// One character of a script without spaces.
    Ideograph,
    /// Any other script, and whatever holds a digit: taken as it is.
    Other,
}

/// A cursor over the words of a text; the fields describe the word reached by [`Words::advance`].
pub(crate) struct Words<'t> {
    text: &'t str,
    place: usize,
    next_position: u32,
    /// Where the word stands in the text, in bytes.
    pub(crate) range: Range<usize>,
    /// Which word of the text it is, from 0.
    pub(crate) position: u32,
    /// Its folded form.
    pub(crate) folded: String,
    /// Its lower case with accents and apostrophes, when [`Words::differs`].
    pub(crate) written: String,
    /// Whether `written` differs from `folded`; otherwise `written` is stale.
    pub(crate) differs: bool,
    /// Its script.
    pub(crate) script: Script,
    /// Whether it is an ideograph that follows another without anything between.
    pub(crate) follows: bool,
}

impl<'t> Words<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            place: 0,
            next_position: 0,
            range: 0..0,
            position: 0,
            folded: String::new(),
            written: String::new(),
            differs: false,
            script: Script::Other,
            follows: false,
        }
    }

    /// The word with its accents.
    pub(crate) fn written(&self) -> &str {
        if self.differs { &self.written } else { &self.folded }
    }

    /// Goes to the next word; false when there is none.
    pub(crate) fn advance(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let previous_end = if self.script == Script::Ideograph { self.range.end } else { usize::MAX };
        loop {
            let Some(&byte) = bytes.get(self.place) else { return false };
            if byte < 0x80 {
                if byte.is_ascii_alphanumeric() {
                    self.read_word();
                    break;
                }
                self.place += 1;
                continue;
            }
            // Invariant: `place` is a boundary, because it only ever moves by whole characters.
            let Some(c) = self.text[self.place..].chars().next() else { return false };
            match classify(c) {
                Class::Letter => {
                    self.read_word();
                    break;
                }
                Class::Ideograph => {
                    self.read_ideograph(c);
                    break;
                }
                Class::Apostrophe | Class::Invisible | Class::Separator => self.place += c.len_utf8(),
            }
        }
        self.follows = self.script == Script::Ideograph && self.range.start == previous_end;
        self.position = self.next_position;
        self.next_position += 1;
        true
    }

    fn read_ideograph(&mut self, c: char) {
        self.range = self.place..self.place + c.len_utf8();
        self.place = self.range.end;
        self.folded.clear();
        fold_char(c, &mut self.folded);
        self.differs = false;
        self.script = Script::Ideograph;
    }

    fn read_word(&mut self) {
        let start = self.place;
        let Shape { end, resume, plain } = self.find_end(start);
        let (end, resume, acronym) = match self.find_acronym_end(start, end) {
            Some(acronym_end) => (acronym_end, acronym_end, true),
            None => (end, resume, false),
        };
        self.range = start..end;
        self.place = resume;
        let word = &self.text[start..end];
        self.folded.clear();
        if acronym {
            let letters = word.chars().filter(|c| *c != '.');
            letters.for_each(|c| fold_char(c, &mut self.folded));
            self.differs = false;
        } else if plain {
            self.folded.push_str(word);
            self.folded.make_ascii_lowercase();
            self.differs = false;
        } else {
            fold_into(word, &mut self.folded);
            self.written.clear();
            lower_into(word, &mut self.written);
            cut(&mut self.written);
            self.differs = self.written != self.folded;
        }
        cut(&mut self.folded);
        self.script = script_of(&self.folded);
    }

    /// Where the word that begins at `start` ends, and where reading goes on.
    fn find_end(&self, start: usize) -> Shape {
        let bytes = self.text.as_bytes();
        let mut place = start;
        let mut plain = true;
        while let Some(&byte) = bytes.get(place) {
            if byte.is_ascii_alphanumeric() {
                place += 1;
                continue;
            }
            if byte < 0x80 && byte != b'\'' && byte != b'`' {
                break;
            }
            let Some(c) = self.text[place..].chars().next() else { break };
            let after = place + c.len_utf8();
            match classify(c) {
                Class::Letter | Class::Invisible => {
                    plain = false;
                    place = after;
                }
                Class::Ideograph | Class::Separator => break,
                Class::Apostrophe => {
                    if !self.begins_word(after) {
                        break;
                    }
                    if self.is_possessive(after) {
                        return Shape { end: place, resume: after + 1, plain };
                    }
                    if is_elided(&self.text[start..place]) {
                        break;
                    }
                    plain = false;
                    place = after;
                }
            }
        }
        Shape { end: place, resume: place, plain }
    }

    fn begins_word(&self, place: usize) -> bool {
        self.text[place..].chars().next().is_some_and(|c| classify(c) == Class::Letter)
    }

    /// `'s` at the end of a word.
    fn is_possessive(&self, after: usize) -> bool {
        matches!(self.text.as_bytes()[after], b's' | b'S') && !self.begins_word(after + 1)
    }

    /// The end of a row of at least three capitals with full stops: `U.S.S.R.` is one word, the same as `USSR`.
    /// Two ("U.S.", "V.M. Molotov") stay two words, the same with a space between and without.
    fn find_acronym_end(&self, start: usize, end: usize) -> Option<usize> {
        let single = |place: usize| {
            let mut rest = self.text[place..].chars();
            let letter = rest.next().filter(|c| c.is_uppercase())?;
            let end = place + letter.len_utf8();
            rest.next().is_none_or(|c| classify(c) != Class::Letter).then_some(end)
        };
        // A glance at one byte spares nearly every word the rest.
        if self.text.as_bytes().get(end) != Some(&b'.') || single(start) != Some(end) {
            return None;
        }
        let (mut letters, mut last) = (1, end);
        while self.text.as_bytes().get(last) == Some(&b'.') {
            let Some(next) = single(last + 1) else { break };
            letters += 1;
            last = next;
        }
        (letters >= 3).then_some(last)
    }
}

struct Shape {
    end: usize,
    resume: usize,
    /// Only ASCII letters and digits.
    plain: bool,
}

/// French and Italian articles and pronouns that lose their vowel: the word proper follows the apostrophe.
/// Elsewhere an apostrophe is dropped: `Ch'en` is `Chen`, `Gor'kii` is `Gorkii`, `O'Brien` is `OBrien`.
fn is_elided(start: &str) -> bool {
    start.len() <= 2
        && ["l", "d", "j", "n", "s", "m", "c", "qu"].iter().any(|elided| start.eq_ignore_ascii_case(elided))
}

fn script_of(folded: &str) -> Script {
    if folded.is_ascii() {
        return if folded.bytes().any(|b| b.is_ascii_digit()) { Script::Other } else { Script::Latin };
    }
    if folded.chars().any(char::is_numeric) {
        return Script::Other;
    }
    match folded.chars().next() {
        Some('\u{400}'..='\u{52f}') => Script::Cyrillic,
        Some('a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') => Script::Latin,
        _ => Script::Other,
    }
}

fn cut(word: &mut String) {
    if word.len() > LONGEST
        && let Some((end, _)) = word.char_indices().nth(LONGEST)
    {
        word.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut cursor = Words::new(text);
        let mut found = Vec::new();
        while cursor.advance() {
            found.push(cursor.folded.clone());
        }
        found
    }

    #[test]
    fn hyphens_slashes_and_dots_part_words() {
        assert_eq!(words("611.93/1-758, Chou En-lai"), ["611", "93", "1", "758", "chou", "en", "lai"]);
    }

    #[test]
    fn apostrophes_fold_away_and_the_possessive_is_dropped() {
        assert_eq!(words("Stalin's Ch\u{2019}en T'ang O'Brien"), ["stalin", "chen", "tang", "obrien"]);
        assert_eq!(words("Gor\u{2b9}kii Kazan\u{2b9}."), ["gorkii", "kazan"]);
    }

    #[test]
    fn french_elisions_leave_the_word_proper() {
        assert_eq!(
            words("chargé d'affaires, l\u{2019}URSS, qu'elle"),
            ["charge", "d", "affaires", "l", "urss", "qu", "elle"]
        );
    }

    #[test]
    fn an_acronym_with_full_stops_is_the_same_word_without() {
        assert_eq!(
            words("the U.S.S.R., the С.С.С.Р. and V.M. Molotov"),
            ["the", "ussr", "the", "ссср", "and", "v", "m", "molotov"]
        );
        assert_eq!(words("J.F.K"), ["jfk"]);
        assert_eq!(words("U.S.Army"), ["u", "s", "army"]);
    }

    #[test]
    fn ideographs_are_words_by_themselves() {
        assert_eq!(words("中苏 relations"), ["中", "苏", "relations"]);
        let mut cursor = Words::new("中苏 关");
        let follows: Vec<bool> = std::iter::from_fn(|| cursor.advance().then_some(cursor.follows)).collect();
        assert_eq!(follows, [false, true, false]);
    }

    #[test]
    fn the_written_form_keeps_accents_and_apostrophes() {
        let mut cursor = Words::new("Négociation Ch\u{2019}en plain");
        let mut written = Vec::new();
        while cursor.advance() {
            written.push((cursor.written().to_owned(), cursor.differs));
        }
        assert_eq!(
            written,
            [("négociation".to_owned(), true), ("ch'en".to_owned(), true), ("plain".to_owned(), false)]
        );
    }

    #[test]
    fn ranges_point_at_the_words_as_they_stand() {
        let text = "Ёлки, U.S.S.R.'s 中 naïve";
        let mut cursor = Words::new(text);
        let mut found = Vec::new();
        while cursor.advance() {
            found.push(&text[cursor.range.clone()]);
        }
        assert_eq!(found, ["Ёлки", "U.S.S.R", "s", "中", "naïve"]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert_eq!(words(&"x".repeat(100_000)), ["x".repeat(64)]);
        assert_eq!(words(&"ж".repeat(1_000)), ["ж".repeat(64)]);
    }

    #[test]
    fn footnote_figures_and_soft_hyphens_do_not_stick_to_words() {
        assert_eq!(words("treaty\u{b9} co\u{ad}operation"), ["treaty", "cooperation"]);
    }
}
