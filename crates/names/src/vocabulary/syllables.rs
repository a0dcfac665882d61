//! Whether a word is spelt as Chinese, Korean or Vietnamese given names are: by rule, from initials and finals.
//!
//! Pinyin and Wade-Giles share one table that allows a few syllables which neither has; it need only tell
//! "Shaoqi" from "Stalin". Used by [`crate::title::brackets`].

/// Initials, longest first.
const INITIALS: [&str; 27] = [
    "zh", "ch", "sh", "ts", "tz", "hs", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x",
    "r", "z", "c", "s", "y", "w", "",
];
/// Finals, longest first.
const FINALS: [&str; 46] = [
    "iang", "iong", "uang", "ueng", "ang", "eng", "ing", "ong", "ung", "ian", "iao", "uan", "uai", "ieh",
    "ien", "üan", "ueh", "yan", "ai", "ei", "ao", "ou", "an", "en", "in", "un", "ia", "ie", "iu", "ua", "uo",
    "ui", "ue", "er", "ün", "üe", "eh", "ih", "uh", "a", "e", "i", "o", "u", "ü", "io",
];

/// Surnames in pinyin and Wade-Giles after which a given name may stand.
const CHINESE: &[&str] = &[
    "mao", "zhou", "liu", "zhu", "lin", "deng", "chen", "peng", "li", "wang", "zhang", "zhao", "gao", "ye",
    "he", "luo", "xu", "yang", "hu", "hua", "kang", "dong", "ren", "song", "soong", "su", "sun", "chiang",
    "jiang", "bo", "po", "wu", "huang", "ma", "guo", "qiao", "ji", "geng", "han", "hao", "lu", "cao", "cai",
    "fu", "tan", "tang", "tao", "xie", "xiao", "yao", "yu", "zeng", "zheng", "zou", "qin", "nie", "pan",
    "shi", "wei", "feng", "fan", "fang", "shen", "cui", "bai", "pai", "chou", "chu", "teng", "ch'en",
    "p'eng", "chang", "chao", "kao", "yeh", "ho", "lo", "hsu", "k'ang", "tung", "jen", "sung", "kuo",
    "ch'iao", "chi", "keng", "ts'ao", "ts'ai", "t'an", "t'ang", "t'ao", "hsieh", "hsiao", "tseng", "cheng",
    "ch'in", "p'an", "shih", "ku", "wong", "chow", "lei", "liao", "ding", "ting", "qi", "dai", "tai", "kung",
    "kong", "ulanhu",
];
/// Surnames of Korea and Vietnam, whose given names are often two words.
const KOREAN_AND_VIETNAMESE: &[&str] = &[
    "kim", "pak", "park", "choe", "choi", "ch'oe", "yi", "ri", "rhee", "lee", "chong", "jong", "jung", "nam",
    "han", "kang", "hong", "chang", "jang", "o", "oh", "so", "suh", "sin", "shin", "an", "ahn", "yun",
    "yoon", "cho", "im", "no", "mu", "ho", "le", "nguyen", "pham", "vo", "truong", "hoang", "phan", "ngo",
    "tran", "xuan", "ton", "dang", "bui", "do", "ly", "hwang",
];

/// How many Chinese syllables the word is, at best; `None` where it is not spelt of such syllables.
///
/// ```
/// use fonds_names::vocabulary::syllables::count_chinese;
/// assert_eq!(count_chinese("shaoqi"), Some(2));
/// assert_eq!(count_chinese("tse-tung"), Some(2));
/// assert_eq!(count_chinese("stalin"), None);
/// ```
pub fn count_chinese(folded: &str) -> Option<usize> {
    let mut total = 0;
    for piece in without_breathings(folded).split(['-', '\'', ' ']).filter(|p| !p.is_empty()) {
        if piece.len() > 20 {
            return None;
        }
        total += count_piece(piece)?;
    }
    (total > 0).then_some(total)
}

/// Without the apostrophes of Wade-Giles, which follow a consonant ("p'ing"); those of pinyin, which divide syllables
/// ("xi'an"), stay.
fn without_breathings(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c != '\'' || !out.ends_with(['p', 't', 'k', 'h', 's', 'z']) {
            out.push(c);
        }
    }
    out
}

/// Fewest syllables that spell `piece`, by dynamic programming over its bytes.
fn count_piece(piece: &str) -> Option<usize> {
    let mut best: Vec<Option<usize>> = vec![None; piece.len() + 1];
    best[0] = Some(0);
    for start in 0..piece.len() {
        let (Some(count), true) = (best[start], piece.is_char_boundary(start)) else { continue };
        let rest = &piece[start..];
        for initial in INITIALS.iter().filter(|i| rest.starts_with(**i)) {
            for vowel in FINALS.iter().filter(|f| rest[initial.len()..].starts_with(**f)) {
                if !may_follow(initial, vowel) {
                    continue;
                }
                let end = start + initial.len() + vowel.len();
                if best[end].is_none_or(|known| known > count + 1) {
                    best[end] = Some(count + 1);
                }
            }
        }
    }
    best[piece.len()]
}

/// A bare "o" follows few initials, which is what keeps most Russian surnames out.
fn may_follow(initial: &str, vowel: &str) -> bool {
    match vowel {
        "o" => matches!(initial, "b" | "p" | "m" | "f" | "w" | "l" | "h" | "k" | ""),
        "io" => initial == "y",
        _ => true,
    }
}

/// One vowel group: "Sung", "Minh", "Il", as each word of a Korean or Vietnamese given name has.
pub fn is_one_syllable(folded: &str) -> bool {
    let vowel = |c: char| "aeiouyàáâãạảăắằặẳẵấầậẩẫèéêẹẻẽếềệểễìíịỉĩòóôõọỏốồộổỗơớờợởỡùúũụủưứừựửữ".contains(c);
    let mut groups = 0;
    let mut inside = false;
    for c in folded.chars() {
        let now = vowel(c);
        if now && !inside {
            groups += 1;
        }
        inside = now;
    }
    groups == 1 && folded.chars().count() <= 6
}

/// A Chinese surname.
pub fn is_chinese_surname(folded: &str) -> bool {
    CHINESE.contains(&folded)
}

/// A Korean or Vietnamese surname.
pub fn is_korean_or_vietnamese_surname(folded: &str) -> bool {
    KOREAN_AND_VIETNAMESE.contains(&folded)
}

/// Whether `given` (folded words) can be the given name that follows the East Asian surname `surname`.
///
/// ```
/// use fonds_names::vocabulary::syllables::completes;
/// assert!(completes("liu", &["shaoqi"]));
/// assert!(completes("kim", &["il", "sung"]));
/// assert!(!completes("liu", &["molotov"]));
/// assert!(!completes("stalin", &["kuznetsov"]));
/// ```
pub fn completes(surname: &str, given: &[&str]) -> bool {
    let chinese = is_chinese_surname(surname)
        && given.len() == 1
        && count_chinese(given[0]).is_some_and(|syllables| syllables <= 2);
    let two_words = is_korean_or_vietnamese_surname(surname)
        && (1..=2).contains(&given.len())
        && given.iter().flat_map(|word| word.split('-')).count() <= 3
        && given.iter().flat_map(|word| word.split('-')).all(is_one_syllable);
    chinese || two_words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_romanisations_count_the_same_syllables() {
        for (pinyin, wade_giles) in [("zedong", "tse-tung"), ("enlai", "en-lai"), ("xiaoping", "hsiao-p'ing")]
        {
            assert_eq!(count_chinese(pinyin), Some(2), "{pinyin}");
            assert_eq!(count_chinese(wade_giles), Some(2), "{wade_giles}");
        }
    }

    #[test]
    fn apostrophes_of_pinyin_divide_syllables() {
        assert_eq!(count_chinese("xi'an"), Some(2));
        assert_eq!(count_chinese("yan'an"), Some(2));
    }

    #[test]
    fn russian_surnames_are_no_chinese_given_names() {
        for word in ["stalin", "kuznetsov", "molotov", "terebin", "kovalev", "filippov", "roshchin", "orlov"]
        {
            assert!(!completes("liu", &[word]), "{word}");
        }
        // Te-re-bin can be spelt of syllables, but a given name has two at most.
        assert_eq!(count_chinese("terebin"), Some(3));
    }
}
