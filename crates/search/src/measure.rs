//! The engine with our schema and our analysis and nothing else of ours: what [`Writer`](crate::Writer) is measured
//! against.
//!
//! Not for use: no lock, no replacing, no bound on what waits. Only the example `floor` calls it.

use crate::Entry;
use crate::analysis::Analyser;
use crate::analysis::detect::stemming_of;
use crate::analysis::terms::sign;
use crate::compose::{Composed, Waiting};
use crate::index::create_version;
use crate::writer::BareWriter;
use std::path::Path;
use std::sync::Arc;
use tantivy::tokenizer::{TokenStream, Tokenizer};

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

/// How many terms the analysis makes of these texts, all with this tag of a language: for measuring its speed alone.
pub fn count_terms<'t>(texts: impl Iterator<Item = &'t str>, language: Option<&str>) -> usize {
    let mut signed = String::new();
    let mut count = 0;
    for text in texts {
        signed.clear();
        signed.push(sign(stemming_of(language, text, None)));
        signed.push_str(text);
        let mut analyser = Analyser;
        let mut terms = analyser.token_stream(&signed);
        while terms.advance() {
            count += 1;
        }
    }
    count
}
