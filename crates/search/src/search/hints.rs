//! What hints add to the scores of documents: that their date falls into a period that was named, or that they bear a
//! number that was.
//!
//! Not how hints are read: see [`crate::query::hints`]. Nothing is found or lost by a hint.

use super::budget::Budget;
use super::leaf::{LeafMatches, rarity};
use crate::Scope;
use crate::query::hints::Hint;
use crate::segment::Tables;
use crate::snapshot::Snapshot;
use fonds_model::Day;

/// A period counts as much as a word that is as rare as documents of it are: a day more than a year.
const OF_PERIOD: f32 = 1.0;
/// A number that a document bears counts more than a word that is as rare: who names it hardly means another document
/// that happens to hold it. The manual's page on searching tells what both bring.
const OF_NUMBER: f32 = 2.0;
/// A document whose date spans more years says nothing of a day.
const MOST_YEARS: i64 = 10;

/// What a hint means in this index, and what it is worth.
pub(crate) enum HintMatches {
    Dates(Dates, f32),
    Number(LeafMatches),
}

/// Which days are meant.
#[derive(Clone, Copy)]
pub(crate) enum Dates {
    Period(i32, i32),
    DayOfYear(u32, u32),
}

impl HintMatches {
    pub(crate) fn find(snapshot: &Snapshot, hint: &Hint, budget: &mut Budget) -> tantivy::Result<Self> {
        let dates = match hint {
            Hint::Number(leaf) => {
                return LeafMatches::find(snapshot, leaf, Scope::Everything, budget).map(Self::Number);
            }
            Hint::Period(first, last) => Dates::Period(*first, *last),
            Hint::DayOfYear(month, day) => Dates::DayOfYear(*month, *day),
        };
        let mut found = 0;
        for segment in &snapshot.segments {
            segment.all().for_each(|doc| found += u64::from(dates.share(&segment.tables, doc) > 0.0));
        }
        Ok(Self::Dates(dates, OF_PERIOD * rarity(snapshot, found)))
    }

    /// Adds to the score of each document what this hint is worth to it. `docs` rise; `room` is lent for reckoning.
    pub(crate) fn add_scores(
        &self,
        snapshot: &Snapshot,
        segment_number: usize,
        docs: &[u32],
        room: &mut Vec<f32>,
        sums: &mut [f32],
    ) -> tantivy::Result<()> {
        match self {
            Self::Dates(dates, worth) => {
                let tables = &snapshot.segments[segment_number].tables;
                for (doc, sum) in docs.iter().zip(sums) {
                    *sum += worth * dates.share(tables, *doc);
                }
            }
            Self::Number(leaf) => {
                let mut worths = vec![0.0; docs.len()];
                leaf.add_scores(snapshot, segment_number, docs, room, &mut worths)?;
                sums.iter_mut().zip(worths).for_each(|(sum, worth)| *sum += OF_NUMBER * worth);
            }
        }
        Ok(())
    }
}

impl Dates {
    /// The part of the days that a document may be of which is meant; none where it has no date or a side without
    /// bound.
    fn share(self, tables: &Tables, doc: u32) -> f32 {
        let (earliest, latest) = (tables.earliest[doc as usize], tables.latest[doc as usize]);
        if earliest > latest || earliest == i32::MIN || latest == i32::MAX {
            return 0.0;
        }
        let meant = match self {
            Self::Period(first, last) => {
                (i64::from(last.min(latest)) - i64::from(first.max(earliest)) + 1).max(0)
            }
            Self::DayOfYear(month, day) => count_days(month, day, earliest, latest),
        };
        meant as f32 / (i64::from(latest) - i64::from(earliest) + 1) as f32
    }
}

/// How many days of this month and day there are between two.
fn count_days(month: u32, day: u32, earliest: i32, latest: i32) -> i64 {
    let (first, in_month, on_day) = Day::from_number(earliest).year_month_day();
    if earliest == latest {
        return i64::from((in_month, on_day) == (month, day));
    }
    let (last, ..) = Day::from_number(latest).year_month_day();
    if last - first > MOST_YEARS {
        return 0;
    }
    let days = (first..=last).filter_map(|year| Day::from_year_month_day(year, month, day));
    days.filter(|day| (earliest..=latest).contains(&day.number())).count() as i64
}
