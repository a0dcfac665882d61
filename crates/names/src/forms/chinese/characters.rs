//! From ideographs to syllables and back.
//!
//! Readings are those of the `pinyin` crate, but for surnames that are read in their own way. From syllables to
//! ideographs there are dozens of ways; each pair must stand somewhere in the index, side by side, and for a person
//! the first must be a surname.

use super::gb2312::is_in_gb2312;
use super::syllables::Syllable;
use pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Surnames of one ideograph, of those most borne; the rest of *Baijiaxing* is as rare as chance hits are common.
const SURNAMES: &str = "\
    王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭
    陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐伍庞
    颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁
    蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋
    商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝粟薄乔柯迪乌叶项班封储靖胥习凯廉强茅刀赛";
/// Surnames of two ideographs.
const DOUBLE_SURNAMES: [&str; 10] =
    ["欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "尉迟", "皇甫", "公孙", "慕容"];
/// Surnames that are not read as the character is elsewhere.
const SURNAME_READINGS: &[(char, &str)] = &[
    ('曾', "zeng"),
    ('单', "shan"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('区', "ou"),
    ('查', "zha"),
    ('翟', "zhai"),
    ('覃', "qin"),
    ('任', "ren"),
    ('盛', "sheng"),
    ('乐', "yue"),
    ('薄', "bo"),
    ('石', "shi"),
    ('叶', "ye"),
    ('葛', "ge"),
    ('纪', "ji"),
    ('沈', "shen"),
    ('贾', "jia"),
    ('冯', "feng"),
    ('召', "shao"),
    ('褚', "chu"),
    ('宁', "ning"),
    ('曲', "qu"),
    ('和', "he"),
    ('车', "che"),
    ('成', "cheng"),
    ('朱', "zhu"),
    ('缪', "miao"),
    ('尉', "yu"),
];
/// Words of grammar and number, which stand beside surnames by chance ("陈以 ...") and in hardly any given name.
const NOT_IN_NAMES: &str = "的了在是我有他这个们来到时大会可你对能而去得于着下自之过么没就与和及把给被让向从比但却并若虽则且\
    又也已以亦因由其此彼该每各些某谁何哪几两二三四五六七八九十百千万亿年月日号说道问答看要想做用不非无未勿别很太更最较";

static READINGS_OF: LazyLock<HashMap<Syllable, Vec<char>>> = LazyLock::new(|| {
    let mut readings: HashMap<Syllable, Vec<char>> = HashMap::new();
    for c in ('\u{4e00}'..='\u{9fa5}').filter(|c| is_in_gb2312(*c)) {
        for syllable in readings_of(c) {
            readings.entry(syllable).or_default().push(c);
        }
    }
    readings
});
static SURNAMES_OF: LazyLock<HashMap<Syllable, Vec<char>>> = LazyLock::new(|| {
    let mut surnames: HashMap<Syllable, Vec<char>> = HashMap::new();
    for c in SURNAMES.chars().filter(|c| !c.is_whitespace()) {
        let Some(syllable) = surname_reading(c) else { continue };
        let same = surnames.entry(syllable).or_default();
        if !same.contains(&c) {
            same.push(c);
        }
    }
    surnames
});

/// All readings of an ideograph, the usual one first.
pub(crate) fn readings_of(c: char) -> Vec<Syllable> {
    let mut found: Vec<Syllable> = Vec::new();
    let usual = c.to_pinyin().map(|p| p.plain());
    let further = c.to_pinyin_multi().into_iter().flatten().map(|p| p.plain());
    for syllable in usual.into_iter().chain(further).filter_map(Syllable::of_pinyin) {
        if !found.contains(&syllable) {
            found.push(syllable);
        }
    }
    found
}

/// How the ideograph is read as a surname.
pub(crate) fn surname_reading(c: char) -> Option<Syllable> {
    let own = SURNAME_READINGS.iter().find(|(surname, _)| *surname == c);
    own.map_or_else(|| readings_of(c).first().copied(), |(_, pinyin)| Syllable::of_pinyin(pinyin))
}

/// How many ideographs at the start are a surname: one, two, or none that we know. Traditional ones are known by
/// what they are read like.
pub(crate) fn surname_length(han: &[char]) -> usize {
    let [first, rest @ ..] = han else { return 0 };
    let two = rest.first().is_some_and(|second| {
        let starts: String = [*first, *second].iter().collect();
        DOUBLE_SURNAMES.contains(&&*starts) || matches!(&*starts, "歐陽" | "司馬" | "諸葛")
    });
    if two && han.len() > 2 {
        return 2;
    }
    let known = |syllable: &Syllable| SURNAMES_OF.contains_key(syllable);
    usize::from(
        SURNAMES.contains(*first) || !is_in_gb2312(*first) && readings_of(*first).first().is_some_and(known),
    )
}

/// Whether a surname is read so.
pub(crate) fn is_surname(syllable: Syllable) -> bool {
    SURNAMES_OF.contains_key(&syllable)
}

/// Whether the two syllables are a surname of two ideographs.
pub(crate) fn is_double_surname(first: Syllable, second: Syllable) -> bool {
    matches!(
        (first.key(), second.key()),
        ("ou", "yang")
            | ("si", "ma")
            | ("shang", "guan")
            | ("zhu", "ge")
            | ("si", "tu")
            | ("xia", "hou")
            | ("huang", "fu")
            | ("gong", "sun")
            | ("mu", "rong")
    )
}

/// The ideographs of GB 2312 that are read so.
pub(crate) fn characters_of(syllable: Syllable) -> &'static [char] {
    READINGS_OF.get(&syllable).map_or(&[], Vec::as_slice)
}

/// What ideographs a name may be written in, of those that stand side by side in the index. `person` asks for a
/// surname first. `allowance` is how often the index may still be asked.
pub(crate) fn written_in_han(
    syllables: &[Syllable],
    person: bool,
    has: &dyn Fn(&str) -> bool,
    allowance: &mut usize,
) -> Vec<String> {
    let Some((first, rest)) = syllables.split_first() else { return Vec::new() };
    let double = person && rest.first().is_some_and(|second| is_double_surname(*first, *second));
    let starts: &[char] = match SURNAMES_OF.get(first) {
        Some(surnames) if person && !double => surnames,
        None if person && !double => return Vec::new(),
        _ => characters_of(*first),
    };
    let mut ways: Vec<Vec<char>> = starts.iter().map(|c| vec![*c]).collect();
    for syllable in rest {
        let mut longer = Vec::new();
        for way in &ways {
            let Some(last) = way.last() else { continue };
            for next in
                characters_of(*syllable).iter().filter(|c| !NOT_IN_NAMES.contains(**c) || rest.len() > 1)
            {
                if *allowance == 0 {
                    return Vec::new();
                }
                *allowance -= 1;
                if has(&[*last, *next].iter().collect::<String>()) {
                    longer.push(way.iter().copied().chain([*next]).collect());
                }
            }
        }
        ways = longer;
    }
    ways.into_iter().map(String::from_iter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn syllables(spelt: &str) -> Vec<Syllable> {
        spelt.split(' ').filter_map(Syllable::of_pinyin).collect()
    }

    #[test]
    fn only_pairs_of_the_index_are_put_forth() {
        let has = |pair: &str| ["周恩", "恩来", "陈毅", "陈以", "未来"].contains(&pair);
        assert_eq!(written_in_han(&syllables("zhou en lai"), true, &has, &mut 9999), ["周恩来"]);
        assert_eq!(written_in_han(&syllables("chen yi"), true, &has, &mut 9999), ["陈毅"]);
        assert!(written_in_han(&syllables("wei lai"), true, &has, &mut 9999).is_empty());
    }

    #[test]
    fn the_index_is_asked_no_more_than_allowed() {
        let asked = std::cell::Cell::new(0);
        let has = |_: &str| {
            asked.set(asked.get() + 1);
            true
        };
        written_in_han(&syllables("ji ji ji ji"), true, &has, &mut 500);
        assert_eq!(asked.get(), 500);
    }

    #[test]
    fn surnames_are_read_in_their_own_way() {
        assert_eq!(surname_reading('曾').map(Syllable::key), Some("zeng"));
        assert_eq!(surname_length(&['欧', '阳', '钦']), 2);
        assert_eq!(surname_length(&['劉', '少', '奇']), 1);
    }
}
