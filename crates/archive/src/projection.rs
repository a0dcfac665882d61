//! What the index is told of a document: the words to find it by, the facets to count it under, its place in time.
//!
//! Takes only a cleared document, and nothing of an authority or a collection that is not itself for everybody.
//! Variant names are not written into entries: the lexicon widens queries instead, so that editing a name reindexes
//! nothing.

use crate::clearance::Cleared;
use crate::indexing::collection_path;
use fonds_catalogue::{CatalogueError, Kind, Snapshot};
use fonds_model::document::Document;
use fonds_model::{Access, Agent, AgentRole, ArchivalUnit, Authority, AuthorityKind, Link, PlaceRole};
use fonds_search::{Entry, EntryDate, Facet, IndexedText};
use std::collections::{BTreeSet, HashMap};

/// Headings, collections and repositories looked up once for many documents.
#[derive(Default)]
pub(crate) struct Names {
    authorities: HashMap<String, Option<(AuthorityKind, String)>>,
    collections: HashMap<String, Vec<String>>,
    repositories: HashMap<String, Option<(String, String)>>,
}

/// Enough for any volume; emptied beyond it, so that memory does not grow with the archive.
const NAMES_KEPT: usize = 50_000;

impl Names {
    /// Forgets what it knows of one thing, because it changed.
    pub(crate) fn forget(&mut self, id: &str) {
        self.authorities.remove(id);
        self.repositories.remove(id);
        // A collection shows in the paths of all its parts.
        self.collections.clear();
    }

    fn authority(
        &mut self,
        snapshot: &Snapshot,
        link: &Link,
    ) -> Result<Option<(String, AuthorityKind, String)>, CatalogueError> {
        let Some(id) = link.as_id() else { return Ok(None) };
        let id = snapshot.find_redirect(Kind::Authority, id)?.unwrap_or_else(|| id.to_owned());
        if self.authorities.len() > NAMES_KEPT {
            self.authorities.clear();
        }
        let known = match self.authorities.get(&id) {
            Some(known) => known.clone(),
            None => {
                let stored = snapshot.find::<Authority>(&id)?;
                let known = stored.map(|stored| (stored.value.kind, stored.value.heading().to_owned()));
                self.authorities.insert(id.clone(), known.clone());
                known
            }
        };
        Ok(known.map(|(kind, heading)| (id, kind, heading)))
    }

    fn collections(&mut self, snapshot: &Snapshot, id: &str) -> Result<Vec<String>, CatalogueError> {
        if let Some(known) = self.collections.get(id) {
            return Ok(known.clone());
        }
        let path = collection_path(snapshot, id)?;
        // A part of a collection that is not for everybody counts for nobody.
        let open = path.iter().all(|collection| collection.access == Access::Public);
        let ids: Vec<String> =
            if open { path.iter().map(|c| c.id.to_string()).collect() } else { Vec::new() };
        self.collections.insert(id.to_owned(), ids.clone());
        Ok(ids)
    }

    fn repository(
        &mut self,
        snapshot: &Snapshot,
        id: &str,
    ) -> Result<Option<(String, String)>, CatalogueError> {
        if let Some(known) = self.repositories.get(id) {
            return Ok(known.clone());
        }
        let stored = snapshot.find::<ArchivalUnit>(id)?;
        let known = stored.map(|stored| (stored.value.repository.clone(), stored.value.citation()));
        self.repositories.insert(id.to_owned(), known.clone());
        Ok(known)
    }
}

/// Makes the entry of a document.
pub(crate) fn project(
    snapshot: &Snapshot,
    names: &mut Names,
    document: &Cleared<Document>,
) -> Result<Entry, CatalogueError> {
    let mut entry = Entry {
        id: document.id.to_string(),
        titles: document.titles.iter().map(|title| title.text.clone()).collect(),
        abstracts: document.abstracts.iter().map(|words| words.text.clone()).collect(),
        numbers: document.numbers.iter().map(|number| number.value.clone()).collect(),
        sort_title: document.principal_title().map(|title| title.text.clone()).unwrap_or_default(),
        ..Entry::default()
    };
    let mut mentioned = BTreeSet::new();
    for rendition in &document.renditions {
        let Some(text) = &rendition.text else { continue };
        text.for_each_mention(&mut |link| mentioned.extend(link.as_id().map(str::to_owned)));
        let language = rendition.language.as_ref().map(|language| language.as_str().to_owned());
        entry.texts.push(IndexedText { language, words: text.plain() });
        if !text.notes.is_empty() {
            entry.notes.push(text.plain_notes());
        }
    }
    for id in mentioned {
        if let Some((id, kind, _)) = names.authority(snapshot, &Link::Id(id))? {
            entry.facets.push((facet_of(kind), id));
        }
    }
    project_agents(snapshot, names, document, &mut entry)?;
    project_places(snapshot, names, document, &mut entry)?;
    project_source(snapshot, names, document, &mut entry)?;
    entry.facets.extend(document.genre.iter().map(|genre| (Facet::Genre, genre.clone())));
    entry.facets.extend(document.languages.iter().map(|l| (Facet::Language, l.as_str().to_owned())));
    entry.facets.extend(document.markings.iter().map(|m| (Facet::Marking, m.as_written.clone())));
    entry.date = document.principal_date().and_then(|date| EntryDate::of(&date.date));
    entry.facets.sort();
    entry.facets.dedup();
    Ok(entry)
}

fn project_agents(
    snapshot: &Snapshot,
    names: &mut Names,
    document: &Document,
    entry: &mut Entry,
) -> Result<(), CatalogueError> {
    for agent in &document.agents {
        project_agent(snapshot, names, agent, facet_of_role(agent.role), entry)?;
    }
    // Who wrote the message within did not write the document.
    for agent in document.enclosed.iter().flat_map(|e| e.senders.iter().chain(&e.recipients)) {
        project_agent(snapshot, names, agent, None, entry)?;
    }
    Ok(())
}

fn project_agent(
    snapshot: &Snapshot,
    names: &mut Names,
    agent: &Agent,
    role: Option<Facet>,
    entry: &mut Entry,
) -> Result<(), CatalogueError> {
    let mut forms = vec![agent.as_written.clone()];
    forms.extend(agent.bare_name.clone());
    forms.extend(agent.name.clone());
    if let Some(link) = &agent.authority
        && let Some((id, kind, heading)) = names.authority(snapshot, link)?
    {
        forms.push(heading);
        entry.facets.extend(role.map(|facet| (facet, id.clone())));
        // Drafters and clearers of every telegram would drown the people of its subject.
        if !matches!(agent.role, AgentRole::Clearer) {
            entry.facets.push((facet_of(kind), id));
        }
    } else {
        entry.facets.extend(role.map(|facet| (facet, agent.principal_name().to_owned())));
    }
    forms.dedup();
    entry.names.push(forms.join(" / "));
    Ok(())
}

fn project_places(
    snapshot: &Snapshot,
    names: &mut Names,
    document: &Document,
    entry: &mut Entry,
) -> Result<(), CatalogueError> {
    for place in &document.places {
        entry.places.push(place.as_written.clone());
        // In its role it is a place too, as the index knows.
        let facet = facet_of_place(place.role);
        match &place.authority {
            Some(link) => {
                if let Some((id, kind, heading)) = names.authority(snapshot, link)? {
                    entry.places.push(heading);
                    let facet = if kind == AuthorityKind::Place { facet } else { facet_of(kind) };
                    entry.facets.push((facet, id));
                }
            }
            None => entry.facets.push((facet, place.as_written.clone())),
        }
    }
    for subject in &document.subjects {
        entry.subjects.push(subject.as_written.clone());
        match &subject.authority {
            Some(link) => {
                if let Some((id, kind, heading)) = names.authority(snapshot, link)? {
                    entry.subjects.push(heading);
                    entry.facets.push((facet_of(kind), id));
                }
            }
            None => entry.facets.push((Facet::Subject, subject.as_written.clone())),
        }
    }
    entry.subjects.extend(document.topics.iter().cloned());
    Ok(())
}

fn project_source(
    snapshot: &Snapshot,
    names: &mut Names,
    document: &Document,
    entry: &mut Entry,
) -> Result<(), CatalogueError> {
    for witness in &document.witnesses {
        entry.references.extend(witness.verbatim.clone());
        entry.references.extend(witness.published_in.clone());
        if let Some(id) = witness.unit.as_ref().and_then(Link::as_id)
            && let Some((repository, citation)) = names.repository(snapshot, id)?
        {
            entry.facets.push((Facet::Repository, repository));
            if witness.verbatim.is_none() {
                entry.references.push(citation);
            }
        }
    }
    for collection in document.collections.iter().filter_map(Link::as_id) {
        let path = names.collections(snapshot, collection)?;
        entry.facets.extend(path.into_iter().map(|id| (Facet::Collection, id)));
    }
    Ok(())
}

/// The facet of what somebody did for a document, beside that of persons or organizations.
fn facet_of_role(role: AgentRole) -> Option<Facet> {
    match role {
        AgentRole::Sender | AgentRole::Author => Some(Facet::Sender),
        AgentRole::Recipient => Some(Facet::Recipient),
        AgentRole::Participant | AgentRole::Interpreter | AgentRole::NoteTaker => Some(Facet::Participant),
        _ => None,
    }
}

fn facet_of_place(role: PlaceRole) -> Facet {
    match role {
        PlaceRole::SentFrom => Facet::SentFrom,
        PlaceRole::Covers | PlaceRole::Event => Facet::Covers,
        PlaceRole::SentTo => Facet::Place,
    }
}

pub(crate) fn facet_of(kind: AuthorityKind) -> Facet {
    match kind {
        AuthorityKind::Person => Facet::Person,
        AuthorityKind::Organization => Facet::Organization,
        AuthorityKind::Place => Facet::Place,
        AuthorityKind::Subject => Facet::Subject,
    }
}
