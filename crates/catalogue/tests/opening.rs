//! Making and opening: what is not ours or newer than we know is left as it is.

use crate::testing::{TestCatalogue, document, id};
use fonds_catalogue::{Catalogue, CatalogueError};
use fonds_model::Document;
use sha2::{Digest, Sha256};
use std::path::Path;

fn digest(path: &Path) -> Vec<u8> {
    Sha256::digest(std::fs::read(path).unwrap()).to_vec()
}

#[test]
fn a_catalogue_of_a_newer_program_is_refused_and_not_a_byte_of_it_is_changed() {
    let test = TestCatalogue::new();
    test.put(&document(1, "First", "Words."));
    test.meddle("PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE);");
    let TestCatalogue { catalogue, folder } = test;
    drop(catalogue);
    let path = folder.path().join("catalogue.sqlite");
    let before = digest(&path);
    let refused = Catalogue::open(&path);
    assert!(matches!(refused, Err(CatalogueError::Newer { found: 999, .. })));
    assert_eq!(digest(&path), before);
}

#[test]
fn what_is_missing_is_not_made_and_what_exists_is_not_made_anew() {
    let test = TestCatalogue::new();
    test.put(&document(1, "First", "Words."));
    assert!(matches!(Catalogue::create(&test.path()), Err(CatalogueError::Exists(_))));
    let nowhere = test.folder.path().join("nowhere.sqlite");
    assert!(matches!(Catalogue::open(&nowhere), Err(CatalogueError::Missing(_))));
    assert!(!nowhere.exists());
    assert!(test.read(|reads| reads.find::<Document>(&id(1))).is_some());
}

#[test]
fn what_is_no_database_is_an_error_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.sqlite");
    std::fs::write(
        &path,
        b"These are only words, and enough of them to fill a header of a hundred bytes or more than that.",
    )
    .unwrap();
    let before = digest(&path);
    assert!(matches!(Catalogue::open(&path), Err(CatalogueError::Database(_))));
    assert_eq!(digest(&path), before);
}

#[test]
fn an_empty_schema_is_brought_forward_once_by_however_many_open_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.sqlite");
    // As a process leaves it that died between making the file and its first migration.
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    drop(connection);
    std::thread::scope(|scope| {
        let opening = [0; 6].map(|_| scope.spawn(|| Catalogue::open(&path).map(drop)));
        opening.into_iter().for_each(|thread| thread.join().unwrap().unwrap());
    });
    let catalogue = Catalogue::open(&path).unwrap();
    assert_eq!(catalogue.snapshot().unwrap().last_seq().unwrap(), 0);
    assert!(catalogue.snapshot().unwrap().verify(&mut |_| {}).unwrap().is_empty());
}

/// Another program's database, with a schema of this number.
fn foreign(path: &Path, version: u32, rows: bool, journal: &str) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.pragma_update(None, "journal_mode", journal).unwrap();
    connection.pragma_update(None, "user_version", version).unwrap();
    connection.execute_batch("CREATE TABLE songs (title)").unwrap();
    if rows {
        connection.execute_batch("INSERT INTO songs VALUES ('The bridge')").unwrap();
    }
}

#[test]
fn the_database_of_another_program_is_refused_and_not_a_byte_of_it_is_changed() {
    for (version, rows, journal) in
        [(0, false, "delete"), (0, true, "wal"), (1, true, "delete"), (2, false, "wal"), (999, true, "wal")]
    {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("catalogue.sqlite");
        foreign(&path, version, rows, journal);
        let before = digest(&path);
        for refused in [Catalogue::go_on(&path), Catalogue::open(&path)] {
            assert!(matches!(refused, Err(CatalogueError::Foreign(_))), "schema {version}");
        }
        assert_eq!(digest(&path), before, "schema {version}");
    }
}

const SCHEMA_1: &str =
    concat!(include_str!("../src/migrations/0001_catalogue.sql"), "PRAGMA user_version = 1;");

/// A row in any table, be it only a key that was reserved, makes a catalogue of it.
#[test]
fn an_old_catalogue_that_holds_anything_is_no_beginning_and_is_not_brought_forward() {
    for row in [
        "INSERT INTO changes VALUES (1, '', '', '', 'theme', 'x', 'created', 1, '', '', '')",
        "INSERT INTO source_keys VALUES ('document', 'key', 'id')",
    ] {
        for journal in ["delete", "wal"] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("catalogue.sqlite");
            let connection = rusqlite::Connection::open(&path).unwrap();
            connection.pragma_update(None, "journal_mode", journal).unwrap();
            connection.execute_batch(&format!("{SCHEMA_1} {row}")).unwrap();
            drop(connection);
            let before = digest(&path);
            assert!(matches!(Catalogue::go_on(&path), Err(CatalogueError::Exists(_))), "{row}");
            assert_eq!(digest(&path), before, "{row}");
            // Opened as what it is, it is brought forward.
            drop(Catalogue::open(&path).unwrap());
            assert_ne!(digest(&path), before, "{row}");
        }
    }
}

#[test]
fn an_old_beginning_without_a_row_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.sqlite");
    rusqlite::Connection::open(&path).unwrap().execute_batch(SCHEMA_1).unwrap();
    drop(Catalogue::go_on(&path).unwrap());
    let catalogue = Catalogue::go_on(&path).unwrap();
    assert!(catalogue.snapshot().unwrap().verify(&mut |_| {}).unwrap().is_empty());
}

#[test]
fn several_that_make_a_catalogue_at_once_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.sqlite");
    std::thread::scope(|scope| {
        let making = [0; 6].map(|_| scope.spawn(|| Catalogue::go_on(&path).map(drop)));
        making.into_iter().for_each(|thread| thread.join().unwrap().unwrap());
    });
}

#[test]
fn a_migration_that_fails_leaves_the_old_schema() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.sqlite");
    let look = || {
        let connection = rusqlite::Connection::open(&path).unwrap();
        let sql = "SELECT group_concat(name || sql) FROM sqlite_schema";
        let schema: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        (schema, version)
    };
    // A table stands in the way of the second migration, after others that it changed.
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch(&format!("{SCHEMA_1} CREATE TABLE named_files (x)")).unwrap();
    drop(connection);
    let before = look();
    assert!(matches!(Catalogue::open(&path), Err(CatalogueError::Database(_))));
    assert_eq!(look(), before);
    assert_eq!(before.1, 1);
}
