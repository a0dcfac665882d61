//! Japanese words for dates, besides those that it shares with Chinese.
//!
//! Only a table; see [`Row`] for how phrases are written, and [`super`] for how a language is added.

use crate::date::words::vocabulary::{Bound, Era, Row, TimeWord, Word};
use Word::{Circa, Filler, Time, To, Undated, Weekday};

pub(in crate::date::words) const WORDS: &[Row] = &[
    ("明治", Word::Era(Era::Japanese(1868))),
    ("大正", Word::Era(Era::Japanese(1912))),
    ("昭和", Word::Era(Era::Japanese(1926))),
    ("平成", Word::Era(Era::Japanese(1989))),
    ("令和", Word::Era(Era::Japanese(2019))),
    ("月曜日|火曜日|水曜日|木曜日|金曜日|土曜日|日曜日", Weekday),
    ("頃|ころ|ごろ", Circa),
    ("以降", Word::Bound(Bound::From)),
    ("から", To),
    ("まで|付|付け|の|に|西暦|紀元", Filler),
    ("年月日不詳|年月日不明|日付なし|日付不明|不明", Undated),
    ("午前", Time(TimeWord::Am)),
    ("午後", Time(TimeWord::Pm)),
    ("日本時間", Time(TimeWord::Zone(Some(540)))),
];
