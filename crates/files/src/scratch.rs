//! Where bytes wait until their name is known.
//!
//! A process holds a lock on each of its drafts, so that what a killed one left behind can be told from what a living
//! one is writing, also after a restart and by another process.

use crate::{FilesError, failed};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder of drafts.
#[derive(Debug)]
pub(crate) struct Scratch {
    folder: PathBuf,
}

/// Numbers the drafts of this process.
static DRAFTS: AtomicU64 = AtomicU64::new(0);

impl Scratch {
    /// Opens the folder, making it when it is not there, and sweeps it.
    pub(crate) fn open(folder: &Path) -> Result<Self, FilesError> {
        fs::create_dir_all(folder).map_err(failed(folder))?;
        let scratch = Self { folder: folder.to_owned() };
        scratch.sweep()?;
        Ok(scratch)
    }

    /// A new draft, locked while it is open.
    pub(crate) fn draft(&self) -> Result<(PathBuf, File), FilesError> {
        let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(format!("{}-{number}", std::process::id()));
        let file = File::create_new(&path).map_err(failed(&path))?;
        file.lock().map_err(failed(&path))?;
        Ok((path, file))
    }

    /// Removes drafts whose process no longer holds them locked.
    fn sweep(&self) -> Result<(), FilesError> {
        for entry in fs::read_dir(&self.folder).map_err(failed(&self.folder))?.flatten() {
            let path = entry.path();
            // One who has just made the file may not have come to lock it.
            let abandoned = File::open(&path).is_ok_and(|file| file.try_lock().is_ok() && is_old(&file));
            if abandoned {
                let _ = fs::remove_file(&path);
            }
        }
        Ok(())
    }
}

/// Whether nobody has written to a file for a minute.
fn is_old(file: &File) -> bool {
    let touched = file.metadata().and_then(|metadata| metadata.modified());
    touched.is_ok_and(|touched| touched.elapsed().is_ok_and(|age| age.as_secs() >= 60))
}
