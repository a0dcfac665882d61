//! Names without honorific, rank and office, and inverted names turned round.
//!
//! For the "from" and "to" of encoded letters and for indexes of persons; lists of several people in one
//! title are [`crate::title::parties`]'s.

use crate::title::names::{What, read_party};
use crate::title::tokens::tokenise;

/// The bare name, and the honorific or office that was taken off. An office or a body without a person is its own
/// name, without the article.
///
/// ```
/// use fonds_names::bare::bare_name;
/// assert_eq!(bare_name("President Nixon"), ("Nixon".into(), Some("President".into())));
/// assert_eq!(bare_name("Cde. G.M. Malenkov"), ("G.M. Malenkov".into(), Some("Cde.".into())));
/// assert_eq!(bare_name("the Ambassador in China (Stuart)"), ("Stuart".into(), Some("Ambassador in China".into())));
/// assert_eq!(bare_name("Secretary of State"), ("Secretary of State".into(), None));
/// ```
pub fn bare_name(words: &str) -> (String, Option<String>) {
    let words = words.trim().trim_end_matches([',', ';', ':']);
    // What no title is as long as is nobody's name either.
    if words.len() > 1000 {
        return (words.to_owned(), None);
    }
    let parties = crate::title::parties::read_parties(words, &tokenise(words));
    match &parties[..] {
        [one] => (one.bare.clone(), one.office.clone()),
        _ => {
            let party = read_party(words, &tokenise(words));
            if party.what == What::Person {
                return (party.bare, party.office);
            }
            (crate::title::parties::strip_article(words).to_owned(), None)
        }
    }
}

/// Turns "Khrushchev, Nikita S." round; what has no comma stays, and so does "George C. Denney, Jr.".
///
/// ```
/// use fonds_names::bare::invert_name;
/// assert_eq!(invert_name("Khrushchev, Nikita S."), "Nikita S. Khrushchev");
/// assert_eq!(invert_name("King, Martin Luther, Jr."), "Martin Luther King, Jr.");
/// assert_eq!(invert_name("Mao Zedong"), "Mao Zedong");
/// assert_eq!(invert_name("George C. Denney, Jr."), "George C. Denney, Jr.");
/// ```
pub fn invert_name(name: &str) -> String {
    let name = name.trim();
    let parts: Vec<&str> = name.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    let suffix = |part: &str| crate::vocabulary::honorifics::is_suffix(&crate::vocabulary::fold(part));
    match parts[..] {
        [surname, given] if !suffix(given) => format!("{given} {surname}"),
        [surname, given, last] if suffix(last) => format!("{given} {surname}, {last}"),
        [surname, last, given] if suffix(last) => format!("{given} {surname}, {last}"),
        _ => name.to_owned(),
    }
}
