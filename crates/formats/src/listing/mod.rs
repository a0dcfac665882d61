//! Listings: plain-text captures of result pages of the original digital archive, in all the layouts it had.
//!
//! A capture that somebody made with a browser or a converter, not the site's HTML and not its API. Lines are cut by
//! [`crate::plain`]; `page` knows the grammar, `heading` the line with which an entry begins, `site` the site's own
//! words; `describe` makes a document of an entry.

mod before;
mod describe;
mod heading;
mod page;
mod site;
#[cfg(test)]
mod tests;

use crate::found::FoundDocument;
use crate::keys::Ordinals;
use crate::plain::{Line, Lines};
use crate::{Emit, Found, Origin, ReadError};
use describe::{collection_key, describe, looks_like_title, too_long};
use fonds_model::{Collection, Link, Notice};
use page::{Page, Piece};
use std::io::BufRead;
use std::ops::ControlFlow;

/// How much of the head is looked at: the site's header and the first entries stand well within.
const LOOKED_AT: usize = 16 * 1024;

/// Whether the head of a source looks like a captured page: the site's header and an entry; or without the header
/// nothing but entries, nearly all of which have the title of a document.
pub fn fits(head: &[u8]) -> bool {
    if matches!(head.trim_ascii_start().first(), None | Some(b'<' | b'{' | b'[')) {
        return false;
    }
    let mut input = &head[..head.len().min(LOOKED_AT)];
    let mut lines = Lines::new(&mut input);
    let (mut page, mut pieces) = (Page::default(), Vec::new());
    while let Ok(Some(line)) = lines.next_line() {
        page.push(&line, &mut pieces);
    }
    page.finish(&mut pieces);
    let is_entry = |piece: &Piece| matches!(piece, Piece::Entry(_));
    if page.has_header {
        return pieces.iter().any(is_entry);
    }
    let has_title = |piece: &&Piece| match piece {
        Piece::Entry(entry) => entry.paragraphs.first().is_some_and(|title| looks_like_title(title)),
        _ => false,
    };
    pieces.len() > 1
        && pieces.iter().all(is_entry)
        && pieces.iter().filter(has_title).count() * 4 >= pieces.len() * 3
}

/// Reads a captured page, handing on its collection, then document after document.
pub fn read(input: &mut dyn BufRead, origin: &Origin, emit: &mut Emit) -> Result<(), ReadError> {
    let mut lines = Lines::new(input);
    let mut reading = Reading { origin, emit, ordinals: Ordinals::default(), collection: None, documents: 0 };
    let (mut page, mut pieces) = (Page::default(), Vec::new());
    let mut doubted = false;
    loop {
        let line =
            lines.next_line().map_err(|source| ReadError::Input { file: origin.file.clone(), source })?;
        let Some(line) = line else { break };
        if reading.note_line(&line, &mut doubted).is_break() {
            return Ok(());
        }
        page.push(&line, &mut pieces);
        for piece in pieces.drain(..) {
            if reading.take(piece).is_break() {
                return Ok(());
            }
        }
    }
    page.finish(&mut pieces);
    for piece in pieces {
        if reading.take(piece).is_break() {
            return Ok(());
        }
    }
    reading.end(page.shows)
}

/// One source being read.
struct Reading<'a, 'e> {
    origin: &'a Origin,
    emit: &'a mut Emit<'e>,
    ordinals: Ordinals,
    /// The collection that the page shows.
    collection: Option<Link>,
    documents: u64,
}

impl Reading<'_, '_> {
    fn notice(&mut self, notice: Notice, line: u64) -> ControlFlow<()> {
        (self.emit)(Found::Notice(notice.at(&self.origin.file, line)))
    }

    /// Reports lines whose bytes are in doubt, the first of them for all.
    fn note_line(&mut self, line: &Line, doubted: &mut bool) -> ControlFlow<()> {
        if line.cut {
            self.notice(too_long(), line.number)?;
        }
        if line.doubtful && !std::mem::replace(doubted, true) {
            let notice =
                Notice::doubt("LST002", "from here on bytes are no UTF-8; they were read as Windows-1252")
                    .with_hint("if letters are wrong, save the page as UTF-8 and import it again");
            self.notice(notice, line.number)?;
        }
        ControlFlow::Continue(())
    }

    fn take(&mut self, piece: Piece) -> ControlFlow<()> {
        match piece {
            Piece::Collection { title, description } => {
                let mut collection = Collection::new(collection_key(&title), title);
                collection.description = (!description.is_empty()).then(|| description.join("\n\n"));
                self.collection = Some(Link::source_key(&collection.source_key));
                (self.emit)(Found::Collection(Box::new(collection)))
            }
            Piece::Entry(entry) => {
                let (line, mut notices) = (entry.line, Vec::new());
                let document = describe(entry, &mut self.ordinals, self.collection.as_ref(), &mut notices);
                for notice in notices {
                    self.notice(notice, line)?;
                }
                self.documents += 1;
                let found = FoundDocument { document, beside: Vec::new() };
                (self.emit)(Found::Document(Box::new(found)))
            }
            Piece::DateAlone { line, date } => {
                let notice = Notice::refusal("LST010", format!("`{date}` has no title below it"))
                    .with_hint("see whether the capture is cut off here");
                self.notice(notice, line)
            }
            Piece::Outside { line, words } => {
                let short: String = words.chars().take(80).collect();
                let notice =
                    Notice::remark("LST007", format!("`{short}` belongs to no entry and is left out"));
                self.notice(notice, line)
            }
        }
    }

    /// Reports a page that has less than it says; one that has nothing is no page.
    fn end(&mut self, shows: Option<u64>) -> Result<(), ReadError> {
        if self.documents == 0 {
            let notice = Notice::refusal(
                "LST001",
                "there is no entry: no date on a line of its own with a title below it",
            )
            .at(&self.origin.file, 1)
            .with_hint("capture the page as plain text, from its header to the end of the list");
            return Err(ReadError::Broken { notice: Box::new(notice) });
        }
        if let Some(shows) = shows.filter(|shows| *shows != self.documents) {
            let found = self.documents;
            let notice = Notice::remark(
                "LST011",
                format!("the page says that it shows {shows} documents; {found} were found"),
            )
            .with_hint("see whether the capture is cut off");
            let _ = (self.emit)(Found::Notice(Notice { file: Some(self.origin.file.clone()), ..notice }));
        }
        Ok(())
    }
}
