//! What the names of one authority say: each by its folded words, with the period and the papers in which it holds.
//!
//! Cover names and offices alone hold within bounds. A variant is a name whenever somebody writes it: a paper of 1970
//! may well say Stalingrad. Not who shares a name with whom: that is [`super::widening`].

use fonds_model::{Authority, AuthorityKind, AuthorityName, Day, HistoricalDate, Link, NameKind};
use fonds_search::folded_words;
use std::sync::Arc;

/// One authority and its names.
#[derive(Debug, Clone)]
pub(crate) struct Bearer {
    pub(crate) id: Arc<str>,
    pub(crate) kind: AuthorityKind,
    /// Its names are for everybody even while no public document names it.
    pub(crate) lexicon: bool,
    /// The first is the heading.
    pub(crate) names: Vec<Name>,
}

/// One name.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// As it is written.
    pub(crate) form: Box<str>,
    /// Its folded words, parted by spaces.
    pub(crate) key: Box<str>,
    pub(crate) kind: NameKind,
    /// None for a name that always holds.
    pub(crate) bounds: Option<Box<Bounds>>,
}

/// When and where a name holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) from: Option<Day>,
    pub(crate) to: Option<Day>,
    /// The period as the catalogue writes it: "1949–1952", "from 21 January 1961".
    pub(crate) period: String,
    /// The papers in which it was used, in words.
    pub(crate) channel: Option<String>,
    /// The correspondents with whom it was used.
    pub(crate) with: Vec<String>,
}

impl Bearer {
    pub(crate) fn of(authority: &Authority) -> Self {
        let heading = authority.heading();
        let first = authority.names.iter().position(|name| name.form == heading);
        let others = authority.names.iter().enumerate().filter(|(place, _)| Some(*place) != first);
        let ordered = first.map(|place| &authority.names[place]).into_iter().chain(others.map(|(_, n)| n));
        let mut names: Vec<Name> = Vec::with_capacity(authority.names.len());
        for name in ordered {
            let bounds = bounds_of(name).map(Box::new);
            for form in forms_of(authority.kind, &name.form) {
                let key = folded_words(&form).join(" ");
                let is_known =
                    names.iter().any(|known| known.key == key.as_str().into() && known.bounds == bounds);
                if !key.is_empty() && !is_known {
                    names.push(Name {
                        form: form.into(),
                        key: key.into(),
                        kind: name.kind,
                        bounds: bounds.clone(),
                    });
                }
            }
        }
        names.shrink_to_fit();
        let id = authority.id.as_str().into();
        Self { id, kind: authority.kind, lexicon: authority.lexicon, names }
    }

    /// The folded words of each of its names.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &*name.key)
    }

    /// A name in which all these folded words stand, parts of words too; none of those that are wrong is told.
    pub(crate) fn name_with(&self, words: &[String]) -> Option<&str> {
        let holds = |name: &&Name| !words.is_empty() && words.iter().all(|word| name.key.contains(&**word));
        let found = self.names.iter().filter(holds).min_by_key(|name| name.kind == NameKind::Misspelling)?;
        Some(if found.kind == NameKind::Misspelling { self.heading() } else { &found.form })
    }

    /// The name by which it is filed.
    pub(crate) fn heading(&self) -> &str {
        self.names.first().map_or("", |name| &name.form)
    }
}

/// A name as it is written and, for a person who is filed by the family name ("Rusk, Dean D."), as a text has it: in
/// direct order, with and without middle initials.
fn forms_of(kind: AuthorityKind, form: &str) -> Vec<String> {
    let mut forms = vec![form.to_owned()];
    let parts: Vec<&str> = form.split(',').map(str::trim).collect();
    if let ([family, given], AuthorityKind::Person) = (&parts[..], kind)
        && !family.is_empty()
        && !given.is_empty()
    {
        forms.push(format!("{given} {family}"));
        let is_initial = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() == 1;
        let mut words = given.split_whitespace();
        let first = words.next().unwrap_or_default();
        if !is_initial(first) && words.clone().any(is_initial) {
            let full: Vec<&str> = words.filter(|word| !is_initial(word)).collect();
            forms.push([&[first][..], &full, &[family]].concat().join(" "));
        }
    }
    forms
}

fn bounds_of(name: &AuthorityName) -> Option<Bounds> {
    if !matches!(name.kind, NameKind::Cover | NameKind::Office) {
        return None;
    }
    let bounds = Bounds {
        from: name.from.as_ref().and_then(|date| date.earliest),
        to: name.to.as_ref().and_then(|date| date.latest),
        period: period(name.from.as_ref(), name.to.as_ref()),
        channel: name.channel.clone().filter(|channel| !channel.trim().is_empty()),
        with: name.with.iter().filter_map(Link::as_id).map(str::to_owned).collect(),
    };
    (bounds != Bounds::default()).then_some(bounds)
}

fn period(from: Option<&HistoricalDate>, to: Option<&HistoricalDate>) -> String {
    match (from.map(|date| date.display.trim()), to.map(|date| date.display.trim())) {
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(form: &str) -> Vec<String> {
        forms_of(AuthorityKind::Person, form)
    }

    #[test]
    fn a_person_filed_by_family_name_is_known_in_direct_order_too() {
        assert_eq!(forms("Rusk, Dean D."), ["Rusk, Dean D.", "Dean D. Rusk", "Dean Rusk"]);
        assert_eq!(forms("Berg, Anna"), ["Berg, Anna", "Anna Berg"]);
        assert_eq!(forms("Berg, A. B."), ["Berg, A. B.", "A. B. Berg"]);
        assert_eq!(forms("Mao Zedong"), ["Mao Zedong"]);
        assert_eq!(forms("Berg, Anna, Jr."), ["Berg, Anna, Jr."]);
    }

    #[test]
    fn only_cover_names_and_offices_hold_within_bounds() {
        let dated = |kind| AuthorityName {
            from: Some(HistoricalDate::read("1949")),
            ..AuthorityName::new(kind, "Stalingrad")
        };
        assert!(bounds_of(&dated(NameKind::Variant)).is_none());
        let bounds = bounds_of(&dated(NameKind::Cover)).unwrap();
        assert_eq!((bounds.from.unwrap().to_string(), &*bounds.period), ("1949-01-01".into(), "from 1949"));
    }
}
