//! What counts as the same letter: case, accents, compatibility forms, quotes and apostrophes.
//!
//! Not where words begin and end: that is [`super::words`].

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// How a character takes part in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Part of a word written between spaces.
    Letter,
    /// A character of a script written without spaces: a word by itself.
    Ideograph,
    /// Dropped between letters: `'` and its many shapes, and the modifier letters of romanisations.
    Apostrophe,
    /// Dropped wherever it stands: soft hyphen, zero-width characters, combining marks at the start of a word.
    Invisible,
    /// Parts words.
    Separator,
}

/// How this character takes part in words.
pub(crate) fn classify(c: char) -> Class {
    match c {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => Class::Letter,
        '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{ff07}' => {
            Class::Apostrophe
        }
        // Modifier letters that stand for soft and hard sign, ayn, hamza and aspiration.
        '\u{2b9}'..='\u{2bf}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' => Class::Apostrophe,
        '\0'..='\x7f' => Class::Separator,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{640}' => Class::Invisible,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Class::Invisible,
        // Raised and lowered digits are marks of footnotes far more often than parts of words.
        '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{209c}' => Class::Separator,
        _ if is_unspaced(c) => Class::Ideograph,
        _ if c.is_alphanumeric() => Class::Letter,
        _ if is_combining_mark(c) => Class::Invisible,
        _ => Class::Separator,
    }
}

/// Han, kana and Hangul. Korean has spaces, but particles cling to its words, so that it too is searched by pairs
/// of syllables.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3131}'..='\u{318e}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}')
}

/// Marks that are taken off: accents, Hebrew points, Arabic vowel signs. The vowel signs of Indic scripts stay,
/// without which words could not be told apart.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Appends the folded form of one character: compatibility form, lower case, without accents.
pub(crate) fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    match c {
        'й' | 'Й' => return out.push('й'),
        // Hangul syllables would fall apart into letters.
        '\u{ac00}'..='\u{d7a3}' => return out.push(c),
        _ => {}
    }
    decompose_compatible(c, |part| {
        // A breve after и is the letter й written in two parts, not an accent.
        if part == '\u{306}' && out.ends_with('и') {
            out.pop();
            return out.push('й');
        }
        if is_accent(part) {
            return;
        }
        for lower in part.to_lowercase() {
            match lower {
                'ß' => out.push_str("ss"),
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                'þ' => out.push_str("th"),
                'ø' => out.push('o'),
                'ł' => out.push('l'),
                'đ' | 'ð' => out.push('d'),
                'ı' => out.push('i'),
                'ħ' => out.push('h'),
                'ς' => out.push('σ'),
                _ if is_accent(lower) => {}
                _ => out.push(lower),
            }
        }
    });
}

/// Appends the folded form of a word.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    for c in word.chars() {
        if !matches!(classify(c), Class::Apostrophe) && !is_dropped(c) {
            fold_char(c, out);
        }
    }
}

/// Invisible characters, except combining marks, which folding itself treats.
fn is_dropped(c: char) -> bool {
    classify(c) == Class::Invisible && !is_combining_mark(c)
}

/// Appends the word as written but for case: accents kept and composed, every apostrophe straight.
pub(crate) fn lower_into(word: &str, out: &mut String) {
    let kept = word.chars().filter(|c| !is_dropped(*c));
    for c in kept.map(|c| if classify(c) == Class::Apostrophe { '\'' } else { c }).nfkc() {
        out.extend(c.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut out = String::new();
        fold_into(word, &mut out);
        out
    }

    #[test]
    fn case_and_accents_fold_away() {
        assert_eq!(folded("Ceaușescu"), "ceausescu");
        assert_eq!(folded("NÉGOCIATIONS"), "negociations");
        assert_eq!(folded("Łódź"), "lodz");
        assert_eq!(folded("Ho Chí Minh").replace(' ', ""), "hochiminh");
    }

    #[test]
    fn an_accent_may_be_a_character_of_its_own() {
        assert_eq!(folded("ne\u{301}gociation"), folded("négociation"));
        assert_eq!(folded("и\u{306}"), "й");
    }

    #[test]
    fn russian_yo_is_ye_and_short_i_stays_itself() {
        assert_eq!(folded("Хрущёв"), "хрущев");
        assert_eq!(folded("КИТАЙ"), "китай");
    }

    #[test]
    fn full_width_letters_and_ligatures_are_plain_letters() {
        assert_eq!(folded("ＵＳＳＲ"), "ussr");
        assert_eq!(folded("oﬃce"), "office");
    }

    #[test]
    fn hangul_syllables_stay_whole() {
        assert_eq!(folded("조선"), "조선");
    }

    #[test]
    fn arabic_vowel_signs_and_hebrew_points_fold_away() {
        assert_eq!(folded("مُحَمَّد"), "محمد");
        assert_eq!(folded("שָׁלוֹם"), "שלום");
    }
}
