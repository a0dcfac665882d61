//! `fonds show`: one document, for reading in a terminal or as the model's fields.

use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, Form, Show};
use crate::failure::Failure;
use crate::reading::reading;
use crate::{moment, talk};
use fonds_archive::clearance::{Cleared, Reader};
use fonds_archive::deliver::{self, DeliveredDocument, Delivery};
use fonds_archive::{Archive, views};
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Show) -> Done {
    let archive = open(line)?;
    let delivered = find(line, &archive, &verb.id)?;
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

/// The document of an identifier, or the one that it was merged into.
fn find(line: &CommandLine, archive: &Archive, id: &str) -> Result<Cleared<DeliveredDocument>, Failure> {
    let hand_out = |id: &str| deliver::document(archive, id, Reader::Staff, moment::today());
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
