//! `fonds completions`: for shells, from the one definition.

use super::Done;
use crate::definition::{CommandLine, Completions};
use clap::CommandFactory;
use std::process::ExitCode;

pub fn run(verb: &Completions) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(verb.shell, &mut CommandLine::command(), "fonds", &mut script);
    std::io::Write::write_all(&mut std::io::stdout(), &script)?;
    Ok(ExitCode::SUCCESS)
}
