//! The clock and the person, asked for in this one place and passed in everywhere else.

use crate::definition::CommandLine;
use fonds_archive::ChangeNote;
use fonds_model::Day;

/// Today, in UTC: embargoes end at the same moment for everybody.
pub fn today() -> Day {
    let date = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let (year, month, day) = (i64::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs());
    // Invariant: the clock's own date is one.
    Day::from_year_month_day(year, month.into(), day.into()).unwrap_or(Day::from_number(0))
}

/// Now, as the change log writes it: RFC 3339 in UTC, to the millisecond.
pub fn now() -> String {
    format!("{:.3}", jiff::Timestamp::now())
}

/// Who acts now and why.
pub fn note(line: &CommandLine, reason: &str) -> ChangeNote {
    let person =
        line.by.clone().or_else(|| std::env::var("USER").ok()).filter(|name| !name.trim().is_empty());
    ChangeNote { at: now(), actor: person.unwrap_or_else(|| "archivist".into()), reason: reason.to_owned() }
}
