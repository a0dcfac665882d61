//! Reads the plain words of a text straight from its JSON, without making the text.
//!
//! For those who look only at words, as a search does that cuts passages out of twenty documents: notes, anchors and
//! marked-up things are passed over where they stand. What counts as words is said in [`crate::text`].

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What [`crate::Text::plain`] gives, read from the JSON of a [`crate::Text`].
///
/// ```
/// let json = r#"{"blocks":[{"anchor":"p1","kind":"paragraph","content":[{"words":"Dear Sir,"}]}]}"#;
/// let words: fonds_model::PlainWords = serde_json::from_str(json).unwrap();
/// assert_eq!(words.0, "Dear Sir,\n");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainWords(pub String);

impl<'de> Deserialize<'de> for PlainWords {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Room for most documents, lest it grow step by step.
        let mut words = String::with_capacity(16 << 10);
        Part { what: What::Text, words: &mut words }.deserialize(deserializer)?;
        Ok(Self(words))
    }
}

/// What is read at the moment.
#[derive(Clone, Copy)]
enum What {
    Text,
    Block,
    Kind,
    Table,
    /// Rows, cells or inline content: a list of things of the inner kind.
    List(Of),
    Inline,
    /// An inline that holds others in its `content`.
    Holder,
    Words,
}

#[derive(Clone, Copy)]
enum Of {
    Blocks,
    Rows,
    Cells,
    Inlines,
}

/// The names that matter, of fields and of variants.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Name {
    Blocks,
    Kind,
    Content,
    Table,
    Rows,
    Words,
    Emphasis,
    Supplied,
    Deleted,
    Mention,
    Reference,
    OutsideLink,
    #[serde(other)]
    Other,
}

impl What {
    /// What stands under a name within this; none where it holds no words.
    const fn under(self, name: &Name) -> Option<Self> {
        Some(match (self, name) {
            (What::Text, Name::Blocks) => What::List(Of::Blocks),
            (What::Block, Name::Kind) => What::Kind,
            (What::Block | What::Holder, Name::Content) => What::List(Of::Inlines),
            (What::Kind, Name::Table) => What::Table,
            (What::Table, Name::Rows) => What::List(Of::Rows),
            (What::Inline, Name::Words) => What::Words,
            (What::Inline, Name::Supplied | Name::Deleted) => What::List(Of::Inlines),
            (What::Inline, Name::Emphasis | Name::Mention | Name::Reference | Name::OutsideLink) => {
                What::Holder
            }
            _ => return None,
        })
    }
}

/// A part of a text, whose words are appended.
struct Part<'w> {
    what: What,
    words: &'w mut String,
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a part of a text")
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        match self.what {
            What::Words => self.words.push_str(value),
            What::Inline if value == "line_break" => self.words.push(' '),
            _ => {}
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let (what, end) = match self.what {
            What::List(Of::Blocks) => (What::Block, Some('\n')),
            What::List(Of::Rows) => (What::List(Of::Cells), Some('\n')),
            What::List(Of::Cells) => (What::List(Of::Inlines), Some('\t')),
            _ => (What::Inline, None),
        };
        while list.next_element_seed(Part { what, words: self.words })?.is_some() {
            self.words.extend(end);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        // Invariant: a block's kind, with its table, comes before its content, as its fields are declared.
        while let Some(name) = map.next_key::<Name>()? {
            match self.what.under(&name) {
                Some(what) => map.next_value_seed(Part { what, words: self.words })?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, BlockKind, Emphasis, Inline, Note};
    use crate::{Link, Text};

    fn words(words: &str) -> Vec<Inline> {
        vec![Inline::Words(words.into())]
    }

    #[test]
    fn every_part_of_a_text_gives_the_words_that_the_text_gives() {
        let target = || Link::id("7b3kq2xw");
        let content = vec![
            Inline::Words("a \"quoted\" \u{1} сло\nво".into()),
            Inline::Emphasis { style: Emphasis::Italic, content: words("italic") },
            Inline::NoteMark("n1".into()),
            Inline::PageBreak { number: "17".into(), facsimile: Some("words".into()) },
            Inline::LineBreak,
            Inline::Redaction { words: "2 lines".into(), lines: Some(2) },
            Inline::Gap { words: "illegible".into() },
            Inline::Supplied(vec![Inline::Deleted(words("struck"))]),
            Inline::Mention { authority: target(), content: words("Gromyko") },
            Inline::Reference { target: target(), content: words("telegram 7") },
            Inline::OutsideLink { url: "https://a.example".into(), content: words("there") },
        ];
        let cell = || content.clone();
        let block = |kind| Block { anchor: "p".into(), kind, language: None, content: content.clone() };
        let text = Text {
            blocks: vec![
                block(BlockKind::Heading(1)),
                block(BlockKind::Paragraph),
                block(BlockKind::ListItem(2)),
                block(BlockKind::Table {
                    rows: vec![vec![cell(), Vec::new()], Vec::new(), vec![cell()]],
                    heading_rows: 1,
                }),
                Block { content: Vec::new(), ..block(BlockKind::Attachment) },
            ],
            notes: vec![Note { id: "n1".into(), label: "1".into(), content: cell() }],
        };
        for text in [text, Text::default()] {
            let json = serde_json::to_vec(&text).unwrap();
            let read: PlainWords = serde_json::from_slice(&json).unwrap();
            assert_eq!(read.0, text.plain());
        }
    }
}
