//! The line with which an entry begins: a date, alone or before its title, behind a bullet or bare.
//!
//! A date here must be nothing but a date: "Moscow in 1949" is words, though a date can be read from it. What it means
//! is for [`fonds_model::HistoricalDate`].

use fonds_model::HistoricalDate;
use fonds_model::date::words::says_undated;

/// How an entry begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// The date's words; empty where there are none.
    pub date: String,
    /// The title, where it stands on the same line.
    pub title: Option<String>,
}

/// The bullets that browsers and converters set before list items.
const BULLETS: [char; 15] = ['•', '◦', '‣', '▪', '●', '○', '■', '·', '*', '-', '–', '—', '+', '⁃', '∙'];

/// A bullet (`#` for a numbered list) and what stands behind it.
pub(super) fn split_bullet(text: &str) -> (Option<char>, &str) {
    let text = text.trim();
    let Some(first) = text.chars().next() else { return (None, text) };
    let rest = &text[first.len_utf8()..];
    if BULLETS.contains(&first) && (rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return (Some(first), rest.trim());
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &text[digits..];
    if (1..=4).contains(&digits)
        && let Some(rest) = behind.strip_prefix(['.', ')'])
        && rest.starts_with(char::is_whitespace)
    {
        return (Some('#'), rest.trim());
    }
    (None, text)
}

impl Heading {
    /// A date and nothing else.
    pub(super) fn alone(text: &str) -> Option<Self> {
        let date = text.trim();
        is_date(date).then(|| Self { date: date.to_owned(), title: None })
    }
    /// A date, then its title on the same line.
    pub(super) fn with_title(text: &str) -> Option<Self> {
        [" – ", " — ", " - ", ": ", " | ", "\t"].iter().find_map(|separator| {
            let (date, title) = text.trim().split_once(separator)?;
            let (date, title) = (date.trim(), title.trim());
            // "1955 - 1956" is one date.
            let fits = is_date(date) && !title.is_empty() && !is_date(title);
            fits.then(|| Self { date: date.to_owned(), title: Some(title.to_owned()) })
        })
    }
}

/// Words that may stand in a date, besides figures.
const DATE_WORDS: [&str; 87] = [
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
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "circa",
    "ca",
    "c",
    "about",
    "approximately",
    "approx",
    "probably",
    "possibly",
    "early",
    "mid",
    "middle",
    "late",
    "end",
    "beginning",
    "before",
    "after",
    "between",
    "from",
    "to",
    "and",
    "or",
    "of",
    "the",
    "in",
    "on",
    "no",
    "not",
    "later",
    "earlier",
    "than",
    "by",
    "until",
    "since",
    "prior",
    "century",
    "half",
    "first",
    "second",
    "third",
    "quarter",
    "year",
    "month",
    "week",
    "day",
    "night",
    "old",
    "new",
    "style",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "date",
    "unknown",
    "nd",
];
/// The months stand first in [`DATE_WORDS`].
const MONTHS: usize = 24;

/// The longest date: "[no earlier than 30 September 1949 and not later than 3 October 1949]".
const LONGEST_DATE: usize = 80;

/// Whether the words are a date and nothing but a date. One that cannot be, "February 30, 1949", is a date too.
fn is_date(words: &str) -> bool {
    if words.len() > LONGEST_DATE || !words.contains(char::is_alphanumeric) {
        return false;
    }
    let lower = words.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let figures = parts.iter().filter(|part| is_figure(part)).count();
    if figures == 0 {
        return parts.len() <= 3 && says_undated(words);
    }
    if !parts.iter().all(|part| is_figure(part) || DATE_WORDS.contains(part)) {
        return false;
    }
    // A figure alone is a year or no date.
    if let [year] = parts[..] {
        return year.len() >= 4 && (1000..=2100).contains(&leading_number(year));
    }
    let has_month = parts.iter().any(|part| DATE_WORDS[..MONTHS].contains(part));
    let in_figures = figures == 3 && parts.len() == 3;
    has_month || in_figures || HistoricalDate::read(words).edtf.is_some()
}

/// "8", "08", "1949", "8th", "1950s".
fn is_figure(part: &str) -> bool {
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&digits) && matches!(&part[digits..], "" | "st" | "nd" | "rd" | "th" | "s")
}

fn leading_number(part: &str) -> u32 {
    part.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_date_when_it_is_nothing_else() {
        for date in [
            "January 08, 1949",
            "March, 1949",
            "October 8, 1950",
            "1948",
            "circa 1950",
            "early 1949",
            "undated",
            "winter 1950-1951",
            "1955-1956",
            "1955 - 1956",
            "[no later than 5 May 1953]",
            "Undated",
            "n.d.",
            "[undated]",
            "No date",
            "Date unknown",
            "1/8/1949",
            "8 January 1949",
            "1950s",
            "March 3, 1949?",
        ] {
            assert!(is_date(date), "{date}");
        }
        for date in ["February 30, 1949", "00/00/1949", "Marchh 1949, March 1949"] {
            assert_eq!(is_date(date), !date.contains("hh"), "{date}");
        }
        for words in [
            "Moscow in 1949",
            "Cable No. 832",
            "12",
            "1949 Olympics",
            "May",
            "In March",
            "No. 12",
            "-",
            "5 o'clock",
        ] {
            assert!(!is_date(words), "{words}");
        }
    }

    #[test]
    fn bullets_and_numbers_are_taken_off() {
        assert_eq!(split_bullet("  • March, 1949"), (Some('•'), "March, 1949"));
        assert_eq!(split_bullet("- March, 1949"), (Some('-'), "March, 1949"));
        assert_eq!(split_bullet("12. March, 1949"), (Some('#'), "March, 1949"));
        assert_eq!(split_bullet(" •"), (Some('•'), ""));
        assert_eq!(split_bullet("-1949"), (None, "-1949"));
        assert_eq!(split_bullet("1949"), (None, "1949"));
    }

    #[test]
    fn a_title_may_stand_behind_its_date() {
        let heading = Heading::with_title("March 3, 1949 – Cable, Harbour Master to Fleet").unwrap();
        assert_eq!(
            (heading.date.as_str(), heading.title.as_deref()),
            ("March 3, 1949", Some("Cable, Harbour Master to Fleet"))
        );
        assert_eq!(Heading::with_title("1955 - 1956"), None);
        assert_eq!(Heading::with_title("Cable: to the Fleet"), None);
    }
}
