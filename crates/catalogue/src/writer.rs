//! Everything that can be told to the catalogue, within one transaction.
//!
//! Each change of a thing is one version and one row of the log, written together with the mirrors of what it points at.

use crate::kept::{Named, Packed, hexadecimal, pack, with_packed};
use crate::{CatalogueError, ChangeNote, Kept, Kind, Reads};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Deref;

/// What was done to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Taken in.
    Created,
    /// Described otherwise.
    Changed,
    /// Shown to others than before.
    AccessChanged,
    /// Joined with a duplicate.
    Merged,
    /// Destroyed.
    Erased,
    /// Its embargo, or that of a part, ended.
    EmbargoLifted,
}

impl Action {
    const ALL: [Self; 6] =
        [Self::Created, Self::Changed, Self::AccessChanged, Self::Merged, Self::Erased, Self::EmbargoLifted];
    /// The word as stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::AccessChanged => "access_changed",
            Self::Merged => "merged",
            Self::Erased => "erased",
            Self::EmbargoLifted => "embargo_lifted",
        }
    }
    /// The tables' checks let no other word in.
    pub(crate) fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|action| action.word() == word).unwrap_or(Self::Changed)
    }
}

/// What putting a thing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is its first version.
    New,
    /// It has this version now.
    Changed {
        /// Which.
        version: u32,
    },
    /// It says what the last version says; nothing was written.
    Unchanged,
}

/// One transaction.
pub struct Writer<'c> {
    reads: &'c Reads,
    note: &'c ChangeNote,
    last_hash: String,
    last_seq: u64,
    erased: Cell<bool>,
}

impl Deref for Writer<'_> {
    type Target = Reads;
    fn deref(&self) -> &Reads {
        self.reads
    }
}

type Done<T> = Result<T, CatalogueError>;

impl<'c> Writer<'c> {
    pub(crate) fn begin(reads: &'c Reads, note: &'c ChangeNote) -> Done<Self> {
        let sql = "SELECT hash, seq FROM changes ORDER BY seq DESC LIMIT 1";
        let mut statement = reads.connection().prepare_cached(sql)?;
        let last = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (last_hash, last_seq) = last.unwrap_or_default();
        Ok(Self { reads, note, last_hash, last_seq, erased: Cell::new(false) })
    }
    /// The number of the last row of the log, this transaction's own included.
    pub fn seq(&self) -> u64 {
        self.last_seq
    }
    pub(crate) fn erased(&self) -> bool {
        self.erased.get()
    }
    fn run(&self, sql: &str, parameters: impl rusqlite::Params) -> Done<usize> {
        Ok(self.reads.connection().prepare_cached(sql)?.execute(parameters)?)
    }

    /// The identifier of a source's key: known, reserved before, or the fresh one, reserved now.
    pub fn reserve(&mut self, kind: Kind, source_key: &str, fresh_id: &str) -> Done<String> {
        if let Some(id) = self.id_of_key(kind, source_key)? {
            return Ok(id);
        }
        self.run(
            "INSERT INTO source_keys (kind, source_key, id) VALUES (?1, ?2, ?3)",
            params![kind.word(), source_key, fresh_id],
        )?;
        Ok(fresh_id.to_owned())
    }

    /// Keeps a thing: its first version, a new one, or nothing where it says what the last one says. With an expected
    /// version, refuses when somebody was faster.
    pub fn put<T: Kept>(&mut self, value: &T, expected_version: Option<u32>, action: Action) -> Done<Put> {
        self.put_whole(&mut value.clone(), expected_version, action)
    }
    /// The same of a thing that may be taken apart for the while, which spares a copy of its words.
    pub fn put_whole<T: Kept>(
        &mut self,
        value: &mut T,
        expected_version: Option<u32>,
        action: Action,
    ) -> Done<Put> {
        let packed = pack(value)?;
        let value = &*value;
        let (kind, id) = (T::KIND, value.id());
        if id.is_empty() {
            return Err(CatalogueError::Unassigned { kind, key: value.source_key().to_owned() });
        }
        let held_by = self.reserve(kind, value.source_key(), id)?;
        if held_by != id {
            return Err(CatalogueError::KeyTaken { kind, key: value.source_key().to_owned(), held_by });
        }
        let state = self.state(kind, id)?;
        let found = state.as_ref().map_or(0, |state| state.version);
        if let Some(expected) = expected_version
            && expected != found
        {
            return Err(CatalogueError::Conflict { kind, id: id.to_owned(), expected, found });
        }
        if state.is_some() && self.current_hash(kind, id)?.as_deref() == Some(&packed.hash) {
            return Ok(Put::Unchanged);
        }
        let version = found + 1;
        let action = if state.is_none() { Action::Created } else { action };
        let seq = self.log(kind, id, action, version, &packed.hash)?;
        if version > 1 {
            self.forget_pointers(kind, id)?;
        }
        self.write_version(value, version, seq, &packed)?;
        self.write_mirrors(value, version, seq)?;
        Ok(if version == 1 { Put::New } else { Put::Changed { version } })
    }

    fn current_hash(&self, kind: Kind, id: &str) -> Done<Option<String>> {
        let sql = "SELECT v.hash FROM things t JOIN versions v ON v.kind = t.kind AND v.id = t.id AND v.version = t.version \
                   WHERE t.kind = ?1 AND t.id = ?2 AND v.body IS NOT NULL";
        let mut statement = self.reads.connection().prepare_cached(sql)?;
        Ok(statement.query_row(params![kind.word(), id], |row| row.get(0)).optional()?)
    }

    fn write_version<T: Kept>(&self, value: &T, version: u32, seq: u64, packed: &Packed) -> Done<()> {
        let (kind, id) = (T::KIND.word(), value.id());
        let sql = "INSERT INTO versions (kind, id, version, seq, hash, access, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let access = value.access().to_string();
        with_packed(&packed.json, |body| {
            self.run(sql, params![kind, id, version, seq, packed.hash, access, body])
        })??;
        let mut kept = BTreeSet::new();
        for (sha256, json) in &packed.texts {
            let first = kept.insert(sha256);
            if first && self.run("UPDATE texts SET uses = uses + 1 WHERE sha256 = ?1", [sha256])? == 0 {
                let sql = "INSERT INTO texts (sha256, uses, body) VALUES (?1, 1, ?2)";
                with_packed(json, |body| self.run(sql, params![sha256, body]))??;
            }
        }
        for (sha256, source) in value.files().into_iter().collect::<BTreeSet<_>>() {
            let sql = "INSERT INTO named_files (sha256, source, uses) VALUES (?1, ?2, 1) \
                       ON CONFLICT (sha256, source) DO UPDATE SET uses = uses + 1";
            self.run(sql, params![sha256, source])?;
        }
        Ok(())
    }

    fn write_mirrors<T: Kept>(&self, value: &T, version: u32, seq: u64) -> Done<()> {
        let (kind, id) = (T::KIND.word(), value.id());
        let likeness = value.likeness();
        let (earliest, folded_title) = likeness.map_or((None, None), |(day, title)| (Some(day), Some(title)));
        self.run(
            "INSERT INTO things (kind, id, version, seq, access, embargo_ends, earliest, folded_title, slug) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (kind, id) DO UPDATE SET version = ?3, seq = ?4, \
             access = ?5, embargo_ends = ?6, earliest = ?7, folded_title = ?8, slug = ?9",
            params![
                kind, id, version, seq, value.access().word(), value.next_release().map(|day| day.to_string()),
                earliest, folded_title, value.slug(),
            ],
        )?;
        for (target_kind, role, target) in Named::by(value).pointers {
            self.run(
                "INSERT OR IGNORE INTO pointers (target_kind, target, kind, id, role) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![target_kind.word(), target, kind, id, role],
            )?;
        }
        Ok(())
    }

    /// Forgets what the last version of a thing points at.
    fn forget_pointers(&self, kind: Kind, id: &str) -> Done<()> {
        let sql = "DELETE FROM pointers WHERE target_kind = ?1 AND target = ?2 AND kind = ?3 AND id = ?4 AND role = ?5";
        let Some(named) = self.named_by_last_version(kind, id)? else { return Ok(()) };
        for (target_kind, role, target) in named.pointers {
            // Where the target was merged away since, the pointer leads where it went.
            let living = self.find_redirect(target_kind, &target)?;
            for target in std::iter::once(target).chain(living) {
                self.run(sql, params![target_kind.word(), target, kind.word(), id, role])?;
            }
        }
        Ok(())
    }

    /// Writes a row of the log, chained to the one before; answers its number.
    fn log(&mut self, kind: Kind, id: &str, action: Action, version: u32, content_hash: &str) -> Done<u64> {
        let sql = "INSERT INTO changes (seq, at, actor, reason, kind, id, action, version, content_hash, previous_hash, hash) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let ChangeNote { at, actor, reason } = self.note;
        let fields = [at, actor, reason, kind.word(), id, action.word(), &version.to_string(), content_hash];
        // The writer's lock is held, and no row is ever deleted: the next number is one more than the last.
        let seq = self.last_seq + 1;
        let hash = chain(&self.last_hash, seq, &fields);
        self.run(
            sql,
            params![
                seq,
                at,
                actor,
                reason,
                kind.word(),
                id,
                action.word(),
                version,
                content_hash,
                self.last_hash,
                hash
            ],
        )?;
        self.last_seq = seq;
        self.last_hash = hash;
        Ok(seq)
    }

    /// Remembers that a person edited a field.
    pub fn hold_field(&mut self, kind: Kind, id: &str, field: &str) -> Done<()> {
        self.run(
            "INSERT OR IGNORE INTO held_fields (kind, id, field) VALUES (?1, ?2, ?3)",
            params![kind.word(), id, field],
        )?;
        Ok(())
    }
    /// Gives a field back to its source.
    pub fn release_field(&mut self, kind: Kind, id: &str, field: &str) -> Done<()> {
        self.run(
            "DELETE FROM held_fields WHERE kind = ?1 AND id = ?2 AND field = ?3",
            params![kind.word(), id, field],
        )?;
        Ok(())
    }
    /// Lets a merged thing's identifier lead to the one that it was merged into, for ever.
    pub fn redirect(&mut self, kind: Kind, from: &str, to: &str) -> Done<()> {
        let Some(state) = self.state(kind, from)? else { return Ok(()) };
        let hash = self.current_hash(kind, from)?.unwrap_or_default();
        let seq = self.log(kind, from, Action::Merged, state.version, &hash)?;
        self.run(
            "UPDATE things SET redirect = ?1, seq = ?2, slug = NULL, embargo_ends = NULL WHERE kind = ?3 AND id = ?4",
            params![to, seq, kind.word(), from],
        )?;
        self.forget_pointers(kind, from)?;
        // Those who pointed at the one that goes now find the one that goes on.
        self.run(
            "UPDATE OR IGNORE pointers SET target = ?1 WHERE target_kind = ?2 AND target = ?3",
            params![to, kind.word(), from],
        )?;
        self.run("DELETE FROM pointers WHERE target_kind = ?1 AND target = ?2", params![kind.word(), from])?;
        Ok(())
    }
    /// Destroys the bodies of all versions and the texts that nothing else uses; hash, date and reason stay.
    pub fn erase(&mut self, kind: Kind, id: &str) -> Done<()> {
        let Some(state) = self.state(kind, id)? else { return Ok(()) };
        let hash = self.current_hash(kind, id)?.unwrap_or_default();
        let seq = self.log(kind, id, Action::Erased, state.version, &hash)?;
        let thing = params![kind.word(), id];
        self.forget_pointers(kind, id)?;
        for named in self.named_by_versions(kind, id)? {
            for sha256 in named.texts {
                self.run("UPDATE texts SET uses = uses - 1 WHERE sha256 = ?1", [&sha256])?;
                self.run("DELETE FROM texts WHERE sha256 = ?1 AND uses < 1", [sha256])?;
            }
            for (sha256, source) in named.files {
                self.run("INSERT OR IGNORE INTO erased_files (sha256) VALUES (?1)", [&sha256])?;
                let named = params![sha256, source];
                self.run("UPDATE named_files SET uses = uses - 1 WHERE sha256 = ?1 AND source = ?2", named)?;
                self.run("DELETE FROM named_files WHERE sha256 = ?1 AND source = ?2 AND uses < 1", named)?;
            }
        }
        self.run("UPDATE versions SET body = NULL WHERE kind = ?1 AND id = ?2", thing)?;
        for table in ["held_fields", "aliases"] {
            self.run(&format!("DELETE FROM {table} WHERE kind = ?1 AND id = ?2"), thing)?;
        }
        self.run("DELETE FROM possible_duplicates WHERE a = ?1 OR b = ?1", [id])?;
        self.run(
            "UPDATE things SET access = 'erased', embargo_ends = NULL, earliest = NULL, folded_title = NULL, slug = NULL, \
             seq = ?1 WHERE kind = ?2 AND id = ?3",
            params![seq, kind.word(), id],
        )?;
        self.erased.set(true);
        Ok(())
    }
    /// Remembers a number that another system gave.
    pub fn add_alias(&mut self, kind: Kind, id: &str, scheme: &str, value: &str) -> Done<()> {
        self.run(
            "INSERT OR IGNORE INTO aliases (scheme, value, kind, id) VALUES (?1, ?2, ?3, ?4)",
            params![scheme, value, kind.word(), id],
        )?;
        Ok(())
    }
    /// Remembers a source file; the same again is nothing new.
    pub fn add_source(&mut self, sha256: &str, file: &str, format: &str, size: u64) -> Done<()> {
        self.run(
            "INSERT OR IGNORE INTO sources (sha256, file, format, size, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![sha256, file, format, size, self.note.at],
        )?;
        Ok(())
    }
    /// Lists two documents for review, unless they were reviewed before.
    pub fn note_possible_duplicate(&mut self, a: &str, b: &str, why: &str) -> Done<()> {
        let (a, b) = if a < b { (a, b) } else { (b, a) };
        self.run(
            "INSERT OR IGNORE INTO possible_duplicates (a, b, why) VALUES (?1, ?2, ?3)",
            params![a, b, why],
        )?;
        Ok(())
    }
    /// Takes two documents off the list for review.
    pub fn resolve_possible_duplicate(&mut self, a: &str, b: &str) -> Done<()> {
        let (a, b) = if a < b { (a, b) } else { (b, a) };
        self.run("UPDATE possible_duplicates SET state = 'resolved' WHERE a = ?1 AND b = ?2", params![a, b])?;
        Ok(())
    }
}

/// The hash of a row of the log: of the row before and of every field, each with its length, so that no two rows write alike.
pub(crate) fn chain(previous: &str, seq: u64, fields: &[&str]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(previous.as_bytes());
    hasher.update(seq.to_be_bytes());
    for field in fields {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field.as_bytes());
    }
    hexadecimal(&hasher.finalize())
}
