//! Takes one thing that a reader found into the catalogue: gives it its identifier, resolves its links, keeps what an
//! archivist edited, and lists likely duplicates for review. The files beside it are fetched by [`beside`].
//!
//! Not the order of sources, batches and threads: that is [`crate::import`].

mod beside;

use crate::archive::{Archive, ArchiveError};
use crate::import::{Counts, ImportReport, ImportRequest};
use crate::points;
use crate::reconcile::{Linked, keep_edits};
use crate::sources::SourceFile;
use fonds_catalogue::{Action, CatalogueError, ChangeNote, Kept, Kind, Put, ThingState, Writer};
use fonds_files::FilesError;
use fonds_formats::{Format, Found, Origin};
use fonds_model::authority::Office;
use fonds_model::document::Document;
use fonds_model::{Access, Collection, Link, Notice};
use std::collections::HashMap;
use std::path::PathBuf;

pub(crate) use beside::keep_companion;
use beside::keep_companions_of;

/// What can go wrong in the archive itself while taking things in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TakingError {
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    #[error(transparent)]
    Files(#[from] FilesError),
}

/// Takes in what one source holds.
pub(crate) struct Taker<'a> {
    archive: &'a Archive,
    source: &'a SourceFile,
    origin: &'a Origin,
    format: Format,
    request: &'a ImportRequest,
    folder: Option<PathBuf>,
    /// The source's size, until the source itself is remembered.
    unregistered: Option<u64>,
    /// What the present transaction takes in for the first time, with its row of the log.
    fresh: Vec<(u64, Document)>,
    /// Keys already resolved in this source, by kind; those of a kind are forgotten when they grow past [`KEYS_KEPT`].
    keys: HashMap<Kind, HashMap<String, String>>,
}

/// Enough for the people and documents of the largest volume; at about 100 bytes each, 10 MB.
const KEYS_KEPT: usize = 100_000;

/// What became of one thing.
enum Fate {
    New,
    Changed,
    Unchanged,
    Refused,
}

impl Counts {
    fn count(&mut self, fate: &Fate) {
        self.read += 1;
        match fate {
            Fate::New => self.new += 1,
            Fate::Changed => self.changed += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::Refused => self.refused += 1,
        }
    }
}

impl<'a> Taker<'a> {
    pub(crate) fn new(
        archive: &'a Archive,
        source: &'a SourceFile,
        origin: &'a Origin,
        format: Format,
        request: &'a ImportRequest,
        size: u64,
    ) -> Self {
        let (folder, keys) = (source.folder(), HashMap::new());
        let (unregistered, fresh) = (Some(size), Vec::new());
        Self { archive, source, origin, format, request, folder, unregistered, fresh, keys }
    }

    /// Remembers the source itself, whose bytes are kept by now, together with the first of what it holds.
    fn register_source(&mut self, writer: &mut Writer) -> Result<(), TakingError> {
        if let (Some(size), Some(sha256)) = (self.unregistered.take(), &self.origin.sha256) {
            writer.add_source(sha256, &self.source.file_name(), self.format.word(), size)?;
        }
        Ok(())
    }

    /// Takes a batch in, in one transaction, or reports what taking it in would do. Answers the documents that stand in the
    /// catalogue for the first time, each with its row of the log.
    pub(crate) fn take_batch(
        &mut self,
        batch: Vec<Found>,
        note: &ChangeNote,
        report: &mut ImportReport,
    ) -> Result<Vec<(u64, Document)>, TakingError> {
        let registered = self.unregistered.is_none() || self.request.dry_run;
        if batch.is_empty() && registered {
            return Ok(Vec::new());
        }
        // Files are made durable before the transaction begins, so that nobody waits for the disk inside it.
        let mut ready = Vec::with_capacity(batch.len());
        for mut found in batch {
            if let Found::Document(document) = &mut found {
                self.fetch_beside(document, report)?;
                self.note_missing_files(&document.document, report)?;
            }
            ready.push(found);
        }
        if self.request.dry_run {
            self.rehearse(ready, report)?;
            return Ok(Vec::new());
        }
        let archive = self.archive;
        archive.catalogue().write(note, |writer| {
            self.register_source(writer)?;
            for found in ready {
                self.take(writer, found, report)?;
            }
            points::pass("before-commit");
            Ok::<(), TakingError>(())
        })?;
        points::pass("after-commit");
        Ok(std::mem::take(&mut self.fresh))
    }

    fn take(
        &mut self,
        writer: &mut Writer,
        found: Found,
        report: &mut ImportReport,
    ) -> Result<(), TakingError> {
        let (kind, fate) = match found {
            Found::Notice(notice) => {
                if notice.severity == fonds_model::Severity::Refusal {
                    report.documents.count(&Fate::Refused);
                }
                report.notice(self.placed(notice));
                return Ok(());
            }
            Found::Document(found) => {
                let fate = self.take_document(writer, found.document, report)?;
                report.documents.count(&fate);
                return Ok(());
            }
            Found::Collection(mut collection) => {
                self.name_address(
                    writer,
                    Kind::Collection,
                    &collection.source_key,
                    &collection.title,
                    &mut collection.slug,
                )?;
                (Kind::Collection, self.take_thing(writer, *collection, report)?)
            }
            Found::Theme(mut theme) => {
                self.name_address(writer, Kind::Theme, &theme.source_key, &theme.title, &mut theme.slug)?;
                (Kind::Theme, self.take_thing(writer, *theme, report)?)
            }
            Found::Authority(authority) => (Kind::Authority, self.take_thing(writer, *authority, report)?),
            Found::Unit(unit) => (Kind::Unit, self.take_thing(writer, *unit, report)?),
        };
        report.others.entry(kind.word()).or_default().count(&fate);
        Ok(())
    }

    fn placed(&self, mut notice: Notice) -> Notice {
        notice.file.get_or_insert_with(|| self.source.name.clone());
        notice
    }

    /// The identifier of a key: known, reserved, or reserved now.
    fn id_for(&mut self, writer: &mut Writer, kind: Kind, key: &str) -> Result<String, TakingError> {
        let keys = self.keys.entry(kind).or_default();
        if let Some(id) = keys.get(key) {
            return Ok(id.clone());
        }
        let fresh = fonds_model::DocumentId::from_random(self.archive.random()?);
        let id = writer.reserve(kind, key, fresh.as_str())?;
        if keys.len() >= KEYS_KEPT {
            keys.clear();
        }
        keys.insert(key.to_owned(), id.clone());
        Ok(id)
    }

    fn resolve_links<T: Linked>(&mut self, writer: &mut Writer, value: &mut T) -> Result<(), TakingError> {
        value.resolve_links(&mut |kind, key: &str| self.id_for(writer, kind, key).map(Some))
    }

    /// Takes in anything but a document.
    fn take_thing<T: Kept + Linked + PartialEq + WithId + ToldInParts>(
        &mut self,
        writer: &mut Writer,
        mut value: T,
        report: &mut ImportReport,
    ) -> Result<Fate, TakingError> {
        let id = self.id_for(writer, T::KIND, value.source_key())?;
        if let Some(fate) =
            self.fate_of_gone(writer.state(T::KIND, &id)?.as_ref(), value.source_key(), report)
        {
            return Ok(fate);
        }
        value.set_id(&id);
        self.resolve_links(writer, &mut value)?;
        if let Some(current) = writer.find::<T>(&id)? {
            let held = writer.held_fields(T::KIND, &id)?;
            value.keep_what_others_say(&current.value);
            let (kept, clashes) = keep_edits(&current.value, value, &held).map_err(CatalogueError::from)?;
            self.note_clashes(kept.source_key(), &clashes, report);
            if kept == current.value {
                return Ok(Fate::Unchanged);
            }
            value = kept;
        }
        Ok(fate_of(writer.put_whole(&mut value, None, Action::Changed)?))
    }

    fn take_document(
        &mut self,
        writer: &mut Writer,
        mut document: Document,
        report: &mut ImportReport,
    ) -> Result<Fate, TakingError> {
        let id = self.id_for(writer, Kind::Document, &document.source_key)?;
        let state = writer.state(Kind::Document, &id)?;
        if let Some(fate) = self.fate_of_gone(state.as_ref(), &document.source_key, report) {
            return Ok(fate);
        }
        document.set_id(&id);
        self.complete(writer, &mut document)?;
        self.resolve_links(writer, &mut document)?;
        let current = if state.is_some() { writer.find::<Document>(&id)? } else { None };
        let Some(current) = current else {
            self.note_likely_duplicates(writer, &document)?;
            for alias in &document.aliases {
                writer.add_alias(Kind::Document, &id, &alias.scheme, &alias.value)?;
            }
            let put = writer.put_whole(&mut document, None, Action::Created)?;
            self.fresh.push((writer.seq(), document));
            return Ok(fate_of(put));
        };
        let held = writer.held_fields(Kind::Document, &id)?;
        // Who may see it was decided when it came in and is changed by the archivist alone.
        document.access = current.value.access;
        keep_access_of_parts(&current.value, &mut document);
        keep_companions_of(&current.value, &mut document);
        let (mut document, clashes) =
            keep_edits(&current.value, document, &held).map_err(CatalogueError::from)?;
        self.note_clashes(&document.source_key, &clashes, report);
        // A source that changed elsewhere is no change of this document: its place in the file does not count.
        let provenance = std::mem::replace(&mut document.provenance, current.value.provenance.clone());
        if document == current.value {
            return Ok(Fate::Unchanged);
        }
        document.provenance = provenance;
        Ok(fate_of(writer.put(&document, None, Action::Changed)?))
    }

    /// What was erased stays erased; what was merged lives on in another document.
    fn fate_of_gone(&self, state: Option<&ThingState>, key: &str, report: &mut ImportReport) -> Option<Fate> {
        let state = state?;
        if state.erased {
            report.notice(
                self.placed(
                    Notice::remark(
                        "erased-stays",
                        format!("`{key}` was erased from this archive and is not taken in again"),
                    )
                    .with_hint("the log says why"),
                ),
            );
            return Some(Fate::Refused);
        }
        state.redirect.is_some().then_some(Fate::Unchanged)
    }

    fn note_clashes(&self, key: &str, clashes: &[String], report: &mut ImportReport) {
        for field in clashes {
            report.notice(
                self.placed(
                    Notice::remark(
                        "kept-edit",
                        format!("`{key}` keeps its edited {field}; the source says something else"),
                    )
                    .in_field(field.clone())
                    .with_hint("compare them with `fonds diff`"),
                ),
            );
        }
    }

    /// Fills in what the source does not say of itself: provenance, access state, the collection asked for.
    fn complete(&mut self, writer: &mut Writer, document: &mut Document) -> Result<(), TakingError> {
        let provenance = &mut document.provenance;
        if provenance.source.is_empty() {
            provenance.source.clone_from(&self.origin.source);
        }
        provenance.format = self.format.word().into();
        provenance.sha256.clone_from(&self.origin.sha256);
        provenance.file = Some(self.source.file_name());
        // A source that says nothing of access reads as public; then the command line and the settings decide.
        document.access = match self.request.access {
            Some(access) => access,
            None if document.access == Access::Public => self.archive.settings().import.access,
            None => document.access,
        };
        if let Some(title) = &self.request.collection {
            let key = format!("collection:{}", slug_of(title));
            let mut collection = Collection::new(&key, title);
            self.name_address(writer, Kind::Collection, &key, title, &mut collection.slug)?;
            let id = self.id_for(writer, Kind::Collection, &key)?;
            if writer.state(Kind::Collection, &id)?.is_none() {
                collection.set_id(&id);
                writer.put(&collection, None, Action::Created)?;
            }
            let link = Link::Id(id);
            if !document.collections.contains(&link) {
                document.collections.push(link);
            }
        }
        Ok(())
    }

    /// Gives a collection or theme its address: the one that it has, else one of its title, with a number when taken.
    fn name_address(
        &mut self,
        writer: &mut Writer,
        kind: Kind,
        key: &str,
        title: &str,
        slug: &mut String,
    ) -> Result<(), TakingError> {
        let id = self.id_for(writer, kind, key)?;
        let wanted = if slug.is_empty() { slug_of(title) } else { slug_of(slug) };
        let mut candidate = wanted.clone();
        for number in 2.. {
            match writer.id_of_slug(kind, &candidate)? {
                Some(holder) if holder != id => candidate = format!("{wanted}-{number}"),
                _ => break,
            }
        }
        *slug = candidate;
        Ok(())
    }

    /// Lists for review what has the same day and title but comes from another source.
    fn note_likely_duplicates(&self, writer: &mut Writer, document: &Document) -> Result<(), TakingError> {
        let date = document.principal_date().filter(|date| date.date.span_days() == 1);
        let (Some(date), Some(title)) = (date, document.principal_title()) else { return Ok(()) };
        for other in writer.find_alike(date.date.earliest, &title.text, 5)? {
            let Some(found) = writer.find_light::<Document>(&other)? else { continue };
            // Twins within one source are told apart by their editors.
            if found.value.provenance.source != document.provenance.source {
                writer.note_possible_duplicate(document.id.as_str(), &other, "same day and title")?;
            }
        }
        Ok(())
    }

    /// Says what taking things in would do, by comparing with what the archive has now.
    fn rehearse(&mut self, batch: Vec<Found>, report: &mut ImportReport) -> Result<(), TakingError> {
        let archive = self.archive;
        archive.catalogue().rehearse(|writer| {
            for found in batch {
                self.take(writer, found, report)?;
            }
            self.keys.clear();
            self.fresh.clear();
            Ok::<(), TakingError>(())
        })
    }
}

fn fate_of(put: Put) -> Fate {
    match put {
        Put::New => Fate::New,
        Put::Changed { .. } => Fate::Changed,
        Put::Unchanged => Fate::Unchanged,
    }
}

/// What was closed stays closed, wherever among the parts it now stands: parts go by their names, pages by their place.
fn keep_access_of_parts(current: &Document, document: &mut Document) {
    for new in &mut document.renditions {
        let Some(old) = current.renditions.iter().find(|old| old.id == new.id) else { continue };
        new.access = old.access;
        for (new, old) in new.pages.iter_mut().zip(&old.pages) {
            new.access = old.access;
        }
    }
}

/// Things that are given an identifier when they are taken in.
pub(crate) trait WithId {
    fn set_id(&mut self, id: &str);
}

macro_rules! with_id {
    ($($thing:ty),+) => {$(
        impl WithId for $thing {
            fn set_id(&mut self, id: &str) {
                // Invariant: identifiers come from `reserve` and are well formed; a broken one stays unassigned and
                // the catalogue refuses the thing.
                self.id = id.parse().unwrap_or_default();
            }
        }
    )+};
}
with_id!(Document, Collection, fonds_model::Theme, fonds_model::Authority, fonds_model::ArchivalUnit);

/// Things of which one source may tell a part and another the rest.
trait ToldInParts {
    /// Keeps from the current version what this source does not speak of.
    fn keep_what_others_say(&mut self, _current: &Self) {}
}

impl ToldInParts for Collection {}
impl ToldInParts for fonds_model::Theme {}
impl ToldInParts for fonds_model::ArchivalUnit {}

impl ToldInParts for fonds_model::Authority {
    /// A register of posts has a file for each post, so that a person's offices stand in several. An office stays that
    /// this file does not speak of: one of the same title that begins or ends on the same day is the same office, told
    /// better.
    fn keep_what_others_say(&mut self, current: &Self) {
        let same = |a: &Office, b: &Office| {
            let together = a.from.is_some() && a.from == b.from || a.to.is_some() && a.to == b.to;
            together && a.title == b.title && a.of == b.of
        };
        let others = current.offices.iter().filter(|office| {
            let dated = office.from.is_some() || office.to.is_some();
            dated && !self.offices.iter().any(|own| same(own, office))
        });
        let others: Vec<_> = others.cloned().collect();
        if !others.is_empty() {
            self.offices.extend(others);
            self.offices.sort_by(|a, b| a.chronological(b));
        }
    }
}

/// A word for an address: letters and digits of any script in lower case, joined by hyphens, at most 80 characters.
pub(crate) fn slug_of(title: &str) -> String {
    let mut slug = String::new();
    for character in title.chars().flat_map(char::to_lowercase) {
        if slug.chars().count() >= 80 {
            break;
        }
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(character, '\'' | '’') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "untitled".into() } else { slug.into() }
}
