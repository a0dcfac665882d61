//! The earliest and the latest day of an EDTF value.
//!
//! Not a judgement about doubt: `?` moves nothing, and only [`Edtf::generous_bounds`] lets `~` widen. Seasons take
//! the conventions of the manual: 21–28 northern (winter begins in December of its year), 29–32 southern.

use super::{Date, Digits, Edtf, Expression, Member, Part, Side, Year};
use crate::Day;
use crate::day::{days_in_month, is_leap_year};

/// Earliest and latest day; `None` has no bound.
pub(in crate::date) type Bounds = (Option<Day>, Option<Day>);

impl Edtf {
    /// The earliest and the latest day; `None` for a side without bound. Qualifiers move nothing.
    /// Years that [`Day`] cannot hold are clamped.
    pub fn bounds(&self) -> Bounds {
        self.bounds_with(Date::bounds)
    }
    /// The same, but what is approximate reaches one of its units further on each side: `1950~` from 1949 to 1951,
    /// `1949-05~` from April to June, `1949-05-03~` from the 2nd to the 4th (convention `circa`).
    pub fn generous_bounds(&self) -> Bounds {
        self.bounds_with(Date::generous_bounds)
    }
    fn bounds_with(&self, of: impl Fn(&Date) -> (Day, Day)) -> Bounds {
        let side = |side: &Side| side.date().map(|date| of(&date));
        match &self.0 {
            Expression::Date(date) => both(of(date)),
            Expression::Moment(moment) => (Some(moment.day), Some(moment.day)),
            Expression::Interval(from, to) => (side(from).map(|b| b.0), side(to).map(|b| b.1)),
            Expression::Set(_, members) => members
                .iter()
                .map(|member| match member {
                    Member::One(date) => both(of(date)),
                    Member::Range(from, to) => (Some(of(from).0), Some(of(to).1)),
                    Member::UpTo(date) => (None, Some(of(date).1)),
                    Member::From(date) => (Some(of(date).0), None),
                })
                .reduce(|a, b| (a.0.zip(b.0).map(|(a, b)| a.min(b)), a.1.zip(b.1).map(|(a, b)| a.max(b))))
                .unwrap_or((None, None)),
        }
    }
}

fn both((earliest, latest): (Day, Day)) -> Bounds {
    (Some(earliest), Some(latest))
}

impl Date {
    pub fn bounds(&self) -> (Day, Day) {
        // Invariant: parser and constructors make no date without days; the fallback is never seen.
        self.find_bounds().unwrap_or((Day::from_number(i32::MIN), Day::from_number(i32::MAX)))
    }

    /// None where no day fits, such as `1949-02-3X`.
    pub fn find_bounds(&self) -> Option<(Day, Day)> {
        if let Some((Part::Grouping(number), _)) = self.part {
            let (first, count) = months_of_grouping(number);
            let (low, high) = (year_end(self.year, false), year_end(self.year, true));
            return Some((first_of_month(low, first), first_of_month(high, first + count).previous()));
        }
        let month = self.part.and_then(|(part, _)| match part {
            Part::Month(digits) => Some(digits),
            Part::Grouping(_) => None,
        });
        let day = self.day.map(|(digits, _)| digits);
        Some((self.extreme(month, day, false)?, self.extreme(month, day, true)?))
    }

    /// The first (or last) day that fits the digits. Month and day depend on the year only by its being a leap year.
    fn extreme(&self, month: Option<Digits<2>>, day: Option<Digits<2>>, last: bool) -> Option<Day> {
        let in_leap = extreme_in_year(4, month, day, last);
        let in_common = extreme_in_year(1, month, day, last);
        let fitting = |year: i64| if is_leap_year(year) { in_leap } else { in_common };
        let Year::Plain { negative, digits, significant: None } = self.year else {
            let year = year_end(self.year, last);
            let (month, day) = fitting(year)?;
            return Some(clamped_day(year, month, day));
        };
        if in_leap.is_some() && in_common.is_some() {
            // Every year will do: the outermost.
            let year = year_end(self.year, last);
            let (month, day) = fitting(year)?;
            return Some(clamped_day(year, month, day));
        }
        let sign = if negative { -1 } else { 1 };
        let mut years = (0..10_000).map(|step| if last != negative { 9_999 - step } else { step });
        years.find_map(|magnitude| {
            let (month, day) = fitting(sign * magnitude).filter(|_| fits(digits, magnitude as u32))?;
            Some(clamped_day(sign * magnitude, month, day))
        })
    }

    pub fn generous_bounds(&self) -> (Day, Day) {
        let (earliest, latest) = self.bounds();
        // The coarsest approximate part begins a run; its finest part is the unit.
        let approximate = self.marks().map(|mark| mark.map(|mark| mark.approximate));
        let Some(begin) = approximate.iter().position(|part| *part == Some(true)) else {
            return (earliest, latest);
        };
        let run = approximate[begin..].iter().take_while(|part| **part == Some(true)).count();
        let months = match (begin + run - 1, self.part) {
            (0, _) => 12,
            (1, Some((Part::Grouping(number), _))) => months_of_grouping(number).1,
            (1, _) => 1,
            _ => return (earliest.previous(), latest.next()),
        };
        (shifted(earliest, -i64::from(months)), last_shifted(latest, i64::from(months)))
    }
}

/// The day so many months away, or the last of that month where it is shorter.
fn shifted(day: Day, months: i64) -> Day {
    if matches!(day.number(), i32::MIN | i32::MAX) {
        return day; // clamped already
    }
    let (year, month, of_month) = day.year_month_day();
    let count = year * 12 + i64::from(month) - 1 + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u32 + 1);
    clamped_day(year, month, of_month.min(days_in_month(year, month)))
}

/// The same for a last day, so that the end of a month stays the end of a month.
fn last_shifted(day: Day, months: i64) -> Day {
    let shifted = shifted(day.next(), months);
    if shifted.number() == i32::MAX { shifted } else { shifted.previous() }
}

/// The first month of a season, quarter, third or half of a year, and how many months it has.
fn months_of_grouping(number: u8) -> (u32, u32) {
    let number = u32::from(number);
    match number {
        21..=24 => (3 * (number - 20), 3),
        25..=28 => (3 * (number - 24), 3),
        // Southern: spring is September to November, summer December to February.
        29 => (9, 3),
        30 => (12, 3),
        31 => (3, 3),
        32 => (6, 3),
        33..=36 => (3 * (number - 33) + 1, 3),
        37..=39 => (4 * (number - 37) + 1, 4),
        40 => (1, 6),
        _ => (7, 6),
    }
}

fn first_of_month(year: i64, month: u32) -> Day {
    clamped_day(year + i64::from((month - 1) / 12), (month - 1) % 12 + 1, 1)
}

/// The day, or the first or last day there is.
fn clamped_day(year: i64, month: u32, day: u32) -> Day {
    let clamp = || Day::from_number(if year < 0 { i32::MIN } else { i32::MAX });
    if year.unsigned_abs() > 6_000_000 {
        return clamp();
    }
    Day::from_year_month_day(year, month, day).unwrap_or_else(clamp)
}

/// The first or last year that the digits allow.
fn year_end(year: Year, last: bool) -> i64 {
    let (negative, low, high) = match year {
        Year::Plain { negative, digits, significant } => {
            let with = |unsaid: u8| {
                digits.iter().fold(0, |sum, digit| sum * 10 + u64::from(digit.unwrap_or(unsaid)))
            };
            let (low, high) = significant.map_or((with(0), with(9)), |count| rounded(with(0), 4, count));
            (negative, low, high)
        }
        Year::Long { value, significant } => {
            let magnitude = value.unsigned_abs();
            let digits = magnitude.checked_ilog10().unwrap_or(0) + 1;
            let (low, high) = significant.map_or((magnitude, magnitude), |n| rounded(magnitude, digits, n));
            (value < 0, low, high)
        }
        Year::Power { negative, significand, exponent, significant } => {
            let magnitude = significand.saturating_mul(10_u64.saturating_pow(exponent));
            let digits = (significand.checked_ilog10().unwrap_or(0) + 1).saturating_add(exponent);
            let (low, high) = significant.map_or((magnitude, magnitude), |n| rounded(magnitude, digits, n));
            (negative, low, high)
        }
    };
    let magnitude = i64::try_from(if last != negative { high } else { low }).unwrap_or(i64::MAX);
    if negative { -magnitude } else { magnitude }
}

/// The span of a number of which only the first digits are significant: 1950 with 2 is 1900 to 1999.
fn rounded(magnitude: u64, digits: u32, significant: u8) -> (u64, u64) {
    let unit = 10_u64.saturating_pow(digits.saturating_sub(u32::from(significant)));
    let low = magnitude / unit * unit;
    (low, low.saturating_add(unit - 1))
}

/// The first or last month and day of a year like `year` that fit the digits.
fn extreme_in_year(
    year: i64,
    month: Option<Digits<2>>,
    day: Option<Digits<2>>,
    last: bool,
) -> Option<(u32, u32)> {
    let nth = |count: u32, step: u32| if last { count - step } else { step + 1 };
    (0..12).map(|step| nth(12, step)).filter(|m| month.is_none_or(|digits| fits(digits, *m))).find_map(|m| {
        let count = days_in_month(year, m);
        let found =
            (0..count).map(|step| nth(count, step)).find(|d| day.is_none_or(|digits| fits(digits, *d)));
        found.map(|day| (m, day))
    })
}

/// Whether a number, padded with zeros, has these digits.
pub(super) fn fits<const N: usize>(digits: Digits<N>, mut number: u32) -> bool {
    let all = digits.iter().rev().all(|digit| {
        let own = (number % 10) as u8;
        number /= 10;
        digit.is_none_or(|digit| digit == own)
    });
    all && number == 0
}
