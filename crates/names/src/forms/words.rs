//! What a name is made of, and what the index takes as the same: the words of a form, folded.
//!
//! It follows the folding of the index closely enough to ask it for words; the index itself has the last say.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A script, as far as the rules tell scripts apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Script {
    Latin,
    Cyrillic,
    Han,
    Hangul,
    Kana,
    Arabic,
    Greek,
    Devanagari,
    Hebrew,
    Other,
}

/// The script of a letter; `None` for what is no letter.
pub(crate) fn script_of(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{5d0}'..='\u{5ea}' => Script::Hebrew,
        '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' => Script::Arabic,
        '\u{900}'..='\u{97f}' => Script::Devanagari,
        '\u{3041}'..='\u{30ff}' => Script::Kana,
        '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Script::Han,
        '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        c if c.is_alphanumeric() => Script::Other,
        _ => return None,
    })
}

/// Which scripts an index has words in. Rules that lead into a script that it has none in are not worth their while;
/// what they put forth would be refused word by word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scripts(u8);

/// The scripts that rules lead into from another at some cost, and the blocks of their letters.
const LED_INTO: [(Script, &[(char, char)]); 4] = [
    (Script::Cyrillic, &[('\u{400}', '\u{52f}')]),
    (Script::Arabic, &[('\u{600}', '\u{6ff}')]),
    (Script::Devanagari, &[('\u{900}', '\u{97f}')]),
    (Script::Han, &[('\u{3400}', '\u{9fff}'), ('\u{f900}', '\u{faff}'), ('\u{20000}', '\u{3ffff}')]),
];

impl Scripts {
    /// Every script: what is right where nothing is known.
    pub const ALL: Self = Self(u8::MAX);

    /// Asks of each script whether there is a word that begins with a letter from the first to the last of a block.
    pub fn of(begins_between: &dyn Fn(char, char) -> bool) -> Self {
        let there =
            |blocks: &[(char, char)]| blocks.iter().any(|(first, last)| begins_between(*first, *last));
        let each = LED_INTO.iter().enumerate();
        Self(each.filter(|(_, (_, blocks))| there(blocks)).fold(0, |all, (place, _)| all | 1 << place))
    }

    /// Whether there may be words in the script.
    pub(crate) fn may_have(self, script: Script) -> bool {
        let place = LED_INTO.iter().position(|(led_into, _)| *led_into == script);
        place.is_none_or(|place| self.0 & 1 << place != 0)
    }
}

/// The one script of a name; `None` where it has several or none.
pub(crate) fn one_script(name: &str) -> Option<Script> {
    let mut scripts = name.chars().filter_map(script_of);
    let first = scripts.next()?;
    scripts.all(|script| script == first).then_some(first)
}

/// Apostrophes in their many shapes, and the letters that romanisations have in their place.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{b4}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{ff07}' | '\u{2b9}'
            ..='\u{2bf}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}'
    )
}

fn is_unspaced(c: char) -> bool {
    matches!(script_of(c), Some(Script::Han | Script::Kana | Script::Hangul))
}

/// A word as the index folds it: without case, accents and apostrophes.
pub(crate) fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.extend(word.chars().filter(|c| !is_apostrophe(*c)).map(|c| c.to_ascii_lowercase()));
        return out;
    }
    for c in word.chars().filter(|c| !is_apostrophe(*c)) {
        fold_letter(c, &mut out);
    }
    out
}

fn fold_letter(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    if matches!(c, 'й' | 'Й') {
        out.push('й');
        return;
    }
    if is_unspaced(c) {
        out.push(c);
        return;
    }
    for part in c.nfkd().flat_map(char::to_lowercase) {
        match part {
            '\u{306}' if out.ends_with('и') => {
                out.pop();
                out.push('й');
            }
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
            // Vowel signs of Indic scripts are letters.
            _ if is_combining_mark(part) && script_of(part) != Some(Script::Devanagari) => {}
            _ => out.push(part),
        }
    }
}

/// The words of a text as the index counts them, folded; ideographs one by one.
pub(crate) fn index_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let inside = c.is_alphanumeric() && !is_unspaced(c) || is_combining_mark(c) || is_apostrophe(c);
        if inside {
            word.push(c);
            continue;
        }
        words.extend(Some(fold(&std::mem::take(&mut word))).filter(|w| !w.is_empty()));
        if is_unspaced(c) {
            words.push(c.to_string());
        }
    }
    words.extend(Some(fold(&word)).filter(|w| !w.is_empty()));
    words
}

/// Whether the index has every word of the form; of ideographs, every pair that stands side by side.
pub(crate) fn holds(form: &str, has: &dyn Fn(&str) -> bool) -> bool {
    let mut word = String::new();
    let mut run: Vec<char> = Vec::new();
    let mut any = false;
    for c in form.chars().chain(std::iter::once(' ')) {
        if is_unspaced(c) {
            run.push(c);
        } else if !run.is_empty() {
            any = true;
            if !holds_run(&std::mem::take(&mut run), has) {
                return false;
            }
        }
        if (c.is_alphanumeric() && !is_unspaced(c)) || is_combining_mark(c) || is_apostrophe(c) {
            word.push(c);
            continue;
        }
        let folded = fold(&std::mem::take(&mut word));
        if !folded.is_empty() {
            any = true;
            if !has(&folded) {
                return false;
            }
        }
    }
    any
}

fn holds_run(run: &[char], has: &dyn Fn(&str) -> bool) -> bool {
    match run {
        [one] => has(&one.to_string()),
        _ => run.windows(2).all(|pair| has(&pair.iter().collect::<String>())),
    }
}

/// The form of a name with a capital at the start of each word.
pub(crate) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_index() {
        assert_eq!(index_words("Ch’en I, Chou En-lai"), ["chen", "i", "chou", "en", "lai"]);
        assert_eq!(index_words("Хрущёв 周恩来"), ["хрущев", "周", "恩", "来"]);
        assert_eq!(index_words("Điện Biên Łódź Андрей"), ["dien", "bien", "lodz", "андрей"]);
    }

    #[test]
    fn scripts_are_told_by_the_first_letters_of_words() {
        let words = ["moscow", "москва", "北京"];
        let begins = |first, last| words.iter().any(|word| word.starts_with(|c| (first..=last).contains(&c)));
        let scripts = Scripts::of(&begins);
        assert!(scripts.may_have(Script::Cyrillic) && scripts.may_have(Script::Han));
        assert!(!scripts.may_have(Script::Arabic) && !scripts.may_have(Script::Devanagari));
        assert!(scripts.may_have(Script::Latin) && Scripts::ALL.may_have(Script::Arabic));
    }

    #[test]
    fn a_form_is_held_when_all_its_words_or_pairs_are() {
        let has = |word: &str| matches!(word, "en" | "lai" | "周恩" | "恩来");
        assert!(holds("En-lai", &has) && holds("周恩来", &has));
        assert!(!holds("Chou En-lai", &has) && !holds("周恩", &|_| false) && !holds("", &has));
    }
}
