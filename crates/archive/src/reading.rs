//! The reading thread of an import: keeps each source, durably, finds its format and hands on what it holds in batches.
//!
//! It works ahead of the taking, by the next source at most, and knows nothing of the catalogue. Read [`crate::import`]
//! next, which takes what comes from here.

use crate::archive::Archive;
use crate::import::{ImportError, ImportRequest, media_type};
use crate::points;
use crate::sources::{Input, SourceFile};
use fonds_formats::{Emit, Format, Found, Origin, ReadError, recognise, table};
use fonds_model::{Document, Notice};
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// A source that was looked at.
pub(crate) struct Coming {
    /// Its place among the sources.
    pub(crate) number: usize,
    /// Its size in bytes.
    pub(crate) size: u64,
    /// What it is.
    pub(crate) content: Content,
}

/// What a source turned out to be.
pub(crate) enum Content {
    /// Nothing that can be imported; the notice says why.
    Refused(Notice),
    /// A file to be kept beside a document.
    Companion,
    /// Things in this format, which come one batch after another. The source's own bytes are durable by now.
    Things {
        /// Where they come from.
        origin: Origin,
        /// How they are written.
        format: Format,
        /// The things.
        sent: Receiver<Sent>,
    },
}

/// What is found in a source.
pub(crate) enum Sent {
    /// Things.
    Batch(Vec<Found>),
    /// The mapping that was guessed for a table.
    Mapping(String),
    /// There is no more.
    End(Result<(), ReadError>),
}

/// Reads every source in its order, until the other side hangs up: it has failed then and says so itself.
pub(crate) fn read_sources(
    archive: &Archive,
    sources: &[SourceFile],
    request: &ImportRequest,
    send: &SyncSender<Result<Coming, ImportError>>,
) {
    for (number, source) in sources.iter().enumerate() {
        let heard = match open(source) {
            Ok(opened) => read_source(archive, number, source, opened, request, send),
            Err(notice) => {
                send.send(Ok(Coming { number, size: 0, content: Content::Refused(*notice) })).is_ok()
            }
        };
        if !heard {
            return;
        }
    }
}

/// Reads one source; answers whether it was listened to.
fn read_source(
    archive: &Archive,
    number: usize,
    source: &SourceFile,
    opened: io::Result<Opened>,
    request: &ImportRequest,
    send: &SyncSender<Result<Coming, ImportError>>,
) -> bool {
    let failed = |error| ImportError::Input { file: source.name.clone(), source: error };
    let tell = |size: u64, content: Content| send.send(Ok(Coming { number, size, content })).is_ok();
    let mut opened = match opened {
        Ok(opened) => opened,
        Err(error) => return send.send(Err(failed(error))).is_ok(),
    };
    let size = opened.size;
    if size == 0 {
        return tell(size, Content::Refused(Notice::refusal("empty-file", "the file is empty")));
    }
    let Some(format) = request.format.or_else(|| recognise(&opened.head, &source.file_name())) else {
        return tell(size, without_format(source));
    };
    let sha256 = match keep(archive, &mut opened.bytes, request, failed) {
        Ok(sha256) => sha256,
        Err(error) => return send.send(Err(error)).is_ok(),
    };
    let origin = Origin { source: source.stem(), file: source.name.clone(), sha256 };
    // One batch may wait, so that reading never runs far ahead of writing.
    let (send_things, sent) = sync_channel(1);
    if !tell(size, Content::Things { origin: origin.clone(), format, sent }) {
        return false;
    }
    read_bytes(opened.bytes, &origin, format, request.mapping.clone(), &send_things)
}

/// Makes the source's bytes durable, before anything names them, and answers their hash.
fn keep(
    archive: &Archive,
    bytes: &mut Box<dyn table::Source + Send>,
    request: &ImportRequest,
    failed: impl FnOnce(io::Error) -> ImportError,
) -> Result<Option<String>, ImportError> {
    if request.dry_run {
        return Ok(None);
    }
    let put = archive.files().put_source(bytes)?;
    bytes.rewind().map_err(failed)?;
    points::pass("after-file");
    Ok(Some(put.sha256))
}

fn without_format(source: &SourceFile) -> Content {
    if media_type(&source.file_name()).is_some() {
        return Content::Companion;
    }
    Content::Refused(
        Notice::refusal("unknown-format", "no format that fonds reads")
            .with_hint("say which it is with --as listing, tei, table, authorities or lines"),
    )
}

/// A source that is about to be read.
struct Opened {
    head: Vec<u8>,
    size: u64,
    bytes: Box<dyn table::Source + Send>,
}

/// How much of a source is looked at to find its format.
const HEAD: usize = 64 * 1024;

/// Opens a source and looks at its beginning; one that may not be opened is refused.
fn open(source: &SourceFile) -> Result<io::Result<Opened>, Box<Notice>> {
    match &source.input {
        Input::Bytes { bytes, .. } => Ok(look_at(Box::new(Cursor::new(bytes.clone())))),
        Input::Path(path) => match File::open(path) {
            Ok(file) => Ok(look_at(Box::new(file))),
            Err(error) => {
                let notice = Notice::refusal("unreadable", format!("could not be read: {error}"));
                Err(Box::new(notice.with_hint("check that you may read it")))
            }
        },
    }
}

fn look_at(mut bytes: Box<dyn table::Source + Send>) -> io::Result<Opened> {
    let size = bytes.seek(SeekFrom::End(0))?;
    bytes.rewind()?;
    let mut head = Vec::with_capacity(HEAD);
    (&mut bytes).take(HEAD as u64).read_to_end(&mut head)?;
    bytes.rewind()?;
    Ok(Opened { head, size, bytes })
}

/// Things found that go into the catalogue together: a transaction costs one wait for the disk and a page for every
/// place that random identifiers hit, and a batch bounds how long another writer waits and how much memory is held. Test
/// builds take smaller ones, so that what is killed has more of them behind it.
const BATCH_THINGS: usize = if cfg!(debug_assertions) { 256 } else { 512 };
/// Blocks of text that make a batch whatever its number of things; about 4 MB of words.
const BATCH_BLOCKS: usize = 12_000;

/// Reads what one source holds; answers whether it was listened to.
fn read_bytes(
    mut bytes: Box<dyn table::Source + Send>,
    origin: &Origin,
    format: Format,
    mapping: Option<table::Mapping>,
    send: &SyncSender<Sent>,
) -> bool {
    let mut batch = Vec::new();
    let mut blocks = 0;
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
    send.send(Sent::Batch(batch)).is_ok() && send.send(Sent::End(result)).is_ok()
}

fn read_table(
    bytes: &mut dyn table::Source,
    origin: &Origin,
    mapping: Option<table::Mapping>,
    send: &SyncSender<Sent>,
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
        Found::Document(found) => blocks_of_document(&found.document),
        _ => 1,
    }
}

/// A measure of how much memory a document takes: its blocks of text, and one for itself.
pub(crate) fn blocks_of_document(document: &Document) -> usize {
    let texts = document.renditions.iter().filter_map(|rendition| rendition.text.as_ref());
    1 + texts.map(|text| text.blocks.len() + text.notes.len()).sum::<usize>()
}
