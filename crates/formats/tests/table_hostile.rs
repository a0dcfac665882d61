//! Tables that are broken, or that mean harm.

use crate::real::Findings;
use crate::table::{agents, edtf, read, read_well};
use fonds_formats::table::fits;
use fonds_formats::{Format, ReadError, recognise};
use fonds_model::{AgentRole, Notice, Severity};

/// The notice with which reading ended.
fn refusal(found: &Findings) -> &Notice {
    match &found.error {
        Some(ReadError::Broken { notice }) => {
            assert_eq!(notice.severity, Severity::Refusal);
            assert!(notice.hint.is_some() && notice.file.is_some(), "{notice:?}");
            notice
        }
        other => panic!("{other:?}"),
    }
}

fn line_of(found: &Findings, code: &str) -> Option<u64> {
    found
        .notices
        .iter()
        .find(|notice| notice.code == code)
        .unwrap_or_else(|| panic!("{:?}", found.notices))
        .line
}

#[test]
fn a_table_without_rows_is_refused() {
    for table in ["", "\n\n", "id,title\n", "\u{feff}"] {
        assert_eq!(refusal(&read(table, None)).code, "TAB010", "{table:?}");
    }
}

#[test]
fn a_table_of_something_else_is_refused_until_a_mapping_says_what_it_is() {
    let found = read("volume,name,weight\n1,Petrov,70\n2,Ivanov,80\n", None);
    assert_eq!(refusal(&found).code, "TAB004");
    assert!(refusal(&found).hint.as_ref().unwrap().contains("volume, name, weight"));
}

#[test]
fn ragged_rows_are_said_and_lose_nothing() {
    let found = read("id,title,box\n1,Cable,2,beyond,far beyond\n2,Letter\n3,Note,4\n", None);
    assert_eq!(found.documents.len(), 3);
    assert_eq!(line_of(&found, "TAB012"), Some(2));
    assert_eq!(
        found.documents[0].provenance.rest,
        [("column 4".into(), "beyond".into()), ("column 5".into(), "far beyond".into())]
    );
    let lengths: Vec<Option<u64>> =
        found.notices.iter().filter(|notice| notice.code == "TAB012").map(|notice| notice.line).collect();
    assert_eq!(lengths, [Some(2), Some(3)]);
}

#[test]
fn a_quote_never_closed_costs_its_own_row_alone() {
    let found = read("id,title\n1,Cable\n2,\"Letter\n3,Note\n4,\"A \"\"quoted\"\" word\"\n", None);
    let keys: Vec<&str> = found.documents.iter().map(|document| document.source_key.as_str()).collect();
    assert_eq!(keys, ["source/1", "source/3", "source/4"], "{:?}", found.notices);
    assert_eq!(line_of(&found, "TAB013"), Some(3));
}

#[test]
fn a_table_cut_off_within_a_quote_loses_that_row_alone() {
    let found = read("id,title\n1,Cable\n2,\"Letter, which goes\non and", None);
    assert_eq!(found.documents[0].source_key, "source/1");
    assert_eq!(line_of(&found, "TAB013"), Some(3));
}

const IDS: &str = "[[column]]\nname = \"id\"\nfield = \"id\"\n";

#[test]
fn quotes_that_never_close_are_given_up_after_some() {
    let found = read(format!("id,title\n1,Cable\n{}", "2,\"x\n3,\"y\"\n".repeat(60)), Some(IDS));
    assert_eq!(refusal(&found).code, "TAB013");
    assert_eq!(found.codes().iter().filter(|code| **code == "TAB013").count(), 20);
    assert_eq!(found.documents[0].source_key, "source/1");
}

#[test]
fn quotes_can_be_turned_off() {
    let mapping = "quotes = false\n[[column]]\nname = \"title\"\nfield = \"title\"\n";
    let documents = read("id\ttitle\n1\t\"Aurora\" at sea\n2\t\"open\n", Some(mapping)).documents;
    assert_eq!(documents[0].titles[0].text, "\"Aurora\" at sea");
    assert_eq!(documents[1].titles[0].text, "\"open");
}

#[test]
fn cells_hold_lines_and_notices_still_give_the_files_own_line() {
    let found = read("id,title,date\n1,\"two\nlines\",1949\n2,One,31 February 1949\n", None);
    assert_eq!(found.documents[0].titles[0].text, "two\nlines");
    assert_eq!(line_of(&found, "TAB030"), Some(4));
}

#[test]
fn two_byte_letters_and_national_alphabets_are_read() {
    let table = "id\ttitle\tfrom\n1\tШифртелеграмма\tПетров\n2\tЗаписка о шпалах\tИванов\n";
    let little: Vec<u8> =
        std::iter::once(0xFEFF).chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = table.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let big = [&[0xFE, 0xFF][..], &big].concat();
    let (windows, _, _) = encoding_rs::WINDOWS_1251.encode(table);
    let (koi8, _, _) = encoding_rs::KOI8_R.encode(table);
    for bytes in [little.as_slice(), &big, &windows] {
        let documents = read_well(bytes, None);
        assert_eq!(documents[0].titles[0].text, "Шифртелеграмма");
        assert_eq!(agents(&documents[1], AgentRole::Sender), ["Иванов"]);
    }
    let mapping = "encoding = \"koi8-r\"\n[[column]]\nname = \"title\"\nfield = \"title\"\n";
    assert_eq!(read(&koi8, Some(mapping)).documents[1].titles[0].text, "Записка о шпалах");
}

#[test]
fn bytes_of_no_encoding_are_said_with_their_line() {
    let mut table = "id,title\n1,Приказ о шпалах для дороги\n2,".as_bytes().to_vec();
    table.extend([0xFF, 0xFE, b'\n']);
    table.extend("3,Письмо\n".as_bytes());
    let found = read(&table, None);
    assert_eq!((found.documents.len(), line_of(&found, "TAB014")), (3, Some(3)));
}

#[test]
fn nul_bytes_are_left_out_and_said() {
    let found = read(b"id,title\n1,Ca\0ble\n", None);
    assert_eq!(found.documents[0].titles[0].text, "Cable");
    assert_eq!(line_of(&found, "TAB015"), Some(2));
}

#[test]
fn what_is_no_text_is_refused() {
    let noise: Vec<u8> = (0..4_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(refusal(&read(&noise, None)).code, "TAB017");
    assert_eq!(refusal(&read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old", None)).code, "TAB024");
    assert_eq!(refusal(&read(b"PK\x03\x04 cut off", None)).code, "TAB020");
}

#[test]
fn ten_thousand_columns_are_refused() {
    let header: Vec<String> = (0..10_000).map(|n| format!("c{n}")).collect();
    let found = read(format!("{}\n1\n", header.join(",")), None);
    assert_eq!((refusal(&found).code.as_str(), refusal(&found).line), ("TAB011", Some(1)));
}

#[test]
fn a_row_without_end_is_refused_and_what_came_before_is_kept() {
    let mut table = b"id,title\n1,Cable\n2,".to_vec();
    table.resize(20 * 1024 * 1024, b'x');
    let found = read(&table, None);
    assert_eq!(found.documents.len(), 1);
    assert_eq!((refusal(&found).code.as_str(), refusal(&found).line), ("TAB018", Some(3)));
}

#[test]
fn the_good_rows_beside_a_bad_date_are_kept_and_the_bad_ones_words_too() {
    let found = read("id,title,date\n1,Cable,1949-13-45\n2,Letter,8 January 1949\n3,Note,00/00/0000\n", None);
    assert_eq!(edtf(&found.documents[1]), "1949-01-08");
    assert_eq!(found.documents[0].dates[0].date.display, "1949-13-45");
    assert_eq!(line_of(&found, "TAB030"), Some(2));
    assert_eq!(line_of(&found, "TAB033"), Some(4));
}

#[test]
fn people_who_are_withheld_are_nobody_and_their_words_are_kept() {
    let found = read("id,title,from,to\n1,Cable,WITHHELD,[RESTRICTED]\n2,Letter,Petrov,unknown\n", None);
    assert!(found.documents[0].agents.is_empty(), "{:?}", found.documents[0].agents);
    assert_eq!(agents(&found.documents[1], AgentRole::Sender), ["Petrov"]);
    assert_eq!(found.documents[0].provenance.rest.len(), 2);
    assert_eq!(found.codes().iter().filter(|code| **code == "TAB040").count(), 3);
}

#[test]
fn a_mapping_for_another_table_says_which_columns_are_missing() {
    let mapping = "[[column]]\nname = \"Datum\"\nfield = \"date\"\n";
    let found = read("id,title\n1,Cable\n", Some(mapping));
    let notice = found.notices.iter().find(|notice| notice.code == "TAB003").unwrap();
    assert!(notice.message.contains("Datum") && notice.hint.as_ref().unwrap().contains("title"), "{notice}");
    assert_eq!(found.documents.len(), 1);
}

#[test]
fn an_unknown_access_word_keeps_the_document_closed() {
    let mapping = "[[column]]\nname = \"a\"\nfield = \"access\"\n";
    let found = read("a,title\nperhaps,Cable\npublic,Letter\n", Some(mapping));
    assert_eq!(found.documents[0].access, fonds_model::Access::Restricted);
    assert_eq!(found.documents[1].access, fonds_model::Access::Public);
    assert_eq!(line_of(&found, "TAB042"), Some(2));
}

#[test]
fn tables_are_known_by_name_or_by_their_headers() {
    let table = b"id,title,date\n1,Cable,1949\n2,Letter,1950\n";
    assert!(fits(table, "a.csv") && fits(table, "standard input") && fits(b"a\tb\n", "x.tsv"));
    assert_eq!(recognise(table, "export.txt"), Some(Format::Table));
    let letter =
        b"Dear Sir,\nI have received, with thanks, your letter, dated January 8, 1949.\nYours,\nPetrov\n";
    for (bytes, name) in
        [(&letter[..], "letter.txt"), (b"<TEI/>", "a.csv"), (b"{\"a\":1}", "a.csv"), (b"", "a")]
    {
        assert!(!fits(bytes, name), "{name}");
    }
}

#[test]
fn a_mapping_that_says_something_impossible_is_refused_with_its_line() {
    use fonds_formats::table::Mapping;
    for (text, line) in [
        ("header_row = \"first\"\n", "line 1"),
        ("\n[[column]]\nname = \"a\"\nfield = \"colour\"\n", "line 4"),
        ("colour = 1\n", "line 1"),
        ("[made]\ntitle = \"{open\"\n", "line 2"),
    ] {
        let error = Mapping::from_toml(text).unwrap_err();
        assert!(error.message.contains(line) && error.message.contains("hint:"), "{text}: {error}");
    }
    for text in [
        "encoding = \"klingon\"",
        "language = \"not a tag\"",
        "[[column]]\nname=\"a\"\nfield=\"id\"\nsplit=[\"\"]",
    ] {
        assert!(Mapping::from_toml(text).is_err(), "{text}");
    }
}
