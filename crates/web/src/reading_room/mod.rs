//! Pages for people: one module for each, with the view that its template of the same name places.
//!
//! Decisions are here, words are in the templates, and what may be shown was decided before either.

pub(crate) mod authority;
pub(crate) mod chronology;
pub(crate) mod collection;
pub(crate) mod concordance;
pub(crate) mod document;
pub(crate) mod home;
mod neighbours;
mod parties;
mod readings;
pub(crate) mod search;
mod source;
pub(crate) mod theme;
mod timeline;
pub(crate) mod values;

use fonds_archive::discover::Asked as Search;
use fonds_archive::discover::Discovered;
use serde::Serialize;

/// Documents on a page of a list.
pub(crate) const PER_PAGE: usize = 20;

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Way {
    pub(crate) label: String,
    pub(crate) href: String,
}

/// Where in a long list one is, and the ways to the rest.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Pager {
    pub(crate) page: usize,
    pub(crate) pages: usize,
    pub(crate) first: u64,
    pub(crate) last: u64,
    pub(crate) total: u64,
    /// Whether crawlers are asked not to follow it.
    pub(crate) unlisted: bool,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
    pub(crate) near: Vec<PagerStep>,
}

/// One page to go to; without an address it is the one shown.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PagerStep {
    pub(crate) page: usize,
    pub(crate) href: Option<String>,
    /// Whether pages are left out before it.
    pub(crate) after_gap: bool,
}

/// Makes the pager of a list; `href` gives the address of a page.
pub(crate) fn pager(found: &Discovered, asked: &Search, href: impl Fn(usize) -> String) -> Pager {
    pager_of(found.total, found.hits.len(), asked.offset, asked.limit, href)
}

/// The same for any list: how many there are, how many are shown after how many, and how many a page holds.
pub(crate) fn pager_of(
    total: u64,
    shown: usize,
    offset: usize,
    limit: usize,
    href: impl Fn(usize) -> String,
) -> Pager {
    let pages = usize::try_from(total).unwrap_or(usize::MAX).div_ceil(limit.max(1)).max(1);
    let page = offset / limit.max(1) + 1;
    let mut near: Vec<usize> = [1, page.saturating_sub(1), page, page.saturating_add(1), pages]
        .into_iter()
        .filter(|p| (1..=pages).contains(p))
        .collect();
    near.sort_unstable();
    near.dedup();
    let mut before = 0;
    let steps = near.into_iter().map(|step| {
        let after_gap = step > before + 1;
        before = step;
        PagerStep { page: step, href: (step != page).then(|| href(step)), after_gap }
    });
    Pager {
        near: steps.collect(),
        page,
        pages,
        first: if shown == 0 { 0 } else { offset as u64 + 1 },
        last: (offset as u64).saturating_add(shown as u64),
        total,
        unlisted: false,
        previous: (page > 1).then(|| href((page - 1).min(pages))),
        next: (page < pages).then(|| href(page + 1)),
    }
}

/// A parameter's name and value as an address writes them.
pub(crate) fn query_string(pairs: &[(String, String)]) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    let encode = |part: &str| utf8_percent_encode(part, KEPT).to_string();
    let pairs: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}
