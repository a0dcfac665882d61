//! The reading room and the machine interfaces over HTTP.
//!
//! No SQL, no index, no decision about who may see what: pages are made of what [`fonds_archive`] has cleared, and a
//! template takes nothing else. Begin with [`routes`], the table of every address; then a page's module in
//! `reading_room` or `machine`, and its template of the same name. `respond` is the way out of all of them.
//!
//! A document that was not cleared cannot be shown:
//!
//! ```compile_fail
//! let document = fonds_model::Document::new("a secret");
//! fonds_archive::views::document(&document);
//! ```

mod connections;
mod errors;
mod labels;
mod machine;
mod pool;
mod reading_room;
mod respond;
pub mod routes;
mod server;
mod site;
mod text;

pub use server::{ServeError, serve};
pub use site::Site;
