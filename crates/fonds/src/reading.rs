//! A document as one reads it in a terminal: what it is, who wrote to whom, its words with notes, page breaks and
//! redactions in brackets.
//!
//! Not a format that anything reads back: that is JSON.

use crate::talk::plain;
use fonds_archive::deliver::DeliveredDocument;
use fonds_archive::views::DateView;
use fonds_model::rendition::RenditionKind;
use fonds_model::text::{Block, BlockKind, Inline};
use fonds_model::{Access, Agent, AgentRole, Document, PlaceRole, Rendition, Text};
use std::fmt::Write;

/// Characters of a line.
const WIDTH: usize = 88;
/// Where what stands beside a label begins.
const INDENT: usize = 14;

/// The document, in lines that end.
pub fn reading(delivered: &DeliveredDocument) -> String {
    let document = &delivered.document;
    let mut out = String::new();
    let title = document.principal_title().map_or("(without title)", |title| title.text.as_str());
    wrap(&plain(title), "", &mut out);
    for other in document.titles.iter().filter(|other| other.text != title) {
        wrap(&plain(&other.text), "", &mut out);
    }
    out.push('\n');
    describe(delivered, &mut out);
    for words in &document.abstracts {
        out.push('\n');
        wrap(&plain(&words.text), "", &mut out);
    }
    for rendition in &document.renditions {
        read_rendition(rendition, &mut out);
    }
    out
}

fn describe(delivered: &DeliveredDocument, out: &mut String) {
    let document = &delivered.document;
    let date = DateView::of(document).map_or_else(|| "undated".to_owned(), |date| date.display);
    label("Date", &date, out);
    for agent in &document.agents {
        label(role_of(agent.role), &agent_in_words(agent, delivered), out);
    }
    if let Some(enclosed) = &document.enclosed {
        enclosed
            .senders
            .iter()
            .for_each(|agent| label("Encloses, of", &agent_in_words(agent, delivered), out));
        enclosed
            .recipients
            .iter()
            .for_each(|agent| label("Encloses, to", &agent_in_words(agent, delivered), out));
    }
    for place in &document.places {
        label(place_role(place.role), &place.as_written, out);
    }
    label("Genre", document.genre.as_deref().unwrap_or_default(), out);
    for number in &document.numbers {
        label("Number", &number.value, out);
    }
    label("Marking", &joined(document.markings.iter().map(|marking| marking.as_written.as_str())), out);
    label("Subject", &joined(document.subjects.iter().map(|subject| subject.as_written.as_str())), out);
    label("Topic", &joined(document.topics.iter().map(String::as_str)), out);
    label("Language", &joined(document.languages.iter().map(|language| language.as_str())), out);
    for path in &delivered.collections {
        let titles: Vec<&str> = path.iter().map(|line| line.title.as_str()).collect();
        label("Collection", &titles.join(" › "), out);
    }
    lying_in(document, out);
    for related in &delivered.related {
        let other = &related.document;
        let kind = serde_json::to_value(related.kind).ok();
        let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or("related").replace('_', " ");
        let title = other.title.as_deref().unwrap_or_default();
        let words = if related.incoming {
            format!("{} {title}: {kind} this", other.id)
        } else {
            format!("{kind} {} {title}", other.id)
        };
        label("Related", &words, out);
    }
    if document.access != Access::Public {
        label("Access", &document.access.to_string(), out);
    }
    label("Identifier", &format!("{}, version {}, {}", document.id, delivered.version, delivered.url), out);
}

fn lying_in(document: &Document, out: &mut String) {
    for witness in &document.witnesses {
        let reference = witness.verbatim.as_deref().or(witness.published_in.as_deref());
        label("Source", reference.unwrap_or_default(), out);
    }
    for release in &document.releases {
        let date = release.date.as_ref().map(|date| date.display.as_str());
        let words = [date, release.authority.as_deref(), release.case.as_deref()];
        label("Released", &joined(words.into_iter().flatten()), out);
    }
    if let Some(rights) = &document.rights {
        label("Rights", rights.statement.as_deref().unwrap_or_default(), out);
        label("", rights.uri.as_deref().unwrap_or_default(), out);
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join("; ")
}

/// The words as written, and the person meant where that is somebody else.
fn agent_in_words(agent: &Agent, delivered: &DeliveredDocument) -> String {
    let id = agent.authority.as_ref().and_then(|link| link.as_id());
    let heading = id.and_then(|id| delivered.authorities.get(id)).map(|line| line.heading.as_str());
    match agent.name.as_deref().or(heading) {
        Some(name) if name != agent.as_written => format!("{} ({name})", agent.as_written),
        _ => agent.as_written.clone(),
    }
}

const fn role_of(role: AgentRole) -> &'static str {
    match role {
        AgentRole::Sender => "From",
        AgentRole::Recipient => "To",
        AgentRole::Via => "Via",
        AgentRole::Participant => "Participant",
        AgentRole::Author => "Author",
        AgentRole::Issuer => "Issuer",
        AgentRole::Drafter => "Drafter",
        AgentRole::Signatory => "Signed by",
        AgentRole::Clearer => "Cleared by",
        AgentRole::NoteTaker => "Notes by",
        AgentRole::Interpreter => "Interpreter",
        AgentRole::Decipherer => "Decipherer",
        AgentRole::CopiedTo => "Copied to",
        AgentRole::Translator => "Translator",
        AgentRole::Contributor => "Contributor",
        AgentRole::Donor => "Donor",
        AgentRole::Publisher => "Publisher",
        AgentRole::Editor => "Editor",
        AgentRole::Mentioned => "Mentioned",
    }
}

const fn place_role(role: PlaceRole) -> &'static str {
    match role {
        PlaceRole::SentFrom => "Sent from",
        PlaceRole::SentTo => "Sent to",
        PlaceRole::Covers => "Covers",
        PlaceRole::Event => "Held at",
    }
}

/// `Label         words`, where there are words.
fn label(name: &str, words: &str, out: &mut String) {
    let words = plain(words);
    if words.trim().is_empty() {
        return;
    }
    let start = out.len();
    wrap(&words, &" ".repeat(INDENT), out);
    out.replace_range(start..start + INDENT, &format!("{name:<INDENT$}"));
}

fn read_rendition(rendition: &Rendition, out: &mut String) {
    let kind = match rendition.kind {
        RenditionKind::Scan => "Scan",
        RenditionKind::Transcription => "Transcription",
        RenditionKind::Translation => "Translation",
        RenditionKind::Recording => "Recording",
    };
    let mut heading = format!("{kind} {}", rendition.id);
    if let Some(language) = &rendition.language {
        let _ = write!(heading, ", {}", language.as_str());
    }
    if rendition.access != Access::Public {
        let _ = write!(heading, ", {}", rendition.access);
    }
    if let Some(file) = &rendition.file {
        let _ = write!(heading, ", {} ({}, {} bytes)", file.name, file.media_type, file.size);
    }
    if !rendition.pages.is_empty() {
        let _ = write!(heading, ", {} pages", rendition.pages.len());
    }
    let _ = write!(out, "\n--- {} ---\n", plain(&heading));
    if let Some(text) = &rendition.text {
        read_text(text, out);
    }
}

fn read_text(text: &Text, out: &mut String) {
    for block in &text.blocks {
        read_block(text, block, out);
    }
    if !text.notes.is_empty() {
        out.push('\n');
    }
    for note in &text.notes {
        let mut words = format!("[{}] ", plain(&note.label));
        read_inlines(text, &note.content, &mut words);
        wrap(&words, "", out);
    }
}

fn read_block(text: &Text, block: &Block, out: &mut String) {
    out.push('\n');
    if let BlockKind::Table { rows, .. } = &block.kind {
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| in_words(text, cell)).collect();
            wrap(&cells.join(" | "), "  ", out);
        }
    }
    let words = in_words(text, &block.content);
    match &block.kind {
        BlockKind::ListItem(depth) => {
            wrap(&format!("- {words}"), &"  ".repeat(usize::from((*depth).min(8))), out);
        }
        BlockKind::Quotation => wrap(&words, "    ", out),
        BlockKind::Editorial => wrap(&format!("[{words}]"), "", out),
        _ => wrap(&words, "", out),
    }
}

fn in_words(text: &Text, content: &[Inline]) -> String {
    let mut words = String::new();
    read_inlines(text, content, &mut words);
    words
}

fn read_inlines(text: &Text, content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Words(words) => out.push_str(&plain(words)),
            Inline::Emphasis { content, .. }
            | Inline::Mention { content, .. }
            | Inline::Reference { content, .. } => read_inlines(text, content, out),
            Inline::NoteMark(id) => {
                let label = text.notes.iter().find(|note| note.id == *id).map_or(id, |note| &note.label);
                let _ = write!(out, "[{}]", plain(label));
            }
            Inline::PageBreak { number, .. } => {
                let _ = write!(out, " [page {}] ", plain(number));
            }
            Inline::LineBreak => out.push('\n'),
            Inline::Redaction { words, .. } | Inline::Gap { words } => {
                let _ = write!(out, "[{}]", plain(words));
            }
            Inline::Supplied(content) => bracketed("[", content, text, out),
            Inline::Deleted(content) => bracketed("[struck out: ", content, text, out),
            Inline::OutsideLink { url, content } => {
                read_inlines(text, content, out);
                let _ = write!(out, " <{}>", plain(url));
            }
        }
    }
}

fn bracketed(opening: &str, content: &[Inline], text: &Text, out: &mut String) {
    out.push_str(opening);
    read_inlines(text, content, out);
    out.push(']');
}

/// Breaks words into lines; each line of the source begins one.
fn wrap(words: &str, indent: &str, out: &mut String) {
    for line in words.lines() {
        let mut length = 0;
        for word in line.split_whitespace() {
            let long = word.chars().count();
            if length > 0 && indent.len() + length + 1 + long > WIDTH {
                out.push('\n');
                length = 0;
            }
            if length == 0 {
                out.push_str(indent);
            } else {
                out.push(' ');
                length += 1;
            }
            out.push_str(word);
            length += long;
        }
        if length > 0 {
            out.push('\n');
        }
    }
}
