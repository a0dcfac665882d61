//! Dates as people write them: being written; "January 08, 1949" so far.

use super::{Calendar, Edtf, HistoricalDate};
use crate::{Day, Language};

/// Which of two numbers is the day in "02/03/1963".
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
    /// The language of the words.
    pub language: Option<Language>,
    /// The order of numbers.
    pub order: DateOrder,
    /// The calendar of the words.
    pub calendar: Calendar,
}

/// Whether the words say that there is no date.
pub fn says_undated(words: &str) -> bool {
    let words = words.trim().trim_matches(['[', ']', '.']).to_lowercase();
    matches!(words.as_str(), "" | "undated" | "no date" | "n.d")
}

/// Reads words; never fails.
pub fn read(words: &str, _hints: &ReadingHints) -> HistoricalDate {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ];
    let parts: Vec<&str> = words.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    let day = match parts.as_slice() {
        [month, day, year] => MONTHS
            .iter()
            .position(|name| *name == month.to_lowercase())
            .and_then(|month| Day::from_year_month_day(year.parse().ok()?, month as u32 + 1, day.parse().ok()?)),
        _ => None,
    };
    match day {
        Some(day) => HistoricalDate::from_edtf(Edtf::day(day), words),
        None => HistoricalDate::undated(words),
    }
}
