//! `fonds check`: verifies the archive; exit code 1 with a list when something is wrong.

use super::{Done, open, print, print_json};
use crate::definition::CommandLine;
use crate::{moment, talk};
use fonds_archive::preserve::check;
use std::process::ExitCode;

pub fn run(line: &CommandLine) -> Done {
    let archive = open(line)?;
    let bar = talk::progress(line);
    let report =
        check(&archive, moment::today(), &mut |step| bar.set_message(format!("looking at the {step}")));
    bar.finish_and_clear();
    let report = report?;
    if line.json {
        print_json(&report)?;
    } else {
        for finding in &report.findings {
            print(format_args!("{}: {}\n  hint: {}", finding.part, finding.message, finding.hint))?;
        }
        for remark in &report.remarks {
            talk::say(line, remark);
        }
        let verdict = if report.is_whole() { "whole" } else { "not whole" };
        print(format_args!(
            "{verdict}: {}, {}, {}",
            talk::counted(report.documents, "document"),
            talk::counted(report.files, "file"),
            talk::counted(report.findings.len() as u64, "finding")
        ))?;
    }
    Ok(if report.is_whole() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
