//! `fonds concordance`: every match in its line, over what everybody may see.

use super::search::condition;
use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, Concordance};
use crate::failure::Failure;
use crate::{moment, talk};
use fonds_archive::clearance::Reader;
use fonds_archive::concordance::{AskedConcordance, Figures, Order, concordance, write_csv};
use fonds_archive::discover::{Asked, Scope};
use std::io::BufWriter;
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Concordance) -> Done {
    let archive = open(line)?;
    let asked = AskedConcordance {
        search: Asked {
            words: verb.query.clone(),
            // Both words are from the definition's own lists.
            scope: Scope::from_word(&verb.scope).unwrap_or_default(),
            filters: verb.filters.iter().map(|filter| condition(filter)).collect::<Result<_, _>>()?,
            from: verb.from.clone(),
            to: verb.to.clone(),
            ..Asked::default()
        },
        order: Order::from_word(&verb.by).unwrap_or_default(),
        offset: verb.offset,
        limit: verb.limit,
        width: verb.width,
        figures: verb.figures,
    };
    if verb.csv {
        let mut out = BufWriter::new(std::io::stdout().lock());
        write_csv(&archive, &asked, Reader::Public, moment::today(), &mut out)?;
        return Ok(ExitCode::SUCCESS);
    }
    let made = concordance(&archive, &asked, Reader::Public, moment::today())?;
    if line.json {
        print_json(&made)?;
        return Ok(ExitCode::SUCCESS);
    }
    for remark in &made.remarks {
        talk::say(line, remark);
    }
    let widest = made.lines.iter().map(|line| line.left.chars().count()).max().unwrap_or(0);
    for found in &made.lines {
        let (left, right) = (talk::plain(&found.left), talk::plain(&found.right));
        let key = if talk::shows_styles() {
            format!("\u{1b}[1m{}\u{1b}[0m", talk::plain(&found.key))
        } else {
            format!("[{}]", talk::plain(&found.key))
        };
        print(format_args!("{}  {left:>widest$}{key}{right}", found.document.id))?;
    }
    if made.more {
        talk::say(line, "there are more lines: --offset passes over these, --csv writes all");
    }
    made.figures.as_ref().map_or(Ok(()), show_figures)?;
    Ok(ExitCode::SUCCESS)
}

fn show_figures(figures: &Figures) -> Result<(), Failure> {
    let lines = talk::counted(figures.lines, "line");
    print(format_args!("\n{lines} in {}", talk::counted(figures.documents, "document")))?;
    for collocate in figures.collocates.iter().take(20) {
        let word = talk::plain(&collocate.word);
        print(format_args!("{:>7} before {:>7} behind  {word}", collocate.before, collocate.behind))?;
    }
    for (name, pairs) in [("sender", &figures.senders), ("repository", &figures.repositories)] {
        for (value, count) in pairs.iter().take(10) {
            print(format_args!("{count:>7} {name}  {}", talk::plain(value)))?;
        }
    }
    for (year, count) in &figures.years {
        print(format_args!("{count:>7} in {year}"))?;
    }
    Ok(())
}
