//! What EDTF promises: the standard's own examples, refusals, and properties over generated values.

use super::*;
use crate::day::days_in_month;
use proptest::prelude::*;

fn bounds(text: &str) -> String {
    let (earliest, latest) = text.parse::<Edtf>().unwrap().bounds();
    let write = |day: Option<Day>| day.map_or("..".to_owned(), |day| day.to_string());
    format!("{} {}", write(earliest), write(latest))
}

#[test]
fn every_level_of_the_standard_is_read_and_written_back() {
    for text in [
        "1985-04-12",
        "1985-04",
        "1985",
        "1985-04-12T23:20:30",
        "1985-04-12T23:20:30Z",
        "1985-04-12T23:20:30-04:00",
        "1985-04-12T23:20:30+04:30",
        "1964/2008",
        "2004-06/2006-08",
        "2004-02-01/2005-02-08",
        "2004-02-01/2005-02",
        "2005/2006-02",
        "Y170000002",
        "Y-170000002",
        "2001-21",
        "1984?",
        "2004-06~",
        "2004-06-11%",
        "201X",
        "20XX",
        "2004-XX",
        "1985-04-XX",
        "1985-XX-XX",
        "1985-04-12/..",
        "1985/..",
        "../1985-04",
        "1985-04-12/",
        "/1985",
        "1984?/2004-06~",
        "-1985",
        "Y-17E7",
        "Y3388E2S3",
        "1950S2",
        "Y171010000S3",
        "2001-34",
        "2001-41",
        "[1667,1668,1670..1672]",
        "[..1760-12-03]",
        "[1760-12..]",
        "[1760-01,1760-02,1760-12..]",
        "[1667,1760-12]",
        "{..1984}",
        "{1667,1668,1670..1672}",
        "{1960,1961-12}",
        "156X-12-25",
        "15XX-12-25",
        "XXXX-12-XX",
        "1XXX-XX",
        "1XXX-12",
        "1984-1X",
        "2004-06~-11",
        "2004?-06-11",
        "2004-06-~01/2004-06-~20",
        "2004-06-XX/2004-07-03",
        "2004-%06-11",
        "2004~-06-~11",
        "2011-21~",
    ] {
        assert_eq!(text.parse::<Edtf>().unwrap().to_string(), text);
    }
}

#[test]
fn one_meaning_has_one_writing() {
    for (text, canonical) in [
        ("?2004-06-~11", "2004?-06-~11"),
        ("?2004-?06-?11", "2004-06-11?"),
        ("~2004-~06-11", "2004-06~-11"),
        ("2004-?06-11~", "2004~-%06-~11"),
        ("[1667, 1668]", "[1667,1668]"),
        ("1985-04-12T23:20:30+04", "1985-04-12T23:20:30+04:00"),
    ] {
        assert_eq!(text.parse::<Edtf>().unwrap().to_string(), canonical);
    }
}

#[test]
fn what_is_not_edtf_says_what_and_where() {
    for (text, at, problem) in [
        ("", 1, "it is empty"),
        ("1949-13", 6, "this is neither a month (01–12) nor a season (21–41)"),
        ("1949-02-30", 9, "there is no such day"),
        ("1949-02-3X", 9, "there is no such day"),
        ("XX01-02-29", 9, "there is no such day"),
        ("195x", 4, "an unspecified digit is a capital `X`"),
        ("1950?~", 6, "`?` and `~` together are written `%`"),
        ("1950/1949", 6, "the interval ends before it begins"),
        ("../..", 1, "an interval needs a date on at least one side"),
        ("1949/1950/1951", 10, "an interval has one `/`"),
        ("[1949,..1950]", 7, "only the first member of a set can begin with `..`"),
        ("[1949", 6, "the set is not closed"),
        ("Y1949", 2, "a year with `Y` has more than four digits"),
        ("-0000", 6, "there is no year -0000"),
        ("1950S5", 6, "the year has not that many known digits"),
        ("2001-21-05", 9, "a season has no days"),
        ("19490108", 5, "the year has four digits, or `Y` before it"),
        ("1985-04-12T24:00:00", 12, "there is no such time of day"),
        ("١٩٤٩", 1, "this character has no place in EDTF"),
    ] {
        let error = text.parse::<Edtf>().unwrap_err();
        assert_eq!((error.at, error.problem), (at, problem), "{text}");
    }
}

#[test]
fn hostile_strings_are_refused() {
    for text in [
        "9".repeat(100_000),
        format!("[{}1949]", "1949,".repeat(100)),
        format!("{{{}}}", "XXXX-02-29,".repeat(1_000)),
        format!("Y{}", "9".repeat(40)),
        "Y1E99999999999".to_owned(),
        "Y0E99".to_owned(),
        "[[[[".to_owned(),
    ] {
        assert!(text.parse::<Edtf>().is_err(), "{}", &text[..20.min(text.len())]);
    }
}

#[test]
fn bounds_are_the_outermost_days() {
    for (text, expected) in [
        ("1949", "1949-01-01 1949-12-31"),
        ("1948-02~", "1948-02-01 1948-02-29"),
        ("195X", "1950-01-01 1959-12-31"),
        ("1950S2", "1900-01-01 1999-12-31"),
        ("156X-12-25", "1560-12-25 1569-12-25"),
        ("XXXX-02-29", "0000-02-29 9996-02-29"),
        ("1900-0X-31", "1900-01-31 1900-08-31"),
        ("-195X", "-1959-01-01 -1950-12-31"),
        ("1949-21", "1949-03-01 1949-05-31"),
        ("1949-24", "1949-12-01 1950-02-28"),
        ("1949-30", "1949-12-01 1950-02-28"),
        ("1949-34", "1949-04-01 1949-06-30"),
        ("1949-39", "1949-09-01 1949-12-31"),
        ("1949-41", "1949-07-01 1949-12-31"),
        ("../1949-05", ".. 1949-05-31"),
        ("1949/", "1949-01-01 .."),
        ("[1667,1668-05,1670..1672]", "1667-01-01 1672-12-31"),
        ("{..1984}", ".. 1984-12-31"),
        ("[1760-12..]", "1760-12-01 .."),
    ] {
        assert_eq!(bounds(text), expected, "{text}");
    }
    let (earliest, latest) = "Y-17E70".parse::<Edtf>().unwrap().bounds();
    assert_eq!((earliest, latest), (Some(Day::from_number(i32::MIN)), Some(Day::from_number(i32::MIN))));
}

#[test]
fn the_approximate_reaches_one_unit_further() {
    for (text, expected) in [
        ("1950~", "1949-01-01 1951-12-31"),
        ("1950-03~", "1950-02-01 1950-04-30"),
        ("1950-03-01%", "1950-02-28 1950-03-02"),
        ("1950-21~", "1949-12-01 1950-08-31"),
        ("1950~/1952", "1949-01-01 1952-12-31"),
        ("1950~-03-05", "1949-03-05 1951-03-05"),
        ("1950?", "1950-01-01 1950-12-31"),
    ] {
        let (earliest, latest) = text.parse::<Edtf>().unwrap().generous_bounds();
        assert_eq!(format!("{} {}", earliest.unwrap(), latest.unwrap()), expected, "{text}");
    }
}

pub(in crate::date) fn any_mark() -> impl Strategy<Value = Mark> {
    prop_oneof![
        4 => Just(Mark::NONE),
        1 => (any::<bool>(), any::<bool>())
            .prop_map(|(uncertain, approximate)| Mark { uncertain, approximate }),
    ]
}

fn digit(of: u32) -> impl Strategy<Value = Option<u8>> {
    prop_oneof![4 => Just(Some((of % 10) as u8)), 1 => Just(None)]
}

fn two(of: u32) -> impl Strategy<Value = Digits<2>> {
    (digit(of / 10), digit(of)).prop_map(|(ten, one)| [ten, one])
}

fn any_year() -> BoxedStrategy<Year> {
    let plain = (0_u32..10_000).prop_flat_map(|year| {
        (any::<bool>(), digit(year / 1_000), digit(year / 100), digit(year / 10), digit(year)).prop_map(
            |(minus, a, b, c, d)| {
                let digits = [a, b, c, d];
                Year::Plain { negative: minus && digits != [Some(0); 4], digits, significant: None }
            },
        )
    });
    let significant = (1_000_i64..10_000, 1_u8..=4).prop_map(|(year, count)| match Year::of(year) {
        Year::Plain { negative, digits, .. } => Year::Plain { negative, digits, significant: Some(count) },
        other => other,
    });
    let long = (10_000_i64..7_000_000, any::<bool>(), prop::option::of(1_u8..=5)).prop_map(
        |(value, minus, significant)| Year::Long { value: if minus { -value } else { value }, significant },
    );
    let power = (1_u64..100_000, 1_u32..40, any::<bool>(), prop::option::of(1_u8..=2)).prop_map(
        |(significand, exponent, negative, significant)| Year::Power {
            negative,
            significand,
            exponent,
            significant,
        },
    );
    prop_oneof![8 => plain.boxed(), 1 => significant.boxed(), 1 => long.boxed(), 1 => power.boxed()].boxed()
}

pub(in crate::date) fn any_date() -> BoxedStrategy<Date> {
    let parts = (1_u32..=12, 1_u32..=31).prop_flat_map(|(month, day)| (two(month), two(day))).boxed();
    let shape = (0_u8..4, 21_u8..=41, any_mark(), any_mark(), any_mark());
    (any_year(), parts, shape)
        .prop_map(|(year, (month, day), (shape, grouping, y, p, d))| {
            let alone = Date { year, year_mark: y, part: None, day: None };
            if !matches!(year, Year::Plain { significant: None, .. }) || shape == 0 {
                return alone;
            }
            let part = if shape == 1 { Part::Grouping(grouping) } else { Part::Month(month) };
            let with_part = Date { part: Some((part, p)), ..alone };
            let with_day = Date { day: Some((day, d)), ..with_part };
            if shape == 3 && with_day.find_bounds().is_some() { with_day } else { with_part }
        })
        .boxed()
}

pub(in crate::date) fn any_edtf() -> BoxedStrategy<Edtf> {
    let ordered = || {
        (any_date(), any_date())
            .prop_map(|(a, b)| if a.bounds().0 <= b.bounds().1 { (a, b) } else { (b, a) })
            .boxed()
    };
    let interval = (ordered(), 0_u8..5).prop_map(|((from, to), shape)| match shape {
        0 => Expression::Interval(Side::Open, Side::Date(to)),
        1 => Expression::Interval(Side::Date(from), Side::Open),
        2 => Expression::Interval(Side::Unknown, Side::Date(to)),
        3 => Expression::Interval(Side::Date(from), Side::Unknown),
        _ => Expression::Interval(Side::Date(from), Side::Date(to)),
    });
    let member = (ordered(), any::<bool>())
        .prop_map(|((from, to), range)| if range { Member::Range(from, to) } else { Member::One(from) });
    let set = (
        any::<bool>(),
        prop::option::of(any_date()),
        prop::collection::vec(member, 1..6),
        prop::option::of(any_date()),
    )
        .prop_map(|(one, first, middle, last)| {
            let kind = if one { SetKind::OneOf } else { SetKind::AllOf };
            let members = first.map(Member::UpTo).into_iter().chain(middle).chain(last.map(Member::From));
            Expression::Set(kind, members.collect())
        });
    let moment = (-700_000_i32..700_000, 0_u16..24, 0_u16..60, 0_u8..60, -840_i16..=840).prop_map(
        |(day, hour, minute, second, zone)| {
            Expression::Moment(Moment {
                day: Day::from_number(day),
                time: ClockTime::new(hour, minute).unwrap(),
                second,
                zone: match zone % 3 {
                    0 => Zone::Unsaid,
                    1 => Zone::Utc,
                    _ => Zone::Offset(zone),
                },
            })
        },
    );
    let date = any_date().prop_map(Expression::Date);
    prop_oneof![4 => date.boxed(), 2 => interval.boxed(), 1 => set.boxed(), 1 => moment.boxed()]
        .prop_map(Edtf)
        .boxed()
}

/// Every day of the years 0 to 9999 that fits, by trying each.
fn brute_force(date: &Date) -> (Day, Day) {
    let Year::Plain { negative, digits, .. } = date.year else { unreachable!() };
    let Some((Part::Month(month), _)) = date.part else { unreachable!() };
    let fits_text = |pattern: &[Option<u8>], text: String| {
        pattern.iter().zip(text.bytes()).all(|(digit, byte)| digit.is_none_or(|digit| digit + b'0' == byte))
    };
    let mut found: Option<(Day, Day)> = None;
    for year in 0..10_000_i64 {
        if !fits_text(&digits, format!("{year:04}")) {
            continue;
        }
        let year = if negative { -year } else { year };
        for m in (1..=12).filter(|m| fits_text(&month, format!("{m:02}"))) {
            for d in 1..=days_in_month(year, m) {
                if date.day.is_none_or(|(day, _)| fits_text(&day, format!("{d:02}"))) {
                    let day = Day::from_year_month_day(year, m, d).unwrap();
                    found = Some(found.map_or((day, day), |(a, b)| (a.min(day), b.max(day))));
                }
            }
        }
    }
    found.unwrap()
}

proptest! {
    #[test]
    fn what_was_written_reads_back_the_same(value in any_edtf()) {
        let written = value.to_string();
        prop_assert_eq!(written.parse::<Edtf>(), Ok(value));
    }

    #[test]
    fn writing_is_canonical(value in any_edtf()) {
        let once = value.to_string();
        prop_assert_eq!(once.parse::<Edtf>().unwrap().to_string(), once);
    }

    #[test]
    fn nothing_panics(text in "[0-9XYES?~%./{},T:+Z\\[\\]-]{0,40}") {
        if let Ok(value) = text.parse::<Edtf>() {
            prop_assert_eq!(value.to_string().parse::<Edtf>().unwrap(), value);
        }
    }

    #[test]
    fn generous_bounds_hold_the_plain_ones(value in any_edtf()) {
        let ((earliest, latest), (from, to)) = (value.bounds(), value.generous_bounds());
        prop_assert!(from <= earliest && latest <= to);
        prop_assert_eq!((from.is_some(), to.is_some()), (earliest.is_some(), latest.is_some()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn bounds_agree_with_trying_every_day(date in any_date()) {
        let plain = matches!(date.year, Year::Plain { significant: None, .. });
        if plain && matches!(date.part, Some((Part::Month(_), _))) {
            prop_assert_eq!(date.bounds(), brute_force(&date));
        }
    }
}
