//! How names vary, and what a title says about who wrote to whom: pure functions and data tables, no I/O.
//!
//! Begin with [`title`], which reads a title as an archivist does.

pub mod title;
