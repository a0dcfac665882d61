//! The command line of fonds: reads what is asked, calls the archive's verb, shows what came of it.
//!
//! No logic of the archive is here. Begin with [`definition`], then the verb's file in [`commands`].

mod commands;
mod definition;
mod failure;
mod manners;
mod moment;
mod reading;
#[cfg(test)]
mod reference;
mod talk;

use clap::Parser;
use definition::CommandLine;
use std::process::ExitCode;

/// An import makes and drops millions of small strings on three threads, which the system's allocator serialises.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let line = CommandLine::parse();
    talk::begin(&line);
    match commands::run(&line) {
        Ok(code) => code,
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            failure.show(line.json);
            ExitCode::from(2)
        }
    }
}
