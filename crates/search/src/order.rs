//! The chronological order as bytes that compare as the order does: date, then title, then identifier.
//!
//! The rule itself is [`sort_key`]; here it is only written down so that it can be compared and
//! kept without the document. The identifier at the end makes every key unique and is read back from it.

use crate::EntryDate;
use fonds_model::date::sort_key;

/// Titles are compared by so many bytes; documents alike so far are ordered by identifier.
pub(crate) const COMPARED_TITLE: usize = 512;

/// undated 1, day 4, time 2, precision 4.
pub(crate) const DATE_LENGTH: usize = 11;

/// The key of a document.
pub(crate) fn key(date: Option<EntryDate>, title: &str, id: &str) -> Vec<u8> {
    let date = date.unwrap_or_default();
    let (undated, day, time, precision) = sort_key(date.earliest, date.latest, date.time);
    let title = &title[..title.floor_char_boundary(COMPARED_TITLE)];
    let mut key = Vec::with_capacity(DATE_LENGTH + title.len() + 2 + id.len());
    key.push(u8::from(undated));
    // Flipping the sign makes negative days the smaller bytes.
    key.extend((day as u32 ^ 0x8000_0000).to_be_bytes());
    key.extend(time.to_be_bytes());
    key.extend(precision.to_be_bytes());
    for byte in title.bytes() {
        key.push(byte);
        if byte == 0 {
            key.push(1);
        }
    }
    // Two zeros end the title: they come before every byte, and a zero of its own is followed by a one.
    key.extend([0, 0]);
    key.extend(id.bytes());
    key
}

/// The identifier in a key.
pub(crate) fn id_of(key: &[u8]) -> Option<&str> {
    let title = key.get(DATE_LENGTH..)?;
    let end = title.windows(2).position(|pair| pair == [0, 0])?;
    std::str::from_utf8(&title[end + 2..]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use fonds_model::Day;

    fn date(earliest: &str, latest: &str) -> Option<EntryDate> {
        let day = |text: &str| text.parse::<Day>().ok();
        Some(EntryDate { earliest: day(earliest), latest: day(latest), time: None })
    }

    #[test]
    fn february_precedes_its_first_day_and_march_follows_both() {
        let february = key(date("1949-02-01", "1949-02-28"), "z", "1");
        let first = key(date("1949-02-01", "1949-02-01"), "a", "2");
        let march = key(date("1949-03-01", "1949-03-31"), "a", "3");
        let undated = key(None, "a", "4");
        assert!(february < first && first < march && march < undated);
    }

    #[test]
    fn days_before_the_epoch_precede_later_ones() {
        assert!(
            key(date("-0044-03-15", "-0044-03-15"), "", "x") < key(date("1969-12-31", "1969-12-31"), "", "x")
        );
        assert!(
            key(date("1969-12-31", "1969-12-31"), "", "x") < key(date("1970-01-02", "1970-01-02"), "", "x")
        );
    }

    #[test]
    fn hours_of_one_day_follow_each_other_whatever_clock_they_were_read_from() {
        let at = |words: &str| key(EntryDate::of(&fonds_model::HistoricalDate::read(words)), "", "x");
        let day = "25 June 1950";
        let hours = ["", ", 0500 hours", ", 9 a.m. Moscow time", ", 8 a.m. GMT", ", 12 noon Moscow time"];
        let keys: Vec<_> = hours.iter().map(|hour| at(&format!("{day}{hour}"))).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        assert!(at("24 June 1950, 11 p.m. GMT") < at("25 June 1950, 1 a.m. Moscow time"));
    }

    #[test]
    fn titles_compare_as_strings_do_and_then_identifiers() {
        let titles = ["", "\0", "\0a", "a", "a\0", "a\0b", "ab", "б", "中"];
        let keys: Vec<_> = titles.iter().map(|title| key(None, title, "zz")).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        assert!(key(None, "a", "1") < key(None, "a", "2"));
        assert!(key(None, "a", "9") < key(None, "a\0", "1"));
    }

    #[test]
    fn the_identifier_is_read_back() {
        for title in ["", "Telegram", "a\0b\0"] {
            assert_eq!(id_of(&key(date("1949-02-01", ""), title, "bcd123x0")), Some("bcd123x0"));
        }
    }
}
