//! The forms in which a document can be read: each by itself, or an original and a translation passage by passage.
//!
//! Only laid out here; how words become HTML is [`crate::text`].

use crate::labels;
use crate::text::{DrawnBlock, Links, draw, labels_of};
use fonds_archive::deliver::DeliveredDocument;
use fonds_model::{Rendition, RenditionKind};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct RenditionView {
    id: String,
    class: &'static str,
    heading: String,
    language: Option<String>,
    direction: &'static str,
    by: Option<String>,
    blocks: Vec<DrawnBlock>,
}

#[derive(Serialize)]
pub(super) struct ParallelView {
    original: Column,
    translation: Column,
    rows: Vec<Row>,
}

#[derive(Serialize)]
pub(super) struct Column {
    heading: String,
    language: Option<String>,
    direction: &'static str,
}

#[derive(Serialize)]
pub(super) struct Row {
    original: DrawnBlock,
    translation: DrawnBlock,
}

pub(super) fn renditions(delivered: &DeliveredDocument) -> Vec<RenditionView> {
    let worded = delivered.document.renditions.iter().filter(|rendition| rendition.has_text());
    let worded: Vec<&Rendition> = worded.collect();
    let several = worded.len() > 1;
    worded.into_iter().map(|rendition| rendition_view(delivered, rendition, several)).collect()
}

fn rendition_view(delivered: &DeliveredDocument, rendition: &Rendition, several: bool) -> RenditionView {
    let language = rendition.language.as_ref().map(|language| language.as_str().to_owned());
    let prefix = if several { format!("{}-", rendition.id) } else { String::new() };
    let blocks = rendition.text.as_ref().map_or(Vec::new(), |text| {
        let links = Links {
            authorities: &delivered.authorities,
            references: &delivered.references,
            prefix: &prefix,
            labels: labels_of(text),
        };
        draw(text, &links)
    });
    let by: Vec<&str> = rendition.agents.iter().map(|agent| agent.as_written.as_str()).collect();
    RenditionView {
        id: rendition.id.clone(),
        class: if rendition.kind == RenditionKind::Translation { "translation" } else { "original" },
        heading: heading_of(rendition, delivered),
        direction: labels::direction(language.as_deref()),
        language,
        by: (!by.is_empty()).then(|| by.join(", ")),
        blocks,
    }
}

/// "Translation, English" and, where several releases have each their own, which release it is from.
fn heading_of(rendition: &Rendition, delivered: &DeliveredDocument) -> String {
    let mut words = labels::rendition(rendition.kind).to_owned();
    if let Some(language) = &rendition.language {
        words = format!("{words}, {}", labels::language(language.as_str()));
    }
    if rendition.extent == fonds_model::rendition::Extent::Excerpt {
        words.push_str(", excerpt");
    }
    let releases = &delivered.document.releases;
    let from = releases.iter().find(|release| release.renditions.contains(&rendition.id));
    if let Some(date) = from.filter(|_| releases.len() > 1).and_then(|release| release.date.as_ref()) {
        words = format!("{words}, as released {}", date.display);
    }
    words
}

/// Pairs one transcription with one translation of as many blocks.
pub(super) fn parallel(renditions: &[RenditionView]) -> Option<ParallelView> {
    let [first, second] = renditions else { return None };
    let (original, translation) = match (first.class, second.class) {
        ("original", "translation") => (first, second),
        ("translation", "original") => (second, first),
        _ => return None,
    };
    if original.blocks.len() != translation.blocks.len() || original.blocks.is_empty() {
        return None;
    }
    let column = |rendition: &RenditionView| Column {
        heading: match &rendition.by {
            Some(by) if rendition.class == "translation" => format!("{} (by {by})", rendition.heading),
            _ => rendition.heading.clone(),
        },
        language: rendition.language.clone(),
        direction: rendition.direction,
    };
    let rows = original.blocks.iter().zip(&translation.blocks);
    Some(ParallelView {
        original: column(original),
        translation: column(translation),
        rows: rows
            .map(|(original, translation)| Row {
                original: original.clone(),
                translation: translation.clone(),
            })
            .collect(),
    })
}
