//! A catalogue in a folder of its own, and short ways to put things into it.

use fonds_catalogue::{Action, Catalogue, CatalogueError, ChangeNote, Kind, Put, Reads};
use fonds_model::document::Words;
use fonds_model::{Document, Rendition, Text};
use std::path::PathBuf;

pub struct TestCatalogue {
    pub catalogue: Catalogue,
    pub folder: tempfile::TempDir,
}

pub fn note(reason: &str) -> ChangeNote {
    ChangeNote { at: "2026-01-15T09:00:00.000Z".into(), actor: "archivist".into(), reason: reason.into() }
}

/// Identifiers in the form that the model takes: the n-th one.
pub fn id(number: u64) -> String {
    fonds_model::DocumentId::from_random(number).to_string()
}

/// A document with a title and a text.
pub fn document(number: u64, title: &str, words: &str) -> Document {
    let mut document = Document::new(format!("p/{number}"));
    document.id = id(number).parse().unwrap();
    document.titles.push(Words::new(title));
    document.renditions.push(Rendition::transcription("r1", None, Text::from_plain(words)));
    document
}

impl TestCatalogue {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::create(&folder.path().join("catalogue.sqlite")).unwrap();
        Self { catalogue, folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("catalogue.sqlite")
    }

    pub fn put(&self, document: &Document) -> Put {
        self.put_expecting(document, None).unwrap()
    }

    pub fn put_expecting(&self, document: &Document, expected: Option<u32>) -> Result<Put, CatalogueError> {
        self.catalogue.write(&note("test"), |writer| writer.put(document, expected, Action::Changed))
    }

    pub fn read<T>(&self, read: impl FnOnce(&Reads) -> Result<T, CatalogueError>) -> T {
        read(&self.catalogue.snapshot().unwrap()).unwrap()
    }

    /// The places that verifying complains of.
    pub fn problems(&self) -> Vec<String> {
        self.read(|reads| reads.verify(&mut |_| {})).into_iter().map(|problem| problem.place).collect()
    }

    pub fn redirect(&self, from: u64, to: u64) {
        self.catalogue
            .write(&note("the same"), |writer| writer.redirect(Kind::Document, &id(from), &id(to)))
            .unwrap();
    }

    /// Meddles with the file behind the catalogue's back.
    pub fn meddle(&self, sql: &str) {
        let connection = rusqlite::Connection::open(self.path()).unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        connection.execute_batch(sql).unwrap();
    }
}
