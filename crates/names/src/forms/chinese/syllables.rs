//! The syllables of standard Chinese in Hanyu pinyin, without tones.
//!
//! After the table of *Hanyu Pinyin Fang'an* (1958; ISO 7098). Romanisations are made from these:
//! [`super::wade_giles`], [`super::palladius`], [`super::super::korean::mandarin`].

use std::collections::HashMap;
use std::sync::LazyLock;

/// By initial; `v` is ü, as on keyboards.
const TABLE: &str = "
a ai an ang ao e ei en eng er o ou
ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu
pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu
ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu
fa fan fang fei fen feng fo fou fu
da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo
ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo
na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve
la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu long lou lu luan lun luo lv lve
ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo
ka kai kan kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo
ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo
ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun
qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun
xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun
zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo
cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo
sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo
ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo
za zai zan zang zao ze zei zen zeng zi zong zou zu zuan zui zun zuo
ca cai can cang cao ce cen ceng ci cong cou cu cuan cui cun cuo
sa sai san sang sao se sen seng si song sou su suan sui sun suo
ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun
wa wai wan wang wei wen weng wo wu";

/// A syllable: its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Syllable(u16);

static ALL: LazyLock<Vec<&'static str>> = LazyLock::new(|| TABLE.split_whitespace().collect());
static PLACES: LazyLock<HashMap<&'static str, Syllable>> =
    LazyLock::new(|| ALL.iter().zip(0..).map(|(spelt, place)| (*spelt, Syllable(place))).collect());

impl Syllable {
    /// By its pinyin without tone; ü may be `v`, or after `n` and `l` its own letter.
    pub fn of_pinyin(pinyin: &str) -> Option<Self> {
        let found = PLACES.get(pinyin).copied();
        found.or_else(|| pinyin.contains('ü').then(|| PLACES.get(&*pinyin.replace('ü', "v")).copied())?)
    }

    /// Its pinyin without tone; ü is `v`.
    pub fn key(self) -> &'static str {
        ALL.get(usize::from(self.0)).copied().unwrap_or("")
    }

    /// Its pinyin without tone.
    ///
    /// ```
    /// use fonds_names::forms::chinese::Syllable;
    /// assert_eq!(Syllable::of_pinyin("lv").map(Syllable::pinyin), Some("lü".to_owned()));
    /// ```
    pub fn pinyin(self) -> String {
        self.key().replace('v', "ü")
    }

    /// All syllables.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).take(ALL.len()).map(Self)
    }

    /// Initial and final as they are spelt: ("zh", "ou"), ("", "an"). `y` and `w` count as initials.
    pub(crate) fn parts(self) -> (&'static str, &'static str) {
        let key = self.key();
        let length = match key.as_bytes() {
            [b'z' | b'c' | b's', b'h', ..] => 2,
            [b'a' | b'e' | b'o', ..] | [] => 0,
            _ => 1,
        };
        key.split_at(length)
    }
}
