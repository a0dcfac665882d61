//! Real registers: every person, post and subject is there, with what the register says of it.

use crate::real::{Findings, files_below, gather, real};
use fonds_formats::authorities::{fits, read};
use fonds_model::{Authority, NameKind, Severity};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

fn read_bytes(mut bytes: &[u8]) -> Findings {
    gather(|origin, emit| read(&mut bytes, origin, emit))
}

/// Everything in all files of a folder.
fn read_folder(folder: &Path) -> Findings {
    let mut all = Findings::default();
    for path in files_below(folder) {
        let bytes = std::fs::read(&path).unwrap();
        assert!(fits(&bytes, ""), "{}", path.display());
        let found = read_bytes(&bytes);
        assert!(found.error.is_none(), "{}: {:?}", path.display(), found.error);
        all.authorities.extend(found.authorities);
        all.notices.extend(found.notices);
    }
    assert!(all.notices.iter().all(|notice| notice.severity != Severity::Refusal), "{:?}", all.notices);
    all
}

fn by_key(authorities: &[Authority]) -> BTreeMap<&str, &Authority> {
    authorities.iter().map(|authority| (authority.source_key.as_str(), authority)).collect()
}

/// How often something stands in the files of a folder outside of comments, found without a parser.
fn count(folder: &Path, needle: &str) -> usize {
    let count_in = |text: &str| -> usize {
        text.split("<!--")
            .map(|part| part.split_once("-->").map_or(part, |(_, after)| after))
            .map(|part| part.matches(needle).count())
            .sum()
    };
    files_below(folder).iter().map(|path| count_in(&std::fs::read_to_string(path).unwrap())).sum()
}

#[test]
fn every_cluster_is_a_person_with_all_its_spellings() {
    let Some(folder) = real("hsg-people") else { return };
    let found = read_folder(&folder);
    assert_eq!(found.authorities.len(), count(&folder, "<person>"));
    let people = by_key(&found.authorities);
    assert_eq!(people.len(), found.authorities.len());
    let haig = people["hsg-people/105381"];
    assert_eq!(haig.heading(), "Haig, Alexander Meigs, Jr.");
    assert_eq!(haig.names.len(), 19);
    assert!(haig.external_ids.iter().any(|id| id.value == "frus1969-76v02/p_HBMJ1"));
    println!(
        "{} persons, {} names, {} with dates, {} keys in other sources",
        people.len(),
        people.values().map(|person| person.names.len()).sum::<usize>(),
        people.values().filter(|person| !person.dates.is_empty()).count(),
        people
            .values()
            .flat_map(|person| &person.external_ids)
            .filter(|id| id.scheme == "source_key")
            .count(),
    );
}

/// The clusters name the keys by which our reader of editions knows the same persons.
#[test]
fn clusters_lead_to_the_persons_of_the_volumes() {
    let (Some(folder), Some(truth)) = (real("hsg-people"), real("groundtruth/person_clusters.tsv")) else {
        return;
    };
    let found = read_folder(&folder);
    let people = by_key(&found.authorities);
    let (mut rows, mut right) = (0, 0);
    for row in std::fs::read_to_string(truth).unwrap().lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let Some(person) = people.get(format!("hsg-people/{}", cells[0]).as_str()) else { continue };
        rows += 1;
        let key = format!("{}/{}", cells[2], cells[3]);
        right +=
            usize::from(person.external_ids.iter().any(|id| id.scheme == "source_key" && id.value == key));
    }
    println!("{right} of {rows} rows of person_clusters.tsv are led to");
    assert_eq!(right, rows);
    assert!(rows > 0);
}

#[test]
fn every_holder_of_a_post_has_the_office() {
    let Some(folder) = real("hsg-pocom") else { return };
    let found = read_folder(&folder);
    let offices: usize = found.authorities.iter().map(|person| person.offices.len()).sum();
    let left_out: usize = found
        .notices
        .iter()
        .filter(|notice| notice.code == "AUT006")
        .map(|notice| notice.message.split(' ').next().unwrap().parse::<usize>().unwrap())
        .sum();
    let holders = count(&folder, "<person-id>");
    println!(
        "{holders} holders: {offices} offices of {} persons, {left_out} nominees left out",
        by_key(&found.authorities).len()
    );
    for notice in found.notices.iter().filter(|notice| notice.code != "AUT006") {
        println!("{notice}");
    }
    assert_eq!(offices + left_out, holders);
    let secretary = found.authorities.iter().find(|person| {
        person.source_key == "hsg-pocom/kissinger-henry-a" && person.offices[0].title == "Secretary of State"
    });
    let office = &secretary.expect("a secretary").offices[0];
    assert_eq!(office.from.as_ref().unwrap().edtf.as_ref().unwrap().to_string(), "1973-09-22");
}

#[test]
fn every_subject_is_below_one_that_came_before_it() {
    let Some(folder) = real("hsg-tags") else { return };
    let found = read_folder(&folder);
    assert_eq!(found.authorities.len(), count(&folder, "<label>"));
    let mut seen = std::collections::BTreeSet::new();
    let mut roots = 0;
    for subject in &found.authorities {
        match &subject.broader {
            None => roots += 1,
            Some(fonds_model::Link::SourceKey(key)) => assert!(seen.contains(key), "{key}"),
            Some(other) => panic!("{other:?}"),
        }
        assert!(seen.insert(subject.source_key.clone()), "{} twice", subject.source_key);
    }
    assert_eq!(roots, 3);
}

#[test]
fn groups_of_names_become_authorities_with_variants() {
    let Some(file) = real("names/variants.jsonl") else { return };
    let text = std::fs::read_to_string(file).unwrap();
    assert!(fits(text.as_bytes(), ""));
    let found = read_bytes(text.as_bytes());
    assert!(found.error.is_none() && found.codes().is_empty(), "{:?}", found.notices);
    assert_eq!(found.authorities.len(), text.lines().count());
    let zhou = found
        .authorities
        .iter()
        .find(|person| person.names.iter().any(|name| name.form == "周恩来"))
        .unwrap();
    assert!(zhou.names.iter().any(|name| name.kind == NameKind::Variant && name.form == "Chou En-lai"));
}

const REGISTERS: [&str; 4] = [
    "<people><person><id>1</id><names><preferred><name>Berg</name></preferred></names><birth-year>1890</birth-year></person></people>",
    "<country-mission><territory-id>x</territory-id><chiefs><chief><person-id>a-b</person-id><role-title-id>r</role-title-id><started><date>1950</date></started></chief></chiefs></country-mission>",
    "<taxonomy><category><id>a</id><label>A</label><tag><id>b</id><label>B</label></tag></category></taxonomy>",
    "kind,name,variants,born\nperson,Anna Berg,\"A. Berg|Берг\",1890\n",
];

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        fits(&bytes, "");
        read_bytes(&bytes);
    }

    #[test]
    fn damaged_registers_are_read_without_harm(
        register in 0..REGISTERS.len(),
        at in 0_usize..300,
        length in 0_usize..12,
        with in proptest::collection::vec(any::<u8>(), 0..12),
    ) {
        let mut bytes = REGISTERS[register].as_bytes().to_vec();
        let at = at.min(bytes.len());
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, with);
        fits(&bytes, "");
        let found = read_bytes(&bytes);
        prop_assert!(found.authorities.iter().all(|authority| !authority.names.is_empty()));
    }
}
