//! `fonds rebuild`: makes the index anew.

use super::{Done, open, print, print_json};
use crate::definition::CommandLine;
use crate::{manners, moment, talk};
use fonds_archive::preserve::rebuild;
use std::process::ExitCode;

pub fn run(line: &CommandLine) -> Done {
    manners::step_back();
    let archive = open(line)?;
    let bar = talk::progress(line);
    let mut documents = 0;
    let rebuilt = rebuild(&archive, moment::today(), &mut |done| {
        documents = done;
        bar.set_message(format!("{done} documents read"));
    });
    bar.finish_and_clear();
    rebuilt?;
    if line.json {
        print_json(&serde_json::json!({ "documents": documents }))?;
    } else {
        print(format_args!("the index is new; {documents} documents were looked at"))?;
    }
    Ok(ExitCode::SUCCESS)
}
