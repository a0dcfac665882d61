//! Import: from files and folders to documents in the catalogue, bytes in the files and entries in the index.
//!
//! One thread keeps each source, durably, and reads it ([`crate::reading`]), while this one takes what it finds into the
//! catalogue, a batch to a transaction, and a third follows the change log into the index. What was committed stands,
//! whatever happens after; importing again completes it. How one thing is taken in stands in [`crate::taking`].

use crate::archive::{Archive, ArchiveError};
use crate::fresh::Fresh;
use crate::indexing::{self, IndexingError};
use crate::reading::{self, Coming, Content, Sent};
use crate::sources::{Input, SourceFile, find_sources};
use crate::taking::{self, Taker, TakingError};
use fonds_catalogue::{CatalogueError, ChangeNote};
use fonds_files::FilesError;
use fonds_formats::{Format, ReadError, table};
use fonds_model::{Access, Day, Notice, Severity};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::mpsc;

/// What to import and how.
#[derive(Debug, Clone, Default)]
pub struct ImportRequest {
    /// Files, folders, bytes.
    pub inputs: Vec<Input>,
    /// The format, where looking at the bytes should not decide.
    pub format: Option<Format>,
    /// What stands in which column of a table; guessed when absent.
    pub mapping: Option<table::Mapping>,
    /// The title of a collection that everything joins.
    pub collection: Option<String>,
    /// The access state of new documents, before the archive's settings.
    pub access: Option<Access>,
    /// Only report what would happen.
    pub dry_run: bool,
}

/// How many things of a kind met which fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Found in the sources.
    pub read: u64,
    /// Taken in for the first time.
    pub new: u64,
    /// Got a new version.
    pub changed: u64,
    /// As the archive has them.
    pub unchanged: u64,
    /// Not taken in; a notice says why.
    pub refused: u64,
}

/// The ending table of an import; its JSON is documented in the manual.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ImportReport {
    /// What became of the documents.
    #[serde(flatten)]
    pub documents: Counts,
    /// What became of collections, themes, authorities and units, by the kind's word.
    pub others: BTreeMap<&'static str, Counts>,
    /// How many notices there are of each code.
    pub notice_counts: BTreeMap<String, u64>,
    /// The notices, at most [`NOTICES_KEPT`].
    pub notices: Vec<Notice>,
    /// Mappings guessed for tables, in the words of a mapping file: (file, mapping).
    pub mappings: Vec<(String, String)>,
    /// Whether nothing was written.
    pub dry_run: bool,
}

/// Notices kept in full; beyond it only counts grow, so that a hopeless source cannot fill the memory.
pub const NOTICES_KEPT: usize = 10_000;

impl ImportReport {
    pub(crate) fn notice(&mut self, notice: Notice) {
        *self.notice_counts.entry(notice.code.clone()).or_default() += 1;
        if self.notices.len() < NOTICES_KEPT {
            self.notices.push(notice);
        }
    }
    /// Whether something was refused, which the exit code says.
    pub fn needs_attention(&self) -> bool {
        self.documents.refused > 0
            || self.others.values().any(|counts| counts.refused > 0)
            || self.notices.iter().any(|notice| notice.severity == Severity::Refusal)
    }
}

/// What an import tells while it runs. Documents told of are durable: they survive whatever comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// A source begins: its name, its number among so many, its size in bytes.
    Source(String, usize, usize, u64),
    /// So many documents stand in the catalogue for good.
    Committed(u64),
    /// Everything is committed; the index is catching up.
    Indexing,
}

/// Why an import stopped. What was committed before stands; importing again completes it.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Reading a source that was there a moment ago failed.
    #[error("could not read {file}: {source}\nhint: what was imported before stands; import again to go on")]
    Input {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The archive failed.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The catalogue failed.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The files failed.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The index failed; the catalogue has everything, and `fonds rebuild` mends the index.
    #[error(transparent)]
    Indexing(#[from] IndexingError),
    /// A reader gave up its thread.
    #[error("the reader of {0} broke off\nhint: this is a fault of fonds; what was imported before stands")]
    Reader(String),
}

impl From<TakingError> for ImportError {
    fn from(error: TakingError) -> Self {
        match error {
            TakingError::Archive(error) => Self::Archive(error),
            TakingError::Catalogue(error) => Self::Catalogue(error),
            TakingError::Files(error) => Self::Files(error),
        }
    }
}

/// Imports everything that the request names.
pub fn import(
    archive: &Archive,
    request: &ImportRequest,
    note: &ChangeNote,
    today: Day,
    progress: &mut dyn FnMut(Progress),
) -> Result<ImportReport, ImportError> {
    let (sources, notices) = find_sources(&request.inputs);
    let mut report = ImportReport { dry_run: request.dry_run, ..ImportReport::default() };
    notices.into_iter().for_each(|notice| report.notice(notice));
    let fresh = Fresh::default();
    if request.dry_run {
        take_sources(archive, &sources, request, note, &mut report, progress, &fresh)?;
        return Ok(report);
    }
    std::thread::scope(|scope| {
        let (wake, woken) = mpsc::channel();
        let fresh = &fresh;
        let follower = scope.spawn(move || indexing::follow(archive, today, &woken, fresh));
        let mut waking = |told: Progress| {
            if matches!(told, Progress::Committed(_)) {
                // A closed channel means that the follower failed; its error is asked for below.
                let _ = wake.send(());
            }
            progress(told);
        };
        let taken = take_sources(archive, &sources, request, note, &mut report, &mut waking, fresh);
        progress(Progress::Indexing);
        drop(wake);
        // While the index catches up this thread has nothing else to do. What fails here is done when all is closed.
        let _ = archive.catalogue().settle();
        let followed = follower.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        taken?;
        followed?;
        Ok(report)
    })
}

/// Takes in what the reading thread finds, source after source.
fn take_sources(
    archive: &Archive,
    sources: &[SourceFile],
    request: &ImportRequest,
    note: &ChangeNote,
    report: &mut ImportReport,
    progress: &mut dyn FnMut(Progress),
    fresh: &Fresh,
) -> Result<(), ImportError> {
    let mut companions = Vec::new();
    let mut last = "";
    std::thread::scope(|scope| {
        // One may wait, so that the next source is kept and begun while this one is taken in, and no more than that.
        let (send, receive) = mpsc::sync_channel(1);
        let reading = scope.spawn(move || reading::read_sources(archive, sources, request, &send));
        for coming in receive {
            let Coming { number, size, content } = coming?;
            let source = &sources[number];
            progress(Progress::Source(source.name.clone(), number + 1, sources.len(), size));
            match content {
                Content::Refused(notice) => report.notice(at(source, notice)),
                Content::Companion => companions.push(source),
                Content::Things { origin, format, sent } => {
                    last = &source.name;
                    let mut taker = Taker::new(archive, source, &origin, format, request, size);
                    for sent in sent {
                        take_sent(sent, source, &mut taker, note, report, progress, fresh)?;
                    }
                }
            }
        }
        reading.join().map_err(|_| ImportError::Reader(last.to_owned()))
    })?;
    let stems: Vec<String> = sources.iter().map(SourceFile::stem).collect();
    for source in companions {
        if !request.dry_run && !taking::keep_companion(archive, source, &stems, note, report)? {
            report.notice(at(
                source,
                Notice::refusal("belongs-to-nothing", "no document has this file's name as its key")
                    .with_hint(
                        "name it in a table's file column, or give it the name of its document's file",
                    ),
            ));
        }
    }
    Ok(())
}

fn take_sent(
    sent: Sent,
    source: &SourceFile,
    taker: &mut Taker,
    note: &ChangeNote,
    report: &mut ImportReport,
    progress: &mut dyn FnMut(Progress),
    fresh: &Fresh,
) -> Result<(), ImportError> {
    match sent {
        Sent::Mapping(mapping) => report.mappings.push((source.name.clone(), mapping)),
        Sent::Batch(batch) => {
            fresh.hand_on(taker.take_batch(batch, note, report)?);
            progress(Progress::Committed(report.documents.read - report.documents.refused));
        }
        Sent::End(Ok(())) => {}
        Sent::End(Err(ReadError::Broken { notice })) => report.notice(at(source, *notice)),
        Sent::End(Err(ReadError::Input { source: error, .. })) => {
            return Err(ImportError::Input { file: source.name.clone(), source: error });
        }
    }
    Ok(())
}

fn at(source: &SourceFile, mut notice: Notice) -> Notice {
    notice.file.get_or_insert_with(|| source.name.clone());
    notice
}

/// Files that are kept and offered beside a document, by their extension.
pub(crate) fn media_type(file_name: &str) -> Option<&'static str> {
    let extension = file_name.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(match extension.as_str() {
        "pdf" => "application/pdf",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "tif" | "tiff" => "image/tiff",
        "jp2" => "image/jp2",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "doc" | "docx" | "odt" | "rtf" => "application/octet-stream",
        _ => return None,
    })
}
