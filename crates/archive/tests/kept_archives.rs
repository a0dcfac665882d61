//! Archives made by every release, kept in `fixtures/archives/`, open in this one: nothing of them is lost, and they
//! go on.
//!
//! A release adds one with `cargo test -p fonds-archive --test main -- --ignored make_the_kept_archive`, which writes
//! the folder of the present version and, beside it, what must be found in it. Those of earlier releases are never
//! made anew.

use crate::testing::{TestArchive, document, note, today};
use fonds_archive::access::set_access;
use fonds_archive::archive::{ArchiveError, Identifiers};
use fonds_archive::describe::edit;
use fonds_archive::erase::erase;
use fonds_archive::import::{ImportRequest, import};
use fonds_archive::merge::merge;
use fonds_archive::sources::Input;
use fonds_archive::{Archive, Settings};
use fonds_catalogue::Kind;
use fonds_model::{Access, Document};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/archives");
/// The first two numbers of the version: archives of one such release are alike.
const RELEASE: &str = "0.1";
/// More than this is no fixture.
const MOST_BYTES: u64 = 200_000;

/// What must be found in a kept archive.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Expected {
    /// The identifiers that words find, in order of date.
    found: BTreeMap<String, Vec<String>>,
    /// The title, access and number of versions of each document, by identifier.
    documents: BTreeMap<String, (String, String, usize)>,
    /// Where merged identifiers lead.
    redirects: BTreeMap<String, String>,
    erased: Vec<String>,
    /// How many rows the log has, and the hash of the last, which covers all of them.
    log: (u64, String),
    files: usize,
}

const WORDS: [&str; 6] = ["", "bridge", "\"thin ice\"", "мосты", "铁路", "secret"];

fn look(archive: &Archive) -> Expected {
    let snapshot = archive.catalogue().snapshot().unwrap();
    let find = |words: &str| {
        let request = fonds_search::Request { words: words.into(), limit: 100, ..Default::default() };
        archive.index().search(&request).unwrap().hits.into_iter().map(|hit| hit.id).collect()
    };
    let stored = snapshot.list::<Document>(None, 1_000).unwrap();
    let described = stored.iter().map(|stored| {
        let id = stored.value.id.to_string();
        let title = stored.value.principal_title().map(|title| title.text.clone()).unwrap_or_default();
        let versions = snapshot.list_versions(Kind::Document, &id).unwrap();
        for line in &versions {
            assert!(
                snapshot.find_version::<Document>(&id, line.version).unwrap().is_some(),
                "{id} {}",
                line.version
            );
        }
        (id, (title, stored.value.access.to_string(), versions.len()))
    });
    let rows = snapshot.changes_after(0, 10_000).unwrap();
    let ids: Vec<&str> =
        rows.iter().filter(|row| row.kind == Kind::Document).map(|row| row.id.as_str()).collect();
    let redirects = ids
        .iter()
        .filter_map(|id| Some(((*id).to_owned(), snapshot.find_redirect(Kind::Document, id).unwrap()?)));
    let is_erased = |id: &&str| snapshot.state(Kind::Document, id).unwrap().is_some_and(|state| state.erased);
    let mut erased: Vec<String> = ids.iter().copied().filter(is_erased).map(str::to_owned).collect();
    erased.sort();
    erased.dedup();
    Expected {
        found: WORDS.iter().map(|words| ((*words).to_owned(), find(words))).collect(),
        documents: described.collect(),
        redirects: redirects.collect(),
        erased,
        log: (rows.len() as u64, rows.last().map(|row| row.hash.clone()).unwrap_or_default()),
        files: archive.files().list().unwrap().count(),
    }
}

/// A small life: imported, corrected, hidden, joined, erased.
fn make(folder: &Path, sources: &Path) {
    drop(Archive::init(folder, &Settings::default()).unwrap());
    let archive = Archive::open_with(folder, Identifiers::Repeatable(AtomicU64::new(2026))).unwrap();
    let take = |name: &str, papers: &[Document]| {
        let lines: String =
            papers.iter().map(|paper| serde_json::json!({ "document": paper }).to_string() + "\n").collect();
        let path = sources.join(name);
        std::fs::write(&path, lines).unwrap();
        let request = ImportRequest { inputs: vec![Input::Path(path)], ..ImportRequest::default() };
        import(&archive, &request, &note("import"), today(), &mut |_| {}).unwrap();
    };
    take(
        "papers.jsonl",
        &[
            document("kept/1", "Cable on the bridge", "8 January 1949", "The bridge stands on thin ice."),
            document("kept/2", "О мостах", "январь 1949 г.", "Мосты и паромы Бэйшаня."),
            document("kept/3", "关于铁路", "circa 1950", "北山铁路的报告。"),
            document("kept/4", "A secret note", "undated", "Nobody reads this secret."),
            document(
                "kept/5",
                "Cable on the bridge, copy",
                "8 January 1949",
                "The bridge stands on thin ice.",
            ),
            document("kept/6", "Embargoed", "winter 1950-1951", "A secret until 2030."),
        ],
    );
    take("more.jsonl", &[document("kept/7", "To be erased", "1951", "A name that the law protects.")]);
    let id =
        |key: &str| archive.catalogue().snapshot().unwrap().id_of_key(Kind::Document, key).unwrap().unwrap();
    edit(
        &archive,
        &id("kept/1"),
        &[("title".into(), "Cable on the bridge at Beishan".into())],
        None,
        &note("clearer"),
    )
    .unwrap();
    set_access(&archive, &id("kept/4"), Access::Restricted, &note("a donor's wish"), today()).unwrap();
    let until = "2030-01-01".parse().unwrap();
    set_access(&archive, &id("kept/6"), Access::Embargoed { until }, &note("a donor's wish"), today())
        .unwrap();
    merge(&archive, &id("kept/5"), &id("kept/1"), &note("the same cable")).unwrap();
    erase(&archive, &id("kept/7"), true, &note("order of the court")).unwrap();
    fonds_archive::preserve::rebuild(&archive, today(), &mut |_| {}).unwrap();
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { std::fs::copy(&path, &target).map(|_| ()).unwrap() }
    }
}

fn size(folder: &Path) -> u64 {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| if path.is_dir() { size(&path) } else { path.metadata().unwrap().len() }).sum()
}

fn expected_beside(folder: &Path) -> PathBuf {
    folder.with_file_name(format!("{}.json", folder.file_name().unwrap().to_string_lossy()))
}

#[test]
#[ignore = "writes fixtures/archives anew"]
fn make_the_kept_archive() {
    let folder = Path::new(KEPT).join(RELEASE);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    let sources = tempfile::tempdir().unwrap();
    make(&folder, sources.path());
    // Nothing but what git keeps: no empty folder, no lock.
    std::fs::remove_dir(folder.join("files/temporary")).unwrap();
    std::fs::remove_file(folder.join("index/lock")).unwrap();
    let copied = tempfile::tempdir().unwrap();
    copy(&folder, copied.path());
    let expected = look(&Archive::open(copied.path()).unwrap());
    let written = serde_json::to_string_pretty(&expected).unwrap() + "\n";
    std::fs::write(expected_beside(&folder), written).unwrap();
}

#[test]
fn archives_of_every_release_open_whole_and_go_on() {
    let mut releases = 0;
    for entry in std::fs::read_dir(KEPT).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        releases += 1;
        assert!(size(&folder) < MOST_BYTES, "{} has {} bytes", folder.display(), size(&folder));
        let expected: Expected =
            serde_json::from_str(&std::fs::read_to_string(expected_beside(&folder)).unwrap()).unwrap();
        let home = tempfile::tempdir().unwrap();
        let archive_folder = home.path().join("archive");
        copy(&folder, &archive_folder);
        let archive = TestArchive { archive: Archive::open(&archive_folder).unwrap(), folder: home };
        // An index of another shape is made anew; that of this release is whole as it lies there.
        archive.follow();
        archive.assert_whole();
        assert_eq!(look(&archive.archive), expected, "{}", folder.display());
        let report = archive.import_documents(&[
            document("kept/1", "Cable on the bridge", "8 January 1949", "The bridge stands on thin ice."),
            document("kept/7", "To be erased", "1951", "A name that the law protects."),
            document("kept/8", "A new one", "1952", "A bridge more."),
        ]);
        let counts = report.documents;
        assert_eq!((counts.new, counts.unchanged, counts.refused), (1, 1, 1), "{:?}", report.notices);
        assert_eq!(archive.find("bridge").len(), expected.found["bridge"].len() + 1);
        archive.assert_whole();
    }
    assert!(releases > 0);
}

/// Its settings were lost, or never came back from a backup: it is an archive all the same, and making one there may not
/// so much as bring its catalogue forward.
#[test]
fn an_archive_that_lost_its_settings_is_not_made_anew_and_its_catalogue_stays_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("archive");
    copy(&Path::new(KEPT).join("0.1"), &folder);
    std::fs::remove_file(folder.join("fonds.toml")).unwrap();
    let catalogue = || std::fs::read(folder.join("catalogue.sqlite")).unwrap();
    let before = catalogue();
    let refused = Archive::init(&folder, &Settings::default());
    assert!(matches!(refused, Err(ArchiveError::AlreadyAnArchive { .. })));
    assert!(catalogue() == before);
    assert!(!folder.join("fonds.toml").exists());
    // With settings again it opens, and nothing is lost.
    std::fs::write(folder.join("fonds.toml"), Settings::default().to_toml()).unwrap();
    let expected = std::fs::read_to_string(expected_beside(&Path::new(KEPT).join("0.1"))).unwrap();
    let archive = TestArchive { archive: Archive::open(&folder).unwrap(), folder: home };
    archive.follow();
    assert_eq!(look(&archive.archive), serde_json::from_str::<Expected>(&expected).unwrap());
}
