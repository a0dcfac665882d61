//! A title as tokens: words, stops, dates, and groups in brackets or quotation marks with their own tokens.
//!
//! Every token knows its place in the title, so that what is reported is cut out of the title itself. It knows
//! nothing of genres or names; see [`super::clauses`] for what follows from the tokens.

use super::dates::merge_dates;
use crate::vocabulary::{self, Class, fold, honorifics};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word or a figure.
    Word,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// A full stop that ends a sentence, `?` or `!`.
    Stop,
    /// A dash between words.
    Dash,
    /// A date or a clock time.
    Date,
    /// Something in round or square brackets.
    Group,
    /// Something in quotation marks.
    Quoted,
}

/// A token and where it stands.
#[derive(Debug, Clone)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte in the title.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The word as the tables spell it; empty for what is not a word.
    pub folded: String,
    /// The class of a word.
    pub class: Class,
    /// Whether it is a possessive: "Nehru's".
    pub possessive: bool,
    /// The tokens inside a group or quotation.
    pub inner: Vec<Token>,
}

impl Token {
    /// The token's own words, brackets and quotation marks included.
    pub fn text<'t>(&self, title: &'t str) -> &'t str {
        title.get(self.start..self.end).unwrap_or("")
    }
    /// Whether it is this (folded) word.
    pub fn is(&self, folded: &str) -> bool {
        self.kind == Kind::Word && self.folded == folded
    }
    /// Whether it is "the", "a" or "an"; "A." is an initial.
    pub fn is_article(&self) -> bool {
        self.kind == Kind::Word
            && self.class != Class::Initials
            && matches!(self.folded.as_str(), "the" | "a" | "an")
    }
    /// Whether it is a word with a figure in it.
    pub fn has_figure(&self) -> bool {
        self.kind == Kind::Word && self.folded.bytes().any(|b| b.is_ascii_digit())
    }
}

/// How deep brackets are followed; what lies deeper is read as words.
const DEEPEST: usize = 4;

/// Cuts a title into tokens.
///
/// ```
/// use fonds_names::title::tokens::{tokenise, Kind};
/// let title = "Cable, Mao to Filippov [Stalin]";
/// let kinds: Vec<Kind> = tokenise(title).iter().map(|t| t.kind).collect();
/// assert_eq!(kinds, [Kind::Word, Kind::Comma, Kind::Word, Kind::Word, Kind::Word, Kind::Group]);
/// ```
pub fn tokenise(title: &str) -> Vec<Token> {
    let shouting = !title.chars().any(char::is_lowercase);
    tokenise_part(title, 0, title.len(), shouting, DEEPEST)
}

fn tokenise_part(title: &str, from: usize, until: usize, shouting: bool, depth: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = from;
    while let Some(c) = title.get(at..until).and_then(|rest| rest.chars().next()) {
        let width = c.len_utf8();
        if let Some(kind) = punctuation(c) {
            tokens.push(plain(kind, at, at + width));
            at += width;
        } else if let Some(close) = closing_bracket(title, at, until, c).filter(|_| depth > 0) {
            tokens.push(Token {
                inner: tokenise_part(title, at + width, close, shouting, depth - 1),
                ..plain(Kind::Group, at, close + 1)
            });
            at = close + 1;
        } else if let Some((close, after)) = closing_quote(title, from, at, until, c).filter(|_| depth > 0) {
            tokens.push(Token {
                inner: tokenise_part(title, at + width, close, shouting, depth - 1),
                ..plain(Kind::Quoted, at, after)
            });
            at = after;
        } else if starts_word(c) {
            let end = word_end(title, at, until);
            push_word(title, at, end, shouting, &mut tokens);
            at = end;
        } else {
            at += width;
        }
    }
    merge_dates(title, tokens)
}

pub(super) fn plain(kind: Kind, start: usize, end: usize) -> Token {
    Token {
        kind,
        start,
        end,
        folded: String::new(),
        class: Class::Small,
        possessive: false,
        inner: Vec::new(),
    }
}

/// The tokens of one word, as [`tokenise`] makes them.
pub fn word(title: &str, start: usize, end: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    push_word(title, start, end, false, &mut tokens);
    tokens
}

/// Makes a word small once its `folded` was put into English.
pub fn retell(token: &mut Token) {
    token.class = Class::Small;
    token.possessive = false;
}

/// One word; "No.5" becomes two.
fn push_word(title: &str, start: usize, end: usize, shouting: bool, tokens: &mut Vec<Token>) {
    let text = &title[start..end];
    if let Some(sign) = number_sign_length(text) {
        push_word(title, start, start + sign, shouting, tokens);
        push_word(title, start + sign, end, shouting, tokens);
        return;
    }
    // "Directive/NSC-41".
    if let Some((noun, rest)) = text.split_once('/')
        && vocabulary::genres::is_genre_noun(&fold(noun))
        && rest.bytes().any(|b| b.is_ascii_digit())
    {
        push_word(title, start, start + noun.len(), shouting, tokens);
        push_word(title, end - rest.len(), end, shouting, tokens);
        return;
    }
    let folded = fold(text);
    let acronym = !shouting
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && text.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && !vocabulary::is_initials(text);
    let class = vocabulary::class_of(text, &folded, acronym);
    // "Field Marshal", "Rear Admiral": but Noel Field keeps his name.
    if let Some(before) = tokens.last_mut().filter(|_| class == Class::Honorific)
        && matches!(before.folded.as_str(), "field" | "rear" | "air" | "wing")
    {
        before.class = Class::Honorific;
    }
    tokens.push(Token {
        folded,
        class,
        possessive: vocabulary::is_possessive(text),
        ..plain(Kind::Word, start, end)
    });
}

/// The length of a number sign that is glued to its number: 3 in "No.5".
fn number_sign_length(text: &str) -> Option<usize> {
    let figure = text.find(|c: char| c.is_ascii_digit())?;
    let sign = &text[..figure];
    matches!(
        sign.to_lowercase().as_str(),
        "no." | "nos." | "nr." | "№" | "nº" | "n°" | "#" | "nº." | "no" | "nº.º"
    )
    .then_some(figure)
}

fn punctuation(c: char) -> Option<Kind> {
    match c {
        ',' | '،' => Some(Kind::Comma),
        ';' => Some(Kind::Semicolon),
        ':' => Some(Kind::Colon),
        '?' | '!' | '.' => Some(Kind::Stop),
        '—' | '–' | '-' | '―' => Some(Kind::Dash),
        _ => None,
    }
}

fn starts_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '№' | '#' | '°' | '&')
}

/// Where the word that begins at `start` ends.
fn word_end(title: &str, start: usize, until: usize) -> usize {
    let rest = &title[start..until];
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        let joined = next.is_some_and(|n| n.is_alphanumeric());
        let previous = rest[..offset].chars().next_back();
        let inside = match c {
            _ if starts_word(c) || is_mark(c) => true,
            '\'' | '’' | 'ʼ' => joined || plural_possessive(rest, offset, next),
            '-' | '/' | '‐' | '‑' => joined,
            // A range or number with a dash: "11–61".
            '–' | ':' => {
                joined && (figure(previous) && figure(next) || c == '–' && is_joined_prefix(&rest[..offset]))
            }
            '.' => {
                if joined && !(figure(next) && previous.is_some_and(char::is_alphabetic) && offset > 3) {
                    !glued_sentence(&rest[..offset], next)
                } else {
                    let sofar = &rest[..offset + 1];
                    vocabulary::is_initials(sofar) || ends_abbreviated(&rest[..offset])
                }
            }
            // "VKP(b)": a letter or two in brackets against a word in capitals.
            '(' => return start + attached_bracket(rest, offset).unwrap_or(offset),
            _ => false,
        };
        if !inside {
            break;
        }
        end = offset + c.len_utf8();
    }
    start + end.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// "Cde", "Col.-Gen": a word, or the last piece of one, that is written with a stop.
fn ends_abbreviated(word: &str) -> bool {
    let lower = word.to_lowercase();
    honorifics::takes_a_stop(lower.rsplit('-').next().unwrap_or(&lower))
}

/// "Inter–American": a dash where a hyphen is meant.
fn is_joined_prefix(before: &str) -> bool {
    matches!(
        before.to_lowercase().as_str(),
        "inter"
            | "anglo"
            | "sino"
            | "franco"
            | "pan"
            | "trans"
            | "non"
            | "anti"
            | "pro"
            | "post"
            | "politico"
    )
}

fn figure(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// "No. 31.Mr. Baker": a full stop between a word and a capital with no space, which is no abbreviation.
fn glued_sentence(before: &str, next: Option<char>) -> bool {
    next.is_some_and(char::is_uppercase)
        && !vocabulary::is_initials(&format!("{before}."))
        && !before
            .rsplit('.')
            .next()
            .is_some_and(|piece| piece.chars().count() <= 2 && !figure(piece.chars().next()))
}

/// "Workers' Party": an apostrophe after s and before a space, when no quotation is to be closed by it is decided
/// by [`closing_quote`], which runs first and cuts the text at the closing mark.
fn plural_possessive(rest: &str, offset: usize, next: Option<char>) -> bool {
    rest[..offset].ends_with(['s', 'S', 'x', 'z']) && next.is_some_and(char::is_whitespace)
}

/// The end of "(b)" in "VKP(b)".
fn attached_bracket(rest: &str, offset: usize) -> Option<usize> {
    let inside = rest.get(offset + 1..)?;
    let close = inside.find(')')?;
    let short = close > 0 && close <= 2 && inside[..close].chars().all(char::is_lowercase);
    (short && rest[..offset].chars().all(char::is_uppercase) && offset > 1).then_some(offset + close + 2)
}

/// The matching closing bracket of the one at `at`.
fn closing_bracket(title: &str, at: usize, until: usize, open: char) -> Option<usize> {
    let close = match open {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let mut depth = 0usize;
    for (offset, c) in title[at..until].char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + offset);
            }
        }
    }
    None
}

/// Where the quotation that opens at `at` closes (before the mark, after it). The last mark that can close it and
/// stands before the next opening one, so that "Workers' Parties'" closes at its end.
fn closing_quote(title: &str, from: usize, at: usize, until: usize, open: char) -> Option<(usize, usize)> {
    let closers: &[char] = match open {
        '\'' | '‘' | '‛' => &['\'', '’'],
        '"' | '“' | '„' => &['"', '”', '“'],
        '’' => &['’'],
        '«' => &['»'],
        '»' => &['«'],
        _ => return None,
    };
    let before = title[from..at].chars().next_back();
    let opens = before.is_none_or(|b| !b.is_alphanumeric());
    let after = title[at + open.len_utf8()..until].chars().next();
    if !opens
        || !after.is_some_and(|a| a.is_alphanumeric() || matches!(a, '[' | '(' | '"' | '\'' | '“' | '‘'))
    {
        return None;
    }
    let mut best = None;
    let mut previous = open;
    let body = at + open.len_utf8();
    let mut chars = title[body..until].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        if closers.contains(&c) && !previous.is_whitespace() && next.is_none_or(|n| !n.is_alphanumeric()) {
            best = Some((body + offset, body + offset + c.len_utf8()));
        } else if best.is_some() && is_opening(open, c) && previous.is_whitespace() {
            break;
        }
        previous = c;
    }
    best
}

/// Whether `c` opens another quotation of the same kind as `open`.
fn is_opening(open: char, c: char) -> bool {
    match open {
        '"' | '“' | '„' => matches!(c, '"' | '“' | '„'),
        _ => c == open || matches!(c, '‘'),
    }
}

/// "No.", "Nos.", "Nº", "#", "Number".
pub fn is_number_sign(token: &Token) -> bool {
    token.kind == Kind::Word
        && matches!(
            token.folded.as_str(),
            "no" | "nos" | "nº" | "n°" | "№" | "nr" | "number" | "numbers" | "#" | "nro" | "nos°" | "n.º"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(title: &str) -> Vec<&str> {
        tokenise(title).iter().map(|t| t.text(title)).collect::<Vec<_>>()
    }

    #[test]
    fn an_apostrophe_does_not_close_a_single_quotation() {
        assert_eq!(words("Cable, 'China's Bomb (6)'"), ["Cable", ",", "'China's Bomb (6)'"]);
        assert_eq!(words("'Workers' Parties' (Edited)"), ["'Workers' Parties'", "(Edited)"]);
        assert_eq!(words("the Workers' Party"), ["the", "Workers'", "Party"]);
    }

    #[test]
    fn dates_are_one_token() {
        assert_eq!(words("of 13 September 1935 Concerning"), ["of", "13 September 1935", "Concerning"]);
        assert_eq!(words("Paris, August 6, 1971, 1530Z"), ["Paris", ",", "August 6, 1971", ",", "1530Z"]);
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            words("Cde. A.M. Puzanov, Jr. No. 5."),
            ["Cde.", "A.M.", "Puzanov", ",", "Jr.", "No.", "5", "."]
        );
        assert_eq!(words("VKP(b) CC, No.5"), ["VKP(b)", "CC", ",", "No.", "5"]);
    }
}
