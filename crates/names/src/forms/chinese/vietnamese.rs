//! How Vietnamese reads the characters that names are written with: Mao Trạch Đông, Chu Ân Lai, 范文同.
//!
//! Sino-Vietnamese readings of surnames, towns and the characters most chosen for given names, simplified and
//! traditional side by side; without marks, as the index folds them. No dictionary: what is missing is left unread.

use super::super::Rule;
use super::super::collect::Collector;
use super::super::words::{capitalised, fold};
use std::collections::HashMap;
use std::sync::LazyLock;

const READINGS: &str = "
ai 愛爱 an 安恩 anh 英 ba 波巴 bac 北 bach 白百伯薄 bai 拜 ban 班 bang 邦 bao 寶宝保包鲍鮑 bat 八 bi 比 bien 邊边卞 bieu 彪標标 binh 平萍 bo 布 boi 培 buu 寶宝 bui 裴
can 根 cao 高 cam 錦锦金甘 canh 景耿 cat 吉葛 cau 求 chan 真眞 chanh 正 chau 州珠周朱洲 chi 志芝之 chien 戰战 chieu 昭 chinh 正政征徵 chu 周朱 chuong 章 chung 鍾钟終 co 古 cong 公功 cu 巨 cuc 菊
cuong 強强 cuu 九 da 多 dac 德得 dai 大戴台 dam 談谈潭譚谭 dan 民丹 dang 鄧邓登黨党 danh 名 dao 道陶島岛 dat 達达 dau 竇窦 de 帝 di 移 diem 炎艳艷琰 dien 田奠電电 diep 葉叶 dinh 定丁 do 杜都
doan 段團团 doanh 營营 doi 隊 dong 東东同董 du 余 duan 筍笋 duc 德悳 due 惠 dung 勇容 duong 楊杨唐陽阳 duy 維维惟 gia 家嘉加 giac 覺 giai 介佳 giang 江 giap 甲 giao 交膠 ha 河何夏 hai 海 han 韓韩漢汉 hanh 行
hao 豪浩 hau 侯后 hien 賢贤顯显憲宪 hiep 協协 hieu 孝 hinh 刑 ho 胡虎湖 hoa 華华花和 hoai 懷怀 hoan 歡欢環 hoang 黃黄皇 hoc 學学 hong 洪紅红 hop 合 hue 化惠慧 hung 雄興兴 huong 香鄉 huu 友有 huy 輝辉徽 huyen 玄
ke 計计 khai 啓启 khanh 慶庆卿 khang 康 khe 溪 khiem 謙谦 khoa 科 khoi 魁 khuong 姜 kien 建堅坚 kiet 傑杰 kieu 喬乔 kim 金 ky 奇紀纪琦 la 羅罗 lac 樂乐洛 lai 來来 lam 林藍蓝 lan 蘭兰 lang 郎 lap 立 le 黎禮礼麗丽
lien 連连蓮莲 liet 烈 lieu 柳廖 linh 靈灵玲齡龄 loan 鸞 loc 祿禄 loi 雷利 long 龍龙隆 lu 盧卢呂吕 luan 倫伦 luc 陸陆六 lung 隆 luong 梁良 luu 劉刘流 ly 李理 ma 馬马 mac 莫 mai 梅 man 滿满 manh 孟 mao 毛 mau 茂 mien 綿
minh 明 mong 夢梦 my 美 nam 南男 nga 娥 ngan 銀银 nghi 儀仪毅宜 nghia 義义 nghiem 嚴严 ngo 吳吴 ngoc 玉 ngon 言 nguyen 阮元原 nguyet 月 nham 岩任 nhan 仁 nhat 日一 nhi 二 nho 儒 nhu 如茹 nhung 絨 nhuong 讓 niem 念 ninh 寧宁 nong 農农
phac 朴 pham 范 phan 潘 phat 發发 phe 批 phi 飛飞費 phong 防峰豐丰風风 phu 富府傅 phuc 福 phung 馮冯 phuong 方芳 quach 郭 quan 關关軍军 quang 光廣广 que 桂 quoc 國国 quy 貴贵 quyen 權权 quynh 瓊琼 ram 林 sa 沙
sach 策 sai 柴 sam 岑 san 山 sang 創 sat 察 sinh 生 so 楚初 son 山 song 宋雙 su 史師 ta 謝谢 tai 才財财 tam 三心 tan 新秦晉 tang 曾 tao 曹 tay 西 te 齊齐濟 thach 石 thai 太泰蔡 tham 沈 than 申 thang 勝胜升昇 thanh 成清青城聖
thao 草 that 七 the 世 thi 氏時 thien 天善 thieu 少紹绍 thinh 盛 tho 壽寿 thoai 話 thong 通 thu 秋書书 thua 承 thuan 順顺 thuc 叔 thuong 常尚 thuy 水瑞 tich 錫锡 tien 先進进 tiep 捷 tieu 小蕭萧 tin 信 tinh 靜省 to 蘇苏祖素 toan 全
ton 孫孙尊 tong 宋總 trach 澤泽擇 tran 陳陈珍 trang 莊 tri 智治 trieu 趙赵朝 trinh 鄭郑貞 tro 助 trong 重仲 tru 周 truc 竹直 trung 中忠 truong 張张長长 tu 徐四子思 tuan 俊 tuc 肅 tung 松 tuong 蔣蒋祥 tuy 綏 tuyen 宣 tuyet 雪
ung 應应 van 文雲云萬万 vi 韋韦為 vien 遠远袁 viet 越 vinh 永榮荣 vo 武無 vong 望 vu 武宇雨 vuong 王旺 vy 魏偉 xuan 春 xuong 昌 xuyen 川 xa 社 y 毅意伊 yen 燕 uy 魏威 uyen 鴛 hue 順化 
";

static READ: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut read: HashMap<char, Vec<&'static str>> = HashMap::new();
    let mut reading = "";
    for word in READINGS.split_whitespace() {
        if word.is_ascii() {
            reading = word;
            continue;
        }
        for ideograph in word.chars() {
            let readings = read.entry(ideograph).or_default();
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    read
});
static WRITTEN: LazyLock<HashMap<&'static str, Vec<char>>> = LazyLock::new(|| {
    let mut written: HashMap<&'static str, Vec<char>> = HashMap::new();
    for (ideograph, readings) in &*READ {
        readings.iter().for_each(|reading| written.entry(reading).or_default().push(*ideograph));
    }
    written.values_mut().for_each(|same| same.sort_unstable());
    written
});

/// Whether a folded syllable is a usual one of names: the reading of a character here, or one of the native words in
/// the names of towns.
pub(crate) fn is_usual(folded: &str) -> bool {
    WRITTEN.contains_key(folded)
        || matches!(folded, "noi" | "gon" | "nang" | "ranh" | "rai" | "cai" | "lao" | "sapa" | "tho")
}

/// Offers the Vietnamese reading of a name in ideographs.
pub(crate) fn offer_reading(name: &str, out: &mut Collector<'_>) -> Vec<String> {
    if !(2..=4).contains(&name.chars().count()) {
        return Vec::new();
    }
    let mut ways = vec![String::new()];
    for ideograph in name.chars() {
        let sounds = READ.get(&ideograph).map_or(&[][..], Vec::as_slice);
        let longer = ways.iter().flat_map(|way| {
            sounds.iter().map(move |sound| {
                let word = capitalised(sound);
                if way.is_empty() { word } else { format!("{way} {word}") }
            })
        });
        ways = longer.take(12).collect();
    }
    ways.retain(|way| out.offer(way, Rule::Vietnamese));
    ways
}

/// The ideographs of a Vietnamese name, every pair of which stands in the index; three syllables or a surname first.
pub(crate) fn written_in_han(words: &[&str], has: &dyn Fn(&str) -> bool) -> Vec<String> {
    let pieces: Vec<String> = words.iter().flat_map(|word| word.split('-')).map(fold).collect();
    if !(2..=4).contains(&pieces.len()) || pieces.len() == 2 && !is_surname(&pieces[0]) {
        return Vec::new();
    }
    let mut ways: Vec<Vec<char>> = vec![Vec::new()];
    for piece in &pieces {
        let characters = WRITTEN.get(&**piece).map_or(&[][..], Vec::as_slice);
        let mut longer = Vec::new();
        for way in &ways {
            let fits =
                |next: &&char| way.last().is_none_or(|last| has(&[*last, **next].iter().collect::<String>()));
            longer.extend(characters.iter().filter(fits).map(|next| [&way[..], &[*next]].concat()));
        }
        longer.truncate(200);
        ways = longer;
    }
    ways.into_iter().map(String::from_iter).collect()
}

/// The surnames that four Vietnamese in five bear.
fn is_surname(folded: &str) -> bool {
    matches!(
        folded,
        "nguyen"
            | "tran"
            | "le"
            | "pham"
            | "hoang"
            | "huynh"
            | "phan"
            | "vu"
            | "vo"
            | "dang"
            | "bui"
            | "do"
            | "ho"
            | "ngo"
            | "duong"
            | "ly"
            | "truong"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_and_read() {
        let index = ["范文", "文同", "周恩", "恩来", "黎笋"];
        let has = |pair: &str| index.contains(&pair);
        assert_eq!(written_in_han(&["Phạm", "Văn", "Đồng"], &has), ["范文同"]);
        assert_eq!(written_in_han(&["Chu", "Ân", "Lai"], &has), ["周恩来"]);
        assert_eq!(written_in_han(&["Le", "Duan"], &has), ["黎笋"]);
        assert!(written_in_han(&["Anh", "Minh"], &|_| true).is_empty());
    }
}
