//! A party without a name of its own: an office, a body, a place, or no party at all because the subject begins.
//!
//! "the Ambassador in China (Stuart)" belongs here too: its holder's name is in the bracket. Persons are
//! [`super::names`]'s.

use super::brackets;
use super::names::{Party, What, inner_text, is_withheld, read_party};
use super::tokens::{Kind, Token};
use crate::vocabulary::{Class, bodies, places, topics};

/// Office, body, place or nothing; a name in brackets is its holder.
pub(super) fn read_nameless(title: &str, tokens: &[Token], words: &[&Token], party: &mut Party) {
    let folded: Vec<&str> = words.iter().map(|w| w.folded.as_str()).collect();
    let first = words[0];
    let has = |class: Class| words.iter().any(|w| w.class == class);
    let place = places::place_length(&folded);
    party.what = if place == folded.len() || matches!(folded[0], "in" | "at") && folded.len() > 1 {
        What::Place
    } else if has(Class::Genre) && !has(Class::Office) && !has(Class::Body)
        || opens_subject(first) && first_head(words).is_none()
        || first_is_small_subject(title, first) && !party.definite && !party.marked
    {
        What::Topic
    } else if let Some(head) = head_of(words) {
        head
    } else if words.iter().all(|w| only_qualifies(w)) {
        What::Qualifier
    } else {
        What::Topic
    };
    let (start, mut end) = (words[0].start, words[words.len() - 1].end);
    let mut holder = None;
    for group in tokens.iter().filter(|t| t.kind == Kind::Group) {
        if brackets::is_editorial(group, title) {
            if group.start > start && is_withheld(title, group) {
                end = end.max(group.end);
            }
            continue;
        }
        // "Ministry of External Affairs (India)", but "the Assistant Secretary (Holland)".
        let place = party.what == What::Body && read_party(title, &group.inner).what == What::Place;
        match read_holder(title, group).filter(|_| !place) {
            Some(inner) => holder = Some(inner),
            None => end = end.max(group.end),
        }
    }
    let single = words.len() == 1 && party.definite && party.what == What::Office;
    let start = if single { party.span.0 } else { start };
    let text = title.get(start..end.max(start)).unwrap_or("");
    party.bare = if words[words.len() - 1].possessive && end == words[words.len() - 1].end {
        text.trim_end_matches(['s', 'S']).trim_end_matches(['\'', '’']).to_owned()
    } else {
        text.to_owned()
    };
    if let Some(inner) =
        holder.filter(|_| matches!(party.what, What::Office | What::Body | What::Place | What::Qualifier))
    {
        let end = words[words.len() - 1].end;
        party.office = title.get(words[0].start..end).map(str::to_owned);
        party.bare = inner;
        party.holder = true;
    }
}

/// The person in brackets after an office: "(Stuart)", but not "(CNEA)" or "(CIA)".
fn read_holder(title: &str, group: &Token) -> Option<String> {
    let words: Vec<&Token> = group.inner.iter().filter(|t| t.kind == Kind::Word).collect();
    let text = inner_text(title, group);
    let single =
        words.len() == 1 && text.chars().any(char::is_lowercase) && !text.contains(char::is_whitespace);
    if single && text.chars().next().is_some_and(char::is_uppercase) && !bodies::is_body(&words[0].folded) {
        return Some(text.to_owned());
    }
    let inner = read_party(title, &group.inner);
    (inner.what == What::Person && text.chars().any(char::is_lowercase)).then_some(inner.bare)
}

fn opens_subject(first: &Token) -> bool {
    matches!(first.class, Class::Topic | Class::Genre) || topics::opens_topic(&first.folded)
}

fn first_is_small_subject(title: &str, first: &Token) -> bool {
    first.text(title).chars().next().is_some_and(|c| !c.is_uppercase())
        && first.class != Class::Office
        && first.class != Class::Body
        && first.class != Class::Portfolio
}

/// "Soviet of the People's Commissars", "Workers of the Salt Works": words that are nouns before "of".
fn is_soviet_of(words: &[&Token]) -> bool {
    words.len() > 2
        && matches!(
            words[0].folded.as_str(),
            "soviet" | "workers" | "peasants" | "women" | "youth" | "volunteers"
        )
        && matches!(words[1].folded.as_str(), "of" | "from" | "in")
}

/// Whether the phrase is about an office or a body: its first noun, or an office at its very end ("Council of
/// Ministers Chairman", but not "Council of Ministers").
fn head_of(words: &[&Token]) -> Option<What> {
    if is_soviet_of(words) {
        return Some(What::Body);
    }
    let last = words.len().checked_sub(1)?;
    if words[last].class == Class::Office {
        let complement = words[..last]
            .iter()
            .rev()
            .take_while(|w| matches!(w.class, Class::Portfolio | Class::Demonym))
            .count();
        if !words[..last - complement].last().is_some_and(|w| w.class == Class::Small) {
            return Some(What::Office);
        }
    }
    // "the Yugoslav Republic", "the Republic of Argentina".
    let before_of = words.iter().position(|w| w.is("of")).and_then(|at| at.checked_sub(1));
    let a_state =
        |at: usize| matches!(words[at].folded.as_str(), "republic" | "kingdom" | "emirate" | "state");
    if last > 0 && a_state(last) && !words[last].is("state") || before_of.is_some_and(a_state) {
        return Some(What::Body);
    }
    match first_head(words) {
        Some(Class::Office) => Some(What::Office),
        Some(_) => Some(What::Body),
        // "Radio Free Europe".
        None if words.len() > 1 && words[0].is("radio") => Some(What::Body),
        // "the Supreme Soviet".
        None if last > 0 && words[last].is("soviet") => Some(What::Body),
        // "Soviet Geologists".
        None if last > 0 && is_a_group(words) => Some(What::Office),
        // "Leading Comrades".
        None if last > 0 && matches!(words[last].folded.as_str(), "comrades" | "citizens") => {
            Some(What::Office)
        }
        None if words.iter().any(|w| w.class == Class::Office) => Some(What::Office),
        None => words.iter().any(|w| w.class == Class::Body).then_some(What::Body),
    }
}

/// A people or field and an agent noun in the plural that the tables lack.
fn is_a_group(words: &[&Token]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    let agents = ["ists", "ers", "ors", "ians", "men", "women", "ees", "ants"];
    last.class == Class::Name
        && agents.iter().any(|ending| last.folded.ends_with(ending))
        && before.iter().all(|w| matches!(w.class, Class::Demonym | Class::Portfolio))
}

/// A word that neither names nor heads: "Research", "Pacific", "Near", "of".
fn only_qualifies(word: &Token) -> bool {
    places::is_place_word(&word.folded)
        || matches!(word.class, Class::Portfolio | Class::Demonym | Class::Honorific)
        || matches!(word.folded.as_str(), "of" | "for" | "the" | "in")
}

/// The first noun before any "of": what the phrase is about.
fn first_head(words: &[&Token]) -> Option<Class> {
    let until = words
        .iter()
        .position(|w| matches!(w.folded.as_str(), "of" | "in" | "for" | "to" | "at" | "on"))
        .unwrap_or(words.len());
    words[..until].iter().rev().find(|w| matches!(w.class, Class::Office | Class::Body)).map(|w| w.class)
}
