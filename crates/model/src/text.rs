//! The words of a document: blocks with anchors that survive editing, and in them words, notes, page breaks,
//! gaps and redactions as marked-up things.
//!
//! Not HTML and not TEI: formats read into this and write out of it, the web draws it. Redaction marks are not
//! words: [`Text::plain`] leaves them out, so that nobody finds a document by "not declassified".

use crate::{Language, Link};
use serde::{Deserialize, Serialize};

/// The words of one rendition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// In reading order.
    pub blocks: Vec<Block>,
    /// Footnotes and editors' notes, in the order of their marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// One block: a paragraph, a heading, a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its name in addresses: `p1`, `p2` ...; kept when blocks around it change.
    pub anchor: String,
    /// What it is.
    pub kind: BlockKind,
    /// Its language where that is not the rendition's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Its words; empty for a table, whose words are in its cells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Inline>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading within the document; level 1 is the document's own.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Place and date at the head or foot.
    Dateline,
    /// "Dear Mr. President:"
    Salutation,
    /// The words before the signature and the signature.
    Closing,
    /// A list entry; the number is its depth, from 1.
    ListItem(u8),
    /// Words quoted at length.
    Quotation,
    /// A line of verse or of an address.
    Line,
    /// A table: rows of cells, of which `heading_rows` stand at its head.
    Table {
        /// The rows.
        rows: Vec<Vec<Vec<Inline>>>,
        /// How many rows at the top are headings.
        heading_rows: u32,
    },
    /// The beginning of an attachment or enclosure; its content is the attachment's heading.
    Attachment,
    /// Words of the editors between the documents' own.
    Editorial,
}

/// A piece of a block. Plain words are by far the most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain words.
    Words(String),
    /// Words set apart.
    Emphasis {
        /// How.
        style: Emphasis,
        /// What.
        content: Vec<Inline>,
    },
    /// The mark of a note, by the note's id.
    NoteMark(String),
    /// A page ends and this one begins.
    PageBreak {
        /// Its number as printed.
        number: String,
        /// What the source calls its image.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        facsimile: Option<String>,
    },
    /// A line ends here in the source.
    LineBreak,
    /// Words that an agency withheld.
    Redaction {
        /// The mark as printed, without brackets: "2 lines not declassified".
        words: String,
        /// Lines withheld, where the mark says so; "less than 1 line" is 0.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lines: Option<u32>,
    },
    /// Words that are lost or cannot be read, or that the editors left out.
    Gap {
        /// Why, as printed: "illegible", "Here follows ...".
        words: String,
    },
    /// Words that the editors supplied.
    Supplied(Vec<Inline>),
    /// Words that the editors struck or that were struck in the document.
    Deleted(Vec<Inline>),
    /// The name of a person, organization, place or term under control.
    Mention {
        /// Whom it means.
        authority: Link,
        /// The words.
        content: Vec<Inline>,
    },
    /// A reference to another document.
    Reference {
        /// Which.
        target: Link,
        /// The words.
        content: Vec<Inline>,
    },
    /// A link that leads out of the archive.
    OutsideLink {
        /// Where to.
        url: String,
        /// The words.
        content: Vec<Inline>,
    },
}

/// How words are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Emphasis {
    Italic,
    Bold,
    Underlined,
    SmallCapitals,
    Superscript,
    Subscript,
    Handwritten,
}

/// A footnote or an editors' note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its name in addresses: `n1`.
    pub id: String,
    /// Its mark as printed.
    pub label: String,
    /// Its words.
    pub content: Vec<Inline>,
}

impl Text {
    /// Paragraphs of plain words, one for each line that is not blank; anchors `p1`, `p2` ...
    pub fn from_plain(words: &str) -> Self {
        let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
        let blocks = lines.enumerate().map(|(index, line)| Block::paragraph(index + 1, line)).collect();
        Self { blocks, notes: Vec::new() }
    }
    /// Plain words as they are, in a single paragraph; [`Text::plain`] gives them back.
    pub fn in_one_block(words: crate::PlainWords) -> Self {
        let mut words = words.0;
        // The end of the last line is the block's own.
        let blocks = if words.pop().is_some() { vec![Block::paragraph(1, words)] } else { Vec::new() };
        Self { blocks, notes: Vec::new() }
    }
    /// The words alone, a line for each block or table row, without notes, redactions and page numbers.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            block.write_plain(&mut out);
            out.push('\n');
        }
        out
    }
    /// The words of the notes alone, a line for each.
    pub fn plain_notes(&self) -> String {
        let mut out = String::new();
        for note in &self.notes {
            write_plain(&note.content, &mut out);
            out.push('\n');
        }
        out
    }
    /// Hands every mention of an authority to `each`, in notes and tables too.
    pub fn for_each_mention(&self, each: &mut dyn FnMut(&Link)) {
        for block in &self.blocks {
            if let BlockKind::Table { rows, .. } = &block.kind {
                rows.iter().flatten().for_each(|cell| mentions_in(cell, each));
            }
            mentions_in(&block.content, each);
        }
        self.notes.iter().for_each(|note| mentions_in(&note.content, each));
    }
}

fn mentions_in(content: &[Inline], each: &mut dyn FnMut(&Link)) {
    for inline in content {
        match inline {
            Inline::Mention { authority, content } => {
                each(authority);
                mentions_in(content, each);
            }
            Inline::Emphasis { content, .. }
            | Inline::Supplied(content)
            | Inline::Deleted(content)
            | Inline::Reference { content, .. }
            | Inline::OutsideLink { content, .. } => mentions_in(content, each),
            Inline::Words(_)
            | Inline::NoteMark(_)
            | Inline::PageBreak { .. }
            | Inline::LineBreak
            | Inline::Redaction { .. }
            | Inline::Gap { .. } => {}
        }
    }
}

impl Block {
    /// A paragraph of plain words with the anchor `p{number}`.
    pub fn paragraph(number: usize, words: impl Into<String>) -> Self {
        Self {
            anchor: format!("p{number}"),
            kind: BlockKind::Paragraph,
            language: None,
            content: vec![Inline::Words(words.into())],
        }
    }
    /// Writes the block's words, table cells apart by tabs.
    pub fn write_plain(&self, out: &mut String) {
        if let BlockKind::Table { rows, .. } = &self.kind {
            for row in rows {
                for cell in row {
                    write_plain(cell, out);
                    out.push('\t');
                }
                out.push('\n');
            }
        }
        write_plain(&self.content, out);
    }
}

/// Writes the words of inline content; breaks become a space, so that words on both sides stay two.
pub fn write_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Words(words) => out.push_str(words),
            Inline::Emphasis { content, .. }
            | Inline::Supplied(content)
            | Inline::Deleted(content)
            | Inline::Mention { content, .. }
            | Inline::Reference { content, .. }
            | Inline::OutsideLink { content, .. } => write_plain(content, out),
            Inline::LineBreak => out.push(' '),
            // A page number between two halves of a word must not part them; the words bring their own spaces.
            Inline::NoteMark(_)
            | Inline::PageBreak { .. }
            | Inline::Redaction { .. }
            | Inline::Gap { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redactions_and_page_numbers_are_not_words() {
        let mut text = Text::from_plain("We were warned by");
        text.blocks[0]
            .content
            .push(Inline::Redaction { words: "2 lines not declassified".into(), lines: Some(2) });
        text.blocks[0].content.push(Inline::PageBreak { number: "17".into(), facsimile: None });
        assert_eq!(text.plain(), "We were warned by\n");
    }
}
