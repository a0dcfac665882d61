//! Concordances and whole results taken away: every match in its line, every document of a result in its order.

use crate::testing::{TestArchive, document, note, today};
use fonds_archive::access::set_access;
use fonds_archive::clearance::Reader;
use fonds_archive::concordance::{AskedConcordance, Concordance, Order, concordance, write_csv};
use fonds_archive::discover::{Asked, Sort};
use fonds_archive::results::{ResultFormat, write_result};
use fonds_model::Access;

fn archive() -> TestArchive {
    let archive = TestArchive::new();
    archive.import_documents(&[
        document("p/1", "Third cable", "3 March 1949", "The ice is going. Thin ice holds nobody."),
        document("p/2", "First cable", "1949", "No ice at all; old ice only."),
        document("p/3", "Report", "", "We speak of potatoes and of ice."),
        document("p/4", "Other report", "1950", "We speak of potatoes alone."),
    ]);
    archive.follow();
    archive
}

fn asked(words: &str) -> AskedConcordance {
    AskedConcordance {
        search: Asked { words: words.into(), ..Asked::default() },
        limit: 100,
        width: 12,
        ..AskedConcordance::default()
    }
}

fn make(archive: &TestArchive, asked: &AskedConcordance) -> Concordance {
    (*concordance(&archive.archive, asked, Reader::Public, today()).unwrap()).clone()
}

fn lines(made: &Concordance) -> Vec<String> {
    made.lines.iter().map(|line| format!("{}|{}|{}", line.left, line.key, line.right)).collect()
}

#[test]
fn every_match_stands_in_its_line_in_order_of_date() {
    let archive = archive();
    let made = make(&archive, &asked("ice"));
    assert_eq!(made.documents, 3);
    assert_eq!(
        lines(&made),
        [
            "No |ice| at all; old",
            "at all; old |ice| only.",
            "The |ice| is going.",
            "going. Thin |ice| holds",
            "and of |ice|."
        ]
    );
    assert!(!made.more && made.figures.is_none());
}

#[test]
fn lines_sort_by_their_nearest_neighbours() {
    let archive = archive();
    let by = |order| make(&archive, &AskedConcordance { order, ..asked("ice") });
    let left: Vec<_> = by(Order::Left).lines.into_iter().map(|line| line.left).collect();
    assert_eq!(left, ["No ", "and of ", "at all; old ", "The ", "going. Thin "]);
    let right: Vec<_> = by(Order::Right).lines.into_iter().map(|line| line.right).collect();
    assert_eq!(right, [".", " at all; old", " holds", " is going.", " only."]);
}

#[test]
fn a_page_of_lines_is_a_part_of_all_lines_in_every_order() {
    let archive = archive();
    for order in Order::ALL {
        let whole = lines(&make(&archive, &AskedConcordance { order, ..asked("ice") }));
        for offset in 0..6 {
            let page = make(&archive, &AskedConcordance { order, offset, limit: 2, ..asked("ice") });
            let expected: Vec<_> = whole.iter().skip(offset).take(2).cloned().collect();
            assert_eq!((lines(&page), page.more), (expected, offset + 2 < whole.len()), "{order:?} {offset}");
        }
    }
}

#[test]
fn figures_count_neighbours_years_and_documents() {
    let archive = archive();
    let figures = make(&archive, &AskedConcordance { figures: true, ..asked("ice") }).figures.unwrap();
    assert_eq!((figures.lines, figures.documents), (5, 3));
    assert_eq!(figures.years, [(1949, 4)]);
    let old = figures.collocates.iter().find(|collocate| collocate.word == "old").unwrap();
    assert_eq!((old.before, old.behind), (1, 1));
    let of = figures.collocates.iter().position(|collocate| collocate.word == "of").unwrap();
    let thin = figures.collocates.iter().position(|collocate| collocate.word == "thin").unwrap();
    assert!(thin < of, "what stands everywhere comes behind what is rare: {:?}", figures.collocates);
}

#[test]
fn a_table_has_every_line_and_nothing_closed() {
    let archive = archive();
    set_access(&archive.archive, &archive.id_of("p/1"), Access::Restricted, &note("closed"), today())
        .unwrap();
    // The index has not heard of it yet; every text is cleared anew all the same.
    let mut table = Vec::new();
    let written = write_csv(&archive.archive, &asked("ice"), Reader::Public, today(), &mut table).unwrap();
    let table = String::from_utf8(table).unwrap();
    assert_eq!((written, table.lines().count()), (3, 4), "{table}");
    assert!(!table.contains("Third cable") && !table.contains("Thin"));
}

#[test]
fn no_word_asks_for_nothing_and_says_so() {
    let made = make(&archive(), &asked("  "));
    assert!(made.lines.is_empty() && made.remarks.len() == 1);
}

fn taken(archive: &TestArchive, asked: &Asked, format: ResultFormat) -> String {
    let mut out = Vec::new();
    let permanent = |path: &str| format!("https://archive.example{path}");
    let who = (Reader::Public, today());
    write_result(&archive.archive, asked, format, &permanent, who, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_whole_result_is_taken_away_in_its_order_whatever_page_was_asked_for() {
    let archive = archive();
    let asked = Asked { words: "ice".into(), limit: 1, offset: 2, ..Asked::default() };
    let order = |asked: &Asked| -> Vec<String> {
        let lines = taken(&archive, asked, ResultFormat::Lines);
        let titles = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        titles.map(|line| line["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(order(&asked), ["First cable", "Third cable", "Report"]);
    let reversed = Asked { sort: Sort::DateDescending, ..asked.clone() };
    assert_eq!(order(&reversed), ["Report", "Third cable", "First cable"]);
    for (format, mark) in
        [(ResultFormat::Csv, "\n"), (ResultFormat::BibTex, "@"), (ResultFormat::Ris, "TY  -")]
    {
        let count = taken(&archive, &asked, format).matches(mark).count();
        assert_eq!(count, if format == ResultFormat::Csv { 4 } else { 3 }, "{format:?}");
    }
    assert!(taken(&archive, &asked, ResultFormat::Ris).contains("UR  - https://archive.example/documents/"));
}
