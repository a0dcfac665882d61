//! What the words of dates mean, whatever their language: the tokens of the one grammar.
//!
//! Not the words themselves: each language is a table of its own under `languages/`, and adding one means writing
//! such a table and naming it in [`LANGUAGES`]. How text is cut into words stands in [`super::tokens`].

use super::languages;
use crate::Language;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The meaning of a word or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) enum Word {
    /// 1–12, Gregorian or Julian.
    Month(u8),
    /// Farvardin is 1.
    SolarHijriMonth(u8),
    /// Muharram is 1.
    HijriMonth(u8),
    Weekday,
    Season(Season),
    Third(Third),
    /// "first" to "thirty-first"; [`LAST`] is "last".
    Ordinal(u8),
    Half,
    /// 上半年 in one word.
    HalfOf(u8),
    Quarter,
    Circa,
    Perhaps,
    /// "week of"
    Week,
    /// The open end of "1949 to present".
    Present,
    Bound(Bound),
    Between,
    To,
    And,
    Or,
    /// After a number: a decade, a century, a year, a month, a day.
    Decade,
    Century,
    Year,
    MonthMark,
    Day,
    /// Years counted from another beginning.
    Era(Era),
    OldStyle,
    NewStyle,
    /// 음력: by the lunisolar calendar.
    Lunisolar,
    Undated,
    /// A word that changes nothing: "the", "of", "on the night of".
    Filler,
    /// What follows belongs to another date.
    Received,
    Time(TimeWord),
}

/// The ordinal of "last".
pub(in crate::date) const LAST: u8 = u8::MAX;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) enum Third {
    Early,
    Mid,
    Late,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) enum Bound {
    /// "no later than", "by": the date itself may be it.
    NotAfter,
    NotBefore,
    /// "before", "after": the date itself is not.
    Before,
    After,
    /// "from", "since": as `NotBefore`, or the first word of a range.
    From,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) enum Era {
    /// Minguo.
    Republican,
    Dangi,
    /// A Japanese era and its first year.
    Japanese(u16),
    /// The reign of a Qing emperor and its first year: year only, see the manual.
    Qing(u16),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::date) enum TimeWord {
    Am,
    Pm,
    Noon,
    Midnight,
    Hour,
    Minute,
    /// Minutes east of Greenwich where the name says so.
    Zone(Option<i16>),
    /// "time" behind the name of a place: "Moscow time".
    OfPlace,
}

/// One row: phrases parted by `|`, and what they mean. Small letters; accents, dots, hyphens and apostrophes do not matter,
/// and a dot behind an abbreviation is understood: `n d` covers "n.d.", "n. d." and "N D".
pub(in crate::date) type Row = (&'static str, Word);

/// Languages by their code. Earlier ones win where a phrase means two things, unless the source tells its language.
const LANGUAGES: [(&str, &[Row]); 10] = [
    ("en", languages::english::WORDS),
    ("ru", languages::russian::WORDS),
    ("fr", languages::french::WORDS),
    ("de", languages::german::WORDS),
    ("es", languages::spanish::WORDS),
    ("zh", languages::chinese::WORDS),
    ("ja", languages::japanese::WORDS),
    ("ko", languages::korean::WORDS),
    ("fa", languages::persian::WORDS),
    ("ar", languages::arabic::WORDS),
];

static TABLES: LazyLock<Vec<(&'static str, HashMap<String, Word>)>> = LazyLock::new(|| {
    LANGUAGES
        .iter()
        .map(|(code, rows)| {
            let mut table = HashMap::new();
            for (phrases, word) in *rows {
                for phrase in phrases.split('|') {
                    table.entry(folded(phrase)).or_insert(*word);
                }
            }
            (*code, table)
        })
        .collect()
});

/// The meaning of a phrase already [`folded`]; words of the hinted language first.
pub(super) fn find_word(phrase: &str, language: Option<&Language>) -> Option<Word> {
    let hinted = language.and_then(|language| {
        let code = language.as_str().split('-').next()?;
        TABLES.iter().find(|(own, _)| *own == code)?.1.get(phrase)
    });
    hinted.or_else(|| TABLES.iter().find_map(|(_, table)| table.get(phrase))).copied()
}

/// Small letters without accents, vowel signs and variant forms, so that "Début" and "debut" are one word.
pub(super) fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(folded_char).collect()
}

fn folded_char(c: char) -> Option<char> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ё' => 'е',
        'й' => 'и',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        // Combining accents, Arabic vowel signs, joiners.
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{640}' | '\u{200b}'..='\u{200f}' => return None,
        c => c,
    })
}

/// Every phrase of every language.
#[cfg(test)]
pub(super) fn every_phrase() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().flat_map(|(_, rows)| rows.iter()).flat_map(|(phrases, _)| phrases.split('|'))
}
