//! Searches: being written.
