//! An archive: one folder with its settings, catalogue, files and index.
//!
//! Not a service: any process may open the folder, several at once. Read [`crate::import`] next.

use crate::complete::Completions;
use crate::keeping_up::KeptUp;
use crate::lexicon::Lexicon;
use crate::lines::Lines;
use crate::points;
use crate::settings::Settings;
use fonds_catalogue::{Catalogue, CatalogueError};
use fonds_files::{Files, FilesError};
use fonds_search::{Index, OpenError, Options, WriteError};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// An opened archive; cloning shares it.
#[derive(Clone)]
pub struct Archive {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    settings: Settings,
    catalogue: Catalogue,
    files: Files,
    index: Index,
    identifiers: Identifiers,
    lines: Lines,
    lexicon: Lexicon,
    completions: Completions,
    kept_up: KeptUp,
}

/// Where new identifiers come from.
#[derive(Debug)]
pub enum Identifiers {
    /// The operating system's randomness, so that identifiers betray neither number nor order.
    Random,
    /// A row that repeats, for tests that compare two archives.
    Repeatable(AtomicU64),
}

impl Identifiers {
    fn next(&self) -> Result<u64, ArchiveError> {
        match self {
            Self::Random => getrandom::u64().map_err(|source| ArchiveError::Randomness(source.to_string())),
            Self::Repeatable(state) => {
                // SplitMix64: every state gives another number.
                let z = state.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
                let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                Ok(z ^ (z >> 31))
            }
        }
    }
}

/// Why an archive could not be made or opened.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// There is no archive here.
    #[error(
        "no archive in {}\nhint: make one with `fonds init {}`, or name another with -C or FONDS_ARCHIVE",
        folder.display(), folder.display()
    )]
    NotAnArchive {
        /// The folder looked into.
        folder: PathBuf,
    },
    /// There is one already.
    #[error("{} already holds an archive\nhint: choose an empty folder", folder.display())]
    AlreadyAnArchive {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder could not be written or read.
    #[error("could not use {}: {source}", path.display())]
    Folder {
        /// The path concerned.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// `fonds.toml` cannot be understood.
    #[error("{} cannot be understood: {message}\nhint: mend that line, or delete it to use what holds without it", path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// Line, column and reason.
        message: String,
    },
    /// The operating system gave no randomness.
    #[error("the operating system gives no random numbers: {0}")]
    Randomness(String),
    /// The catalogue refused.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The files refused.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The index refused.
    #[error(transparent)]
    Index(#[from] OpenError),
    /// An empty index could not be made.
    #[error(transparent)]
    NewIndex(#[from] WriteError),
}

/// The least memory that the index's engine takes, in bytes.
const SMALLEST: usize = 15_000_000;

impl Archive {
    /// Makes an archive in a folder that is empty or not there yet, or goes on where making one was broken off.
    pub fn init(folder: &Path, settings: &Settings) -> Result<Self, ArchiveError> {
        let trouble = |path: &Path| {
            let path = path.to_owned();
            move |source| ArchiveError::Folder { path, source }
        };
        let taken = || ArchiveError::AlreadyAnArchive { folder: folder.to_owned() };
        let path = folder.join("fonds.toml");
        if path.exists() {
            return Err(taken());
        }
        std::fs::create_dir_all(folder).map_err(trouble(folder))?;
        // A catalogue that has lost its settings is no beginning, and stays as it is.
        drop(Catalogue::go_on(&folder.join("catalogue.sqlite")).map_err(|error| match error {
            CatalogueError::Exists(_) => taken(),
            error => error.into(),
        })?);
        points::pass("init-after-catalogue");
        // An empty index, so that one that is missing later was lost.
        drop(Index::open(&folder.join("index"), Options { verify: false })?.writer(SMALLEST, 1)?);
        points::pass("init-after-index");
        // The settings come last, and whole: a folder with `fonds.toml` has everything else.
        write_durably(&path, &settings.to_toml()).map_err(trouble(&path))?;
        Self::open(folder)
    }

    /// Opens the archive in a folder.
    pub fn open(folder: &Path) -> Result<Self, ArchiveError> {
        Self::open_with(folder, Identifiers::Random)
    }

    /// Opens it with another source of identifiers.
    pub fn open_with(folder: &Path, identifiers: Identifiers) -> Result<Self, ArchiveError> {
        let path = folder.join("fonds.toml");
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
                return Err(ArchiveError::NotAnArchive { folder: folder.to_owned() });
            }
            Err(source) => return Err(ArchiveError::Folder { path, source }),
        };
        let settings = Settings::from_toml(&text).map_err(|error| ArchiveError::Settings {
            path: path.clone(),
            message: error.to_string().trim_end().to_owned(),
        })?;
        let inner = Inner {
            catalogue: Catalogue::open(&folder.join("catalogue.sqlite"))?,
            files: Files::open(&folder.join("files"))?,
            // Checksums are `fonds check`'s business: a server must answer within 300 ms of being started.
            index: Index::open(&folder.join("index"), Options { verify: false })?,
            folder: folder.to_owned(),
            settings,
            identifiers,
            lines: Lines::default(),
            lexicon: Lexicon::default(),
            completions: Completions::default(),
            kept_up: KeptUp::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }
    /// What `fonds.toml` says.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }
    /// The catalogue: descriptions, authorities, versions, the change log.
    pub fn catalogue(&self) -> &Catalogue {
        &self.inner.catalogue
    }
    /// The files, by their SHA-256.
    pub fn files(&self) -> &Files {
        &self.inner.files
    }
    /// The index of what everybody may see.
    pub fn index(&self) -> &Index {
        &self.inner.index
    }
    /// Headings looked up before.
    pub(crate) fn lines(&self) -> &Lines {
        &self.inner.lines
    }
    /// Names kept in memory.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.inner.lexicon
    }
    /// Names and titles kept in memory.
    pub(crate) fn completions(&self) -> &Completions {
        &self.inner.completions
    }
    /// When what is kept in memory was last brought up.
    pub(crate) fn kept_up(&self) -> &KeptUp {
        &self.inner.kept_up
    }
    /// Random bits for a new identifier.
    pub(crate) fn random(&self) -> Result<u64, ArchiveError> {
        self.inner.identifiers.next()
    }
}

/// Writes a file whole or not at all, and its name and that of its folder, so that they are there after the power went
/// off.
fn write_durably(path: &Path, words: &str) -> std::io::Result<()> {
    let draft = path.with_extension("toml.new");
    let mut file = File::create(&draft)?;
    file.write_all(words.as_bytes())?;
    file.sync_all()?;
    points::pass("init-before-settings");
    std::fs::rename(&draft, path)?;
    let mut folders = path.ancestors().skip(1).take(2).filter(|folder| !folder.as_os_str().is_empty());
    folders.try_for_each(|folder| File::open(folder)?.sync_all())
}
