//! A document as TEI P5: description in the header, every text with its marks in the body.
//!
//! Writing only; what is written here is read again by [`super::read`], and a test holds the two together. Identifiers
//! lead nowhere outside an archive, so pointers are written as the addresses that the caller gives.

use fonds_model::document::DateRole;
use fonds_model::text::{Block, BlockKind, Emphasis, Inline, Note, Text};
use fonds_model::{
    AgentRole, AuthorityKind, Document, HistoricalDate, Language, Link, PlaceRole, Rendition, RenditionKind,
};
use std::fmt::Write;

/// Where pointers of a document lead.
pub struct Addresses<'a> {
    /// The permanent address of the document itself.
    pub own: &'a str,
    /// What an authority is, and its address.
    pub authority: &'a dyn Fn(&Link) -> Option<(AuthorityKind, String)>,
    /// The address of another document.
    pub document: &'a dyn Fn(&Link) -> Option<String>,
    /// The institution where an archival unit lies.
    pub repository: &'a dyn Fn(&Link) -> Option<String>,
}

/// Writes one document (TEI P5, version 4). Characters that XML cannot hold are left out.
pub fn write(document: &Document, addresses: &Addresses) -> String {
    let mut writer = Writer { out: String::new(), addresses };
    writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n");
    writer.header(document);
    writer.texts(document);
    writer.raw("</TEI>\n");
    writer.out
}

struct Writer<'a> {
    out: String,
    addresses: &'a Addresses<'a>,
}

impl Writer<'_> {
    fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn words(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' => self.raw("&quot;"),
                '\n' | '\t' | '\r' => self.out.push(' '),
                // XML 1.0, 2.2.
                c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
                c => self.out.push(c),
            }
        }
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        // Writing into a string does not fail.
        let _ = write!(self.out, "<{name}");
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(self.out, " {name}=\"");
            self.words(value);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn close(&mut self, name: &str) {
        let _ = write!(self.out, "</{name}>");
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        self.words(words);
        self.close(name);
    }

    fn line(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.element(name, attributes, words);
        self.out.push('\n');
    }

    fn header(&mut self, document: &Document) {
        self.raw("<teiHeader>\n<fileDesc>\n<titleStmt>\n");
        if document.titles.is_empty() {
            self.line("title", &[("level", "a")], "Untitled document");
        }
        for title in &document.titles {
            self.line("title", &[("level", "a"), ("xml:lang", tag(title.language.as_ref()))], &title.text);
        }
        self.raw(
            "</titleStmt>\n<publicationStmt>\n<authority>the archive at the address below</authority>\n",
        );
        self.line("idno", &[("type", "URI")], self.addresses.own);
        if let Some(rights) = &document.rights {
            let words =
                [&rights.statement, &rights.holder].into_iter().flatten().cloned().collect::<Vec<_>>();
            self.raw("<availability>");
            let target = rights.uri.as_deref().unwrap_or_default();
            self.element("licence", &[("target", target)], &words.join("; "));
            self.raw("</availability>\n");
        }
        self.raw("</publicationStmt>\n");
        self.source(document);
        self.raw("</fileDesc>\n<profileDesc>\n");
        for words in &document.abstracts {
            self.open("abstract", &[("xml:lang", tag(words.language.as_ref()))]);
            self.element("p", &[], &words.text);
            self.raw("</abstract>\n");
        }
        if !document.languages.is_empty() {
            self.raw("<langUsage>");
            document.languages.iter().for_each(|language| {
                self.element("language", &[("ident", language.as_str())], language.as_str())
            });
            self.raw("</langUsage>\n");
        }
        self.correspondence(document);
        self.keywords(document);
        self.raw("</profileDesc>\n</teiHeader>\n");
    }

    fn source(&mut self, document: &Document) {
        self.raw("<sourceDesc>\n");
        let mut described = false;
        for witness in &document.witnesses {
            let repository = witness.unit.as_ref().and_then(self.addresses.repository);
            let Some(verbatim) = witness.verbatim.as_ref().or(repository.as_ref()) else { continue };
            described = true;
            self.raw("<msDesc><msIdentifier>");
            self.element("repository", &[], repository.as_deref().unwrap_or("not stated"));
            self.element("idno", &[], verbatim);
            self.raw("</msIdentifier></msDesc>\n");
        }
        if !described {
            self.raw("<p>No source is stated.</p>\n");
        }
        self.raw("</sourceDesc>\n");
    }

    /// Sending and receiving; dates of other kinds stand in the creation.
    fn correspondence(&mut self, document: &Document) {
        let sent = [AgentRole::Sender, AgentRole::Author, AgentRole::Issuer];
        let step = |role: DateRole| match role {
            DateRole::Received => "received",
            _ => "sent",
        };
        self.raw("<correspDesc>\n");
        for (kind, roles, place) in [
            ("sent", &sent[..], PlaceRole::SentFrom),
            ("transmitted", &[AgentRole::Via][..], PlaceRole::Event),
            ("received", &[AgentRole::Recipient][..], PlaceRole::SentTo),
        ] {
            let agents: Vec<_> = document.agents.iter().filter(|agent| roles.contains(&agent.role)).collect();
            let places: Vec<_> =
                document.places.iter().filter(|known| kind != "transmitted" && known.role == place).collect();
            let dates: Vec<_> = document
                .dates
                .iter()
                .filter(|date| {
                    !matches!(date.role, DateRole::Event | DateRole::Published | DateRole::Declassified)
                })
                .filter(|date| kind != "transmitted" && step(date.role) == kind)
                .collect();
            if agents.is_empty() && places.is_empty() && dates.is_empty() {
                continue;
            }
            self.open("correspAction", &[("type", kind)]);
            for agent in agents {
                let known = agent.authority.as_ref().and_then(self.addresses.authority);
                let (kind, url) = known.unwrap_or((AuthorityKind::Person, String::new()));
                let name = if kind == AuthorityKind::Organization { "orgName" } else { "persName" };
                self.element(name, &[("ref", &url)], &agent.as_written);
            }
            for place in places {
                let known = place.authority.as_ref().and_then(self.addresses.authority);
                let url = known.map(|(_, url)| url).unwrap_or_default();
                self.element("placeName", &[("ref", &url)], &place.as_written);
            }
            dates.into_iter().for_each(|date| self.date(&date.date));
            self.raw("</correspAction>\n");
        }
        if self.out.ends_with("<correspDesc>\n") {
            self.out.truncate(self.out.len() - "<correspDesc>\n".len());
            return;
        }
        self.raw("</correspDesc>\n");
    }

    fn date(&mut self, date: &HistoricalDate) {
        let day = |day: Option<fonds_model::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let (earliest, latest) = (day(date.earliest), day(date.latest));
        if !earliest.is_empty() && earliest == latest {
            self.element("date", &[("when", &earliest)], &date.display);
        } else {
            self.element("date", &[("notBefore", &earliest), ("notAfter", &latest)], &date.display);
        }
    }

    fn keywords(&mut self, document: &Document) {
        let subjects = document.subjects.iter().map(|subject| &subject.as_written);
        let terms: Vec<&String> = document.genre.iter().chain(subjects).chain(&document.topics).collect();
        if !terms.is_empty() {
            self.raw("<textClass><keywords>");
            terms.into_iter().for_each(|term| self.element("term", &[], term));
            self.raw("</keywords></textClass>\n");
        }
    }

    fn texts(&mut self, document: &Document) {
        let texts: Vec<(&Rendition, &Text)> = document
            .renditions
            .iter()
            .filter_map(|rendition| Some((rendition, rendition.text.as_ref()?)))
            .collect();
        match texts.as_slice() {
            [] => self.raw("<text><body><p/></body></text>\n"),
            [(rendition, text)] => self.text(rendition, text),
            several => {
                self.raw("<text><group>\n");
                several.iter().for_each(|(rendition, text)| self.text(rendition, text));
                self.raw("</group></text>\n");
            }
        }
    }

    fn text(&mut self, rendition: &Rendition, text: &Text) {
        let kind = match rendition.kind {
            RenditionKind::Translation => "translation",
            RenditionKind::Transcription | RenditionKind::Scan | RenditionKind::Recording => "transcription",
        };
        self.open("text", &[("type", kind), ("xml:lang", tag(rendition.language.as_ref()))]);
        self.raw("<body>\n");
        let mut open = Open { at_start: true, ..Open::default() };
        for block in &text.blocks {
            self.block(block, &text.notes, &mut open);
        }
        self.list_to(0, &mut open);
        self.divide(0, &mut open);
        self.raw("</body></text>\n");
    }

    fn block(&mut self, block: &Block, notes: &[Note], open: &mut Open) {
        let depth = if let BlockKind::ListItem(depth) = block.kind { depth.max(1) } else { 0 };
        self.list_to(depth, open);
        let language = tag(block.language.as_ref());
        let attributes = [("xml:lang", language)];
        let (element, attributes) = match &block.kind {
            BlockKind::Table { rows, heading_rows } => return self.table(rows, *heading_rows, notes),
            BlockKind::Attachment => {
                self.divide(0, open);
                open.divisions += 1;
                self.raw("<div type=\"attachment\">");
                if block.content.is_empty() {
                    return self.out.push('\n');
                }
                ("head", attributes)
            }
            // A heading opens a division, as the schema wants it; the first of all opens the body.
            BlockKind::Heading(level) => {
                let depth = usize::from(level.saturating_sub(1));
                let depth = if open.at_start { depth } else { depth.max(1) };
                // One of the same depth is closed, so that another begins.
                self.divide(depth.saturating_sub(1), open);
                while open.divisions < depth {
                    self.raw("<div>");
                    open.divisions += 1;
                }
                ("head", attributes)
            }
            BlockKind::Dateline => ("dateline", attributes),
            BlockKind::Salutation => ("salute", attributes),
            BlockKind::Closing => ("closer", attributes),
            BlockKind::Quotation => ("quote", [("rend", "blockquote")]),
            BlockKind::Line => ("l", attributes),
            BlockKind::ListItem(_) => ("item", attributes),
            BlockKind::Editorial => ("note", [("rend", "inline")]),
            BlockKind::Paragraph => ("p", attributes),
        };
        self.open(element, &attributes);
        self.content(&block.content, notes);
        self.close(element);
        self.out.push('\n');
        open.at_start = false;
    }

    /// Closes divisions until so many are open.
    fn divide(&mut self, depth: usize, open: &mut Open) {
        while open.divisions > depth {
            self.raw("</div>\n");
            open.divisions -= 1;
        }
    }

    /// Closes and opens lists until as many are open.
    fn list_to(&mut self, depth: u8, open: &mut Open) {
        while open.lists > depth {
            self.raw("</list>\n");
            open.lists -= 1;
        }
        while open.lists < depth {
            self.raw("<list>\n");
            open.lists += 1;
        }
    }

    fn table(&mut self, rows: &[Vec<Vec<Inline>>], heading_rows: u32, notes: &[Note]) {
        self.raw("<table>\n");
        for (number, row) in rows.iter().enumerate() {
            let role = if (number as u64) < u64::from(heading_rows) { "label" } else { "" };
            self.open("row", &[("role", role)]);
            for cell in row {
                self.raw("<cell>");
                self.content(cell, notes);
                self.raw("</cell>");
            }
            self.raw("</row>\n");
        }
        self.raw("</table>\n");
    }

    fn content(&mut self, content: &[Inline], notes: &[Note]) {
        content.iter().for_each(|piece| self.piece(piece, notes));
    }

    fn within(&mut self, element: &str, attributes: &[(&str, &str)], content: &[Inline], notes: &[Note]) {
        self.open(element, attributes);
        self.content(content, notes);
        self.close(element);
    }

    fn piece(&mut self, piece: &Inline, notes: &[Note]) {
        match piece {
            Inline::Words(words) => self.words(words),
            Inline::Emphasis { style, content } => {
                self.within("hi", &[("rend", rend(*style))], content, notes)
            }
            Inline::NoteMark(id) => {
                if let Some(note) = notes.iter().find(|note| note.id == *id) {
                    // A note within a note would lead back to itself.
                    self.within("note", &[("n", &note.label)], &note.content, &[]);
                }
            }
            Inline::PageBreak { number, facsimile } => {
                self.open("pb", &[("n", number), ("facs", facsimile.as_deref().unwrap_or_default())]);
                self.close("pb");
            }
            Inline::LineBreak => self.raw("<lb/>"),
            Inline::Redaction { words, lines } => {
                let quantity = lines.map(|lines| lines.to_string()).unwrap_or_default();
                let unit = if lines.is_some() { "lines" } else { "" };
                self.open("gap", &[("reason", "redacted"), ("quantity", &quantity), ("unit", unit)]);
                self.element("desc", &[], words);
                self.close("gap");
            }
            Inline::Gap { words } => {
                self.open("gap", &[]);
                self.element("desc", &[], words);
                self.close("gap");
            }
            Inline::Supplied(content) => self.within("supplied", &[], content, notes),
            Inline::Deleted(content) => self.within("del", &[], content, notes),
            Inline::Mention { authority, content } => {
                let known = (self.addresses.authority)(authority);
                let (kind, url) = known.map_or((None, String::new()), |(kind, url)| (Some(kind), url));
                let element = match kind {
                    Some(AuthorityKind::Person) => "persName",
                    Some(AuthorityKind::Organization) => "orgName",
                    Some(AuthorityKind::Place) => "placeName",
                    Some(AuthorityKind::Subject) => "term",
                    None => "rs",
                };
                self.within(element, &[("ref", &url)], content, notes);
            }
            Inline::Reference { target, content } => {
                let url = (self.addresses.document)(target).unwrap_or_default();
                self.within("ref", &[("target", &url)], content, notes);
            }
            Inline::OutsideLink { url, content } => self.within("ref", &[("target", url)], content, notes),
        }
    }
}

/// What is open while the blocks of a text are written.
#[derive(Default)]
struct Open {
    at_start: bool,
    divisions: usize,
    lists: u8,
}

fn tag(language: Option<&Language>) -> &str {
    language.map_or("", |language| language.as_str())
}

const fn rend(style: Emphasis) -> &'static str {
    match style {
        Emphasis::Italic => "italic",
        Emphasis::Bold => "bold",
        Emphasis::Underlined => "underline",
        Emphasis::SmallCapitals => "smallcaps",
        Emphasis::Superscript => "superscript",
        Emphasis::Subscript => "subscript",
        Emphasis::Handwritten => "handwritten",
    }
}
