//! Documents over time as a drawing with a table that says the same: what is certain in full colour, and above it in a
//! lighter one what uncertain dates give to each stretch by their days.
//!
//! Not the reckoning, which is the index's; here shares become heights and words, and each bar the period it stands for.

use fonds_archive::discover::{Bucket, Discovered, Histogram, WHOLE};
use fonds_archive::period::Days;
use fonds_model::Day;
use serde::Serialize;

/// The view of `_histogram.html`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Timeline {
    /// "Day", "Month", "Year", "Decade": the head of the table.
    unit: &'static str,
    first: String,
    last: String,
    width: f64,
    bars: Vec<Bar>,
    /// Whether any bar has an uncertain part.
    doubtful: bool,
    /// What the drawing leaves out, in a sentence.
    beside: Option<String>,
}

/// One stretch of time.
#[derive(Debug, Clone, Serialize)]
struct Bar {
    name: String,
    certain: u64,
    /// What uncertain dates give, rounded for reading; empty where nothing.
    possible: String,
    x: f64,
    width: f64,
    /// Top and height of the certain part, and of the uncertain one above it.
    y: f64,
    height: f64,
    possible_y: f64,
    possible_height: f64,
    /// Absent where it would lead to a day of which no document surely is: there may be thousands of those.
    href: Option<String>,
}

/// Width of a bar and the space after it, and the height of the tallest, in the drawing's own units.
const STEP: f64 = 10.0;
const TALLEST: f64 = 56.0;

/// Draws documents over time; none where there are fewer than two stretches. `href` gives the address of a period.
pub(crate) fn draw(found: &Discovered, href: impl Fn(String) -> String) -> Option<Timeline> {
    let histogram = found.histogram.as_ref().filter(|histogram| histogram.buckets.len() > 1)?;
    let most = histogram.buckets.iter().map(millionths).max().filter(|most| *most > 0)? as f64;
    let unit = histogram.unit.word();
    let bars = histogram.buckets.iter().enumerate().map(|(number, bucket)| {
        let height = height(bucket.certain as f64 * WHOLE as f64 / most);
        let possible_height = height_of_share(bucket.possible as f64 / most);
        Bar {
            name: name(unit, bucket),
            certain: bucket.certain,
            possible: share(bucket.possible),
            x: number as f64 * STEP + 1.0,
            width: STEP - 2.0,
            y: rounded(TALLEST - height),
            height,
            possible_y: rounded(TALLEST - height - possible_height),
            possible_height,
            href: (unit != "day" || bucket.certain > 0).then(|| href(period(unit, bucket))),
        }
    });
    let bars: Vec<Bar> = bars.collect();
    Some(Timeline {
        unit: match unit {
            "day" => "Day",
            "month" => "Month",
            "year" => "Year",
            _ => "Decade",
        },
        first: bars.first()?.name.clone(),
        last: bars.last()?.name.clone(),
        width: bars.len() as f64 * STEP,
        doubtful: histogram.buckets.iter().any(|bucket| bucket.possible > 0),
        beside: beside(histogram),
        bars,
    })
}

fn millionths(bucket: &Bucket) -> u64 {
    bucket.certain * WHOLE + bucket.possible
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// A document is never too little to be seen.
fn height(part: f64) -> f64 {
    if part > 0.0 { rounded((part * (TALLEST - 2.0)).max(1.5)) } else { 0.0 }
}

fn height_of_share(part: f64) -> f64 {
    rounded(part * (TALLEST - 2.0)).min(TALLEST)
}

/// "0.08", "1.4", "12": two figures are enough for a share.
fn share(millionths: u64) -> String {
    let share = millionths as f64 / WHOLE as f64;
    match millionths {
        0 => String::new(),
        1..10_000 => "< 0.01".into(),
        10_000..1_000_000 => format!("{share:.2}"),
        1_000_000..10_000_000 => format!("{share:.1}"),
        _ => format!("{share:.0}"),
    }
}

fn beside(histogram: &Histogram) -> Option<String> {
    let mut sentences = Vec::new();
    if histogram.outside >= WHOLE / 100 {
        sentences
            .push(format!("{} in documents whose dates reach beyond the drawing", share(histogram.outside)));
    }
    match histogram.unbounded {
        0 => {}
        1 => sentences.push("one document with a date open to one side".into()),
        many => sentences.push(format!("{many} documents with dates open to one side")),
    }
    (!sentences.is_empty()).then(|| format!("Not drawn: {}.", sentences.join("; ")))
}

/// The name of a stretch: "14 March 1949", "March 1949", "1949", "1940s".
fn name(unit: &str, bucket: &Bucket) -> String {
    let (year, month, day) = bucket.first.year_month_day();
    let month_name = super::chronology::MONTHS.get(month as usize - 1).copied().unwrap_or_default();
    let words = super::chronology::year_words(year);
    match unit {
        "day" => format!("{day} {month_name} {words}"),
        "month" => format!("{month_name} {words}"),
        "year" => words,
        _ => format!("{}s", super::chronology::year_words(year.div_euclid(10) * 10)),
    }
}

/// The stretch as a period that can be asked for: `1949-03`, or its days where the period asked for cuts it off.
fn period(unit: &str, bucket: &Bucket) -> String {
    let (year, month, day) = bucket.first.year_month_day();
    let ends = bucket.last.next().year_month_day();
    let whole_months = day == 1 && ends.2 == 1;
    match unit {
        "day" => bucket.first.to_string(),
        "month" if whole_months && (0..=9999).contains(&year) => format!("{year:04}-{month:02}"),
        "year" if whole_months && month == 1 && ends.1 == 1 && (0..=9999).contains(&year) => {
            format!("{year:04}")
        }
        _ => format!("{}/{}", bucket.first, bucket.last),
    }
}

/// A period in words: "1 December 1950 to 28 February 1951", "since 1 March 1949".
pub(crate) fn words_of((from, to): Days) -> Option<String> {
    let words = |day: Day| {
        let (year, month, day) = day.year_month_day();
        let month = super::chronology::MONTHS.get(month as usize - 1).copied().unwrap_or_default();
        format!("{day} {month} {}", super::chronology::year_words(year))
    };
    Some(match (from, to) {
        (Some(from), Some(to)) if from == to => words(from),
        (Some(from), Some(to)) => format!("{} to {}", words(from), words(to)),
        (Some(from), None) => format!("{} and later", words(from)),
        (None, Some(to)) => format!("{} and earlier", words(to)),
        (None, None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket(first: &str, last: &str) -> Bucket {
        Bucket { first: first.parse().unwrap(), last: last.parse().unwrap(), certain: 0, possible: 0 }
    }

    #[test]
    fn a_bar_leads_to_the_very_days_that_it_stands_for() {
        assert_eq!(period("year", &bucket("1949-01-01", "1949-12-31")), "1949");
        assert_eq!(period("month", &bucket("1949-12-01", "1949-12-31")), "1949-12");
        assert_eq!(period("month", &bucket("1949-12-06", "1949-12-31")), "1949-12-06/1949-12-31");
        assert_eq!(period("decade", &bucket("1940-01-01", "1949-12-31")), "1940-01-01/1949-12-31");
        assert_eq!(period("year", &bucket("-0043-01-01", "-0043-12-31")), "-0043-01-01/-0043-12-31");
    }

    #[test]
    fn shares_are_rounded_for_reading() {
        assert_eq!(
            [0, 9_000, 84_931, 1_450_000, 12_400_000].map(share),
            ["", "< 0.01", "0.08", "1.4", "12"].map(str::to_owned)
        );
    }
}
