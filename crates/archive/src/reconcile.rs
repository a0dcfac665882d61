//! Brings what a source says together with what the archive has: links become identifiers (and source keys again on the
//! way out), and fields that an archivist edited keep her value.
//!
//! Pure but for the functions that look keys and identifiers up; import and export call it for each thing.

use fonds_catalogue::{Kept, Kind};
use fonds_model::text::{BlockKind, Inline};
use fonds_model::{Agent, Authority, Collection, Document, Link, Text, Theme};
use serde_json::Value;

/// Is shown a link and the kind of thing that it points at.
pub type Visit<'a, E> = dyn FnMut(Kind, &mut Link) -> Result<(), E> + 'a;

/// Finds the identifier of a source key, or the source key of an identifier.
pub type Find<'a, E> = dyn FnMut(Kind, &str) -> Result<Option<String>, E> + 'a;

/// Things that point at others.
pub trait Linked {
    /// Shows every link to `visit`, which may change it.
    fn visit_links<E>(&mut self, visit: &mut Visit<'_, E>) -> Result<(), E>;

    /// On the way in: turns every link by source key into one by the identifier that `id_of` knows or reserves.
    fn resolve_links<E>(&mut self, id_of: &mut Find<'_, E>) -> Result<(), E> {
        self.visit_links(&mut |kind, link| {
            if let Link::SourceKey(key) = link
                && let Some(id) = id_of(kind, key)?
            {
                *link = Link::Id(id);
            }
            Ok(())
        })
    }

    /// On the way out: turns every link by identifier into one by the source key that `key_of` knows.
    fn unresolve_links<E>(&mut self, key_of: &mut Find<'_, E>) -> Result<(), E> {
        self.visit_links(&mut |kind, link| {
            if let Link::Id(id) = link
                && let Some(key) = key_of(kind, id)?
            {
                *link = Link::SourceKey(key);
            }
            Ok(())
        })
    }
}

fn visit_all<'l, E>(
    kind: Kind,
    links: impl IntoIterator<Item = &'l mut Link>,
    visit: &mut Visit<'_, E>,
) -> Result<(), E> {
    links.into_iter().try_for_each(|link| visit(kind, link))
}

impl Linked for Document {
    fn visit_links<E>(&mut self, visit: &mut Visit<'_, E>) -> Result<(), E> {
        let enclosed = self.enclosed.iter_mut().flat_map(|e| e.senders.iter_mut().chain(&mut e.recipients));
        let made = self.renditions.iter_mut().flat_map(|rendition| rendition.agents.iter_mut());
        for agent in self.agents.iter_mut().chain(enclosed).chain(made) {
            visit_agent(agent, visit)?;
        }
        visit_all(Kind::Authority, self.places.iter_mut().filter_map(|p| p.authority.as_mut()), visit)?;
        visit_all(Kind::Authority, self.subjects.iter_mut().filter_map(|s| s.authority.as_mut()), visit)?;
        visit_all(Kind::Unit, self.witnesses.iter_mut().filter_map(|w| w.unit.as_mut()), visit)?;
        visit_all(Kind::Collection, &mut self.collections, visit)?;
        visit_all(Kind::Document, self.relations.iter_mut().map(|r| &mut r.target), visit)?;
        for text in self.renditions.iter_mut().filter_map(|rendition| rendition.text.as_mut()) {
            text.visit_links(visit)?;
        }
        Ok(())
    }
}

fn visit_agent<E>(agent: &mut Agent, visit: &mut Visit<'_, E>) -> Result<(), E> {
    visit_all(Kind::Authority, agent.authority.iter_mut().chain(&mut agent.alternatives), visit)
}

impl Linked for Text {
    fn visit_links<E>(&mut self, visit: &mut Visit<'_, E>) -> Result<(), E> {
        for block in &mut self.blocks {
            if let BlockKind::Table { rows, .. } = &mut block.kind {
                for cell in rows.iter_mut().flatten() {
                    visit_inlines(cell, visit)?;
                }
            }
            visit_inlines(&mut block.content, visit)?;
        }
        self.notes.iter_mut().try_for_each(|note| visit_inlines(&mut note.content, visit))
    }
}

fn visit_inlines<E>(content: &mut [Inline], visit: &mut Visit<'_, E>) -> Result<(), E> {
    for inline in content {
        match inline {
            Inline::Mention { authority, content } => {
                visit(Kind::Authority, authority)?;
                visit_inlines(content, visit)?;
            }
            Inline::Reference { target, content } => {
                visit(Kind::Document, target)?;
                visit_inlines(content, visit)?;
            }
            Inline::Emphasis { content, .. }
            | Inline::Supplied(content)
            | Inline::Deleted(content)
            | Inline::OutsideLink { content, .. } => visit_inlines(content, visit)?,
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
    fn visit_links<E>(&mut self, visit: &mut Visit<'_, E>) -> Result<(), E> {
        visit_all(Kind::Authority, self.broader.iter_mut(), visit)?;
        visit_all(Kind::Authority, self.names.iter_mut().flat_map(|name| name.with.iter_mut()), visit)
    }
}

impl Linked for Collection {
    fn visit_links<E>(&mut self, visit: &mut Visit<'_, E>) -> Result<(), E> {
        visit_all(Kind::Collection, self.parent.iter_mut(), visit)?;
        self.essay.iter_mut().try_for_each(|essay| essay.visit_links(visit))
    }
}

impl Linked for Theme {
    fn visit_links<E>(&mut self, visit: &mut Visit<'_, E>) -> Result<(), E> {
        visit_all(Kind::Collection, &mut self.collections, visit)?;
        let of_timeline = self.timeline.iter_mut().flat_map(|entry| entry.documents.iter_mut());
        visit_all(Kind::Document, self.documents.iter_mut().chain(of_timeline), visit)?;
        self.essay.iter_mut().try_for_each(|essay| essay.visit_links(visit))
    }
}

impl Linked for fonds_model::ArchivalUnit {
    fn visit_links<E>(&mut self, visit: &mut Visit<'_, E>) -> Result<(), E> {
        visit_all(Kind::Unit, self.parent.iter_mut(), visit)
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
