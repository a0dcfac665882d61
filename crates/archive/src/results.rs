//! A whole result taken away, however long it is, as a table, as JSON lines or for a reference manager.
//!
//! The index gives the identifiers at one moment; the documents are read one after another, cleared anew, written and
//! forgotten, so that memory does not grow with the result. Dumps of the archive are [`crate::export`].

use crate::archive::Archive;
use crate::clearance::{Clearance, Cleared, Reader, clear};
use crate::discover::{self, Asked};
use crate::export::{CSV_HEAD, ExportError, write_row};
use crate::lines::{LookUp, document_url};
use crate::strip::strip_links;
use crate::views::DateView;
use fonds_formats::citations::{bibtex, ris};
use fonds_model::{Day, Document};
use std::io::Write;

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultFormat {
    /// The columns of the table that `fonds export csv` writes.
    Csv,
    /// JSON lines: the document without the words of its texts, with the values that a page shows on top.
    Lines,
    /// BibTeX.
    BibTex,
    /// RIS.
    Ris,
}

impl ResultFormat {
    /// What an address in this format ends with.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Lines => "jsonl",
            Self::BibTex => "bib",
            Self::Ris => "ris",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Lines => "application/jsonl; charset=utf-8",
            Self::BibTex => "application/x-bibtex; charset=utf-8",
            Self::Ris => "application/x-research-info-systems; charset=utf-8",
        }
    }
}

/// Writes everything that the search finds, in its order; answers how many documents. `permanent` makes an address
/// that can be cited of one within the site.
pub fn write_result(
    archive: &Archive,
    asked: &Asked,
    format: ResultFormat,
    permanent: &dyn Fn(&str) -> String,
    (reader, today): (Reader, Day),
    out: &mut dyn Write,
) -> Result<u64, ExportError> {
    let found = discover::find_whole(archive, asked, reader)?;
    let look = LookUp::new(archive, &found.snapshot, reader, today)?;
    if format == ResultFormat::Csv {
        out.write_all(CSV_HEAD.as_bytes())?;
    }
    let mut written = 0;
    for id in &found.ids {
        let Some(stored) = found.snapshot.find_light::<Document>(id)? else { continue };
        let Clearance::Cleared(document) = clear(stored.value, reader, today) else { continue };
        let mut document = document.into_inner();
        strip_links(&look, &mut document)?;
        let document = Cleared::of_cleared_parts(document);
        let url = permanent(&document_url(&document));
        match format {
            ResultFormat::Csv => write_row(&document, out)?,
            ResultFormat::Lines => write_line(&document, &url, out)?,
            ResultFormat::BibTex => writeln!(out, "{}", bibtex(&document, &url))?,
            ResultFormat::Ris => out.write_all(ris(&document, &url).as_bytes())?,
        }
        written += 1;
    }
    out.flush()?;
    Ok(written)
}

fn write_line(document: &Cleared<Document>, url: &str, out: &mut dyn Write) -> Result<(), ExportError> {
    let words = |words: Option<&fonds_model::document::Words>| words.map(|words| words.text.clone());
    let mut line = serde_json::json!({
        "id": document.id,
        "url": url,
        "title": words(document.principal_title()),
        "abstract": words(document.principal_abstract()),
        "date": DateView::of(document),
        "number": document.principal_number().map(|number| &number.value),
    });
    // Invariant: a document always serialises to an object.
    if let (Some(line), Ok(serde_json::Value::Object(fields))) =
        (line.as_object_mut(), serde_json::to_value(document))
    {
        for (name, value) in fields {
            line.entry(name).or_insert(value);
        }
    }
    writeln!(out, "{line}")?;
    Ok(())
}
