//! Foreign names that Chinese writes by their sound: 赫鲁晓夫, 莫洛托夫, 德黑兰.
//!
//! Translators use a few hundred ideographs for this, each for some groups of letters; the practice is that of the
//! Xinhua News Agency's handbooks of names. From letters to ideographs every pair must stand side by side in the index,
//! and a name of two is put forth only where the sounds fit well. Chinese names are not written so.

use super::super::Rule;
use super::super::collect::Collector;
use super::super::cyrillic::{best_held, read_as_russian, romanise, sounds_like};
use super::super::lattice::Table;
use super::super::ordinary::is_ordinary;
use super::super::words::{capitalised, fold};
use std::collections::HashMap;
use std::sync::LazyLock;

/// An ideograph and the letters for which it stands, the usual first; each `+` is a step less usual.
const SOUNDS: &str = "
阿 a ar+ ha++
埃 e a+ ai ay
爱 e ai ei i+
艾 ai i ei ay ae a+ e+
安 an am+ en+ on+
昂 ang on+ en+ an+
奥 o au ao aw or
巴 ba bar pa+ va++
拜 bai by bay bei+
班 ban bun+
邦 bon bang bom
保 pau bau bo+ po+
鲍 bo bau bow po+
贝 be bei bay bie bi+
本 ben bun
比 bi be bee by bea
彼 pe pi
宾 bin been bing
别 be bie bye
波 po bo pol+ por
勃 b bo br+
伯 ber be bur b bir
博 bo bor baugh
布 b bu bou br+ boo
达 da dar dha ta+
大 da ta+ dar
代 de dai day di+
戴 dai day dei de
丹 dan dam den+
道 dow dou do dau
德 d de der dh te+ t+ du+
登 den dun dan+
邓 dun den
迪 di dee dy de+ ti+
蒂 ti te ty tee di+
丁 din ting tin tine
东 don dong tung ton
杜 du do dou doo to+
顿 ton don tun dun
多 do to+ dor da+ dau
恩 en n un an+
尔 l r ll le+ re+ el+ er+ ar+
法 fa far pha va+
凡 van fan
范 van fan
菲 fi phi fe phy
费 fe fei fay
芬 fin fen fun
丰 fon fun
佛 fo vo
弗 f v fr+ fu+
夫 v f ff w ve fe
福 fo for fu faul
富 fu foo
盖 ge ga gai gay gue
甘 gan gam kam+
干 kan gan ken+
冈 gon gan
高 go gau cow ko+ co+
戈 go gor gol+
哥 go ko co
格 g ge gu gr+ gh gue
葛 g he++ ge+
根 gen gan gun
贡 gon gun gom
古 gu goo gou cu+ ku+
圭 gui gwi
哈 ha har kha khar
海 hei he hay hai
汉 han ham hum
豪 how hau ho
赫 h kh he her khe hu+ ch+
黑 he h hei hai+
亨 hen hun
洪 hon hun hum
侯 ho hou how
胡 hu khu hoo hou ju
华 wa hua wha va
惠 whi hui whea
霍 ho kho hor haw xo
基 ki ky kee kii ke gi+ chi+ kij kiy
吉 ji gi ghi gy jee dzhi ki+ dji
加 ga ka ca cha+ gha ja+ gar
贾 ja jia dja
伽 ga gha
杰 je ge dje dge
捷 te de che tie
金 kin jin gin king kim
津 zin gin dzin
卡 ka ca kar car kha qa
凯 ke kai ky kei cai cay
坎 kan can cam kam
康 con kon com
考 kau cow cau
柯 ko co ke ka+ cau
科 ko co kho cor kor
克 k c ck ke x q kr+ cu+ g+ ch+
肯 ken kan kin+ can+
孔 kon con
库 ku cu koo qu cou kou
奎 qui kui
昆 quin kun qun
拉 la ra lar rah rra
莱 le lai rai ri lay lei ray rei
赖 ry lai rai wri rei
兰 lan ran land lam ram lon+ rand
朗 lon lang ron rang ran+
劳 lau law lou lo rau low
勒 l le r re ler lle
雷 re ray rei le rey
伦 lun ren len ron lon run ran+ lan+
里 ri li re lee ry ly rie rri
利 li ri ly lee lli ry ley
丽 li ri ly le
力 ri li ly
莉 ly li rie
连 len lian ren lyn
列 le lie re lye
林 lin rin lyn lim rim len+ ling
隆 lon ron long
龙 ron lon long
卢 lu ru lou rou loo lo+
鲁 ru lu rou lou loo roo
路 lu lou lew lo+
吕 lu ru ry lue
罗 lo ro ra+ ru+ roa row rho
洛 lo ro law lor
马 ma mar mac+
玛 ma mar
麦 mac mc mai may my
迈 mi my mai
曼 man mann mun+ men+
芒 mon mang
毛 mau mao mo
梅 me may mei mai ma+
门 men man mun
蒙 mon mun
米 mi my me mee mih mik+
密 mi my mit+
明 min ming
莫 mo mor mau
摩 mo mor
穆 mu mo+ mou moo
姆 m mb um
纳 na nar ner+ nah
奈 nai ni ne nay nei
南 nan nam
内 ne nei nay
尼 ni ne ny ney nee neh nie
涅 ne nie nye
宁 nin ning nen+
纽 new niu nu
努 nu nou noo
诺 no nor now nau
欧 o eu ou ow
帕 pa par pha
派 pai pi py
潘 pan pam
庞 pom pon pang
佩 pe pei pay
彭 pen pem
皮 pi pe pee py pie
平 pin ping
珀 per pe
蒲 pu poo
普 p pu pr+ poo pou
齐 ci zi chi ce tsi qi
奇 chi ci tchi ch cz cs
恰 cha tcha
切 che ce cze tche cse
乔 geo jo cho gio joe djo
琼 jon jun
让 jean
日 zh j zhi ji ge gi
茹 ju rou zhou
荣 jun
瑞 rui re ray
萨 sa sar za+ tha
塞 se sai s+ ce sa+
赛 se sai sey si+
桑 san son sang
森 sen son sun
沙 sha sa cha char schar shar
山 shan san
尚 shan chan jean
绍 shaw scho sho
舍 she sche
申 shchin shin shen schin
圣 saint san st
施 sch sh schi shi
什 sh shi sch s+ ch+
史 s st+ sti sm+
舒 shu schu shou
斯 s th z ss st+ x+ sz sh+ ce+
苏 su sou so soo
索 so sau tho zo
塔 ta tar tha
泰 te tai tay thai ty
坦 tan
汤 tom tang ton thom
陶 tau tao tow
特 t te tt ty+ th tr+ ter+ d+
提 ti te tee thi
铁 ti tie te tye
廷 tin ting ten
通 ton tong tung
图 tu tou too thu
托 to tor tho tau ta+
瓦 va wa var ua oi+ wah
万 van wan
旺 wan wang
威 wi we vi wei
韦 we ve wei vay way
维 vi ve vy wi we wy v
魏 wei wai vei
文 ven win wen vin
温 win wen vin
沃 vo wo vor wal+
乌 u ou oo wu
武 vu u
西 si se sy ci see xi zi sai+ she+
希 hi kh+ shi khi schi ch chi che+ sy+ si+
锡 si se cey ci sy thi
悉 sy syd si
夏 sha cha xia
肖 shaw sho shche
晓 shche shcho shchyo scho shtche sche
谢 she se shche sche sie
辛 sin shin sim cin zin syn
欣 hin shin chin
休 hu hugh
许 hu schu
雅 ya ja ia yas jas
亚 ya ia a+ ja ea iya
扬 yan jan ian
杨 yan jan ian
耶 ye je ie
叶 ye je ie
伊 i e y ee hi+ ie
因 in ein
英 in ing
约 jo yo io jor yor
尤 yu ju u iu you
于 yu hu iu
扎 za dza zha ja
泽 ze tse dze
曾 zen tsen
詹 jan jam jem
珍 jen jan gen
朱 ju dju zhu
兹 z dz ts ds tz s+ zh+
佐 zo so+ dzo tso
祖 zu tsu su+
察 cha tscha
查 cha xha dja char
柴 chai tchai
昌 chang chan
车 che tche
彻 che tche
楚 chu
茨 ts tz z c
策 tse ce ze
赤 chi
廖 le lyo lio lyov+ ryo
留 lu leo lyu
柳 lyu liu ryu
郭 go kuo
卓 jo dzho
治 ge j dj g
乌 wu
特 d
";
/// Letters that often fall away.
const SILENT: &str = "h _+\ne _++\ni _++\ny _++\nu _++\nl _++\nr _++\na _+++\nt$ _+\nd$ _+\ne$ _\nh$ _\nr$ _+\nt _+++\nn _+++\ng$ _+\n";

/// How often one word may ask the index for pairs.
const ALLOWANCE: usize = 2_000;
/// How many guesses in letters a name in ideographs may cost.
const MOST_GUESSES: usize = 1_200;

/// Traditional forms of the ideographs of the table, each before its simplified one.
const TRADITIONAL: &str = "愛爱賓宾別别達达東东鄧邓頓顿爾尔費费豐丰蓋盖岡冈貢贡漢汉華华賈贾傑杰凱凯庫库來来萊莱賴赖蘭兰勞劳倫伦裡里麗丽連连龍龙盧卢魯鲁呂吕羅罗\
    馬马瑪玛麥麦邁迈門门納纳內内寧宁紐纽諾诺歐欧龐庞齊齐喬乔瓊琼讓让榮荣薩萨賽赛紹绍聖圣蘇苏湯汤鐵铁廷廷圖图萬万韋韦維维溫温烏乌錫锡曉晓謝谢許许亞亚揚扬楊杨葉叶\
    約约於于澤泽茲兹貝贝劉刘羅罗車车徹彻鮑鲍緬缅戴戴濟济陳陈";

/// The name in simplified ideographs, as far as the table goes.
fn simplified(name: &str) -> String {
    let forms: Vec<char> = TRADITIONAL.chars().filter(|c| !c.is_whitespace()).collect();
    let simple = |c: char| {
        forms.chunks(2).find(|pair| pair[0] == c).and_then(|pair| pair.get(1).copied()).unwrap_or(c)
    };
    name.chars().map(simple).collect()
}

/// Leaked once, to be tables of static text as the written ones are.
fn leaked(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

fn rows() -> impl Iterator<Item = (&'static str, Vec<(&'static str, usize)>)> {
    SOUNDS.lines().filter_map(|line| {
        let (ideograph, sounds) = line.split_once(' ')?;
        let priced = |sound: &'static str| {
            let letters = sound.trim_end_matches('+');
            (letters, sound.len() - letters.len())
        };
        Some((ideograph, sounds.split(' ').map(priced).collect()))
    })
}

static TO_HAN: LazyLock<Table> = LazyLock::new(|| {
    let mut text = String::from(SILENT);
    for (ideograph, sounds) in rows() {
        for (letters, price) in sounds {
            let marks = "+".repeat(price);
            text.push_str(&format!("{letters} {ideograph}{marks}\n"));
            let first = &letters[..1];
            if letters.len() > 1 && !first.contains(['a', 'e', 'i', 'o', 'u', 'y', 'h']) {
                text.push_str(&format!("{first}{letters} {ideograph}{marks}\n"));
            }
            // Chinese hears the n of "Zhdanov" twice: 日丹诺夫.
            if let Some(open) = letters.strip_suffix('n').filter(|open| open.len() > 1) {
                text.push_str(&format!("{open} {ideograph}{marks}++\n"));
            }
        }
    }
    Table::new(&[leaked(text)])
});

/// Only the first two sounds of each ideograph: for names of two ideographs, which chance makes too easily.
static STRICTLY_TO_HAN: LazyLock<Table> = LazyLock::new(|| {
    let first = |(ideograph, sounds): (&str, Vec<(&str, usize)>)| {
        Some(format!("{} {ideograph}\n", sounds.first()?.0))
    };
    Table::new(&[leaked(rows().filter_map(first).collect())])
});

/// From ideographs to letters: what is not the first sound is a step less usual.
fn from_han(r: &str, spell: impl Fn(&str) -> Vec<String>) -> Table {
    let mut targets: HashMap<&str, Vec<String>> = HashMap::new();
    for (ideograph, sounds) in rows() {
        let row = targets.entry(ideograph).or_default();
        for (place, (letters, price)) in sounds.into_iter().enumerate() {
            for spelt in spell(letters) {
                let marks = "+".repeat(price + usize::from(place > 0));
                // An r that closes a syllable is mostly not written: 苏加诺.
                if place == 0 && letters.ends_with(['a', 'e', 'o']) && letters.len() > 1 {
                    row.push(format!("{spelt}{r}{marks}++"));
                }
                row.push(format!("{spelt}{marks}"));
            }
        }
    }
    let lines = targets.into_iter().map(|(ideograph, row)| format!("{ideograph} {}\n", row.join(" ")));
    Table::new(&[leaked(lines.collect())])
}

static HAN_TO_LATIN: LazyLock<Table> = LazyLock::new(|| from_han("r", |letters| vec![letters.to_owned()]));
static HAN_TO_CYRILLIC: LazyLock<Table> = LazyLock::new(|| {
    from_han("р", |letters| {
        // A letter after it, so that rules for the ends of words do not apply inside one.
        let inside = read_as_russian(&format!("{letters}t"), 2);
        let mut spelt: Vec<String> =
            inside.into_iter().filter_map(|(word, _)| word.strip_suffix('т').map(str::to_owned)).collect();
        if let Some(start) = letters.strip_suffix("ky") {
            spelt.push(format!("{start}кий"));
        }
        if letters == "y" || letters == "my" {
            spelt.extend(
                letters
                    .strip_suffix('y')
                    .map(|start| format!("{}ы", if start.is_empty() { "" } else { "м" })),
            );
        }
        spelt.dedup();
        spelt
    })
});

/// Offers what a foreign name in ideographs may be in letters.
pub(crate) fn widen_han(name: &str, out: &mut Collector<'_>) {
    let name = &simplified(name);
    let parts: Vec<&str> = name.split(['·', '•', '・', '-', ' ']).filter(|part| !part.is_empty()).collect();
    if parts.len() > 3 {
        return;
    }
    for (table, rule) in [(&*HAN_TO_LATIN, Rule::Latin), (&*HAN_TO_CYRILLIC, Rule::Cyrillic)] {
        let mut whole: Vec<String> = vec![String::new()];
        for part in &parts {
            let words = in_letters(table, part, out.has);
            let joined = whole.iter().flat_map(|way| {
                words
                    .iter()
                    .map(move |word| if way.is_empty() { word.clone() } else { format!("{way} {word}") })
            });
            whole = joined.take(12).collect();
        }
        for form in whole {
            out.offer(&form, rule);
        }
        // "恩维尔·霍查": the surname comes last; after mere initials ("拉·库·尼赫鲁") it is not enough.
        if let [first, .., last] = &parts[..]
            && first.chars().count() > 1
            && last.chars().count() > 1
        {
            out.offer(last, Rule::SurnameAlone);
        }
        if let [_, .., last] = &parts[..] {
            for word in in_letters(table, last, out.has) {
                if !super::super::is_shared_surname(&word) {
                    out.offer(&word, Rule::SurnameAlone);
                }
            }
        }
    }
}

fn in_letters(table: &Table, part: &str, has: &dyn Fn(&str) -> bool) -> Vec<String> {
    let length = part.chars().count();
    // Two ideographs are a few letters, which too many words have by chance.
    let dearest = match length {
        0 | 1 => return Vec::new(),
        2 => 2,
        3 => 4,
        _ => 5,
    };
    let guesses = table.respell(part, MOST_GUESSES, dearest);
    let guesses =
        guesses.into_iter().filter(|(word, _)| word.chars().count() >= 4 && !is_ordinary(word)).collect();
    best_held(guesses, has).into_iter().map(|word| capitalised(&word)).collect()
}

/// Offers ideographs that may render a Latin word by its sound.
pub(crate) fn widen_latin(word: &str, out: &mut Collector<'_>) {
    let folded = fold(word);
    let length = folded.chars().count();
    if !(4..=16).contains(&length) || is_ordinary(&folded) || !folded.is_ascii() {
        return;
    }
    for form in in_han(&folded, out.has) {
        out.offer(&form, Rule::BySound);
    }
}

/// Offers ideographs that may render a Cyrillic word by its sound.
pub(crate) fn widen_cyrillic(word: &str, out: &mut Collector<'_>) {
    if is_ordinary(word) || word.chars().count() < 4 {
        return;
    }
    let mut spelt: Vec<String> = romanise(word).into_iter().take(1).map(|(_, spelt)| spelt).collect();
    spelt.extend(sounds_like(&fold(word), 6, 3).into_iter().map(|(spelt, _)| spelt));
    for word in spelt {
        if !out.is_full() {
            widen_latin(&word, out);
        }
    }
}

fn in_han(folded: &str, has: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut allowance = ALLOWANCE;
    let dearest = match folded.len() {
        0..=4 => 1,
        5 | 6 => 2,
        7 => 3,
        _ => 4,
    };
    let mut follows = |before: Option<char>, next: char| {
        let Some(before) = before else { return true };
        if allowance == 0 {
            return false;
        }
        allowance -= 1;
        has(&[before, next].iter().collect::<String>())
    };
    let found = TO_HAN.respell_while(folded, 12, dearest, &mut follows);
    let best = found.iter().map(|(_, price)| *price).min().unwrap_or(0);
    let long_enough = |(form, price): &(String, u8)| match form.chars().count() {
        0 | 1 => false,
        2 => STRICTLY_TO_HAN.respell(folded, 40, 0).iter().any(|(strict, _)| strict == form),
        _ => *price <= best + 2,
    };
    found.into_iter().filter(long_enough).map(|(form, _)| form).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(pairs: &'static str) -> impl Fn(&str) -> bool {
        let letters: Vec<char> = pairs.chars().collect();
        move |pair: &str| letters.windows(2).any(|two| two.iter().collect::<String>() == pair)
    }

    #[test]
    fn letters_become_the_ideographs_that_are_there() {
        for (word, han) in [
            ("khrushchev", "赫鲁晓夫"),
            ("gromyko", "葛罗米柯"),
            ("molotov", "莫洛托夫"),
            ("stalin", "斯大林"),
            ("gomulka", "哥穆尔卡"),
            ("kennedy", "肯尼迪"),
            ("tehran", "德黑兰"),
            ("zhdanov", "日丹诺夫"),
        ] {
            assert!(in_han(word, &has(han)).contains(&han.to_owned()), "{word}");
        }
        assert!(in_han("washington", &has("莫洛托夫")).is_empty());
    }

    #[test]
    fn ideographs_become_the_words_that_are_there() {
        for (han, word) in [("赫鲁晓夫", "khrushchev"), ("莫洛托夫", "molotov"), ("斯大林", "stalin")]
        {
            assert_eq!(in_letters(&HAN_TO_LATIN, han, &|asked| asked == word), [capitalised(word)]);
        }
        assert_eq!(in_letters(&HAN_TO_CYRILLIC, "马林科夫", &|asked| asked == "маленков"), ["Маленков"]);
    }
}
