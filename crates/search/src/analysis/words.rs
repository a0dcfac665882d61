//! Cuts a text into words in one pass, each with its place, its folded form and, where that differs, its written form.
//!
//! Not the terms of the index: those are made of words in [`super::terms`].

use super::fold::{
    Class, classify, compose_ideograph, continues_ideograph, fold_char, fold_into, is_hangul, lower_into,
};
use super::han::plain_form;
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
    /// Greek letters without digits: inflected.
    Greek,
    /// Arabic letters without digits: inflected.
    Arabic,
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
    /// Whether it is an ideograph that follows another with at most a soft gap between: see [`is_soft`].
    pub(crate) follows: bool,
    /// Whether it is a part of the word before, which the end of a line broke.
    pub(crate) is_part: bool,
    /// The parts of a broken word that are still to come.
    parts: [Option<Range<usize>>; 2],
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
            is_part: false,
            parts: [None, None],
        }
    }

    /// The word with its accents.
    pub(crate) fn written(&self) -> &str {
        if self.differs { &self.written } else { &self.folded }
    }

    /// Goes to the next word; false when there is none. A word that is broken over two lines comes first as a whole,
    /// then its first part at the same position, then its second at the next, where the next word stands too: the
    /// hyphen may have been the word's own.
    pub(crate) fn advance(&mut self) -> bool {
        if self.parts[1].is_some() {
            return self.advance_part();
        }
        self.is_part = false;
        let bytes = self.text.as_bytes();
        let previous = (self.script == Script::Ideograph).then(|| self.range.clone());
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
        self.follows =
            self.script == Script::Ideograph && previous.is_some_and(|range| self.is_row_from(range));
        self.position = self.next_position;
        self.next_position += 1;
        true
    }

    fn advance_part(&mut self) -> bool {
        let first = self.parts[0].take();
        self.position = self.next_position - u32::from(first.is_some());
        let Some(range) = first.or_else(|| self.parts[1].take()) else { return false };
        self.is_part = true;
        self.range = range;
        let part = &self.text[self.range.clone()];
        let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        self.differs = fold_word(part, plain, &mut self.folded, &mut self.written);
        self.script = script_of(&self.folded);
        true
    }

    fn read_ideograph(&mut self, c: char) {
        let start = self.place;
        self.place += c.len_utf8();
        let mut last = c;
        while let Some(next) = self.text[self.place..].chars().next()
            && continues_ideograph(last, next)
        {
            self.place += next.len_utf8();
            last = next;
        }
        self.range = start..self.place;
        self.written.clear();
        match c {
            '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' if last == c => {
                self.written.push(c);
            }
            _ => compose_ideograph(&self.text[self.range.clone()], &mut self.written),
        }
        self.folded.clear();
        self.folded.extend(self.written.chars().map(plain_form));
        self.differs = self.folded != self.written;
        self.script = Script::Ideograph;
    }

    /// Whether the ideograph at hand goes on in the row of the one before. Between Korean words a space is a space.
    fn is_row_from(&self, previous: Range<usize>) -> bool {
        let gap = &self.text[previous.end..self.range.start];
        if gap.is_empty() {
            return true;
        }
        let hangul = |range: &Range<usize>| self.text[range.clone()].chars().next().is_some_and(is_hangul);
        is_soft(gap) && (gap.contains(['\n', '\r']) || !(hangul(&previous) || hangul(&self.range)))
    }

    fn read_word(&mut self) {
        let start = self.place;
        let Shape { end, resume, plain } = self.find_end(start);
        let text = self.text;
        if let Some(acronym_end) = self.find_acronym_end(start, end) {
            self.range = start..acronym_end;
            self.place = acronym_end;
            self.folded.clear();
            let letters = text[start..acronym_end].chars().filter(|c| *c != '.');
            letters.for_each(|c| fold_char(c, &mut self.folded));
            cut(&mut self.folded);
            self.differs = false;
        } else if let Some(next) = self.find_next_part(start, end, resume) {
            let second = self.find_end(next);
            self.range = start..second.end;
            self.place = second.resume;
            self.parts = [Some(start..end), Some(next..second.end)];
            let whole = [&text[start..end], &text[next..second.end]].concat();
            self.differs = fold_word(&whole, plain && second.plain, &mut self.folded, &mut self.written);
        } else {
            self.range = start..end;
            self.place = resume;
            self.differs = fold_word(&text[start..end], plain, &mut self.folded, &mut self.written);
        }
        self.script = script_of(&self.folded);
    }

    /// Where a word goes on that a hyphen at the end of a line has broken: `nego-` / `tiations`. Both parts are
    /// letters and the second is small, lest names that are joined by a hyphen become one word.
    fn find_next_part(&self, start: usize, end: usize, resume: usize) -> Option<usize> {
        // A glance at one byte spares nearly every word the rest: `-`, or the first byte of `‐`; `¬` is what machines
        // that read print make of a hyphen.
        if !matches!(self.text.as_bytes().get(end), Some(b'-' | 0xe2 | 0xc2)) || end != resume {
            return None;
        }
        let after = self.text[end..].strip_prefix(['-', '\u{2010}', '\u{ac}'])?;
        let next = after.trim_start_matches(is_blank);
        let gap = &after[..after.len() - next.len()];
        let letters = |part: &str| part.len() > 1 && part.chars().all(char::is_alphabetic);
        let broken =
            is_one_line_end(gap) && next.starts_with(char::is_lowercase) && letters(&self.text[start..end]);
        broken.then(|| self.text.len() - next.len())
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

/// White space within and at the end of lines.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{3000}' | '\u{2028}')
}

fn is_one_line_end(gap: &str) -> bool {
    match gap.matches('\n').count() {
        0 => gap.contains(['\r', '\u{2028}']),
        count => count == 1,
    }
}

/// What may stand between two ideographs of one row: white space without an empty line, the dot between the parts of
/// a name, invisible characters. Lines of print end anywhere in a row, and spaces only make it look well.
fn is_soft(gap: &str) -> bool {
    let soft = |c: char| {
        is_blank(c)
            || matches!(c, '\u{b7}' | '\u{2027}' | '\u{30fb}' | '\u{ff65}')
            || classify(c) == Class::Invisible
    };
    gap.chars().all(soft) && (is_one_line_end(gap) || !gap.contains(['\n', '\r', '\u{2028}']))
}

/// Puts the folded form into `folded` and, where that differs, the written one into `written`; whether it does.
/// `plain` words have only ASCII letters and digits.
fn fold_word(word: &str, plain: bool, folded: &mut String, written: &mut String) -> bool {
    folded.clear();
    if plain {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        cut(folded);
        return false;
    }
    fold_into(word, folded);
    written.clear();
    lower_into(word, written);
    cut(written);
    let differs = written != folded;
    cut(folded);
    differs
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
    const ELIDED: [&str; 17] = [
        "l", "d", "j", "n", "s", "m", "c", "qu", "all", "dall", "dell", "nell", "sull", "quell", "jusqu",
        "lorsqu", "puisqu",
    ];
    start.len() <= 6 && ELIDED.iter().any(|elided| start.eq_ignore_ascii_case(elided))
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
        Some('\u{386}'..='\u{3ff}') => Script::Greek,
        Some('\u{620}'..='\u{6d3}') => Script::Arabic,
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
        assert_eq!(follows, [false, true, true]);
    }

    fn follows(text: &str) -> Vec<bool> {
        let mut cursor = Words::new(text);
        std::iter::from_fn(|| cursor.advance().then_some(cursor.follows)).collect()
    }

    #[test]
    fn a_row_of_ideographs_goes_on_over_a_line_end_and_not_over_an_empty_line_or_a_comma() {
        for row in
            ["中\n苏", "中\r\n  苏", "中\u{3000}苏", "中 苏", "ン・フ", "中\u{200b}苏", "中\u{e0100}苏"]
        {
            assert_eq!(follows(row), [false, true], "{row:?}");
        }
        for row in ["中\n\n苏", "中\r\n\r\n苏", "中,苏", "中。苏", "中x苏", "中-苏"] {
            assert!(follows(row).iter().all(|follows| !follows), "{row:?}");
        }
    }

    #[test]
    fn korean_spaces_part_rows_and_line_ends_do_not() {
        assert_eq!(follows("김일성은 조\n선"), [false, true, true, true, false, true]);
    }

    #[test]
    fn kana_and_korean_letters_are_composed() {
        assert_eq!(words("ｽﾀｰﾘﾝ ｶﾞ か\u{3099}"), ["ス", "タ", "ー", "リ", "ン", "ガ", "が"]);
        assert_eq!(words("\u{1100}\u{1175}\u{11b7}\u{110b}\u{1175}\u{11af}"), ["김", "일"]);
    }

    #[test]
    fn traditional_and_japanese_forms_are_written_forms_of_the_simplified() {
        let mut cursor = Words::new("國広\u{f9da}中");
        let mut found = Vec::new();
        while cursor.advance() {
            found.push((cursor.folded.clone(), cursor.written().to_owned(), cursor.differs));
        }
        let expected = [("国", "國", true), ("广", "広", true), ("栗", "栗", false), ("中", "中", false)];
        assert_eq!(
            found,
            expected.map(|(folded, written, differs)| (folded.into(), written.into(), differs))
        );
    }

    #[test]
    fn a_word_broken_by_the_end_of_a_line_is_found_whole_and_in_parts() {
        let mut cursor = Words::new("the nego-\n  tiations of");
        let mut found = Vec::new();
        while cursor.advance() {
            found.push((cursor.position, cursor.folded.clone(), cursor.is_part));
        }
        let expected = [
            (0, "the", false),
            (1, "negotiations", false),
            (1, "nego", true),
            (2, "tiations", true),
            (2, "of", false),
        ];
        assert_eq!(found, expected.map(|(at, word, part)| (at, word.to_owned(), part)));
    }

    #[test]
    fn hyphens_that_break_no_word_only_part_words() {
        for text in
            ["Anglo-\nAmerican", "anglo-american", "B-\nside", "in 1950-\nstill", "so -\nand", "so-\n\nand"]
        {
            let mut cursor = Words::new(text);
            while cursor.advance() {
                assert!(!cursor.is_part, "{text:?}");
            }
        }
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
