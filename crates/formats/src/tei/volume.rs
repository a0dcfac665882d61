//! Walks a TEI file: its header, the parts of a volume, its lists, and each document as it comes.
//!
//! What stands before the first document (prefaces, lists, tables of contents) is read for its lists and left. A file
//! without documents of its own is one document: [`super::letter`].

use super::document::{self, Made, Parent};
use super::references::Keys;
use super::text::ENCLOSED;
use super::xml::{Element, Node, Part, Parts};
use super::{letter, lists};
use crate::{Emit, Found, FoundDocument, Origin, ReadError};
use fonds_model::document::ImportProvenance;
use fonds_model::{ArchivalUnit, Authority, Collection, Link, Notice};
use std::collections::{HashMap, HashSet};
use std::io::BufRead;
use std::ops::ControlFlow;

/// What a walk through a file knows of where it is.
pub(super) struct Volume<'a> {
    pub(super) origin: &'a Origin,
    /// The collection of the whole and its parts that are open now, innermost last: (key, heading).
    parts: Vec<(String, String)>,
    /// Parts told of already under each of the open ones.
    positions: Vec<u32>,
    /// Keys of documents, and how often each was wanted again.
    documents: HashMap<String, u32>,
    /// Keys of parts.
    collections: HashSet<String>,
    authorities: HashSet<String>,
    units: HashSet<String>,
    /// Pointers that a notice told of already.
    dangling: HashSet<String>,
    /// Doubts about the keys of documents, told before the next document.
    untold: Vec<Notice>,
    /// What "Ibid." means in the next note.
    above: Option<ArchivalUnit>,
    language: Option<String>,
}

pub(super) type Told = Result<ControlFlow<()>, ReadError>;

pub(super) fn read(input: &mut dyn BufRead, origin: &Origin, emit: &mut Emit) -> Result<(), ReadError> {
    let mut parts = Parts::new(input, origin)?;
    let mut volume = Volume {
        origin,
        parts: Vec::new(),
        positions: vec![0],
        documents: HashMap::new(),
        collections: HashSet::new(),
        authorities: HashSet::new(),
        units: HashSet::new(),
        dangling: HashSet::new(),
        untold: Vec::new(),
        above: None,
        language: None,
    };
    let mut header = Element::default();
    let mut read_any = false;
    loop {
        let told = match parts.next_part()? {
            Part::Start(element) if element.name == "teiHeader" => {
                header = parts.tree(element)?;
                volume.language = language_of(&header).or(volume.language.take());
                ControlFlow::Continue(())
            }
            Part::Start(element) if element.name == "facsimile" || element.name == "sourceDoc" => {
                parts.skip()?;
                ControlFlow::Continue(())
            }
            // A bare division is a text without a header.
            Part::Start(element) if matches!(element.name.as_str(), "text" | "div" | "body") => {
                read_any = true;
                if is_volume(&header) {
                    volume.read_volume(&mut parts, &header, emit)?
                } else {
                    volume.read_single(&mut parts, element, &header, emit)?
                }
            }
            // A register of persons may stand outside of the text.
            Part::Start(element) if element.name == "standOff" => {
                read_any = true;
                let tree = parts.tree(element)?;
                volume.tell_authorities(letter::registers(&tree, letter::register_of(&header, origin)), emit)
            }
            Part::Start(element) => {
                if let Some(language) = element.attribute("xml:lang") {
                    volume.language = Some(language.to_owned());
                }
                ControlFlow::Continue(())
            }
            Part::Over if !read_any => {
                let hint = "a TEI file of documents has a <text>; say what this is with --as";
                return Err(parts.broken("TEI002", "there is no text in this file", hint));
            }
            Part::Over => return Ok(()),
            Part::End | Part::Text(_) => ControlFlow::Continue(()),
        };
        if told.is_break() {
            return Ok(());
        }
    }
}

fn language_of(header: &Element) -> Option<String> {
    let languages = header.first("langUsage")?.all("language");
    languages.first().and_then(|language| language.attribute("ident")).map(str::to_owned)
}

/// A volume says so in its header: it is one of a series, and it describes neither a correspondence nor a manuscript.
fn is_volume(header: &Element) -> bool {
    if header.first("correspDesc").is_some() || header.first("msDesc").is_some() {
        return false;
    }
    let named = |name: &str, kind: &str| header.all(name).iter().any(|e| e.attribute("type") == Some(kind));
    named("idno", "frus")
        || named("title", "volume")
        || named("title", "series")
        || named("title", "complete")
}

impl<'a> Volume<'a> {
    pub(super) fn stem(&self) -> &'a str {
        &self.origin.source
    }

    /// The heading words of the parts that are open, outermost first, for dates that the documents leave to them.
    pub(super) fn headings(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(_, heading)| heading.as_str())
    }

    pub(super) fn collection(&self) -> Option<Link> {
        self.parts.last().map(|(key, _)| Link::source_key(key))
    }

    pub(super) fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    pub(super) fn above(&self) -> Option<&ArchivalUnit> {
        self.above.as_ref()
    }

    pub(super) fn provenance(&self, line: u64) -> ImportProvenance {
        document::provenance(self.origin, line)
    }

    /// How pointers in the document of this key are read.
    pub(super) fn with_keys<T>(&self, own: &str, read: impl FnOnce(&Keys) -> T) -> T {
        let is_known = |key: &str| self.authorities.contains(key);
        let keys =
            Keys { own, stem: self.stem(), register: self.stem(), is_known: &is_known, letters: false };
        read(&keys)
    }

    /// How pointers in a letter are read. Where it brings no register along, the edition's is elsewhere.
    pub(super) fn with_letter_keys<T>(&self, own: &str, register: &str, read: impl FnOnce(&Keys) -> T) -> T {
        let is_known = |key: &str| self.authorities.is_empty() || self.authorities.contains(key);
        read(&Keys { own, stem: self.stem(), register, is_known: &is_known, letters: true })
    }

    fn read_volume(&mut self, parts: &mut Parts, header: &Element, emit: &mut Emit) -> Told {
        self.parts.clear();
        self.positions = vec![0];
        if self.begin_collection(header, emit).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        self.walk(parts, Vec::new(), emit)
    }

    fn begin_collection(&mut self, header: &Element, emit: &mut Emit) -> ControlFlow<()> {
        let collection = collection_of(self.stem(), header);
        self.parts.push((self.stem().to_owned(), collection.title.clone()));
        emit(Found::Collection(Box::new(collection)))
    }

    /// Walks on to the end of the text. `open` says of each element that is open within it whether it is a part.
    fn walk(&mut self, parts: &mut Parts, mut open: Vec<bool>, emit: &mut Emit) -> Told {
        loop {
            let told = match parts.next_part()? {
                Part::Start(element) if is_document(&element) => self.read_document(parts, element, emit)?,
                // Between the documents stand lists of persons and terms, of sources, of contents; entries say which.
                Part::Start(element) if element.name == "list" => {
                    let tree = parts.tree(element)?;
                    self.tell_authorities(lists::read(&tree, self.stem()), emit)
                }
                Part::Start(element) if is_part(&element) => {
                    open.push(true);
                    let head = parts.peek_heading()?;
                    self.open_part(&element, head.as_ref(), emit)
                }
                Part::Start(_) => {
                    open.push(false);
                    ControlFlow::Continue(())
                }
                Part::End => match open.pop() {
                    Some(true) => {
                        self.parts.pop();
                        self.positions.pop();
                        ControlFlow::Continue(())
                    }
                    Some(false) => ControlFlow::Continue(()),
                    // The end of the text.
                    None => return Ok(ControlFlow::Continue(())),
                },
                Part::Text(_) => ControlFlow::Continue(()),
                Part::Over => return Ok(ControlFlow::Continue(())),
            };
            if told.is_break() {
                return Ok(told);
            }
        }
    }

    /// Tells of a part of the volume.
    fn open_part(&mut self, div: &Element, head: Option<&Element>, emit: &mut Emit) -> ControlFlow<()> {
        let position = self.positions.last().copied().unwrap_or(0);
        let ordinal = self.collections.len() + 1;
        let id = div.attribute("xml:id").map_or_else(|| format!("part{ordinal}"), str::to_owned);
        let mut key = format!("{}/{id}", self.stem());
        if !self.collections.insert(key.clone()) {
            key = format!("{key}-{ordinal}");
            self.collections.insert(key.clone());
        }
        let title = head.map(|head| head.words_without(&["note"])).unwrap_or_default();
        let mut collection = Collection::new(&key, if title.is_empty() { id } else { title.clone() });
        collection.slug = key.replace('/', "-");
        collection.parent = self.collection();
        collection.position = position;
        if let Some(last) = self.positions.last_mut() {
            *last += 1;
        }
        self.parts.push((key, title));
        self.positions.push(0);
        emit(Found::Collection(Box::new(collection)))
    }

    fn read_document(&mut self, parts: &mut Parts, div: Element, emit: &mut Emit) -> Told {
        let tree = parts.tree(div)?;
        let key = self.key_of(&tree, None);
        Ok(self.tell_tree(tree, key, None, emit))
    }

    /// Tells of a document, then of the documents within it, of which each is a document of its own.
    fn tell_tree(
        &mut self,
        mut tree: Element,
        key: String,
        parent: Option<&Parent>,
        emit: &mut Emit,
    ) -> ControlFlow<()> {
        let mut nested = Vec::new();
        self.take_nested(&mut tree, &key, &mut nested);
        let made = document::read(self, &tree, &key, parent);
        let title = made.document.principal_title().map(|title| title.text.clone()).unwrap_or_default();
        self.tell(made, emit)?;
        for (number, (key_of_inner, inner)) in nested.into_iter().enumerate() {
            let parent = Parent { key: &key, title: &title, number: number + 1 };
            self.tell_tree(inner, key_of_inner, Some(&parent), emit)?;
        }
        ControlFlow::Continue(())
    }

    /// Takes the outermost documents within a document out of its tree and leaves a pointer in place of each.
    fn take_nested(&mut self, tree: &mut Element, key: &str, nested: &mut Vec<(String, Element)>) {
        for node in &mut tree.children {
            let Node::Element(inner) = node else { continue };
            if !is_document(inner) {
                self.take_nested(inner, key, nested);
                continue;
            }
            let inner = std::mem::take(inner);
            let own = self.key_of(&inner, Some((key, nested.len() + 1)));
            let title = inner.child("head").map(|head| head.words_without(&["note"])).unwrap_or_default();
            let title = if title.is_empty() { format!("Enclosure {}", nested.len() + 1) } else { title };
            *node = Node::Element(Element {
                name: ENCLOSED.into(),
                attributes: vec![("key".into(), own.clone())],
                children: vec![Node::Text(title)],
                line: inner.line,
            });
            nested.push((own, inner));
        }
    }

    /// Tells of a document and of what it brings along: what is doubtful first, then where its original lies.
    pub(super) fn tell(&mut self, made: Made, emit: &mut Emit) -> ControlFlow<()> {
        for notice in std::mem::take(&mut self.untold) {
            emit(Found::Notice(notice))?;
        }
        for mut notice in made.notices {
            // Of each pointer that leads nowhere once.
            if notice.code == "TEI006" && !self.dangling.insert(notice.message.clone()) {
                continue;
            }
            notice.file = Some(self.origin.file.clone());
            emit(Found::Notice(notice))?;
        }
        for unit in made.units {
            self.above = Some(unit.clone());
            if self.units.insert(unit.source_key.clone()) {
                emit(Found::Unit(Box::new(unit)))?;
            }
        }
        emit(Found::Document(Box::new(FoundDocument { document: made.document, beside: Vec::new() })))
    }

    /// The key of a document: its own identifier, else its place in its parent. A second one of the same identifier gets a
    /// number, and a notice says so.
    fn key_of(&mut self, tree: &Element, parent: Option<(&str, usize)>) -> String {
        let key = match (tree.attribute("xml:id"), parent) {
            (Some(id), _) => format!("{}/{id}", self.stem()),
            (None, Some((parent, number))) => format!("{parent}/{number}"),
            (None, None) => format!("{}/unnumbered{}", self.stem(), self.documents.len() + 1),
        };
        let Some(mut again) = self.documents.get(&key).copied() else {
            self.documents.insert(key.clone(), 1);
            return key;
        };
        let fresh = loop {
            again += 1;
            let fresh = format!("{key}-{again}");
            if !self.documents.contains_key(&fresh) {
                break fresh;
            }
        };
        self.documents.insert(key.clone(), again);
        self.documents.insert(fresh.clone(), 1);
        let notice = Notice::doubt(
            "TEI003",
            format!("the identifier of `{key}` is there twice; this one becomes `{fresh}`"),
        )
        .at(&self.origin.file, tree.line)
        .in_field("xml:id")
        .with_hint("give each document an identifier of its own");
        self.untold.push(notice);
        fresh
    }

    /// The key of a file that is one document: its stem; in a corpus of several, those after the first have a number.
    pub(super) fn key_of_single(&mut self) -> String {
        let count = self.documents.len();
        let key = if count == 0 { self.stem().to_owned() } else { format!("{}/{}", self.stem(), count + 1) };
        self.documents.insert(key.clone(), 1);
        key
    }

    /// Tells of authorities, of each key once.
    pub(super) fn tell_authorities(
        &mut self,
        authorities: Vec<Authority>,
        emit: &mut Emit,
    ) -> ControlFlow<()> {
        for authority in authorities {
            if self.authorities.insert(authority.source_key.clone()) {
                emit(Found::Authority(Box::new(authority)))?;
            }
        }
        ControlFlow::Continue(())
    }

    /// A file that is one document; or that turns out to hold documents without saying so in its header, at the first
    /// of which the walk through a volume begins.
    fn read_single(&mut self, parts: &mut Parts, text: Element, header: &Element, emit: &mut Emit) -> Told {
        let is_letter = header.first("correspDesc").is_some();
        let mut open = vec![text];
        let stop = |element: &Element| !is_letter && is_document(element);
        let Some(first) = parts.fill(&mut open, &stop)? else {
            // Invariant: the text itself is left when its end has come.
            let tree = open.pop().unwrap_or_default();
            return Ok(letter::read(self, header, &tree, emit));
        };
        if self.begin_collection(header, emit).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        let mut opened = Vec::new();
        for element in &open[1..] {
            opened.push(is_part(element));
            if is_part(element) && self.open_part(element, element.child("head"), emit).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        if open.iter().any(|outer| self.tell_authorities(lists::read(outer, self.stem()), emit).is_break()) {
            return Ok(ControlFlow::Break(()));
        }
        if self.read_document(parts, first, emit)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        self.walk(parts, opened, emit)
    }
}

pub(super) fn is_document(element: &Element) -> bool {
    element.name == "div" && element.attribute("type") == Some("document")
}

fn is_part(element: &Element) -> bool {
    element.name == "div"
        && matches!(
            element.attribute("type"),
            Some("compilation" | "chapter" | "subchapter" | "part" | "volume")
        )
}

/// The collection that a volume is, from its header.
fn collection_of(stem: &str, header: &Element) -> Collection {
    let titles = header.first("titleStmt").map(|statement| statement.all("title")).unwrap_or_default();
    let of_type =
        |kind: &str| titles.iter().find(|title| title.attribute("type") == Some(kind)).map(|t| t.words());
    let title = of_type("complete")
        .or_else(|| of_type("volume"))
        .or_else(|| titles.first().map(|title| title.words()));
    let mut collection =
        Collection::new(stem, title.filter(|title| !title.is_empty()).unwrap_or_else(|| stem.to_owned()));
    collection.slug = stem.to_owned();
    let editors = header.first("titleStmt").map(|statement| statement.all("editor")).unwrap_or_default();
    let editors: Vec<String> =
        editors.iter().map(|editor| editor.words()).filter(|words| !words.is_empty()).collect();
    let publisher = header.first("publicationStmt").map(|statement| {
        let words = ["publisher", "pubPlace", "date"]
            .map(|name| statement.child(name).map(|e| e.words()).unwrap_or_default());
        words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
    });
    let mut description = Vec::new();
    if !editors.is_empty() {
        description.push(format!("Edited by {}.", editors.join(", ")));
    }
    description.extend(publisher.filter(|words| !words.is_empty()).map(|words| format!("{words}.")));
    collection.description = (!description.is_empty()).then(|| description.join(" "));
    collection
}

impl Parts<'_> {
    /// The heading of a division that has just begun, where it is the division's first element. White space and page
    /// breaks before it are passed over; anything else is put back.
    fn peek_heading(&mut self) -> Result<Option<Element>, ReadError> {
        loop {
            match self.next_part()? {
                Part::Text(text) if text.trim().is_empty() => {}
                Part::Start(element) if element.name == "head" => return self.tree(element).map(Some),
                Part::Start(element) if element.name == "pb" => self.skip()?,
                other => {
                    self.put_back(other);
                    return Ok(None);
                }
            }
        }
    }
}
