//! `fonds init`: makes an archive.

use super::{Done, print, print_json};
use crate::definition::{CommandLine, Init};
use fonds_archive::{Archive, Settings};
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Init) -> Done {
    let settings = Settings { name: verb.name.clone(), tagline: verb.tagline.clone(), ..Settings::default() };
    Archive::init(&verb.folder, &settings)?;
    if line.json {
        print_json(&serde_json::json!({ "archive": verb.folder }))?;
    } else {
        print(format_args!("made an archive in {}", verb.folder.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}
