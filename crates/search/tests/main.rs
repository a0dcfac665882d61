//! The index asked through its public door, and an oracle that scans every entry and must agree with it.
//!
//! Read [`vocabulary`] (words with what is expected of them, by hand), [`corpus`] and [`queries`] (what is generated),
//! [`worth`], [`meaning`] and [`hints`] (what a question means and its words are worth), [`oracle`] and [`timeline`] (the
//! answers, in plain loops), then [`agreeing`].

mod agreeing;
mod corpus;
mod hints;
mod languages;
mod meaning;
mod neighbours;
mod operators;
mod oracle;
mod queries;
mod timeline;
mod vocabulary;
mod widening;
mod worth;
