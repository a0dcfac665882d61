//! What holds for any string at all.

use fonds_names::bare::{bare_name, invert_name};
use fonds_names::title::analyse;
use proptest::prelude::*;
use std::time::{Duration, Instant};

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
    ]);
    prop::collection::vec((piece, prop::bool::weighted(0.8)), 0..30).prop_map(|pieces| {
        pieces.into_iter().map(|(p, space)| if space { format!("{p} ") } else { p.to_owned() }).collect()
    })
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

#[test]
fn a_very_long_title_is_read_at_once() {
    for piece in
        ["to the Ambassador ", "((((", "'a ", "[Mao] and ", "Cable from A to B ", "\u{301}", "No. 1, "]
    {
        let title = piece.repeat(100_000 / piece.len());
        let begun = Instant::now();
        let _ = analyse(&title);
        let _ = bare_name(&title);
        assert!(begun.elapsed() < Duration::from_secs(1), "{piece:?} took {:?}", begun.elapsed());
    }
}
