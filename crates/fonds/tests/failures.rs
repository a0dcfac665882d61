//! A disk that fails and a disk that is full: each is said, nothing that was kept is lost, and importing again completes.
//!
//! The disk is made to fail by a library before the C library's own (`failing/failing.c`), which also tells in which order
//! things were written and made durable. Without a C compiler these tests say that they skip.

use crate::conversation::{Conversation, papers};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

const EIO: i32 = 5;
const ENOSPC: i32 = 28;
const DOCUMENTS: usize = 40;

/// The library, compiled once; none where there is no compiler.
fn library() -> Option<&'static Path> {
    static LIBRARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    let compile = || {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/failing/failing.c");
        let library =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("failing-{}.so", std::process::id()));
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
        let arguments = ["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"];
        let compiled = Command::new(compiler).args(arguments).arg(&library).args([source, "-ldl"]).output();
        match compiled {
            Ok(output) if output.status.success() => Some(library),
            Ok(output) => panic!("{}", String::from_utf8_lossy(&output.stderr)),
            Err(error) => {
                println!("skipped: no C compiler makes the disk fail ({error})");
                None
            }
        }
    };
    LIBRARY.get_or_init(compile).as_deref()
}

/// An archive, and papers that have not been imported: some documents, and a scan that lies beside one.
fn with_papers() -> Conversation {
    let talk = Conversation::new();
    let keys: Vec<String> = (0..DOCUMENTS).map(|number| number.to_string()).collect();
    let rows: Vec<[&str; 4]> =
        keys.iter().map(|key| [key.as_str(), "15 March 1949", "A letter", "It crossed the river."]).collect();
    talk.file("in/papers.jsonl", &papers(&rows));
    talk.file("in/7.pdf", "%PDF-1.4 a scan of the seventh letter");
    assert!(talk.run(&["init", "archive"], b"").status.success());
    talk
}

/// Imports on a disk of which the n-th call fails; `on` says whether all after it do as well.
fn import(talk: &Conversation, library: &Path, at: usize, with: i32, on: bool) -> Output {
    let mut command = talk.command(&["-C", "archive", "import", "in"]);
    command
        .env("LD_PRELOAD", library)
        .env("FAILING_FOLDER", talk.folder().canonicalize().unwrap().join("archive"))
        .env("FAILING_AT", at.to_string())
        .env("FAILING_WITH", with.to_string())
        .env("FAILING_ON", if on { "1" } else { "0" })
        .env("FAILING_LOG", talk.folder().join("calls"));
    command.output().unwrap()
}

fn calls(talk: &Conversation) -> Vec<(String, String)> {
    let told = std::fs::read_to_string(talk.folder().join("calls")).unwrap();
    let pairs = told.lines().filter_map(|line| line.split_once('\t'));
    pairs.map(|(call, path)| (call.to_owned(), path.to_owned())).collect()
}

fn assert_complete(talk: &Conversation, when: &str) {
    let found = talk.ask(&["-C", "archive", "--json", "search", "river", "--limit", "1"]);
    assert_eq!(found["total"], DOCUMENTS, "{when}");
    let checked = talk.run(&["-C", "archive", "check"], b"");
    assert!(checked.status.success(), "{when}: {}", String::from_utf8_lossy(&checked.stdout));
    assert_eq!(talk.ask(&["-C", "archive", "--json", "check"])["files"], 2, "{when}");
}

/// What must hold after an import on a failing disk.
fn assert_nothing_is_lost(talk: &Conversation, import: &Output, when: &str) {
    let told = String::from_utf8_lossy(&import.stderr).into_owned();
    assert!(!told.contains("panicked"), "{when}: {told}");
    match import.status.code() {
        Some(2) => assert!(told.contains("error: "), "{when}: {told}"),
        // What failed was not needed: everything was kept and can be found all the same.
        Some(0) => assert_complete(talk, &format!("{when}, with exit code 0")),
        code => panic!("{when}: exit code {code:?}: {told}"),
    }
    let checked = talk.run(&["-C", "archive", "check"], b"");
    assert!(checked.status.success(), "{when}: {}{told}", String::from_utf8_lossy(&checked.stdout));
    let again = talk.run(&["-C", "archive", "-q", "import", "in"], b"");
    assert!(again.status.success(), "{when}: {}", String::from_utf8_lossy(&again.stderr));
    assert_complete(talk, when);
}

/// So many numbers from 1 to `last`, spread evenly; all of them in a long run.
fn spread(last: usize, most: usize) -> Vec<usize> {
    let most = if std::env::var_os("FONDS_LONG").is_some() { last } else { most.min(last) };
    (0..most).map(|step| 1 + step * (last - 1) / (most - 1).max(1)).collect()
}

#[test]
fn whichever_write_sync_or_rename_fails_it_is_said_and_nothing_is_lost() {
    let Some(library) = library() else { return };
    let unharmed = with_papers();
    assert!(import(&unharmed, library, 0, EIO, false).status.success());
    let last = calls(&unharmed).len();
    assert!(last > 20, "{last} calls");
    for at in spread(last, 25) {
        let talk = with_papers();
        let output = import(&talk, library, at, EIO, false);
        let call = calls(&talk).into_iter().find(|(call, _)| call.ends_with('!'));
        assert_nothing_is_lost(&talk, &output, &format!("call {at} of {last} failed, {call:?}"));
    }
}

#[test]
fn a_disk_that_is_full_from_some_moment_on_is_said_and_nothing_is_lost() {
    let Some(library) = library() else { return };
    let unharmed = with_papers();
    assert!(import(&unharmed, library, 0, ENOSPC, true).status.success());
    let last = calls(&unharmed).len();
    for at in spread(last, 10) {
        let talk = with_papers();
        let output = import(&talk, library, at, ENOSPC, true);
        assert_nothing_is_lost(&talk, &output, &format!("full from call {at} of {last}"));
    }
}

#[test]
fn a_file_is_durable_before_the_catalogue_names_it_and_a_document_before_it_is_told() {
    let Some(library) = library() else { return };
    let talk = with_papers();
    assert!(import(&talk, library, 0, EIO, false).status.success());
    let calls = calls(&talk);
    let named: Vec<usize> = (0..calls.len())
        .filter(|at| calls[*at].0 == "rename" && calls[*at].1.contains("/archive/files/"))
        .collect();
    assert_eq!(named.len(), 2, "the source and the scan: {calls:#?}");
    for at in named {
        let path = Path::new(&calls[at].1);
        let written =
            calls[..at].iter().rposition(|(call, path)| call == "write" && path.contains("/temporary/"));
        let synced =
            calls[..at].iter().rposition(|(call, path)| call == "sync" && path.contains("/temporary/"));
        assert!(written.is_some() && written < synced, "the bytes of {path:?} are synced before the name");
        let catalogue =
            at + calls[at..].iter().position(|(_, path)| path.contains("catalogue.sqlite")).unwrap();
        let is_synced = |folder: &Path, from: usize, until: usize| {
            calls[from..until].iter().any(|(call, path)| call == "sync" && Path::new(path) == folder)
        };
        let [inner, outer, files] = [1, 2, 3].map(|up| path.ancestors().nth(up).unwrap());
        assert!(is_synced(inner, at, catalogue), "the name {path:?} is synced before the catalogue names it");
        for folder in [outer, files] {
            assert!(is_synced(folder, 0, at), "{folder:?} is synced before a name stands below it");
        }
    }
    let wal = |call: &(String, String)| call.1.ends_with("catalogue.sqlite-wal");
    let last_write = calls.iter().rposition(|call| call.0 == "write" && wal(call));
    let last_sync = calls.iter().rposition(|call| call.0 == "sync" && wal(call));
    assert!(last_write.is_some() && last_write < last_sync, "what is committed is synced");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let mut talk = with_papers();
    for part in ["files", "index"] {
        let place = talk.folder().join("archive").join(part);
        std::fs::rename(&place, talk.folder().join(part)).unwrap();
        std::fs::write(&place, "not a folder").unwrap();
        talk.say(&["-C", "archive", "import", "in"]);
        std::fs::remove_file(&place).unwrap();
        std::fs::rename(talk.folder().join(part), &place).unwrap();
    }
    talk.file("not-a-folder", "");
    talk.say(&["init", "not-a-folder/archive"])
        .say(&["-C", "archive", "export", "csv", "-o", "not-a-folder/table.csv"])
        .say(&["-C", "archive", "man", "not-a-folder/pages"])
        .say(&["-C", "archive", "-q", "import", "in"])
        .say(&["-C", "archive", "check"]);
    insta::assert_snapshot!(talk.transcript());
}

#[test]
fn a_file_that_may_not_grow_is_said_and_nothing_is_lost() {
    let talk = with_papers();
    // The shell's own limit, in blocks of 512 or 1024 bytes: the catalogue is larger. The signal that comes with it is
    // ignored, so that the call fails as on a full disk.
    let line =
        format!("trap '' XFSZ; ulimit -f 40; exec '{}' -C archive import in", env!("CARGO_BIN_EXE_fonds"));
    let output = Command::new("sh").args(["-c", &line]).current_dir(talk.folder()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert_nothing_is_lost(&talk, &output, "files may not grow");
}
