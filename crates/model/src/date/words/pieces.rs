//! One date of an expression: its parts, as far as its words say them, and what days they mean.
//!
//! Not ranges and alternatives, which [`super::grammar`] makes of pieces; a piece may lack its year until the grammar
//! completes it from its neighbour ("January 30–31, 1949"). The parts are found by [`super::gathering`].

use super::convention;
use super::tokens::Number;
use super::vocabulary::{Season, Third};
use crate::Day;
use crate::date::Calendar;
use crate::date::calendar::Reckoning;
use crate::date::edtf::{Date, Mark, Part, Year};
use crate::day::days_in_month;

/// How much the year stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Unit {
    #[default]
    Year,
    Decade,
    Century,
}

/// The parts of one date, as far as its words say them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub year: Option<i64>,
    /// "’49", before the century is known.
    pub short_year: Option<u32>,
    pub unit: Unit,
    pub month: Option<u32>,
    pub day: Option<u32>,
    /// A small number alone, before its neighbour tells what it is.
    pub loose: Option<Number>,
    /// The month was written with its mark: 7月.
    pub month_marked: bool,
    /// "week of"
    pub week: bool,
    pub season: Option<Season>,
    pub third: Option<Third>,
    /// Which half, or which quarter.
    pub half: Option<u8>,
    pub quarter: Option<u8>,
    pub reckoning: Reckoning,
    pub calendar: Option<Calendar>,
    pub old_style: Option<bool>,
    pub circa: bool,
    pub doubtful: bool,
    /// Doubt about year, month, day alone.
    pub doubts: [bool; 3],
    pub conventions: Vec<&'static str>,
}

/// First and last date that some words may mean; equal for a plain date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub first: Date,
    pub last: Date,
}

impl Span {
    pub fn of(date: Date) -> Self {
        Self { first: date, last: date }
    }
    fn days((first, last): (Day, Day)) -> Self {
        Self { first: Date::day(first), last: Date::day(last) }
    }
    fn marked(self, mark: Mark) -> Self {
        Self { first: self.first.marked(mark), last: self.last.marked(mark) }
    }
}

impl Piece {
    pub fn is_only_year(&self) -> bool {
        let named =
            self.month.is_some() || self.day.is_some() || self.season.is_some() || self.third.is_some();
        let part = self.half.is_some() || self.quarter.is_some() || self.unit != Unit::Year;
        self.year.is_some() && !named && !part
    }

    /// The century of a short year from a year near it.
    pub fn complete_short_year(&mut self, near: i64) {
        if let Some(short) = self.short_year.take() {
            let century = near.div_euclid(100) * 100;
            let candidates = [-100, 0, 100].map(|shift| century + shift + i64::from(short));
            self.year = candidates.into_iter().min_by_key(|year| (year - near).abs());
        }
    }

    /// The day, by this reckoning.
    pub fn day_by(&self, reckoning: Reckoning) -> Option<Day> {
        reckoning.day(self.year?, self.month?, self.day?)
    }

    /// The reckoning of its days, old style heeded.
    fn own_reckoning(&self) -> Reckoning {
        match self.old_style {
            Some(true) => Reckoning::Julian,
            Some(false) => Reckoning::Gregorian,
            None => self.reckoning,
        }
    }

    /// The calendar to be shown beside the date.
    pub fn shown_calendar(&self) -> Calendar {
        self.calendar.unwrap_or_else(|| self.own_reckoning().calendar())
    }

    /// What it spans, in Gregorian dates.
    pub fn span(&self, conventions: &mut Vec<&'static str>) -> Option<Span> {
        if self.loose.is_some() || self.week && self.day.is_none() {
            return None; // a number or a word that is no part of it
        }
        conventions.extend(&self.conventions);
        let reckoning = self.own_reckoning();
        let bare =
            self.season.is_none() && self.third.is_none() && self.half.is_none() && self.quarter.is_none();
        let span = match self.year {
            None => self.yearless(conventions).filter(|_| bare)?,
            Some(year) if reckoning != Reckoning::Gregorian => {
                if !bare || self.unit != Unit::Year {
                    return None;
                }
                Span::days(match (self.month, self.day) {
                    (Some(month), Some(day)) => reckoning.day(year, month, day).map(|day| (day, day))?,
                    (Some(month), None) => reckoning.month(year, month)?,
                    (None, _) => reckoning.year(year)?,
                })
            }
            Some(year) => self.gregorian(year, conventions)?,
        };
        let mark = Mark { uncertain: self.doubtful, approximate: self.circa };
        Some(self.with_doubts(span.marked(mark)))
    }

    /// "May 23": a day of no known year.
    fn yearless(&self, conventions: &mut Vec<&'static str>) -> Option<Span> {
        // A leap year, so that 29 February is a day.
        let mut date = Date::day(Day::from_year_month_day(2_000, self.month?, self.day?)?);
        date.year = Year::Plain { negative: false, digits: [None; 4], significant: None };
        conventions.push(convention::NO_YEAR);
        Some(Span::of(date))
    }

    fn gregorian(&self, year: i64, conventions: &mut Vec<&'static str>) -> Option<Span> {
        if let Some(season) = self.season {
            conventions.push(convention::SEASON_NORTH);
            return self.in_season(year, season, conventions);
        }
        match (self.month, self.day) {
            (Some(month), Some(day)) => {
                let day = Day::from_year_month_day(year, month, day)?;
                if self.week {
                    conventions.push(convention::WEEK_OF);
                    return Some(Span::days((day, Day::from_number(day.number().saturating_add(6)))));
                }
                (self.third.is_none() && self.half.is_none()).then_some(Span::of(Date::day(day)))
            }
            (Some(month), None) => self.in_month(year, month, conventions),
            (None, Some(_)) => None,
            (None, None) => self.in_year(year, conventions),
        }
    }

    fn in_season(&self, year: i64, season: Season, conventions: &mut Vec<&'static str>) -> Option<Span> {
        let place = season as u8;
        let Some(third) = self.third else {
            return Some(Span::of(Date::grouping(year, 21 + place)));
        };
        conventions.push(convention::EARLY_SEASON);
        let month = 3 + 3 * u32::from(place) + third as u32;
        Some(Span::of(Date::month(year + i64::from(month > 12), (month - 1) % 12 + 1)))
    }

    fn in_month(&self, year: i64, month: u32, conventions: &mut Vec<&'static str>) -> Option<Span> {
        let last = days_in_month(year, month);
        let days = match (self.third, self.half) {
            (None, None) => return (last > 0).then(|| Span::of(Date::month(year, month))),
            (Some(third), _) => {
                conventions.push(convention::of_third(
                    third,
                    [convention::EARLY_MONTH, convention::MID_MONTH, convention::LATE_MONTH],
                ));
                match third {
                    Third::Early => (1, 10),
                    Third::Mid => (11, 20),
                    Third::Late => (21, last),
                }
            }
            (None, Some(1)) => (1, 15),
            (None, Some(_)) => (16, last),
        };
        let day = |day| Day::from_year_month_day(year, month, day);
        Some(Span::days((day(days.0)?, day(days.1)?)))
    }

    fn in_year(&self, year: i64, conventions: &mut Vec<&'static str>) -> Option<Span> {
        let months = |first, last| Span { first: Date::month(year, first), last: Date::month(year, last) };
        let years = |first: i64, last: i64| Span {
            first: Date::year(Year::of(year + first)),
            last: Date::year(Year::of(year + last)),
        };
        let named = match self.unit {
            Unit::Year => [convention::EARLY_YEAR, convention::MID_YEAR, convention::LATE_YEAR],
            Unit::Decade => [convention::EARLY_DECADE, convention::MID_DECADE, convention::LATE_DECADE],
            Unit::Century => [convention::EARLY_CENTURY, convention::MID_CENTURY, convention::LATE_CENTURY],
        };
        if let Some(third) = self.third {
            conventions.push(convention::of_third(third, named));
            return Some(match (self.unit, third) {
                (Unit::Year, Third::Early) => months(1, 4),
                (Unit::Year, Third::Mid) => months(5, 8),
                (Unit::Year, Third::Late) => months(9, 12),
                (Unit::Decade, Third::Early) => years(0, 3),
                (Unit::Decade, Third::Mid) => years(4, 6),
                (Unit::Decade, Third::Late) => years(7, 9),
                (Unit::Century, Third::Early) => years(0, 33),
                (Unit::Century, Third::Mid) => years(34, 66),
                (Unit::Century, Third::Late) => years(67, 99),
            });
        }
        match (self.half, self.quarter, self.unit) {
            (Some(half @ 1..=2), _, Unit::Year) => Some(Span::of(Date::grouping(year, 39 + half))),
            (Some(1), _, Unit::Decade) => Some(years(0, 4)),
            (Some(2), _, Unit::Decade) => Some(years(5, 9)),
            (Some(1), _, Unit::Century) => Some(years(0, 49)),
            (Some(2), _, Unit::Century) => Some(years(50, 99)),
            (None, Some(quarter @ 1..=4), Unit::Year) => Some(Span::of(Date::grouping(year, 32 + quarter))),
            (None, None, Unit::Year) => Some(Span::of(Date::year(Year::of(year)))),
            (None, None, Unit::Decade) => Some(Span::of(Date::year(Year::rounded(year, 1)))),
            (None, None, Unit::Century) => Some(Span::of(Date::year(Year::rounded(year, 2)))),
            _ => None,
        }
    }

    fn with_doubts(&self, mut span: Span) -> Span {
        let doubt = |doubtful| Mark { uncertain: doubtful, approximate: false };
        let single = span.first == span.last;
        for date in [&mut span.first, &mut span.last] {
            date.year_mark = date.year_mark.and(doubt(self.doubts[0]));
            if let Some((Part::Month(_), mark)) = &mut date.part {
                *mark = mark.and(doubt(self.doubts[1]));
            }
            if let Some((_, mark)) = &mut date.day {
                *mark = mark.and(doubt(self.doubts[2] || (self.doubts[1] && !single)));
            }
        }
        span
    }
}
