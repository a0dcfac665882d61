//! An import that is killed, at named points and at any moment, leaves an archive that is whole, with everything that it
//! had acknowledged; importing again completes it.

use crate::conversation::Conversation;
use serde_json::json;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Documents of the source: some batches of them, and few enough for the loop to be quick.
const DOCUMENTS: usize = 700;

struct Killing {
    talk: Conversation,
    times: PathBuf,
}

impl Killing {
    fn new() -> Self {
        let talk = Conversation::new();
        let mut source = String::new();
        for number in 0..DOCUMENTS {
            let text = format!("Car {number} crossed the river by night, pushed by seventy people.");
            let document = json!({"document": {
                "source_key": format!("cars/{number}"),
                "titles": [{"text": format!("Report on car {number}"), "language": "en"}],
                "renditions": [{"id": "r1", "kind": "transcription", "language": "en",
                    "text": {"blocks": [{"anchor": "p1", "kind": "paragraph", "content": [{"words": text}]}]}}],
            }});
            source.push_str(&document.to_string());
            source.push('\n');
        }
        talk.file("cars.jsonl", &source);
        assert!(talk.run(&["init", "archive"], b"").status.success());
        let times = talk.folder().join("times");
        Self { talk, times }
    }

    fn import(&self) -> Command {
        let mut command = self.talk.command(&["-C", "archive", "-q", "import", "cars.jsonl"]);
        command.env("FONDS_IMPORT_TIMES", &self.times).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// How many documents the killed import had told of as kept.
    fn acknowledged(&self) -> usize {
        let told = std::fs::read_to_string(&self.times).unwrap_or_default();
        // A line that was being written when the process died has no end and does not count.
        let whole = told.rfind('\n').map_or("", |end| &told[..end]);
        whole.lines().last().and_then(|line| line.split(' ').next()?.parse().ok()).unwrap_or(0)
    }

    fn is_whole_and_can_be_completed(&self, when: &str) {
        let acknowledged = self.acknowledged();
        let checked = self.talk.run(&["-C", "archive", "check"], b"");
        assert!(checked.status.success(), "{when}: {}", String::from_utf8_lossy(&checked.stdout));
        let kept = self.talk.ask_lines(&["-C", "archive", "--json", "list", "documents"]).len();
        assert!(kept >= acknowledged, "{when}: {acknowledged} were acknowledged, {kept} are there");
        let completed = self.import().status().unwrap();
        assert!(completed.success(), "{when}");
        let found = self.talk.ask(&["-C", "archive", "--json", "search", "river", "--limit", "1"]);
        assert_eq!(found["total"], DOCUMENTS, "{when}");
        let checked = self.talk.run(&["-C", "archive", "check"], b"");
        assert!(checked.status.success(), "{when}, completed: {}", String::from_utf8_lossy(&checked.stdout));
    }
}

#[test]
fn a_kill_at_each_named_point_loses_nothing() {
    for point in [
        "after-file",
        "before-commit:1",
        "before-commit:3",
        "after-commit:1",
        "after-commit:3",
        "before-index-commit",
    ] {
        let killing = Killing::new();
        let status = killing.import().env("FONDS_KILL_AT", point).status().unwrap();
        assert!(!status.success(), "{point} was never passed");
        killing.is_whole_and_can_be_completed(point);
    }
}

#[test]
fn making_an_archive_goes_on_where_it_was_killed() {
    for point in ["init-after-catalogue", "init-after-index", "init-before-settings"] {
        let talk = Conversation::new();
        let init = || {
            let mut init = talk.command(&["-q", "init", "archive"]);
            init.stdout(Stdio::null()).stderr(Stdio::null());
            init
        };
        let killed = init().env("FONDS_KILL_AT", point).status().unwrap();
        assert!(!killed.success(), "{point} was never passed");
        assert!(init().status().unwrap().success(), "{point}");
        assert!(talk.run(&["-C", "archive", "check"], b"").status.success(), "{point}");
        assert!(!talk.folder().join("archive/fonds.toml.new").exists(), "{point}");
        assert!(!init().status().unwrap().success(), "{point}: it is made once");
    }
}

#[test]
fn a_catalogue_that_was_only_begun_is_gone_on_with() {
    let talk = Conversation::new();
    std::fs::create_dir(talk.folder().join("archive")).unwrap();
    talk.file("archive/catalogue.sqlite", "");
    assert!(talk.run(&["init", "archive"], b"").status.success());
    assert!(talk.run(&["-C", "archive", "check"], b"").status.success());
}

#[test]
fn an_archive_that_lost_its_settings_is_not_made_anew() {
    let killing = Killing::new();
    assert!(killing.import().status().unwrap().success());
    let settings = killing.talk.folder().join("archive/fonds.toml");
    let words = std::fs::read(&settings).unwrap();
    std::fs::remove_file(&settings).unwrap();
    assert!(!killing.talk.run(&["init", "archive"], b"").status.success());
    std::fs::write(&settings, words).unwrap();
    killing.is_whole_and_can_be_completed("after it found its settings again");
}

#[test]
fn a_kill_while_the_index_is_swapped_leaves_one_that_answers() {
    let killing = Killing::new();
    assert!(killing.import().status().unwrap().success());
    let mut rebuild = killing.talk.command(&["-C", "archive", "rebuild"]);
    let status = rebuild
        .env("FONDS_KILL_AT", "during-index-swap")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(!status.unwrap().success());
    killing.is_whole_and_can_be_completed("during-index-swap");
}

#[test]
fn a_kill_at_any_moment_loses_nothing() {
    let rounds = if std::env::var_os("FONDS_LONG").is_some() { 200 } else { 20 };
    // How long an import takes that nobody kills, so that the kills fall into it.
    let unharmed = Killing::new();
    let begun = std::time::Instant::now();
    assert!(unharmed.import().status().unwrap().success());
    let whole = begun.elapsed();
    let mut state = 1949_u64;
    for round in 0..rounds {
        // A row that repeats, so that a failure can be looked at again.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = (state >> 33) as f64 / f64::from(u32::MAX >> 1);
        let wait = Duration::from_secs_f64(whole.as_secs_f64() * share);
        let killing = Killing::new();
        let mut child = killing.import().spawn().unwrap();
        std::thread::sleep(wait);
        child.kill().unwrap();
        child.wait().unwrap();
        killing.is_whole_and_can_be_completed(&format!("round {round}, after {wait:?}"));
    }
}
