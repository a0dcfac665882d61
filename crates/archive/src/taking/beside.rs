//! Files that lie beside a source: those that a description names, and scans that bear a document's name.
//!
//! A part of [`super`], which takes in what a source itself says. Files are kept before the catalogue names them.

use super::{Taker, TakingError};
use crate::archive::Archive;
use crate::import::{ImportReport, media_type};
use crate::sources::{Input, SourceFile, inside};
use fonds_catalogue::{Action, ChangeNote, Kind};
use fonds_files::FilesError;
use fonds_formats::{Becomes, Beside, FoundDocument};
use fonds_model::document::Document;
use fonds_model::rendition::ContentFile;
use fonds_model::{Notice, Rendition, RenditionKind, Text};

/// Text files beside a table larger than this are refused: no document of the past has so many words.
const LARGEST_TEXT: u64 = 64 * 1024 * 1024;

impl Taker<'_> {
    /// Fetches the files that lie beside a document into its renditions; one that is missing is a notice.
    pub(super) fn fetch_beside(
        &self,
        found: &mut FoundDocument,
        report: &mut ImportReport,
    ) -> Result<(), TakingError> {
        for beside in std::mem::take(&mut found.beside) {
            let refuse = |code: &str, message: String, hint: &str| {
                self.placed(Notice::doubt(code, message).in_field(beside.path.clone()).with_hint(hint))
            };
            let Some(folder) = &self.folder else {
                report.notice(refuse(
                    "no-folder",
                    "standard input has no files beside it".into(),
                    "import the file itself",
                ));
                continue;
            };
            let Some(path) = inside(folder, &beside.path) else {
                report.notice(refuse(
                    "path-outside",
                    format!(
                        "`{}` leads out of the source's folder and is not opened",
                        beside.path.escape_debug()
                    ),
                    "name files below the source's own folder",
                ));
                continue;
            };
            if !path.is_file() {
                report.notice(refuse(
                    "file-missing",
                    format!("`{}` of `{}` is not there", beside.path, found.document.source_key),
                    "the description is kept; import again when the file has come",
                ));
                continue;
            }
            match self.read_beside(&path, &beside, &mut found.document) {
                Ok(()) => {}
                Err(BesideError::Unreadable(error)) => report.notice(refuse(
                    "unreadable",
                    format!("`{}` could not be read: {error}", beside.path),
                    "check that you may read it; import again then",
                )),
                Err(BesideError::Files(error)) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// An export of another archive names files by their hash that do not come with it.
    pub(super) fn note_missing_files(
        &self,
        document: &Document,
        report: &mut ImportReport,
    ) -> Result<(), TakingError> {
        let of_pages = document.renditions.iter().flat_map(|rendition| &rendition.pages);
        let files = document.renditions.iter().filter_map(|rendition| rendition.file.as_ref());
        for file in files.chain(of_pages.filter_map(|page| page.file.as_ref())) {
            if !self.request.dry_run && !self.archive.files().exists(&file.sha256)? {
                let message = format!("`{}` of `{}` is not in this archive", file.name, document.source_key);
                let notice = Notice::doubt("file-missing", message).in_field(file.sha256.clone());
                report.notice(
                    self.placed(
                        notice.with_hint("copy it from the `files/` of the archive that exported it"),
                    ),
                );
            }
        }
        Ok(())
    }

    fn read_beside(
        &self,
        path: &std::path::Path,
        beside: &Beside,
        document: &mut Document,
    ) -> Result<(), BesideError> {
        let rendition = rendition_named(document, &beside.rendition, beside.becomes);
        match beside.becomes {
            Becomes::Text => {
                let size = std::fs::metadata(path).map_err(BesideError::Unreadable)?.len();
                if size > LARGEST_TEXT {
                    return Err(BesideError::Unreadable(std::io::Error::other("larger than 64 MB of text")));
                }
                let bytes = std::fs::read(path).map_err(BesideError::Unreadable)?;
                rendition.text = Some(Text::from_plain(&String::from_utf8_lossy(&bytes)));
            }
            Becomes::File => rendition.file = Some(self.keep_file(path)?),
        }
        Ok(())
    }

    fn keep_file(&self, path: &std::path::Path) -> Result<ContentFile, BesideError> {
        let mut file = std::fs::File::open(path).map_err(BesideError::Unreadable)?;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("file").to_owned();
        let media_type = media_type(&name).unwrap_or("application/octet-stream").to_owned();
        if self.request.dry_run {
            let size = file.metadata().map_err(BesideError::Unreadable)?.len();
            return Ok(ContentFile {
                sha256: fonds_files::hash(&mut file).map_err(BesideError::Files)?,
                name,
                media_type,
                size,
            });
        }
        let put = self.archive.files().put(&mut file).map_err(BesideError::Files)?;
        Ok(ContentFile { sha256: put.sha256, name, media_type, size: put.size })
    }
}

enum BesideError {
    Unreadable(std::io::Error),
    Files(FilesError),
}

fn rendition_named<'d>(document: &'d mut Document, id: &str, becomes: Becomes) -> &'d mut Rendition {
    let position = document.renditions.iter().position(|rendition| rendition.id == id);
    let position = position.unwrap_or_else(|| {
        let kind = match becomes {
            Becomes::Text => RenditionKind::Transcription,
            Becomes::File => RenditionKind::Scan,
        };
        document.renditions.push(Rendition::new(id, kind));
        document.renditions.len() - 1
    });
    &mut document.renditions[position]
}

/// Renditions that came from companion files, which the document's own source does not mention, stay.
pub(super) fn keep_companions_of(current: &Document, new: &mut Document) {
    for rendition in current.renditions.iter().filter(|rendition| rendition.id.starts_with(COMPANION)) {
        if !new.renditions.iter().any(|known| known.id == rendition.id) {
            new.renditions.push(rendition.clone());
        }
    }
}

/// How the identifiers of renditions begin that came from files lying beside a document.
const COMPANION: &str = "file-";

/// Keeps a scan or image that lies beside a document: `d12.pdf` belongs to the document whose key ends in `/d12` in
/// one of the sources imported with it. Answers whether there is such a document.
pub(crate) fn keep_companion(
    archive: &Archive,
    source: &SourceFile,
    stems: &[String],
    note: &ChangeNote,
    report: &mut ImportReport,
) -> Result<bool, TakingError> {
    let stem = source.stem();
    let keys = stems.iter().map(|source| format!("{source}/{stem}")).chain([stem.clone()]);
    let mut id = None;
    let snapshot = archive.catalogue().snapshot()?;
    for key in keys {
        id = id.or(snapshot.id_of_key(Kind::Document, &key)?);
    }
    let current = match id {
        Some(id) => snapshot.find::<Document>(&id)?,
        None => None,
    };
    drop(snapshot);
    let (Some(current), Input::Path(path)) = (current, &source.input) else { return Ok(false) };
    let mut file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) => {
            report.notice(Notice::refusal("unreadable", format!("{}: {error}", source.name)));
            return Ok(true);
        }
    };
    let put = archive.files().put(&mut file)?;
    let name = source.file_name();
    let rendition_id = format!("{COMPANION}{name}");
    let mut document = current.value.clone();
    let rendition = rendition_named(&mut document, &rendition_id, Becomes::File);
    rendition.file = Some(ContentFile {
        sha256: put.sha256,
        media_type: media_type(&name).unwrap_or("application/octet-stream").into(),
        name,
        size: put.size,
    });
    if document != current.value {
        archive.catalogue().write(note, |writer| {
            writer.put(&document, Some(current.version), Action::Changed).map_err(TakingError::from)
        })?;
    }
    Ok(true)
}
