//! What can go wrong, one enum per operation.

use std::io;
use std::path::PathBuf;

/// Why the index folder could not be opened at all. A missing or damaged index is no error but a
/// [`State`](crate::State).
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder cannot be read or made.
    #[error("cannot use the index folder {folder}: {source}")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Why the index could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Another process is applying the log; it will come to these changes by itself.
    #[error("another process is writing the index {folder}")]
    Locked {
        /// The folder of the index.
        folder: PathBuf,
    },
    /// The index is damaged or of another version, and must be rebuilt first.
    #[error("the index cannot be added to: {why}; rebuild it")]
    NotReady {
        /// What is wrong with it.
        why: String,
    },
    /// A file of the index could not be written; what was committed before is still there.
    #[error("cannot write the index {folder}: {source}")]
    Files {
        /// The folder of the index.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The engine refused; what was committed before is still there.
    #[error("the index {folder} refused the change: {message}")]
    Engine {
        /// The folder of the index.
        folder: PathBuf,
        /// In the engine's words.
        message: String,
    },
}

/// Why a search could not be answered. What a reader types is never the cause.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// There is no index to search.
    #[error("the index is not ready: {why}")]
    NotReady {
        /// What is wrong with it.
        why: String,
    },
    /// A file of the index could not be read.
    #[error("cannot read the index: {message}")]
    Damaged {
        /// In the engine's words.
        message: String,
    },
}
