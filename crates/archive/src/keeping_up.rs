//! When what is kept in memory follows the catalogue and the index: the index itself, names,
//! completions, and what lies within what.
//!
//! In a small archive whoever asks brings it up at once, so that an edit shows in the next answer. In a large one that
//! takes long enough for readers to notice while an import runs, which moves the log several times a second; there they
//! get what there was, as long as somebody brings it up beside them: the server does by [`keep_up`]. Where nobody has for
//! some seconds, whoever asks does. What leaves is cleared anew in either case, so that a document that was closed shows
//! nothing; counts and names are a few seconds older at most.

use crate::archive::Archive;
use crate::discover::DiscoverError;
use crate::{lexicon, lines};
use fonds_search::OpenError;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Archives of so many documents are brought up while a reader waits: it takes some milliseconds.
const SMALL: u64 = 10_000;
/// What is older than this readers bring up themselves.
const OLDEST: Duration = Duration::from_secs(5);

/// When an archive was last brought up beside its readers.
#[derive(Default)]
pub(crate) struct KeptUp(Mutex<Option<Instant>>);

/// Whether whoever asks brings up what is kept.
pub(crate) fn at_once(archive: &Archive) -> bool {
    let kept_up = archive.kept_up().0.lock().unwrap_or_else(PoisonError::into_inner);
    archive.index().documents() <= SMALL || kept_up.is_none_or(|at| at.elapsed() > OLDEST)
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

/// Brings up the index and the names. For a thread beside the readers, several times a second; costs next to nothing
/// where nothing has changed. Completion is brought up by [`crate::complete::prepare`], which costs more.
pub fn keep_up(archive: &Archive) -> Result<(), KeepUpError> {
    archive.index().reload()?;
    lexicon::bring_up(archive).map_err(DiscoverError::from)?;
    let snapshot = archive.catalogue().snapshot().map_err(DiscoverError::from)?;
    lines::within_now(archive, &snapshot).map_err(DiscoverError::from)?;
    *archive.kept_up().0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    Ok(())
}
