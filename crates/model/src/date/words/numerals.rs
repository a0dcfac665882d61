//! Numerals other than 0–9: Roman, Chinese, and the digits of other scripts.
//!
//! Only values; whether a number is a day or a year is decided in [`super::pieces`].

/// The script of a number's digits; Persian and Arabic ones tell the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) enum Script {
    Latin,
    Arabic,
    Persian,
    Han,
}

/// The value of one decimal digit.
pub(super) fn digit(c: char) -> Option<(u32, Script)> {
    Some(match c {
        '0'..='9' => (c as u32 - '0' as u32, Script::Latin),
        '０'..='９' => (c as u32 - '０' as u32, Script::Latin),
        '٠'..='٩' => (c as u32 - '٠' as u32, Script::Arabic),
        '۰'..='۹' => (c as u32 - '۰' as u32, Script::Persian),
        _ => return None,
    })
}

/// I to XXI in capitals; Cyrillic letters of the same look count, because typists used them.
pub(super) fn roman(text: &str) -> Option<u8> {
    let value = |c| match c {
        'I' | 'І' | 'Ⅰ' => Some(1_u8),
        'V' => Some(5),
        'X' | 'Х' => Some(10),
        _ => None,
    };
    let values: Vec<u8> = text.chars().take(8).map(value).collect::<Option<_>>()?;
    if values.is_empty() || values.len() > 6 {
        return None;
    }
    let mut total: i16 = 0;
    for (place, own) in values.iter().enumerate() {
        let smaller = values.get(place + 1).is_some_and(|next| next > own);
        total += i16::from(*own) * if smaller { -1 } else { 1 };
    }
    u8::try_from(total).ok().filter(|total| (1..=21).contains(total))
}

/// The value of a run of Chinese numerals, and how many digits it was written with: 一九四九 is 1949 in four,
/// 三十八 is 38, 廿一 is 21.
pub(super) fn han(text: &str) -> Option<(u32, u8)> {
    let count = text.chars().count();
    if count == 0 || count > 9 {
        return None;
    }
    if text.chars().all(|c| han_digit(c).is_some()) {
        let value = text.chars().filter_map(han_digit).fold(0_u32, |sum, own| sum * 10 + own);
        return Some((value, count as u8));
    }
    let (mut total, mut pending) = (0_u32, None);
    for c in text.chars() {
        if let Some(own) = han_digit(c) {
            if pending.is_some_and(|pending| pending != 0) {
                return None;
            }
            pending = Some(own);
            continue;
        }
        let unit = match c {
            '十' => 10,
            '廿' => 20,
            '卅' => 30,
            '百' => 100,
            '千' => 1_000,
            '元' if count == 1 => 1,
            _ => return None,
        };
        let times = pending.take().filter(|times| *times != 0).unwrap_or(1);
        if matches!(unit, 20 | 30) && times != 1 {
            return None;
        }
        total += unit * times;
    }
    let value = total + pending.unwrap_or(0);
    Some((value, value.checked_ilog10().map_or(1, |log| log as u8 + 1)))
}

/// Whether a run of Chinese numerals may hold this character.
pub(super) fn is_han_numeral(c: char) -> bool {
    han_digit(c).is_some() || matches!(c, '十' | '廿' | '卅' | '百' | '千' | '元')
}

fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '○' | '零' | '◯' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '貳' | '两' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals_have_values() {
        for (text, value) in [
            ("一九四九", 1949),
            ("一九五〇", 1950),
            ("三十八", 38),
            ("十", 10),
            ("廿一", 21),
            ("卅", 30),
            ("元", 1),
            ("二十", 20),
            ("一百零五", 105),
            ("八", 8),
        ] {
            assert_eq!(han(text).map(|(value, _)| value), Some(value), "{text}");
        }
        assert_eq!(han("三四十"), None);
    }

    #[test]
    fn roman_numerals_have_values() {
        let read: Vec<_> = ["I", "IV", "VIII", "IX", "XII", "ХII", "XX", "M", ""].map(roman).to_vec();
        assert_eq!(read, [Some(1), Some(4), Some(8), Some(9), Some(12), Some(12), Some(20), None, None]);
    }
}
