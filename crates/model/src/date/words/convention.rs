//! The published conventions: how words that EDTF cannot say become days.
//!
//! Names are stable, because archives store them; what each means stands in the manual's page on dates.

use super::vocabulary::Third;

/// January to April, May to August, September to December.
pub(super) const EARLY_YEAR: &str = "early-year";
pub(super) const MID_YEAR: &str = "mid-year";
pub(super) const LATE_YEAR: &str = "late-year";
/// The 1st to the 10th, the 11th to the 20th, the 21st to the end.
pub(super) const EARLY_MONTH: &str = "early-month";
pub(super) const MID_MONTH: &str = "mid-month";
pub(super) const LATE_MONTH: &str = "late-month";
/// Years 0 to 3, 4 to 6, 7 to 9.
pub(super) const EARLY_DECADE: &str = "early-decade";
pub(super) const MID_DECADE: &str = "mid-decade";
pub(super) const LATE_DECADE: &str = "late-decade";
/// Years 0 to 33, 34 to 66, 67 to 99.
pub(super) const EARLY_CENTURY: &str = "early-century";
pub(super) const MID_CENTURY: &str = "mid-century";
pub(super) const LATE_CENTURY: &str = "late-century";
/// The first, second or third month of a season.
pub(super) const EARLY_SEASON: &str = "part-of-season";
/// Seasons of the northern half of the world, by whole months.
pub(super) const SEASON_NORTH: &str = "season-north";
/// The 19th century is 1800 to 1899.
pub(super) const CENTURY: &str = "century";
/// "the 1800s" is the century.
pub(super) const HUNDREDS: &str = "hundreds";
/// What is approximate reaches one unit further on each side.
pub(in crate::date) const CIRCA: &str = "circa";
/// Two figures for the year.
pub(super) const TWO_DIGIT_YEAR: &str = "two-digit-year";
/// The words give no year, and the source supplied it.
pub(super) const YEAR_SUPPLIED: &str = "year-supplied";
/// A day without a year is not placed in time.
pub(in crate::date) const NO_YEAR: &str = "no-year";
/// Day or month first, where the figures leave it open.
pub(super) const DAY_FIRST: &str = "day-first";
pub(super) const MONTH_FIRST: &str = "month-first";
/// A year of a reign, taken for the Gregorian year in which it mostly lies.
pub(super) const ERA_YEAR: &str = "era-year";

/// Zeros in the place of the day, or of month and day, leave them open.
pub(super) const ZERO_UNKNOWN: &str = "zero-unknown";

/// "week of 5 May": that day and the six after it.
pub(super) const WEEK_OF: &str = "week-of";

/// Every name, for the manual and for pages that explain them.
pub const ALL: [&str; 25] = [
    EARLY_YEAR,
    MID_YEAR,
    LATE_YEAR,
    EARLY_MONTH,
    MID_MONTH,
    LATE_MONTH,
    EARLY_DECADE,
    MID_DECADE,
    LATE_DECADE,
    EARLY_CENTURY,
    MID_CENTURY,
    LATE_CENTURY,
    EARLY_SEASON,
    SEASON_NORTH,
    CENTURY,
    HUNDREDS,
    CIRCA,
    TWO_DIGIT_YEAR,
    YEAR_SUPPLIED,
    NO_YEAR,
    DAY_FIRST,
    MONTH_FIRST,
    ERA_YEAR,
    ZERO_UNKNOWN,
    WEEK_OF,
];

/// The convention of this third among those of its unit.
pub(super) fn of_third(third: Third, [early, mid, late]: [&'static str; 3]) -> &'static str {
    match third {
        Third::Early => early,
        Third::Mid => mid,
        Third::Late => late,
    }
}

/// The name itself, where it is one.
pub(super) fn find(name: &str) -> Option<&'static str> {
    ALL.into_iter().find(|own| *own == name)
}
