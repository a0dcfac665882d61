//! The number of a document: "No. 0222", "Nº 31343/31353", "SNIE 93-83", "Telegram 869/871".
//!
//! Taken out before the rest is read, so that a number never stands between a genre and its parties. Numbers inside
//! the subject are left where they are.

use super::tokens::{Kind, Token, is_number_sign};
use crate::vocabulary::genres::{self, Bearing};
use crate::vocabulary::topics;

/// Takes the number out of the tokens: the first that stands before the subject.
pub fn take_number(title: &str, tokens: &mut Vec<Token>) -> Option<String> {
    let mut number = None;
    let mut subject = false;
    let mut i = 0;
    let code = code_length(title, tokens);
    if code > 0 {
        let (start, end) = (tokens[0].start, tokens[code - 1].end);
        tokens.drain(..code);
        return Some(title.get(start..end).unwrap_or("").to_owned());
    }
    while i < tokens.len() {
        let token = &tokens[i];
        subject |= token.kind == Kind::Word
            && i > 0
            && (topics::opens_topic(&token.folded) || topics::encloses(&token.folded));
        // "Protocol (#003/69)".
        if let [sign, figures] = &token.inner[..]
            && token.kind == Kind::Group
            && is_number_sign(sign)
            && figures.has_figure()
            && !subject
            && number.is_none()
        {
            number = Some(figures.text(title).to_owned());
            tokens.remove(i);
            continue;
        }
        let length = number_length(title, tokens, i);
        if length > 0 && !subject {
            let sign = usize::from(is_number_sign(token));
            if number.is_none() {
                let (start, end) = (tokens[i + sign].start, tokens[i + length - 1].end);
                number = Some(title.get(start..end).unwrap_or("").to_owned());
            }
            tokens.drain(i..i + length);
        } else {
            i += 1;
        }
    }
    number
}

/// "NSC 48/5, 'Policy toward Asia'": a series and its number, and no genre.
fn code_length(title: &str, tokens: &[Token]) -> usize {
    let code = tokens.first().is_some_and(|t| is_code(title, t) && t.end - t.start >= 3);
    let ends =
        tokens.get(2).is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Colon | Kind::Dash | Kind::Quoted));
    if code && tokens.get(1).is_some_and(Token::has_figure) && ends { 2 } else { 0 }
}

/// How many tokens at `i` are a number with its sign, or a code right after a genre noun.
fn number_length(title: &str, tokens: &[Token], i: usize) -> usize {
    let figures = |t: &Token| {
        t.has_figure() || t.kind == Kind::Date && t.text(title).bytes().all(|b| b.is_ascii_digit())
    };
    let token = &tokens[i];
    let next = tokens.get(i + 1);
    if is_number_sign(token) {
        let roman = |t: &Token| t.kind == Kind::Word && t.text(title).chars().all(|c| "IVXLC".contains(c));
        return match next {
            Some(n) if figures(n) || roman(n) => 2,
            // "No. P 59", "No. SNIE 93-83".
            Some(n) if is_code(title, n) && tokens.get(i + 2).is_some_and(figures) => 3,
            _ => 0,
        };
    }
    let after_noun =
        i > 0 && tokens[i - 1].kind == Kind::Word && genres::is_genre_noun(&tokens[i - 1].folded)
            || i > 1
                && tokens[i - 1].kind == Kind::Comma
                && genres::is_genre_noun(&tokens[i - 2].folded)
                && is_code(title, token);
    if !after_noun || next.is_some_and(|n| n.kind == Kind::Word && is_month_like(n)) {
        return 0;
    }
    if is_code(title, token) && next.is_some_and(&figures) {
        return 2;
    }
    // "Telegram 1950 from Paris" has a number that looks like a year; "Report 1950" has not.
    let sent = genres::bearing(&tokens[i - 1].folded) == Some(Bearing::Sent);
    let followed = next.is_some_and(|n| n.is("from") || n.is("to"));
    usize::from(figures(token) && (token.kind == Kind::Word || followed || sent && next.is_none()))
}

/// Capitals that may open a number: "SNIE" of "SNIE 93-83".
fn is_code(title: &str, token: &Token) -> bool {
    token.kind == Kind::Word
        && token.text(title).chars().all(|c| c.is_ascii_uppercase())
        && token.text(title).len() <= 6
}

fn is_month_like(token: &Token) -> bool {
    matches!(
        token.folded.as_str(),
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}
