//! Every address of the site, in one table from which the router is made.
//!
//! Not what stands there: each row names its handler. A row that is missing here is no address, and a test holds this
//! table against another that says who may see what, so that a new row without an answer to that fails.

use crate::errors::PageError;
use crate::pool::Pool;
use crate::respond::{Asked, Content, Page, respond};
use crate::site::Site;
use crate::{machine, reading_room};
use axum::Router;
use axum::body::Body;
use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderMap, Response, Uri};
use axum::routing::get;
use std::sync::Arc;
use tower_http::compression::{CompressionLayer, CompressionLevel};

type Handler = fn(&Site, &Asked) -> Page;

/// One address.
pub struct Route {
    /// Its pattern.
    pub path: &'static str,
    /// What is there.
    pub what: &'static str,
    handler: Handler,
}

const fn route(path: &'static str, what: &'static str, handler: Handler) -> Route {
    Route { path, what, handler }
}

/// Every address.
pub const ROUTES: &[Route] = &[
    route("/", "the front page", reading_room::home::home),
    route("/search", "search results", reading_room::search::search),
    route("/search.json", "search results as JSON", machine::json::search),
    route("/search/values", "all values of one facet of a search", reading_room::values::values),
    route("/search/values.json", "the same as JSON", machine::json::values),
    route("/search.csv", "a whole result as a table", machine::results::csv),
    route("/search.jsonl", "a whole result as JSON lines", machine::results::lines),
    route("/search.bib", "a whole result as BibTeX", machine::results::bibtex),
    route("/search.ris", "a whole result as RIS", machine::results::ris),
    route("/concordance", "every match in its line", reading_room::concordance::concordance),
    route("/concordance.json", "a concordance as JSON", machine::json::concordance),
    route("/concordance.csv", "every line of a concordance as a table", machine::results::concordance),
    route("/search.atom", "what is new in search results, as a feed", machine::feed::search),
    route("/search/complete", "names and titles that begin as typed", machine::completion::completions),
    route("/search/suggest", "the same for the browser's own search box", machine::completion::suggestions),
    route(
        "/documents/{id}",
        "a document; also with .json, .txt, .tei.xml, .bib and .ris",
        reading_room::document::short,
    ),
    route(
        "/documents/{id}/around.json",
        "documents like it, of its day, between the same two",
        reading_room::document::around,
    ),
    route("/documents/{id}/{slug}", "a document", reading_room::document::document),
    route(
        "/documents/{id}/v/{version}",
        "one published version of a document",
        reading_room::document::version,
    ),
    route("/documents/{id}/files/{rendition}", "the file of a rendition", reading_room::document::file),
    route(
        "/documents/{id}/files/{rendition}/{page}",
        "the image of one page",
        reading_room::document::page_file,
    ),
    route("/collections", "all collections", reading_room::collection::collections),
    route("/collections/{slug}", "a collection", reading_room::collection::collection),
    route("/themes/{slug}", "a theme", reading_room::theme::theme),
    route("/people", "all persons", reading_room::authority::people),
    route("/people/{id}", "a person", reading_room::authority::person),
    route("/organizations", "all organizations", reading_room::authority::organizations),
    route("/organizations/{id}", "an organization", reading_room::authority::organization),
    route("/places", "all places", reading_room::authority::places),
    route("/places/{id}", "a place", reading_room::authority::place),
    route("/subjects", "all subjects", reading_room::authority::subjects),
    route("/subjects/{id}", "a subject", reading_room::authority::subject),
    route("/sitemap.xml", "for crawlers: the list of lists of addresses", machine::sitemap::index),
    route("/sitemap/{after}", "for crawlers: addresses of documents", machine::sitemap::part),
    route("/robots.txt", "for crawlers: what not to walk", machine::sitemap::robots),
    route("/-/healthz", "whether the server is well", machine::health::health),
    route("/-/style/{hash}", "the style sheet", machine::health::style),
    route("/-/script/{hash}", "the script of the search box", machine::health::script),
    route("/-/opensearch.xml", "how a browser may search here", machine::opensearch::description),
];

/// The longest address that is answered; the site itself gives none longer than a few hundred characters.
const LONGEST_ADDRESS: usize = 8_192;

/// Everything that the router shares.
#[derive(Clone)]
struct Shared {
    site: Site,
    pool: Arc<Pool>,
}

/// Makes the router of a site.
pub fn router(site: Site) -> Router {
    let shared = Shared { site, pool: Arc::new(Pool::new()) };
    let mut router = Router::new();
    for route in ROUTES {
        let (shared, handler) = (shared.clone(), route.handler);
        router = router.route(
            route.path,
            get(move |parts: RawPathParams, uri: Uri, headers: HeaderMap| {
                answer(shared, handler, parts_of(&parts), uri, headers)
            }),
        );
    }
    let absent = shared.clone();
    router
        .fallback(move |request: Request| {
            let headers = request.headers().clone();
            answer(absent, nowhere, Vec::new(), request.uri().clone(), headers)
        })
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
}

fn nowhere(_: &Site, _: &Asked) -> Page {
    Err(PageError::Absent)
}

fn parts_of(parts: &RawPathParams) -> Vec<String> {
    parts.iter().map(|(_, value)| value.to_owned()).collect()
}

async fn answer(
    shared: Shared,
    handler: Handler,
    parts: Vec<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response<Body> {
    let Shared { site, pool } = shared;
    if uri.path_and_query().is_some_and(|asked| asked.as_str().len() > LONGEST_ADDRESS) {
        return respond(PageError::TooLong.answer(&site), &headers);
    }
    let asked = Asked { parts, query: read_query(uri.query().unwrap_or_default()) };
    let working = site.clone();
    let at_work = Arc::clone(&pool);
    let response = pool.run(move || {
        let mut answer = handler(&working, &asked).unwrap_or_else(|error| error.answer(&working));
        if let Content::Written(writing) = &mut answer.content {
            writing.turn = at_work.turn_to_write();
            if writing.turn.is_none() {
                answer = PageError::Busy.answer(&working);
            }
        }
        Ok(respond(answer, &headers))
    });
    // Of an error nobody keeps a copy that could still hold.
    response.await.unwrap_or_else(|error| respond(error.answer(&site), &HeaderMap::new()))
}

/// Reads parameters as forms write them; what is not UTF-8 is read as far as it goes.
fn read_query(query: &str) -> Vec<(String, String)> {
    let decode = |part: &str| {
        let spaced = part.replace('+', " ");
        percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}
