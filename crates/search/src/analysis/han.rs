//! One form for each Han character: traditional, simplified and Japanese forms, and other ways of writing it, are the
//! same to a searcher.
//!
//! Not a translation between scripts: the form that stands for all of them is never shown. The table is
//! `han-variants.txt`; read [`super::fold`] for letters.

use std::sync::LazyLock;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// At each character of the blocks from [`FIRST`] to [`LAST`] the one that stands for it; 0 where it stands for itself.
static FORMS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut forms = vec![0; (LAST - FIRST + 1) as usize];
    let lines = include_str!("han-variants.txt").lines().filter(|line| !line.starts_with('#'));
    for group in lines.flat_map(|line| line.split(' ')) {
        let mut group = group.chars();
        let Some(plain) = group.next().and_then(|c| u16::try_from(u32::from(c)).ok()) else { continue };
        for form in group {
            if let Some(place) = place(form) {
                forms[place] = plain;
            }
        }
    }
    forms
});

fn place(c: char) -> Option<usize> {
    let code = u32::from(c);
    (FIRST..=LAST).contains(&code).then(|| (code - FIRST) as usize)
}

/// The form that stands for this character; other characters stand for themselves.
pub(crate) fn plain_form(c: char) -> char {
    let form = place(c).map_or(0, |place| FORMS[place]);
    if form == 0 { c } else { char::from_u32(form.into()).unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn plain(text: &str) -> String {
        text.chars().map(plain_form).collect()
    }

    #[test]
    fn traditional_simplified_and_japanese_forms_are_one() {
        assert_eq!(plain("中華人民共和國與蘇聯的關係"), "中华人民共和国与苏联的关系");
        assert_eq!(plain("國広廣气気氣発發髮対對"), "国广广气气气发发发对对");
        assert_eq!(plain("乾幹干後后臺檯颱台"), "干干干后后台台台台");
    }

    #[test]
    fn characters_that_people_tell_apart_stay_apart() {
        assert_eq!(plain("欠予沪覆中毛"), "欠予沪覆中毛");
        assert_eq!(plain("カ한a"), "カ한a");
    }

    #[test]
    fn every_group_of_the_table_has_one_form_and_no_character_twice() {
        let mut seen = HashSet::new();
        let lines = include_str!("han-variants.txt").lines().filter(|line| !line.starts_with('#'));
        for group in lines.flat_map(|line| line.split(' ')) {
            assert!(group.chars().count() > 1, "{group}");
            for c in group.chars() {
                assert!(place(c).is_some() && seen.insert(c), "{c} in {group}");
            }
        }
        assert!(seen.len() > 5_900);
    }
}
