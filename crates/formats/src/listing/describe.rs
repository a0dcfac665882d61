//! From an entry to a document: what its date means, what its title says, and the key by which it is known again.
//!
//! Nothing is corrected: an entry's date that its title contradicts, or a title that stands twice, is kept as it is and
//! reported. How titles are read is [`fonds_names::title`].

use super::page::Entry;
use crate::keys::{Ordinals, slug};
use fonds_model::date::words::says_supplied;
use fonds_model::document::{
    DateBasis, DateRole, DocumentDate, DocumentNumber, ImportProvenance, NumberKind, Words,
};
use fonds_model::{Document, HistoricalDate, Language, Link, Notice};
use fonds_names::title::{analyse, tokens};

/// Who published the entries; pages of the newer layout do not say it themselves.
pub(super) const PUBLISHER: &str = "Digital Archive: International History Declassified";
/// How the keys of all entries begin, whichever file they were captured in.
const KEY: &str = "digital-archive";

/// The key of an entry of this date and title, before equals are told apart.
fn entry_key(date: &HistoricalDate, title: &str) -> String {
    let when = match &date.edtf {
        Some(edtf) => edtf.to_string(),
        None if date.is_understood() => "undated".to_owned(),
        None => slug(&date.display),
    };
    format!("{KEY}/{when}/{}", slug(title))
}

/// The key of the collection of this title.
pub(super) fn collection_key(title: &str) -> String {
    format!("{KEY}/collection/{}", slug(title))
}

/// Makes the document that an entry describes, with notices about what is doubtful in it.
pub(super) fn describe(
    entry: Entry,
    ordinals: &mut Ordinals,
    collection: Option<&Link>,
    notices: &mut Vec<Notice>,
) -> Document {
    let mut paragraphs = entry.paragraphs.into_iter();
    let title = paragraphs.next().unwrap_or_default();
    let summary = paragraphs.collect::<Vec<_>>().join("\n\n");
    let date = HistoricalDate::read(&entry.date);
    let (key, ordinal) = ordinals.next(entry_key(&date, &title));
    if ordinal > 1 {
        notices.push(
            Notice::remark("LST006", format!("`{title}` is entry {ordinal} of this title and date"))
                .with_hint("they are told apart by their order; import pages whole"),
        );
    }
    note_doubts(&date, &title, notices);
    if entry.concluded {
        notices.push(
            Notice::remark(
                "LST009",
                format!("`{title}` has no date and was taken for an entry by its words"),
            )
            .with_hint("if it belongs to the abstract above it, mend the captured page"),
        );
    }
    if entry.cut {
        notices.push(too_long());
    }
    let mut document = Document::new(key);
    read_title(&title, &mut document);
    document.titles.push(in_english(title));
    if !summary.is_empty() {
        document.abstracts.push(in_english(summary));
    }
    if !entry.date.is_empty() {
        let supplied = says_supplied(&entry.date);
        let basis = if supplied { DateBasis::Inferred } else { DateBasis::Stated };
        document.dates.push(DocumentDate { basis, ..DocumentDate::new(DateRole::Created, date) });
    }
    document.collections.extend(collection.cloned());
    document.provenance =
        ImportProvenance { source: PUBLISHER.into(), line: Some(entry.line), ..ImportProvenance::default() };
    document
}

/// Something was longer than anything of its kind, and left out from there on.
pub(super) fn too_long() -> Notice {
    Notice::refusal("LST008", "more words than any entry has; what follows them was left out")
        .with_hint("see whether this is a captured result page; the file itself is kept whole")
}

fn in_english(text: String) -> Words {
    Words { language: Language::new("en"), ..Words::new(text) }
}

/// Puts what the title says into the document.
fn read_title(title: &str, document: &mut Document) {
    let analysis = analyse(title);
    document.genre = analysis.genre;
    document.numbers = analysis
        .number
        .map(|value| DocumentNumber { kind: NumberKind::Serial, value, issuer: None })
        .into_iter()
        .collect();
    document.agents = analysis.agents;
    document.enclosed = analysis.enclosed;
    document.excerpt = analysis.excerpt;
}

/// Whether a line reads like the title of a document and not like a sentence about one.
pub(super) fn looks_like_title(text: &str) -> bool {
    let sentence = text.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', '…', ':', ';']);
    let words = text.split_whitespace().count();
    !sentence && words >= 2 && text.len() <= 400 && analyse(text).genre.is_some()
}

fn note_doubts(date: &HistoricalDate, title: &str, notices: &mut Vec<Notice>) {
    if !date.is_understood() {
        notices.push(
            Notice::doubt("LST003", format!("`{}` could not be read as a date", date.display))
                .in_field("date")
                .with_hint("the document is undated until you edit its date"),
        );
    }
    if let Some(other) = contradicting_date(date, title) {
        notices.push(
            Notice::doubt("LST004", format!("the entry is dated {}, its title says {other}", date.display))
                .in_field("date")
                .with_hint("the entry's date is kept; edit it if the title is right"),
        );
    }
    if stands_twice(title) {
        notices.push(
            Notice::doubt("LST005", format!("the title stands twice in a row: `{title}`"))
                .in_field("title")
                .with_hint("it is kept as captured; edit it"),
        );
    }
}

/// A date in the title when none in it can be the entry's.
fn contradicting_date<'t>(date: &HistoricalDate, title: &'t str) -> Option<&'t str> {
    let (earliest, latest) = (date.earliest?, date.latest?);
    let mut said = Vec::new();
    collect_dates(title, &tokens::tokenise(title), &mut said);
    let meets = |words: &&str| {
        let other = HistoricalDate::read(words);
        other.earliest.is_none_or(|day| day <= latest) && other.latest.is_none_or(|day| day >= earliest)
    };
    if said.iter().any(meets) { None } else { said.first().copied() }
}

/// The dates of a title, also in its brackets and quotations; years alone count.
fn collect_dates<'t>(title: &'t str, tokens: &[tokens::Token], said: &mut Vec<&'t str>) {
    for token in tokens {
        let words = token.text(title);
        if token.kind == tokens::Kind::Date && HistoricalDate::read(words).earliest.is_some() {
            said.push(words);
        }
        collect_dates(title, &token.inner, said);
    }
}

/// Whether the words are one title glued to itself.
fn stands_twice(title: &str) -> bool {
    let middle = title.len() / 2;
    [middle, middle.saturating_sub(1)].into_iter().filter(|at| title.is_char_boundary(*at)).any(|at| {
        let (first, second) = title.split_at(at);
        first.trim() == second.trim() && first.split_whitespace().count() >= 3
    })
}
