//! What the institution does, one verb to a module: import, describe, clear, discover, deliver, preserve.
//!
//! Not where words become pages and not where SQL is spoken: this crate alone introduces catalogue, files, index and
//! formats to each other. Begin with [`archive`], follow a document in by [`import`] and out by [`deliver`].

pub mod access;
pub mod archive;
pub mod around;
pub mod clearance;
pub mod complete;
pub mod concordance;
pub mod deliver;
pub mod describe;
pub mod discover;
pub mod erase;
pub mod export;
mod fresh;
pub mod history;
pub mod import;
pub mod indexing;
pub mod keeping_up;
mod lexicon;
pub mod lines;
pub mod merge;
pub mod names;
pub mod narrowing;
pub mod newest;
pub mod period;
pub mod points;
pub mod preserve;
mod projection;
mod reading;
pub mod reconcile;
pub mod results;
pub mod settings;
pub mod sources;
pub mod specimen;
mod strip;
mod taking;
mod versions;
pub mod views;

pub use archive::{Archive, ArchiveError};
pub use fonds_catalogue::{ChangeNote, Kind};
pub use fonds_formats::{Format, table::Mapping};
pub use settings::Settings;
pub use versions::Publication;
