//! The archive through its verbs: what is imported, edited, hidden, merged, erased and rebuilt, seen as an archivist
//! and as a reader would see it.

mod called;
mod completing;
mod describing;
mod durable;
mod exporting;
mod fuzzed;
mod importing;
mod keeping;
mod kept_archives;
mod lines_and_results;
mod measured_names;
mod names;
mod public_eyes;
mod random_lives;
mod testing;
