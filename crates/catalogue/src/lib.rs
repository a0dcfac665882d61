//! The catalogue: every description in every version, the authorities, and the one change log that drives the rest.
//!
//! The only home of SQL, synchronous, in model types; no HTML, no index. Begin with [`catalogue`] (opening, one
//! transaction, one snapshot), then [`reads`] and [`writer`], which are all that can be asked and told; [`kept`] says what
//! is kept of each thing, [`verify`] how it is proved whole. The tables stand in `migrations/`.

pub mod catalogue;
pub mod error;
pub mod kept;
pub mod reads;
pub mod verify;
pub mod writer;

pub use catalogue::{Catalogue, ChangeNote, Snapshot};
pub use error::CatalogueError;
pub use kept::{Kept, Kind};
pub use reads::{Change, Counts, PossibleDuplicate, Reads, SourceLine, Stored, ThingState, VersionLine};
pub use verify::Problem;
pub use writer::{Action, Put, Writer};
