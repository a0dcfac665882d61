//! Delivers: being written.
