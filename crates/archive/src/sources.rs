//! The files that an import is pointed at: named ones, those in folders, standard input.
//!
//! Only finds and opens them; what they hold is found by looking at their bytes in [`fonds_formats::recognise()`].
//! Nothing outside the named files and folders is ever opened (see [`inside`]).

use fonds_model::Notice;
use std::path::{Component, Path, PathBuf};

/// What an import is pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Bytes that are in memory already: standard input, or what the binary carries.
    Bytes {
        /// What to call them in notices: `standard input`.
        name: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
}

/// One file to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// As the archivist named it, for notices.
    pub name: String,
    /// Its bytes or where they lie.
    pub input: Input,
}

impl SourceFile {
    /// The first part of its keys: the file's name without its last extension; `stdin` for what has no file.
    pub fn stem(&self) -> String {
        let stem = Path::new(&self.name).file_stem().and_then(|stem| stem.to_str());
        stem.filter(|_| !self.name.starts_with("standard input")).unwrap_or("stdin").to_owned()
    }
    /// The file's name without its folders.
    pub fn file_name(&self) -> String {
        Path::new(&self.name).file_name().and_then(|name| name.to_str()).unwrap_or(&self.name).to_owned()
    }
    /// The folder in which files that lie beside it are looked for.
    pub fn folder(&self) -> Option<PathBuf> {
        match &self.input {
            Input::Path(path) => path.parent().map(|folder| {
                if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
            }),
            Input::Bytes { .. } => None,
        }
    }
}

/// Lists every file under the inputs, folders in the order of their names, and says what could not be looked into.
pub fn find_sources(inputs: &[Input]) -> (Vec<SourceFile>, Vec<Notice>) {
    let mut sources = Vec::new();
    let mut notices = Vec::new();
    for input in inputs {
        match input {
            Input::Bytes { name, .. } => {
                sources.push(SourceFile { name: name.clone(), input: input.clone() })
            }
            Input::Path(path) => walk(path, &mut sources, &mut notices),
        }
    }
    (sources, notices)
}

fn walk(path: &Path, sources: &mut Vec<SourceFile>, notices: &mut Vec<Notice>) {
    match std::fs::metadata(path) {
        Err(error) => notices.push(unreadable(path, &error)),
        Ok(metadata) if metadata.is_file() => sources.push(source_at(path)),
        Ok(metadata) if metadata.is_dir() => walk_folder(path, sources, notices),
        Ok(_) => notices.push(
            Notice::refusal("not-a-file", "this is neither a file nor a folder")
                .at_file(path)
                .with_hint("name files or folders, or `-` for standard input"),
        ),
    }
}

fn walk_folder(folder: &Path, sources: &mut Vec<SourceFile>, notices: &mut Vec<Notice>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return notices.push(unreadable(folder, &error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => paths.push((entry.path(), entry.file_type())),
            Err(error) => notices.push(unreadable(folder, &error)),
        }
    }
    paths.sort_by(|a, b| a.0.cmp(&b.0));
    for (path, file_type) in paths {
        let hidden =
            path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('.'));
        match file_type {
            _ if hidden => {}
            Ok(file_type) if file_type.is_symlink() => notices.push(
                // A link in a delivered folder may point anywhere on this machine, or round in a circle.
                Notice::doubt("link-skipped", "a symbolic link in a folder is not followed")
                    .at_file(&path)
                    .with_hint("name the file itself to import it"),
            ),
            Ok(file_type) if file_type.is_dir() => walk_folder(&path, sources, notices),
            Ok(file_type) if file_type.is_file() => sources.push(source_at(&path)),
            Ok(_) => {}
            Err(error) => notices.push(unreadable(&path, &error)),
        }
    }
}

fn source_at(path: &Path) -> SourceFile {
    SourceFile { name: path.display().to_string(), input: Input::Path(path.to_owned()) }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Notice {
    Notice::refusal("unreadable", format!("could not be read: {error}"))
        .at_file(path)
        .with_hint("check that it exists and that you may read it")
}

trait AtFile {
    fn at_file(self, path: &Path) -> Self;
}

impl AtFile for Notice {
    fn at_file(mut self, path: &Path) -> Self {
        self.file = Some(path.display().to_string());
        self
    }
}

/// Joins a path that a source names to the source's folder; `None` when it would lead outside of it: absolute,
/// through `..`, by a backslash or NUL, or through a symbolic link.
pub fn inside(folder: &Path, named: &str) -> Option<PathBuf> {
    if named.contains(['\\', '\0']) || named.is_empty() {
        return None;
    }
    let relative = Path::new(named);
    if !relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
        return None;
    }
    let path = folder.join(relative);
    match (path.canonicalize(), folder.canonicalize()) {
        (Ok(real), Ok(folder)) if !real.starts_with(&folder) => None,
        // Not there at all: the caller says so.
        _ => Some(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_outside_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        for named in ["../secret", "/etc/passwd", "a/../../b", "..\\x", "a\0b", ""] {
            assert_eq!(inside(folder.path(), named), None, "{named:?}");
        }
        assert_eq!(inside(folder.path(), "text/a.md"), Some(folder.path().join("text/a.md")));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret"), "x").unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("text")).unwrap();
        assert_eq!(inside(folder.path(), "text/secret"), None);
    }
}
