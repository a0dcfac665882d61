//! One invented volume read whole: `tei_norland.xml` beside this file, and what comes out of it, thing by thing.

use fonds_formats::tei::{fits, read};
use fonds_formats::{Found, Origin};
use fonds_model::rendition::{RelationKind, RenditionKind};
use std::ops::ControlFlow;

fn found(bytes: &[u8], stem: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let origin = Origin { source: stem.into(), file: format!("{stem}.xml"), sha256: None };
    let result = read(&mut &*bytes, &origin, &mut |thing| {
        found.push(thing);
        ControlFlow::Continue(())
    });
    result.unwrap();
    found
}

#[test]
fn an_invented_volume_comes_out_whole() {
    let bytes = include_bytes!("tei_norland.xml");
    assert!(fits(bytes));
    insta::assert_json_snapshot!(found(bytes, "norland1953v01"));
}

/// A letter with doubtful days, forwarded; its persons are the edition's.
const LETTER: &str = r##"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="L0007"><teiHeader><fileDesc>
<titleStmt><title level="s">Briefe der Lydia Ames</title><title level="a">Lydia Ames an Ida Bell, [3.? 5. 1953]</title></titleStmt>
<publicationStmt><availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability></publicationStmt>
<sourceDesc><msDesc><msIdentifier><settlement>Norport</settlement><repository>Ames Library</repository><idno>B 12</idno></msIdentifier></msDesc></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="de"/></langUsage><correspDesc>
<correspAction type="sent"><persName ref="#pmb1">Ames, Lydia</persName><date evidence="conjecture" notBefore="1953-05-02" notAfter="1953-05-04">[3.? 5. 1953]</date><placeName ref="#pmb3">Norport</placeName></correspAction>
<correspAction type="transmitted"><persName ref="#pmb4">Poole, Ned</persName></correspAction>
<correspAction type="redirected"><date when="1953-05-05">5. 5. 1953</date><placeName>Ostwick</placeName></correspAction>
<correspAction type="forwarded"><date when="1953-05-06" evidence="postmark">6. 5. 1953</date><placeName cert="low">Westwick</placeName></correspAction>
<correspAction type="received"><persName ref="https://viaf.org/viaf/123/">Bell, Ida</persName><date notBefore="1953-05-07">nach dem 7. 5.</date></correspAction>
<correspContext><ref type="withinCorrespondence" subtype="next_letter" target="L0009">Bell an Ames</ref><ref type="withinCollection" target="L0008"/></correspContext>
</correspDesc></profileDesc></teiHeader>
<text><body><div><opener><dateline><rs type="place" ref="#pmb3">Nor<lb break="no"/>port</rs>, <date>3ten</date></dateline><salute>Liebe Ida!</salute></opener>
<p>Siehe <ref target="L0003.xml">den früheren Brief</ref>.</p><closer>Deine<lb/><signed>L.</signed></closer></div></body>
<back><listPerson><person xml:id="pmb1"><persName><surname>Ames</surname><forename>Lydia</forename></persName><birth><date when="1901-02-03"/></birth><idno type="gnd">https://d-nb.info/gnd/1234/</idno></person></listPerson>
<listPlace><place xml:id="pmb3"><placeName>Norport</placeName><location><geo>48,2 16,3</geo></location></place></listPlace></back></text></TEI>"##;

#[test]
fn an_invented_letter_comes_out_whole() {
    assert!(fits(LETTER.as_bytes()));
    insta::assert_json_snapshot!(found(LETTER.as_bytes(), "L0007"));
}

/// A volume whose header does not say so is one all the same.
#[test]
fn documents_are_found_whatever_the_header_says() {
    let bytes = include_str!("tei_norland.xml");
    let start = bytes.find("<teiHeader>").unwrap();
    let end = bytes.find("</teiHeader>").unwrap() + "</teiHeader>".len();
    let without = format!("{}{}", &bytes[..start], &bytes[end..]);
    let keys = |bytes: &str| -> Vec<String> {
        found(bytes.as_bytes(), "norland1953v01")
            .into_iter()
            .filter_map(|thing| match thing {
                Found::Document(found) => Some(found.document.source_key),
                Found::Collection(collection) => Some(collection.source_key),
                Found::Authority(authority) => Some(authority.source_key),
                _ => None,
            })
            .collect()
    };
    let mut with_header = keys(bytes);
    let mut without_header = keys(&without);
    with_header.sort();
    without_header.sort();
    assert_eq!(with_header, without_header);
}

fn document_of(bytes: &str) -> fonds_model::Document {
    let documents = found(bytes.as_bytes(), "L0007").into_iter().filter_map(|thing| match thing {
        Found::Document(found) => Some(found.document),
        _ => None,
    });
    let [document] = documents.collect::<Vec<_>>().try_into().unwrap();
    document
}

#[test]
fn a_letter_that_its_header_relates_to_another_mentions_it_all_the_same() {
    let letter = LETTER.replace(r#"target="L0003.xml""#, r#"target="L0009.xml""#);
    let relations = document_of(&letter).relations;
    let to_the_other: Vec<_> =
        relations.iter().map(|relation| (relation.kind, relation.evidence.as_deref())).collect();
    assert_eq!(
        to_the_other,
        [
            (RelationKind::Related, Some("next letter: Bell an Ames")),
            (RelationKind::Mentions, Some("den früheren Brief")),
        ]
    );
    assert_eq!(relations[0].target, relations[1].target);
}

#[test]
fn an_original_and_its_translation_mention_a_letter_once() {
    let body = r#"<text xml:lang="de"><body><p>Siehe <ref target="L0003.xml">den Brief</ref>.</p></body></text>
<text type="translation" xml:lang="en"><body><p>See <ref target="L0003.xml">the letter</ref>.</p></body></text>"#;
    let letter = format!("<TEI><teiHeader/><text><group>{body}</group></text></TEI>");
    let relations = document_of(&letter).relations;
    assert_eq!(relations.len(), 1);
    assert_eq!(relations[0].evidence.as_deref(), Some("den Brief"));
}

#[test]
fn words_beside_the_texts_of_a_group_are_read_with_the_first_text() {
    let letter = r#"<TEI><teiHeader/><text><front><p>Before all.</p></front>
<group><head>A heading</head><text xml:lang="de"><body><p>Der Brief.</p></body></text><p>Between.</p>
<group><head>Translations</head><text type="translation" xml:lang="en"><body><p>The letter.</p></body></text>
<text type="translation" xml:lang="fr"><group><text type="translation" xml:lang="fr"><body><p>La lettre.</p></body></text></group><back><p>Notes du traducteur.</p></back></text></group>
<argument xml:lang="en"><p>Behind.</p></argument></group><group><head>No text in it</head></group><back><p>After all.</p></back></text></TEI>"#;
    let document = document_of(letter);
    let texts: Vec<(RenditionKind, String, Vec<String>)> = document
        .renditions
        .iter()
        .map(|rendition| {
            let words = rendition.text.as_ref().unwrap().plain();
            let words = words.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
            (rendition.kind, rendition.language.as_ref().unwrap().to_string(), words)
        })
        .collect();
    let all = |words: &[&str]| -> Vec<String> { words.iter().map(|words| (*words).to_owned()).collect() };
    assert_eq!(
        texts,
        [
            (
                RenditionKind::Transcription,
                "de".into(),
                all(&[
                    "Before all.",
                    "A heading",
                    "Der Brief.",
                    "Between.",
                    "Behind.",
                    "No text in it",
                    "After all."
                ])
            ),
            (RenditionKind::Translation, "en".into(), all(&["Translations", "The letter."])),
            (RenditionKind::Translation, "fr".into(), all(&["La lettre.", "Notes du traducteur."])),
        ]
    );
}

#[test]
fn a_group_without_texts_is_a_text() {
    let document = document_of("<TEI><teiHeader/><text><group><p>Only this.</p></group></text></TEI>");
    assert_eq!(document.renditions.len(), 1);
    assert_eq!(document.renditions[0].text.as_ref().unwrap().plain().trim(), "Only this.");
}
