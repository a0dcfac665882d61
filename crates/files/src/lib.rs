//! Files by their SHA-256, written durably before anything names them.
//!
//! Knows nothing of what the bytes mean. One folder, `ab/cd/<sha256>`, in which nothing is ever changed: a file is there
//! whole or not at all, the same bytes twice are one file, and its name proves its content.

use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The files of one archive; cheap to clone.
#[derive(Debug, Clone)]
pub struct Files {
    folder: PathBuf,
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

/// Numbers the temporary files of this process.
static TEMPORARY: AtomicU64 = AtomicU64::new(0);

/// Copied at a time; large enough that hashing, not calling, is what costs.
const CHUNK: usize = 256 * 1024;

impl Files {
    /// Opens the files in a folder, making it when it is not there. Temporary files of processes that are gone are swept.
    pub fn open(folder: &Path) -> Result<Self, FilesError> {
        let files = Self { folder: folder.to_owned() };
        let temporary = files.temporary();
        fs::create_dir_all(&temporary).map_err(failed(&temporary))?;
        files.sweep()?;
        Ok(files)
    }

    fn temporary(&self) -> PathBuf {
        self.folder.join("temporary")
    }

    /// Removes temporary files whose process no longer holds them locked.
    fn sweep(&self) -> Result<(), FilesError> {
        let temporary = self.temporary();
        for entry in fs::read_dir(&temporary).map_err(failed(&temporary))?.flatten() {
            let path = entry.path();
            // A living process holds the lock until the file has its name.
            let abandoned = File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
            if abandoned {
                let _ = fs::remove_file(&path);
            }
        }
        Ok(())
    }

    /// Keeps what can be read, to its end. When this returns, the file is durable under its name.
    pub fn put(&self, input: &mut dyn Read) -> Result<Put, FilesError> {
        let number = TEMPORARY.fetch_add(1, Ordering::Relaxed);
        let path = self.temporary().join(format!("{}-{number}", std::process::id()));
        let put = self.put_through(input, &path);
        if put.is_err() {
            let _ = fs::remove_file(&path);
        }
        put
    }

    // Plain `std::fs` and not `object_store`: a scan of a gigabyte is streamed and hashed in one pass, and its name is
    // known only at the end, which a store that asks for the name first cannot do without a copy.
    fn put_through(&self, input: &mut dyn Read, temporary: &Path) -> Result<Put, FilesError> {
        let mut file = File::create_new(temporary).map_err(failed(temporary))?;
        file.lock().map_err(failed(temporary))?;
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
            file.write_all(&chunk[..read]).map_err(failed(temporary))?;
            size += read as u64;
        }
        let sha256 = hexadecimal(&hasher.finalize());
        let path = self.path_of(&sha256)?;
        if path.exists() {
            fs::remove_file(temporary).map_err(failed(temporary))?;
            // Whoever gave it the name may not have come to make it durable.
            sync_folder(parent_of(&path))?;
            return Ok(Put { sha256, size, new: false });
        }
        // In this order: the bytes, then the folders in which the name will stand, then the name, then the folder again.
        file.sync_all().map_err(failed(temporary))?;
        self.make_folders(&path)?;
        fs::rename(temporary, &path).map_err(failed(&path))?;
        sync_folder(parent_of(&path))?;
        Ok(Put { sha256, size, new: true })
    }

    fn make_folders(&self, path: &Path) -> Result<(), FilesError> {
        let inner = parent_of(path);
        if inner.exists() {
            return Ok(());
        }
        fs::create_dir_all(inner).map_err(failed(inner))?;
        let synced = sync_folder(parent_of(inner)).and_then(|()| sync_folder(&self.folder));
        if synced.is_err() {
            // So that the next one makes it again, and syncs it; where another process uses it by now, it stays.
            let _ = fs::remove_dir(inner);
        }
        synced
    }

    /// Keeps bytes that are in memory.
    pub fn put_bytes(&self, bytes: &[u8]) -> Result<Put, FilesError> {
        self.put(&mut &bytes[..])
    }

    /// Opens a file for reading.
    pub fn open_file(&self, sha256: &str) -> Result<File, FilesError> {
        let path = self.path_of(sha256)?;
        match File::open(&path) {
            Ok(file) => Ok(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(FilesError::Absent(sha256.to_owned()))
            }
            Err(source) => Err(FilesError::Store { path, source }),
        }
    }

    /// The size of a file in bytes.
    pub fn size(&self, sha256: &str) -> Result<u64, FilesError> {
        let path = self.path_of(sha256)?;
        Ok(self.open_file(sha256)?.metadata().map_err(failed(&path))?.len())
    }

    /// Whether a file is there.
    pub fn exists(&self, sha256: &str) -> Result<bool, FilesError> {
        Ok(self.path_of(sha256)?.exists())
    }

    /// Destroys a file; one that is not there is no error.
    pub fn remove(&self, sha256: &str) -> Result<(), FilesError> {
        let path = self.path_of(sha256)?;
        match fs::remove_file(&path) {
            Ok(()) => sync_folder(parent_of(&path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(source) => Err(FilesError::Store { path, source }),
        }
    }

    /// Every file's name, in no order.
    pub fn list(&self) -> Result<impl Iterator<Item = Result<String, FilesError>>, FilesError> {
        let mut names = Vec::new();
        let below = |folder: &Path| -> Result<Vec<PathBuf>, FilesError> {
            let entries = fs::read_dir(folder).map_err(failed(folder))?;
            entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed(folder))).collect()
        };
        for outer in below(&self.folder)? {
            if outer == self.temporary() || !outer.is_dir() {
                continue;
            }
            for inner in below(&outer)? {
                for path in below(&inner)? {
                    names.extend(path.file_name().and_then(|name| name.to_str()).map(str::to_owned));
                }
            }
        }
        Ok(names.into_iter().map(Ok))
    }

    /// Reads a file again and says whether it still holds what its name says.
    pub fn verify(&self, sha256: &str) -> Result<bool, FilesError> {
        let Ok(path) = self.path_of(sha256) else { return Ok(false) };
        let mut file = self.open_file(sha256)?;
        match hash(&mut file) {
            Ok(found) => Ok(found == sha256),
            Err(FilesError::Input(source)) => Err(FilesError::Store { path, source }),
            Err(error) => Err(error),
        }
    }

    fn path_of(&self, sha256: &str) -> Result<PathBuf, FilesError> {
        let fits =
            sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !fits {
            return Err(FilesError::Name(sha256.to_owned()));
        }
        Ok(self.folder.join(&sha256[..2]).join(&sha256[2..4]).join(sha256))
    }
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

fn failed(path: &Path) -> impl FnOnce(io::Error) -> FilesError {
    let path = path.to_owned();
    move |source| FilesError::Store { path, source }
}

fn parent_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// Makes names in a folder durable: renaming a file does not, until its folder is synchronised.
fn sync_folder(folder: &Path) -> Result<(), FilesError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed(folder))
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(64), |mut words, byte| {
        let _ = write!(words, "{byte:02x}");
        words
    })
}
