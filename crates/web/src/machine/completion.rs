//! Completion of what is typed into a search box: ours, and the browser's own.
//!
//! Not a search. What may be completed is decided by [`fonds_archive::complete`].

use crate::errors::PageError;
use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use fonds_archive::complete::complete;
use serde_json::json;

/// As many as a list beside a box shows at a glance.
const MOST: usize = 8;

/// `/search/complete`
pub(crate) fn completions(site: &Site, asked: &Asked) -> Page {
    let found = complete(site.archive(), typed(asked), MOST, site.today())?;
    Ok(Answer::json(&found.map(|completions| json!({ "completions": completions })))?.unlisted())
}

/// `/search/suggest`: four lists, as OpenSearch has them: what was typed, words, what each is, addresses.
pub(crate) fn suggestions(site: &Site, asked: &Asked) -> Page {
    let typed = typed(asked);
    let found = complete(site.archive(), typed, MOST, site.today())?;
    let lists = found.map(|completions| {
        let words: Vec<&str> = completions.iter().map(|completion| completion.heading.as_str()).collect();
        let kinds: Vec<&str> = completions.iter().map(|completion| completion.kind).collect();
        let addresses: Vec<String> =
            completions.iter().map(|completion| site.permanent(&completion.url)).collect();
        json!([typed, words, kinds, addresses])
    });
    let body = serde_json::to_vec(&lists).map_err(|error| PageError::Failed(error.to_string()))?;
    Ok(Answer::text("application/x-suggestions+json", body).unlisted())
}

/// With its spaces: one at the end says that the last word is whole.
fn typed(asked: &Asked) -> &str {
    asked.parameter("q").unwrap_or_default()
}
