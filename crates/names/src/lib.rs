//! How names vary, and what a title says about who wrote to whom: pure functions and data tables, no I/O.
//!
//! It does not decide which person of the archive is meant: that is for the authorities of the catalogue.
//! Begin with [`title`], which reads a title as an archivist does; [`bare`] takes honorifics and offices off
//! a name, [`forms`] finds the other spellings of one, and [`vocabulary`] holds the words that both go by.

pub mod bare;
pub mod forms;
pub mod title;
pub mod vocabulary;
