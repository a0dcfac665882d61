//! Facts about captured pages, on pages that never were.

use super::*;
use fonds_model::{AgentRole, Document, Severity};

#[derive(Default)]
struct Findings {
    documents: Vec<Document>,
    collections: Vec<Collection>,
    notices: Vec<Notice>,
}

impl Findings {
    fn codes(&self) -> Vec<&str> {
        self.notices.iter().map(|notice| notice.code.as_str()).collect()
    }
    /// (date, title, abstract) of each document.
    fn entries(&self) -> Vec<(&str, &str, &str)> {
        self.documents
            .iter()
            .map(|document| {
                (
                    document.dates.first().map_or("", |date| &date.date.display),
                    document.principal_title().map_or("", |title| &title.text),
                    document.principal_abstract().map_or("", |summary| &summary.text),
                )
            })
            .collect()
    }
}

fn try_read(mut bytes: &[u8]) -> (Findings, Result<(), ReadError>) {
    let mut findings = Findings::default();
    let origin = Origin { source: "page".into(), file: "page.txt".into(), sha256: None };
    let result = read(&mut bytes, &origin, &mut |found| {
        match found {
            Found::Document(found) => findings.documents.push(found.document),
            Found::Collection(collection) => findings.collections.push(*collection),
            Found::Notice(notice) => findings.notices.push(notice),
            other => panic!("a page has no {other:?}"),
        }
        ControlFlow::Continue(())
    });
    (findings, result)
}

fn read_page(page: &str) -> Findings {
    let (findings, result) = try_read(page.as_bytes());
    result.unwrap();
    findings
}

const OLD: &str = "Search in\n\nDigital Archive International History Declassified\n\n\n\
  • March 03, 1949\n\n    Cable, Harbour Master to Fleet\n\n    The ice is \"thin\".\n\n\
  • undated\n\n    List of Boats\n\n\
  • April, 1949\n\n    Letter No. 007 from Anna Berg to Olaf Lund\n\n    Nets are short.\n\n    So is time.";

const OLD_ENTRIES: [(&str, &str, &str); 3] = [
    ("March 03, 1949", "Cable, Harbour Master to Fleet", "The ice is \"thin\"."),
    ("undated", "List of Boats", ""),
    ("April, 1949", "Letter No. 007 from Anna Berg to Olaf Lund", "Nets are short.\n\nSo is time."),
];

#[test]
fn old_pages_have_bullets_and_indents() {
    let found = read_page(OLD);
    assert_eq!(found.entries(), OLD_ENTRIES);
    assert!(found.notices.is_empty(), "{:?}", found.notices);
    assert!(fits(OLD.as_bytes()));
}

#[test]
fn the_bullet_may_be_any_and_lines_may_end_as_they_like() {
    for bullet in ["-", "*", "–", "+", "1."] {
        let page = OLD.replace('•', bullet);
        assert_eq!(read_page(&page).entries(), OLD_ENTRIES, "{bullet}");
        assert!(fits(page.as_bytes()), "{bullet}");
    }
    assert_eq!(read_page(&OLD.replace('\n', "\r\n")).entries(), OLD_ENTRIES);
    assert_eq!(read_page(&OLD.replace("    ", "\t")).entries(), OLD_ENTRIES);
}

#[test]
fn new_pages_have_bare_dates() {
    let page = "Skip to content\n\nResults:\n\n1 - 10 of 10\n\nDocuments\n\nMarch 3, 1949\n\nCable, Harbour Master to Fleet\n\n\
                The ice is thin.\n\nMarch 4, 1949\n\nReply of the Fleet\n\n1950\n\n1950\n\nA year for a title.\n\n« Previous 1 2 Next »\n\nContact us";
    let found = read_page(page);
    assert_eq!(
        found.entries(),
        [
            ("March 3, 1949", "Cable, Harbour Master to Fleet", "The ice is thin."),
            ("March 4, 1949", "Reply of the Fleet", ""),
            ("1950", "1950", "A year for a title."),
        ]
    );
    // What follows the pager belongs to nothing, and seven entries are missing.
    assert_eq!(found.codes(), ["LST007", "LST011"]);
    assert!(fits(page.as_bytes()));
}

#[test]
fn an_entry_without_any_date_line_is_known_by_its_bullet_or_its_title() {
    let old = "Search in\n\n  • Home\n\n  • Letter from Anna Berg to Olaf Lund\n\n    Thanks.\n\n  • 1949\n\n    Protocol\n\n  • Speech on Whales";
    let found = read_page(old);
    assert_eq!(
        found.entries(),
        [
            ("", "Letter from Anna Berg to Olaf Lund", "Thanks."),
            ("1949", "Protocol", ""),
            ("", "Speech on Whales", "")
        ]
    );
    assert!(found.documents[0].dates.is_empty());
    let new = "Skip to content\n\n1 - 10 of 12\n\nLetter from Anna Berg to Olaf Lund\n\nThanks.\n\n1949\n\nProtocol\n\nIt is long.\n\nSpeech by Olaf Lund on Whales\n\nA loud one.";
    let found = read_page(new);
    assert_eq!(
        found.entries(),
        [
            ("", "Letter from Anna Berg to Olaf Lund", "Thanks."),
            ("1949", "Protocol", "It is long."),
            ("", "Speech by Olaf Lund on Whales", "A loud one."),
        ]
    );
    assert_eq!(found.codes(), ["LST009", "LST009", "LST011"]);
}

#[test]
fn lines_that_were_broken_to_fit_are_joined_and_tight_lists_are_read() {
    let broken = "Search in\n\n  • March 3, 1949\n\n    Memorandum of Conversation between the Harbour Master and a very\n    patient Envoy\n\n    They speak of ice, of nets, of the price of rope and of whales that\n    nobody has seen.\n";
    assert_eq!(
        read_page(broken).entries(),
        [(
            "March 3, 1949",
            "Memorandum of Conversation between the Harbour Master and a very patient Envoy",
            "They speak of ice, of nets, of the price of rope and of whales that nobody has seen."
        )]
    );
    let tight = "Search in\n- March 3, 1949\n  Cable, Harbour Master to Fleet\n  The ice is thin.\n- March 4, 1949\n  Reply of the Fleet\n- March 5, 1949 – Letter from Anna Berg to Olaf Lund\n  Thanks.\n";
    assert_eq!(
        read_page(tight).entries(),
        [
            ("March 3, 1949", "Cable, Harbour Master to Fleet", "The ice is thin."),
            ("March 4, 1949", "Reply of the Fleet", ""),
            ("March 5, 1949", "Letter from Anna Berg to Olaf Lund", "Thanks."),
        ]
    );
}

#[test]
fn a_collections_page_keeps_its_title_and_description_and_its_documents_join_it() {
    let page = OLD.replace(
        "Declassified\n",
        "Declassified\n\nNo image found.\n\nWhaling Relations\n\nSources on whales and on those who hunted them.\n\nSee also Herring.\n",
    );
    let found = read_page(&page);
    let [collection] = &found.collections[..] else { panic!("{:?}", found.collections) };
    assert_eq!(collection.source_key, "digital-archive/collection/whaling-relations");
    assert_eq!(collection.title, "Whaling Relations");
    assert_eq!(
        collection.description.as_deref(),
        Some("Sources on whales and on those who hunted them.\n\nSee also Herring.")
    );
    assert_eq!(found.entries(), OLD_ENTRIES);
    let link = Link::source_key(&collection.source_key);
    assert!(found.documents.iter().all(|document| document.collections == [link.clone()]));
}

#[test]
fn a_search_for_words_is_no_collection() {
    let page = OLD.replace("Declassified\n", "Declassified\n\nSEARCH RESULTS FOR whale\n\nWhaling\n\nSources on whales and on those who hunted them.\n");
    let found = read_page(&page);
    assert!(found.collections.is_empty());
    assert_eq!(found.codes(), ["LST007", "LST007"]);
}

#[test]
fn what_the_title_says_comes_into_the_document() {
    let found = read_page(OLD);
    let letter = &found.documents[2];
    assert_eq!(letter.genre.as_deref(), Some("letter"));
    assert_eq!(letter.numbers[0].value, "007");
    let names = |role| letter.agents_as(role).map(|agent| agent.as_written.as_str()).collect::<Vec<_>>();
    assert_eq!(names(AgentRole::Sender), ["Anna Berg"]);
    assert_eq!(names(AgentRole::Recipient), ["Olaf Lund"]);
    assert_eq!(letter.provenance.line, Some(16));
}

#[test]
fn keys_are_the_same_on_another_page_of_either_layout_and_equals_are_counted() {
    let old = "Search in\n\n  • March 03, 1949\n\n    The Fleet's Reply\n\n  • March 03, 1949\n\n    The Fleet’s Reply\n\n    Again.\n";
    let new = "Skip to content\n\n1 - 1 of 1\n\nMarch 3, 1949\n\nThe Fleet's Reply\n";
    let found = read_page(old);
    let keys: Vec<&str> = found.documents.iter().map(|document| document.source_key.as_str()).collect();
    assert_eq!(
        keys,
        ["digital-archive/1949-03-03/the-fleet-s-reply", "digital-archive/1949-03-03/the-fleet-s-reply/2"]
    );
    assert_eq!(found.codes(), ["LST006"]);
    assert_eq!(read_page(new).documents[0].source_key, keys[0]);
}

#[test]
fn a_long_title_has_a_short_key_of_its_own() {
    let key = |end: &str| {
        let page = format!("Search in\n\n  • 1949\n\n    {}{end}\n", "whale ".repeat(60));
        read_page(&page).documents[0].source_key.clone()
    };
    assert!(key("a").len() < 160);
    assert_ne!(key("a"), key("b"));
    assert_eq!(key("a"), key("a"));
}

#[test]
fn doubtful_entries_are_kept_and_reported() {
    let page = "Search in\n\n  • February 30, 1949\n\n    Cable\n\n  • March 3, 1949\n\n    Journal of Olaf Lund, 'Reception of the Envoy, 2 March 1949'\n\n\
        \x20 • 1949\n\n    Reply of the FleetReply of the Fleet\n\n  • 1950\n";
    let found = read_page(page);
    assert_eq!(found.documents.len(), 3);
    assert_eq!(found.documents[0].dates[0].date.display, "February 30, 1949");
    assert_eq!(found.codes(), ["LST003", "LST004", "LST005", "LST010"]);
    let places: Vec<_> = found.notices.iter().map(|notice| (notice.file.as_deref(), notice.line)).collect();
    assert_eq!(places, [3, 7, 11, 15].map(|line| (Some("page.txt"), Some(line))));
}

#[test]
fn a_page_without_entries_is_refused() {
    for page in ["", "\n\n", "Search in\n\nNothing here.\n", "\0\0\0", "March 3, 1949"] {
        let (found, result) = try_read(page.as_bytes());
        let Err(ReadError::Broken { notice }) = result else { panic!("{page:?}: {result:?}") };
        assert_eq!((notice.code.as_str(), notice.severity), ("LST001", Severity::Refusal));
        assert!(found.documents.is_empty());
        assert!(!fits(page.as_bytes()), "{page:?}");
    }
}

#[test]
fn other_encodings_are_read_and_doubtful_ones_say_so() {
    let units: Vec<u8> = OLD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&b"\xFF\xFE"[..], &units].concat();
    let (found, _) = try_read(&marked);
    assert_eq!(found.entries(), OLD_ENTRIES);
    assert!(fits(&marked) && found.notices.is_empty());
    let windows: Vec<u8> = OLD.chars().map(|c| if c == '•' { 0x95 } else { c as u8 }).collect();
    let (found, _) = try_read(&windows);
    assert_eq!(found.entries(), OLD_ENTRIES);
    assert_eq!(found.codes(), ["LST002"]);
}

#[test]
fn a_cut_off_page_keeps_what_it_has() {
    for end in (0..OLD.len()).filter(|end| OLD.is_char_boundary(*end)) {
        let (found, _) = try_read(&OLD.as_bytes()[..end]);
        assert!(found.documents.len() <= 3);
    }
}

#[test]
fn memory_stays_bounded_in_lines_and_entries_without_end() {
    let page = format!(
        "Search in\n\n  • 1949\n\n    {}\n\n    {}\n\n  • 1950\n\n    Cable\n",
        "w".repeat(1 << 20),
        "word\n    ".repeat(1 << 17)
    );
    let found = read_page(&page);
    assert_eq!(found.documents.len(), 2);
    assert!(found.codes().iter().all(|code| *code == "LST008"), "{:?}", found.codes());
    assert!(!found.notices.is_empty());
    let size: usize = found.documents[0].abstracts.iter().map(|summary| summary.text.len()).sum();
    assert!(size <= 51 * 64 * 1024);
}

#[test]
fn prose_diaries_and_code_are_no_pages() {
    for text in [
        "Dear Sir,\n\nMarch 3, 1949\n\nThank you for the herring.\n",
        "March 3, 1949\n\nWe sailed at dawn and saw nothing.\n\nMarch 4, 1949\n\nWe sailed at dusk and saw less.\n",
        "date,title\n1949,Cable\n1950,Letter\n",
        "<html><body>Search in</body></html>",
        "fn main() {}\n",
    ] {
        assert!(!fits(text.as_bytes()), "{text}");
    }
}

#[test]
fn lists_without_blank_lines_are_read_also_without_bullets() {
    let entries = [
        ("March 3, 1949", "Cable, Harbour Master to Fleet", "The ice is thin."),
        ("March 4, 1949", "Reply of the Fleet", ""),
        ("March 5, 1949", "Letter from Anna Berg to Olaf Lund", "Thanks."),
    ];
    let below = "Search in\n\nMarch 3, 1949\nCable, Harbour Master to Fleet\nThe ice is thin.\nMarch 4, 1949\n\
        Reply of the Fleet\nMarch 5, 1949\nLetter from Anna Berg to Olaf Lund\nThanks.\n";
    assert_eq!(read_page(below).entries(), entries);
    let behind = "Search in\n\nMarch 3, 1949 - Cable, Harbour Master to Fleet\nThe ice is thin.\n\
        March 4, 1949 - Reply of the Fleet\nMarch 5, 1949 - Letter from Anna Berg to Olaf Lund\nThanks.\n";
    assert_eq!(read_page(behind).entries(), entries);
}

#[test]
fn a_bullet_alone_begins_an_entry_without_date() {
    let page = "Search in\n\n  • 1949\n\n    Cable\n\n  •\n\n    List of Boats\n\n    All of them.\n";
    let found = read_page(page);
    assert_eq!(found.entries(), [("1949", "Cable", ""), ("", "List of Boats", "All of them.")]);
}

#[test]
fn a_pager_ends_a_list_that_has_no_indents() {
    let page =
        "Search in\n\n• March 3, 1949\n\nCable\n\nThe ice is thin.\n\nFirst Previous 1 2 3 Next Last\n";
    assert_eq!(read_page(page).entries(), [("March 3, 1949", "Cable", "The ice is thin.")]);
}
