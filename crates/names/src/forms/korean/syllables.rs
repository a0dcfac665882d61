//! Hangul syllables and how they are spelt in Latin and Cyrillic letters.
//!
//! McCune-Reischauer (1939), the Revised Romanization of the Republic of Korea (2000), what families and newspapers of
//! South and North use (Park, Lee, Choi), Kontsevich's transcription and the older Soviet one (Ким Ир Сен). Only the
//! syllables with which characters are read in Korean are here, for names are made of these.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Syllables that are readings of characters.
pub(crate) const SINO_KOREAN: &str = "
가각간갈감갑강개객갱거건걸검겁게격견결겸경계고곡곤골공과곽관괄광괘괴굉교구국군굴궁권궐궤귀규균귤극근글금급긍기긴길김끽
나낙난날남납낭내냉녀년념녕노녹논농뇌뇨누눈뉴니닉다단달담답당대댁덕도독돈돌동두둔득등라락란랄람랍랑래랭략량려력련렬렴렵령례
로록론롱뢰료룡루류륙륜률륭륵름릉리린림립마막만말망매맥맹면멸명모목몰몽묘무묵문물미민밀박반발방배백번벌범법벽변별병보복본봉
부북분불붕비빈빙사삭산살삼삽상쌍새색생서석선설섬섭성세소속손솔송쇄쇠수숙순술숭슬습승시식신실심십씨아악안알암압앙애액앵야약양
어억언얼엄업에여역연열염엽영예오옥온옹와완왈왕왜외요욕용우욱운울웅원월위유육윤율융은을음읍응의이익인일임입잉자작잔잠잡장재쟁
저적전절점접정제조족존졸종좌죄주죽준중즉즐즙증지직진질짐집징차착찬찰참창채책처척천철첨첩청체초촉촌총최추축춘출충췌취측층치칙
친칠침칩칭쾌타탁탄탈탐탑탕태택토통퇴투특파판팔패팽편폄평폐포폭표품풍피필핍하학한할함합항해핵행향허헌헐험혁현혈혐협형혜호혹혼
홀홍화확환활황회획횡효후훈훙훼휘휴흉흑흔흘흠흡흥희힐";

/// Spellings of a part of a syllable, by its place in the Unicode order; each `+` is a step less usual.
const INITIALS: [&str; 19] = [
    "k g", "kk", "n", "t d", "tt", "r l+ n+", "m", "p b", "pp", "s sh+", "ss", "_", "ch j c+", "jj tch",
    "ch", "k kh", "t th", "p ph", "h",
];
const VOWELS: [&str; 21] = [
    "a ah+",
    "ae ai+ e+",
    "ya",
    "yae",
    "o eo u+ e+ uh++",
    "e",
    "yo yeo you+ yu+ e++ yuh++",
    "ye",
    "o oh+",
    "wa",
    "wae",
    "oe oi+ we+",
    "yo",
    "u oo+ woo+",
    "wo wo wu+ weo+",
    "we",
    "wi",
    "yu yoo+ you+",
    "u eu i++",
    "ui eui+ i+ ee++",
    "i ee+ y++ yi+",
];
const FINALS: [&str; 28] = [
    "_", "k g+", "k", "k", "n", "n", "n", "t", "l r+", "k", "m", "l", "l", "l", "p", "l", "m", "p b+", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
];
const RUSSIAN_INITIALS: [&str; 19] = [
    "к г",
    "кк",
    "н",
    "т д",
    "тт",
    "р н+ л+ _++",
    "м",
    "п б",
    "пп",
    "с",
    "сс",
    "_ н+",
    "ч чж дж+ ц+",
    "чч",
    "чх ц+ ч+",
    "кх к+",
    "тх т+",
    "пх п+",
    "х",
];
const RUSSIAN_VOWELS: [&str; 21] = [
    "а",
    "э",
    "я",
    "йэ",
    "о е э+",
    "е э",
    "ё е э+ йо+",
    "е",
    "о",
    "ва",
    "вэ",
    "ве ой+ вэ+",
    "ё",
    "у",
    "во уо+",
    "ве",
    "ви",
    "ю",
    "ы у+ и+",
    "ый и ы+",
    "и",
];
const RUSSIAN_FINALS: [&str; 28] = [
    "_",
    "к",
    "к",
    "к",
    "н",
    "н",
    "н",
    "т",
    "ль р л+",
    "к",
    "м",
    "ль",
    "ль",
    "ль",
    "п",
    "ль",
    "м",
    "п",
    "п",
    "т",
    "т",
    "н нг+",
    "т",
    "т",
    "к",
    "т",
    "п",
    "т",
];
/// How families spell their names where it differs from the systems.
const SURNAMES: &[(char, &str)] = &[
    ('김', "kim gim"),
    ('이', "yi lee ri li rhee i"),
    ('리', "ri lee li yi rhee"),
    ('박', "pak park bak"),
    ('최', "choe choi"),
    ('정', "chong jong chung jung jeong cheong"),
    ('조', "cho jo"),
    ('강', "kang gang"),
    ('윤', "yun yoon youn"),
    ('장', "chang jang"),
    ('임', "im lim rim yim"),
    ('림', "rim lim im"),
    ('한', "han hahn"),
    ('오', "o oh"),
    ('서', "so seo suh"),
    ('신', "sin shin"),
    ('권', "kwon gwon"),
    ('황', "hwang whang"),
    ('안', "an ahn"),
    ('송', "song"),
    ('유', "yu yoo you ryu"),
    ('류', "ryu yu yoo"),
    ('홍', "hong"),
    ('전', "chon chun jon jeon"),
    ('고', "ko go koh"),
    ('문', "mun moon"),
    ('양', "yang ryang"),
    ('량', "ryang yang"),
    ('손', "son sohn"),
    ('배', "pae bae"),
    ('백', "paek baek paik"),
    ('허', "ho heo huh hur"),
    ('남', "nam"),
    ('심', "sim shim"),
    ('노', "no noh roh ro"),
    ('로', "ro roh no"),
    ('하', "ha"),
    ('곽', "kwak gwak"),
    ('성', "song seong sung"),
    ('차', "cha"),
    ('주', "chu ju joo"),
    ('우', "u woo"),
    ('구', "ku gu koo"),
    ('라', "ra na"),
    ('나', "na ra"),
    ('민', "min"),
    ('진', "chin jin"),
    ('지', "chi ji"),
    ('엄', "om eom um"),
    ('방', "pang bang"),
    ('변', "pyon byon byun"),
    ('현', "hyon hyun hyeon"),
    ('여', "yo yeo lyuh ryo"),
    ('원', "won"),
    ('천', "chon chun cheon"),
    ('태', "tae"),
    ('맹', "maeng"),
    ('석', "sok seok suk"),
    ('선', "son sun seon"),
    ('설', "sol seol sul"),
    ('마', "ma"),
    ('길', "kil gil"),
    ('연', "yon yeon yun"),
    ('위', "wi"),
    ('표', "pyo"),
    ('명', "myong myung myeong"),
    ('기', "ki gi"),
    ('반', "pan ban"),
    ('왕', "wang"),
    ('금', "kum geum"),
    ('옥', "ok"),
    ('육', "yuk"),
    ('인', "in"),
    ('제', "che je"),
    ('모', "mo"),
    ('탁', "tak"),
    ('국', "kuk guk kook"),
    ('어', "o eo"),
    ('은', "un eun"),
    ('편', "pyon pyun"),
    ('용', "yong"),
    ('무', "mu"),
];

/// A spelling and how far it is from the usual.
pub(crate) type Priced = (String, u8);

fn priced(spellings: &str) -> impl Iterator<Item = (&str, u8)> {
    spellings.split(' ').map(|spelling| {
        let letters = spelling.trim_end_matches('+');
        let price = u8::try_from(spelling.len() - letters.len()).unwrap_or(u8::MAX);
        (if letters == "_" { "" } else { letters }, price)
    })
}

/// Initial, vowel and final of a syllable, as places in the Unicode order.
pub(crate) fn parts(syllable: char) -> Option<(usize, usize, usize)> {
    let place = usize::try_from(u32::from(syllable).checked_sub(0xac00)?).ok()?;
    (place < 11_172).then_some((place / 588, place % 588 / 28, place % 28))
}

fn spelt(syllable: char, initials: &[&str; 19], vowels: &[&str; 21], finals: &[&str; 28]) -> Vec<Priced> {
    let Some((initial, vowel, last)) = parts(syllable) else { return Vec::new() };
    let mut found: Vec<Priced> = Vec::new();
    for (start, first) in priced(initials[initial]) {
        for (middle, second) in priced(vowels[vowel]) {
            for (end, third) in priced(finals[last]) {
                let price = first + second + third;
                if price <= 4 {
                    found.push((format!("{start}{middle}{end}"), price));
                }
            }
        }
    }
    found.sort_by_key(|(_, price)| *price);
    let mut seen = std::collections::HashSet::new();
    found.retain(|(letters, _)| !letters.is_empty() && seen.insert(letters.clone()));
    found
}

/// Latin spellings without marks.
pub(crate) fn latin(syllable: char) -> Vec<Priced> {
    spelt(syllable, &INITIALS, &VOWELS, &FINALS)
}

/// Cyrillic spellings.
pub(crate) fn cyrillic(syllable: char) -> Vec<Priced> {
    spelt(syllable, &RUSSIAN_INITIALS, &RUSSIAN_VOWELS, &RUSSIAN_FINALS)
}

/// Latin spellings of a syllable as a surname.
pub(crate) fn latin_surname(syllable: char) -> Vec<&'static str> {
    let known = SURNAMES.iter().find(|(surname, _)| *surname == syllable);
    known.map(|(_, spellings)| spellings.split(' ').collect()).unwrap_or_default()
}

static SURNAMES_SPELT: LazyLock<HashMap<&'static str, Vec<char>>> = LazyLock::new(|| {
    let mut spelt: HashMap<&str, Vec<char>> = HashMap::new();
    for (surname, spellings) in SURNAMES {
        spellings.split(' ').for_each(|spelling| spelt.entry(spelling).or_default().push(*surname));
    }
    spelt
});

/// Surnames that a folded Latin word may be.
pub(crate) fn surnames_spelt(latin: &str) -> &'static [char] {
    SURNAMES_SPELT.get(latin).map_or(&[], Vec::as_slice)
}

static SURNAMES_IN_CYRILLIC: LazyLock<HashMap<String, Vec<char>>> = LazyLock::new(|| {
    let mut spelt: HashMap<String, Vec<char>> = HashMap::new();
    for (surname, _) in SURNAMES {
        for (spelling, price) in cyrillic(*surname) {
            if price <= 2 {
                spelt.entry(spelling).or_default().push(*surname);
            }
        }
    }
    spelt
});

/// Surnames that a lower-case Cyrillic word may be.
pub(crate) fn surnames_in_cyrillic(word: &str) -> &'static [char] {
    if word == "ли" {
        return &['이', '리'];
    }
    SURNAMES_IN_CYRILLIC.get(word).map_or(&[], Vec::as_slice)
}

/// Whether the syllable is a surname.
pub(crate) fn is_surname(syllable: char) -> bool {
    SURNAMES.iter().any(|(surname, _)| *surname == syllable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_is_among_the_spellings() {
        let has = |syllable: char, letters: &str| latin(syllable).iter().any(|(spelt, _)| spelt == letters);
        assert!(has('성', "song") && has('성', "seong") && has('성', "sung"));
        assert!(has('영', "yong") && has('영', "yeong") && has('영', "young"));
        assert!(has('희', "hui") && has('희', "hee") && has('철', "chol") && has('철', "cheol"));
        let russian =
            |syllable: char, letters: &str| cyrillic(syllable).iter().any(|(spelt, _)| spelt == letters);
        assert!(russian('일', "ир") && russian('성', "сен") && russian('최', "цой") && russian('헌', "хен"));
    }
}
