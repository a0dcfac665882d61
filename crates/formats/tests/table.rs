//! Tables: what becomes of rows, by a mapping and by a guess.

use crate::real::{Findings, gather, real};
use fonds_formats::table::{self, Mapping};
use fonds_formats::{Becomes, Beside, Found, FoundDocument, Origin};
use fonds_model::rendition::ReleaseStatus;
use fonds_model::{AgentRole, Document, RenditionKind, Severity};
use std::io::Cursor;
use std::ops::ControlFlow;

/// Reads a table by a mapping in TOML, or by a guess.
pub fn read(bytes: impl AsRef<[u8]>, mapping: Option<&str>) -> Findings {
    let bytes = bytes.as_ref();
    gather(|origin, emit| {
        let mapping = match mapping {
            Some(text) => Mapping::from_toml(text).unwrap(),
            None => table::guess_mapping(&mut Cursor::new(bytes), origin)?,
        };
        table::read(&mut Cursor::new(bytes), origin, &mapping, emit)
    })
}

/// The same, without what is said of the columns.
pub fn read_well(bytes: impl AsRef<[u8]>, mapping: Option<&str>) -> Vec<Document> {
    let found = read(bytes, mapping);
    assert!(found.error.is_none(), "{:?}", found.error);
    let doubts: Vec<_> = found.notices.iter().filter(|notice| notice.severity != Severity::Remark).collect();
    assert!(doubts.is_empty(), "{doubts:#?}");
    found.documents
}

/// What a guess makes of each column: "header field".
fn guessed(bytes: &str) -> Vec<String> {
    let origin = Origin::default();
    let mapping = table::guess_mapping(&mut Cursor::new(bytes.as_bytes()), &origin).unwrap();
    mapping.columns.iter().map(|column| format!("{} {}", column.name, column.field)).collect()
}

pub fn edtf(document: &Document) -> String {
    let date = document.principal_date().and_then(|date| date.date.edtf.as_ref());
    date.map(ToString::to_string).unwrap_or_default()
}

pub fn agents(document: &Document, role: AgentRole) -> Vec<&str> {
    document.agents_as(role).map(|agent| agent.principal_name()).collect()
}

const RAILWAY: &str = "\
id,Date,Title,From,To,Language,Box,Remarks
17,8 January 1949,Cable on sleepers,Colonel Petrov,Ministry of Railways,Russian,12,in pencil
18,\"February, 1949\",\"Reply, with a map\",Ministry of Railways,Petrov; Ivanov,ru,12,
";

#[test]
fn a_small_table_is_read_whole_without_any_mapping() {
    let documents = read_well(RAILWAY, None);
    insta::assert_json_snapshot!("railway", documents);
}

#[test]
fn what_no_field_holds_stays_word_for_word() {
    let documents = read_well(RAILWAY, None);
    assert_eq!(documents[0].provenance.rest, [("Remarks".into(), "in pencil".into())]);
}

#[test]
fn the_guess_says_what_it_took_each_column_for() {
    let found = read(RAILWAY, None);
    assert_eq!(found.codes(), ["TAB001", "TAB002"]);
    assert!(found.notices[0].message.contains("Box is unit.box"), "{}", found.notices[0].message);
    assert!(found.notices[1].message.ends_with("Remarks"), "{}", found.notices[1].message);
}

#[test]
fn a_guessed_mapping_is_saved_and_read_again_as_it_was() {
    let origin = Origin::default();
    let guess = table::guess_mapping(&mut Cursor::new(RAILWAY.as_bytes()), &origin).unwrap();
    assert_eq!(Mapping::from_toml(&guess.to_toml()).unwrap(), guess);
    assert_eq!(read_well(RAILWAY, Some(&guess.to_toml())), read_well(RAILWAY, None));
}

#[test]
fn headers_in_other_languages_are_known() {
    assert_eq!(
        guessed(
            "Шифр;Дата;Название;Отправитель;Получатель;Гриф\nф.1;08.01.1949;Записка;Петров;Иванов;Секретно\n"
        ),
        [
            "Шифр id",
            "Шифр reference",
            "Дата date",
            "Название title",
            "Отправитель sender",
            "Получатель recipient",
            "Гриф marking"
        ]
    );
    assert_eq!(
        guessed("Signatur\tDatum\tTitel\tAbsender\tEmpfänger\nA 1\t8.1.1949\tBrief\tMeier\tSchulze\n")[2..],
        ["Datum date", "Titel title", "Absender sender", "Empfänger recipient"]
    );
    assert_eq!(
        guessed("编号,日期,标题,发件人,收件人,语言\n7,1949年1月8日,电报,周恩来,毛泽东,中文\n"),
        ["编号 id", "日期 date", "标题 title", "发件人 sender", "收件人 recipient", "语言 language"]
    );
    assert_eq!(
        guessed("cote,date,intitulé,auteur,lieu\nB 2,8 janvier 1949,Lettre,Dupont,Paris\n"),
        ["cote id", "cote reference", "date date", "intitulé title", "auteur author", "lieu place.from"]
    );
    assert_eq!(
        guessed("fecha,título,remitente,destinatario\n8 de enero de 1949,Carta,García,Pérez\n"),
        ["fecha date", "título title", "remitente sender", "destinatario recipient"]
    );
}

#[test]
fn the_tables_own_columns_win_over_its_titles() {
    let table = "id,title,from\n1,\"Cable No. 7, Roshchin to Stalin\",Terebin\n2,\"Cable No. 8, Roshchin to Stalin\",\n";
    let documents = read_well(table, None);
    assert_eq!(agents(&documents[0], AgentRole::Sender), ["Terebin"]);
    assert_eq!(agents(&documents[0], AgentRole::Recipient), ["Stalin"]);
    assert_eq!(agents(&documents[1], AgentRole::Sender), ["Roshchin"]);
    assert_eq!(documents[1].genre.as_deref(), Some("cable"));
    assert_eq!(documents[1].principal_number().unwrap().value, "8");
}

#[test]
fn lists_of_letters_are_known_by_the_headers_that_editions_use() {
    assert_eq!(
        guessed(
            "key,sender,senderID,senderPlace,senderDate,senderDateText,addressee,addresseePlace,addresseeDate\n\
                 1,Petrov,x,Beishan,1949-01-08,8. Januar 1949,Ivanov,Moskau,1949-02-01\n"
        ),
        [
            "key id",
            "sender sender",
            "senderID rest",
            "senderPlace place.from",
            "senderDate date",
            "senderDateText date.shown",
            "addressee recipient",
            "addresseePlace place.to",
            "addresseeDate date.received"
        ]
    );
}

#[test]
fn a_title_above_the_headers_is_no_row() {
    let found = read("Letters of the railway,,\n,,\nNo.,Date,Title\n1,1949,Cable\n2,1950,Letter\n", None);
    assert_eq!(found.codes()[0], "TAB005");
    assert!(found.notices[0].message.contains("Letters of the railway"));
    assert_eq!(found.documents.len(), 2);
    assert_eq!(found.documents[0].source_key, "source/1");
}

#[test]
fn rows_without_headers_are_read_by_what_stands_in_them() {
    let documents = read_well("A-1,8 January 1949,Cable on sleepers\nA-2,9 January 1949,Reply\n", None);
    assert_eq!(
        (documents[0].source_key.as_str(), edtf(&documents[0]).as_str()),
        ("source/A-1", "1949-01-08")
    );
    assert_eq!(documents[0].titles[0].text, "Cable on sleepers");
}

#[test]
fn a_date_as_shown_without_its_year_leaves_the_figures_in_force() {
    let documents = read_well("id,title,date,date_text\n1,Cable,1961-10-16,October 16\n", None);
    assert_eq!(
        (edtf(&documents[0]).as_str(), documents[0].dates[0].date.display.as_str()),
        ("1961-10-16", "October 16")
    );
}

#[test]
fn a_row_without_a_number_is_known_by_date_and_title() {
    let table = "date,title\n1949,Report\n1949,Report\n1949,Another\n";
    let found = read(table, None);
    let keys: Vec<&str> = found.documents.iter().map(|document| document.source_key.as_str()).collect();
    assert_eq!(keys, ["source/1949-report", "source/1949-report~2", "source/1949-another"]);
    assert!(found.codes().contains(&"TAB051"));
}

#[test]
fn a_number_given_twice_is_said_and_both_rows_are_kept() {
    let found = read("id,title\n7,One\n7,Two\n8,Three\n9,Four\n10,Five\n", None);
    let keys: Vec<&str> = found.documents.iter().map(|document| document.source_key.as_str()).collect();
    assert_eq!(keys[..3], ["source/7", "source/7~2", "source/8"]);
    let notice = found.notices.iter().find(|notice| notice.code == "TAB050").unwrap();
    assert_eq!((notice.line, notice.field.as_deref()), (Some(3), Some("id")));
}

#[test]
fn rows_of_one_record_are_one_document_with_several_releases() {
    let mapping = r#"
        group_by = ["record"]
        [made]
        "transcription.file" = "text/{scan | stem}.txt"
        [[column]]
        name = "record"
        field = "id"
        [[column]]
        name = "title"
        field = "title"
        [[column]]
        name = "released"
        field = "release.date"
        [[column]]
        name = "how"
        field = "release.status"
        [[column]]
        name = "scan"
        field = "file"
    "#;
    let table = "\
record\ttitle\treleased\thow\tscan
A-1\tCable on sleepers\t44545\tredacted\t2021/a1.pdf
B-2\tLetter\t06/27/2023\tfull\t2023/b2.pdf
A-1\tCable on sleepers\t06/27/2023\tin full\t2023/a1-new.pdf
";
    let documents = read_well(table, Some(mapping));
    let keys: Vec<&str> = documents.iter().map(|document| document.source_key.as_str()).collect();
    assert_eq!(keys, ["source/B-2", "source/A-1"], "a document is handed on with its last row");
    let cable = &documents[1];
    assert_eq!(cable.titles.len(), 1);
    let releases: Vec<(String, ReleaseStatus, &[String])> = cable
        .releases
        .iter()
        .map(|release| {
            let date = release.date.as_ref().and_then(|date| date.edtf.as_ref()).unwrap().to_string();
            (date, release.status, &release.renditions[..])
        })
        .collect();
    assert_eq!(
        releases,
        [
            ("2021-12-15".into(), ReleaseStatus::Part, &["r1".to_owned(), "r2".to_owned()][..]),
            ("2023-06-27".into(), ReleaseStatus::Full, &["r3".to_owned(), "r4".to_owned()][..]),
        ]
    );
}

/// What a table says lies beside it.
fn beside(table: &str, mapping: Option<&str>) -> Vec<FoundDocument> {
    let origin = Origin { source: "source".into(), ..Origin::default() };
    let mapping = mapping.map_or_else(
        || table::guess_mapping(&mut Cursor::new(table.as_bytes()), &origin).unwrap(),
        |text| Mapping::from_toml(text).unwrap(),
    );
    let mut all = Vec::new();
    table::read(&mut Cursor::new(table.as_bytes()), &origin, &mapping, &mut |found| {
        if let Found::Document(found) = found {
            all.push(*found);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    all
}

#[test]
fn files_beside_the_table_become_scans_and_texts() {
    let found =
        beside("id,title,file,text\n1,Cable,scans/1.pdf,ocr/1.txt\n2,Letter,scans/2.pdf,ocr/2.txt\n", None);
    let named = |path: &str, rendition: &str, becomes| Beside {
        path: path.into(),
        rendition: rendition.into(),
        becomes,
    };
    assert_eq!(
        found[0].beside,
        [named("scans/1.pdf", "r1", Becomes::File), named("ocr/1.txt", "r2", Becomes::Text)]
    );
    let kinds: Vec<RenditionKind> =
        found[0].document.renditions.iter().map(|rendition| rendition.kind).collect();
    assert_eq!(kinds, [RenditionKind::Scan, RenditionKind::Transcription]);
}

#[test]
fn a_file_outside_of_the_tables_folder_is_refused_by_name() {
    let mapping =
        "[[column]]\nname = \"id\"\nfield = \"id\"\n[[column]]\nname = \"file\"\nfield = \"file\"\n";
    let table = "id,title,file\n1,Cable,../../secret.pdf\n2,Letter,/etc/passwd\n";
    assert!(beside(table, Some(mapping)).iter().all(|found| found.beside.is_empty()));
    let found = read(table, Some(mapping));
    let refused: Vec<Option<u64>> =
        found.notices.iter().filter(|notice| notice.code == "TAB043").map(|notice| notice.line).collect();
    assert_eq!(refused, [Some(2), Some(3)]);
}

#[test]
fn the_assassination_records_are_read_by_the_mapping_in_the_repository() {
    let Some(path) = real("jfk/metadata.tsv") else { return };
    let mapping = include_str!("../../../fixtures/mappings/jfk-releases.toml");
    let table = std::fs::read_to_string(&path).unwrap();
    let found = beside(&table, Some(mapping));
    assert_eq!(found.len(), 400);
    let folder = path.parent().unwrap();
    for one in &found {
        let [text] = &one.beside[..] else { panic!("{:?}", one.beside) };
        assert!(folder.join(&text.path).is_file(), "{}", text.path);
        assert_eq!(text.becomes, Becomes::Text);
        let document = &one.document;
        assert_eq!(document.titles.len(), 1, "{}", document.source_key);
        let release = document.releases[0].date.as_ref().unwrap();
        assert!(release.edtf.as_ref().unwrap().to_string().starts_with("202"), "{release:?}");
        assert_eq!(document.releases[0].renditions, ["r1"]);
        for agent in &document.agents {
            let words = agent.as_written.to_lowercase();
            assert!(!words.contains("withheld") && !words.contains("restricted"), "{words}");
        }
        for date in &document.dates {
            let day = date.date.earliest.map(|day| day.year_month_day().0);
            assert!(day.is_none_or(|year| (1900..=2018).contains(&year)), "{date:?}");
        }
    }
    let by_key = |key: &str| {
        let key = format!("source/{key}");
        &found.iter().find(|one| one.document.source_key == key).unwrap().document
    };
    let proposed = by_key("104-10105-10271");
    assert_eq!(edtf(proposed), "1974-09-19");
    assert_eq!(agents(proposed, AgentRole::Recipient), ["J. MORRISON"]);
    assert_eq!(agents(proposed, AgentRole::Sender), ["S.R. BOLTEN"]);
    let number = by_key("104-10312-10013");
    assert_eq!(edtf(number), "1968-10-28");
    assert!(number.dates[0].evidence.as_ref().unwrap().contains("25139"));
    let dated = found.iter().filter(|one| !edtf(&one.document).is_empty()).count();
    assert_eq!(
        dated, 371,
        "all but 13 + 6 of the year nought, 6 zeros, 3 empty, and one day of the year nought"
    );
    assert!(by_key("104-10217-10184").dates.is_empty());
}

#[test]
fn the_same_records_are_read_by_a_guess_too() {
    let Some(path) = real("jfk/metadata.tsv") else { return };
    let found = read(std::fs::read(path).unwrap(), None);
    assert_eq!(found.documents.len(), 400);
    assert!(found.error.is_none());
    assert!(found.documents.iter().filter(|document| !edtf(document).is_empty()).count() > 370);
}

#[test]
fn the_manual_knows_every_field_and_every_notice() {
    let tables = include_str!("../../../book/src/tables.md");
    for field in table::field::Field::plain() {
        assert!(tables.contains(&format!("`{field}`")), "tables.md does not tell of `{field}`");
    }
    let example = tables.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert_eq!(Mapping::from_toml(example).unwrap().columns.len(), 4);
    let notices = include_str!("../../../book/src/notices.md");
    let room = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/table"));
    for file in crate::real::files_below(room) {
        let source = std::fs::read_to_string(file).unwrap();
        for (at, _) in source.match_indices("\"TAB") {
            let code = &source[at + 1..at + 7];
            assert!(notices.contains(&format!("`{code}`")), "notices.md does not tell of {code}");
        }
    }
}
