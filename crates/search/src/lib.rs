//! The index: what words stand in which document, exact counts, the chronological order, and passages that match.
//!
//! It is derived: everything in it comes from entries that the archive makes of cleared documents, it stores no text,
//! and it can be deleted and built again. It speaks no SQL, and no type of the engine beneath leaves it.
//! Begin with [`entry`] (what goes in), [`request`] (what is asked and answered), then [`index`].

pub mod entry;
pub mod error;
pub mod highlight;
pub mod index;
pub mod request;

pub use entry::{Entry, EntryDate, Facet, IndexedText};
pub use error::{OpenError, SearchError, WriteError};
pub use highlight::{Highlighter, Snippet};
pub use index::{Index, Options, Rebuild, Rebuilt, State, Writer};
pub use request::{FacetCounts, Hit, Reply, Request, Scope, Sort};
