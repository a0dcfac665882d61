//! Checking and rebuilding: what is damaged is named, what is derived can always be made again.

use crate::testing::{TestArchive, document, today};
use fonds_archive::preserve::{check, rebuild};
use std::path::{Path, PathBuf};

fn archive() -> TestArchive {
    let archive = TestArchive::new();
    let papers: Vec<_> = (0..20)
        .map(|n| document(&format!("p/{n}"), &format!("Paper {n}"), "1949", "Common words."))
        .collect();
    archive.import_documents(&papers);
    archive
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn a_flipped_byte_in_a_kept_file_is_named() {
    let archive = archive();
    let file = files_below(&archive.archive.folder().join("files")).pop().unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let report = check(&archive.archive, today(), &mut |_| {}).unwrap();
    let name = file.file_stem().unwrap().to_str().unwrap();
    assert_eq!(report.findings.len(), 1, "{report:#?}");
    assert!(report.findings[0].message.contains(name));
}

#[test]
fn a_file_that_is_gone_is_named() {
    let archive = archive();
    let file = files_below(&archive.archive.folder().join("files")).pop().unwrap();
    std::fs::remove_file(&file).unwrap();
    let report = check(&archive.archive, today(), &mut |_| {}).unwrap();
    assert_eq!(report.findings.len(), 1, "{report:#?}");
    assert!(report.findings[0].message.contains(file.file_stem().unwrap().to_str().unwrap()));
}

#[test]
fn a_deleted_index_is_built_again_and_answers_as_before() {
    let archive = archive();
    let before = archive.find("common");
    let home = archive.archive.folder().to_owned();
    let TestArchive { archive: opened, folder } = archive;
    drop(opened);
    std::fs::remove_dir_all(home.join("index")).unwrap();
    let archive = TestArchive { archive: fonds_archive::Archive::open(&home).unwrap(), folder };
    let report = check(&archive.archive, today(), &mut |_| {}).unwrap();
    assert!(!report.is_whole());
    archive.follow();
    assert_eq!(archive.find("common"), before);
    archive.assert_whole();
}

#[test]
fn an_index_with_a_flipped_byte_is_noticed_and_rebuilding_mends_it() {
    let archive = archive();
    let before = archive.find("common");
    let home = archive.archive.folder().to_owned();
    let TestArchive { archive: opened, folder } = archive;
    drop(opened);
    let largest =
        files_below(&home.join("index")).into_iter().max_by_key(|f| f.metadata().unwrap().len()).unwrap();
    let mut bytes = std::fs::read(&largest).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    std::fs::write(&largest, bytes).unwrap();
    let archive = TestArchive { archive: fonds_archive::Archive::open(&home).unwrap(), folder };
    assert!(!check(&archive.archive, today(), &mut |_| {}).unwrap().is_whole());
    rebuild(&archive.archive, today(), &mut |_| {}).unwrap();
    assert_eq!(archive.find("common"), before);
    archive.assert_whole();
}

#[test]
fn a_rebuilt_index_stands_at_the_number_of_the_log() {
    let archive = archive();
    let effort = fonds_archive::indexing::Effort::BESIDE_READERS;
    assert!(fonds_archive::indexing::rebuild(&archive.archive, today(), effort, &mut |_| {}).unwrap());
    let last = archive.archive.catalogue().snapshot().unwrap().last_seq().unwrap();
    assert_eq!(archive.archive.index().applied_seq(), last);
}
