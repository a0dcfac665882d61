//! `fonds show`: one document, for reading in a terminal or as the model's fields.

use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, Form, Show};
use crate::failure::Failure;
use crate::reading::reading;
use crate::{moment, talk};
use fonds_archive::around::{self, Around};
use fonds_archive::clearance::{Cleared, Reader};
use fonds_archive::deliver::{self, DeliverError, Delivery};
use fonds_archive::lines::DocumentLine;
use fonds_archive::{Archive, views};
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Show) -> Done {
    let archive = open(line)?;
    if verb.around {
        return show_around(line, &archive, &verb.id);
    }
    let hand_out = |id: &str| deliver::document(&archive, id, Reader::Staff, moment::today());
    let delivered = find(line, &verb.id, hand_out)?;
    let address = archive.settings().address.trim_end_matches('/').to_owned();
    let permanent = |path: &str| format!("{address}{path}");
    match verb.form {
        _ if line.json => print_json(&views::document(&delivered))?,
        Form::Json => print_json(&views::document(&delivered))?,
        Form::Text => print(reading(&delivered).trim_end())?,
        Form::Tei => print(views::tei(&delivered, &permanent).trim_end())?,
        Form::Bibtex => print(views::citation(&delivered, false, &permanent).trim_end())?,
        Form::Ris => print(views::citation(&delivered, true, &permanent).trim_end())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What stands around it, in lists.
fn show_around(line: &CommandLine, archive: &Archive, id: &str) -> Done {
    let hand_out = |id: &str| around::document(archive, id, Reader::Staff, moment::today());
    let found = find(line, id, hand_out)?.map(|(_, around)| around.clone());
    if line.json {
        print_json(&found)?;
        return Ok(ExitCode::SUCCESS);
    }
    if !found.similar.is_empty() {
        print("Similar documents")?;
        found.similar.iter().try_for_each(show_line)?;
    }
    for (heading, row) in
        [("The same day", &found.same_day), ("The same correspondents", &found.correspondence)]
    {
        let Some(row) = row else { continue };
        let of = talk::plain(&row.of.join(" and "));
        print(format_args!("{heading}: {of}, {}", talk::counted(row.total, "document")))?;
        row.before.iter().try_for_each(show_line)?;
        print("  (this document)")?;
        row.after.iter().try_for_each(show_line)?;
    }
    if *found == Around::default() {
        talk::say(line, "nothing stands around it");
    }
    Ok(ExitCode::SUCCESS)
}

fn show_line(document: &DocumentLine) -> Result<(), Failure> {
    let date = document.date.as_deref().unwrap_or("undated");
    let title = document.title.as_deref().unwrap_or("(without title)");
    print(format_args!("  {}  {}  {}", document.id, talk::plain(date), talk::plain(title)))
}

/// What there is of an identifier, or of the one that it was merged into.
fn find<T>(
    line: &CommandLine,
    id: &str,
    hand_out: impl Fn(&str) -> Result<Delivery<T>, DeliverError>,
) -> Result<Cleared<T>, Failure> {
    let mut delivery = hand_out(id)?;
    if let Delivery::Moved(address) = &delivery {
        // Addresses of documents are `/documents/ID/…`.
        let into = address.split('/').nth(2).unwrap_or_default();
        talk::say(line, format_args!("{id} was merged into {into}"));
        delivery = hand_out(into)?;
    }
    match delivery {
        Delivery::Here(document) => Ok(document),
        Delivery::Gone(tombstone) => Err(format!(
            "document {} was {}\nhint: `fonds log {}` says when and why",
            tombstone.id, tombstone.state, tombstone.id
        )
        .into()),
        Delivery::Moved(_) | Delivery::Absent => Err(format!(
            "no document here is called `{id}`\nhint: `fonds search` and `fonds list` show identifiers"
        )
        .into()),
    }
}
