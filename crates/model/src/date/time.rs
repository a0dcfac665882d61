//! Times of day as people write them: "3:30 p.m.", "0330 hours", "051530Z", "15 h 30", 下午3时30分.
//!
//! Not instants: a time is as read off the clock on the spot, and its zone is kept as written. The words around it
//! are read by [`super::words`], which takes the times out first.

use super::words::tokens::{Kind, Number, Token, cut};
use super::words::vocabulary::{TimeWord, Word};
use serde::{Deserialize, Serialize};

/// A time of day in minutes after midnight, as written on the spot; serialised `HH:MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u16);

impl ClockTime {
    /// The time of this hour (0–23; 24:00 is the next day's 00:00 and refused) and minute.
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self(hour * 60 + minute))
    }
    /// Minutes after midnight.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl std::fmt::Display for ClockTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl std::str::FromStr for ClockTime {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        text.split_once(':')
            .and_then(|(hour, minute)| Self::new(hour.parse().ok()?, minute.parse().ok()?))
            .ok_or_else(|| format!("`{text}` is not a time of day; write it as 03:30"))
    }
}

impl Serialize for ClockTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The first time of day in some words, with its offset in minutes east of Greenwich where the zone says so, and
/// the zone as written.
///
/// ```
/// use fonds_model::date::time::read_time;
/// let (time, offset, zone) = read_time("3:30 p.m. Moscow time").unwrap();
/// assert_eq!((time.to_string().as_str(), offset, zone.as_deref()), ("15:30", Some(180), Some("Moscow time")));
/// ```
pub fn read_time(words: &str) -> Option<(ClockTime, Option<i16>, Option<String>)> {
    let mut tokens = cut(words, None)?;
    take_times(&mut tokens, words).map(|found| (found.time, found.offset, found.zone))
}

/// What the words say about the time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TimeFound {
    pub time: ClockTime,
    pub offset: Option<i16>,
    pub zone: Option<String>,
}

/// Takes every time of day out of the tokens, and answers the first: of a span of times its beginning. The day of a
/// date-time group stays behind as a number.
pub(super) fn take_times(tokens: &mut Vec<Token>, text: &str) -> Option<TimeFound> {
    let mut first = None;
    let mut at = 0;
    while at < tokens.len() {
        let Some(clock) = span_at(tokens, at) else {
            at += 1;
            continue;
        };
        let (zone_end, offset, zone) = zone_after(tokens, clock.end, text);
        let (start, before) = zone_before(tokens, at, text);
        let day = clock.day.map(|day| tokens[at].becoming(Kind::Number(day)));
        tokens.splice(start..zone_end, day);
        at = start + usize::from(day.is_some());
        if first.is_none() {
            let (offset, zone) = match (&clock.zulu, zone, before) {
                (true, ..) => (Some(0), Some("Z".to_owned())),
                (false, None, Some((offset, words))) => (offset, Some(words)),
                (false, zone, _) => (offset, zone),
            };
            first = clock.time().map(|time| TimeFound { time, offset, zone });
        }
    }
    first
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HalfOfDay {
    Morning,
    Afternoon,
}

/// A clock reading that begins at some token.
#[derive(Debug, Clone, Copy)]
struct Clock {
    hour: u16,
    minute: u16,
    half: Option<HalfOfDay>,
    /// The token behind it.
    end: usize,
    /// Sure to be a time; "3" or "10.30" alone is not.
    sure: bool,
    zulu: bool,
    /// The day of a date-time group.
    day: Option<Number>,
}

impl Clock {
    fn time(&self) -> Option<ClockTime> {
        let hour = match self.half {
            Some(HalfOfDay::Morning) if self.hour == 12 => 0,
            Some(HalfOfDay::Afternoon) if self.hour < 12 => self.hour + 12,
            _ => self.hour,
        };
        ClockTime::new(hour, self.minute)
    }
}

/// A time, or two with a dash between, of which the first may leave its half of the day to the second:
/// "3:08–3:58 p.m.", "11:30–1:00 p.m.".
fn span_at(tokens: &[Token], at: usize) -> Option<Clock> {
    let first = clock_at(tokens, at)?;
    let dash = tokens.get(first.end).is_some_and(|token| token.is_dash() || token.word() == Some(Word::To));
    let second = if dash { clock_at(tokens, first.end + 1).filter(|second| second.sure) } else { None };
    let Some(second) = second else {
        return Some(first).filter(|first| first.sure);
    };
    let joined = Clock { end: second.end, sure: true, ..first };
    if first.half.is_some() || second.half.is_none() {
        return Some(joined);
    }
    let same = Clock { half: second.half, ..joined };
    if second.half == Some(HalfOfDay::Afternoon) && same.time() > second.time() {
        return Some(Clock { half: Some(HalfOfDay::Morning), ..joined });
    }
    Some(same)
}

fn clock_at(tokens: &[Token], at: usize) -> Option<Clock> {
    let token = tokens.get(at)?;
    let blank = Clock { hour: 0, minute: 0, half: None, end: at + 1, sure: true, zulu: false, day: None };
    if let Some(Word::Time(word)) = token.word() {
        return match word {
            TimeWord::Noon => Some(Clock { hour: 12, ..blank }),
            TimeWord::Midnight => Some(blank),
            // 下午3时30分
            TimeWord::Am | TimeWord::Pm => {
                let clock = clock_at(tokens, at + 1).filter(|clock| clock.sure && clock.half.is_none())?;
                let half = half_of(word);
                Some(Clock { half, ..clock })
            }
            _ => None,
        };
    }
    let number = token.number().filter(|number| !number.ordinal && !number.year)?;
    clock_of_number(tokens, at, number, blank)
}

fn clock_of_number(tokens: &[Token], at: usize, number: Number, blank: Clock) -> Option<Clock> {
    let time_word = |at: usize| match tokens.get(at).and_then(Token::word) {
        Some(Word::Time(word)) => Some(word),
        _ => None,
    };
    let mark = |at: usize| tokens.get(at).and_then(Token::mark);
    let (high, low) = ((number.value / 100) as u16, (number.value % 100) as u16);
    match (number.digits, time_word(at + 1)) {
        (1..=2, Some(TimeWord::Noon)) if number.value == 12 => {
            return Some(Clock { hour: 12, end: at + 2, ..blank });
        }
        (1..=2, Some(TimeWord::Midnight)) if number.value == 12 => {
            return Some(Clock { end: at + 2, ..blank });
        }
        (3..=4, Some(TimeWord::Hour)) if high < 24 && low < 60 => {
            return Some(Clock { hour: high, minute: low, end: at + 2, ..blank });
        }
        (4, Some(TimeWord::Zone(offset))) if high < 24 && low < 60 && (offset.is_some()) => {
            return Some(Clock { hour: high, minute: low, end: at + 1, ..blank });
        }
        // A date-time group: 051530Z.
        (6, Some(TimeWord::Zone(Some(0)))) if tokens[at + 1].glued => {
            let (day, high) = (number.value / 10_000, number.value / 100 % 100);
            let day = Number { value: day, digits: 2, ordinal: true, ..number };
            let valid = (1..=31).contains(&day.value) && high < 24 && low < 60;
            let clock =
                Clock { hour: high as u16, minute: low, end: at + 2, zulu: true, day: Some(day), ..blank };
            return valid.then_some(clock);
        }
        (1..=2, _) => {}
        _ => return None,
    }
    let hour = u16::try_from(number.value).ok().filter(|hour| *hour < 25)?;
    let minute_at = |at: usize| {
        let number = tokens.get(at)?.number().filter(|number| number.digits == 2 && number.value < 60)?;
        u16::try_from(number.value).ok()
    };
    match (mark(at + 1), minute_at(at + 2), time_word(at + 1)) {
        (Some(':'), Some(minute), _) => {
            let mut end = at + 3;
            if mark(end) == Some(':') && minute_at(end + 1).is_some() {
                end += 2;
                let fraction = mark(end) == Some('.')
                    && tokens[end].glued
                    && tokens.get(end + 1).is_some_and(|t| t.glued);
                if fraction && tokens.get(end + 1).is_some_and(|token| token.number().is_some()) {
                    end += 2;
                }
            }
            if time_word(end) == Some(TimeWord::Hour) {
                end += 1;
            }
            Some(with_half(tokens, Clock { hour, minute, end, ..blank }))
        }
        (Some('.'), Some(minute), _) if tokens[at + 1].glued && tokens[at + 2].glued => {
            let clock = with_half(tokens, Clock { hour, minute, end: at + 3, sure: false, ..blank });
            let hours = time_word(clock.end) == Some(TimeWord::Hour);
            Some(Clock { sure: clock.sure || hours, end: clock.end + usize::from(hours), ..clock })
        }
        (_, _, Some(TimeWord::Hour)) => {
            let minute = minute_at(at + 2);
            let mut end = at + 2 + usize::from(minute.is_some());
            if minute.is_some() && time_word(end) == Some(TimeWord::Minute) {
                end += 1;
            }
            // "5 h 49": two digits behind an hour are minutes only where no mark of a year follows.
            Some(with_half(tokens, Clock { hour, minute: minute.unwrap_or(0), end, ..blank }))
        }
        _ => Some(with_half(tokens, Clock { hour, end: at + 1, sure: false, ..blank })),
    }
}

/// Adds "p.m.", and the editors' correction of it in brackets: "10 a. m. [p. m.]".
fn with_half(tokens: &[Token], mut clock: Clock) -> Clock {
    let half_at = |at: usize| tokens.get(at).and_then(Token::word).and_then(half_of_word);
    let mark = |at: usize| tokens.get(at).and_then(Token::mark);
    if mark(clock.end) == Some('[') && mark(clock.end + 1) == Some('?') && mark(clock.end + 2) == Some(']') {
        clock.end += 3;
    }
    if let Some(half) = half_at(clock.end) {
        clock = Clock { half: Some(half), sure: true, end: clock.end + 1, ..clock };
        if let (Some('['), Some(half), Some(']')) =
            (mark(clock.end), half_at(clock.end + 1), mark(clock.end + 2))
        {
            clock = Clock { half: Some(half), end: clock.end + 3, ..clock };
        }
    }
    clock
}

fn half_of_word(word: Word) -> Option<HalfOfDay> {
    match word {
        Word::Time(word) => half_of(word),
        _ => None,
    }
}

fn half_of(word: TimeWord) -> Option<HalfOfDay> {
    match word {
        TimeWord::Am => Some(HalfOfDay::Morning),
        TimeWord::Pm => Some(HalfOfDay::Afternoon),
        _ => None,
    }
}

/// The zone behind a time: where it ends, its offset, its words. A place before "time" may have three words.
fn zone_after(tokens: &[Token], at: usize, text: &str) -> (usize, Option<i16>, Option<String>) {
    if let Some((end, offset)) = numeric_zone(tokens, at) {
        return (end, Some(offset), None);
    }
    if tokens.get(at).and_then(Token::mark) == Some('(') {
        let (end, offset, zone) = zone_after(tokens, at + 1, text);
        if zone.is_some() && tokens.get(end).and_then(Token::mark) == Some(')') {
            return (end + 1, offset, zone);
        }
        return (at, None, None);
    }
    let words = |end: usize| text.get(tokens[at].start..tokens[end - 1].end).map(str::to_owned);
    for end in at + 1..=(at + 4).min(tokens.len()) {
        match tokens[end - 1].kind {
            Kind::Word(Word::Time(TimeWord::Zone(offset))) if end == at + 1 => {
                return (end, offset, words(end));
            }
            Kind::Word(Word::Time(TimeWord::OfPlace)) if end > at + 1 => return (end, None, words(end)),
            Kind::Unknown => {}
            _ => break,
        }
    }
    (at, None, None)
}

/// "+03:00" and "-0500", glued to the time.
fn numeric_zone(tokens: &[Token], at: usize) -> Option<(usize, i16)> {
    let sign = match tokens.get(at).filter(|token| token.glued)?.mark()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let hours = tokens.get(at + 1).filter(|token| token.glued)?.number()?;
    let minutes =
        || tokens.get(at + 3).filter(|token| token.glued)?.number().filter(|number| number.digits == 2);
    let colon = tokens.get(at + 2).and_then(Token::mark) == Some(':');
    let (end, total) = match (hours.digits, colon) {
        (2, true) => (at + 4, hours.value * 60 + minutes()?.value),
        (4, false) => (at + 2, hours.value / 100 * 60 + hours.value % 100),
        _ => return None,
    };
    i16::try_from(total).ok().filter(|total| *total <= 14 * 60).map(|total| (end, sign * total))
}

/// 北京时间15时: the zone before a time, and where it begins.
fn zone_before(tokens: &[Token], at: usize, text: &str) -> (usize, Option<(Option<i16>, String)>) {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    match before.map(|token| (token, token.kind)) {
        Some((token, Kind::Word(Word::Time(TimeWord::Zone(offset))))) => {
            let words = text.get(token.start..token.end).unwrap_or_default().to_owned();
            (at - 1, Some((offset, words)))
        }
        _ => (at, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> String {
        read_time(words).map_or("none".to_owned(), |(time, offset, zone)| {
            let offset = offset.map_or(String::new(), |offset| format!(" {offset:+}"));
            format!("{time}{offset}{}", zone.map_or(String::new(), |zone| format!(" ({zone})")))
        })
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (words, expected) in [
            ("0330 hours", "03:30"),
            ("3:30 p.m.", "15:30"),
            ("3 p. m.", "15:00"),
            ("3p.m.", "15:00"),
            ("12 p.m.", "12:00"),
            ("12:15 a.m.", "00:15"),
            ("noon", "12:00"),
            ("12 noon", "12:00"),
            ("midnight", "00:00"),
            ("051530Z", "15:30 +0 (Z)"),
            ("0420Z", "04:20 +0 (Z)"),
            ("1550 GMT", "15:50 +0 (GMT)"),
            ("15:30 Moscow time", "15:30 +180 (Moscow time)"),
            ("3:30 p.m. EST", "15:30 -300 (EST)"),
            ("3 p.m., New Delhi time", "15:00"),
            ("3 p.m. New Delhi time", "15:00 (New Delhi time)"),
            ("3:08–3:58 p.m", "15:08"),
            ("11:30–1:00 p.m.", "11:30"),
            ("10 a. m. [p. m.]", "22:00"),
            ("8:21[?] p.m.", "20:21"),
            ("9.30 p.m.", "21:30"),
            ("15 h 30", "15:30"),
            ("15h30", "15:30"),
            ("15.30 Uhr", "15:30"),
            ("15 часов 30 минут", "15:30"),
            ("3 часа дня", "15:00"),
            ("下午3时30分", "15:30"),
            ("午後三時", "15:00"),
            ("오후 3시 30분", "15:30"),
            ("北京时间15时30分", "15:30 +480 (北京时间)"),
            ("25:00", "none"),
            ("99:99 p.m.", "none"),
            ("January 8, 1949", "none"),
            ("", "none"),
        ] {
            assert_eq!(read(words), expected, "{words}");
        }
    }
}
