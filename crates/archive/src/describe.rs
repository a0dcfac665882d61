//! Correcting a description by hand: the field keeps the archivist's value from then on, whatever its source says later.
//!
//! Every edit is a version with a reason. Who may see a thing is no description: that is [`crate::access`].

use crate::archive::Archive;
use fonds_catalogue::{Action, CatalogueError, ChangeNote, Kept, Kind, Put, Snapshot};
use fonds_model::document::{DateRole, DocumentDate, DocumentNumber, NumberKind, Rights, Words};
use fonds_model::{
    ArchivalUnit, Authority, AuthorityName, Collection, Document, HistoricalDate, Language, NameKind, Theme,
};
use serde_json::Value;

/// Why an edit was refused; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// Nothing has this identifier.
    #[error("nothing here is called `{0}`\nhint: `fonds search` and `fonds list` show identifiers")]
    Absent(String),
    /// No such field.
    #[error("`{field}` is no field that can be edited\nhint: {known}")]
    Field {
        /// The field asked for.
        field: String,
        /// The fields that can be.
        known: &'static str,
    },
    /// The value does not fit the field.
    #[error("`{value}` does not fit the field {field}: {why}")]
    Value {
        /// The field.
        field: String,
        /// The value.
        value: String,
        /// What it should be.
        why: String,
    },
    /// A reason must be given.
    #[error("an edit needs a reason\nhint: add --reason \"why\"; it stands in the log for ever")]
    Reason,
    /// Somebody else was faster, or the catalogue failed.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

/// The fields of a document that go by a simple word.
pub const DOCUMENT_FIELDS: &str = "title, abstract, date, genre, number, languages, topics, excerpt, rights, \
     or a field of the model with its value in JSON, such as agents='[...]'";
/// The fields of other things that go by a simple word.
pub const OTHER_FIELDS: &str =
    "title or name, description, overview, or a field of the model with its value in JSON";

/// What an edit did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Edited {
    /// The identifier.
    pub id: String,
    /// The version that it has now.
    pub version: u32,
    /// False when it said so already.
    pub changed: bool,
}

/// Sets fields of the document, authority, collection, theme or unit of this identifier.
pub fn edit(
    archive: &Archive,
    id: &str,
    fields: &[(String, String)],
    expected_version: Option<u32>,
    note: &ChangeNote,
) -> Result<Edited, EditError> {
    if note.reason.trim().is_empty() {
        return Err(EditError::Reason);
    }
    match kind_of(&archive.catalogue().snapshot()?, id)? {
        Some(Kind::Document) => {
            edit_thing::<Document>(archive, id, fields, expected_version, note, set_document_field)
        }
        Some(Kind::Authority) => {
            edit_thing::<Authority>(archive, id, fields, expected_version, note, set_authority_field)
        }
        Some(Kind::Collection) => {
            edit_thing::<Collection>(archive, id, fields, expected_version, note, set_collection_field)
        }
        Some(Kind::Theme) => {
            edit_thing::<Theme>(archive, id, fields, expected_version, note, set_theme_field)
        }
        Some(Kind::Unit) => {
            edit_thing::<ArchivalUnit>(archive, id, fields, expected_version, note, |_, _, _| Ok(None))
        }
        None => Err(EditError::Absent(id.to_owned())),
    }
}

/// What kind of thing has this identifier.
pub fn kind_of(snapshot: &Snapshot, id: &str) -> Result<Option<Kind>, CatalogueError> {
    for kind in [Kind::Document, Kind::Authority, Kind::Collection, Kind::Theme, Kind::Unit] {
        if snapshot.state(kind, id)?.is_some() {
            return Ok(Some(kind));
        }
    }
    Ok(None)
}

/// Sets one field by its simple word; answers the model's field that it touched, or none when it knows no such word.
type Setter<T> = fn(&mut T, &str, &str) -> Result<Option<&'static str>, EditError>;

fn edit_thing<T: Kept + PartialEq>(
    archive: &Archive,
    id: &str,
    fields: &[(String, String)],
    expected_version: Option<u32>,
    note: &ChangeNote,
    set: Setter<T>,
) -> Result<Edited, EditError> {
    archive.catalogue().write(note, |writer| {
        let stored = writer.find::<T>(id)?.ok_or_else(|| EditError::Absent(id.to_owned()))?;
        let mut value = stored.value.clone();
        let mut touched = Vec::new();
        for (field, words) in fields {
            match set(&mut value, field, words)? {
                Some(model_field) => touched.push(model_field.to_owned()),
                None => {
                    value = set_json_field(&value, T::KIND, field, words)?;
                    touched.push(field.clone());
                }
            }
        }
        let put = writer.put(&value, Some(expected_version.unwrap_or(stored.version)), Action::Changed)?;
        for field in touched {
            writer.hold_field(T::KIND, id, &field)?;
        }
        Ok(match put {
            Put::Changed { version } => Edited { id: id.to_owned(), version, changed: true },
            Put::New | Put::Unchanged => {
                Edited { id: id.to_owned(), version: stored.version, changed: false }
            }
        })
    })
}

/// Fields that are not description: what a thing is, where it came from, who may see it.
const NOT_EDITABLE: [&str; 6] = ["id", "source_key", "access", "provenance", "slug", "kind"];

fn set_json_field<T: Kept>(value: &T, kind: Kind, field: &str, words: &str) -> Result<T, EditError> {
    let known = if kind == Kind::Document { DOCUMENT_FIELDS } else { OTHER_FIELDS };
    let unknown = || EditError::Field { field: field.to_owned(), known };
    let unfit = |why: String| EditError::Value { field: field.to_owned(), value: words.to_owned(), why };
    if NOT_EDITABLE.contains(&field) || !is_field_of(value, field)? {
        return Err(unknown());
    }
    let mut fields = serde_json::to_value(value).map_err(CatalogueError::from)?;
    let given: Value =
        serde_json::from_str(words).map_err(|error| unfit(format!("it is not JSON: {error}")))?;
    fields.as_object_mut().ok_or_else(unknown)?.insert(field.to_owned(), given);
    let edited: T = serde_json::from_value(fields.clone()).map_err(|error| unfit(error.to_string()))?;
    // A field that the model does not know is dropped in reading; what was dropped was none.
    let again = serde_json::to_value(&edited).map_err(CatalogueError::from)?;
    let empty = fields.get(field).is_some_and(|v| v.is_null() || v.as_array().is_some_and(Vec::is_empty));
    if again.get(field).is_none() && !empty {
        return Err(unknown());
    }
    Ok(edited)
}

/// Whether the model has a field of this name: what it does not know it drops in reading, what it knows it keeps or refuses.
fn is_field_of<T: Kept>(value: &T, field: &str) -> Result<bool, CatalogueError> {
    let mut fields = serde_json::to_value(value)?;
    if let Some(fields) = fields.as_object_mut() {
        fields.insert(field.to_owned(), serde_json::json!({ "no such thing": [] }));
    }
    Ok(match serde_json::from_value::<T>(fields) {
        Err(_) => true,
        Ok(read) => serde_json::to_value(&read)?.get(field).is_some(),
    })
}

fn set_document_field(
    document: &mut Document,
    field: &str,
    words: &str,
) -> Result<Option<&'static str>, EditError> {
    let words = words.trim();
    Ok(Some(match field {
        "title" => {
            set_words(&mut document.titles, words);
            "titles"
        }
        "abstract" => {
            set_words(&mut document.abstracts, words);
            "abstracts"
        }
        "date" => {
            set_date(document, words)?;
            "dates"
        }
        "genre" => {
            document.genre = (!words.is_empty()).then(|| words.to_lowercase());
            "genre"
        }
        "number" => {
            let number = DocumentNumber { kind: NumberKind::Serial, value: words.to_owned(), issuer: None };
            document.numbers.retain(|known| known.kind != NumberKind::Serial);
            if !words.is_empty() {
                document.numbers.insert(0, number);
            }
            "numbers"
        }
        "languages" if !words.starts_with('[') => {
            let tags = words.split([',', ' ']).filter(|tag| !tag.is_empty());
            document.languages = tags.map(|tag| language(field, tag)).collect::<Result<_, _>>()?;
            "languages"
        }
        "topics" if !words.starts_with('[') => {
            document.topics =
                words.split(';').map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect();
            "topics"
        }
        "rights" if !words.starts_with('{') => {
            let rights = document.rights.get_or_insert_with(Rights::default);
            rights.statement = (!words.is_empty()).then(|| words.to_owned());
            "rights"
        }
        _ => return Ok(None),
    }))
}

fn language(field: &str, tag: &str) -> Result<Language, EditError> {
    Language::new(tag).ok_or_else(|| EditError::Value {
        field: field.to_owned(),
        value: tag.to_owned(),
        why: "write languages as tags, such as ru or zh-Hant".into(),
    })
}

/// Puts words in the place of those shown, or takes them away.
fn set_words(all: &mut Vec<Words>, words: &str) {
    let english = |w: &Words| w.language.as_ref().is_some_and(|l| l.as_str().starts_with("en"));
    let shown = all.iter().position(english).or((!all.is_empty()).then_some(0));
    match (shown, words.is_empty()) {
        (Some(position), true) => {
            all.remove(position);
        }
        (Some(position), false) => all[position].text = words.to_owned(),
        (None, true) => {}
        (None, false) => all.push(Words::new(words)),
    }
}

fn set_date(document: &mut Document, words: &str) -> Result<(), EditError> {
    // An archivist may write EDTF as well as words.
    let date = match words.parse() {
        Ok(edtf) => HistoricalDate::from_edtf(edtf, words),
        Err(_) => HistoricalDate::read(words),
    };
    if !date.is_understood() {
        return Err(EditError::Value {
            field: "date".into(),
            value: words.to_owned(),
            why: "write it as `8 January 1949`, `January 1949`, `circa 1950` or EDTF, or say `undated`"
                .into(),
        });
    }
    let shown = document.principal_date().map(|shown| shown.role);
    let role = shown.unwrap_or(DateRole::Created);
    for known in &mut document.dates {
        known.principal = false;
    }
    match document.dates.iter_mut().find(|known| known.role == role) {
        Some(known) => {
            known.date = date;
            known.principal = true;
        }
        None => document.dates.push(DocumentDate { principal: true, ..DocumentDate::new(role, date) }),
    }
    Ok(())
}

fn set_authority_field(
    authority: &mut Authority,
    field: &str,
    words: &str,
) -> Result<Option<&'static str>, EditError> {
    Ok(Some(match field {
        "name" | "title" => {
            match authority.names.iter_mut().find(|name| name.kind == NameKind::Preferred) {
                // The heading that was preferred until now is still a name.
                Some(name) if name.form != words => {
                    let earlier = AuthorityName { kind: NameKind::Variant, ..name.clone() };
                    name.form = words.to_owned();
                    authority.names.push(earlier);
                }
                Some(_) => {}
                None => authority.names.insert(0, AuthorityName::new(NameKind::Preferred, words)),
            }
            "names"
        }
        "variant" => {
            authority.names.push(AuthorityName::new(NameKind::Variant, words));
            "names"
        }
        "description" => {
            authority.description = (!words.is_empty()).then(|| words.to_owned());
            "description"
        }
        "lexicon" => {
            authority.lexicon = match words.trim().to_lowercase().as_str() {
                "yes" | "true" => true,
                "no" | "false" | "" => false,
                _ => {
                    return Err(EditError::Value {
                        field: field.to_owned(),
                        value: words.to_owned(),
                        why: "say yes or no".into(),
                    });
                }
            };
            "lexicon"
        }
        _ => return Ok(None),
    }))
}

fn set_collection_field(
    collection: &mut Collection,
    field: &str,
    words: &str,
) -> Result<Option<&'static str>, EditError> {
    Ok(Some(match field {
        "title" | "name" => {
            collection.title = words.to_owned();
            "title"
        }
        "description" => {
            collection.description = (!words.is_empty()).then(|| words.to_owned());
            "description"
        }
        _ => return Ok(None),
    }))
}

fn set_theme_field(theme: &mut Theme, field: &str, words: &str) -> Result<Option<&'static str>, EditError> {
    Ok(Some(match field {
        "title" | "name" => {
            theme.title = words.to_owned();
            "title"
        }
        "overview" | "description" => {
            theme.overview = (!words.is_empty()).then(|| words.to_owned());
            "overview"
        }
        _ => return Ok(None),
    }))
}
