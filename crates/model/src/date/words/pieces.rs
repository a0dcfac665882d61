//! One date of an expression: which words and numbers are its year, month and day, and what days that means.
//!
//! Not ranges and alternatives, which [`super::grammar`] makes of pieces; a piece may lack its year until the grammar
//! completes it from its neighbour ("January 30–31, 1949").

use super::numerals::Script;
use super::tokens::{Kind, Number, Token};
use super::vocabulary::{Era, LAST, Season, Third, Word};
use super::{ReadingHints, convention};
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

/// What stands between the numbers while a piece is gathered.
#[derive(Default)]
struct Gathering {
    piece: Piece,
    era: Option<Era>,
    ordinal: Option<u8>,
    /// Numbers not yet told apart, with doubt about each.
    plain: Vec<(Number, bool)>,
    century: Option<u32>,
    half: bool,
    quarter: bool,
    /// A Gregorian month is named.
    gregorian_month: bool,
    /// The calendar that the digits of the year belong to.
    native: Option<Reckoning>,
}

impl Piece {
    /// The piece that these tokens say; None where they say none.
    pub fn gather(tokens: &[Token], hints: &ReadingHints) -> Option<Self> {
        let mut gathering = Gathering::default();
        gathering.piece.reckoning = match hints.calendar {
            Calendar::Julian => Reckoning::Julian,
            Calendar::SolarHijri => Reckoning::SolarHijri,
            Calendar::Hijri => Reckoning::Hijri,
            _ => Reckoning::Gregorian,
        };
        let mut at = 0;
        while at < tokens.len() {
            at += gathering.take(&tokens[at..], hints)?;
        }
        gathering.finish(hints)
    }

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

impl Gathering {
    /// Takes the first token, with the mark behind it; answers how many were taken.
    fn take(&mut self, tokens: &[Token], hints: &ReadingHints) -> Option<usize> {
        let token = tokens[0];
        let next = tokens.get(1).and_then(Token::word);
        let piece = &mut self.piece;
        match token.kind {
            Kind::Number(number) => return self.take_number(token, number, tokens, hints),
            Kind::Figures(figures) => {
                put(&mut piece.month, figures.month)?;
                if let Some(day) = figures.day {
                    put(&mut piece.day, day)?;
                }
                if let Some(year) = figures.year {
                    self.set_year(year, hints)?;
                }
                self.piece.doubts = figures.doubts;
            }
            Kind::Roman(value) => match next {
                Some(Word::Century) => {
                    self.century = Some(u32::from(value));
                    return Some(2);
                }
                Some(Word::Quarter | Word::Half) => self.ordinal = Some(value),
                _ => return None,
            },
            Kind::Mark(_) | Kind::Unknown => return None,
            // "siglo XIX"
            Kind::Word(Word::Century) => {
                let value = tokens.get(1).and_then(|next| match next.kind {
                    Kind::Roman(value) => Some(u32::from(value)),
                    Kind::Number(number) if number.value <= 21 => Some(number.value),
                    _ => None,
                });
                self.century = self.century.or(value);
                return Some(1 + usize::from(value.is_some()));
            }
            Kind::Word(word) => return self.take_word(word, token.doubtful),
        }
        Some(1)
    }

    fn take_word(&mut self, word: Word, doubtful: bool) -> Option<usize> {
        let piece = &mut self.piece;
        match word {
            Word::Month(month) => {
                put(&mut piece.month, u32::from(month))?;
                piece.doubts[1] = doubtful;
                self.gregorian_month = true;
            }
            Word::SolarHijriMonth(month) => {
                put(&mut piece.month, u32::from(month))?;
                piece.reckoning = Reckoning::SolarHijri;
            }
            Word::HijriMonth(month) => {
                put(&mut piece.month, u32::from(month))?;
                piece.reckoning = Reckoning::Hijri;
            }
            Word::Season(season) => {
                put(&mut piece.season, season)?;
                piece.doubtful |= doubtful;
            }
            Word::Third(third) => put(&mut piece.third, third)?,
            Word::Ordinal(ordinal) => put(&mut self.ordinal, ordinal)?,
            Word::Half => self.half = true,
            Word::HalfOf(half) => put(&mut piece.half, half)?,
            // "Q1 1949", "quarter 2"
            Word::Quarter => self.quarter = true,
            Word::Circa => piece.circa = true,
            Word::Perhaps => piece.doubtful = true,
            // "the decade 1950s", "années 1950"
            Word::Decade => piece.unit = Unit::Decade,
            Word::Era(era) => put(&mut self.era, era)?,
            Word::OldStyle => piece.old_style = Some(true),
            Word::NewStyle => piece.old_style = Some(false),
            Word::Lunisolar => piece.reckoning = Reckoning::Lunisolar,
            // Marks without a number before them say nothing.
            Word::Year | Word::MonthMark | Word::Day | Word::Century | Word::Filler | Word::Weekday => {}
            Word::Time(_) | Word::Received | Word::Undated => {}
            Word::Week => piece.week = true,
            Word::Present | Word::Bound(_) | Word::Between | Word::To | Word::And | Word::Or => return None,
        }
        Some(1)
    }

    fn take_number(
        &mut self,
        token: Token,
        number: Number,
        tokens: &[Token],
        hints: &ReadingHints,
    ) -> Option<usize> {
        let next = tokens.get(1).and_then(Token::word);
        let piece = &mut self.piece;
        let small = u8::try_from(number.value).ok();
        match next {
            Some(Word::Year) => {
                self.set_year(number, hints)?;
                self.piece.doubts[0] = token.doubtful;
                return Some(2);
            }
            Some(Word::MonthMark) => {
                put(&mut piece.month, number.value)?;
                piece.month_marked = true;
                piece.doubts[1] = token.doubtful;
                return Some(2);
            }
            Some(Word::Day) => {
                put(&mut piece.day, number.value)?;
                piece.doubts[2] = token.doubtful;
                return Some(2);
            }
            Some(Word::Decade) => return self.take_decade(number, tokens, hints),
            Some(Word::Century) => {
                self.century = Some(number.value);
                return Some(2);
            }
            Some(Word::Quarter | Word::Half) if number.value <= 4 => {
                put(&mut self.ordinal, small?)?;
                return Some(1);
            }
            _ => {}
        }
        if self.quarter && self.ordinal.is_none() && number.digits == 1 && number.value <= 4 {
            self.ordinal = small;
        } else if let Some(Era::Republican | Era::Dangi | Era::Japanese(_) | Era::Qing(_)) = self.era
            && piece.year.is_none()
        {
            self.set_year(number, hints)?;
        } else {
            self.plain.push((number, token.doubtful));
        }
        Some(1)
    }

    /// "1950s", "40-е годы"; the same ending makes an ordinal of "20-е января".
    fn take_decade(&mut self, number: Number, tokens: &[Token], hints: &ReadingHints) -> Option<usize> {
        if tokens.get(2).is_some_and(|token| matches!(token.word(), Some(Word::Month(_)))) {
            self.plain.push((number, false));
            return Some(2);
        }
        if !number.value.is_multiple_of(10) {
            return None;
        }
        let piece = &mut self.piece;
        if number.digits == 4 && number.value.is_multiple_of(100) && number.script != Script::Han {
            piece.unit = Unit::Century;
            piece.conventions.push(convention::HUNDREDS);
        } else {
            piece.unit = Unit::Decade;
        }
        self.set_year(number, hints)?;
        let year_mark = tokens.get(2).is_some_and(|token| token.word() == Some(Word::Year));
        Some(2 + usize::from(year_mark))
    }

    fn set_year(&mut self, number: Number, hints: &ReadingHints) -> Option<()> {
        let piece = &mut self.piece;
        if piece.year.is_some() || piece.short_year.is_some() {
            return None;
        }
        let value = i64::from(number.value);
        let (offset, calendar) = match (self.era, hints.calendar) {
            (Some(Era::Republican), _) => (1_911, Some(Calendar::Republican)),
            (Some(Era::Dangi), _) => (-2_333, Some(Calendar::Dangi)),
            (Some(Era::Japanese(first)), _) => (i64::from(first) - 1, Some(Calendar::Showa)),
            (Some(Era::Qing(first)), _) => {
                piece.conventions.push(convention::ERA_YEAR);
                (i64::from(first) - 1, None)
            }
            (None, Calendar::Republican) if value < 200 => (1_911, Some(Calendar::Republican)),
            (None, Calendar::Showa) if value < 65 => (1_925, Some(Calendar::Showa)),
            (None, Calendar::Dangi) if value > 4_000 => (-2_333, Some(Calendar::Dangi)),
            (None, Calendar::Dangi) => {
                piece.reckoning = Reckoning::Lunisolar;
                (0, None)
            }
            _ => (0, None),
        };
        if self.era.is_some() && !(1..5_000).contains(&value) {
            return None;
        }
        if calendar.is_some() {
            piece.calendar = calendar;
        }
        self.native = match number.script {
            Script::Persian if (1_200..1_500).contains(&value) => Some(Reckoning::SolarHijri),
            Script::Arabic if (1_200..1_500).contains(&value) => Some(Reckoning::Hijri),
            _ => None,
        };
        if offset == 0 && calendar.is_none() && number.digits <= 2 && self.era.is_none() {
            piece.short_year = Some(number.value);
        } else {
            piece.year = Some(value + offset).filter(|year| (1..=2_999).contains(year));
            piece.year?;
        }
        Some(())
    }

    fn finish(mut self, hints: &ReadingHints) -> Option<Piece> {
        if let Some(century) = self.century {
            self.finish_century(century)?;
        }
        self.tell_numbers_apart(hints)?;
        self.settle_reckoning();
        let piece = &mut self.piece;
        match (self.ordinal, self.half, self.quarter) {
            (Some(ordinal), true, _) => piece.half = Some(if ordinal == LAST { 2 } else { ordinal }),
            (Some(ordinal), false, true) => piece.quarter = Some(if ordinal == LAST { 4 } else { ordinal }),
            (None, false, false) => {}
            // "the fifth of May"
            (Some(day @ 1..=31), false, false) if piece.month.is_some() => {
                put(&mut piece.day, u32::from(day))?
            }
            _ => return None,
        }
        if matches!(self.era, Some(Era::Qing(_))) {
            // Its months are lunisolar: only the year is taken.
            (piece.month, piece.day, piece.third) = (None, None, None);
        }
        if piece.unit == Unit::Decade && piece.year.is_none() && piece.short_year.is_none() {
            return None;
        }
        let empty = piece.year.is_none()
            && piece.short_year.is_none()
            && piece.month.is_none()
            && piece.day.is_none();
        let nameless = piece.season.is_none() && piece.third.is_none() && piece.loose.is_none();
        if empty && nameless { None } else { Some(self.piece) }
    }

    fn settle_reckoning(&mut self) {
        let piece = &mut self.piece;
        let solar_year = matches!(piece.reckoning, Reckoning::SolarHijri | Reckoning::Hijri);
        if self.gregorian_month && solar_year {
            piece.reckoning = Reckoning::Gregorian;
        } else if let Some(native) = self.native.filter(|_| !self.gregorian_month)
            && piece.reckoning == Reckoning::Gregorian
        {
            piece.reckoning = native;
        }
    }

    /// "19th century", 20世纪50年代
    fn finish_century(&mut self, century: u32) -> Option<()> {
        let piece = &mut self.piece;
        let begins = i64::from(century.checked_sub(1).filter(|before| *before < 21)?) * 100;
        match (piece.unit, piece.short_year.take(), piece.year) {
            (Unit::Decade, Some(short), None) => piece.year = Some(begins + i64::from(short)),
            (Unit::Decade, None, Some(year)) if year.div_euclid(100) * 100 == begins => {}
            (Unit::Year, None, None) => {
                piece.unit = Unit::Century;
                piece.year = Some(begins);
                piece.conventions.push(convention::CENTURY);
            }
            _ => return None,
        }
        Some(())
    }

    fn tell_numbers_apart(&mut self, hints: &ReadingHints) -> Option<()> {
        let yearlike =
            |number: &Number| number.year || (number.digits >= 3 || number.value > 31) && !number.ordinal;
        let named = self.piece.month.is_some();
        let has_year = self.piece.year.is_some() || self.piece.short_year.is_some();
        let (year, day) = match self.plain.as_slice() {
            [] => (None, None),
            [one] if yearlike(&one.0) && !has_year && (named || one.0.digits > 2 || one.0.year) => {
                (Some(*one), None)
            }
            [one] if named && self.piece.day.is_none() => (None, Some(*one)),
            [one] if named && !has_year => (Some(*one), None),
            [one] if self.piece.season.is_some() || self.piece.unit == Unit::Decade => (Some(*one), None),
            [one] => {
                self.piece.loose = Some(one.0);
                self.piece.doubts[2] = one.1;
                (None, None)
            }
            [day, year] if yearlike(&year.0) && !yearlike(&day.0) => (Some(*year), Some(*day)),
            [year, day] if yearlike(&year.0) && !yearlike(&day.0) => (Some(*year), Some(*day)),
            [day, year] if named && !yearlike(&day.0) && year.0.digits == 2 => (Some(*year), Some(*day)),
            _ => return None,
        };
        if let Some((year, doubtful)) = year {
            // A year of three digits needs a month beside it; one of more than four is none.
            let unlikely =
                year.digits == 3 && !named || year.digits > 4 || (year.value < 1_000 && year.digits == 4);
            if unlikely {
                return None;
            }
            self.set_year(year, hints)?;
            self.piece.doubts[0] = doubtful;
        }
        if let Some((day, doubtful)) = day {
            if named || self.piece.day.is_some() {
                put(&mut self.piece.day, day.value)?;
            } else {
                self.piece.loose = Some(day);
            }
            self.piece.doubts[2] = doubtful;
        }
        Some(())
    }
}

/// Fills what is still empty; None where it was filled.
fn put<T>(place: &mut Option<T>, value: T) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(value);
    Some(())
}
