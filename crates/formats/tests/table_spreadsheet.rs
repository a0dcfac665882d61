//! Spreadsheets, made here and read back.

use crate::real::Findings;
use crate::table::{agents, edtf, read, read_well};
use fonds_formats::{Format, ReadError, recognise};
use fonds_model::AgentRole;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook};
use std::io::{Cursor, Write};

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Notes").unwrap();
    let sheet = workbook.add_worksheet().set_name("Documents").unwrap();
    let day = CellFormat::new().set_num_format("dd/mm/yyyy");
    for (column, header) in ["No.", "Date", "Title", "From", "Received"].iter().enumerate() {
        sheet.write_string(0, column as u16, *header).unwrap();
    }
    sheet.write_number(1, 0, 17.0).unwrap();
    let written = ExcelDateTime::from_ymd(1949, 1, 8).unwrap();
    sheet.write_datetime_with_format(1, 1, &written, &day).unwrap();
    sheet.write_string(1, 2, "Cable on sleepers").unwrap();
    sheet.write_string(1, 3, "Petrov").unwrap();
    let received = ExcelDateTime::from_ymd(1949, 1, 9).unwrap().and_hms(14, 30, 0).unwrap();
    let moment = CellFormat::new().set_num_format("dd/mm/yyyy hh:mm");
    sheet.write_datetime_with_format(1, 4, &received, &moment).unwrap();
    // A row is left empty, a number of a day has no format, and words are words.
    sheet.write_number(3, 0, 18.0).unwrap();
    sheet.write_number(3, 1, 17_952.0).unwrap();
    sheet.write_string(3, 2, "Reply").unwrap();
    sheet.write_number(4, 0, 19.0).unwrap();
    sheet.write_string(4, 1, "circa 1950").unwrap();
    sheet.write_string(4, 2, "Note").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn days_of_a_spreadsheet_are_dates_whether_formatted_or_not() {
    let documents = read_well(workbook(), None);
    let dates: Vec<String> = documents.iter().map(edtf).collect();
    assert_eq!(dates, ["1949-01-08", "1949-02-23", "1950~"]);
    let received = &documents[0].dates[1];
    assert_eq!(received.date.edtf.as_ref().unwrap().to_string(), "1949-01-09T14:30:00");
    assert_eq!(documents[0].source_key, "source/17");
    assert_eq!(agents(&documents[0], AgentRole::Sender), ["Petrov"]);
}

#[test]
fn the_first_sheet_with_cells_is_read_and_the_others_are_named() {
    let found = read(workbook(), None);
    let notice =
        found.notices.iter().find(|notice| notice.code == "TAB022").map(|notice| notice.message.clone());
    // The guess has named the sheet already, so that nothing is left to say when it is read.
    assert_eq!(notice, None);
    let found = read(workbook(), Some(""));
    let notice = found.notices.iter().find(|notice| notice.code == "TAB022").unwrap();
    assert!(notice.message.contains("Documents") && notice.message.contains("Notes"), "{notice}");
    assert_eq!(refused(&read(workbook(), Some("sheet = \"Absent\""))), "TAB023");
}

#[test]
fn a_spreadsheet_is_known_by_its_bytes() {
    let bytes = workbook();
    assert_eq!(recognise(&bytes[..bytes.len().min(65_536)], "delivery.xlsx"), Some(Format::Table));
    assert_eq!(recognise(b"PK\x03\x04word/document.xml", "letter.docx"), None);
}

fn refused(found: &Findings) -> &str {
    match &found.error {
        Some(ReadError::Broken { notice }) => &notice.code,
        other => panic!("{other:?}"),
    }
}

/// A ZIP file of these parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_part_that_unpacks_to_far_more_is_refused_before_it_is_read() {
    let zeros = vec![b' '; 12 * 1024 * 1024];
    let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 200_000);
    assert_eq!(refused(&read(&bomb, None)), "TAB021");
}

#[test]
fn a_workbook_of_too_many_parts_is_refused() {
    let names: Vec<String> = (0..10_001).map(|n| format!("xl/{n}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refused(&read(zipped(&parts), None)), "TAB021");
}

#[test]
fn other_packages_are_refused_by_what_they_are() {
    let open =
        zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")]);
    assert_eq!(refused(&read(&open, None)), "TAB024");
    assert_eq!(refused(&read(zipped(&[("word/document.xml", b"<x/>")]), None)), "TAB020");
}

#[test]
fn a_cell_in_the_last_corner_costs_no_memory() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "id").unwrap().write_string(0, 1, "title").unwrap();
    sheet.write_string(1, 0, "1").unwrap().write_string(1, 1, "Cable").unwrap();
    sheet.write_string(1_048_575, 0, "2").unwrap().write_string(1_048_575, 1, "Letter").unwrap();
    let documents = read_well(workbook.save_to_buffer().unwrap(), None);
    assert_eq!(documents[1].provenance.line, Some(1_048_576));
}

#[test]
fn a_cell_beyond_all_columns_is_refused_with_its_row() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "id").unwrap().write_string(0, 1, "title").unwrap();
    sheet.write_string(1, 16_000, "far").unwrap();
    let found = read(workbook.save_to_buffer().unwrap(), None);
    let Some(ReadError::Broken { notice }) = &found.error else { panic!("{:?}", found.error) };
    assert_eq!((notice.code.as_str(), notice.line), ("TAB011", Some(2)));
}

/// The parts of a workbook, unpacked.
fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            std::io::copy(&mut part, &mut content).unwrap();
            (part.name().to_owned(), content)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, content)| (name.as_str(), &content[..])).collect();
    zipped(&parts)
}

#[test]
fn a_workbook_that_counts_from_1904_says_so_and_is_believed() {
    let mut parts = parts_of(&workbook());
    let book = parts.iter_mut().find(|(name, _)| name == "xl/workbook.xml").unwrap();
    let text = String::from_utf8(book.1.clone()).unwrap();
    assert!(text.contains("<workbookPr"), "{text}");
    book.1 = text.replace("<workbookPr", "<workbookPr date1904=\"1\"").into_bytes();
    let dates: Vec<String> = read_well(packed(&parts), None).iter().map(edtf).collect();
    // The same numbers, 1462 days later.
    assert_eq!(dates, ["1953-01-09", "1953-02-24", "1950~"]);
}

#[test]
fn cells_that_hold_an_error_stand_for_nothing_and_are_kept() {
    let mut parts = parts_of(&workbook());
    let sheet = parts.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet2.xml").unwrap();
    let text = String::from_utf8(sheet.1.clone()).unwrap();
    let cell = text.find("<c r=\"D2\"").unwrap();
    let end = cell + text[cell..].find("</c>").unwrap() + 4;
    sheet.1 = format!("{}<c r=\"D2\" t=\"e\"><v>#REF!</v></c>{}", &text[..cell], &text[end..]).into_bytes();
    let documents = read_well(packed(&parts), None);
    assert!(documents[0].agents.is_empty());
    assert_eq!(documents[0].provenance.rest, [("From".to_owned(), "#REF!".to_owned())]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn mutated_spreadsheets_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = workbook();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read(&bytes, None);
    }

    #[test]
    fn spreadsheets_with_mutated_parts_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        // Packed again, so that the changes reach the reader of cells and not only the check sums.
        let mut parts = parts_of(&workbook());
        for (at, byte) in changes {
            let which = at.index(parts.len());
            let content = &mut parts[which].1;
            let position = at.index(content.len());
            content[position] = byte;
        }
        read(packed(&parts), None);
    }
}
