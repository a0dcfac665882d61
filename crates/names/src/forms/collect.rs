//! Gathers the forms that rules offer: each once, only those whose words the index has, never the name itself.

use super::ordinary::is_ordinary;
use super::words::{Script, Scripts, holds, index_words, one_script};
use super::{MOST_SPELLINGS, Rule, Spelling};
use std::collections::HashSet;

/// Where rules put what they find.
pub(crate) struct Collector<'a> {
    pub(crate) has: &'a dyn Fn(&str) -> bool,
    scripts: Scripts,
    found: Vec<Spelling>,
    seen: HashSet<Vec<String>>,
}

impl<'a> Collector<'a> {
    pub(crate) fn new(name: &str, scripts: Scripts, has: &'a dyn Fn(&str) -> bool) -> Self {
        let seen = HashSet::from([index_words(name)]);
        Self { has, scripts, found: Vec::new(), seen }
    }

    /// Whether the index may have words in the script; where not, no rule need lead into it.
    pub(crate) fn may_have(&self, script: Script) -> bool {
        self.scripts.may_have(script)
    }

    /// Takes a form if the index has its words and nobody offered it before. A form of one word must not be an
    /// ordinary word. Says whether it was new and taken.
    pub(crate) fn offer(&mut self, form: &str, rule: Rule) -> bool {
        if self.is_full() || !holds(form, self.has) {
            return false;
        }
        let words = index_words(form);
        let harmful = match &words[..] {
            [] => true,
            [one] => is_ordinary(one) || one.chars().count() < 2 && one.is_ascii(),
            _ => false,
        };
        if harmful || !self.seen.insert(words) {
            return false;
        }
        self.found.push(Spelling { form: form.to_owned(), rule });
        true
    }

    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= MOST_SPELLINGS
    }

    /// How many forms there are so far.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Forms in Latin letters that came by a rule of sound, the first `most`.
    pub(crate) fn in_latin(&self, most: usize) -> Vec<String> {
        let by_sound = |rule| matches!(rule, Rule::Latin | Rule::Letters | Rule::Romanised(_));
        let latin = |form: &str| one_script(form) == Some(Script::Latin);
        let forms = self.found.iter().filter(|spelling| by_sound(spelling.rule) && latin(&spelling.form));
        forms.take(most).map(|spelling| spelling.form.clone()).collect()
    }

    pub(crate) fn into_spellings(self) -> Vec<Spelling> {
        self.found
    }
}
