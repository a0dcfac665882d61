//! Tables as they were harvested from the original archive, in the names of its interface and in those of its pages.

use crate::table::{agents, edtf, read_well};
use fonds_model::{AgentRole, PlaceRole, RenditionKind};

/// A cell in the notation of CSV.
fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn row(cells: &[&str]) -> String {
    cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n"
}

const COLUMNS: [&str; 23] = [
    "id",
    "title",
    "description",
    "doc_date",
    "frontend_doc_date",
    "date_range_start",
    "slug",
    "source",
    "type",
    "rights",
    "creators",
    "contributors",
    "subjects",
    "original_coverages",
    "languages",
    "classifications",
    "repositories",
    "publishers",
    "donors",
    "collections",
    "transcripts",
    "translations",
    "links",
];

/// Two invented records, lists as JSON.
fn harvest() -> String {
    row(&COLUMNS)
        + &row(&[
            "900001",
            "Cable, Petrov to the Ministry of Railways",
            "<p>Petrov asks for sleepers &amp; rails.</p>",
            "19490301",
            "March, 1949",
            "",
            "cable-petrov-ministry-railways",
            "RGAE, f. 1884, op. 31, d. 7, ll. 3-4. Translated by A. Nobody.",
            r#"{"id":"4","name":"Cable"}"#,
            r#"[{"id":"1","name":"Free to use","rights":"Credit the archive"}]"#,
            r#"[{"id":"11","name":"Petrov, Ivan"}]"#,
            r#"[{"id":"12","name":"Sidorova, Anna"}]"#,
            r#"[{"id":"1233","name":"Railways--Beishan--Construction"},{"id":"1234","name":"Timber"}]"#,
            r#"[{"id":"44","name":"Beishan","parent":{"id":"40","name":"North"}}]"#,
            r#"[{"id":"3","name":"Russian"}]"#,
            r#"[{"id":"2","name":"Top Secret"}]"#,
            r#"[{"id":"9","name":"RGAE"}]"#,
            r#"[{"id":"5","name":"Beishan Society"}]"#,
            r#"[{"id":"6","name":"Fund for Railways"}]"#,
            r#"[{"id":"72","name":"The Northern Line","slug":"northern-line"}]"#,
            r#"[{"id":"31","html":"<p>Прошу шпалы.</p>","url":"https://example.org/31.html"}]"#,
            r#"[{"id":"32","html":"<p>Sleepers, please.</p>","language":{"id":"1","name":"English"}}]"#,
            r#"[{"id":"900002","title":"Reply"}]"#,
        ])
        + &row(&[
            "900002",
            "Reply",
            "",
            "19490412",
            "April 12, 1949",
            "",
            "reply",
            "",
            "{}",
            "[]",
            "[]",
            "[]",
            "[]",
            "[]",
            "[]",
            "[]",
            "[]",
            "[]",
            "[]",
            "[]",
            "[]",
            "[]",
            "[]",
        ])
}

#[test]
fn a_harvest_of_the_original_is_read_without_a_mapping() {
    let documents = read_well(harvest(), None);
    let cable = &documents[0];
    assert_eq!(cable.source_key, "source/900001");
    assert_eq!(cable.principal_abstract().unwrap().text, "Petrov asks for sleepers & rails.");
    assert_eq!(cable.genre.as_deref(), Some("cable"));
    assert_eq!(agents(cable, AgentRole::Author), ["Ivan Petrov"]);
    assert_eq!(agents(cable, AgentRole::Contributor), ["Anna Sidorova"]);
    assert_eq!(agents(cable, AgentRole::Publisher), ["Beishan Society"]);
    assert_eq!(agents(cable, AgentRole::Donor), ["Fund for Railways"]);
    assert_eq!(agents(cable, AgentRole::Recipient), ["Ministry of Railways"], "the title says it");
    let subjects: Vec<&str> = cable.subjects.iter().map(|subject| subject.as_written.as_str()).collect();
    assert_eq!(subjects, ["Railways--Beishan--Construction", "Timber"]);
    assert_eq!((cable.places[0].role, cable.places[0].as_written.as_str()), (PlaceRole::Covers, "Beishan"));
    assert_eq!(cable.languages[0].as_str(), "ru");
    assert_eq!(cable.markings[0].as_written, "Top Secret");
    assert_eq!(cable.rights.as_ref().unwrap().statement.as_deref(), Some("Free to use"));
    assert_eq!(cable.collections.len(), 1);
    assert_eq!(documents[1].genre.as_deref(), Some("reply"));
}

#[test]
fn the_date_as_shown_wins_over_figures_that_say_too_much() {
    let documents = read_well(harvest(), None);
    assert_eq!(edtf(&documents[0]), "1949-03");
    let date = &documents[0].dates[0];
    assert_eq!(date.date.display, "March, 1949");
    assert_eq!(date.evidence.as_deref(), Some("the table also gives 19490301"));
    assert_eq!((edtf(&documents[1]).as_str(), &documents[1].dates[0].evidence), ("1949-04-12", &None));
}

#[test]
fn its_reference_becomes_a_path_and_stays_word_for_word() {
    let documents = read_well(harvest(), None);
    let witness = &documents[0].witnesses[0];
    assert!(witness.verbatim.as_ref().unwrap().ends_with("Translated by A. Nobody."));
    assert_eq!(
        witness.unit.as_ref().unwrap(),
        &fonds_model::Link::source_key("unit:RGAE / fond 1884 / opis 31 / delo 7")
    );
    assert_eq!(witness.locator.as_ref().unwrap().to.as_deref(), Some("4"));
}

#[test]
fn its_transcripts_and_translations_become_renditions_and_its_links_relations() {
    let documents = read_well(harvest(), None);
    let renditions = &documents[0].renditions;
    let kinds: Vec<RenditionKind> = renditions.iter().map(|rendition| rendition.kind).collect();
    assert_eq!(kinds, [RenditionKind::Transcription, RenditionKind::Translation]);
    assert_eq!(renditions[0].text.as_ref().unwrap().plain(), "Прошу шпалы.\n");
    let publisher = renditions[0].source_publisher.as_ref().unwrap();
    assert_eq!((publisher.name.as_str(), publisher.record_id.as_deref()), ("example.org", Some("31")));
    assert_eq!(renditions[1].language.as_ref().unwrap().as_str(), "en");
    assert_eq!(documents[0].relations[0].target, fonds_model::Link::source_key("source/900002"));
}

#[test]
fn its_own_numbers_stay_as_aliases_and_nothing_else_is_lost() {
    let documents = read_well(harvest(), None);
    let aliases: Vec<(&str, &str)> =
        documents[0].aliases.iter().map(|alias| (alias.scheme.as_str(), alias.value.as_str())).collect();
    assert_eq!(aliases, [("record", "900001"), ("slug", "cable-petrov-ministry-railways")]);
    let rest: Vec<&str> = documents[0].provenance.rest.iter().map(|(column, _)| column.as_str()).collect();
    // Objects that say more than number and name are kept whole.
    for column in ["rights", "original_coverages", "collections"] {
        assert!(rest.contains(&column), "{column}: {rest:?}");
    }
}

#[test]
fn the_names_of_its_pages_and_python_lists_are_understood_too() {
    let table = row(&[
        "Record ID",
        "Title",
        "Date",
        "Summary",
        "Author(s)",
        "Associated People & Organizations",
        "Associated Places",
        "Associated Topics",
        "Subjects Discussed",
        "Source",
        "Original Archive",
        "Rights",
        "Original Uploaded Date",
        "Type",
        "Language",
        "Original Classification",
        "Donors",
        "URL",
        "Full Text",
    ]) + &row(&[
        "900003",
        "Telegram from Ivanov to Petrov",
        "January 08, 1949",
        "Sleepers are short.",
        "['Ivanov, Pyotr']",
        "['Petrov, Ivan', 'Ministry of Railways']",
        "['Beishan', \"People's North\"]",
        "['Railways']",
        "Timber; Sleepers",
        "RGAE, fond 1884, opis 31, delo 8",
        "Russian State Archive of the Economy",
        "Free to use",
        "2011-11-20",
        "Telegram",
        "Russian",
        "Secret",
        "Fund for Railways",
        "https://example.org/document/900003",
        "Not enough sleepers.\nSend more.",
    ]);
    let documents = read_well(&table, None);
    let telegram = &documents[0];
    assert_eq!((telegram.source_key.as_str(), edtf(telegram).as_str()), ("source/900003", "1949-01-08"));
    assert_eq!(agents(telegram, AgentRole::Author), ["Pyotr Ivanov"]);
    assert_eq!(telegram.agents_as(AgentRole::Mentioned).count(), 2);
    assert_eq!(telegram.places[1].as_written, "People's North");
    assert_eq!(telegram.topics, ["Railways", "Timber", "Sleepers"]);
    assert_eq!(telegram.renditions[0].text.as_ref().unwrap().blocks.len(), 2);
    assert_eq!(telegram.renditions[0].language.as_ref().unwrap().as_str(), "ru");
    let alias =
        |scheme: &str| telegram.aliases.iter().find(|alias| alias.scheme == scheme).unwrap().value.as_str();
    assert_eq!((alias("record"), alias("url")), ("900003", "https://example.org/document/900003"));
    assert_eq!(telegram.provenance.rest, [("Original Uploaded Date".to_owned(), "2011-11-20".to_owned())]);
}
