//! Titles in French, German and Spanish: their small words are put into English, so that one set of rules reads them.
//!
//! Only the words by which tokens are compared change, never what is cut out of the title. A title is taken for foreign
//! where a foreign genre noun and a small word of the same tongue open it ("Brief von", but not "Brief Summary").

use super::tokens::{Kind, Token, retell};
use crate::vocabulary::places::place_length;
use crate::vocabulary::tongues::{Tongue, small_word, tongues_of};

/// Puts the small words of a foreign title into English.
pub fn put_into_english(title: &str, tokens: &mut Vec<Token>) {
    let Some(tongue) = tongue_of(title, tokens) else { return };
    divide_elisions(title, tongue, tokens);
    // A German "Brief" is sent, an English one is not.
    if tongue == Tongue::German && tokens[0].folded.starts_with("brief") {
        "letter".clone_into(&mut tokens[0].folded);
    }
    let mut sender = false;
    for i in 1..tokens.len() {
        if tokens[i].kind != Kind::Word || !tokens[i].text(title).starts_with(char::is_lowercase) {
            continue;
        }
        let Some(english) = small_word(tongue, &tokens[i].folded) else { continue };
        let english = match english {
            // Only the first "de" leads to the sender; a later one stands in names ("Embajada de Cuba").
            "from" if sender => continue,
            // "à Moscou", but "à Robert Schuman".
            "to" if is_place(tokens, i + 1) && !tokens[..i].iter().any(|t| t.is("to")) => "in",
            other => other,
        };
        sender |= english == "from";
        english.clone_into(&mut tokens[i].folded);
        retell(&mut tokens[i]);
    }
}

/// The tongue whose genre noun and small word open the title.
fn tongue_of(title: &str, tokens: &[Token]) -> Option<Tongue> {
    let noun = tokens.first().filter(|t| t.kind == Kind::Word)?;
    let next = tokens[1..]
        .iter()
        .find(|t| t.kind == Kind::Word && !t.has_figure() && !super::tokens::is_number_sign(t))?;
    let small = elision(title, next).map_or(next.folded.as_str(), |(head, _)| head);
    tongues_of(&noun.folded).find(|tongue| small_word(*tongue, small).is_some())
}

/// "l'ambassade" and "d'André": the small word and the length of it.
fn elision(title: &str, token: &Token) -> Option<(&'static str, usize)> {
    let text = token.text(title);
    let mut chars = text.char_indices();
    let (first, mark) = (chars.next()?.1, chars.next()?.1);
    let length = chars.next()?.0;
    match (first, mark) {
        ('l', '\'' | '’') => Some(("l'", length)),
        ('d', '\'' | '’') => Some(("d'", length)),
        _ => None,
    }
}

fn divide_elisions(title: &str, tongue: Tongue, tokens: &mut Vec<Token>) {
    if tongue != Tongue::French {
        return;
    }
    let mut i = 1;
    while i < tokens.len() {
        if tokens[i].kind == Kind::Word
            && let Some((head, length)) = elision(title, &tokens[i])
        {
            let whole = tokens.remove(i);
            let middle = whole.start + length;
            let mut article = Token { end: middle, folded: head.to_owned(), ..whole.clone() };
            retell(&mut article);
            tokens
                .splice(i..i, std::iter::once(article).chain(super::tokens::word(title, middle, whole.end)));
        }
        i += 1;
    }
}

fn is_place(tokens: &[Token], at: usize) -> bool {
    let words: Vec<&str> = tokens[at.min(tokens.len())..]
        .iter()
        .take(4)
        .map(|t| t.folded.as_str())
        .skip_while(|w| *w == "the")
        .collect();
    place_length(&words) > 0
}
