//! A tree of subjects: categories and tags within them, each with a label and perhaps a definition.
//!
//! A subject is handed on as soon as its first narrower one begins, so that the wider comes first and only the path
//! from the root is held. Hints for those who assign the tags are not for readers and stay in the source.

use super::{Reading, name, refuse};
use crate::ReadError;
use crate::tei::xml::{Element, Node, Part, Parts, fold_space};
use fonds_model::{Authority, AuthorityKind, Link, NameKind};

/// How the keys of this register begin.
const KEY: &str = "hsg-tags";

/// A subject whose element is open.
#[derive(Debug, Default)]
struct Open {
    line: u64,
    id: String,
    label: String,
    definition: String,
    handed_on: bool,
}

pub(super) fn read(parts: &mut Parts, reading: &mut Reading) -> Result<(), ReadError> {
    let mut open: Vec<Open> = Vec::new();
    while !reading.stopped {
        match parts.next_part()? {
            Part::Start(element) if matches!(element.name.as_str(), "category" | "tag") => {
                hand_on(&mut open, reading);
                open.push(Open { line: element.line, ..Open::default() });
            }
            Part::Start(element) if !open.is_empty() => {
                let tree = parts.tree(element)?;
                let Some(subject) = open.last_mut() else { continue };
                match tree.name.as_str() {
                    "id" => subject.id = tree.words(),
                    "label" => subject.label = tree.words(),
                    "definition" => subject.definition = words_with_pointers(&tree),
                    _ => {}
                }
            }
            Part::Start(_) => {}
            Part::End if !open.is_empty() => {
                hand_on(&mut open, reading);
                open.pop();
            }
            Part::End => {}
            Part::Text(_) => {}
            Part::Over => break,
        }
    }
    Ok(())
}

/// Hands the innermost subject on, once.
fn hand_on(open: &mut [Open], reading: &mut Reading) {
    let Some((subject, wider)) = open.split_last_mut() else { return };
    if std::mem::replace(&mut subject.handed_on, true) {
        return;
    }
    if subject.id.is_empty() || subject.label.is_empty() {
        let lacks = if subject.id.is_empty() { "id" } else { "label" };
        return refuse(reading, subject.line, "subject", lacks);
    }
    let mut authority =
        Authority::new(AuthorityKind::Subject, format!("{KEY}/{}", subject.id), &subject.label);
    authority.names = vec![name(NameKind::Preferred, &subject.label)];
    authority.description = Some(std::mem::take(&mut subject.definition)).filter(|words| !words.is_empty());
    authority.broader = wider
        .iter()
        .rev()
        .find(|wider| !wider.id.is_empty())
        .map(|wider| Link::source_key(format!("{KEY}/{}", wider.id)));
    reading.hand_on(authority);
}

/// The words of a definition, in which pointers to other subjects stand for their names.
fn words_with_pointers(tree: &Element) -> String {
    fn write(element: &Element, out: &mut String) {
        for node in &element.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(pointer) if pointer.name == "ptr" => {
                    out.push_str(&pointer.attribute("target").unwrap_or_default().replace('-', " "));
                }
                Node::Element(inner) => write(inner, out),
            }
        }
    }
    let mut words = String::new();
    write(tree, &mut words);
    fold_space(&words)
}
