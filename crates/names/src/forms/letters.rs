//! Letters that lose their mark in one way in print and in another in the index: ä is a to the index and ae on a
//! typewriter.
//!
//! German and Nordic umlauts, Azerbaijani schwa. What the index folds by itself (ł, đ, ø, ı, ß, every accent) is not
//! here.

use super::Rule;
use super::collect::Collector;
use super::ordinary::is_ordinary;
use super::words::fold;

const MARKED: [(char, &str); 8] =
    [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ø', "oe"), ('å', "aa"), ('ə', "e"), ('ő', "oe"), ('ű', "ue")];
/// The last are Dutch spellings of Indonesian names: Soekarno, Djakarta, Tjipto.
const UNMARKED: [(&str, &str); 9] = [
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("aa", "a"),
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("nj", "ny"),
    ("sj", "sy"),
];

/// Offers the name with its marked letters written out, and with written-out letters as the index folds them.
pub(crate) fn widen(words: &[&str], out: &mut Collector<'_>) {
    let name = words.join(" ");
    let lower = name.to_lowercase();
    if MARKED.iter().any(|(marked, _)| lower.contains(*marked)) {
        let mut spelt = name.clone();
        for (marked, plain) in MARKED {
            spelt = spelt.replace(marked, plain);
            spelt = spelt
                .replace(marked.to_uppercase().next().unwrap_or(marked), &super::words::capitalised(plain));
        }
        out.offer(&spelt, Rule::Letters);
        if lower.contains('ə') {
            out.offer(&name.replace(['ə', 'Ə'], "a"), Rule::Letters);
        }
    }
    if words.len() > 3 || words.iter().any(|word| is_ordinary(word)) {
        return;
    }
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let folded = folded.join(" ");
    for (plain, bare) in UNMARKED {
        if folded.len() >= 5 && folded.contains(plain) {
            out.offer(
                &name
                    .replace(plain, bare)
                    .replace(&super::words::capitalised(plain), &super::words::capitalised(bare)),
                Rule::Letters,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::spellings;

    #[test]
    fn umlauts_are_found_written_out_and_back() {
        let found = |name: &str, index: &[&str]| -> Vec<String> {
            spellings(name, &|word| index.contains(&word)).into_iter().map(|spelling| spelling.form).collect()
        };
        assert!(found("Müller", &["mueller"]).contains(&"Mueller".to_owned()));
        assert!(found("Mueller", &["muller"]).contains(&"Muller".to_owned()));
    }
}
