//! Who wrote to whom: the encoding's own `from` and `to`, filled out by the words of the title; participants; who signed.
//!
//! The title is read by [`fonds_names::title`]; here its reading is joined with what is marked. Drafters and clearers
//! stand in the note on the source.

use super::document::{MOST, own_elements};
use super::references::Keys;
use super::source_note;
use super::xml::{Element, Node};
use fonds_model::document::{DocumentNumber, NumberKind};
use fonds_model::{Agent, AgentRole, Document, Link};
use fonds_names::title::{TitleAnalysis, analyse};

pub(super) fn read(tree: &Element, keys: &Keys, document: &mut Document) {
    let title = document.titles.first().map(|title| title.text.clone()).unwrap_or_default();
    let analysis = analyse(&title);
    read_parties(tree, &analysis, keys, document);
    document.genre = if is_editorial(tree, &title) {
        Some("editorial note".into())
    } else {
        analysis.genre.or(document.genre.take())
    };
    document.excerpt |= analysis.excerpt;
    document.enclosed = analysis.enclosed;
    if let Some(value) = analysis.number {
        document.numbers.push(DocumentNumber { kind: NumberKind::Serial, value, issuer: None });
    }
    for element in own_elements(tree, &|element| {
        element.name == "list" || element.name == "signed" || element.name == "seg"
    }) {
        match element.name.as_str() {
            "list" if element.attribute("type") == Some("participants") => {
                read_participants(element, keys, document)
            }
            "signed" => read_signed(element, keys, document),
            "seg" if source_note::is_marking(&element.words()) => {
                document.markings.extend(source_note::read_markings(&element.words()));
            }
            _ => {}
        }
    }
    read_openers(tree, document);
}

/// Whether the editors wrote it themselves, between the documents.
fn is_editorial(tree: &Element, title: &str) -> bool {
    let kind = tree.attribute("subtype").unwrap_or_default();
    kind == "editorial-note"
        || kind.is_empty() && title.trim_end_matches('.').eq_ignore_ascii_case("editorial note")
}

/// A marking printed as a paragraph of its own at the head: "TOP SECRET".
fn read_openers(tree: &Element, document: &mut Document) {
    if !document.markings.is_empty() {
        return;
    }
    for paragraph in tree.elements().filter(|element| element.name == "p").take(2) {
        let words = paragraph.words_without(&["note"]);
        if words.len() < 60 && source_note::is_marking(&words) {
            document.markings.extend(source_note::read_markings(&words));
        }
    }
}

/// Senders and recipients. A role that the encoding marks has those that it marks and no others.
fn read_parties(tree: &Element, analysis: &TitleAnalysis, keys: &Keys, document: &mut Document) {
    let mut agents = Vec::new();
    for (mark, role) in [("from", AgentRole::Sender), ("to", AgentRole::Recipient)] {
        let marked =
            own_elements(tree, &|element| element.attribute("type") == Some(mark) && element.name != "list");
        let marked: Vec<Agent> = marked
            .into_iter()
            .take(MOST)
            .filter_map(|element| marked_agent(element, role, analysis, keys))
            .collect();
        let of_title = analysis.agents.iter().filter(|agent| agent.role == role);
        if !marked.is_empty() {
            agents.extend(marked);
        } else if of_title.clone().next().is_some() {
            agents.extend(of_title.cloned());
        } else if !analysis
            .agents
            .iter()
            .any(|agent| matches!(agent.role, AgentRole::Participant | AgentRole::Author))
        {
            agents.extend(listed(tree, mark, role, keys));
        }
    }
    agents.extend(
        analysis
            .agents
            .iter()
            .filter(|agent| !matches!(agent.role, AgentRole::Sender | AgentRole::Recipient))
            .cloned(),
    );
    for agent in agents {
        if !document.agents.contains(&agent) {
            document.agents.push(agent);
        }
    }
}

/// A marked party; where the title names the same one more fully, with the title's words, office and bare name.
fn marked_agent(element: &Element, role: AgentRole, analysis: &TitleAnalysis, keys: &Keys) -> Option<Agent> {
    let words = tidy(&element.words_without(&["note"]));
    if words.is_empty() {
        return None;
    }
    let fuller = analysis.agents.iter().find(|agent| {
        agent.role == role
            && (agent.bare_name.as_deref() == Some(words.as_str())
                || contains_words(&agent.as_written, &words))
    });
    let mut agent = fuller.cloned().unwrap_or_else(|| Agent::new(role, &words));
    // The encoding says which words are the name; an article is none of them.
    let bare = ["the ", "The "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(&words);
    agent.bare_name = Some(bare.to_owned());
    agent.authority = mention_in(element, keys);
    Some(agent)
}

/// Whether these words stand whole within the others.
fn contains_words(all: &str, some: &str) -> bool {
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    all.match_indices(some)
        .any(|(at, _)| is_end(all[..at].chars().next_back()) && is_end(all[at + some.len()..].chars().next()))
}

/// A name without what stood around it: white space, commas, brackets of which only one is within.
pub(super) fn tidy(words: &str) -> String {
    let mut name = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'));
    while let Some(next) = tidy_once(name) {
        name = next.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'));
    }
    name.to_owned()
}

fn tidy_once(name: &str) -> Option<&str> {
    let whole = |name: &str| name.matches('(').count() == name.matches(')').count();
    match (name.strip_prefix('('), name.strip_suffix(')')) {
        (Some(inner), _) if inner.find(')') == inner.len().checked_sub(1) => Some(&inner[..inner.len() - 1]),
        (Some(rest), _) if !whole(name) || rest.is_empty() => Some(rest),
        (_, Some(rest)) if !whole(name) || rest.is_empty() => Some(rest),
        (None, _) if name.ends_with('(') => name.strip_suffix('('),
        (_, None) if name.starts_with(')') => name.strip_prefix(')'),
        _ => None,
    }
}

/// The authority that an element or the first pointer within it means.
fn mention_in(element: &Element, keys: &Keys) -> Option<Link> {
    let own = keys.mention(element).and_then(Result::ok);
    own.or_else(|| {
        let mut within = Vec::new();
        element.find_all(&|inner| keys.mention(inner).is_some_and(|found| found.is_ok()), &mut within);
        within.first().and_then(|inner| keys.mention(inner)).and_then(Result::ok)
    })
}

/// The authority of a name in a note, where just these words are marked.
pub(super) fn authority_in(note: &Element, name: &str, keys: &Keys) -> Option<Link> {
    let names = note.all("persName");
    let marked = names
        .into_iter()
        .find(|marked| marked.words() == name || name.ends_with(&format!(" {}", marked.words())))?;
    keys.mention(marked).and_then(Result::ok)
}

/// "FROM: ..." and "TO: ..." at the head of a memorandum.
fn listed(tree: &Element, mark: &str, role: AgentRole, keys: &Keys) -> Vec<Agent> {
    let lists =
        own_elements(tree, &|element| element.name == "list" && element.attribute("type") == Some(mark));
    let Some(list) = lists.first() else { return Vec::new() };
    let items = list.elements().filter(|element| element.name == "item");
    items.filter_map(|item| named(item, role, keys)).collect()
}

/// A person in a list entry: the entry's words, and in them the name.
fn named(item: &Element, role: AgentRole, keys: &Keys) -> Option<Agent> {
    let words = tidy(&item.words_without(&["note", "list"]));
    if words.is_empty() || words.len() > 300 {
        return None;
    }
    let mut agent = Agent::new(role, &words);
    if let Some(name) = item.first("persName") {
        agent.bare_name = Some(tidy(&name.words_without(&["note"]))).filter(|name| !name.is_empty());
        agent.authority = mention_in(name, keys);
    }
    if let Some((name, office)) = words.split_once(',') {
        agent.bare_name = agent.bare_name.or_else(|| Some(tidy(name)));
        agent.office_as_written = Some(office.trim().to_owned()).filter(|office| !office.is_empty());
    }
    if role == AgentRole::Participant {
        agent.role = role_in_talk(agent.office_as_written.as_deref().unwrap_or_default());
    }
    Some(agent)
}

/// Some are at a talk to interpret it or to write it down.
fn role_in_talk(office: &str) -> AgentRole {
    match office.trim_matches(['(', ')']).to_lowercase().as_str() {
        "interpreter" | "interpreting" | "translator" => AgentRole::Interpreter,
        "notetaker" | "note taker" | "note-taker" | "reporter" | "reporting" => AgentRole::NoteTaker,
        _ => AgentRole::Participant,
    }
}

fn read_participants(list: &Element, keys: &Keys, document: &mut Document) {
    for item in list.elements().filter(|element| element.name == "item").take(MOST) {
        if document.agents.len() > MOST {
            return;
        }
        let inner: Vec<&Element> = item.elements().filter(|element| element.name == "list").collect();
        if !inner.is_empty() {
            inner.into_iter().for_each(|list| read_participants(list, keys, document));
            continue;
        }
        if let Some(agent) = named(item, AgentRole::Participant, keys)
            && !document
                .agents
                .iter()
                .any(|known| known.role == agent.role && known.as_written == agent.as_written)
        {
            document.agents.push(agent);
        }
    }
}

/// Who signed: the first line is the name, what follows the office.
fn read_signed(signed: &Element, keys: &Keys, document: &mut Document) {
    let mut lines = vec![Element::default()];
    split_lines(signed, &mut lines);
    let mut lines =
        lines.iter().map(|line| tidy(&line.words_without(&["note"]))).filter(|line| !line.is_empty());
    let Some(name) = lines.next() else { return };
    let name = name.trim_end_matches('.').to_owned();
    if name.len() > 100 || name.starts_with('[') || name.to_lowercase().contains("not declassified") {
        return;
    }
    let mut agent = Agent::new(AgentRole::Signatory, &name);
    let office = lines.collect::<Vec<_>>().join(" ");
    agent.office_as_written = Some(office).filter(|office| !office.is_empty());
    agent.authority = mention_in(signed, keys);
    document.agents.push(agent);
}

/// The words of an element, a new line at each line break.
fn split_lines(element: &Element, lines: &mut Vec<Element>) {
    for node in &element.children {
        match node {
            Node::Element(inner) if inner.name == "lb" => lines.push(Element::default()),
            Node::Element(inner) if inner.name == "note" => {}
            Node::Element(inner) => split_lines(inner, lines),
            Node::Text(words) => {
                if let Some(line) = lines.last_mut() {
                    line.children.push(Node::Text(words.clone()));
                }
            }
        }
    }
}
