//! The script of a name, by its first letter.

use fonds_model::Script;

/// First and last letter of a block, and the block's script by ISO 15924.
const BLOCKS: [(char, char, &str); 18] = [
    ('A', 'Z', "Latn"),
    ('a', 'z', "Latn"),
    ('À', 'ɏ', "Latn"),
    ('Ḁ', 'ỿ', "Latn"),
    ('Ͱ', 'Ͽ', "Grek"),
    ('Ѐ', 'ԯ', "Cyrl"),
    ('Ա', '֏', "Armn"),
    ('א', '״', "Hebr"),
    ('ء', 'ۿ', "Arab"),
    ('ऄ', 'ॿ', "Deva"),
    ('ก', '๛', "Thai"),
    ('ༀ', '࿿', "Tibt"),
    ('Ⴀ', 'ჿ', "Geor"),
    ('ᠠ', 'ᢪ', "Mong"),
    ('ぁ', 'ヿ', "Jpan"),
    ('㐀', '鿿', "Hani"),
    ('가', '힣', "Hang"),
    ('豈', '龎', "Hani"),
];

/// The script of the first letter that has one. Han characters are `Hani`: which of their forms they are is not told
/// by one letter.
pub(super) fn script_of(form: &str) -> Option<Script> {
    let block = |letter: char| BLOCKS.iter().find(|(first, last, _)| (*first..=*last).contains(&letter));
    form.chars().find_map(block).and_then(|(_, _, script)| Script::new(script))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_by_the_first_letter() {
        for (form, script) in [
            ("Zhou Enlai", "Latn"),
            ("İsa", "Latn"),
            ("Чжоу", "Cyrl"),
            ("周恩来", "Hani"),
            ("김일성", "Hang"),
            ("محمد", "Arab"),
            ("नेहरू", "Deva"),
            ("བོད་", "Tibt"),
            ("«Чжоу»", "Cyrl"),
        ] {
            assert_eq!(script_of(form).unwrap().as_str(), script, "{form}");
        }
        assert_eq!(script_of("1949"), None);
    }
}
