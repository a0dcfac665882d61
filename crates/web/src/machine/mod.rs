//! Pages for programs: JSON, plain words, addresses for crawlers, the server's health.

pub(crate) mod health;
pub(crate) mod json;
pub(crate) mod plain;
pub(crate) mod results;
pub(crate) mod sitemap;
