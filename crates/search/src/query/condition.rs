//! Conditions that are not on words: `genre:telegram`, `year:1949..1951`, `date:"early 1949"`.
//!
//! Not how they are answered: that is [`crate::search`].

use super::fields::Field;
use super::parse::shown;
use super::{Leaf, Word};
use crate::Facet;
use fonds_model::{Day, HistoricalDate};

/// A condition on a document as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// It has a value of the facet in which these words stand side by side, or that is this value to the letter.
    Value { facet: Facet, words: Vec<Word>, value: String },
    /// Its date touches a year between these.
    Years(i64, i64),
    /// Its date touches the period; a side without bound is open.
    Period(Option<Day>, Option<Day>),
}

/// Reads what stands behind the colon; or says in a sentence why that cannot be.
pub(crate) fn read(field: Field, text: &str) -> Result<Condition, String> {
    match field {
        Field::Facet(facet) => read_value(facet, text),
        Field::Year => read_years(text),
        Field::Date | Field::In(_) | Field::Numbers => read_period(text),
    }
}

fn read_value(facet: Facet, text: &str) -> Result<Condition, String> {
    let mut words = Leaf::read(text, true).words;
    words.truncate(16);
    if words.is_empty() {
        return Err(format!("There is nothing to search for in \u{201c}{}\u{201d}.", shown(text)));
    }
    Ok(Condition::Value { facet, words, value: text.trim().to_owned() })
}

fn read_years(text: &str) -> Result<Condition, String> {
    let (low, high) = split(text);
    let year = |text: &str| match text.parse::<i64>() {
        Ok(year) => Some((year, year)),
        Err(_) => {
            let date = read_date(text)?;
            let year = |day: Day| day.year_month_day().0;
            Some((year(date.earliest.or(date.latest)?), year(date.latest.or(date.earliest)?)))
        }
    };
    let bound = |text: Option<&str>, open: i64| text.map_or(Some((open, open)), year);
    match (bound(low, i64::MIN), bound(high, i64::MAX)) {
        (Some(low), Some(high)) => Ok(Condition::Years(low.0.min(high.0), low.1.max(high.1))),
        _ => {
            Err(format!("The year \u{201c}{}\u{201d} could not be understood and was left out.", shown(text)))
        }
    }
}

fn read_period(text: &str) -> Result<Condition, String> {
    let (low, high) = split(text);
    let bound = |text: Option<&str>| text.map_or(Some(None), |text| read_date(text).map(Some));
    let (Some(low), Some(high)) = (bound(low), bound(high)) else {
        return Err(format!(
            "The date \u{201c}{}\u{201d} could not be understood and was left out; write it as date:1949-01-08, \
             date:\"January 1949\" or date:1949..1951.",
            shown(text)
        ));
    };
    let from = low.and_then(|date| date.earliest.or(date.latest));
    let to = high.and_then(|date| date.latest.or(date.earliest));
    Ok(match (from, to) {
        (Some(from), Some(to)) if from > to => Condition::Period(Some(to), Some(from)),
        (from, to) => Condition::Period(from, to),
    })
}

/// The two sides of `1949..1951`; what is no range is both. A side may be empty.
fn split(text: &str) -> (Option<&str>, Option<&str>) {
    let (low, high) = text.split_once("..").unwrap_or((text, text));
    let side = |text: &'_ str| !text.trim().is_empty();
    (side(low).then_some(low.trim()), side(high).then_some(high.trim()))
}

fn read_date(text: &str) -> Option<HistoricalDate> {
    let date = match text.parse() {
        Ok(edtf) => HistoricalDate::from_edtf(edtf, text),
        Err(_) => HistoricalDate::read(text),
    };
    date.sort_day().map(|_| date)
}
