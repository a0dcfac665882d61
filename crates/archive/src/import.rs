//! Import: from files and folders to documents in the catalogue, bytes in the files and entries in the index.
//!
//! Each source is kept first, durably; then read in one thread while this one takes what it finds into the catalogue,
//! a batch to a transaction, and a third follows the change log into the index. What was committed stands, whatever
//! happens after; importing again completes it. How one thing is taken in stands in [`crate::taking`].

use crate::archive::{Archive, ArchiveError};
use crate::indexing::{self, IndexingError};
use crate::points;
use crate::sources::{Input, SourceFile, find_sources};
use crate::taking::{self, Taker, TakingError};
use fonds_catalogue::{CatalogueError, ChangeNote};
use fonds_files::FilesError;
use fonds_formats::{Emit, Format, Found, Origin, ReadError, recognise, table};
use fonds_model::{Access, Day, Notice, Severity};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;
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
    if request.dry_run {
        read_sources(archive, &sources, request, note, &mut report, progress)?;
        return Ok(report);
    }
    std::thread::scope(|scope| {
        let (wake, woken) = mpsc::channel();
        let follower = scope.spawn(move || indexing::follow(archive, today, &woken));
        let mut waking = |told: Progress| {
            if matches!(told, Progress::Committed(_)) {
                // A closed channel means that the follower failed; its error is asked for below.
                let _ = wake.send(());
            }
            progress(told);
        };
        let read = read_sources(archive, &sources, request, note, &mut report, &mut waking);
        progress(Progress::Indexing);
        drop(wake);
        let followed = follower.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        read?;
        followed?;
        Ok(report)
    })
}

fn read_sources(
    archive: &Archive,
    sources: &[SourceFile],
    request: &ImportRequest,
    note: &ChangeNote,
    report: &mut ImportReport,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), ImportError> {
    let mut companions = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        let Some(opened) = open(source, report)? else { continue };
        progress(Progress::Source(source.name.clone(), number + 1, sources.len(), opened.size));
        if opened.size == 0 {
            report.notice(at(source, Notice::refusal("empty-file", "the file is empty")));
            continue;
        }
        match request.format.or_else(|| recognise(&opened.head, &source.file_name())) {
            Some(format) => {
                read_source(archive, source, opened, format, request, note, report, progress)?;
            }
            None if media_type(&source.file_name()).is_some() => companions.push(source),
            None => report.notice(at(
                source,
                Notice::refusal("unknown-format", "no format that fonds reads")
                    .with_hint("say which it is with --as listing, tei, table, authorities or lines"),
            )),
        }
    }
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

/// A source that is about to be read.
struct Opened {
    head: Vec<u8>,
    size: u64,
    bytes: Box<dyn table::Source + Send>,
}

/// How much of a source is looked at to find its format.
const HEAD: usize = 64 * 1024;

fn open(source: &SourceFile, report: &mut ImportReport) -> Result<Option<Opened>, ImportError> {
    let trouble = |error| ImportError::Input { file: source.name.clone(), source: error };
    let mut bytes: Box<dyn table::Source + Send> = match &source.input {
        Input::Bytes { bytes, .. } => Box::new(Cursor::new(bytes.clone())),
        Input::Path(path) => match File::open(path) {
            Ok(file) => Box::new(file),
            Err(error) => {
                report.notice(at(
                    source,
                    Notice::refusal("unreadable", format!("could not be read: {error}"))
                        .with_hint("check that you may read it"),
                ));
                return Ok(None);
            }
        },
    };
    let size = bytes.seek(std::io::SeekFrom::End(0)).map_err(trouble)?;
    bytes.rewind().map_err(trouble)?;
    let mut head = Vec::with_capacity(HEAD);
    (&mut bytes).take(HEAD as u64).read_to_end(&mut head).map_err(trouble)?;
    bytes.rewind().map_err(trouble)?;
    Ok(Some(Opened { head, size, bytes }))
}

fn at(source: &SourceFile, mut notice: Notice) -> Notice {
    notice.file.get_or_insert_with(|| source.name.clone());
    notice
}

/// Things found that go into the catalogue together: a transaction costs one wait for the disk, and a batch bounds
/// how long another writer waits and how much memory is held.
const BATCH_THINGS: usize = 256;
/// Blocks of text that make a batch whatever its number of things; about 4 MB of words.
const BATCH_BLOCKS: usize = 12_000;

/// What the reading thread sends.
enum Sent {
    Batch(Vec<Found>),
    Mapping(String),
    End(Result<(), ReadError>),
}

#[allow(clippy::too_many_arguments)] // one source's whole way; a struct for it would only be unpacked again
fn read_source(
    archive: &Archive,
    source: &SourceFile,
    mut opened: Opened,
    format: Format,
    request: &ImportRequest,
    note: &ChangeNote,
    report: &mut ImportReport,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), ImportError> {
    let trouble = |error| ImportError::Input { file: source.name.clone(), source: error };
    let mut sha256 = None;
    if !request.dry_run {
        let put = archive.files().put_source(&mut opened.bytes)?;
        opened.bytes.rewind().map_err(trouble)?;
        sha256 = Some(put.sha256);
        points::pass("after-file");
    }
    let origin = Origin { source: source.stem(), file: source.name.clone(), sha256 };
    let mut taker = Taker::new(archive, source, &origin, format, request);
    taker.register_source(note, opened.size)?;
    std::thread::scope(|scope| {
        // Two batches may wait, so that reading never runs far ahead of writing.
        let (send, receive) = mpsc::sync_channel(2);
        let reading = scope.spawn({
            let (origin, mapping) = (origin.clone(), request.mapping.clone());
            move || read_bytes(opened.bytes, &origin, format, mapping, &send)
        });
        for sent in receive {
            match sent {
                Sent::Mapping(mapping) => report.mappings.push((source.name.clone(), mapping)),
                Sent::Batch(batch) => {
                    taker.take_batch(batch, note, report)?;
                    progress(Progress::Committed(report.documents.read - report.documents.refused));
                }
                Sent::End(Ok(())) => {}
                Sent::End(Err(ReadError::Broken { notice })) => report.notice(at(source, *notice)),
                Sent::End(Err(ReadError::Input { source: error, .. })) => return Err(trouble(error)),
            }
        }
        reading.join().map_err(|_| ImportError::Reader(source.name.clone()))
    })
}

fn read_bytes(
    mut bytes: Box<dyn table::Source + Send>,
    origin: &Origin,
    format: Format,
    mapping: Option<table::Mapping>,
    send: &mpsc::SyncSender<Sent>,
) {
    let mut batch = Vec::new();
    let mut blocks = 0;
    // A receiver that is gone has failed and says so itself; the reader just stops.
    let mut emit = |found: Found| {
        blocks += blocks_of(&found);
        batch.push(found);
        if batch.len() < BATCH_THINGS && blocks < BATCH_BLOCKS {
            return ControlFlow::Continue(());
        }
        blocks = 0;
        match send.send(Sent::Batch(std::mem::take(&mut batch))) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    };
    let result = match format {
        Format::Table => read_table(&mut bytes, origin, mapping, send, &mut emit),
        _ => {
            let mut input = BufReader::with_capacity(1 << 16, bytes);
            match format {
                Format::Listing => fonds_formats::listing::read(&mut input, origin, &mut emit),
                Format::Tei => fonds_formats::tei::read(&mut input, origin, &mut emit),
                Format::Authorities => fonds_formats::authorities::read(&mut input, origin, &mut emit),
                Format::Lines | Format::Table => fonds_formats::lines::read(&mut input, origin, &mut emit),
            }
        }
    };
    let _ = send.send(Sent::Batch(batch));
    let _ = send.send(Sent::End(result));
}

fn read_table(
    bytes: &mut dyn table::Source,
    origin: &Origin,
    mapping: Option<table::Mapping>,
    send: &mpsc::SyncSender<Sent>,
    emit: &mut Emit,
) -> Result<(), ReadError> {
    let mapping = match mapping {
        Some(mapping) => mapping,
        None => {
            let guessed = table::guess_mapping(bytes, origin)?;
            let _ = send.send(Sent::Mapping(guessed.to_toml()));
            bytes.rewind().map_err(|source| ReadError::Input { file: origin.file.clone(), source })?;
            guessed
        }
    };
    table::read(bytes, origin, &mapping, emit)
}

fn blocks_of(found: &Found) -> usize {
    match found {
        Found::Document(found) => {
            let texts = found.document.renditions.iter().filter_map(|rendition| rendition.text.as_ref());
            1 + texts.map(|text| text.blocks.len() + text.notes.len()).sum::<usize>()
        }
        _ => 1,
    }
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
