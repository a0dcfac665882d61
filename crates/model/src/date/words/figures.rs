//! Dates in figures: "8.1.1949", "1949-01-08", "08/01/1949", "8.XII.49", "19490108".
//!
//! Decides only which figure is the year, the month and the day. Dots mean day first everywhere; where strokes or
//! hyphens leave it open the source's order decides, and the date then names that convention.

use super::tokens::{Figures, Kind, Number, Token};
use super::vocabulary::Word;
use super::{DateOrder, ReadingHints, convention};
use crate::date::Calendar;

/// Replaces figures by [`Kind::Figures`]. Answers the conventions that were needed.
pub(super) fn gather(tokens: &mut Vec<Token>, hints: &ReadingHints) -> Vec<&'static str> {
    // Years of these eras have two figures and stand first.
    let era = matches!(hints.calendar, Calendar::Republican | Calendar::Showa);
    let order = hints.order;
    let mut conventions = Vec::new();
    let mut gathered = Vec::with_capacity(tokens.len());
    let months = tokens.iter().any(is_month);
    let mut at = 0;
    while at < tokens.len() {
        let here = Here { tokens, at, order, months };
        let after_era = gathered.last().is_some_and(|last: &Token| matches!(last.word(), Some(Word::Era(_))));
        match here.find(after_era || era) {
            Some((figures, count, named)) => {
                conventions.extend(named);
                let figures = with_doubts(figures, &tokens[at..at + count]);
                gathered.push(Token {
                    end: tokens[at + count - 1].end,
                    ..tokens[at].becoming(Kind::Figures(figures))
                });
                at += count;
            }
            None => {
                gathered.push(tokens[at]);
                at += 1;
            }
        }
    }
    *tokens = gathered;
    conventions
}

fn with_doubts(mut figures: Figures, tokens: &[Token]) -> Figures {
    for token in tokens.iter().filter(|token| token.doubtful) {
        let number = token.number();
        let part = match number.map(|number| number.value) {
            _ if number.is_some() && number == figures.year => 0,
            Some(value) if Some(value) == figures.day => 2,
            _ => 1,
        };
        figures.doubts[part] = true;
    }
    figures
}

type Found = (Figures, usize, Option<&'static str>);

struct Here<'a> {
    tokens: &'a [Token],
    at: usize,
    order: DateOrder,
    /// A month is named somewhere.
    months: bool,
}

fn is_month(token: &Token) -> bool {
    matches!(token.word(), Some(Word::Month(_) | Word::HijriMonth(_) | Word::SolarHijriMonth(_)))
}

/// The year of four digits; ordinals are none.
fn is_long(number: Number) -> bool {
    number.digits == 4
}

fn is_short(number: Number) -> bool {
    number.digits <= 2 && !number.year
}

impl Here<'_> {
    fn token(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }
    fn number(&self, ahead: usize) -> Option<Number> {
        self.token(ahead)?.number()
    }
    fn separator(&self, ahead: usize) -> Option<char> {
        self.token(ahead)?.mark().filter(|mark| matches!(mark, '.' | '/' | '-' | '–'))
    }
    fn glued(&self, from: usize, to: usize) -> bool {
        (from..=to).all(|ahead| self.token(ahead).is_some_and(|token| token.glued))
    }
    fn ends(&self, ahead: usize) -> bool {
        self.token(ahead).is_none_or(|token| {
            token.is_dash() || matches!(token.word(), Some(Word::To | Word::And | Word::Or | Word::Bound(_)))
        })
    }

    fn find(&self, after_era: bool) -> Option<Found> {
        let first = self.number(0)?;
        self.compact(first)
            .or_else(|| self.three(first, after_era))
            .or_else(|| self.roman(first))
            .or_else(|| self.year_month(first))
            .or_else(|| self.month_year(first))
            .or_else(|| self.loose(first))
            .or_else(|| self.day_month(first))
    }

    /// 19490108
    fn compact(&self, first: Number) -> Option<Found> {
        let (year, month, day) = (first.value / 10_000, first.value / 100 % 100, first.value % 100);
        let valid = first.digits == 8 && (1_000..3_000).contains(&year) && (1..=12).contains(&month);
        let year = Number { value: year, digits: 4, ..first };
        (valid && day > 0).then_some((
            Figures { year: Some(year), month, day: Some(day), doubts: [false; 3] },
            1,
            None,
        ))
    }

    /// Three figures with the same mark between.
    fn three(&self, first: Number, after_era: bool) -> Option<Found> {
        let (mark, second) = (self.separator(1)?, self.number(2)?);
        let third = self.number(4).filter(|_| self.separator(3) == Some(mark))?;
        if matches!(mark, '-' | '–') && !self.glued(1, 4)
            || self.separator(5) == Some(mark) && self.number(6).is_some()
        {
            return None;
        }
        let figures = |year: Number, month: Number, day: Number| {
            let valid = is_short(month) && is_short(day);
            valid.then_some(Figures {
                year: Some(year),
                month: month.value,
                day: Some(day.value),
                doubts: [false; 3],
            })
        };
        if is_long(first) || after_era && !is_long(third) {
            return Some((figures(first, second, third)?, 5, None));
        }
        if !is_long(third) && third.digits != 2 {
            return None;
        }
        if mark == '.' {
            return Some((figures(third, second, first)?, 5, None));
        }
        let month_first = match (first.value > 12, second.value > 12) {
            (false, true) => true,
            (true, _) => false,
            _ => self.order == DateOrder::MonthDay,
        };
        let both = |range: std::ops::RangeInclusive<u32>| {
            range.contains(&first.value) && range.contains(&second.value)
        };
        let open = both(1..=12) && first.value != second.value;
        let named = open.then_some(if month_first { convention::MONTH_FIRST } else { convention::DAY_FIRST });
        let (month, day) = if month_first { (first, second) } else { (second, first) };
        Some((figures(third, month, day)?, 5, named))
    }

    /// "8.XII.1949", "8/XII/49", "22 VIII 98"
    fn roman(&self, first: Number) -> Option<Found> {
        let mut ahead = 1;
        let mut next = |here: &Self| {
            ahead += usize::from(here.separator(ahead).is_some());
            let token = here.token(ahead).copied();
            ahead += 1;
            token
        };
        let Kind::Roman(month) = next(self)?.kind else { return None };
        let last = next(self)?.number()?;
        let (year, day) = if is_long(first) { (first, last) } else { (last, first) };
        let valid = is_short(day) && month <= 12 && (year.digits == 2 || is_long(year));
        let figures =
            Figures { year: Some(year), month: u32::from(month), day: Some(day.value), doubts: [false; 3] };
        valid.then_some((figures, ahead, None))
    }

    /// "1949-01", "1949/1", "1949.01"; not the two years of "1950/51" or "1914–18".
    fn year_month(&self, first: Number) -> Option<Found> {
        let (mark, second) = (self.separator(1)?, self.number(2)?);
        let written =
            is_long(first) && is_short(second) && (1..=12).contains(&second.value) && self.glued(1, 2);
        let next_year = mark == '/' && second.value == (first.value + 1) % 100;
        let figures = Figures { year: Some(first), month: second.value, day: None, doubts: [false; 3] };
        let plain = self.separator(3).is_none() && !self.token(3).is_some_and(is_month);
        (written && !next_year && mark != '–' && plain && !self.months).then_some((figures, 3, None))
    }

    /// "01/1949", "8.1949"; not "May 2-1949".
    fn month_year(&self, first: Number) -> Option<Found> {
        let (mark, second) = (self.separator(1)?, self.number(2)?);
        let written =
            is_short(first) && is_long(second) && (1..=12).contains(&first.value) && self.glued(1, 2);
        let figures = Figures { year: Some(second), month: first.value, day: None, doubts: [false; 3] };
        (written && mark != '–' && !self.months && !first.ordinal).then_some((figures, 3, None))
    }

    /// "15/7 98", "25 1 98", "6/7. 98": day, month, year, and a space somewhere between.
    fn loose(&self, first: Number) -> Option<Found> {
        let mark = |ahead| usize::from(matches!(self.separator(ahead), Some('.' | '/')));
        let second_at = 1 + mark(1);
        let second = self.number(second_at)?;
        let third_at = second_at + 1 + mark(second_at + 1);
        let third = self.number(third_at)?;
        let written =
            !self.months && is_short(first) && is_short(second) && (third.digits == 2 || is_long(third));
        let valid = (1..=31).contains(&first.value) && (1..=12).contains(&second.value);
        let alone = self.at == 0 && self.token(third_at + 1).is_none();
        let figures =
            Figures { year: Some(third), month: second.value, day: Some(first.value), doubts: [false; 3] };
        (written && valid && alone).then_some((figures, third_at + 1, None))
    }

    /// "3. 9." before a dash.
    fn day_month(&self, first: Number) -> Option<Found> {
        let second =
            self.number(2).filter(|_| self.separator(1) == Some('.') && self.separator(3) == Some('.'))?;
        let valid = is_short(first) && is_short(second) && (1..=12).contains(&second.value) && self.ends(4);
        let figures = Figures { year: None, month: second.value, day: Some(first.value), doubts: [false; 3] };
        (valid && !self.months).then_some((figures, 4, None))
    }
}
