//! The words of a document: TEI's elements become blocks, notes, breaks, tables and marks of the model.
//!
//! Decides nothing about the description: [`super::document`] and [`super::letter`] do. [`super::inlines`] folds white
//! space, [`super::marks`] finds redactions that are printed in brackets, [`super::references`] says where pointers lead.

use super::inlines::Inlines;
use super::marks;
use super::references::{Keys, Target};
use super::xml::{Element, Node};
use fonds_model::text::{Block, BlockKind, Emphasis, Inline, Note, Text};
use fonds_model::{Language, Link};
use std::collections::{BTreeSet, HashSet};

/// The element that stands where a document within a document was: its `key`, and its title as its words.
pub(super) const ENCLOSED: &str = "enclosed-document";

/// What was read of the words.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) text: Text,
    /// Documents that are referred to, each once, with the words of the first reference.
    pub(super) references: Vec<(Link, String)>,
    /// Pointers to persons and terms that no list has, each once.
    pub(super) dangling: BTreeSet<String>,
}

/// Reads a document's division.
pub(super) fn read(root: &Element, keys: &Keys) -> Read {
    read_pieces(&[&root.children], keys)
}

/// Reads what stands in several places as one text: the body of a letter, and what stands before and behind it.
pub(super) fn read_pieces(pieces: &[&[Node]], keys: &Keys) -> Read {
    let mut writer = Writer {
        keys,
        read: Read::default(),
        inlines: Inlines::new(),
        kind: BlockKind::Paragraph,
        language: None,
        label: String::new(),
        divisions: 0,
        lists: 0,
        in_note: false,
        taken_head: None,
        referred: HashSet::new(),
        breaks: Vec::new(),
    };
    for piece in pieces {
        writer.nodes(piece);
        writer.finish_block();
    }
    writer.finish()
}

struct Writer<'a> {
    keys: &'a Keys<'a>,
    read: Read,
    inlines: Inlines,
    /// What the block in the making is.
    kind: BlockKind,
    language: Option<Language>,
    /// The label of the list entry that comes.
    label: String,
    divisions: u8,
    lists: u8,
    in_note: bool,
    /// A heading that an attachment has taken already.
    taken_head: Option<&'a Element>,
    referred: HashSet<Link>,
    /// Page breaks that stand between blocks: they open the next one.
    breaks: Vec<Inline>,
}

impl<'a> Writer<'a> {
    fn children(&mut self, element: &'a Element) {
        self.nodes(&element.children);
    }

    fn nodes(&mut self, nodes: &'a [Node]) {
        for node in nodes {
            match node {
                Node::Text(words) => self.inlines.words(words),
                Node::Element(inner) => self.element(inner),
            }
        }
    }

    fn element(&mut self, element: &'a Element) {
        // A block within emphasised words or a note cannot part what is around it.
        if self.in_note || self.inlines.depth() > 0 {
            self.inline(element);
        } else {
            self.block_or_inline(element);
        }
    }

    fn block_or_inline(&mut self, element: &'a Element) {
        match element.name.as_str() {
            "p" | "ab" | "byline" | "docTitle" | "titlePart" | "imprimatur" | "argument" | "epigraph" => {
                let kind = match &self.kind {
                    kept @ (BlockKind::Quotation | BlockKind::Closing | BlockKind::Editorial) => kept.clone(),
                    _ => BlockKind::Paragraph,
                };
                self.block(element, kind);
            }
            "head" => self.heading(element),
            "dateline" => self.block(element, BlockKind::Dateline),
            "salute" => self.block(element, BlockKind::Salutation),
            "closer" | "signed" => self.block(element, BlockKind::Closing),
            "opener" | "postscript" | "trailer" => self.block(element, BlockKind::Paragraph),
            "seg"
                if matches!(self.kind, BlockKind::Paragraph | BlockKind::Closing)
                    && self.inlines.is_empty() =>
            {
                self.block(element, self.kind.clone());
            }
            "quote" | "q" | "cit"
                if has_blocks(element) || element.attribute("rend") == Some("blockquote") =>
            {
                self.block(element, BlockKind::Quotation);
            }
            "l" | "addrLine" => self.block(element, BlockKind::Line),
            "lg" | "address" | "front" | "body" | "back" | "text" | "group" | "sp" | "stage" | "speaker" => {
                self.block(element, self.kind.clone());
            }
            "fw" if element.attribute("type") == Some("letterhead") => self.block(element, BlockKind::Line),
            "div" if is_attachment(element) => self.attachment(element),
            "div" | "div1" | "div2" | "div3" => {
                self.divisions += 1;
                self.block(element, BlockKind::Paragraph);
                self.divisions -= 1;
            }
            "frus:attachment" | "floatingText" => self.attachment(element),
            ENCLOSED => self.enclosed(element),
            "list" => self.list(element),
            "table" => self.table(element),
            "note" if element.attribute("rend") == Some("inline") => {
                self.block(element, BlockKind::Editorial)
            }
            _ => self.inline(element),
        }
    }

    /// A block of this kind, parted from what came before and what comes after.
    fn block(&mut self, element: &'a Element, kind: BlockKind) {
        self.finish_block();
        let kind = std::mem::replace(&mut self.kind, kind);
        let own = element.attribute("xml:lang").and_then(Language::new);
        let language =
            if own.is_some() { std::mem::replace(&mut self.language, own) } else { self.language.clone() };
        self.children(element);
        self.finish_block();
        self.language = language;
        self.kind = kind;
    }

    fn finish_block(&mut self) {
        if self.inlines.is_empty() {
            return;
        }
        let content = std::mem::replace(&mut self.inlines, Inlines::new()).finish();
        if content.iter().all(|piece| matches!(piece, Inline::PageBreak { .. })) {
            self.breaks.extend(content);
            return;
        }
        // What only closes a sentence behind an inner block belongs to that block.
        if let (Some(last), [Inline::Words(words)]) = (self.read.text.blocks.last_mut(), content.as_slice())
            && words.chars().all(|c| matches!(c, '.' | ',' | ';' | ':' | ')' | ']' | '”' | '"'))
            && !matches!(last.kind, BlockKind::Table { .. })
        {
            super::inlines::push(&mut last.content, Inline::Words(words.clone()));
            return;
        }
        self.push_block(self.kind.clone(), marks::read(content));
    }

    /// A document may end with a page break, behind its last words.
    fn finish(mut self) -> Read {
        if let Some(last) = self.read.text.blocks.last_mut()
            && !matches!(last.kind, BlockKind::Table { .. })
        {
            last.content.append(&mut self.breaks);
        }
        self.read
    }

    fn push_block(&mut self, kind: BlockKind, content: Vec<Inline>) {
        let content = std::mem::take(&mut self.breaks).into_iter().chain(content).collect();
        let anchor = format!("p{}", self.read.text.blocks.len() + 1);
        self.read.text.blocks.push(Block { anchor, kind, language: self.language.clone(), content });
    }

    fn heading(&mut self, head: &'a Element) {
        if self.taken_head.is_some_and(|taken| std::ptr::eq(taken, head)) {
            return;
        }
        let kind = if self.lists > 0 {
            BlockKind::Paragraph
        } else {
            BlockKind::Heading((self.divisions + 1).min(6))
        };
        self.block(head, kind);
    }

    fn attachment(&mut self, element: &'a Element) {
        self.finish_block();
        let before = self.taken_head;
        self.taken_head = element.child("head");
        let outer = self.kind.clone();
        match self.taken_head {
            Some(head) => {
                self.kind = BlockKind::Attachment;
                self.children(head);
                self.finish_block();
            }
            // What is a document of its own begins with its own title.
            None if element.elements().next().is_some_and(|first| first.name == ENCLOSED) => {}
            None => self.push_block(BlockKind::Attachment, Vec::new()),
        }
        self.divisions += 1;
        self.kind = BlockKind::Paragraph;
        self.children(element);
        self.finish_block();
        self.divisions -= 1;
        self.kind = outer;
        self.taken_head = before;
    }

    /// A document within this one is a document of its own; here only its title stands and leads there.
    fn enclosed(&mut self, element: &Element) {
        self.finish_block();
        let target = Link::source_key(element.attribute("key").unwrap_or_default());
        let content = vec![Inline::Words(element.words())];
        self.push_block(BlockKind::Attachment, vec![Inline::Reference { target, content }]);
    }

    fn list(&mut self, list: &'a Element) {
        self.finish_block();
        self.lists = self.lists.saturating_add(1);
        for node in &list.children {
            match node {
                Node::Element(label) if label.name == "label" => self.label = label.words(),
                Node::Element(item) if item.name == "item" => {
                    let label = std::mem::take(&mut self.label);
                    if !label.is_empty() {
                        self.inlines.words(&label);
                        self.inlines.words(" ");
                    }
                    let outer = std::mem::replace(&mut self.kind, BlockKind::ListItem(self.lists));
                    self.children(item);
                    self.finish_block();
                    self.kind = outer;
                }
                Node::Element(other) => self.element(other),
                Node::Text(words) => self.inlines.words(words),
            }
        }
        let label = std::mem::take(&mut self.label);
        self.inlines.words(&label);
        self.finish_block();
        self.lists -= 1;
    }

    fn table(&mut self, table: &'a Element) {
        self.finish_block();
        let (mut rows, mut heading_rows) = (Vec::new(), 0);
        for element in table.elements() {
            match element.name.as_str() {
                "row" => {
                    if element.attribute("role") == Some("label") && heading_rows as usize == rows.len() {
                        heading_rows += 1;
                    }
                    rows.push(self.row(element));
                }
                "head" => self.block(element, BlockKind::Paragraph),
                _ => self.element(element),
            }
        }
        self.finish_block();
        if !rows.is_empty() {
            self.push_block(BlockKind::Table { rows, heading_rows }, Vec::new());
        }
    }

    fn row(&mut self, row: &'a Element) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        for cell in row.elements() {
            if cell.name != "cell" {
                // A page break between cells stands in the next one.
                self.inline(cell);
                continue;
            }
            let outer = std::mem::replace(&mut self.inlines, Inlines::new());
            let before = outer.finish();
            let in_note = std::mem::replace(&mut self.in_note, true);
            self.children(cell);
            self.in_note = in_note;
            let mut content = before;
            content.extend(marks::read(std::mem::replace(&mut self.inlines, Inlines::new()).finish()));
            cells.push(content);
            // A cell over several columns is followed by empty ones, so that columns stay below each other.
            let columns =
                cell.attribute("cols").and_then(|columns| columns.parse::<usize>().ok()).unwrap_or(1);
            cells.extend((1..columns.min(20)).map(|_| Vec::new()));
        }
        cells
    }

    fn inline(&mut self, element: &'a Element) {
        match element.name.as_str() {
            "note" => self.note(element),
            "pb" => self.inlines.mark(Inline::PageBreak {
                number: element.attribute("n").unwrap_or_default().to_owned(),
                facsimile: element.attribute("facs").map(str::to_owned),
            }),
            "lb" if element.attribute("break") == Some("no") => self.inlines.join_line(),
            "lb" => self.inlines.line_break(),
            "space" => self.inlines.words(" "),
            "hi" | "emph" | "foreign" | "title" => self.emphasis(element),
            "gap" => self.gap(element),
            "supplied" | "ex" => self.piece(element, Inline::Supplied),
            "del" | "surplus" => self.piece(element, Inline::Deleted),
            "choice" => self.choice(element),
            "ref" | "ptr" => self.reference(element),
            "persName" | "placeName" | "orgName" | "gloss" | "rs" | "name" | "term" | "country"
            | "settlement" => {
                self.mention(element);
            }
            "figure" => self.figure(element),
            "script" | "object" | "param" | "linkGrp" | "link" | "teiHeader" | "anchor" | "metamark"
            | "graphic" => {}
            "listPerson" | "listPlace" | "listOrg" | "listEvent" | "listBibl" | "listRelation" => {}
            "fw" => {}
            name if name.starts_with("frus:") && name != "frus:attachment" => {}
            "p" | "list" | "item" | "row" | "l" | "addrLine" | "head" | "quote" | "table" | "div" => {
                self.inlines.line_break();
                self.children(element);
                self.inlines.line_break();
            }
            "cell" => {
                self.children(element);
                self.inlines.words(" ");
            }
            _ => self.children(element),
        }
    }

    fn piece(&mut self, element: &'a Element, make: impl FnOnce(Vec<Inline>) -> Inline) {
        self.inlines.begin();
        self.children(element);
        self.inlines.end(make);
    }

    fn note(&mut self, element: &'a Element) {
        // "- 2 -": the page's own number, which the page break bears.
        if element.attribute("type") == Some("foliation") {
            return;
        }
        let place = self.read.text.notes.len();
        let id = format!("n{}", place + 1);
        let label = element.attribute("n").map_or_else(|| (place + 1).to_string(), str::to_owned);
        self.inlines.mark(Inline::NoteMark(id.clone()));
        self.read.text.notes.push(Note { id, label, content: Vec::new() });
        let outer = std::mem::replace(&mut self.inlines, Inlines::new());
        let in_note = std::mem::replace(&mut self.in_note, true);
        self.children(element);
        self.in_note = in_note;
        let content = marks::read(std::mem::replace(&mut self.inlines, outer).finish());
        self.read.text.notes[place].content = content;
    }

    fn emphasis(&mut self, element: &'a Element) {
        let rend = element.attribute("rend").unwrap_or(if element.name == "hi" { "" } else { "italic" });
        let has = |words: &[&str]| words.iter().any(|word| rend.contains(word));
        let style = match () {
            () if has(&["smallcap", "small-cap"]) => Emphasis::SmallCapitals,
            () if has(&["underline"]) => Emphasis::Underlined,
            () if has(&["superscript", "super"]) => Emphasis::Superscript,
            () if has(&["subscript"]) => Emphasis::Subscript,
            () if has(&["bold", "strong"]) => Emphasis::Bold,
            () if has(&["italic", "spaced-out"]) => Emphasis::Italic,
            () => return self.children(element),
        };
        self.piece(element, |content| Inline::Emphasis { style, content });
    }

    fn gap(&mut self, element: &Element) {
        let described = element.child("desc").map(|words| words.words());
        if let (Some("redacted"), Some(words)) = (element.attribute("reason"), &described) {
            let of_lines = element.attribute("unit") == Some("lines");
            let lines =
                element.attribute("quantity").filter(|_| of_lines).and_then(|lines| lines.parse().ok());
            return self.inlines.thing(Inline::Redaction { words: words.clone(), lines });
        }
        if let Some(words) = described {
            return self.inlines.thing(Inline::Gap { words });
        }
        let reason = element.attribute("reason").unwrap_or("gap");
        let words = match (element.attribute("quantity"), element.attribute("unit")) {
            (Some(quantity), Some(unit)) => format!("{reason}, {quantity} {unit}"),
            _ => reason.to_owned(),
        };
        self.inlines.thing(Inline::Gap { words });
    }

    /// Of two readings the editors' own: corrected, regularised, expanded.
    fn choice(&mut self, element: &'a Element) {
        let preferred = ["corr", "reg", "expan"].iter().find_map(|name| element.child(name));
        if let Some(chosen) = preferred.or_else(|| element.elements().next()) {
            self.children(chosen);
        }
    }

    fn reference(&mut self, element: &'a Element) {
        match self.keys.reference(element) {
            Target::Document(target) => {
                let words = element.words();
                if target != Link::source_key(self.keys.own) && self.referred.insert(target.clone()) {
                    self.read.references.push((target.clone(), words));
                }
                self.piece(element, |content| Inline::Reference { target, content });
            }
            Target::Authority(authority) => {
                self.piece(element, |content| Inline::Mention { authority, content })
            }
            Target::Outside(url) => self.piece(element, |content| Inline::OutsideLink { url, content }),
            Target::Elsewhere => self.children(element),
        }
    }

    fn mention(&mut self, element: &'a Element) {
        match self.keys.mention(element) {
            Some(Ok(authority)) => self.piece(element, |content| Inline::Mention { authority, content }),
            Some(Err(pointer)) => {
                self.read.dangling.insert(pointer);
                self.children(element);
            }
            None => self.children(element),
        }
    }

    fn figure(&mut self, element: &'a Element) {
        let words = ["figDesc", "head"].iter().find_map(|name| element.child(name)).map(Element::words);
        let words = words.filter(|words| !words.is_empty()).unwrap_or_else(|| "figure".into());
        self.inlines.thing(Inline::Gap { words });
    }
}

fn has_blocks(element: &Element) -> bool {
    element
        .elements()
        .any(|inner| matches!(inner.name.as_str(), "p" | "list" | "table" | "l" | "lg" | "quote"))
}

pub(super) fn is_attachment(element: &Element) -> bool {
    element.name == "frus:attachment"
        || element.name == "floatingText"
        || element.name == "div"
            && matches!(
                element.attribute("type"),
                Some("attachment" | "enclosure" | "annex" | "appendix" | "inclosure")
            )
}
