//! A single day of the Gregorian calendar, reckoned backwards before 1582: the unit in which dates are compared.
//!
//! Not a date as found in a document, which may be doubtful, partial or in another calendar:
//! that is [`HistoricalDate`](crate::HistoricalDate).

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Days since 1 January 1970, proleptic Gregorian; negative before.
/// Holds about ± 5 million years, beyond which EDTF's long years are clamped.
///
/// ```
/// use fonds_model::Day;
/// let day: Day = "1949-01-08".parse().unwrap();
/// assert_eq!(day.year_month_day(), (1949, 1, 8));
/// assert_eq!(day.next().to_string(), "1949-01-09");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A string that is not `YYYY-MM-DD` or names a day that never was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day; write it as 1949-01-08")]
pub struct DayError(pub String);

impl Day {
    /// The day with this count from 1 January 1970.
    pub const fn from_number(days: i32) -> Self {
        Self(days)
    }
    /// Days since 1 January 1970.
    pub const fn number(self) -> i32 {
        self.0
    }
    /// The day of this year, month (1–12) and day (1–31), where there was one. Year 0 is 1 BCE.
    pub fn from_year_month_day(year: i64, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Counts from 1 March, so that a leap day is the last of its year; eras are 400 years, 146,097 days.
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let month_from_march = i64::from((month + 9) % 12);
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let number = era.checked_mul(146_097)? + day_of_era - 719_468;
        i32::try_from(number).ok().map(Self)
    }
    /// Year, month and day of this day.
    pub fn year_month_day(self) -> (i64, u32, u32) {
        let shifted = i64::from(self.0) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 } as u32;
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        (year, month, day)
    }
    /// The day after.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
    /// The day before.
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

/// How many days a month has; 0 for a month that is none.
pub fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Whether a year of the Gregorian calendar has 29 February.
pub fn is_leap_year(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.year_month_day();
        if year < 0 {
            write!(f, "-{:04}-{month:02}-{day:02}", -year)
        } else {
            write!(f, "{year:04}-{month:02}-{day:02}")
        }
    }
}

impl FromStr for Day {
    type Err = DayError;
    fn from_str(text: &str) -> Result<Self, DayError> {
        let refuse = || DayError(text.to_owned());
        let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let mut parts = rest.splitn(3, '-');
        let mut number = || parts.next().filter(|p| p.bytes().all(|b| b.is_ascii_digit()) && p.len() >= 2);
        let (year, month, day) =
            (number().ok_or_else(refuse)?, number().ok_or_else(refuse)?, number().ok_or_else(refuse)?);
        if year.len() < 4 || month.len() != 2 || day.len() != 2 {
            return Err(refuse());
        }
        let year: i64 = year.parse().map_err(|_| refuse())?;
        Self::from_year_month_day(
            sign * year,
            month.parse().map_err(|_| refuse())?,
            day.parse().map_err(|_| refuse())?,
        )
        .ok_or_else(refuse)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_eight_centuries_counts_back_to_itself() {
        let mut expected = Day::from_year_month_day(1400, 1, 1).unwrap();
        for year in 1400..2200 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let found = Day::from_year_month_day(year, month, day).unwrap();
                    assert_eq!((found, found.year_month_day()), (expected, (year, month, day)));
                    expected = expected.next();
                }
            }
        }
    }

    #[test]
    fn the_thirtieth_of_february_is_refused() {
        assert_eq!("1949-02-30".parse::<Day>(), Err(DayError("1949-02-30".into())));
    }
}
