//! What is new among the documents that answer a question: those published last, for feeds.
//!
//! Not the change log as it is: what readers are told counts publications, so that a change that they cannot see is
//! none. Read [`crate::versions`] for what a publication is.

use crate::archive::Archive;
use crate::clearance::{Clearance, Cleared, Reader, clear};
use crate::discover::{Asked, DiscoverError, Sort, find_whole};
use crate::lines::{DocumentLine, LookUp};
use crate::strip::strip_links;
use crate::versions::publications;
use fonds_catalogue::CatalogueError;
use fonds_model::{Day, Document};
use std::collections::HashSet;

/// So many documents are looked at one by one; of more, the log is read backwards until enough have come.
const FEW: usize = 200;
/// Rows of the log read at a time.
const A_PAGE: usize = 500;

/// A document with its last publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The document, without the words of its renditions.
    pub document: Document,
    /// Title, date and address.
    pub line: DocumentLine,
    /// When what everybody may see of it last changed, RFC 3339 in UTC.
    pub updated: String,
    /// When it was first to be seen.
    pub published: String,
}

/// The documents that answer a question and were published last, the newest first.
pub fn newest(
    archive: &Archive,
    asked: &Asked,
    limit: usize,
    today: Day,
) -> Result<Cleared<Vec<Published>>, DiscoverError> {
    // In whatever order: which is newest is not the index's to say.
    let whole = find_whole(archive, &Asked { sort: Sort::Date, ..asked.clone() }, Reader::Public)?;
    let look = LookUp::new(archive, &whole.snapshot, Reader::Public, today)?;
    let matching: HashSet<String> = whole.ids.into_iter().collect();
    let mut found = if matching.len() <= FEW {
        let each = matching.iter().map(|id| read(&look, id));
        each.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()
    } else {
        last_changed(&look, &matching, limit)?
    };
    newest_first(&mut found);
    found.truncate(limit);
    Ok(Cleared::of_cleared_parts(found))
}

fn newest_first(found: &mut [Published]) {
    found.sort_by(|a, b| (&b.updated, &a.line.id).cmp(&(&a.updated, &b.line.id)));
}

/// Reads the log backwards. A document was published no later than its last row, so that once as many as are wanted
/// are newer than the rows that are left, none of those can be among them.
fn last_changed(
    look: &LookUp,
    matching: &HashSet<String>,
    limit: usize,
) -> Result<Vec<Published>, CatalogueError> {
    let mut found: Vec<Published> = Vec::new();
    let mut seen = HashSet::new();
    let mut before = u64::MAX;
    loop {
        let page = look.snapshot.documents_changed_before(before, A_PAGE)?;
        let Some(last) = page.last() else { return Ok(found) };
        before = last.seq;
        let oldest = last.at.clone();
        for row in page {
            if matching.contains(&row.id) && seen.insert(row.id.clone()) {
                found.extend(read(look, &row.id)?);
            }
        }
        newest_first(&mut found);
        let enough = limit.checked_sub(1).and_then(|last| found.get(last));
        if limit == 0 || enough.is_some_and(|last| last.updated > oldest) {
            return Ok(found);
        }
    }
}

fn read(look: &LookUp, id: &str) -> Result<Option<Published>, CatalogueError> {
    let Some(stored) = look.snapshot.find_light::<Document>(id)? else { return Ok(None) };
    let Clearance::Cleared(cleared) = clear(stored.value.clone(), look.reader, look.today) else {
        return Ok(None);
    };
    let mut document = cleared.into_inner();
    strip_links(look, &mut document)?;
    let published = publications(look, id, stored.version)?;
    let at = |publication: Option<&crate::Publication>| publication.map(|p| p.at.clone()).unwrap_or_default();
    let (first, last) = (at(published.first()), at(published.last()));
    Ok(Some(Published { line: DocumentLine::of(&document), document, updated: last, published: first }))
}
