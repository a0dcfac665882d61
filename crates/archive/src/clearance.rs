//! Who may see what: the one place that decides, and the only maker of [`Cleared`].
//!
//! Everything that leaves the archive (pages, JSON, exports, the entries of the public index) is made of cleared things.
//! What a reader may not see is to him as if it had never been: no title, no count, no trace in an order.
//! Read [`crate::deliver`] next, which asks here for every document anew.

use fonds_model::{Access, Collection, Day, Document, Theme};
use serde::Serialize;
use std::ops::Deref;

/// For whom something is cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// Anybody, without account.
    Public,
    /// Those who run the archive.
    Staff,
}

/// A thing that its reader may see, stripped of every part that he may not.
///
/// Its field is private: only this module makes one.
///
/// ```compile_fail
/// let cleared = fonds_archive::clearance::Cleared { value: "a secret" };
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Cleared<T> {
    value: T,
}

impl<T> Deref for Cleared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Cleared<T> {
    /// Makes something of a cleared thing, which is cleared like it: it is made of nothing else.
    pub fn map<U>(&self, make: impl FnOnce(&T) -> U) -> Cleared<U> {
        Cleared { value: make(&self.value) }
    }
    /// Puts two cleared things together.
    pub fn with<U>(self, other: Cleared<U>) -> Cleared<(T, U)> {
        Cleared { value: (self.value, other.value) }
    }
    /// Takes the thing out, to be put together again with what belongs to it.
    pub(crate) fn into_inner(self) -> T {
        self.value
    }
    /// Puts together what was cleared piece by piece for one reader.
    pub(crate) fn of_cleared_parts(value: T) -> Self {
        Self { value }
    }
}

/// What holds nothing of the archive, for pages that say nothing of it.
pub fn nothing() -> Cleared<()> {
    Cleared { value: () }
}

/// What remains to be seen of a document that was withdrawn: that it was, and nothing of its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tombstone {
    /// The identifier.
    pub id: String,
    /// `withdrawn` or `erased`.
    pub state: &'static str,
}

/// What a reader gets of a document.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant)] // short-lived, and nearly always the large one
pub enum Clearance {
    /// The document, without what he may not see of it.
    Cleared(Cleared<Document>),
    /// It was public and is no more.
    Gone(Cleared<Tombstone>),
    /// As if it had never been.
    Nothing,
}

/// Whether a thing in this state is for this reader today.
pub fn may_see(access: Access, reader: Reader, today: Day) -> bool {
    match (access, reader) {
        (Access::Erased, _) => false,
        (_, Reader::Staff) | (Access::Public, _) => true,
        (Access::Embargoed { until }, Reader::Public) => until <= today,
        // The default is no.
        (Access::Draft | Access::Restricted | Access::Withdrawn, Reader::Public) => false,
    }
}

/// Clears a document for a reader.
pub fn clear(mut document: Document, reader: Reader, today: Day) -> Clearance {
    if !may_see(document.access, reader, today) {
        return match document.access {
            Access::Withdrawn | Access::Erased => Clearance::Gone(tombstone(&document)),
            _ => Clearance::Nothing,
        };
    }
    let open = |access: Access| may_see(access, reader, today);
    document.renditions.retain(|rendition| open(rendition.access));
    for rendition in &mut document.renditions {
        rendition.pages.retain(|page| open(page.access));
    }
    let shown: Vec<String> = document.renditions.iter().map(|rendition| rendition.id.clone()).collect();
    for rendition in &mut document.renditions {
        rendition.derived_from = rendition.derived_from.take().filter(|source| shown.contains(source));
    }
    for release in &mut document.releases {
        release.renditions.retain(|rendition| shown.contains(rendition));
    }
    if reader == Reader::Public {
        // What the archivist keeps for herself: from which file of hers it came, and what no field holds.
        document.provenance.file = None;
        document.provenance.sha256 = None;
        document.provenance.line = None;
        document.provenance.rest.clear();
    }
    Clearance::Cleared(Cleared { value: document })
}

fn tombstone(document: &Document) -> Cleared<Tombstone> {
    Cleared { value: Tombstone { id: document.id.to_string(), state: document.access.word() } }
}

/// The tombstone of a document whose bytes are destroyed.
pub fn erased(id: &str) -> Cleared<Tombstone> {
    Cleared { value: Tombstone { id: id.to_owned(), state: Access::Erased.word() } }
}

/// Clears a collection.
pub fn clear_collection(collection: Collection, reader: Reader, today: Day) -> Option<Cleared<Collection>> {
    may_see(collection.access, reader, today).then_some(Cleared { value: collection })
}

/// Clears a theme.
pub fn clear_theme(theme: Theme, reader: Reader, today: Day) -> Option<Cleared<Theme>> {
    may_see(theme.access, reader, today).then_some(Cleared { value: theme })
}
