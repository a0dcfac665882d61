//! A person, organization, place or subject: names with their times and channels, offices, documents; and their lists.

use super::chronology::{Mark, lay_out};
use super::collection::{documents_of, page_of};
use super::search::{SearchIn, empty_search_in};
use super::{Pager, Way, pager, query_string};
use crate::labels;
use crate::respond::{Answer, Asked, Page, here};
use crate::site::{Html, Site};
use crate::text::escaped;
use fonds_archive::deliver::{self, DeliveredAuthority};
use fonds_archive::discover::{self, Discovered, Facet};
use fonds_model::authority::{AuthorityName, ExternalId, Office};
use fonds_model::{AuthorityKind, HistoricalDate, Link, NameKind};
use serde::Serialize;

/// The view of `authority.html`.
#[derive(Serialize)]
struct AuthorityView {
    search_in: SearchIn,
    kind: &'static str,
    heading: String,
    dates: Option<String>,
    description: Option<String>,
    names: Vec<NameView>,
    offices: Vec<OfficeView>,
    broader: Option<Way>,
    coordinates: Option<String>,
    external: Vec<Html>,
    total: u64,
    marks: Vec<Mark>,
    pager: Pager,
    search: String,
    canonical: String,
}

#[derive(Serialize)]
struct NameView {
    form: String,
    language: Option<String>,
    direction: &'static str,
    kind: &'static str,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct OfficeView {
    title: String,
    span: Option<String>,
}

fn facet_of(kind: AuthorityKind) -> Facet {
    match kind {
        AuthorityKind::Person => Facet::Person,
        AuthorityKind::Organization => Facet::Organization,
        AuthorityKind::Place => Facet::Place,
        AuthorityKind::Subject => Facet::Subject,
    }
}

pub(crate) fn person(site: &Site, asked: &Asked) -> Page {
    authority(site, asked, AuthorityKind::Person)
}
pub(crate) fn organization(site: &Site, asked: &Asked) -> Page {
    authority(site, asked, AuthorityKind::Organization)
}
pub(crate) fn place(site: &Site, asked: &Asked) -> Page {
    authority(site, asked, AuthorityKind::Place)
}
pub(crate) fn subject(site: &Site, asked: &Asked) -> Page {
    authority(site, asked, AuthorityKind::Subject)
}

fn authority(site: &Site, asked: &Asked, kind: AuthorityKind) -> Page {
    let delivered = deliver::authority(site.archive(), kind, asked.part(0), site.reader(), site.today())?;
    let authority = match here(delivered)? {
        Ok(authority) => authority,
        Err(answer) => return Ok(answer),
    };
    let question = documents_of(facet_of(kind), authority.authority.id.as_str(), asked);
    let found = discover::search(site.archive(), &question, site.reader(), site.today())?;
    let view = authority.with(found).map(|(authority, found)| view(site, authority, found, &question));
    Ok(Answer::html(site.draw("authority.html", &view)?))
}

fn view(
    site: &Site,
    delivered: &DeliveredAuthority,
    found: &Discovered,
    question: &discover::Asked,
) -> AuthorityView {
    let authority = &delivered.authority;
    let heading = authority.heading().to_owned();
    let names =
        authority.names.iter().filter(|name| name.form != heading && name.kind != NameKind::Misspelling);
    let dates: Vec<&str> = authority.dates.iter().map(|date| date.display.as_str()).collect();
    AuthorityView {
        search_in: empty_search_in(),
        kind: labels::authorities(authority.kind),
        dates: (!dates.is_empty()).then(|| dates.join("–")),
        description: authority.description.clone(),
        names: names.map(|name| name_view(delivered, name)).collect(),
        offices: authority.offices.iter().map(office_view).collect(),
        broader: delivered
            .broader
            .as_ref()
            .map(|line| Way { label: line.heading.clone(), href: line.url.clone() }),
        coordinates: authority.coordinates.as_ref().map(|c| format!("{} N, {} E", c.latitude, c.longitude)),
        external: authority
            .external_ids
            .iter()
            .filter(|id| id.scheme != "source_key")
            .map(external)
            .collect(),
        total: found.total,
        marks: lay_out(found, true),
        pager: pager(found, question, |page| page_of(&delivered.url, page)),
        search: format!(
            "/search{}",
            query_string(&[(facet_of(authority.kind).word().into(), authority.id.to_string())])
        ),
        canonical: site.permanent(&delivered.url),
        heading,
    }
}

fn span(from: Option<&HistoricalDate>, to: Option<&HistoricalDate>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) if from.display == to.display => Some(from.display.clone()),
        (Some(from), Some(to)) => Some(format!("{}–{}", from.display, to.display)),
        (Some(from), None) => Some(format!("from {}", from.display)),
        (None, Some(to)) => Some(format!("until {}", to.display)),
        (None, None) => None,
    }
}

fn name_view(delivered: &DeliveredAuthority, name: &AuthorityName) -> NameView {
    let language = name.language.as_ref().map(|language| language.as_str().to_owned());
    let mut notes: Vec<String> = span(name.from.as_ref(), name.to.as_ref()).into_iter().collect();
    notes.extend(name.channel.clone());
    let with: Vec<&str> = name
        .with
        .iter()
        .filter_map(Link::as_id)
        .filter_map(|id| delivered.correspondents.get(id))
        .map(|line| line.heading.as_str())
        .collect();
    if !with.is_empty() {
        notes.push(format!("with {}", with.join(", ")));
    }
    notes.extend(name.romanisation.clone());
    notes.extend(name.evidence.clone());
    NameView {
        form: name.form.clone(),
        direction: labels::direction(language.as_deref()),
        language,
        kind: labels::name_kind(name.kind),
        notes,
    }
}

fn office_view(office: &Office) -> OfficeView {
    let title = match &office.of {
        Some(of) => format!("{}, {of}", office.title),
        None => office.title.clone(),
    };
    OfficeView { title, span: span(office.from.as_ref(), office.to.as_ref()) }
}

/// A number in somebody else's register, as a link where the register has a page for it.
fn external(id: &ExternalId) -> Html {
    let value = escaped(&id.value);
    let (name, url) = match id.scheme.as_str() {
        "viaf" => ("VIAF", Some(format!("https://viaf.org/viaf/{value}"))),
        "wikidata" => ("Wikidata", Some(format!("https://www.wikidata.org/wiki/{value}"))),
        "lcnaf" => ("Library of Congress", Some(format!("https://id.loc.gov/authorities/names/{value}"))),
        "geonames" => ("GeoNames", Some(format!("https://www.geonames.org/{value}"))),
        other => (other, None),
    };
    let name = escaped(name);
    let plain = id.value.chars().all(|c| c.is_ascii_alphanumeric());
    Html(match url.filter(|_| plain) {
        Some(url) => format!("{name} <a rel=\"external\" href=\"{url}\">{value}</a>"),
        None => format!("{name} {value}"),
    })
}

/// The view of `authorities.html`.
#[derive(Serialize)]
struct AuthoritiesView {
    search_in: SearchIn,
    title: &'static str,
    letters: Vec<Letter>,
    total: usize,
    page: usize,
    previous: Option<String>,
    next: Option<String>,
    canonical: String,
}

#[derive(Serialize)]
struct Letter {
    letter: String,
    entries: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    heading: String,
    url: String,
    dates: Option<String>,
    variants: String,
    documents: u64,
}

/// Headings on one page of a list.
const HEADINGS: usize = 200;

pub(crate) fn people(site: &Site, asked: &Asked) -> Page {
    list(site, asked, AuthorityKind::Person)
}
pub(crate) fn organizations(site: &Site, asked: &Asked) -> Page {
    list(site, asked, AuthorityKind::Organization)
}
pub(crate) fn places(site: &Site, asked: &Asked) -> Page {
    list(site, asked, AuthorityKind::Place)
}
pub(crate) fn subjects(site: &Site, asked: &Asked) -> Page {
    list(site, asked, AuthorityKind::Subject)
}

fn list(site: &Site, asked: &Asked, kind: AuthorityKind) -> Page {
    let listed = discover::authorities(site.archive(), kind, site.reader(), site.today())?;
    let view = listed.map(|all| {
        let url = format!("/{}", kind.plural());
        let page = asked.page();
        let shown = all.iter().skip((page - 1).saturating_mul(HEADINGS)).take(HEADINGS);
        let mut letters: Vec<Letter> = Vec::new();
        for authority in shown {
            let letter: String =
                authority.line.heading.chars().take(1).flat_map(char::to_uppercase).collect();
            let entry = Listed {
                heading: authority.line.heading.clone(),
                url: authority.line.url.clone(),
                dates: authority.line.dates.clone(),
                variants: authority.variants.iter().take(6).cloned().collect::<Vec<_>>().join(" · "),
                documents: authority.documents,
            };
            match letters.last_mut() {
                Some(known) if known.letter == letter => known.entries.push(entry),
                _ => letters.push(Letter { letter, entries: vec![entry] }),
            }
        }
        AuthoritiesView {
            search_in: empty_search_in(),
            title: labels::authorities(kind),
            letters,
            total: all.len(),
            page,
            previous: (page > 1).then(|| page_of(&url, page - 1)),
            next: (page.saturating_mul(HEADINGS) < all.len()).then(|| page_of(&url, page + 1)),
            canonical: site.permanent(&url),
        }
    });
    Ok(Answer::html(site.draw("authorities.html", &view)?))
}
