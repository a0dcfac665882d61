//! What a search is told of names: the other forms of what was typed, why each is the same, and when.
//!
//! First the lexicon, one step and no further: from a name to its bearers, and from them to their other names. "Chen
//! Yi" leads to both men of that name, but neither's characters lead to the other's. Then the rules of spelling, as far
//! as the lexicon does not know better. What is not for this reader is left out before anything is decided, so that a
//! closed name changes nothing.

use super::bearer::{Bearer, Bounds, Name};
use super::{Known, Shown};
use crate::clearance::Reader;
use crate::projection::facet_of;
use fonds_model::{AuthorityKind, Day, NameKind};
use fonds_names::forms::{Rule, Scripts, Spelling, spellings_in};
use fonds_search::{Facet, OtherForm, Vocabulary, Widen, folded_words};
use std::collections::HashSet;
use std::sync::Arc;

/// A name that more than so many share leads to none of them.
const MOST_BEARERS: usize = 3;
/// A name that stands in more longer names of others tells nothing by itself.
const MOST_LONGER: usize = 8;
/// So many others are looked at whose names have a word of it.
const MOST_OTHERS: usize = 2_000;

/// The names for one reader at one moment.
pub(crate) struct Widening {
    pub(super) known: Arc<Known>,
    pub(super) shown: Arc<Shown>,
    pub(super) reader: Reader,
    pub(super) scripts: Scripts,
}

impl Widen for Widening {
    fn widen(&self, words: &str, vocabulary: &dyn Vocabulary) -> Vec<OtherForm> {
        self.forms(words, vocabulary).into_iter().map(|(form, _)| form).collect()
    }
}

/// A form, and the authority that has it; none where a rule knows it.
pub(crate) type FormOf = (OtherForm, Option<Arc<str>>);

impl Widening {
    /// Every other form of what was typed, the best first.
    pub(crate) fn forms(&self, words: &str, vocabulary: &dyn Vocabulary) -> Vec<FormOf> {
        let key = key_of(words);
        let bearers = self.bearing(&key);
        let mut forms = self.by_lexicon(words, &key, &bearers);
        let mut known: HashSet<String> = forms.iter().map(|(form, _)| key_of(&form.form)).collect();
        let scripts = Scripts::of(&|first, last| vocabulary.begins_between(first, last));
        for Spelling { form, rule } in spellings_in(words, scripts, &|word| vocabulary.has(word)) {
            let spelt = key_of(&form);
            if !self.is_of_others(&spelt, &bearers) && known.insert(spelt) {
                let form = OtherForm { form, because: rule.because(words), ..OtherForm::default() };
                forms.push((form, None));
            }
        }
        if bearers.is_empty() {
            let others = self.by_spelling(words);
            forms.extend(others.into_iter().filter(|(form, _)| known.insert(key_of(&form.form))));
        }
        forms
    }
}

pub(crate) fn key_of(words: &str) -> String {
    folded_words(words).join(" ")
}

impl Widening {
    pub(crate) fn bearing(&self, key: &str) -> Vec<&Bearer> {
        self.known.bearing(key).map(|bearer| &**bearer).filter(|bearer| self.is_open(bearer)).collect()
    }

    /// Who has a form.
    pub(crate) fn bearer(&self, id: &str) -> Option<&Bearer> {
        self.known.get(id).map(|bearer| &**bearer)
    }

    /// Whether it has a page for this reader: names that are general knowledge may widen before their bearer has one.
    pub(crate) fn is_named(&self, bearer: &Bearer) -> bool {
        self.reader == Reader::Staff || self.shown.documents(facet_of(bearer.kind), &bearer.id) > 0
    }

    /// The other names of those that bear this one.
    fn by_lexicon(&self, words: &str, key: &str, bearers: &[&Bearer]) -> Vec<FormOf> {
        if !leads_on(key, bearers) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for bearer in bearers {
            // A name may be a variant that always holds and a cover name within bounds; then it always holds.
            let typed = bearer.names.iter().filter(|name| *name.key == *key);
            let Some(typed) = typed.min_by_key(|name| name.bounds.is_some()) else { continue };
            for name in bearer.names.iter().filter(|name| *name.key != *key) {
                let form = self.form(bearer, typed, name, bearers);
                found.extend(form.map(|form| (rank(words, name), (form, Some(Arc::clone(&bearer.id))))));
            }
        }
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, form)| form).collect()
    }

    /// The names of those one of whose names is another spelling of what was typed, where all such names are of one.
    fn by_spelling(&self, words: &str) -> Vec<FormOf> {
        let is_known = |word: &str| {
            let words = folded_words(word);
            !words.is_empty() && words.iter().all(|word| self.known.with_word(word).any(|b| self.is_open(b)))
        };
        let mut leads: Option<(String, Vec<&Bearer>)> = None;
        for Spelling { form, rule } in spellings_in(words, self.scripts, &is_known) {
            if matches!(rule, Rule::SurnameAlone | Rule::GivenName) {
                continue;
            }
            let key = key_of(&form);
            let bearers = self.bearing(&key);
            match &leads {
                _ if bearers.is_empty() => {}
                None => leads = Some((key, bearers)),
                Some((_, known)) if same_headings(known, &bearers) => {}
                Some(_) => return Vec::new(),
            }
        }
        leads.map(|(key, bearers)| self.by_lexicon(words, &key, &bearers)).unwrap_or_default()
    }

    /// Whether a spelling of a name whose bearers are known is a name of others and not of them.
    fn is_of_others(&self, spelt: &str, bearers: &[&Bearer]) -> bool {
        let others = if bearers.is_empty() { Vec::new() } else { self.bearing(spelt) };
        !others.is_empty() && !others.iter().any(|other| bearers.iter().any(|bearer| bearer.id == other.id))
    }

    /// The longer names of others of its kind in which a name may stand; none where there are so many that a family
    /// name tells nothing.
    fn unless(&self, bearer: &Bearer, name: &Name) -> Option<Vec<String>> {
        let own: Vec<&str> = bearer.names.iter().filter_map(|own| rest_of(&own.key, &name.key)).collect();
        let mut longer: Vec<(&str, &str)> = Vec::new();
        // What is not open is passed over before it is counted, lest it change what is found.
        let open = self.known.with_words(&name.key).filter(|other| self.is_open(other));
        for other in open.take(MOST_OTHERS) {
            if other.kind != bearer.kind || other.id == bearer.id {
                continue;
            }
            for theirs in &other.names {
                let Some(rest) = rest_of(&theirs.key, &name.key) else { continue };
                // The same man stands in many registers: "I. V. Stalin" in one may be "Iosif Stalin" in another.
                let may_be_same = own.iter().any(|own| own.chars().next() == rest.chars().next());
                if !may_be_same && !bearer.keys().any(|own| *own == *theirs.key) {
                    longer.push((&theirs.key, &theirs.form));
                }
            }
        }
        longer.sort_unstable_by_key(|(key, _)| (key.len(), *key));
        longer.dedup_by_key(|(key, _)| *key);
        let mut shortest: Vec<(&str, &str)> = Vec::new();
        for (key, form) in longer {
            if !shortest.iter().any(|(known, _)| rest_of(key, known).is_some()) {
                shortest.push((key, form));
            }
        }
        match shortest.len() <= MOST_LONGER {
            true => Some(shortest.into_iter().map(|(_, form)| form.to_owned()).collect()),
            false if bearer.kind == AuthorityKind::Person && !name.key.contains(' ') => None,
            false => Some(Vec::new()),
        }
    }

    /// Whether this reader may know of it.
    fn is_open(&self, bearer: &Bearer) -> bool {
        self.reader == Reader::Staff || is_for_everybody(bearer, &self.shown)
    }

    fn form(&self, bearer: &Bearer, typed: &Name, name: &Name, all: &[&Bearer]) -> Option<OtherForm> {
        let (from, to, only_with) = self.within(typed, name)?;
        let because = because(bearer, typed, name, all);
        let unless = self.unless(bearer, name)?;
        Some(OtherForm { form: name.form.to_string(), because, from, to, only_with, unless })
    }

    /// When and where both names hold; none where they never do.
    fn within(&self, typed: &Name, name: &Name) -> Option<Within> {
        let mut within: Within = (None, None, Vec::new());
        for (name, bounds) in
            [typed, name].into_iter().filter_map(|name| Some((name, name.bounds.as_deref()?)))
        {
            within.0 = within.0.max(bounds.from);
            within.1 = match (within.1, bounds.to) {
                (Some(a), Some(b)) => Some(Day::min(a, b)),
                (a, b) => a.or(b),
            };
            let papers = self.shown.papers_of(bounds);
            // An office is too common a word to be looked for in everybody's papers.
            let is_office = name.kind == NameKind::Office && bounds.channel.is_some();
            // Where nobody with whom it was used is shown, it holds in nothing that is.
            if papers.is_empty() && (is_office || !bounds.with.is_empty()) {
                return None;
            }
            if within.2.is_empty() {
                within.2 = papers;
            } else if !papers.is_empty() {
                within.2.retain(|known| papers.contains(known));
                if within.2.is_empty() {
                    return None;
                }
            }
        }
        let is_empty = within.0.zip(within.1).is_some_and(|(from, to)| to < from);
        (!is_empty).then_some(within)
    }
}

/// Whether everybody may know of it: it is general knowledge, or a public document names it.
pub(super) fn is_for_everybody(bearer: &Bearer, shown: &Shown) -> bool {
    bearer.lexicon || shown.documents(facet_of(bearer.kind), &bearer.id) > 0
}

/// First day, last day, and the papers.
type Within = (Option<Day>, Option<Day>, Vec<(Facet, String)>);

/// What a longer name has beside a shorter one that stands in it; none where it does not.
fn rest_of<'l>(longer: &'l str, shorter: &str) -> Option<&'l str> {
    let before = longer.strip_suffix(shorter).and_then(|before| before.strip_suffix(' '));
    let after = || longer.strip_prefix(shorter).and_then(|after| after.strip_prefix(' '));
    let within = || longer.split_once(&format!(" {shorter} ")).map(|(before, _)| before);
    before.or_else(after).or_else(within)
}

fn same_headings(one: &[&Bearer], other: &[&Bearer]) -> bool {
    let heading = |bearer: &&Bearer| (bearer.kind, key_of(bearer.heading()));
    let first = one.first().map(heading);
    one.iter().chain(other).all(|bearer| Some(heading(bearer)) == first)
}

/// Whether a name leads to those that bear it. A family name that several persons share leads to none; any other leads
/// to each of up to three. Entries of one kind and heading are counted once: the same man stands in many registers.
pub(crate) fn leads_on(key: &str, bearers: &[&Bearer]) -> bool {
    let mut headings: Vec<(AuthorityKind, &str)> = bearers
        .iter()
        .map(|bearer| (bearer.kind, bearer.names.first().map_or("", |name| &*name.key)))
        .collect();
    headings.sort_unstable();
    headings.dedup();
    let persons = headings.iter().filter(|(kind, _)| *kind == AuthorityKind::Person).count();
    headings.len() <= MOST_BEARERS && (persons <= 1 || key.contains(' '))
}

/// The reason in words, as the end of a sentence.
fn because(bearer: &Bearer, typed: &Name, name: &Name, all: &[&Bearer]) -> String {
    let whose = told_apart(bearer, all);
    let is_heading = bearer.names.first().is_some_and(|heading| heading.key == name.key);
    match (typed.kind, name.kind) {
        (_, NameKind::Cover) => format!("cover name of {whose}{}", said(name)),
        (_, NameKind::Office) => format!("office of {whose}{}", said(name)),
        (NameKind::Cover, _) => format!("bearer of the cover name {}{}", typed.form, said(typed)),
        (NameKind::Office, _) => format!("holder of the office {}{}", typed.form, said(typed)),
        (_, NameKind::Misspelling) => format!("a misspelling of {whose}"),
        _ if is_heading && all.len() == 1 => format!("a form of {}", typed.form),
        _ => format!("a form of {whose}"),
    }
}

/// The heading, and where others bear the same a name that they do not: "Chen Yi (陈毅)".
fn told_apart(bearer: &Bearer, all: &[&Bearer]) -> String {
    let heading = bearer.heading();
    let key = bearer.names.first().map(|name| &name.key);
    let others = || all.iter().filter(|other| other.id != bearer.id);
    if !others().any(|other| other.names.first().map(|name| &name.key) == key) {
        return heading.to_owned();
    }
    let is_own = |name: &&Name| {
        name.kind == NameKind::Variant && !others().any(|other| other.keys().any(|key| *key == *name.key))
    };
    match bearer.names.iter().find(is_own) {
        Some(own) => format!("{heading} ({})", own.form),
        None => heading.to_owned(),
    }
}

/// When and where a name holds, in words.
fn said(name: &Name) -> String {
    let Some(Bounds { period, channel, .. }) = name.bounds.as_deref() else { return String::new() };
    let period = (!period.is_empty()).then(|| format!(", {period}"));
    let channel = channel.as_ref().map(|channel| format!(", {channel}"));
    period.into_iter().chain(channel).collect()
}

/// Names in the script that was typed first, then headings before variants before what is narrower or wrong.
fn rank(typed: &str, name: &Name) -> (bool, u8) {
    let kind = match name.kind {
        NameKind::Preferred => 0,
        NameKind::Variant => 1,
        NameKind::Cover | NameKind::Office => 2,
        NameKind::Misspelling => 3,
    };
    (script(typed) != script(&name.form), kind)
}

/// The block of a form's first letter, which tells scripts apart well enough to put like beside like.
fn script(form: &str) -> u8 {
    match form.chars().find(|c| c.is_alphabetic()).map_or(0, u32::from) {
        0..0x370 | 0x1e00..0x1f00 => 0,
        0x370..0x400 => 1,
        0x400..0x530 => 2,
        0x590..0x600 => 3,
        0x600..0x780 => 4,
        0x900..0xe00 => 5,
        0xac00..0xd7b0 | 0x1100..0x1200 => 6,
        0x3040..0x3100 => 7,
        0x3400..0xa000 | 0x20000.. => 8,
        _ => 9,
    }
}
