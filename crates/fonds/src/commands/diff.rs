//! `fonds diff`: what changed between two versions.

use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, Diff};
use fonds_archive::history::diff;
use serde_json::Value;
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Diff) -> Done {
    let archive = open(line)?;
    let differences = diff(&archive, &verb.id, verb.first, verb.second)?;
    if line.json {
        print_json(&differences)?;
        return Ok(ExitCode::SUCCESS);
    }
    for difference in &differences {
        print(&difference.path)?;
        print(format_args!("  - {}", shown(difference.before.as_ref())))?;
        print(format_args!("  + {}", shown(difference.after.as_ref())))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None => "(nothing)".into(),
        Some(Value::String(words)) => words.clone(),
        Some(value) => value.to_string(),
    }
}
