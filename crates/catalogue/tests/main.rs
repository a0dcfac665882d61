//! The catalogue through its door: versions, the log and its chain, several writers, snapshots, merging, erasing.

mod erasing;
mod keeping;
mod log;
mod opening;
mod several;
mod testing;
