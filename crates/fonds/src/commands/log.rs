//! `fonds log`: the change log.

use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, Log};
use crate::failure::Failure;
use fonds_archive::history::log;
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Log) -> Done {
    let archive = open(line)?;
    let mut shown: Result<(), Failure> = Ok(());
    log(&archive, verb.id.as_deref(), &mut |change| {
        if shown.is_err() {
            return;
        }
        shown = if line.json {
            print_json(&change)
        } else {
            print(format_args!(
                "{:>6}  {}  {:<12} {:<15} {:<10} {} v{}  {}",
                change.seq,
                change.at,
                change.actor,
                change.action.word(),
                change.kind.word(),
                change.id,
                change.version,
                change.reason
            ))
        };
    })?;
    shown.map(|()| ExitCode::SUCCESS)
}
