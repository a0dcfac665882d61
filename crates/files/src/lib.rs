//! Files by their SHA-256, written durably before anything names them.
//!
//! Knows nothing of what the bytes mean. One folder, `ab/cd/<sha256>`, in which nothing is ever changed: a file is there
//! whole or not at all, the same bytes twice are one file, and its name proves its content. Sources, which are mostly
//! markup and seldom read again, lie packed as `ab/cd/<sha256>.zst`, under the hash of what they were; `zstd -d` gives
//! them back. What readers are sent lies as it is.

use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use zstd::{Decoder, Encoder};

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
            // A living process holds the lock until the file has its name; one that has just made the file may not
            // have come to lock it.
            let abandoned = File::open(&path).is_ok_and(|file| file.try_lock().is_ok() && is_old(&file));
            if abandoned {
                let _ = fs::remove_file(&path);
            }
        }
        Ok(())
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
        let number = TEMPORARY.fetch_add(1, Ordering::Relaxed);
        let path = self.temporary().join(format!("{}-{number}", std::process::id()));
        let put = self.put_through(input, form, &path);
        if put.is_err() {
            let _ = fs::remove_file(&path);
        }
        put
    }

    // Plain `std::fs` and not `object_store`: a scan of a gigabyte is streamed and hashed in one pass, and its name is
    // known only at the end, which a store that asks for the name first cannot do without a copy.
    fn put_through(&self, input: &mut dyn Read, form: Form, temporary: &Path) -> Result<Put, FilesError> {
        let file = File::create_new(temporary).map_err(failed(temporary))?;
        file.lock().map_err(failed(temporary))?;
        let mut output = Output::new(file, form).map_err(failed(temporary))?;
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
            output.write(&chunk[..read]).map_err(failed(temporary))?;
            size += read as u64;
        }
        let sha256 = hexadecimal(&hasher.finalize());
        let file = output.finish().map_err(failed(temporary))?;
        let path = self.path_of(&sha256, form)?;
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

    /// Makes the folders of a name, durably: also those that another process has made and may not have synced yet.
    fn make_folders(&self, path: &Path) -> Result<(), FilesError> {
        let inner = parent_of(path);
        fs::create_dir_all(inner).map_err(failed(inner))?;
        sync_folder(parent_of(inner))?;
        sync_folder(&self.folder)
    }

    /// Keeps bytes that are in memory.
    pub fn put_bytes(&self, bytes: &[u8]) -> Result<Put, FilesError> {
        self.put(&mut &bytes[..])
    }

    /// Opens a file for reading.
    pub fn open_file(&self, sha256: &str) -> Result<File, FilesError> {
        self.open_form(sha256, Form::Plain)?.ok_or_else(|| FilesError::Absent(sha256.to_owned()))
    }

    /// Opens a source for reading, packed or not.
    pub fn open_source(&self, sha256: &str) -> Result<Box<dyn Read>, FilesError> {
        if let Some(file) = self.open_form(sha256, Form::Packed)? {
            let path = self.path_of(sha256, Form::Packed)?;
            return Ok(Box::new(Decoder::new(file).map_err(failed(&path))?));
        }
        Ok(Box::new(self.open_file(sha256)?))
    }

    fn open_form(&self, sha256: &str, form: Form) -> Result<Option<File>, FilesError> {
        let path = self.path_of(sha256, form)?;
        match File::open(&path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(FilesError::Store { path, source }),
        }
    }

    /// How many bytes a file takes here, in every form in which it lies.
    pub fn size(&self, sha256: &str) -> Result<u64, FilesError> {
        let mut sizes = Vec::new();
        for form in Form::ALL {
            let path = self.path_of(sha256, form)?;
            if let Some(file) = self.open_form(sha256, form)? {
                sizes.push(file.metadata().map_err(failed(&path))?.len());
            }
        }
        if sizes.is_empty() { Err(FilesError::Absent(sha256.to_owned())) } else { Ok(sizes.iter().sum()) }
    }

    /// Whether a file is there for readers; a source that lies packed is not.
    pub fn exists(&self, sha256: &str) -> Result<bool, FilesError> {
        Ok(self.path_of(sha256, Form::Plain)?.exists())
    }

    /// Destroys a file for readers; one that is not there is no error.
    pub fn remove_file(&self, sha256: &str) -> Result<(), FilesError> {
        self.remove_form(sha256, Form::Plain)
    }

    /// Destroys a source; one that is not there is no error.
    pub fn remove_source(&self, sha256: &str) -> Result<(), FilesError> {
        self.remove_form(sha256, Form::Packed)
    }

    fn remove_form(&self, sha256: &str, form: Form) -> Result<(), FilesError> {
        let path = self.path_of(sha256, form)?;
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
                    let name = path.file_name().and_then(|name| name.to_str());
                    names.extend(name.map(|name| name.strip_suffix(PACKED).unwrap_or(name).to_owned()));
                }
            }
        }
        // A file that lies here in both forms is one file.
        names.sort_unstable();
        names.dedup();
        Ok(names.into_iter().map(Ok))
    }

    /// Reads a file again, in every form in which it lies, and says whether it still holds what its name says.
    pub fn verify(&self, sha256: &str) -> Result<bool, FilesError> {
        if self.path_of(sha256, Form::Plain).is_err() {
            return Ok(false);
        }
        let mut whole = None;
        for form in Form::ALL {
            let path = self.path_of(sha256, form)?;
            let Some(file) = self.open_form(sha256, form)? else { continue };
            let found = match form {
                Form::Plain => hash(&mut &file),
                Form::Packed => hash(&mut Decoder::new(file).map_err(failed(&path))?),
            };
            let fits = match (found, form) {
                (Ok(found), _) => found == sha256,
                // What cannot be unpacked is damaged, not unreadable.
                (Err(FilesError::Input(_)), Form::Packed) => false,
                (Err(FilesError::Input(source)), Form::Plain) => {
                    return Err(FilesError::Store { path, source });
                }
                (Err(error), _) => return Err(error),
            };
            whole = Some(whole.unwrap_or(true) && fits);
        }
        whole.ok_or_else(|| FilesError::Absent(sha256.to_owned()))
    }

    fn path_of(&self, sha256: &str, form: Form) -> Result<PathBuf, FilesError> {
        let fits =
            sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !fits {
            return Err(FilesError::Name(sha256.to_owned()));
        }
        let name = match form {
            Form::Plain => sha256.to_owned(),
            Form::Packed => format!("{sha256}{PACKED}"),
        };
        Ok(self.folder.join(&sha256[..2]).join(&sha256[2..4]).join(name))
    }
}

/// How a file lies here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Byte for byte.
    Plain,
    /// As one zstd frame (RFC 8878).
    Packed,
}

impl Form {
    const ALL: [Self; 2] = [Self::Plain, Self::Packed];
}

/// What the name of a packed file ends with.
const PACKED: &str = ".zst";

/// Markup packs to about a fifth at this level, faster than a disk writes.
const LEVEL: i32 = 3;

/// Where the bytes of a file go while it has no name.
enum Output {
    Plain(File),
    Packed(Encoder<'static, File>),
}

impl Output {
    fn new(file: File, form: Form) -> io::Result<Self> {
        Ok(match form {
            Form::Plain => Self::Plain(file),
            Form::Packed => {
                let mut encoder = Encoder::new(file, LEVEL)?;
                // So that a flipped bit is noticed even before the hash is compared.
                encoder.include_checksum(true)?;
                Self::Packed(encoder)
            }
        })
    }
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.write_all(bytes),
            Self::Packed(encoder) => encoder.write_all(bytes),
        }
    }
    fn finish(self) -> io::Result<File> {
        match self {
            Self::Plain(file) => Ok(file),
            Self::Packed(encoder) => encoder.finish(),
        }
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

/// Whether nobody has written to a file for a minute.
fn is_old(file: &File) -> bool {
    let touched = file.metadata().and_then(|metadata| metadata.modified());
    touched.is_ok_and(|touched| touched.elapsed().is_ok_and(|age| age.as_secs() >= 60))
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
            let (_folder, files) = files();
            let bytes = b"Eighteen cars of seed potatoes".repeat(20);
            let form = if packed { Form::Packed } else { Form::Plain };
            let sha256 = files.put_as(&mut &bytes[..], form).unwrap().sha256;
            let path = files.path_of(&sha256, form).unwrap();
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
}
