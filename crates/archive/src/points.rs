//! Named points at which a test may kill the process, to prove that nothing acknowledged is ever lost.
//!
//! Compiled into test and demo builds only; a release build has none. The points stand in the order in which an
//! import passes them: `after-file`, `before-commit`, `after-commit`, `before-index-commit`, `during-index-swap`. Making
//! an archive passes `init-after-catalogue`, `init-after-index`, `init-before-settings`.

/// Kills the process as `kill -9` would when the environment's `FONDS_KILL_AT` names this point, on its n-th passing
/// where it says `point:n`.
#[cfg(debug_assertions)]
pub fn pass(point: &str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};
    static WANTED: OnceLock<Option<(String, u32)>> = OnceLock::new();
    static PASSED: AtomicU32 = AtomicU32::new(0);
    let wanted = WANTED.get_or_init(|| {
        let wanted = std::env::var("FONDS_KILL_AT").ok()?;
        let (name, nth) = wanted.split_once(':').unwrap_or((&wanted, "1"));
        Some((name.to_owned(), nth.parse().unwrap_or(1)))
    });
    if let Some((name, nth)) = wanted
        && name == point
        && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *nth
    {
        // No destructor runs and nothing is flushed, as when the power of the process alone is cut.
        std::process::abort();
    }
}

/// Does nothing in a release build.
#[cfg(not(debug_assertions))]
#[inline(always)]
pub fn pass(_point: &str) {}
