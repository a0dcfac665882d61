//! Publishing, embargoing, restricting, withdrawing: who may see a document, one of its renditions, or a collection.
//!
//! Only the decision is written here, with its reason; what follows from it for readers is [`crate::clearance`].

use crate::archive::Archive;
use crate::describe::kind_of;
use fonds_catalogue::{Action, CatalogueError, ChangeNote, Kind, Put};
use fonds_model::{Access, Collection, Day, Document, Theme};

/// Why access was not changed; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// Nothing has this identifier.
    #[error("nothing here is called `{0}`\nhint: `fonds search` and `fonds list` show identifiers")]
    Absent(String),
    /// The document has no such rendition.
    #[error("`{id}` has no rendition `{rendition}`\nhint: it has {known}")]
    Rendition {
        /// The document.
        id: String,
        /// The rendition asked for.
        rendition: String,
        /// Those that it has.
        known: String,
    },
    /// This kind of thing is always for everybody.
    #[error("{0} has no access state\nhint: restrict the documents that name it")]
    Stateless(&'static str),
    /// Erasing is another verb.
    #[error("access cannot be set to erased\nhint: `fonds erase` destroys a document's bytes and versions")]
    Erased,
    /// An embargo whose day has come.
    #[error("{0} is not after today\nhint: an embargo needs a day to come; say public instead")]
    Past(Day),
    /// A reason must be given.
    #[error("a change of access needs a reason\nhint: add --reason \"why\"; it stands in the log for ever")]
    Reason,
    /// The catalogue failed.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

/// Sets the access state of a document, collection or theme, or of one rendition of a document (`ID/r2`).
/// Answers whether anything changed.
pub fn set_access(
    archive: &Archive,
    id: &str,
    access: Access,
    note: &ChangeNote,
    today: Day,
) -> Result<bool, AccessError> {
    if note.reason.trim().is_empty() {
        return Err(AccessError::Reason);
    }
    match access {
        Access::Erased => return Err(AccessError::Erased),
        Access::Embargoed { until } if until <= today => return Err(AccessError::Past(until)),
        _ => {}
    }
    let (id, rendition) = id.split_once('/').map_or((id, None), |(id, rendition)| (id, Some(rendition)));
    let kind =
        kind_of(&archive.catalogue().snapshot()?, id)?.ok_or_else(|| AccessError::Absent(id.to_owned()))?;
    let put = archive.catalogue().write(note, |writer| {
        let absent = || AccessError::Absent(id.to_owned());
        match kind {
            Kind::Document => {
                let mut stored = writer.find::<Document>(id)?.ok_or_else(absent)?;
                match rendition {
                    None => stored.value.access = access,
                    Some(name) => set_rendition_access(&mut stored.value, name, access)?,
                }
                if rendition.is_none() {
                    writer.hold_field(kind, id, "access")?;
                }
                Ok(writer.put(&stored.value, Some(stored.version), Action::AccessChanged)?)
            }
            Kind::Collection => {
                let mut stored = writer.find::<Collection>(id)?.ok_or_else(absent)?;
                stored.value.access = access;
                writer.hold_field(kind, id, "access")?;
                Ok(writer.put(&stored.value, Some(stored.version), Action::AccessChanged)?)
            }
            Kind::Theme => {
                let mut stored = writer.find::<Theme>(id)?.ok_or_else(absent)?;
                stored.value.access = access;
                writer.hold_field(kind, id, "access")?;
                Ok(writer.put(&stored.value, Some(stored.version), Action::AccessChanged)?)
            }
            Kind::Authority | Kind::Unit => Err(AccessError::Stateless(kind.word())),
        }
    })?;
    Ok(put != Put::Unchanged)
}

fn set_rendition_access(document: &mut Document, name: &str, access: Access) -> Result<(), AccessError> {
    let known = document.renditions.iter().map(|r| r.id.as_str()).collect::<Vec<_>>().join(", ");
    let rendition = document.renditions.iter_mut().find(|rendition| rendition.id == name);
    let rendition = rendition.ok_or_else(|| AccessError::Rendition {
        id: document.id.to_string(),
        rendition: name.to_owned(),
        known: if known.is_empty() { "none".into() } else { known },
    })?;
    rendition.access = access;
    Ok(())
}
