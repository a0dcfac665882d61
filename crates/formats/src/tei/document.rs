//! Makes a document of its division in a volume: what the encoding marks first, what the heading says where it is silent.
//!
//! Not the words themselves ([`super::text`]), the dates ([`super::dates`]), the people ([`super::people`]), nor the note
//! on the source ([`super::source_note`]); here they come together.

use super::references::Keys;
use super::source_note::{self, SourceNote};
use super::text::{self, ENCLOSED, is_attachment};
use super::volume::Volume;
use super::xml::Element;
use super::{dates, people, record};
use fonds_model::document::{DocumentDate, DocumentNumber, ImportProvenance, NumberKind, Words, WordsKind};
use fonds_model::rendition::{Page, Relation, RelationKind, Rendition, RenditionKind, Witness};
use fonds_model::text::BlockKind;
use fonds_model::{ArchivalUnit, Certainty, Document, Language, Link, Notice, Place, PlaceRole};

/// A document with what it brings along.
pub(super) struct Made {
    pub(super) document: Document,
    pub(super) units: Vec<ArchivalUnit>,
    pub(super) notices: Vec<Notice>,
}

/// The document that this one stands in, when it stands in one.
pub(super) struct Parent<'a> {
    pub(super) key: &'a str,
    pub(super) title: &'a str,
    pub(super) number: usize,
}

pub(super) fn read(volume: &Volume, tree: &Element, key: &str, parent: Option<&Parent>) -> Made {
    volume.with_keys(key, |keys| read_with(volume, tree, keys, parent))
}

fn read_with(volume: &Volume, tree: &Element, keys: &Keys, parent: Option<&Parent>) -> Made {
    let key = keys.own;
    let language = tree.attribute("xml:lang").or(volume.language()).and_then(Language::new);
    let mut document = Document::new(key);
    document.provenance = volume.provenance(tree.line);
    document.collections.extend(volume.collection());
    let mut made = Made { document, units: Vec::new(), notices: Vec::new() };

    let read = text::read(tree, keys);
    read_title(tree, parent, language.as_ref(), &mut made);
    read_datelines(tree, &mut made);
    read_notes(tree, volume, keys, &mut made);
    read_record(tree, &read.text, volume, keys, &mut made);
    people::read(tree, keys, &mut made.document);
    read_subject(tree, &mut made.document);
    read_own_date(tree, volume, &mut made);
    read_relations(tree, &read, parent, &mut made.document);
    read_renditions(tree, read.text, language, &mut made.document);
    for pointer in read.dangling {
        made.notices.push(
            Notice::remark(
                "TEI006",
                format!("`{pointer}` is in no list of this file; the words stand without a link"),
            )
            .at("", tree.line)
            .in_field("corresp")
            .with_hint("add it to the list of persons or terms, or take the pointer out"),
        );
    }
    made
}

/// Every element of this name that belongs to the document itself: not to an attachment, a note or a document within.
pub(super) fn own_elements<'e>(tree: &'e Element, wanted: &dyn Fn(&Element) -> bool) -> Vec<&'e Element> {
    let mut found = Vec::new();
    gather(tree, wanted, &mut found);
    found
}

fn gather<'e>(element: &'e Element, wanted: &dyn Fn(&Element) -> bool, found: &mut Vec<&'e Element>) {
    for inner in element.elements() {
        if is_attachment(inner) || matches!(inner.name.as_str(), "note" | "floatingText" | ENCLOSED) {
            continue;
        }
        if wanted(inner) {
            found.push(inner);
        }
        gather(inner, wanted, found);
    }
}

/// The title: the heading without its notes and without the number that the edition gives it, which is kept beside.
fn read_title(tree: &Element, parent: Option<&Parent>, language: Option<&Language>, made: &mut Made) {
    let head = tree.child("head").or_else(|| tree.first("head"));
    let words = head.map(|head| head.words_without(&["note"])).unwrap_or_default();
    let number = tree.attribute("n").filter(|number| !number.is_empty());
    // Encoders break lines within brackets.
    let words = words.replace("( ", "(").replace(" )", ")");
    let title = without_number(&words, number).trim_end_matches([',', ';', ' ']);
    let title = if !title.is_empty() {
        Words { language: language.cloned(), ..Words::new(title) }
    } else {
        let supplied = match parent {
            Some(parent) => format!("Enclosure {} of: {}", parent.number, parent.title),
            None => "[untitled]".to_owned(),
        };
        made.notices.push(
            Notice::remark(
                "TEI007",
                format!("`{}` has no heading; it is called `{supplied}`", made.document.source_key),
            )
            .at("", tree.line)
            .in_field("head")
            .with_hint("give it a <head>, or a title with `fonds edit`"),
        );
        Words { kind: WordsKind::Supplied, ..Words::new(supplied) }
    };
    made.document.titles.push(title);
    if let Some(number) = number {
        made.document.numbers.push(DocumentNumber {
            kind: NumberKind::Record,
            value: number.to_owned(),
            issuer: None,
        });
    }
}

/// "5. Memorandum", "No. 5. Mr. Braida", "[5] Editorial Note" without what stands before the words.
pub(super) fn without_number<'w>(words: &'w str, number: Option<&str>) -> &'w str {
    let rest = words.strip_prefix("No. ").or_else(|| words.strip_prefix("Document ")).unwrap_or(words);
    let (rest, bracket) = rest.strip_prefix('[').map_or((rest, false), |rest| (rest, true));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    // "12a." is a number where the encoding gives the same.
    let alike =
        |number: &&str| rest.get(..number.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(number));
    let length = number.filter(alike).map_or(digits, str::len);
    if length == 0 {
        return words;
    }
    let after = &rest[length..];
    let after = if bracket { after.strip_prefix(']') } else { after.strip_prefix('.') };
    let named_alike = number.is_some_and(|number| number.eq_ignore_ascii_case(&rest[..length]));
    match after {
        // A year or a sum may begin a heading too: without the encoding's own number, only short ones are taken for one.
        Some(after) if named_alike || length <= 3 => {
            let after = after.trim_start();
            if after.is_empty() { words } else { after }
        }
        _ => words,
    }
}

/// The most datelines of one document, and people of one kind, that its description takes in; all of them stay in the
/// text.
pub(super) const MOST: usize = 500;

fn read_datelines(tree: &Element, made: &mut Made) {
    let datelines = own_elements(tree, &|element| element.name == "dateline");
    for dateline in datelines.into_iter().take(MOST) {
        let found = dates::of_dateline(dateline);
        for value in found.impossible {
            made.notices.push(dates::impossible(&value, dateline.line));
        }
        add_dates(&mut made.document, found.dates);
        for place in dateline.all("placeName") {
            add_place(&mut made.document, place_of(place));
        }
    }
}

fn add_dates(document: &mut Document, dates: Vec<DocumentDate>) {
    for date in dates {
        if !document.dates.contains(&date) {
            document.dates.push(date);
        }
    }
}

fn add_place(document: &mut Document, words: Option<String>) {
    if let Some(words) = words
        && !document.places.iter().any(|place| place.as_written == words)
    {
        document.places.push(Place::new(PlaceRole::SentFrom, words));
    }
}

/// Words that make the first line of a dateline the name of an office rather than of a place.
const OFFICES: [&str; 9] = [
    "department",
    "legation",
    "consulate",
    "embassy",
    "mission",
    "ministry",
    "office",
    "headquarters",
    "mansion",
];

/// The place itself: of several lines the last, without the office above it; a place that is withheld is none.
pub(super) fn place_of(place: &Element) -> Option<String> {
    let words = place.words_without(&["note"]);
    let parts: Vec<&str> = words.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_office =
        |part: &&&str| part.split(' ').any(|word| OFFICES.contains(&word.to_lowercase().as_str()));
    let offices = parts.iter().take_while(is_office).count();
    // Where nothing but an office is named, it stands for its place.
    let parts = if offices == parts.len() { &parts[..] } else { &parts[offices..] };
    let words = parts.join(", ");
    let words = words.trim_matches(|c: char| matches!(c, '[' | ']' | ',' | ';' | ':') || c.is_whitespace());
    let words = words.trim_end_matches('.');
    let withheld = words.to_lowercase().contains("not declassified");
    (!words.is_empty() && !withheld).then(|| words.to_owned())
}

/// Source notes and summaries, in the heading or beside it.
fn read_notes(tree: &Element, volume: &Volume, keys: &Keys, made: &mut Made) {
    let mut notes = Vec::new();
    for part in tree.elements().filter(|part| matches!(part.name.as_str(), "head" | "note")) {
        if part.name == "note" { notes.push(part) } else { notes.extend(part.all("note")) }
    }
    // Some editions set the note on the source at the first words instead of the heading.
    let is_source =
        |note: &&Element| note.attribute("type") == Some("source") || note.words().starts_with("Source: ");
    if !notes.iter().any(is_source) {
        notes
            .extend(tree.all("note").into_iter().filter(|note| note.words().starts_with("Source: ")).take(1));
    }
    for note in notes {
        if note.attribute("type") == Some("summary") {
            made.document.abstracts.push(Words::new(note.words()));
        } else if is_source(&note) {
            match source_note::read(note, volume.above()) {
                Some(found) => apply(found, Some(note), keys, made),
                None => read_bracket(&note.words(), &mut made.document),
            }
            // "851G.01/2–1849: Telegram"
            if let Some((_, kind)) = note.words().rsplit_once(": ") {
                read_bracket(kind, &mut made.document);
            }
        }
    }
}

/// "[Telegram]", "[Extract.]": a word on the kind, where older volumes have no note.
fn read_bracket(words: &str, document: &mut Document) {
    let words = words.trim_matches(|c: char| matches!(c, '[' | ']' | '.' | ' ')).to_lowercase();
    match words.as_str() {
        "extract" | "extracts" | "excerpt" | "excerpts" => document.excerpt = true,
        "telegram" | "cablegram" | "airgram" | "circular" => document.genre = Some(words),
        _ if source_note::is_marking(&words) => document.markings.extend(source_note::read_markings(&words)),
        _ => {}
    }
}

fn apply(found: SourceNote, note: Option<&Element>, keys: &Keys, made: &mut Made) {
    let document = &mut made.document;
    let mut witness = Witness { id: format!("w{}", document.witnesses.len() + 1), ..Witness::default() };
    witness.unit = found.unit.as_ref().map(|unit| Link::source_key(&unit.source_key));
    witness.locator = found.locator;
    witness.verbatim = Some(found.verbatim).filter(|words| !words.is_empty());
    document.witnesses.push(witness);
    made.units.extend(found.unit);
    document.abstracts.extend(found.summary.map(Words::new));
    for marking in found.markings {
        if !document.markings.contains(&marking) {
            document.markings.push(marking);
        }
    }
    if let Some(words) = found.received {
        let day = document.principal_date().map(|date| date.date.clone());
        add_dates(document, dates::received(&words, day.as_ref()).into_iter().collect());
    }
    for mut agent in found.agents {
        if let Some(note) = note {
            agent.authority = people::authority_in(note, agent.principal_name(), keys);
        }
        document.agents.push(agent);
    }
}

/// "SUBJECT: ..." at the head of a memorandum, which says what the heading leaves open.
fn read_subject(tree: &Element, document: &mut Document) {
    let lists =
        own_elements(tree, &|element| element.name == "list" && element.attribute("type") == Some("subject"));
    let Some(list) = lists.first().filter(|_| document.abstracts.is_empty()) else { return };
    let items = list.elements().filter(|element| element.name == "item");
    let items: Vec<String> =
        items.map(|item| item.words_without(&["note"])).filter(|words| !words.is_empty()).collect();
    if !items.is_empty() {
        document.abstracts.push(Words::new(format!("Subject: {}", items.join("; "))));
    }
}

/// A heading that is the whole record, as in microfiche supplements: kind, day, matter, marking, pages, place.
fn read_record(tree: &Element, text: &fonds_model::Text, volume: &Volume, keys: &Keys, made: &mut Made) {
    let has_words = text.blocks.iter().any(|block| !matches!(block.kind, BlockKind::Heading(_)));
    let Some(title) = made.document.titles.first_mut() else { return };
    if has_words || tree.child("head").is_none() {
        return;
    }
    let Some(record) = record::read(&title.text, volume.above()) else { return };
    title.text = record.title;
    made.document.abstracts.extend(record.matter.map(Words::new));
    if let Some(pages) = record.pages {
        made.document.provenance.rest.push(("extent".into(), pages));
    }
    apply(record.source, None, keys, made);
}

/// A day where no dateline gives one: in the attributes of the division, in the heading, in the attachments.
fn read_own_date(tree: &Element, volume: &Volume, made: &mut Made) {
    if made.document.dates.iter().any(|date| date.date.edtf.is_some()) {
        return;
    }
    let heading = made.document.titles.first().map(|title| title.text.clone()).unwrap_or_default();
    let found = dates::of_heading(&heading, volume.headings())
        .or_else(|| dates::of_ends(tree))
        .or_else(|| dates::of_division(tree))
        .or_else(|| dates::of_attachments(tree));
    add_dates(&mut made.document, found.into_iter().collect());
}

fn read_relations(tree: &Element, read: &text::Read, parent: Option<&Parent>, document: &mut Document) {
    let relation = |kind, target: Link, evidence: Option<String>| Relation {
        kind,
        target,
        certainty: Certainty::Stated,
        evidence,
    };
    if let Some(parent) = parent {
        document.relations.push(relation(RelationKind::Attachment, Link::source_key(parent.key), None));
    }
    for enclosed in tree.all(ENCLOSED) {
        let key = enclosed.attribute("key").unwrap_or_default();
        document.relations.push(relation(RelationKind::Encloses, Link::source_key(key), None));
    }
    for (target, words) in &read.references {
        document.relations.push(relation(RelationKind::Mentions, target.clone(), Some(words.clone())));
    }
}

/// The words, and the page images that stand where there are none.
fn read_renditions(
    tree: &Element,
    text: fonds_model::Text,
    language: Option<Language>,
    document: &mut Document,
) {
    let witness = document.witnesses.first().map(|witness| witness.id.clone());
    let has_words = text.blocks.iter().any(|block| !matches!(block.kind, BlockKind::Heading(_)));
    if has_words || !text.notes.is_empty() {
        let mut words = Rendition::transcription("r1", language, text);
        words.witness = witness.clone();
        document.renditions.push(words);
    }
    let files = tree.all("frus:file");
    if !files.is_empty() {
        let mut scan = Rendition::new(format!("r{}", document.renditions.len() + 1), RenditionKind::Scan);
        scan.witness = witness;
        scan.pages = files
            .iter()
            .map(|file| Page {
                facsimile: file.attribute("path").or(file.attribute("id")).map(str::to_owned),
                ..Page::default()
            })
            .collect();
        document.renditions.push(scan);
    }
}

/// Provenance of what begins at this line.
pub(super) fn provenance(origin: &crate::Origin, line: u64) -> ImportProvenance {
    ImportProvenance {
        source: origin.source.clone(),
        format: "tei".into(),
        sha256: origin.sha256.clone(),
        file: Some(origin.file.rsplit('/').next().unwrap_or_default().to_owned()),
        line: Some(line),
        rest: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tei::xml::Node;

    #[test]
    fn numbers_of_the_edition_are_no_part_of_titles() {
        assert_eq!(without_number("5. Memorandum", Some("5")), "Memorandum");
        assert_eq!(without_number("No. 5. Mr. Ames to Mr. Orr.", Some("5")), "Mr. Ames to Mr. Orr.");
        assert_eq!(without_number("[5] Editorial Note", Some("5")), "Editorial Note");
        assert_eq!(without_number("12a. Note", Some("12A")), "Note");
        assert_eq!(without_number("1949. A year", None), "1949. A year");
        assert_eq!(without_number("7. ", Some("7")), "7. ");
    }

    #[test]
    fn an_office_above_a_place_is_not_the_place() {
        let place = |words: &str| {
            place_of(&Element { children: vec![Node::Text(words.into())], ..Element::default() })
        };
        assert_eq!(place("Legation of Norland, Managua, Nicaragua").as_deref(), Some("Managua, Nicaragua"));
        assert_eq!(place("Washington, ").as_deref(), Some("Washington"));
        assert_eq!(place("[place not declassified]"), None);
        assert_eq!(place("Department of State").as_deref(), Some("Department of State"));
    }
}
