//! Brings what a source says together with what the archive has: links become identifiers, and fields that an
//! archivist edited keep her value.
//!
//! Pure but for the function that looks keys up; the import calls it for each thing found.

use fonds_catalogue::{Kept, Kind};
use fonds_model::text::{BlockKind, Inline};
use fonds_model::{Agent, Authority, Collection, Document, Link, Text, Theme};
use serde_json::Value;

/// Finds or reserves the identifier of a source's key.
pub type Resolve<'a, E> = dyn FnMut(Kind, &str) -> Result<Option<String>, E> + 'a;

/// Things whose links can be resolved.
pub trait Linked {
    /// Turns every link by source key that `resolve` knows into a link by identifier.
    fn resolve_links<E>(&mut self, resolve: &mut Resolve<'_, E>) -> Result<(), E>;
}

fn resolve_one<E>(kind: Kind, link: &mut Link, resolve: &mut Resolve<'_, E>) -> Result<(), E> {
    if let Link::SourceKey(key) = link
        && let Some(id) = resolve(kind, key)?
    {
        *link = Link::Id(id);
    }
    Ok(())
}

fn resolve_all<'l, E>(
    kind: Kind,
    links: impl IntoIterator<Item = &'l mut Link>,
    resolve: &mut Resolve<'_, E>,
) -> Result<(), E> {
    links.into_iter().try_for_each(|link| resolve_one(kind, link, resolve))
}

impl Linked for Document {
    fn resolve_links<E>(&mut self, resolve: &mut Resolve<'_, E>) -> Result<(), E> {
        let enclosed = self.enclosed.iter_mut().flat_map(|e| e.senders.iter_mut().chain(&mut e.recipients));
        let made = self.renditions.iter_mut().flat_map(|rendition| rendition.agents.iter_mut());
        for agent in self.agents.iter_mut().chain(enclosed).chain(made) {
            resolve_agent(agent, resolve)?;
        }
        resolve_all(Kind::Authority, self.places.iter_mut().filter_map(|p| p.authority.as_mut()), resolve)?;
        resolve_all(Kind::Authority, self.subjects.iter_mut().filter_map(|s| s.authority.as_mut()), resolve)?;
        resolve_all(Kind::Unit, self.witnesses.iter_mut().filter_map(|w| w.unit.as_mut()), resolve)?;
        resolve_all(Kind::Collection, &mut self.collections, resolve)?;
        resolve_all(Kind::Document, self.relations.iter_mut().map(|r| &mut r.target), resolve)?;
        for text in self.renditions.iter_mut().filter_map(|rendition| rendition.text.as_mut()) {
            text.resolve_links(resolve)?;
        }
        Ok(())
    }
}

fn resolve_agent<E>(agent: &mut Agent, resolve: &mut Resolve<'_, E>) -> Result<(), E> {
    resolve_all(Kind::Authority, agent.authority.iter_mut().chain(&mut agent.alternatives), resolve)
}

impl Linked for Text {
    fn resolve_links<E>(&mut self, resolve: &mut Resolve<'_, E>) -> Result<(), E> {
        for block in &mut self.blocks {
            if let BlockKind::Table { rows, .. } = &mut block.kind {
                for cell in rows.iter_mut().flatten() {
                    resolve_inlines(cell, resolve)?;
                }
            }
            resolve_inlines(&mut block.content, resolve)?;
        }
        self.notes.iter_mut().try_for_each(|note| resolve_inlines(&mut note.content, resolve))
    }
}

fn resolve_inlines<E>(content: &mut [Inline], resolve: &mut Resolve<'_, E>) -> Result<(), E> {
    for inline in content {
        match inline {
            Inline::Mention { authority, content } => {
                resolve_one(Kind::Authority, authority, resolve)?;
                resolve_inlines(content, resolve)?;
            }
            Inline::Reference { target, content } => {
                resolve_one(Kind::Document, target, resolve)?;
                resolve_inlines(content, resolve)?;
            }
            Inline::Emphasis { content, .. }
            | Inline::Supplied(content)
            | Inline::Deleted(content)
            | Inline::OutsideLink { content, .. } => resolve_inlines(content, resolve)?,
            Inline::Words(_)
            | Inline::NoteMark(_)
            | Inline::PageBreak { .. }
            | Inline::LineBreak
            | Inline::Redaction { .. }
            | Inline::Gap { .. } => {}
        }
    }
    Ok(())
}

impl Linked for Authority {
    fn resolve_links<E>(&mut self, resolve: &mut Resolve<'_, E>) -> Result<(), E> {
        resolve_all(Kind::Authority, self.broader.iter_mut(), resolve)?;
        resolve_all(Kind::Authority, self.names.iter_mut().flat_map(|name| name.with.iter_mut()), resolve)
    }
}

impl Linked for Collection {
    fn resolve_links<E>(&mut self, resolve: &mut Resolve<'_, E>) -> Result<(), E> {
        resolve_all(Kind::Collection, self.parent.iter_mut(), resolve)?;
        self.essay.iter_mut().try_for_each(|essay| essay.resolve_links(resolve))
    }
}

impl Linked for Theme {
    fn resolve_links<E>(&mut self, resolve: &mut Resolve<'_, E>) -> Result<(), E> {
        resolve_all(Kind::Collection, &mut self.collections, resolve)?;
        let of_timeline = self.timeline.iter_mut().flat_map(|entry| entry.documents.iter_mut());
        resolve_all(Kind::Document, self.documents.iter_mut().chain(of_timeline), resolve)?;
        self.essay.iter_mut().try_for_each(|essay| essay.resolve_links(resolve))
    }
}

impl Linked for fonds_model::ArchivalUnit {
    fn resolve_links<E>(&mut self, resolve: &mut Resolve<'_, E>) -> Result<(), E> {
        resolve_all(Kind::Unit, self.parent.iter_mut(), resolve)
    }
}

/// Gives back `new` with the fields that an archivist edited as she left them in `old`, and the names of those
/// fields in which the source says something else.
pub fn keep_edits<T: Kept>(old: &T, new: T, held: &[String]) -> Result<(T, Vec<String>), serde_json::Error> {
    if held.is_empty() {
        return Ok((new, Vec::new()));
    }
    let old = serde_json::to_value(old)?;
    let mut merged = serde_json::to_value(&new)?;
    let mut clashes = Vec::new();
    for field in held {
        let kept = old.get(field).cloned();
        if merged.get(field) == kept.as_ref() {
            continue;
        }
        // `access` is decided here alone: a source that says nothing of it does not clash.
        if field != "access" {
            clashes.push(field.clone());
        }
        if let Value::Object(fields) = &mut merged {
            match kept {
                Some(value) => fields.insert(field.clone(), value),
                None => fields.remove(field),
            };
        }
    }
    Ok((serde_json::from_value(merged)?, clashes))
}
