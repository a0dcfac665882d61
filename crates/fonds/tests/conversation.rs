//! A conversation with `fonds` in a folder of its own, written down as one would see it in a terminal, with what
//! differs from day to day (identifiers, times, hashes, folders) replaced by names.

use fonds_model::document::{DateRole, DocumentDate, Words};
use fonds_model::{Document, DocumentId, HistoricalDate};
use serde_json::Value;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub struct Conversation {
    folder: tempfile::TempDir,
    transcript: String,
    /// Identifiers in the order in which they were first seen.
    seen: Vec<String>,
}

impl Conversation {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), transcript: String::new(), seen: Vec::new() }
    }

    /// With an archive in `archive` that holds the specimens.
    pub fn with_specimens() -> Self {
        let conversation = Self::new();
        let made = conversation.run(&["demo", "--folder", "archive", "--no-serve"], b"");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        conversation
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lays a file down in the folder in which everything is said.
    pub fn file(&self, name: &str, words: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, words).unwrap();
        path
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fonds"));
        command.args(arguments).current_dir(self.folder.path());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("FONDS_")) {
            command.env_remove(name);
        }
        command.env("FONDS_BY", "archivist").env("NO_COLOR", "1").env("COLUMNS", "100");
        command
    }

    pub fn run(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that does not read its input may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }

    /// Says one line and writes down what came back.
    pub fn say(&mut self, arguments: &[&str]) -> &mut Self {
        self.say_with(arguments, b"")
    }

    pub fn say_with(&mut self, arguments: &[&str], input: &[u8]) -> &mut Self {
        let output = self.run(arguments, input);
        let line: Vec<String> = arguments.iter().map(|argument| quoted(argument)).collect();
        let mut told = format!("$ fonds {}\n", line.join(" "));
        told.push_str(&String::from_utf8_lossy(&output.stdout));
        for line in String::from_utf8_lossy(&output.stderr).lines() {
            let _ = writeln!(told, "! {line}");
        }
        match output.status.code() {
            Some(0) => {}
            code => {
                let _ = writeln!(told, "(exit code {})", code.unwrap_or(-1));
            }
        }
        let told = self.redacted(&told);
        self.transcript.push_str(&told);
        self.transcript.push('\n');
        self
    }

    /// What a command answers in JSON.
    pub fn ask(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments, b"");
        let words = String::from_utf8_lossy(&output.stdout);
        serde_json::from_str(&words)
            .unwrap_or_else(|error| panic!("{error}: {words}{}", String::from_utf8_lossy(&output.stderr)))
    }

    /// What a command answers in JSON lines.
    pub fn ask_lines(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.run(arguments, b"");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The identifier of the first document whose title holds the words.
    pub fn id_of(&self, words: &str) -> String {
        let documents = self.ask_lines(&["-C", "archive", "--json", "list", "documents"]);
        let found =
            documents.iter().find(|document| document["title"].as_str().is_some_and(|t| t.contains(words)));
        found.unwrap_or_else(|| panic!("no document called {words}"))["id"].as_str().unwrap().to_owned()
    }

    /// Gives an identifier its place before it is seen, where the order of random identifiers would.
    pub fn know(&mut self, id: &str) {
        self.seen.push(id.to_owned());
    }

    /// Writes a line of one's own down.
    pub fn remark(&mut self, line: &str) {
        let _ = writeln!(self.transcript, "{}", line.trim_end());
    }

    pub fn transcript(&self) -> &str {
        &self.transcript
    }

    fn redacted(&mut self, told: &str) -> String {
        let folder = self.folder.path().display().to_string();
        let told = told.replace(&folder, "/somewhere");
        let mut out = String::new();
        let mut word = String::new();
        for character in told.chars().chain(['\n']) {
            if character.is_ascii_alphanumeric() || matches!(character, '-' | ':' | '.') && !word.is_empty() {
                word.push(character);
                continue;
            }
            let trimmed = word.trim_end_matches(['.', ':', '-']).len();
            let rest = word.split_off(trimmed);
            out.push_str(&self.name_of(&word));
            out.push_str(&rest);
            word.clear();
            out.push(character);
        }
        out.pop();
        out
    }

    fn name_of(&mut self, word: &str) -> String {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let is_hash = word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_time = word.len() >= 20 && word.ends_with('Z') && word.as_bytes()[10] == b'T';
        // A day such as 19490108 could pass for an identifier; no word of eight letters does without a vowel.
        let is_id = digits < 8 && word.parse::<DocumentId>().is_ok();
        if is_hash {
            "<hash>".into()
        } else if is_time {
            "<time>".into()
        } else if is_id {
            let position = self.seen.iter().position(|known| known == word).unwrap_or_else(|| {
                self.seen.push(word.to_owned());
                self.seen.len() - 1
            });
            format!("<id{}>", position + 1)
        } else {
            word.to_owned()
        }
    }
}

/// A source in the archive's own lines: of each document its key, date, title and abstract.
pub fn papers(documents: &[[&str; 4]]) -> String {
    let mut source = String::new();
    for [key, date, title, words] in documents {
        let mut document = Document::new(format!("papers/{key}"));
        document.titles.push(Words::new(*title));
        document.abstracts.push(Words::new(*words));
        document.dates.push(DocumentDate::new(DateRole::Created, HistoricalDate::read(date)));
        let _ = writeln!(source, "{}", serde_json::json!({ "document": document }));
    }
    source
}

fn quoted(argument: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=".contains(c);
    if !argument.is_empty() && argument.chars().all(plain) {
        argument.to_owned()
    } else {
        format!("'{argument}'")
    }
}
