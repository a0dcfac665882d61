//! An entry laid out for the engine: which words go into which field.
//!
//! The engine reads it three times (terms, columns, store) on its own threads, so it owns its strings and knows how
//! many bytes it holds: what waits to be indexed is bounded by bytes, not by documents.

use crate::analysis::Stemming;
use crate::analysis::detect::stemming_of;
use crate::analysis::terms::sign;
use crate::order;
use crate::schema::{Part, facet_term, fields};
use crate::{Entry, Facet};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

/// One entry as the engine takes it.
#[derive(Debug)]
pub(crate) struct Composed {
    values: Vec<(Field, Piece)>,
    _load: Load,
}

/// A value of a field.
#[derive(Debug)]
pub(crate) enum Piece {
    Text(String),
    Bytes(Vec<u8>),
    Number(i64),
}

impl Composed {
    pub(crate) fn of(entry: &Entry, waiting: &Arc<Waiting>) -> Self {
        let language = language_of(entry);
        let mut composer = Composer { values: Vec::with_capacity(16), bytes: 0, language };
        composer.compose(entry);
        Self { values: composer.values, _load: Load::take(waiting, composer.bytes) }
    }
}

struct Composer {
    values: Vec<(Field, Piece)>,
    bytes: usize,
    /// Of the document as a whole.
    language: Option<Stemming>,
}

/// The language of a document that is in one only.
fn language_of(entry: &Entry) -> Option<Stemming> {
    let mut languages = entry.facets.iter().filter(|(facet, _)| *facet == Facet::Language);
    let (_, only) = languages.next().filter(|_| languages.next().is_none())?;
    Stemming::of_tag(only)
}

impl Composer {
    fn compose(&mut self, entry: &Entry) {
        let fields = fields();
        self.text(fields.id, entry.id.clone());
        for (part, values) in
            [(Part::Title, &entry.titles), (Part::Abstract, &entry.abstracts), (Part::Notes, &entry.notes)]
        {
            values.iter().for_each(|value| self.sentences(part, None, value));
        }
        for text in &entry.texts {
            self.sentences(Part::Text, text.language.as_deref(), &text.words);
        }
        for (part, values) in [
            (Part::Names, &entry.names),
            (Part::Places, &entry.places),
            (Part::Subjects, &entry.subjects),
            (Part::References, &entry.references),
            (Part::References, &entry.numbers),
        ] {
            self.names(part, values);
            self.names(Part::Particulars, values);
        }
        self.names(Part::Numbers, &entry.numbers);
        for term in facet_terms(entry) {
            self.text(fields.facet, term);
        }
        let key = order::key(entry.date, &entry.sort_title, &entry.id);
        self.values.push((fields.order, Piece::Bytes(key)));
        if let Some(date) = entry.date {
            let days = [(fields.earliest, date.earliest), (fields.latest, date.latest)];
            let numbers = days.into_iter().filter_map(|(field, day)| Some((field, i64::from(day?.number()))));
            self.values.extend(numbers.map(|(field, number)| (field, Piece::Number(number))));
        }
    }

    /// What is in no language.
    fn names(&mut self, part: Part, values: &[String]) {
        values.iter().for_each(|value| self.words(part, Stemming::English, value));
    }

    fn sentences(&mut self, part: Part, tag: Option<&str>, words: &str) {
        self.words(part, stemming_of(tag, words, self.language), words);
    }

    fn words(&mut self, part: Part, latin: Stemming, words: &str) {
        let mut signed = String::with_capacity(words.len() + 1);
        signed.push(sign(latin));
        signed.push_str(words);
        self.text(fields().part(part), signed);
    }

    fn text(&mut self, field: Field, text: String) {
        self.bytes += text.len();
        self.values.push((field, Piece::Text(text)));
    }
}

/// Facet values as terms, each once, years included.
fn facet_terms(entry: &Entry) -> Vec<String> {
    let years = entry.date.iter().flat_map(|date| date.years());
    // A place in some role is a place, whoever made the entry.
    let in_any_role = |facet: Facet| facet.of_any_role().filter(|any| *any != facet);
    let mut terms: Vec<String> = entry
        .facets
        .iter()
        .filter(|(facet, value)| *facet != Facet::Year && !value.is_empty())
        .flat_map(|(facet, value)| [Some(*facet), in_any_role(*facet)].map(|facet| facet.zip(Some(value))))
        .flatten()
        .map(|(facet, value)| facet_term(facet, value))
        .chain(years.map(|year| facet_term(Facet::Year, &year.to_string())))
        .collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

impl Document for Composed {
    type Value<'a> = PieceOf<'a>;
    type FieldsValuesIter<'a> =
        std::iter::Map<std::slice::Iter<'a, (Field, Piece)>, fn(&'a (Field, Piece)) -> (Field, PieceOf<'a>)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.values.iter().map(|(field, piece)| (*field, PieceOf(piece)))
    }
}

/// A value lent to the engine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PieceOf<'a>(&'a Piece);

impl<'a> Value<'a> for PieceOf<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self.0 {
            Piece::Text(text) => ReferenceValueLeaf::Str(text),
            Piece::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
            Piece::Number(number) => ReferenceValueLeaf::I64(*number),
        })
    }
}

/// How many bytes wait to be indexed. The engine's own queue holds ten thousand documents, which may be gigabytes.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    bytes: Mutex<usize>,
    shrunk: Condvar,
}

/// More than this is not kept waiting, except for a single larger entry.
const MOST_WAITING: usize = 8 << 20;

/// The share of one entry, given back when the engine drops it.
#[derive(Debug)]
struct Load {
    waiting: Arc<Waiting>,
    bytes: usize,
}

impl Load {
    /// Waits until there is room.
    fn take(waiting: &Arc<Waiting>, bytes: usize) -> Self {
        let mut held = waiting.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        // Not for ever: should the engine's threads have died, sending the entry tells so.
        for _ in 0..600 {
            if *held == 0 || *held + bytes <= MOST_WAITING {
                break;
            }
            let pause = Duration::from_millis(100);
            (held, _) = waiting.shrunk.wait_timeout(held, pause).unwrap_or_else(PoisonError::into_inner);
        }
        *held += bytes;
        drop(held);
        Self { waiting: Arc::clone(waiting), bytes }
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        *self.waiting.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        self.waiting.shrunk.notify_one();
    }
}
