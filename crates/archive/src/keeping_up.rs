//! When what is kept in memory follows the catalogue and the index: the index itself, names, completions.
//!
//! In a small archive whoever asks brings it up at once, so that an edit shows in the next answer. In a large one that
//! takes long enough for readers to notice while an import runs, which moves the log several times a second; there they
//! get what there was, and the server brings it up beside them by [`keep_up`]. What leaves is cleared anew in either case,
//! so that a document that was closed shows nothing; counts and names are at most that much older.

use crate::archive::Archive;
use crate::discover::DiscoverError;
use crate::lexicon;
use fonds_search::OpenError;

/// Archives of so many documents are brought up while a reader waits: it takes some milliseconds.
const SMALL: u64 = 10_000;

/// Whether whoever asks brings up what is kept.
pub(crate) fn at_once(archive: &Archive) -> bool {
    archive.index().documents() <= SMALL
}

/// Why what is kept could not be brought up.
#[derive(Debug, thiserror::Error)]
pub enum KeepUpError {
    /// The index could not be opened again.
    #[error(transparent)]
    Index(#[from] OpenError),
    /// The names could not be read.
    #[error(transparent)]
    Names(#[from] DiscoverError),
}

/// Brings up the index and the names. For a thread beside the readers, again and again; costs next to nothing where
/// nothing has changed. Completion is brought up by [`crate::complete::prepare`], which costs more.
pub fn keep_up(archive: &Archive) -> Result<(), KeepUpError> {
    archive.index().reload()?;
    lexicon::bring_up(archive).map_err(DiscoverError::from)?;
    Ok(())
}
