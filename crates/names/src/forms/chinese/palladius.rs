//! Pinyin to the Russian transcription of Chinese, after the archimandrite Palladius (dictionary of 1888), as Soviet and
//! Russian papers have it.
//!
//! A soft н is n, a hard one ng. Not for the few names with a Russian spelling of their own (Пекин, Чан Кайши).

use super::syllables::Syllable;

/// The syllable in Cyrillic.
///
/// ```
/// use fonds_names::forms::chinese::{Syllable, palladius};
/// let spelt = |pinyin| Syllable::of_pinyin(pinyin).map(palladius).unwrap_or_default();
/// assert_eq!(["zhou", "en", "lai"].map(spelt), ["чжоу", "энь", "лай"]);
/// assert_eq!(["jiang", "qun", "si", "hui", "lv"].map(spelt), ["цзян", "цюнь", "сы", "хуэй", "люй"]);
/// ```
pub fn palladius(syllable: Syllable) -> String {
    let (initial, vowel) = syllable.parts();
    let key = syllable.key();
    if let Some(whole) = whole(key) {
        return whole.to_owned();
    }
    let letters = match initial {
        "b" => "б",
        "p" => "п",
        "m" => "м",
        "f" => "ф",
        "d" => "д",
        "t" => "т",
        "n" => "н",
        "l" => "л",
        "g" => "г",
        "k" => "к",
        "h" => "х",
        "j" | "z" => "цз",
        "q" | "c" => "ц",
        "x" | "s" => "с",
        "zh" => "чж",
        "ch" => "ч",
        "sh" => "ш",
        "r" => "ж",
        "w" => "в",
        _ => "",
    };
    let rounded = matches!(initial, "j" | "q" | "x");
    let sound = match vowel {
        "a" => "а",
        "o" | "uo" => "о",
        "e" => "э",
        "i" if matches!(initial, "z" | "c" | "s") => "ы",
        "i" => "и",
        "ai" => "ай",
        "ei" => "эй",
        "ao" => "ао",
        "ou" => "оу",
        "an" => "ань",
        "en" => "энь",
        "ang" => "ан",
        "eng" => "эн",
        "ong" => "ун",
        "er" => "эр",
        "ia" => "я",
        "ie" => "е",
        "iao" => "яо",
        "iu" => "ю",
        "ian" => "янь",
        "in" => "инь",
        "iang" => "ян",
        "ing" => "ин",
        "iong" => "юн",
        "u" | "v" if rounded || vowel == "v" => "юй",
        "uan" if rounded => "юань",
        "un" if rounded => "юнь",
        "ue" | "ve" => "юэ",
        "u" => "у",
        "ua" => "уа",
        "uai" => "уай",
        "ui" if initial == "h" => "уэй",
        "ui" => "уй",
        "uan" => "уань",
        "un" => "унь",
        "uang" => "уан",
        _ => "",
    };
    format!("{letters}{sound}")
}

/// Syllables that begin with `y`, and what does not go by initial and final.
fn whole(key: &str) -> Option<&'static str> {
    Some(match key {
        "ya" => "я",
        "yan" => "янь",
        "yang" => "ян",
        "yao" => "яо",
        "ye" => "е",
        "yi" => "и",
        "yin" => "инь",
        "ying" => "ин",
        "yo" => "йо",
        "yong" => "юн",
        "you" => "ю",
        "yu" => "юй",
        "yuan" => "юань",
        "yue" => "юэ",
        "yun" => "юнь",
        "wu" => "у",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_syllable_has_a_spelling_of_its_own() {
        let mut seen = HashSet::new();
        for syllable in Syllable::all() {
            let spelt = palladius(syllable);
            assert!(spelt.chars().all(|c| ('а'..='я').contains(&c)), "{}: {spelt}", syllable.key());
            // "o" and "uo" fall together, and so do the bare "lo" and "me" of particles.
            seen.insert(spelt);
        }
        assert!(seen.len() + 6 >= Syllable::all().count(), "{}", seen.len());
    }

    #[test]
    fn well_known_names_are_spelt_as_in_russian_papers() {
        let spell =
            |name: &str| name.split(' ').filter_map(Syllable::of_pinyin).map(palladius).collect::<String>();
        assert_eq!(spell("ze dong"), "цзэдун");
        assert_eq!(spell("shao qi"), "шаоци");
        assert_eq!(spell("jie shi"), "цзеши");
        assert_eq!(spell("xin jiang"), "синьцзян");
        assert_eq!(spell("chong qing"), "чунцин");
        assert_eq!(spell("gui yang"), "гуйян");
    }
}
