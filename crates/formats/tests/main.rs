//! The readers through their public doors: on the real documents beside the repository, where they are, and on bytes
//! that mean harm.

mod authorities;
mod listing;
mod real;
mod recognising;
mod table;
