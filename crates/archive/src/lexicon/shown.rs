//! What everybody may know of, as the index of everybody counts it: the authorities that public documents name, and
//! the repositories and collections by which the channel of a cover name is told.
//!
//! Made of the index's counts and nothing else, so that it holds no more than the facets show.

use super::LexiconError;
use super::bearer::Bounds;
use crate::archive::Archive;
use crate::discover::count_everything;
use fonds_model::Collection;
use fonds_search::{Facet, folded_words};
use std::collections::{BTreeSet, HashMap};

/// What public documents show.
#[derive(Default)]
pub(crate) struct Shown {
    /// The last change that the index had applied; none before it was read.
    applied: Option<u64>,
    /// How many public documents have each value: identifiers of authorities, and places and subjects as written.
    counts: HashMap<Facet, HashMap<String, u64>>,
    /// Repositories and collections with their telling words.
    papers: Vec<(Facet, String, BTreeSet<String>)>,
}

/// Words that do not tell one body of papers from another.
const COMMON: [&str; 19] = [
    "the",
    "of",
    "and",
    "in",
    "for",
    "to",
    "from",
    "a",
    "an",
    "papers",
    "records",
    "files",
    "documents",
    "collection",
    "channel",
    "archive",
    "archives",
    "department",
    "ministry",
];

impl Shown {
    pub(super) fn read(archive: &Archive, applied: u64) -> Result<Self, LexiconError> {
        let reply = archive.index().search(&count_everything())?;
        let snapshot = archive.catalogue().snapshot()?;
        let mut shown = Self { applied: Some(applied), ..Self::default() };
        for fonds_search::FacetCount { facet, values, .. } in reply.facets {
            for (value, count) in values {
                let title = match facet {
                    Facet::Repository => Some(value.clone()),
                    // A collection counts only where all that hold it are for everybody.
                    Facet::Collection => {
                        snapshot.find::<Collection>(&value)?.map(|stored| stored.value.title)
                    }
                    _ => None,
                };
                if let Some(title) = title {
                    shown.papers.push((facet, value.clone(), telling(&title)));
                }
                if matches!(facet, Facet::Person | Facet::Organization | Facet::Place | Facet::Subject) {
                    shown.counts.entry(facet).or_default().insert(value, count);
                }
            }
        }
        Ok(shown)
    }

    pub(super) fn is_read(&self) -> bool {
        self.applied.is_some()
    }

    pub(super) fn is_of(&self, applied: u64) -> bool {
        self.applied == Some(applied)
    }

    /// How many public documents name an authority, or a place or subject as written.
    pub(crate) fn documents(&self, facet: Facet, value: &str) -> u64 {
        self.counts.get(&facet).and_then(|counts| counts.get(value)).copied().unwrap_or(0)
    }

    /// Every value that public documents have, with how many.
    pub(crate) fn values(&self) -> impl Iterator<Item = (Facet, &str, u64)> {
        self.counts
            .iter()
            .flat_map(|(facet, counts)| counts.iter().map(|(value, count)| (*facet, &**value, *count)))
    }

    /// The papers in which a name holds: the repositories and collections that its channel names, else those with its
    /// correspondents that
    /// are shown.
    pub(super) fn papers_of(&self, bounds: &Bounds) -> Vec<(Facet, String)> {
        let channel = bounds.channel.as_deref().map(telling).unwrap_or_default();
        let named: Vec<(Facet, String)> = self
            .papers
            .iter()
            .filter(|(_, _, words)| is_named(&channel, words))
            .map(|(facet, value, _)| (*facet, value.clone()))
            .collect();
        if !named.is_empty() {
            return named;
        }
        let shown = bounds.with.iter().filter(|id| self.documents(Facet::Person, id) > 0);
        shown.map(|id| (Facet::Person, id.clone())).collect()
    }
}

/// A channel names papers where all telling words of either stand in the other: "Department of State" names "State
/// Department, Central Files".
fn is_named(channel: &BTreeSet<String>, papers: &BTreeSet<String>) -> bool {
    !channel.is_empty() && !papers.is_empty() && (channel.is_subset(papers) || papers.is_subset(channel))
}

fn telling(title: &str) -> BTreeSet<String> {
    folded_words(title).into_iter().filter(|word| !COMMON.contains(&&**word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_names_papers_by_their_telling_words() {
        let names = |channel: &str, papers: &str| is_named(&telling(channel), &telling(papers));
        assert!(names("Department of State", "State Department, Central Files"));
        assert!(names("State Department papers", "Department of State"));
        assert!(names("Defense papers", "Department of Defense"));
        assert!(!names("Department of State", "Department of Defense"));
        assert!(!names("the papers", "Department of Defense"));
        assert!(!names("Department of State", "Archive"));
    }
}
