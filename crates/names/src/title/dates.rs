//! Dates and clock times in a title, made one token each so that they stand in nobody's way.
//!
//! What they mean is read elsewhere, from the date fields of a source; see [`super::tokens`] for the rest of the words.

use super::tokens::{Kind, Token, is_number_sign, plain};

const MONTHS: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
];

/// "12 November 1960", "November 12, 1960", "1954", "0420Z", "5:30-8:10 p.m." become one token each.
pub(super) fn merge_dates(title: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let after_sign = out.last().is_some_and(is_number_sign);
        let length = if after_sign { 0 } else { date_length(title, &tokens[at..]) };
        if length == 0 {
            out.push(tokens[at].clone());
            at += 1;
        } else {
            let end = tokens[at + length - 1].end;
            out.push(Token { folded: tokens[at].folded.clone(), ..plain(Kind::Date, tokens[at].start, end) });
            at += length;
        }
    }
    out
}

fn date_length(title: &str, tokens: &[Token]) -> usize {
    let word = |i: usize| tokens.get(i).filter(|t: &&Token| t.kind == Kind::Word);
    let month = |i: usize| {
        word(i).is_some_and(|t| {
            // "February-August 1968".
            t.folded.split(['-', '–', '/']).all(|month| MONTHS.contains(&month))
                && t.text(title).starts_with(char::is_uppercase)
        })
    };
    let day = |i: usize| word(i).is_some_and(|t| is_day(&t.folded));
    let year = |i: usize| word(i).is_some_and(|t| is_year(&t.folded));
    let comma = |i: usize| tokens.get(i).is_some_and(|t| t.kind == Kind::Comma);
    if month(0) && day(1) {
        return match () {
            () if comma(2) && year(3) => 4,
            () if year(2) => 3,
            () => 2,
        };
    }
    if day(0) && month(1) {
        return match () {
            () if year(2) => 3,
            () if comma(2) && year(3) => 4,
            () => 2,
        };
    }
    if month(0) && year(1) {
        return 2;
    }
    if month(0) && comma(1) && year(2) {
        return 3;
    }
    if year(0) {
        return 1;
    }
    if word(0).is_some_and(|t| is_time(&t.folded)) {
        return if word(1).is_some_and(|t| matches!(t.folded.as_str(), "p.m" | "a.m" | "pm" | "am" | "hours"))
        {
            2
        } else {
            1
        };
    }
    0
}

fn is_day(folded: &str) -> bool {
    let trimmed = folded.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &folded[trimmed.len()..];
    matches!(ending, "" | "st" | "nd" | "rd" | "th")
        && trimmed.split(['-', '–', '/']).all(|d| d.parse::<u8>().is_ok_and(|d| (1..=31).contains(&d)))
}

fn is_year(folded: &str) -> bool {
    folded.split(['-', '–', '/']).enumerate().all(|(i, y)| {
        (y.len() == 4 || i == 1 && y.len() == 2)
            && y.parse::<u16>().is_ok_and(|y| i == 1 || (1700..=2099).contains(&y))
    }) && folded.split(['-', '–', '/']).count() <= 2
}

fn is_time(folded: &str) -> bool {
    let zulu =
        folded.strip_suffix('z').is_some_and(|f| f.len() >= 4 && f.bytes().all(|b| b.is_ascii_digit()));
    zulu || folded.contains(':') && folded.starts_with(|c: char| c.is_ascii_digit())
}
