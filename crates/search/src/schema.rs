//! Which parts of an entry lie in which field of the index, and by what name an index of this shape goes.
//!
//! No text is stored, only what is needed to find, order and count. Read [`crate::compose`] next.

use crate::analysis::terms;
use crate::{Facet, Scope};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

/// The name under which the engine knows our analysis.
pub(crate) const ANALYSER: &str = "fonds";

/// Raised whenever the same entry would be laid down otherwise without the schema showing it.
const LAYOUT_VERSION: u32 = 3;

/// The fields; all texts lie in those of [`Part`].
pub(crate) struct Fields {
    /// The identifier as a term, for replacing and removing.
    pub(crate) id: Field,
    /// Facet values as terms (for filtering) and as a column (for counting), each with the letter of its facet before.
    pub(crate) facet: Field,
    /// The place in chronological order as a string of bytes: see [`crate::order`].
    pub(crate) order: Field,
    /// The earliest day, absent without bound or date.
    pub(crate) earliest: Field,
    /// The latest day, absent without bound or date.
    pub(crate) latest: Field,
    parts: [Field; Part::ALL.len()],
}

/// A field of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Title,
    Abstract,
    Text,
    Notes,
    Names,
    Places,
    Subjects,
    /// Source references and document numbers.
    References,
    /// Document numbers once more, alone.
    Numbers,
    /// Names, places, subjects and references once more, together: a search of everything looks into five fields
    /// rather than eight, for about a twentieth more space.
    Particulars,
}

impl Part {
    pub(crate) const ALL: [Part; 10] = [
        Part::Title,
        Part::Abstract,
        Part::Text,
        Part::Notes,
        Part::Names,
        Part::Places,
        Part::Subjects,
        Part::References,
        Part::Numbers,
        Part::Particulars,
    ];

    fn name(self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::Abstract => "abstract",
            Part::Text => "text",
            Part::Notes => "notes",
            Part::Names => "names",
            Part::Places => "places",
            Part::Subjects => "subjects",
            Part::References => "references",
            Part::Numbers => "numbers",
            Part::Particulars => "particulars",
        }
    }

    /// The parts that a scope looks into.
    pub(crate) fn of_scope(scope: Scope) -> &'static [Part] {
        match scope {
            Scope::Everything => &[Part::Title, Part::Abstract, Part::Text, Part::Notes, Part::Particulars],
            Scope::Titles => &[Part::Title],
            Scope::Abstracts => &[Part::Abstract],
            Scope::Text => &[Part::Text],
            Scope::People => &[Part::Names],
            Scope::Places => &[Part::Places],
            Scope::Subjects => &[Part::Subjects],
            Scope::References => &[Part::References],
            Scope::Notes => &[Part::Notes],
        }
    }
}

impl Fields {
    pub(crate) fn part(&self, part: Part) -> Field {
        self.parts[part as usize]
    }
}

/// The schema and its fields; there is but one.
pub(crate) static SCHEMA: LazyLock<(Schema, Fields)> = LazyLock::new(|| {
    let mut builder = Schema::builder();
    let raw = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let id = builder.add_text_field("id", TextOptions::default().set_indexing_options(raw.clone()));
    let facet =
        builder.add_text_field("facet", TextOptions::default().set_indexing_options(raw).set_fast("raw"));
    let order = builder.add_bytes_field("order", BytesOptions::default().set_fast());
    let earliest = builder.add_i64_field("earliest", NumericOptions::default().set_fast());
    let latest = builder.add_i64_field("latest", NumericOptions::default().set_fast());
    let words = TextFieldIndexing::default()
        .set_tokenizer(ANALYSER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(words);
    let parts = Part::ALL.map(|part| builder.add_text_field(part.name(), words.clone()));
    (builder.build(), Fields { id, facet, order, earliest, latest, parts })
});

/// The fields alone.
pub(crate) fn fields() -> &'static Fields {
    &SCHEMA.1
}

/// The name of an index of this shape: 16 hexadecimal digits over schema, analysis and layout.
pub(crate) fn fingerprint() -> String {
    let mut digest = Sha256::new();
    digest.update(serde_json::to_vec(&SCHEMA.0).unwrap_or_default());
    digest.update(terms::VERSION.to_be_bytes());
    digest.update(LAYOUT_VERSION.to_be_bytes());
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The term of a facet value: a letter for the facet, then the value as it is.
pub(crate) fn facet_term(facet: Facet, value: &str) -> String {
    let mut term = String::with_capacity(value.len() + 1);
    term.push(facet_letter(facet));
    term.push_str(&value[..value.floor_char_boundary(LONGEST_FACET)]);
    term
}

/// Facet values are cut after so many bytes; a heading as long as a page is no heading.
const LONGEST_FACET: usize = 1_000;

/// Invariant: letters rise in the order of [`Facet::ALL`], so that the values of one facet lie together.
pub(crate) const fn facet_letter(facet: Facet) -> char {
    (b'a' + facet as u8) as char
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_of_this_shape() {
        // When this fails, indexes made before will be rebuilt: raise no version in vain.
        assert_eq!(fingerprint(), fingerprint());
        assert_eq!(fingerprint().len(), 16);
    }

    #[test]
    fn every_facet_has_a_letter_of_its_own_in_their_order() {
        let letters: Vec<char> = Facet::ALL.into_iter().map(facet_letter).collect();
        assert!(letters.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
