//! Takes out of a cleared thing every pointer to what its reader may not see, and looks up the headings of the rest.
//!
//! A reference in the words stays as words; a relation goes altogether. The second half of clearance, apart from
//! [`crate::clearance`] only because it must ask the catalogue. Every output of documents passes through here.

use crate::deliver::RelatedDocument;
use crate::lines::{AuthorityLine, DocumentLine, LookUp};
use fonds_catalogue::CatalogueError;
use fonds_model::text::{BlockKind, Inline};
use fonds_model::{Agent, Document, Link, Text};
use std::collections::BTreeMap;

/// What a document names, with headings and addresses.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub(crate) authorities: BTreeMap<String, AuthorityLine>,
    pub(crate) references: BTreeMap<String, DocumentLine>,
    pub(crate) related: Vec<RelatedDocument>,
}

/// Strips a document that was cleared for the reader who looks.
pub(crate) fn strip_links(look: &LookUp, document: &mut Document) -> Result<Named, CatalogueError> {
    let mut named = Named::default();
    strip_agents(look, document, &mut named)?;
    for place in &mut document.places {
        strip_authority(look, &mut place.authority, &mut named.authorities)?;
    }
    for subject in &mut document.subjects {
        strip_authority(look, &mut subject.authority, &mut named.authorities)?;
    }
    for rendition in &mut document.renditions {
        if let Some(text) = &mut rendition.text {
            strip_text(look, text, &mut named.authorities, &mut named.references)?;
        }
    }
    let mut relations = Vec::new();
    for relation in std::mem::take(&mut document.relations) {
        let Some(id) = relation.target.as_id() else { continue };
        if let Some(line) = look.document(id)? {
            named.related.push(RelatedDocument {
                kind: relation.kind,
                incoming: false,
                document: line,
                evidence: relation.evidence.clone(),
            });
            relations.push(relation);
        }
    }
    document.relations = relations;
    let mut collections = Vec::new();
    for link in std::mem::take(&mut document.collections) {
        if let Some(id) = link.as_id()
            && look.collection(id)?.is_some()
        {
            collections.push(link);
        }
    }
    document.collections = collections;
    Ok(named)
}

fn strip_agents(look: &LookUp, document: &mut Document, named: &mut Named) -> Result<(), CatalogueError> {
    let enclosed = document.enclosed.iter_mut().flat_map(|e| e.senders.iter_mut().chain(&mut e.recipients));
    let made = document.renditions.iter_mut().flat_map(|rendition| rendition.agents.iter_mut());
    for agent in document.agents.iter_mut().chain(enclosed).chain(made) {
        strip_agent(look, agent, &mut named.authorities)?;
    }
    Ok(())
}

fn strip_agent(
    look: &LookUp,
    agent: &mut Agent,
    authorities: &mut BTreeMap<String, AuthorityLine>,
) -> Result<(), CatalogueError> {
    strip_authority(look, &mut agent.authority, authorities)?;
    let mut alternatives = Vec::new();
    for link in std::mem::take(&mut agent.alternatives) {
        let mut link = Some(link);
        strip_authority(look, &mut link, authorities)?;
        alternatives.extend(link);
    }
    agent.alternatives = alternatives;
    Ok(())
}

/// Keeps a link to an authority that is there.
fn strip_authority(
    look: &LookUp,
    link: &mut Option<Link>,
    authorities: &mut BTreeMap<String, AuthorityLine>,
) -> Result<(), CatalogueError> {
    let Some(id) = link.as_ref().and_then(Link::as_id) else {
        *link = None;
        return Ok(());
    };
    if !is_known(look, id, authorities)? {
        *link = None;
    }
    Ok(())
}

fn is_known(
    look: &LookUp,
    id: &str,
    authorities: &mut BTreeMap<String, AuthorityLine>,
) -> Result<bool, CatalogueError> {
    if authorities.contains_key(id) {
        return Ok(true);
    }
    let line = look.authority(id)?;
    if let Some(line) = &line {
        authorities.insert(id.to_owned(), AuthorityLine::clone(line));
    }
    Ok(line.is_some())
}

/// Strips the words of a text.
pub(crate) fn strip_text(
    look: &LookUp,
    text: &mut Text,
    authorities: &mut BTreeMap<String, AuthorityLine>,
    references: &mut BTreeMap<String, DocumentLine>,
) -> Result<(), CatalogueError> {
    for block in &mut text.blocks {
        if let BlockKind::Table { rows, .. } = &mut block.kind {
            for cell in rows.iter_mut().flatten() {
                strip_inlines(look, cell, authorities, references)?;
            }
        }
        strip_inlines(look, &mut block.content, authorities, references)?;
    }
    for note in &mut text.notes {
        strip_inlines(look, &mut note.content, authorities, references)?;
    }
    Ok(())
}

fn strip_inlines(
    look: &LookUp,
    content: &mut Vec<Inline>,
    authorities: &mut BTreeMap<String, AuthorityLine>,
    references: &mut BTreeMap<String, DocumentLine>,
) -> Result<(), CatalogueError> {
    let mut at = 0;
    while at < content.len() {
        let keep = match &mut content[at] {
            Inline::Emphasis { content, .. }
            | Inline::Supplied(content)
            | Inline::Deleted(content)
            | Inline::OutsideLink { content, .. } => {
                strip_inlines(look, content, authorities, references)?;
                true
            }
            Inline::Mention { authority, content } => {
                strip_inlines(look, content, authorities, references)?;
                match authority.as_id() {
                    Some(id) => is_known(look, id, authorities)?,
                    None => false,
                }
            }
            Inline::Reference { target, content } => {
                strip_inlines(look, content, authorities, references)?;
                is_shown(look, target, references)?
            }
            Inline::Words(_)
            | Inline::NoteMark(_)
            | Inline::PageBreak { .. }
            | Inline::LineBreak
            | Inline::Redaction { .. }
            | Inline::Gap { .. } => true,
        };
        if keep {
            at += 1;
        } else {
            let words = match content.remove(at) {
                Inline::Mention { content, .. } | Inline::Reference { content, .. } => content,
                _ => Vec::new(),
            };
            let stripped = words.len();
            content.splice(at..at, words);
            at += stripped;
        }
    }
    Ok(())
}

fn is_shown(
    look: &LookUp,
    target: &Link,
    references: &mut BTreeMap<String, DocumentLine>,
) -> Result<bool, CatalogueError> {
    let Some(id) = target.as_id() else { return Ok(false) };
    if references.contains_key(id) {
        return Ok(true);
    }
    let line = look.document(id)?;
    let shown = line.is_some();
    references.extend(line.map(|line| (id.to_owned(), line)));
    Ok(shown)
}
