//! `fonds import`: reads files and folders into the archive and ends with a table.

use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, Import};
use crate::failure::Failure;
use crate::{manners, moment, talk};
use fonds_archive::import::{Counts, ImportReport, ImportRequest, Progress, import};
use fonds_archive::sources::Input;
use fonds_archive::{Format, Mapping};
use indicatif::ProgressBar;
use std::io::{Read, Write};
use std::process::ExitCode;
use std::time::Instant;

/// Notices shown in full on a terminal; the rest is counted, and `--json` has them all.
const SHOWN: usize = 20;

pub fn run(line: &CommandLine, verb: &Import) -> Done {
    manners::step_back();
    let archive = open(line)?;
    let request = ImportRequest {
        inputs: inputs(verb)?,
        format: verb.format.as_deref().and_then(Format::from_word),
        mapping: verb.map.as_deref().map(read_mapping).transpose()?,
        collection: verb.collection.clone(),
        access: verb.access,
        dry_run: verb.dry_run,
    };
    let bar = talk::progress(line);
    let mut times = Times::begin()?;
    let mut told = |progress: Progress| {
        if let Progress::Committed(documents) = progress {
            times.note(documents);
        }
        show_progress(&bar, progress);
    };
    let report = import(&archive, &request, &moment::note(line, &verb.reason), moment::today(), &mut told);
    bar.finish_and_clear();
    let report = report?;
    if line.json {
        print_json(&report)?;
    } else {
        show(line, &report)?;
    }
    Ok(if report.needs_attention() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn inputs(verb: &Import) -> Result<Vec<Input>, Failure> {
    verb.paths
        .iter()
        .map(|path| {
            if path.as_os_str() != "-" {
                return Ok(Input::Path(path.clone()));
            }
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes)?;
            Ok(Input::Bytes { name: "standard input".into(), bytes })
        })
        .collect()
}

fn read_mapping(path: &std::path::Path) -> Result<Mapping, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("could not read {}: {error}", path.display()))?;
    Ok(Mapping::from_toml(&text).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn show_progress(bar: &ProgressBar, progress: Progress) {
    match progress {
        Progress::Source(name, number, of, _) => bar.set_message(format!("{number}/{of} {name}")),
        Progress::Committed(documents) => bar.set_message(format!("{documents} documents kept")),
        Progress::Indexing => bar.set_message("making them findable"),
    }
}

fn show(line: &CommandLine, report: &ImportReport) -> Result<(), Failure> {
    for notice in report.notices.iter().take(SHOWN) {
        talk::say(line, notice);
    }
    let notices: u64 = report.notice_counts.values().sum();
    if notices > SHOWN as u64 {
        talk::say(line, format_args!("... and {} notices more; --json has them all", notices - SHOWN as u64));
    }
    for (file, mapping) in &report.mappings {
        talk::say(
            line,
            format_args!(
                "\nguessed mapping of {file}; save it, edit it, and give it with --map:\n\n{mapping}"
            ),
        );
    }
    if report.dry_run {
        talk::say(line, "nothing was written; this is what would happen:");
    }
    print(format_args!(
        "{:<14}{:>9}{:>9}{:>9}{:>11}{:>9}",
        "", "read", "new", "changed", "unchanged", "refused"
    ))?;
    show_counts("documents", &report.documents)?;
    for (kind, counts) in &report.others {
        show_counts(plural(kind), counts)?;
    }
    print(format_args!("{:<14}{notices:>9}", "notices"))?;
    for (code, count) in &report.notice_counts {
        print(format_args!("  {code:<20}{count:>1}"))?;
    }
    Ok(())
}

fn plural(kind: &str) -> &str {
    match kind {
        "authority" => "authorities",
        "collection" => "collections",
        "theme" => "themes",
        "unit" => "units",
        other => other,
    }
}

fn show_counts(name: &str, counts: &Counts) -> Result<(), Failure> {
    let Counts { read, new, changed, unchanged, refused } = counts;
    print(format_args!("{name:<14}{read:>9}{new:>9}{changed:>9}{unchanged:>11}{refused:>9}"))
}

/// Writes `documents seconds` for each commit into the file that `FONDS_IMPORT_TIMES` names, so that a measurement or a
/// test knows what was acknowledged when.
struct Times {
    begun: Instant,
    file: Option<std::fs::File>,
}

impl Times {
    fn begin() -> Result<Self, Failure> {
        let path = std::env::var_os("FONDS_IMPORT_TIMES");
        Ok(Self { begun: Instant::now(), file: path.map(std::fs::File::create).transpose()? })
    }
    fn note(&mut self, documents: u64) {
        if let Some(file) = &mut self.file {
            // A measurement that cannot be written must not stop an import.
            let _ = writeln!(file, "{documents} {:.4}", self.begun.elapsed().as_secs_f64());
        }
    }
}
