//! The index as a folder: which of its versions is current, whether it is whole, and how far it has followed the log.

use crate::{Entry, OpenError, Reply, Request, SearchError, WriteError};
use std::path::{Path, PathBuf};

/// How an index is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Read every file and compare its checksum, so that a damaged one is noticed now rather than by a reader.
    pub verify: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { verify: true }
    }
}

/// Whether the index can be searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is whole.
    Ready {
        /// The number of the last change that it has applied.
        seq: u64,
    },
    /// There is none yet. [`Index::writer`] makes an empty one.
    Missing,
    /// It was made by another version of the schema or the analysers, and must be rebuilt.
    Stale,
    /// Its files are damaged, and it must be rebuilt.
    Broken {
        /// What is wrong with it.
        why: String,
    },
}

/// The index of one archive; cheap to clone.
#[derive(Debug, Clone)]
pub struct Index {
    folder: PathBuf,
}

impl Index {
    /// Opens the index in this folder, which is made when absent. A missing, stale or damaged index opens too:
    /// see [`Index::state`].
    pub fn open(folder: &Path, options: Options) -> Result<Self, OpenError> {
        let _ = options;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Whether it can be searched.
    pub fn state(&self) -> State {
        State::Missing
    }

    /// The number of the last change that it has applied; 0 when nothing was.
    pub fn applied_seq(&self) -> u64 {
        0
    }

    /// Looks whether another process (or a writer of this one) has committed; true when there was something new.
    pub fn reload(&self) -> Result<bool, OpenError> {
        Ok(false)
    }

    /// Reads every file again and says what is damaged, in sentences; empty when it is whole.
    pub fn verify(&self) -> Vec<String> {
        Vec::new()
    }

    /// The identifiers of all documents in it, in no order.
    pub fn list_ids(&self) -> Result<Vec<String>, SearchError> {
        Ok(Vec::new())
    }

    /// Answers a request.
    pub fn search(&self, request: &Request) -> Result<Reply, SearchError> {
        let _ = request;
        Ok(Reply::default())
    }

    /// Takes the lock and opens the index for changes, making an empty one when it is missing. `memory` bytes are
    /// used by each of `threads` threads before they write a segment.
    pub fn writer(&self, memory: usize, threads: usize) -> Result<Writer, WriteError> {
        let _ = (memory, threads);
        Err(WriteError::Locked { folder: self.folder.clone() })
    }

    /// Takes the lock and begins a new index beside the present one, which readers keep until
    /// [`Rebuilt::swap`].
    pub fn rebuild(&self, memory: usize, threads: usize) -> Result<Rebuild, WriteError> {
        let _ = (memory, threads);
        Err(WriteError::Locked { folder: self.folder.clone() })
    }
}

/// Changes the index; holds `index/lock` until it is dropped. Nothing shows before [`Writer::commit`].
#[derive(Debug)]
pub struct Writer {}

impl Writer {
    /// Adds this entry, in place of the one with the same id.
    pub fn put(&mut self, entry: &Entry) -> Result<(), WriteError> {
        let _ = entry;
        Ok(())
    }

    /// Takes out the entry with this id, if there is one.
    pub fn remove(&mut self, id: &str) -> Result<(), WriteError> {
        let _ = id;
        Ok(())
    }

    /// Makes all changes durable and visible together, with the number of the last change that they include.
    pub fn commit(&mut self, seq: u64) -> Result<(), WriteError> {
        let _ = seq;
        Ok(())
    }

    /// After a commit: rewrites every segment that holds deleted documents, so that no byte of them stays in the
    /// index. Wanted after a withdrawal, a restriction or an erasure.
    pub fn purge(&mut self) -> Result<(), WriteError> {
        Ok(())
    }
}

/// A new index on its way; dropped before [`Rebuilt::swap`], it leaves the present one as it was.
#[derive(Debug)]
pub struct Rebuild {}

impl Rebuild {
    /// Adds this entry; each id once.
    pub fn put(&mut self, entry: &Entry) -> Result<(), WriteError> {
        let _ = entry;
        Ok(())
    }

    /// Makes the new index durable beside the present one.
    pub fn finish(self, seq: u64) -> Result<Rebuilt, WriteError> {
        let _ = seq;
        Ok(Rebuilt {})
    }
}

/// A new index, durable but not yet current.
#[derive(Debug)]
pub struct Rebuilt {}

impl Rebuilt {
    /// Puts the new index in place of the old one in one step, and removes the old one.
    pub fn swap(self) -> Result<(), WriteError> {
        Ok(())
    }
}
