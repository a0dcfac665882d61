//! Korean words for dates.
//!
//! Only a table; see [`Row`] for how phrases are written, and [`super`] for how a language is added.

use crate::date::words::vocabulary::{Bound, Era, Row, Season, Third, TimeWord, Word};
use Word::{
    And, Century, Circa, Day, Decade, Filler, HalfOf, Lunisolar, MonthMark, Or, Time, To, Undated, Weekday,
    Year,
};

pub(in crate::date::words) const WORDS: &[Row] = &[
    ("년|년도", Year),
    ("월", MonthMark),
    ("일", Day),
    ("년대", Decade),
    ("세기", Century),
    ("월요일|화요일|수요일|목요일|금요일|토요일|일요일", Weekday),
    ("봄", Word::Season(Season::Spring)),
    ("여름", Word::Season(Season::Summer)),
    ("가을", Word::Season(Season::Autumn)),
    ("겨울", Word::Season(Season::Winter)),
    ("초|초순|상순|초반|초기", Word::Third(Third::Early)),
    ("중순|중반|중기", Word::Third(Third::Mid)),
    ("말|하순|후반|말기", Word::Third(Third::Late)),
    ("상반기", HalfOf(1)),
    ("하반기", HalfOf(2)),
    ("약|경|무렵|쯤", Circa),
    ("이전|전", Word::Bound(Bound::Before)),
    ("이후|후", Word::Bound(Bound::After)),
    ("부터|에서", To),
    ("까지|의|에|서기|양력", Filler),
    ("과|와|및", And),
    ("또는|혹은", Or),
    ("단기|단군기원|檀紀|檀君紀元", Word::Era(Era::Dangi)),
    ("음력|陰曆", Lunisolar),
    ("날짜 미상|미상|날짜 없음|연대 미상|일자 미상", Undated),
    ("오전", Time(TimeWord::Am)),
    ("오후", Time(TimeWord::Pm)),
    ("정오", Time(TimeWord::Noon)),
    ("자정", Time(TimeWord::Midnight)),
    ("시", Time(TimeWord::Hour)),
    ("분", Time(TimeWord::Minute)),
    ("한국시간|한국 시간", Time(TimeWord::Zone(Some(540)))),
];
