//! The store of objects in which files have their names, asked in plain, blocking calls.
//!
//! In a folder a draft gets its name by being renamed, without a copy; into any other store it is sent. What that store
//! promises for a bucket, a folder needs to be asked for: that names are durable too, which is said in [`Store::name`].

use crate::{FilesError, failed};
use futures::{StreamExt, executor::block_on};
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{Error, GetResult, GetResultPayload, ObjectStore, ObjectStoreExt};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A store of objects; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    objects: Arc<dyn ObjectStore>,
    /// Where the objects lie as files of this machine; absent for any other store.
    folder: Option<PathBuf>,
}

impl Store {
    /// The store that is a folder, made when it is not there.
    pub(crate) fn folder(folder: &Path) -> Result<Self, FilesError> {
        fs::create_dir_all(folder).map_err(failed(folder))?;
        let objects = LocalFileSystem::new_with_prefix(folder)
            .map_err(|error| FilesError::Store { path: folder.to_owned(), source: reason(&error) })?
            .with_fsync(true);
        Ok(Self { objects: Arc::new(objects), folder: Some(folder.to_owned()) })
    }

    /// Any other store.
    pub(crate) fn over(objects: Arc<dyn ObjectStore>) -> Self {
        Self { objects, folder: None }
    }

    /// Gives a draft, whose bytes are durable, its name; when this returns, the name is durable too.
    pub(crate) fn name(&self, draft: &Path, name: &str) -> Result<(), FilesError> {
        let Some(folder) = &self.folder else { return self.send(draft, name) };
        // The folders in which the name will stand come first, also those that another process has made and may not have
        // synchronised yet.
        let path = folder.join(name);
        let inner = parent_of(&path);
        fs::create_dir_all(inner).map_err(failed(inner))?;
        sync_folder(parent_of(inner))?;
        sync_folder(folder)?;
        let drafted = draft.strip_prefix(folder).ok().and_then(Path::to_str);
        let drafted = ObjectPath::from(drafted.unwrap_or_default());
        block_on(self.objects.rename(&drafted, &ObjectPath::from(name)))
            .map_err(|error| self.trouble(name, &error))
    }

    fn send(&self, draft: &Path, name: &str) -> Result<(), FilesError> {
        let mut file = File::open(draft).map_err(failed(draft))?;
        let sent = block_on(async {
            let mut upload = self.objects.put_multipart(&ObjectPath::from(name)).await?;
            loop {
                let mut part = Vec::with_capacity(PART);
                let read = (&mut file).take(PART as u64).read_to_end(&mut part);
                let carried = match read {
                    Ok(0) => break,
                    Ok(_) => upload.put_part(part.into()).await,
                    Err(source) => Err(Error::Generic { store: "draft", source: source.into() }),
                };
                if let Err(error) = carried {
                    // Whether what was sent is taken away now or when the store tidies up: it has no name.
                    let _ = upload.abort().await;
                    return Err(error);
                }
            }
            upload.complete().await
        });
        sent.map_err(|error| self.trouble(name, &error))?;
        fs::remove_file(draft).map_err(failed(draft))
    }

    /// Makes a name durable that somebody else has given.
    pub(crate) fn settle(&self, name: &str) -> Result<(), FilesError> {
        match &self.folder {
            Some(folder) => sync_folder(parent_of(&folder.join(name))),
            None => Ok(()),
        }
    }

    /// Opens what has this name.
    pub(crate) fn open(&self, name: &str) -> Result<Option<Box<dyn Read + Send>>, FilesError> {
        match block_on(self.objects.get(&ObjectPath::from(name))) {
            Ok(found) => Ok(Some(blocking(found))),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.trouble(name, &error)),
        }
    }

    /// How many bytes have this name.
    pub(crate) fn size(&self, name: &str) -> Result<Option<u64>, FilesError> {
        match block_on(self.objects.head(&ObjectPath::from(name))) {
            Ok(found) => Ok(Some(found.size)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.trouble(name, &error)),
        }
    }

    /// Takes away what has this name; when this returns, it is gone for good.
    pub(crate) fn remove(&self, name: &str) -> Result<(), FilesError> {
        match block_on(self.objects.delete(&ObjectPath::from(name))) {
            Ok(()) => self.settle(name),
            Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.trouble(name, &error)),
        }
    }

    /// Hands every name of a file to `each`, in no order; drafts are left out.
    pub(crate) fn list(&self, each: &mut dyn FnMut(&str)) -> Result<(), FilesError> {
        let mut found = self.objects.list(None);
        while let Some(found) = block_on(found.next()) {
            let location = found.map_err(|error| self.trouble("", &error))?.location;
            if location.parts_count() == 3 {
                each(location.as_ref());
            }
        }
        Ok(())
    }

    pub(crate) fn failed(&self, name: &str, source: io::Error) -> FilesError {
        let path = self.folder.as_ref().map_or_else(|| PathBuf::from(name), |folder| folder.join(name));
        FilesError::Store { path, source }
    }

    fn trouble(&self, name: &str, error: &Error) -> FilesError {
        self.failed(name, reason(error))
    }
}

/// Sent at a time; buckets ask for 5 MiB at least.
const PART: usize = 8 << 20;

/// What was got, read in blocking calls.
fn blocking(found: GetResult) -> Box<dyn Read + Send> {
    match found.payload {
        GetResultPayload::File(file, _) => Box::new(file),
        GetResultPayload::Stream(stream) => {
            let chunks = stream.map(|chunk| chunk.map_err(|error| reason(&error)));
            Box::new(Chunks {
                chunks: Box::new(futures::executor::block_on_stream(chunks)),
                rest: Default::default(),
            })
        }
    }
}

struct Chunks<I> {
    chunks: I,
    rest: bytes::Bytes,
}

impl<I: Iterator<Item = io::Result<bytes::Bytes>>> Read for Chunks<I> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.chunks.next() {
                None => return Ok(0),
                Some(chunk) => self.rest = chunk?,
            }
        }
        let length = buffer.len().min(self.rest.len());
        buffer[..length].copy_from_slice(&self.rest.split_to(length));
        Ok(length)
    }
}

/// What the system said at the bottom of an error, where it said anything.
fn reason(error: &Error) -> io::Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(known) = cause {
        if let Some(found) = known.downcast_ref::<io::Error>() {
            return match found.raw_os_error() {
                Some(number) => io::Error::from_raw_os_error(number),
                None => io::Error::new(found.kind(), found.to_string()),
            };
        }
        cause = known.source();
    }
    io::Error::other(error.to_string())
}

fn parent_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// Makes names in a folder durable: renaming a file does not, until its folder is synchronised.
fn sync_folder(folder: &Path) -> Result<(), FilesError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed(folder))
}
