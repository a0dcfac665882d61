//! Documents spread over time, with doubt kept apart: a document of *1949* is a twelfth of one in each month, by days.
//!
//! Whole numbers throughout, so that sums do not depend on the order in which documents are taken. Every document is
//! somewhere exactly once: the certain ones, the shares, what lies outside and the dates without a bound add up to the
//! documents that have a date. Read [`crate::search`] next, for where it is reckoned.

use fonds_model::Day;
use std::collections::HashMap;

/// A whole document, in the unit in which shares are counted.
pub const WHOLE: u64 = 1_000_000;

/// At most so many days are drawn one by one.
const MOST_DAYS: i64 = 62;
/// Six years.
const MOST_MONTHS: usize = 72;
/// More bars than this no page can show.
const MOST_BUCKETS: usize = 400;
/// Dates that are known at least to the year say how far the histogram reaches; "19th century" does not stretch it.
const NARROW: i64 = 366;

/// Documents spread over a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// How long a bucket is.
    pub unit: Unit,
    /// One after the other, without gaps; the first and the last may be cut off by the period asked for.
    pub buckets: Vec<Bucket>,
    /// Shares of documents that reach beyond the buckets, in millionths of a document.
    pub outside: u64,
    /// Documents with one bound alone, such as *before 1950*, which no days could share.
    pub unbounded: u64,
}

/// How long a bucket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    Day,
    Month,
    Year,
    Decade,
}

/// A stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// Documents whose whole date lies in it.
    pub certain: u64,
    /// What the documents whose date only touches it give it by days, in millionths of a document.
    pub possible: u64,
}

impl Unit {
    /// The word in JSON: `day`, `month`, `year`, `decade`.
    pub const fn word(self) -> &'static str {
        match self {
            Unit::Day => "day",
            Unit::Month => "month",
            Unit::Year => "year",
            Unit::Decade => "decade",
        }
    }

    /// The first day of the stretch that holds this one.
    fn begin(self, day: Day) -> Day {
        let (year, month, _) = day.year_month_day();
        let begins = match self {
            Unit::Day => return day,
            Unit::Month => Day::from_year_month_day(year, month, 1),
            Unit::Year => Day::from_year_month_day(year, 1, 1),
            Unit::Decade => Day::from_year_month_day(year.div_euclid(10) * 10, 1, 1),
        };
        begins.unwrap_or(day)
    }

    /// The first day of the stretch after the one that begins with this day.
    fn next(self, first: Day) -> Option<Day> {
        let (year, month, _) = first.year_month_day();
        match self {
            Unit::Day => (first.next() > first).then(|| first.next()),
            Unit::Month => {
                let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                Day::from_year_month_day(year, month, 1)
            }
            Unit::Year => Day::from_year_month_day(year + 1, 1, 1),
            Unit::Decade => Day::from_year_month_day(year + 10, 1, 1),
        }
    }

    /// Stretches over these days, unless there are too many.
    fn divide(self, first: Day, last: Day, most: usize) -> Option<Vec<Bucket>> {
        let mut buckets = Vec::new();
        let mut begin = first;
        while begin <= last {
            if buckets.len() == most {
                return None;
            }
            let next = self.next(self.begin(begin));
            let end = next.map_or(last, |next| next.previous().min(last));
            buckets.push(Bucket { first: begin, last: end, certain: 0, possible: 0 });
            begin = next.filter(|next| *next <= last).unwrap_or(end.next());
            if begin <= end {
                break;
            }
        }
        Some(buckets)
    }
}

/// The spans of days of the documents found, equal ones together.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    /// Spans of one day, of which there are most: not counted together, which would cost more than it saves.
    days: Vec<i32>,
    longer: HashMap<(i32, i32), u64>,
    unbounded: u64,
}

impl Spans {
    /// Takes a document in; a bound at the end of numbers is none.
    pub(crate) fn add(&mut self, earliest: i32, latest: i32) {
        if earliest > latest {
            // Undated.
        } else if earliest == i32::MIN || latest == i32::MAX {
            self.unbounded += 1;
        } else if earliest == latest {
            self.days.push(earliest);
        } else {
            *self.longer.entry((earliest, latest)).or_default() += 1;
        }
    }

    fn all(&self) -> impl Iterator<Item = ((i32, i32), u64)> + '_ {
        let days = self.days.iter().map(|day| ((*day, *day), 1));
        days.chain(self.longer.iter().map(|(span, count)| (*span, *count)))
    }

    /// From when to when the documents reach, so far as their dates are known.
    fn extent(&self) -> Option<(i32, i32)> {
        let join = |a: (i32, i32), b: (i32, i32)| (a.0.min(b.0), a.1.max(b.1));
        let narrow = self.all().map(|(span, _)| span).filter(|span| length(*span) <= NARROW).reduce(join);
        narrow.or_else(|| self.all().map(|(span, _)| span).reduce(join))
    }

    /// Spreads them over the period asked for, so far as they reach; none where there is nothing to spread or it would
    /// take more bars than can be shown.
    pub(crate) fn spread(&self, from: i32, to: i32) -> Option<Histogram> {
        let (first, last) = self.extent()?;
        let (first, last) = (first.max(from), last.min(to));
        let (unit, buckets) = divide(first, last, from, to)?;
        let mut histogram = Histogram { unit, buckets, outside: 0, unbounded: self.unbounded };
        self.all().for_each(|(span, count)| histogram.add(span, count));
        Some(histogram)
    }
}

fn length((first, last): (i32, i32)) -> i64 {
    i64::from(last) - i64::from(first) + 1
}

/// The buckets of a stretch of days: whole days, months or years of it, but never beyond the period asked for.
fn divide(first: i32, last: i32, from: i32, to: i32) -> Option<(Unit, Vec<Bucket>)> {
    if first > last {
        return None;
    }
    let (first_day, last_day) = (Day::from_number(first), Day::from_number(last));
    let days = length((first, last)) <= MOST_DAYS;
    let units = [
        (Unit::Day, if days { MOST_DAYS as usize } else { 0 }),
        (Unit::Month, MOST_MONTHS),
        (Unit::Year, MOST_BUCKETS),
        (Unit::Decade, MOST_BUCKETS),
    ];
    units.into_iter().find_map(|(unit, most)| {
        let begin = unit.begin(first_day).number().max(from);
        let end = unit.next(unit.begin(last_day)).map_or(last, |next| next.previous().number()).min(to);
        Some((unit, unit.divide(Day::from_number(begin), Day::from_number(end), most)?))
    })
}

impl Histogram {
    /// Adds documents of one span: whole to the bucket that holds all of it, else to each by its days.
    fn add(&mut self, (first, last): (i32, i32), count: u64) {
        let days = length((first, last)) as u64;
        // Rounded down at every boundary, so that the shares of one document add up to exactly one.
        let share_before = |day: i64| {
            let passed = (day - i64::from(first)).clamp(0, days as i64) as u64;
            (u128::from(WHOLE) * u128::from(passed) / u128::from(days)) as u64
        };
        let start = self.buckets.partition_point(|bucket| bucket.last.number() < first);
        let mut inside = 0;
        for bucket in &mut self.buckets[start..] {
            let (begin, end) = (bucket.first.number(), bucket.last.number());
            if begin > last {
                break;
            }
            if begin <= first && last <= end {
                bucket.certain += count;
                return;
            }
            let share = share_before(i64::from(end) + 1) - share_before(begin.into());
            bucket.possible += share * count;
            inside += share;
        }
        self.outside += (WHOLE - inside) * count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVER: (i32, i32) = (i32::MIN, i32::MAX);

    fn day(text: &str) -> i32 {
        text.parse::<Day>().unwrap().number()
    }

    fn spans(all: &[(&str, &str)]) -> Spans {
        let mut spans = Spans::default();
        all.iter().for_each(|(first, last)| spans.add(day(first), day(last)));
        spans
    }

    #[test]
    fn a_year_gives_each_month_its_days() {
        let spans = spans(&[("1949-01-01", "1949-12-31"), ("1949-03-02", "1949-03-02")]);
        let found = spans.spread(EVER.0, EVER.1).unwrap();
        assert_eq!((found.unit, found.buckets.len(), found.outside), (Unit::Month, 12, 0));
        let march = found.buckets[2];
        assert_eq!((march.certain, march.possible), (1, WHOLE * 90 / 365 - WHOLE * 59 / 365));
        assert_eq!(found.buckets.iter().map(|bucket| bucket.possible).sum::<u64>(), WHOLE);
    }

    #[test]
    fn a_month_is_certain_in_its_month_and_its_year() {
        let months = spans(&[("1949-03-01", "1949-03-31"), ("1949-05-01", "1949-05-31")]);
        let found = months.spread(EVER.0, EVER.1).unwrap();
        assert_eq!(found.unit, Unit::Month);
        assert_eq!(
            found.buckets.iter().map(|b| (b.certain, b.possible)).collect::<Vec<_>>(),
            [(1, 0), (0, 0), (1, 0)]
        );
        let years = spans(&[("1949-03-01", "1949-03-31"), ("1960-05-01", "1960-05-31")]);
        let found = years.spread(EVER.0, EVER.1).unwrap();
        assert_eq!((found.unit, found.buckets.len()), (Unit::Year, 12));
        assert_eq!((found.buckets[0].certain, found.buckets[11].certain), (1, 1));
    }

    #[test]
    fn a_period_cuts_the_buckets_off_and_what_reaches_beyond_is_outside() {
        let spans = spans(&[("1949-03-01", "1949-03-31"), ("1949-03-20", "1949-03-20")]);
        let found = spans.spread(day("1949-03-16"), day("1949-03-31")).unwrap();
        assert_eq!((found.unit, found.buckets.len()), (Unit::Day, 16));
        assert_eq!(found.outside, WHOLE * 15 / 31);
        assert_eq!(found.buckets[4].certain, 1);
    }

    #[test]
    fn a_century_does_not_stretch_it_and_a_date_without_bound_is_counted_apart() {
        let mut spans = spans(&[("1900-01-01", "1999-12-31"), ("1949-03-20", "1949-03-20")]);
        spans.add(i32::MIN, day("1949-12-31"));
        let found = spans.spread(EVER.0, EVER.1).unwrap();
        assert_eq!((found.unit, found.buckets.len(), found.unbounded), (Unit::Day, 1, 1));
        assert_eq!(found.buckets[0].possible + found.outside, WHOLE);
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        let mut spans = Spans::default();
        spans.add(i32::MIN + 1, i32::MAX - 1);
        assert_eq!(spans.spread(EVER.0, EVER.1), None);
        spans.add(i32::MAX - 1, i32::MAX - 1);
        assert!(spans.spread(EVER.0, EVER.1).is_some());
        assert_eq!(Spans::default().spread(0, 10), None);
    }
}
