//! How queries are understood, as typed and as a tree.

use super::super::Matching;
use super::*;

/// The tree in one line: words joined by spaces, alternatives by `|`, exclusions with `-`.
fn shape(query: &Query) -> String {
    fn write(node: &Node, query: &Query) -> String {
        let all = |nodes: &[Node]| nodes.iter().map(|node| write(node, query)).collect::<Vec<_>>();
        match node {
            Node::All => "*".into(),
            Node::Leaf(number) => {
                let leaf = &query.leaves[*number];
                let words = leaf.words.iter().map(|word| match word.matching {
                    Matching::Itself => word.folded.clone(),
                    other => format!("{}/{other:?}", word.folded),
                });
                let joined = words.collect::<Vec<_>>().join("_");
                let quoted = if leaf.exact { format!("\"{joined}\"") } else { joined };
                let near = leaf.near.map_or(String::new(), |near| format!("~{near}"));
                let place =
                    if leaf.place == Where::Asked { String::new() } else { format!("{:?}:", leaf.place) };
                format!("{place}{quoted}{near}")
            }
            Node::Widened(number) => format!("widened {number}"),
            Node::Condition(number) => format!("{:?}", query.conditions[*number]),
            Node::And(nodes) => format!("({})", all(nodes).join(" ")),
            Node::Or(nodes) => format!("({})", all(nodes).join("|")),
            Node::Not(node) => format!("-{}", write(node, query)),
        }
    }
    write(&query.root, query)
}

fn parsed(text: &str) -> (String, usize) {
    let query = parse(text);
    (shape(&query), query.remarks.len())
}

#[test]
fn all_words_are_asked_for() {
    assert_eq!(parsed("Soviet missiles"), ("(soviet missiles)".into(), 0));
    assert_eq!(parsed("Soviet AND missiles"), ("(soviet missiles)".into(), 0));
    assert_eq!(parsed("   "), ("*".into(), 0));
}

#[test]
fn quotes_hyphens_and_ideographs_make_phrases() {
    assert_eq!(
        parsed("\u{201c}Bay of Pigs\u{201d} Chou En-lai"),
        ("(\"bay_of_pigs\" chou en_lai)".into(), 0)
    );
    assert_eq!(parsed("«холодная война»"), ("\"холодная_война\"".into(), 0));
    assert_eq!(parsed("中苏关系"), ("中_苏_关_系".into(), 0));
}

#[test]
fn alternatives_exclusions_and_groups() {
    assert_eq!(parsed("cuba missiles OR turkey jupiters"), ("((cuba missiles)|(turkey jupiters))".into(), 0));
    assert_eq!(
        parsed("cuba (missiles OR jupiters) -turkey"),
        ("(cuba (missiles|jupiters) -turkey)".into(), 0)
    );
    assert_eq!(parsed("NOT \"third world\""), ("-\"third_world\"".into(), 0));
    assert_eq!(parsed("-(a OR b)"), ("-(a|b)".into(), 0));
}

#[test]
fn a_dash_between_words_is_only_a_dash() {
    assert_eq!(parsed("Moscow - Beijing \u{2014} Hanoi"), ("(moscow beijing hanoi)".into(), 0));
}

#[test]
fn what_is_not_understood_is_said_and_the_rest_is_run() {
    for (text, expected) in [
        ("\"never closed", "(never closed)"),
        ("(open", "open"),
        ("close)", "close"),
        ("OR cuba", "cuba"),
        ("cuba OR", "cuba"),
        ("title:", "*"),
        ("date:cuba moscow", "moscow"),
        ("year:never moscow", "moscow"),
        ("boost^2", "boost_2"),
        ("$%&", "*"),
        ("cuba NOT", "cuba"),
        ("\"cuba berlin\"~5000", "\"cuba_berlin\"~100"),
    ] {
        let (shape, remarks) = parsed(text);
        assert_eq!(shape, expected, "{text}");
        assert!(remarks > 0, "{text}");
    }
}

#[test]
fn a_field_narrows_a_word_a_phrase_or_a_group() {
    for (text, expected) in [
        ("title:moscow", "In(Titles):moscow"),
        ("Titles:moscow hanoi", "(In(Titles):moscow hanoi)"),
        ("title: moscow", "In(Titles):moscow"),
        (
            "people:(mao OR stalin) abstract:\"the bomb\"",
            "((In(People):mao|In(People):stalin) In(Abstracts):\"the_bomb\")",
        ),
        ("place:(moscow title:hanoi)", "(In(Places):moscow In(Titles):hanoi)"),
        ("-notes:draft", "-In(Notes):draft"),
        ("notes:-draft", "-In(Notes):draft"),
        ("number:0112", "Numbers:0112"),
        ("everything:cuba", "cuba"),
        ("标题：北京", "标_题_北_京"),
        ("title：北京", "In(Titles):北_京"),
        ("10:30", "10_30"),
        ("re:cuba", "re_cuba"),
    ] {
        assert_eq!(parsed(text), (expected.into(), 0), "{text}");
    }
}

#[test]
fn conditions_are_on_values_years_and_dates() {
    let day = |text: &str| text.parse::<fonds_model::Day>().ok();
    let only = |text: &str| match &parse(text).conditions[..] {
        [only] => only.clone(),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(only("year:1949"), Condition::Years(1949, 1949));
    assert_eq!(only("year:1949..1951"), Condition::Years(1949, 1951));
    assert_eq!(only("year:1951..1949"), Condition::Years(1949, 1951));
    assert_eq!(only("year:..1949"), Condition::Years(i64::MIN, 1949));
    assert_eq!(only("year:-44"), Condition::Years(-44, -44));
    assert_eq!(only("date:1949-01..1950"), Condition::Period(day("1949-01-01"), day("1950-12-31")));
    assert_eq!(only("date:1950.."), Condition::Period(day("1950-01-01"), None));
    assert_eq!(only("date:\"8 January 1949\""), Condition::Period(day("1949-01-08"), day("1949-01-08")));
    let early = only("date:“early 1949”");
    assert!(
        matches!(early, Condition::Period(Some(_), Some(to)) if Some(to) < day("1949-12-31")),
        "{early:?}"
    );
    let Condition::Value { facet, words, .. } = only("genre:“ciphered telegram”") else { panic!() };
    assert_eq!((facet, words.len()), (crate::Facet::Genre, 2));
    assert_eq!(parse("genre:(letter OR telegram)").conditions.len(), 2);
}

#[test]
fn signs_behind_words_are_distances_and_likeness() {
    for (text, expected) in [
        ("\"missile cuba\"~10", "\"missile_cuba\"~10"),
        ("\"missile cuba\"~", "\"missile_cuba\"~10"),
        ("“missile cuba”～5 x", "(\"missile_cuba\"~5 x)"),
        ("khrushchev~", "khrushchev/Like(1)"),
        ("khrushchev~2", "khrushchev/Like(2)"),
        ("khrushchev~0.8", "khrushchev/Like(1)"),
        ("mao~2", "mao/Like(1)"),
        ("北京~", "北_京"),
        ("negotiat*", "negotiat*/Pattern"),
        ("*card te?t", "(*card/Pattern te?t/Pattern)"),
        ("\"cold w*\"", "\"cold_w*/Pattern\""),
        ("1949..1951", "1949..1951/Between(1949, 1951)"),
        ("who was Filippov?", "(who was filippov)"),
        ("Filippov?", "filippov?/Pattern"),
        ("*", "*"),
        ("* cuba", "cuba"),
    ] {
        assert_eq!(parsed(text), (expected.into(), 0), "{text}");
    }
}

#[test]
fn whatever_the_manual_shows_is_understood() {
    let page = include_str!("../../../../../book/src/searching.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
    let shown: Vec<String> = rows
        .flat_map(|row| {
            row.split(" | ").take(1).flat_map(|cell| cell.split('`').step_by(2)).collect::<Vec<_>>()
        })
        .map(|typed| typed.replace("\\|", "|"))
        .filter(|typed| !typed.trim().is_empty() && !typed.ends_with(':'))
        .collect();
    assert!(shown.len() > 14, "{shown:?}");
    for typed in shown {
        assert_eq!(parsed(&typed).1, 0, "{typed}");
        assert_ne!(parse(&typed).root, Node::All, "{typed}");
    }
    for (field, name) in super::super::fields::shown() {
        assert!(page.contains(&format!("{name}:")), "the manual has no word on {field:?}");
    }
}

#[test]
fn an_equals_sign_asks_for_just_the_word() {
    let query = parse("=bombs =\"cold war\" people:=mao =(a b) c");
    let just: Vec<_> = query.leaves.iter().map(|leaf| (leaf.just, leaf.exact)).collect();
    assert_eq!(just, [(true, true), (true, true), (true, true), (true, true), (true, true), (false, false)]);
    assert_eq!(parsed("a = b"), ("(a b)".into(), 0));
}

#[test]
fn wide_signs_are_signs() {
    assert_eq!(parsed("（北京｜上海）－莫斯科"), ("((北_京|上_海) -莫_斯_科)".into(), 0));
    assert_eq!(parsed("北京，上海？"), ("(北_京 上_海)".into(), 0));
}

#[test]
fn each_field_of_the_whole_can_be_cancelled_alone() {
    let told = |text: &str| {
        let clauses = parse(text).clauses.into_iter();
        clauses.map(|c| (c.field, c.words, c.excluded, c.without)).collect::<Vec<_>>()
    };
    assert_eq!(
        told("cuba title:\"the bomb\" -genre:letter missiles"),
        [
            ("title", "\"the bomb\"".to_owned(), false, "cuba -genre:letter missiles".to_owned()),
            ("genre", "letter".to_owned(), true, "cuba title:\"the bomb\" missiles".to_owned()),
        ]
    );
    assert_eq!(told("people:(mao OR stalin)")[0].3, "");
    assert_eq!(parse("cuba title:a -genre:letter missiles").bare, "cuba missiles");
    assert!(told("title:a OR title:b").is_empty());
    assert!(told("(title:a b)").is_empty());
}

#[test]
fn only_excluded_words_are_not_wanted() {
    let query = parse("a -b -(c -d)");
    let wanted: Vec<_> = query.leaves.iter().map(|leaf| leaf.wanted).collect();
    assert_eq!(wanted, [true, false, false, true]);
}

#[test]
fn hostile_queries_are_bounded() {
    let many = (0..10_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" OR ");
    let query = parse(&many);
    assert!(query.leaves.len() <= MOST_LEAVES && !query.remarks.is_empty());
    for hostile in ["(", "\"", "-(", "title:", "title:(", "=", "~", "*", "a* OR ", "date:x ", "\u{202e}\"~9 "]
    {
        let query = parse(&hostile.repeat(8_000));
        assert!(query.remarks.len() <= MOST_REMARKS + 1, "{hostile}");
        assert!(query.leaves.len() + query.conditions.len() <= MOST_LEAVES, "{hostile}");
    }
    assert!(parse(&"x ".repeat(5_000)).leaves.len() == 1);
}
