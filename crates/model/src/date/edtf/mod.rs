//! EDTF 2019 (ISO 8601-2, annex A): levels 0 and 1 whole and level 2 whole, as a value that is always canonical.
//!
//! Not a reader of words and not a calendar: the strings accepted here are exactly those of the standard, and what
//! they say is Gregorian. [`Edtf::bounds`] turns a value into days; [`super::words`] turns people's words into values.

mod bounds;
mod parse;
#[cfg(test)]
mod second_opinion;
#[cfg(test)]
pub(in crate::date) mod tests;
mod write;

use super::ClockTime;
use crate::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An EDTF value. Two writings of one meaning (`2004-06-11?`, `?2004-?06-?11`) are one value, written one way.
///
/// ```
/// use fonds_model::date::Edtf;
/// let written: Edtf = "156X-12-25".parse().unwrap();
/// let (earliest, latest) = written.bounds();
/// assert_eq!(earliest.unwrap().to_string(), "1560-12-25");
/// assert_eq!(latest.unwrap().to_string(), "1569-12-25");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf(pub(super) Expression);

/// A string that is not EDTF: what is wrong, and at which character (counted from 1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not EDTF: {problem}, at character {at}")]
pub struct EdtfError {
    /// The string, cut where it is very long.
    pub value: String,
    /// The character at which it stops being EDTF, counted from 1.
    pub at: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

/// The longest string that is looked at. Forty sets of the standard's longest example fit.
pub const MOST_CHARACTERS: usize = 1_000;

/// The most members of a set.
pub const MOST_MEMBERS: usize = 100;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Expression {
    Date(Date),
    Moment(Moment),
    Interval(Side, Side),
    Set(SetKind, Vec<Member>),
}

/// Year, month (or season) and day, each perhaps with unspecified digits, each qualified by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Date {
    pub year: Year,
    pub year_mark: Mark,
    pub part: Option<(Part, Mark)>,
    /// Only beside a month.
    pub day: Option<(Digits<2>, Mark)>,
}

/// Decimal digits; `None` is the unspecified `X`.
pub(super) type Digits<const N: usize> = [Option<u8>; N];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Year {
    /// Four digits, `-` before them for years before year 0; `S` and how many of them are significant.
    Plain { negative: bool, digits: Digits<4>, significant: Option<u8> },
    /// `Y` and more than four digits.
    Long { value: i64, significant: Option<u8> },
    /// `Y17E7`.
    Power { negative: bool, significand: u64, exponent: u32, significant: Option<u8> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Month(Digits<2>),
    /// 21–41: seasons, quarters, thirds and halves of a year.
    Grouping(u8),
}

/// `?`, `~` or both, `%`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Mark {
    pub uncertain: bool,
    pub approximate: bool,
}

/// A day with its time of day, level 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Moment {
    pub day: Day,
    pub time: ClockTime,
    pub second: u8,
    pub zone: Zone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Zone {
    Unsaid,
    Utc,
    /// Minutes east of Greenwich.
    Offset(i16),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    /// `..`: it has no end.
    Open,
    /// Nothing written: nobody knows when.
    Unknown,
    Date(Date),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum SetKind {
    /// `[ ]`
    OneOf,
    /// `{ }`
    AllOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Member {
    One(Date),
    Range(Date, Date),
    /// `..1760-12-03`, first in its set.
    UpTo(Date),
    /// `1760-12..`, last in its set.
    From(Date),
}

impl Mark {
    pub const NONE: Self = Self { uncertain: false, approximate: false };
    pub fn and(self, other: Self) -> Self {
        Self {
            uncertain: self.uncertain || other.uncertain,
            approximate: self.approximate || other.approximate,
        }
    }
}

impl Year {
    /// The year of this number; 0 is 1 BCE.
    pub fn of(value: i64) -> Self {
        if value.unsigned_abs() > 9_999 {
            return Self::Long { value, significant: None };
        }
        let magnitude = value.unsigned_abs();
        let digit = |place: u64| Some((magnitude / place % 10) as u8);
        Self::Plain {
            negative: value < 0,
            digits: [digit(1_000), digit(100), digit(10), digit(1)],
            significant: None,
        }
    }
    /// Four digits of which the last `unsaid` are unspecified: 195X, 19XX.
    pub fn rounded(value: i64, unsaid: usize) -> Self {
        match Self::of(value) {
            Self::Plain { negative, mut digits, significant } => {
                digits.iter_mut().rev().take(unsaid).for_each(|digit| *digit = None);
                Self::Plain { negative, digits, significant }
            }
            long => long,
        }
    }
}

pub(super) fn two_digits(value: u32) -> Digits<2> {
    [Some((value / 10 % 10) as u8), Some((value % 10) as u8)]
}

impl Date {
    pub fn year(year: Year) -> Self {
        Self { year, year_mark: Mark::NONE, part: None, day: None }
    }
    pub fn grouping(year: i64, grouping: u8) -> Self {
        Self { part: Some((Part::Grouping(grouping), Mark::NONE)), ..Self::year(Year::of(year)) }
    }
    pub fn month(year: i64, month: u32) -> Self {
        Self { part: Some((Part::Month(two_digits(month)), Mark::NONE)), ..Self::year(Year::of(year)) }
    }
    pub fn day(day: Day) -> Self {
        let (year, month, day) = day.year_month_day();
        Self { day: Some((two_digits(day), Mark::NONE)), ..Self::month(year, month) }
    }
    /// The same, every part qualified with this besides what it has.
    pub fn marked(mut self, mark: Mark) -> Self {
        self.year_mark = self.year_mark.and(mark);
        if let Some((_, part_mark)) = &mut self.part {
            *part_mark = part_mark.and(mark);
        }
        if let Some((_, day_mark)) = &mut self.day {
            *day_mark = day_mark.and(mark);
        }
        self
    }
    fn marks(&self) -> [Option<Mark>; 3] {
        [Some(self.year_mark), self.part.map(|(_, mark)| mark), self.day.map(|(_, mark)| mark)]
    }
    fn has(&self, asked: impl Fn(Mark) -> bool) -> bool {
        self.marks().into_iter().flatten().any(asked)
    }
}

impl Edtf {
    /// This one day.
    pub fn day(day: Day) -> Self {
        Self(Expression::Date(Date::day(day)))
    }
    /// Whether any part of it is marked uncertain (`?` or `%`).
    pub fn is_uncertain(&self) -> bool {
        self.dates().any(|date| date.has(|mark| mark.uncertain))
    }
    /// Whether any part of it is marked approximate (`~` or `%`).
    pub fn is_approximate(&self) -> bool {
        self.dates().any(|date| date.has(|mark| mark.approximate))
    }
    /// Whether it is one of several dates (`[ ]`), or several at once (`{ }`).
    pub fn is_set(&self) -> bool {
        matches!(self.0, Expression::Set(..))
    }
    /// Whether it names a day and month but no digit of the year, `XXXX-12-25`, and so cannot be placed in time.
    pub fn has_no_year(&self) -> bool {
        let mut dates = self.dates().peekable();
        dates.peek().is_some()
            && dates.all(|date| matches!(date.year, Year::Plain { digits: [None, None, None, None], .. }))
    }
    fn dates(&self) -> impl Iterator<Item = Date> + '_ {
        let (first, second, members): (_, _, &[Member]) = match &self.0 {
            Expression::Date(date) => (Some(*date), None, &[]),
            Expression::Moment(moment) => (Some(Date::day(moment.day)), None, &[]),
            Expression::Interval(from, to) => (from.date(), to.date(), &[]),
            Expression::Set(_, members) => (None, None, members),
        };
        let of_members = members.iter().flat_map(|member| match member {
            Member::One(date) | Member::UpTo(date) | Member::From(date) => [Some(*date), None],
            Member::Range(from, to) => [Some(*from), Some(*to)],
        });
        [first, second].into_iter().chain(of_members).flatten()
    }
}

impl Side {
    fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
