//! An archive in a folder of its own that goes away with the test, with identifiers that repeat and no clock.

use fonds_archive::archive::Identifiers;
use fonds_archive::import::{ImportReport, ImportRequest, import};
use fonds_archive::indexing::{Effort, catch_up_waiting};
use fonds_archive::sources::Input;
use fonds_archive::{Archive, ChangeNote, Settings};
use fonds_model::{Day, Document};
use std::sync::atomic::AtomicU64;

pub struct TestArchive {
    pub archive: Archive,
    pub folder: tempfile::TempDir,
}

pub fn today() -> Day {
    "2026-01-15".parse().unwrap()
}

pub fn note(reason: &str) -> ChangeNote {
    ChangeNote { at: "2026-01-15T09:00:00.000Z".into(), actor: "archivist".into(), reason: reason.into() }
}

impl TestArchive {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("archive");
        drop(Archive::init(&home, &Settings::default()).unwrap());
        let archive = Archive::open_with(&home, Identifiers::Repeatable(AtomicU64::new(7))).unwrap();
        Self { archive, folder }
    }

    /// Imports documents in the archive's own lines.
    pub fn import_documents(&self, documents: &[Document]) -> ImportReport {
        let lines: String =
            documents.iter().map(|d| serde_json::json!({ "document": d }).to_string() + "\n").collect();
        self.import_bytes("papers.jsonl", lines.as_bytes(), ImportRequest::default())
    }

    /// Imports bytes as a file of this name.
    pub fn import_bytes(&self, name: &str, bytes: &[u8], request: ImportRequest) -> ImportReport {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        let request = ImportRequest { inputs: vec![Input::Path(path)], ..request };
        import(&self.archive, &request, &note("import"), today(), &mut |_| {}).unwrap()
    }

    pub fn follow(&self) {
        self.follow_on(today());
    }

    pub fn follow_on(&self, day: Day) {
        catch_up_waiting(&self.archive, day, Effort::BESIDE_READERS).unwrap();
    }

    /// The identifiers that a search of everybody's index finds, in order of date.
    pub fn find(&self, words: &str) -> Vec<String> {
        let request = fonds_search::Request { words: words.into(), limit: 1_000, ..Default::default() };
        self.archive.index().search(&request).unwrap().hits.into_iter().map(|hit| hit.id).collect()
    }

    pub fn id_of(&self, key: &str) -> String {
        let snapshot = self.archive.catalogue().snapshot().unwrap();
        snapshot.id_of_key(fonds_catalogue::Kind::Document, key).unwrap().expect("a document of this key")
    }

    pub fn document(&self, key: &str) -> Document {
        let snapshot = self.archive.catalogue().snapshot().unwrap();
        snapshot.find::<Document>(&self.id_of(key)).unwrap().expect("a current version").value
    }

    pub fn assert_whole(&self) {
        self.assert_whole_on(today());
    }

    pub fn assert_whole_on(&self, day: Day) {
        let report = fonds_archive::preserve::check(&self.archive, day, &mut |_| {}).unwrap();
        assert!(report.is_whole(), "{:#?}", report.findings);
    }
}

/// A document with title, day and words.
pub fn document(key: &str, title: &str, date: &str, words: &str) -> Document {
    use fonds_model::document::{DateRole, DocumentDate, Words};
    let mut document = Document::new(key);
    document.titles.push(Words::new(title));
    document.dates.push(DocumentDate::new(DateRole::Created, fonds_model::HistoricalDate::read(date)));
    let text = fonds_model::Text::from_plain(words);
    document.renditions.push(fonds_model::Rendition::transcription("r1", None, text));
    document
}
