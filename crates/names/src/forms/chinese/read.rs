//! Which syllables a Chinese name may stand for, as it is spelt in Latin or Cyrillic letters.
//!
//! Each romanisation is read by its own table, a word wholly or not at all. Wade-Giles without apostrophes is
//! ambiguous, so that a name may have several readings; the index tells which of them are written anywhere.

use super::super::words::is_apostrophe;
use super::characters::{is_double_surname, is_surname};
use super::syllables::Syllable;
use super::{palladius::palladius, postal, wade_giles};
use std::collections::HashMap;
use std::sync::LazyLock;

/// More readings than these are not followed.
const MOST_READINGS: usize = 24;
const MOST_SYLLABLES: usize = 5;
/// The letters of the longest syllable, "chuang", and of its Cyrillic, "чжуан".
const LONGEST_SYLLABLE: usize = 7;

/// A way to read a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) syllables: Vec<Syllable>,
    /// How many of them are the surname; none for places and single words.
    pub(crate) surname: usize,
}

type Spelt = HashMap<String, Vec<Syllable>>;

fn table(spellings: impl Fn(Syllable) -> Vec<String>) -> Spelt {
    let mut table = Spelt::new();
    for syllable in Syllable::all() {
        for spelt in spellings(syllable) {
            let same = table.entry(spelt).or_default();
            if !same.contains(&syllable) {
                same.push(syllable);
            }
        }
    }
    table
}

/// Strict spellings keep the apostrophe; a missing dot on the ü is never held against a writer.
fn undotted(spelt: &str) -> String {
    spelt.replace('ü', "u")
}

static PINYIN: LazyLock<Spelt> = LazyLock::new(|| table(|s| vec![undotted(&s.pinyin())]));
static WADE_GILES: LazyLock<Spelt> =
    LazyLock::new(|| table(|s| marked(s).iter().map(|w| undotted(w)).collect()));
static CARELESS: LazyLock<Spelt> =
    LazyLock::new(|| table(|s| marked(s).iter().map(|w| wade_giles::careless(w)).collect()));
static POSTAL: LazyLock<Spelt> = LazyLock::new(|| table(postal::spellings_of));
static PALLADIUS: LazyLock<Spelt> = LazyLock::new(|| {
    table(|s| {
        let strict = palladius(s);
        // "Мао Цзе-дун", "Шэньян" with е for э, "Хуй" for hui.
        let loose = strict.replace('э', "е");
        let hui = (s.key() == "hui").then(|| ["хуй", "хой"].map(str::to_owned));
        [strict, loose].into_iter().chain(hui.into_iter().flatten()).collect()
    })
});

fn marked(syllable: Syllable) -> Vec<String> {
    let further = wade_giles::variants(syllable).iter().map(|w| (*w).to_owned());
    std::iter::once(wade_giles::wade_giles(syllable)).chain(further).collect()
}

/// The words of a name, each in the pieces between its hyphens, lower case, apostrophes straight.
fn pieces(words: &[&str]) -> Vec<Vec<String>> {
    let plain = |piece: &str| -> String {
        let lower = piece.chars().flat_map(char::to_lowercase);
        lower
            .map(|c| if is_apostrophe(c) { '\'' } else { c })
            .filter(|c| c.is_alphanumeric() || *c == '\'')
            .collect()
    };
    words
        .iter()
        .map(|word| {
            word.split(['-', '\u{2010}', '\u{2011}', '\u{2013}'])
                .map(plain)
                .filter(|p| !p.is_empty())
                .collect()
        })
        .collect()
}

/// Readings of a name in Latin letters, the likeliest first.
pub(crate) fn read_latin(words: &[&str]) -> Vec<Reading> {
    let words = pieces(words);
    let all = words.iter().flatten();
    if words.is_empty()
        || all.clone().any(|piece| {
            !piece.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '\'' | 'ü' | 'ê' | 'ŭ' | 'ĭ'))
        })
    {
        return Vec::new();
    }
    let aspirated = all.clone().any(|piece| {
        piece.char_indices().any(|(at, c)| {
            c == '\'' && piece[..at].ends_with(['p', 't', 'k', 'h', 's', 'z']) && piece[at..].len() > 1
        })
    });
    let dotted = all.clone().any(|piece| piece.contains('ü'));
    let hyphened = words.iter().any(|word| word.len() > 1);
    let person = words.len() > 1;
    let mut tables: Vec<&Spelt> = Vec::new();
    if aspirated {
        tables.push(&WADE_GILES);
    } else if hyphened {
        tables.extend([&*CARELESS, &*PINYIN]);
    } else {
        tables.extend([&*PINYIN, &*CARELESS]);
    }
    if !person && !aspirated {
        tables.push(&POSTAL);
    }
    let mut found = Vec::new();
    for table in tables {
        let pinyin = std::ptr::eq(table, &*PINYIN);
        for reading in read_by(table, &words, aspirated, person) {
            let fits = !dotted
                || reading
                    .syllables
                    .iter()
                    .any(|s| if pinyin { s.key().contains('v') } else { marked(*s)[0].contains('ü') });
            if fits && !found.contains(&reading) && found.len() < MOST_READINGS {
                found.push(reading);
            }
        }
    }
    found
}

/// Readings of a name in Cyrillic letters.
pub(crate) fn read_cyrillic(words: &[&str]) -> Vec<Reading> {
    let mut words = pieces(words);
    for piece in words.iter_mut().flatten() {
        *piece = piece.replace('ъ', "");
    }
    let person = words.len() > 1;
    read_by(&PALLADIUS, &words, false, person)
}

fn read_by(table: &Spelt, words: &[Vec<String>], apostrophes: bool, person: bool) -> Vec<Reading> {
    if words.len() > 4 {
        return Vec::new();
    }
    let mut ways: Vec<(Vec<Syllable>, Vec<usize>)> = vec![(Vec::new(), Vec::new())];
    for word in words {
        let mut word_ways: Vec<Vec<Syllable>> = vec![Vec::new()];
        for piece in word {
            let mut piece_ways = read_piece(table, piece, apostrophes);
            // "lai" is no "la-i": what is a syllable is not parted, nor is a vowel parted from what is before it.
            if !person && !piece.contains('\'') {
                let whole = piece_ways.iter().any(|way| way.len() == 1);
                let opens = |syllable: &Syllable| syllable.key().starts_with(['a', 'e', 'o']);
                piece_ways.retain(|way| way.len() == 1 || !whole && !way[1..].iter().any(opens));
            }
            word_ways = joined(&word_ways, &piece_ways);
        }
        let mut longer = Vec::new();
        for (so_far, lengths) in &ways {
            for next in &word_ways {
                let both: Vec<Syllable> = so_far.iter().chain(next).copied().collect();
                if both.len() <= MOST_SYLLABLES && longer.len() < MOST_READINGS * 2 {
                    longer.push((both, lengths.iter().copied().chain([next.len()]).collect()));
                }
            }
        }
        ways = longer;
    }
    let readings = ways.into_iter().filter_map(|(syllables, lengths)| as_name(syllables, &lengths, person));
    readings.take(MOST_READINGS).collect()
}

fn joined(starts: &[Vec<Syllable>], ends: &[Vec<Syllable>]) -> Vec<Vec<Syllable>> {
    let pairs = starts.iter().flat_map(|start| ends.iter().map(move |end| [&start[..], &end[..]].concat()));
    pairs.filter(|both| both.len() <= MOST_SYLLABLES).take(MOST_READINGS).collect()
}

/// A person has a surname of one word and one or two syllables, and a given name of at most two; a single word is
/// a name of two syllables or more.
fn as_name(syllables: Vec<Syllable>, lengths: &[usize], person: bool) -> Option<Reading> {
    if !person {
        // In one word a bare vowel inside would have its apostrophe ("Xi'an"); names of places are not longer.
        let plausible = (2..=4).contains(&syllables.len()) && !matches!(syllables[0].key(), "a" | "e" | "o");
        return plausible.then_some(Reading { syllables, surname: 0 });
    }
    let surname = *lengths.first()?;
    let known = match syllables[..] {
        [first, ..] if surname == 1 => is_surname(first),
        [first, second, ..] if surname == 2 => is_double_surname(first, second),
        _ => false,
    };
    let given = syllables.len() - surname;
    (known && (1..=2).contains(&given)).then_some(Reading { syllables, surname })
}

/// The ways to part a piece into syllables of the table, those with the fewest syllables first.
fn read_piece(table: &Spelt, piece: &str, apostrophes: bool) -> Vec<Vec<Syllable>> {
    // An apostrophe of pinyin divides ("xi'an"); one of Wade-Giles belongs to its syllable.
    if !apostrophes && piece.contains('\'') {
        let parts = piece.split('\'').filter(|part| !part.is_empty());
        return parts.fold(vec![Vec::new()], |ways, part| joined(&ways, &read_piece(table, part, false)));
    }
    let piece: String = piece
        .chars()
        .map(|c| match c {
            'ü' | 'ŭ' => 'u',
            'ê' => 'e',
            'ĭ' => 'i',
            other => other,
        })
        .collect();
    let letters: Vec<char> = piece.chars().collect();
    if letters.len() > LONGEST_SYLLABLE * MOST_SYLLABLES {
        return Vec::new();
    }
    // From each place to the end, worked out from the end.
    let mut ways: Vec<Vec<Vec<Syllable>>> = vec![Vec::new(); letters.len() + 1];
    ways[letters.len()].push(Vec::new());
    for start in (0..letters.len()).rev() {
        let mut here: Vec<Vec<Syllable>> = Vec::new();
        for end in (start + 1..=letters.len().min(start + LONGEST_SYLLABLE)).rev() {
            let spelt: String = letters[start..end].iter().collect();
            let Some(syllables) = table.get(&spelt) else { continue };
            for rest in &ways[end] {
                let longer = syllables.iter().map(|first| [&[*first], &rest[..]].concat());
                here.extend(longer.filter(|way| way.len() <= MOST_SYLLABLES));
            }
        }
        here.sort_by_key(Vec::len);
        here.truncate(MOST_READINGS);
        ways[start] = here;
    }
    std::mem::take(&mut ways[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str) -> Vec<String> {
        let words: Vec<&str> = name.split(' ').collect();
        let spelt =
            |reading: Reading| reading.syllables.iter().map(|s| s.key()).collect::<Vec<_>>().join(" ");
        read_latin(&words).into_iter().map(spelt).collect()
    }

    #[test]
    fn each_romanisation_is_read() {
        for name in ["Zhou Enlai", "Chou En-lai", "Chou Enlai", "Chou En Lai"] {
            assert!(read(name).contains(&"zhou en lai".to_owned()), "{name}: {:?}", read(name));
        }
        assert!(read("Mao Tsetung").contains(&"mao ze dong".to_owned()));
        assert!(read("Fu Tso-i").contains(&"fu zuo yi".to_owned()));
        assert!(read("Chungking").contains(&"chong qing".to_owned()));
        assert!(read("Xi'an") == ["xi an"]);
    }

    #[test]
    fn apostrophes_settle_what_is_meant() {
        assert_eq!(read("Ch’en I"), ["chen yi"]);
        assert_eq!(read("Teng Li-ch’ün"), ["deng li qun"]);
    }

    #[test]
    fn every_syllable_is_read_back_from_every_romanisation() {
        for syllable in Syllable::all() {
            let strict = undotted(&wade_giles::wade_giles(syllable));
            assert!(WADE_GILES[&strict].contains(&syllable), "{strict}");
            assert!(CARELESS[&wade_giles::careless(&strict)].contains(&syllable), "{strict}");
            assert!(PALLADIUS[&palladius(syllable)].contains(&syllable), "{}", syllable.key());
            assert!(PINYIN[&undotted(&syllable.pinyin())].contains(&syllable), "{}", syllable.key());
        }
    }

    #[test]
    fn other_names_are_not_read() {
        for name in ["Stalin", "Ho Chi Minh", "Dean Rusk", "Kennedy", "long march", ""] {
            assert!(read(name).is_empty(), "{name}: {:?}", read(name));
        }
    }

    #[test]
    fn russian_spellings_are_read() {
        let words = |name: &'static str| name.split(' ').collect::<Vec<_>>();
        let keys = |name| {
            read_cyrillic(&words(name))
                .iter()
                .map(|r| r.syllables.iter().map(|s| s.key()).collect::<Vec<_>>().join(" "))
                .collect::<Vec<_>>()
        };
        assert!(keys("Чжоу Энь-лай").contains(&"zhou en lai".to_owned()));
        assert!(keys("Мао Цзе-дун").contains(&"mao ze dong".to_owned()));
        assert!(keys("Лев Толстой").is_empty());
    }
}
