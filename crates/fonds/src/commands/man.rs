//! `fonds man`: the man pages, from the one definition.

use super::{Done, print};
use crate::definition::{CommandLine, Man};
use clap::CommandFactory;
use std::process::ExitCode;

pub fn run(verb: &Man) -> Done {
    std::fs::create_dir_all(&verb.folder)
        .map_err(|error| format!("could not make {}: {error}", verb.folder.display()))?;
    clap_mangen::generate_to(CommandLine::command(), &verb.folder)?;
    print(format_args!("wrote the man pages into {}", verb.folder.display()))?;
    Ok(ExitCode::SUCCESS)
}
