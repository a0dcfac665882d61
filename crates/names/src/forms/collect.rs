//! Gathers the forms that rules offer: each once, only those whose words the index has, never the name itself.

use super::ordinary::is_ordinary;
use super::words::{holds, index_words};
use super::{MOST_SPELLINGS, Rule, Spelling};
use std::collections::HashSet;

/// Where rules put what they find.
pub(crate) struct Collector<'a> {
    pub(crate) has: &'a dyn Fn(&str) -> bool,
    found: Vec<Spelling>,
    seen: HashSet<Vec<String>>,
    /// Words that go before the form and after it, when the rules see only a part of the name.
    before: String,
    after: String,
}

impl<'a> Collector<'a> {
    pub(crate) fn new(name: &str, has: &'a dyn Fn(&str) -> bool) -> Self {
        let seen = HashSet::from([index_words(name)]);
        Self { has, found: Vec::new(), seen, before: String::new(), after: String::new() }
    }

    /// Takes a form if the index has its words and nobody offered it before. A form of one word must not be an
    /// ordinary word. Says whether it was new and taken.
    pub(crate) fn offer(&mut self, form: &str, rule: Rule) -> bool {
        if self.is_full() || !holds(form, self.has) {
            return false;
        }
        let whole = [&*self.before, form, &*self.after]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
        let words = index_words(&whole);
        let harmful = match &words[..] {
            [] => true,
            [one] => is_ordinary(one) || one.chars().count() < 2 && one.is_ascii(),
            _ => false,
        };
        if harmful || !self.seen.insert(words) {
            return false;
        }
        self.found.push(Spelling { form: whole, rule });
        true
    }

    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= MOST_SPELLINGS
    }

    /// Lets `rules` work on a part of the name; the words around it stay in every form.
    pub(crate) fn within(&mut self, before: &str, after: &str, rules: impl FnOnce(&mut Self)) {
        let outer = (
            std::mem::replace(&mut self.before, before.to_owned()),
            std::mem::replace(&mut self.after, after.to_owned()),
        );
        rules(self);
        (self.before, self.after) = outer;
    }

    pub(crate) fn into_spellings(self) -> Vec<Spelling> {
        self.found
    }
}
