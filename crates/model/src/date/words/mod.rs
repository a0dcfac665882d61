//! Dates as people write them, in ten languages and eight calendars.
//!
//! One small grammar over tokens that know no language, and a table of words for each language; nothing here guesses
//! where it cannot say why. Read `vocabulary` to add a language, then the path of a text: `tokens`, `tidy`,
//! `figures`, `grammar`, `gathering`, `pieces`. What the conventions mean stands in the manual's page on dates.

mod convention;
mod figures;
mod gathering;
mod grammar;
mod languages;
mod numerals;
mod pieces;
#[cfg(test)]
mod tests;
mod tidy;
pub(super) mod tokens;
pub(super) mod vocabulary;

use super::edtf::{Edtf, Expression, Zone};
use super::time::take_times;
use super::{Calendar, HistoricalDate};
use crate::Language;
use tokens::{Token, cut};
use vocabulary::Word;

pub use convention::ALL as CONVENTIONS;
pub(super) use convention::{CIRCA, NO_YEAR};

/// Which of two numbers is the day in "02/03/1963". Dots mean day first, whatever this says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// Day first.
    DayMonth,
    /// Month first, as in the United States.
    #[default]
    MonthDay,
}

/// What a source tells about its dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadingHints {
    /// The language of the words: decides where a word means two things.
    pub language: Option<Language>,
    /// The order of numbers.
    pub order: DateOrder,
    /// The calendar of the words, where they do not say it themselves.
    pub calendar: Calendar,
    /// A year near which its dates lie: completes years of two figures, which otherwise are of 1900–1999.
    pub near_year: Option<i64>,
    /// The year of words that give none ("May 23").
    pub year: Option<i64>,
}

/// Whether the words say that there is no date.
pub fn says_undated(words: &str) -> bool {
    let Some(tokens) = cut(words, None) else { return false };
    let mut said = tokens.is_empty();
    for token in &tokens {
        match token.kind {
            tokens::Kind::Word(Word::Undated) => said = true,
            tokens::Kind::Word(Word::Filler | Word::Year | Word::Time(_)) | tokens::Kind::Mark(_) => {}
            _ => return false,
        }
    }
    said || tokens.iter().all(|token| {
        token.mark().is_some_and(|mark| matches!(mark, '[' | ']' | '(' | ')' | '?' | '.' | '-' | '–' | '—'))
    })
}

/// Whether the words stand in square brackets: the editors supplied the date, which is then inferred, not stated.
/// What it means is read as if there were none.
pub fn says_supplied(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['.', ',']);
    words.starts_with('[') && words.ends_with(']')
}

/// Reads words; never fails. Words that are EDTF mean what EDTF says, except that "1921-24" are years and `[1949]`
/// is a supplied date.
pub fn read(words: &str, hints: &ReadingHints) -> HistoricalDate {
    if let Some(edtf) = as_edtf(words.trim(), hints) {
        return HistoricalDate::from_edtf(edtf, words);
    }
    let Some(mut tokens) = cut(words, hints.language.as_ref()) else {
        return HistoricalDate::undated(words);
    };
    let found = take_times(&mut tokens, words);
    let mut date = date_of(tokens, hints).map_or_else(
        || HistoricalDate::undated(words),
        |(edtf, calendar, mut conventions)| {
            let mut date = HistoricalDate::from_edtf(edtf, words);
            conventions.extend(date.convention.as_deref().and_then(convention::find));
            date.calendar = calendar;
            date.convention = joined(conventions);
            date
        },
    );
    if let Some(found) = found {
        (date.time, date.offset, date.zone_as_written) = (Some(found.time), found.offset, found.zone);
    }
    date
}

fn date_of(tokens: Vec<Token>, hints: &ReadingHints) -> Option<(Edtf, Calendar, Vec<&'static str>)> {
    let (tokens, conventions) = tidy::tidy(tokens, hints)?;
    let mut reader = grammar::Reader { hints, conventions, calendar: Calendar::Gregorian };
    let expression = reader.expression(&tokens)?;
    Some((Edtf(expression), reader.calendar, reader.conventions))
}

/// Each convention once, in the order in which it was needed.
fn joined(mut conventions: Vec<&'static str>) -> Option<String> {
    let mut seen = Vec::new();
    conventions.retain(|name| {
        !seen.contains(name) && {
            seen.push(*name);
            true
        }
    });
    (!conventions.is_empty()).then(|| conventions.join(" "))
}

fn as_edtf(words: &str, hints: &ReadingHints) -> Option<Edtf> {
    if hints.calendar != Calendar::Gregorian || words.len() > tokens::MOST_CHARACTERS {
        return None;
    }
    // A span of times of day, as encoders write it, though the standard has no such interval: its first day.
    let begins = words.split_once('/').map(|(begins, _)| begins).filter(|begins| begins.contains('T'));
    let edtf: Edtf = begins.unwrap_or(words).parse().ok()?;
    let supplied = says_supplied(words) && !words.contains([',', '.']);
    let years = words.len() == 7
        && matches!(words.as_bytes(), [_, _, a, b, b'-', c, d] if (c, d) > (a, b) && words[5..] > *"20");
    (!supplied && !years).then_some(edtf)
}

impl HistoricalDate {
    /// Time and zone of a level 0 date and time.
    pub(super) fn with_moment(mut self) -> Self {
        if let Some(Edtf(Expression::Moment(moment))) = &self.edtf {
            let moment = *moment;
            self.time = Some(moment.time);
            self.offset = match moment.zone {
                Zone::Unsaid => None,
                Zone::Utc => Some(0),
                Zone::Offset(minutes) => Some(minutes),
            };
            self.zone_as_written = (moment.zone == Zone::Utc).then(|| "Z".to_owned());
        }
        self
    }
}
