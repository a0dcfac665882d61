//! Days of other calendars as Gregorian days.
//!
//! Not a calendar library: `icu_calendar` calculates, and only what documents need is asked of it. Years that differ
//! from Gregorian ones by a constant (Minguo, Shōwa, Dangi) need no calculation and are resolved by
//! [`super::words`].

use super::Calendar;
use crate::Day;
use icu_calendar::Date;
use icu_calendar::cal::Hijri;
use icu_calendar::cal::hijri::{TabularAlgorithm, TabularAlgorithmEpoch, TabularAlgorithmLeapYears};
use icu_calendar::types::{Month, RataDie};

/// How the days of a date are counted. Hijri is the tabular calendar (leap years of type II, Friday epoch), which
/// may differ by a day or two from what was observed; the lunisolar one is the Korean, by its related Gregorian year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Reckoning {
    #[default]
    Gregorian,
    Julian,
    SolarHijri,
    Hijri,
    Lunisolar,
}

/// Rata Die of 1 January 1970.
const EPOCH: i64 = 719_163;

impl Reckoning {
    pub fn calendar(self) -> Calendar {
        match self {
            Self::Gregorian => Calendar::Gregorian,
            Self::Julian => Calendar::Julian,
            Self::SolarHijri => Calendar::SolarHijri,
            Self::Hijri => Calendar::Hijri,
            Self::Lunisolar => Calendar::Dangi,
        }
    }

    /// The day of this year, month and day, where there was one.
    pub fn day(self, year: i64, month: u32, day: u32) -> Option<Day> {
        if self == Self::Gregorian {
            return Day::from_year_month_day(year, month, day);
        }
        let year = i32::try_from(year).ok().filter(|year| (1..=9_000).contains(year))?;
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let day = match self {
            Self::Gregorian => None,
            Self::Julian => Date::try_new_julian(year, month, day).ok().map(|date| date.to_rata_die()),
            Self::SolarHijri => Date::try_new_persian(year, month, day).ok().map(|date| date.to_rata_die()),
            Self::Hijri => {
                let rules =
                    TabularAlgorithm::new(TabularAlgorithmLeapYears::TypeII, TabularAlgorithmEpoch::Friday);
                let new = Date::try_new(year.into(), Month::new(month), day, Hijri(rules));
                new.ok().map(|date| date.to_rata_die())
            }
            Self::Lunisolar => Date::try_new_korean_traditional(year, Month::new(month), day)
                .ok()
                .map(|date| date.to_rata_die()),
        };
        day.and_then(from_rata_die)
    }

    /// First and last day of a month.
    pub fn month(self, year: i64, month: u32) -> Option<(Day, Day)> {
        let first = self.day(year, month, 1)?;
        let last = (28..=31).rev().find_map(|day| self.day(year, month, day))?;
        Some((first, last))
    }

    /// First and last day of a year.
    pub fn year(self, year: i64) -> Option<(Day, Day)> {
        Some((self.day(year, 1, 1)?, self.day(year + 1, 1, 1)?.previous()))
    }
}

fn from_rata_die(day: RataDie) -> Option<Day> {
    i32::try_from(day.to_i64_date() - EPOCH).ok().map(Day::from_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(reckoning: Reckoning, year: i64, month: u32, day: u32) -> String {
        reckoning.day(year, month, day).map_or("none".to_owned(), |day| day.to_string())
    }

    #[test]
    fn known_days_convert() {
        assert_eq!(day(Reckoning::Julian, 1917, 10, 25), "1917-11-07");
        assert_eq!(day(Reckoning::Julian, 1900, 2, 29), "1900-03-13");
        assert_eq!(day(Reckoning::SolarHijri, 1328, 10, 18), "1950-01-08");
        assert_eq!(day(Reckoning::SolarHijri, 1332, 5, 28), "1953-08-19");
        assert_eq!(day(Reckoning::Hijri, 1368, 3, 10), "1949-01-10");
        assert_eq!(day(Reckoning::Lunisolar, 1949, 1, 1), "1949-01-29");
    }

    #[test]
    fn days_that_never_were_are_none() {
        assert_eq!(day(Reckoning::Julian, 1917, 2, 29), "none");
        assert_eq!(day(Reckoning::SolarHijri, 1328, 13, 1), "none");
        assert_eq!(day(Reckoning::Hijri, 1368, 2, 30), "none");
        assert_eq!(day(Reckoning::Lunisolar, 0, 1, 1), "none");
        assert_eq!(day(Reckoning::Lunisolar, 1949, 99, 1), "none");
    }
}
