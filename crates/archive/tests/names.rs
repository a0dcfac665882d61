//! One idea found by any of its names, homonyms apart, and nothing of it from what is closed.

use crate::testing::{TestArchive, note, today};
use fonds_archive::clearance::Reader;
use fonds_archive::describe::edit;
use fonds_archive::discover::{Asked, Hit, search};
use fonds_archive::import::ImportRequest;
use fonds_catalogue::Kind;
use serde_json::{Value, json};

fn take_in(archive: &TestArchive, name: &str, things: &[Value]) {
    let lines: String = things.iter().map(|thing| thing.to_string() + "\n").collect();
    let report = archive.import_bytes(name, lines.as_bytes(), ImportRequest::default());
    assert_eq!(report.documents.refused, 0, "{:?}", report.notices);
}

fn paper(key: &str, words: &str) -> Value {
    json!({ "document": { "source_key": key, "titles": [{ "text": words }] } })
}

fn dated(key: &str, words: &str, day: &str, unit: &str) -> Value {
    let mut paper = paper(key, words);
    paper["document"]["dates"] =
        json!([{ "role": "created", "display": day, "edtf": day, "earliest": day, "latest": day }]);
    paper["document"]["witnesses"] = json!([{ "id": "w1", "unit": { "source_key": unit } }]);
    paper
}

fn hits(archive: &TestArchive, words: &str) -> Vec<Hit> {
    let asked = Asked { words: words.into(), limit: 1_000, ..Asked::default() };
    search(&archive.archive, &asked, Reader::Public, today()).unwrap().hits.clone()
}

/// The source keys of what a search finds.
fn found(archive: &TestArchive, words: &str) -> Vec<String> {
    let mut keys: Vec<String> =
        hits(archive, words).into_iter().map(|hit| hit.document.source_key.clone()).collect();
    keys.sort();
    keys
}

fn because(archive: &TestArchive, words: &str, key: &str) -> Vec<String> {
    let hit = hits(archive, words).into_iter().find(|hit| hit.document.source_key == key);
    hit.unwrap_or_else(|| panic!("{key} is not found by {words}"))
        .why
        .into_iter()
        .map(|why| format!("{} is {}", why.matched, why.because))
        .collect()
}

fn authority_id(archive: &TestArchive, key: &str) -> String {
    let snapshot = archive.archive.catalogue().snapshot().unwrap();
    snapshot.id_of_key(Kind::Authority, key).unwrap().unwrap()
}

/// Names that more than one bears, as an archivist would list them.
const HOMONYMS: &str = r#"{"kind": "person", "key": "marshal", "forms": ["Chen Yi", "Ch'en I", "陈毅", "陳毅", "Чэнь И"]}
{"kind": "person", "key": "governor", "forms": ["Chen Yi", "陈仪", "陳儀"]}
{"kind": "person", "key": "jawaharlal", "forms": ["Jawaharlal Nehru", "Nehru", "尼赫鲁", "Неру"]}
{"kind": "person", "key": "ratan", "forms": ["R.K. Nehru", "Ratan Kumar Nehru", "拉·库·尼赫鲁"]}
{"kind": "person", "key": "ivan", "forms": ["Ivan Kovalev", "I.V. Kovalev", "Kovalev", "Vasilyev"]}
{"kind": "person", "key": "e-f", "forms": ["E.F. Kovalev", "Kovalev", "Yevgraf"]}
{"kind": "person", "key": "li-1", "forms": ["Li Kenong", "Li", "李克农"]}
{"kind": "person", "key": "li-2", "forms": ["Li Fuchun", "Li", "李富春"]}
{"kind": "person", "key": "kim-1", "forms": ["Kim Il Sung", "Kim", "김일성", "金日成"]}
{"kind": "person", "key": "kim-2", "forms": ["Kim Tu-bong", "Kim", "김두봉"]}
{"kind": "person", "key": "johnson-1", "forms": ["Lyndon B. Johnson", "Johnson", "LBJ"]}
{"kind": "person", "key": "johnson-2", "forms": ["U. Alexis Johnson", "Johnson"]}
{"kind": "organization", "key": "army", "forms": ["People's Liberation Army", "PLA", "解放军"]}
{"kind": "organization", "key": "palestine", "forms": ["Palestine Liberation Army", "PLA", "جيش التحرير الفلسطيني"]}
"#;

/// One paper for each form of each of them, whose key says whose it is.
fn homonyms() -> TestArchive {
    let archive = TestArchive::new();
    archive.import_bytes("homonyms.jsonl", HOMONYMS.as_bytes(), ImportRequest::default());
    let mut papers = Vec::new();
    for line in HOMONYMS.lines() {
        let group: Value = serde_json::from_str(line).unwrap();
        for (number, form) in group["forms"].as_array().unwrap().iter().enumerate() {
            let key = format!("{}/{number}", group["key"].as_str().unwrap());
            papers.push(paper(&key, form.as_str().unwrap()));
        }
    }
    take_in(&archive, "papers.jsonl", &papers);
    archive
}

fn whose(keys: &[String]) -> Vec<&str> {
    let mut whose: Vec<&str> = keys.iter().filter_map(|key| key.split('/').next()).collect();
    whose.dedup();
    whose
}

#[test]
fn what_one_man_alone_is_called_never_leads_to_another_of_the_same_name() {
    let archive = homonyms();
    // The other man's "Chen Yi" is a paper that says no more than that.
    for own in ["陈毅", "陳毅", "Ch'en I", "Чэнь И"] {
        let keys = found(&archive, own);
        assert!(
            keys.iter().filter(|key| *key != "governor/0").all(|key| key.starts_with("marshal/")),
            "{keys:?}"
        );
        assert_eq!(keys.len(), 6, "{own}: {keys:?}");
    }
    for own in ["陈仪", "陳儀"] {
        let keys = found(&archive, own);
        assert_eq!(
            whose(&keys.iter().filter(|k| *k != "marshal/0").cloned().collect::<Vec<_>>()),
            ["governor"]
        );
    }
}

#[test]
fn a_full_name_that_two_bear_leads_to_both_and_says_to_whom() {
    let archive = homonyms();
    assert_eq!(because(&archive, "Chen Yi", "marshal/2"), ["陈毅 is a form of Chen Yi (Ch'en I)"]);
    assert_eq!(because(&archive, "Chen Yi", "governor/1"), ["陈仪 is a form of Chen Yi (陈仪)"]);
    assert_eq!(
        because(&archive, "PLA", "army/0"),
        ["People's Liberation Army is a form of People's Liberation Army"]
    );
    assert_eq!(because(&archive, "PLA", "palestine/2").len(), 1);
}

/// In another script it is the same family name all the same; whatever else one of them is called stays his.
#[test]
fn a_family_name_that_several_share_leads_to_none_of_them() {
    let archive = homonyms();
    for (name, others) in [
        ("Li", ["li-1/2", "li-2/2"]),
        ("Kim", ["kim-1/2", "kim-2/2"]),
        ("Johnson", ["johnson-1/2", "johnson-1/2"]),
        ("Kovalev", ["ivan/3", "e-f/2"]),
    ] {
        let keys = found(&archive, name);
        assert!(others.iter().all(|other| !keys.iter().any(|key| key == other)), "{name}: {keys:?}");
    }
}

#[test]
fn a_name_that_is_only_part_of_a_longer_one_of_another_is_not_his() {
    let archive = homonyms();
    // By his full name a man is found where he is called by the family name alone, but not in the other's full name.
    let keys = found(&archive, "Jawaharlal Nehru");
    assert!(keys.contains(&"jawaharlal/1".to_owned()), "{keys:?}");
    assert_eq!(whose(&keys), ["jawaharlal"]);
    assert_eq!(whose(&found(&archive, "Неру")), ["jawaharlal"]);
    take_in(
        &archive,
        "more.jsonl",
        &[paper("both/1", "R.K. Nehru reports to Nehru"), paper("one/1", "R.K. Nehru is here")],
    );
    assert_eq!(whose(&found(&archive, "Jawaharlal Nehru")), ["both", "jawaharlal"]);
}

#[test]
fn another_spelling_of_a_listed_name_leads_to_its_bearer() {
    let archive = TestArchive::new();
    let list = r#"{"kind": "person", "forms": ["Zhou Enlai", "Premier of the Crossing"]}"#;
    archive.import_bytes("list.jsonl", list.as_bytes(), ImportRequest::default());
    take_in(&archive, "papers.jsonl", &[paper("one", "The Premier of the Crossing was heard")]);
    assert_eq!(found(&archive, "Chou En-lai"), ["one"]);
}

#[test]
fn a_family_name_is_that_of_him_alone_who_has_it_as_a_name() {
    let archive = homonyms();
    assert_eq!(because(&archive, "Nehru", "jawaharlal/3"), ["Неру is a form of Jawaharlal Nehru"]);
    // The namesake's paper holds the very word that was typed, and no other reason leads to it.
    assert!(because(&archive, "Nehru", "ratan/1").is_empty());
    assert_eq!(whose(&found(&archive, "Ratan Kumar Nehru")), ["ratan"]);
    assert_eq!(whose(&found(&archive, "E.F. Kovalev")), ["e-f", "ivan"], "bare Kovalev is a name of both");
}

fn stalin(dates: bool) -> Value {
    let mut cover = json!({ "form": "Filippov", "kind": "cover", "channel": "telegrams Moscow–Beijing" });
    if dates {
        cover["from"] =
            json!({ "display": "1949", "edtf": "1949", "earliest": "1949-01-01", "latest": "1949-12-31" });
        cover["to"] =
            json!({ "display": "1952", "edtf": "1952", "earliest": "1952-01-01", "latest": "1952-12-31" });
    }
    json!({ "authority": { "source_key": "stalin", "kind": "person", "lexicon": true, "names": [
        { "form": "Joseph Stalin", "kind": "preferred" }, { "form": "Stalin", "kind": "variant" },
        { "form": "Filipov", "kind": "misspelling" }, cover ] } })
}

fn unit(key: &str, repository: &str) -> Value {
    json!({ "unit": { "source_key": key, "repository": repository, "reference": [{ "unit": "fond", "value": "1" }] } })
}

#[test]
fn a_cover_name_holds_within_its_years_in_both_directions() {
    let archive = TestArchive::new();
    let papers = [
        stalin(true),
        unit("u", "Archive of the Crossing"),
        dated("filippov-1950", "Cable from Filippov", "1950-05-01", "u"),
        dated("filippov-1955", "Cable from Filippov", "1955-05-01", "u"),
        dated("stalin-1950", "Cable from Stalin", "1950-05-01", "u"),
        dated("stalin-1945", "Cable from Stalin", "1945-05-01", "u"),
        paper("filippov-undated", "Cable from Filippov"),
    ];
    take_in(&archive, "papers.jsonl", &papers);
    assert_eq!(found(&archive, "Stalin"), ["filippov-1950", "stalin-1945", "stalin-1950"]);
    assert_eq!(
        found(&archive, "Filippov"),
        ["filippov-1950", "filippov-1955", "filippov-undated", "stalin-1950"]
    );
    assert_eq!(
        because(&archive, "Stalin", "filippov-1950"),
        ["Filippov is cover name of Joseph Stalin, 1949–1952, telegrams Moscow–Beijing"]
    );
    assert_eq!(
        because(&archive, "Filippov", "stalin-1950"),
        ["Stalin is bearer of the cover name Filippov, 1949–1952, telegrams Moscow–Beijing"]
    );
}

fn secretary(key: &str, names: [&str; 2], from: &str, to: &str, channel: &str) -> Value {
    let day = |day: &str| json!({ "display": day, "edtf": day, "earliest": day, "latest": day });
    json!({ "authority": { "source_key": key, "kind": "person", "lexicon": true, "names": [
        { "form": names[0], "kind": "preferred" }, { "form": names[1], "kind": "variant" },
        { "form": "the Secretary", "kind": "office", "from": day(from), "to": day(to), "channel": channel } ] } })
}

#[test]
fn an_office_is_its_holder_of_that_day_in_the_papers_of_that_house() {
    let archive = TestArchive::new();
    let words = "The Secretary said that he would think it over";
    let papers = [
        secretary("rusk", ["Rusk, Dean", "Rusk"], "1961-01-21", "1969-01-20", "Department of State"),
        secretary(
            "herter",
            ["Herter, Christian A.", "Herter"],
            "1959-04-22",
            "1961-01-20",
            "Department of State",
        ),
        secretary(
            "mcnamara",
            ["McNamara, Robert S.", "McNamara"],
            "1961-01-21",
            "1968-02-29",
            "Defense papers",
        ),
        unit("state", "Department of State"),
        unit("defense", "Department of Defense"),
        unit("other", "Museum of Ferries"),
        dated("state-1960", words, "1960-05-01", "state"),
        dated("state-1961", words, "1961-01-21", "state"),
        dated("defense-1962", words, "1962-10-22", "defense"),
        dated("ferries-1962", words, "1962-10-22", "other"),
        dated("rusk-1962", "Telegram to Rusk", "1962-10-22", "state"),
    ];
    take_in(&archive, "papers.jsonl", &papers);
    assert_eq!(found(&archive, "Rusk"), ["rusk-1962", "state-1961"]);
    assert_eq!(found(&archive, "Dean Rusk"), ["rusk-1962", "state-1961"]);
    assert_eq!(found(&archive, "Herter"), ["state-1960"]);
    assert_eq!(found(&archive, "McNamara"), ["defense-1962"]);
    assert!(found(&archive, "the Secretary").contains(&"rusk-1962".to_owned()));
}

fn register(key: &str, forms: [&str; 2]) -> Value {
    json!({ "authority": { "source_key": key, "kind": "person", "names": [
        { "form": forms[0], "kind": "preferred" }, { "form": forms[1], "kind": "variant" } ] } })
}

#[test]
fn a_name_in_a_register_widens_only_once_a_public_document_names_its_bearer() {
    let archive = TestArchive::new();
    let mut closed = paper("closed", "Whatever");
    closed["document"]["access"] = json!("restricted");
    closed["document"]["agents"] =
        json!([{ "role": "sender", "as_written": "Berg", "authority": { "source_key": "berg" } }]);
    let open = paper("open", "The lighthouse keeper was heard");
    take_in(&archive, "papers.jsonl", &[register("berg", ["Anna Berg", "lighthouse keeper"]), closed, open]);
    assert!(
        found(&archive, "Anna Berg").is_empty(),
        "a register imported beside closed papers betrays nothing"
    );
    let id = archive.id_of("closed");
    fonds_archive::access::set_access(
        &archive.archive,
        &id,
        fonds_model::Access::Public,
        &note("opened"),
        today(),
    )
    .unwrap();
    archive.follow();
    assert_eq!(found(&archive, "Anna Berg"), ["closed", "open"]);
}

#[test]
fn the_archivist_makes_names_general_knowledge_and_takes_that_back() {
    let archive = TestArchive::new();
    let things = [
        register("berg", ["Anna Berg", "lighthouse keeper"]),
        paper("open", "The lighthouse keeper was heard"),
    ];
    take_in(&archive, "papers.jsonl", &things);
    let id = authority_id(&archive, "berg");
    for (word, expected) in [("yes", vec!["open"]), ("no", vec![])] {
        edit(&archive.archive, &id, &[("lexicon".into(), word.into())], None, &note("general knowledge"))
            .unwrap();
        archive.follow();
        assert_eq!(found(&archive, "Anna Berg"), expected, "{word}");
    }
}

#[test]
fn an_edited_name_widens_at_once_and_nothing_is_indexed_again() {
    let archive = TestArchive::new();
    let mut named = paper("named", "Something else");
    named["document"]["agents"] =
        json!([{ "role": "sender", "as_written": "Berg", "authority": { "source_key": "berg" } }]);
    let things =
        [register("berg", ["Anna Berg", "Berg"]), named, paper("open", "The lighthouse keeper was heard")];
    take_in(&archive, "papers.jsonl", &things);
    let files = || {
        let version = std::fs::read_to_string(archive.archive.folder().join("index/current")).unwrap();
        let folder = archive.archive.folder().join("index").join(version.trim());
        let mut names: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(found(&archive, "Anna Berg"), ["named"]);
    let before = files();
    let id = authority_id(&archive, "berg");
    edit(&archive.archive, &id, &[("variant".into(), "lighthouse keeper".into())], None, &note("heard of"))
        .unwrap();
    assert_eq!(found(&archive, "Anna Berg"), ["named", "open"], "before the index has followed");
    archive.follow();
    assert_eq!(found(&archive, "Anna Berg"), ["named", "open"]);
    assert_eq!(files(), before);
}
