//! Which words of a party are somebody's name: at the end after an office, at the start before one, or all of them.
//!
//! It knows no given names and no surnames: what is no other kind of word is taken for a name. What the rest of the words
//! amount to is [`super::names`]'s.

use super::tokens::Token;
use crate::vocabulary::{Class, places};

/// Which words (from, until) are the name of a person, if any.
pub(super) fn find_name(title: &str, words: &[&Token]) -> Option<(usize, usize)> {
    let title_words = words.iter().filter(|w| matches!(w.class, Class::Office | Class::Body)).count();
    if title_words == 0 {
        return find_name_without_office(title, words);
    }
    let near = without_post(words);
    name_at_end(near).or_else(|| name_at_end(words)).or_else(|| name_at_start(words))
}

/// "Petrov", "Cde. G.M. Malenkov", "Alekseev in Havana".
fn find_name_without_office(title: &str, words: &[&Token]) -> Option<(usize, usize)> {
    let start = words
        .iter()
        .take_while(|w| matches!(w.class, Class::Honorific | Class::Demonym | Class::Portfolio))
        .count();
    let start = if start == words.len() {
        // "King", "Marshall": a word of address or of place alone is a name only in its own right.
        // "Mr. King": the last of two is the name.
        words
            .iter()
            .rposition(|w| w.class == Class::Honorific)
            .filter(|at| *at + 1 == words.len() && *at <= 1)?
    } else {
        start
    };
    let length = words[start..].iter().take_while(|w| is_name_word(w, title)).count();
    let end = trim_end(words, start, start + length);
    let rest_opens_place = words
        .get(end)
        .is_none_or(|w| matches!(w.folded.as_str(), "in" | "at" | "of" | "from" | "for" | "to"));
    let folded: Vec<&str> = words[start..end].iter().map(|w| w.folded.as_str()).collect();
    let all_place = start == 0 && end > 0 && places::place_length(&folded) == folded.len();
    // "Mr. pike": after a form of address even a small letter begins a name.
    if start > 0
        && start + 1 == words.len()
        && words[start].class == Class::Small
        && words[start - 1].class == Class::Honorific
    {
        return Some((start, start + 1));
    }
    let first_ok = words.get(start).is_some_and(|w| {
        matches!(w.class, Class::Name | Class::Initials | Class::Particle | Class::Honorific)
    });
    // "N.S. [Khrushchev]", "P.M.": two initials may stand for a name.
    let only_initials = end == words.len()
        && words[start..end].iter().all(|w| w.class == Class::Initials)
        && (end - start > 1 || words[start..end].iter().any(|w| w.folded.contains('.')));
    let some_name = only_initials
        || words[start..end]
            .iter()
            .any(|w| matches!(w.class, Class::Name | Class::Honorific | Class::Suffix));
    // "Hall of Mirrors": a lone word before "of" is a thing, unless it is addressed.
    let a_thing = start == 0 && end == 1 && words.get(end).is_some_and(|w| w.is("of"));
    let demonym_only =
        start > 0 && words[..start].iter().all(|w| matches!(w.class, Class::Demonym | Class::Portfolio));
    (end > start
        && end - start <= 6
        && rest_opens_place
        && !all_place
        && first_ok
        && some_name
        && !demonym_only
        && !a_thing)
        .then_some((start, end))
}

/// The words before "at Geneva", "in New York": where somebody was is not his name.
fn without_post<'a, 't>(words: &'a [&'t Token]) -> &'a [&'t Token] {
    match words.iter().rposition(|w| matches!(w.folded.as_str(), "in" | "at")) {
        Some(at) if at > 0 && is_place_run(&words[at + 1..]) => &words[..at],
        _ => words,
    }
}

/// The longest run of name words at the end that does not follow a preposition.
fn name_at_end(words: &[&Token]) -> Option<(usize, usize)> {
    // "in Havana" after the name does not hide it.
    let end = words.len();
    let mut start = end;
    while start > 0 && is_plain_name(words[start - 1]) && (start == end || !words[start - 1].possessive) {
        start -= 1;
    }
    // A word of address may end a name: "W.L. Mackenzie King".
    if start == end && end >= 2 && words[end - 1].class == Class::Honorific && is_plain_name(words[end - 2]) {
        start = end - 1;
        while start > 0 && is_plain_name(words[start - 1]) {
            start -= 1;
        }
    }
    let start = skip_place(words, start, end);
    if start >= end || end - start > 6 {
        return name_before_place(words);
    }
    let before = start.checked_sub(1).map(|i| words[i]);
    let preposition = before.is_some_and(|w| {
        matches!(
            w.folded.as_str(),
            "of" | "in" | "at" | "to" | "for" | "under" | "de" | "on" | "von" | "the" | "from"
        )
    });
    let office_before =
        words[..start].iter().any(|w| w.class == Class::Office || w.class == Class::Honorific);
    // "Head of Glavlit P. Romanov": after a preposition the name begins with the initials.
    let initials = words[start..end].iter().position(|w| w.class == Class::Initials);
    if preposition && initials.is_none() || !office_before {
        return name_before_place(words);
    }
    let start = initials.filter(|_| preposition).map_or(start, |at| start + at);
    // "Directorate Goskomizdat": a name right after a body needs initials.
    if before.is_some_and(|w| w.class == Class::Body)
        && !words[..start].iter().any(|w| w.class == Class::Office)
    {
        return None;
    }
    Some((start, end))
}

/// "USSR Foreign Minister Gromyko in New York": the name stands right after the office and before a place.
fn name_before_place(words: &[&Token]) -> Option<(usize, usize)> {
    let office = words.iter().rposition(|w| matches!(w.class, Class::Office | Class::Honorific))?;
    let start = office + 1;
    let length = words[start..].iter().take_while(|w| is_plain_name(w)).count();
    let next = words.get(start + length)?;
    (length > 0
        && matches!(next.folded.as_str(), "in" | "at" | "from" | "of")
        && !is_place_run(&words[start..start + length]))
    .then_some((start, start + length))
}

pub(super) fn is_place_run(words: &[&Token]) -> bool {
    let folded: Vec<&str> = words.iter().map(|w| w.folded.as_str()).collect();
    places::place_length(&folded) == folded.len()
}

/// A place at the head of the run belongs to the office: "to China Ratan Kumar Nehru", "in New York V.V. Kuznetsov".
fn skip_place(words: &[&Token], start: usize, end: usize) -> usize {
    // The place may have begun before the run ("Rio de Janeiro", "South Korea").
    for begin in start.saturating_sub(3)..=start {
        if begin >= end {
            break;
        }
        let folded: Vec<&str> = words[begin..end].iter().map(|w| w.folded.as_str()).collect();
        let length = places::place_length(&folded);
        if length > 0 && begin + length > start {
            return begin + length;
        }
    }
    start
}

/// "Mir Bagirov CC Secretary of ...", "John H. Holdridge of the National Security Council Staff".
fn name_at_start(words: &[&Token]) -> Option<(usize, usize)> {
    let start = words.iter().take_while(|w| w.class == Class::Honorific).count();
    let mut end = start + words[start..].iter().take_while(|w| is_plain_name(w) && !w.possessive).count();
    // A word of address may end a name: "Winston Lord of the Planning Staff".
    end += usize::from(end > start && words.get(end).is_some_and(|w| w.class == Class::Honorific));
    let length = end - start;
    let next = words.get(end)?;
    let follows = match next.class {
        Class::Office | Class::Portfolio | Class::Demonym => true,
        Class::Body => next.folded.len() <= 4 && words[end + 1..].iter().any(|w| w.class == Class::Office),
        _ => matches!(next.folded.as_str(), "of" | "in" | "at" | "from" | "as"),
    };
    let named = words[start..end].iter().any(|w| w.class == Class::Name);
    // One unknown word before an office is as likely a body ("Goskomizdat Chairman"), unless addressed.
    let enough =
        length >= 2 || start > 0 || !matches!(next.class, Class::Office | Class::Portfolio | Class::Body);
    let bare_place = is_place_run(&words[start..end]);
    (length > 0 && length <= 5 && follows && named && enough && !bare_place).then_some((start, end))
}

fn is_plain_name(word: &Token) -> bool {
    matches!(word.class, Class::Name | Class::Initials | Class::Particle | Class::Suffix)
}

/// A word that may stand in a name where no office does.
fn is_name_word(word: &Token, title: &str) -> bool {
    is_plain_name(word)
        || matches!(word.class, Class::Honorific | Class::Office)
            && word.text(title).starts_with(char::is_uppercase)
}

/// Particles do not end a name.
fn trim_end(words: &[&Token], start: usize, mut end: usize) -> usize {
    while end > start + 1 && words[end - 1].class == Class::Particle {
        end -= 1;
    }
    end
}
