//! What a bracket after a name says: it completes the name, corrects it, gives the office, or names the person behind
//! a cover name.
//!
//! Rules, not a list of cover names: a bracket that turns a surname into a conventional full name completes it
//! (`Liu [Shaoqi]`, `[Joseph] Stalin`); another surname is the person meant (`Filippov [Stalin]`); and where the
//! word before the bracket is itself a well-known real surname, the rules cannot tell and say so.

use super::tokens::{Kind, Token};
use crate::vocabulary::{Class, given, is_initials, syllables};

/// What a bracket beside a name is.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// It completes the name: the whole name.
    Completes(String),
    /// The person meant behind a cover name.
    Covers(String),
    /// A cover name and a real one, but which is which cannot be told; the words in the bracket.
    Unresolved(String),
    /// Another spelling of the same name; nothing follows.
    Spelling,
    /// An editor's doubt: "[?]".
    Doubt,
    /// An editor's word, such as `[sic]`; nothing follows.
    Editorial,
}

/// What is in the bracket, as [`super::parties`] found it.
pub struct Inside<'a> {
    /// The name inside, bare; empty where it is no name.
    pub bare: &'a str,
    /// Its words.
    pub words: Vec<&'a Token>,
}

/// Reads the bracket that follows (or stands in) the name whose tokens are `name`.
pub fn read(name: &[&Token], name_text: &str, inside: &Inside<'_>) -> Reading {
    let Some(last) = name.last() else { return Reading::Editorial };
    let folded: Vec<&str> = inside.words.iter().map(|t| t.folded.as_str()).collect();
    if folded.is_empty() || inside.bare.is_empty() {
        return Reading::Editorial;
    }
    if completes_surname(name, &inside.words, &folded) {
        return Reading::Completes(format!("{name_text} {}", inside.bare));
    }
    if is_given_only(name) {
        return Reading::Completes(format!("{name_text} {}", inside.bare));
    }
    let inner_last = folded.last().copied().unwrap_or_default();
    // "Mao [Mao Zedong]", "Roshchin [N.V. Roshchin]": the same surname, more of the name.
    if folded.len() > name.len()
        && (inner_last == last.folded || folded.first() == Some(&name[0].folded.as_str()))
    {
        return Reading::Completes(inside.bare.to_owned());
    }
    if is_respelling(&last.folded, inner_last) || is_romanisation(name, &folded) {
        return Reading::Spelling;
    }
    if given::is_principal(&last.folded)
        || syllables::is_chinese_surname(&last.folded) && given::is_principal(&name[0].folded)
    {
        return Reading::Unresolved(inside.bare.to_owned());
    }
    Reading::Covers(inside.bare.to_owned())
}

/// A lone surname before the bracket, given names inside it.
fn completes_surname(name: &[&Token], inside: &[&Token], folded: &[&str]) -> bool {
    if name.len() != 1 {
        return false;
    }
    syllables::completes(&name[0].folded, folded)
        || inside.iter().all(|t| t.class == Class::Initials || given::is_given_name(&t.folded))
            && !inside.iter().any(|t| given::is_principal(&t.folded))
}

/// Only given names or initials before the bracket: "Nikita [Khrushchev]", "N.S. [Khrushchev]".
fn is_given_only(name: &[&Token]) -> bool {
    name.iter().all(|t| t.class == Class::Initials || given::is_given_name(&t.folded))
}

/// "Mao Zedong [Mao Tse-tung]": the same surname, and a given name of as many syllables.
fn is_romanisation(name: &[&Token], inside: &[&str]) -> bool {
    let ([surname, given], [surname_inside, given_inside]) = (name, inside) else { return false };
    surname.folded == *surname_inside
        && syllables::is_chinese_surname(surname_inside)
        && syllables::count_chinese(&given.folded)
            .is_some_and(|n| syllables::count_chinese(given_inside) == Some(n))
}

/// Two spellings of one word: hardly different and with the same first letter.
fn is_respelling(a: &str, b: &str) -> bool {
    let alike = || a.chars().next() == b.chars().next() && a.chars().count().max(b.chars().count()) >= 5;
    a == b || alike() && distance(a, b) <= 2
}

/// Edit distance; words longer than 40 letters count as far apart.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().max(b.len()) > 40 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

/// Whether the bracket holds an editor's word and no name: "sic", "?", "illegible", a date, a figure.
pub fn is_editorial(group: &Token, title: &str) -> bool {
    let first = group.inner.iter().find(|t| t.kind == Kind::Word);
    let Some(first) = first else { return true };
    let small = first.text(title).chars().next().is_some_and(|c| !c.is_uppercase());
    noted_editorial(&first.folded) || small && !is_initials(first.text(title))
}

/// "sic", "illegible": a word that editors put into brackets.
pub fn is_editorial_word(word: &str) -> bool {
    noted_editorial(&word.to_lowercase())
}

fn noted_editorial(folded: &str) -> bool {
    matches!(
        folded,
        "sic"
            | "illegible"
            | "handwritten"
            | "signed"
            | "edited"
            | "including"
            | "excerpt"
            | "excerpts"
            | "extract"
            | "extracts"
            | "translated"
            | "unsigned"
            | "undated"
            | "overall"
            | "fragment"
            | "fragments"
            | "abridged"
            | "draft"
            | "continued"
            | "part"
            | "copy"
            | "see"
            | "top"
            | "secret"
            | "classified"
            | "incomplete"
            | "with"
    )
}

/// How many tokens at the start of a bracket say that the person behind a cover name follows: "pseud. of", "i.e.",
/// "real name".
pub fn says_who_is_meant(inner: &[Token]) -> usize {
    let word = |i: usize| inner.get(i).map_or("", |t| t.folded.as_str());
    let stop =
        |i: usize| usize::from(inner.get(i).is_some_and(|t| t.kind == Kind::Stop || t.kind == Kind::Comma));
    match (word(0), word(1), word(2)) {
        ("pseudonym" | "pseud" | "codename" | "alias", "of" | "for", _) => 2,
        ("pseud", "", "of" | "for") => 3,
        ("cover" | "code" | "party", "name", "of" | "for") => 3,
        ("real" | "true", "name", _) => 2 + stop(2),
        ("ie" | "i.e" | "namely", ..) => 1 + stop(1),
        _ => 0,
    }
}

/// Whether the bracket doubts what stands before it: "[?]", "(?)".
pub fn is_doubt(group: &Token, title: &str) -> bool {
    group.text(title).trim_matches(|c| "[]() ".contains(c)) == "?"
}
