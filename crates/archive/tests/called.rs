//! What a name may be called: the forms that a search takes, who knows them, what is left out and what no document has.

use crate::testing::{TestArchive, today};
use fonds_archive::clearance::Reader;
use fonds_archive::discover::{Asked, search};
use fonds_archive::import::ImportRequest;
use fonds_archive::names::{Names, names};
use serde_json::{Value, json};

fn archive(things: &[Value]) -> TestArchive {
    let archive = TestArchive::new();
    let lines: String = things.iter().map(|thing| thing.to_string() + "\n").collect();
    archive.import_bytes("things.jsonl", lines.as_bytes(), ImportRequest::default());
    archive
}

fn paper(title: &str) -> Value {
    json!({ "document": { "source_key": title, "titles": [{ "text": title }] } })
}

fn party(key: &str, forms: &[String], lexicon: bool) -> Value {
    let name = |(number, form): (usize, &String)| json!({ "form": form, "kind": if number == 0 { "preferred" } else { "variant" } });
    let names: Vec<Value> = forms.iter().enumerate().map(name).collect();
    json!({ "authority": { "source_key": key, "kind": "organization", "lexicon": lexicon, "names": names } })
}

fn called(archive: &TestArchive, name: &str) -> Names {
    Names::clone(&names(&archive.archive, name, Reader::Public).unwrap())
}

fn forms(names: &[fonds_archive::names::Form]) -> Vec<&str> {
    names.iter().map(|form| form.form.as_str()).collect()
}

#[test]
fn the_forms_told_are_those_that_a_search_takes() {
    let kuomintang = ["Kuomintang", "Guomindang", "KMT", "国民党"].map(str::to_owned);
    let archive = archive(&[
        party("kmt", &kuomintang, true),
        paper("A cable of the Kuomintang"),
        paper("Guomindang"),
        paper("国民党"),
        paper("Zhou Enlai"),
    ]);
    let told = called(&archive, "  kuomintang ");
    assert_eq!((told.asked.as_str(), told.bearers.len(), told.leads), ("kuomintang", 1, true));
    assert_eq!(forms(&told.searched), ["Guomindang", "国民党"]);
    assert_eq!((forms(&told.absent), told.dropped.len()), (vec!["KMT"], 0));
    let first = &told.searched[0];
    assert_eq!(first.because, "a form of Kuomintang");
    let authority = first.authority.as_ref().unwrap();
    assert_eq!((authority.heading.as_str(), &authority.url), ("Kuomintang", &None), "no document names it");
    for name in ["kuomintang", "Chou En-lai", "国民党"] {
        let asked = Asked { words: format!("\"{name}\""), ..Asked::default() };
        let found = search(&archive.archive, &asked, Reader::Public, today()).unwrap();
        let widened: Vec<&str> =
            found.widened.iter().flat_map(|w| w.forms.iter().map(String::as_str)).collect();
        assert_eq!(widened, forms(&called(&archive, name).searched), "{name}");
    }
    let rule = &called(&archive, "Chou En-lai").searched[0];
    assert_eq!((rule.form.as_str(), &rule.authority), ("Zhou Enlai", &None));
    assert_eq!(rule.because, "pinyin of Chou En-lai");
}

#[test]
fn of_more_forms_than_a_search_takes_the_rest_is_told_as_dropped() {
    let many: Vec<String> = (0..80).map(|number| format!("Bureau{number:02}")).collect();
    let papers: Vec<Value> = many.iter().map(|name| paper(name)).collect();
    let archive = archive(&[&[party("many", &many, true)][..], &papers].concat());
    let told = called(&archive, "Bureau00");
    assert_eq!((told.searched.len(), told.dropped.len(), told.absent.len(), told.most), (64, 15, 0, 64));
}

#[test]
fn a_name_that_only_closed_papers_have_is_told_to_nobody() {
    let hidden = ["Zyzzyva Bureau", "Canary Office"].map(str::to_owned);
    let archive = archive(&[
        party("hidden", &hidden, false),
        json!({ "document": { "source_key": "closed", "access": "restricted", "titles": [{ "text": "Canary Office" }],
            "agents": [{ "role": "sender", "as_written": "Canary Office", "authority": { "source_key": "hidden" } }] } }),
    ]);
    let told = called(&archive, "Zyzzyva Bureau");
    assert!(told.bearers.is_empty() && told.searched.is_empty() && told.absent.is_empty(), "{told:?}");
}
