//! `fonds export`: writes documents out, to a file or to standard output.

use super::{Done, open, print_json};
use crate::definition::{CommandLine, Export};
use crate::failure::Failure;
use crate::{moment, talk};
use fonds_archive::Archive;
use fonds_archive::clearance::Reader;
use fonds_archive::export::{ExportFormat, export, identifiers};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Export) -> Done {
    let archive = open(line)?;
    // The word is from the definition's own list.
    let format = ExportFormat::from_word(&verb.format).unwrap_or(ExportFormat::Lines);
    let reader = if verb.everything { Reader::Staff } else { Reader::Public };
    let only = verb.query.as_deref().map(|words| identifiers(&archive, words)).transpose()?;
    let write = |out: &mut dyn Write| -> Result<u64, Failure> {
        write_all(&archive, format, only.as_ref(), reader, out)
    };
    match &verb.output {
        None => {
            write(&mut BufWriter::new(std::io::stdout().lock()))?;
        }
        Some(path) => {
            let documents = beside(path, write)?;
            if line.json {
                print_json(&serde_json::json!({ "documents": documents, "path": path }))?;
            } else {
                talk::say(
                    line,
                    format_args!("wrote {} into {}", talk::counted(documents, "document"), path.display()),
                );
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write_all(
    archive: &Archive,
    format: ExportFormat,
    only: Option<&BTreeSet<String>>,
    reader: Reader,
    out: &mut dyn Write,
) -> Result<u64, Failure> {
    Ok(export(archive, format, only, reader, moment::today(), out)?)
}

/// Writes beside the file and renames at the end, so that there is never half an export under its name.
fn beside(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<u64, Failure>) -> Result<u64, Failure> {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let part = Path::new(&name);
    let trouble = |error: std::io::Error| format!("could not write {}: {error}", path.display());
    let file = File::create(part).map_err(trouble)?;
    let written = write(&mut BufWriter::new(&file)).and_then(|documents| {
        file.sync_all().and_then(|()| std::fs::rename(part, path)).map_err(trouble)?;
        Ok(documents)
    });
    if written.is_err() {
        // What was written is worth nothing; that it cannot be deleted is not what went wrong.
        let _ = std::fs::remove_file(part);
    }
    written
}
