//! Exports: everything that a reader may see, or for staff everything, as the archive's own lines or as a table.
//!
//! Streams, so that the last document costs what the first does. Takes only what clearance gave out.

use crate::archive::Archive;
use crate::clearance::{Clearance, Cleared, Reader, clear};
use fonds_catalogue::{CatalogueError, Kept, Kind, Snapshot};
use fonds_formats::{Found, FoundDocument, lines};
use fonds_model::{Access, ArchivalUnit, Authority, Collection, Day, Document, Theme};
use fonds_search::{Request, SearchError};
use std::collections::BTreeSet;
use std::io::Write;

/// The formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// The archive's own JSON lines, which `import` reads back: documents with the collections, authorities, units and
    /// themes that they name.
    Lines,
    /// A table, a row for each document.
    Csv,
    /// JSON lines of `id`, `title`, `date` and `text`, for programs that want words and nothing else.
    Text,
}

impl ExportFormat {
    /// The format of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "lines" | "jsonl" => Some(Self::Lines),
            "csv" => Some(Self::Csv),
            "text" => Some(Self::Text),
            _ => None,
        }
    }
}

/// Why an export broke off.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The catalogue could not be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The output could not be written.
    #[error("the export could not be written: {0}")]
    Write(#[from] std::io::Error),
}

/// Writes every document that the reader may see (those with the given identifiers, where some are given); answers how
/// many.
pub fn export(
    archive: &Archive,
    format: ExportFormat,
    only: Option<&BTreeSet<String>>,
    reader: Reader,
    today: Day,
    out: &mut dyn Write,
) -> Result<u64, ExportError> {
    let snapshot = archive.catalogue().snapshot()?;
    let mut exported = 0;
    let mut named = Named::default();
    match format {
        ExportFormat::Csv => out.write_all(CSV_HEAD.as_bytes())?,
        ExportFormat::Lines => writeln!(out, "{}", lines::HEAD)?,
        ExportFormat::Text => {}
    }
    let mut after: Option<String> = None;
    loop {
        let page = snapshot.list::<Document>(after.as_deref(), 200)?;
        let Some(last) = page.last() else { break };
        after = Some(last.value.id.to_string());
        for stored in page {
            if only.is_some_and(|only| !only.contains(stored.value.id.as_str())) {
                continue;
            }
            let Clearance::Cleared(document) = clear(stored.value, reader, today) else { continue };
            match format {
                ExportFormat::Csv => write_row(&document, out)?,
                ExportFormat::Text => write_words(&document, out)?,
                ExportFormat::Lines => {
                    named.note(&document);
                    let found = FoundDocument { document: Document::clone(&document), beside: Vec::new() };
                    writeln!(out, "{}", lines::write(&Found::Document(Box::new(found))))?;
                }
            }
            exported += 1;
        }
    }
    if format == ExportFormat::Lines {
        write_named(&snapshot, &named, reader, out)?;
    }
    out.flush()?;
    Ok(exported)
}

/// The identifiers of what a search by these words finds among what everybody may see.
pub fn identifiers(archive: &Archive, words: &str) -> Result<BTreeSet<String>, SearchError> {
    let mut found = BTreeSet::new();
    let mut request = Request { words: words.to_owned(), limit: 1_000, ..Request::default() };
    loop {
        let hits = archive.index().search(&request)?.hits;
        if hits.is_empty() {
            return Ok(found);
        }
        request.offset += hits.len();
        found.extend(hits.into_iter().map(|hit| hit.id));
    }
}

/// What the exported documents point at; nothing else of the catalogue leaves.
#[derive(Default)]
struct Named {
    authorities: BTreeSet<String>,
    collections: BTreeSet<String>,
    units: BTreeSet<String>,
}

impl Named {
    fn note(&mut self, document: &Cleared<Document>) {
        let ids = |links: Vec<&fonds_model::Link>| -> Vec<String> {
            links.into_iter().filter_map(|link| link.as_id().map(str::to_owned)).collect()
        };
        self.authorities.extend(ids(document
            .agents
            .iter()
            .filter_map(|agent| agent.authority.as_ref())
            .collect()));
        self.authorities.extend(ids(document
            .places
            .iter()
            .filter_map(|place| place.authority.as_ref())
            .collect()));
        self.authorities.extend(ids(document.subjects.iter().filter_map(|s| s.authority.as_ref()).collect()));
        self.collections.extend(ids(document.collections.iter().collect()));
        self.units.extend(ids(document.witnesses.iter().filter_map(|w| w.unit.as_ref()).collect()));
    }
}

fn write_named(
    snapshot: &Snapshot,
    named: &Named,
    reader: Reader,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let open = |access: Access| reader == Reader::Staff || access == Access::Public;
    for id in &named.authorities {
        if let Some(authority) = current::<Authority>(snapshot, Kind::Authority, id)? {
            writeln!(out, "{}", lines::write(&Found::Authority(Box::new(authority))))?;
        }
    }
    let mut collections = BTreeSet::new();
    for id in &named.collections {
        for collection in crate::indexing::collection_path(snapshot, id)? {
            if open(collection.access) && collections.insert(collection.id.to_string()) {
                writeln!(out, "{}", lines::write(&Found::Collection(Box::new(collection))))?;
            }
        }
    }
    for id in &named.units {
        if let Some(unit) = current::<ArchivalUnit>(snapshot, Kind::Unit, id)? {
            writeln!(out, "{}", lines::write(&Found::Unit(Box::new(unit))))?;
        }
    }
    if reader == Reader::Staff {
        for stored in snapshot.list::<Theme>(None, usize::MAX)? {
            writeln!(out, "{}", lines::write(&Found::Theme(Box::new(stored.value))))?;
        }
        for stored in snapshot.list::<Collection>(None, usize::MAX)? {
            if collections.insert(stored.value.id.to_string()) {
                writeln!(out, "{}", lines::write(&Found::Collection(Box::new(stored.value))))?;
            }
        }
    }
    Ok(())
}

fn current<T: Kept>(snapshot: &Snapshot, kind: Kind, id: &str) -> Result<Option<T>, CatalogueError> {
    let id = snapshot.find_redirect(kind, id)?.unwrap_or_else(|| id.to_owned());
    Ok(snapshot.find::<T>(&id)?.map(|stored| stored.value))
}

const CSV_HEAD: &str =
    "id,date,edtf,title,genre,number,senders,recipients,places,languages,abstract,source\n";

fn write_row(document: &Cleared<Document>, out: &mut dyn Write) -> Result<(), std::io::Error> {
    use fonds_model::AgentRole::{Recipient, Sender};
    let date = document.principal_date();
    let agents = |role| {
        document.agents_as(role).map(|agent| agent.principal_name().to_owned()).collect::<Vec<_>>().join("; ")
    };
    let words =
        |words: Option<&fonds_model::document::Words>| words.map(|w| w.text.clone()).unwrap_or_default();
    let cells = [
        document.id.to_string(),
        date.map(|date| date.date.display.clone()).unwrap_or_default(),
        date.and_then(|date| date.date.edtf.as_ref()).map(ToString::to_string).unwrap_or_default(),
        words(document.principal_title()),
        document.genre.clone().unwrap_or_default(),
        document.principal_number().map(|number| number.value.clone()).unwrap_or_default(),
        agents(Sender),
        agents(Recipient),
        document.places.iter().map(|place| place.as_written.as_str()).collect::<Vec<_>>().join("; "),
        document.languages.iter().map(|language| language.as_str()).collect::<Vec<_>>().join("; "),
        words(document.principal_abstract()),
        document.witnesses.first().and_then(|witness| witness.verbatim.clone()).unwrap_or_default(),
    ];
    let row: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
    writeln!(out, "{}", row.join(","))
}

fn write_words(document: &Cleared<Document>, out: &mut dyn Write) -> Result<(), std::io::Error> {
    let texts = document.renditions.iter().filter_map(|rendition| rendition.text.as_ref());
    let text = texts.map(|text| text.plain() + &text.plain_notes()).collect::<String>();
    let line = serde_json::json!({
        "id": document.id,
        "title": document.principal_title().map(|title| &title.text),
        "date": document.principal_date().map(|date| &date.date.display),
        "text": text,
    });
    writeln!(out, "{line}")
}

/// One cell, quoted where needed; what a spreadsheet would take for a formula gets an apostrophe before it.
fn csv_cell(words: &str) -> String {
    let formula = words.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let words = if formula { format!("'{words}") } else { words.to_owned() };
    if words.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", words.replace('"', "\"\"")) } else { words }
}

#[cfg(test)]
mod tests {
    use super::csv_cell;

    #[test]
    fn formulas_are_inert_in_a_table() {
        assert_eq!(csv_cell("=1+1"), "'=1+1");
        assert_eq!(csv_cell("Mao, \"Chairman\""), "\"Mao, \"\"Chairman\"\"\"");
    }
}
