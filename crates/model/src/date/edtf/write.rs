//! Writing EDTF: every value has one writing.
//!
//! Not a description for people; pages show the words of the document. Where qualifiers could stand in several
//! places, one at the end of a group is preferred to one before each part. The reader is [`super::parse`].

use super::{Date, Digits, Edtf, Expression, Mark, Member, Moment, Part, SetKind, Side, Year, Zone};
use std::fmt::{self, Display, Formatter, Write};

impl Display for Edtf {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Expression::Date(date) => write!(f, "{date}"),
            Expression::Moment(moment) => write!(f, "{moment}"),
            Expression::Interval(from, to) => write!(f, "{from}/{to}"),
            Expression::Set(kind, members) => {
                let (open, close) = if *kind == SetKind::OneOf { ('[', ']') } else { ('{', '}') };
                f.write_char(open)?;
                for (place, member) in members.iter().enumerate() {
                    if place > 0 {
                        f.write_char(',')?;
                    }
                    write!(f, "{member}")?;
                }
                f.write_char(close)
            }
        }
    }
}

impl Display for Member {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(date) => write!(f, "{date}"),
            Self::Range(from, to) => write!(f, "{from}..{to}"),
            Self::UpTo(date) => write!(f, "..{date}"),
            Self::From(date) => write!(f, "{date}.."),
        }
    }
}

impl Display for Side {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}:{:02}", self.day, self.time, self.second)?;
        match self.zone {
            Zone::Unsaid => Ok(()),
            Zone::Utc => f.write_char('Z'),
            Zone::Offset(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl Display for Date {
    /// Qualifiers: one behind the last part when all share it; one behind the month when year and month share it
    /// and the day differs; otherwise behind the year and before month and day.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let part_mark = self.part.map_or(self.year_mark, |(_, mark)| mark);
        let day_mark = self.day.map_or(part_mark, |(_, mark)| mark);
        let whole = self.year_mark == part_mark && part_mark == day_mark;
        let year_and_month = !whole && self.year_mark == part_mark;
        write_year(f, self.year)?;
        if let Some((part, mark)) = self.part {
            if !whole && !year_and_month {
                write_mark(f, self.year_mark)?;
            }
            f.write_char('-')?;
            if !whole && !year_and_month {
                write_mark(f, mark)?;
            }
            match part {
                Part::Month(digits) => write_digits(f, digits)?,
                Part::Grouping(number) => write!(f, "{number:02}")?,
            }
            if year_and_month {
                write_mark(f, mark)?;
            }
        }
        if let Some((digits, mark)) = self.day {
            f.write_char('-')?;
            if !whole {
                write_mark(f, mark)?;
            }
            write_digits(f, digits)?;
        }
        if whole { write_mark(f, self.year_mark) } else { Ok(()) }
    }
}

fn write_year(f: &mut Formatter<'_>, year: Year) -> fmt::Result {
    let sign = |negative| if negative { "-" } else { "" };
    let significant = match year {
        Year::Plain { negative, digits, significant } => {
            f.write_str(sign(negative))?;
            write_digits(f, digits)?;
            significant
        }
        Year::Long { value, significant } => {
            write!(f, "Y{value}")?;
            significant
        }
        Year::Power { negative, significand, exponent, significant } => {
            write!(f, "Y{}{significand}E{exponent}", sign(negative))?;
            significant
        }
    };
    significant.map_or(Ok(()), |count| write!(f, "S{count}"))
}

fn write_digits<const N: usize>(f: &mut Formatter<'_>, digits: Digits<N>) -> fmt::Result {
    digits.into_iter().try_for_each(|digit| f.write_char(digit.map_or('X', |digit| (b'0' + digit) as char)))
}

fn write_mark(f: &mut Formatter<'_>, mark: Mark) -> fmt::Result {
    match (mark.uncertain, mark.approximate) {
        (false, false) => Ok(()),
        (true, false) => f.write_char('?'),
        (false, true) => f.write_char('~'),
        (true, true) => f.write_char('%'),
    }
}
