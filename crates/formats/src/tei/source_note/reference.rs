//! The path to an original, part by part with the holder's own words: "National Archives, RG 59, Central Files 1967–69,
//! Box 103, Folder 2".

use fonds_model::ArchivalUnit;
use fonds_model::rendition::Locator;
use fonds_model::unit::{ReferencePart, UnitLevel};

/// Reads a path: the unit, and where in it the document lies. "Ibid." takes the repository and path of `above` as far as
/// the words do not say their own.
pub(in crate::tei) fn read(
    words: &str,
    above: Option<&ArchivalUnit>,
) -> (Option<ArchivalUnit>, Option<Locator>) {
    let words = words.trim().trim_end_matches('.');
    let mut parts = split(words).into_iter();
    let Some(first) = parts.next() else { return (None, None) };
    if first.len() > LONGEST || first.is_empty() {
        return (None, None);
    }
    let (repository, mut reference) = match first.trim_end_matches('.').to_lowercase().as_str() {
        "ibid" => match above {
            Some(above) => (above.repository.clone(), Some(above.reference.clone())),
            None => return (None, None),
        },
        _ => (first.to_owned(), None),
    };
    let mut locator = None;
    let mut own = Vec::new();
    // "CIA Files: Job 80B01285A" parts the repository from its path by a colon.
    let repository = match repository.split_once(": ") {
        Some((holder, rest)) => {
            read_part(rest, &mut own, &mut locator);
            holder.to_owned()
        }
        None => repository,
    };
    for part in parts.filter(|part| !part.is_empty() && part.len() <= LONGEST) {
        read_part(part, &mut own, &mut locator);
    }
    if own.is_empty() {
        own = reference.take().unwrap_or_default();
    }
    let level = if own.is_empty() { UnitLevel::Repository } else { UnitLevel::File };
    (Some(ArchivalUnit::new(repository, level, own)), locator)
}

/// The longest part of a path, in bytes; what is longer is a story.
const LONGEST: usize = 160;

/// Parts between commas; a year behind a day ("Oct 20, 1971") and what stands in brackets stay where they are.
fn split(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut begin, mut depth) = (0, 0_i32);
    for (at, c) in words.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth <= 0 && !goes_on(&words[begin..at], &words[at + 1..]) => {
                parts.push(words[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(words[begin..].trim());
    parts
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a comma parts what belongs together: a day and its year, a name and its "Jr.".
fn goes_on(before: &str, after: &str) -> bool {
    after.trim_start().starts_with("Jr.") || parts_a_date(before, after)
}

fn parts_a_date(before: &str, after: &str) -> bool {
    let year = after.trim_start();
    let is_year = year.len() >= 4
        && year.bytes().take(4).all(|b| b.is_ascii_digit())
        && !year.as_bytes().get(4).is_some_and(u8::is_ascii_digit)
        && year.starts_with(['1', '2']);
    let mut words = before.rsplit([' ', '-', '–']);
    let day = words.next().unwrap_or_default().trim_end_matches('.');
    let month = words.find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
    let is_month = |word: &str| MONTHS.iter().any(|month| word.starts_with(month));
    is_year && (is_month(&month) && day.bytes().all(|b| b.is_ascii_digit()) || is_month(&day.to_lowercase()))
}

/// Words of holders for a level, as they stand before its value.
const UNITS: [(&str, &str); 17] = [
    ("RG", "record_group"),
    ("Record Group", "record_group"),
    ("Entry", "entry"),
    ("Box", "box"),
    ("Folder", "folder"),
    ("Lot", "lot"),
    ("Job", "job"),
    ("Reel", "reel"),
    ("Roll", "reel"),
    ("Vol.", "volume"),
    ("Volume", "volume"),
    ("FRC", "accession"),
    ("Accession", "accession"),
    ("Fond", "fond"),
    ("Opis", "opis"),
    ("Delo", "delo"),
    ("CF", "conference_file"),
];

fn read_part(part: &str, reference: &mut Vec<ReferencePart>, locator: &mut Option<Locator>) {
    let mut add = |unit: &str, value: &str| {
        reference.push(ReferencePart { unit: unit.into(), value: value.trim().into() });
    };
    // "Presidential Correspondence: Lot 66 D 204"
    if let Some((name, rest)) = part.split_once(": ")
        && valued(rest).is_some()
    {
        add("series", name);
        return read_part(rest, reference, locator);
    }
    if let Some((number, document)) = decimal(part) {
        add("decimal_file", number);
        *locator = document.map(|document| Locator { from: Some(document.to_owned()), ..Locator::default() });
        return;
    }
    if let Some(page) = ["pp. ", "p. ", "Tab ", "Document ", "Item ", "Attachment "]
        .iter()
        .find_map(|word| part.strip_prefix(word))
    {
        let (from, to) = match page.split_once(['–', '-']) {
            Some((from, to)) if part.starts_with("pp.") => (from, Some(to.trim().to_owned())),
            _ => (if part.starts_with('p') { page } else { part }, None),
        };
        *locator = Some(Locator { from: Some(from.trim().to_owned()), to, verso: false });
        return;
    }
    match valued(part) {
        Some((unit, value)) => add(unit, value),
        None => add("series", part),
    }
}

/// A part that begins with a holder's word for a level: (our word, value).
fn valued(part: &str) -> Option<(&'static str, &str)> {
    UNITS.iter().find_map(|(word, unit)| {
        let rest = part.strip_prefix(word)?;
        let value = rest.trim_start();
        let parted =
            rest.len() > value.len() || *word == "RG" && value.starts_with(|c: char| c.is_ascii_digit());
        (parted && !value.is_empty()).then_some((*unit, value))
    })
}

/// Whether words are a number of the Department of State's decimal files: "611.93/1–758", "501.BC Indonesia/3–149".
pub(super) fn is_decimal(words: &str) -> bool {
    decimal(words).is_some_and(|(_, document)| document.is_some())
}

fn decimal(part: &str) -> Option<(&str, Option<&str>)> {
    let (number, document) = match part.split_once('/') {
        Some((number, document)) => (number, Some(document.trim()).filter(|document| !document.is_empty())),
        None => (part, None),
    };
    let (class, rest) = number.split_once('.')?;
    let digits = class.bytes().take_while(u8::is_ascii_digit).count();
    let fits = (2..=4).contains(&digits)
        && class.len() <= digits + 2
        && number.len() <= 40
        && rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        && document.is_none_or(|document| {
            document.len() <= 40 && document.starts_with(|c: char| c.is_ascii_digit())
        });
    fits.then_some((number, document))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(words: &str) -> Vec<(String, String)> {
        let (unit, _) = read(words, None);
        unit.unwrap().reference.into_iter().map(|part| (part.unit, part.value)).collect()
    }

    fn pair(unit: &str, value: &str) -> (String, String) {
        (unit.into(), value.into())
    }

    #[test]
    fn each_part_takes_the_holders_word() {
        assert_eq!(
            parts("National Archives, RG 59, Presidential Correspondence: Lot 66 D 204, Box 3"),
            [
                pair("record_group", "59"),
                pair("series", "Presidential Correspondence"),
                pair("lot", "66 D 204"),
                pair("box", "3")
            ]
        );
    }

    #[test]
    fn a_date_in_a_title_is_not_parted() {
        assert_eq!(
            parts("Archives, Box 849, Exchanges, Oct 20, 1971–Dec 31, 1971"),
            [pair("box", "849"), pair("series", "Exchanges"), pair("series", "Oct 20, 1971–Dec 31, 1971")]
        );
    }

    #[test]
    fn the_document_in_a_decimal_file_is_the_place_in_it() {
        let (unit, locator) = read("Department of State, Central Files, 501.BC Indonesia/3–2549", None);
        assert_eq!(unit.unwrap().reference[1].value, "501.BC Indonesia");
        assert_eq!(locator.unwrap().from.as_deref(), Some("3–2549"));
    }

    #[test]
    fn ibid_is_the_unit_above() {
        let (above, _) = read("Ames Library, Papers, Box 3", None);
        let (unit, _) = read("Ibid", above.as_ref());
        assert_eq!(unit.unwrap().citation(), "Ames Library, Papers, box 3");
    }
}
