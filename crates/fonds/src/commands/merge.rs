//! `fonds merge`: joins duplicates.

use super::{Done, follow, open, print, print_json};
use crate::definition::{CommandLine, Merge};
use crate::moment;
use fonds_archive::merge::merge;
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Merge) -> Done {
    let archive = open(line)?;
    let version = merge(&archive, &verb.id, &verb.into, &moment::note(line, &verb.reason))?;
    follow(&archive)?;
    if line.json {
        print_json(&serde_json::json!({ "id": verb.id, "into": verb.into, "version": version }))?;
    } else {
        print(format_args!("{} now leads to {}, at version {version}", verb.id, verb.into))?;
    }
    Ok(ExitCode::SUCCESS)
}
