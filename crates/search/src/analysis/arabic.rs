//! Letters of the Arabic script that are written in several ways, and what clings to Arabic words.
//!
//! Not a grammar: only the article, the particles written with a word, and the commonest endings are taken off, as
//! retrieval in Arabic has long done, because reducing words to their roots joins what nobody looks for together.
//! The letters are those of Arabic and Persian; Urdu and Uyghur share them.

/// The form of a letter that stands for all its shapes; vowel signs are gone by then.
pub(crate) const fn plain_letter(c: char) -> char {
    match c {
        // Alef with wasla or wavy hamza; the other hamzas are accents and fall off.
        '\u{671}' | '\u{672}' | '\u{673}' => '\u{627}',
        // Alef maksura and the Persian and Kurdish yeh.
        '\u{649}' | '\u{6cc}' | '\u{6ce}' | '\u{6d0}' | '\u{6d2}' => '\u{64a}',
        // Keheh and its like; gaf is a letter of its own.
        '\u{6a9}' | '\u{6aa}' => '\u{643}',
        // Teh marbuta, and the several hehs.
        '\u{629}' | '\u{6be}' | '\u{6c0}' | '\u{6c1}' | '\u{6c2}' | '\u{6c3}' | '\u{6d5}' => '\u{647}',
        _ => c,
    }
}

/// `and`, `by`, `as`, `then` or nothing, before the article; the article after `for`; longest first.
const BEGINNINGS: [&str; 6] = ["وال", "بال", "كال", "فال", "لل", "ال"];
/// Plurals, pronouns and the feminine ending, in folded letters; longest first.
const ENDINGS: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];
/// Letters that must be left.
const LEFT: usize = 3;
/// One letter of a stem less may be left when the article is taken off: `البر`, the land.
const LEFT_OF_ARTICLE: usize = 2;

/// The word without what clings to it. `folded` is in plain letters.
pub(crate) fn stem(folded: &str) -> &str {
    let mut word = folded;
    let beginning = BEGINNINGS.iter().find_map(|beginning| {
        word.strip_prefix(beginning).filter(|rest| rest.chars().count() >= LEFT_OF_ARTICLE)
    });
    if let Some(rest) = beginning {
        word = rest;
    } else if let Some(rest) = word.strip_prefix('و').filter(|rest| rest.chars().count() >= LEFT) {
        word = rest;
    }
    // A word has at most two such endings.
    for _ in 0..2 {
        let shorter = ENDINGS
            .iter()
            .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= LEFT));
        let Some(shorter) = shorter else { break };
        word = shorter;
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_and_particles_are_taken_off() {
        for word in ["كتاب", "الكتاب", "والكتاب", "بالكتاب", "للكتاب"] {
            assert_eq!(stem(word), "كتاب", "{word}");
        }
    }

    #[test]
    fn plurals_share_a_stem_with_the_singular() {
        assert_eq!(stem("مفاوضات"), stem("المفاوضه"));
        assert_eq!(stem("الروسيه"), stem("روسي"));
    }

    #[test]
    fn short_words_stay_as_they_are() {
        for word in ["ال", "وان", "بين", "علي", "وطن", ""] {
            assert_eq!(stem(word), word);
        }
    }
}
