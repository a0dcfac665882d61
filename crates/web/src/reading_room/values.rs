//! The whole list of one facet: every value of the documents found, by how many each would give, with a box to find one.
//!
//! For facets that have more values than stand beside results. Each value leads back to the search that it narrows.

use super::search::{Condition, FacetValueView, address, parameters, question, value_conditions, value_view};
use super::{Pager, pager_of, query_string};
use crate::errors::PageError;
use crate::labels;
use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use fonds_archive::clearance::Cleared;
use fonds_archive::discover::{self, Facet};
use fonds_archive::narrowing::{self, ListedValues};
use serde::Serialize;

/// Values on a page.
pub(crate) const VALUES_PER_PAGE: usize = 100;

/// The view of `values.html`.
#[derive(Serialize)]
struct ValuesView {
    title: &'static str,
    conditions: Vec<Condition>,
    documents: u64,
    back: String,
    find: String,
    /// What the form carries along.
    kept: Vec<(String, String)>,
    total: u64,
    values: Vec<FacetValueView>,
    remarks: Vec<String>,
    pager: Pager,
    canonical: String,
}

/// `/search/values`
pub(crate) fn values(site: &Site, asked: &Asked) -> Page {
    let (question, listed) = list(site, asked)?;
    let view = listed.map(|listed| view(listed, &question, asked));
    Ok(Answer::html(site.draw("values.html", &view)?).unlisted())
}

/// The values that an address asks for, and the search that they narrow.
pub(crate) fn list(
    site: &Site,
    asked: &Asked,
) -> Result<(discover::Asked, Cleared<ListedValues>), PageError> {
    let facet = asked.parameter("facet").and_then(Facet::from_word).ok_or(PageError::Absent)?;
    let question = discover::Asked {
        offset: (asked.page() - 1).saturating_mul(VALUES_PER_PAGE),
        limit: VALUES_PER_PAGE,
        ..question(asked)
    };
    let find = asked.parameter("find").unwrap_or_default();
    let listed = narrowing::values(site.archive(), &question, facet, find, site.reader(), site.today())?;
    Ok((question, listed))
}

fn view(listed: &ListedValues, question: &discover::Asked, asked: &Asked) -> ValuesView {
    let all = parameters(asked);
    let find = asked.parameter("find").unwrap_or_default().to_owned();
    let mut kept = all.clone();
    kept.insert(0, ("facet".into(), listed.facet.word().into()));
    let page_of = |page: usize| {
        let mut pairs = kept.clone();
        if !find.is_empty() {
            pairs.insert(1, ("find".into(), find.clone()));
        }
        if page > 1 {
            pairs.push(("page".into(), page.to_string()));
        }
        format!("/search/values{}", query_string(&pairs))
    };
    let shown = listed.values.len();
    let pager = pager_of(listed.total, shown, question.offset, question.limit, page_of);
    ValuesView {
        title: labels::facet(listed.facet),
        conditions: value_conditions(&listed.filters, |_| String::new()),
        documents: listed.documents,
        back: address(&all),
        total: listed.total,
        values: listed.values.iter().map(|value| value_view(listed.facet, value, question, &all)).collect(),
        remarks: listed.remarks.clone(),
        canonical: page_of(pager.page),
        pager: Pager { unlisted: true, ..pager },
        find,
        kept,
    }
}
