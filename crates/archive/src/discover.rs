//! Finding: what a reader asks in words, conditions and a period, and the documents that answer it.
//!
//! Not the query language and not the index, which are the search's own. Every hit is read from the catalogue and
//! cleared anew, so that a document that was closed a moment ago shows nothing even where the index still counts it.

use crate::archive::Archive;
use crate::clearance::{Clearance, Cleared, Reader, clear};
use crate::lexicon::LexiconError;
use crate::lines::{self, LookUp, document_url};
use crate::narrowing::{conditions, label_facets};
use crate::period::{Typed, falls, understand};
use crate::strip::strip_links;
use fonds_catalogue::{CatalogueError, Kind};
use fonds_model::{Day, Document, Rendition};
use fonds_search::{Highlighter, SearchError, State, Unwidened, Widen};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

pub use crate::narrowing::{Condition, FacetCount, FacetValue};
pub use crate::period::Falls;
pub use fonds_search::{Bucket, Clause, Facet, Falling, Histogram, Scope, Snippet, Sort, WHOLE};

/// What a reader asks. [`Asked::default`] lists everything in order of date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// The words, in the query language of the manual's page on searching.
    pub words: String,
    /// Where they are looked for.
    pub scope: Scope,
    /// Conditions: any value of one facet, and that for every facet named.
    pub filters: Vec<(Facet, String)>,
    /// A period as people write it: "winter 1950", "1949–1951", "before 1950".
    pub period: Option<String>,
    /// From when, as people write dates; together with a period what both leave.
    pub from: Option<String>,
    /// Until when.
    pub to: Option<String>,
    /// Ask that a document's whole date lies in the period; otherwise touching it is enough.
    pub within: bool,
    /// With a period: undated documents too. Without one: undated documents alone.
    pub undated: bool,
    /// The order.
    pub sort: Sort,
    /// How many to pass over.
    pub offset: usize,
    /// How many to show.
    pub limit: usize,
    /// How many values of each facet to show beside those asked for; none counts none.
    pub facet_values: usize,
    /// Whether to spread the documents over time.
    pub histogram: bool,
    /// How many passages to cut from each document's words.
    pub snippets: usize,
}

/// Why a search could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// The index could not be asked.
    #[error("{0}\nhint: `fonds rebuild` makes the index anew; nothing of the archive is lost")]
    Search(#[from] SearchError),
    /// The catalogue could not be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

impl From<LexiconError> for DiscoverError {
    fn from(error: LexiconError) -> Self {
        match error {
            LexiconError::Catalogue(error) => Self::Catalogue(error),
            LexiconError::Search(error) => Self::Search(error),
        }
    }
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Discovered {
    /// How many documents answer, exactly.
    pub total: u64,
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// Values to narrow by.
    pub facets: Vec<FacetCount>,
    /// The conditions that hold, with the words for their values.
    pub filters: Vec<Condition>,
    /// First and last day of the period, as it was understood.
    pub period: (Option<Day>, Option<Day>),
    /// The conditions of the query that name a field and can be cancelled one by one.
    pub clauses: Vec<Clause>,
    /// The query without any of those.
    pub bare: String,
    /// Words that were searched under other names too, with the query that asks for just the words.
    pub widened: Vec<Widened>,
    /// How sure it is that the documents fall into the period, over the whole result.
    pub falling: Falling,
    /// The documents spread over time.
    pub histogram: Option<Histogram>,
    /// What was not understood or was left out, in sentences for the reader.
    pub remarks: Vec<String>,
    /// Whether the index has still to take in changes of the catalogue.
    pub behind: bool,
}

/// A widening by which a document was found: another name of what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Widening {
    /// What was asked.
    pub asked: String,
    /// What matched.
    pub matched: String,
    /// Why that is the same.
    pub because: String,
}

/// Words that were searched under other names too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Widened {
    /// What was asked.
    pub asked: String,
    /// The other names that some document has.
    pub forms: Vec<String>,
    /// The query that asks for just the words.
    pub narrowed: String,
}

/// One document found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The document, without the words of its renditions.
    pub document: Document,
    /// Its address.
    pub url: String,
    /// How well it matches, where the order asks for it.
    pub score: Option<f32>,
    /// Its title, cut into what matched and what did not.
    pub title: Vec<(String, bool)>,
    /// Its abstract, cut likewise.
    pub abstract_pieces: Vec<(String, bool)>,
    /// Passages of its words that match, with the language of each where it is known.
    pub snippets: Vec<(Option<String>, Snippet)>,
    /// Why it was found, where it was by another name.
    pub why: Vec<Widening>,
    /// How sure it is that it falls into the period; none where none was asked for.
    pub falls: Option<Falls>,
}

/// Searches, also for other names of what is asked, as the archive's lexicon and the rules of spelling know them.
pub fn search(
    archive: &Archive,
    asked: &Asked,
    reader: Reader,
    today: Day,
) -> Result<Cleared<Discovered>, DiscoverError> {
    let names = names_for(archive, asked, reader)?;
    search_widened(archive, asked, &*names, reader, today)
}

/// Searches for other names of what is asked too, as far as `widen` knows any.
pub fn search_widened(
    archive: &Archive,
    asked: &Asked,
    widen: &dyn Widen,
    reader: Reader,
    today: Day,
) -> Result<Cleared<Discovered>, DiscoverError> {
    let mut found = Discovered::default();
    let snapshot = archive.catalogue().snapshot()?;
    let request = request(archive, &snapshot, asked, &mut found.remarks)?;
    let reply = ask(archive, &snapshot, &request, widen)?;
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    found.total = reply.total;
    found.remarks.extend(reply.remarks);
    found.period = (request.from, request.to);
    (found.falling, found.histogram) = (reply.falling, reply.histogram);
    found.behind = is_behind(archive, &snapshot)?;
    (found.clauses, found.bare) = (reply.clauses, reply.bare);
    found.widened = reply.widenings.into_iter().map(widened).collect();
    for hit in reply.hits {
        found.hits.extend(read_hit(&look, asked, hit, &reply.highlighter, found.period)?);
    }
    found.facets = label_facets(&look, &request.wider, reply.facets)?;
    found.filters = conditions(&look, asked)?;
    Ok(Cleared::of_cleared_parts(found))
}

/// Other names of what is asked; none are read where nothing is.
pub(crate) fn names_for(
    archive: &Archive,
    asked: &Asked,
    reader: Reader,
) -> Result<Box<dyn Widen>, DiscoverError> {
    Ok(match asked.words.trim() {
        "" => Box::new(Unwidened),
        _ => Box::new(crate::lexicon::widening(archive, reader)?),
    })
}

/// At most so many conditions hold at once, so that the addresses of a site that can be combined have an end.
pub const MOST_CONDITIONS: usize = 24;

/// What the index is asked.
pub(crate) fn request(
    archive: &Archive,
    snapshot: &fonds_catalogue::Snapshot,
    asked: &Asked,
    remarks: &mut Vec<String>,
) -> Result<fonds_search::Request, CatalogueError> {
    let typed =
        Typed { period: asked.period.as_deref(), from: asked.from.as_deref(), to: asked.to.as_deref() };
    let (from, to) = understand(typed, remarks);
    if asked.filters.len() > MOST_CONDITIONS {
        remarks.push(format!("Only the first {MOST_CONDITIONS} conditions were taken."));
    }
    Ok(fonds_search::Request {
        words: asked.words.clone(),
        scope: asked.scope,
        filters: asked.filters.iter().take(MOST_CONDITIONS).cloned().collect(),
        wider: lines::within(archive, snapshot)?,
        from,
        to,
        within: asked.within,
        undated: asked.undated,
        sort: asked.sort,
        offset: asked.offset,
        limit: asked.limit,
        facets: asked.facet_values > 0,
        most_values: asked.facet_values,
        histogram: asked.histogram,
        ..fonds_search::Request::default()
    })
}

/// Everything that a search finds, by identifier alone: for what reads on from there.
pub(crate) struct FoundWhole {
    /// The moment of the catalogue from which the documents are to be read.
    pub(crate) snapshot: fonds_catalogue::Snapshot,
    pub(crate) ids: Vec<String>,
    pub(crate) highlighter: Highlighter,
    pub(crate) remarks: Vec<String>,
    pub(crate) widened: Vec<Widened>,
}

/// Finds everything, in the order asked for, by other names too.
pub(crate) fn find_whole(
    archive: &Archive,
    asked: &Asked,
    reader: Reader,
) -> Result<FoundWhole, DiscoverError> {
    let mut remarks = Vec::new();
    let everything =
        Asked { offset: 0, limit: usize::MAX, facet_values: 0, histogram: false, ..asked.clone() };
    let names = names_for(archive, asked, reader)?;
    let snapshot = archive.catalogue().snapshot()?;
    let request = request(archive, &snapshot, &everything, &mut remarks)?;
    let reply = ask(archive, &snapshot, &request, &*names)?;
    remarks.extend(reply.remarks);
    Ok(FoundWhole {
        ids: reply.hits.into_iter().map(|hit| hit.id).collect(),
        snapshot,
        highlighter: reply.highlighter,
        remarks,
        widened: reply.widenings.into_iter().map(widened).collect(),
    })
}

pub(crate) fn ask(
    archive: &Archive,
    snapshot: &fonds_catalogue::Snapshot,
    request: &fonds_search::Request,
    widen: &dyn Widen,
) -> Result<fonds_search::Reply, DiscoverError> {
    if crate::keeping_up::at_once(archive) && is_behind(archive, snapshot)? {
        // Another process may have brought it up. Where it cannot be read just now, the present one answers.
        let _ = archive.index().reload();
    }
    Ok(archive.index().search_widened(request, widen)?)
}

fn is_behind(archive: &Archive, snapshot: &fonds_catalogue::Snapshot) -> Result<bool, CatalogueError> {
    Ok(!matches!(archive.index().state(), State::Ready { seq } if seq >= snapshot.last_seq()?))
}

fn widened(widening: fonds_search::Widening) -> Widened {
    let forms = widening.forms.into_iter().map(|(form, _)| form).collect();
    Widened { asked: widening.asked, forms, narrowed: widening.narrowed }
}

fn read_hit(
    look: &LookUp,
    asked: &Asked,
    found: fonds_search::Hit,
    highlighter: &Highlighter,
    period: (Option<Day>, Option<Day>),
) -> Result<Option<Hit>, CatalogueError> {
    let wordy = asked.snippets > 0 && !asked.words.trim().is_empty();
    let id = &found.id;
    let stored = if wordy {
        look.snapshot.find_plain::<Document>(id)?
    } else {
        look.snapshot.find_light::<Document>(id)?
    };
    let Some(stored) = stored else { return Ok(None) };
    let Clearance::Cleared(cleared) = clear(stored.value, look.reader, look.today) else { return Ok(None) };
    let mut document = cleared.into_inner();
    let snippets =
        if wordy { cut_snippets(&document.renditions, highlighter, asked.snippets) } else { Vec::new() };
    for rendition in &mut document.renditions {
        rendition.text = None;
    }
    strip_links(look, &mut document)?;
    let mark = |words: Option<&fonds_model::document::Words>| {
        words.map(|words| highlighter.mark(&words.text)).unwrap_or_default()
    };
    Ok(Some(Hit {
        url: document_url(&document),
        score: found.score,
        title: mark(document.principal_title()),
        abstract_pieces: mark(document.principal_abstract()),
        snippets,
        why: whys(found.why),
        falls: falls(&document, period),
        document,
    }))
}

/// Each form once, for the first of its reasons: two bearers may share it.
fn whys(matched: Vec<fonds_search::Matched>) -> Vec<Widening> {
    let mut whys: Vec<Widening> = Vec::with_capacity(matched.len());
    for next in matched.into_iter().map(why) {
        if !whys.iter().any(|known| (&known.asked, &known.matched) == (&next.asked, &next.matched)) {
            whys.push(next);
        }
    }
    whys
}

fn why(matched: fonds_search::Matched) -> Widening {
    Widening { asked: matched.asked, matched: matched.form, because: matched.because }
}

/// The best passages of the first rendition that has any; another only where those before it have too few.
fn cut_snippets(
    renditions: &[Rendition],
    highlighter: &Highlighter,
    most: usize,
) -> Vec<(Option<String>, Snippet)> {
    let mut snippets = Vec::new();
    for rendition in renditions {
        let Some(text) = &rendition.text else { continue };
        let left = most - snippets.len();
        if left == 0 {
            break;
        }
        let language = rendition.language.as_ref().map(|language| language.as_str().to_owned());
        let found = highlighter.snippets(&text.plain(), left);
        snippets.extend(found.into_iter().map(|snippet| (language.clone(), snippet)));
    }
    snippets
}

/// Hands every document that the reader may see to `each`, in order of date, with its version; stops at an error of
/// its own. Only keys of order are held, never the documents.
pub fn in_order<E: From<CatalogueError>>(
    archive: &Archive,
    reader: Reader,
    today: Day,
    each: &mut dyn FnMut(Cleared<crate::deliver::DeliveredDocument>) -> Result<(), E>,
) -> Result<(), E> {
    let snapshot = archive.catalogue().snapshot()?;
    let mut keys = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = snapshot.list_light::<Document>(after.as_deref(), 1_000)?;
        let Some(last) = page.last() else { break };
        after = Some(last.value.id.to_string());
        keys.extend(page.into_iter().map(|stored| order_key(&stored.value)));
    }
    keys.sort();
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    for (.., id) in keys {
        if let Some(stored) = snapshot.find::<Document>(&id)?
            && let crate::deliver::Delivery::Here(document) = crate::deliver::hand_out(&look, stored, None)?
        {
            each(document)?;
        }
    }
    Ok(())
}

type OrderKey = ((bool, i32, u16, u32), Arc<str>, String);

/// The archive's order (see [`HistoricalDate::chronological`]): equal dates by title, then by identifier.
fn order_key(document: &Document) -> OrderKey {
    let undated = (true, 0, 0, 0);
    let date = document.principal_date().map_or(undated, |date| date.date.sort_key());
    let title = document.principal_title().map_or("", |title| title.text.as_str());
    (date, title.into(), document.id.to_string())
}

/// An authority of a list, with how many documents name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedAuthority {
    /// The authority in one line.
    #[serde(flatten)]
    pub line: crate::lines::AuthorityLine,
    /// Its other names.
    pub variants: Vec<String>,
    /// How many documents that everybody may see name it.
    pub documents: u64,
}

/// Every value of every facet, counted over all documents.
pub(crate) fn count_everything() -> fonds_search::Request {
    fonds_search::Request { limit: 0, facets: true, most_values: usize::MAX, ..Default::default() }
}

/// How many documents have each value of a facet.
fn count_all(
    archive: &Archive,
    facet: Facet,
    wider: fonds_search::Wider,
) -> Result<HashMap<String, u64>, DiscoverError> {
    let request = fonds_search::Request {
        limit: 0,
        facets: true,
        only: Some(facet),
        most_values: usize::MAX,
        wider,
        ..Default::default()
    };
    let counted = archive.index().search(&request)?.facets;
    Ok(counted.into_iter().flat_map(|counted| counted.values).collect())
}

/// Lists authorities of one kind in the order of their headings; for everybody those alone that a document names
/// which everybody may see.
pub fn authorities(
    archive: &Archive,
    kind: fonds_model::AuthorityKind,
    reader: Reader,
    today: Day,
) -> Result<Cleared<Vec<ListedAuthority>>, DiscoverError> {
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    let counts = count_all(archive, crate::projection::facet_of(kind), look.within()?)?;
    let mut listed = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = snapshot.list::<fonds_model::Authority>(after.as_deref(), 1_000)?;
        let Some(last) = page.last() else { break };
        after = Some(last.value.id.to_string());
        for stored in page.into_iter().filter(|stored| stored.value.kind == kind) {
            let line = crate::lines::AuthorityLine::of(&stored.value);
            let documents = counts.get(&line.id).copied().unwrap_or(0);
            if documents > 0 || reader == Reader::Staff {
                let variants = stored.value.names.into_iter().map(|name| name.form);
                let variants = variants.filter(|form| *form != line.heading).collect();
                listed.push(ListedAuthority { line, variants, documents });
            }
        }
    }
    listed.sort_by(|a, b| (&a.line.heading, &a.line.id).cmp(&(&b.line.heading, &b.line.id)));
    Ok(Cleared::of_cleared_parts(listed))
}

/// A collection of a list, with how many documents it and its parts hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedCollection {
    /// The collection in one line.
    #[serde(flatten)]
    pub line: crate::lines::CollectionLine,
    /// The collections that hold it, outermost first.
    pub within: Vec<String>,
    /// How many documents that everybody may see it and its parts hold.
    pub documents: u64,
}

/// Lists collections, each before its parts.
pub fn collections(
    archive: &Archive,
    reader: Reader,
    today: Day,
) -> Result<Cleared<Vec<ListedCollection>>, DiscoverError> {
    let counts = count_all(archive, Facet::Collection, fonds_search::Wider::default())?;
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    let all = snapshot.list::<fonds_model::Collection>(None, usize::MAX)?;
    // The place of each among the parts of its parent; that of a whole is the row of places down to it.
    let places: HashMap<String, (u32, String)> = all
        .iter()
        .map(|stored| (stored.value.id.to_string(), (stored.value.position, stored.value.title.clone())))
        .collect();
    let mut listed = Vec::new();
    for id in all.iter().map(|stored| stored.value.id.to_string()) {
        let Some(mut path) = look.collection(&id)? else { continue };
        let key: Vec<_> = path.iter().map(|line| (places.get(&line.id).cloned(), line.id.clone())).collect();
        let Some(line) = path.pop() else { continue };
        let within: Vec<String> = path.into_iter().map(|line| line.title).collect();
        let documents = counts.get(&id).copied().unwrap_or(0);
        listed.push((key, ListedCollection { line, within, documents }));
    }
    listed.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(Cleared::of_cleared_parts(listed.into_iter().map(|(_, line)| line).collect()))
}

/// The living document of an identifier that another system gave: the original archive's number, say.
pub fn by_alias(
    archive: &Archive,
    scheme: &str,
    value: &str,
    reader: Reader,
    today: Day,
) -> Result<Option<Cleared<String>>, CatalogueError> {
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    match snapshot.id_of_alias(scheme, value)? {
        Some((Kind::Document, id)) => Ok(look.document(&id)?.map(|line| Cleared::of_cleared_parts(line.url))),
        _ => Ok(None),
    }
}
