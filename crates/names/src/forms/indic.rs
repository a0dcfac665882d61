//! Names in Devanagari and their Latin spellings.
//!
//! After the common English spelling of Hindi names, not the scholarly one with its dots: नेहरू is Nehru. The vowel in
//! every bare consonant is spoken or not.

use super::Rule;
use super::collect::Collector;
use super::cyrillic::best_held;
use super::lattice::Table;
use super::ordinary::is_ordinary;
use super::words::{Script, capitalised, fold};
use std::sync::LazyLock;

const CONSONANTS: &str = "क k|ख kh|ग g|घ gh|ङ n|च ch|छ chh|ज j|झ jh|ञ n|ट t|ठ th|ड d|ढ dh|ण n|त t|थ th|द d|ध dh|न n|प p|फ ph|ब b|भ bh|\
    म m|य y|र r|ल l|व v|श sh|ष sh|स s|ह h|ज़ z|फ़ f|ड़ r|ढ़ rh";
const VOWELS: &str = "\
अ a
आ a aa+
इ i
ई i ee+
उ u
ऊ u oo+
ऋ ri
ए e
ऐ ai
ओ o
औ au
ा a aa+
ि i
ी i ee+ y+
ु u
ू u oo+
ृ ri
े e
ै ai
ो o
ौ au ou+
ं n m
ँ n _
ः h _
् _
़ _
व w v
";
static TO_LATIN: LazyLock<Table> = LazyLock::new(|| {
    let mut text = String::from(VOWELS);
    for pair in CONSONANTS.split('|') {
        let Some((letter, sound)) = pair.trim().split_once(' ') else { continue };
        text.push_str(&format!("{letter} {sound} {sound}a\n"));
    }
    Table::new(&[Box::leak(text.into_boxed_str())])
});
static TO_DEVANAGARI: LazyLock<Table> = LazyLock::new(|| {
    let mut text = String::from(
        "a _ ा\n^a अ आ\ne े\n^e ए\ni ि ी\n^i इ ई\no ो\n^o ओ\nu ु ू\n^u उ ऊ\nai ै\nau ौ\nee ी\noo ू\naa ा\nw व\ny य ी\nsh श ष\nz ज़ ज\nf फ़ फ\n",
    );
    for pair in CONSONANTS.split('|') {
        let Some((letter, sound)) = pair.trim().split_once(' ') else { continue };
        // A half letter before another consonant.
        text.push_str(&format!("{sound} {letter} {letter}्+\n{sound}{sound} {letter}्{letter}\n"));
    }
    Table::new(&[Box::leak(text.into_boxed_str())])
});

/// Offers Latin spellings of a name in Devanagari; of several words also the last alone.
pub(crate) fn widen_devanagari(words: &[&str], out: &mut Collector<'_>) {
    let latin = |word: &&str| -> Vec<String> {
        let guesses = TO_LATIN.respell(word, 600, 2);
        let guesses = guesses.into_iter().filter(|(word, _)| word.len() > 2 && !is_ordinary(word)).collect();
        best_held(guesses, out.has).into_iter().map(|word| capitalised(&word)).collect()
    };
    offer(&words.iter().take(3).map(latin).collect::<Vec<_>>(), Rule::Latin, true, out);
}

/// Offers a name of Latin letters in Devanagari.
pub(crate) fn widen_latin(words: &[&str], out: &mut Collector<'_>) {
    if !out.may_have(Script::Devanagari) {
        return;
    }
    let devanagari = |word: &&str| -> Vec<String> {
        let folded = fold(word);
        if folded.len() < 3 || is_ordinary(&folded) {
            return Vec::new();
        }
        best_held(TO_DEVANAGARI.respell(&folded, 150, 2), out.has)
    };
    let alone = words.last().is_some_and(|last| !super::is_shared_surname(last));
    offer(&words.iter().take(3).map(devanagari).collect::<Vec<_>>(), Rule::Devanagari, alone, out);
}

fn offer(each: &[Vec<String>], rule: Rule, alone: bool, out: &mut Collector<'_>) {
    let mut ways = vec![String::new()];
    for words in each {
        let longer = ways.iter().flat_map(|way| {
            words
                .iter()
                .take(3)
                .map(move |word| if way.is_empty() { word.clone() } else { format!("{way} {word}") })
        });
        ways = longer.collect();
    }
    for way in ways.iter().filter(|way| !way.is_empty()) {
        out.offer(way, rule);
    }
    if let [_, .., last] = each
        && alone
    {
        for word in last.iter().filter(|word| !super::is_shared_surname(word)) {
            out.offer(word, Rule::SurnameAlone);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::spellings;

    #[test]
    fn hindi_names_are_found_both_ways() {
        let found = |name: &str, index: &[&str]| -> Vec<String> {
            spellings(name, &|word| index.contains(&word)).into_iter().map(|spelling| spelling.form).collect()
        };
        assert_eq!(found("नेहरू", &["nehru"]), ["Nehru"]);
        assert_eq!(found("Nehru", &["नेहरू"]), ["नेहरू"]);
        assert!(found("जवाहरलाल नेहरू", &["jawaharlal", "nehru"]).contains(&"Jawaharlal Nehru".to_owned()));
    }
}
