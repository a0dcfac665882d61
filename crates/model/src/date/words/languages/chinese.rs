//! Chinese words for dates, in both scripts. Numerals are read by [`super::super::numerals`].
//!
//! Only a table; see [`Row`] for how phrases are written, and [`super`] for how a language is added.

use crate::date::words::vocabulary::{Bound, Era, Row, Season, Third, TimeWord, Word};
use Word::{
    And, Century, Circa, Day, Decade, Filler, HalfOf, Lunisolar, MonthMark, Or, Quarter, Time, To, Undated,
    Weekday, Year,
};

pub(in crate::date::words) const WORDS: &[Row] = &[
    ("年|年份", Year),
    ("月|月份", MonthMark),
    ("日|号|號", Day),
    ("年代", Decade),
    ("世纪|世紀", Century),
    ("星期一|星期二|星期三|星期四|星期五|星期六|星期日|星期天", Weekday),
    ("周一|周二|周三|周四|周五|周六|周日|週一|週二|週三|週四|週五|週六|週日", Weekday),
    ("春|春天|春季", Word::Season(Season::Spring)),
    ("夏|夏天|夏季", Word::Season(Season::Summer)),
    ("秋|秋天|秋季", Word::Season(Season::Autumn)),
    ("冬|冬天|冬季", Word::Season(Season::Winter)),
    ("上旬|初|初期|年初|早期|前期", Word::Third(Third::Early)),
    ("中旬|中|中期|年中", Word::Third(Third::Mid)),
    ("下旬|底|末|末期|年底|年末|晚期|后期|後期", Word::Third(Third::Late)),
    ("上半年", HalfOf(1)),
    ("下半年", HalfOf(2)),
    ("季度", Quarter),
    ("约|約|大约|大約|大概|左右|前后|前後", Circa),
    ("可能|疑为|疑為", Word::Perhaps),
    ("不晚于|不晚於|不迟于|不遲於|最晚", Word::Bound(Bound::NotAfter)),
    ("不早于|不早於|最早", Word::Bound(Bound::NotBefore)),
    ("之前|以前|前|早于|早於", Word::Bound(Bound::Before)),
    ("之后|之後|以后|以後|后|後|晚于|晚於", Word::Bound(Bound::After)),
    ("从|從|自", Word::Bound(Bound::From)),
    ("至|到", To),
    ("和|与|與|及|、", And),
    ("或|或者", Or),
    ("民国|民國|中华民国|中華民國", Word::Era(Era::Republican)),
    ("道光", Word::Era(Era::Qing(1821))),
    ("咸丰|咸豐", Word::Era(Era::Qing(1851))),
    ("同治", Word::Era(Era::Qing(1862))),
    ("光绪|光緒", Word::Era(Era::Qing(1875))),
    ("宣统|宣統", Word::Era(Era::Qing(1909))),
    ("农历|農曆|阴历|陰曆|旧历|舊曆", Lunisolar),
    (
        "不详|不詳|无日期|無日期|日期不详|日期不詳|年代不详|年代不詳|时间不详|時間不詳|未注明日期|日期不明|没有日期|未署日期",
        Undated,
    ),
    ("公元|西元|公历|公曆|第|的|在|日期|于|於|夜|晚", Filler),
    ("上午|凌晨|早上|清晨|早晨", Time(TimeWord::Am)),
    ("下午|晚上|傍晚", Time(TimeWord::Pm)),
    ("中午|正午", Time(TimeWord::Noon)),
    ("午夜|半夜", Time(TimeWord::Midnight)),
    ("时|時|点|點|点钟|點鐘|时正|時正", Time(TimeWord::Hour)),
    ("分|分钟|分鐘", Time(TimeWord::Minute)),
    ("北京时间|北京時間", Time(TimeWord::Zone(Some(480)))),
    ("莫斯科时间|莫斯科時間", Time(TimeWord::Zone(Some(180)))),
];
