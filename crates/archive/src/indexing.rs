//! The index follows the change log: what changed since the number that it last applied is read as it is now,
//! cleared for everybody, and put in or taken out.
//!
//! Current state, never deltas: applying a row twice does no harm, so a crash anywhere is mended by going on. The index
//! is built from cleared documents alone, because word statistics and counts betray what they were made from.
//! How a document becomes an entry stands in [`crate::projection`].

use crate::archive::Archive;
use crate::clearance::{Clearance, Reader, clear};
use crate::fresh::Fresh;
use crate::points;
use crate::projection::{Names, project};
use fonds_catalogue::{Action, CatalogueError, Change, ChangeNote, Kind, Snapshot};
use fonds_model::{Access, Authority, Collection, Day, Document};
use fonds_search::{OpenError, State, WriteError, Writer};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc;
use std::time::Duration;

/// Why the index could not follow. The catalogue is whole all the same.
#[derive(Debug, thiserror::Error)]
pub enum IndexingError {
    /// The catalogue could not be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The index could not be written.
    #[error(
        "the index could not be written: {0}\nhint: everything is safe in the catalogue; `fonds rebuild` makes the index anew"
    )]
    Write(WriteError),
    /// The index could not be opened again after a change.
    #[error(transparent)]
    Open(#[from] OpenError),
}

impl From<WriteError> for IndexingError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

/// What another process holds is not there for now.
fn unless_locked<T>(taken: Result<T, WriteError>) -> Result<Option<T>, IndexingError> {
    match taken {
        Ok(taken) => Ok(Some(taken)),
        Err(WriteError::Locked { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// How much memory and how many threads an indexing writer takes.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Bytes for postings before they are written out, for each thread.
    pub memory: usize,
    /// Threads.
    pub threads: usize,
}

impl Effort {
    /// For an import that has the machine to itself.
    pub const IMPORT: Self = Self { memory: 48 << 20, threads: 2 };
    /// Beside readers: one thread.
    pub const BESIDE_READERS: Self = Self { memory: 48 << 20, threads: 1 };
}

/// Rows of the log applied before the index is committed: a commit costs a new segment and a wait for the disk.
const ROWS_A_COMMIT: u64 = 20_000;
/// Rows read from the log at a time.
const ROWS_A_READ: usize = 500;

/// Follows the log while an import writes it, until the import hangs up, and then to its end.
pub(crate) fn follow(
    archive: &Archive,
    today: Day,
    woken: &mpsc::Receiver<()>,
    fresh: &Fresh,
) -> Result<(), IndexingError> {
    loop {
        let hung_up = woken.recv().is_err();
        while woken.try_recv().is_ok() {}
        if hung_up {
            return catch_up_waiting(archive, today, Effort::IMPORT);
        }
        // Another process may hold the index; then it does the work, and the end is waited for above.
        if let Some(mut applying) = Applying::begin(archive, today, Effort::IMPORT)? {
            loop {
                let more = applying.apply_some(fresh)?;
                if !more && woken.recv().is_err() {
                    applying.finish()?;
                    // Nothing is left unless another process wrote meanwhile.
                    return catch_up_waiting(archive, today, Effort::IMPORT);
                }
            }
        }
    }
}

/// Brings the index up to the log's end as it was when called. While another process holds the index, waits for it to
/// do so, and takes over when it goes away.
pub fn catch_up_waiting(archive: &Archive, today: Day, effort: Effort) -> Result<(), IndexingError> {
    let target = archive.catalogue().snapshot()?.last_seq()?;
    loop {
        if archive.index().applied_seq() >= target && matches!(archive.index().state(), State::Ready { .. }) {
            return Ok(());
        }
        if catch_up(archive, today, effort)? {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(20));
        archive.index().reload()?;
    }
}

/// Brings the index up to the end of the log; `false` when another process holds the index.
pub fn catch_up(archive: &Archive, today: Day, effort: Effort) -> Result<bool, IndexingError> {
    match archive.index().state() {
        State::Ready { seq } if seq >= archive.catalogue().snapshot()?.last_seq()? => return Ok(true),
        State::Ready { .. } | State::Missing => {}
        State::Broken { .. } | State::Stale => {
            return rebuild(archive, today, effort, &mut |_| {});
        }
    }
    let Some(mut applying) = Applying::begin(archive, today, effort)? else { return Ok(false) };
    let nothing_handed = Fresh::default();
    while applying.apply_some(&nothing_handed)? {}
    applying.finish()?;
    Ok(true)
}

/// How far behind the log the index is, in rows.
pub fn rows_behind(archive: &Archive) -> Result<u64, IndexingError> {
    let last = archive.catalogue().snapshot()?.last_seq()?;
    Ok(match archive.index().state() {
        State::Ready { seq } => last.saturating_sub(seq),
        _ => last,
    })
}

/// The log being applied to the index.
struct Applying<'a> {
    archive: &'a Archive,
    today: Day,
    writer: Writer,
    names: Names,
    applied: u64,
    committed: u64,
    hidden: bool,
}

impl<'a> Applying<'a> {
    fn begin(archive: &'a Archive, today: Day, effort: Effort) -> Result<Option<Self>, IndexingError> {
        if matches!(archive.index().state(), State::Broken { .. } | State::Stale)
            && !rebuild(archive, today, effort, &mut |_| {})?
        {
            return Ok(None);
        }
        let Some(writer) = unless_locked(archive.index().writer(effort.memory, effort.threads))? else {
            return Ok(None);
        };
        // Asked only now, under the lock: nobody else moves it any more.
        let applied = archive.index().applied_seq();
        Ok(Some(Self {
            archive,
            today,
            writer,
            names: Names::default(),
            applied,
            committed: applied,
            hidden: false,
        }))
    }

    /// Applies the next rows; `false` when there are none.
    fn apply_some(&mut self, fresh: &Fresh) -> Result<bool, IndexingError> {
        let snapshot = self.archive.catalogue().snapshot()?;
        let changes = snapshot.changes_after(self.applied, ROWS_A_READ)?;
        let Some(last) = changes.last().map(|change| change.seq) else { return Ok(false) };
        // Which part was closed the row does not say; its words stand in the entry that was replaced.
        let mut closed = changes.iter().any(|change| change.action == Action::AccessChanged);
        for change in &changes {
            closed = closed || drops_a_rendition(&snapshot, change)?;
        }
        for (id, row) in self.documents_of(&snapshot, &changes, last)? {
            let document = document_as_it_is(&snapshot, &id, row, fresh)?;
            if self.put_or_remove(&snapshot, &id, document)? {
                self.hidden = true;
                // What came after the last commit nobody has seen.
                closed = closed
                    || snapshot.first_seq(Kind::Document, &id)?.is_some_and(|first| first <= self.committed);
            }
        }
        self.hidden |= closed;
        self.applied = last;
        fresh.followed(last);
        // What was closed does not wait in the counts of everybody for a long import to end.
        if closed || self.applied - self.committed >= ROWS_A_COMMIT {
            self.commit()?;
        }
        Ok(true)
    }

    /// The documents whose entries the changes touch, up to the last of them, and each one's own last row among them.
    fn documents_of(
        &mut self,
        snapshot: &Snapshot,
        changes: &[Change],
        last: u64,
    ) -> Result<BTreeMap<String, Option<u64>>, IndexingError> {
        let mut documents = BTreeMap::new();
        let mut naming = BTreeSet::new();
        for change in changes {
            match change.kind {
                Kind::Document => {
                    documents.insert(change.id.clone(), Some(change.seq));
                    continue;
                }
                Kind::Authority if !is_shown_otherwise(snapshot, change)? => {}
                Kind::Authority => naming.extend(snapshot.documents_naming(&change.id)?),
                Kind::Collection => naming.extend(snapshot.documents_in_collection(&change.id)?),
                Kind::Unit => naming.extend(snapshot.documents_in_unit(&change.id)?),
                Kind::Theme => continue,
            }
            self.names.forget(&change.id);
        }
        for id in naming {
            // What came after the last of these changes has a row of its own further on, and would be put in twice.
            if !documents.contains_key(&id)
                && snapshot.first_seq(Kind::Document, &id)?.is_some_and(|first| first <= last)
            {
                documents.insert(id, None);
            }
        }
        Ok(documents)
    }

    /// Puts one document's entry in as it is now, or takes it out; answers whether it was taken out.
    fn put_or_remove(
        &mut self,
        snapshot: &Snapshot,
        id: &str,
        document: Option<Document>,
    ) -> Result<bool, IndexingError> {
        match document.map(|document| clear(document, Reader::Public, self.today)) {
            Some(Clearance::Cleared(document)) => {
                self.writer.put(&project(snapshot, &mut self.names, &document)?)?;
                Ok(false)
            }
            _ => {
                self.writer.remove(id)?;
                Ok(true)
            }
        }
    }

    fn commit(&mut self) -> Result<(), IndexingError> {
        points::pass("before-index-commit");
        // What everybody could see and now cannot is rewritten out of every segment that held it.
        self.writer.commit(self.applied)?;
        if self.hidden {
            self.writer.purge()?;
        }
        self.committed = self.applied;
        self.hidden = false;
        Ok(())
    }

    fn finish(mut self) -> Result<(), IndexingError> {
        if self.applied > self.committed {
            self.commit()?;
        }
        // Everything is durable and visible by now. Merges that the engine has begun are waited for: abandoned ones would
        // leave a segment more with every edit, and files with words that may have to vanish a moment later.
        self.writer.finish()?;
        self.archive.index().reload()?;
        Ok(())
    }
}

/// Whether documents that name an authority have other words or facets after a change of it. Entries hold its heading
/// and kind alone: its other names widen searches, and editing them reindexes nothing.
fn is_shown_otherwise(snapshot: &Snapshot, change: &Change) -> Result<bool, CatalogueError> {
    if change.action != Action::Changed || change.version < 2 {
        return Ok(true);
    }
    let before = snapshot.find_version_light::<Authority>(&change.id, change.version - 1)?;
    let after = snapshot.find_version_light::<Authority>(&change.id, change.version)?;
    let (Some(before), Some(after)) = (before, after) else { return Ok(true) };
    let shown = |authority: &Authority| (authority.kind, authority.heading().to_owned());
    Ok(shown(&before.value) != shown(&after.value))
}

/// Whether a change took a rendition away, whose words nobody may find any more.
fn drops_a_rendition(snapshot: &Snapshot, change: &Change) -> Result<bool, CatalogueError> {
    let changed = change.kind == Kind::Document && change.action == Action::Changed && change.version > 1;
    if !changed {
        return Ok(false);
    }
    let before = snapshot.find_version_light::<Document>(&change.id, change.version - 1)?;
    let after = snapshot.find_version_light::<Document>(&change.id, change.version)?;
    let (Some(before), Some(after)) = (before, after) else { return Ok(true) };
    let kept = |id: &str| after.value.renditions.iter().any(|rendition| rendition.id == id);
    Ok(!before.value.renditions.iter().all(|rendition| kept(&rendition.id)))
}

/// A document as the snapshot has it: the one that was handed on with this row, if nothing was changed since.
fn document_as_it_is(
    snapshot: &Snapshot,
    id: &str,
    row: Option<u64>,
    fresh: &Fresh,
) -> Result<Option<Document>, CatalogueError> {
    if let Some(row) = row
        && let Some(document) = fresh.take(row)
        && snapshot.state(Kind::Document, id)?.is_some_and(|state| state.seq == row)
    {
        return Ok(Some(document));
    }
    Ok(snapshot.find::<Document>(id)?.map(|stored| stored.value))
}

/// Makes the index anew beside the old one, which answers until the new one takes its place; `false` when another
/// process holds the index.
pub fn rebuild(
    archive: &Archive,
    today: Day,
    effort: Effort,
    progress: &mut dyn FnMut(u64),
) -> Result<bool, IndexingError> {
    let Some(mut building) = unless_locked(archive.index().rebuild(effort.memory, effort.threads))? else {
        return Ok(false);
    };
    let snapshot = archive.catalogue().snapshot()?;
    let seq = snapshot.last_seq()?;
    let mut names = Names::default();
    let mut after: Option<String> = None;
    let mut done = 0;
    loop {
        let page = snapshot.list::<Document>(after.as_deref(), ROWS_A_READ)?;
        let Some(last) = page.last() else { break };
        after = Some(last.value.id.to_string());
        for stored in page {
            if let Clearance::Cleared(document) = clear(stored.value, Reader::Public, today) {
                building.put(&project(&snapshot, &mut names, &document)?)?;
            }
            done += 1;
        }
        progress(done);
    }
    let built = building.finish(seq)?;
    points::pass("during-index-swap");
    built.swap()?;
    archive.index().reload()?;
    Ok(true)
}

/// Writes into the log that embargoes have ended, so that harvesters see it and the index takes the documents in.
/// Answers how many.
pub fn lift_embargoes(archive: &Archive, note: &ChangeNote, today: Day) -> Result<usize, CatalogueError> {
    let ended = archive.catalogue().snapshot()?.embargoes_ending(today)?;
    if ended.is_empty() {
        return Ok(0);
    }
    archive.catalogue().write(note, |writer| {
        let mut lifted = 0;
        for id in ended {
            // Asked again inside the transaction: the archivist may have prolonged it meanwhile.
            let Some(stored) = writer.find::<Document>(&id)? else { continue };
            let mut document = stored.value;
            if lift(&mut document.access, today) | lift_parts(&mut document, today) {
                writer.put(&document, Some(stored.version), Action::EmbargoLifted)?;
                lifted += 1;
            }
        }
        Ok::<_, CatalogueError>(lifted)
    })
}

fn lift(access: &mut Access, today: Day) -> bool {
    let ended = matches!(access, Access::Embargoed { until } if *until <= today);
    if ended {
        *access = Access::Public;
    }
    ended
}

fn lift_parts(document: &mut Document, today: Day) -> bool {
    let mut lifted = false;
    for rendition in &mut document.renditions {
        lifted |= lift(&mut rendition.access, today);
        for page in &mut rendition.pages {
            lifted |= lift(&mut page.access, today);
        }
    }
    lifted
}

/// The collections that hold a collection, innermost first, itself included. A circle ends where it closes.
pub(crate) fn collection_path(snapshot: &Snapshot, id: &str) -> Result<Vec<Collection>, CatalogueError> {
    let mut path: Vec<Collection> = Vec::new();
    let mut next = Some(id.to_owned());
    while let Some(id) = next {
        if path.iter().any(|known| known.id.as_str() == id) {
            break;
        }
        let Some(stored) = snapshot.find::<Collection>(&id)? else { break };
        next = stored.value.parent.as_ref().and_then(|parent| parent.as_id()).map(str::to_owned);
        path.push(stored.value);
    }
    Ok(path)
}
