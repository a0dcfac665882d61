//! Cells that are dates: words, figures, a spreadsheet's numbers of days, and dates spread over several columns.
//!
//! What date words mean is `fonds-model`'s; here only what tables alone do to dates. The words of the cell are kept,
//! whatever becomes of them.

use super::mapping::{Column, DayNumbers, Mapping};
use super::rows::day_of_number;
use fonds_model::HistoricalDate;
use fonds_model::date::{Edtf, ReadingHints};

/// What became of a date's words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DateFound {
    /// The date; without days where the words were not understood.
    pub date: HistoricalDate,
    /// What it was concluded from, where that is not the words that are shown.
    pub evidence: Option<String>,
    /// How it was read.
    pub how: How,
}

/// How a date was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// By its words.
    Words,
    /// As a spreadsheet's number of a day.
    DayNumber,
    /// Zeros all through: there is no date.
    Zeros,
    /// Not at all.
    NotUnderstood,
}

/// What the table tells about its dates.
#[derive(Debug, Clone, Default)]
pub(super) struct DateRules {
    hints: ReadingHints,
    day_numbers: Option<bool>,
}

impl DateRules {
    /// The rules for one column of a table.
    pub(super) fn new(mapping: &Mapping, column: Option<&Column>, from_1904: bool) -> Self {
        let order = column.and_then(|column| column.date_order).or(mapping.date_order);
        let language = column.and_then(|column| column.language.clone()).or(mapping.language.clone());
        let hints = ReadingHints {
            language,
            order: order.map(Into::into).unwrap_or_default(),
            near_year: mapping.near_year,
            ..ReadingHints::default()
        };
        let day_numbers = match mapping.day_numbers {
            Some(DayNumbers::No) => None,
            Some(DayNumbers::From1900) => Some(false),
            Some(DayNumbers::From1904) => Some(true),
            None => Some(from_1904),
        };
        Self { hints, day_numbers }
    }

    /// Reads one cell.
    pub(super) fn read(&self, words: &str) -> DateFound {
        let words = whole_number(words.trim());
        if let Some(day) = self.day_numbers.and_then(|from_1904| numbered_day(words, from_1904)) {
            let date = HistoricalDate::read(&day);
            let evidence = Some(format!("the number of a day in a spreadsheet, {words}"));
            return DateFound { date, evidence, how: How::DayNumber };
        }
        let figures = words.chars().filter(char::is_ascii_digit).count();
        let only_zeros = words.chars().all(|c| matches!(c, '0' | '/' | '-' | '.' | ':' | ' ' | 'T'));
        if figures > 0 && only_zeros {
            return DateFound { date: HistoricalDate::undated(words), evidence: None, how: How::Zeros };
        }
        let mut date = match open_figures(words) {
            Some(edtf) => HistoricalDate::from_edtf(edtf, words),
            None => HistoricalDate::read_with(words, &self.hints),
        };
        // Midnight is what programs write for a day without a time.
        if words.ends_with("00:00:00") || words.ends_with("T00:00:00Z") || words.ends_with("00:00:00.000") {
            let day = words.split(['T', ' ']).next().unwrap_or(words);
            date = HistoricalDate::read_with(day, &self.hints);
        }
        let how = if date.is_understood() { How::Words } else { How::NotUnderstood };
        DateFound { date, evidence: None, how }
    }
}

/// `19490108.0`: what programs make of a column of numbers in which some are missing.
fn whole_number(words: &str) -> &str {
    let whole = words.strip_suffix(".0").filter(|whole| matches!(whole.len(), 4 | 8));
    whole.filter(|whole| whole.bytes().all(|b| b.is_ascii_digit())).unwrap_or(words)
}

/// Five figures, perhaps with a share of a day behind them, are a spreadsheet's number from 1927 to 2173; fewer are a
/// year, more are figures of a date.
fn numbered_day(words: &str, from_1904: bool) -> Option<String> {
    let whole = match words.split_once('.') {
        Some((whole, share)) if !share.is_empty() && share.bytes().all(|b| b.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => words,
    };
    let number = (whole.len() == 5 && !whole.starts_with('0')).then(|| whole.parse().ok())??;
    day_of_number(number, from_1904).map(|day| day.to_string())
}

/// `19490100` and `19490000`: eight figures whose day, or month and day, are open.
fn open_figures(words: &str) -> Option<Edtf> {
    let figures = words.len() == 8 && words.bytes().all(|b| b.is_ascii_digit());
    if !figures || !words.ends_with("00") {
        return None;
    }
    let open = if words.ends_with("0000") {
        words[..4].to_owned()
    } else {
        format!("{}-{}", &words[..4], &words[4..6])
    };
    open.parse().ok()
}

/// Words for a date that stands in three columns; `None` without a year.
pub(super) fn joined(year: &str, month: &str, day: &str) -> Option<String> {
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let open = |part: &str| part.is_empty() || part.bytes().all(|b| b == b'0');
    if year.is_empty() {
        return None;
    }
    if open(month) {
        return Some(year.to_owned());
    }
    if figures(year) && figures(month) && month.len() <= 2 {
        let date = format!("{year:0>4}-{month:0>2}");
        return Some(if open(day) { date } else { format!("{date}-{day:0>2}") });
    }
    Some(if open(day) { format!("{month} {year}") } else { format!("{day} {month} {year}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::mapping::Order;

    fn read(words: &str) -> (String, How) {
        let found = DateRules::new(&Mapping::default(), None, false).read(words);
        (found.date.edtf.map(|edtf| edtf.to_string()).unwrap_or_default(), found.how)
    }

    #[test]
    fn numbers_of_days_are_days_of_the_right_system() {
        assert_eq!(read("44545"), ("2021-12-15".into(), How::DayNumber));
        assert_eq!(read("23337.5"), ("1963-11-22".into(), How::DayNumber));
        let mac = DateRules::new(&Mapping::default(), None, true).read("21875");
        assert_eq!(mac.date.edtf.unwrap().to_string(), "1963-11-22");
        let off = Mapping { day_numbers: Some(DayNumbers::No), ..Mapping::default() };
        assert_eq!(DateRules::new(&off, None, false).read("44545").how, How::NotUnderstood);
    }

    #[test]
    fn zeros_leave_day_month_or_everything_open() {
        assert_eq!(read("00/00/0000"), (String::new(), How::Zeros));
        assert_eq!(read("06/00/1975"), ("1975-06".into(), How::Words));
        assert_eq!(read("19490100"), ("1949-01".into(), How::Words));
        assert_eq!(read("19490000"), ("1949".into(), How::Words));
        assert_eq!(read("19490108.0"), ("1949-01-08".into(), How::Words));
        assert_eq!(read("30/02/1963"), (String::new(), How::NotUnderstood));
    }

    #[test]
    fn midnight_is_no_time() {
        let found = DateRules::default().read("1949-01-08T00:00:00");
        assert_eq!((found.date.time, found.date.edtf.unwrap().to_string()), (None, "1949-01-08".into()));
    }

    #[test]
    fn the_order_of_figures_is_the_tables_or_the_columns() {
        let mapping = Mapping { date_order: Some(Order::DayFirst), ..Mapping::default() };
        let day_first = DateRules::new(&mapping, None, false).read("2/3/1963").date;
        assert_eq!(day_first.edtf.unwrap().to_string(), "1963-03-02");
        assert_eq!(read("2/3/1963").0, "1963-02-03");
    }

    #[test]
    fn three_columns_make_one_date() {
        assert_eq!(joined("1949", "1", "8").as_deref(), Some("1949-01-08"));
        assert_eq!(joined("1949", "March", "").as_deref(), Some("March 1949"));
        assert_eq!(joined("1949", "", "").as_deref(), Some("1949"));
        assert_eq!(joined("", "3", "1"), None);
    }
}
