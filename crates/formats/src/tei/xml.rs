//! XML as guarded events and small trees: no document type with declarations, no entity but the five and characters by
//! number, no nesting past [`DEEPEST`], lines counted.
//!
//! Not a DOM for whole files: a tree is built of one document at a time. Also used by the reader of authorities.

use crate::{Origin, ReadError};
use fonds_model::Notice;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufRead, Read};

/// Elements within elements; the deepest real edition has about 20.
pub const DEEPEST: usize = 200;

/// The longest run of characters or the longest tag that is read.
const LONGEST: u64 = 64 * 1024 * 1024;

/// The largest tree that is built; the largest document of a real edition has about 1 MB.
const LARGEST: usize = 64 * 1024 * 1024;

/// An element with everything in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Element {
    /// Its name with its prefix, as written; without the prefix `tei:`.
    pub name: String,
    /// Its attributes, as written.
    pub attributes: Vec<(String, String)>,
    /// What it holds, in order.
    pub children: Vec<Node>,
    /// The line on which it begins.
    pub line: u64,
}

/// A piece of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Characters.
    Text(String),
}

impl Element {
    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
    /// The elements directly within.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }
    /// The first element directly within of this name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }
    /// Every element within, at any depth, in order, that passes.
    pub fn find_all<'e>(&'e self, wanted: &dyn Fn(&Element) -> bool, found: &mut Vec<&'e Element>) {
        for element in self.elements() {
            if wanted(element) {
                found.push(element);
            }
            element.find_all(wanted, found);
        }
    }
    /// Every element of this name, at any depth.
    pub fn all(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.find_all(&|element| element.name == name, &mut found);
        found
    }
    /// The first element of this name, at any depth.
    pub fn first(&self, name: &str) -> Option<&Element> {
        self.elements()
            .find_map(|element| if element.name == name { Some(element) } else { element.first(name) })
    }
    /// All characters within, white space folded, without what stands in elements that `skip` names.
    pub fn words_without(&self, skip: &[&str]) -> String {
        let mut raw = String::new();
        self.write_words(skip, &mut raw);
        fold_space(&raw)
    }
    /// All characters within, white space folded.
    pub fn words(&self) -> String {
        self.words_without(&[])
    }
    fn write_words(&self, skip: &[&str], out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) if skip.contains(&element.name.as_str()) => {}
                Node::Element(element) => {
                    // Line and page breaks part words that the encoding runs together.
                    if matches!(element.name.as_str(), "lb" | "pb") {
                        out.push(' ');
                    }
                    element.write_words(skip, out);
                }
            }
        }
    }
}

/// Runs of white space become one space; none is left at the ends.
pub fn fold_space(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for word in words.split([' ', '\n', '\r', '\t', '\u{a0}']).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// What comes next in a stream.
#[derive(Debug)]
pub enum Part {
    /// An element begins; an empty one is ended by the next part.
    Start(Element),
    /// The innermost element ends.
    End,
    /// Characters.
    Text(String),
    /// The stream is over, and every element was ended.
    Over,
}

/// Reads guarded parts out of a stream.
pub struct Parts<'a> {
    reader: quick_xml::Reader<Counting<'a>>,
    buffer: Vec<u8>,
    depth: usize,
    empty: bool,
    put_back: Option<Part>,
    seen_element: bool,
    file: String,
}

impl<'a> Parts<'a> {
    /// Looks at the beginning of a stream for its encoding and makes ready to read it.
    pub fn new(input: &'a mut dyn BufRead, origin: &Origin) -> Result<Self, ReadError> {
        let trouble = |source| ReadError::Input { file: origin.file.clone(), source };
        let encoding = encoding_of(input.fill_buf().map_err(trouble)?);
        let encoding = encoding.map_err(|label| ReadError::Broken {
            notice: Box::new(
                Notice::refusal("XML006", format!("its encoding `{label}` is not known"))
                    .at(&origin.file, 1)
                    .with_hint("save it as UTF-8"),
            ),
        })?;
        let decoded: Box<dyn BufRead + 'a> = match encoding {
            None => Box::new(input),
            Some(encoding) => Box::new(io::BufReader::with_capacity(
                1 << 16,
                Decoding {
                    input,
                    decoder: encoding.new_decoder(),
                    ready: Vec::new(),
                    position: 0,
                    over: false,
                },
            )),
        };
        let mut reader = quick_xml::Reader::from_reader(Counting { input: decoded, lines: 1, since_part: 0 });
        let config = reader.config_mut();
        config.expand_empty_elements = false;
        config.check_end_names = true;
        config.allow_dangling_amp = true;
        Ok(Self {
            reader,
            buffer: Vec::new(),
            depth: 0,
            empty: false,
            put_back: None,
            seen_element: false,
            file: origin.file.clone(),
        })
    }

    /// The line that has been reached.
    pub fn line(&self) -> u64 {
        self.reader.get_ref().lines
    }

    /// A refusal at this place.
    pub fn broken(&self, code: &str, message: impl Into<String>, hint: &str) -> ReadError {
        ReadError::Broken {
            notice: Box::new(
                Notice::refusal(code, message.into()).at(&self.file, self.line()).with_hint(hint),
            ),
        }
    }

    /// The next part.
    pub fn next_part(&mut self) -> Result<Part, ReadError> {
        if let Some(part) = self.put_back.take() {
            return Ok(part);
        }
        if std::mem::take(&mut self.empty) {
            return Ok(Part::End);
        }
        loop {
            self.buffer.clear();
            self.reader.get_mut().since_part = 0;
            let mut buffer = std::mem::take(&mut self.buffer);
            let part = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => self.part_of(event)?,
                Err(error) => return Err(self.not_well_formed(error)),
            };
            self.buffer = buffer;
            if let Some(part) = part {
                return Ok(part);
            }
        }
    }

    /// What an event means; nothing for comments and the like.
    fn part_of(&mut self, event: Event) -> Result<Option<Part>, ReadError> {
        Ok(Some(match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    let message = format!("elements are nested more than {DEEPEST} deep");
                    return Err(self.broken("XML003", message, "no edition is; look for a missing end tag"));
                }
                self.begin(&start)
            }
            Event::Empty(start) => {
                self.empty = true;
                self.begin(&start)
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Part::End
            }
            Event::Text(text) => Part::Text(without_returns(&text)),
            Event::CData(text) => Part::Text(without_returns(&text)),
            Event::GeneralRef(name) => match character(&name) {
                Some(character) => Part::Text(character.to_string()),
                None => {
                    let hint = "write the character itself; declared entities are not expanded";
                    return Err(self.broken(
                        "XML002",
                        format!("the entity `&{};` is not defined", &*name),
                        hint,
                    ));
                }
            },
            Event::DocType(words) if ["[", "SYSTEM", "PUBLIC"].iter().any(|mark| words.contains(mark)) => {
                let message =
                    "a document type declaration is not read: it can pull in other files or grow without end";
                return Err(self.broken("XML001", message, "take the <!DOCTYPE ...> line out"));
            }
            Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => return Ok(None),
            Event::Eof if self.depth > 0 => {
                let hint = "it was cut off; get the whole file and import it again";
                return Err(self.broken("XML004", "the file ends in the middle of an element", hint));
            }
            Event::Eof if !self.seen_element => {
                return Err(self.broken("XML005", "this is not XML", "say what it is with --as"));
            }
            Event::Eof => Part::Over,
        }))
    }

    fn begin(&mut self, start: &BytesStart) -> Part {
        self.seen_element = true;
        Part::Start(Element { line: self.line(), ..element_of(start) })
    }

    /// Why no event could be had.
    fn not_well_formed(&self, error: quick_xml::Error) -> ReadError {
        match error {
            quick_xml::Error::Encoding(error) => self.broken(
                "XML006",
                format!("characters are not in the encoding of the file: {error}"),
                "say the encoding in the first line, or save it as UTF-8",
            ),
            quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
                self.broken("XML006", error.to_string(), "save it as UTF-8")
            }
            quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::OutOfMemory => {
                self.broken("XML003", error.to_string(), "look for a missing end tag or quotation mark")
            }
            quick_xml::Error::Io(error) => ReadError::Input {
                file: self.file.clone(),
                source: io::Error::new(error.kind(), error.to_string()),
            },
            error => {
                let code = if self.seen_element { "XML004" } else { "XML005" };
                let hint = "mend it at this line, then import again";
                self.broken(code, format!("this is not well-formed XML: {error}"), hint)
            }
        }
    }

    /// Gives a part back, to be read again.
    pub fn put_back(&mut self, part: Part) {
        self.put_back = Some(part);
    }

    /// Reads the rest of an element that has begun, as a tree.
    pub fn tree(&mut self, root: Element) -> Result<Element, ReadError> {
        let mut open = vec![root];
        self.fill(&mut open, &|_| false)?;
        Ok(open.pop().unwrap_or_default())
    }

    /// Passes over the rest of an element that has begun.
    pub fn skip(&mut self) -> Result<(), ReadError> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next_part()? {
                Part::Start(_) => depth += 1,
                Part::End => depth -= 1,
                Part::Text(_) => {}
                Part::Over => return Ok(()),
            }
        }
        Ok(())
    }

    /// Fills the tree of the elements that are open until the outermost ends, which then is left alone; or until one
    /// begins at which to stop: that one is answered, and those around it stay open.
    pub fn fill(
        &mut self,
        open: &mut Vec<Element>,
        stop: &dyn Fn(&Element) -> bool,
    ) -> Result<Option<Element>, ReadError> {
        let mut size = 0;
        loop {
            match self.next_part()? {
                Part::Start(element) if stop(&element) => return Ok(Some(element)),
                Part::Start(element) => {
                    size += 200
                        + element
                            .attributes
                            .iter()
                            .map(|(key, value)| key.len() + value.len())
                            .sum::<usize>();
                    open.push(element);
                }
                Part::Text(text) => {
                    size += text.len();
                    if let Some(inner) = open.last_mut() {
                        match inner.children.last_mut() {
                            Some(Node::Text(before)) => before.push_str(&text),
                            _ => inner.children.push(Node::Text(text)),
                        }
                    }
                }
                Part::End => {
                    if open.len() <= 1 {
                        return Ok(None);
                    }
                    if let Some(done) = open.pop()
                        && let Some(outer) = open.last_mut()
                    {
                        outer.children.push(Node::Element(done));
                    }
                }
                // The guard on open elements answers the end of the stream before this.
                Part::Over => return Ok(None),
            }
            if size > LARGEST {
                return Err(self.broken(
                    "TEI004",
                    "one document is larger than 64 MB",
                    "divide it with <div type=\"document\">",
                ));
            }
        }
    }
}

/// Characters with the line ends that XML gives: a carriage return is none of them.
fn without_returns(text: &str) -> String {
    if text.contains('\r') { text.replace('\r', "") } else { text.to_owned() }
}

fn element_of(start: &BytesStart) -> Element {
    // Some write every name of TEI with its prefix.
    let name = start.name();
    let name = name.as_ref().strip_prefix("tei:").unwrap_or(name.as_ref());
    let mut element = Element { name: name.to_owned(), ..Element::default() };
    for attribute in start.attributes().with_checks(false).flatten() {
        element.attributes.push((attribute.key.as_ref().to_owned(), unescape(&attribute.value)));
    }
    element
}

fn unescape(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let mut out = String::new();
    let mut rest = value;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start + 1..];
        match rest.split_once(';').and_then(|(name, after)| Some((character(name)?, after))) {
            Some((character, after)) => {
                out.push(character);
                rest = after;
            }
            None => out.push('&'),
        }
    }
    out + rest
}

/// The character that a reference means: one of the five, or one by its number.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || c.is_whitespace())
        }
    }
}

/// The encoding of a stream, by its mark or its declaration; none for UTF-8.
fn encoding_of(head: &[u8]) -> Result<Option<&'static encoding_rs::Encoding>, String> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(head) {
        return Ok(Some(encoding).filter(|encoding| *encoding != encoding_rs::UTF_8));
    }
    let declaration = String::from_utf8_lossy(&head[..head.len().min(200)]).into_owned();
    let Some(declaration) = declaration.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()) else {
        return Ok(None);
    };
    let Some(label) = declaration.split("encoding").nth(1).and_then(|rest| rest.split(['"', '\'']).nth(1))
    else {
        return Ok(None);
    };
    match encoding_rs::Encoding::for_label(label.as_bytes()) {
        Some(encoding) => Ok(Some(encoding).filter(|encoding| *encoding != encoding_rs::UTF_8)),
        None => Err(label.to_owned()),
    }
}

/// Counts lines, and refuses a part that grows past all measure.
struct Counting<'a> {
    input: Box<dyn BufRead + 'a>,
    lines: u64,
    since_part: u64,
}

impl Read for Counting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let read = available.len().min(buffer.len());
        buffer[..read].copy_from_slice(&available[..read]);
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Counting<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since_part > LONGEST {
            return Err(io::Error::new(
                io::ErrorKind::OutOfMemory,
                "one tag or run of characters is longer than 64 MB",
            ));
        }
        self.input.fill_buf()
    }
    fn consume(&mut self, amount: usize) {
        // The bytes are still in the inner buffer, so asking again costs nothing.
        if let Ok(available) = self.input.fill_buf() {
            let consumed = &available[..amount.min(available.len())];
            self.lines += consumed.iter().filter(|byte| **byte == b'\n').count() as u64;
        }
        self.since_part += amount as u64;
        self.input.consume(amount);
    }
}

/// Decodes another encoding into UTF-8 as it is read.
struct Decoding<'a> {
    input: &'a mut dyn BufRead,
    decoder: encoding_rs::Decoder,
    ready: Vec<u8>,
    position: usize,
    over: bool,
}

impl Read for Decoding<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.position == self.ready.len() && !self.over {
            let available = self.input.fill_buf()?;
            self.over = available.is_empty();
            self.ready.clear();
            self.ready.resize(available.len() * 3 + 16, 0);
            let (_, read, written, _) = self.decoder.decode_to_utf8(available, &mut self.ready, self.over);
            self.input.consume(read);
            self.ready.truncate(written);
            self.position = 0;
        }
        let rest = &self.ready[self.position..];
        let read = rest.len().min(buffer.len());
        buffer[..read].copy_from_slice(&rest[..read]);
        self.position += read;
        Ok(read)
    }
}
