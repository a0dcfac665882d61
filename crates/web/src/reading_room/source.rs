//! Where the copies of a document lie, and what was let go of it when: the foot of its page.

use super::Way;
use crate::labels;
use fonds_archive::deliver::DeliveredDocument;
use fonds_model::Link;
use fonds_model::rendition::{ReleaseStatus, Witness};
use fonds_model::unit::ReferencePart;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct WitnessView {
    kind: &'static str,
    copy_number: Option<String>,
    verbatim: Option<String>,
    repository: Option<Way>,
    parts: Vec<(String, String)>,
    published_in: Option<String>,
    held: bool,
}

pub(super) fn witness_view(delivered: &DeliveredDocument, witness: &Witness) -> WitnessView {
    let unit = witness.unit.as_ref().and_then(Link::as_id).and_then(|id| delivered.units.get(id));
    let mut parts: Vec<(String, String)> = unit.map_or(Vec::new(), |unit| {
        unit.reference
            .iter()
            .map(|ReferencePart { unit, value }| (unit.replace('_', " "), value.clone()))
            .collect()
    });
    if let Some(locator) = &witness.locator {
        let from = locator.from.clone().unwrap_or_default();
        let leaves = match &locator.to {
            Some(to) if *to != from => format!("{from}–{to}"),
            _ => from,
        };
        let verso = if locator.verso { " and overleaf" } else { "" };
        parts.push(("leaf or item".into(), format!("{leaves}{verso}")));
    }
    WitnessView {
        kind: labels::witness(witness.kind),
        copy_number: witness.copy_number.clone(),
        verbatim: witness.verbatim.clone().or_else(|| unit.map(|unit| unit.citation())),
        repository: unit.map(|unit| Way {
            label: unit.repository.clone(),
            href: format!(
                "/search{}",
                super::query_string(&[("repository".into(), unit.repository.clone())])
            ),
        }),
        parts,
        published_in: witness.published_in.clone(),
        held: witness.held,
    }
}

pub(super) fn release_words(release: &fonds_model::rendition::Release) -> String {
    let status = match release.status {
        ReleaseStatus::Full => "Released in full",
        ReleaseStatus::Part => "Released in part",
        ReleaseStatus::Denied => "Release denied",
    };
    let mut words = status.to_owned();
    if let Some(authority) = &release.authority {
        words.push_str(&format!(" by {authority}"));
    }
    if let Some(date) = &release.date {
        words.push_str(&format!(", {}", date.display));
    }
    if let Some(case) = &release.case {
        words.push_str(&format!(", case {case}"));
    }
    words
}
