//! The bounded pool on which handlers run: the archive is synchronous, the web is not.
//!
//! So many work at once, so many wait, and whoever comes beyond that is told to come again: a flood makes itself wait
//! and nobody else run out of memory.

use crate::errors::PageError;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Handlers at work at once, for each core: more than one, because some wait for the disk; few, because those that share
/// a core make each other late.
const AT_WORK: usize = 2;
/// Requests that may wait for their turn.
const WAITING: usize = 1_024;

/// Answers that are written while they are sent, at work at once: they hold a moment of the catalogue for as long as the
/// reader takes.
const WRITTEN: usize = 4;

/// The pool of one site.
pub(crate) struct Pool {
    turns: Semaphore,
    written: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Pool {
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            turns: Semaphore::new(AT_WORK * cores),
            written: Arc::new(Semaphore::new(WRITTEN)),
            waiting: AtomicUsize::new(0),
        }
    }

    /// A turn for an answer that is written while it is sent; none while too many are at work.
    pub(crate) fn turn_to_write(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.written).try_acquire_owned().ok()
    }

    /// Runs a handler when its turn comes.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PageError> + Send + 'static,
    ) -> Result<T, PageError> {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= WAITING {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(PageError::Busy);
        }
        let turn = self.turns.acquire().await;
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        let Ok(_turn) = turn else { return Err(PageError::Busy) };
        match tokio::task::spawn_blocking(work).await {
            Ok(done) => done,
            Err(error) => Err(PageError::Failed(format!("a handler broke off: {error}"))),
        }
    }
}
