//! The real documents beside the repository, and what a reader finds in bytes.

#![allow(dead_code)] // some readers have no tests on real documents yet

use fonds_formats::{Emit, Found, Origin, ReadError};
use fonds_model::{Authority, Collection, Document, Notice};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A path below the real documents; `None`, and a line that says so, where they are not.
pub fn real(path: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(path);
    if !path.exists() {
        println!("skipped: {} is not here", path.display());
        return None;
    }
    Some(path)
}

/// Every file below a folder, in the order of names.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// What a reader found.
#[derive(Debug, Default)]
pub struct Findings {
    pub collections: Vec<Collection>,
    pub authorities: Vec<Authority>,
    pub documents: Vec<Document>,
    pub notices: Vec<Notice>,
    /// Why it stopped before the end.
    pub error: Option<ReadError>,
}

impl Findings {
    /// The codes of all notices, in order.
    pub fn codes(&self) -> Vec<&str> {
        self.notices.iter().map(|notice| notice.code.as_str()).collect()
    }
}

/// Runs a reader and sorts what it finds.
pub fn gather(read: impl FnOnce(&Origin, &mut Emit) -> Result<(), ReadError>) -> Findings {
    let mut findings = Findings::default();
    let origin = Origin { source: "source".into(), file: "source.file".into(), sha256: None };
    let result = read(&origin, &mut |found| {
        match found {
            Found::Collection(collection) => findings.collections.push(*collection),
            Found::Authority(authority) => findings.authorities.push(*authority),
            Found::Document(found) => findings.documents.push(found.document),
            Found::Notice(notice) => findings.notices.push(notice),
            Found::Theme(_) | Found::Unit(_) => {}
        }
        ControlFlow::Continue(())
    });
    findings.error = result.err();
    findings
}
