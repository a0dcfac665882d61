//! Handing out: one thing with everything that is shown around it, cleared for one reader, read in one snapshot.
//!
//! Each answer is made of the catalogue anew, never of the index, and passes through [`crate::clearance`]: also every
//! thing that it points at. Searching is [`crate::discover`]. Read [`crate::views`] for the shapes in JSON.

use crate::archive::Archive;
use crate::clearance::{Clearance, Cleared, Reader, Tombstone, clear, clear_collection, clear_theme, erased};
use crate::lines::{AuthorityLine, CollectionLine, DocumentLine, LookUp};
use crate::strip::strip_links;
use crate::versions::{Publication, publications};
use fonds_catalogue::{CatalogueError, Kind, Stored};
use fonds_files::FilesError;
pub use fonds_files::OpenFile;
use fonds_model::rendition::{ContentFile, RelationKind};
use fonds_model::{
    ArchivalUnit, Authority, AuthorityKind, Collection, Day, Document, Link, Rendition, Theme,
};
use fonds_search::SearchError;
use std::collections::BTreeMap;

/// What a reader gets who asks for one thing.
#[derive(Debug, Clone, PartialEq)]
pub enum Delivery<T> {
    /// The thing.
    Here(Cleared<T>),
    /// It was merged or renamed; this is its address now.
    Moved(String),
    /// It was public and is no more.
    Gone(Cleared<Tombstone>),
    /// As if it had never been.
    Absent,
}

/// Why nothing could be handed out.
#[derive(Debug, thiserror::Error)]
pub enum DeliverError {
    /// The catalogue could not be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A file could not be read.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The index could not be asked.
    #[error(transparent)]
    Search(#[from] SearchError),
}

pub(crate) type Answer<T> = Result<Delivery<T>, DeliverError>;

/// A document with what is shown around it.
#[derive(Debug, Clone, PartialEq)]
pub struct DeliveredDocument {
    /// The document.
    pub document: Document,
    /// The number of this version, counting publications from 1 (for staff: every version).
    pub version: u32,
    /// Its address.
    pub url: String,
    /// Every version that this reader may see, oldest first.
    pub publications: Vec<Publication>,
    /// The authorities that it names, by the identifiers that it names them by.
    pub authorities: BTreeMap<String, AuthorityLine>,
    /// The archival units of its witnesses, by identifier.
    pub units: BTreeMap<String, ArchivalUnit>,
    /// The paths to it through the collections, outermost first.
    pub collections: Vec<Vec<CollectionLine>>,
    /// The documents that its words refer to, by the identifiers that they are referred to by.
    pub references: BTreeMap<String, DocumentLine>,
    /// Its relations in both directions.
    pub related: Vec<RelatedDocument>,
}

/// A document that stands in a relation to the one shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedDocument {
    /// What the relation is.
    pub kind: RelationKind,
    /// True when the other document is the one that points here.
    pub incoming: bool,
    /// The other document.
    pub document: DocumentLine,
    /// The words that say so.
    pub evidence: Option<String>,
}

/// Hands out a document as it is now.
pub fn document(archive: &Archive, id: &str, reader: Reader, today: Day) -> Answer<DeliveredDocument> {
    let snapshot = archive.catalogue().snapshot()?;
    find(&LookUp::new(archive, &snapshot, reader, today)?, id)
}

/// The same, for those who look more up in the same moment.
pub(crate) fn find(look: &LookUp, id: &str) -> Answer<DeliveredDocument> {
    match look.snapshot.find::<Document>(id)? {
        Some(stored) => Ok(hand_out(look, stored, None)?),
        None => gone_or_moved(look, id),
    }
}

/// Hands out the n-th version of a document that was published (for staff: the n-th of all). Parts that have been
/// closed since are not in it; where the document itself is closed now, so are all its versions.
pub fn document_version(
    archive: &Archive,
    id: &str,
    number: u32,
    reader: Reader,
    today: Day,
) -> Answer<DeliveredDocument> {
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    match snapshot.find::<Document>(id)? {
        Some(stored) => Ok(hand_out(&look, stored, Some(number))?),
        None => gone_or_moved(&look, id),
    }
}

pub(crate) fn hand_out(
    look: &LookUp,
    stored: Stored<Document>,
    number: Option<u32>,
) -> Result<Delivery<DeliveredDocument>, CatalogueError> {
    let id = stored.value.id.to_string();
    // What is closed now decides what is shown of an earlier version; the newest needs no copy of itself.
    let asked = number.map(|number| (number, stored.value.clone()));
    let current = match clear(stored.value, look.reader, look.today) {
        Clearance::Cleared(document) => document,
        Clearance::Gone(tombstone) => return Ok(Delivery::Gone(tombstone)),
        Clearance::Nothing => return Ok(Delivery::Absent),
    };
    let published = publications(look, &id, stored.version)?;
    let newest = published.last().map_or(1, |publication| publication.version);
    let cleared = match &asked {
        None => current,
        Some((number, _)) if *number == newest => current,
        Some((number, now)) => match crate::versions::earlier(look, now, &published, *number)? {
            Some(document) => document,
            None => return Ok(Delivery::Absent),
        },
    };
    let incoming = look.snapshot.incoming(&id)?;
    let mut document = cleared.into_inner();
    let named = strip_links(look, &mut document)?;
    let mut pointing_here = Vec::new();
    for (other, kind) in incoming {
        if let Some(line) = look.document(&other)? {
            pointing_here.push(RelatedDocument { kind, incoming: true, document: line, evidence: None });
        }
    }
    // Identifiers are random, so their order says nothing to a reader.
    let order = |related: &RelatedDocument| (related.document.title.clone(), related.kind);
    pointing_here.sort_by_key(order);
    let mut related = named.related;
    related.extend(pointing_here);
    Ok(Delivery::Here(Cleared::of_cleared_parts(DeliveredDocument {
        url: crate::lines::document_url(&document),
        version: number.unwrap_or(newest),
        publications: published,
        units: units_of(look, &document)?,
        collections: paths_of(look, &document.collections)?,
        authorities: named.authorities,
        references: named.references,
        related,
        document,
    })))
}

fn gone_or_moved<T>(look: &LookUp, id: &str) -> Answer<T> {
    let Some(state) = look.snapshot.state(Kind::Document, id)? else { return Ok(Delivery::Absent) };
    if state.erased {
        return Ok(Delivery::Gone(erased(id)));
    }
    match look.snapshot.find_redirect(Kind::Document, id)? {
        // Where the other is hidden, so is that this one ever led to it.
        Some(living) => {
            Ok(look.document(&living)?.map_or(Delivery::Absent, |line| Delivery::Moved(line.url)))
        }
        None => Ok(Delivery::Absent),
    }
}

fn units_of(look: &LookUp, document: &Document) -> Result<BTreeMap<String, ArchivalUnit>, CatalogueError> {
    let mut units = BTreeMap::new();
    for id in document.witnesses.iter().filter_map(|witness| witness.unit.as_ref()).filter_map(Link::as_id) {
        let living = look.snapshot.find_redirect(Kind::Unit, id)?;
        if let Some(stored) = look.snapshot.find::<ArchivalUnit>(living.as_deref().unwrap_or(id))? {
            units.insert(id.to_owned(), stored.value);
        }
    }
    Ok(units)
}

fn paths_of(look: &LookUp, links: &[Link]) -> Result<Vec<Vec<CollectionLine>>, CatalogueError> {
    let mut paths = Vec::new();
    for id in links.iter().filter_map(Link::as_id) {
        paths.extend(look.collection(id)?);
    }
    Ok(paths)
}

/// A file of a document, opened.
#[derive(Debug)]
pub struct DeliveredFile {
    /// Its name, type and size.
    pub file: ContentFile,
    /// Its bytes.
    pub bytes: OpenFile,
}

impl Cleared<DeliveredFile> {
    /// The file and its bytes, to be sent.
    pub fn into_file(self) -> (ContentFile, OpenFile) {
        let DeliveredFile { file, bytes } = self.into_inner();
        (file, bytes)
    }
}

/// Hands out the file of one rendition, or of one of its pages counted from 1.
pub fn file(
    archive: &Archive,
    id: &str,
    rendition: &str,
    page: Option<usize>,
    reader: Reader,
    today: Day,
) -> Answer<DeliveredFile> {
    let snapshot = archive.catalogue().snapshot()?;
    let Some(stored) = snapshot.find_light::<Document>(id)? else {
        return gone_or_moved(&LookUp::new(archive, &snapshot, reader, today)?, id);
    };
    let document = match clear(stored.value, reader, today) {
        Clearance::Cleared(document) => document,
        Clearance::Gone(tombstone) => return Ok(Delivery::Gone(tombstone)),
        Clearance::Nothing => return Ok(Delivery::Absent),
    };
    let asked = |rendition: &Rendition| match page {
        None => rendition.file.clone(),
        Some(number) => rendition.pages.get(number.checked_sub(1)?)?.file.clone(),
    };
    let found = document.renditions.iter().find(|known| known.id == rendition).and_then(asked);
    let Some(file) = found else { return Ok(Delivery::Absent) };
    let bytes = archive.files().open_file(&file.sha256)?;
    Ok(Delivery::Here(Cleared::of_cleared_parts(DeliveredFile { file, bytes })))
}

/// A person, organization, place or subject.
#[derive(Debug, Clone, PartialEq)]
pub struct DeliveredAuthority {
    /// The authority.
    pub authority: Authority,
    /// Its address.
    pub url: String,
    /// The wider place or subject.
    pub broader: Option<AuthorityLine>,
    /// The correspondents with whom its cover names were used, by identifier.
    pub correspondents: BTreeMap<String, AuthorityLine>,
}

/// Hands out an authority. Everybody sees those alone that a document names which everybody may see: a name that stands
/// in closed papers only is as if it had never been.
pub fn authority(
    archive: &Archive,
    kind: AuthorityKind,
    id: &str,
    reader: Reader,
    today: Day,
) -> Answer<DeliveredAuthority> {
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    let found = snapshot.find::<Authority>(id)?.filter(|stored| stored.value.kind == kind);
    let Some(stored) = found else {
        let living = snapshot.find_redirect(Kind::Authority, id)?;
        let line = living.map(|living| look.authority(&living)).transpose()?.flatten();
        let shown = match line {
            Some(line) if is_named(archive, &line, reader)? => Some(line),
            _ => None,
        };
        return Ok(shown.map_or(Delivery::Absent, |line| Delivery::Moved(line.url.clone())));
    };
    let mut authority = stored.value;
    let line = AuthorityLine::of(&authority);
    if !is_named(archive, &line, reader)? {
        return Ok(Delivery::Absent);
    }
    let mut correspondents = BTreeMap::new();
    for name in &mut authority.names {
        for id in name.with.iter().filter_map(Link::as_id) {
            if let Some(line) = named_line(&look, id)? {
                correspondents.insert(id.to_owned(), line);
            }
        }
        name.with.retain(|link| link.as_id().is_some_and(|id| correspondents.contains_key(id)));
    }
    let broader = match authority.broader.as_ref().and_then(Link::as_id) {
        Some(id) => named_line(&look, id)?,
        None => None,
    };
    if broader.is_none() {
        authority.broader = None;
    }
    Ok(Delivery::Here(Cleared::of_cleared_parts(DeliveredAuthority {
        url: line.url,
        authority,
        broader,
        correspondents,
    })))
}

fn named_line(look: &LookUp, id: &str) -> Result<Option<AuthorityLine>, DeliverError> {
    Ok(match look.authority(id)? {
        Some(line) if is_named(look.archive, &line, look.reader)? => Some(AuthorityLine::clone(&line)),
        _ => None,
    })
}

/// Whether a document that the reader may see names an authority.
pub(crate) fn is_named(archive: &Archive, line: &AuthorityLine, reader: Reader) -> Result<bool, SearchError> {
    if reader == Reader::Staff {
        return Ok(true);
    }
    let filters = vec![(crate::projection::facet_of(line.kind), line.id.clone())];
    let request = fonds_search::Request { filters, limit: 0, ..fonds_search::Request::default() };
    Ok(archive.index().search(&request)?.total > 0)
}

/// A collection with its place among others.
#[derive(Debug, Clone, PartialEq)]
pub struct DeliveredCollection {
    /// The collection.
    pub collection: Collection,
    /// Its address.
    pub url: String,
    /// The collections that hold it, outermost first.
    pub path: Vec<CollectionLine>,
    /// Its parts, in order.
    pub parts: Vec<CollectionLine>,
    /// The authorities that its essay names.
    pub authorities: BTreeMap<String, AuthorityLine>,
    /// The documents that its essay refers to.
    pub references: BTreeMap<String, DocumentLine>,
}

/// Hands out the collection at an address.
pub fn collection(archive: &Archive, slug: &str, reader: Reader, today: Day) -> Answer<DeliveredCollection> {
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    let Some(id) = snapshot.id_of_slug(Kind::Collection, slug)? else { return Ok(Delivery::Absent) };
    let Some(mut path) = look.collection(&id)? else { return Ok(Delivery::Absent) };
    let found = snapshot.find::<Collection>(&id)?;
    let Some(cleared) = found.and_then(|stored| clear_collection(stored.value, reader, today)) else {
        return Ok(Delivery::Absent);
    };
    let mut collection = cleared.into_inner();
    path.pop();
    let (mut authorities, mut references) = (BTreeMap::new(), BTreeMap::new());
    if let Some(essay) = &mut collection.essay {
        crate::strip::strip_text(&look, essay, &mut authorities, &mut references)?;
    }
    Ok(Delivery::Here(Cleared::of_cleared_parts(DeliveredCollection {
        url: CollectionLine::of(&collection).url,
        parts: parts_of(&look, &id)?,
        path,
        authorities,
        references,
        collection,
    })))
}

fn parts_of(look: &LookUp, id: &str) -> Result<Vec<CollectionLine>, CatalogueError> {
    let mut parts = Vec::new();
    for part in look.snapshot.collections_in(id)? {
        if let Some(stored) = look.snapshot.find::<Collection>(&part)?
            && let Some(cleared) = clear_collection(stored.value, look.reader, look.today)
        {
            parts.push((cleared.position, CollectionLine::of(&cleared)));
        }
    }
    parts.sort_by(|a, b| (a.0, &a.1.title, &a.1.id).cmp(&(b.0, &b.1.title, &b.1.id)));
    Ok(parts.into_iter().map(|(_, line)| line).collect())
}

/// The collections that no other holds, in the order of their titles.
pub fn collections(
    archive: &Archive,
    reader: Reader,
    today: Day,
) -> Result<Cleared<Vec<CollectionLine>>, DeliverError> {
    let snapshot = archive.catalogue().snapshot()?;
    let mut lines = Vec::new();
    for stored in snapshot.list::<Collection>(None, usize::MAX)? {
        if stored.value.parent.is_none()
            && let Some(cleared) = clear_collection(stored.value, reader, today)
        {
            lines.push(CollectionLine::of(&cleared));
        }
    }
    lines.sort_by(|a, b| (&a.title, &a.id).cmp(&(&b.title, &b.id)));
    Ok(Cleared::of_cleared_parts(lines))
}

/// A theme with what it draws on.
#[derive(Debug, Clone, PartialEq)]
pub struct DeliveredTheme {
    /// The theme.
    pub theme: Theme,
    /// Its address.
    pub url: String,
    /// The collections that it draws on.
    pub collections: Vec<CollectionLine>,
    /// The documents chosen for it, in its order.
    pub documents: Vec<DocumentLine>,
    /// Every document that it, its timeline or its essay refers to, by identifier.
    pub references: BTreeMap<String, DocumentLine>,
    /// The authorities that its essay names.
    pub authorities: BTreeMap<String, AuthorityLine>,
}

/// Hands out the theme at an address.
pub fn theme(archive: &Archive, slug: &str, reader: Reader, today: Day) -> Answer<DeliveredTheme> {
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    let Some(id) = snapshot.id_of_slug(Kind::Theme, slug)? else { return Ok(Delivery::Absent) };
    let Some(stored) = snapshot.find::<Theme>(&id)? else { return Ok(Delivery::Absent) };
    Ok(hand_out_theme(&look, stored.value)?.map_or(Delivery::Absent, Delivery::Here))
}

pub(crate) fn hand_out_theme(
    look: &LookUp,
    theme: Theme,
) -> Result<Option<Cleared<DeliveredTheme>>, CatalogueError> {
    let Some(cleared) = clear_theme(theme, look.reader, look.today) else { return Ok(None) };
    let mut theme = cleared.into_inner();
    let (mut authorities, mut references) = (BTreeMap::new(), BTreeMap::new());
    if let Some(essay) = &mut theme.essay {
        crate::strip::strip_text(look, essay, &mut authorities, &mut references)?;
    }
    let named: Vec<Link> = theme
        .documents
        .iter()
        .chain(theme.timeline.iter().flat_map(|entry| &entry.documents))
        .cloned()
        .collect();
    for id in named.iter().filter_map(Link::as_id) {
        if let Some(line) = look.document(id)? {
            references.insert(id.to_owned(), line);
        }
    }
    let shown = |link: &Link| link.as_id().is_some_and(|id| references.contains_key(id));
    theme.documents.retain(shown);
    theme.timeline.iter_mut().for_each(|entry| entry.documents.retain(shown));
    let mut collections = Vec::new();
    for id in theme.collections.iter().filter_map(Link::as_id) {
        collections.extend(look.collection(id)?.and_then(|mut path| path.pop()));
    }
    theme.collections = collections.iter().map(|line| Link::id(&line.id)).collect();
    let chosen = theme.documents.iter().filter_map(Link::as_id).filter_map(|id| references.get(id).cloned());
    Ok(Some(Cleared::of_cleared_parts(DeliveredTheme {
        url: format!("/themes/{}", crate::lines::encoded(&theme.slug)),
        documents: chosen.collect(),
        collections,
        references,
        authorities,
        theme,
    })))
}

/// Title and address of every theme that the reader may see, in the order of their titles.
pub fn themes(
    archive: &Archive,
    reader: Reader,
    today: Day,
) -> Result<Cleared<Vec<(String, String)>>, DeliverError> {
    let snapshot = archive.catalogue().snapshot()?;
    let mut lines = Vec::new();
    for stored in snapshot.list::<Theme>(None, usize::MAX)? {
        if let Some(theme) = clear_theme(stored.value, reader, today) {
            lines.push((theme.title.clone(), format!("/themes/{}", crate::lines::encoded(&theme.slug))));
        }
    }
    lines.sort();
    Ok(Cleared::of_cleared_parts(lines))
}

/// A document's address and the day on which what everybody may see of it last changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub url: String,
    /// When it was last published, RFC 3339 in UTC.
    pub changed: String,
}

/// A page of the addresses of all documents that everybody may see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses {
    /// The addresses, in the order of identifiers.
    pub addresses: Vec<Address>,
    /// From where to go on; none at the end.
    pub next: Option<String>,
}

/// Lists addresses after an identifier, at most about so many.
pub fn addresses(
    archive: &Archive,
    after: Option<&str>,
    limit: usize,
    today: Day,
) -> Result<Cleared<Addresses>, DeliverError> {
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, Reader::Public, today)?;
    let page = snapshot.list_light::<Document>(after, limit)?;
    let next = if page.len() == limit { page.last().map(|last| last.value.id.to_string()) } else { None };
    let mut listed = Addresses { addresses: Vec::with_capacity(page.len()), next };
    for stored in page {
        let Clearance::Cleared(document) = clear(stored.value.clone(), Reader::Public, today) else {
            continue;
        };
        let changed = publications(&look, stored.value.id.as_str(), stored.version)?
            .pop()
            .map(|publication| publication.at)
            .unwrap_or_default();
        listed.addresses.push(Address { url: crate::lines::document_url(&document), changed });
    }
    Ok(Cleared::of_cleared_parts(listed))
}

/// Where parts of so many documents begin in the order of identifiers: none for the first, else the identifier after
/// which a part begins, which is that of a document that everybody may see.
pub fn address_parts(archive: &Archive, size: usize) -> Result<Cleared<Vec<Option<String>>>, DeliverError> {
    // The index knows the identifiers of exactly those documents that everybody may see.
    let mut ids = archive.index().list_ids()?;
    ids.sort_unstable();
    let starts = ids.chunks(size.max(1)).filter_map(|part| part.last().cloned());
    let mut parts: Vec<Option<String>> = std::iter::once(None).chain(starts.map(Some)).collect();
    // After the last part nothing begins.
    if parts.len() > 1 {
        parts.pop();
    }
    Ok(Cleared::of_cleared_parts(parts))
}
