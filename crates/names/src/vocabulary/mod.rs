//! The words that the rules go by, a file a thing: honorifics, offices, bodies, places, genres, syllables.
//!
//! These are closed classes of ordinary words ("Ambassador", "Ministry", "from"), not lists of people or of
//! known titles. [`Class`] says which class a word belongs to; how the classes make a party is in
//! [`crate::title`].

pub mod bodies;
pub mod genres;
pub mod given;
pub mod honorifics;
pub mod offices;
pub mod places;
pub mod syllables;
pub mod tongues;
pub mod topics;

use std::collections::HashSet;

/// What kind of word a word is, as far as it helps to tell a name from an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// "Comrade", "Mr.", "Gen."
    Honorific,
    /// "Ambassador", "Chairman".
    Office,
    /// "Embassy", "Committee", "TASS".
    Body,
    /// A word that only qualifies an office or a body: "Foreign", "Affairs", "Deputy", "Central".
    Portfolio,
    /// "Soviet", "Chinese".
    Demonym,
    /// "Jr.", "III".
    Suffix,
    /// "A.M.", "V."
    Initials,
    /// "von", "dos", "al".
    Particle,
    /// A noun that opens a subject and never a name: "Plans", "Situation".
    Topic,
    /// A noun for a kind of document or of talk: "Letter", "Meeting".
    Genre,
    /// A word that begins with a small letter, or is a figure.
    Small,
    /// Anything else with a capital: as far as we know, a name.
    Name,
}

/// A set of lower-case words, made once.
pub(crate) fn word_set(lines: &'static str) -> HashSet<&'static str> {
    lines.split_whitespace().collect()
}

/// A word as the tables spell it: lower case, straight apostrophes, without possessive and closing full stop.
///
/// ```
/// assert_eq!(fonds_names::vocabulary::fold("Minister’s"), "minister");
/// assert_eq!(fonds_names::vocabulary::fold("Cdes."), "cdes");
/// assert_eq!(fonds_names::vocabulary::fold("U.S.S.R."), "ussr");
/// assert_eq!(fonds_names::vocabulary::fold("O.N."), "o.n");
/// ```
pub fn fold(word: &str) -> String {
    let lower: String = word
        .chars()
        .map(|c| if matches!(c, '’' | '‘' | 'ʼ' | '`') { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect();
    let base = lower.strip_suffix("'s").or_else(|| lower.strip_suffix('\'')).unwrap_or(&lower);
    let base = base.strip_suffix('.').unwrap_or(base);
    if !base.contains('.') || !is_initials(word) {
        return base.to_owned();
    }
    // "U.S.S.R." is "ussr", but "O.N." of "O.N. Lisov" must not become "on".
    let closed = base.replace('.', "");
    let known = places::is_place_word(&closed) || places::is_demonym(&closed);
    if known || closed.chars().count() > 2 { closed } else { base.to_owned() }
}

/// Whether the word is one or more initials: "A.", "A.M.", "Yu.V.", "U.S."
pub fn is_initials(word: &str) -> bool {
    let Some(body) = word.strip_suffix('.') else {
        // "T" of "Harry T Truman": one bare capital.
        let mut chars = word.chars();
        return chars.next().is_some_and(|c| c.is_uppercase() && c != 'A') && chars.next().is_none();
    };
    !body.is_empty()
        && body.split(['.', '-']).all(|piece| {
            let mut chars = piece.chars();
            chars.next().is_some_and(char::is_uppercase)
                && piece.chars().count() <= 2
                && chars.all(char::is_lowercase)
        })
        && (body.contains('.') || body.chars().count() == 1 || DIGRAPHS.contains(&body))
}

/// Two-letter initials of romanised Russian and of French and German.
const DIGRAPHS: [&str; 10] = ["Yu", "Ya", "Ye", "Zh", "Kh", "Ch", "Sh", "Ts", "Ph", "Th"];

/// Whether the word ends in a possessive: "Nehru's", "Workers'".
pub fn is_possessive(word: &str) -> bool {
    let apostrophe = |c: char| matches!(c, '\'' | '’');
    word.ends_with(apostrophe)
        || word
            .strip_suffix(['s', 'S'])
            .is_some_and(|rest| rest.ends_with(apostrophe) && rest.chars().count() > 1)
}

/// "d'Avila", "al-Assad": a small article joined to a name.
fn has_inner_capital(word: &str) -> bool {
    word.char_indices()
        .skip(1)
        .find(|(_, c)| matches!(c, '\'' | '’' | '-'))
        .is_some_and(|(at, c)| at <= 3 && word[at + c.len_utf8()..].starts_with(char::is_uppercase))
}

/// "fifth", "57th".
pub fn is_ordinal(folded: &str) -> bool {
    let figures = folded.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let counted = !figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit());
    counted && matches!(&folded[figures.len()..], "st" | "nd" | "rd" | "th")
        || matches!(
            folded,
            "first"
                | "second"
                | "third"
                | "fourth"
                | "fifth"
                | "sixth"
                | "seventh"
                | "eighth"
                | "ninth"
                | "tenth"
                | "eleventh"
                | "twelfth"
                | "last"
        )
        || folded.len() > 8 && folded.ends_with("teenth")
        || folded == "twentieth"
        || folded.starts_with("twenty-")
}

/// The class of a word as it stands in the title; `acronym` says that it is in capitals among words that are not.
pub fn class_of(word: &str, folded: &str, acronym: bool) -> Class {
    let first = word.chars().next();
    if honorifics::is_suffix(folded) && !is_initials(word) {
        return Class::Suffix;
    }
    if places::is_demonym(folded) && !(word.chars().next().is_some_and(char::is_lowercase)) {
        return Class::Demonym;
    }
    if is_initials(word) && !bodies::is_body(folded) && !places::is_place_word(folded) {
        return Class::Initials;
    }
    if honorifics::is_particle(folded) && first.is_some_and(char::is_lowercase) {
        return Class::Particle;
    }
    if honorifics::is_honorific(folded) {
        return Class::Honorific;
    }
    if offices::is_office(folded) {
        return Class::Office;
    }
    if bodies::is_body(folded) {
        return Class::Body;
    }
    if bodies::is_portfolio(folded)
        || offices::is_qualifier(folded)
        || is_ordinal(folded) && first.is_some_and(char::is_uppercase)
    {
        return Class::Portfolio;
    }
    if !first.is_some_and(char::is_uppercase) && !has_inner_capital(word) {
        return Class::Small;
    }
    if genres::is_genre_noun(folded) || genres::is_talk_noun(folded) {
        return Class::Genre;
    }
    if topics::is_topic_noun(folded) {
        return Class::Topic;
    }
    if acronym {
        return Class::Body;
    }
    if honorifics::is_particle(folded) {
        return Class::Particle;
    }
    Class::Name
}
