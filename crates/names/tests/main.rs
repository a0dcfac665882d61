//! The reading of titles through its public door: measured rates, facts one by one, and properties.

mod book;
mod forms;
mod headings;
mod measured;
mod properties;
mod scoring;
