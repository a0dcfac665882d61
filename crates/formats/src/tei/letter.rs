//! A file that is one document: a letter with its correspondence in the header, or any other text.
//!
//! Who wrote to whom, when and over which steps stands in `correspDesc`; the words are read as a volume's are. The lists of
//! persons and places that a letter or an index of its edition brings along are read by [`super::registers`].

use super::dates;
use super::document::{self, Made};
use super::people::tidy;
use super::references::{Keys, letter_of};
use super::registers;
use super::text;
use super::volume::Volume;
use super::xml::{Element, Node};
use crate::{Emit, Found, Origin};
use fonds_model::authority::ExternalId;
use fonds_model::document::{DateBasis, DateRole, Rights, Words, WordsKind};
use fonds_model::rendition::{Relation, RelationKind, Rendition, RenditionKind, Witness, WitnessKind};
use fonds_model::unit::{ReferencePart, UnitLevel};
use fonds_model::{
    Agent, AgentRole, ArchivalUnit, Authority, AuthorityKind, Certainty, Collection, Document, Language,
    Link, Notice, Place, PlaceRole,
};
use fonds_names::bare::invert_name;
use std::ops::ControlFlow;

pub(super) use super::registers::read as registers;

/// The first part of the keys of an edition's persons and places: its title as a word, so that all files of the edition
/// share them; the file's stem where it names no edition.
pub(super) fn register_of(header: &Element, origin: &Origin) -> String {
    edition_of(header).map_or_else(|| origin.source.clone(), |title| slug(&title))
}

fn edition_of(header: &Element) -> Option<String> {
    let statement = header.first("titleStmt");
    let level = statement.into_iter().flat_map(|statement| statement.all("title"));
    let of_title =
        level.filter(|title| title.attribute("level") == Some("s")).map(|title| title.words()).next();
    let series =
        header.first("seriesStmt").and_then(|series| series.child("title")).map(|title| title.words());
    of_title.or(series).filter(|title| slug(title).len() > 2)
}

/// Letters and digits of any script in lower case, anything else as one hyphen.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase).take(100) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

pub(super) fn read(
    volume: &mut Volume,
    header: &Element,
    tree: &Element,
    emit: &mut Emit,
) -> ControlFlow<()> {
    let register = register_of(header, volume.origin);
    volume.tell_authorities(registers(tree, register.clone()), emit)?;
    let letters = header.all("correspDesc").len();
    let is_letter = letters > 0;
    if letters > 1 {
        let notice = Notice::refusal(
            "TEI008",
            format!("{letters} letters are described in one header, which is not read"),
        );
        let notice = notice.at(&volume.origin.file, header.line).in_field("correspDesc");
        emit(Found::Notice(notice.with_hint("give each letter a file of its own")))?;
    }
    let language = tree.attribute("xml:lang").or(volume.language()).and_then(Language::new);
    let key = volume.key_of_single();
    let (made, named) = volume.with_letter_keys(&key, &register, |keys| {
        let texts = texts_of(tree).into_iter();
        let texts: Vec<_> = texts.map(|part| (part.text, text::read_pieces(&part.pieces, keys))).collect();
        let wordless = texts.iter().all(|(_, words)| words.text.blocks.is_empty());
        if wordless && !is_letter || letters > 1 {
            return (None, Vec::new());
        }
        let mut letter = Letter { keys, made: start(volume, keys.own, tree.line), named: Vec::new() };
        letter.read_titles(header, tree, language.as_ref());
        letter.read_correspondence(header);
        letter.read_description(header);
        letter.read_own_date(header, tree);
        for (part, words) in texts {
            letter.read_text(part, words, language.as_ref());
        }
        (Some(letter.made), letter.named)
    });
    let Some(mut made) = made else {
        // An index of persons or places is no document.
        return ControlFlow::Continue(());
    };
    volume.tell_authorities(named, emit)?;
    if let Some(title) = edition_of(header) {
        made.document.collections.push(Link::source_key(&register));
        let mut collection = Collection::new(&register, title);
        collection.slug = register;
        emit(Found::Collection(Box::new(collection)))?;
    }
    volume.tell(made, emit)
}

fn start(volume: &Volume, key: &str, line: u64) -> Made {
    let mut document = Document::new(key);
    document.provenance = volume.provenance(line);
    Made { document, units: Vec::new(), notices: Vec::new() }
}

struct Letter<'a> {
    keys: &'a Keys<'a>,
    made: Made,
    /// Persons and places that only the header names, by their page in a register on the web.
    named: Vec<Authority>,
}

impl Letter<'_> {
    /// Titles of the letter itself, in each language; not those of the edition, nor a date written as a title.
    fn read_titles(&mut self, header: &Element, tree: &Element, language: Option<&Language>) {
        let titles = header.first("titleStmt").map(|statement| statement.all("title")).unwrap_or_default();
        let of_letter = titles.iter().any(|title| title.attribute("level") == Some("a"));
        let own = titles.into_iter().filter(|title| {
            match (of_letter, title.attribute("level"), title.attribute("type")) {
                (true, level, _) => level == Some("a"),
                (false, Some("s" | "j" | "m"), _) => false,
                (false, _, kind) => matches!(kind, None | Some("main" | "full" | "desc")),
            }
        });
        for title in own {
            let words = title.words();
            let language = title.attribute("xml:lang").and_then(Language::new).or(language.cloned());
            if !words.is_empty() {
                self.made.document.titles.push(Words { language, ..Words::new(words) });
            }
        }
        if self.made.document.titles.is_empty() {
            let head = tree.child("head").or_else(|| tree.first("head"));
            let words = head.map(|head| head.words_without(&["note"])).filter(|words| !words.is_empty());
            let title = match words {
                Some(words) => Words { language: language.cloned(), ..Words::new(words) },
                None => Words { kind: WordsKind::Supplied, ..Words::new(self.keys.stem) },
            };
            self.made.document.titles.push(title);
        }
    }

    fn read_correspondence(&mut self, header: &Element) {
        let Some(description) = header.first("correspDesc") else { return };
        self.made.document.genre = Some("letter".into());
        for action in description.elements().filter(|element| element.name == "correspAction") {
            self.read_step(action);
        }
        for context in description.all("correspContext") {
            for reference in context.all("ref") {
                self.read_neighbour(reference);
            }
        }
    }

    /// One step of a letter's way: sent, transmitted, redirected, forwarded, delivered, received.
    fn read_step(&mut self, action: &Element) {
        let step = action.attribute("type").unwrap_or_default();
        let (who, date_role, place_role) = match step {
            "sent" => (AgentRole::Sender, DateRole::Sent, PlaceRole::SentFrom),
            "received" => (AgentRole::Recipient, DateRole::Received, PlaceRole::SentTo),
            "delivered" => (AgentRole::Recipient, DateRole::Received, PlaceRole::SentTo),
            _ => (AgentRole::Via, DateRole::Distributed, PlaceRole::SentTo),
        };
        for name in
            action.elements().filter(|e| matches!(e.name.as_str(), "persName" | "orgName" | "name" | "rs"))
        {
            let words = tidy(&name.words());
            if words.is_empty() {
                continue;
            }
            let kind =
                if name.name == "orgName" { AuthorityKind::Organization } else { AuthorityKind::Person };
            let mut agent = Agent::new(who, &words);
            let natural = invert_name(&words);
            agent.bare_name = (natural != words).then_some(natural);
            agent.authority = self.authority(name, kind, &words);
            if matches!(name.attribute("cert"), Some("low" | "medium" | "unknown"))
                || name.attribute("evidence").is_some()
            {
                agent.certainty = Certainty::Inferred;
                agent.evidence = name.attribute("evidence").map(str::to_owned);
            }
            self.made.document.agents.push(agent);
        }
        for name in action.elements().filter(|element| element.name == "placeName") {
            let Some(words) = document::place_of(name) else { continue };
            let mut place = Place::new(place_role, &words);
            place.authority = self.authority(name, AuthorityKind::Place, &words);
            if matches!(name.attribute("cert"), Some("low" | "medium" | "unknown"))
                || name.attribute("evidence").is_some()
            {
                place.certainty = Certainty::Inferred;
            }
            self.made.document.places.push(place);
        }
        for date in action.elements().filter(|element| element.name == "date") {
            let (found, impossible) = dates::read(date);
            self.refuse_dates(impossible, date);
            let Some(mut found) = found else { continue };
            found.role = date_role;
            // What is neither sending nor receiving is told by its own word.
            if !matches!(step, "sent" | "received") {
                found.evidence = Some(match found.evidence {
                    Some(evidence) => format!("{step}; {evidence}"),
                    None => step.to_owned(),
                });
            }
            self.made.document.dates.push(found);
        }
    }

    fn refuse_dates(&mut self, impossible: Option<String>, date: &Element) {
        self.made.notices.extend(impossible.map(|value| dates::impossible(&value, date.line)));
    }

    /// The authority of a name in the header. One in a register on the web is told of here, where nothing else does.
    fn authority(&mut self, name: &Element, kind: AuthorityKind, words: &str) -> Option<Link> {
        let link = self.keys.mention(name)?.ok()?;
        let Link::SourceKey(key) = &link else { return Some(link) };
        if key.starts_with("https://") && !self.named.iter().any(|known| known.source_key == *key) {
            let mut authority = Authority::new(kind, key.clone(), words);
            authority.external_ids.extend(external(key));
            self.named.push(authority);
        }
        Some(link)
    }

    /// The letter before or after in a correspondence; not in the order of the edition, which follows from dates.
    fn read_neighbour(&mut self, reference: &Element) {
        if reference.attribute("type") == Some("withinCollection") {
            return;
        }
        let target = reference.attribute("target").unwrap_or_default();
        let Some(key) = letter_of(target, self.keys.stem) else { return };
        let words = reference.words();
        let side = [reference.attribute("subtype"), reference.attribute("type")]
            .into_iter()
            .flatten()
            .next()
            .unwrap_or_default();
        let evidence =
            if words.is_empty() { side.to_owned() } else { format!("{}: {words}", side.replace('_', " ")) };
        self.made.document.relations.push(Relation {
            kind: RelationKind::Related,
            target: Link::source_key(key),
            certainty: Certainty::Stated,
            evidence: Some(evidence).filter(|words| !words.is_empty()),
        });
    }

    /// Where the original lies, where it was printed, what it is, terms of reuse, abstracts.
    fn read_description(&mut self, header: &Element) {
        let kind = header.first("objectType").and_then(|kind| kind.attribute("corresp")).unwrap_or_default();
        if let Some((_, genre)) = KINDS.iter().find(|(word, _)| kind.contains(word)) {
            self.made.document.genre = Some((*genre).into());
        }
        for manuscript in header.all("msDesc") {
            self.read_manuscript(manuscript);
        }
        let source = header.first("sourceDesc");
        let printed = source.map(|source| source.all("biblStruct")).unwrap_or_default();
        for bibliography in printed {
            let id = format!("w{}", self.made.document.witnesses.len() + 1);
            let mut parts = Vec::new();
            leaves(bibliography, &mut parts);
            let published_in = (!parts.is_empty()).then(|| parts.join(", "));
            self.made.document.witnesses.push(Witness {
                id,
                kind: WitnessKind::Print,
                published_in,
                ..Witness::default()
            });
        }
        if let Some(licence) = header.first("licence") {
            let statement = licence.words();
            let short = !statement.is_empty() && statement.len() < 300;
            self.made.document.rights = Some(Rights {
                statement: short.then_some(statement),
                uri: licence.attribute("target").map(str::to_owned),
                holder: None,
            });
        }
        for summary in header.all("abstract") {
            let language = summary.attribute("xml:lang").and_then(Language::new);
            let words = summary.words();
            if !words.is_empty() {
                self.made.document.abstracts.push(Words { language, ..Words::new(words) });
            }
        }
    }

    fn read_manuscript(&mut self, manuscript: &Element) {
        let Some(identifier) = manuscript.first("msIdentifier") else { return };
        let words = |name: &str| identifier.child(name).map(|e| e.words()).filter(|words| !words.is_empty());
        let holder = [words("institution"), words("repository"), words("settlement")].into_iter().flatten();
        let holder = holder.collect::<Vec<_>>().join(", ");
        if holder.is_empty() {
            return;
        }
        let mut reference = Vec::new();
        for (name, unit) in [("collection", "collection"), ("idno", "shelfmark")] {
            reference.extend(words(name).map(|value| ReferencePart { unit: unit.into(), value }));
        }
        let level = if reference.is_empty() { UnitLevel::Repository } else { UnitLevel::File };
        let unit = ArchivalUnit::new(holder, level, reference);
        let id = format!("w{}", self.made.document.witnesses.len() + 1);
        let link = Some(Link::source_key(&unit.source_key));
        self.made.document.witnesses.push(Witness { id, unit: link, ..Witness::default() });
        self.made.units.push(unit);
    }

    /// A day where the correspondence gives none: of the original, else of the dateline.
    fn read_own_date(&mut self, header: &Element, tree: &Element) {
        let has_date = |made: &Made| {
            made.document.dates.iter().any(|date| date.role != DateRole::Received && date.date.edtf.is_some())
        };
        for name in ["origDate", "docDate", "creation"] {
            if has_date(&self.made) {
                return;
            }
            let date = header
                .first(name)
                .map(|found| if name == "creation" { found.first("date").unwrap_or(found) } else { found });
            if let Some(date) = date {
                let (found, impossible) = dates::read(date);
                self.refuse_dates(impossible, date);
                self.made.document.dates.extend(found.filter(|found| found.date.edtf.is_some()));
            }
        }
        if has_date(&self.made) {
            return;
        }
        if let Some(dateline) = tree.first("dateline") {
            for mut dated in dates::of_dateline(dateline).dates {
                if dated.date.edtf.is_some() {
                    dated.basis = DateBasis::Inferred;
                    self.made.document.dates.push(dated);
                }
            }
        }
    }

    fn read_text(&mut self, part: &Element, words: text::Read, language: Option<&Language>) {
        let document = &mut self.made.document;
        for (target, evidence) in words.references {
            // One that the header states is another: what the words say of it is evidence of its own.
            let known = |known: &Relation| known.kind == RelationKind::Mentions && known.target == target;
            if document.relations.iter().any(known) {
                continue;
            }
            document.relations.push(Relation {
                kind: RelationKind::Mentions,
                target,
                certainty: Certainty::Stated,
                evidence: Some(evidence).filter(|words| !words.is_empty()),
            });
        }
        if words.text.blocks.is_empty() {
            return;
        }
        let language = part.attribute("xml:lang").and_then(Language::new).or(language.cloned());
        let id = format!("r{}", document.renditions.len() + 1);
        let mut rendition = Rendition::transcription(id, language, words.text);
        if part.attribute("type") == Some("translation") {
            rendition.kind = RenditionKind::Translation;
        } else {
            rendition.witness = document.witnesses.first().map(|witness| witness.id.clone());
        }
        document.renditions.push(rendition);
    }
}

/// One text of a document, and all that is read with it, in order.
struct TextPart<'e> {
    text: &'e Element,
    pieces: Vec<&'e [Node]>,
}

/// Texts of one document that stand side by side, as an original and its translation do; else the one that there is.
fn texts_of(tree: &Element) -> Vec<TextPart<'_>> {
    let grouped = if tree.child("group").is_some() { texts_within(tree) } else { Vec::new() };
    if grouped.is_empty() { vec![TextPart { text: tree, pieces: vec![&tree.children] }] } else { grouped }
}

/// The texts of a group and of the groups within it. What stands beside them (front, back, headings) belongs to all of
/// them, and is read with the first.
fn texts_within(group: &Element) -> Vec<TextPart<'_>> {
    let (mut texts, mut before) = (Vec::<TextPart>::new(), Vec::new());
    for node in &group.children {
        let mut inner = match node {
            Node::Element(text) if text.name == "text" && text.child("group").is_none() => {
                vec![TextPart { text, pieces: vec![&text.children] }]
            }
            Node::Element(inner) if matches!(inner.name.as_str(), "group" | "text") => texts_within(inner),
            _ => Vec::new(),
        };
        match (texts.first_mut(), inner.first_mut()) {
            (None, Some(first)) => {
                first.pieces.splice(0..0, std::mem::take(&mut before));
            }
            (None, None) => before.push(std::slice::from_ref(node)),
            (Some(first), None) => first.pieces.push(std::slice::from_ref(node)),
            (Some(_), Some(_)) => {}
        }
        texts.append(&mut inner);
    }
    texts
}

/// The words of the innermost elements, in order.
fn leaves(element: &Element, words: &mut Vec<String>) {
    if element.elements().next().is_none() {
        words.extend(Some(element.words()).filter(|words| !words.is_empty()));
    }
    element.elements().for_each(|inner| leaves(inner, words));
}

/// Words for kinds of correspondence, as encoders write them, and ours.
const KINDS: [(&str, &str); 8] = [
    ("postkarte", "postcard"),
    ("karte", "card"),
    ("postcard", "postcard"),
    ("telegram", "telegram"),
    ("télégramme", "telegram"),
    ("brief", "letter"),
    ("letter", "letter"),
    ("lettre", "letter"),
];

/// The register and the number in it, of a page on the web.
pub(super) fn external(url: &str) -> Option<ExternalId> {
    let number = url.trim_end_matches('/').rsplit(['/', '#']).next()?.to_owned();
    let scheme = registers::scheme_of(url)?;
    Some(ExternalId { scheme: scheme.into(), value: number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_a_word_in_the_keys_of_its_persons() {
        assert_eq!(slug("Arthur Ames: Briefwechsel, 2. Teil"), "arthur-ames-briefwechsel-2-teil");
        assert_eq!(slug("高僧傳"), "高僧傳");
    }

    #[test]
    fn a_page_of_a_register_is_an_external_identifier() {
        let viaf = external("https://viaf.org/viaf/15798950").unwrap();
        assert_eq!((viaf.scheme.as_str(), viaf.value.as_str()), ("viaf", "15798950"));
        assert!(external("https://example.org/ames").is_none());
    }
}
