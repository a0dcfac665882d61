//! A list of folded names or titles that is found by the beginnings of their words.
//!
//! Every place at which a word begins is kept in the order of what follows it, so that "en lai" finds "chou en lai" by
//! two binary searches. Eight bytes for each word, and the words themselves once.

/// So many places are looked at for one question; one letter may begin every name of a large archive.
const MOST: usize = 50_000;

/// The list. Entries are known by their number in the order given.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Each entry with a space after each of its words.
    text: String,
    starts: Vec<u32>,
    /// Entry and place in the text of every word.
    words: Vec<(u32, u32)>,
}

impl Sorted {
    /// Sorts entries of folded words parted by spaces.
    pub(super) fn of(entries: impl IntoIterator<Item = String>) -> Self {
        let mut sorted = Self::default();
        for entry in entries {
            let (number, start) = (sorted.starts.len() as u32, sorted.text.len());
            // What lies beyond 4 GB of names is not completed.
            if u32::try_from(start + entry.len()).is_err() {
                break;
            }
            sorted.starts.push(start as u32);
            let mut place = start;
            for word in entry.split(' ').filter(|word| !word.is_empty()) {
                sorted.words.push((number, place as u32));
                sorted.text.push_str(word);
                sorted.text.push(' ');
                place = sorted.text.len();
            }
        }
        let mut words = std::mem::take(&mut sorted.words);
        words.sort_unstable_by(|a, b| sorted.rest(*a).cmp(sorted.rest(*b)).then(a.cmp(b)));
        sorted.words = words;
        sorted
    }

    /// An entry from one of its words on.
    fn rest(&self, (entry, place): (u32, u32)) -> &str {
        &self.text[place as usize..self.end(entry)]
    }

    fn end(&self, entry: u32) -> usize {
        self.starts.get(entry as usize + 1).map_or(self.text.len(), |next| *next as usize)
    }

    /// The whole of an entry.
    pub(super) fn entry(&self, entry: u32) -> &str {
        self.rest((entry, self.starts[entry as usize]))
    }

    /// The places that begin so.
    fn beginning(&self, prefix: &str) -> &[(u32, u32)] {
        let from = self.words.partition_point(|at| self.rest(*at) < prefix);
        let length = self.words[from..].partition_point(|at| self.rest(*at).starts_with(prefix));
        &self.words[from..from + length]
    }

    /// The entries in which all these words begin words, and whether the first of them begins the entry. The last word
    /// may be a part of one unless it is `whole`. Those that have the words side by side are looked for first; only
    /// where there are none, those that have them scattered.
    pub(super) fn find(&self, words: &[String], whole: bool) -> Vec<(u32, bool)> {
        let mut typed = words.join(" ");
        if whole {
            typed.push(' ');
        }
        let begins = |(entry, place): &(u32, u32)| (*entry, self.starts[*entry as usize] == *place);
        let together: Vec<(u32, bool)> = self.beginning(&typed).iter().take(MOST).map(begins).collect();
        if !together.is_empty() || words.len() < 2 {
            return together;
        }
        let rarest = words.iter().map(|word| self.beginning(word)).min_by_key(|places| places.len());
        let has_all = |entry: u32| {
            let entry = self.entry(entry);
            words.iter().all(|word| entry.split(' ').any(|own| own.starts_with(&**word)))
        };
        let mut scattered: Vec<(u32, bool)> = rarest
            .unwrap_or_default()
            .iter()
            .take(MOST)
            .filter(|(entry, _)| has_all(*entry))
            .map(|(entry, _)| (*entry, false))
            .collect();
        scattered.sort_unstable();
        scattered.dedup();
        scattered
    }

    /// Hands each different word of the entries that count to `each`, with how often it stands, in their order.
    pub(super) fn each_word(&self, counts: &dyn Fn(u32) -> bool, each: &mut dyn FnMut(&str, u64)) {
        let mut rest = &self.words[..];
        while let Some(first) = rest.first() {
            let word = self.rest(*first).split(' ').next().unwrap_or_default();
            let with_end = &self.rest(*first)[..word.len() + 1];
            let length = rest.partition_point(|at| self.rest(*at).starts_with(with_end));
            let times = rest[..length].iter().filter(|(entry, _)| counts(*entry)).count();
            if times > 0 {
                each(word, times as u64);
            }
            rest = &rest[length.max(1)..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Sorted {
        Sorted::of(["chou en lai", "mao tse tung", "mao", "maoist reading room", ""].map(str::to_owned))
    }

    fn find(typed: &str, whole: bool) -> Vec<(u32, bool)> {
        let words: Vec<String> = typed.split(' ').map(str::to_owned).collect();
        let mut found = list().find(&words, whole);
        found.sort_unstable();
        found
    }

    #[test]
    fn a_name_is_found_by_the_beginning_of_any_of_its_words() {
        assert_eq!(find("cho", false), [(0, true)]);
        assert_eq!(find("en la", false), [(0, false)]);
        assert_eq!(find("mao", false), [(1, true), (2, true), (3, true)]);
        assert_eq!(find("mao", true), [(1, true), (2, true)]);
        assert!(find("tsetung", false).is_empty());
    }

    #[test]
    fn words_that_stand_apart_are_found_where_none_stand_together() {
        assert_eq!(find("tung mao", false), [(1, false)]);
        assert_eq!(find("rea mao", false), [(3, false)]);
    }

    #[test]
    fn every_word_is_told_once_with_how_often_it_stands() {
        let mut words = Vec::new();
        list().each_word(&|_| true, &mut |word, count| words.push((word.to_owned(), count)));
        assert!(words.contains(&("mao".into(), 2)) && words.contains(&("maoist".into(), 1)));
        assert_eq!(words.len(), 9);
    }
}
