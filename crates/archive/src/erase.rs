//! Erasing: destroying the bytes of a document and of all its versions, for law or privacy, and keeping that it was.
//!
//! Not withdrawing, which hides a document and keeps it. What remains is the hash of each version, the date and the
//! reason. The source file that the document came from may hold its words too; see [`Erased::sources_left`].

use crate::archive::Archive;
use crate::indexing::IndexingError;
use fonds_catalogue::{CatalogueError, ChangeNote, Kind};
use fonds_files::FilesError;
use fonds_model::Document;
use std::collections::BTreeSet;

/// Why nothing was erased.
#[derive(Debug, thiserror::Error)]
pub enum EraseError {
    /// Nothing has this identifier.
    #[error("no document here is called `{0}`\nhint: `fonds search` and `fonds list` show identifiers")]
    Absent(String),
    /// It is gone already.
    #[error("`{0}` was erased before\nhint: `fonds log {0}` says when and why")]
    Before(String),
    /// A reason must be given.
    #[error("erasing needs a reason\nhint: add --reason \"why\"; it is all that will remain")]
    Reason,
    /// The catalogue failed.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The files failed; the description is erased, the file named is still there.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The index failed; the catalogue has erased it.
    #[error(transparent)]
    Indexing(#[from] IndexingError),
}

/// What was erased.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Erased {
    /// The identifier, which stays taken.
    pub id: String,
    /// Files destroyed, by SHA-256.
    pub files: Vec<String>,
    /// Source files that hold other documents as well and still hold this one's words: (SHA-256, file name).
    /// Erase them with `--with-sources` when the law asks for it; the other documents keep their descriptions.
    pub sources_left: Vec<(String, String)>,
}

/// Erases a document. With `with_sources`, the kept source file goes too, even where other documents came from it.
pub fn erase(
    archive: &Archive,
    id: &str,
    with_sources: bool,
    note: &ChangeNote,
) -> Result<Erased, EraseError> {
    if note.reason.trim().is_empty() {
        return Err(EraseError::Reason);
    }
    let snapshot = archive.catalogue().snapshot()?;
    let state = snapshot.state(Kind::Document, id)?.ok_or_else(|| EraseError::Absent(id.to_owned()))?;
    if state.erased {
        return Err(EraseError::Before(id.to_owned()));
    }
    // Every version may have named other files and another source.
    let mut files = BTreeSet::new();
    let mut sources = BTreeSet::new();
    for line in snapshot.list_versions(Kind::Document, id)? {
        let Some(stored) = snapshot.find_version::<Document>(id, line.version)? else { continue };
        files.extend(files_of(&stored.value));
        let provenance = stored.value.provenance;
        sources.extend(provenance.sha256.map(|sha256| (sha256, provenance.file.unwrap_or_default())));
    }
    drop(snapshot);
    archive.catalogue().write(note, |writer| writer.erase(Kind::Document, id).map_err(EraseError::from))?;
    let mut erased = Erased { id: id.to_owned(), ..Erased::default() };
    let snapshot = archive.catalogue().snapshot()?;
    for (sha256, name) in sources {
        if with_sources || !snapshot.is_source(&sha256)? {
            archive.files().remove_source(&sha256)?;
            // Earlier archives kept sources as they were.
            files.insert(sha256);
        } else {
            erased.sources_left.push((sha256, name));
        }
    }
    for sha256 in files {
        if !snapshot.is_file(&sha256)? {
            archive.files().remove_file(&sha256)?;
            erased.files.push(sha256);
        }
    }
    Ok(erased)
}

/// The SHA-256 of every file that a document's renditions hold.
pub(crate) fn files_of(document: &Document) -> impl Iterator<Item = String> + '_ {
    document.renditions.iter().flat_map(|rendition| {
        let pages = rendition.pages.iter().filter_map(|page| page.file.as_ref());
        rendition.file.iter().chain(pages).map(|file| file.sha256.clone())
    })
}
