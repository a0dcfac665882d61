//! The bounded pool on which handlers run: the archive is synchronous, the web is not.
//!
//! So many work at once, so many wait, and whoever comes beyond that is told to come again: a flood makes itself wait
//! and nobody else run out of memory.

use crate::errors::PageError;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// Handlers at work at once, for each core: more than one, because some wait for the disk; few, because those that share
/// a core make each other late.
const AT_WORK: usize = 2;
/// Requests that may wait for their turn.
const WAITING: usize = 1_024;

/// The pool of one site.
pub(crate) struct Pool {
    turns: Semaphore,
    waiting: AtomicUsize,
}

impl Pool {
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self { turns: Semaphore::new(AT_WORK * cores), waiting: AtomicUsize::new(0) }
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
