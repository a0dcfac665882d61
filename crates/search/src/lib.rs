//! The index: what words stand in which document, exact counts, the chronological order, and passages that match.
//!
//! It is derived: everything in it comes from entries that the archive makes of cleared documents, it stores no text,
//! and it can be deleted and built again. It speaks no SQL, and no type of the engine beneath leaves it.
//! Begin with [`entry`] (what goes in), [`request`] (what is asked and answered), then [`index`] and [`writer`].

pub mod beside;
pub mod entry;
pub mod histogram;
pub mod request;
pub mod wider;

pub mod index;
pub mod widen;
pub mod writer;

mod analysis;
mod bits;
mod compose;
mod order;
mod query;
mod schema;
mod search;
mod segment;
mod sieve;
mod snapshot;

pub mod error;
pub mod highlight;
pub mod in_line;
#[doc(hidden)]
pub mod measure;

pub use analysis::folded_words;
pub use beside::{Beside, Neighbours, Row};
pub use entry::{Entry, EntryDate, Facet, IndexedText};
pub use error::{OpenError, SearchError, WriteError};
pub use highlight::{Highlighter, Snippet};
pub use histogram::{Bucket, Histogram, Unit, WHOLE};
pub use index::{Index, Options, State};
pub use request::{
    Clause, FacetCount, FacetCounts, Falling, Hit, Matched, Reply, Request, Scope, Sort, Widening,
};
pub use widen::{MOST_FORMS, OtherForm, Unwidened, Vocabulary, Widen};
pub use wider::Wider;
pub use writer::{Rebuild, Rebuilt, Writer};
