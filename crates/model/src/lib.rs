//! The nouns of a digital archive: documents and their dates, agents, places, witnesses, releases and
//! renditions, the archival units that they lie in, and the authorities that they name.
//!
//! Nothing here reads a file, speaks SQL or HTTP, or looks at the clock; identifiers and days are passed in.
//! Begin with [`document`], which gathers everything, then [`date`] and [`text`], the two rooms with rules of their own.

pub mod access;
pub mod agent;
pub mod authority;
pub mod collection;
pub mod date;
pub mod day;
pub mod document;
pub mod id;
pub mod language;
pub mod link;
pub mod notice;
pub mod plain;
pub mod rendition;
pub mod text;
pub mod unit;

pub use access::Access;
pub use agent::{Agent, AgentRole, Certainty, Place, PlaceRole};
pub use authority::{Authority, AuthorityKind, AuthorityName, NameKind};
pub use collection::{Collection, Theme};
pub use date::HistoricalDate;
pub use day::Day;
pub use document::Document;
pub use id::{AuthorityId, CollectionId, DocumentId, ThemeId, UnitId};
pub use language::{Language, Script};
pub use link::Link;
pub use notice::{Notice, Severity};
pub use plain::PlainWords;
pub use rendition::{Rendition, RenditionKind};
pub use text::Text;
pub use unit::ArchivalUnit;
