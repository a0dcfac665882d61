//! The titles of public documents, for completion: sorted once, and followed through the change log.
//!
//! Holds no more than what a title is found by. Whoever answers reads and clears the document itself.

use super::sorted::Sorted;
use crate::clearance::{Clearance, clear};
use crate::lines::LookUp;
use fonds_catalogue::{CatalogueError, Kind, Stored};
use fonds_model::Document;
use fonds_search::folded_words;
use std::collections::{HashMap, HashSet};

/// So many changed titles are looked at one by one before they are sorted in.
const MOST_RECENT: usize = 1_000;
/// Documents read at a time.
const A_PAGE: usize = 1_000;

/// The titles as of one row of the log.
#[derive(Default)]
pub(super) struct Titles {
    seq: Option<u64>,
    ids: Vec<String>,
    list: Sorted,
    /// What has changed since the list was sorted: the folded title, or none where it is gone.
    recent: HashMap<String, Option<String>>,
}

impl Titles {
    /// Brings it up for a reader who waits; in a large archive only where nothing was read yet.
    pub(super) fn follow_if_due(&mut self, look: &LookUp) -> Result<(), CatalogueError> {
        match self.seq {
            Some(_) if !crate::keeping_up::at_once(look.archive) => Ok(()),
            _ => self.follow(look),
        }
    }

    /// Brings it up to the snapshot.
    pub(super) fn follow(&mut self, look: &LookUp) -> Result<(), CatalogueError> {
        let last = look.snapshot.last_seq()?;
        let Some(seq) = self.seq else { return self.read_all(look, last) };
        if seq >= last {
            return Ok(());
        }
        let changed = look.snapshot.changed_after(Kind::Document, seq)?;
        if changed.len() > self.ids.len().max(MOST_RECENT) {
            return self.read_all(look, last);
        }
        for id in changed {
            let title = look.snapshot.find_light::<Document>(&id)?.and_then(|stored| title_of(look, stored));
            self.recent.insert(id, title.map(|(_, title)| title));
        }
        self.seq = Some(last);
        if self.recent.len() > MOST_RECENT {
            self.sort_in_recent();
        }
        Ok(())
    }

    /// Sorts the list again with what has changed since.
    fn sort_in_recent(&mut self) {
        let recent = std::mem::take(&mut self.recent);
        let (mut ids, mut titles) = (Vec::new(), Vec::new());
        for (entry, id) in std::mem::take(&mut self.ids).into_iter().enumerate() {
            if !recent.contains_key(&id) {
                titles.push(self.list.entry(entry as u32).to_owned());
                ids.push(id);
            }
        }
        for (id, title) in recent {
            if let Some(title) = title {
                ids.push(id);
                titles.push(title);
            }
        }
        self.ids = ids;
        self.list = Sorted::of(titles);
    }

    fn read_all(&mut self, look: &LookUp, last: u64) -> Result<(), CatalogueError> {
        let (mut ids, mut titles) = (Vec::new(), Vec::new());
        let mut after: Option<String> = None;
        loop {
            let page = look.snapshot.list_light::<Document>(after.as_deref(), A_PAGE)?;
            let Some(last) = page.last() else { break };
            after = Some(last.value.id.to_string());
            for (id, title) in page.into_iter().filter_map(|stored| title_of(look, stored)) {
                ids.push(id);
                titles.push(title);
            }
        }
        *self = Self { seq: Some(last), ids, list: Sorted::of(titles), recent: HashMap::new() };
        Ok(())
    }

    /// The identifiers of documents whose titles have these words, those that begin so first.
    pub(super) fn find(&self, words: &[String], whole: bool, limit: usize) -> Vec<String> {
        let typed = words.join(" ") + if whole { " " } else { "" };
        let recent = self.recent.iter().filter_map(|(id, title)| {
            let title = title.as_deref()?;
            let begins = title.starts_with(&typed);
            (begins || title.contains(&format!(" {typed}"))).then_some((!begins, title, id))
        });
        let sorted = self.list.find(words, whole).into_iter().filter_map(|(entry, begins)| {
            let id = self.ids.get(entry as usize)?;
            (!self.recent.contains_key(id)).then_some((!begins, self.list.entry(entry), id))
        });
        let mut found: Vec<(bool, &str, &String)> = recent.chain(sorted).collect();
        // A title that has the word twice is found at both.
        let most = limit.saturating_mul(4);
        if found.len() > most {
            found.select_nth_unstable(most);
            found.truncate(most);
        }
        found.sort_unstable();
        let mut seen = HashSet::new();
        let each_once = found.into_iter().filter(|(_, _, id)| seen.insert(*id));
        each_once.take(limit).map(|(_, _, id)| id.clone()).collect()
    }

    /// Hands each different word of the sorted titles to `each`, with how often it stands. What has changed since is left
    /// out: the title may have been closed.
    pub(super) fn each_word(&self, each: &mut dyn FnMut(&str, u64)) {
        let counts =
            |entry: u32| self.ids.get(entry as usize).is_some_and(|id| !self.recent.contains_key(id));
        self.list.each_word(&counts, each);
    }
}

/// Identifier and folded title, where the reader may see the document and it has one.
fn title_of(look: &LookUp, stored: Stored<Document>) -> Option<(String, String)> {
    let Clearance::Cleared(document) = clear(stored.value, look.reader, look.today) else { return None };
    let words = folded_words(&document.principal_title()?.text);
    (!words.is_empty()).then(|| (document.id.to_string(), words.join(" ") + " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_changed_is_sorted_in_and_what_is_gone_left_out() {
        let titles = |words: &[&str]| words.iter().map(|word| format!("{word} ")).collect::<Vec<_>>();
        let mut all = Titles {
            seq: Some(3),
            ids: ["a", "b", "c"].map(str::to_owned).into(),
            list: Sorted::of(titles(&["talk in peking", "talk in moscow", "telegram"])),
            recent: HashMap::from([
                ("b".to_owned(), None),
                ("c".to_owned(), Some("talk in delhi ".to_owned())),
                ("d".to_owned(), Some("tale ".to_owned())),
            ]),
        };
        let mut words = Vec::new();
        all.each_word(&mut |word, times| words.push((word.to_owned(), times)));
        assert_eq!(
            words,
            [("in", 1), ("peking", 1), ("talk", 1)].map(|(word, times)| (word.to_owned(), times))
        );
        let before = all.find(&["ta".to_owned()], false, 10);
        all.sort_in_recent();
        assert_eq!((all.find(&["ta".to_owned()], false, 10), all.recent.len()), (before.clone(), 0));
        assert_eq!(before, ["d", "c", "a"]);
    }

    #[test]
    fn a_title_with_a_word_twice_is_found_once() {
        let ids = ["a", "b"].map(str::to_owned).into();
        let list = Sorted::of(["meeting after a meeting ", "meeting "].map(str::to_owned));
        let titles = Titles { seq: Some(1), ids, list, recent: HashMap::new() };
        assert_eq!(titles.find(&["meet".to_owned()], false, 2), ["b", "a"]);
    }
}
