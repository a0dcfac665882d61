//! How a long piece of work behaves beside others on the same machine. Not how much of it is done at a time, which is
//! the archive's; called by the commands [`crate::commands`] that take minutes.

/// How far a long piece of work steps back: readers of a site on the same two cores get about nine parts of ten where
/// both want the processor; alone, it loses nothing.
#[cfg(unix)]
const BACK: i32 = 10;

/// Lets whoever answers readers go first. For work that nobody waits for by the millisecond: an import, a rebuild. To be
/// called before the work's threads begin, which take it over.
pub fn step_back() {
    // Where it is not allowed the work is as quick and readers wait a little longer.
    #[cfg(unix)]
    let _ = rustix::process::nice(BACK);
}
