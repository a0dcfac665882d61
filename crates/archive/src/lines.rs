//! What is shown of a thing in one line: its heading and its address, for lists, links and labels.
//!
//! Not the things themselves, which [`crate::deliver`] hands out. Headings of authorities, collections and documents
//! are kept in memory until the change log says that they changed, because every page names dozens of them.

use crate::archive::Archive;
use crate::clearance::{Reader, may_see};
use crate::taking::slug_of;
use fonds_catalogue::{CatalogueError, Kind, Snapshot};
use fonds_model::{Access, Authority, AuthorityKind, Collection, Day, Document};
use fonds_search::Wider;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

/// An authority in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuthorityLine {
    /// Its identifier.
    pub id: String,
    /// What it is.
    pub kind: AuthorityKind,
    /// The name to show.
    pub heading: String,
    /// Dates of life or existence as written, joined by an en dash.
    pub dates: Option<String>,
    /// Who or what it is.
    pub description: Option<String>,
    /// Its address.
    pub url: String,
}

impl AuthorityLine {
    pub(crate) fn of(authority: &Authority) -> Self {
        let dates: Vec<&str> = authority.dates.iter().map(|date| date.display.as_str()).collect();
        Self {
            id: authority.id.to_string(),
            kind: authority.kind,
            heading: authority.heading().to_owned(),
            dates: (!dates.is_empty()).then(|| dates.join("–")),
            description: authority.description.clone(),
            url: format!("/{}/{}", authority.kind.plural(), authority.id),
        }
    }
}

/// A collection in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CollectionLine {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
}

impl CollectionLine {
    pub(crate) fn of(collection: &Collection) -> Self {
        Self {
            id: collection.id.to_string(),
            title: collection.title.clone(),
            url: format!("/collections/{}", encoded(&collection.slug)),
        }
    }
}

/// A document in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentLine {
    /// Its identifier.
    pub id: String,
    /// Its title; absent where it has none.
    pub title: Option<String>,
    /// Its date as written; absent where it is undated.
    pub date: Option<String>,
    /// Its address.
    pub url: String,
}

impl DocumentLine {
    pub(crate) fn of(document: &Document) -> Self {
        Self {
            id: document.id.to_string(),
            title: document.principal_title().map(|title| title.text.clone()),
            date: document.principal_date().map(|date| date.date.display.clone()),
            url: document_url(document),
        }
    }
}

/// The permanent address of a document, with its title in words: `/documents/7b3kq2xw/cable-no-7`.
pub fn document_url(document: &Document) -> String {
    let id = &document.id;
    match document.principal_title() {
        Some(title) => format!("/documents/{id}/{}", encoded(&slug_of(&title.text))),
        None => format!("/documents/{id}"),
    }
}

/// Letters and digits outside of ASCII as a URL writes them (RFC 3986, 2.1).
pub(crate) fn encoded(slug: &str) -> String {
    let mut out = String::with_capacity(slug.len());
    for byte in slug.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Headings that were looked up, as of one row of the change log.
#[derive(Default)]
pub(crate) struct Lines {
    kept: RwLock<Kept>,
}

#[derive(Default)]
struct Kept {
    seq: u64,
    authorities: HashMap<String, Option<Arc<AuthorityLine>>>,
    collections: HashMap<String, Option<Arc<CollectionPath>>>,
    documents: HashMap<String, Option<Arc<(DocumentLine, Access)>>>,
    within: Option<Wider>,
    /// What it was before an authority changed.
    former: Option<Wider>,
}

/// A collection with those that hold it, outermost first; the collection itself is the last.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CollectionPath {
    lines: Vec<CollectionLine>,
    access: Vec<Access>,
}

/// Emptied beyond this, so that memory does not grow with the archive: about 40 MB.
const LINES_KEPT: usize = 100_000;

impl Kept {
    fn len(&self) -> usize {
        self.authorities.len() + self.collections.len() + self.documents.len()
    }

    fn forget_lines(&mut self) {
        self.authorities.clear();
        self.collections.clear();
        self.documents.clear();
    }

    fn forget(&mut self, changed: &Changed) {
        if !changed.collections.is_empty() {
            self.collections.clear();
        }
        // A line may stand under the identifier of another that was merged into it.
        let stays = |changed: &HashSet<String>, id: &str, own: Option<&str>| {
            !changed.contains(id) && own.is_some_and(|own| !changed.contains(own))
        };
        let (authorities, documents) = (&changed.authorities, &changed.documents);
        if !authorities.is_empty() {
            self.authorities.retain(|id, line| stays(authorities, id, line.as_ref().map(|line| &*line.id)));
        }
        if !documents.is_empty() {
            self.documents.retain(|id, kept| stays(documents, id, kept.as_ref().map(|kept| &*kept.0.id)));
        }
        if !authorities.is_empty() {
            // What lies within what hardly ever changes, and the index knows it again by its being the same.
            self.former = self.within.take().or_else(|| self.former.take());
        }
    }
}

/// What the log says has changed.
struct Changed {
    authorities: HashSet<String>,
    collections: HashSet<String>,
    documents: HashSet<String>,
}

impl Changed {
    fn read(snapshot: &Snapshot, after: u64) -> Result<Self, CatalogueError> {
        let changed = |kind| -> Result<HashSet<String>, CatalogueError> {
            Ok(snapshot.changed_after(kind, after)?.into_iter().collect())
        };
        Ok(Self {
            authorities: changed(Kind::Authority)?,
            collections: changed(Kind::Collection)?,
            documents: changed(Kind::Document)?,
        })
    }
}

impl Lines {
    fn read<T>(&self, seq: u64, get: impl FnOnce(&Kept) -> Option<T>) -> Option<T> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if kept.seq == seq { get(&kept) } else { None }
    }

    fn keep(&self, seq: u64, put: impl FnOnce(&mut Kept)) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        // Only what was read in the moment that is kept: an older one may have what changed since.
        if seq == kept.seq {
            if kept.len() > LINES_KEPT {
                kept.forget_lines();
            }
            put(&mut kept);
        }
    }

    /// Goes on to the moment of a snapshot and forgets what changed until then.
    fn follow(&self, snapshot: &Snapshot, seq: u64) -> Result<(), CatalogueError> {
        let (before, is_empty) = {
            let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
            (kept.seq, kept.len() == 0 && kept.within.is_none())
        };
        if before >= seq {
            return Ok(());
        }
        let changed = if is_empty { None } else { Some(Changed::read(snapshot, before)?) };
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.seq != before {
            // Another was quicker. Where it went less far, this one keeps nothing, and the next follows.
            return Ok(());
        }
        match changed {
            Some(changed) => kept.forget(&changed),
            // There was nothing that the log need be asked about; what came in meanwhile goes with it.
            None => *kept = Kept::default(),
        }
        kept.seq = seq;
        Ok(())
    }
}

/// Which places and subjects lie within which others.
pub(crate) fn within(archive: &Archive, snapshot: &Snapshot) -> Result<Wider, CatalogueError> {
    let (lines, seq) = (archive.lines(), snapshot.last_seq()?);
    lines.follow(snapshot, seq)?;
    if let Some(within) = lines.read(seq, |kept| kept.within.clone()) {
        return Ok(within);
    }
    // In a large archive that of a moment ago does (see [`crate::keeping_up`]).
    match lines.read(seq, |kept| kept.former.clone()) {
        Some(former) if !crate::keeping_up::at_once(archive) => Ok(former),
        _ => within_now(archive, snapshot),
    }
}

/// Which places and subjects lie within which others, as of the snapshot.
pub(crate) fn within_now(archive: &Archive, snapshot: &Snapshot) -> Result<Wider, CatalogueError> {
    let (lines, seq) = (archive.lines(), snapshot.last_seq()?);
    lines.follow(snapshot, seq)?;
    if let Some(within) = lines.read(seq, |kept| kept.within.clone()) {
        return Ok(within);
    }
    let mut pairs = Vec::new();
    for (id, wider) in snapshot.authorities_within()? {
        let living = snapshot.find_redirect(Kind::Authority, &wider)?;
        pairs.push((id, living.unwrap_or(wider)));
    }
    let mut within: Wider = pairs.into_iter().collect();
    lines.keep(seq, |kept| {
        if let Some(former) = kept.former.take().filter(|former| *former == within) {
            within = former;
        }
        kept.within = Some(within.clone());
    });
    Ok(within)
}

/// Looks headings up for one reader in one snapshot.
pub(crate) struct LookUp<'a> {
    pub(crate) archive: &'a Archive,
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) reader: Reader,
    pub(crate) today: Day,
    seq: u64,
}

impl<'a> LookUp<'a> {
    pub(crate) fn new(
        archive: &'a Archive,
        snapshot: &'a Snapshot,
        reader: Reader,
        today: Day,
    ) -> Result<Self, CatalogueError> {
        let seq = snapshot.last_seq()?;
        archive.lines().follow(snapshot, seq)?;
        Ok(Self { archive, snapshot, reader, today, seq })
    }

    /// The authority of this identifier, or the one that it was merged into.
    pub(crate) fn authority(&self, id: &str) -> Result<Option<Arc<AuthorityLine>>, CatalogueError> {
        let lines = self.archive.lines();
        if let Some(line) = lines.read(self.seq, |kept| kept.authorities.get(id).cloned()) {
            return Ok(line);
        }
        let living = self.snapshot.find_redirect(Kind::Authority, id)?;
        let found = self.snapshot.find::<Authority>(living.as_deref().unwrap_or(id))?;
        let line = found.map(|stored| Arc::new(AuthorityLine::of(&stored.value)));
        lines.keep(self.seq, |kept| {
            kept.authorities.insert(id.to_owned(), line.clone());
        });
        Ok(line)
    }

    /// Which places and subjects lie within which others.
    pub(crate) fn within(&self) -> Result<Wider, CatalogueError> {
        within(self.archive, self.snapshot)
    }

    /// The collections that hold a collection, outermost first, itself the last; none where the reader may not see
    /// all of them.
    pub(crate) fn collection(&self, id: &str) -> Result<Option<Vec<CollectionLine>>, CatalogueError> {
        let lines = self.archive.lines();
        let known = lines.read(self.seq, |kept| kept.collections.get(id).cloned());
        let path = match known {
            Some(path) => path,
            None => {
                let path = self.collection_path(id)?.map(Arc::new);
                lines.keep(self.seq, |kept| {
                    kept.collections.insert(id.to_owned(), path.clone());
                });
                path
            }
        };
        let open = |path: &Arc<CollectionPath>| {
            path.access.iter().all(|access| may_see(*access, self.reader, self.today))
        };
        Ok(path.filter(open).map(|path| path.lines.clone()))
    }

    fn collection_path(&self, id: &str) -> Result<Option<CollectionPath>, CatalogueError> {
        let living = self.snapshot.find_redirect(Kind::Collection, id)?;
        let path = crate::indexing::collection_path(self.snapshot, living.as_deref().unwrap_or(id))?;
        let lines: Vec<CollectionLine> = path.iter().rev().map(CollectionLine::of).collect();
        let access = path.iter().map(|collection| collection.access).collect();
        Ok((!lines.is_empty()).then_some(CollectionPath { lines, access }))
    }

    /// The document of this identifier, or the one that it was merged into, where the reader may see it.
    pub(crate) fn document(&self, id: &str) -> Result<Option<DocumentLine>, CatalogueError> {
        let lines = self.archive.lines();
        let known = lines.read(self.seq, |kept| kept.documents.get(id).cloned());
        let line = match known {
            Some(line) => line,
            None => {
                let living = self.snapshot.find_redirect(Kind::Document, id)?;
                let found = self.snapshot.find_light::<Document>(living.as_deref().unwrap_or(id))?;
                // Title, date and address are of no part that could be closed alone.
                let line = |document: &Document| Arc::new((DocumentLine::of(document), document.access));
                let line = found.map(|stored| line(&stored.value));
                lines.keep(self.seq, |kept| {
                    kept.documents.insert(id.to_owned(), line.clone());
                });
                line
            }
        };
        // Decided at every reading: the day may have come.
        let seen = line.filter(|line| may_see(line.1, self.reader, self.today));
        Ok(seen.map(|line| line.0.clone()))
    }
}
