//! What is left to spend on one query, so that none costs more than a fixed amount, whoever types it.
//!
//! Everything is counted over living documents, so that it never depends on anything else whether a query can be
//! paid for. (Words of the index are looked through as they stand in its dictionary, which forgets those of deleted
//! documents with the next merge; only how far a hostile query comes depends on that.)

/// What is left.
#[derive(Debug)]
pub(crate) struct Budget {
    visits: u64,
    scans: u64,
    terms: usize,
    too_many_phrases: bool,
    too_many_scans: bool,
    remarks: Vec<String>,
}

/// Readings of the positions of a phrase in one field of one document; a million take about 150 ms.
const VISITS: u64 = 600_000;
/// Words of the index looked at for patterns; a million take about 100 ms.
const SCANS: u64 = 600_000;
/// Words that stand for patterns, in one query.
const TERMS: usize = 1_000;

impl Budget {
    pub(crate) const fn new() -> Self {
        Self {
            visits: VISITS,
            scans: SCANS,
            terms: TERMS,
            too_many_phrases: false,
            too_many_scans: false,
            remarks: Vec::new(),
        }
    }

    /// Whether so many documents may be visited.
    pub(crate) fn visit(&mut self, visits: u64) -> bool {
        let left = self.visits.checked_sub(visits);
        self.visits = left.unwrap_or(self.visits);
        self.too_many_phrases |= left.is_none();
        left.is_some()
    }

    /// Whether one more word of the index may be looked at.
    pub(crate) fn scan(&mut self) -> bool {
        let left = self.scans.checked_sub(1);
        self.scans = left.unwrap_or(0);
        self.too_many_scans |= left.is_none();
        left.is_some()
    }

    /// How many words a pattern may stand for, which would stand for so many and in any case for so many at most.
    pub(crate) fn take_terms(&mut self, wanted: usize, most: usize) -> usize {
        let taken = wanted.min(most).min(self.terms);
        self.terms -= taken;
        taken
    }

    /// How many words patterns may still stand for.
    pub(crate) fn terms_left(&self) -> usize {
        self.terms
    }

    pub(crate) fn remark(&mut self, sentence: String) {
        if self.remarks.len() < 8 {
            self.remarks.push(sentence);
        }
    }

    /// What was spent, each as a share of what there was: for tests.
    pub(crate) fn spent(&self) -> [u64; 3] {
        [VISITS - self.visits, SCANS - self.scans, (TERMS - self.terms) as u64]
    }

    /// What was left out, in sentences.
    pub(crate) fn into_remarks(self) -> Vec<String> {
        let mut remarks = self.remarks;
        if self.too_many_scans {
            remarks.push(
                "The query has too many words with * ? or ~; not all that they stand for was looked for."
                    .into(),
            );
        }
        if self.too_many_phrases {
            remarks.push(
                "The query has too many phrases of common words; the words of some were searched without their order."
                    .into(),
            );
        }
        remarks
    }
}
