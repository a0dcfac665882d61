//! From what a row gives for each field to a document. Several rows may describe one document: each adds what is new.
//!
//! Not the row's cells, which are [`super::cells`]'s, nor the keys of documents ([`super::reading`]). Dates are
//! [`super::dating`]'s, people [`super::people`]'s, the forms in which a document can be read [`super::renditions`]'s.

use super::cells::{Given, RowFields, shortened};
use super::field::Field;
use super::languages::find_language;
use super::lists::words_of;
use super::mapping::{Column, Mapping};
use super::markup::plain_words;
use super::people::agent_of;
use super::reference::{level_of, read_reference};
use super::tally::Tally;
use crate::{Found, FoundDocument, Origin};
use fonds_model::authority::ExternalId;
use fonds_model::document::{DocumentNumber, NumberKind, Rights, SecurityMarking, Subject, Words, WordsKind};
use fonds_model::rendition::{Relation, Release, ReleaseStatus, Witness};
use fonds_model::unit::ReferencePart;
use fonds_model::{
    Access, AgentRole, ArchivalUnit, Collection, Document, Language, Link, Notice, Place, Severity,
};
use fonds_names::title;
use std::collections::HashSet;

/// Units and collections remembered, so that each is told once; past it they are told again, which does no harm.
const MOST_TOLD: usize = 100_000;

/// Describes documents by the rules of one mapping.
pub(super) struct Describing<'m> {
    pub(super) mapping: &'m Mapping,
    pub(super) origin: &'m Origin,
    /// Whether the spreadsheet counts its days from 1904.
    pub(super) from_1904: bool,
    /// What is said once for many rows.
    pub(super) tally: Tally,
    /// What goes before the document: notices, the units and collections that it points at.
    pub(super) before: Vec<Found>,
    told: HashSet<String>,
}

impl<'m> Describing<'m> {
    pub(super) fn new(mapping: &'m Mapping, origin: &'m Origin) -> Self {
        Self {
            mapping,
            origin,
            from_1904: false,
            tally: Tally::default(),
            before: Vec::new(),
            told: HashSet::new(),
        }
    }

    /// Adds what a row says to the document.
    pub(super) fn describe(&mut self, found: &mut FoundDocument, mut row: RowFields<'m>) {
        let document = &mut found.document;
        self.describe_words(document, &row);
        self.describe_dates(document, &mut row);
        self.describe_agents(document, &row);
        self.describe_headings(document, &mut row);
        self.describe_witness(document, &row);
        self.describe_rights(document, &mut row);
        let before = found.document.renditions.len();
        self.add_renditions(found, &mut row);
        let made: Vec<String> =
            found.document.renditions[before..].iter().map(|rendition| rendition.id.clone()).collect();
        self.describe_release(&mut found.document, &mut row, made);
        let provenance = &mut found.document.provenance;
        provenance.line.get_or_insert(row.line);
        row.rest.into_iter().for_each(|pair| push_new(&mut provenance.rest, pair));
    }

    /// Adds what the title says and no column did, when all rows of the document are read.
    pub(super) fn finish(&mut self, document: &mut Document) {
        let line = document.provenance.line.unwrap_or_default();
        if document.titles.is_empty() {
            let hint = "a mapping can supply titles: [made] title = \"Document {record}\"";
            self.tally.count(("TAB052", Severity::Doubt), "title", "no title".into(), hint, line);
            return;
        }
        let original = document.titles.iter().find(|title| title.kind == WordsKind::Original);
        let Some(words) = original.filter(|_| self.mapping.read_titles) else { return };
        let read = title::analyse(&words.text);
        document.genre = document.genre.take().or(read.genre);
        document.excerpt |= read.excerpt;
        document.enclosed = document.enclosed.take().or(read.enclosed);
        let serial = |number: &DocumentNumber| number.kind == NumberKind::Serial;
        if let Some(value) = read.number.filter(|_| !document.numbers.iter().any(serial)) {
            document.numbers.push(DocumentNumber { kind: NumberKind::Serial, value, issuer: None });
        }
        // The table's own columns win: for a role that they fill, and for a person whom they name in any.
        let known: Vec<(AgentRole, String)> =
            document.agents.iter().map(|agent| (agent.role, agent.principal_name().to_lowercase())).collect();
        let new = read.agents.into_iter().filter(|agent| {
            let name = agent.principal_name().to_lowercase();
            !known.iter().any(|(role, known)| *role == agent.role || *known == name)
        });
        document.agents.extend(new);
    }

    pub(super) fn notice(&mut self, notice: Notice, line: u64, column: &str) {
        let mut notice = notice.at(self.origin.file.clone(), line);
        notice.field = (!column.is_empty()).then(|| column.to_owned());
        self.before.push(Found::Notice(notice));
    }

    /// The language of a column's words.
    pub(super) fn language(&self, column: Option<&Column>) -> Option<Language> {
        column.and_then(|column| column.language.clone()).or_else(|| self.mapping.language.clone())
    }

    fn describe_words(&self, document: &mut Document, row: &RowFields) {
        let words = |given: &Given| {
            let kind = if given.column.is_some() { WordsKind::Original } else { WordsKind::Supplied };
            let text = plain_words(&given.item.words);
            Words { language: self.language(given.column), kind, ..Words::new(text) }
        };
        row.all(&Field::Title).iter().for_each(|given| push_new(&mut document.titles, words(given)));
        row.all(&Field::Abstract).iter().for_each(|given| push_new(&mut document.abstracts, words(given)));
    }

    fn describe_agents(&mut self, document: &mut Document, row: &RowFields) {
        for (field, all) in &row.fields {
            match field {
                Field::Agent(role) => {
                    for given in all.iter().filter(|given| !given.item.words.is_empty()) {
                        let agent = agent_of(&given.item.words, *role, given.column);
                        push_new(&mut document.agents, agent);
                    }
                }
                Field::Place(role) => {
                    for words in worded(all) {
                        push_new(&mut document.places, Place::new(*role, words));
                    }
                }
                _ => {}
            }
        }
    }

    fn describe_headings(&mut self, document: &mut Document, row: &mut RowFields<'m>) {
        if let Some(genre) = row.words(&Field::Genre).map(str::to_lowercase) {
            match &document.genre {
                Some(known) if *known != genre => {
                    let column = column_name(row.all(&Field::Genre));
                    row.keep(&column, &genre);
                }
                _ => document.genre = Some(genre),
            }
        }
        for (field, all) in &row.fields {
            match field {
                Field::Number(kind) => {
                    for value in worded(all).map(str::to_owned) {
                        push_new(&mut document.numbers, DocumentNumber { kind: *kind, value, issuer: None });
                    }
                }
                Field::Subject => {
                    for words in worded(all) {
                        let subject = Subject { as_written: words.to_owned(), authority: None };
                        push_new(&mut document.subjects, subject);
                    }
                }
                Field::Topic => {
                    worded(all).for_each(|words| push_new(&mut document.topics, words.to_owned()))
                }
                Field::Marking => {
                    for words in worded(all) {
                        if !document.markings.iter().any(|known| known.as_written == words) {
                            let kind = Default::default();
                            let as_written = words.to_owned();
                            document.markings.push(SecurityMarking { kind, as_written, superseded_on: None });
                        }
                    }
                }
                Field::Alias(scheme) => {
                    for value in worded(all).map(str::to_owned) {
                        push_new(&mut document.aliases, ExternalId { scheme: scheme.clone(), value });
                    }
                }
                Field::Url => {
                    for value in worded(all).map(str::to_owned) {
                        push_new(&mut document.aliases, ExternalId { scheme: "url".into(), value });
                    }
                }
                Field::Relation(kind) => {
                    for given in all {
                        // An object points by its number, not by its title.
                        let id = given.item.object.as_ref().and_then(|object| words_of(object.get("id")?));
                        let key = id.unwrap_or_else(|| given.item.words.clone());
                        let target = Link::source_key(format!("{}/{key}", self.origin.source));
                        let same = |known: &Relation| known.kind == *kind && known.target == target;
                        if !key.is_empty() && !document.relations.iter().any(same) {
                            let certainty = Default::default();
                            document.relations.push(Relation {
                                kind: *kind,
                                target,
                                certainty,
                                evidence: None,
                            });
                        }
                    }
                }
                Field::Collection => {
                    for words in worded(all) {
                        let key = format!("{}/collection/{words}", self.origin.source);
                        push_new(&mut document.collections, Link::source_key(key.clone()));
                        if self.is_new(&key) {
                            self.before.push(Found::Collection(Box::new(Collection::new(key, words))));
                        }
                    }
                }
                _ => {}
            }
        }
        self.describe_languages(document, row);
    }

    fn describe_languages(&mut self, document: &mut Document, row: &mut RowFields<'m>) {
        for given in row.all(&Field::Language).to_vec() {
            match find_language(&given.item.words) {
                Some(language) => push_new(&mut document.languages, language),
                None => {
                    let column = given.column.map_or("language", |column| column.name.as_str());
                    let what = format!("`{}` is no language that fonds knows", shortened(&given.item.words));
                    let hint = "write its tag, such as `ru`, or translate it in a mapping's `values`";
                    self.tally.count(("TAB041", Severity::Doubt), column, what, hint, row.line);
                    row.keep(column, &given.item.words);
                }
            }
        }
    }

    /// Whether a unit or collection has not been told yet.
    fn is_new(&mut self, key: &str) -> bool {
        if self.told.len() >= MOST_TOLD {
            self.told.clear();
        }
        self.told.insert(key.to_owned())
    }

    fn describe_witness(&mut self, document: &mut Document, row: &RowFields) {
        let verbatim = row.words(&Field::Reference).map(str::to_owned);
        let read = verbatim.as_deref().map(read_reference).unwrap_or_default();
        let own: Vec<ReferencePart> = row
            .fields
            .iter()
            .filter_map(|(field, all)| {
                let Field::Unit(unit) = field else { return None };
                Some(ReferencePart { unit: unit.clone(), value: worded(all).next()?.to_owned() })
            })
            .collect();
        let repository = row.words(&Field::Repository).map(str::to_owned).or(read.holder);
        // Box 12 of nobody knows whom is no unit that another table could mean: it stays words.
        let verbatim = if repository.is_none() && !own.is_empty() {
            let steps = own.iter().map(|part| format!("{} {}", part.unit.replace('_', " "), part.value));
            let steps = steps.collect::<Vec<_>>().join(", ");
            Some(verbatim.map_or(steps.clone(), |words| format!("{words}, {steps}")))
        } else {
            verbatim
        };
        let parts = if own.is_empty() { read.parts } else { in_order(own, self.mapping) };
        let unit = repository.map(|repository| ArchivalUnit::new(repository, level_of(&parts), parts));
        if unit.is_none() && verbatim.is_none() {
            return;
        }
        let link = unit.as_ref().map(|unit| Link::source_key(unit.source_key.clone()));
        if let Some(unit) = unit
            && self.is_new(&unit.source_key)
        {
            self.before.push(Found::Unit(Box::new(unit)));
        }
        let witness = Witness { unit: link, locator: read.locator, verbatim, ..Witness::default() };
        if !document.witnesses.iter().any(|known| Witness { id: String::new(), ..known.clone() } == witness) {
            let id = format!("w{}", document.witnesses.len() + 1);
            document.witnesses.push(Witness { id, ..witness });
        }
    }

    fn describe_rights(&mut self, document: &mut Document, row: &mut RowFields<'m>) {
        let words = |field| row.words(&field).map(str::to_owned);
        let rights = Rights {
            statement: words(Field::Rights),
            uri: words(Field::RightsUri),
            holder: words(Field::RightsHolder),
        };
        if rights != Rights::default() {
            document.rights.get_or_insert(rights);
        }
        let Some(given) = row.all(&Field::Access).first().cloned() else { return };
        let words = given.item.words.to_lowercase();
        document.access = match words.as_str() {
            "open" | "yes" | "released" => Access::Public,
            "closed" | "no" => Access::Restricted,
            _ => words.parse().unwrap_or_else(|_| {
                let column = column_name(row.all(&Field::Access));
                let message =
                    format!("`{}` is no access state; the document is restricted", shortened(&words));
                let hint =
                    "say draft, public, restricted or embargoed:2030-01-01, or translate it in `values`";
                self.notice(Notice::doubt("TAB042", message).with_hint(hint), row.line, &column);
                row.keep(&column, &given.item.words);
                Access::Restricted
            }),
        };
    }

    fn describe_release(
        &mut self,
        document: &mut Document,
        row: &mut RowFields<'m>,
        renditions: Vec<String>,
    ) {
        let date = row.all(&Field::ReleaseDate).first().cloned().map(|given| {
            let found = self.read_date(&given, row.line);
            if found.date.display != given.item.words {
                row.keep(&column_name(std::slice::from_ref(&given)), &given.item.words);
            }
            found.date
        });
        let status = row.words(&Field::ReleaseStatus).map(str::to_owned).and_then(|words| {
            let status = release_status(&words);
            if status.is_none() {
                let column = column_name(row.all(&Field::ReleaseStatus));
                let what =
                    format!("`{}` is no state of a release; it is taken for one in part", shortened(&words));
                let hint = "say full, part or denied, or translate it in a mapping's `values`";
                self.tally.count(("TAB042", Severity::Doubt), &column, what, hint, row.line);
                row.keep(&column, &words);
            }
            status.or(Some(ReleaseStatus::Part))
        });
        let words = |field| row.words(&field).map(str::to_owned);
        let authority = words(Field::ReleaseAuthority);
        let case = words(Field::ReleaseCase);
        // A constant authority alone is no release.
        if date.is_none()
            && case.is_none()
            && status.is_none()
            && row.all(&Field::ReleaseAuthority).iter().all(|given| given.column.is_none())
        {
            return;
        }
        let release = Release { date, authority, case, status: status.unwrap_or_default(), renditions };
        let same =
            |known: &Release| Release { renditions: release.renditions.clone(), ..known.clone() } == release;
        match document.releases.iter_mut().find(|known| same(known)) {
            Some(known) => known.renditions.extend(release.renditions),
            None => document.releases.push(release),
        }
    }
}

/// Steps in the order of the mapping's columns, which is the holder's own.
fn in_order(mut parts: Vec<ReferencePart>, mapping: &Mapping) -> Vec<ReferencePart> {
    parts.sort_by_key(|part| {
        let field = Field::Unit(part.unit.clone());
        mapping.columns.iter().position(|column| column.field == field)
    });
    parts
}

pub(super) fn release_status(words: &str) -> Option<ReleaseStatus> {
    Some(match words.trim().to_lowercase().as_str() {
        "full" | "in full" | "released in full" | "release" | "released" | "open" | "open in full"
        | "rif" => ReleaseStatus::Full,
        "part" | "in part" | "partial" | "released in part" | "redact" | "redacted" | "sanitized"
        | "excised" | "rip" => ReleaseStatus::Part,
        "denied" | "denied in full" | "withheld" | "withheld in full" | "closed" | "postponed" | "dif" => {
            ReleaseStatus::Denied
        }
        _ => return None,
    })
}

/// The words of values that have any.
pub(super) fn worded<'g>(all: &'g [Given]) -> impl Iterator<Item = &'g str> {
    all.iter().map(|given| given.item.words.as_str()).filter(|words| !words.is_empty())
}

/// The header of the column that gave these.
pub(super) fn column_name(all: &[Given]) -> String {
    all.first().and_then(|given| given.column).map_or(String::new(), |column| column.name.clone())
}

/// Adds what is not there yet.
pub(super) fn push_new<T: PartialEq>(all: &mut Vec<T>, new: T) {
    if !all.contains(&new) {
        all.push(new);
    }
}
