//! Volumes of a real edition come out as their own encoding says: every document, its day, place, sender and recipient;
//! references between documents; the lists of persons.
//!
//! The table beside the volumes was read from the encoding, and some of its rows repeat mistakes of it. Rules, not lists,
//! say which ([`not_right`]); their numbers are printed, and so is every row that disagrees.

use crate::real::{Findings, gather, real};
use fonds_formats::tei::read;
use fonds_formats::{Emit, Origin};
use fonds_model::date::Calendar;
use fonds_model::document::MarkingKind;
use fonds_model::{AgentRole, Document, HistoricalDate, Link, PlaceRole};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;

type Row = HashMap<String, String>;

fn table(file: &str) -> Option<Vec<Row>> {
    let text = std::fs::read_to_string(real(file)?).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let row = |line: &str| {
        header.iter().zip(line.split('\t')).map(|(n, cell)| ((*n).to_owned(), cell.to_owned())).collect()
    };
    Some(lines.map(row).collect())
}

fn read_volume(volume: &str) -> Findings {
    let file = format!("{volume}.xml");
    let mut input = BufReader::new(File::open(real("frus").unwrap().join(&file)).unwrap());
    gather(|_: &Origin, emit: &mut Emit| {
        let origin = Origin { source: volume.to_owned(), file, sha256: None };
        read(&mut input, &origin, emit)
    })
}

/// Every volume of the table, in the table's order.
fn read_all(rows: &[Row]) -> Vec<(String, Findings)> {
    let mut volumes: Vec<String> = rows.iter().map(|row| row["vol"].clone()).collect();
    volumes.dedup();
    std::thread::scope(|scope| {
        let readers: Vec<_> =
            volumes.into_iter().map(|v| scope.spawn(move || (v.clone(), read_volume(&v)))).collect();
        readers.into_iter().map(|reader| reader.join().unwrap()).collect()
    })
}

#[derive(Default)]
struct Score {
    agreed: usize,
    right: usize,
    not_right: BTreeMap<&'static str, usize>,
    disagreements: BTreeMap<&'static str, Vec<String>>,
}

impl Score {
    fn print_and_assert(&self, field: &str) {
        println!("{field}: {} of {} agree", self.agreed, self.right);
        for (reason, count) in &self.not_right {
            println!("  {count} rows are not right themselves: {reason}");
        }
        for (reason, rows) in &self.disagreements {
            println!("  {} disagree: {reason}", rows.len());
            rows.iter().for_each(|row| println!("    {row}"));
        }
        assert!(self.right > 0 && self.agreed * 1_000 >= self.right * 990, "{field}");
    }
}

/// Letters and digits, without the marks, brackets and articles around them.
fn bare(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    words.strip_prefix("the ").unwrap_or(words).to_owned()
}

fn days(value: &str) -> Option<(fonds_model::Day, fonds_model::Day)> {
    let side = |side: &str| HistoricalDate::read(side.split('T').next().unwrap_or_default());
    let (first, last) = value.split_once('/').unwrap_or((value, value));
    side(first).earliest.zip(side(last).latest)
}

/// Why a row cannot be held against a reader.
fn not_right(field: &str, row: &Row) -> Option<&'static str> {
    let value = &row[field];
    match field {
        "date_attr" => {
            let by_words = HistoricalDate::read(&row["date_text"]);
            let other_day = days(value) != by_words.earliest.zip(by_words.latest);
            (by_words.calendar == Calendar::Dual && other_day)
                .then_some("a dual date keyed by its Julian day")
        }
        "place" if value.contains("not declassified") => Some("the place is withheld"),
        "place" if value.split(',').skip(1).any(|part| part.starts_with(char::is_alphanumeric)) => {
            Some("an office glued to its place")
        }
        _ => None,
    }
}

fn agents(document: &Document, role: AgentRole) -> Vec<String> {
    document
        .agents_as(role)
        .map(|agent| bare(agent.bare_name.as_deref().unwrap_or(&agent.as_written)))
        .collect()
}

/// Whether a document says what the row says, and what it says instead.
fn compare(field: &str, row: &Row, document: &Document) -> (bool, String) {
    let value = &row[field];
    let first = |found: Vec<String>| (found.first() == Some(&bare(value)), format!("{found:?}"));
    match field {
        "date_attr" => {
            let date = document.principal_date().map(|dated| &dated.date);
            let found = date.and_then(|date| date.earliest.zip(date.latest));
            let shown = date.map_or("none".into(), |date| {
                date.edtf.as_ref().map_or(date.display.clone(), ToString::to_string)
            });
            (found.is_some() && found == days(value), shown)
        }
        "place" => {
            let places = document.places.iter().filter(|place| place.role == PlaceRole::SentFrom);
            first(places.map(|place| bare(&place.as_written)).collect())
        }
        "from" => first(agents(document, AgentRole::Sender)),
        "to" => first(agents(document, AgentRole::Recipient)),
        "classification" => {
            let markings =
                document.markings.iter().filter(|marking| marking.kind == MarkingKind::Classification);
            let found: Vec<String> = markings.map(|marking| marking.as_written.to_lowercase()).collect();
            let none = value.starts_with("No classification") && found.is_empty();
            (none || found.contains(&value.to_lowercase()), format!("{found:?}"))
        }
        _ => unreachable!("{field}"),
    }
}

/// Why a row disagrees, where a rule can say it.
fn reason(field: &str, row: &Row, within: &[&Document]) -> &'static str {
    if within.iter().any(|document| compare(field, row, document).0) {
        return "it is said of a document within";
    }
    match field {
        "classification" if !row["source_note"].contains(&format!(". {}", row[field])) => {
            "the note says it of something else"
        }
        _ => "no rule says why",
    }
}

#[test]
fn volumes_come_out_as_their_encoding_says() {
    let Some(rows) = table("groundtruth/documents.tsv") else { return };
    let volumes = read_all(&rows);
    let documents: Vec<&Document> = volumes.iter().flat_map(|(_, found)| &found.documents).collect();
    for (volume, found) in &volumes {
        assert!(found.error.is_none(), "{volume}: {:?}", found.error);
    }
    // The table is in the order of the text, so that documents without an identifier are found by their place.
    assert_eq!(documents.len(), rows.len());
    let keys: HashSet<&str> = documents.iter().map(|document| document.source_key.as_str()).collect();
    assert_eq!(keys.len(), rows.len());
    for (row, document) in rows.iter().zip(&documents).filter(|(row, _)| row["doc"] != "None") {
        assert_eq!(document.source_key, format!("{}/{}", row["vol"], row["doc"]));
    }
    println!("documents: {} of {} found", documents.len(), rows.len());
    for field in ["date_attr", "place", "from", "to", "classification"] {
        let mut score = Score::default();
        for (row, document) in rows.iter().zip(&documents).filter(|(row, _)| !row[field].is_empty()) {
            if let Some(why) = not_right(field, row) {
                *score.not_right.entry(why).or_default() += 1;
                continue;
            }
            score.right += 1;
            let (agrees, found) = compare(field, row, document);
            if agrees {
                score.agreed += 1;
                continue;
            }
            let prefix = format!("{}/", document.source_key);
            let within: Vec<&Document> =
                documents.iter().filter(|d| d.source_key.starts_with(&prefix)).copied().collect();
            let line = format!("{}: {:?}, found {found}", document.source_key, row[field]);
            score.disagreements.entry(reason(field, row, &within)).or_default().push(line);
        }
        score.print_and_assert(field);
    }
    check_links(&documents);
    check_persons(&volumes);
}

/// Every reference from a document to another, in this volume or in one that is not here.
fn check_links(documents: &[&Document]) {
    let Some(rows) = table("groundtruth/doc_links.tsv") else { return };
    let by_key: HashMap<&str, &Document> = documents.iter().map(|d| (d.source_key.as_str(), *d)).collect();
    let (mut found, mut all) = (0, 0);
    for row in rows.iter().filter(|row| matches!(row["kind"].as_str(), "doc" | "fn" | "xvol_doc")) {
        let (volume, fragment) = row["target"].split_once('#').unwrap();
        let volume = if volume.is_empty() { row["vol"].as_str() } else { volume };
        let digits = fragment[1..].bytes().take_while(u8::is_ascii_digit).count();
        let target = format!("{volume}/{}", &fragment[..=digits]);
        let own = format!("{}/{}", row["vol"], row["doc"]);
        let link = Link::source_key(&target);
        let has =
            target == own || by_key[own.as_str()].relations.iter().any(|relation| relation.target == link);
        if !has {
            println!("  missing: {own} to {target}");
        }
        all += 1;
        found += usize::from(has);
    }
    println!("references: {found} of {all} found");
    assert!(all > 0 && found * 1_000 >= all * 990);
}

/// Every person of a list, under the name that the list gives.
fn check_persons(volumes: &[(String, Findings)]) {
    let Some(rows) = table("groundtruth/persons.tsv") else { return };
    let headings: HashMap<&str, &str> = volumes
        .iter()
        .flat_map(|(_, found)| &found.authorities)
        .map(|authority| (authority.source_key.as_str(), authority.heading()))
        .collect();
    let named = rows.iter().filter(|row| {
        let key = format!("{}/{}", row["vol"], row["id"]);
        headings.get(key.as_str()) == Some(&row["name"].as_str())
    });
    let found = named.count();
    println!("persons: {found} of {} found", rows.len());
    assert_eq!(found, rows.len());
}

/// Letters: the header's days and parties, and who forwarded one.
#[test]
fn letters_have_the_days_and_parties_of_their_headers() {
    for (folder, dated) in [("letters-de-schnitzler", 100), ("letters-fr-estournelles", 95)] {
        let Some(path) = real(folder) else { return };
        let mut files: Vec<_> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
        files.sort();
        let (mut letters, mut with_day) = (0, 0);
        for file in &files {
            let stem = file.file_stem().unwrap().to_str().unwrap().to_owned();
            let mut input = BufReader::new(File::open(file).unwrap());
            let found = gather(|_, emit| {
                read(&mut input, &Origin { source: stem.clone(), file: stem.clone(), sha256: None }, emit)
            });
            assert!(found.error.is_none() && found.notices.is_empty(), "{stem}: {:?}", found.notices);
            let [document] = found.documents.as_slice() else { panic!("{stem}: {}", found.documents.len()) };
            assert_eq!(document.source_key, stem);
            assert!(document.agents_as(AgentRole::Sender).next().is_some(), "{stem}");
            assert!(document.agents_as(AgentRole::Recipient).next().is_some(), "{stem}");
            assert!(document.renditions.iter().any(|rendition| rendition.has_text()), "{stem}");
            letters += 1;
            with_day += usize::from(document.principal_date().is_some_and(|dated| dated.date.edtf.is_some()));
        }
        println!("{folder}: {letters} letters, {with_day} with a date");
        assert!(letters > 0 && with_day * 100 >= letters * dated);
    }
}

/// Chinese biographies are bare divisions without a header: a document each.
#[test]
fn chinese_biographies_are_a_document_each() {
    let Some(path) = real("zh-biographies") else { return };
    for entry in std::fs::read_dir(path).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(fonds_formats::tei::fits(&bytes[..bytes.len().min(1_000)]));
        let found = gather(|origin, emit| read(&mut bytes.as_slice(), origin, emit));
        assert_eq!((found.documents.len(), found.error.is_none()), (1, true));
        let text = found.documents[0].renditions[0].text.as_ref().unwrap().plain();
        assert!(text.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c)));
    }
}
