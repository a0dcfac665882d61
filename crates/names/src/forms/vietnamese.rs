//! Vietnamese names: with and without marks, in one word or several, in Cyrillic.
//!
//! Quốc ngữ loses its marks in the folding of the index. What is left are the gaps between syllables (Viet Minh,
//! Vietminh) and the Russian practice of Mkhitarian's dictionary (Ле Зуан, Фам Ван Донг).

use super::Rule;
use super::chinese::vietnamese;
use super::collect::Collector;
use super::lattice::Table;
use super::ordinary::is_ordinary;
use super::words::{capitalised, fold};
use std::sync::LazyLock;

const INITIALS: [&str; 28] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l",
    "m", "n", "p", "r", "s", "t", "v", "x", "y", "",
];
const VOWELS: [&str; 31] = [
    "uye", "oai", "oay", "uoi", "uou", "ieu", "yeu", "uya", "ai", "ao", "au", "ay", "eo", "eu", "ia", "ie",
    "iu", "oa", "oe", "oi", "ua", "ue", "ui", "uo", "uu", "uy", "ye", "a", "e", "i", "o",
];
const FINALS: [&str; 9] = ["ng", "nh", "ch", "c", "m", "n", "p", "t", ""];

/// From folded Latin to Cyrillic. D is both đ and d once the marks are gone.
const TO_CYRILLIC: &str = "\
a а
ai ай
ao ао
au ау
ay ай
b б
c к
ch т ч ш+
d д з
e е э
^e э
eo ео
g г
gh г
gi з зи
gia зя за зиа
giap зиап
h х
i и
ia иа ия
ie ье иэ ие
^ie йе
k к
kh х кх
l л
m м
n н
ng нг н
nh нь
ngh нг
o о
oa оа
oi ой
p п
ph ф
qu ку кв
r р
s ш с
t т
th т тх
tr ч
u у ы
ua уа
ui уй
uo уо ыо
uy уи
uye уе уэ
v в
x с
y и й
ye ье ие
";
static CYRILLIC: LazyLock<Table> = LazyLock::new(|| Table::new(&[TO_CYRILLIC]));

fn is_syllable(piece: &str) -> bool {
    INITIALS.iter().filter_map(|initial| piece.strip_prefix(initial)).any(|rest| {
        let vowel_of = |vowel: &&str| rest.strip_prefix(*vowel).is_some_and(|last| FINALS.contains(&last));
        VOWELS.iter().any(vowel_of) || rest.strip_prefix('u').is_some_and(|last| FINALS.contains(&last))
    })
}

/// The ways to part a word into two to four syllables whose words the index has.
fn parted(word: &str, has: &dyn Fn(&str) -> bool) -> Vec<Vec<String>> {
    let mut ways: Vec<Vec<Vec<String>>> = vec![Vec::new(); word.len() + 1];
    ways[word.len()].push(Vec::new());
    for start in (0..word.len()).rev() {
        let mut here = Vec::new();
        for end in start + 1..=word.len().min(start + 6) {
            let piece = &word[start..end];
            if ways[end].is_empty() || piece.len() < 2 || !vietnamese::is_usual(piece) || !has(piece) {
                continue;
            }
            here.extend(
                ways[end]
                    .iter()
                    .filter(|way| way.len() < 4)
                    .map(|way| [&[piece.to_owned()], &way[..]].concat()),
            );
        }
        here.truncate(8);
        ways[start] = here;
    }
    let whole = std::mem::take(&mut ways[0]);
    whole.into_iter().filter(|way| way.len() > 1).collect()
}

/// Offers the name in one word or in several, and in Cyrillic.
pub(crate) fn widen_latin(words: &[&str], out: &mut Collector<'_>) {
    let pieces: Vec<String> =
        words.iter().flat_map(|word| word.split('-')).map(fold).filter(|p| !p.is_empty()).collect();
    if pieces.iter().any(|piece| !piece.is_ascii() || piece.len() > 20) || pieces.len() > 4 {
        return;
    }
    let apart: Vec<&str> = pieces.iter().map(String::as_str).collect();
    offer_ideographs(&apart, out);
    if let [word] = &pieces[..] {
        if word.len() < 5 || is_ordinary(word) {
            return;
        }
        for way in parted(word, out.has) {
            let spelt: Vec<String> = way.iter().map(|piece| capitalised(piece)).collect();
            out.offer(&spelt.join(" "), Rule::Joined);
            offer_ideographs(&way.iter().map(String::as_str).collect::<Vec<_>>(), out);
            offer_cyrillic(&way, out);
        }
        return offer_cyrillic(&pieces, out);
    }
    if pieces.iter().all(|piece| is_syllable(piece)) && !pieces.iter().all(|piece| is_ordinary(piece)) {
        offer_cyrillic(&pieces, out);
    }
}

/// What the name is in ideographs, and what those are in Chinese.
fn offer_ideographs(words: &[&str], out: &mut Collector<'_>) {
    for form in vietnamese::written_in_han(words, out.has) {
        if out.offer(&form, Rule::Ideographs) {
            super::chinese::widen_han(&form, out);
        }
    }
}

fn offer_cyrillic(pieces: &[String], out: &mut Collector<'_>) {
    if pieces.len() == 1 {
        return;
    }
    let spelt: Vec<Vec<String>> = pieces
        .iter()
        .map(|piece| CYRILLIC.respell(piece, 8, 2).into_iter().map(|(word, _)| word).collect())
        .collect();
    for gap in [" ", ""] {
        let mut ways = vec![String::new()];
        for words in &spelt {
            let held: Vec<&String> = words
                .iter()
                .filter(|word| gap.is_empty() || (out.has)(word))
                .take(if gap.is_empty() { 8 } else { 3 })
                .collect();
            let longer = ways.iter().flat_map(|way| {
                held.iter().map(move |word| {
                    if way.is_empty() {
                        capitalised(word)
                    } else if gap.is_empty() {
                        format!("{way}{word}")
                    } else {
                        format!("{way} {}", capitalised(word))
                    }
                })
            });
            ways = longer.take(300).collect();
        }
        for way in ways {
            out.offer(&way, Rule::Cyrillic);
        }
    }
}

/// Offers Latin spellings of a Vietnamese name in Cyrillic letters.
pub(crate) fn widen_cyrillic(words: &[&str], out: &mut Collector<'_>) {
    if !(2..=4).contains(&words.len()) || words.iter().any(|word| word.chars().count() > 7) {
        return;
    }
    let has = out.has;
    let latin = |word: &&str| -> Vec<String> {
        let guesses = BACK.respell(&fold(word), 40, 3);
        let held = guesses.into_iter().filter(|(word, _)| is_syllable(word) && has(word));
        held.take(3).map(|(word, _)| capitalised(&word)).collect()
    };
    let each: Vec<Vec<String>> = words.iter().map(latin).collect();
    let mut ways = vec![String::new()];
    for held in &each {
        let longer = ways.iter().flat_map(|way| {
            held.iter().map(move |word| if way.is_empty() { word.clone() } else { format!("{way} {word}") })
        });
        ways = longer.take(27).collect();
    }
    for way in ways {
        out.offer(&way, Rule::Latin);
    }
}

/// From Cyrillic to folded Latin.
const FROM_CYRILLIC: &str = "\
а a
ай ai ay
ао ao
ау au
б b
в v
г g gh
д d
е e
з d gi r+ z++
зу du
зи gi di
зиа gia
и i y
иа ia
ие ie ye
й y i
к c k
кв qu
ку qu cu
кх kh
л l
м m
н n nh ng
нг ng
нь nh
ньо nho
о o
п p
р r
с x s
т t th ch
тх th
ть ch tr
у u
уа ua
уэ ue uye
ф ph
х h kh
ч tr ch
ш s ch
ы u
ье ie
э e
ю u yu
я ia ya
";
static BACK: LazyLock<Table> = LazyLock::new(|| Table::new(&[FROM_CYRILLIC]));

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    #[test]
    fn gaps_between_syllables_come_and_go() {
        assert!(found("Dienbienphu", &["dien", "bien", "phu"]).contains(&"Dien Bien Phu".to_owned()));
        assert!(found("Viet Minh", &["vietminh"]).contains(&"Vietminh".to_owned()));
        assert!(is_syllable("nguyen") && is_syllable("giap") && !is_syllable("stalin"));
    }

    #[test]
    fn cyrillic_is_found_and_read() {
        assert!(found("Lê Duẩn", &["ле", "зуан"]).contains(&"Ле Зуан".to_owned()));
        assert!(found("Хо Ши Мин", &["ho", "chi", "minh"]).contains(&"Ho Chi Minh".to_owned()));
    }
}
