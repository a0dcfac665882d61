//! What a histogram must be, said in the words of the manual and reckoned without the index.

use fonds_model::Day;
use fonds_search::Histogram;

/// A unit's word, buckets of (first day, last day, certain, millionths), millionths outside, and dates without a bound.
#[derive(Debug, PartialEq, Eq)]
pub struct Timeline {
    unit: &'static str,
    buckets: Vec<(i64, i64, u64, u64)>,
    outside: u64,
    unbounded: u64,
}

impl Timeline {
    pub fn of(found: &Histogram) -> Self {
        let number = |day: Day| i64::from(day.number());
        let buckets =
            found.buckets.iter().map(|b| (number(b.first), number(b.last), b.certain, b.possible)).collect();
        Self { unit: found.unit.word(), buckets, outside: found.outside, unbounded: found.unbounded }
    }
}

const MILLION: i128 = 1_000_000;

fn first_of(year: i64, month: u32) -> i64 {
    Day::from_year_month_day(year, month, 1).unwrap().number().into()
}

fn year_and_month(day: i64) -> (i64, u32) {
    let (year, month, _) = Day::from_number(day as i32).year_month_day();
    (year, month)
}

/// The first days of all stretches of a unit that touch these days, and of the one after them.
fn stretches(unit: &str, first: i64, last: i64) -> Vec<i64> {
    let ((from, from_month), (to, to_month)) = (year_and_month(first), year_and_month(last));
    let months = |month: i64| first_of(month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
    match unit {
        "day" => (first..=last + 1).collect(),
        "month" => {
            let (from, to) = (from * 12 + i64::from(from_month) - 1, to * 12 + i64::from(to_month) - 1);
            (from..=to + 1).map(months).collect()
        }
        "year" => (from..=to + 1).map(|year| first_of(year, 1)).collect(),
        _ => (from.div_euclid(10)..=to.div_euclid(10) + 1).map(|decade| first_of(decade * 10, 1)).collect(),
    }
}

/// Days where there are at most 62, months where there are at most six years of them, else years or decades.
pub fn draw(spans: &[(i64, i64)], (from, to): (i64, i64)) -> Option<Timeline> {
    let bounded: Vec<(i64, i64)> =
        spans.iter().filter(|(a, b)| *a > i64::MIN && *b < i64::MAX).copied().collect();
    let narrow: Vec<(i64, i64)> = bounded.iter().filter(|(a, b)| b - a < 366).copied().collect();
    let reaching = if narrow.is_empty() { &bounded } else { &narrow };
    let first = reaching.iter().map(|(first, _)| *first).min()?.max(from);
    let last = reaching.iter().map(|(_, last)| *last).max()?.min(to);
    if first > last {
        return None;
    }
    let units = [("day", 62), ("month", 72), ("year", 400), ("decade", 400)];
    let (unit, edges) = units
        .into_iter()
        .filter(|(unit, _)| *unit != "day" || last - first < 62)
        .map(|(unit, most)| (unit, most, stretches(unit, first, last)))
        .find(|(_, most, edges)| edges.len() - 1 <= *most)
        .map(|(unit, _, edges)| (unit, edges))?;
    let buckets: Vec<(i64, i64, u64, u64)> = edges
        .windows(2)
        .map(|edge| {
            let (begin, end) = (edge[0].max(from), (edge[1] - 1).min(to));
            let whole = bounded.iter().filter(|(a, b)| begin <= *a && *b <= end).count() as u64;
            let shares = bounded.iter().filter(|(a, b)| !(begin <= *a && *b <= end));
            (begin, end, whole, shares.map(|span| share(*span, begin, end)).sum())
        })
        .collect();
    let inside: u64 = buckets.iter().map(|bucket| bucket.2 * MILLION as u64 + bucket.3).sum();
    let outside = bounded.len() as u64 * MILLION as u64 - inside;
    Some(Timeline { unit, buckets, outside, unbounded: (spans.len() - bounded.len()) as u64 })
}

/// The millionths of a span that have passed by the end of a stretch, less those that had by its beginning.
fn share((first, last): (i64, i64), begin: i64, end: i64) -> u64 {
    let passed = |day: i64| {
        let days = i128::from(day.clamp(first, last + 1) - first);
        days * MILLION / i128::from(last + 1 - first)
    };
    (passed(end + 1) - passed(begin)) as u64
}
