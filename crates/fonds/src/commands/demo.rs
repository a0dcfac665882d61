//! `fonds demo`: makes the specimen archive, once, and serves it.

use super::{Done, print, print_json};
use crate::definition::{CommandLine, Demo};
use crate::failure::Failure;
use crate::{moment, talk};
use fonds_archive::{Archive, specimen};
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Demo) -> Done {
    let archive = if verb.folder.join("fonds.toml").exists() {
        Archive::open(&verb.folder)?
    } else {
        make(line, verb)?
    };
    if verb.no_serve {
        return Ok(ExitCode::SUCCESS);
    }
    super::serve::serve(line, archive, verb.listen)
}

fn make(line: &CommandLine, verb: &Demo) -> Result<Archive, Failure> {
    let archive = Archive::init(&verb.folder, &specimen::settings())?;
    let note = moment::note(line, "specimen archive");
    let report = specimen::import_specimens(&archive, &note, moment::today())?;
    for notice in &report.notices {
        talk::say(line, notice);
    }
    if line.json {
        print_json(&serde_json::json!({ "archive": verb.folder, "documents": report.documents.new }))?;
    } else {
        let documents = talk::counted(report.documents.new, "document");
        print(format_args!("made the specimen archive in {}: {documents}", verb.folder.display()))?;
    }
    Ok(archive)
}
