//! Cutting words of a date into tokens: numbers, known words, marks, and what is unknown.
//!
//! Knows scripts and spelling, no grammar. Alphabetic text is matched by phrases of up to five words, the longest
//! first; Chinese, Japanese and Korean text by its longest known run. Next: [`super::grammar`].

use super::numerals::{self, Script};
use super::vocabulary::{Word, find_word, folded};
use crate::Language;

/// The longest text that is looked at, in characters: no honest date is longer.
pub(super) const MOST_CHARACTERS: usize = 400;

const LONGEST_PHRASE: usize = 5;
const LONGEST_RUN: usize = 7;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) struct Number {
    pub value: u32,
    pub digits: u8,
    pub script: Script,
    /// "8th", "1er"
    pub ordinal: bool,
    /// "’49"
    pub year: bool,
}

/// "8.1.1949", "1949-01", "8/XII/49"
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) struct Figures {
    pub year: Option<Number>,
    pub month: u32,
    pub day: Option<u32>,
    /// A question mark at year, month, day alone.
    pub doubts: [bool; 3],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) enum Kind {
    Number(Number),
    Roman(u8),
    Word(Word),
    /// A date in figures, put together by [`super::figures`].
    Figures(Figures),
    /// One of `, . : / ( ) [ ] ? + ' " ;`, `-` for a hyphen, `–` for longer dashes, `—` for em dashes.
    Mark(char),
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) struct Token {
    pub kind: Kind,
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    /// No space before it.
    pub glued: bool,
    /// A bracket opened directly before it (set by the grammar).
    pub opened: bool,
    /// A question mark belongs to it alone (set by the grammar).
    pub doubtful: bool,
}

impl Token {
    pub fn word(&self) -> Option<Word> {
        match self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }
    pub fn number(&self) -> Option<Number> {
        match self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }
    pub fn mark(&self) -> Option<char> {
        match self.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('-' | '–' | '—'))
    }
    /// The same place, another meaning.
    pub fn becoming(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }
}

/// The tokens of a text; None for one too long to be a date.
pub(in crate::date) fn cut(text: &str, language: Option<&Language>) -> Option<Vec<Token>> {
    let chars: Vec<(usize, char)> = text.char_indices().take(MOST_CHARACTERS + 1).collect();
    if chars.len() > MOST_CHARACTERS {
        return None;
    }
    let mut cutter = Cutter { text, chars, at: 0, language, tokens: Vec::new() };
    while cutter.at < cutter.chars.len() {
        cutter.step();
    }
    Some(cutter.tokens)
}

struct Cutter<'a> {
    text: &'a str,
    chars: Vec<(usize, char)>,
    at: usize,
    language: Option<&'a Language>,
    tokens: Vec<Token>,
}

fn is_logographic(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '、')
        && c != '\u{3008}'
        || c == '○'
        || c == '◯'
}

fn is_letter(c: char) -> bool {
    (c.is_alphabetic()
        || ('\u{300}'..='\u{36f}').contains(&c)
        || ('\u{64b}'..='\u{652}').contains(&c)
        || c == '\u{640}')
        && !is_logographic(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}

/// Fitting characters of other scripts and typists to one.
fn normal_mark(c: char) -> char {
    match c {
        '‐' | '‑' | '\u{ad}' => '-',
        '‒' | '–' | '−' | '~' | '〜' | '～' | '∼' => '–',
        '—' | '―' | '─' => '—',
        '，' | '،' | '､' => ',',
        '．' | '。' | '·' | '•' => '.',
        '：' => ':',
        '；' => ';',
        '／' | '⁄' => '/',
        '（' => '(',
        '）' => ')',
        '［' | '【' | '〔' | '<' | '{' | '⟨' => '[',
        '］' | '】' | '〕' | '>' | '}' | '⟩' => ']',
        '？' | '؟' => '?',
        '“' | '”' | '„' | '«' | '»' => '"',
        c => c,
    }
}

impl Cutter<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).map(|(_, c)| *c)
    }
    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.text.len(), |(byte, _)| *byte)
    }
    fn slice(&self, from: usize, to: usize) -> &str {
        &self.text[self.byte(from)..self.byte(to)]
    }
    fn push(&mut self, kind: Kind, from: usize) {
        let (start, end) = (self.byte(from), self.byte(self.at));
        let glued = self.tokens.last().is_some_and(|last| last.end == start);
        self.tokens.push(Token { kind, start, end, glued, opened: false, doubtful: false });
    }

    fn step(&mut self) {
        let Some(c) = self.peek(0) else { return };
        let from = self.at;
        if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') {
            self.at += 1;
        } else if is_apostrophe(c) && self.peek(1).is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
            self.number(from, true);
        } else if numerals::digit(c).is_some() {
            self.number(from, false);
        } else if is_logographic(c) {
            self.run(from);
        } else if is_letter(c) {
            self.phrase(from);
        } else {
            self.at += 1;
            let approximate = c == '~'
                && self.peek(0).is_some_and(|next| next.is_ascii_digit())
                && self.tokens.last().is_none_or(|last| last.number().is_none());
            match c {
                _ if approximate => self.push(Kind::Word(Word::Circa), from),
                '°' => {}
                _ => self.push(Kind::Mark(normal_mark(c)), from),
            }
        }
    }

    fn number(&mut self, from: usize, year: bool) {
        let (mut value, mut digits, mut script) = (0_u32, 0_u8, Script::Latin);
        while let Some((own, own_script)) = self.peek(0).and_then(numerals::digit) {
            value = value.saturating_mul(10).saturating_add(own);
            digits = digits.saturating_add(1);
            script = own_script;
            self.at += 1;
        }
        if digits > 9 {
            return self.push(Kind::Unknown, from);
        }
        let number = Number { value, digits, script, ordinal: false, year };
        let (letters, skipped) = self.suffix();
        let ordinal = matches!(
            letters.as_str(),
            "st" | "nd"
                | "rd"
                | "th"
                | "d"
                | "er"
                | "re"
                | "ere"
                | "ieme"
                | "o"
                | "º"
                | "ª"
                | "e"
                | "eme"
                | "го"
                | "ого"
                | "ое"
                | "я"
                | "ая"
                | "и"
        );
        let decade = match letters.as_str() {
            "s" | "е" | "х" | "ые" | "ых" => digits > 1 && value.is_multiple_of(10),
            "er" => value >= 20 && value.is_multiple_of(10),
            _ => false,
        };
        if decade {
            self.push(Kind::Number(number), from);
            let from = self.at;
            self.at += skipped + letters.chars().count();
            self.push(Kind::Word(Word::Decade), from);
        } else if ordinal || (letters == "е" && skipped > 0) {
            self.at += skipped + letters.chars().count();
            self.push(Kind::Number(Number { ordinal: true, ..number }), from);
        } else {
            self.push(Kind::Number(number), from);
        }
    }

    /// Letters glued to a number, perhaps by a hyphen or an apostrophe, and how many characters that joint takes.
    fn suffix(&self) -> (String, usize) {
        let joint = usize::from(self.peek(0).is_some_and(|c| is_apostrophe(c) || c == '-'));
        let letters: String =
            (joint..joint + 4).map_while(|ahead| self.peek(ahead).filter(|c| is_letter(*c))).collect();
        let longer = self.peek(joint + 4).is_some_and(is_letter) && letters.chars().count() == 4;
        if longer { (String::new(), 0) } else { (folded(&letters), joint) }
    }

    /// Chinese, Japanese, Korean: the longest known run, else numerals, else one unknown character.
    fn run(&mut self, from: usize) {
        for length in (1..=LONGEST_RUN.min(self.chars.len() - from)).rev() {
            // A first year, 元年, is a number.
            if let Some(word) = find_word(&folded(self.slice(from, from + length)), self.language) {
                self.at = from + length;
                return self.push(Kind::Word(word), from);
            }
        }
        let count = self.chars[from..].iter().take_while(|(_, c)| numerals::is_han_numeral(*c)).count();
        if let Some((value, digits)) = numerals::han(self.slice(from, from + count)) {
            self.at = from + count;
            let number = Number { value, digits, script: Script::Han, ordinal: false, year: false };
            return self.push(Kind::Number(number), from);
        }
        self.at += count.max(1);
        self.push(Kind::Unknown, from);
    }

    /// Alphabetic text: the longest phrase that means something, else a Roman numeral, else one unknown word.
    fn phrase(&mut self, from: usize) {
        // 1949-01-08T15:30
        let glued =
            self.tokens.last().is_some_and(|last| last.number().is_some() && last.end == self.byte(from));
        if glued && self.peek(0) == Some('T') && self.peek(1).is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
            return self.push(Kind::Word(Word::Filler), from);
        }
        let mut ends = Vec::new();
        let mut phrases = Vec::new();
        let mut at = from;
        let mut phrase = String::new();
        while ends.len() < LONGEST_PHRASE {
            let end = self.chars[at..]
                .iter()
                .position(|(_, c)| !is_letter(*c))
                .map_or(self.chars.len(), |n| at + n);
            phrase.push_str(&folded(self.slice(at, end)));
            ends.push(end);
            phrases.push(phrase.clone());
            phrase.push(' ');
            let joint =
                |c: char| c.is_whitespace() || c == '.' || c == '-' || is_apostrophe(c) || c == '\u{200c}';
            let skipped = self.chars[end..].iter().take_while(|(_, c)| joint(*c)).count();
            at = end + skipped;
            if skipped == 0 || skipped > 3 || !self.chars.get(at).is_some_and(|(_, c)| is_letter(*c)) {
                break;
            }
        }
        for (phrase, end) in phrases.iter().zip(&ends).rev() {
            let roman = || {
                let letters = self.slice(from, *end).trim_end_matches(['e', 'r', 'è', 'm']);
                numerals::roman(letters).filter(|_| *end == ends[0])
            };
            let found = find_word(phrase, self.language).map(Kind::Word).or_else(|| roman().map(Kind::Roman));
            if let Some(kind) = found {
                self.at = *end;
                // The dot of an abbreviation belongs to it.
                if matches!(kind, Kind::Word(_)) && self.peek(0) == Some('.') {
                    self.at += 1;
                }
                return self.push(kind, from);
            }
        }
        self.at = ends[0];
        if self.peek(0) == Some('.') {
            self.at += 1;
        }
        self.push(Kind::Unknown, from);
    }
}
