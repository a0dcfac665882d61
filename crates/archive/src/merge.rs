//! Joining duplicates: one document goes on, the other's identifier redirects to it for ever.
//!
//! Nothing of the one that goes is lost: its versions stay in the catalogue, and what the other lacks is carried over.

use crate::archive::Archive;
use crate::describe::kind_of;
use fonds_catalogue::{Action, CatalogueError, ChangeNote, Kind, Put};
use fonds_model::authority::ExternalId;
use fonds_model::{Access, Authority, AuthorityName, Document, NameKind};

/// Why nothing was merged; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// Nothing has this identifier.
    #[error("nothing here is called `{0}`\nhint: `fonds search` and `fonds list` show identifiers")]
    Absent(String),
    /// They are one already.
    #[error("`{0}` cannot be merged into itself")]
    Itself(String),
    /// They are different kinds of thing.
    #[error(
        "`{0}` and `{1}` are different kinds of thing\nhint: only documents with documents, and authorities of one kind"
    )]
    Kinds(String, String),
    /// Who may see them differs, so that merging would show or hide something unasked.
    #[error("`{0}` is {1} and `{2}` is {3}\nhint: give both the same access first, with `fonds access`")]
    Access(String, Access, String, Access),
    /// A reason must be given.
    #[error("a merge needs a reason\nhint: add --reason \"why\"; it stands in the log for ever")]
    Reason,
    /// The catalogue failed.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

/// Merges one document or authority into another; answers the version that the other has now.
pub fn merge(archive: &Archive, id: &str, into: &str, note: &ChangeNote) -> Result<u32, MergeError> {
    if note.reason.trim().is_empty() {
        return Err(MergeError::Reason);
    }
    if id == into {
        return Err(MergeError::Itself(id.to_owned()));
    }
    let snapshot = archive.catalogue().snapshot()?;
    let kind = |id: &str| -> Result<Kind, MergeError> {
        kind_of(&snapshot, id)?.ok_or_else(|| MergeError::Absent(id.to_owned()))
    };
    match (kind(id)?, kind(into)?) {
        (Kind::Document, Kind::Document) => merge_documents(archive, id, into, note),
        (Kind::Authority, Kind::Authority) => merge_authorities(archive, id, into, note),
        _ => Err(MergeError::Kinds(id.to_owned(), into.to_owned())),
    }
}

fn merge_documents(archive: &Archive, id: &str, into: &str, note: &ChangeNote) -> Result<u32, MergeError> {
    archive.catalogue().write(note, |writer| {
        let gone = writer.find::<Document>(id)?.ok_or_else(|| MergeError::Absent(id.to_owned()))?;
        let stored = writer.find::<Document>(into)?.ok_or_else(|| MergeError::Absent(into.to_owned()))?;
        if gone.value.access != stored.value.access {
            let (a, b) = (gone.value.access, stored.value.access);
            return Err(MergeError::Access(id.to_owned(), a, into.to_owned(), b));
        }
        let mut document = stored.value.clone();
        join(&mut document, gone.value);
        // What was carried over is the archivist's doing: her source, imported again, must not take it back.
        for field in changed_fields(&stored.value, &document)? {
            writer.hold_field(Kind::Document, into, &field)?;
        }
        let put = writer.put(&document, Some(stored.version), Action::Merged)?;
        writer.redirect(Kind::Document, id, into)?;
        writer.resolve_possible_duplicate(id, into)?;
        Ok(version_after(put, stored.version))
    })
}

fn changed_fields(old: &Document, new: &Document) -> Result<Vec<String>, CatalogueError> {
    let (old, new) = (serde_json::to_value(old)?, serde_json::to_value(new)?);
    let fields = new.as_object().into_iter().flatten();
    Ok(fields
        .filter(|(field, value)| old.get(field) != Some(value))
        .map(|(field, _)| field.clone())
        .collect())
}

fn version_after(put: Put, before: u32) -> u32 {
    match put {
        Put::Changed { version } => version,
        Put::New | Put::Unchanged => before,
    }
}

/// Carries over what the document that goes on lacks. Single values are never overwritten.
fn join(document: &mut Document, gone: Document) {
    add_missing(&mut document.titles, gone.titles, |a, b| a.text == b.text);
    add_missing(&mut document.abstracts, gone.abstracts, |a, b| a.text == b.text);
    add_missing(&mut document.dates, gone.dates, |a, b| a.role == b.role && a.date.edtf == b.date.edtf);
    add_missing(&mut document.numbers, gone.numbers, |a, b| a.value == b.value);
    add_missing(&mut document.agents, gone.agents, |a, b| {
        a.role == b.role && a.principal_name() == b.principal_name()
    });
    add_missing(&mut document.places, gone.places, |a, b| a.role == b.role && a.as_written == b.as_written);
    add_missing(&mut document.subjects, gone.subjects, |a, b| a.as_written == b.as_written);
    add_missing(&mut document.topics, gone.topics, |a, b| a == b);
    add_missing(&mut document.languages, gone.languages, |a, b| a == b);
    add_missing(&mut document.markings, gone.markings, |a, b| a.as_written == b.as_written);
    add_missing(&mut document.collections, gone.collections, |a, b| a == b);
    add_missing(&mut document.relations, gone.relations, |a, b| a.kind == b.kind && a.target == b.target);
    document.genre = document.genre.take().or(gone.genre);
    document.enclosed = document.enclosed.take().or(gone.enclosed);
    document.rights = document.rights.take().or(gone.rights);
    // Witnesses and renditions have names within their document; those carried over get the old document's before theirs.
    let prefix = format!("{}-", gone.id);
    let renamed = |name: &str| format!("{prefix}{name}");
    document.witnesses.extend(gone.witnesses.into_iter().map(|mut witness| {
        witness.id = renamed(&witness.id);
        witness
    }));
    document.renditions.extend(gone.renditions.into_iter().map(|mut rendition| {
        rendition.id = renamed(&rendition.id);
        rendition.witness = rendition.witness.as_deref().map(renamed);
        rendition.derived_from = rendition.derived_from.as_deref().map(renamed);
        rendition
    }));
    document.releases.extend(gone.releases.into_iter().map(|mut release| {
        release.renditions = release.renditions.iter().map(|name| renamed(name)).collect();
        release
    }));
    document.relations.retain(|relation| relation.target.as_id() != Some(document.id.as_str()));
    document.aliases.push(ExternalId { scheme: "source_key".into(), value: gone.source_key });
}

fn add_missing<T>(all: &mut Vec<T>, more: Vec<T>, same: impl Fn(&T, &T) -> bool) {
    for thing in more {
        if !all.iter().any(|known| same(known, &thing)) {
            all.push(thing);
        }
    }
}

fn merge_authorities(archive: &Archive, id: &str, into: &str, note: &ChangeNote) -> Result<u32, MergeError> {
    archive.catalogue().write(note, |writer| {
        let gone = writer.find::<Authority>(id)?.ok_or_else(|| MergeError::Absent(id.to_owned()))?.value;
        let stored = writer.find::<Authority>(into)?.ok_or_else(|| MergeError::Absent(into.to_owned()))?;
        let mut authority = stored.value;
        if gone.kind != authority.kind {
            return Err(MergeError::Kinds(id.to_owned(), into.to_owned()));
        }
        let names = gone.names.into_iter().map(|name| match name.kind {
            NameKind::Preferred => AuthorityName { kind: NameKind::Variant, ..name },
            _ => name,
        });
        add_missing(&mut authority.names, names.collect(), |a, b| a.form == b.form);
        add_missing(&mut authority.external_ids, gone.external_ids, |a, b| a == b);
        add_missing(&mut authority.offices, gone.offices, |a, b| a == b);
        authority.lexicon |= gone.lexicon;
        authority.description = authority.description.take().or(gone.description);
        authority.coordinates = authority.coordinates.take().or(gone.coordinates);
        if authority.dates.is_empty() {
            authority.dates = gone.dates;
        }
        let put = writer.put(&authority, Some(stored.version), Action::Merged)?;
        writer.redirect(Kind::Authority, id, into)?;
        Ok(version_after(put, stored.version))
    })
}
