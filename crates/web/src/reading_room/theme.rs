//! A theme: a story told across collections, with its timeline and the documents that bear it out.

use super::search::{SearchIn, empty_search_in};
use crate::respond::{Answer, Asked, Page, here};
use crate::site::Site;
use crate::text::{DrawnBlock, Links, draw, labels_of};
use fonds_archive::deliver::{self, DeliveredTheme};
use fonds_archive::lines::{CollectionLine, DocumentLine};
use fonds_model::Link;
use serde::Serialize;

/// The view of `theme.html`.
#[derive(Serialize)]
struct ThemeView {
    search_in: SearchIn,
    title: String,
    overview: Option<String>,
    essay: Vec<DrawnBlock>,
    timeline: Vec<TimelineView>,
    collections: Vec<CollectionLine>,
    documents: Vec<DocumentLine>,
    canonical: String,
}

#[derive(Serialize)]
struct TimelineView {
    date: String,
    words: String,
    documents: Vec<DocumentLine>,
}

pub(crate) fn theme(site: &Site, asked: &Asked) -> Page {
    let delivered = deliver::theme(site.archive(), asked.part(0), site.reader(), site.today())?;
    let theme = match here(delivered)? {
        Ok(theme) => theme,
        Err(answer) => return Ok(answer),
    };
    let view = theme.map(|theme| view(site, theme));
    Ok(Answer::html(site.draw("theme.html", &view)?))
}

fn view(site: &Site, delivered: &DeliveredTheme) -> ThemeView {
    let theme = &delivered.theme;
    let line = |link: &Link| delivered.references.get(link.as_id()?).cloned();
    let essay = theme.essay.as_ref().map_or(Vec::new(), |essay| {
        let links = Links {
            authorities: &delivered.authorities,
            references: &delivered.references,
            prefix: "essay-",
            labels: labels_of(essay),
        };
        draw(essay, &links)
    });
    let timeline = theme.timeline.iter().map(|entry| TimelineView {
        date: entry.date.display.clone(),
        words: entry.words.clone(),
        documents: entry.documents.iter().filter_map(line).collect(),
    });
    ThemeView {
        search_in: empty_search_in(),
        title: theme.title.clone(),
        overview: theme.overview.clone(),
        essay,
        timeline: timeline.collect(),
        collections: delivered.collections.clone(),
        documents: delivered.documents.clone(),
        canonical: site.permanent(&delivered.url),
    }
}
