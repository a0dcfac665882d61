//! How a browser may search this archive from its own box (OpenSearch 1.1).
//!
//! Browsers want whole addresses; where the settings name no permanent one, paths alone are said.

use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use crate::text::escaped;

/// `/-/opensearch.xml`
pub(crate) fn description(site: &Site, _: &Asked) -> Page {
    let settings = site.archive().settings();
    // The standard allows sixteen characters.
    let short: String = settings.name.chars().take(16).collect();
    let told = [settings.name.as_str(), settings.tagline.as_str()];
    let told: Vec<&str> = told.into_iter().filter(|words| !words.is_empty()).collect();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{}</ShortName>\n\
         <Description>{}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n",
        escaped(short.trim()),
        escaped(&told.join(". ")),
    );
    for (media_type, path) in [
        ("text/html", "/search"),
        ("application/atom+xml", "/search.atom"),
        ("application/json", "/search.json"),
        ("application/x-suggestions+json", "/search/suggest"),
    ] {
        let template = escaped(&site.permanent(path));
        out.push_str(&format!("<Url type=\"{media_type}\" template=\"{template}?q={{searchTerms}}\"/>\n"));
    }
    out.push_str("</OpenSearchDescription>\n");
    Ok(Answer::text("application/opensearchdescription+xml", out))
}
