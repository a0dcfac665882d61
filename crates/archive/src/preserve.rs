//! Keeping the archive whole: checking catalogue, files and index against each other, rebuilding what is derived,
//! and the figures.
//!
//! A check only looks. What is wrong with the truth is mended from a backup, what is wrong with the index by rebuilding.

use crate::archive::Archive;
use crate::clearance::{Clearance, Reader, clear};
use crate::erase::files_of;
use crate::indexing::{self, Effort, IndexingError};
use fonds_catalogue::{CatalogueError, Counts, PossibleDuplicate};
use fonds_files::FilesError;
use fonds_model::{Day, Document};
use fonds_search::{SearchError, State};
use serde::Serialize;
use std::collections::BTreeSet;

/// Why a check, a rebuild or the figures could not be had.
#[derive(Debug, thiserror::Error)]
pub enum PreserveError {
    /// The catalogue could not be read at all.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The files could not be read at all.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The index could not be read at all.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The index could not be built.
    #[error(transparent)]
    Indexing(#[from] IndexingError),
    /// Another process holds the index.
    #[error("another process is writing the index\nhint: wait for its import to end, then try again")]
    Busy,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where: `catalogue`, `files` or `index`.
    pub part: &'static str,
    /// What is wrong and with what.
    pub message: String,
    /// How to mend it.
    pub hint: String,
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Everything that is wrong; empty when the archive is whole.
    pub findings: Vec<Finding>,
    /// What is not wrong but good to know.
    pub remarks: Vec<String>,
    /// Documents looked at.
    pub documents: u64,
    /// Files hashed again.
    pub files: u64,
}

impl CheckReport {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty()
    }
    fn find(&mut self, part: &'static str, message: impl Into<String>, hint: impl Into<String>) {
        self.findings.push(Finding { part, message: message.into(), hint: hint.into() });
    }
}

/// Verifies catalogue, files and index, each in itself and against the others. `progress` is told the step.
pub fn check(
    archive: &Archive,
    today: Day,
    progress: &mut dyn FnMut(&str),
) -> Result<CheckReport, PreserveError> {
    let mut report = CheckReport::default();
    progress("catalogue");
    let snapshot = archive.catalogue().snapshot()?;
    for problem in snapshot.verify(&mut |_| {})? {
        report.find("catalogue", format!("{}: {}", problem.place, problem.what), problem.mend);
    }
    progress("documents");
    let mut named = BTreeSet::new();
    let mut cleared = BTreeSet::new();
    let mut after: Option<String> = None;
    loop {
        let page = snapshot.list::<Document>(after.as_deref(), 500)?;
        let Some(last) = page.last() else { break };
        after = Some(last.value.id.to_string());
        for stored in page {
            report.documents += 1;
            named.extend(files_of(&stored.value));
            let id = stored.value.id.to_string();
            if let Clearance::Cleared(_) = clear(stored.value, Reader::Public, today) {
                cleared.insert(id);
            }
        }
    }
    progress("files");
    check_files(archive, &snapshot, named, &mut report)?;
    progress("index");
    check_index(archive, snapshot.last_seq()?, &cleared, &mut report)?;
    Ok(report)
}

fn check_files(
    archive: &Archive,
    snapshot: &fonds_catalogue::Snapshot,
    named: BTreeSet<String>,
    report: &mut CheckReport,
) -> Result<(), PreserveError> {
    let backup = "bring that file back from a backup; its name is its SHA-256";
    for sha256 in &named {
        // A source of the same bytes, which lies packed, is no file for readers.
        if !archive.files().exists(sha256)? && archive.files().verify(sha256).is_ok() {
            report.find("files", format!("{sha256} is named by a document and not there"), backup);
        }
    }
    let mut known = named;
    known.extend(snapshot.sources()?.into_iter().map(|source| source.sha256));
    known.extend(snapshot.files_of_all_versions()?);
    let mut there = BTreeSet::new();
    for sha256 in archive.files().list()? {
        let sha256 = sha256?;
        report.files += 1;
        if !archive.files().verify(&sha256)? {
            report.find("files", format!("{sha256} does not hold the bytes that its name says"), backup);
        }
        there.insert(sha256);
    }
    for missing in known.difference(&there) {
        if !snapshot.was_erased(missing)? {
            report.find("files", format!("{missing} is named by the catalogue and not there"), backup);
        }
    }
    let unnamed = there.difference(&known).count();
    if unnamed > 0 {
        // An import that was killed after keeping a file leaves it; importing again takes it up.
        report
            .remarks
            .push(format!("{unnamed} files are named by nothing, as after an import that was broken off"));
    }
    Ok(())
}

fn check_index(
    archive: &Archive,
    last_seq: u64,
    cleared: &BTreeSet<String>,
    report: &mut CheckReport,
) -> Result<(), PreserveError> {
    const REBUILD: &str = "run `fonds rebuild`";
    const CATCH_UP: &str = "the next import, edit or `fonds rebuild` brings it up";
    match archive.index().state() {
        State::Missing => report.find("index", "there is no index", REBUILD),
        State::Stale => report.find("index", "the index was made by another version of fonds", REBUILD),
        State::Broken { why } => report.find("index", format!("the index is broken: {why}"), REBUILD),
        State::Ready { seq } if seq < last_seq => {
            // Where a killed process leaves it; what is derived is made again, and nothing is wrong.
            let rows = last_seq - seq;
            report.remarks.push(format!("the index is {rows} rows of the log behind; {CATCH_UP}"));
        }
        State::Ready { .. } => {
            for problem in archive.index().verify() {
                report.find("index", problem, REBUILD);
            }
            let indexed: BTreeSet<String> = archive.index().list_ids()?.into_iter().collect();
            let missing = cleared.difference(&indexed).count();
            let extra = indexed.difference(cleared).count();
            if missing > 0 {
                report.find("index", format!("{missing} documents cannot be found by searching"), REBUILD);
            }
            if extra > 0 {
                report.find(
                    "index",
                    format!("{extra} documents can be found that are not for everybody"),
                    REBUILD,
                );
            }
        }
    }
    Ok(())
}

/// Makes everything anew that is derived from catalogue and files. `progress` is told how many documents are done.
pub fn rebuild(archive: &Archive, today: Day, progress: &mut dyn FnMut(u64)) -> Result<(), PreserveError> {
    if !indexing::rebuild(archive, today, Effort::IMPORT, progress)? {
        return Err(PreserveError::Busy);
    }
    // What was written while it was building.
    indexing::catch_up_waiting(archive, today, Effort::IMPORT)?;
    Ok(())
}

/// The figures of an archive.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stats {
    /// What the catalogue holds.
    #[serde(flatten)]
    pub counts: Counts,
    /// Bytes of the catalogue on disk.
    pub catalogue_bytes: u64,
    /// Files kept.
    pub files: u64,
    /// Bytes of the files.
    pub file_bytes: u64,
    /// Bytes of the index on disk.
    pub index_bytes: u64,
    /// Documents that everybody can find.
    pub findable: u64,
    /// Rows of the change log.
    pub log_rows: u64,
    /// Rows that the index has not applied yet.
    pub rows_behind: u64,
    /// Likely duplicates waiting for review.
    pub possible_duplicates: u64,
}

/// Counts what the archive holds.
pub fn stats(archive: &Archive) -> Result<Stats, PreserveError> {
    let snapshot = archive.catalogue().snapshot()?;
    let mut files = 0;
    let mut file_bytes = 0;
    for sha256 in archive.files().list()? {
        files += 1;
        file_bytes += archive.files().size(&sha256?)?;
    }
    let catalogue = ["catalogue.sqlite", "catalogue.sqlite-wal"].iter();
    let catalogue_bytes = catalogue
        .filter_map(|name| std::fs::metadata(archive.folder().join(name)).ok())
        .map(|metadata| metadata.len())
        .sum();
    let findable = match archive.index().state() {
        State::Ready { .. } => {
            archive.index().search(&fonds_search::Request { limit: 0, ..Default::default() })?.total
        }
        _ => 0,
    };
    Ok(Stats {
        counts: snapshot.counts()?,
        catalogue_bytes,
        files,
        file_bytes,
        index_bytes: folder_bytes(&archive.folder().join("index")),
        findable,
        log_rows: snapshot.last_seq()?,
        rows_behind: indexing::rows_behind(archive)?,
        possible_duplicates: snapshot.possible_duplicates(usize::MAX)?.len() as u64,
    })
}

/// Likely duplicates waiting for review; merged or told apart by an archivist, never here.
pub fn possible_duplicates(archive: &Archive) -> Result<Vec<PossibleDuplicate>, PreserveError> {
    Ok(archive.catalogue().snapshot()?.possible_duplicates(usize::MAX)?)
}

/// Bytes of every file below a folder; what vanishes while it is counted counts nothing.
fn folder_bytes(folder: &std::path::Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let sizes = entries.flatten().map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => folder_bytes(&entry.path()),
        _ => entry.metadata().map_or(0, |metadata| metadata.len()),
    });
    sizes.sum()
}
