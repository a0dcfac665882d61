//! What is left to spend on one query, so that none costs more than a fixed amount, whoever types it.
//!
//! Everything is counted over living documents, so that it never depends on anything else whether a query can be
//! paid for. (Words of the index are looked through as they stand in its dictionary, which forgets those of deleted
//! documents with the next merge; only how far a hostile query comes depends on that.)

/// What is left.
#[derive(Debug)]
pub(crate) struct Budget {
    visits: u64,
    visits_of_others: u64,
    /// Phrases that asked for any.
    phrases: u32,
    scans: u64,
    scans_of_others: u64,
    patterns: u32,
    terms: usize,
    too_many_phrases: bool,
    too_many_scans: bool,
    remarks: Vec<String>,
}

/// Readings of the positions of a phrase in one field of one document; a hundred thousand of the commonest words take
/// about 100 ms. The first two phrases of a query may be found in many documents, or one phrase could not be looked
/// for in a large archive; all others together, and those with patterns in them, must be content with little.
const VISITS: u64 = 1_000_000;
const FEW: u32 = 2;
const VISITS_OF_OTHERS: u64 = 30_000;
/// Words of the index looked at for patterns; a hundred thousand take about 20 ms, and twice that where the pattern
/// begins with a star. The first pattern of a query may look at many, as the first phrases may.
const SCANS: u64 = 600_000;
const SCANS_OF_OTHERS: u64 = 150_000;
/// Words that stand for patterns, in one query.
const TERMS: usize = 1_000;

impl Budget {
    pub(crate) const fn new() -> Self {
        Self {
            visits: VISITS,
            visits_of_others: VISITS_OF_OTHERS,
            phrases: 0,
            scans: SCANS,
            scans_of_others: SCANS_OF_OTHERS,
            patterns: 0,
            terms: TERMS,
            too_many_phrases: false,
            too_many_scans: false,
            remarks: Vec::new(),
        }
    }

    /// Whether so many documents may be visited.
    pub(crate) fn visit(&mut self, visits: u64, has_patterns: bool) -> bool {
        let pot =
            if self.phrases < FEW && !has_patterns { &mut self.visits } else { &mut self.visits_of_others };
        self.phrases += u32::from(visits > 0);
        let left = pot.checked_sub(visits);
        *pot = left.unwrap_or(*pot);
        self.too_many_phrases |= left.is_none();
        left.is_some()
    }

    /// From here on words are looked at for another pattern.
    pub(crate) fn begin_pattern(&mut self) {
        self.patterns += 1;
    }

    /// Whether one more word of the index may be looked at.
    pub(crate) fn scan(&mut self) -> bool {
        let pot = if self.patterns <= 1 { &mut self.scans } else { &mut self.scans_of_others };
        let left = pot.checked_sub(1);
        *pot = left.unwrap_or(0);
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

    /// What was spent, for tests: visits, scans, words.
    pub(crate) fn spent(&self) -> [u64; 3] {
        let visits = VISITS - self.visits + VISITS_OF_OTHERS - self.visits_of_others;
        let scans = SCANS - self.scans + SCANS_OF_OTHERS - self.scans_of_others;
        [visits, scans, (TERMS - self.terms) as u64]
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
