//! Words and what they mean: a table for each language, then the rules that hold for all.

use super::*;
use crate::date::edtf::tests::any_edtf;
use crate::{Day, Language};
use proptest::prelude::*;

fn edtf(words: &str) -> String {
    edtf_with(words, &ReadingHints::default())
}

fn edtf_with(words: &str, hints: &ReadingHints) -> String {
    HistoricalDate::read_with(words, hints).edtf.map_or("none".to_owned(), |edtf| edtf.to_string())
}

fn all_read(rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter(|(words, expected)| edtf(words) != *expected)
        .map(|(words, expected)| format!("{words}: {} instead of {expected}", edtf(words)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn english_dates_are_read() {
    all_read(&[
        ("January 08, 1949", "1949-01-08"),
        ("March, 1949", "1949-03"),
        ("October 8, 1950", "1950-10-08"),
        ("1948", "1948"),
        ("circa 1950", "1950~"),
        ("c. 1950", "1950~"),
        ("ca. 1950", "1950~"),
        ("c.1950", "1950~"),
        ("about May 1950", "1950-05~"),
        ("~1950", "1950~"),
        ("early 1949", "1949-01/1949-04"),
        ("mid 1949", "1949-05/1949-08"),
        ("mid-1949", "1949-05/1949-08"),
        ("late 1949", "1949-09/1949-12"),
        ("end of 1949", "1949-09/1949-12"),
        ("early January 1949", "1949-01-01/1949-01-10"),
        ("mid-January 1949", "1949-01-11/1949-01-20"),
        ("late February 1948", "1948-02-21/1948-02-29"),
        ("early to mid 1949", "1949-01/1949-08"),
        ("late 1949 – early 1950", "1949-09/1950-04"),
        ("winter 1950-1951", "1950-12/1951-02"),
        ("winter 1950/51", "1950-12/1951-02"),
        ("Winter of 1950–51", "1950-12/1951-02"),
        ("winter 1950", "1950-24"),
        ("spring 1949", "1949-21"),
        ("the fall of 1949", "1949-23"),
        ("summer, 1950", "1950-22"),
        ("early spring 1949", "1949-03"),
        ("1955-1956", "1955/1956"),
        ("1955–56", "1955/1956"),
        ("1955-56", "1955/1956"),
        ("1899–1901", "1899/1901"),
        ("January 30-31, 1949", "1949-01-30/1949-01-31"),
        ("Jan 6-20 1949", "1949-01-06/1949-01-20"),
        ("30 January - 8 February 1949", "1949-01-30/1949-02-08"),
        ("January 30 – February 8, 1949", "1949-01-30/1949-02-08"),
        ("December 30 – January 2, 1950", "1949-12-30/1950-01-02"),
        ("December 30, 1949 – January 2", "1949-12-30/1950-01-02"),
        ("December 30, 1949 to January 2, 1950", "1949-12-30/1950-01-02"),
        ("June–July 1950", "1950-06/1950-07"),
        ("June 1950 - July 1951", "1950-06/1951-07"),
        ("June —, 1861", "1861-06"),
        ("June — 1861", "1861-06"),
        ("1950s", "195X"),
        ("the 1950s", "195X"),
        ("1950's", "195X"),
        ("early 1950s", "1950/1953"),
        ("late 1950s", "1957/1959"),
        ("19th century", "18XX"),
        ("the 1800s", "18XX"),
        ("[no later than 5 May 1953]", "../1953-05-05"),
        ("no later than May 5, 1953", "../1953-05-05"),
        ("by 5 May 1953", "../1953-05-05"),
        ("on or before 5 May 1953", "../1953-05-05"),
        ("not earlier than May 1953", "1953-05/.."),
        ("not before 5 May 1953", "1953-05-05/.."),
        ("before 5 May 1953", "../1953-05-04"),
        ("before 1950", "../1949"),
        ("before May 1953", "../1953-04"),
        ("after 1950", "1951/.."),
        ("after 31 December 1950", "1951-01-01/.."),
        ("since 1950", "1950/.."),
        ("1950 or later", "1950/.."),
        ("probably before May 1953", "../1953-04?"),
        ("1950 or earlier", "../1950"),
        ("from 1950 to 1953", "1950/1953"),
        ("between 5 May and 7 June 1953", "1953-05-05/1953-06-07"),
        ("between 1950 and 1953", "1950/1953"),
        ("after 5 May 1953 and before 9 May 1953", "1953-05-06/1953-05-08"),
        ("not earlier than 5 May and not later than 9 May 1953", "1953-05-05/1953-05-09"),
        ("5 May 1953 or 6 May 1953", "[1953-05-05,1953-05-06]"),
        ("5 or 6 May 1953", "[1953-05-05,1953-05-06]"),
        ("1949 or 1950", "[1949,1950]"),
        ("September 26 and 27, 1959", "1959-09-26/1959-09-27"),
        ("December 3 and 5, 1971", "{1971-12-03,1971-12-05}"),
        ("[1949]", "1949"),
        ("[January 8, 1949]", "1949-01-08"),
        ("1949?", "1949?"),
        ("[1949?]", "1949?"),
        ("January 8, 1949?", "1949-01-08?"),
        ("January 8, 1949 (?)", "1949-01-08?"),
        ("[January?] 1949", "1949-?01"),
        ("January [8?], 1949", "1949-01-?08"),
        ("January 8, [1949?]", "1949?-01-08"),
        ("probably early 1949", "1949-01?/1949-04?"),
        ("circa 1949-1951", "1949~/1951~"),
        ("8th January 1949", "1949-01-08"),
        ("January 8th, 1949", "1949-01-08"),
        ("the 8th of January, 1949", "1949-01-08"),
        ("On the afternoon of the 20th day of June, 1861", "1861-06-20"),
        ("Tuesday, May 3, 1949", "1949-05-03"),
        ("May 3, 1949 (Tuesday)", "1949-05-03"),
        ("Jan. 8, 1949", "1949-01-08"),
        ("Sept. 8, 1949", "1949-09-08"),
        ("8 Jan 49", "1949-01-08"),
        ("8-Jan-1949", "1949-01-08"),
        ("08-JAN-49", "1949-01-08"),
        ("JANUARY 8 1949", "1949-01-08"),
        ("1949 January 8", "1949-01-08"),
        ("1949, January 8", "1949-01-08"),
        ("1949-01-08", "1949-01-08"),
        ("1949-1-8", "1949-01-08"),
        ("1949/01/08", "1949-01-08"),
        ("1949-01", "1949-01"),
        ("1949/1", "1949-01"),
        ("01/1949", "1949-01"),
        ("8.1.1949", "1949-01-08"),
        ("08/01/1949", "1949-08-01"),
        ("18/01/1949", "1949-01-18"),
        ("1/8/49", "1949-01-08"),
        ("19490108", "1949-01-08"),
        ("8.XII.1949", "1949-12-08"),
        ("8/XII/49", "1949-12-08"),
        ("8-XII-1949", "1949-12-08"),
        ("the night of 3-4 May 1949", "1949-05-03/1949-05-04"),
        ("night of May 3/4, 1949", "1949-05-03/1949-05-04"),
        ("first half of 1949", "1949-40"),
        ("second quarter of 1950", "1950-34"),
        ("last quarter of 1950", "1950-36"),
        ("Q1 1950", "1950-33"),
        ("first half of January 1949", "1949-01-01/1949-01-15"),
        ("Washington, January 8, 1949—3:30 p.m.", "1949-01-08"),
        ("January 14, 1949—2 p. m.", "1949-01-14"),
        ("May 3, 1949, noon", "1949-05-03"),
        ("April 30, 1961, 8 p.m.", "1961-04-30"),
        ("January 8, 1949.", "1949-01-08"),
        ("Received May 4, 1918, 3:25 a.m.", "1918-05-04"),
        ("May 3, 1918, 5 p.m. [Received May 4, 3:25 a.m.]", "1918-05-03"),
        ("May 3, 1918 [Received May 4]", "1918-05-03"),
        ("New York, N.Y., May 3, 1918", "1918-05-03"),
        ("8 p.m., May 3, 1918", "1918-05-03"),
        ("(May 9,) 1949", "1949-05-09"),
        ("May 16,1954, 2135Z", "1954-05-16"),
        ("August 1, 1969 1201Z", "1969-08-01"),
        ("051530Z MAY 49", "1949-05-05"),
        ("051530Z May 1949", "1949-05-05"),
        ("February 25-26 1972, 10:30 p.m.-1:40 a.m.", "1972-02-25/1972-02-26"),
        ("1917-04-13T17:00:00", "1917-04-13T17:00:00"),
        ("1973-08-14T15:08:00/1973-08-14T15:58:00", "1973-08-14T15:08:00"),
        ("February 2, 1648/9", "1649-02-02"),
        ("May 23", "XXXX-05-23"),
        ("1921-24", "1921/1924"),
        ("1949-21", "1949-21"),
        ("19[49]", "1949"),
        ("Washington, D. C., March 2, 1861", "1861-03-02"),
        ("week of 5 May 1949", "1949-05-05/1949-05-11"),
        ("the fifth of May 1953", "1953-05-05"),
        ("twenty-fifth of June, 1950", "1950-06-25"),
        ("1949-01-08T15:30", "1949-01-08"),
        ("1949-01-08T15:30:00.000Z", "1949-01-08"),
        ("January 5, 6 and 7, 1949", "1949-01-05/1949-01-07"),
        ("5, 6 or 8 May 1953", "[1953-05-05,1953-05-06,1953-05-08]"),
        ("1949–present", "1949/.."),
        ("May ?, 1953", "1953-05"),
        ("Late 1949 or early 1950", "[1949-09..1949-12,1950-01..1950-04]"),
        ("Spring/Summer 1949", "1949-21/1949-22"),
        ("194[9?]", "1949?"),
        ("1[4?]. 11. 1897", "1897-11-?14"),
        ("[195-]", "195X"),
        ("[195-?]", "195X?"),
        ("[18--?]", "18XX?"),
        ("6/7. 98", "1998-07-06"),
        ("22 4. 1898", "1898-04-22"),
    ]);
}

#[test]
fn double_dates_are_one_gregorian_day() {
    for (words, expected) in [
        ("May 2/15, 1917", "1917-05-15"),
        ("May 2 (15), 1917", "1917-05-15"),
        ("May 15/2, 1917", "1917-05-15"),
        ("December 31, 1917/January 13, 1918", "1918-01-13"),
        ("December 31/January 13, 1918", "1918-01-13"),
        ("April 20/May 3, 1917", "1917-05-03"),
        ("2 (15) мая 1917", "1917-05-15"),
        ("2/15 мая 1917 г.", "1917-05-15"),
        ("20 апреля (3 мая) 1917 г.", "1917-05-03"),
        ("April 5 (18), 1861", "none"),
    ] {
        let date = HistoricalDate::read(words);
        let found = date.edtf.map_or("none".into(), |edtf| edtf.to_string());
        if expected == "none" {
            assert_ne!(date.calendar, Calendar::Dual, "{words}");
        } else {
            assert_eq!((found.as_str(), date.calendar), (expected, Calendar::Dual), "{words}");
        }
    }
    for (words, expected, calendar) in [
        ("April 5, 1917 (O.S.)", "1917-04-18", Calendar::Julian),
        ("April 5, 1917 O. S.", "1917-04-18", Calendar::Julian),
        ("5 апреля 1917 г. (ст. ст.)", "1917-04-18", Calendar::Julian),
        ("April 18, 1917 (N.S.)", "1917-04-18", Calendar::Gregorian),
        ("April 1917 (O.S.)", "1917-04-14/1917-05-13", Calendar::Julian),
    ] {
        let date = HistoricalDate::read(words);
        let found = date.edtf.map_or("none".into(), |edtf| edtf.to_string());
        assert_eq!((found.as_str(), date.calendar), (expected, calendar), "{words}");
    }
}

#[test]
fn russian_dates_are_read() {
    all_read(&[
        ("8 января 1949 г.", "1949-01-08"),
        ("8 января 1949 года", "1949-01-08"),
        ("08.01.1949", "1949-01-08"),
        ("январь 1949", "1949-01"),
        ("январь 1949 г.", "1949-01"),
        ("1949 год", "1949"),
        ("1949 г.", "1949"),
        ("начало 1949 г.", "1949-01/1949-04"),
        ("в конце 1949 года", "1949-09/1949-12"),
        ("не позднее 5 мая 1953 г.", "../1953-05-05"),
        ("[не позднее 5 мая 1953 г.]", "../1953-05-05"),
        ("не ранее 5 мая 1953 г.", "1953-05-05/.."),
        ("не ранее 5 и не позднее 9 мая 1953 г.", "1953-05-05/1953-05-09"),
        ("до 1950 г.", "../1949"),
        ("после 1950 г.", "1951/.."),
        ("около 1950", "1950~"),
        ("зима 1950-1951", "1950-12/1951-02"),
        ("зима 1950/51 г.", "1950-12/1951-02"),
        ("весна 1949 г.", "1949-21"),
        ("40-е годы", "194X"),
        ("1940-е гг.", "194X"),
        ("40-е годы XX века", "194X"),
        ("XIX век", "18XX"),
        ("5-7 мая 1953 г.", "1953-05-05/1953-05-07"),
        ("с 5 по 7 мая 1953 г.", "1953-05-05/1953-05-07"),
        ("30 января — 8 февраля 1949 г.", "1949-01-30/1949-02-08"),
        ("1955-1956 гг.", "1955/1956"),
        ("5 или 6 мая 1953 г.", "[1953-05-05,1953-05-06]"),
        ("первая половина 1949 г.", "1949-40"),
        ("I квартал 1949 г.", "1949-33"),
        ("2-й квартал 1949 г.", "1949-34"),
        ("Москва, 8 января 1949 г.", "1949-01-08"),
        ("в ночь на 4 мая 1949 г.", "1949-05-04"),
        ("8 января 1949 г., 15 часов 30 минут", "1949-01-08"),
        ("8.ХII.49", "1949-12-08"),
        ("8/I-49", "1949-01-08"),
    ]);
}

#[test]
fn chinese_japanese_and_korean_dates_are_read() {
    all_read(&[
        ("1949年1月8日", "1949-01-08"),
        ("1949 年 1 月 8 日", "1949-01-08"),
        ("１９４９年１月８日", "1949-01-08"),
        ("一九四九年一月八日", "1949-01-08"),
        ("一九四九年十二月卅一日", "1949-12-31"),
        ("一九五〇年十月廿五日", "1950-10-25"),
        ("一九五○年", "1950"),
        ("1949年1月", "1949-01"),
        ("1949年", "1949"),
        ("1949年1月上旬", "1949-01-01/1949-01-10"),
        ("1949年1月中旬", "1949-01-11/1949-01-20"),
        ("1949年1月下旬", "1949-01-21/1949-01-31"),
        ("1949年初", "1949-01/1949-04"),
        ("1949年底", "1949-09/1949-12"),
        ("1949年春", "1949-21"),
        ("1949年上半年", "1949-40"),
        ("1949年第一季度", "1949-33"),
        ("1949年1月8日至10日", "1949-01-08/1949-01-10"),
        ("1949年1月至3月", "1949-01/1949-03"),
        ("1950年代", "195X"),
        ("20世纪50年代", "195X"),
        ("五十年代", "195X"),
        ("民國三十八年一月八日", "1949-01-08"),
        ("中華民國三十八年", "1949"),
        ("民国38年", "1949"),
        ("民国元年", "1912"),
        ("1950年6—7月", "1950-06/1950-07"),
        ("昭和25年(1950)6月25日", "1950-06-25"),
        ("1950(昭和25)年6月25日", "1950-06-25"),
        ("一九五〇年六月廿五日下午八时", "1950-06-25"),
        ("约1950年", "1950~"),
        ("1950年左右", "1950~"),
        ("1953年5月5日之前", "../1953-05-04"),
        ("不晚于1953年5月5日", "../1953-05-05"),
        ("光绪二十年", "1894"),
        ("1949年1月8日下午3时30分", "1949-01-08"),
        ("1949年1月8日（星期六）", "1949-01-08"),
        ("昭和24年1月8日", "1949-01-08"),
        ("昭和二十四年一月八日", "1949-01-08"),
        ("昭和24.1.8", "1949-01-08"),
        ("Showa 24, January 8", "1949-01-08"),
        ("明治38年", "1905"),
        ("大正元年", "1912"),
        ("平成元年1月8日", "1989-01-08"),
        ("1950年頃", "1950~"),
        ("1949년 1월 8일", "1949-01-08"),
        ("1949년 1월", "1949-01"),
        ("1950년대", "195X"),
        ("단기 4282년 1월 8일", "1949-01-08"),
        ("檀紀4282年1月8日", "1949-01-08"),
        ("Dangi 4282", "1949"),
        ("약 1950년", "1950~"),
        ("1950년경", "1950~"),
        ("음력 1949년 1월 1일", "1949-01-29"),
    ]);
    assert_eq!(HistoricalDate::read("民国38年").calendar, Calendar::Republican);
    assert_eq!(HistoricalDate::read("昭和24年").calendar, Calendar::Showa);
    assert_eq!(HistoricalDate::read("단기 4282년").calendar, Calendar::Dangi);
}

#[test]
fn french_german_and_spanish_dates_are_read() {
    all_read(&[
        ("8 janvier 1949", "1949-01-08"),
        ("1er mai 1950", "1950-05-01"),
        ("le 1er août 1950", "1950-08-01"),
        ("janvier 1949", "1949-01"),
        ("16 Juin 1917", "1917-06-16"),
        ("vers 1950", "1950~"),
        ("début 1949", "1949-01/1949-04"),
        ("fin janvier 1949", "1949-01-21/1949-01-31"),
        ("mi-janvier 1949", "1949-01-11/1949-01-20"),
        ("hiver 1950-1951", "1950-12/1951-02"),
        ("été 1950", "1950-22"),
        ("au plus tard le 5 mai 1953", "../1953-05-05"),
        ("avant le 5 mai 1953", "../1953-05-04"),
        ("du 5 au 7 mai 1953", "1953-05-05/1953-05-07"),
        ("entre le 5 et le 7 mai 1953", "1953-05-05/1953-05-07"),
        ("années 1950", "195X"),
        ("fin des années 1940", "1947/1949"),
        ("les années 50", "195X"),
        ("XIXe siècle", "18XX"),
        ("8. Januar 1949", "1949-01-08"),
        ("8. Jänner 1949", "1949-01-08"),
        ("1. Juni 98", "1998-06-01"),
        ("Anfang 1949", "1949-01/1949-04"),
        ("Ende Mai 1949", "1949-05-21/1949-05-31"),
        ("um 1950", "1950~"),
        ("Winter 1950/51", "1950-12/1951-02"),
        ("spätestens 5. Mai 1953", "../1953-05-05"),
        ("vor dem 5. Mai 1953", "../1953-05-04"),
        ("16. [7. 1897]", "1897-07-16"),
        ("3. 9. 1914", "1914-09-03"),
        ("[27. 12. 1897 – 31. 12. 1897?]", "1897-12-27?/1897-12-31?"),
        ("3. – 5. 9. 1914", "1914-09-03/1914-09-05"),
        ("8.–10. Januar 1949", "1949-01-08/1949-01-10"),
        ("22 VIII 98", "1998-08-22"),
        ("1950er Jahre", "195X"),
        ("5. oder 6. Mai 1953", "[1953-05-05,1953-05-06]"),
        ("Montag, den 3. Mai 1949", "1949-05-03"),
        ("8 de enero de 1949", "1949-01-08"),
        ("enero de 1949", "1949-01"),
        ("principios de 1949", "1949-01/1949-04"),
        ("a mediados de 1949", "1949-05/1949-08"),
        ("hacia 1950", "1950~"),
        ("invierno de 1950-1951", "1950-12/1951-02"),
        ("a más tardar el 5 de mayo de 1953", "../1953-05-05"),
        ("antes del 5 de mayo de 1953", "../1953-05-04"),
        ("entre el 5 y el 7 de mayo de 1953", "1953-05-05/1953-05-07"),
        ("del 5 al 7 de mayo de 1953", "1953-05-05/1953-05-07"),
        ("años 50", "195X"),
        ("siglo XIX", "18XX"),
        ("1º de mayo de 1949", "1949-05-01"),
    ]);
}

#[test]
fn persian_and_arabic_dates_are_read() {
    all_read(&[
        ("۱۳۲۸/۱۰/۱۸", "1950-01-08"),
        ("18 Dey 1328", "1950-01-08"),
        ("۱۸ دی ۱۳۲۸", "1950-01-08"),
        ("۲۸ مرداد ۱۳۳۲", "1953-08-19"),
        ("Mordad 1332", "1953-07-23/1953-08-22"),
        ("10 Rabi I 1368", "1949-01-10"),
        ("١٠ ربيع الأول ١٣٦٨", "1949-01-10"),
        ("١٣٦٨/٣/١٠", "1949-01-10"),
        ("٨ يناير ١٩٤٩", "1949-01-08"),
        ("٨ كانون الثاني ١٩٤٩", "1949-01-08"),
        ("۸ ژانویه ۱۹۴۹", "1949-01-08"),
    ]);
    let hint = |calendar| ReadingHints { calendar, ..ReadingHints::default() };
    assert_eq!(edtf_with("1328-10-18", &hint(Calendar::SolarHijri)), "1950-01-08");
    assert_eq!(edtf_with("10/3/1368", &hint(Calendar::Hijri)), edtf("3 Shawwal 1368"));
    assert_eq!(edtf_with("1949-01-01", &hint(Calendar::Dangi)), "1949-01-29");
    assert_eq!(edtf_with("4282-01-01", &hint(Calendar::Dangi)), "1949-01-01");
    assert_eq!(edtf_with("38/1/8", &hint(Calendar::Republican)), "1949-01-08");
    assert_eq!(edtf_with("April 5, 1917", &hint(Calendar::Julian)), "1917-04-18");
    assert_eq!(HistoricalDate::read("18 Dey 1328").calendar, Calendar::SolarHijri);
    assert_eq!(HistoricalDate::read("10 Rabi I 1368").calendar, Calendar::Hijri);
}

#[test]
fn words_without_date_are_understood_as_such() {
    for words in [
        "",
        " ",
        "undated",
        "Undated.",
        "[undated]",
        "no date",
        "n.d.",
        "n. d.",
        "N.D.",
        "[n.d.]",
        "б.д.",
        "б. д.",
        "без даты",
        "不详",
        "无日期",
        "日期不詳",
        "sans date",
        "s.d.",
        "s. d.",
        "ohne Datum",
        "o. D.",
        "sin fecha",
        "s.f.",
        "날짜 미상",
        "年月日不詳",
        "unknown",
        "date unknown",
        "[?]",
        "—",
    ] {
        let date = HistoricalDate::read(words);
        assert!(date.edtf.is_none() && date.is_understood(), "{words}");
        assert!(says_undated(words), "{words}");
    }
}

#[test]
fn words_that_cannot_be_a_date_are_kept_and_not_understood() {
    for words in [
        "31 February 1949",
        "00/00/0000",
        "00/11/1975",
        "01/01/0000",
        "0000-00-00",
        "99/99/9999",
        "February 30, 1949",
        "13/13/1949",
        "17968",
        "sometime after the war",
        "Montag",
        "23.",
        "Box 12, Folder 3, 1949",
        "Memorandum 1949 about three things",
        "page 1949",
        "1949 1950 1951",
        "5/8",
        "May",
        "98",
        "2.2.2.2",
        "1950-1949",
        "Q7 1950",
        "24:00",
    ] {
        let date = HistoricalDate::read(words);
        assert_eq!((date.is_understood(), date.display.as_str()), (false, words), "{date:?}");
    }
}

#[test]
fn times_stand_beside_the_day() {
    for (words, time, offset, zone) in [
        ("January 14, 1949—2 p. m.", "14:00", None, None),
        ("January 22, 1952, 2322Z", "23:22", Some(0), Some("Z")),
        ("May 3, 1949, 3:30 p.m. EST", "15:30", Some(-300), Some("EST")),
        ("3 May 1949, 15:30 Moscow time", "15:30", Some(180), Some("Moscow time")),
        ("3 May 1949, 0330 hours", "03:30", None, None),
        ("051530Z MAY 49", "15:30", Some(0), Some("Z")),
        ("051530Z", "15:30", Some(0), Some("Z")),
        ("January 8, 1949, 10 a.m. (Washington time)", "10:00", None, Some("Washington time")),
        ("1949-01-08T15:30+03:00", "15:30", Some(180), None),
        ("January 4, 1949—10 a. m. [p. m.]", "22:00", None, None),
        ("1917-04-13T17:00:00+03:00", "17:00", Some(180), None),
        ("1949年1月8日下午3时30分", "15:30", None, None),
    ] {
        let date = HistoricalDate::read(words);
        let found = date.time.map(|time| time.to_string());
        assert_eq!(
            (found.as_deref(), date.offset, date.zone_as_written.as_deref()),
            (Some(time), offset, zone),
            "{words}"
        );
    }
}

#[test]
fn conventions_are_named() {
    for (words, convention) in [
        ("January 8, 1949", None),
        ("1949年1月8日", None),
        ("early 1949", Some("early-year")),
        ("late January 1949", Some("late-month")),
        ("early 1950s", Some("early-decade")),
        ("winter 1950-1951", Some("season-north")),
        ("winter 1950", Some("season-north")),
        ("circa 1950", Some("circa")),
        ("1/8/49", Some("month-first two-digit-year")),
        ("18/1/1949", None),
        ("19th century", Some("century")),
        ("1800s", Some("hundreds")),
        ("May 23", Some("no-year")),
        ("光绪二十年", Some("era-year")),
        ("06/00/1975", Some("zero-unknown")),
        ("00/00/1975", Some("zero-unknown")),
        ("1975-00-00", Some("zero-unknown")),
    ] {
        let date = HistoricalDate::read(words);
        assert_eq!(date.convention.as_deref(), convention, "{words}");
        for name in date.convention.iter().flat_map(|names| names.split(' ')) {
            assert!(CONVENTIONS.contains(&name));
        }
    }
}

#[test]
fn hints_decide_what_words_leave_open() {
    let day_first = ReadingHints { order: DateOrder::DayMonth, ..ReadingHints::default() };
    assert_eq!(edtf_with("08/01/1949", &day_first), "1949-01-08");
    let near = ReadingHints { near_year: Some(1_897), ..ReadingHints::default() };
    assert_eq!(edtf_with("22 VIII 98", &near), "1898-08-22");
    let year = ReadingHints { year: Some(1_949), ..ReadingHints::default() };
    assert_eq!(edtf_with("May 23", &year), "1949-05-23");
    let german = ReadingHints { language: Language::new("de"), ..ReadingHints::default() };
    assert_eq!(edtf_with("im Mai 1949", &german), "1949-05");
}

#[test]
fn brackets_say_that_a_date_is_supplied() {
    assert!(says_supplied("[January 8, 1949]"));
    assert!(!says_supplied("January [8], 1949"));
}

proptest! {
    #[test]
    fn edtf_given_as_words_means_itself(value in any_edtf()) {
        let written = value.to_string();
        let supplied = written.starts_with('[') && !written.contains([',', '.']);
        let years = written.len() == 7 && written.as_bytes()[4] == b'-' && written[5..] > *"20";
        if !supplied && !years {
            prop_assert_eq!(HistoricalDate::read(&written).edtf, Some(value));
        }
    }

    #[test]
    fn a_day_written_in_any_language_reads_back(number in -160_000_i32..20_000) {
        let day = Day::from_number(number);
        let (year, month, of_month) = day.year_month_day();
        let at = month as usize - 1;
        const ENGLISH: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        const RUSSIAN: [&str; 12] = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
        const FRENCH: [&str; 12] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
        const GERMAN: [&str; 12] = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
        const SPANISH: [&str; 12] = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];
        const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
        for words in [
            format!("{} {of_month:02}, {year}", ENGLISH[at]),
            format!("{of_month} {} {year} г.", RUSSIAN[at]),
            format!("{of_month} {} {year}", FRENCH[at]),
            format!("{of_month}. {} {year}", GERMAN[at]),
            format!("{of_month} de {} de {year}", SPANISH[at]),
            format!("{year}年{month}月{of_month}日"),
            format!("{year}년 {month}월 {of_month}일"),
            format!("{of_month}.{month}.{year}"),
            format!("{of_month}.{}.{year}", ROMAN[at]),
            format!("{}, {} {of_month}, {year}—3:30 p.m.", "Washington", ENGLISH[at]),
        ] {
            let date = HistoricalDate::read(&words);
            prop_assert_eq!((date.earliest, date.latest), (Some(day), Some(day)), "{}", words);
            prop_assert_eq!(date.display, words);
        }
    }

    #[test]
    fn a_range_written_out_reads_back(first in -40_000_i32..20_000, length in 1_i32..800, doubt in 0_u8..3) {
        let (first, last) = (Day::from_number(first), Day::from_number(first + length));
        let words = |day: Day| {
            let (year, month, of_month) = day.year_month_day();
            format!("{of_month} {} {year}", ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."][month as usize - 1])
        };
        let (before, mark) = [("", ""), ("probably ", "?"), ("circa ", "~")][usize::from(doubt)];
        for text in [
            format!("{before}{} – {}", words(first), words(last)),
            format!("{before}{} to {}", words(first), words(last)),
            format!("between {before}{} and {before}{}", words(first), words(last)),
        ] {
            prop_assert_eq!(edtf(&text), format!("{first}{mark}/{last}{mark}"), "{}", text);
        }
        prop_assert_eq!(edtf(&format!("{before}no later than {before}{}", words(last))), format!("../{last}{mark}"));
        prop_assert_eq!(edtf(&format!("{before}{}", &words(last)[words(last).find(' ').unwrap()..])), format!("{}{mark}", &last.to_string()[..7]));
    }

    #[test]
    fn a_double_date_is_its_gregorian_day(number in -60_000_i32..-18_000) {
        let (gregorian, julian) = (Day::from_number(number), Day::from_number(number - 13));
        let (year, month, day) = gregorian.year_month_day();
        // Thirteen days apart from March 1900 on.
        if (year, month) >= (1900, 4) {
            let (old_year, old_month, old_day) = julian.year_month_day();
            let words = format!("{old_day}.{old_month}.{old_year} / {day}.{month}.{year}");
            let date = HistoricalDate::read(&words);
            prop_assert_eq!((date.earliest, date.calendar), (Some(gregorian), Calendar::Dual), "{}", words);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}") {
        let date = HistoricalDate::read(&text);
        prop_assert_eq!(date.display, text);
    }

    #[test]
    fn no_mixture_of_date_words_makes_it_panic(words in prop::collection::vec(vocabulary_word(), 0..14), gaps in prop::collection::vec(0_u8..4, 14)) {
        let text: String = words.iter().zip(gaps).flat_map(|(word, gap)| [word.as_str(), [" ", "", ", ", "."][usize::from(gap)]]).collect();
        for calendar in [Calendar::Gregorian, Calendar::Hijri, Calendar::Dangi, Calendar::Julian] {
            let date = HistoricalDate::read_with(&text, &ReadingHints { calendar, ..ReadingHints::default() });
            if let (Some(earliest), Some(latest)) = (date.earliest, date.latest) {
                prop_assert!(earliest <= latest, "{}", text);
            }
            if let Some(edtf) = &date.edtf {
                prop_assert_eq!(edtf.to_string().parse::<Edtf>(), Ok(edtf.clone()), "{}", text);
            }
        }
    }
}

fn vocabulary_word() -> BoxedStrategy<String> {
    let words: Vec<String> = vocabulary::every_phrase().map(str::to_owned).collect();
    let marks =
        ["-", "–", "—", "/", "(", ")", "[", "]", "?", "~", "T", "Z", ":", "'", "..", "X", "th", "-е", "s"];
    prop_oneof![
        4 => prop::sample::select(words),
        3 => (0_u32..2_100).prop_map(|number| number.to_string()),
        2 => (0_u32..35).prop_map(|number| number.to_string()),
        2 => prop::sample::select(marks.to_vec()).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["I", "XII", "V", "三十八", "元", "一九四九", "٠١", "۱۳۲۸"]).prop_map(str::to_owned),
    ]
    .boxed()
}
