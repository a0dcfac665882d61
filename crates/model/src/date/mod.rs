//! Dates of the past: the words as found, what they mean as EDTF, the days that they may span, clock time and
//! calendar.
//!
//! Not a point in time: a date may be doubtful, partial or unbounded, and what could not be understood keeps its
//! words. Read [`edtf`] for the notation, [`words`] for dates as people write them in ten languages, and the manual's
//! page on dates for the published conventions.

mod calendar;
pub mod edtf;
#[cfg(test)]
mod tests;
pub mod time;
pub mod words;

pub use edtf::{Edtf, EdtfError};
pub use time::{ClockTime, read_time};
pub use words::{DateOrder, ReadingHints};

use crate::Day;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// The calendar in which the words are written. `edtf`, `earliest` and `latest` are always Gregorian.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// Gregorian, reckoned backwards before 1582.
    #[default]
    Gregorian,
    /// Julian, "Old Style".
    Julian,
    /// Both are given: "May 2/15, 1917".
    Dual,
    /// Chinese republican years, Minguo: 民國三十八年 is 1949.
    Republican,
    /// The Korean lunisolar calendar or Dangi years: 4282 is 1949.
    Dangi,
    /// Japanese eras: 昭和24年 is 1949.
    Showa,
    /// Solar Hijri, used in Iran and Afghanistan.
    SolarHijri,
    /// Islamic lunar.
    Hijri,
}

/// A date of the past.
///
/// ```
/// use fonds_model::HistoricalDate;
/// let date = HistoricalDate::read("January 08, 1949");
/// assert_eq!(date.edtf.as_ref().unwrap().to_string(), "1949-01-08");
/// assert_eq!(date.earliest, date.latest);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoricalDate {
    /// The words as found.
    pub display: String,
    /// What they mean in canonical EDTF; absent when undated or not understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<Edtf>,
    /// The earliest day that it may be; absent when that side has no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Day>,
    /// The latest day that it may be; absent when that side has no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Day>,
    /// Time of day on the spot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<ClockTime>,
    /// Minutes east of Greenwich, where the words give a zone that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i16>,
    /// The zone as written: "Z", "Moscow time".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone_as_written: Option<String>,
    /// The calendar of the words.
    #[serde(default, skip_serializing_if = "is_gregorian")]
    pub calendar: Calendar,
    /// The published conventions by which words that EDTF cannot say became days, such as `early-year`, parted by
    /// spaces where there are several; the manual lists them, and they are said wherever the date shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub convention: Option<String>,
}

fn is_gregorian(calendar: &Calendar) -> bool {
    *calendar == Calendar::Gregorian
}

impl HistoricalDate {
    /// Words that say there is no date, or that nobody understood.
    pub fn undated(display: impl Into<String>) -> Self {
        Self {
            display: display.into(),
            edtf: None,
            earliest: None,
            latest: None,
            time: None,
            offset: None,
            zone_as_written: None,
            calendar: Calendar::Gregorian,
            convention: None,
        }
    }
    /// A date given in EDTF by its source, shown by these words. What is approximate takes the convention `circa`
    /// ([`Edtf::generous_bounds`]); a day without year has no bounds (`no-year`).
    pub fn from_edtf(edtf: Edtf, display: impl Into<String>) -> Self {
        let yearless = edtf.has_no_year();
        let (earliest, latest) = if yearless { (None, None) } else { edtf.generous_bounds() };
        let circa = !yearless && (earliest, latest) != edtf.bounds();
        let convention = if yearless { Some(words::NO_YEAR) } else { circa.then_some(words::CIRCA) };
        let convention = convention.map(str::to_owned);
        Self { edtf: Some(edtf), earliest, latest, convention, ..Self::undated(display) }.with_moment()
    }
    /// Reads words in any of the languages, without hints. Never fails: see [`HistoricalDate::is_understood`].
    pub fn read(words: &str) -> Self {
        Self::read_with(words, &ReadingHints::default())
    }
    /// Reads words with what the source tells about them: language, order of day and month, calendar.
    pub fn read_with(words: &str, hints: &ReadingHints) -> Self {
        words::read(words, hints)
    }
    /// False for words that could not be read, though they do not say "undated".
    pub fn is_understood(&self) -> bool {
        self.edtf.is_some() || words::says_undated(&self.display)
    }
    /// The day by which it is sorted: its earliest, else its latest, else none (undated).
    pub fn sort_day(&self) -> Option<Day> {
        self.earliest.or(self.latest)
    }
    /// How many days it may span: 1 for a known day; `u32::MAX` where a side has no bound.
    pub fn span_days(&self) -> u32 {
        span_days(self.earliest, self.latest)
    }
    /// The archive's order: earliest day; then, on one day, those without clock time first, the less precise before
    /// the more precise; then by clock time, reckoned to Greenwich where the words say how far from it the clock stood,
    /// and as written where they do not. Undated last. Equal dates are told apart by title and id, elsewhere.
    pub fn chronological(&self, other: &Self) -> Ordering {
        self.sort_key().cmp(&other.sort_key())
    }
    /// The clock time as it orders the hours of one day: minutes since the midnight before that day's at Greenwich, so
    /// that a clock far to the east, which that midnight had passed long ago, gives no negative number. The day stays
    /// that of the spot.
    pub fn reckoned_minutes(&self) -> Option<u16> {
        let minutes = i32::from(self.time?.minutes()) - i32::from(self.offset.unwrap_or(0)) + DAY;
        // Invariant: no clock stands a day from Greenwich; one that says so is taken for the farthest.
        u16::try_from(minutes.clamp(0, 3 * DAY)).ok()
    }
    /// The key of [`HistoricalDate::chronological`], smaller first; see [`sort_key`].
    pub fn sort_key(&self) -> (bool, i32, u16, u32) {
        sort_key(self.earliest, self.latest, self.reckoned_minutes())
    }
}

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// The archive's order of two bounding days and a time reckoned by [`HistoricalDate::reckoned_minutes`], smaller first:
/// (undated, day, that time + 1 or 0 without, spans reversed).
pub fn sort_key(earliest: Option<Day>, latest: Option<Day>, minutes: Option<u16>) -> (bool, i32, u16, u32) {
    let day = earliest.or(latest);
    let span = span_days(earliest, latest);
    let time = minutes.filter(|_| span == 1);
    (day.is_none(), day.map_or(0, Day::number), time.map_or(0, |minutes| minutes + 1), u32::MAX - span)
}

fn span_days(earliest: Option<Day>, latest: Option<Day>) -> u32 {
    match (earliest, latest) {
        (Some(earliest), Some(latest)) => {
            let days = i64::from(latest.number()) - i64::from(earliest.number()) + 1;
            // Invariant: only clamped years span more than u32 holds.
            days.clamp(1, i64::from(u32::MAX)) as u32
        }
        _ => u32::MAX,
    }
}
