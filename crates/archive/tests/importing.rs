//! What becomes of what is imported, once, again, changed, broken.

use crate::testing::{TestArchive, document, note, today};
use fonds_archive::describe::edit;
use fonds_archive::import::{ImportRequest, import};
use fonds_archive::sources::Input;
use fonds_model::{Access, Link};

#[test]
fn importing_again_changes_nothing() {
    let archive = TestArchive::new();
    let papers = [
        document("p/1", "Cable No. 7", "8 January 1949", "Sleepers are wanted."),
        document("p/2", "Reply", "9 January 1949", "They come."),
    ];
    let first = archive.import_documents(&papers);
    assert_eq!((first.documents.new, first.documents.refused), (2, 0), "{:?}", first.notices);
    let seq = archive.archive.catalogue().snapshot().unwrap().last_seq().unwrap();
    let again = archive.import_documents(&papers);
    assert_eq!((again.documents.new, again.documents.changed, again.documents.unchanged), (0, 0, 2));
    assert_eq!(archive.archive.catalogue().snapshot().unwrap().last_seq().unwrap(), seq);
    archive.assert_whole();
}

#[test]
fn a_changed_source_makes_a_new_version_of_just_what_changed() {
    let archive = TestArchive::new();
    let mut papers = [
        document("p/1", "Cable", "8 January 1949", "Sleepers."),
        document("p/2", "Reply", "9 January 1949", "They come."),
    ];
    archive.import_documents(&papers);
    papers[1].titles[0].text = "Reply, corrected".into();
    let again = archive.import_documents(&papers);
    assert_eq!((again.documents.changed, again.documents.unchanged), (1, 1));
    assert_eq!(archive.find("corrected"), [archive.id_of("p/2")]);
}

#[test]
fn a_field_edited_by_hand_keeps_its_value_and_says_so() {
    let archive = TestArchive::new();
    let papers = [document("p/1", "Cable", "8 January 1949", "Sleepers.")];
    archive.import_documents(&papers);
    let id = archive.id_of("p/1");
    edit(&archive.archive, &id, &[("title".into(), "Cable on sleepers".into())], None, &note("clearer"))
        .unwrap();
    let again = archive.import_documents(&papers);
    assert_eq!(again.notice_counts.get("kept-edit"), Some(&1), "{:?}", again.notices);
    assert_eq!(again.documents.unchanged, 1);
    assert_eq!(archive.document("p/1").titles[0].text, "Cable on sleepers");
}

#[test]
fn a_dry_run_reports_the_same_and_writes_nothing() {
    let archive = TestArchive::new();
    let lines = serde_json::json!({ "document": document("p/1", "Cable", "1949", "Words.") }).to_string();
    let request = ImportRequest { dry_run: true, ..ImportRequest::default() };
    let dry = archive.import_bytes("papers.jsonl", lines.as_bytes(), request);
    assert_eq!(dry.documents.new, 1);
    assert_eq!(archive.archive.catalogue().snapshot().unwrap().last_seq().unwrap(), 0);
    assert_eq!(archive.archive.files().list().unwrap().count(), 0);
    let real = archive.import_bytes("papers.jsonl", lines.as_bytes(), ImportRequest::default());
    assert_eq!(real.documents, dry.documents);
}

#[test]
fn drafts_are_not_found_until_they_are_published() {
    let archive = TestArchive::new();
    let lines = serde_json::json!({ "document": document("p/1", "Cable", "1949", "Sturgeon.") }).to_string();
    let request = ImportRequest { access: Some(Access::Draft), ..ImportRequest::default() };
    archive.import_bytes("papers.jsonl", lines.as_bytes(), request);
    assert!(archive.find("sturgeon").is_empty());
    let id = archive.id_of("p/1");
    fonds_archive::access::set_access(&archive.archive, &id, Access::Public, &note("checked"), today())
        .unwrap();
    archive.follow();
    assert_eq!(archive.find("sturgeon"), [id]);
}

#[test]
fn a_link_to_what_comes_later_finds_it_when_it_has_come() {
    use fonds_model::rendition::{Relation, RelationKind};
    let archive = TestArchive::new();
    let mut reply = document("p/2", "Reply", "9 January 1949", "They come.");
    reply.relations.push(Relation {
        kind: RelationKind::ReplyTo,
        target: Link::source_key("q/1"),
        certainty: Default::default(),
        evidence: None,
    });
    archive.import_documents(&[reply]);
    let promised = archive.document("p/2").relations[0].target.clone();
    archive.import_bytes(
        "later.jsonl",
        serde_json::json!({ "document": document("q/1", "Cable", "8 January 1949", "Sleepers.") })
            .to_string()
            .as_bytes(),
        ImportRequest::default(),
    );
    assert_eq!(promised.as_id(), Some(archive.id_of("q/1").as_str()));
    let incoming = archive.archive.catalogue().snapshot().unwrap().incoming(&archive.id_of("q/1")).unwrap();
    assert_eq!(incoming, [(archive.id_of("p/2"), RelationKind::ReplyTo)]);
}

#[test]
fn the_good_beside_the_broken_is_kept() {
    let archive = TestArchive::new();
    let good = serde_json::json!({ "document": document("p/1", "Cable", "1949", "Words.") });
    let lines = format!(
        "{good}\n{{\"document\": 7}}\n{}\n",
        serde_json::json!({ "document": document("p/2", "Reply", "1949", "More.") })
    );
    let report = archive.import_bytes("papers.jsonl", lines.as_bytes(), ImportRequest::default());
    assert_eq!(report.documents.new, 2, "{:?}", report.notices);
    assert!(report.needs_attention());
    let refusal =
        report.notices.iter().find(|notice| notice.severity == fonds_model::Severity::Refusal).unwrap();
    assert_eq!(refusal.line, Some(2), "{refusal:?}");
}

#[test]
fn what_is_not_there_empty_or_unknown_is_refused_by_name() {
    let archive = TestArchive::new();
    let folder = archive.folder.path().join("pile");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("empty.xml"), "").unwrap();
    std::fs::write(folder.join("noise.bin"), [0u8, 1, 2, 255, 254, 0, 0]).unwrap();
    let request = ImportRequest {
        inputs: vec![Input::Path(folder), Input::Path(archive.folder.path().join("nowhere"))],
        ..ImportRequest::default()
    };
    let report = import(&archive.archive, &request, &note("import"), today(), &mut |_| {}).unwrap();
    let codes: Vec<&str> = report.notices.iter().map(|notice| notice.code.as_str()).collect();
    assert_eq!(codes, ["unreadable", "empty-file", "unknown-format"]);
    assert!(report.needs_attention());
    archive.assert_whole();
}

#[test]
fn two_imports_at_once_both_end_searchable() {
    let archive = TestArchive::new();
    std::thread::scope(|scope| {
        for side in 0..2 {
            let archive = &archive;
            scope.spawn(move || {
                let papers: Vec<_> = (0..150)
                    .map(|n| {
                        document(
                            &format!("side{side}/{n}"),
                            &format!("Paper {n} of side {side}"),
                            "1949",
                            "Common words.",
                        )
                    })
                    .collect();
                let lines: String =
                    papers.iter().map(|d| serde_json::json!({ "document": d }).to_string() + "\n").collect();
                let report = archive.import_bytes(
                    &format!("side{side}.jsonl"),
                    lines.as_bytes(),
                    ImportRequest::default(),
                );
                assert_eq!(report.documents.new, 150, "{:?}", report.notices);
            });
        }
    });
    assert_eq!(archive.find("common").len(), 300);
    archive.assert_whole();
}

#[test]
fn a_collection_asked_for_holds_everything_and_shows_in_facets() {
    let archive = TestArchive::new();
    let lines = serde_json::json!({ "document": document("p/1", "Cable", "1949", "Words.") }).to_string();
    let request =
        ImportRequest { collection: Some("Papers of the Railway".into()), ..ImportRequest::default() };
    archive.import_bytes("papers.jsonl", lines.as_bytes(), request.clone());
    let again = archive.import_bytes("papers.jsonl", lines.as_bytes(), request);
    assert_eq!(again.documents.unchanged, 1);
    let snapshot = archive.archive.catalogue().snapshot().unwrap();
    let id =
        snapshot.id_of_slug(fonds_catalogue::Kind::Collection, "papers-of-the-railway").unwrap().unwrap();
    assert_eq!(archive.document("p/1").collections, [Link::Id(id)]);
}

#[test]
fn a_persons_offices_may_stand_in_several_files() {
    let archive = TestArchive::new();
    let file = |post: &str, from: &str, to: &str| {
        format!(
            "<country-mission><territory-id>{post}</territory-id><chiefs><chief><person-id>berg-anna</person-id>\
             <role-title-id>envoy</role-title-id><started><date>{from}</date></started>\
             <ended><date>{to}</date></ended></chief></chiefs></country-mission>"
        )
    };
    let take = |name: &str, text: &str| archive.import_bytes(name, text.as_bytes(), ImportRequest::default());
    let (south, north) = (file("south", "1951", "1952"), file("north", "1949", "1950"));
    take("south.xml", &south);
    take("north.xml", &north);
    let offices = || -> Vec<(String, String)> {
        let snapshot = archive.archive.catalogue().snapshot().unwrap();
        let id =
            snapshot.id_of_key(fonds_catalogue::Kind::Authority, "hsg-pocom/berg-anna").unwrap().unwrap();
        let person = snapshot.find::<fonds_model::Authority>(&id).unwrap().unwrap().value;
        let of = |office: &fonds_model::authority::Office| {
            (office.of.clone().unwrap(), office.to.as_ref().unwrap().display.clone())
        };
        person.offices.iter().map(of).collect()
    };
    assert_eq!(offices(), [("North".into(), "1950".into()), ("South".into(), "1952".into())]);
    for (name, text) in [("south.xml", &south), ("north.xml", &north)] {
        assert_eq!(take(name, text).others["authority"].unchanged, 1, "{name}");
    }
    take("north.xml", &file("north", "1949", "1951"));
    assert_eq!(offices(), [("North".into(), "1951".into()), ("South".into(), "1952".into())]);
}

/// Pages and registers from outside, twice: nothing is refused, and the second time nothing changes.
#[test]
fn real_pages_and_registers_import_again_unchanged() {
    let home = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    let mut inputs = vec![home.join("names/variants.jsonl")];
    for page in ["1949-page-6", "old-02", "old-06", "old-13", "new-04", "new-08", "new-12"] {
        inputs.push(home.join(format!("listing/{page}.txt")));
    }
    // One man held two posts of one name, each with a file of its own.
    for post in ["assistant-secretary", "assistant-secretary2", "secretary"] {
        inputs.push(home.join(format!("hsg-pocom/positions-principals/{post}.xml")));
    }
    inputs.extend(["hsg-pocom/missions-countries/china.xml", "hsg-tags"].map(|path| home.join(path)));
    if !home.exists() {
        println!("skipped: {} is not here", home.display());
        return;
    }
    let archive = TestArchive::new();
    let request =
        ImportRequest { inputs: inputs.into_iter().map(Input::Path).collect(), ..ImportRequest::default() };
    let take = || import(&archive.archive, &request, &note("import"), today(), &mut |_| {}).unwrap();
    let first = take();
    assert!(!first.needs_attention(), "{:#?}", first.notices);
    assert_eq!((first.documents.new, first.others["collection"].new), (51, 1));
    let again = take();
    assert_eq!((again.documents.new, again.documents.changed, again.documents.unchanged), (0, 0, 51));
    let authorities = again.others["authority"];
    assert_eq!((authorities.new, authorities.changed), (0, 0), "{authorities:?}");
    archive.assert_whole();
}
