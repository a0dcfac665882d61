//! A collection: its place among others, its essay, its parts, its documents; and the list of all collections.

use super::chronology::{Mark, lay_out};
use super::search::{SearchIn, empty_search_in};
use super::{PER_PAGE, Pager, pager, query_string};
use crate::respond::{Answer, Asked, Page, here};
use crate::site::Site;
use crate::text::{DrawnBlock, Links, draw, labels_of};
use fonds_archive::deliver::{self, DeliveredCollection};
use fonds_archive::discover::{self, Discovered, Facet, ListedCollection};
use fonds_archive::lines::CollectionLine;
use serde::Serialize;

/// The view of `collection.html`.
#[derive(Serialize)]
struct CollectionView {
    search_in: SearchIn,
    title: String,
    description: Option<String>,
    path: Vec<CollectionLine>,
    parts: Vec<CollectionLine>,
    essay: Vec<DrawnBlock>,
    total: u64,
    marks: Vec<Mark>,
    pager: Pager,
    search: String,
    canonical: String,
}

pub(crate) fn collection(site: &Site, asked: &Asked) -> Page {
    let delivered = deliver::collection(site.archive(), asked.part(0), site.reader(), site.today())?;
    let collection = match here(delivered)? {
        Ok(collection) => collection,
        Err(answer) => return Ok(answer),
    };
    let question = documents_of(Facet::Collection, collection.collection.id.as_str(), asked);
    let found = discover::search(site.archive(), &question, site.reader(), site.today())?;
    let view = collection.with(found).map(|(collection, found)| view(site, collection, found, &question));
    Ok(Answer::html(site.draw("collection.html", &view)?))
}

/// The search that lists the documents of one thing.
pub(super) fn documents_of(facet: Facet, id: &str, asked: &Asked) -> discover::Asked {
    discover::Asked {
        filters: vec![(facet, id.to_owned())],
        offset: (asked.page() - 1).saturating_mul(PER_PAGE),
        limit: PER_PAGE,
        ..discover::Asked::default()
    }
}

/// The address of a page of a thing's own list.
pub(super) fn page_of(url: &str, page: usize) -> String {
    if page > 1 { format!("{url}?page={page}") } else { url.to_owned() }
}

fn view(
    site: &Site,
    delivered: &DeliveredCollection,
    found: &Discovered,
    question: &discover::Asked,
) -> CollectionView {
    let collection = &delivered.collection;
    let essay = collection.essay.as_ref().map_or(Vec::new(), |essay| {
        let links = Links {
            authorities: &delivered.authorities,
            references: &delivered.references,
            prefix: "essay-",
            labels: labels_of(essay),
        };
        draw(essay, &links)
    });
    CollectionView {
        search_in: empty_search_in(),
        title: collection.title.clone(),
        description: collection.description.clone(),
        path: delivered.path.clone(),
        parts: delivered.parts.clone(),
        essay,
        total: found.total,
        marks: lay_out(found, true),
        pager: pager(found, question, |page| page_of(&delivered.url, page)),
        search: format!("/search{}", query_string(&[("collection".into(), collection.id.to_string())])),
        canonical: site.permanent(&delivered.url),
    }
}

/// The view of `collections.html`.
#[derive(Serialize)]
struct CollectionsView {
    search_in: SearchIn,
    collections: Vec<Listed>,
    canonical: String,
}

#[derive(Serialize)]
struct Listed {
    title: String,
    url: String,
    documents: u64,
    /// How deep it lies, at most 6.
    depth: usize,
}

pub(crate) fn collections(site: &Site, _: &Asked) -> Page {
    let listed = discover::collections(site.archive(), site.reader(), site.today())?;
    let view = listed.map(|listed| CollectionsView {
        search_in: empty_search_in(),
        collections: listed.iter().map(listed_view).collect(),
        canonical: site.permanent("/collections"),
    });
    Ok(Answer::html(site.draw("collections.html", &view)?))
}

fn listed_view(listed: &ListedCollection) -> Listed {
    Listed {
        title: listed.line.title.clone(),
        url: listed.line.url.clone(),
        documents: listed.documents,
        depth: listed.within.len().min(6),
    }
}
