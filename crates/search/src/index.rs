//! The index as a folder: which of its versions is current, whether it is whole, and how far it has followed the log.
//!
//! The folder holds `current`, which names the folder of the version in use, and `lock`, which the process holds that
//! applies the log. A version is named by the fingerprint of schema and analysers; a new one is built beside the old
//! one and put in its place by renaming `current`. How entries get in is told in [`crate::writer`], how requests are
//! answered in [`crate::search`].

use crate::analysis::Analyser;
use crate::schema::{ANALYSER, SCHEMA, fingerprint};
use crate::snapshot::{Address, Snapshot};
use crate::{Beside, Neighbours, OpenError, Reply, Request, SearchError, Unwidened, Vocabulary, Widen};
use std::fs;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::SystemTime;
use tantivy::Directory;

/// How an index is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Read every file and compare its checksum, so that a damaged one is noticed now rather than by a reader. Takes
    /// about a second for each gigabyte of index.
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

/// The index of one archive; cheap to clone. All clones see the same moment of it.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    loaded: RwLock<Arc<Loaded>>,
    reloading: Mutex<()>,
}

/// What was found in the folder at one moment.
struct Loaded {
    state: State,
    /// There when the state is `Ready`.
    opened: Option<Opened>,
    stamp: Stamp,
}

/// A version of the index in use.
#[derive(Clone)]
pub(crate) struct Opened {
    pub(crate) engine: tantivy::Index,
    pub(crate) snapshot: Arc<Snapshot>,
}

/// Changes whenever a commit or a swap has happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Stamp {
    name: String,
    list_of_files: Option<(u64, Option<SystemTime>)>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("folder", &self.inner.folder).field("state", &self.state()).finish()
    }
}

impl Index {
    /// Opens the index in this folder, which is made when absent. A missing, stale or damaged index opens too:
    /// see [`Index::state`].
    ///
    /// ```
    /// use fonds_search::{Entry, Index, Options, Request, State};
    /// # let folder = tempfile::tempdir()?;
    /// let index = Index::open(folder.path(), Options::default())?;
    /// assert_eq!(index.state(), State::Missing);
    ///
    /// let mut writer = index.writer(15_000_000, 1)?;
    /// let titles = vec!["Telegram on Cuba".to_owned()];
    /// writer.put(&Entry { id: "1b3d5f7h".into(), titles, ..Entry::default() })?;
    /// writer.commit(1)?;
    ///
    /// let reply = index.search(&Request { words: "telegrams".into(), ..Request::default() })?;
    /// assert_eq!((reply.total, reply.hits[0].id.as_str()), (1, "1b3d5f7h"));
    /// assert_eq!(index.applied_seq(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open(folder: &Path, options: Options) -> Result<Self, OpenError> {
        let failed = |source| OpenError::Folder { folder: folder.to_owned(), source };
        fs::create_dir_all(folder).map_err(failed)?;
        let loaded = load(folder, options.verify, None).map_err(failed)?;
        let inner = Inner {
            folder: folder.to_owned(),
            loaded: RwLock::new(Arc::new(loaded)),
            reloading: Mutex::new(()),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whether it can be searched.
    pub fn state(&self) -> State {
        self.loaded().state.clone()
    }

    /// The number of the last change that it has applied; 0 when nothing was.
    pub fn applied_seq(&self) -> u64 {
        match self.loaded().state {
            State::Ready { seq } => seq,
            State::Missing | State::Stale | State::Broken { .. } => 0,
        }
    }

    /// How many documents it holds; 0 when it cannot be searched.
    pub fn documents(&self) -> u64 {
        self.loaded().opened.as_ref().map_or(0, |opened| opened.snapshot.total)
    }

    /// Looks whether another process has committed or swapped; true when there was something new. Costs two glances
    /// at the file system when there is not. Commits of this process show by themselves.
    pub fn reload(&self) -> Result<bool, OpenError> {
        let folder = &self.inner.folder;
        let failed = |source| OpenError::Folder { folder: folder.clone(), source };
        if stamp(folder).map_err(failed)? == self.loaded().stamp {
            return Ok(false);
        }
        let _one_at_a_time = self.inner.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.loaded();
        if stamp(folder).map_err(failed)? == before.stamp {
            return Ok(true);
        }
        let mut loaded = load(folder, false, before.opened.as_ref()).map_err(failed)?;
        // A writer elsewhere may have swapped while we read; what we saw half of was never the state of the index.
        for _ in 0..3 {
            if matches!(loaded.state, State::Ready { .. }) || stamp(folder).map_err(failed)? == loaded.stamp {
                break;
            }
            loaded = load(folder, false, before.opened.as_ref()).map_err(failed)?;
        }
        *self.inner.loaded.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(loaded);
        Ok(true)
    }

    /// Reads every file again and says what is damaged, in sentences; empty when it is whole.
    pub fn verify(&self) -> Vec<String> {
        match load(&self.inner.folder, true, None) {
            Err(error) => vec![format!("the index folder cannot be read: {error}")],
            Ok(Loaded { state, .. }) => describe(&state).into_iter().collect(),
        }
    }

    /// The identifiers of all documents in it, in chronological order.
    pub fn list_ids(&self) -> Result<Vec<String>, SearchError> {
        self.answer(|snapshot| {
            let alive = |address: &&Address| {
                let segment = &snapshot.segments[address.segment as usize];
                segment.alive.as_ref().is_none_or(|alive| alive.contains(address.doc))
            };
            let addresses: Vec<Address> = snapshot.addresses.iter().filter(alive).copied().collect();
            snapshot.ids(&addresses)
        })
    }

    /// Answers a request. Whatever a reader types is answered; see [`Reply::remarks`].
    pub fn search(&self, request: &Request) -> Result<Reply, SearchError> {
        self.search_widened(request, &Unwidened)
    }

    /// Answers a request, and finds what stands in documents under other forms too.
    pub fn search_widened(&self, request: &Request, widen: &dyn Widen) -> Result<Reply, SearchError> {
        self.answer(|snapshot| crate::search::search(snapshot, request, widen))
    }

    /// What stands beside a document.
    pub fn beside(&self, asked: &Beside) -> Result<Neighbours, SearchError> {
        self.answer(|snapshot| crate::search::beside::find(snapshot, asked))
    }

    /// The words of titles, abstracts and texts that differ from a folded word by so many letters at most, begin as it
    /// does, and stand in `least` documents or more; each with how many.
    pub fn words_like(
        &self,
        word: &str,
        letters: usize,
        least: u64,
    ) -> Result<Vec<(String, u64)>, SearchError> {
        self.answer(|snapshot| crate::search::vocabulary::words_like(snapshot, word, letters, least))
    }

    /// Lends the words that it has at this moment.
    pub fn with_vocabulary<T>(&self, work: impl FnOnce(&dyn Vocabulary) -> T) -> Result<T, SearchError> {
        self.answer(|snapshot| Ok(work(&crate::search::vocabulary::Words::of(snapshot))))
    }

    fn answer<T>(&self, work: impl FnOnce(&Snapshot) -> tantivy::Result<T>) -> Result<T, SearchError> {
        let loaded = self.loaded();
        let Some(opened) = &loaded.opened else {
            let why = describe(&loaded.state).unwrap_or_default();
            return Err(SearchError::NotReady { why });
        };
        // The engine panics on some damaged files; they are an error here like any other, and nothing is changed
        // by reading that could be left half done.
        match catch_unwind(AssertUnwindSafe(|| work(&opened.snapshot))) {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(SearchError::Damaged { message: error.to_string() }),
            Err(_) => Err(SearchError::Damaged { message: "its files make no sense".into() }),
        }
    }

    fn loaded(&self) -> Arc<Loaded> {
        Arc::clone(&self.inner.loaded.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn opened(&self) -> Option<Opened> {
        self.loaded().opened.clone()
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.inner.folder
    }
}

/// What is wrong, in words.
pub(crate) fn describe(state: &State) -> Option<String> {
    match state {
        State::Ready { .. } => None,
        State::Missing => Some("there is no index yet".into()),
        State::Stale => Some("the index was made by another version of this program".into()),
        State::Broken { why } => Some(format!("the index is damaged: {why}")),
    }
}

/// The name of the version in use, as `current` has it.
fn read_current(folder: &Path) -> io::Result<Option<String>> {
    match fs::read(folder.join("current")) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).trim_end().to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Names another version, in one step, durably.
pub(crate) fn write_current(folder: &Path, name: &str) -> io::Result<()> {
    let draft = folder.join("current.new");
    let mut file = fs::File::create(&draft)?;
    file.write_all(format!("{name}\n").as_bytes())?;
    file.sync_all()?;
    fs::rename(&draft, folder.join("current"))?;
    fs::File::open(folder)?.sync_all()
}

/// Removes every version but the one in use: what a swap has replaced, or a killed rebuild has left.
pub(crate) fn sweep(folder: &Path) -> io::Result<()> {
    let current = read_current(folder)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_current = current.as_deref().is_some_and(|current| entry.file_name() == *current);
        if entry.file_type()?.is_dir() && !is_current {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// A name for a new version that no folder bears yet.
pub(crate) fn fresh_name(folder: &Path) -> String {
    let fingerprint = fingerprint();
    let numbered = (2..).map(|number: u32| format!("{fingerprint}-{number}"));
    let mut names = std::iter::once(fingerprint.clone()).chain(numbered);
    // Invariant: an endless row of names has one that is free.
    names.find(|name| !folder.join(name).exists()).unwrap_or(fingerprint)
}

fn stamp(folder: &Path) -> io::Result<Stamp> {
    let Some(name) = read_current(folder)? else { return Ok(Stamp::default()) };
    // The engine replaces this file with every commit and every merge.
    let metadata = is_plain(&name).then(|| fs::metadata(folder.join(&name).join("meta.json")));
    let list_of_files =
        metadata.and_then(Result::ok).map(|metadata| (identity(&metadata), metadata.modified().ok()));
    Ok(Stamp { name, list_of_files })
}

#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn identity(metadata: &fs::Metadata) -> u64 {
    metadata.len()
}

/// Whether a name is one that we give: a damaged one must not lead out of the folder.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

fn load(folder: &Path, verify: bool, earlier: Option<&Opened>) -> io::Result<Loaded> {
    let stamp = stamp(folder)?;
    let without = |state| Loaded { state, opened: None, stamp: stamp.clone() };
    if stamp.name.is_empty() && read_current(folder)?.is_none() {
        return Ok(without(State::Missing));
    }
    let of_this_shape = stamp.name.split('-').next() == Some(fingerprint().as_str());
    if !is_plain(&stamp.name) || !of_this_shape {
        return Ok(without(State::Stale));
    }
    let path = folder.join(&stamp.name);
    let opened = catch_unwind(AssertUnwindSafe(|| open_version(&path, verify, earlier)));
    Ok(match opened {
        Ok(Ok(opened)) => {
            Loaded { state: State::Ready { seq: opened.snapshot.seq }, opened: Some(opened), stamp }
        }
        Ok(Err(error)) => without(State::Broken { why: error.to_string() }),
        Err(_) => without(State::Broken { why: "its files make no sense".into() }),
    })
}

fn open_version(path: &Path, verify: bool, earlier: Option<&Opened>) -> tantivy::Result<Opened> {
    let engine = tantivy::Index::open_in_dir(path)?;
    if engine.schema() != SCHEMA.0 {
        return Err(tantivy::TantivyError::SchemaError("its list of fields is damaged".into()));
    }
    engine.tokenizers().register(ANALYSER, Analyser);
    if verify {
        compare_checksums(&engine)?;
    }
    let earlier = earlier.map(|earlier| &*earlier.snapshot);
    let snapshot = Arc::new(Snapshot::load(&engine, earlier)?);
    if let Some(earlier) = earlier {
        snapshot.get_ready_as(earlier);
    }
    Ok(Opened { engine, snapshot })
}

/// Makes an empty version.
pub(crate) fn create_version(path: &Path) -> tantivy::Result<tantivy::Index> {
    fs::create_dir_all(path)?;
    let engine = tantivy::Index::create_in_dir(path, SCHEMA.0.clone())?;
    engine.tokenizers().register(ANALYSER, Analyser);
    Ok(engine)
}

fn compare_checksums(engine: &tantivy::Index) -> tantivy::Result<()> {
    for file in engine.load_metas()?.list_segment_files() {
        // The list names files that a segment may have; that one is missing which it must have is found on opening.
        if engine.directory().exists(&file)? && !engine.directory().validate_checksum(&file)? {
            let message = format!("the checksum of {} is wrong", file.display());
            return Err(tantivy::TantivyError::InternalError(message));
        }
    }
    Ok(())
}
