//! Gathering one date: which words and numbers are its year, month and day.
//!
//! Order does not matter much here, marks and sizes do: 年 and "г." tell a year, a number above 31 can be no day. What
//! the gathered parts mean is [`super::pieces`]' business.

use super::numerals::Script;
use super::pieces::{Piece, Unit};
use super::tokens::{Figures, Kind, Number, Token};
use super::vocabulary::{Era, LAST, Word};
use super::{ReadingHints, convention};
use crate::date::Calendar;
use crate::date::calendar::Reckoning;

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
}

impl Gathering {
    /// Takes the first token, with the mark behind it; answers how many were taken.
    fn take(&mut self, tokens: &[Token], hints: &ReadingHints) -> Option<usize> {
        let token = tokens[0];
        let next = tokens.get(1).and_then(Token::word);
        match token.kind {
            Kind::Number(number) => return self.take_number(token, number, tokens, hints),
            Kind::Figures(figures) => self.take_figures(figures, hints)?,
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

    /// Zeros for the day, or for month and day, leave them open: "06/00/1975".
    fn take_figures(&mut self, figures: Figures, hints: &ReadingHints) -> Option<()> {
        let piece = &mut self.piece;
        let day = figures.day.filter(|day| *day > 0);
        if day != figures.day {
            piece.conventions.push(convention::ZERO_UNKNOWN);
        }
        if figures.month > 0 || day.is_some() || figures.day.is_none() {
            put(&mut piece.month, figures.month)?;
        }
        if let Some(day) = day {
            put(&mut piece.day, day)?;
        }
        if let Some(year) = figures.year {
            self.set_year(year, hints)?;
        }
        self.piece.doubts = figures.doubts;
        Some(())
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
