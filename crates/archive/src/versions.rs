//! Which versions of a document a reader may see, and under which numbers.
//!
//! Everybody's numbers count publications: a version that was never public has no number, and one in which nothing
//! that everybody may see changed has none either, because a gap would betray that something happened. Staff count as
//! the catalogue does.

use crate::clearance::{Clearance, Cleared, Reader, clear, may_see};
use crate::lines::LookUp;
use crate::strip::strip_links;
use fonds_catalogue::{CatalogueError, Kind};
use fonds_model::{Access, Document};
use serde::Serialize;

/// A version that a reader may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publication {
    /// Its number, from 1.
    pub version: u32,
    /// When it was published, RFC 3339 in UTC.
    pub at: String,
    /// The catalogue's own number.
    #[serde(skip)]
    pub(crate) of_catalogue: u32,
}

/// The versions of a document, of which this is the newest, that this reader may see, oldest first. The document itself must be one that he may see.
pub(crate) fn publications(look: &LookUp, id: &str, newest: u32) -> Result<Vec<Publication>, CatalogueError> {
    let lines = look.snapshot.list_versions(Kind::Document, id)?;
    if look.reader == Reader::Staff || lines.len() == 1 {
        let all = lines.into_iter().map(|line| Publication {
            version: line.version,
            at: line.at,
            of_catalogue: line.version,
        });
        return Ok(all.collect());
    }
    let mut published: Vec<Publication> = Vec::new();
    let mut before: Option<Document> = None;
    for line in lines {
        let current = line.version == newest;
        // An embargo that has ended before anybody wrote that it has: the document is public from its day on.
        if line.access != Access::Public && !current {
            continue;
        }
        let Some(found) = look.snapshot.find_version::<Document>(id, line.version)? else { continue };
        let Some(published_then) = as_published(look, found.value) else { continue };
        let mut document = published_then.into_inner();
        strip_links(look, &mut document)?;
        if before.as_ref() != Some(&document) {
            let version = published.len() as u32 + 1;
            published.push(Publication { version, at: line.at, of_catalogue: line.version });
            before = Some(document);
        }
    }
    Ok(published)
}

/// The n-th publication, as far as its reader may see it now.
pub(crate) fn earlier(
    look: &LookUp,
    current: &Document,
    published: &[Publication],
    number: u32,
) -> Result<Option<Cleared<Document>>, CatalogueError> {
    let Some(publication) = published.iter().find(|known| known.version == number) else { return Ok(None) };
    let found = look.snapshot.find_version::<Document>(current.id.as_str(), publication.of_catalogue)?;
    Ok(found.and_then(|found| as_seen_now(look, found.value, current)))
}

/// A version as it was published: without what was closed in it. That nothing of it is closed now is not asked, so
/// that a number that was cited once goes on meaning the same.
fn as_published(look: &LookUp, mut version: Document) -> Option<Cleared<Document>> {
    version.access = Access::Public;
    cleared(look, version)
}

/// An earlier version as it was published, without what has been closed since: a rendition or page is shown only where
/// it was open then, and the current version still has one of that name (or place) which is open.
fn as_seen_now(look: &LookUp, mut earlier: Document, current: &Document) -> Option<Cleared<Document>> {
    if look.reader == Reader::Staff {
        return cleared(look, earlier);
    }
    let open = |access: Access| may_see(access, look.reader, look.today);
    earlier.access = current.access;
    let now = |id: &str| current.renditions.iter().find(|known| known.id == id && open(known.access));
    earlier.renditions.retain(|rendition| now(&rendition.id).is_some());
    for rendition in &mut earlier.renditions {
        let pages = now(&rendition.id).map_or(&[][..], |known| &known.pages);
        let mut places = pages.iter();
        rendition.pages.retain(|_| places.next().is_some_and(|page| open(page.access)));
    }
    cleared(look, earlier)
}

fn cleared(look: &LookUp, document: Document) -> Option<Cleared<Document>> {
    match clear(document, look.reader, look.today) {
        Clearance::Cleared(document) => Some(document),
        Clearance::Gone(_) | Clearance::Nothing => None,
    }
}
