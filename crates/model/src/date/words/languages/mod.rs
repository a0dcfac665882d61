//! One file per language: its words for dates, as a table and nothing else.
//!
//! Not a grammar; that is one for all of them, in [`super::grammar`]. To add a language, copy the shortest file,
//! translate its rows, and name it in [`super::vocabulary`].

pub(super) mod arabic;
pub(super) mod chinese;
pub(super) mod english;
pub(super) mod french;
pub(super) mod german;
pub(super) mod japanese;
pub(super) mod korean;
pub(super) mod persian;
pub(super) mod russian;
pub(super) mod spanish;
