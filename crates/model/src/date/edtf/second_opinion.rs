//! The bounds of generated values against the `edtf` package of Python, where that is installed.
//!
//! `FONDS_PYTHON` names another interpreter. Every disagreement is counted under a reason, and one without reason
//! fails the test.

use super::tests::any_edtf;
use super::*;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

const VALUES: usize = 1_500;

/// Why the two may disagree about a value; None where they must not.
fn understood(value: &Edtf, answer: &str) -> Option<&'static str> {
    let dates: Vec<Date> = value.dates().collect();
    let any = |is: &dyn Fn(&Date) -> bool| dates.iter().any(is);
    if answer.starts_with('!') {
        return Some("the package fails");
    }
    let year_is = |is: &dyn Fn(Year) -> bool| any(&|date| is(date.year));
    let clamped = |day: Option<Day>| day.is_some_and(|day| matches!(day.number(), i32::MIN | i32::MAX));
    let (earliest, latest) = value.bounds();
    if clamped(earliest) || clamped(latest) {
        return Some("years beyond five million are clamped here");
    }
    if year_is(&|year| {
        matches!(
            year,
            Year::Plain { significant: Some(_), .. }
                | Year::Long { significant: Some(_), .. }
                | Year::Power { significant: Some(_), .. }
        )
    }) {
        return Some("significant digits: the package takes the estimate alone");
    }
    if matches!(value.0, Expression::Interval(Side::Unknown, _) | Expression::Interval(_, Side::Unknown)) {
        return Some("an unknown side: the package supposes ten years");
    }
    if any(&|date| matches!(date.part, Some((Part::Grouping(24 | 28 | 30), _)))) {
        return Some("winter: the package ends it with December");
    }
    if any(&|date| matches!(date.part, Some((Part::Month(digits), _)) if digits.contains(&None))) {
        return Some("unspecified months before year 0: the package counts them backwards")
            .filter(|_| year_is(&|year| matches!(year, Year::Plain { negative: true, .. })));
    }
    None
}

/// Asks the package about these values, one answer a line; none where it is not installed.
fn ask(values: &[String], arguments: &[&str]) -> Option<String> {
    let python = std::env::var("FONDS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_package = Command::new(&python).args(["-c", "import edtf"]).stderr(Stdio::null()).status();
    if !has_package.is_ok_and(|status| status.success()) {
        println!("skipped: {python} has no package `edtf` (5.0.2)");
        return None;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/second_opinion.py");
    let mut child = Command::new(&python)
        .arg(script)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines: String = values.iter().map(|value| format!("{value}\n")).collect();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    assert_eq!(answers.lines().count(), values.len());
    Some(answers)
}

#[test]
fn bounds_agree_with_the_python_package() {
    let mut runner = TestRunner::deterministic();
    let values: Vec<Edtf> =
        (0..VALUES).map(|_| any_edtf().new_tree(&mut runner).unwrap().current()).collect();
    let written: Vec<String> = values.iter().map(Edtf::to_string).collect();
    let Some(answers) = ask(&written, &[]) else { return };
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unexplained = Vec::new();
    for (value, answer) in values.iter().zip(answers.lines()) {
        let cells: Vec<&str> = answer.split('\t').collect();
        let side = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
        let (earliest, latest) = value.bounds();
        let agree = cells[1] == side(earliest) && cells[2] == side(latest);
        let reason = if agree { Some("agreed") } else { understood(value, cells[1]) };
        match reason {
            Some(reason) => *reasons.entry(reason).or_default() += 1,
            None => unexplained.push(format!("{answer} but here {} {}", side(earliest), side(latest))),
        }
    }
    println!("{reasons:#?}");
    assert!(reasons.get("agreed").is_some_and(|agreed| *agreed >= VALUES / 4));
    assert!(unexplained.is_empty(), "{} unexplained:\n{}", unexplained.len(), unexplained.join("\n"));
}

/// Why the package refuses what is read here; None where it must not.
fn why_refused(value: &Edtf) -> Option<&'static str> {
    let compound = !matches!(value.0, Expression::Date(_));
    let any = |is: &dyn Fn(&Date) -> bool| value.dates().any(|date| is(&date));
    let unspecified = |date: &Date| {
        matches!(&date.year, Year::Plain { digits, .. } if digits.contains(&None))
            || matches!(&date.part, Some((Part::Month(digits), _)) if digits.contains(&None))
            || matches!(&date.day, Some((digits, _)) if digits.contains(&None))
    };
    let is_grouping = |date: &Date| matches!(date.part, Some((Part::Grouping(_), _)));
    let is_marked = |date: &Date| {
        let plain = Mark { uncertain: false, approximate: false };
        date.year_mark != plain
            || date.part.as_ref().is_some_and(|(_, mark)| *mark != plain)
            || date.day.as_ref().is_some_and(|(_, mark)| *mark != plain)
    };
    let is_long = |date: &Date| !matches!(date.year, Year::Plain { .. });
    let counts_digits = |date: &Date| {
        let Year::Plain { significant, .. } = date.year else { return false };
        significant.is_some()
    };
    if any(&|date| is_long(date) && (compound || is_marked(date))) {
        return Some("a year with Y stands alone and unqualified there");
    }
    if any(&|date| unspecified(date) && (compound || is_marked(date) || is_grouping(date))) {
        return Some("unspecified digits stand alone, unqualified and without season there");
    }
    if any(&|date| is_grouping(date) && (compound || is_marked(date))) {
        return Some("a season stands alone and unqualified there");
    }
    if any(&|date| counts_digits(date) && (compound || is_marked(date))) {
        return Some("significant digits stand alone and unqualified there");
    }
    let before_0 = |date: &Date| matches!(date.year, Year::Plain { negative: true, .. });
    if any(&|date| unspecified(date) && before_0(date)) {
        return Some("before year 0 unspecified digits stand at the end alone there");
    }
    if any(&|date| matches!(date.part, Some((Part::Month([None, Some(_)]), _)))) {
        return Some("of a month only the last digit may be unspecified there");
    }
    if any(&is_marked) && compound {
        return Some("marks on parts of dates are not read in all intervals there");
    }
    None
}

/// Why the package reads what is refused here; None where it must not.
fn why_accepted(text: &str, problem: &str) -> Option<&'static str> {
    if problem.contains("known digits") || text.contains('S') {
        return Some("significant digits are those of a year alone, and no more than it has");
    }
    let backwards = text.contains('/') && problem.contains("end");
    backwards.then_some("an interval does not end before it begins")
}

/// Valid values with a character put in, taken out or replaced.
fn spoilt() -> Vec<String> {
    const SIGNS: &[u8] = b"0123456789XYES-/~?%.[]{},:TZ+";
    let mut runner = TestRunner::deterministic();
    let change = (0..SIGNS.len(), 0..4u8, 0usize..40);
    let values = (0..VALUES).map(|_| {
        let mut text = any_edtf().new_tree(&mut runner).unwrap().current().to_string();
        let (sign, way, place) = change.new_tree(&mut runner).unwrap().current();
        let (sign, place) = (char::from(SIGNS[sign]), place % text.len());
        match way {
            // One in four stays as it is.
            3 => {}
            0 => text.insert(place, sign),
            1 => drop(text.remove(place)),
            _ => text.replace_range(place..=place, &sign.to_string()),
        }
        text
    });
    values.filter(|text| !text.is_empty()).collect()
}

#[test]
fn what_is_valid_agrees_with_the_python_package() {
    let values = spoilt();
    let Some(answers) = ask(&values, &["valid"]) else { return };
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unexplained = Vec::new();
    for answer in answers.lines() {
        let (value, valid) = answer.split_once('\t').unwrap();
        let reason = match (value.parse::<Edtf>(), valid == "yes") {
            (Ok(_), true) => Some("both read it"),
            (Err(_), false) => Some("both refuse it"),
            (Ok(ours), false) => why_refused(&ours),
            (Err(error), true) => why_accepted(value, error.problem),
        };
        match reason {
            Some(reason) => *reasons.entry(reason).or_default() += 1,
            None => unexplained.push(answer),
        }
    }
    println!("{reasons:#?}");
    // Both ways: a disagreement without reason fails, and so does a reason that explains none any more.
    assert!(unexplained.is_empty(), "{} unexplained:\n{}", unexplained.len(), unexplained.join("\n"));
    assert_eq!(reasons.len(), 10, "a reason that explains nothing must go");
}
