//! Persian words for dates: the Solar Hijri months, and Gregorian ones by their French names.
//!
//! Only a table; see [`Row`] for how phrases are written, and [`super`] for how a language is added.

use crate::date::words::vocabulary::{Row, TimeWord, Word};
use Word::{And, Circa, Filler, Month, SolarHijriMonth, Time, To, Undated, Weekday};

pub(in crate::date::words) const WORDS: &[Row] = &[
    ("فروردین", SolarHijriMonth(1)),
    ("اردیبهشت", SolarHijriMonth(2)),
    ("خرداد", SolarHijriMonth(3)),
    ("تیر", SolarHijriMonth(4)),
    ("مرداد|امرداد", SolarHijriMonth(5)),
    ("شهریور", SolarHijriMonth(6)),
    ("مهر", SolarHijriMonth(7)),
    ("آبان", SolarHijriMonth(8)),
    ("آذر", SolarHijriMonth(9)),
    ("دی", SolarHijriMonth(10)),
    ("بهمن", SolarHijriMonth(11)),
    ("اسفند", SolarHijriMonth(12)),
    ("ژانویه", Month(1)),
    ("فوریه", Month(2)),
    ("مارس", Month(3)),
    ("آوریل", Month(4)),
    ("مه", Month(5)),
    ("ژوئن", Month(6)),
    ("ژوئیه", Month(7)),
    ("اوت", Month(8)),
    ("سپتامبر", Month(9)),
    ("اکتبر", Month(10)),
    ("نوامبر", Month(11)),
    ("دسامبر", Month(12)),
    ("شنبه|یکشنبه|دوشنبه|سه شنبه|چهارشنبه|پنجشنبه|جمعه", Weekday),
    ("حدود", Circa),
    ("و", And),
    ("تا", To),
    ("بدون تاریخ|تاریخ نامعلوم", Undated),
    ("ماه|سال|روز|مورخ|تاریخ|هجری شمسی|ه ش|شمسی|میلادی", Filler),
    ("ساعت", Time(TimeWord::OfPlace)),
];
