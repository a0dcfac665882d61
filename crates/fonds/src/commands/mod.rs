//! One file for each verb, and the choice between them.

mod access;
mod check;
mod completions;
mod concordance;
mod demo;
mod diff;
mod edit;
mod erase;
mod export;
mod import;
mod init;
mod list;
mod log;
mod man;
mod merge;
mod names;
mod rebuild;
mod search;
mod serve;
mod show;
mod stats;

use crate::definition::{CommandLine, Verb};
use crate::failure::Failure;
use fonds_archive::Archive;
use std::process::ExitCode;

/// Done, with this exit code.
pub type Done = Result<ExitCode, Failure>;

/// Does what the line says.
pub fn run(line: &CommandLine) -> Done {
    match &line.verb {
        Verb::Init(verb) => init::run(line, verb),
        Verb::Import(verb) => import::run(line, verb),
        Verb::Search(verb) => search::run(line, verb),
        Verb::Concordance(verb) => concordance::run(line, verb),
        Verb::Names(verb) => names::run(line, verb),
        Verb::Show(verb) => show::run(line, verb),
        Verb::List(verb) => list::run(line, verb),
        Verb::Export(verb) => export::run(line, verb),
        Verb::Edit(verb) => edit::run(line, verb),
        Verb::Access(verb) => access::run(line, verb),
        Verb::Merge(verb) => merge::run(line, verb),
        Verb::Erase(verb) => erase::run(line, verb),
        Verb::Log(verb) => log::run(line, verb),
        Verb::Diff(verb) => diff::run(line, verb),
        Verb::Serve(verb) => serve::run(line, verb),
        Verb::Check => check::run(line),
        Verb::Rebuild => rebuild::run(line),
        Verb::Stats(verb) => stats::run(line, verb),
        Verb::Demo(verb) => demo::run(line, verb),
        Verb::Completions(verb) => completions::run(verb),
        Verb::Man(verb) => man::run(verb),
    }
}

/// Opens the archive that the line names.
fn open(line: &CommandLine) -> Result<Archive, Failure> {
    Ok(Archive::open(&line.archive)?)
}

/// Brings the index up to what a verb has just written, so that a search after it finds the change.
fn follow(archive: &Archive) -> Result<(), Failure> {
    use fonds_archive::indexing::{Effort, catch_up_waiting};
    Ok(catch_up_waiting(archive, crate::moment::today(), Effort::BESIDE_READERS)?)
}

/// Prints a value as JSON on one line.
fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    use std::io::Write;
    Ok(writeln!(std::io::stdout(), "{}", serde_json::to_string(value)?)?)
}

/// Prints words on standard output, where a closed pipe is no panic.
fn print(words: impl std::fmt::Display) -> Result<(), Failure> {
    use std::io::Write;
    Ok(writeln!(std::io::stdout(), "{words}")?)
}
