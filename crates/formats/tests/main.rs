//! The readers through their public doors: on the real documents beside the repository, where they are, and on bytes
//! that mean harm.

mod authorities;
mod listing;
mod notices;
mod real;
mod recognising;
mod table;
mod table_hostile;
mod table_original;
mod table_properties;
mod table_spreadsheet;
mod tei_broken;
mod tei_measured;
mod tei_volume;
mod tei_written;
