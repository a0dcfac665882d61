//! What is shown of a thing in one line: its heading and its address, for lists, links and labels.
//!
//! Not the things themselves, which [`crate::deliver`] hands out. Headings of authorities and collections are kept in
//! memory until the change log moves, because every page names dozens of them.

use crate::archive::Archive;
use crate::clearance::{Reader, may_see};
use crate::taking::slug_of;
use fonds_catalogue::{CatalogueError, Kind, Snapshot};
use fonds_model::{Access, Authority, AuthorityKind, Collection, Day, Document};
use fonds_search::Wider;
use serde::Serialize;
use std::collections::HashMap;
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

/// Headings that were looked up since the change log last moved.
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
    /// What it was before the log moved.
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
}

impl Lines {
    fn read<T>(&self, seq: u64, get: impl FnOnce(&Kept) -> Option<T>) -> Option<T> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        if kept.seq == seq { get(&kept) } else { None }
    }

    fn keep(&self, seq: u64, put: impl FnOnce(&mut Kept)) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        // A snapshot that is older than what is kept keeps nothing.
        if seq < kept.seq {
            return;
        }
        if seq > kept.seq || kept.len() > LINES_KEPT {
            // What lies within what hardly ever changes, and the index knows it again by its being the same.
            let within = kept.within.take();
            *kept = Kept { seq, ..Kept::default() };
            kept.former = within;
        }
        put(&mut kept);
    }
}

/// Which places and subjects lie within which others.
pub(crate) fn within(archive: &Archive, snapshot: &Snapshot) -> Result<Wider, CatalogueError> {
    let (lines, seq) = (archive.lines(), snapshot.last_seq()?);
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
        Ok(Self { archive, snapshot, reader, today, seq: snapshot.last_seq()? })
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
