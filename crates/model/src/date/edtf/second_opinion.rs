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

#[test]
fn bounds_agree_with_the_python_package() {
    let python = std::env::var("FONDS_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_package = Command::new(&python).args(["-c", "import edtf"]).stderr(Stdio::null()).status();
    if !has_package.is_ok_and(|status| status.success()) {
        println!("skipped: {python} has no package `edtf` (5.0.2)");
        return;
    }
    let mut runner = TestRunner::deterministic();
    let values: Vec<Edtf> =
        (0..VALUES).map(|_| any_edtf().new_tree(&mut runner).unwrap().current()).collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/second_opinion.py");
    let mut child = Command::new(&python)
        .arg(script)
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
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unexplained = Vec::new();
    let answers = String::from_utf8(output.stdout).unwrap();
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
    assert_eq!(answers.lines().count(), VALUES);
    assert!(unexplained.is_empty(), "{} unexplained:\n{}", unexplained.len(), unexplained.join("\n"));
}
