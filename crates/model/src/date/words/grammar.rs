//! The one grammar of dates: bounds, ranges, alternatives and double dates, over tokens of any language.
//!
//! Not the reading of a single date, which is [`super::pieces`]. A range lends each side what the other leaves out:
//! "January 30–31, 1949", "30 January – 8 February 1949", "1955–56".

use super::pieces::{Piece, Span};
use super::tidy::is_joint;
use super::tokens::{Kind, Token};
use super::vocabulary::{Bound, Season, Word};
use super::{ReadingHints, convention};
use crate::Day;
use crate::date::Calendar;
use crate::date::calendar::Reckoning;
use crate::date::edtf::{Date, Expression, Mark, Member, Part, SetKind, Side, Year};

/// Reads an expression; what it needed besides the words gathers in the fields.
pub(super) struct Reader<'a> {
    pub hints: &'a ReadingHints,
    pub conventions: Vec<&'static str>,
    pub calendar: Calendar,
}

/// How two dates of a list lie to each other.
enum Joined {
    Dash,
    And,
    Or,
    Stroke,
}

impl Reader<'_> {
    pub fn expression(&mut self, tokens: &[Token]) -> Option<Expression> {
        let mut tokens = trimmed(tokens).to_vec();
        // "probably before May 1953" doubts May.
        let doubts =
            tokens.iter().take_while(|t| matches!(t.word(), Some(Word::Circa | Word::Perhaps))).count();
        let bound =
            tokens.get(doubts).is_some_and(|t| matches!(t.word(), Some(Word::Bound(_) | Word::Between)));
        if bound {
            tokens[..=doubts].rotate_right(1);
        }
        self.bounds_or_list(&tokens)
    }

    fn bounds_or_list(&mut self, tokens: &[Token]) -> Option<Expression> {
        let bound = |token: &Token| match token.word() {
            Some(Word::Bound(bound)) => Some(bound),
            _ => None,
        };
        let first = tokens.first()?;
        if let [from @ .., joint, present] = tokens
            && present.word() == Some(Word::Present)
            && (joint.is_dash() || matches!(joint.word(), Some(Word::To | Word::Bound(Bound::NotAfter))))
        {
            return self.bounded(Bound::From, from);
        }
        if first.word() == Some(Word::Between) {
            return self.between(&tokens[1..]);
        }
        let bounds: Vec<(usize, Bound)> =
            tokens.iter().enumerate().filter_map(|(at, token)| Some((at, bound(token)?))).collect();
        match bounds.as_slice() {
            [] => self.list(tokens),
            // "from 5 to 7 May", "с 5 по 7 мая"
            [(0, Bound::From)] => match self.list(&tokens[1..])? {
                range @ Expression::Interval(..)
                    if tokens.iter().any(|t| t.is_dash() || t.word() == Some(Word::To)) =>
                {
                    Some(range)
                }
                _ => self.bounded(Bound::From, &tokens[1..]),
            },
            [(0, Bound::From), (at, Bound::NotAfter | Bound::Before)] => {
                self.joined(&[&tokens[1..*at], &tokens[at + 1..]], Joined::Dash)
            }
            [(0, kind)] => self.bounded(*kind, &tokens[1..]),
            // 1949年以前
            [(at, kind)] if at + 1 == tokens.len() => self.bounded(*kind, &tokens[..*at]),
            // "5 May by 7 May" is nothing; "5 мая по 7 мая" is a range.
            [(at, Bound::NotAfter)] => self.joined(&[&tokens[..*at], &tokens[at + 1..]], Joined::Dash),
            [(0, lower), (at, upper)] => self.both_bounds(*lower, &tokens[1..*at], *upper, &tokens[at + 1..]),
            _ => None,
        }
    }

    /// "not earlier than X, not later than Y"
    fn both_bounds(
        &mut self,
        lower: Bound,
        from: &[Token],
        upper: Bound,
        to: &[Token],
    ) -> Option<Expression> {
        let mut pieces = self.pieces(&[trimmed(from), trimmed(to)])?;
        complete(&mut pieces);
        self.supply_years(&mut pieces)?;
        let spans = self.spans(&pieces)?;
        let from = match lower {
            Bound::NotBefore | Bound::From => spans[0].first,
            Bound::After => after(spans[0].last)?,
            Bound::NotAfter | Bound::Before => return None,
        };
        let to = match upper {
            Bound::NotAfter => spans[1].last,
            Bound::Before => before(spans[1].first)?,
            Bound::NotBefore | Bound::After | Bound::From => return None,
        };
        interval(from, to)
    }

    fn bounded(&mut self, bound: Bound, tokens: &[Token]) -> Option<Expression> {
        let (first, last) = match self.list(tokens)? {
            Expression::Date(date) => (date, date),
            Expression::Interval(Side::Date(first), Side::Date(last)) => (first, last),
            _ => return None,
        };
        let (from, to) = match bound {
            Bound::NotAfter => (Side::Open, Side::Date(last)),
            Bound::NotBefore | Bound::From => (Side::Date(first), Side::Open),
            Bound::Before => (Side::Open, Side::Date(before(first)?)),
            Bound::After => (Side::Date(after(last)?), Side::Open),
        };
        Some(Expression::Interval(from, to))
    }

    fn between(&mut self, tokens: &[Token]) -> Option<Expression> {
        let joint = |token: &Token| token.is_dash() || matches!(token.word(), Some(Word::And | Word::To));
        let sides: Vec<&[Token]> = tokens.split(joint).collect();
        if sides.len() == 2 { self.joined(&sides, Joined::Dash) } else { None }
    }

    /// One date, or several of one kind of joint.
    fn list(&mut self, tokens: &[Token]) -> Option<Expression> {
        let tokens = trimmed(tokens);
        let split =
            |is: &dyn Fn(&Token) -> bool| -> Vec<&[Token]> { tokens.split(|token| is(token)).collect() };
        let by_or = split(&|token| token.word() == Some(Word::Or));
        if by_or.len() > 1 {
            return self.joined(&by_or, Joined::Or);
        }
        let by_dash = split(&|token| token.is_dash() || token.word() == Some(Word::To));
        if by_dash.len() > 1 {
            return if by_dash.len() == 2 { self.joined(&by_dash, Joined::Dash) } else { None };
        }
        let by_and = split(&|token| token.word() == Some(Word::And));
        if by_and.len() > 1 {
            return self.joined(&by_and, Joined::And);
        }
        let by_stroke = split(&|token| token.mark() == Some('/'));
        if by_stroke.len() > 1 {
            return self.joined(&by_stroke, Joined::Stroke);
        }
        let mut pieces = self.pieces(&[tokens])?;
        self.supply_years(&mut pieces)?;
        let span = self.spans(&pieces)?.pop()?;
        of_span(span)
    }

    fn pieces(&self, groups: &[&[Token]]) -> Option<Vec<Piece>> {
        // "c." and "probably" before the first of several hold for all.
        let leading: Vec<Word> = groups
            .first()?
            .iter()
            .map_while(Token::word)
            .take_while(|word| matches!(word, Word::Circa | Word::Perhaps))
            .collect();
        let mut pieces =
            groups.iter().map(|group| Piece::gather(group, self.hints)).collect::<Option<Vec<_>>>()?;
        for piece in &mut pieces {
            piece.circa |= leading.contains(&Word::Circa);
            piece.doubtful |= leading.contains(&Word::Perhaps);
        }
        Some(pieces)
    }

    fn joined(&mut self, groups: &[&[Token]], joint: Joined) -> Option<Expression> {
        if groups.len() > 20 {
            return None;
        }
        let groups: Vec<&[Token]> = groups.iter().map(|group| trimmed(group)).collect();
        let mut pieces = self.pieces(&groups)?;
        if let Some(date) = self.month_and_year(&pieces, &joint) {
            return Some(date);
        }
        let given: Vec<Piece> = pieces.clone();
        complete(&mut pieces);
        self.supply_years(&mut pieces)?;
        if let [first, second] = pieces.as_slice() {
            if let Some(winter) = self.winter(first, second) {
                return Some(winter);
            }
            // "2 February 1648/9": a year that began in spring or in January.
            let other_year =
                matches!(joint, Joined::Stroke) && given[1].loose.is_some() && second.year > first.year;
            if other_year && first.day.is_some() && (first.month, first.day) == (second.month, second.day) {
                return of_span(second.span(&mut self.conventions)?);
            }
            if matches!(joint, Joined::Stroke)
                && let Some(day) = self.double_date(first, second, &given)
            {
                return Some(Expression::Date(Date::day(day)));
            }
        }
        let mut spans = self.spans(&pieces)?;
        match joint {
            Joined::Dash => {
                if let [first, second] = spans.as_mut_slice() {
                    mend_turn_of_year(first, second, &given);
                }
                interval(spans.first()?.first, spans.last()?.last)
            }
            Joined::Or => Some(set(SetKind::OneOf, &spans)),
            _ if spans.windows(2).all(|pair| adjacent(pair[0], pair[1])) => {
                interval(spans.first()?.first, spans.last()?.last)
            }
            Joined::And => Some(set(SetKind::AllOf, &spans)),
            Joined::Stroke => Some(set(SetKind::OneOf, &spans)),
        }
    }

    /// "June — 1861": a month and a year, the day left open.
    fn month_and_year(&mut self, pieces: &[Piece], joint: &Joined) -> Option<Expression> {
        let [month, year] = pieces else { return None };
        let open = matches!(joint, Joined::Dash)
            && month.month.is_some()
            && month.day.is_none()
            && month.year.is_none()
            && month.short_year.is_none()
            && year.is_only_year();
        let whole = Piece { year: year.year, ..month.clone() };
        open.then(|| of_span(whole.span(&mut self.conventions)?)).flatten()
    }

    fn supply_years(&mut self, pieces: &mut [Piece]) -> Option<()> {
        for piece in pieces {
            if piece.short_year.is_some() {
                // Without a year near it, two figures are of the twentieth century.
                piece.complete_short_year(self.hints.near_year.unwrap_or(1_949));
                self.conventions.push(convention::TWO_DIGIT_YEAR);
            }
            if piece.year.is_none()
                && let Some(year) = self.hints.year
            {
                piece.year = Some(year);
                self.conventions.push(convention::YEAR_SUPPLIED);
            }
        }
        Some(())
    }

    fn spans(&mut self, pieces: &[Piece]) -> Option<Vec<Span>> {
        let spans =
            pieces.iter().map(|piece| piece.span(&mut self.conventions)).collect::<Option<Vec<_>>>()?;
        if let Some(calendar) =
            pieces.iter().map(Piece::shown_calendar).find(|own| *own != Calendar::Gregorian)
        {
            self.calendar = calendar;
        }
        Some(spans)
    }

    /// "winter 1950–1951" is one winter.
    fn winter(&mut self, first: &Piece, second: &Piece) -> Option<Expression> {
        let (begins, ends) = (first.year?, second.year?);
        let named =
            first.season == Some(Season::Winter) && second.season.is_none_or(|own| own == Season::Winter);
        if !named
            || ends != begins + 1
            || first.third.is_some()
            || second.month.is_some()
            || second.third.is_some()
        {
            return None;
        }
        self.conventions.push(convention::SEASON_NORTH);
        let mark =
            Mark { uncertain: first.doubtful || second.doubtful, approximate: first.circa || second.circa };
        interval(Date::month(begins, 12).marked(mark), Date::month(ends, 2).marked(mark))
    }

    /// "May 2/15, 1917": one day by both calendars. What one side took from the other may be off by a month or a
    /// year, at the turn of either.
    fn double_date(&mut self, first: &Piece, second: &Piece, given: &[Piece]) -> Option<Day> {
        let gregorian = |piece: &Piece| piece.day_by(Reckoning::Gregorian);
        let julian = |piece: &Piece| piece.day_by(Reckoning::Julian);
        let mut candidates = vec![(first.clone(), second.clone())];
        let earlier = |piece: &Piece| {
            let (year, month) = (piece.year?, piece.month?);
            let (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
            Some(Piece { year: Some(year), month: Some(month), ..piece.clone() })
        };
        if given[0].month.is_none() {
            candidates.extend(earlier(first).map(|first| (first, second.clone())));
        }
        if given[0].year.is_none() && given[0].short_year.is_none() {
            let first = Piece { year: first.year.map(|year| year - 1), ..first.clone() };
            candidates.push((first, second.clone()));
        }
        if given[1].year.is_none() && given[1].short_year.is_none() {
            let second = Piece { year: second.year.map(|year| year + 1), ..second.clone() };
            candidates.push((first.clone(), second));
        }
        let day = candidates.iter().find_map(|(first, second)| {
            let old_first = julian(first).filter(|day| gregorian(second) == Some(*day));
            old_first.or_else(|| julian(second).filter(|day| gregorian(first) == Some(*day)))
        })?;
        self.calendar = Calendar::Dual;
        Some(day)
    }
}

/// Without joints at the ends.
fn trimmed(mut tokens: &[Token]) -> &[Token] {
    let loose = |token: &Token| is_joint(token) && !matches!(token.kind, Kind::Word(Word::Bound(_)));
    while let [first, rest @ ..] = tokens
        && loose(first)
    {
        tokens = rest;
    }
    while let [rest @ .., last] = tokens
        && loose(last)
    {
        tokens = rest;
    }
    tokens
}

/// Lends each piece what its neighbours say and it does not.
fn complete(pieces: &mut [Piece]) {
    let has_day = pieces.iter().any(|piece| piece.day.is_some());
    let year = pieces.iter().find_map(|piece| piece.year);
    for at in 0..pieces.len() {
        let month_of = |piece: &Piece| piece.month.map(|month| (month, piece.reckoning));
        let after = pieces[at + 1..].iter().find_map(month_of);
        let before = pieces[..at].iter().rev().find_map(month_of);
        let season = pieces.iter().find_map(|piece| piece.season);
        let (short, digits) =
            pieces[at].loose.map_or((None, 0), |number| (Some(number.value), number.digits));
        let full_before = at > 0 && pieces[at - 1].day.is_some() && pieces[at - 1].year.is_some();
        let earlier = at.checked_sub(1).and_then(|before| pieces.get(before)).cloned();
        let next_marked = pieces.get(at + 1).is_some_and(|next| next.month_marked);
        let piece = &mut pieces[at];
        if let Some(value) = short.filter(|_| !has_day && next_marked && piece.year.is_some()) {
            // 1950年6—7月
            (piece.month, piece.loose) = (Some(value), None);
        } else if let Some(value) = short {
            let old_new_year = full_before
                && earlier.as_ref().is_some_and(|earlier| {
                    let next = earlier.year.unwrap_or(0) + 1;
                    earlier.month.is_some_and(|month| month <= 3)
                        && next.rem_euclid(10_i64.pow(u32::from(digits.min(2)))) == i64::from(value)
                });
            if has_day && !old_new_year {
                piece.day = Some(value);
                piece.loose = None;
            } else if let Some(earlier) = earlier.filter(|earlier| earlier.year.is_some()) {
                // "1955–56", "1648/9"
                let unit = 10_i64.pow(u32::from(digits.min(2)));
                let before = earlier.year.unwrap_or(0);
                let year = before.div_euclid(unit) * unit + i64::from(value);
                piece.year = Some(if year > before { year } else { year + unit });
                piece.loose = None;
                if old_new_year {
                    (piece.month, piece.day) = (earlier.month, earlier.day);
                }
            }
        }
        let needs_month =
            piece.day.is_some() || piece.third.is_some() && piece.year.is_none() && piece.season.is_none();
        if piece.month.is_none()
            && needs_month
            && let Some((month, reckoning)) = after.or(before)
        {
            (piece.month, piece.reckoning) = (Some(month), reckoning);
        }
        if piece.season.is_none() && piece.is_only_year() {
            piece.season = season;
        }
    }
    let short = pieces.iter().rev().find_map(|piece| piece.short_year);
    let later = pieces.iter().rev().find_map(|piece| piece.year);
    let unit = pieces.iter().rev().find_map(|piece| piece.year.map(|_| (piece.unit, piece.calendar)));
    let old_style = pieces.iter().find_map(|piece| piece.old_style);
    for piece in pieces.iter_mut() {
        if let Some(near) = year {
            piece.complete_short_year(near);
        }
        if piece.year.is_none() && piece.short_year.is_none() {
            (piece.year, piece.short_year) = (later, if later.is_none() { short } else { None });
            if let Some((unit, calendar)) = unit {
                (piece.unit, piece.calendar) = (unit, calendar);
            }
        }
        piece.old_style = piece.old_style.or(old_style);
    }
}

/// "December 30 – January 2, 1950": the year that one side lent to the other is off by one.
fn mend_turn_of_year(first: &mut Span, second: &mut Span, given: &[Piece]) {
    if first.first.bounds().0 <= second.last.bounds().1 {
        return;
    }
    let shift = |span: &mut Span, by: i64| {
        for date in [&mut span.first, &mut span.last] {
            let year = date.bounds().0.year_month_day().0;
            date.year = Year::of(year + by);
        }
    };
    if given[0].year.is_none() && given[0].short_year.is_none() {
        shift(first, -1);
    } else if given[1].year.is_none() && given[1].short_year.is_none() {
        shift(second, 1);
    }
}

fn adjacent(first: Span, second: Span) -> bool {
    first.last.bounds().1.next() == second.first.bounds().0
}

fn set(kind: SetKind, spans: &[Span]) -> Expression {
    let member = |span: &Span| {
        if span.first == span.last { Member::One(span.first) } else { Member::Range(span.first, span.last) }
    };
    Expression::Set(kind, spans.iter().map(member).collect())
}

fn of_span(span: Span) -> Option<Expression> {
    if span.first == span.last { Some(Expression::Date(span.first)) } else { interval(span.first, span.last) }
}

/// None where it would end before it begins, or a shifted year left a day that never was.
fn interval(first: Date, last: Date) -> Option<Expression> {
    let (from, to) = (first.find_bounds()?.0, last.find_bounds()?.1);
    (from <= to).then_some(Expression::Interval(Side::Date(first), Side::Date(last)))
}

/// The date of the same kind before this one.
fn before(date: Date) -> Option<Date> {
    let day = date.bounds().0.previous();
    Some(neighbour(date, day))
}

fn after(date: Date) -> Option<Date> {
    let day = date.bounds().1.next();
    Some(neighbour(date, day))
}

fn neighbour(date: Date, day: Day) -> Date {
    let (year, month, _) = day.year_month_day();
    let plain = matches!(date.year, Year::Plain { digits, .. } if !digits.contains(&None));
    let near = match (date.part, date.day) {
        (None, _) if plain => Date::year(Year::of(year)),
        (Some((Part::Month(_), _)), None) if plain => Date::month(year, month),
        _ => Date::day(day),
    };
    near.marked(date.year_mark)
}
