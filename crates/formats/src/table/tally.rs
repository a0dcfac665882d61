//! Notices that would be said of many rows, said once with their number and the first of them.
//!
//! Only for what needs no mending row by row, such as "WITHHELD in 33 cells".

use fonds_model::{Notice, Severity};
use std::collections::BTreeMap;

/// Different things that are counted at most; what comes after is not told apart any more.
const MOST: usize = 500;

/// Counts what is worth one notice.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counted: BTreeMap<(&'static str, String, String), Counted>,
}

#[derive(Debug)]
struct Counted {
    severity: Severity,
    hint: &'static str,
    first_line: u64,
    times: u64,
}

impl Tally {
    /// Counts one: the notice's code and severity, the column, what happened (`... rows` is put before it), the hint.
    pub(super) fn count(
        &mut self,
        (code, severity): (&'static str, Severity),
        column: &str,
        what: String,
        hint: &'static str,
        line: u64,
    ) {
        let full = self.counted.len() >= MOST;
        let key = (code, column.to_owned(), if full { "various words".to_owned() } else { what });
        let counted =
            self.counted.entry(key).or_insert(Counted { severity, hint, first_line: line, times: 0 });
        counted.times += 1;
    }

    /// The notices, one for each thing counted, in the order in which they were first met.
    pub(super) fn into_notices(self) -> impl Iterator<Item = Notice> {
        let mut counted: Vec<_> = self.counted.into_iter().collect();
        counted.sort_by_key(|(_, counted)| counted.first_line);
        counted.into_iter().map(|((code, column, what), counted)| {
            let message = match counted.times {
                1 => what,
                times => format!("{what} ({times} rows, this the first)"),
            };
            let mut notice = Notice::new(code, counted.severity, message).with_hint(counted.hint);
            notice.line = Some(counted.first_line);
            notice.field = (!column.is_empty()).then_some(column);
            notice
        })
    }
}
