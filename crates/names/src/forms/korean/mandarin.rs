//! Chinese names as Korean writes their present sound: 마오쩌둥, 저우언라이.
//!
//! After the table for Chinese in the South's rules for foreign words (1986). The older way, by the Korean reading of
//! the characters (모택동), is in [`super::hanja`].

use super::super::chinese::{self, Syllable};
use super::super::collect::Collector;
use super::super::lattice::Table;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Places of letters in the Unicode order of Hangul.
fn compose(initial: usize, vowel: usize, last: usize) -> Option<char> {
    char::from_u32(u32::try_from(0xac00 + (initial * 21 + vowel) * 28 + last).ok()?)
}

/// A syllable in Hangul.
pub(crate) fn hangul(syllable: Syllable) -> Option<String> {
    let (initial, vowel) = syllable.parts();
    let first = match initial {
        "b" => 7,
        "p" | "f" => 17,
        "m" => 6,
        "d" => 3,
        "t" => 16,
        "n" => 2,
        "l" | "r" => 5,
        "g" => 0,
        "k" => 15,
        "h" => 18,
        "j" | "zh" => 12,
        "z" => 13,
        "q" | "ch" | "c" => 14,
        "x" | "sh" => 9,
        "s" => 10,
        _ => 11,
    };
    let whole = match syllable.key() {
        "er" => "얼",
        "yi" => "이",
        "ya" => "야",
        "ye" => "예",
        "yao" => "야오",
        "you" => "유",
        "yan" => "옌",
        "yin" => "인",
        "yang" => "양",
        "ying" => "잉",
        "yong" => "융",
        "yu" => "위",
        "yue" => "웨",
        "yuan" => "위안",
        "yun" => "윈",
        "wu" => "우",
        "wa" => "와",
        "wo" => "워",
        "wai" => "와이",
        "wei" => "웨이",
        "wan" => "완",
        "wen" => "원",
        "wang" => "왕",
        "weng" => "웡",
        _ => "",
    };
    if !whole.is_empty() {
        return Some(whole.to_owned());
    }
    let buzzing = matches!(initial, "zh" | "ch" | "sh" | "r" | "z" | "c" | "s");
    // After these a following y is not heard: 자오 for jiao.
    let palatal = matches!(initial, "j" | "q");
    let plain = |iotated: usize, plain: usize| if palatal { plain } else { iotated };
    let rounded = matches!(initial, "j" | "q" | "x");
    let (middle, last, tail) = match vowel {
        "a" => (0, 0, ""),
        "o" => (8, 0, ""),
        "e" => (4, 0, ""),
        "i" if buzzing => (18, 0, ""),
        "i" => (20, 0, ""),
        "ai" => (0, 0, "이"),
        "ei" => (5, 0, "이"),
        "ao" => (0, 0, "오"),
        "ou" => (4, 0, "우"),
        "an" => (0, 4, ""),
        "en" => (4, 4, ""),
        "ang" => (0, 21, ""),
        "eng" => (4, 21, ""),
        "ong" => (13, 21, ""),
        "ia" => (plain(2, 0), 0, ""),
        "ie" => (plain(7, 5), 0, ""),
        "iao" => (plain(2, 0), 0, "오"),
        "iu" => (plain(17, 13), 0, ""),
        "ian" => (plain(7, 5), 4, ""),
        "in" => (20, 4, ""),
        "iang" => (plain(2, 0), 21, ""),
        "ing" => (20, 21, ""),
        "iong" => (plain(17, 13), 21, ""),
        "u" if rounded => (16, 0, ""),
        "v" => (16, 0, ""),
        "u" => (13, 0, ""),
        "ue" | "ve" => (15, 0, ""),
        "uan" if rounded => (16, 0, "안"),
        "un" if rounded => (16, 4, ""),
        "ua" => (9, 0, ""),
        "uo" => (14, 0, ""),
        "uai" => (9, 0, "이"),
        "ui" => (13, 0, "이"),
        "uan" => (9, 4, ""),
        "un" => (13, 4, ""),
        "uang" => (9, 21, ""),
        _ => return None,
    };
    compose(first, middle, last).map(|start| format!("{start}{tail}"))
}

static SYLLABLES: LazyLock<HashMap<String, Vec<Syllable>>> = LazyLock::new(|| {
    let mut by_hangul: HashMap<String, Vec<Syllable>> = HashMap::new();
    for syllable in Syllable::all() {
        if let Some(spelt) = hangul(syllable) {
            by_hangul.entry(spelt).or_default().push(syllable);
        }
    }
    by_hangul
});
/// Parts a word into syllables, with a bar between.
static PARTED: LazyLock<Table> = LazyLock::new(|| {
    let text: String = SYLLABLES.keys().map(|spelt| format!("{spelt} {spelt}|\n")).collect();
    Table::new(&[Box::leak(text.into_boxed_str())])
});

/// Offers what a Chinese name in Hangul is in other letters.
pub(crate) fn widen(name: &[char], out: &mut Collector<'_>) {
    let name: String = name.iter().collect();
    let mut readings: Vec<Vec<Syllable>> = Vec::new();
    for (parted, _) in PARTED.respell(&name, 6, 0) {
        let mut ways: Vec<Vec<Syllable>> = vec![Vec::new()];
        for part in parted.split('|').filter(|part| !part.is_empty()) {
            let Some(same) = SYLLABLES.get(part) else { break };
            ways = ways
                .iter()
                .flat_map(|way| same.iter().map(move |next| [&way[..], &[*next]].concat()))
                .take(12)
                .collect();
        }
        readings.extend(ways.into_iter().filter(|way| (2..=4).contains(&way.len())));
    }
    readings.truncate(16);
    chinese::widen_syllables(&readings, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_in_the_souths_rules() {
        let spell = |name: &str| {
            name.split(' ').filter_map(Syllable::of_pinyin).filter_map(hangul).collect::<String>()
        };
        assert_eq!(spell("mao ze dong"), "마오쩌둥");
        assert_eq!(spell("zhou en lai"), "저우언라이");
        assert_eq!(spell("deng xiao ping"), "덩샤오핑");
        assert_eq!(spell("liu shao qi"), "류사오치");
        assert_eq!(spell("hu jin tao"), "후진타오");
        assert_eq!(spell("jiang jie shi"), "장제스");
    }
}
