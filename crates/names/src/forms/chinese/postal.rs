//! Chinese places under the names of the postal atlas, and how its spellings go.
//!
//! The atlas of the Chinese Imperial Post (1906) kept older sounds (king for jing, kiang for jiang) and local ones
//! (Canton, Amoy). Where a rule gives them, [`spellings_of`] does; the provinces, principal cities and the rivers and
//! ports of treaties that have a name of their own in the West stand in a table. Not for persons.

use super::super::words::fold;
use super::characters::readings_of;
use super::gb2312::is_in_gb2312;
use super::syllables::Syllable;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A place to a line: in simplified ideographs, in pinyin, then other spellings in use, Russian ones among them.
const ATLAS: &str = "
北京 Beijing Peking Pekin Пекин
北平 Beiping Peiping Бэйпин
南京 Nanjing Nanking Нанкин
上海 Shanghai Шанхай
天津 Tianjin Tientsin Тяньцзинь
重庆 Chongqing Chungking Чунцин
广州 Guangzhou Canton Kwangchow Кантон Гуанчжоу
香港 Xianggang Hong·Kong Hongkong Гонконг Сянган
澳门 Aomen Macau Macao Макао Аомынь
厦门 Xiamen Amoy Амой Сямынь
汕头 Shantou Swatow Сватоу Шаньтоу
福州 Fuzhou Foochow Фучжоу
苏州 Suzhou Soochow Сучжоу
杭州 Hangzhou Hangchow Ханчжоу
扬州 Yangzhou Yangchow Янчжоу
徐州 Xuzhou Suchow Hsuchow Сюйчжоу
郑州 Zhengzhou Chengchow Чжэнчжоу
兰州 Lanzhou Lanchow Ланьчжоу
贵州 Guizhou Kweichow Гуйчжоу
贵阳 Guiyang Kweiyang Гуйян
桂林 Guilin Kweilin Гуйлинь
昆明 Kunming Yunnanfu Куньмин
成都 Chengdu Chengtu Чэнду
武汉 Wuhan Ухань
汉口 Hankou Hankow Ханькоу
武昌 Wuchang Учан
汉阳 Hanyang Ханьян
长沙 Changsha Чанша
南昌 Nanchang Наньчан
九江 Jiujiang Kiukiang Цзюцзян
合肥 Hefei Hofei Хэфэй
济南 Jinan Tsinan Цзинань
青岛 Qingdao Tsingtao Циндао
烟台 Yantai Chefoo Яньтай
威海卫 Weihaiwei Вэйхайвэй
太原 Taiyuan Тайюань
大同 Datong Tatung Датун
开封 Kaifeng Кайфэн
洛阳 Luoyang Loyang Лоян
西安 Xi'an Sian Xian Hsian Сиань
延安 Yan'an Yenan Yanan Яньань
宝鸡 Baoji Paoki Баоцзи
西宁 Xining Sining Синин
银川 Yinchuan Ningsia Иньчуань
呼和浩特 Hohhot Huhehot Guisui Kweisui Хух-Хото
包头 Baotou Paotow Баотоу
张家口 Zhangjiakou Kalgan Калган Чжанцзякоу
承德 Chengde Чэндэ
热河 Rehe Jehol Жэхэ Джехол
察哈尔 Chahar Чахар
绥远 Suiyuan Суйюань
沈阳 Shenyang Mukden Fengtian 奉天 Мукден Шэньян Фэнтянь
大连 Dalian Dairen Dalny Dal'nii Dalnii Далянь Дальний
旅顺 Lüshun Lüshunkou 旅顺口 Port·Arthur Люйшунь Порт-Артур
长春 Changchun Hsinking Чанчунь
哈尔滨 Harbin Ha'erbin Харбин
齐齐哈尔 Qiqihar Tsitsihar Цицикар
佳木斯 Jiamusi Kiamusze Цзямусы
牡丹江 Mudanjiang Mutankiang Муданьцзян
吉林 Jilin Kirin Гирин Цзилинь
营口 Yingkou Yingkow Newchwang Инкоу
锦州 Jinzhou Chinchow Цзиньчжоу
安东 Andong Antung Аньдун
丹东 Dandong Tantung Даньдун
鞍山 Anshan Аньшань
满洲里 Manzhouli Manchouli Маньчжурия
海拉尔 Hailar Хайлар
唐山 Tangshan Таншань
保定 Baoding Paoting Баодин
石家庄 Shijiazhuang Shihkiachwang Шицзячжуан
秦皇岛 Qinhuangdao Chinwangtao Циньхуандао
山海关 Shanhaiguan Shanhaikwan Шаньхайгуань
宁波 Ningbo Ningpo Нинбо
温州 Wenzhou Wenchow Вэньчжоу
南宁 Nanning Наньнин
梧州 Wuzhou Wuchow Учжоу
海口 Haikou Hoihow Хайкоу
海南 Hainan Хайнань
湛江 Zhanjiang Kwangchowwan Чжаньцзян
台湾 Taiwan Formosa Тайвань Формоза
台北 Taibei Taipei Taipeh Тайбэй
高雄 Gaoxiong Kaohsiung Takao Гаосюн
基隆 Jilong Keelung Kilung Цзилун
台中 Taizhong Taichung Тайчжун
台南 Tainan Тайнань
金门 Jinmen Quemoy Kinmen Chinmen Цзиньмэнь
马祖 Mazu Matsu Мацзу
澎湖 Penghu Pescadores Пэнху
大陈 Dachen Tachen Дачэнь
一江山 Yijiangshan Ichiang Ицзяншань
新疆 Xinjiang Sinkiang Hsinchiang Синьцзян
乌鲁木齐 Urumqi Urumchi Ürümqi Wulumuqi 迪化 Dihua Tihwa Tihua Урумчи Дихуа
伊宁 Yining Kuldja Kulja Инин Кульджа
喀什 Kashi Kashgar 喀什噶尔 Кашгар
和田 Hetian Khotan Hotan Хотан
哈密 Hami Kumul Qumul Хами Кумул
吐鲁番 Tulufan Turfan Turpan Турфан
塔城 Tacheng Chuguchak Чугучак
阿克苏 Akesu Aksu Аксу
西藏 Xizang Tibet Hsitsang Тибет Сицзан
拉萨 Lasa Lhasa Лхаса
日喀则 Rikaze Shigatse Xigaze Шигадзе
昌都 Changdu Chamdo Qamdo Чамдо
江孜 Jiangzi Gyantse Гьянтзе
亚东 Yadong Yatung Ядун
四川 Sichuan Szechwan Szechuan Ssuchuan Сычуань
云南 Yunnan Юньнань
广东 Guangdong Kwangtung Гуандун
广西 Guangxi Kwangsi Гуанси
福建 Fujian Fukien Фуцзянь
浙江 Zhejiang Chekiang Чжэцзян
江苏 Jiangsu Kiangsu Цзянсу
江西 Jiangxi Kiangsi Цзянси
安徽 Anhui Anhwei Аньхой Аньхуэй
湖北 Hubei Hupeh Hupei Хубэй
湖南 Hunan Хунань
河北 Hebei Hopeh Hopei Хэбэй
河南 Henan Honan Хэнань
山东 Shandong Shantung Шаньдун
山西 Shanxi Shansi Шаньси
陕西 Shaanxi Shensi Шэньси
甘肃 Gansu Kansu Ганьсу
青海 Qinghai Tsinghai Chinghai Цинхай
宁夏 Ningxia Ningsia Нинся
西康 Xikang Sikang Сикан
辽宁 Liaoning Ляонин
黑龙江 Heilongjiang Heilungkiang Хэйлунцзян
内蒙古 Nei·Menggu Inner·Mongolia Внутренняя·Монголия
长江 Changjiang Yangtze Yangtse Янцзы
扬子江 Yangzijiang Yangtze Янцзы
黄河 Huanghe Yellow·River Хуанхэ
鸭绿江 Yalujiang Yalu Ялуцзян
珍宝岛 Zhenbao Chenpao Damansky Даманский
钓鱼岛 Diaoyu Senkaku Tiaoyu
西沙 Xisha Paracel Paracels
南沙 Nansha Spratly Spratlys
井冈山 Jinggangshan Chingkangshan Цзинганшань
遵义 Zunyi Tsunyi Цзуньи
瑞金 Ruijin Juichin Жуйцзинь
庐山 Lushan Лушань
北戴河 Beidaihe Peitaiho Бэйдайхэ
中南海 Zhongnanhai Chungnanhai Чжуннаньхай
黄埔 Huangpu Whampoa Вампу
芦沟桥 Lugouqiao Lukouchiao
";

struct Atlas {
    places: Vec<Vec<String>>,
    by_name: HashMap<String, Vec<usize>>,
}

static ATLAS_READ: LazyLock<Atlas> = LazyLock::new(|| {
    let mut atlas = Atlas { places: Vec::new(), by_name: HashMap::new() };
    for line in ATLAS.lines().filter(|line| !line.is_empty()) {
        let names: Vec<String> = line.split(' ').map(|name| name.replace('·', " ")).collect();
        for name in &names {
            let rows = atlas.by_name.entry(key(name)).or_default();
            if rows.last() != Some(&atlas.places.len()) {
                rows.push(atlas.places.len());
            }
        }
        atlas.places.push(names);
    }
    atlas
});

fn key(name: &str) -> String {
    name.split([' ', '-']).map(fold).collect::<Vec<_>>().join("")
}

/// The other names of a place of the atlas, however it is written; none where it is not there.
///
/// ```
/// use fonds_names::forms::chinese::names_of_place;
/// assert!(names_of_place("Mukden").contains(&"Shenyang"));
/// assert!(names_of_place("T’ien-chin").is_empty() && names_of_place("天津").contains(&"Tientsin"));
/// ```
pub fn names_of_place(name: &str) -> Vec<&'static str> {
    let rows = ATLAS_READ.by_name.get(&key(name)).map_or(&[][..], Vec::as_slice);
    let names = rows.iter().filter_map(|row| ATLAS_READ.places.get(*row)).flatten();
    names.map(String::as_str).collect()
}

/// The names of a place that is written in traditional characters: each character is the one of the atlas, or is no
/// simplified one and read alike.
pub(crate) fn names_of_traditional(name: &str) -> Vec<&'static str> {
    let asked: Vec<char> = name.chars().collect();
    if asked.iter().all(|c| is_in_gb2312(*c)) || asked.len() > 4 {
        return Vec::new();
    }
    let same = |a: char, b: char| {
        a == b || !is_in_gb2312(a) && readings_of(a).iter().any(|s| readings_of(b).contains(s))
    };
    let fits = |names: &&Vec<String>| {
        let simplified: Vec<char> = names[0].chars().collect();
        simplified.len() == asked.len() && asked.iter().zip(&simplified).all(|(a, b)| same(*a, *b))
    };
    ATLAS_READ.places.iter().filter(fits).flatten().map(String::as_str).collect()
}

/// How the atlas may spell a syllable, without marks.
pub(crate) fn spellings_of(syllable: Syllable) -> Vec<String> {
    let (initial, vowel) = syllable.parts();
    let palatal = matches!(initial, "j" | "q" | "x");
    let sounds: &[&str] = match vowel {
        "ou" => &["ow", "ou"],
        "i" if matches!(initial, "zh" | "ch" | "sh" | "r") => &["ih"],
        "i" if matches!(initial, "z" | "c" | "s") => &["ze", "u"],
        "ui" => &["wei", "ui"],
        "ua" => &["wa"],
        "uai" => &["wai"],
        "uang" => &["wang"],
        "uo" => &["o"],
        "uan" if !palatal && initial != "y" => &["wan", "uan"],
        "ong" => &["ung"],
        "ian" => &["ien"],
        "ie" => &["ieh"],
        "ei" => &["ei", "eh"],
        "e" => &["eh", "o"],
        "u" => &["u", "oo"],
        "v" => &["u"],
        _ => &[""],
    };
    let letters: &[&str] = match initial {
        "b" => &["p"],
        "d" => &["t"],
        "g" => &["k"],
        "j" => &["k", "ts", "ch"],
        "q" => &["k", "ts", "ch"],
        "x" => &["s", "h", "hs"],
        "zh" => &["ch"],
        "z" | "c" => &["ts"],
        "r" => &["j"],
        other => {
            return sounds
                .iter()
                .map(|sound| format!("{other}{}", if sound.is_empty() { vowel } else { sound }))
                .collect();
        }
    };
    let mut spelt = Vec::new();
    for letter in letters {
        spelt.extend(
            sounds.iter().map(|sound| format!("{letter}{}", if sound.is_empty() { vowel } else { sound })),
        );
    }
    spelt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_give_the_spellings_that_are_regular() {
        let spells = |pinyin: &str, spelt: &str| {
            Syllable::of_pinyin(pinyin)
                .is_some_and(|syllable| spellings_of(syllable).iter().any(|s| s == spelt))
        };
        assert!(spells("jing", "king") && spells("jiang", "kiang") && spells("zhou", "chow"));
        assert!(spells("guang", "kwang") && spells("jin", "tsin") && spells("xi", "si"));
    }

    #[test]
    fn every_place_begins_with_ideographs_and_pinyin() {
        for names in &ATLAS_READ.places {
            assert!(
                names.len() >= 3
                    && !names[0].is_ascii()
                    && names[1].chars().all(|c| !('\u{400}'..'\u{500}').contains(&c))
            );
        }
    }
}
