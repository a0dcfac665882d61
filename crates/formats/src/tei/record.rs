//! A heading that is a whole record: "Memorandum from Ames to Orr, May 3. The matter. Secret. 3 pp. Ames Library, Box 4."
//!
//! Microfiche supplements describe each document so and give no text.

use super::source_note::{self, SourceNote};
use fonds_model::ArchivalUnit;

pub(super) struct Record {
    pub(super) title: String,
    pub(super) matter: Option<String>,
    pub(super) pages: Option<String>,
    pub(super) source: SourceNote,
}

/// Reads a heading; none where it has neither a marking nor a number of pages.
pub(super) fn read(heading: &str, above: Option<&ArchivalUnit>) -> Option<Record> {
    let sentences = source_note::sentences(heading);
    let is_pages = |sentence: &str| {
        let pages = sentence.strip_suffix("pp.").or_else(|| sentence.strip_suffix("p."));
        pages.is_some_and(|number| {
            !number.trim().is_empty() && number.trim().bytes().all(|b| b.is_ascii_digit())
        })
    };
    let pages = sentences.iter().position(|sentence| is_pages(sentence));
    let marking = sentences.iter().position(|sentence| source_note::begins_with_marking(sentence));
    let first = marking.or(pages).filter(|first| *first > 0)?;
    let last = pages.max(marking)?;
    let mut source = SourceNote::default();
    if let Some(marking) = marking {
        source.markings = source_note::read_markings(sentences[marking]);
    }
    let rest = sentences[last + 1..].join(" ");
    (source.unit, source.locator) = source_note::read_reference(&rest, above);
    source.verbatim = sentences[first..].join(" ");
    let matter = sentences[1..first].join(" ");
    Some(Record {
        title: sentences[0].trim_end_matches('.').to_owned(),
        matter: (!matter.is_empty()).then_some(matter),
        pages: pages.map(|pages| sentences[pages].to_owned()),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_read_as_a_record() {
        let heading = "Memorandum from Gen. Ames to Orr, May 3. Plans for the dam. They differ. Secret; Eyes Only. 3 pp. \
                       Ames Library, Orr Series, Box 4.";
        let record = read(heading, None).unwrap();
        assert_eq!(record.title, "Memorandum from Gen. Ames to Orr, May 3");
        assert_eq!(record.matter.as_deref(), Some("Plans for the dam. They differ."));
        assert_eq!(record.pages.as_deref(), Some("3 pp."));
        assert_eq!(record.source.markings.len(), 2);
        assert_eq!(record.source.unit.unwrap().citation(), "Ames Library, Orr Series, box 4");
    }

    #[test]
    fn an_ordinary_heading_is_no_record() {
        assert!(read("Telegram from the Legation in Norland to the Department.", None).is_none());
    }
}
