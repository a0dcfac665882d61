//! Completion while typing: people, organizations, places, subjects and titles whose words begin as typed.
//!
//! Not a search: nothing is read from the texts. Names are those of authorities that public documents name, titles
//! those of public documents; each title is cleared anew before it is answered. Kept in memory in [`sorted`] lists,
//! which follow the change log (see [`crate::keeping_up`] for how soon). [`nearest`] is what a search suggests when it
//! finds nothing.

mod distance;
pub mod nearest;
mod sorted;
mod titles;

use crate::archive::Archive;
use crate::clearance::{Cleared, Reader};
use crate::discover::DiscoverError;
use crate::lexicon::{self, Known, Shown};
use crate::lines::{LookUp, encoded};
use crate::projection::facet_of;
use fonds_model::{AuthorityId, Day, NameKind};
use fonds_search::{Facet, folded_words};
use serde::Serialize;
use sorted::Sorted;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use titles::Titles;

/// Longer than this nothing is completed.
const LONGEST: usize = 200;

/// One way to complete what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Completion {
    /// The heading, or the title.
    pub heading: String,
    /// The name that matched, where it is not the heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched: Option<String>,
    /// `person`, `organization`, `place`, `subject` or `document`.
    pub kind: &'static str,
    /// How many public documents name it; 1 for a document.
    pub documents: u64,
    /// Its address.
    pub url: String,
}

/// What an archive keeps in memory for completion.
#[derive(Default)]
pub(crate) struct Completions {
    names: Mutex<Arc<Names>>,
    titles: Mutex<Titles>,
}

/// Names of one moment.
#[derive(Default)]
struct Names {
    known: Option<Arc<Known>>,
    shown: Option<Arc<Shown>>,
    list: Sorted,
    named: Vec<Named>,
}

/// Whose or what the entry of the same number is.
struct Named {
    facet: Facet,
    /// An identifier, or a place or subject as written.
    value: Arc<str>,
    form: Box<str>,
    /// Found by, and never shown.
    wrong: bool,
    documents: u64,
}

/// Completes what was typed, the likeliest first: those whose heading begins so, those that more documents name; then
/// titles.
pub fn complete(
    archive: &Archive,
    typed: &str,
    limit: usize,
    today: Day,
) -> Result<Cleared<Vec<Completion>>, DiscoverError> {
    let mut completions = Vec::new();
    let words = if typed.len() > LONGEST { Vec::new() } else { folded_words(typed) };
    if words.is_empty() || limit == 0 {
        return Ok(Cleared::of_cleared_parts(completions));
    }
    // A space after the last word says that it is whole.
    let whole = typed.ends_with(char::is_whitespace);
    let names = names(archive)?;
    // Titles get what room is left, and some in any case.
    let most = limit - limit / 3;
    let found = names.find(&words, whole, limit);
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, Reader::Public, today)?;
    let titles = {
        let mut titles = archive.completions().titles.lock().unwrap_or_else(PoisonError::into_inner);
        titles.follow_if_due(&look)?;
        titles.find(&words, whole, limit)
    };
    let titles: Vec<Completion> = titles
        .iter()
        .filter_map(|id| look.document(id).transpose())
        .map(|line| {
            let line = line?;
            let heading = line.title.unwrap_or_default();
            Ok(Completion { heading, matched: None, kind: "document", documents: 1, url: line.url })
        })
        .collect::<Result<_, fonds_catalogue::CatalogueError>>()?;
    let room = limit.saturating_sub(titles.len()).max(most);
    completions.extend(found.into_iter().take(room));
    completions.extend(titles);
    completions.truncate(limit);
    Ok(Cleared::of_cleared_parts(completions))
}

/// Reads what completion needs, so that the first reader does not wait for it.
pub fn prepare(archive: &Archive, today: Day) -> Result<(), DiscoverError> {
    names_now(archive)?;
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, Reader::Public, today)?;
    Ok(archive.completions().titles.lock().unwrap_or_else(PoisonError::into_inner).follow(&look)?)
}

/// The names as they are now, or in a large archive as they lately were (see [`crate::keeping_up`]).
fn names(archive: &Archive) -> Result<Arc<Names>, DiscoverError> {
    if !crate::keeping_up::at_once(archive) {
        let kept = archive.completions().names.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.known.is_some() {
            return Ok(Arc::clone(&kept));
        }
    }
    names_now(archive)
}

fn names_now(archive: &Archive) -> Result<Arc<Names>, DiscoverError> {
    let (known, shown) = lexicon::everything(archive)?;
    let names = &archive.completions().names;
    let kept = Arc::clone(&names.lock().unwrap_or_else(PoisonError::into_inner));
    let same = |names: &Names| {
        names.known.as_ref().is_some_and(|of| Arc::ptr_eq(of, &known))
            && names.shown.as_ref().is_some_and(|of| Arc::ptr_eq(of, &shown))
    };
    if same(&kept) {
        return Ok(kept);
    }
    // Sorted before the lock is taken, so that whoever types meanwhile gets what there was.
    let sorted = Arc::new(Names::of(known, shown));
    *names.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&sorted);
    Ok(sorted)
}

impl Names {
    fn of(known: Arc<Known>, shown: Arc<Shown>) -> Self {
        let mut names = Self::default();
        let mut list = Vec::new();
        for bearer in known.bearers() {
            let facet = facet_of(bearer.kind);
            let documents = shown.documents(facet, &bearer.id);
            if documents == 0 {
                continue;
            }
            for name in &bearer.names {
                list.push(name.key.to_string());
                names.named.push(Named {
                    facet,
                    value: Arc::clone(&bearer.id),
                    form: name.form.clone(),
                    wrong: name.kind == NameKind::Misspelling,
                    documents,
                });
            }
        }
        // Places and subjects that no authority stands for.
        let as_written = shown.values().filter(|(_, value, _)| value.parse::<AuthorityId>().is_err());
        for (facet, value, documents) in as_written {
            list.push(folded_words(value).join(" "));
            names.named.push(Named {
                facet,
                value: value.into(),
                form: value.into(),
                wrong: false,
                documents,
            });
        }
        names.list = Sorted::of(list);
        (names.known, names.shown) = (Some(known), Some(shown));
        names
    }

    fn find(&self, words: &[String], whole: bool, limit: usize) -> Vec<Completion> {
        let key = |(entry, begins): (u32, bool)| {
            let named = &self.named[entry as usize];
            // The form and the value last: numbers of entries depend on the order in which things changed.
            (!begins, Reverse(named.documents), named.form.len(), &named.form, &named.value)
        };
        let by_key = |a: &(u32, bool), b: &(u32, bool)| key(*a).cmp(&key(*b));
        let mut found = self.list.find(words, whole);
        // One letter begins thousands of names. Of the best some are names of the same; hardly ever are all.
        let most = limit.saturating_mul(8);
        let mut rest = Vec::new();
        if found.len() > most {
            found.select_nth_unstable_by(most, by_key);
            rest = found.split_off(most);
        }
        let mut seen = HashSet::new();
        let mut completions = Vec::new();
        for mut part in [found, rest] {
            if completions.len() >= limit {
                break;
            }
            part.sort_unstable_by(by_key);
            let each_once = part.into_iter().map(|(entry, _)| &self.named[entry as usize]);
            let each_once = each_once.filter(|named| seen.insert((named.facet, &*named.value)));
            completions.extend(each_once.take(limit - completions.len()).map(|named| self.completion(named)));
        }
        completions
    }

    fn completion(&self, named: &Named) -> Completion {
        let known = self.known.as_ref().and_then(|known| known.get(&named.value));
        let (heading, url) = match known {
            Some(bearer) => (bearer.heading().to_owned(), format!("/{}/{}", bearer.kind.plural(), bearer.id)),
            None => {
                let url = format!("/search?{}={}", named.facet.word(), encoded(&named.value));
                (named.value.to_string(), url)
            }
        };
        let matched = (!named.wrong && *named.form != *heading).then(|| named.form.to_string());
        Completion { heading, matched, kind: named.facet.word(), documents: named.documents, url }
    }
}
