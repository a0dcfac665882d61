//! The holder's reference in one cell, such as "APRF, fond 45, opis 1, delo 335, list 3", taken apart into steps.
//!
//! Only what says its own steps; words that nobody numbered stay whole. The reference is always kept word for word beside.

use fonds_model::rendition::Locator;
use fonds_model::unit::{ReferencePart, UnitLevel};

/// A reference taken apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ReferenceRead {
    /// The words before the first step: the holder.
    pub holder: Option<String>,
    /// The steps of the path.
    pub parts: Vec<ReferencePart>,
    /// Leaves within the last step.
    pub locator: Option<Locator>,
}

/// Words for steps, the first of each the one that is kept.
#[rustfmt::skip]
const STEPS: &[&str] = &[
    "fond f f. ф ф. фонд fonds", "opis op op. оп оп. опись inventory opis'", "delo d d. д д. дело", "papka por por. папка п п.",
    "rolik reel", "list l l. ll ll. л л. лл лл. лист листы leaf leaves folio fol fol.", "record_group rg rg. record-group",
    "box carton ящик коробка", "folder dossier", "file", "series", "collection", "lot", "volume vol vol. bd bd. band том т т.",
];

/// Reads a reference; empty where it names no steps.
pub(super) fn read_reference(words: &str) -> ReferenceRead {
    let mut read = ReferenceRead::default();
    let mut before = Vec::new();
    for piece in words.split([',', ';']).map(|piece| piece.trim().trim_end_matches('.')) {
        match step_of(piece) {
            Some(part) if part.unit == "list" => {
                let (from, to) = match part.value.split_once(['-', '–']) {
                    Some((from, to)) => (from.trim().to_owned(), Some(to.trim().to_owned())),
                    None => (part.value, None),
                };
                read.locator = Some(Locator { from: Some(from), to, verso: false });
            }
            Some(part) => read.parts.push(part),
            None if read.parts.is_empty() && read.locator.is_none() => before.push(piece),
            // What stands behind the steps, a translator's name for one, is no step.
            None => {}
        }
    }
    if !read.parts.is_empty() && !before.is_empty() {
        read.holder = Some(before.join(", "));
    }
    read
}

fn step_of(piece: &str) -> Option<ReferencePart> {
    let lead = piece.get(.."record group ".len()).filter(|lead| lead.eq_ignore_ascii_case("record group "));
    let (word, value) = match (lead, piece.split_once(' ')) {
        (Some(lead), _) => ("rg", &piece[lead.len()..]),
        (None, Some(parts)) => parts,
        // "ф.45" has no space behind the point.
        (None, None) => piece.split_at(piece.find('.')? + 1),
    };
    let word = word.to_lowercase();
    let steps = STEPS.iter().find(|names| names.split(' ').any(|name| name == word))?;
    let value = value.trim().trim_start_matches(['№', '#']).trim_start_matches("no.").trim();
    // "l. 3. Translated by": a sentence begins behind the number.
    let value = value.split_once(". ").map_or(value, |(value, _)| value);
    let numbered = value.chars().any(|c| c.is_ascii_digit()) && value.split_whitespace().count() <= 3;
    numbered.then(|| ReferencePart {
        unit: steps.split(' ').next().unwrap_or_default().to_owned(),
        value: value.to_owned(),
    })
}

/// The level of a unit at the end of this path.
pub(super) fn level_of(parts: &[ReferencePart]) -> UnitLevel {
    match parts.last().map(|part| part.unit.as_str()) {
        None => UnitLevel::Repository,
        Some("fond" | "record_group" | "collection") => UnitLevel::Fonds,
        Some("opis" | "series" | "lot") => UnitLevel::Series,
        Some(_) => UnitLevel::File,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(words: &str) -> (Option<String>, String, Option<Locator>) {
        let read = read_reference(words);
        let parts: Vec<String> =
            read.parts.iter().map(|part| format!("{} {}", part.unit, part.value)).collect();
        (read.holder, parts.join(" / "), read.locator)
    }

    #[test]
    fn steps_are_read_in_both_alphabets() {
        let leaf = |from: &str, to: Option<&str>| {
            Some(Locator { from: Some(from.into()), to: to.map(Into::into), verso: false })
        };
        let expected = (Some("APRF".to_owned()), "fond 45 / opis 1 / delo 335".to_owned(), leaf("3", None));
        assert_eq!(path("APRF, fond 45, opis 1, delo 335, list 3."), expected);
        assert_eq!(path("APRF, f. 45, op. 1, d. 335, l. 3. Translated by A. Nobody."), expected);
        let (holder, parts, locator) = path("АВП РФ, ф.0100, оп. 42, п. 288, д. 19, лл. 81-85");
        assert_eq!(holder.as_deref(), Some("АВП РФ"));
        assert_eq!(parts, "fond 0100 / opis 42 / papka 288 / delo 19");
        assert_eq!(locator, leaf("81", Some("85")));
        assert_eq!(path("National Archives, RG 59, Box 12A").1, "record_group 59 / box 12A");
    }

    #[test]
    fn words_without_steps_stay_whole() {
        assert_eq!(
            path("History and Public Policy Program, translated from the Russian"),
            (None, String::new(), None)
        );
        assert_eq!(path("a file of nobody"), (None, String::new(), None));
    }
}
