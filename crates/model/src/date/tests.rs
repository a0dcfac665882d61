//! The order of dates, and what a date keeps.

use super::edtf::tests::any_edtf;
use super::*;
use proptest::prelude::*;

fn sorted(words: &[&str]) -> Vec<String> {
    let mut dates: Vec<HistoricalDate> =
        words.iter().rev().map(|words| HistoricalDate::read(words)).collect();
    dates.sort_by(HistoricalDate::chronological);
    dates.into_iter().map(|date| date.display).collect()
}

#[test]
fn the_less_precise_comes_first_on_a_day() {
    let order = [
        "1940s",
        "circa 1949",
        "1949",
        "early 1949",
        "January 1949",
        "January 8, 1949",
        "February 1949",
        "1 February 1949",
        "1 February 1949, 3:25 a.m.",
        "1 February 1949, 3 p.m.",
        "2 February 1949",
        "March 1949",
        "not earlier than May 1949",
        "May 1949",
        "before June 1949",
        "1950",
        "undated",
    ];
    assert_eq!(sorted(&order), order);
}

#[test]
fn circa_year_sorts_before_exact_year() {
    assert_eq!(sorted(&["circa 1950", "1950"]), ["circa 1950", "1950"]);
}

#[test]
fn a_day_without_year_has_no_place_in_time() {
    let date = HistoricalDate::read("May 23");
    assert_eq!((date.earliest, date.latest, date.is_understood()), (None, None, true));
    assert_eq!(sorted(&["1950", "May 23"]), ["1950", "May 23"]);
}

#[test]
fn a_date_survives_json() {
    for words in
        ["early 1949", "3 May 1949, 15:30 Moscow time", "May 2/15, 1917", "circa 1950", "undated", "nonsense"]
    {
        let date = HistoricalDate::read(words);
        let json = serde_json::to_string(&date).unwrap();
        assert_eq!(serde_json::from_str::<HistoricalDate>(&json).unwrap(), date, "{json}");
    }
}

#[test]
fn the_encoders_time_becomes_the_clock_time() {
    let date = HistoricalDate::from_edtf("1917-04-13T17:05:00Z".parse().unwrap(), "April 13");
    assert_eq!((date.time.unwrap().to_string().as_str(), date.offset), ("17:05", Some(0)));
}

#[test]
fn hours_of_one_day_follow_each_other_whatever_clock_they_were_read_from() {
    let read = |hour: &str| HistoricalDate::read(&format!("25 June 1950{hour}"));
    let hours =
        ["", ", 0300 hours", ", 9 a.m. Moscow time", ", 0630 hours", ", 0700Z", ", 3 p.m. Moscow time"];
    let dates = hours.map(read);
    assert!(dates.is_sorted_by(|a, b| a.chronological(b).is_lt()), "{dates:#?}");
    // The same moment on two clocks, and a clock that no place has.
    assert!(read(", 9 a.m. Moscow time").chronological(&read(", 0600Z")).is_eq());
    let absurd = |offset| HistoricalDate { offset: Some(offset), ..read(", 0700Z") };
    assert!(absurd(i16::MAX).chronological(&absurd(i16::MIN)).is_lt());
}

fn any_historical_date() -> BoxedStrategy<HistoricalDate> {
    let clock = prop::option::of((0_u16..1_440, prop::option::of(-720_i16..=840)));
    let near = (-8_000_i32..-7_900, 0_i32..40, clock, 0_u8..6).prop_map(|(first, length, clock, shape)| {
        let (first, last) = (Day::from_number(first), Day::from_number(first + length));
        let words = match shape {
            0 => format!("{first}"),
            1 => format!("../{first}"),
            2 => format!("{first}/.."),
            3 => String::new(),
            _ => format!("{first}/{last}"),
        };
        let mut date = HistoricalDate::read(&words);
        date.time = clock.and_then(|(time, _)| ClockTime::new(time / 60, time % 60));
        date.offset = clock.and_then(|(_, offset)| offset);
        date
    });
    let any = any_edtf().prop_map(|edtf| HistoricalDate::from_edtf(edtf, "generated"));
    prop_oneof![3 => near.boxed(), 1 => any.boxed()].boxed()
}

proptest! {
    #[test]
    fn sorting_is_total(a in any_historical_date(), b in any_historical_date(), c in any_historical_date()) {
        prop_assert_eq!(a.chronological(&b), b.chronological(&a).reverse());
        if a.chronological(&b).is_le() && b.chronological(&c).is_le() {
            prop_assert!(a.chronological(&c).is_le());
        }
    }

    /// By trying the rules one after the other, day by day.
    #[test]
    fn sorting_agrees_with_the_rules_tried_in_turn(a in any_historical_date(), b in any_historical_date()) {
        let rules = |date: &HistoricalDate| {
            let day = date.earliest.or(date.latest);
            let days = date.earliest.zip(date.latest).map(|(from, to)| i64::from(to.number()) - i64::from(from.number()));
            let time = date.time.filter(|_| days == Some(0));
            let time = time.map(|time| i32::from(time.minutes()) - i32::from(date.offset.unwrap_or(0)));
            (day, time, days.unwrap_or(i64::MAX).min(i64::from(u32::MAX) - 1))
        };
        let (first, second) = (rules(&a), rules(&b));
        let expected = match (first.0, second.0) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(first_day), Some(second_day)) => first_day
                .cmp(&second_day)
                .then(first.1.cmp(&second.1))
                .then(second.2.cmp(&first.2)),
        };
        prop_assert_eq!(a.chronological(&b), expected);
    }
}
