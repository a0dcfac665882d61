//! One name, many spellings: the other forms of a name that rules can find, without knowing who is meant.
//!
//! [`spellings`] is the door. Rules put forth, the index says which words exist, and what is left is offered best
//! first. No list of particular persons is here: cover names, offices and names that go by no rule are the lexicon's
//! of the archive. A folder or file to a script: [`chinese`], [`cyrillic`], and so on.

mod arabic;
pub mod chinese;
mod collect;
pub mod cyrillic;
mod indic;
mod korean;
mod lattice;
mod letters;
mod ordinary;
mod people;
mod rule;
mod vietnamese;
mod widen;
mod words;

pub use ordinary::is_ordinary;
pub use people::is_shared_surname;
pub use rule::Rule;
pub use widen::{MOST_SPELLINGS, Spelling, spellings, spellings_in};
pub use words::Scripts;

/// The forms that rules find where the index has just these words.
#[cfg(test)]
fn found(name: &str, index: &[&str]) -> Vec<String> {
    let has = |word: &str| index.contains(&word);
    spellings(name, &has).into_iter().map(|spelling| spelling.form).collect()
}
