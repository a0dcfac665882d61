//! How entries get into the index and out of it: by a writer that follows the log, or by building a new index beside
//! the present one.
//!
//! Not which entries: the archive decides that. Whoever writes holds `index/lock`, so that one process at a time does.

use crate::compose::{Composed, Waiting};
use crate::index::{create_version, describe, fresh_name, sweep, write_current};
use crate::schema::{SCHEMA, fields};
use crate::snapshot::write_payload;
use crate::{Entry, Index, State, WriteError};
use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, IndexWriter, TERMINATED, TantivyError, Term};

impl Index {
    /// Takes the lock and opens the index for changes, making an empty one when it is missing. `memory` bytes are
    /// used by each of `threads` threads before they write a segment (at least 15 MB; 40 MB serve well).
    pub fn writer(&self, memory: usize, threads: usize) -> Result<Writer, WriteError> {
        let lock = Lock::take(self.folder())?;
        let failed = Failure { folder: self.folder() };
        self.refresh()?;
        if self.state() == State::Missing {
            let name = fresh_name(self.folder());
            let engine = create_version(&self.folder().join(&name)).map_err(|error| failed.of(error))?;
            commit_empty(&engine).map_err(|error| failed.of(error))?;
            write_current(self.folder(), &name).map_err(|error| failed.of_files(error))?;
            self.refresh()?;
        }
        sweep(self.folder()).map_err(|error| failed.of_files(error))?;
        let Some(opened) = self.opened() else {
            return Err(WriteError::NotReady { why: describe(&self.state()).unwrap_or_default() });
        };
        let engine = open_writer(&opened.engine, memory, threads).map_err(|error| failed.of(error))?;
        Ok(Writer {
            engine,
            index: self.clone(),
            waiting: Arc::default(),
            put: HashSet::new(),
            hasher: RandomState::new(),
            _lock: lock,
        })
    }

    /// Takes the lock and begins a new index beside the present one, which readers keep until
    /// [`Rebuilt::swap`].
    pub fn rebuild(&self, memory: usize, threads: usize) -> Result<Rebuild, WriteError> {
        let lock = Lock::take(self.folder())?;
        let failed = Failure { folder: self.folder() };
        sweep(self.folder()).map_err(|error| failed.of_files(error))?;
        let name = fresh_name(self.folder());
        let engine = create_version(&self.folder().join(&name))
            .and_then(|engine| open_writer(&engine, memory, threads))
            .map_err(|error| failed.of(error))?;
        Ok(Rebuild { engine, index: self.clone(), name, waiting: Arc::default(), lock })
    }

    fn refresh(&self) -> Result<(), WriteError> {
        self.reload()
            .map(|_| ())
            .map_err(|crate::OpenError::Folder { folder, source }| WriteError::Files { folder, source })
    }
}

/// The engine's own writer of our entries.
pub(crate) type BareWriter = IndexWriter<Composed>;

/// Changes the index; holds `index/lock` until it is dropped. Nothing shows before [`Writer::commit`], and what was
/// not committed is gone when it is dropped. After an error it is of no more use: drop it and take another.
pub struct Writer {
    engine: IndexWriter<Composed>,
    index: Index,
    waiting: Arc<Waiting>,
    /// Hashes of the identifiers put since the last commit. One that is taken for another costs a needless look
    /// for something to replace.
    put: HashSet<u64>,
    hasher: RandomState,
    _lock: Lock,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("index", &self.index).finish_non_exhaustive()
    }
}

impl Writer {
    /// Adds this entry, in place of the one with the same id.
    pub fn put(&mut self, entry: &Entry) -> Result<(), WriteError> {
        let known = !self.put.insert(self.hasher.hash_one(&entry.id));
        if known || self.is_committed(&entry.id)? {
            self.engine.delete_term(id_term(&entry.id));
        }
        add(&mut self.engine, Composed::of(entry, &self.waiting), self.index.folder())
    }

    /// Takes out the entry with this id, if there is one.
    pub fn remove(&mut self, id: &str) -> Result<(), WriteError> {
        self.engine.delete_term(id_term(id));
        Ok(())
    }

    /// Makes all changes durable and visible together, with the number of the last change that they include.
    pub fn commit(&mut self, seq: u64) -> Result<(), WriteError> {
        commit(&mut self.engine, seq).map_err(|error| Failure { folder: self.index.folder() }.of(error))?;
        self.put.clear();
        self.index.refresh()
    }

    /// After a commit: rewrites every segment that holds deleted documents, so that no byte of them stays in the
    /// index. Wanted after a withdrawal, a restriction or an erasure. (Scores, order and counts never show deleted
    /// documents, purged or not.)
    pub fn purge(&mut self) -> Result<(), WriteError> {
        let failed = |error| Failure { folder: self.index.folder() }.of(error);
        // A merge that the engine has begun by itself holds its segments; it is waited for.
        let mut patience = 1_200;
        loop {
            let metas = self.engine.index().load_metas().map_err(failed)?;
            let Some(segment) = metas.segments.iter().find(|segment| segment.has_deletes()) else { break };
            let id = segment.id();
            drop(metas);
            if let Err(error) = self.engine.merge(&[id]).wait() {
                patience -= 1;
                if patience == 0 || matches!(error, TantivyError::IoError(_)) {
                    return Err(failed(error));
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        // Readers of this process let go of the old files before they are collected.
        self.index.refresh()?;
        self.engine.garbage_collect_files().wait().map_err(failed)?;
        Ok(())
    }

    /// Waits until the engine has merged what it is merging, which dropping would abandon: worth it after a great
    /// import.
    pub fn finish(self) -> Result<(), WriteError> {
        let failed = Failure { folder: self.index.folder() };
        self.engine.wait_merging_threads().map_err(|error| failed.of(error))?;
        self.index.refresh()
    }

    fn is_committed(&self, id: &str) -> Result<bool, WriteError> {
        let Some(opened) = self.index.opened() else { return Ok(true) };
        for segment in &opened.snapshot.segments {
            let found = segment.reader.inverted_index(fields().id).and_then(|terms| {
                let Some(info) = terms.terms().get(id.as_bytes())? else { return Ok(false) };
                let postings = terms.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                Ok(postings.doc() != TERMINATED)
            });
            if found.map_err(|error| Failure { folder: self.index.folder() }.of(error))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A new index on its way; dropped before [`Rebuilt::swap`], it leaves the present one as it was.
pub struct Rebuild {
    engine: IndexWriter<Composed>,
    index: Index,
    name: String,
    waiting: Arc<Waiting>,
    lock: Lock,
}

impl std::fmt::Debug for Rebuild {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rebuild").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Rebuild {
    /// Adds this entry; each id once.
    pub fn put(&mut self, entry: &Entry) -> Result<(), WriteError> {
        add(&mut self.engine, Composed::of(entry, &self.waiting), self.index.folder())
    }

    /// Makes the new index durable beside the present one.
    pub fn finish(mut self, seq: u64) -> Result<Rebuilt, WriteError> {
        let failed = Failure { folder: self.index.folder() };
        commit(&mut self.engine, seq).map_err(|error| failed.of(error))?;
        self.engine.wait_merging_threads().map_err(|error| failed.of(error))?;
        Ok(Rebuilt { index: self.index, name: self.name, _lock: self.lock })
    }
}

/// A new index, durable but not yet current.
#[derive(Debug)]
pub struct Rebuilt {
    index: Index,
    name: String,
    _lock: Lock,
}

impl Rebuilt {
    /// Puts the new index in place of the old one in one step, and removes the old one.
    pub fn swap(self) -> Result<(), WriteError> {
        let failed = Failure { folder: self.index.folder() };
        write_current(self.index.folder(), &self.name).map_err(|error| failed.of_files(error))?;
        self.index.refresh()?;
        sweep(self.index.folder()).map_err(|error| failed.of_files(error))
    }
}

/// The right to change the index, given back when dropped or when the process ends.
#[derive(Debug)]
struct Lock {
    _file: File,
}

impl Lock {
    fn take(folder: &Path) -> Result<Self, WriteError> {
        let failed = |source| WriteError::Files { folder: folder.to_owned(), source };
        fs::create_dir_all(folder).map_err(failed)?;
        let path = folder.join("lock");
        let file = File::options().create(true).truncate(false).write(true).open(path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(WriteError::Locked { folder: folder.to_owned() }),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }
}

/// Turns what the engine says into our errors.
struct Failure<'f> {
    folder: &'f Path,
}

impl Failure<'_> {
    fn of(&self, error: TantivyError) -> WriteError {
        let folder: PathBuf = self.folder.to_owned();
        match error {
            TantivyError::IoError(source) => {
                let source = std::io::Error::new(source.kind(), source.to_string());
                WriteError::Files { folder, source }
            }
            other => WriteError::Engine { folder, message: other.to_string() },
        }
    }

    fn of_files(&self, source: std::io::Error) -> WriteError {
        WriteError::Files { folder: self.folder.to_owned(), source }
    }
}

fn id_term(id: &str) -> Term {
    Term::from_field_text(fields().id, id)
}

fn open_writer(
    engine: &tantivy::Index,
    memory: usize,
    threads: usize,
) -> tantivy::Result<IndexWriter<Composed>> {
    // The engine's own limits.
    let memory = memory.clamp(15_000_000, 2_000_000_000);
    let threads = threads.clamp(1, 8);
    let options = IndexWriterOptions::builder()
        .memory_budget_per_thread(memory)
        .num_worker_threads(threads)
        .num_merge_threads(threads.min(2))
        .build();
    let writer = engine.writer_with_options(options)?;
    writer.set_merge_policy(Box::new(merge_policy()));
    // A process that died or failed within a commit leaves files that no commit names, under the very names that the
    // next commit will want.
    writer.garbage_collect_files().wait()?;
    Ok(writer)
}

/// Four segments of about the same size become one, and a segment is rewritten when three in ten of its documents
/// are deleted: so their number grows with the logarithm of the archive, and an edit rewrites little.
fn merge_policy() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(4);
    policy.set_min_layer_size(256);
    policy.set_level_log_size(1.5);
    policy.set_del_docs_ratio_before_merge(0.3);
    policy
}

fn add(engine: &mut IndexWriter<Composed>, entry: Composed, folder: &Path) -> Result<(), WriteError> {
    let Err(error) = engine.add_document(entry) else { return Ok(()) };
    // A thread of the engine has died. The reason, a full disk for instance, is told only to who joins it.
    let cause = engine.prepare_commit().err().unwrap_or(error);
    Err(Failure { folder }.of(cause))
}

fn commit(engine: &mut IndexWriter<Composed>, seq: u64) -> tantivy::Result<()> {
    let mut prepared = engine.prepare_commit()?;
    prepared.set_payload(&write_payload(seq));
    prepared.commit()?;
    Ok(())
}

fn commit_empty(engine: &tantivy::Index) -> tantivy::Result<()> {
    debug_assert_eq!(engine.schema(), SCHEMA.0);
    commit(&mut open_writer(engine, 0, 1)?, 0)
}
