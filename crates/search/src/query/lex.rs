//! Cuts what a person typed into signs and words. Every character belongs somewhere, so that nothing can be wrong yet.
//!
//! Not what the pieces mean together: that is [`super::parse`].

use super::fields::Field;
use std::ops::Range;

/// A piece of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lexeme<'q> {
    Open,
    Close,
    Or,
    And,
    /// `-` or `NOT`.
    Not,
    /// `=`: just this word.
    Just,
    /// `title:` and the like, as it was typed.
    Field(Field, &'q str),
    Word(&'q str),
    /// What stands between quotation marks, and what follows a `~` behind them.
    Quoted(&'q str, Option<&'q str>),
}

/// A piece, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'q> {
    pub(crate) lexeme: Lexeme<'q>,
    pub(crate) range: Range<usize>,
}

/// The sign that a character stands for: Chinese and Japanese keyboards give the wide ones.
pub(crate) fn sign(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        '｜' => '|',
        '＊' => '*',
        '～' | '〜' => '~',
        '＝' => '=',
        '＂' => '"',
        '－' | '\u{2212}' => '-',
        '＋' => '+',
        _ => c,
    }
}

fn closing_quote(open: char) -> Option<&'static [char]> {
    match open {
        '"' | '＂' => Some(&['"', '\u{201d}', '＂']),
        '\u{201c}' => Some(&['\u{201d}', '"', '＂']),
        '\u{201e}' => Some(&['\u{201c}', '\u{201d}', '"']),
        '«' => Some(&['»']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        '《' => Some(&['》']),
        _ => None,
    }
}

/// Characters that show nothing and turn the direction of writing or forbid breaks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn parts_words(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '，' | '、' | '。' | '；' | '！' | '？' | '…')
}

/// Means nothing at the beginning of a word.
fn is_passed_over(c: char) -> bool {
    parts_words(c) || is_invisible(c) || matches!(sign(c), '+' | '»' | '」' | '』' | '》' | '\u{201d}')
}

fn ends_word(c: char) -> bool {
    parts_words(c) || matches!(sign(c), '(' | ')' | '|') || closing_quote(c).is_some()
}

/// A dash excludes what it touches; between spaces it is only a dash.
fn begins_condition(after: &str) -> bool {
    after.chars().next().is_some_and(|c| !parts_words(c) && !matches!(sign(c), '-' | ')' | '|'))
}

/// Cuts a query. The second value tells whether a quotation mark is not closed.
pub(crate) fn cut(text: &str) -> (Vec<Piece<'_>>, bool) {
    let mut cutter = Cutter { text, place: 0, pieces: Vec::new(), unclosed: false };
    while let Some(c) = text[cutter.place..].chars().next() {
        cutter.take(c);
    }
    (cutter.pieces, cutter.unclosed)
}

struct Cutter<'q> {
    text: &'q str,
    place: usize,
    pieces: Vec<Piece<'q>>,
    unclosed: bool,
}

impl<'q> Cutter<'q> {
    fn push(&mut self, lexeme: Lexeme<'q>, end: usize) {
        self.pieces.push(Piece { lexeme, range: self.place..end });
        self.place = end;
    }

    fn take(&mut self, c: char) {
        let after = self.place + c.len_utf8();
        let rest = &self.text[after..];
        if let Some(closing) = closing_quote(c) {
            return self.take_quoted(after, closing);
        }
        match sign(c) {
            '(' => self.push(Lexeme::Open, after),
            ')' => self.push(Lexeme::Close, after),
            '|' => {
                if !matches!(self.pieces.last(), Some(Piece { lexeme: Lexeme::Or, range }) if range.end == self.place)
                {
                    return self.push(Lexeme::Or, after);
                }
                // `||` is said by some for `OR`.
                self.place = after;
            }
            '-' if begins_condition(rest) && !self.is_in_date() => self.push(Lexeme::Not, after),
            '=' if begins_condition(rest) => self.push(Lexeme::Just, after),
            _ if is_passed_over(c) => self.place = after,
            _ => self.take_word(after),
        }
    }

    /// Years before our era begin with a dash.
    fn is_in_date(&self) -> bool {
        matches!(self.pieces.last(), Some(Piece { lexeme: Lexeme::Field(Field::Date | Field::Year, _), .. }))
    }

    fn take_quoted(&mut self, start: usize, closing: &[char]) {
        let end = if self.unclosed { None } else { self.text[start..].find(closing) };
        let Some(length) = end else {
            // Without this flag a thousand opening marks would each read on to the end.
            self.unclosed = true;
            self.place = start;
            return;
        };
        let words = &self.text[start..start + length];
        let mark = self.text[start + length..].chars().next().map_or(0, char::len_utf8);
        let closed = start + length + mark;
        let mut rest = self.text[closed..].chars();
        let Some(tilde) = rest.next().filter(|c| sign(*c) == '~') else {
            return self.push(Lexeme::Quoted(words, None), closed);
        };
        let from = closed + tilde.len_utf8();
        let end =
            self.text[from..].find(|c: char| !c.is_ascii_digit()).map_or(self.text.len(), |end| from + end);
        self.push(Lexeme::Quoted(words, Some(&self.text[from..end])), end);
    }

    fn take_word(&mut self, after_first: usize) {
        let rest = &self.text[after_first..];
        let end = after_first + rest.find(ends_word).unwrap_or(rest.len());
        let word = &self.text[self.place..end];
        if let Some((name, _)) = word.split_once([':', '：'])
            && let Some(field) = Field::of_name(name)
        {
            let colon = self.place + name.len();
            let after = self.text[colon..].chars().next().map_or(colon, |c| colon + c.len_utf8());
            return self.push(Lexeme::Field(field, name), after);
        }
        let lexeme = match word {
            "OR" => Lexeme::Or,
            "AND" => Lexeme::And,
            "NOT" => Lexeme::Not,
            word => Lexeme::Word(word),
        };
        self.push(lexeme, end);
    }
}
