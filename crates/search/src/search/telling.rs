//! The words of a document that tell what it is about: those that stand in few other documents, and early or often in
//! this one.
//!
//! A word is counted over living documents alone, whichever segment they lie in, so that the choice betrays nothing of
//! what is closed or deleted. Counts are kept in memory as long as the moment of the index lasts.

use super::expand::count_in_part;
use crate::analysis::detect::stemming_of;
use crate::analysis::terms::stemming_for;
use crate::analysis::{Script, Stemming, Words, with_stems};
use crate::beside::Beside;
use crate::schema::Part;
use crate::snapshot::Snapshot;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Where words are looked for.
pub(super) const PARTS: [Part; 3] = [Part::Title, Part::Abstract, Part::Text];
/// So many words are chosen.
const MOST: usize = 12;
/// So many words of a document are looked at.
const MOST_READ: usize = 400;
/// A word in more documents than this share tells nothing, however small the archive ...
const SHARE: u64 = 20;
/// ... beyond so many; nor does one in more than half of a small one.
const FEW: u64 = 12;
/// The lists of the chosen words have so many entries at most.
const MOST_ENTRIES: u64 = 4_000;
/// Rarer words are taken to be as telling as one in so many documents, lest a misprint outweigh a name.
const RAREST: f32 = 6.0;
/// Counts kept at most; emptied beyond it, about 15 MB.
const COUNTS_KEPT: usize = 200_000;

/// A word that was chosen.
pub(super) struct Telling {
    /// The lists of the index in which some document has it: field and term, each inflection under one of two terms.
    pub(super) lists: Vec<(Part, String)>,
    /// How much it tells.
    pub(super) weight: f32,
}

/// How many documents have a word, and where.
#[derive(Clone, Copy, Default)]
struct Count {
    documents: u32,
    /// A bit for each list that is not empty: see [`lists_of`].
    lists: u8,
}

/// What was counted, by the words' terms.
#[derive(Default)]
pub(crate) struct Counts {
    known: Mutex<HashMap<Box<str>, Count>>,
}

/// Chooses the words that tell most, in an order that is always the same. Only those that another document has count;
/// `is_known` says that the index has the one asked about among them.
pub(super) fn choose(snapshot: &Snapshot, asked: &Beside, is_known: bool) -> tantivy::Result<Vec<Telling>> {
    let read = read_words(asked);
    let counts = count(snapshot, &read)?;
    let total = snapshot.total;
    let most = (total / SHARE).max(FEW.min(total / 2));
    let mut candidates: Vec<(f32, &str, Count)> = Vec::new();
    for ((term, occurrences), count) in read.iter().zip(counts) {
        if (1 + u64::from(is_known)..=most).contains(&u64::from(count.documents)) {
            let rare = (1.0 + total as f32 / (count.documents as f32).max(RAREST)).ln();
            candidates.push((rare * occurrences / (occurrences + 1.0), term, count));
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let mut entries = 0;
    let chosen = candidates.into_iter().take(MOST).take_while(|(_, _, count)| {
        entries += u64::from(count.documents);
        entries <= MOST_ENTRIES
    });
    let told = chosen.map(|(weight, term, count)| {
        let lists = lists_of(term).into_iter().enumerate();
        let lists = lists.filter(|(number, _)| count.lists & (1 << number) != 0);
        Telling { lists: lists.map(|(_, list)| list).collect(), weight }
    });
    Ok(told.collect())
}

/// Each different word with its occurrences, those in titles and abstracts counted several times, by rising term.
fn read_words(asked: &Beside) -> Vec<(String, f32)> {
    let mut reading = Reading { found: HashMap::new(), left: MOST_READ };
    let document = asked.language.as_deref().and_then(Stemming::of_tag);
    for title in &asked.titles {
        reading.read(title, stemming_of(None, title, document), 3.0);
    }
    for words in &asked.abstracts {
        reading.read(words, stemming_of(None, words, document), 2.0);
    }
    for text in &asked.beginnings {
        reading.read(&text.words, stemming_of(text.language.as_deref(), &text.words, document), 1.0);
    }
    let mut found: Vec<(String, f32)> = reading.found.into_iter().collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

struct Reading {
    found: HashMap<String, f32>,
    left: usize,
}

impl Reading {
    fn read(&mut self, text: &str, latin: Stemming, worth: f32) {
        let mut words = Words::new(text);
        let (mut term, mut ideograph) = (String::new(), String::new());
        while self.left > 0 && words.advance() {
            self.left -= 1;
            term.clear();
            if words.script == Script::Ideograph {
                if words.follows {
                    term.push_str(&ideograph);
                    term.push_str(&words.folded);
                }
                ideograph.clone_from(&words.folded);
            } else if let Some(stemming) = stemming_for(words.script, latin, &words.folded) {
                let (folded, written) = (&words.folded, words.written());
                if !with_stems(|stems| stems.marked_stem(stemming, folded, written, &mut term)) {
                    term.push(stemming.mark());
                    term.push_str(folded);
                }
            }
            match self.found.get_mut(&term) {
                Some(occurrences) => *occurrences += worth,
                // Figures, words of two letters and single ideographs tell nothing.
                None if term.is_empty() => {}
                None => {
                    self.found.insert(term.clone(), worth);
                }
            }
        }
    }
}

/// Where a word may stand: in each field its marked stem, and the word that is its own stem, which stands unmarked
/// where its language is that of its script.
fn lists_of(term: &str) -> Vec<(Part, String)> {
    const DEFAULT: [Stemming; 4] = [Stemming::English, Stemming::Russian, Stemming::Greek, Stemming::Arabic];
    let bare = DEFAULT.into_iter().find_map(|stemming| term.strip_prefix(stemming.mark()));
    let terms = [Some(term), bare].into_iter().flatten();
    PARTS.into_iter().flat_map(|part| terms.clone().map(move |term| (part, term.to_owned()))).collect()
}

/// In how many living documents each word stands.
fn count(snapshot: &Snapshot, words: &[(String, f32)]) -> tantivy::Result<Vec<Count>> {
    let lock = || snapshot.counts.known.lock().unwrap_or_else(PoisonError::into_inner);
    let mut counts: Vec<Option<Count>> = {
        let known = lock();
        words.iter().map(|(term, _)| known.get(term.as_str()).copied()).collect()
    };
    let mut fresh = Vec::new();
    for ((term, _), count) in words.iter().zip(&mut counts).filter(|(_, count)| count.is_none()) {
        let counted = count_word(snapshot, term)?;
        *count = Some(counted);
        fresh.push((term.as_str().into(), counted));
    }
    if !fresh.is_empty() {
        let mut known = lock();
        if known.len() + fresh.len() > COUNTS_KEPT {
            known.clear();
        }
        known.extend(fresh);
    }
    Ok(counts.into_iter().map(Option::unwrap_or_default).collect())
}

/// In how many living documents a word stands, as far as one field tells: the field in which most have it.
fn count_word(snapshot: &Snapshot, term: &str) -> tantivy::Result<Count> {
    let mut of_parts = [0; Part::ALL.len()];
    let mut lists = 0;
    for (number, (part, term)) in lists_of(term).into_iter().enumerate() {
        let mut count = 0;
        for segment in snapshot.segments.iter().filter(|segment| segment.part(part).may_hold(&term)) {
            count += count_in_part(segment, part, &term)?;
        }
        of_parts[part as usize] += count;
        lists |= u8::from(count > 0) << number;
    }
    let most = of_parts.into_iter().max().unwrap_or(0);
    Ok(Count { documents: u32::try_from(most).unwrap_or(u32::MAX), lists })
}
