//! What every page shares: the archive, the day, the templates, the style sheet.
//!
//! Not a page. One [`Site`] serves all requests.

use fonds_archive::Archive;
use fonds_archive::clearance::{Cleared, Reader};
use fonds_model::Day;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Output, State, Value, context};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The templates, by name. Partials begin with `_`.
const TEMPLATES: [(&str, &str); 16] = [
    ("_frame.html", include_str!("../templates/_frame.html")),
    ("_search_in.html", include_str!("../templates/_search_in.html")),
    ("_chronology.html", include_str!("../templates/_chronology.html")),
    ("_pager.html", include_str!("../templates/_pager.html")),
    ("_histogram.html", include_str!("../templates/_histogram.html")),
    ("home.html", include_str!("../templates/home.html")),
    ("search.html", include_str!("../templates/search.html")),
    ("concordance.html", include_str!("../templates/concordance.html")),
    ("values.html", include_str!("../templates/values.html")),
    ("document.html", include_str!("../templates/document.html")),
    ("collection.html", include_str!("../templates/collection.html")),
    ("collections.html", include_str!("../templates/collections.html")),
    ("theme.html", include_str!("../templates/theme.html")),
    ("authority.html", include_str!("../templates/authority.html")),
    ("authorities.html", include_str!("../templates/authorities.html")),
    ("notice.html", include_str!("../templates/notice.html")),
];

/// The style sheet, in its layers.
const STYLE: [&str; 12] = [
    include_str!("../assets/tokens.css"),
    include_str!("../assets/base.css"),
    include_str!("../assets/layout.css"),
    include_str!("../assets/search-in.css"),
    include_str!("../assets/completion.css"),
    include_str!("../assets/chronology.css"),
    include_str!("../assets/facets.css"),
    include_str!("../assets/concordance.css"),
    include_str!("../assets/document.css"),
    include_str!("../assets/text.css"),
    include_str!("../assets/finding-aid.css"),
    include_str!("../assets/print.css"),
];

/// The one script: completion in the search box, without which everything works too.
const SCRIPT: &str = include_str!("../assets/completion.js");

/// The day on which a request is answered.
pub type Clock = Arc<dyn Fn() -> Day + Send + Sync>;

/// One archive, ready to be shown.
#[derive(Clone)]
pub struct Site {
    inner: Arc<Inner>,
}

struct Inner {
    archive: Archive,
    clock: Clock,
    templates: Environment<'static>,
    style: String,
    style_url: String,
    script_url: String,
}

impl Site {
    /// Makes a site of an archive; `clock` says which day it is.
    ///
    /// # Panics
    ///
    /// When a template of this crate is broken, which a test would have shown.
    pub fn new(archive: Archive, clock: Clock) -> Self {
        let mut templates = Environment::new();
        // Invariant: signs that are the engine's own fit together.
        if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
            templates.set_syntax(syntax);
        }
        templates.set_formatter(place);
        for (name, source) in TEMPLATES {
            // Invariant: the templates are part of the program and every one is drawn by a test.
            templates.add_template(name, source).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        }
        let style = STYLE.concat();
        let style_url = format!("/-/style/{}.css", short_hash(&style));
        let script_url = format!("/-/script/{}.js", short_hash(SCRIPT));
        let settings = archive.settings();
        let name = settings.name.clone();
        let tagline = settings.tagline.clone();
        templates.add_global(
            "site",
            context! { name, tagline, style_url => style_url.clone(), script_url => script_url.clone() },
        );
        Self { inner: Arc::new(Inner { archive, clock, templates, style, style_url, script_url }) }
    }

    /// The archive.
    pub(crate) fn archive(&self) -> &Archive {
        &self.inner.archive
    }
    /// Today.
    pub(crate) fn today(&self) -> Day {
        (self.inner.clock)()
    }
    /// For whom pages are made; staff have no door on the web yet.
    pub(crate) fn reader(&self) -> Reader {
        Reader::Public
    }
    pub(crate) fn style(&self) -> &str {
        &self.inner.style
    }
    pub(crate) fn style_url(&self) -> &str {
        &self.inner.style_url
    }
    pub(crate) fn script(&self) -> &'static str {
        SCRIPT
    }
    pub(crate) fn script_url(&self) -> &str {
        &self.inner.script_url
    }
    /// The permanent address of a path, for citations and the sitemap; the path alone where the settings name none.
    pub(crate) fn permanent(&self, path: &str) -> String {
        format!("{}{path}", self.inner.archive.settings().address.trim_end_matches('/'))
    }

    /// Draws a page of a cleared view.
    pub(crate) fn draw<V: Serialize>(
        &self,
        template: &str,
        view: &Cleared<V>,
    ) -> Result<String, minijinja::Error> {
        self.inner.templates.get_template(template)?.render(Value::from(Serde(&**view)))
    }
}

/// Enough of a hash to tell one text from its successors.
fn short_hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Places a value in a page: what is HTML already as it is, everything else escaped by the same rules as the words of
/// documents, so that there is one place to look at.
fn place(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    match value.as_str() {
        Some(words) if !value.is_safe() => Ok(out.write_str(&crate::text::escaped(words))?),
        _ => minijinja::escape_formatter(out, state, value),
    }
}

/// HTML that is escaped already: the words of a document, drawn by [`crate::text`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Html(pub(crate) String);

impl Serialize for Html {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}
