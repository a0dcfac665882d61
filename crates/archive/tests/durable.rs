//! Nothing is acknowledged that is not durable: a child process works through the verbs while every write and every
//! synchronising is written down, and at each acknowledgement nothing written may be left unsynchronised, neither the
//! bytes of a file nor its name in its folder. Killing a process proves nothing of this; the power going off would.
//!
//! Needs Linux and a C compiler for the little library that listens (`watch_syncs.c`).

use crate::testing::{document, note, today};
use fonds_archive::access::set_access;
use fonds_archive::erase::erase;
use fonds_archive::import::{ImportRequest, import};
use fonds_archive::indexing::{Effort, catch_up_waiting};
use fonds_archive::preserve::rebuild;
use fonds_archive::sources::Input;
use fonds_archive::{Archive, Settings};
use fonds_model::Access;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const FOLDER: &str = "FONDS_TEST_DURABLE";

/// Not a test of its own: what the child process does, started by the one below.
#[test]
fn a_child_that_works_through_the_verbs() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let home = folder.join("archive");
    // Written below the folder, so that it shows in the list.
    let acknowledge = |what: &str| std::fs::write(home.join(format!("acknowledged-{what}")), what).unwrap();
    let archive = Archive::init(&home, &Settings::default()).unwrap();
    for round in 0..3 {
        let papers: Vec<_> = (0..5)
            .map(|n| document(&format!("p/{round}-{n}"), &format!("Paper {n}"), "1949", "Words."))
            .map(|paper| serde_json::json!({ "document": paper }).to_string() + "\n")
            .collect();
        let source = folder.join(format!("papers{round}.jsonl"));
        std::fs::write(&source, papers.concat()).unwrap();
        let request = ImportRequest { inputs: vec![Input::Path(source)], ..ImportRequest::default() };
        import(&archive, &request, &note("import"), today(), &mut |_| {}).unwrap();
        acknowledge(&format!("import-{round}"));
    }
    let id = archive.catalogue().snapshot().unwrap().id_of_key(fonds_catalogue::Kind::Document, "p/0-0");
    let id = id.unwrap().unwrap();
    set_access(&archive, &id, Access::Restricted, &note("access"), today()).unwrap();
    acknowledge("access");
    catch_up_waiting(&archive, today(), Effort::BESIDE_READERS).unwrap();
    acknowledge("index");
    erase(&archive, &id, true, &note("the law")).unwrap();
    acknowledge("erase");
    rebuild(&archive, today(), &mut |_| {}).unwrap();
    acknowledge("rebuild");
}

#[test]
fn what_is_acknowledged_is_durable() {
    if cfg!(not(target_os = "linux")) {
        println!("skipped: listening to a process needs Linux");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let library = folder.join("watch_syncs.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/watch_syncs.c");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
    let compiled = Command::new(&compiler)
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .args([source, "-ldl"])
        .output();
    match compiled {
        Err(_) => return println!("skipped: there is no C compiler `{compiler}`"),
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
    }
    let list = folder.join("list");
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "durable::a_child_that_works_through_the_verbs"])
        .env(FOLDER, &folder)
        .env("LD_PRELOAD", &library)
        .env("FONDS_WATCH", &folder)
        .env("FONDS_WATCH_LIST", &list)
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    let list = std::fs::read_to_string(list).unwrap();
    let mut disk = Disk { home: folder.join("archive"), ..Disk::default() };
    let complaints: Vec<String> = list.lines().flat_map(|line| disk.follow(line)).collect();
    println!(
        "{} calls, {} synchronisings, {} acknowledgements",
        list.lines().count(),
        disk.syncs,
        disk.acknowledged
    );
    assert!(disk.syncs > 20 && disk.acknowledged == 7, "{} {}", disk.syncs, disk.acknowledged);
    assert!(complaints.is_empty(), "{complaints:#?}");
}

/// What a disk would lose if the power went off now.
#[derive(Default)]
struct Disk {
    home: PathBuf,
    files: BTreeSet<PathBuf>,
    /// Folders with names made, moved or removed since they were last synchronised, and the last such name.
    folders: Vec<(PathBuf, PathBuf)>,
    syncs: usize,
    acknowledged: usize,
}

impl Disk {
    /// One call; answers what is wrong.
    fn follow(&mut self, line: &str) -> Vec<String> {
        let mut cells = line.split('\t');
        let what = cells.next().unwrap_or_default();
        let path = PathBuf::from(cells.next().unwrap_or_default());
        let second = PathBuf::from(cells.next().unwrap_or_default());
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("acknowledged-")) {
            return if what == "write" { self.acknowledge(&path) } else { Vec::new() };
        }
        if what != "sync" && !path.starts_with(&self.home) {
            return Vec::new();
        }
        match what {
            "write" => {
                self.files.insert(path);
            }
            "sync" => {
                self.syncs += 1;
                self.folders.retain(|(folder, _)| *folder != path);
                self.files.remove(&path);
            }
            "make" | "remove" => {
                self.files.remove(&path);
                self.touch(&path);
            }
            "rename" => {
                let unwritten = self.files.remove(&path);
                self.touch(&second);
                if unwritten {
                    return vec![format!("{} got its name before its bytes were durable", second.display())];
                }
            }
            other => panic!("{other}"),
        }
        Vec::new()
    }

    fn touch(&mut self, path: &Path) {
        self.folders.push((path.parent().unwrap().to_owned(), path.to_owned()));
    }

    fn acknowledge(&mut self, path: &Path) -> Vec<String> {
        self.acknowledged += 1;
        let at = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_draft =
            |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".tmp"));
        let files = self.files.iter().filter(|path| !is_passing(path));
        let mut complaints: Vec<String> =
            files.map(|path| format!("{at}: the bytes of {} are not durable", path.display())).collect();
        let names = self.folders.iter().filter(|(_, path)| !is_passing(path) && !is_draft(path));
        complaints.extend(names.map(|(_, path)| format!("{at}: the name {} is not durable", path.display())));
        complaints
    }
}

/// Files that nobody needs after the power went off: locks, drafts, the memory that SQLite shares between processes.
/// `.tmp` are the drafts of the engine's lists, which it renames by a call that is not listened to; their bytes must be
/// durable all the same.
fn is_passing(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with("-shm")
        || name.ends_with("lock")
        || path.parent().is_some_and(|folder| folder.ends_with("temporary"))
}
