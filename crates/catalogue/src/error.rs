//! What can go wrong with the catalogue.

use crate::Kind;
use std::path::PathBuf;

/// Why the catalogue could not answer or keep something. What it had is as it was.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// There is one already where one was to be made.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// There is none where one was to be opened.
    #[error("there is no catalogue at {}\nhint: bring it back from a backup", .0.display())]
    Missing(PathBuf),
    /// Another program made it.
    #[error("{} is another program's database and is left untouched\nhint: move it away, or choose another folder", .0.display())]
    Foreign(PathBuf),
    /// It was written by a newer fonds.
    #[error("{} was written by a newer fonds (schema {found}, this one knows {known}) and is left untouched\nhint: use that version of fonds", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// Somebody else changed the thing meanwhile.
    #[error("{} `{id}` is at version {found}, not {expected}\nhint: look at it again; somebody was faster", kind.word())]
    Conflict {
        /// What it is.
        kind: Kind,
        /// Which.
        id: String,
        /// The version that the change was made on.
        expected: u32,
        /// The version that it has.
        found: u32,
    },
    /// Another thing has this key already.
    #[error("the key `{key}` belongs to {} `{held_by}`", kind.word())]
    KeyTaken {
        /// What it is.
        kind: Kind,
        /// The key.
        key: String,
        /// Who has it.
        held_by: String,
    },
    /// A thing without identifier cannot be kept.
    #[error("a {} without identifier cannot be kept: `{key}`", kind.word())]
    Unassigned {
        /// What it is.
        kind: Kind,
        /// Its source's key.
        key: String,
    },
    /// The database refused: disk full, no permission, damage.
    #[error(
        "the catalogue failed: {0}\nhint: nothing of this step was kept; look for a full disk or missing permission, then `fonds check`"
    )]
    Database(#[from] rusqlite::Error),
    /// A body cannot be read back or written.
    #[error("a description in the catalogue cannot be read: {0}\nhint: run `fonds check`")]
    Body(#[from] serde_json::Error),
    /// A compressed body cannot be read back.
    #[error("a description in the catalogue cannot be unpacked: {0}\nhint: run `fonds check`")]
    Unpacking(#[from] std::io::Error),
}
