//! The engine with our schema and our analysis and nothing else of ours: what [`Writer`](crate::Writer) is measured
//! against.
//!
//! Not for use: no lock, no replacing, no bound on what waits. Only the example `floor` calls it.

use crate::Entry;
use crate::compose::{Composed, Waiting};
use crate::index::create_version;
use crate::writer::BareWriter;
use std::path::Path;
use std::sync::Arc;

/// Indexes these entries in an empty folder and commits.
pub fn index_bare(folder: &Path, entries: &[Entry], memory: usize, threads: usize) -> Result<(), String> {
    let words = |error: tantivy::TantivyError| error.to_string();
    let engine = create_version(folder).map_err(words)?;
    let mut writer: BareWriter = engine.writer_with_num_threads(threads, memory * threads).map_err(words)?;
    for entry in entries {
        // Each entry has a count of its own, so that none ever waits.
        let waiting: Arc<Waiting> = Arc::default();
        writer.add_document(Composed::of(entry, &waiting)).map_err(words)?;
    }
    writer.commit().map_err(words)?;
    Ok(())
}
