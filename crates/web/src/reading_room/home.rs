//! The front page: what this archive is, a search, what it holds by year, its collections and themes.

use super::search::{SearchIn, empty_search_in};
use super::timeline::{self, Timeline};
use super::{Way, query_string};
use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use fonds_archive::deliver;
use fonds_archive::discover::{self, Sort};
use fonds_archive::lines::CollectionLine;
use serde::Serialize;

/// The view of `home.html`.
#[derive(Serialize)]
struct HomeView {
    search_in: SearchIn,
    total: u64,
    histogram: Option<Timeline>,
    collections: Vec<CollectionLine>,
    themes: Vec<Way>,
    canonical: String,
}

/// Collections shown on the front page; the rest have a page of their own.
const COLLECTIONS: usize = 24;

pub(crate) fn home(site: &Site, _: &Asked) -> Page {
    let (archive, reader, today) = (site.archive(), site.reader(), site.today());
    let asked = discover::Asked { histogram: true, sort: Sort::Date, ..discover::Asked::default() };
    let found = discover::search(archive, &asked, reader, today)?;
    let collections = deliver::collections(archive, reader, today)?;
    let themes = deliver::themes(archive, reader, today)?;
    let view = found.with(collections).with(themes).map(|((found, collections), themes)| HomeView {
        search_in: empty_search_in(),
        total: found.total,
        histogram: timeline::draw(found, |period| {
            format!("/search{}", query_string(&[("period".into(), period)]))
        }),
        collections: collections.iter().take(COLLECTIONS).cloned().collect(),
        themes: themes.iter().map(|(label, href)| Way { label: label.clone(), href: href.clone() }).collect(),
        canonical: site.permanent("/"),
    });
    Ok(Answer::html(site.draw("home.html", &view)?))
}
