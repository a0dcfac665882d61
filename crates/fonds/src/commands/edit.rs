//! `fonds edit`: corrects a description.

use super::{Done, follow, open, print, print_json};
use crate::definition::{CommandLine, Edit};
use crate::moment;
use fonds_archive::describe;
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Edit) -> Done {
    let archive = open(line)?;
    let mut fields = Vec::new();
    for field in &verb.fields {
        let Some((name, value)) = field.split_once('=') else {
            return Err(format!(
                "`{field}` sets nothing\nhint: write it as FIELD=VALUE, such as genre=cable"
            )
            .into());
        };
        fields.push((name.trim().to_owned(), value.to_owned()));
    }
    let edited =
        describe::edit(&archive, &verb.id, &fields, verb.version, &moment::note(line, &verb.reason))?;
    follow(&archive)?;
    if line.json {
        print_json(&edited)?;
    } else if edited.changed {
        print(format_args!("{} is now at version {}", edited.id, edited.version))?;
    } else {
        print(format_args!("{} says so already", edited.id))?;
    }
    Ok(ExitCode::SUCCESS)
}
