//! What holds for any string at all.

use fonds_names::bare::{bare_name, invert_name};
use fonds_names::title::analyse;
use proptest::prelude::*;

/// Strings made of the pieces that the rules react to.
fn title_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Cable",
        "Letter",
        "from",
        "to",
        "via",
        "of",
        "the",
        "with",
        "Meeting",
        "Ambassador",
        "Stalin",
        "Mao",
        "[",
        "]",
        "(",
        ")",
        "'",
        "\"",
        "“",
        "’s",
        ",",
        ".",
        "No.",
        "№",
        "12",
        "1949",
        "May",
        "and",
        "A.B.",
        "Jr.",
        "Embassy",
        "in",
        "China",
        ":",
        "–",
        "transmitting",
        "a",
        "Message",
        "on",
        "Дом",
        "毛",
        "é",
        "\u{301}",
        "VKP(b)",
        "[?]",
        "[sic]",
        "Liu",
        "[Shaoqi]",
        "for",
        "by",
        "between",
        "Politburo",
        "Foreign",
        "Office",
        "pseud. of",
        "Lettre",
        "de",
        "d'André",
        "à",
        "Annex",
        "way of",
        "headed by",
        "Directive/NSC-4",
        "'s",
        "-",
        ";",
        "Republic of",
    ]);
    prop::collection::vec((piece, prop::bool::weighted(0.8)), 0..30).prop_map(|pieces| {
        pieces.into_iter().map(|(p, space)| if space { format!("{p} ") } else { p.to_owned() }).collect()
    })
}

/// Whether the letters of the name stand in the title in pieces; brackets may have been taken out between them.
fn is_made_of(title: &str, name: &str) -> bool {
    let plain = |text: &str| text.replace(['[', ']', '(', ')'], "");
    title.contains(name)
        || plain(title).contains(&plain(name))
        || name.split_whitespace().all(|word| plain(title).contains(&plain(word)))
}

fn check(title: &str) -> Result<(), TestCaseError> {
    let analysis = analyse(title);
    let enclosed = analysis.enclosed.iter().flat_map(|e| e.senders.iter().chain(&e.recipients));
    for agent in analysis.agents.iter().chain(enclosed) {
        prop_assert!(title.contains(&agent.as_written), "{:?} is not in {title:?}", agent.as_written);
        prop_assert!(
            agent.bare_name.as_deref().is_some_and(|b| !b.trim().is_empty()),
            "empty name in {title:?}"
        );
        prop_assert!(!agent.as_written.is_empty());
        for name in agent.bare_name.iter().chain([&agent.name].into_iter().flatten()) {
            prop_assert!(is_made_of(title, name), "{name:?} is not made of {title:?}");
        }
    }
    if let Some(number) = &analysis.number {
        prop_assert!(title.contains(number.as_str()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_string_is_read_without_panic(title in any::<String>()) {
        check(&title)?;
        let _ = bare_name(&title);
        let _ = invert_name(&title);
    }

    #[test]
    fn what_is_written_is_cut_out_of_the_title(title in title_like()) {
        check(&title)?;
        let _ = bare_name(&title);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn space_around_a_title_and_a_second_reading_change_nothing(title in title_like()) {
        prop_assert_eq!(analyse(&title), analyse(title.trim()));
        prop_assert_eq!(analyse(&title), analyse(&title));
    }

    #[test]
    fn a_bare_name_is_bare(surname in "[A-Z][a-z]{3,8}(ov|sky|enko)", initials in "([A-Z]\\. ?){1,2}", address in prop::sample::select(vec!["", "Cde. ", "Ambassador ", "Mr. "])) {
        let written = format!("{address}{}{surname}", initials.trim_end().to_owned() + " ");
        let (bare, _) = bare_name(&written);
        prop_assert_eq!(&bare_name(&bare).0, &bare);
        prop_assert!(!bare.contains("Cde.") && bare.ends_with(&surname));
    }
}

#[test]
fn a_very_long_title_is_read_to_its_end() {
    // With quadratic work anywhere this test would not end before somebody asks why.
    for piece in
        ["to the Ambassador ", "((((", "'a ", "[Mao] and ", "Cable from A to B ", "\u{301}", "No. 1, "]
    {
        let title = piece.repeat(100_000 / piece.len());
        let _ = analyse(&title);
        let _ = bare_name(&title);
    }
}
