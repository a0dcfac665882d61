//! Arabic words for dates: the Islamic months, and Gregorian ones by both sets of names.
//!
//! Only a table; see [`Row`] for how phrases are written, and [`super`] for how a language is added.

use crate::date::words::vocabulary::{Row, Word};
use Word::{And, Circa, Filler, HijriMonth, Month, To, Undated, Weekday};

pub(in crate::date::words) const WORDS: &[Row] = &[
    ("محرم|المحرم", HijriMonth(1)),
    ("صفر", HijriMonth(2)),
    ("ربيع الأول|ربيع اول", HijriMonth(3)),
    ("ربيع الثاني|ربيع الآخر|ربيع ثاني", HijriMonth(4)),
    ("جمادى الأولى|جمادى الاول", HijriMonth(5)),
    ("جمادى الآخرة|جمادى الثانية|جمادى الثاني", HijriMonth(6)),
    ("رجب", HijriMonth(7)),
    ("شعبان", HijriMonth(8)),
    ("رمضان", HijriMonth(9)),
    ("شوال", HijriMonth(10)),
    ("ذو القعدة|ذي القعدة", HijriMonth(11)),
    ("ذو الحجة|ذي الحجة", HijriMonth(12)),
    ("يناير|كانون الثاني", Month(1)),
    ("فبراير|شباط", Month(2)),
    ("مارس|آذار", Month(3)),
    ("أبريل|إبريل|نيسان", Month(4)),
    ("مايو|أيار", Month(5)),
    ("يونيو|حزيران", Month(6)),
    ("يوليو|تموز", Month(7)),
    ("أغسطس|آب", Month(8)),
    ("سبتمبر|أيلول", Month(9)),
    ("أكتوبر|تشرين الأول", Month(10)),
    ("نوفمبر|تشرين الثاني", Month(11)),
    ("ديسمبر|كانون الأول", Month(12)),
    ("الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد", Weekday),
    ("حوالي|نحو", Circa),
    ("و", And),
    ("إلى|حتى", To),
    ("بدون تاريخ|غير مؤرخ", Undated),
    ("هـ|ه|م|سنة|عام|في|من|يوم|شهر|هجري|هجرية|ميلادي", Filler),
];
