//! A site over an archive that goes away with the test, with identifiers that repeat and no clock.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use fonds_archive::archive::Identifiers;
use fonds_archive::import::{ImportRequest, import};
use fonds_archive::indexing::{Effort, catch_up_waiting};
use fonds_archive::sources::Input;
use fonds_archive::{Archive, ChangeNote, Settings, specimen};
use fonds_model::Day;
use fonds_web::{Site, routes};
use http_body_util::BodyExt;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use tower::ServiceExt;

/// A site of a test.
pub struct TestSite {
    pub archive: Archive,
    pub folder: tempfile::TempDir,
    runtime: tokio::runtime::Runtime,
    router: axum::Router,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

pub fn today() -> Day {
    "2026-01-15".parse().unwrap()
}

pub fn note(reason: &str) -> ChangeNote {
    ChangeNote { at: "2026-01-15T09:00:00.000Z".into(), actor: "archivist".into(), reason: reason.into() }
}

impl TestSite {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("archive");
        let settings = Settings { name: "Archive of the Crossing".into(), ..Settings::default() };
        drop(Archive::init(&home, &settings).unwrap());
        Self::over(folder)
    }

    /// A site of the specimen archive.
    pub fn of_specimens() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("archive");
        drop(Archive::init(&home, &specimen::settings()).unwrap());
        let site = Self::over(folder);
        specimen::import_specimens(&site.archive, &note("specimens"), today()).unwrap();
        site
    }

    fn over(folder: tempfile::TempDir) -> Self {
        let identifiers = Identifiers::Repeatable(AtomicU64::new(7));
        let archive = Archive::open_with(&folder.path().join("archive"), identifiers).unwrap();
        let router = routes::router(Site::new(archive.clone(), Arc::new(today)));
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        Self { archive, folder, runtime, router }
    }

    /// Imports the archive's own lines.
    pub fn import(&self, name: &str, lines: &[serde_json::Value]) {
        let path = self.folder.path().join(name);
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        std::fs::write(&path, text).unwrap();
        let request = ImportRequest { inputs: vec![Input::Path(path)], ..ImportRequest::default() };
        let report = import(&self.archive, &request, &note("import"), today(), &mut |_| {}).unwrap();
        assert_eq!(report.documents.refused, 0, "{:#?}", report.notices);
    }

    pub fn follow(&self) {
        catch_up_waiting(&self.archive, today(), Effort::BESIDE_READERS).unwrap();
    }

    /// The identifier of a source's key.
    pub fn id(&self, key: &str) -> String {
        let snapshot = self.archive.catalogue().snapshot().unwrap();
        snapshot.id_of_key(fonds_archive::Kind::Document, key).unwrap().expect("a known key")
    }

    pub fn get(&self, path: &str) -> Reply {
        self.ask(path, &[])
    }

    pub fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let router = self.router.clone();
        self.runtime.block_on(async {
            let response = router.oneshot(request).await.unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            let body = response.into_body().collect().await.unwrap().to_bytes().to_vec();
            Reply { status, headers, body }
        })
    }

    /// Everything that can be reached from these addresses by following links, as a crawler without manners would. Of
    /// searches those with so many conditions at most: they can be combined without end.
    pub fn crawl(&self, from: &[&str], steps: usize) -> BTreeMap<String, Reply> {
        let mut found = BTreeMap::new();
        let mut waiting: BTreeSet<String> = from.iter().map(|path| (*path).to_owned()).collect();
        while let Some(path) = waiting.pop_first() {
            if found.len() > 3_000 {
                panic!("the site has no end: {path}");
            }
            let reply = self.get(&path);
            for link in links(&reply) {
                // Every search can be taken away in half a dozen forms; of those one condition is enough.
                let most = if link.starts_with("/search.") { steps.min(1) } else { steps };
                let deep = link.starts_with("/search") && link.matches('=').count() > most;
                if !deep && !found.contains_key(&link) && link != path {
                    waiting.insert(link);
                }
            }
            found.insert(path, reply);
        }
        found
    }
}

/// Every address of this site that an answer names.
fn links(reply: &Reply) -> Vec<String> {
    let text = reply.text();
    let mut found: Vec<String> = Vec::new();
    for (open, close) in
        [("href=\"", '"'), ("src=\"", '"'), ("action=\"", '"'), ("<loc>", '<'), ("\"url\":\"", '"')]
    {
        for piece in text.split(open).skip(1) {
            found.push(piece.split(close).next().unwrap_or_default().replace("&amp;", "&"));
        }
    }
    found.push(reply.header("location").to_owned());
    let own = found.into_iter().filter(|link| link.starts_with('/') && !link.starts_with("//"));
    own.map(|link| link.split('#').next().unwrap_or_default().to_owned()).collect()
}
