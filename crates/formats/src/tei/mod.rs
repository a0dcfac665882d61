//! TEI: volumes of an edition (a collection with its parts, lists of persons and terms, and documents) and letters, one
//! to a file.
//!
//! Streams: one document is held at a time. What a source marks is believed before what its headings say. Begin with
//! `volume`, which walks a file; `document` makes a document of its tree, `letter` of a letter's header and body.
//! `text`, with `inlines` and `marks`, reads the words of both; `dates`, `people`, `source_note` and `record`
//! what stands around them; `lists` and `registers` the persons and terms to which `references` lead. [`xml`] guards
//! the bytes. [`mod@write`] is the way out. The manual's page on TEI says the same for archivists.

mod dates;
mod document;
mod inlines;
mod letter;
mod lists;
mod marks;
mod people;
mod record;
mod references;
mod registers;
mod source_note;
mod text;
mod volume;
pub mod write;
pub mod xml;

use crate::recognise::{head_words, root_is_of, root_of};
use crate::{Emit, Origin, ReadError};
use std::io::BufRead;

/// Whether the head of a source is XML whose root is a TEI element; one that only names its namespace is not.
pub fn fits(head: &[u8]) -> bool {
    let words = head_words(head);
    let root = root_of(&words).map(|root| root.rsplit(':').next().unwrap_or(root));
    matches!(root, Some("TEI" | "TEI.2" | "teiCorpus")) || root_is_of(&words, "http://www.tei-c.org/ns/1.0")
}

/// Reads a volume or a letter, handing on each thing found.
pub fn read(input: &mut dyn BufRead, origin: &Origin, emit: &mut Emit) -> Result<(), ReadError> {
    volume::read(input, origin, emit)
}
