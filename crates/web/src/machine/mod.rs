//! Pages for programs: JSON, feeds, completions, plain words, addresses for crawlers, the server's health.

pub(crate) mod completion;
pub(crate) mod feed;
pub(crate) mod health;
pub(crate) mod json;
pub(crate) mod opensearch;
pub(crate) mod plain;
pub(crate) mod results;
pub(crate) mod sitemap;
