//! Reading EDTF strictly: what the standard does not allow is refused, with what is wrong and where.
//!
//! Forgiving reading is [`words`](super::super::words)' business. Length and number of members are limited before
//! anything is looked at, so that a hostile string costs no more than an honest one.

use super::{
    Date, Digits, Edtf, EdtfError, Expression, MOST_CHARACTERS, MOST_MEMBERS, Mark, Member, Moment, Part,
    SetKind, Side, Year, Zone,
};
use crate::Day;
use crate::date::ClockTime;
use std::str::FromStr;

/// A problem and the byte at which it lies. All input is ASCII by then, so bytes are characters.
type Refusal = (usize, &'static str);

impl FromStr for Edtf {
    type Err = EdtfError;
    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let refuse = |(at, problem): Refusal| EdtfError {
            value: text.chars().take(80).collect(),
            at: at + 1,
            problem,
        };
        if text.len() > MOST_CHARACTERS {
            return Err(refuse((MOST_CHARACTERS, "it is longer than 1,000 characters")));
        }
        if let Some(at) = text.chars().position(|c| !c.is_ascii_graphic() && c != ' ') {
            return Err(refuse((at, "this character has no place in EDTF")));
        }
        expression(text).map(Self).map_err(refuse)
    }
}

fn expression(text: &str) -> Result<Expression, Refusal> {
    match text.as_bytes() {
        [] => Err((0, "it is empty")),
        [b'[', ..] => set(text, SetKind::OneOf, b']'),
        [b'{', ..] => set(text, SetKind::AllOf, b'}'),
        _ => match (text.find('/'), text.find('T')) {
            (Some(at), _) => interval(text, at),
            (None, Some(at)) => moment(text, at).map(Expression::Moment),
            (None, None) => date(text, 0).map(Expression::Date),
        },
    }
}

fn interval(text: &str, slash: usize) -> Result<Expression, Refusal> {
    let (before, after) = (&text[..slash], &text[slash + 1..]);
    if let Some(second) = after.find('/') {
        return Err((slash + 1 + second, "an interval has one `/`"));
    }
    let side = |text: &str, start| match text {
        "" => Ok(Side::Unknown),
        ".." => Ok(Side::Open),
        _ => date(text, start).map(Side::Date),
    };
    let (from, to) = (side(before, 0)?, side(after, slash + 1)?);
    match (from.date(), to.date()) {
        (None, None) => Err((0, "an interval needs a date on at least one side")),
        (Some(from), Some(to)) if from.bounds().0 > to.bounds().1 => {
            Err((slash + 1, "the interval ends before it begins"))
        }
        _ => Ok(Expression::Interval(from, to)),
    }
}

fn set(text: &str, kind: SetKind, close: u8) -> Result<Expression, Refusal> {
    if text.len() < 2 || text.as_bytes().last() != Some(&close) {
        return Err((text.len(), "the set is not closed"));
    }
    let inner = &text[1..text.len() - 1];
    let count = inner.split(',').count();
    if count > MOST_MEMBERS {
        return Err((1, "the set has more than 100 members"));
    }
    let mut start = 1;
    let mut members = Vec::with_capacity(count);
    for (place, written) in inner.split(',').enumerate() {
        let trimmed = written.strip_prefix(' ').filter(|_| place > 0).unwrap_or(written);
        let shift = written.len() - trimmed.len();
        members.push(member(trimmed, start + shift, place == 0, place + 1 == count)?);
        start += written.len() + 1;
    }
    Ok(Expression::Set(kind, members))
}

fn member(text: &str, start: usize, first: bool, last: bool) -> Result<Member, Refusal> {
    let Some(dots) = text.find("..") else {
        return date(text, start).map(Member::One);
    };
    let (before, after) = (&text[..dots], &text[dots + 2..]);
    match (before.is_empty(), after.is_empty()) {
        (true, true) => Err((start, "`..` needs a date beside it")),
        (true, false) if !first => Err((start, "only the first member of a set can begin with `..`")),
        (true, false) => date(after, start + 2).map(Member::UpTo),
        (false, true) if !last => Err((start + dots, "only the last member of a set can end with `..`")),
        (false, true) => date(before, start).map(Member::From),
        (false, false) => {
            let (from, to) = (date(before, start)?, date(after, start + dots + 2)?);
            if from.bounds().0 > to.bounds().1 {
                return Err((start + dots, "the range ends before it begins"));
            }
            Ok(Member::Range(from, to))
        }
    }
}

/// `1985-04-12T23:20:30`, then nothing, `Z`, `+04` or `-04:30`.
fn moment(text: &str, letter: usize) -> Result<Moment, Refusal> {
    let day: Day = text[..letter].parse().map_err(|_| (0, "before `T` a full date is needed"))?;
    if day.to_string() != text[..letter] {
        return Err((0, "before `T` a full date of four-digit year is needed"));
    }
    let mut cursor = Cursor { text: text.as_bytes(), at: letter + 1, start: 0 };
    let hour = cursor.number("the hour has two digits")?;
    cursor.expect(b':', "hour and minute are parted by `:`")?;
    let minute = cursor.number("the minute has two digits")?;
    cursor.expect(b':', "minute and second are parted by `:`")?;
    let second = cursor.number("the second has two digits")?;
    let time = ClockTime::new(hour, minute).filter(|_| second < 60);
    let time = time.ok_or((letter + 1, "there is no such time of day"))?;
    let zone = zone(&mut cursor)?;
    cursor.finish("nothing can follow the time")?;
    Ok(Moment { day, time, second: second as u8, zone })
}

fn zone(cursor: &mut Cursor<'_>) -> Result<Zone, Refusal> {
    let sign = match cursor.peek() {
        None => return Ok(Zone::Unsaid),
        Some(b'Z') => {
            cursor.at += 1;
            return Ok(Zone::Utc);
        }
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return Err(cursor.refuse("a zone is `Z`, `+04` or `-04:30`")),
    };
    let start = cursor.at;
    cursor.at += 1;
    let hours = cursor.number("the zone's hours have two digits")?;
    let minutes = match cursor.peek() {
        Some(b':') => {
            cursor.at += 1;
            cursor.number("the zone's minutes have two digits")?
        }
        _ => 0,
    };
    let total = hours * 60 + minutes;
    if minutes > 59 || total > 14 * 60 || (sign < 0 && total == 0) {
        return Err((start, "there is no such zone"));
    }
    Ok(Zone::Offset(sign * total as i16))
}

/// A date that begins at byte `start` of the whole.
fn date(text: &str, start: usize) -> Result<Date, Refusal> {
    let mut cursor = Cursor { text: text.as_bytes(), at: 0, start };
    let mut year_mark = cursor.mark()?;
    let year = cursor.year()?;
    year_mark = year_mark.and(cursor.mark()?);
    let mut date = Date { year, year_mark, part: None, day: None };
    if cursor.take_hyphen() {
        if !matches!(year, Year::Plain { significant: None, .. }) {
            return Err(cursor.refuse("a year with `Y`, `E` or `S` stands alone"));
        }
        let own = cursor.mark()?;
        let part = cursor.part()?;
        let trailing = cursor.mark()?;
        date.part = Some((part, own));
        date = date.marked(trailing);
        if cursor.take_hyphen() {
            if matches!(part, Part::Grouping(_)) {
                return Err(cursor.refuse("a season has no days"));
            }
            let own = cursor.mark()?;
            let at = cursor.at;
            let digits = cursor.digits("the day has two digits")?;
            let trailing = cursor.mark()?;
            date.day = Some((digits, own));
            date = date.marked(trailing);
            if date.find_bounds().is_none() {
                return Err((start + at, "there is no such day"));
            }
        }
    }
    cursor.finish("nothing can follow the date here")?;
    Ok(date)
}

struct Cursor<'a> {
    text: &'a [u8],
    at: usize,
    /// Where `text` begins in the whole.
    start: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }
    fn refuse(&self, problem: &'static str) -> Refusal {
        (self.start + self.at, problem)
    }
    fn expect(&mut self, byte: u8, problem: &'static str) -> Result<(), Refusal> {
        if self.peek() != Some(byte) {
            return Err(self.refuse(problem));
        }
        self.at += 1;
        Ok(())
    }
    fn finish(&self, problem: &'static str) -> Result<(), Refusal> {
        if self.peek().is_none() { Ok(()) } else { Err(self.refuse(problem)) }
    }
    fn take_hyphen(&mut self) -> bool {
        let found = self.peek() == Some(b'-');
        self.at += usize::from(found);
        found
    }
    fn mark(&mut self) -> Result<Mark, Refusal> {
        let mark = match self.peek() {
            Some(b'?') => Mark { uncertain: true, approximate: false },
            Some(b'~') => Mark { uncertain: false, approximate: true },
            Some(b'%') => Mark { uncertain: true, approximate: true },
            _ => return Ok(Mark::NONE),
        };
        self.at += 1;
        match self.peek() {
            Some(b'?' | b'~' | b'%') => Err(self.refuse("`?` and `~` together are written `%`")),
            _ => Ok(mark),
        }
    }
    fn number(&mut self, problem: &'static str) -> Result<u16, Refusal> {
        match self.digits(problem)? {
            [Some(ten), Some(one)] => Ok(u16::from(ten) * 10 + u16::from(one)),
            _ => Err(self.refuse(problem)),
        }
    }
    fn digits<const N: usize>(&mut self, problem: &'static str) -> Result<Digits<N>, Refusal> {
        let mut digits = [None; N];
        for digit in &mut digits {
            *digit = match self.peek() {
                Some(byte @ b'0'..=b'9') => Some(byte - b'0'),
                Some(b'X') => None,
                Some(b'x' | b'u' | b'U') => {
                    return Err(self.refuse("an unspecified digit is a capital `X`"));
                }
                _ => return Err(self.refuse(problem)),
            };
            self.at += 1;
        }
        match self.peek() {
            Some(b'0'..=b'9' | b'X') => Err(self.refuse(problem)),
            _ => Ok(digits),
        }
    }
    fn year(&mut self) -> Result<Year, Refusal> {
        if self.peek() == Some(b'Y') {
            self.at += 1;
            return self.long_year();
        }
        let negative = self.take_hyphen();
        let digits = self.digits("the year has four digits, or `Y` before it")?;
        if negative && digits == [Some(0); 4] {
            return Err(self.refuse("there is no year -0000"));
        }
        let most = if digits.contains(&None) { 0 } else { 4 };
        Ok(Year::Plain { negative, digits, significant: self.significant(most)? })
    }
    fn long_year(&mut self) -> Result<Year, Refusal> {
        let negative = self.take_hyphen();
        let begins = self.at;
        let significand = self.integer("`Y` is followed by a year")?;
        let digits = (self.at - begins) as u32;
        if self.peek() == Some(b'E') {
            self.at += 1;
            let exponent = self.integer("`E` is followed by a number")?;
            let exponent = u32::try_from(exponent).map_err(|_| self.refuse("the exponent is too large"))?;
            if self.text[begins] == b'0' {
                return Err((self.start + begins, "the year begins with a zero"));
            }
            let significant = self.significant(digits.saturating_add(exponent).min(255))?;
            return Ok(Year::Power { negative, significand, exponent, significant });
        }
        if digits < 5 || self.text[begins] == b'0' {
            return Err((self.start + begins, "a year with `Y` has more than four digits"));
        }
        // Invariant: at most 18 digits, which i64 holds.
        let value = significand as i64 * if negative { -1 } else { 1 };
        Ok(Year::Long { value, significant: self.significant(digits)? })
    }
    fn integer(&mut self, problem: &'static str) -> Result<u64, Refusal> {
        let digits = self.text[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return Err(self.refuse(problem));
        }
        if digits > 18 {
            return Err(self.refuse("more than 18 digits"));
        }
        let value = self.text[self.at..self.at + digits]
            .iter()
            .fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'));
        self.at += digits;
        Ok(value)
    }
    /// `S` and a count of at most as many digits as there are.
    fn significant(&mut self, most: u32) -> Result<Option<u8>, Refusal> {
        if self.peek() != Some(b'S') {
            return Ok(None);
        }
        self.at += 1;
        let at = self.at;
        let count = self.integer("`S` is followed by the number of significant digits")?;
        match u8::try_from(count) {
            Ok(count) if count > 0 && u32::from(count) <= most => Ok(Some(count)),
            _ => Err((self.start + at, "the year has not that many known digits")),
        }
    }
    fn part(&mut self) -> Result<Part, Refusal> {
        let at = self.at;
        let digits = self.digits("the month has two digits")?;
        let problem = "this is neither a month (01–12) nor a season (21–41)";
        match digits {
            [Some(ten), Some(one)] if (21..=41).contains(&(ten * 10 + one)) => {
                Ok(Part::Grouping(ten * 10 + one))
            }
            _ if (1..=12).any(|month| super::bounds::fits(digits, month)) => Ok(Part::Month(digits)),
            _ => Err((self.start + at, problem)),
        }
    }
}
