//! Files by their SHA-256, written durably before anything names them.
//!
//! Knows nothing of what the bytes mean. Names are `ab/cd/<sha256>`, under which nothing is ever changed: a file is there
//! whole or not at all, the same bytes twice are one file, and its name proves its content. Sources, which are mostly
//! markup and seldom read again, lie packed as `ab/cd/<sha256>.zst`, under the hash of what they were; `zstd -d` gives
//! them back. What readers are sent lies as it is.
//!
//! A name is known only when the last byte has been read. So the bytes pass once through the [`scratch`] folder, hashed
//! and packed on their way, and only then go under their name into the [`store`].

mod packing;
mod scratch;
mod store;

use object_store::ObjectStore;
use packing::{Form, Output, PACKED};
use scratch::Scratch;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::Store;

/// The files of one archive; cheap to clone.
#[derive(Debug, Clone)]
pub struct Files {
    store: Store,
    scratch: Arc<Scratch>,
}

/// What keeping a file did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// SHA-256 of the bytes in lower-case hexadecimal: the file's name.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
    /// False when it was there already.
    pub new: bool,
}

/// A file opened for reading.
pub struct OpenFile {
    bytes: Box<dyn Read + Send>,
}

impl Read for OpenFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}

impl std::fmt::Debug for OpenFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenFile").finish_non_exhaustive()
    }
}

/// Why a file could not be kept or read. Nothing half-written is left.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The folder or a file in it failed.
    #[error("{} failed: {source}\nhint: look for a full disk or missing permission; nothing of this file was kept", path.display())]
    Store {
        /// The path concerned.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The bytes to keep could not be read.
    #[error("the bytes to keep could not be read: {0}")]
    Input(io::Error),
    /// No file has this name.
    #[error("there is no file {0}\nhint: `fonds check` names everything that is missing")]
    Absent(String),
    /// This is no SHA-256.
    #[error("`{0}` is no SHA-256")]
    Name(String),
}

/// Copied at a time; large enough that hashing, not calling, is what costs.
const CHUNK: usize = 256 * 1024;

impl Files {
    /// Opens the files in a folder, making it when it is not there. Temporary files of processes that are gone are swept.
    pub fn open(folder: &Path) -> Result<Self, FilesError> {
        let scratch = Scratch::open(&folder.join("temporary"))?;
        Ok(Self { store: Store::folder(folder)?, scratch: Arc::new(scratch) })
    }

    /// The same over any other store of objects, such as a bucket. Bytes whose name is not yet known wait in `scratch`,
    /// a folder of this machine. The store must hold durably what it has acknowledged, and list what it holds.
    ///
    /// ```
    /// use fonds_files::Files;
    /// use object_store::memory::InMemory;
    /// use std::sync::Arc;
    /// # let scratch = tempfile::tempdir()?;
    /// let files = Files::over(Arc::new(InMemory::new()), scratch.path())?;
    /// let put = files.put_bytes(b"a cable")?;
    /// assert!(files.verify(&put.sha256)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn over(store: Arc<dyn ObjectStore>, scratch: &Path) -> Result<Self, FilesError> {
        Ok(Self { store: Store::over(store), scratch: Arc::new(Scratch::open(scratch)?) })
    }

    /// Keeps what can be read, to its end. When this returns, the file is durable under its name.
    pub fn put(&self, input: &mut dyn Read) -> Result<Put, FilesError> {
        self.put_as(input, Form::Plain)
    }

    /// The same for an imported source, which is kept packed.
    pub fn put_source(&self, input: &mut dyn Read) -> Result<Put, FilesError> {
        self.put_as(input, Form::Packed)
    }

    fn put_as(&self, input: &mut dyn Read, form: Form) -> Result<Put, FilesError> {
        let (draft, file) = self.scratch.draft()?;
        let put = self.put_through(input, form, file, &draft);
        if put.is_err() {
            let _ = fs::remove_file(&draft);
        }
        put
    }

    fn put_through(
        &self,
        input: &mut dyn Read,
        form: Form,
        file: fs::File,
        draft: &Path,
    ) -> Result<Put, FilesError> {
        let mut output = Output::new(file, form).map_err(failed(draft))?;
        let mut hasher = Sha256::new();
        let mut size = 0;
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match input.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(FilesError::Input(error)),
            };
            hasher.update(&chunk[..read]);
            output.write(&chunk[..read]).map_err(failed(draft))?;
            size += read as u64;
        }
        let sha256 = hexadecimal(&hasher.finalize());
        let file = output.finish().map_err(failed(draft))?;
        let name = name_of(&sha256, form)?;
        if self.store.size(&name)?.is_some() {
            fs::remove_file(draft).map_err(failed(draft))?;
            // Whoever gave it the name may not have come to make it durable.
            self.store.settle(&name)?;
            return Ok(Put { sha256, size, new: false });
        }
        // In this order: the bytes, then the name. The file stays open, and with it locked, until it has its name.
        file.sync_all().map_err(failed(draft))?;
        self.store.name(draft, &name)?;
        Ok(Put { sha256, size, new: true })
    }

    /// Keeps bytes that are in memory.
    pub fn put_bytes(&self, bytes: &[u8]) -> Result<Put, FilesError> {
        self.put(&mut &bytes[..])
    }

    /// Opens a file for reading.
    pub fn open_file(&self, sha256: &str) -> Result<OpenFile, FilesError> {
        self.open_form(sha256, Form::Plain)?.ok_or_else(|| FilesError::Absent(sha256.to_owned()))
    }

    /// Opens a source for reading, packed or not.
    pub fn open_source(&self, sha256: &str) -> Result<OpenFile, FilesError> {
        match self.open_form(sha256, Form::Packed)? {
            Some(packed) => packed.unpack(),
            None => self.open_file(sha256),
        }
    }

    fn open_form(&self, sha256: &str, form: Form) -> Result<Option<OpenFile>, FilesError> {
        let found = self.store.open(&name_of(sha256, form)?)?;
        Ok(found.map(|bytes| OpenFile { bytes }))
    }

    /// How many bytes a file takes here, in every form in which it lies.
    pub fn size(&self, sha256: &str) -> Result<u64, FilesError> {
        let mut sizes = Vec::new();
        for form in Form::ALL {
            sizes.extend(self.store.size(&name_of(sha256, form)?)?);
        }
        if sizes.is_empty() { Err(FilesError::Absent(sha256.to_owned())) } else { Ok(sizes.iter().sum()) }
    }

    /// Whether a file is there for readers; a source that lies packed is not.
    pub fn exists(&self, sha256: &str) -> Result<bool, FilesError> {
        Ok(self.store.size(&name_of(sha256, Form::Plain)?)?.is_some())
    }

    /// Destroys a file for readers; one that is not there is no error.
    pub fn remove_file(&self, sha256: &str) -> Result<(), FilesError> {
        self.store.remove(&name_of(sha256, Form::Plain)?)
    }

    /// Destroys a source; one that is not there is no error.
    pub fn remove_source(&self, sha256: &str) -> Result<(), FilesError> {
        self.store.remove(&name_of(sha256, Form::Packed)?)
    }

    /// Every file's name, each once, rising.
    pub fn list(&self) -> Result<impl Iterator<Item = Result<String, FilesError>>, FilesError> {
        let mut names = Vec::new();
        self.store.list(&mut |path| {
            let name = path.rsplit('/').next().unwrap_or(path);
            names.push(name.strip_suffix(PACKED).unwrap_or(name).to_owned());
        })?;
        // A file that lies here in both forms is one file.
        names.sort_unstable();
        names.dedup();
        Ok(names.into_iter().map(Ok))
    }

    /// Reads a file again, in every form in which it lies, and says whether it still holds what its name says.
    pub fn verify(&self, sha256: &str) -> Result<bool, FilesError> {
        if name_of(sha256, Form::Plain).is_err() {
            return Ok(false);
        }
        let mut whole = None;
        for form in Form::ALL {
            let Some(mut file) = self.open_form(sha256, form)? else { continue };
            let found = match form {
                Form::Plain => hash(&mut file),
                Form::Packed => hash(&mut file.unpack()?),
            };
            let fits = match (found, form) {
                (Ok(found), _) => found == sha256,
                // What cannot be unpacked is damaged, not unreadable.
                (Err(FilesError::Input(_)), Form::Packed) => false,
                (Err(FilesError::Input(source)), Form::Plain) => {
                    return Err(self.store.failed(&name_of(sha256, form)?, source));
                }
                (Err(error), _) => return Err(error),
            };
            whole = Some(whole.unwrap_or(true) && fits);
        }
        whole.ok_or_else(|| FilesError::Absent(sha256.to_owned()))
    }
}

/// Where a file lies in the store.
fn name_of(sha256: &str, form: Form) -> Result<String, FilesError> {
    let fits = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if !fits {
        return Err(FilesError::Name(sha256.to_owned()));
    }
    Ok(format!("{}/{}/{sha256}{}", &sha256[..2], &sha256[2..4], form.ending()))
}

/// SHA-256 of what can be read, in lower-case hexadecimal.
pub fn hash(input: &mut dyn Read) -> Result<String, FilesError> {
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        match input.read(&mut chunk) {
            Ok(0) => return Ok(hexadecimal(&hasher.finalize())),
            Ok(read) => hasher.update(&chunk[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(FilesError::Input(error)),
        }
    }
}

pub(crate) fn failed(path: &Path) -> impl FnOnce(io::Error) -> FilesError {
    let path = path.to_owned();
    move |source| FilesError::Store { path, source }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(64), |mut words, byte| {
        let _ = write!(words, "{byte:02x}");
        words
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        (folder, files)
    }

    #[test]
    fn a_source_is_packed_and_comes_back_as_it_was() {
        let (_folder, files) = files();
        let source = "<p>The ice is going.</p>\n".repeat(10_000);
        let put = files.put_source(&mut source.as_bytes()).unwrap();
        assert_eq!((put.size, put.new), (source.len() as u64, true));
        assert!(files.size(&put.sha256).unwrap() * 10 < put.size);
        let mut back = String::new();
        files.open_source(&put.sha256).unwrap().read_to_string(&mut back).unwrap();
        assert_eq!(back, source);
        assert!(files.verify(&put.sha256).unwrap());
        assert!(!files.put_source(&mut source.as_bytes()).unwrap().new);
    }

    #[test]
    fn the_same_bytes_as_source_and_for_readers_are_one_name_in_two_forms() {
        let (_folder, files) = files();
        let put = files.put_source(&mut &b"a cable"[..]).unwrap();
        assert!(matches!(files.open_file(&put.sha256), Err(FilesError::Absent(_))));
        assert_eq!(files.put_bytes(b"a cable").unwrap().sha256, put.sha256);
        assert_eq!(files.list().unwrap().count(), 1);
        assert!(files.open_file(&put.sha256).is_ok() && files.verify(&put.sha256).unwrap());
        files.remove_file(&put.sha256).unwrap();
        assert!(!files.exists(&put.sha256).unwrap() && files.open_source(&put.sha256).is_ok());
        files.remove_source(&put.sha256).unwrap();
        assert!(matches!(files.verify(&put.sha256), Err(FilesError::Absent(_))));
    }

    #[test]
    fn a_flipped_byte_is_noticed_in_either_form() {
        for packed in [false, true] {
            let (folder, files) = files();
            let bytes = b"Eighteen cars of seed potatoes".repeat(20);
            let form = if packed { Form::Packed } else { Form::Plain };
            let sha256 = files.put_as(&mut &bytes[..], form).unwrap().sha256;
            let path = folder.path().join(name_of(&sha256, form).unwrap());
            let whole = fs::read(&path).unwrap();
            for at in 0..whole.len() {
                let mut broken = whole.clone();
                broken[at] ^= 4;
                fs::write(&path, &broken).unwrap();
                // In a packed file a few bits only say how much memory unpacking may take: nothing is lost with them.
                let harmless = packed && {
                    let mut back = Vec::new();
                    let source = files.open_source(&sha256).unwrap();
                    source.take(1 << 20).read_to_end(&mut back).is_ok() && back == bytes
                };
                assert_eq!(files.verify(&sha256).unwrap(), harmless, "byte {at}");
            }
        }
    }

    #[test]
    fn any_store_of_objects_will_do() {
        let scratch = tempfile::tempdir().unwrap();
        let store = Arc::new(object_store::memory::InMemory::new());
        let files = Files::over(store, scratch.path()).unwrap();
        let bytes = b"Eighteen cars of seed potatoes".repeat(400_000);
        let put = files.put(&mut &bytes[..]).unwrap();
        assert!(put.new && !files.put_bytes(&bytes).unwrap().new);
        let source = files.put_source(&mut &bytes[..1000]).unwrap();
        for (sha256, whole) in [(&put.sha256, &bytes[..]), (&source.sha256, &bytes[..1000])] {
            let mut back = Vec::new();
            files.open_source(sha256).unwrap().read_to_end(&mut back).unwrap();
            assert!(back == whole && files.verify(sha256).unwrap());
        }
        assert_eq!(files.list().unwrap().count(), 2);
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0, "no draft is left");
        files.remove_file(&put.sha256).unwrap();
        files.remove_file(&put.sha256).unwrap();
        assert!(
            !files.exists(&put.sha256).unwrap() && files.exists(&source.sha256).is_ok_and(|there| !there)
        );
    }

    #[test]
    fn a_folder_may_have_any_name() {
        let parent = tempfile::tempdir().unwrap();
        for name in ["a b", "100%", "n#1", "档案", "a%20b"] {
            let files = Files::open(&parent.path().join(name)).unwrap();
            let put = files.put_bytes(name.as_bytes()).unwrap();
            assert!(files.verify(&put.sha256).unwrap(), "{name}");
            let path = name_of(&put.sha256, Form::Plain).unwrap();
            assert_eq!(fs::read(parent.path().join(name).join(path)).unwrap(), name.as_bytes());
        }
    }

    #[test]
    fn what_cannot_be_read_to_its_end_leaves_nothing() {
        struct Torn;
        impl Read for Torn {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the line went dead"))
            }
        }
        let (folder, files) = files();
        let torn = files.put(&mut (&b"half a cable"[..]).chain(Torn));
        assert!(matches!(torn, Err(FilesError::Input(_))));
        assert_eq!(files.list().unwrap().count(), 0);
        assert_eq!(fs::read_dir(folder.path().join("temporary")).unwrap().count(), 0);
    }
}
