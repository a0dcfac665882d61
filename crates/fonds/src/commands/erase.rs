//! `fonds erase`: destroys a document's bytes and versions.

use super::{Done, follow, open, print, print_json};
use crate::definition::{CommandLine, Erase};
use crate::{moment, talk};
use fonds_archive::erase::erase;
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Erase) -> Done {
    let archive = open(line)?;
    let erased = erase(&archive, &verb.id, verb.with_sources, &moment::note(line, &verb.reason))?;
    follow(&archive)?;
    for (sha256, name) in &erased.sources_left {
        talk::say(
            line,
            format_args!(
                "the source file {name} ({sha256}) is kept, because other documents came from it, and still holds this one's words\nhint: add --with-sources to destroy it too"
            ),
        );
    }
    if line.json {
        print_json(&erased)?;
    } else {
        print(format_args!(
            "{} is destroyed, with {}; the log keeps that it was",
            erased.id,
            talk::counted(erased.files.len() as u64, "file")
        ))?;
    }
    Ok(if erased.sources_left.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
