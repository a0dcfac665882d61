//! What stands around a document: documents like it, those of its day, those between the same two.
//!
//! The index of everybody says which they are, so that a closed document is nobody's neighbour and no word of it makes
//! others likely; each line is cleared again for the reader. Not the relations that a description states, which
//! [`crate::deliver`] hands out with the document. A search shows all of a row: each has its address.

use crate::archive::Archive;
use crate::clearance::{Cleared, Reader};
use crate::deliver::{Answer, DeliveredDocument, Delivery, find};
use crate::lines::{AuthorityLine, DocumentLine, LookUp, encoded};
use fonds_catalogue::CatalogueError;
use fonds_model::{Agent, AgentRole, AuthorityKind, Day, Document, Link, Rendition};
use fonds_search::{Beside, Facet, IndexedText};
use serde::Serialize;

/// Documents of each kind.
const MOST: usize = 5;
/// Of so many renditions the beginning is read: an original and its translation.
const RENDITIONS: usize = 2;
/// Bytes of a beginning, about a hundred and fifty words.
const BEGINNING: usize = 900;

/// What stands around one document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Around {
    /// Documents that share most of the words that tell what it is about, the likest first.
    pub similar: Vec<DocumentLine>,
    /// Those of its day; null where its date is no single day or nothing else is of it.
    pub same_day: Option<Row>,
    /// Those that its first sender and its first recipient wrote to each other; null where there is none.
    pub correspondence: Option<Row>,
}

/// Documents in order of date, of which those next to the one shown are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The day as `1949-03-14`, or the names of the two.
    pub of: Vec<String>,
    /// How many there are, the one shown among them.
    pub total: u64,
    /// Where that one stands among all, counted from 1.
    pub place: Option<u64>,
    /// The nearest before it.
    pub before: Vec<DocumentLine>,
    /// The nearest after it.
    pub after: Vec<DocumentLine>,
    /// The search that finds them all.
    pub search: String,
}

/// Hands out a document together with what stands around it, in one moment.
pub fn document(
    archive: &Archive,
    id: &str,
    reader: Reader,
    today: Day,
) -> Answer<(DeliveredDocument, Around)> {
    document_at(archive, id, |_| true, reader, today)
}

/// The same for who asks under an address: where it is not the document's own, that is said, and nothing looked for.
pub fn document_at(
    archive: &Archive,
    id: &str,
    is_own: impl FnOnce(&str) -> bool,
    reader: Reader,
    today: Day,
) -> Answer<(DeliveredDocument, Around)> {
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    Ok(match find(&look, id)? {
        Delivery::Here(delivered) if !is_own(&delivered.url) => Delivery::Moved(delivered.url.clone()),
        Delivery::Here(delivered) => {
            let around = look_around(&look, &delivered)?;
            Delivery::Here(delivered.with(Cleared::of_cleared_parts(around)))
        }
        Delivery::Moved(url) => Delivery::Moved(url),
        Delivery::Gone(tombstone) => Delivery::Gone(tombstone),
        Delivery::Absent => Delivery::Absent,
    })
}

fn look_around(look: &LookUp, delivered: &DeliveredDocument) -> Result<Around, CatalogueError> {
    let (asked, names) = ask(delivered);
    // A document can be read without its neighbours, and so it is where the index has to be made anew.
    let Ok(found) = look.archive.index().beside(&asked) else { return Ok(Around::default()) };
    let is_related = |id: &String| delivered.related.iter().any(|related| related.document.id == *id);
    let similar: Vec<String> = found.similar.into_iter().filter(|id| !is_related(id)).take(MOST).collect();
    let day = asked.day.map(|day| day.to_string());
    let of_day = day.map(|day| (format!("/search?period={day}&within=1"), vec![day]));
    let between = asked.correspondents.as_ref().map(|two| (search_between(two), names));
    Ok(Around {
        similar: lines(look, &similar)?,
        same_day: row(look, of_day, found.same_day)?,
        correspondence: row(look, between, found.correspondence)?,
    })
}

fn lines(look: &LookUp, ids: &[String]) -> Result<Vec<DocumentLine>, CatalogueError> {
    ids.iter().filter_map(|id| look.document(id).transpose()).collect()
}

fn row(
    look: &LookUp,
    asked: Option<(String, Vec<String>)>,
    found: fonds_search::Row,
) -> Result<Option<Row>, CatalogueError> {
    let Some((search, of)) = asked else { return Ok(None) };
    let (before, after) = found.ids.split_at(found.before.min(found.ids.len()));
    let (before, after) = (lines(look, before)?, lines(look, after)?);
    let is_empty = before.is_empty() && after.is_empty();
    let fonds_search::Row { place, total, .. } = found;
    Ok((!is_empty).then_some(Row { of, total, place, before, after, search }))
}

/// The search for what two wrote to each other: one of them sent it and one of them received it.
fn search_between([one, other]: &[String; 2]) -> String {
    let mut two = [encoded(one), encoded(other)];
    two.sort();
    let conditions = [Facet::Sender, Facet::Recipient].map(|facet| {
        let word = facet.word();
        two.each_ref().map(|value| format!("{word}={value}")).join("&")
    });
    format!("/search?{}", conditions.join("&"))
}

/// What the index is asked, and the names of the two correspondents.
fn ask(delivered: &DeliveredDocument) -> (Beside, Vec<String>) {
    let document = &delivered.document;
    let two = correspondents(document).map(|two| two.map(|agent| value_and_name(delivered, agent)));
    let (correspondents, names) = match two {
        Some([(one, name), (other, other_name)]) if one != other => {
            (Some([one, other]), vec![name, other_name])
        }
        _ => (None, Vec::new()),
    };
    let beginnings = document.renditions.iter().filter_map(beginning).take(RENDITIONS);
    let date = document.principal_date().map(|date| &date.date);
    let asked = Beside {
        id: document.id.to_string(),
        titles: document.titles.iter().map(|title| title.text.clone()).collect(),
        abstracts: document.abstracts.iter().map(|words| words.text.clone()).collect(),
        beginnings: beginnings.collect(),
        language: match &document.languages[..] {
            [only] => Some(only.as_str().to_owned()),
            _ => None,
        },
        day: date.filter(|date| date.span_days() == 1).and_then(|date| date.earliest),
        correspondents,
        // Those that stand in a stated relation to it are shown apart.
        similar: MOST + delivered.related.len().min(MOST),
        most: MOST,
    };
    (asked, names)
}

/// Who wrote, and who was written to: the first of each.
fn correspondents(document: &Document) -> Option<[&Agent; 2]> {
    let first = |role| document.agents_as(role).next();
    let sender = first(AgentRole::Sender).or_else(|| first(AgentRole::Author))?;
    Some([sender, first(AgentRole::Recipient)?])
}

/// The value under which the index counts an agent, and the name to show.
fn value_and_name(delivered: &DeliveredDocument, agent: &Agent) -> (String, String) {
    let id = agent.authority.as_ref().and_then(Link::as_id);
    match id.and_then(|id| delivered.authorities.get(id)) {
        Some(line) => {
            let meant = agent.name.clone().unwrap_or_else(|| in_direct_order(line));
            (line.id.clone(), meant)
        }
        None => (agent.principal_name().to_owned(), agent.principal_name().to_owned()),
    }
}

/// A heading as a sentence has it: "Dean Rusk" of "Rusk, Dean".
fn in_direct_order(line: &AuthorityLine) -> String {
    match line.heading.split(", ").collect::<Vec<_>>()[..] {
        [family, given] if line.kind == AuthorityKind::Person => format!("{given} {family}"),
        _ => line.heading.clone(),
    }
}

/// The first words of a rendition.
fn beginning(rendition: &Rendition) -> Option<IndexedText> {
    let mut words = String::new();
    for block in &rendition.text.as_ref()?.blocks {
        block.write_plain(&mut words);
        words.push('\n');
        if words.len() >= BEGINNING {
            break;
        }
    }
    words.truncate(words.floor_char_boundary(BEGINNING));
    let language = rendition.language.as_ref().map(|language| language.as_str().to_owned());
    Some(IndexedText { language, words })
}
