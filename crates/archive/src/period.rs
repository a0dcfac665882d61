//! The period that a reader asks for, in words or as two dates, and how surely a document falls into it.
//!
//! Dates are read as the model reads those of documents, by the same published conventions: "winter 1950" is December
//! to February wherever it stands.

use fonds_model::{Day, Document, HistoricalDate};
use serde::Serialize;

/// What is asked of dates, as typed.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Typed<'a> {
    pub(crate) period: Option<&'a str>,
    pub(crate) from: Option<&'a str>,
    pub(crate) to: Option<&'a str>,
}

/// First and last day; a side without bound is `None`.
pub type Days = (Option<Day>, Option<Day>);

/// The days that all of this leaves; what could not be understood goes into the remarks.
pub(crate) fn understand(typed: Typed, remarks: &mut Vec<String>) -> Days {
    let period = understand_date(typed.period, remarks);
    let from = understand_date(typed.from, remarks).and_then(|date| date.earliest.or(date.latest));
    let to = understand_date(typed.to, remarks).and_then(|date| date.latest.or(date.earliest));
    let (first, last) = period.map_or((None, None), |date| (date.earliest, date.latest));
    // The narrower of two bounds.
    (first.max(from), [last, to].into_iter().flatten().min())
}

/// Whether these words say a date or a period.
pub fn is_date(words: &str) -> bool {
    read(words).sort_day().is_some()
}

fn read(words: &str) -> HistoricalDate {
    match words.parse() {
        Ok(edtf) => HistoricalDate::from_edtf(edtf, words),
        Err(_) => HistoricalDate::read(words),
    }
}

fn understand_date(words: Option<&str>, remarks: &mut Vec<String>) -> Option<HistoricalDate> {
    let words = words.map(str::trim).filter(|words| !words.is_empty())?;
    let date = read(words);
    if date.sort_day().is_none() {
        remarks.push(format!(
            "The date “{words}” could not be understood and was left out; write it as 8 January 1949, winter 1950, \
             1949–1951 or before 1950."
        ));
        return None;
    }
    Some(date)
}

/// How sure it is that a document falls into the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Falls {
    /// Its whole date lies inside.
    Certainly,
    /// Its date only touches the period.
    Possibly,
    /// It has no date.
    Undated,
}

/// How surely a document falls into the period; none where none was asked for.
pub(crate) fn falls(document: &Document, (from, to): Days) -> Option<Falls> {
    if from.is_none() && to.is_none() {
        return None;
    }
    let date = document.principal_date().map(|date| &date.date).filter(|date| date.sort_day().is_some());
    let Some(date) = date else { return Some(Falls::Undated) };
    let after = from.is_none_or(|from| date.earliest.is_some_and(|earliest| earliest >= from));
    let before = to.is_none_or(|to| date.latest.is_some_and(|latest| latest <= to));
    Some(if after && before { Falls::Certainly } else { Falls::Possibly })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(period: &str, from: &str, to: &str) -> (String, usize) {
        let mut remarks = Vec::new();
        let some = |words: &'static str| Some(words).filter(|words| !words.is_empty());
        let typed = Typed {
            period: some(period.to_owned().leak()),
            from: some(from.to_owned().leak()),
            to: some(to.to_owned().leak()),
        };
        let (first, last) = understand(typed, &mut remarks);
        let day = |day: Option<Day>| day.map_or("..".to_owned(), |day| day.to_string());
        (format!("{}/{}", day(first), day(last)), remarks.len())
    }

    #[test]
    fn a_period_is_read_as_people_write_it() {
        for (words, expected) in [
            ("winter 1950", "1950-12-01/1951-02-28"),
            ("early 1949", "1949-01-01/1949-04-30"),
            ("Jan 6-20 1949", "1949-01-06/1949-01-20"),
            ("1949-1951", "1949-01-01/1951-12-31"),
            ("1949 to 1951", "1949-01-01/1951-12-31"),
            ("before 1950", "../1949-12-31"),
            ("since March 1949", "1949-03-01/.."),
            ("after 1945", "1946-01-01/.."),
            ("until 1953", "../1953-12-31"),
            ("1950s", "1950-01-01/1959-12-31"),
            ("the early 1950s", "1950-01-01/1953-12-31"),
            ("in 1949", "1949-01-01/1949-12-31"),
            ("first half of 1949", "1949-01-01/1949-06-30"),
            ("Q1 1950", "1950-01-01/1950-03-31"),
            ("spring 1949 - autumn 1950", "1949-03-01/1950-11-30"),
            ("16-28 October 1962", "1962-10-16/1962-10-28"),
            ("1949-01-06/1949-01-20", "1949-01-06/1949-01-20"),
            ("зима 1950", "1950-12-01/1951-02-28"),
            ("1949年", "1949-01-01/1949-12-31"),
        ] {
            assert_eq!(days(words, "", ""), (expected.to_owned(), 0), "{words}");
        }
    }

    #[test]
    fn a_period_and_two_dates_leave_what_is_common() {
        assert_eq!(days("1949", "March 1949", "1951").0, "1949-03-01/1949-12-31");
        assert_eq!(days("before 1950", "1949", "").0, "1949-01-01/1949-12-31");
        assert_eq!(days("", "", "1949").0, "../1949-12-31");
    }

    #[test]
    fn what_is_no_period_is_said_and_left_out() {
        assert_eq!(days("the Cuban missile crisis", "1962", ""), ("1962-01-01/..".to_owned(), 1));
    }
}
