//! What a question tells besides its words: a day, month or year that it names, and numbers that documents bear.
//!
//! Hints never decide what is found, only what comes first; what they are worth is told in [`crate::search`]. Only
//! words as they stand give any: not phrases, nor what is excluded, narrowed to a field, or said to be just a word.

use super::lex::{Lexeme, Piece, sign};
use super::{Leaf, Where};
use fonds_model::date::{HistoricalDate, ReadingHints};

/// So many words are looked at where a run of them has figures, of which none is longer, and so many hints are taken, so
/// that a page of figures costs no more than a sentence.
const MOST_WORDS: usize = 64;
const LONGEST_WORD: usize = 24;
const MOST_HINTS: usize = 16;
/// A date has no more words than that: "the first half of January 1949".
const LONGEST_DATE: usize = 6;
/// Any leap year, to read a date that has none.
const LEAP_YEAR: i64 = 2_000;

/// Words behind which a number is that of a document, folded.
const NUMBERED: [&str; 44] = [
    "airgram",
    "airgrams",
    "cable",
    "cables",
    "despatch",
    "despatches",
    "dispatch",
    "dispatches",
    "doc",
    "document",
    "documento",
    "documents",
    "documentos",
    "docs",
    "dokument",
    "dokumente",
    "letter",
    "memorandum",
    "message",
    "no",
    "nos",
    "note",
    "nr",
    "number",
    "numbers",
    "numero",
    "nummer",
    "record",
    "report",
    "tel",
    "telegram",
    "telegrama",
    "telegramas",
    "telegramm",
    "telegramme",
    "telegrammes",
    "telegrams",
    "документ",
    "документы",
    "номер",
    "письмо",
    "телеграмма",
    "телеграммы",
    "шифртелеграмма",
];

/// What a question tells besides its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Hint {
    /// The first and last day of a period that it names.
    Period(i32, i32),
    /// A month and day without year.
    DayOfYear(u32, u32),
    /// A number that documents may bear.
    Number(Leaf),
}

/// The hints of a question; each once.
pub(super) fn read(pieces: &[Piece<'_>]) -> Vec<Hint> {
    let mut hints = Vec::new();
    let mut left = MOST_WORDS;
    for run in runs(pieces).iter().filter(|run| run.iter().any(|word| has_figure(word))) {
        let run = &run[..run.len().min(left)];
        left -= run.len();
        read_run(run, &mut hints);
    }
    hints.truncate(MOST_HINTS);
    hints
}

/// Words side by side that are asked for as they stand.
fn runs<'q>(pieces: &[Piece<'q>]) -> Vec<Vec<&'q str>> {
    let (mut runs, mut run) = (Vec::new(), Vec::new());
    // How many parentheses are open, how many were when one was opened behind a sign, and whether there is a sign.
    let (mut depth, mut passed_over, mut is_signed) = (0usize, None, false);
    for (at, piece) in pieces.iter().enumerate() {
        let ends_question = at + 1 == pieces.len();
        let is_plain = !is_signed && passed_over.is_none();
        match piece.lexeme {
            Lexeme::Word(word) if is_plain && !stands_for_others(word, ends_question) => {
                run.push(word);
                continue;
            }
            Lexeme::Open => {
                if !is_plain && passed_over.is_none() {
                    passed_over = Some(depth);
                }
                depth += 1;
            }
            Lexeme::Close => {
                depth = depth.saturating_sub(1);
                passed_over = passed_over.filter(|outside| depth > *outside);
            }
            _ => {}
        }
        is_signed = matches!(piece.lexeme, Lexeme::Not | Lexeme::Just | Lexeme::Field(..));
        runs.push(std::mem::take(&mut run));
    }
    runs.push(run);
    runs
}

/// A pattern, a range or a word that may be like another; the question mark of a whole question is none.
fn stands_for_others(word: &str, ends_question: bool) -> bool {
    let word = if ends_question { word.trim_end_matches('?') } else { word };
    word.contains(|c| matches!(sign(c), '*' | '?' | '~')) || word.contains("..")
}

fn read_run(words: &[&str], hints: &mut Vec<Hint>) {
    let mut start = 0;
    // Whether the words before say that a number follows.
    let mut is_numbered = false;
    while start < words.len() && hints.len() < MOST_HINTS {
        let longest = LONGEST_DATE.min(words.len() - start);
        let date = (1..=longest).rev().find_map(|n| Some((read_date(&words[start..start + n])?, n)));
        match date {
            Some((hint, length)) => {
                push(hint, hints);
                // "Telegram 1234" may be of a year or bear the number.
                let mut figures = words[start].trim_matches(is_punctuation).chars();
                let is_year = length == 1 && figures.all(char::is_numeric);
                is_numbered = is_year && read_numbers(words[start], is_numbered, hints);
                start += length;
            }
            None => {
                is_numbered = read_numbers(words[start], is_numbered, hints);
                start += 1;
            }
        }
    }
}

fn push(hint: Hint, hints: &mut Vec<Hint>) {
    if !hints.contains(&hint) {
        hints.push(hint);
    }
}

fn has_figure(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

fn has_year(word: &str) -> bool {
    word.split(|c: char| !c.is_numeric()).any(|figures| figures.chars().count() == 4)
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Words that are a date and nothing else. A word alone is one only with a year of four figures in it.
fn read_date(words: &[&str]) -> Option<Hint> {
    let mut ends = [words.first()?, words.last()?].into_iter();
    if ends.any(|word| word.chars().all(is_punctuation))
        || words.iter().any(|word| word.len() > LONGEST_WORD)
        || !words.iter().any(|word| has_figure(word))
    {
        return None;
    }
    let has_year = words.iter().any(|word| has_year(word));
    let has_letters = words.iter().any(|word| word.chars().any(char::is_alphabetic));
    if !(if words.len() == 1 { has_year } else { has_letters }) {
        return None;
    }
    let text = words.join(" ");
    let text = text.trim_matches(is_punctuation);
    let date = HistoricalDate::read(text);
    if let (Some(first), Some(last)) = (date.earliest, date.latest) {
        // Where no year is said in full it was guessed.
        return has_year.then(|| Hint::Period(first.number(), last.number()));
    }
    if !date.edtf.as_ref()?.has_no_year() {
        return None;
    }
    let in_some_year = ReadingHints { year: Some(LEAP_YEAR), ..ReadingHints::default() };
    let date = HistoricalDate::read_with(text, &in_some_year);
    let day = date.earliest.filter(|day| date.latest == Some(*day))?;
    let (_, month, day) = day.year_month_day();
    Some(Hint::DayOfYear(month, day))
}

/// The numbers in one piece of the question, "755", "No.755", "295-299"; and whether more may follow.
fn read_numbers(piece: &str, mut is_numbered: bool, hints: &mut Vec<Hint>) -> bool {
    is_numbered |= piece.contains(['№', '#']);
    for word in Leaf::read(piece, true).words {
        if !has_figure(&word.folded) {
            is_numbered = NUMBERED.contains(&word.folded.as_str());
        } else if is_numbered {
            let mut leaf = Leaf::read(&word.folded, true);
            leaf.place = Where::Numbers;
            push(Hint::Number(leaf), hints);
        }
    }
    is_numbered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::lex::cut;

    /// The hints of a question, as readers would write them.
    fn hints(text: &str) -> Vec<String> {
        let day = |number: i32| fonds_model::Day::from_number(number).to_string();
        let told = |hint: &Hint| match hint {
            Hint::Period(first, last) if first == last => day(*first),
            Hint::Period(first, last) => format!("{}/{}", day(*first), day(*last)),
            Hint::DayOfYear(month, day) => format!("--{month:02}-{day:02}"),
            Hint::Number(leaf) => format!("#{}", leaf.typed),
        };
        read(&cut(text).0).iter().map(told).collect()
    }

    #[test]
    fn a_day_a_month_and_a_year_are_found_among_words() {
        for (text, expected) in [
            ("telegram to Peking, January 5, 1949, on rice", &["1949-01-05"][..]),
            ("telegram of 5 January 1949", &["1949-01-05"]),
            ("Stalin early 1949", &["1949-01-01/1949-04-30"]),
            ("Stalin 1949", &["1949-01-01/1949-12-31"]),
            ("between Rusk and Gromyko (June 3) 1961", &["--06-03", "1961-01-01/1961-12-31"]),
            ("the meeting of Sept. 30; for text", &["--09-30"]),
            ("телеграмма 5 января 1949 года", &["1949-01-05"]),
            ("Feb 29", &["--02-29"]),
            ("rice 1949-01-05 or thereabouts", &["1949-01-05"]),
            ("rice in the 1950s", &["1950-01-01/1959-12-31"]),
            ("who went to Moscow in December 1949?", &["1949-12-01/1949-12-31"]),
        ] {
            assert_eq!(hints(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_counts_only_behind_a_word_that_numbers_documents() {
        for (text, expected) in [
            ("see Document 29.", &["#29"][..]),
            ("Documents 295-299", &["#295", "#299"]),
            ("Telegram No.755 to London", &["#755"]),
            ("№ 136a", &["#136a"]),
            ("telegram 1949", &["1949-01-01/1949-12-31", "#1949"]),
            ("telegram 1949-01-05", &["1949-01-05"]),
            ("files 611.93/1-7581949 and 793.00/8–2558, 100–9–58 of 1234567", &[]),
            ("paragraph 3 of volume 29", &[]),
            ("Document of 29 pages", &[]),
        ] {
            assert_eq!(hints(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_asked_for_as_it_stands_gives_no_hint() {
        for text in [
            "\"January 5, 1949\"",
            "-1949",
            "=1949",
            "title:1949",
            "NOT (Stalin 1949)",
            "NOT (a (b) 1949)",
            "1949*",
            "1949..1951",
            "1949~",
        ] {
            assert_eq!(hints(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(hints("NOT (a (b)) 1949").len(), 1);
    }

    #[test]
    fn a_page_of_figures_gives_few_hints() {
        assert!(hints(&"No. 7 5 January 1949 ".repeat(2_000)).len() <= MOST_HINTS);
        let page: String = (1_000..3_000).map(|number| format!("(No. {number}) ")).collect();
        assert_eq!(hints(&page).len(), MOST_HINTS);
    }
}
