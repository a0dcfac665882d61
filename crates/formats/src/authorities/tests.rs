//! Facts about registers, on people and places that never were.

use super::*;
use fonds_model::{AuthorityKind, Severity};
use std::ops::ControlFlow;

fn try_read(mut bytes: &[u8]) -> (Vec<Authority>, Vec<Notice>, Result<(), ReadError>) {
    let (mut authorities, mut notices) = (Vec::new(), Vec::new());
    let origin = Origin { source: "list".into(), file: "list.csv".into(), sha256: None };
    let result = read(&mut bytes, &origin, &mut |found| {
        match found {
            Found::Authority(authority) => authorities.push(*authority),
            Found::Notice(notice) => notices.push(notice),
            other => panic!("a register has no {other:?}"),
        }
        ControlFlow::Continue(())
    });
    (authorities, notices, result)
}

fn read_clean(text: &str) -> Vec<Authority> {
    assert!(fits(text.as_bytes(), "x"), "{text}");
    let (authorities, notices, result) = try_read(text.as_bytes());
    result.unwrap();
    assert!(notices.is_empty(), "{notices:?}");
    authorities
}

fn codes(notices: &[Notice]) -> Vec<(&str, Option<u64>)> {
    notices.iter().map(|notice| (notice.code.as_str(), notice.line)).collect()
}

fn forms(authority: &Authority) -> Vec<(NameKind, &str)> {
    authority.names.iter().map(|name| (name.kind, name.form.as_str())).collect()
}

const CLUSTER: &str = r#"<?xml version="1.0"?><person><id>42</id>
  <authorities><authority service="viaf">77</authority><authority service="gnd"/></authorities>
  <names><preferred><name>Berg, Anna</name></preferred><alternates><name>Берг, Анна</name></alternates>
  <originals variants="2">
    <original source-urls="2"><name>Berg, Anna</name>
      <source-url>https://example.org/historicaldocuments/whales1/persons#p_BA1</source-url>
      <source-url>https://example.org/departmenthistory/people/berg-anna</source-url></original>
    <original source-urls="1"><name>Berg, Admiral A.</name></original></originals></names>
  <birth-year>1890</birth-year><death-year/>
  <remarks variants="2"><remark source-urls="1"><p>Sailor</p></remark><remark source-urls="3"><p>Harbour   Master</p></remark></remarks>
</person>"#;

#[test]
fn a_cluster_is_one_person_with_every_spelling() {
    let [person] = &read_clean(CLUSTER)[..] else { panic!() };
    assert_eq!((person.kind, person.source_key.as_str()), (AuthorityKind::Person, "hsg-people/42"));
    assert_eq!(
        forms(person),
        [
            (NameKind::Preferred, "Berg, Anna"),
            (NameKind::Variant, "Берг, Анна"),
            (NameKind::Variant, "Berg, Admiral A.")
        ]
    );
    let scripts: Vec<_> = person.names.iter().map(|name| name.script.as_ref().unwrap().as_str()).collect();
    assert_eq!(scripts, ["Latn", "Cyrl", "Latn"]);
    assert_eq!(person.dates.iter().map(|date| date.display.as_str()).collect::<Vec<_>>(), ["1890"]);
    assert_eq!(person.description.as_deref(), Some("Harbour Master"));
    let ids: Vec<_> = person.external_ids.iter().map(|id| (id.scheme.as_str(), id.value.as_str())).collect();
    assert_eq!(ids, [("viaf", "77"), ("source_key", "hsg-pocom/berg-anna"), ("source_key", "whales1/p_BA1")]);
}

#[test]
fn a_person_without_id_or_name_is_refused_and_her_neighbour_is_kept() {
    let people = format!(
        "<people><person><names/></person><person><id>1</id><names/></person>{}</people>",
        CLUSTER.split_once("?>").unwrap().1
    );
    let (authorities, notices, result) = try_read(people.as_bytes());
    assert!(result.is_ok());
    assert_eq!(authorities.len(), 1);
    assert_eq!(codes(&notices), [("AUT002", Some(1)), ("AUT002", Some(1))]);
}

fn holder(element: &str, person: &str, role: &str, started: &str, ended: &str, note: &str) -> String {
    format!(
        "<{element}><id>x</id><person-id>{person}</person-id><role-title-id>{role}</role-title-id>\
         <appointed><date>1900-01-02</date></appointed><started><date>{started}</date></started>\
         <ended><date>{ended}</date></ended><note>{note}</note></{element}>"
    )
}

#[test]
fn holders_of_a_post_become_persons_with_offices_in_their_order() {
    let chief = |person, role, started, ended| holder("chief", person, role, started, ended, "");
    let text = format!(
        "<country-mission><territory-id>north-island</territory-id><chiefs>{}{}{}</chiefs></country-mission>",
        chief("lund-olaf-e", "charge-daffaires", "1905", "1906"),
        chief("berg-anna", "minister-resident", "", ""),
        chief("lund-olaf-e", "minister-resident", "1901-03-04", "1902-05"),
    );
    let [lund, berg] = &read_clean(&text)[..] else { panic!() };
    assert_eq!((lund.source_key.as_str(), lund.heading()), ("hsg-pocom/lund-olaf-e", "Lund, Olaf E."));
    let offices: Vec<_> = lund
        .offices
        .iter()
        .map(|office| {
            let words = |date: &Option<fonds_model::HistoricalDate>| date.as_ref().unwrap().display.clone();
            (office.title.as_str(), office.of.as_deref(), words(&office.from), words(&office.to))
        })
        .collect();
    assert_eq!(
        offices,
        [
            ("Minister Resident", Some("North Island"), "1901-03-04".into(), "1902-05".into()),
            ("Chargé d’affaires", Some("North Island"), "1905".into(), "1906".into()),
        ]
    );
    // Without a day of taking it up, the day of appointment is where it begins.
    assert_eq!(berg.offices[0].from.as_ref().unwrap().display, "1900-01-02");
}

#[test]
fn a_position_gives_its_title_and_nominees_are_left_out() {
    let principal = |person, role, started, note| holder("principal", person, role, started, "", note);
    let text = format!(
        "<principal-position><id>keeper-of-whales</id><names><singular>Keeper of the Whales</singular></names>\
         <principals>{}{}{}</principals><other-nominees>{}</other-nominees></principal-position>",
        principal("berg-anna", "keeper-of-whales", "1950", ""),
        principal("lund-olaf", "keeper-ad-interim", "1951", ""),
        principal("ost-ida", "keeper-of-whales", "", "Declined appointment."),
        principal("vest-ole", "keeper-of-whales", "", ""),
    );
    let (authorities, notices, _) = try_read(text.as_bytes());
    let titles: Vec<_> =
        authorities.iter().map(|person| (person.heading(), person.offices[0].title.as_str())).collect();
    assert_eq!(titles, [("Berg, Anna", "Keeper of the Whales"), ("Lund, Olaf", "Keeper ad interim")]);
    assert_eq!(codes(&notices), [("AUT006", Some(1))]);
    assert!(notices[0].message.starts_with("2 "));
}

#[test]
fn impossible_dates_of_offices_are_kept_and_reported() {
    let text = format!(
        "<country-mission><territory-id>x</territory-id><chiefs>{}\n{}</chiefs></country-mission>",
        holder("chief", "a-b", "r", "1950-02-30", "1951", ""),
        holder("chief", "c-d", "r", "1950", "1940", ""),
    );
    let (authorities, notices, _) = try_read(text.as_bytes());
    assert_eq!(authorities.len(), 2);
    assert_eq!(codes(&notices), [("AUT003", Some(1)), ("AUT005", Some(2))]);
}

#[test]
fn a_tree_of_subjects_keeps_who_is_wider_and_hands_the_wider_on_first() {
    let text = "<taxonomy><title>T</title><category><id>sea</id><label>Sea</label>\
        <definition>All of <ptr target=\"salt-water\"/>.</definition><usage-hint>Not alone.</usage-hint>\
        <tag><id>whales</id><label>Whales</label></tag>\
        <category><label>Nameless</label><tag><id>ice</id><label>Ice</label></tag></category></category></taxonomy>";
    assert!(fits(text.as_bytes(), "x"));
    let (authorities, notices, _) = try_read(text.as_bytes());
    let tree: Vec<_> = authorities
        .iter()
        .map(|subject| (subject.source_key.as_str(), subject.heading(), subject.broader.clone()))
        .collect();
    let sea = || Some(Link::source_key("hsg-tags/sea"));
    assert_eq!(
        tree,
        [("hsg-tags/sea", "Sea", None), ("hsg-tags/whales", "Whales", sea()), ("hsg-tags/ice", "Ice", sea())]
    );
    assert_eq!(authorities[0].description.as_deref(), Some("All of salt water."));
    assert_eq!(codes(&notices), [("AUT002", Some(1))]);
}

use fonds_model::Link;

#[test]
fn a_table_of_names_is_read_whatever_parts_its_cells() {
    for (text, name) in [
        ("kind,name,variants,cover,born,died\nperson,Anna Berg,Берг|A. Berg,Whale,1890,1950\n", "comma"),
        ("kind;name;variants;cover;born;died\nperson;Anna Berg;Берг|A. Berg;Whale;1890;1950\n", "semicolon"),
        (
            "\u{FEFF}Kind\tName\tVariants\tCover name\tBorn\tDied\r\nPerson\tAnna Berg\tБерг; A. Berg\tWhale\t1890\t1950",
            "tab",
        ),
        (
            "kind,name,variant 1,variant 2,cover,dates\nperson,Anna Berg,Берг,\"A. Berg\",Whale,1890–1950\n",
            "columns",
        ),
        (
            r#"{"kind":"person","name":"Anna Berg","variants":["Берг","A. Berg"],"cover":"Whale","born":1890,"died":"1950"}"#,
            "json",
        ),
        (
            r#"{"kind":"person","forms":["Anna Berg","Берг","A. Berg"],"covers":[],"cover":"Whale","dates":"1890-1950"}"#,
            "forms",
        ),
    ] {
        let [person] = &read_clean(text)[..] else { panic!("{name}") };
        assert_eq!(person.source_key, "list/person/anna-berg", "{name}");
        assert_eq!(
            forms(person),
            [
                (NameKind::Preferred, "Anna Berg"),
                (NameKind::Variant, "Берг"),
                (NameKind::Variant, "A. Berg"),
                (NameKind::Cover, "Whale")
            ],
            "{name}"
        );
        let dates: Vec<_> = person.dates.iter().map(|date| date.display.as_str()).collect();
        assert_eq!(dates, ["1890", "1950"], "{name}");
    }
}

#[test]
fn rows_may_have_keys_identifiers_and_wider_rows() {
    let text = "id,kind,name,variants,broader,lat,lon,geonames,description\n\
        n1,place,North Island,,,,,,\nn2,place,Whale Bay,Hvalvik,n1,61.5,-20.25,https://sws.geonames.org/42/,\"A bay,\nand cold\"\n";
    let [_, bay] = &read_clean(text)[..] else { panic!() };
    assert_eq!(bay.source_key, "list/n2");
    assert_eq!(bay.broader, Some(Link::source_key("list/n1")));
    assert_eq!(bay.coordinates.as_ref().unwrap().longitude, "-20.25");
    assert_eq!(bay.external_ids[0].value, "42");
    assert_eq!(bay.description.as_deref(), Some("A bay,\nand cold"));
}

#[test]
fn doubtful_rows_are_reported_and_the_good_ones_beside_them_kept() {
    let text = "kind,name,variants,colour\nperson,Anna Berg,,red\nperson,Anna Berg,,\nghost,Nis,,\nplace,,x,\n\
        person,a,b,c,d,e\nperson,Olaf,\"open\n";
    let (authorities, notices, result) = try_read(text.as_bytes());
    assert!(result.is_ok());
    let keys: Vec<_> = authorities.iter().map(|authority| authority.source_key.as_str()).collect();
    assert_eq!(keys, ["list/person/anna-berg", "list/person/anna-berg/2", "list/subject/nis"]);
    assert_eq!(
        codes(&notices),
        [
            ("AUT010", Some(1)),
            ("AUT007", Some(3)),
            ("AUT004", Some(4)),
            ("AUT002", Some(5)),
            ("AUT009", Some(6)),
            ("AUT009", Some(7))
        ]
    );
    let (authorities, notices, _) = try_read(
        b"{\"kind\":\"person\",\"name\":\"A\"}\n[1]\n{\"kind\":\"person\",\n{\"kind\":\"person\",\"name\":\"B\"}\n",
    );
    assert_eq!(authorities.len(), 2);
    assert_eq!(codes(&notices), [("AUT009", Some(2)), ("AUT009", Some(3))]);
}

#[test]
fn a_source_with_nothing_in_it_is_refused() {
    for text in ["", "kind,name,variants\n", "<taxonomy><category/></taxonomy>", "<html/>", "words\n"] {
        let (authorities, _, result) = try_read(text.as_bytes());
        let Err(ReadError::Broken { notice }) = result else { panic!("{text}: {result:?}") };
        assert_eq!(notice.severity, Severity::Refusal);
        assert!(authorities.is_empty());
    }
}

#[test]
fn a_cut_off_register_keeps_what_came_before_and_says_so() {
    let people = format!("<people>{}<person><id>7</id>", CLUSTER.split_once("?>").unwrap().1);
    let (authorities, _, result) = try_read(people.as_bytes());
    assert_eq!(authorities.len(), 1);
    assert!(matches!(result, Err(ReadError::Broken { .. })));
}

#[test]
fn other_tables_and_other_xml_are_no_registers() {
    for text in [
        "title,date\nCable,1949\n",
        "name,date,place\nCable,1949,x\n",
        "vol\tid\tname\tentry\n",
        "key,sender,note\n",
        "{\"title\":\"Cable\"}\n",
        "{\"kind\":\"person\"}\n",
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><person/></TEI>",
        "<person>words</person>",
        "<taxonomy><bibl/></taxonomy>",
        "Dear Sir, names, variants\n",
        "",
    ] {
        assert!(!fits(text.as_bytes(), "x.csv"), "{text}");
    }
}

#[test]
fn registers_in_other_encodings_are_known_and_read() {
    let utf16 = |text: &str| -> Vec<u8> {
        format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    for text in [CLUSTER, "kind,name,variants\nperson,Anna Berg,Берг\n"] {
        let bytes = utf16(text);
        assert!(fits(&bytes, "x"));
        assert_eq!(try_read(&bytes).0.len(), 1, "{text}");
    }
    let (authorities, notices, _) = try_read(b"kind,name,variants\nperson,S\xF8ren,\n");
    assert_eq!(authorities[0].heading(), "Søren");
    assert_eq!(codes(&notices), [("AUT008", Some(2))]);
}

#[test]
fn a_plain_list_is_general_knowledge_unless_it_says_otherwise_and_a_register_is_not() {
    let list = read_clean("name,variants,lexicon\nBerg,Bergen,\nLund,Lunden,no\n");
    assert_eq!(list.iter().map(|authority| authority.lexicon).collect::<Vec<_>>(), [true, false]);
    let lines = read_clean("{\"kind\": \"place\", \"forms\": [\"Berg\", \"Bergen\"], \"lexicon\": false}");
    assert!(!lines[0].lexicon);
    assert!(!read_clean(CLUSTER)[0].lexicon);
}
