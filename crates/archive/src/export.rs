//! Exports: everything that a reader may see, or for staff everything, as the archive's own lines or as a table.
//!
//! Streams in the order of source keys, so that the last document costs what the first does and two archives with the
//! same holdings export the same. Takes only what clearance gave out. The archive's own lines are [`lines`].

mod lines;

use crate::archive::Archive;
use crate::clearance::{Clearance, Cleared, Reader, clear};
use crate::lines::{LookUp, document_url};
use crate::strip::{Named, strip_links};
use fonds_catalogue::{CatalogueError, Kind};
use fonds_formats::citations::{bibtex, ris};
use fonds_model::{Day, Document};
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
    /// BibTeX, an entry for each document.
    BibTex,
    /// RIS, a record for each document.
    Ris,
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
            "bibtex" => Some(Self::BibTex),
            "ris" => Some(Self::Ris),
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
    /// The search could not be answered.
    #[error(transparent)]
    Discover(#[from] crate::discover::DiscoverError),
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
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    let exported = match format {
        ExportFormat::Lines => lines::write(&look, only, out)?,
        ExportFormat::Csv => {
            out.write_all(CSV_HEAD.as_bytes())?;
            each_document(&look, only, &mut |document, _| Ok(write_row(&document, out)?))?
        }
        ExportFormat::BibTex | ExportFormat::Ris => {
            let address = archive.settings().address.trim_end_matches('/');
            each_document(&look, only, &mut |document, _| {
                let url = format!("{address}{}", document_url(&document));
                if format == ExportFormat::Ris {
                    return Ok(out.write_all(ris(&document, &url).as_bytes())?);
                }
                Ok(writeln!(out, "{}", bibtex(&document, &url))?)
            })?
        }
        ExportFormat::Text => {
            each_document(&look, only, &mut |document, _| Ok(write_words(&document, out)?))?
        }
    };
    out.flush()?;
    Ok(exported)
}

/// Hands on every document that the reader may see, with what it names; answers how many.
fn each_document(
    look: &LookUp,
    only: Option<&BTreeSet<String>>,
    each: &mut dyn FnMut(Cleared<Document>, Named) -> Result<(), ExportError>,
) -> Result<u64, ExportError> {
    let mut exported = 0;
    each_key(look, Kind::Document, &mut |id| {
        if only.is_some_and(|only| !only.contains(id)) {
            return Ok(());
        }
        let Some(stored) = look.snapshot.find::<Document>(id)? else { return Ok(()) };
        let Clearance::Cleared(cleared) = clear(stored.value, look.reader, look.today) else { return Ok(()) };
        exported += 1;
        // Staff export everything, also links to what is not there yet.
        if look.reader == Reader::Staff {
            return each(cleared, Named::default());
        }
        let mut document = cleared.into_inner();
        let named = strip_links(look, &mut document)?;
        each(Cleared::of_cleared_parts(document), named)
    })?;
    Ok(exported)
}

/// Hands on the identifiers of one kind, known or reserved, in the order of their source keys.
fn each_key(
    look: &LookUp,
    kind: Kind,
    each: &mut dyn FnMut(&str) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut after: Option<String> = None;
    loop {
        let page = look.snapshot.list_keys(kind, after.as_deref(), 500)?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = Some(last.clone());
        for (_, id) in &page {
            each(id)?;
        }
    }
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

pub(crate) const CSV_HEAD: &str =
    "id,date,edtf,title,genre,number,senders,recipients,places,languages,abstract,source\n";

pub(crate) fn write_row(document: &Cleared<Document>, out: &mut dyn Write) -> Result<(), std::io::Error> {
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
pub(crate) fn csv_cell(words: &str) -> String {
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
