//! The export in the archive's own lines, which `import` reads back: links are written as source keys, so that they find
//! each other in any archive.
//!
//! Everybody's lines hold the documents and what they name, nothing else of the catalogue. Files are not in them: a
//! rendition says the SHA-256 under which its file lies in `files/`.

use super::{ExportError, each_document, each_key};
use crate::clearance::{Reader, clear_collection};
use crate::deliver::hand_out_theme;
use crate::lines::LookUp;
use crate::reconcile::Linked;
use crate::strip::{self, strip_text};
use fonds_catalogue::{CatalogueError, Kept, Kind};
use fonds_formats::{Found, FoundDocument, lines};
use fonds_model::{ArchivalUnit, Authority, Collection, Document, Link, Theme};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Writes the lines; answers how many documents they hold.
pub(super) fn write(
    look: &LookUp,
    only: Option<&BTreeSet<String>>,
    out: &mut dyn Write,
) -> Result<u64, ExportError> {
    writeln!(out, "{}", lines::HEAD)?;
    if look.reader == Reader::Staff {
        write_kind::<Authority>(look, out, &mut Some)?;
        write_kind::<ArchivalUnit>(look, out, &mut Some)?;
        write_kind::<Collection>(look, out, &mut Some)?;
        let exported =
            each_document(look, only, &mut |document, _| write_one(look, Document::clone(&document), out))?;
        write_kind::<Theme>(look, out, &mut Some)?;
        return Ok(exported);
    }
    let mut named = NamedByAll::default();
    let exported = each_document(look, only, &mut |document, names| {
        named.note(look, &document, &names)?;
        write_one(look, Document::clone(&document), out)
    })?;
    write_named(look, named, out)?;
    if only.is_none() {
        each_key(look, Kind::Theme, &mut |id| {
            let Some(stored) = look.snapshot.find::<Theme>(id)? else { return Ok(()) };
            match hand_out_theme(look, stored.value)? {
                Some(delivered) => write_one(look, delivered.theme.clone(), out),
                None => Ok(()),
            }
        })?;
    }
    Ok(exported)
}

/// What the exported documents name.
#[derive(Default)]
struct NamedByAll {
    authorities: BTreeSet<String>,
    collections: BTreeSet<String>,
    units: BTreeSet<String>,
}

impl NamedByAll {
    /// Notes what a stripped document names.
    fn note(
        &mut self,
        look: &LookUp,
        document: &Document,
        named: &strip::Named,
    ) -> Result<(), CatalogueError> {
        self.authorities.extend(named.authorities.values().map(|line| line.id.clone()));
        for id in document.collections.iter().filter_map(Link::as_id) {
            let path = look.collection(id)?.unwrap_or_default();
            self.collections.extend(path.into_iter().map(|line| line.id));
        }
        for link in document.witnesses.iter().filter_map(|witness| witness.unit.as_ref()) {
            self.note_unit(look, link)?;
        }
        Ok(())
    }

    /// Notes a unit and those that hold it.
    fn note_unit(&mut self, look: &LookUp, link: &Link) -> Result<(), CatalogueError> {
        let mut next = link.as_id().map(str::to_owned);
        while let Some(id) = next.take() {
            let id = look.snapshot.find_redirect(Kind::Unit, &id)?.unwrap_or(id);
            if self.units.insert(id.clone())
                && let Some(stored) = look.snapshot.find::<ArchivalUnit>(&id)?
            {
                next = stored.value.parent.as_ref().and_then(Link::as_id).map(str::to_owned);
            }
        }
        Ok(())
    }
}

fn write_named(look: &LookUp, named: NamedByAll, out: &mut dyn Write) -> Result<(), ExportError> {
    let NamedByAll { mut authorities, collections, units } = named;
    let mut shown = Vec::new();
    each_key(look, Kind::Collection, &mut |id| {
        if collections.contains(id)
            && let Some(stored) = look.snapshot.find::<Collection>(id)?
            && let Some(cleared) = clear_collection(stored.value, look.reader, look.today)
        {
            let mut collection = cleared.into_inner();
            if let Some(essay) = &mut collection.essay {
                let mut mentioned = BTreeMap::new();
                strip_text(look, essay, &mut mentioned, &mut BTreeMap::new())?;
                authorities.extend(mentioned.into_values().map(|line| line.id));
            }
            shown.push(collection);
        }
        Ok(())
    })?;
    write_kind::<Authority>(look, out, &mut |mut authority| {
        // What leads to a name that stands in closed papers only would tell that there is such a name.
        let known = |link: &Link| link.as_id().is_some_and(|id| authorities.contains(id));
        authority.broader = authority.broader.filter(known);
        authority.names.iter_mut().for_each(|name| name.with.retain(known));
        authorities.contains(authority.id.as_str()).then_some(authority)
    })?;
    write_kind::<ArchivalUnit>(look, out, &mut |unit| units.contains(unit.id.as_str()).then_some(unit))?;
    shown.into_iter().try_for_each(|collection| write_one(look, collection, out))
}

/// Writes those things of one kind that `choose` gives back.
fn write_kind<T: Line>(
    look: &LookUp,
    out: &mut dyn Write,
    choose: &mut dyn FnMut(T) -> Option<T>,
) -> Result<(), ExportError> {
    each_key(look, T::KIND, &mut |id| {
        let stored = look.snapshot.find::<T>(id)?;
        match stored.and_then(|stored| choose(stored.value)) {
            Some(value) => write_one(look, value, out),
            None => Ok(()),
        }
    })
}

fn write_one<T: Line>(look: &LookUp, mut value: T, out: &mut dyn Write) -> Result<(), ExportError> {
    value.unresolve_links(&mut |kind, id| {
        let living = look.snapshot.find_redirect(kind, id)?;
        look.snapshot.key_of_id(kind, living.as_deref().unwrap_or(id))
    })?;
    Ok(writeln!(out, "{}", lines::write(&value.line()))?)
}

/// Things that have a line of their own.
trait Line: Kept + Linked {
    fn line(self) -> Found;
}

impl Line for Document {
    fn line(self) -> Found {
        Found::Document(Box::new(FoundDocument { document: self, beside: Vec::new() }))
    }
}

impl Line for Authority {
    fn line(self) -> Found {
        Found::Authority(Box::new(self))
    }
}

impl Line for ArchivalUnit {
    fn line(self) -> Found {
        Found::Unit(Box::new(self))
    }
}

impl Line for Collection {
    fn line(self) -> Found {
        Found::Collection(Box::new(self))
    }
}

impl Line for Theme {
    fn line(self) -> Found {
        Found::Theme(Box::new(self))
    }
}
