//! Pinyin to Wade-Giles: the romanisation of English books until 1979, as in Giles's dictionary (2nd edition, 1912).
//!
//! Aspiration is an apostrophe, ü has its dots; both were mostly left out in print, so that one careless spelling
//! stands for several syllables ("chu" for zhu, chu, ju, qu). [`careless`] takes them off. Not the postal spellings:
//! those are in [`super::postal`].

use super::syllables::Syllable;

/// The syllable in Wade-Giles, with apostrophe and dots.
///
/// ```
/// use fonds_names::forms::chinese::{Syllable, wade_giles};
/// let spelt = |pinyin| Syllable::of_pinyin(pinyin).map(wade_giles).unwrap_or_default();
/// assert_eq!(["zhou", "en", "lai"].map(spelt), ["chou", "en", "lai"]);
/// assert_eq!(["qing", "xu", "si", "ri", "gui"].map(spelt), ["ch'ing", "hsü", "ssu", "jih", "kuei"]);
/// ```
pub fn wade_giles(syllable: Syllable) -> String {
    let (initial, vowel) = syllable.parts();
    match syllable.key() {
        "zi" => return "tzu".to_owned(),
        "ci" => return "tz'u".to_owned(),
        "si" => return "ssu".to_owned(),
        "yi" => return "i".to_owned(),
        "you" => return "yu".to_owned(),
        "yan" => return "yen".to_owned(),
        "er" => return "erh".to_owned(),
        "e" => return "o".to_owned(),
        _ => {}
    }
    let palatal = matches!(initial, "j" | "q" | "x");
    let rounded = palatal || initial == "y";
    let letters = match initial {
        "b" => "p",
        "p" => "p'",
        "d" => "t",
        "t" => "t'",
        "g" => "k",
        "k" => "k'",
        "j" | "zh" => "ch",
        "q" | "ch" => "ch'",
        "x" => "hs",
        "r" => "j",
        "z" => "ts",
        "c" => "ts'",
        _ => initial,
    };
    let sound = match vowel {
        "i" if matches!(initial, "zh" | "ch" | "sh" | "r") => "ih",
        "e" if matches!(initial, "g" | "k" | "h") => "o",
        "uo" if !matches!(initial, "g" | "k" | "h" | "sh") => "o",
        "ui" if matches!(initial, "g" | "k") => "uei",
        "ie" => "ieh",
        "e" if initial == "y" => "eh",
        "ian" => "ien",
        "ong" => "ung",
        "iong" => "iung",
        "u" if rounded => "ü",
        "un" if rounded => "ün",
        "uan" if rounded => "üan",
        "ue" | "ve" => "üeh",
        "v" => "ü",
        _ => vowel,
    };
    format!("{letters}{sound}")
}

/// Further spellings that stand beside the strict ones in older books and in people's own use.
pub(crate) fn variants(syllable: Syllable) -> &'static [&'static str] {
    match syllable.key() {
        "yi" => &["yi"],
        "de" => &["teh"],
        "te" => &["t'eh"],
        "he" => &["heh"],
        "ge" => &["ke"],
        "ke" => &["k'e"],
        "e" => &["e", "ngo"],
        "zi" => &["tze", "tsu"],
        "ci" => &["tz'e"],
        "si" => &["szu", "sze"],
        "song" => &["soong"],
        "you" => &["yiu"],
        "ye" => &["yeh"],
        "luo" => &["loh"],
        "guo" => &["quo"],
        "kong" => &["kung"],
        "zhi" => &["chi"],
        "shi" => &["shi"],
        "xi" => &["shi", "si"],
        "xin" => &["sin", "shin"],
        "xu" => &["hsu", "shu"],
        "wu" => &["woo"],
        "gu" => &["koo"],
        "zhou" => &["chow"],
        "yan" => &["yan"],
        "jian" => &["chian"],
        "qian" => &["ch'ian"],
        "dian" => &["tian"],
        "lian" => &["lian"],
        "tian" => &["t'ian"],
        "nian" => &["nian"],
        "rui" => &["jui"],
        "ri" => &["jih", "zih"],
        "er" => &["er"],
        _ => &[],
    }
}

/// Without apostrophes and dots, as most books print it.
pub fn careless(spelt: &str) -> String {
    spelt.chars().filter(|c| *c != '\'').map(|c| if c == 'ü' { 'u' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn no_two_syllables_share_a_strict_spelling() {
        let mut seen: HashMap<String, Syllable> = HashMap::new();
        for syllable in Syllable::all() {
            // The cooing "yo" and "o" apart, which no name has.
            if let Some(other) = seen.insert(wade_giles(syllable), syllable) {
                let pair = [other.key(), syllable.key()];
                assert!(pair.contains(&"o") || pair.contains(&"e"), "{pair:?}");
            }
        }
    }

    #[test]
    fn well_known_names_are_spelt_as_in_the_books() {
        let spell = |name: &str| {
            let syllables = name.split(' ').filter_map(Syllable::of_pinyin).map(wade_giles);
            syllables.collect::<Vec<_>>().join("-")
        };
        assert_eq!(spell("mao ze dong"), "mao-tse-tung");
        assert_eq!(spell("jiang jie shi"), "chiang-chieh-shih");
        assert_eq!(spell("deng xiao ping"), "teng-hsiao-p'ing");
        assert_eq!(spell("peng de huai"), "p'eng-te-huai");
        assert_eq!(spell("lu ding yi"), "lu-ting-i");
        assert_eq!(spell("nie rong zhen"), "nieh-jung-chen");
        assert_eq!(spell("xu xiang qian"), "hsü-hsiang-ch'ien");
        assert_eq!(spell("lv shun"), "lü-shun");
        assert_eq!(spell("yue yuan yu"), "yüeh-yüan-yü");
    }
}
