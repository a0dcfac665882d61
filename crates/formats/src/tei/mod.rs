//! TEI: volumes of an edition (a collection with its parts, lists of persons and terms, and documents) and letters, one
//! to a file.
//!
//! Streams: one document is held at a time. What a source marks is believed before what its headings say. Begin with
//! [`volume`], which walks a file; [`document`] makes a document of its tree, [`letter`] of a letter's header and body,
//! [`text`] the words of both; [`dates`] and [`source_note`] read what stands around them; [`xml`] guards the bytes.

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
pub mod xml;

use crate::{Emit, Origin, ReadError};
use std::io::BufRead;

/// Whether the head of a source is XML whose root is a TEI element.
pub fn fits(head: &[u8]) -> bool {
    let text = match encoding_rs::Encoding::for_bom(head) {
        Some((encoding, _)) => encoding.decode(head).0.into_owned(),
        None => String::from_utf8_lossy(head).into_owned(),
    };
    text.contains("<TEI") || text.contains("http://www.tei-c.org/ns/1.0") && text.contains('<')
}

/// Reads a volume or a letter, handing on each thing found.
pub fn read(input: &mut dyn BufRead, origin: &Origin, emit: &mut Emit) -> Result<(), ReadError> {
    volume::read(input, origin, emit)
}
