//! The lexicon: which names are names of the same, as the authorities of the catalogue say, kept in memory to widen
//! searches.
//!
//! Not the rules of spelling, which are `fonds-names`, and not how a query uses other forms, which is the search's. It
//! is made of the catalogue once and follows the change log from then on, authority by authority; the index holds none
//! of it, so that editing a name reindexes nothing. Read [`bearer`] (what one authority's names say), then
//! [`widening`] (what a search is told), and [`shown`] (whose names everybody may know).

mod bearer;
mod shown;
mod widening;

use crate::archive::Archive;
use crate::clearance::Reader;
pub(crate) use bearer::Bearer;
use fonds_catalogue::{CatalogueError, Kind, Snapshot};
use fonds_model::Authority;
use fonds_names::forms::Scripts;
use fonds_search::SearchError;
pub(crate) use shown::Shown;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
pub(crate) use widening::{FormOf, Widening, key_of, leads_on};

/// Authorities read from the catalogue at a time.
const A_PAGE: usize = 1_000;

/// What an archive keeps in memory of names.
#[derive(Default)]
pub(crate) struct Lexicon {
    known: RwLock<Followed>,
    shown: RwLock<Arc<Shown>>,
    updating: Mutex<()>,
    /// The scripts of the names that everybody may know, and of which moment that is.
    scripts: Mutex<Option<(Moment, Scripts)>>,
}

/// The names, and how far they have followed the log.
#[derive(Clone, Default)]
struct Followed {
    /// None before anything was read.
    seq: Option<u64>,
    known: Arc<Known>,
}

/// Every name of every authority.
#[derive(Clone, Default)]
pub(crate) struct Known {
    /// The place of each authority by its identifier.
    places: HashMap<Arc<str>, u32>,
    bearers: Vec<Option<Arc<Bearer>>>,
    /// Who bears a name, by its folded words.
    names: HashMap<Box<str>, Vec<u32>>,
    /// Who bears a name with this word in it.
    words: HashMap<Box<str>, Vec<u32>>,
}

/// Every name, and whose everybody may know, at one moment.
pub(crate) type Moment = (Arc<Known>, Arc<Shown>);

/// Why names could not be looked up.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LexiconError {
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// The names for one reader.
pub(crate) fn widening(archive: &Archive, reader: Reader) -> Result<Widening, LexiconError> {
    let (known, shown) = everything(archive)?;
    let scripts = match reader {
        Reader::Staff => Scripts::ALL,
        Reader::Public => {
            let kept = archive.lexicon().scripts.lock().unwrap_or_else(PoisonError::into_inner).clone();
            match kept {
                // Those of a moment ago do: what a new name needs is brought up with it.
                Some((_, scripts)) if !crate::keeping_up::at_once(archive) => scripts,
                _ => scripts(archive.lexicon(), &known, &shown),
            }
        }
    };
    Ok(Widening { known, shown, reader, scripts })
}

/// In which scripts the names are that everybody may know: a closed name must not send a rule anywhere, because how often
/// a rule may ask is bounded.
fn scripts(lexicon: &Lexicon, known: &Arc<Known>, shown: &Arc<Shown>) -> Scripts {
    let kept = || lexicon.scripts.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(((of, when), scripts)) = &*kept()
        && Arc::ptr_eq(of, known)
        && Arc::ptr_eq(when, shown)
    {
        return *scripts;
    }
    // Reckoned without the lock, so that whoever searches meanwhile does not wait.
    let open = || known.bearers().filter(|bearer| widening::is_for_everybody(bearer, shown));
    let begins = |first, last| {
        let in_block = |word: &str| word.starts_with(|c| (first..=last).contains(&c));
        open().any(|bearer| bearer.keys().any(|key| key.split(' ').any(in_block)))
    };
    let scripts = Scripts::of(&begins);
    *kept() = Some(((Arc::clone(known), Arc::clone(shown)), scripts));
    scripts
}

/// Every name, and whose everybody may know: as they are now, or in a large archive as they lately were (see
/// [`crate::keeping_up`]).
pub(crate) fn everything(archive: &Archive) -> Result<Moment, LexiconError> {
    let lexicon = archive.lexicon();
    let kept = || {
        let known = lexicon.known.read().unwrap_or_else(PoisonError::into_inner);
        let shown = lexicon.shown.read().unwrap_or_else(PoisonError::into_inner);
        (known.seq.is_some() && shown.is_read()).then(|| (Arc::clone(&known.known), Arc::clone(&shown)))
    };
    match kept() {
        Some(kept) if !crate::keeping_up::at_once(archive) => Ok(kept),
        _ => bring_up(archive),
    }
}

/// Every name, and whose everybody may know, as they are now.
pub(crate) fn bring_up(archive: &Archive) -> Result<Moment, LexiconError> {
    // Given back before anybody takes another: whoever holds one and waits for a second may wait for ever.
    let snapshot = archive.catalogue().snapshot()?;
    let known = known(archive, &snapshot)?;
    if archive.index().applied_seq() < snapshot.last_seq()? {
        // Where another process has brought it up; otherwise the present one tells who is shown.
        let _ = archive.index().reload();
    }
    drop(snapshot);
    let shown = shown(archive)?;
    scripts(archive.lexicon(), &known, &shown);
    Ok((known, shown))
}

/// Every name, no older than the snapshot.
fn known(archive: &Archive, snapshot: &Snapshot) -> Result<Arc<Known>, CatalogueError> {
    let lexicon = archive.lexicon();
    let seq = snapshot.last_seq()?;
    let current = || {
        let followed = lexicon.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        (followed.seq.is_some_and(|known| known >= seq), followed)
    };
    if let (true, followed) = current() {
        return Ok(followed.known);
    }
    let _one_at_a_time = lexicon.updating.lock().unwrap_or_else(PoisonError::into_inner);
    let followed = match current() {
        (true, followed) => followed,
        (false, followed) => {
            let known = follow(followed, snapshot)?;
            let followed = Followed { seq: Some(seq), known };
            lexicon.known.write().unwrap_or_else(PoisonError::into_inner).clone_from(&followed);
            followed
        }
    };
    Ok(followed.known)
}

/// Reads what changed since; everything where nothing was read yet.
fn follow(followed: Followed, snapshot: &Snapshot) -> Result<Arc<Known>, CatalogueError> {
    let Followed { seq, mut known } = followed;
    let Some(before) = seq else { return read_all(snapshot).map(Arc::new) };
    for id in snapshot.changed_after(Kind::Authority, before)? {
        // Searches at work keep the names that they began with.
        let known = Arc::make_mut(&mut known);
        match snapshot.find::<Authority>(&id)? {
            Some(stored) => known.put(&stored.value),
            None => known.remove(&id),
        }
    }
    Ok(known)
}

fn read_all(snapshot: &Snapshot) -> Result<Known, CatalogueError> {
    let mut known = Known::default();
    let mut after: Option<String> = None;
    loop {
        let page = snapshot.list::<Authority>(after.as_deref(), A_PAGE)?;
        let Some(last) = page.last() else { return Ok(known) };
        after = Some(last.value.id.to_string());
        page.iter().for_each(|stored| known.put(&stored.value));
    }
}

/// What everybody may know of, as the index has it.
fn shown(archive: &Archive) -> Result<Arc<Shown>, LexiconError> {
    let lexicon = archive.lexicon();
    let applied = archive.index().applied_seq();
    let current = || Arc::clone(&lexicon.shown.read().unwrap_or_else(PoisonError::into_inner));
    let shown = current();
    if shown.is_of(applied) {
        return Ok(shown);
    }
    let _one_at_a_time = lexicon.updating.lock().unwrap_or_else(PoisonError::into_inner);
    let shown = current();
    if shown.is_of(applied) {
        return Ok(shown);
    }
    let shown = Arc::new(Shown::read(archive, applied)?);
    *lexicon.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&shown);
    Ok(shown)
}

impl Known {
    fn put(&mut self, authority: &Authority) {
        self.remove(authority.id.as_str());
        let bearer = Bearer::of(authority);
        let place = self.bearers.len() as u32;
        self.places.insert(Arc::clone(&bearer.id), place);
        for key in bearer.keys() {
            add(&mut self.names, key, place);
            key.split(' ').for_each(|word| add(&mut self.words, word, place));
        }
        self.bearers.push(Some(Arc::new(bearer)));
    }

    fn remove(&mut self, id: &str) {
        let Some(place) = self.places.remove(id) else { return };
        let Some(bearer) = self.bearers[place as usize].take() else { return };
        for key in bearer.keys() {
            take_away(&mut self.names, key, place);
            key.split(' ').for_each(|word| take_away(&mut self.words, word, place));
        }
    }

    /// Those that bear a name.
    fn bearing(&self, key: &str) -> impl Iterator<Item = &Arc<Bearer>> {
        self.at(self.names.get(key))
    }

    /// Those that bear a name with this word in it.
    fn with_word(&self, word: &str) -> impl Iterator<Item = &Arc<Bearer>> {
        self.at(self.words.get(word))
    }

    /// Those that may bear a name with all these words in it.
    fn with_words(&self, key: &str) -> impl Iterator<Item = &Arc<Bearer>> {
        let lists = key.split(' ').map(|word| self.words.get(word));
        self.at(lists.min_by_key(|list| list.map_or(0, Vec::len)).flatten())
    }

    fn at<'k>(&'k self, places: Option<&'k Vec<u32>>) -> impl Iterator<Item = &'k Arc<Bearer>> {
        places.into_iter().flatten().filter_map(|place| self.bearers[*place as usize].as_ref())
    }

    /// The authority of this identifier.
    pub(crate) fn get(&self, id: &str) -> Option<&Arc<Bearer>> {
        self.bearers[*self.places.get(id)? as usize].as_ref()
    }

    /// Every authority.
    pub(crate) fn bearers(&self) -> impl Iterator<Item = &Arc<Bearer>> {
        self.bearers.iter().flatten()
    }
}

fn add(lists: &mut HashMap<Box<str>, Vec<u32>>, key: &str, place: u32) {
    match lists.get_mut(key) {
        // Places are given in order, so that one that is there already is the last.
        Some(list) if list.last() == Some(&place) => {}
        Some(list) => list.push(place),
        None => {
            lists.insert(key.into(), vec![place]);
        }
    }
}

fn take_away(lists: &mut HashMap<Box<str>, Vec<u32>>, key: &str, place: u32) {
    if let Some(list) = lists.get_mut(key) {
        list.retain(|known| *known != place);
        if list.is_empty() {
            lists.remove(key);
        }
    }
}
