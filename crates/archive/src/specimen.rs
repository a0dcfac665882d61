//! The specimen archive: invented and newly described documents that show every feature, carried in the binary.
//!
//! Its sources stand in `fixtures/specimens/` and are imported as any others are. It is also the fixture of the tests.

use crate::archive::{Archive, ArchiveError};
use crate::import::{ImportError, ImportReport, ImportRequest, import};
use crate::settings::Settings;
use crate::sources::Input;
use fonds_catalogue::ChangeNote;
use fonds_model::Day;
use std::path::Path;

/// The sources, in the order in which they are imported.
const SOURCES: [(&str, &[u8]); 2] = [
    ("sino-soviet-1949.jsonl", include_bytes!("../../../fixtures/specimens/sino-soviet-1949.jsonl")),
    ("beishan-crossing.jsonl", include_bytes!("../../../fixtures/specimens/beishan-crossing.jsonl")),
];

/// Files that the specimens say lie beside them.
const BESIDE: [(&str, &[u8]); 1] =
    [("files/train-14.pdf", include_bytes!("../../../fixtures/specimens/files/train-14.pdf"))];

/// Why the specimen archive could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SpecimenError {
    /// The folder.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The import.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A file of it could not be laid down.
    #[error("could not write the specimens' own files: {0}")]
    Write(#[from] std::io::Error),
}

/// The settings of the specimen archive.
pub fn settings() -> Settings {
    Settings {
        name: "Archive of International History".into(),
        tagline: "A specimen archive: some documents of 1949 described anew, and some that never were".into(),
        ..Settings::default()
    }
}

/// Imports the specimens into an archive.
pub fn import_specimens(
    archive: &Archive,
    note: &ChangeNote,
    today: Day,
) -> Result<ImportReport, SpecimenError> {
    // Laid down as files, because some of them name files that lie beside them.
    let folder = archive.folder().join("specimens");
    let mut inputs = Vec::new();
    for (name, bytes) in SOURCES.iter().chain(&BESIDE) {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(&path, bytes)?;
        if SOURCES.iter().any(|(source, _)| source == name) {
            inputs.push(Input::Path(path));
        }
    }
    let request = ImportRequest { inputs, ..ImportRequest::default() };
    Ok(import(archive, &request, note, today, &mut |_| {})?)
}
