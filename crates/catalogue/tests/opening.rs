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

#[test]
fn a_migration_that_fails_leaves_the_old_schema() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.sqlite");
    // A table stands in the way of the first migration, after others that it makes.
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("CREATE TABLE jobs (x)").unwrap();
    drop(connection);
    assert!(matches!(Catalogue::open(&path), Err(CatalogueError::Database(_))));
    let connection = rusqlite::Connection::open(&path).unwrap();
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema WHERE type = 'table'", [], |row| row.get(0))
        .unwrap();
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!((tables, version), (1, 0));
}
