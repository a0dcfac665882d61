//! `fonds stats`: the figures, and likely duplicates for review.

use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, Stats};
use fonds_archive::preserve::{possible_duplicates, stats};
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Stats) -> Done {
    let archive = open(line)?;
    if verb.duplicates {
        for pair in possible_duplicates(&archive)? {
            if line.json {
                print_json(&pair)?;
            } else {
                print(format_args!("{}  {}  {}", pair.a, pair.b, pair.why))?;
            }
        }
        return Ok(ExitCode::SUCCESS);
    }
    let figures = serde_json::to_value(stats(&archive)?)?;
    if line.json {
        print_json(&figures)?;
    } else if let Some(figures) = figures.as_object() {
        for (name, figure) in figures {
            print(format_args!("{:<22}{:>14}", name.replace('_', " "), figure.to_string()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
