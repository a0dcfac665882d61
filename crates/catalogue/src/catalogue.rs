//! Opening the catalogue, its one writer and its many readers.
//!
//! Reads go through a [`Snapshot`], which is of one moment; writes through [`Catalogue::write`], one transaction that is
//! durable when it returns. Several processes may do both at once: writers wait for each other, readers never wait.

use crate::{CatalogueError, Reads, Writer};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The migrations, in order; the number of the last is the schema's.
const MIGRATIONS: [&str; 2] =
    [include_str!("migrations/0001_catalogue.sql"), include_str!("migrations/0002_fewer_trees.sql")];

/// Readers that may be at work at once; more wait.
const READERS: usize = 16;

/// How long a writer waits for another process's transaction before it gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The catalogue of one archive; cheap to clone.
#[derive(Clone)]
pub struct Catalogue {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    writer: Mutex<Reads>,
    idle: Mutex<Idle>,
    given_back: Condvar,
}

#[derive(Default)]
struct Idle {
    connections: Vec<Reads>,
    opened: usize,
}

/// Who changes something, when and why; the same for everything in one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeNote {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Why.
    pub reason: String,
}

/// Takes a lock that a panicking thread may have left; what it guards is checked by the database itself.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Catalogue {
    /// Makes a catalogue where there is none.
    pub fn create(path: &Path) -> Result<Self, CatalogueError> {
        if path.exists() {
            return Err(CatalogueError::Exists(path.to_owned()));
        }
        Self::go_on(path)
    }

    /// Makes a catalogue, or goes on where making one was broken off. One that holds anything is refused untouched.
    pub fn go_on(path: &Path) -> Result<Self, CatalogueError> {
        if path.exists() {
            refuse_what_is_no_beginning(path)?;
        }
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        drop(connection);
        Self::open(path)
    }

    /// Opens a catalogue and brings its schema up to date; one written by a newer fonds or another program is refused
    /// untouched.
    pub fn open(path: &Path) -> Result<Self, CatalogueError> {
        if !path.exists() {
            return Err(CatalogueError::Missing(path.to_owned()));
        }
        let writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // Identifiers are random, so that every index is written all over: its pages should stay at hand. And a page
        // that changes often should be copied back from the log seldom: every 32 MB.
        writer.pragma_update(None, "cache_size", -64_000)?;
        writer.pragma_update(None, "wal_autocheckpoint", 8_000)?;
        migrate(&writer, path)?;
        let inner = Inner {
            path: path.to_owned(),
            writer: Mutex::new(Reads::new(writer)),
            idle: Mutex::default(),
            given_back: Condvar::new(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Looks at the catalogue as it is now; everything read through the snapshot is of one moment.
    pub fn snapshot(&self) -> Result<Snapshot, CatalogueError> {
        let reads = self.take_reader()?;
        let snapshot = Snapshot { reads: Some(reads), catalogue: self.clone() };
        snapshot.connection().execute_batch("BEGIN DEFERRED")?;
        Ok(snapshot)
    }

    fn take_reader(&self) -> Result<Reads, CatalogueError> {
        let mut idle = lock(&self.inner.idle);
        loop {
            if let Some(reads) = idle.connections.pop() {
                return Ok(reads);
            }
            if idle.opened < READERS {
                idle.opened += 1;
                drop(idle);
                // Read-write flags, because a reader of a WAL may have to make its shared memory; `query_only` keeps it
                // from writing anything.
                let opened =
                    connect(&self.inner.path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(|connection| {
                        connection.pragma_update(None, "query_only", true)?;
                        // 16 MB: the trees by which a page of results is found, and what hangs on them.
                        connection.pragma_update(None, "cache_size", -16_000)?;
                        Ok(Reads::new(connection))
                    });
                if opened.is_err() {
                    lock(&self.inner.idle).opened -= 1;
                    self.inner.given_back.notify_one();
                }
                return opened;
            }
            idle = self.inner.given_back.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Changes the catalogue in one transaction: all of it is durable when this returns `Ok`, none of it otherwise.
    pub fn write<T, E: From<CatalogueError>>(
        &self,
        note: &ChangeNote,
        change: impl FnOnce(&mut Writer) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transact(note, change, true)
    }

    /// Does everything that [`Catalogue::write`] would, and takes it back: a dry run.
    pub fn rehearse<T, E: From<CatalogueError>>(
        &self,
        change: impl FnOnce(&mut Writer) -> Result<T, E>,
    ) -> Result<T, E> {
        let note = ChangeNote { at: String::new(), actor: String::new(), reason: String::new() };
        self.transact(&note, change, false)
    }

    /// Copies what was written lately from the database's log into its file, as far as readers let it, so that whoever
    /// closes it last need not wait for that.
    pub fn settle(&self) -> Result<(), CatalogueError> {
        run(&lock(&self.inner.writer), "PRAGMA wal_checkpoint(PASSIVE)")
    }

    fn transact<T, E: From<CatalogueError>>(
        &self,
        note: &ChangeNote,
        change: impl FnOnce(&mut Writer) -> Result<T, E>,
        keep: bool,
    ) -> Result<T, E> {
        let reads = lock(&self.inner.writer);
        // IMMEDIATE takes the writer lock now, so that numbers of the log are given in the order of commits.
        run(&reads, "BEGIN IMMEDIATE")?;
        let undo = RollBack { reads: &reads };
        let mut writer = Writer::begin(&reads, note)?;
        let done = change(&mut writer)?;
        let erased = writer.erased();
        if !keep {
            return Ok(done);
        }
        run(&reads, "COMMIT")?;
        std::mem::forget(undo);
        if erased {
            // Erased bytes must not linger in the log that SQLite keeps beside its file. Readers at work hold it up;
            // the next checkpoint of the truncating kind takes them then.
            let _ = reads.connection().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        Ok(done)
    }
}

fn run(reads: &Reads, sql: &str) -> Result<(), CatalogueError> {
    Ok(reads.connection().execute_batch(sql)?)
}

/// Takes a transaction back unless it was committed, whichever way the function is left.
struct RollBack<'c> {
    reads: &'c Reads,
}

impl Drop for RollBack<'_> {
    fn drop(&mut self) {
        // After some errors the database has rolled back by itself and says so; either way nothing is left of it.
        let _ = self.reads.connection().execute_batch("ROLLBACK");
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, CatalogueError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // FULL waits for the disk at each commit: what was acknowledged survives the power going off.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.pragma_update(None, "mmap_size", 256 << 20)?;
    // Otherwise the library plans a statement anew whenever a value is bound that its statistics might care about; we
    // have none, and it was a tenth of an import.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(80);
    Ok(connection)
}

/// The number of the schema that a database has; 0 when it has none yet. One that is not ours is refused.
fn schema_of(connection: &Connection, path: &Path) -> Result<u32, CatalogueError> {
    let found = connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))?;
    let known = MIGRATIONS.len() as u32;
    // Other programs number their schemas too, so that the number alone does not tell whose it is. Ours comes with its
    // tables in one transaction.
    let sql = "SELECT count(*), count(*) FILTER (WHERE type = 'table' AND name IN ('things', 'versions', 'changes')) \
               FROM sqlite_schema";
    let (all, ours): (u32, u32) = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    match found {
        0 if all == 0 => Ok(0),
        0 => Err(CatalogueError::Foreign(path.to_owned())),
        _ if ours < 3 => Err(CatalogueError::Foreign(path.to_owned())),
        _ if found > known => Err(CatalogueError::Newer { path: path.to_owned(), found, known }),
        _ => Ok(found),
    }
}

/// Looks at a database without writing to it: only one without a schema, or with one and not a row in it, is the
/// beginning of a catalogue.
fn refuse_what_is_no_beginning(path: &Path) -> Result<(), CatalogueError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(PATIENCE)?;
    // Of one moment, whoever else may be making it.
    connection.execute_batch("BEGIN DEFERRED")?;
    schema_of(&connection, path)?;
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables =
        tables.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    for table in tables {
        let sql = format!("SELECT 1 FROM \"{}\"", table.replace('"', "\"\""));
        if connection.prepare(&sql)?.exists([])? {
            return Err(CatalogueError::Exists(path.to_owned()));
        }
    }
    Ok(())
}

fn migrate(connection: &Connection, path: &Path) -> Result<(), CatalogueError> {
    if schema_of(connection, path)? as usize == MIGRATIONS.len() {
        return Ok(());
    }
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let done = migrate_under_lock(connection, path);
    connection.execute_batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    done
}

fn migrate_under_lock(connection: &Connection, path: &Path) -> Result<(), CatalogueError> {
    // Asked again under the lock: another process may have migrated meanwhile.
    let found = schema_of(connection, path)?;
    for (number, sql) in (1_u32..).zip(MIGRATIONS).skip(found as usize) {
        connection.execute_batch(sql)?;
        connection.pragma_update(None, "user_version", number)?;
    }
    Ok(())
}

/// The catalogue at one moment. Gives its connection back when dropped.
pub struct Snapshot {
    reads: Option<Reads>,
    catalogue: Catalogue,
}

impl Deref for Snapshot {
    type Target = Reads;
    fn deref(&self) -> &Reads {
        // Invariant: `reads` is there until the snapshot is dropped.
        self.reads.as_ref().expect("a snapshot that is not dropped")
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        let Some(reads) = self.reads.take() else { return };
        let whole = reads.connection().execute_batch("ROLLBACK").is_ok();
        let mut idle = lock(&self.catalogue.inner.idle);
        if whole {
            idle.connections.push(reads);
        } else {
            idle.opened -= 1;
        }
        self.catalogue.inner.given_back.notify_one();
    }
}
