//! Where words stand in a document: side by side, or near each other.
//!
//! Not which documents are worth looking at: [`super::leaf`] hands in those that have all the words in one field.

use super::leaf::look_up;
use crate::analysis::terms::WRITTEN_MARK;
use crate::bits::Bits;
use crate::query::Item;
use crate::segment::PartReader;
use tantivy::DocSet;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;

/// One place of a phrase, with the positions of all that may stand there in the document at hand.
struct PlaceReader {
    offset: u32,
    lists: Vec<SegmentPostings>,
    size: u32,
    /// Where a word stands in the spelling that was typed, or (false) in another.
    spelling: Option<(SegmentPostings, bool)>,
    /// Spelt with accents when typed, which this field never has.
    never_as_typed: bool,
}

impl PlaceReader {
    fn open(reader: &PartReader, item: &Item) -> tantivy::Result<Self> {
        let mut lists = Vec::with_capacity(item.terms.len());
        let mut size = 0;
        let option = IndexRecordOption::WithFreqsAndPositions;
        for (term, _) in &item.terms {
            let Some(info) = look_up(reader, term)? else { continue };
            size += info.doc_freq;
            lists.push(reader.terms.read_postings_from_terminfo(&info, option)?);
        }
        let mut spelling = None;
        let as_typed = item.spelling.as_ref().is_some_and(|term| term.starts_with(WRITTEN_MARK));
        if let Some(term) = &item.spelling
            && let Some(info) = look_up(reader, term)?
        {
            spelling = Some((reader.terms.read_postings_from_terminfo(&info, option)?, as_typed));
        }
        let never_as_typed = as_typed && spelling.is_none();
        Ok(Self { offset: item.offset, lists, size, spelling, never_as_typed })
    }

    /// Of these starts, keeps those at which the word of this place is spelt as it was typed.
    fn keep_as_typed(&mut self, doc: u32, last_offset: u32, room: &mut Vec<u32>, starts: &mut Vec<u32>) {
        if self.never_as_typed {
            starts.clear();
        }
        let Some((list, as_typed)) = &mut self.spelling else { return };
        room.clear();
        if list.doc() <= doc && list.seek(doc) == doc {
            list.append_positions_with_offset(last_offset - self.offset, room);
        }
        keep(starts, room, *as_typed);
    }

    /// The positions at which the phrase would begin, each plus the offset of the last place, rising.
    fn read_starts(&mut self, doc: u32, last_offset: u32, starts: &mut Vec<u32>) {
        starts.clear();
        let mut used = 0;
        for list in &mut self.lists {
            if list.doc() > doc || list.seek(doc) != doc {
                continue;
            }
            list.append_positions_with_offset(last_offset - self.offset, starts);
            used += 1;
        }
        if used > 1 {
            starts.sort_unstable();
            starts.dedup();
        }
    }

    /// The positions at which it stands, rising.
    fn read_positions(&mut self, doc: u32, positions: &mut Vec<u32>) {
        let offset = self.offset;
        self.read_starts(doc, offset, positions);
    }
}

/// Calls back with each candidate that has the phrase, how often, and how often spelt as it was typed. A place that repeats an earlier one (the very
/// same terms) is read again: phrases such as "ban the bomb, ban the war" are rare.
pub(super) fn find_in_order(
    reader: &PartReader,
    items: &[Item],
    candidates: &Bits,
    mut take: impl FnMut(u32, u32, u32),
) -> tantivy::Result<()> {
    let mut places =
        items.iter().map(|item| PlaceReader::open(reader, item)).collect::<tantivy::Result<Vec<_>>>()?;
    let last_offset = items.iter().map(|item| item.offset).max().unwrap_or(0);
    // The rarest first: most candidates are ruled out after two.
    places.sort_by_key(|place| place.size);
    let (mut starts, mut others) = (Vec::new(), Vec::new());
    candidates.for_each(|doc| {
        for (number, place) in places.iter_mut().enumerate() {
            if number == 0 {
                place.read_starts(doc, last_offset, &mut starts);
            } else {
                place.read_starts(doc, last_offset, &mut others);
                keep(&mut starts, &others, true);
            }
            if starts.is_empty() {
                return;
            }
        }
        let all = starts.len() as u32;
        for place in &mut places {
            place.keep_as_typed(doc, last_offset, &mut others, &mut starts);
        }
        take(doc, all, starts.len() as u32);
    });
    Ok(())
}

/// Keeps of one rising list what stands in another, or what does not.
fn keep(ours: &mut Vec<u32>, theirs: &[u32], common: bool) {
    let mut theirs = theirs.iter().copied().peekable();
    ours.retain(|number| {
        while theirs.next_if(|other| other < number).is_some() {}
        (theirs.peek() == Some(number)) == common
    });
}

/// Calls back with each candidate in which all the words stand within a stretch, in any order, the last at most
/// `distance` words behind the first; and with the number of places where such a stretch begins.
pub(super) fn find_near(
    reader: &PartReader,
    items: &[Item],
    distance: u32,
    candidates: &Bits,
    mut take: impl FnMut(u32, u32),
) -> tantivy::Result<()> {
    let mut places =
        items.iter().map(|item| PlaceReader::open(reader, item)).collect::<tantivy::Result<Vec<_>>>()?;
    let mut lists: Vec<Vec<u32>> = vec![Vec::new(); places.len()];
    // Words that stand side by side are near each other whatever is asked.
    let distance = distance.max(items.len() as u32 - 1);
    candidates.for_each(|doc| {
        for (place, list) in places.iter_mut().zip(&mut lists) {
            place.read_positions(doc, list);
        }
        let count = count_stretches(&lists, distance);
        if count > 0 {
            take(doc, count);
        }
    });
    Ok(())
}

/// How many positions there are from which a stretch of this length holds one position of every list.
fn count_stretches(lists: &[Vec<u32>], distance: u32) -> u32 {
    let mut starts: Vec<u32> = lists.iter().flatten().copied().collect();
    starts.sort_unstable();
    starts.dedup();
    // Where each list has been passed over: starts rise, so that no list is read twice.
    let mut passed = vec![0; lists.len()];
    let mut count = 0;
    for start in starts {
        let mut holds_all = true;
        for (list, passed) in lists.iter().zip(&mut passed) {
            while list.get(*passed).is_some_and(|position| *position < start) {
                *passed += 1;
            }
            holds_all &= list.get(*passed).is_some_and(|position| *position - start <= distance);
        }
        count += u32::from(holds_all);
    }
    count
}
