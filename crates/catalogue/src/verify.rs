//! Proving the catalogue whole: the database, the chain of the log and its end, every thing with all its versions, the
//! hash of every version and text, and the counts by which erasing knows what nothing else has.
//!
//! Only looks; mending is bringing back a backup.

use crate::kept::{Named, decompress, sha256};
use crate::reads::change_row;
use crate::writer::chain;
use crate::{CatalogueError, Kind, Reads};
use rusqlite::OptionalExtension;
use std::collections::{BTreeMap, HashMap};

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: String,
    /// What.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

const BACKUP: &str = "bring the catalogue back from a backup; what was imported since can be imported again";

fn problem(place: impl Into<String>, what: impl Into<String>) -> Problem {
    Problem { place: place.into(), what: what.into(), mend: BACKUP.into() }
}

const COUNT: &str = "erase nothing until it is mended, for erasing goes by this count: bring the catalogue back from a backup; what was imported since can be imported again";

/// How many unerased versions have each text and name each file, as the versions themselves say.
#[derive(Default)]
struct Uses {
    texts: HashMap<String, u64>,
    /// By the hash, and whether it is the source of what names it.
    files: BTreeMap<(String, bool), u64>,
}

/// What is wrong with a count, if anything is.
fn miscounted(place: String, counted: i64, uses: u64) -> Option<Problem> {
    let what = format!("versions that have it: {uses}; its count says {counted}");
    (i64::try_from(uses) != Ok(counted)).then(|| Problem { place, what, mend: COUNT.into() })
}

fn file_place(sha256: &str, source: bool) -> String {
    format!("{} {sha256}", if source { "source file" } else { "file" })
}

impl Reads {
    /// Looks at everything and lists what is wrong; `progress` is told how many versions are done.
    pub fn verify(&self, progress: &mut dyn FnMut(u64)) -> Result<Vec<Problem>, CatalogueError> {
        let mut problems = Vec::new();
        self.verify_database(&mut problems)?;
        self.verify_log(&mut problems)?;
        self.verify_things(&mut problems)?;
        self.verify_bodies(&mut problems, progress)?;
        Ok(problems)
    }

    fn verify_database(&self, problems: &mut Vec<Problem>) -> Result<(), CatalogueError> {
        let mut statement = self.connection().prepare("PRAGMA integrity_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                problems.push(problem("database", line));
            }
        }
        let mut statement = self.connection().prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let table: String = row.get(0)?;
            problems.push(problem(format!("table {table}"), "a row points at one that is not there"));
        }
        Ok(())
    }

    fn verify_log(&self, problems: &mut Vec<Problem>) -> Result<(), CatalogueError> {
        let sql = "SELECT seq, at, actor, reason, kind, id, action, version, content_hash, previous_hash, hash FROM changes ORDER BY seq";
        let mut statement = self.connection().prepare(sql)?;
        let mut previous = String::new();
        for change in statement.query_map([], change_row)? {
            let change = change?;
            let version = change.version.to_string();
            let fields = [
                change.at.as_str(),
                &change.actor,
                &change.reason,
                change.kind.word(),
                &change.id,
                change.action.word(),
                &version,
                &change.content_hash,
            ];
            if change.previous_hash != previous || change.hash != chain(&previous, change.seq, &fields) {
                problems.push(problem(
                    format!("log, row {}", change.seq),
                    "it was altered, or rows before it were",
                ));
            }
            previous = change.hash;
        }
        self.verify_end_of_log(problems)
    }

    /// A chain does not know its own end, but the database remembers the last number that it gave.
    fn verify_end_of_log(&self, problems: &mut Vec<Problem>) -> Result<(), CatalogueError> {
        let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'changes'";
        let given: Option<u64> = self.connection().query_row(sql, [], |row| row.get(0)).optional()?;
        if given.unwrap_or(0) != self.last_seq()? {
            problems.push(problem("log, end", "rows are missing at its end"));
        }
        Ok(())
    }

    /// Every thing has all its versions, and knows the last row of the log that concerns it.
    fn verify_things(&self, problems: &mut Vec<Problem>) -> Result<(), CatalogueError> {
        let sql = "SELECT t.kind, t.id, t.version, t.seq, \
                   (SELECT count(*) FROM versions v WHERE v.kind = t.kind AND v.id = t.id), c.last \
                   FROM things t LEFT JOIN (SELECT kind, id, max(seq) AS last FROM changes GROUP BY kind, id) c \
                   ON c.kind = t.kind AND c.id = t.id";
        let mut statement = self.connection().prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let place = format!("{} {}", row.get::<_, String>(0)?, row.get::<_, String>(1)?);
            if row.get::<_, u32>(2)? != row.get::<_, u32>(4)? {
                problems.push(problem(&place, "versions of it are missing"));
            }
            if Some(row.get::<_, u64>(3)?) != row.get::<_, Option<u64>>(5)? {
                problems.push(problem(&place, "the log knows another last change of it"));
            }
        }
        Ok(())
    }

    fn verify_bodies(
        &self,
        problems: &mut Vec<Problem>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), CatalogueError> {
        let sql = "SELECT v.kind, v.id, v.version, v.hash, v.body, c.content_hash, t.access \
                   FROM versions v LEFT JOIN changes c ON c.seq = v.seq LEFT JOIN things t ON t.kind = v.kind AND t.id = v.id";
        let mut statement = self.connection().prepare(sql)?;
        let mut rows = statement.query([])?;
        let (mut done, mut uses) = (0, Uses::default());
        while let Some(row) = rows.next()? {
            let (kind, id, version): (String, String, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let place = format!("{kind} {id}, version {version}");
            let hash: String = row.get(3)?;
            if row.get::<_, Option<String>>(5)?.as_ref() != Some(&hash) {
                problems.push(problem(&place, "the log names another hash"));
            }
            let access: Option<String> = row.get(6)?;
            if access.is_none() {
                problems.push(problem(&place, "what it is a version of is gone"));
            }
            match row.get::<_, Option<Vec<u8>>>(4)? {
                Some(body) if decompress(&body).map(|json| sha256(&json)).ok() != Some(hash) => {
                    problems.push(problem(&place, "it does not hold what its hash says"));
                }
                Some(body) => self.verify_named_by(&kind, &body, &place, &mut uses, problems)?,
                None if access.as_deref() == Some("erased") => {}
                None => problems.push(problem(&place, "its words are gone, though it was never erased")),
            }
            done += 1;
            progress(done);
        }
        self.verify_texts(&uses.texts, problems)?;
        self.verify_files(uses.files, problems)
    }

    /// Every text of a version is there. Counts its texts and files.
    fn verify_named_by(
        &self,
        kind: &str,
        body: &[u8],
        place: &str,
        uses: &mut Uses,
        problems: &mut Vec<Problem>,
    ) -> Result<(), CatalogueError> {
        let Some(named) = Kind::from_word(kind).and_then(|kind| Named::in_packed(kind, body).ok()) else {
            problems.push(problem(place, "its words cannot be read"));
            return Ok(());
        };
        for sha256 in named.texts {
            let sql = "SELECT 1 FROM texts WHERE sha256 = ?1";
            if !self.connection().prepare_cached(sql)?.exists([&sha256])? {
                problems.push(problem(place, format!("its text {sha256} is gone")));
            }
            *uses.texts.entry(sha256).or_default() += 1;
        }
        for file in named.files {
            *uses.files.entry(file).or_default() += 1;
        }
        Ok(())
    }

    /// Every text holds what its hash says, and as many versions have it as are reckoned with when one is erased.
    fn verify_texts(
        &self,
        uses: &HashMap<String, u64>,
        problems: &mut Vec<Problem>,
    ) -> Result<(), CatalogueError> {
        let mut statement = self.connection().prepare("SELECT sha256, body, uses FROM texts")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (hash, body): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
            let place = format!("text {hash}");
            if decompress(&body).map(|json| sha256(&json)).ok().as_deref() != Some(hash.as_str()) {
                problems.push(problem(&place, "it does not hold what its hash says"));
            }
            let uses = uses.get(&hash).copied().unwrap_or(0);
            problems.extend(miscounted(place, row.get(2)?, uses));
        }
        Ok(())
    }

    /// As many versions name each file as are reckoned with when one of them is erased.
    fn verify_files(
        &self,
        mut uses: BTreeMap<(String, bool), u64>,
        problems: &mut Vec<Problem>,
    ) -> Result<(), CatalogueError> {
        let mut statement = self.connection().prepare("SELECT sha256, source, uses FROM named_files")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let file: (String, bool) = (row.get(0)?, row.get(1)?);
            let place = file_place(&file.0, file.1);
            problems.extend(miscounted(place, row.get(2)?, uses.remove(&file).unwrap_or(0)));
        }
        // What is left has no count at all.
        let uncounted = uses
            .into_iter()
            .filter_map(|((sha256, source), uses)| miscounted(file_place(&sha256, source), 0, uses));
        problems.extend(uncounted);
        Ok(())
    }
}
