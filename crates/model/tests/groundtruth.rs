//! Dates of real documents, read from their words and compared with what their editors encoded.

use fonds_model::Day;
use fonds_model::HistoricalDate;
use fonds_model::date::{Calendar, ReadingHints};
use std::path::PathBuf;

fn data(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

/// First and last day of what an encoder wrote: `1949-01-08`, `1949-01`, `1953-08-19T14:00:00/…`.
fn encoded(value: &str) -> Option<(Day, Day)> {
    let mut sides = value.split('/').map(|side| {
        let day = side.split('T').next().unwrap_or_default();
        let date = HistoricalDate::read(day);
        date.earliest.zip(date.latest)
    });
    let first = sides.next()??;
    let last = sides.next().unwrap_or(Some(first))?;
    Some((first.0, last.1))
}

fn described(date: &HistoricalDate) -> String {
    date.edtf.as_ref().map_or("not understood".to_owned(), |edtf| edtf.to_string())
}

#[test]
fn dates_of_a_documentary_series_agree_with_their_encoding() {
    let Some(path) = data("groundtruth/documents.tsv") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let column = |name: &str| header.iter().position(|own| *own == name).unwrap();
    let (volume, document, words, attribute) =
        (column("vol"), column("doc"), column("date_text"), column("date_attr"));
    let (mut rows, mut agreeing, mut times, mut agreeing_times) = (0, 0, 0, 0);
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let (Some(words), Some(attribute)) = (cells.get(words), cells.get(attribute)) else { continue };
        if words.is_empty() {
            continue;
        }
        let date = HistoricalDate::read(words);
        if attribute.is_empty() {
            assert!(date.edtf.is_none() == words.starts_with("undated"), "{words}");
            continue;
        }
        rows += 1;
        let place = format!("{}/{}", cells[volume], cells[document]);
        if encoded(attribute) == date.earliest.zip(date.latest) {
            agreeing += 1;
        } else {
            println!("{place}: {words:?} is {}, encoded {attribute}", described(&date));
        }
        if let Some(time) = date.time {
            times += 1;
            let written = format!("T{time}:00");
            if attribute.split('/').next().is_some_and(|first| first.contains(&written)) {
                agreeing_times += 1;
            } else {
                println!("{place}: {words:?} is at {time}, encoded {attribute}");
            }
        }
    }
    println!("{agreeing} of {rows} days agree, {agreeing_times} of {times} times");
    assert!(agreeing * 1_000 >= rows * 990 && agreeing_times * 1_000 >= times * 990);
}

#[test]
fn dates_of_captured_listings_are_all_read() {
    for file in ["listing/1949-page-6.expected.jsonl", "listing/pages.expected.jsonl"] {
        let Some(path) = data(file) else { return };
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let entry: serde_json::Value = serde_json::from_str(line).unwrap();
            let Some(words) = entry["date_display"].as_str() else { continue };
            let date = HistoricalDate::read(words);
            let found = date.edtf.as_ref().map(ToString::to_string);
            assert_eq!(found.as_deref(), entry["edtf"].as_str(), "{words}");
            assert!(date.is_understood(), "{words}");
        }
    }
}

/// The letters' own dates: encoded by `when`, or by `notBefore` and `notAfter`. In the German edition the words of
/// conjectured spans end two days after their `notAfter` throughout, 37 times.
#[test]
fn dates_of_letters_agree_with_their_encoding() {
    for (folder, near, least) in
        [("letters-de-schnitzler", 1_897, 96), ("letters-fr-estournelles", 1_919, 97)]
    {
        let Some(path) = data(folder) else { return };
        let hints = ReadingHints { near_year: Some(near), ..ReadingHints::default() };
        let (mut rows, mut agreeing) = (0, 0);
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|own| own == "xml")) {
            for (attributes, words) in dates_in(&std::fs::read_to_string(file).unwrap()) {
                let value = |name: &str| attribute(&attributes, name);
                let when = value("when").or_else(|| value("when-iso"));
                let range = value("notBefore")
                    .or_else(|| value("from"))
                    .zip(value("notAfter").or_else(|| value("to")));
                let Some(expected) = range.map(|(from, to)| format!("{from}/{to}")).or(when) else {
                    continue;
                };
                let date = HistoricalDate::read_with(&words, &hints);
                rows += 1;
                if encoded(&expected) == date.earliest.zip(date.latest) {
                    agreeing += 1;
                } else {
                    println!(
                        "{}: {words:?} is {}, encoded {expected}",
                        file.file_name().unwrap().display(),
                        described(&date)
                    );
                }
                assert!(date.calendar == Calendar::Gregorian, "{words}");
            }
        }
        println!("{folder}: {agreeing} of {rows} agree");
        assert!(agreeing * 100 >= rows * least);
    }
}

/// Attributes and words of every `date` element that has words.
fn dates_in(xml: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in xml.split("<date ").skip(1) {
        let Some((attributes, rest)) = part.split_once('>') else { continue };
        let Some((content, _)) = rest.split_once("</date>") else { continue };
        if attributes.ends_with('/') {
            continue;
        }
        let mut words = String::new();
        let mut inside = false;
        for c in content.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => words.push(c),
                _ => {}
            }
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            found.push((format!(" {attributes}"), words));
        }
    }
    found
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let (_, rest) = attributes.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}
