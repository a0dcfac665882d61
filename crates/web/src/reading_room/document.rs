//! A document: what it is, its words in every form that may be read, where it lies, what stands around it.
//!
//! Its parts have modules of their own: [`super::parties`], [`super::readings`] (original and translation side by side),
//! [`super::source`]. How words become HTML is [`crate::text`]; the list of documents is [`super::chronology`].

use super::Way;
use super::chronology::{lighten, precision, taken_as};
use super::neighbours::{NeighboursView, neighbours};
use super::parties::{PartyView, parties};
use super::readings::{ParallelView, RenditionView, parallel, renditions};
use super::search::{SearchIn, empty_search_in};
use super::source::{WitnessView, release_words, witness_view};
use crate::errors::PageError;
use crate::labels;
use crate::respond::{Answer, Asked, Page, here};
use crate::site::{Html, Site};
use crate::text::{escaped, marked};
use axum::http::header;
use fonds_archive::around::{self, Around};
use fonds_archive::clearance::Cleared;
use fonds_archive::deliver::{self, DeliveredDocument};
use fonds_archive::lines::CollectionLine;
use fonds_archive::results::ResultFormat;
use fonds_archive::views;
use fonds_model::document::{DocumentDate, MarkingKind};
use fonds_model::{Agent, Document, HistoricalDate, Link, PlaceRole};
use serde::Serialize;

/// The view of `document.html`.
#[derive(Serialize)]
pub(crate) struct DocumentView {
    search_in: SearchIn,
    page_title: String,
    title: Html,
    title_language: Option<String>,
    other_titles: Vec<Worded>,
    canonical: String,
    date: Option<DateView>,
    other_dates: Vec<DateView>,
    markings: Vec<MarkingView>,
    genre: Option<String>,
    numbers: Vec<String>,
    excerpt: bool,
    parties: Vec<PartyView>,
    enclosed: Vec<PartyView>,
    abstracts: Vec<Worded>,
    renditions: Vec<RenditionView>,
    /// Passages of an original and a translation that answer each other, one row each.
    parallel: Option<ParallelView>,
    switch: bool,
    witnesses: Vec<WitnessView>,
    releases: Vec<String>,
    collections: Vec<Vec<CollectionLine>>,
    related: Vec<RelatedView>,
    neighbours: Vec<NeighboursView>,
    places: Vec<Named>,
    subjects: Vec<Named>,
    languages: Vec<String>,
    files: Vec<FileView>,
    rights: Vec<Html>,
    versions: Vec<VersionView>,
    version: u32,
    newest: Option<String>,
    permanent: String,
    forms: Vec<Way>,
    cited_only: bool,
}

#[derive(Serialize)]
struct Worded {
    html: Html,
    language: Option<String>,
    direction: &'static str,
}

#[derive(Serialize)]
struct DateView {
    role: &'static str,
    words: String,
    machine: Option<String>,
    precision: &'static str,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct MarkingView {
    words: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct RelatedView {
    relation: &'static str,
    title: String,
    date: Option<String>,
    url: String,
    evidence: Option<String>,
}

#[derive(Serialize)]
struct Named {
    words: String,
    href: Option<String>,
    note: Option<&'static str>,
}

#[derive(Serialize)]
struct FileView {
    label: String,
    href: String,
    size: String,
}

#[derive(Serialize)]
struct VersionView {
    number: u32,
    at: String,
    href: Option<String>,
}

/// `/documents/{id}`: leads to the full address; `.json`, `.txt` and others give other forms.
pub(crate) fn short(site: &Site, asked: &Asked) -> Page {
    let named = asked.part(0);
    let (id, form) = named.split_once('.').map_or((named, None), |(id, form)| (id, Some(form)));
    match form {
        // A document without title has no longer address than this.
        None => draw_newest(site, id, |url| url == format!("/documents/{id}")),
        Some("json") => Ok(match load(site, id)? {
            Ok(document) => Answer::json(&views::document(&document))?,
            Err(answer) => answer,
        }),
        Some("txt") => Ok(match load(site, id)? {
            Ok(document) => {
                Answer::text("text/plain; charset=utf-8", crate::machine::plain::words(&document))
            }
            Err(answer) => answer,
        }),
        Some(form) => other_form(site, id, form),
    }
}

/// Forms for programs: `.tei.xml`, `.bib`, `.ris`.
fn other_form(site: &Site, id: &str, form: &str) -> Page {
    let permanent = |path: &str| site.permanent(path);
    type Make<'m> = &'m dyn Fn(&Cleared<DeliveredDocument>) -> Cleared<String>;
    let (media_type, make): (&str, Make) = match form {
        "tei.xml" => ("application/tei+xml; charset=utf-8", &|document| views::tei(document, &permanent)),
        "bib" => {
            (ResultFormat::BibTex.media_type(), &|document| views::citation(document, false, &permanent))
        }
        "ris" => (ResultFormat::Ris.media_type(), &|document| views::citation(document, true, &permanent)),
        _ => return Err(PageError::Absent),
    };
    Ok(match load(site, id)? {
        Ok(document) => Answer::text(media_type, make(&document).as_bytes()),
        Err(answer) => answer,
    })
}

/// `/documents/{id}/{slug}`.
pub(crate) fn document(site: &Site, asked: &Asked) -> Page {
    // A title that changed, or was mistyped: the identifier is what counts.
    draw_newest(site, asked.part(0), |url| url.ends_with(&format!("/{}", encoded(asked.part(1)))))
}

/// `/documents/{id}/around.json`: what stands around it.
pub(crate) fn around(site: &Site, asked: &Asked) -> Page {
    let found = around::document(site.archive(), asked.part(0), site.reader(), site.today())?;
    Ok(match here(found)? {
        Ok(document) => Answer::json(&document.map(|(_, around)| around.clone()))?,
        Err(answer) => answer,
    })
}

/// The page of a document as it is now, where it was asked for under its own address.
fn draw_newest(site: &Site, id: &str, is_own: impl FnOnce(&str) -> bool) -> Page {
    let found = around::document_at(site.archive(), id, is_own, site.reader(), site.today())?;
    match here(found)? {
        Ok(found) => {
            let view = found.map(|(delivered, around)| view(site, delivered, Some(around)));
            Ok(Answer::html(site.draw("document.html", &view)?))
        }
        Err(answer) => Ok(answer),
    }
}

fn encoded(part: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    utf8_percent_encode(part, KEPT).to_string()
}

/// `/documents/{id}/v/{version}`.
pub(crate) fn version(site: &Site, asked: &Asked) -> Page {
    let Ok(number) = asked.part(1).parse() else { return Err(PageError::Absent) };
    let delivered =
        deliver::document_version(site.archive(), asked.part(0), number, site.reader(), site.today())?;
    match here(delivered)? {
        Ok(document) => {
            let view = document.map(|delivered| view(site, delivered, None));
            Ok(Answer::html(site.draw("document.html", &view)?).unlisted())
        }
        Err(answer) => Ok(answer),
    }
}

/// `/documents/{id}/files/{rendition}`.
pub(crate) fn file(site: &Site, asked: &Asked) -> Page {
    send_file(site, asked, None)
}

/// `/documents/{id}/files/{rendition}/{page}`.
pub(crate) fn page_file(site: &Site, asked: &Asked) -> Page {
    let page = asked.part(2).parse().map_err(|_| PageError::Absent)?;
    send_file(site, asked, Some(page))
}

/// What a browser may show by itself; everything else is only offered for download, so that nothing that was delivered
/// to the archive can run on its address.
const SHOWN: [&str; 6] =
    ["application/pdf", "image/jpeg", "image/png", "image/gif", "image/webp", "text/plain"];

fn send_file(site: &Site, asked: &Asked, page: Option<usize>) -> Page {
    let delivered =
        deliver::file(site.archive(), asked.part(0), asked.part(1), page, site.reader(), site.today())?;
    let (file, bytes) = match delivered {
        deliver::Delivery::Here(file) => file.into_file(),
        deliver::Delivery::Moved(url) => return Ok(Answer::moved(&url)),
        deliver::Delivery::Gone(tombstone) => return Err(PageError::Gone(tombstone)),
        deliver::Delivery::Absent => return Err(PageError::Absent),
    };
    let shown = SHOWN.contains(&file.media_type.as_str());
    let media_type = if shown { file.media_type.as_str() } else { "application/octet-stream" };
    let disposition = if shown { "inline" } else { "attachment" };
    let headers = vec![
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_LENGTH, file.size.to_string()),
        (header::CONTENT_DISPOSITION, format!("{disposition}; filename*=UTF-8''{}", encoded(&file.name))),
    ];
    Ok(Answer::file(headers, file, bytes))
}

type Loaded = Result<Cleared<DeliveredDocument>, Answer>;

fn load(site: &Site, id: &str) -> Result<Loaded, PageError> {
    here(deliver::document(site.archive(), id, site.reader(), site.today())?)
}

/// A numbered version is what is cited, so nothing stands around it that may be otherwise tomorrow.
fn view(site: &Site, delivered: &DeliveredDocument, around: Option<&Around>) -> DocumentView {
    let document = &delivered.document;
    let principal = document.principal_date();
    let title = document.principal_title();
    let plain_title = title.map_or("Untitled document", |title| title.text.as_str());
    let renditions = renditions(delivered);
    let parallel = parallel(&renditions);
    let id = document.id.as_str();
    let pinned = format!("/documents/{id}/v/{}", delivered.version);
    DocumentView {
        search_in: empty_search_in(),
        page_title: plain_title.to_owned(),
        title: lighten(marked(&[(plain_title.to_owned(), false)])),
        title_language: title.and_then(|title| title.language.as_ref()).map(|l| l.as_str().to_owned()),
        other_titles: document
            .titles
            .iter()
            .filter(|t| title.is_some_and(|shown| shown != *t))
            .map(worded)
            .collect(),
        canonical: site.permanent(&delivered.url),
        date: principal.map(date_view),
        other_dates: document.dates.iter().filter(|date| principal != Some(*date)).map(date_view).collect(),
        markings: document
            .markings
            .iter()
            .map(|marking| MarkingView {
                words: marking.as_written.clone(),
                kind: match marking.kind {
                    MarkingKind::Classification => "classification",
                    MarkingKind::Handling => "handling",
                    MarkingKind::Precedence => "precedence",
                },
            })
            .collect(),
        genre: document.genre.clone(),
        numbers: document.numbers.iter().map(|number| number.value.clone()).collect(),
        excerpt: document.excerpt,
        parties: parties(delivered, &document.agents),
        enclosed: document.enclosed.as_ref().map_or(Vec::new(), |enclosed| {
            let both: Vec<Agent> = enclosed.senders.iter().chain(&enclosed.recipients).cloned().collect();
            parties(delivered, &both)
        }),
        abstracts: document.abstracts.iter().map(worded).collect(),
        switch: parallel.is_some(),
        renditions: if parallel.is_some() { Vec::new() } else { renditions },
        parallel,
        witnesses: document.witnesses.iter().map(|witness| witness_view(delivered, witness)).collect(),
        releases: document.releases.iter().map(release_words).collect(),
        collections: delivered.collections.clone(),
        related: related(delivered),
        neighbours: around.map(neighbours).unwrap_or_default(),
        places: places(delivered),
        subjects: subjects(delivered),
        languages: document.languages.iter().map(|language| labels::language(language.as_str())).collect(),
        files: files(document),
        rights: rights(document),
        versions: versions(delivered),
        version: delivered.version,
        newest: (around.is_none()
            && delivered.publications.last().is_some_and(|last| last.version != delivered.version))
        .then(|| delivered.url.clone()),
        permanent: site.permanent(&pinned),
        forms: vec![
            Way { label: "Text".into(), href: format!("/documents/{id}.txt") },
            Way { label: "JSON".into(), href: format!("/documents/{id}.json") },
            Way { label: "TEI".into(), href: format!("/documents/{id}.tei.xml") },
            Way { label: "BibTeX".into(), href: format!("/documents/{id}.bib") },
            Way { label: "RIS".into(), href: format!("/documents/{id}.ris") },
        ],
        cited_only: document.status == fonds_model::document::HoldingStatus::CitedOnly,
    }
}

fn worded(words: &fonds_model::document::Words) -> Worded {
    let language = words.language.as_ref().map(|language| language.as_str().to_owned());
    Worded {
        html: marked(&[(words.text.clone(), false)]),
        direction: labels::direction(language.as_deref()),
        language,
    }
}

/// The words of a date, and what must be said of it: on what it rests, in which calendar it is written, by which
/// convention it became days.
fn date_view(date: &DocumentDate) -> DateView {
    let HistoricalDate { display, zone_as_written, time, calendar, .. } = &date.date;
    let mut notes: Vec<String> = labels::basis(date.basis).map(str::to_owned).into_iter().collect();
    if let Some(time) = time
        && !display.contains(&time.to_string())
    {
        notes.push(time.to_string());
    }
    notes.extend(zone_as_written.clone().filter(|zone| !display.contains(zone.as_str())));
    if *calendar != fonds_model::date::Calendar::Gregorian
        && let Some(edtf) = &date.date.edtf
    {
        notes.push(format!("{edtf} in the Gregorian calendar"));
    }
    notes.extend(taken_as(&date.date).map(|days| format!("taken as {days}")));
    notes.extend(date.evidence.clone());
    DateView {
        role: labels::date_role(date.role),
        words: display.clone(),
        machine: date.date.earliest.filter(|_| date.date.span_days() == 1).map(|day| day.to_string()),
        precision: precision(&date.date),
        notes,
    }
}

fn related(delivered: &DeliveredDocument) -> Vec<RelatedView> {
    let related = delivered.related.iter().map(|related| RelatedView {
        relation: labels::relation(related.kind, related.incoming),
        title: related.document.title.clone().unwrap_or_else(|| "Untitled document".into()),
        date: related.document.date.clone(),
        url: related.document.url.clone(),
        evidence: related.evidence.clone(),
    });
    related.collect()
}

fn places(delivered: &DeliveredDocument) -> Vec<Named> {
    let href = |link: &Option<Link>| {
        let line = link.as_ref().and_then(Link::as_id).and_then(|id| delivered.authorities.get(id));
        line.map(|line| line.url.clone())
    };
    let note = |role| match role {
        PlaceRole::SentFrom => "sent from",
        PlaceRole::SentTo => "sent to",
        PlaceRole::Covers => "about",
        PlaceRole::Event => "where it took place",
    };
    let places = delivered.document.places.iter();
    places
        .map(|place| Named {
            words: place.as_written.clone(),
            href: href(&place.authority),
            note: Some(note(place.role)),
        })
        .collect()
}

fn subjects(delivered: &DeliveredDocument) -> Vec<Named> {
    let document = &delivered.document;
    let headings = document.subjects.iter().map(|subject| {
        let id = subject.authority.as_ref().and_then(Link::as_id);
        let href = id.and_then(|id| delivered.authorities.get(id)).map(|line| line.url.clone());
        let facet =
            || format!("/search{}", super::query_string(&[("subject".into(), subject.as_written.clone())]));
        Named { words: subject.as_written.clone(), href: Some(href.unwrap_or_else(facet)), note: None }
    });
    let topics = document.topics.iter().map(|topic| Named { words: topic.clone(), href: None, note: None });
    headings.chain(topics).collect()
}

fn files(document: &Document) -> Vec<FileView> {
    let mut files = Vec::new();
    for rendition in &document.renditions {
        let base = format!("/documents/{}/files/{}", document.id, encoded(&rendition.id));
        if let Some(file) = &rendition.file {
            files.push(FileView {
                label: file.name.clone(),
                href: base.clone(),
                size: size_words(file.size),
            });
        }
        for (number, page) in rendition.pages.iter().enumerate() {
            if let Some(file) = &page.file {
                let label = page.label.clone().unwrap_or_else(|| file.name.clone());
                files.push(FileView {
                    label,
                    href: format!("{base}/{}", number + 1),
                    size: size_words(file.size),
                });
            }
        }
    }
    files
}

fn size_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn rights(document: &Document) -> Vec<Html> {
    let Some(rights) = &document.rights else { return Vec::new() };
    let mut words = Vec::new();
    let web = |uri: &&String| uri.starts_with("http://") || uri.starts_with("https://");
    match (&rights.statement, rights.uri.as_ref().filter(web)) {
        (Some(statement), Some(uri)) => {
            words.push(Html(format!(
                "<a rel=\"license\" href=\"{}\">{}</a>",
                escaped(uri),
                escaped(statement)
            )));
        }
        (Some(statement), None) => words.push(Html(escaped(statement))),
        (None, Some(uri)) => {
            words.push(Html(format!("<a rel=\"license\" href=\"{0}\">{0}</a>", escaped(uri))))
        }
        (None, None) => {}
    }
    if let Some(holder) = &rights.holder {
        words.push(Html(format!("Held by {}", escaped(holder))));
    }
    words
}

fn versions(delivered: &DeliveredDocument) -> Vec<VersionView> {
    let id = &delivered.document.id;
    let versions = delivered.publications.iter().rev().map(|publication| VersionView {
        number: publication.version,
        at: publication.at.get(..10).unwrap_or(&publication.at).to_owned(),
        href: (publication.version != delivered.version)
            .then(|| format!("/documents/{id}/v/{}", publication.version)),
    });
    versions.collect()
}
