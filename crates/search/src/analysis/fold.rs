//! What counts as the same letter: case, accents, compatibility forms, digits, quotes and apostrophes.
//!
//! Not where words begin and end: that is [`super::words`]. Han characters have [`super::han`], Arabic letters
//! [`super::arabic`].

use super::{arabic, han};
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
        '\u{2b9}'..='\u{2bf}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' | '\u{2ee}' | '\u{a78c}' => {
            Class::Apostrophe
        }
        // The same in Armenian and Hebrew: `צה״ל` is `צהל`.
        '\u{55a}' | '\u{5f3}' | '\u{5f4}' => Class::Apostrophe,
        '\0'..='\x7f' => Class::Separator,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => Class::Invisible,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{61c}' | '\u{180e}' => Class::Invisible,
        // The line that stretches Arabic words; signs that choose between shapes of one character.
        '\u{640}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Class::Invisible,
        // Voiced sounds of half-width kana, where no kana stands before them.
        '\u{ff9e}' | '\u{ff9f}' => Class::Separator,
        // Raised and lowered digits are marks of footnotes far more often than parts of words.
        '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{209c}' => Class::Separator,
        _ if is_unspaced(c) => Class::Ideograph,
        _ if c.is_alphanumeric() => Class::Letter,
        _ if is_combining_mark(c) => Class::Invisible,
        _ => Class::Separator,
    }
}

/// Korean has spaces, but particles cling to its words, so that it too is searched by pairs of syllables.
pub(crate) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}')
}

/// Han, kana and Hangul.
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
    match c {
        '\0'..='\x7f' => return out.push(c.to_ascii_lowercase()),
        // Of the letters that are made of two parts, these are letters of their own.
        'й' | 'Й' => return out.push('й'),
        'ї' | 'Ї' => return out.push('ї'),
        // Hangul syllables would fall apart into letters.
        '\u{ac00}'..='\u{d7a3}' => return out.push(c),
        '\u{3400}'..='\u{9fff}' => return out.push(han::plain_form(c)),
        _ => {}
    }
    decompose_compatible(c, |part| {
        let letter = match part {
            '\u{306}' => Some(('и', 'й')),
            '\u{308}' => Some(('і', 'ї')),
            _ => None,
        };
        if let Some((plain, whole)) = letter
            && out.ends_with(plain)
        {
            out.pop();
            return out.push(whole);
        }
        if is_accent(part) {
            return;
        }
        for lower in part.to_lowercase() {
            fold_lower(lower, out);
        }
    });
}

fn fold_lower(lower: char, out: &mut String) {
    match lower {
        '\0'..='\x7f' => out.push(lower),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        'ħ' => out.push('h'),
        'ŧ' => out.push('t'),
        'ĸ' => out.push('k'),
        'ŋ' => out.push_str("ng"),
        'ς' => out.push('σ'),
        // Letters that the Russian spelling of 1918 did away with.
        'ѣ' => out.push('е'),
        'ѳ' => out.push('ф'),
        'ѵ' => out.push('и'),
        _ if is_accent(lower) => {}
        '\u{600}'..='\u{6ff}' if !is_digit(lower) => out.push(arabic::plain_letter(lower)),
        '\u{3400}'..='\u{9fff}' => out.push(han::plain_form(lower)),
        _ => out.push(plain_digit(lower)),
    }
}

/// Where the digits of scripts begin that count as our own do.
const ZEROS: [u32; 16] = [
    0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
    0x17e0,
];

fn is_digit(c: char) -> bool {
    plain_digit(c) != c
}

fn plain_digit(c: char) -> char {
    let code = u32::from(c);
    if !(0x660..0x17ea).contains(&code) {
        return c;
    }
    let digit = ZEROS.iter().map(|zero| code.wrapping_sub(*zero)).find(|digit| *digit < 10);
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

/// Appends the folded form of a word.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    for c in word.chars() {
        if !matches!(classify(c), Class::Apostrophe) && !is_dropped(c) {
            fold_char(c, out);
        }
    }
}

/// Invisible characters, except accents and vowel signs, which folding itself treats.
fn is_dropped(c: char) -> bool {
    classify(c) == Class::Invisible && (!is_combining_mark(c) || is_variation_selector(c))
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether this character belongs to the ideograph, kana or Korean letter before it.
pub(crate) fn continues_ideograph(previous: char, c: char) -> bool {
    match c {
        // Voiced kana in two parts, half-width or combining.
        '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}' => !is_hangul(previous),
        // A syllable of Korean in its letters.
        '\u{1161}'..='\u{1175}' => matches!(previous, '\u{1100}'..='\u{1112}'),
        '\u{11a8}'..='\u{11c2}' => matches!(previous, '\u{1161}'..='\u{1175}'),
        _ => is_variation_selector(c),
    }
}

/// Appends an ideograph, kana or syllable as written: composed, at full width.
pub(crate) fn compose_ideograph(written: &str, out: &mut String) {
    out.extend(written.nfkc().filter(|c| !is_variation_selector(*c)));
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
    fn ukrainian_yi_is_a_letter_of_its_own_and_old_russian_letters_are_not() {
        assert_eq!(folded("Київ Україна"), "київ україна");
        assert_eq!(folded("і\u{308}"), "ї");
        assert_eq!(folded("вѣра"), "вера");
    }

    #[test]
    fn greek_accents_and_the_final_sigma_fold_away() {
        assert_eq!(folded("Ἀθῆναι Ελλάδος"), "αθηναι ελλαδοσ");
    }

    #[test]
    fn arabic_and_persian_letters_are_one() {
        assert_eq!(folded("أحمد إيران آمال ٱلله"), folded("احمد ايران امال الله"));
        assert_eq!(folded("القاهرة مصطفى"), folded("القاهره مصطفي"));
        assert_eq!(folded("یک کتاب"), folded("يك كتاب"));
        assert_eq!(folded("می\u{200c}خواهم"), folded("ميخواهم"));
        assert_eq!(folded("محمـــد"), folded("محمد"));
        assert_ne!(folded("گرگ"), folded("كرك"));
        assert_eq!(folded("ﻣﺤﻤﺪ"), folded("محمد"));
    }

    #[test]
    fn digits_of_every_script_are_ours() {
        assert_eq!(folded("١٩٤٩ ۱۹۴۹ १९४९ １９４９ ๑๙๔๙"), "1949 1949 1949 1949 1949");
    }

    #[test]
    fn marks_that_no_one_types_fold_away() {
        assert_eq!(folded("ne\u{200b}go\u{2060}tia\u{202c}tion\u{fe0f}s"), "negotiations");
        assert_eq!(folded("צה״ל"), "צהל");
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
