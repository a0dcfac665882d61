//! Bytes to model and back, one folder for each standard.
//!
//! No files are opened here and no SQL is spoken: a reader takes a stream and an [`Origin`] and hands each thing
//! that it finds to `emit`. Begin with [`found`], then look at [`listing`], the smallest reader; to add a format,
//! add a folder beside it and a line in [`mod@recognise`].

pub mod authorities;
pub mod citations;
pub mod found;
pub mod keys;
pub mod lines;
pub mod listing;
pub mod plain;
pub mod recognise;
pub mod table;
pub mod tei;

pub use found::{Becomes, Beside, Emit, Found, FoundDocument, Origin, ReadError};
pub use recognise::{Format, recognise};
