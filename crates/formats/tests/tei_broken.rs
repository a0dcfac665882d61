//! Bytes that are no TEI, half of one, or meant to do harm: a refusal with file, line and hint, what was good before it,
//! and never a panic.

use crate::real::{Findings, gather};
use fonds_formats::ReadError;
use fonds_formats::tei::read;
use fonds_model::Notice;
use proptest::prelude::*;
use std::io::{BufReader, Read};

const HEADER: &str = r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">Papers on Norland</title></titleStmt></fileDesc></teiHeader><text><body>"#;
const FOOTER: &str = "</body></text></TEI>";

fn document(number: usize) -> String {
    format!(
        "<div type=\"document\" xml:id=\"d{number}\" n=\"{number}\"><head>{number}. Note From <persName \
         type=\"from\">Ames</persName></head><dateline><placeName>Norport</placeName>, <date when=\"1921-03-05\">March 5, \
         1921</date></dateline><p>The words of {number}.</p></div>\n"
    )
}

fn read_bytes(mut bytes: &[u8]) -> Findings {
    gather(|origin, emit| read(&mut bytes, origin, emit))
}

/// The refusal with which reading ended.
fn refusal(found: &Findings) -> &Notice {
    let Some(ReadError::Broken { notice }) = &found.error else { panic!("no refusal but {:?}", found.error) };
    assert_eq!(notice.file.as_deref(), Some("source.file"));
    assert!(notice.line.is_some() && notice.hint.is_some(), "{notice}");
    notice
}

#[test]
fn a_volume_cut_off_keeps_the_documents_before_the_cut() {
    let whole = format!("{HEADER}\n{}{}", document(1), document(2));
    let cut = &whole[..whole.len() - 40];
    let found = read_bytes(cut.as_bytes());
    assert_eq!(found.documents.len(), 1);
    assert_eq!((refusal(&found).code.as_str(), refusal(&found).line), ("XML004", Some(4)));
}

#[test]
fn a_wrong_end_tag_keeps_the_documents_before_it() {
    let found = read_bytes(format!("{HEADER}{}<p>one</div>{FOOTER}", document(1)).as_bytes());
    assert_eq!((found.documents.len(), refusal(&found).code.as_str()), (1, "XML004"));
}

#[test]
fn what_is_no_xml_is_refused() {
    for bytes in
        [&b""[..], b"   \n", b"Cable, Ames to Orr", b"{\"a\": 1}", b"<!-- nothing -->", b"\xff\xfe\x00\x01"]
    {
        let found = read_bytes(bytes);
        assert_eq!(refusal(&found).code, "XML005", "{bytes:?}");
        assert!(found.documents.is_empty());
    }
    assert_eq!(refusal(&read_bytes(b"<records><record/></records>")).code, "TEI002");
}

#[test]
fn entity_bombs_and_external_entities_are_refused_at_once() {
    let bomb = (1..30).fold(String::from("<!ENTITY e0 \"ha\">"), |bomb, number| {
        let before = format!("&e{};", number - 1).repeat(10);
        format!("{bomb}<!ENTITY e{number} \"{before}\">")
    });
    let internal = format!("<!DOCTYPE TEI [{bomb}]>{HEADER}&e29;{FOOTER}");
    let file = format!(
        "<!DOCTYPE TEI [<!ENTITY passwords SYSTEM \"file:///etc/passwd\">]>{HEADER}&passwords;{FOOTER}"
    );
    let external = format!("<!DOCTYPE TEI SYSTEM \"http://127.0.0.1:1/tei.dtd\">{HEADER}{FOOTER}");
    let parameter = format!("<!DOCTYPE TEI [<!ENTITY % all SYSTEM \"all.dtd\"> %all;]>{HEADER}{FOOTER}");
    for bytes in [internal, file, external, parameter] {
        let found = read_bytes(bytes.as_bytes());
        assert_eq!(refusal(&found).code, "XML001");
        assert!(found.documents.is_empty() && found.collections.is_empty());
    }
    let undeclared = format!("{HEADER}{}<p>&passwords;</p>{FOOTER}", document(1));
    let found = read_bytes(undeclared.as_bytes());
    assert_eq!((found.documents.len(), refusal(&found).code.as_str()), (1, "XML002"));
}

#[test]
fn a_million_nested_elements_are_refused_without_a_stack() {
    let deep = format!("{HEADER}{}{}", document(1), "<hi>".repeat(1_000_000));
    let found = read_bytes(deep.as_bytes());
    assert_eq!((found.documents.len(), refusal(&found).code.as_str()), (1, "XML003"));
    let deep = format!("{HEADER}{}", "<div type=\"document\">".repeat(1_000_000));
    assert_eq!(refusal(&read_bytes(deep.as_bytes())).code, "XML003");
}

/// One tag or one document without end: more than 64 MB are not held.
#[test]
fn what_never_ends_is_refused_in_bounded_memory() {
    let endless = |begin: &str, again: &'static [u8]| {
        let begin = std::io::Cursor::new(format!("{HEADER}{begin}").into_bytes());
        let rest = Endless { again, position: 0 }.take(400 * 1024 * 1024);
        let mut input = BufReader::new(begin.chain(rest));
        gather(|origin, emit| read(&mut input, origin, emit))
    };
    assert_eq!(
        refusal(&endless("<p rend=\"", b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")).code,
        "XML003"
    );
    assert_eq!(
        refusal(&endless("<div type=\"document\">", b"<p>The words of a man who does not end.</p>")).code,
        "TEI004"
    );
}

/// What is small for each piece must not become slow for many: a piece that looked at all the others would not end here.
#[test]
fn many_of_anything_take_time_in_proportion() {
    let many = |piece: &str| piece.repeat(40_000);
    let document = |inner: String| format!("<div type=\"document\" xml:id=\"d1\">{inner}</div>");
    let note =
        |words: String| document(format!("<head>1. Note<note type=\"source\">Source: {words}</note></head>"));
    let inner = [
        document("<p>x</p>".into()).repeat(4_000),
        note(many("a, ")),
        note(many("Vol. I. ")),
        note(many("Drafted by Ames and ")),
        note(format!("X. Secret. {}", many("Drafted and cleared and "))),
        document(format!("<head>{}</head>", many("May 3 from Ames to Orr "))),
        document(format!("<p>{}</p>", many("[<hi>"))).replace("<hi>", "<hi rend=\"italic\">x</hi>"),
        document(many("<dateline><placeName>A, B</placeName><date>x</date></dateline>")),
        document(format!("<list type=\"participants\">{}</list>", many("<item>Ames, Consul</item>"))),
        document(many("<list type=\"participants\"><item>Ames</item></list>")),
        document(format!("<head>{}</head>", many("<persName type=\"from\">Ames</persName>"))),
        document(many("<ref target=\"#d2\">2</ref><persName corresp=\"#p_A\">A</persName>")),
        document(format!("<table><row>{}</row></table>", many("<cell cols=\"20\"/>"))),
        document(many("<signed>A<lb/>B</signed><note>x</note><pb n=\"1\"/>")),
        many("<list><item><persName xml:id=\"p_A\">Ames, A.</persName></item></list>"),
        many("<div type=\"chapter\" xml:id=\"a\"><head>A</head></div>"),
    ];
    for (number, inner) in inner.into_iter().enumerate() {
        let begun = std::time::Instant::now();
        let found = read_bytes(format!("{HEADER}{inner}{FOOTER}").as_bytes());
        assert!(found.error.is_none(), "{number}: {:?}", found.error);
        println!("{number}: {:?}", begun.elapsed());
    }
}

struct Endless {
    again: &'static [u8],
    position: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for byte in buffer.iter_mut() {
            *byte = self.again[self.position];
            self.position = (self.position + 1) % self.again.len();
        }
        Ok(buffer.len())
    }
}

#[test]
fn encodings_are_read_by_their_mark_or_declaration() {
    let text = format!("{HEADER}{}{FOOTER}", document(1).replace("Ames", "Ämes"));
    let with_mark = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    let latin: Vec<u8> =
        format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{text}").chars().map(|c| c as u8).collect();
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let returns = text.replace('\n', "\r\n").into_bytes();
    for bytes in [with_mark, latin, wide, returns] {
        assert!(fonds_formats::tei::fits(&bytes));
        let found = read_bytes(&bytes);
        assert!(found.error.is_none(), "{:?}", found.error);
        assert_eq!(found.documents[0].titles[0].text, "Note From Ämes");
        assert!(!format!("{:?}", found.documents[0]).contains("\\r"));
    }
}

#[test]
fn a_wrong_encoding_is_refused_and_what_came_before_is_kept() {
    let mut bytes = format!("{HEADER}{}", document(1)).into_bytes();
    bytes.extend(b"<p>\xe4\xf6\xfc</p>");
    let found = read_bytes(&bytes);
    assert_eq!((found.documents.len(), refusal(&found).code.as_str()), (1, "XML006"));
    let unknown = format!("<?xml version=\"1.0\" encoding=\"EBCDIC-NORLAND\"?>{HEADER}{FOOTER}");
    assert_eq!(refusal(&read_bytes(unknown.as_bytes())).code, "XML006");
}

#[test]
fn a_second_document_of_an_identifier_gets_a_key_of_its_own() {
    let found = read_bytes(format!("{HEADER}\n{}{}{FOOTER}", document(1), document(1)).as_bytes());
    let keys: Vec<&str> = found.documents.iter().map(|document| document.source_key.as_str()).collect();
    assert_eq!((keys, found.codes()), (vec!["source/d1", "source/d1-2"], vec!["TEI003"]));
    assert_eq!((found.notices[0].file.as_deref(), found.notices[0].line), (Some("source.file"), Some(4)));
}

#[test]
fn a_date_that_cannot_be_is_told_of_and_its_words_are_read() {
    let wrong = document(1).replace("1921-03-05", "1921-02-30");
    let found = read_bytes(format!("{HEADER}{wrong}{FOOTER}").as_bytes());
    assert_eq!(found.codes(), ["TEI005"]);
    let date = &found.documents[0].principal_date().unwrap().date;
    assert_eq!(
        (date.display.as_str(), date.earliest.unwrap().to_string().as_str()),
        ("March 5, 1921", "1921-03-05")
    );
}

#[test]
fn an_element_without_a_list_entry_is_told_of_once() {
    let pointing = |n| document(n).replace("type=\"from\"", "type=\"from\" corresp=\"#p_XX9\"");
    let found = read_bytes(format!("{HEADER}{}{}{FOOTER}", pointing(1), pointing(2)).as_bytes());
    assert_eq!(found.codes(), ["TEI006"]);
    assert!(found.documents[0].agents[0].authority.is_none());
}

/// A volume is read a document at a time: when one is handed on, hardly more than it has been taken from the input.
#[test]
fn documents_are_handed_on_as_they_come() {
    struct Counting<R> {
        inner: R,
        taken: std::rc::Rc<std::cell::Cell<usize>>,
    }
    impl<R: Read> Read for Counting<R> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let read = self.inner.read(buffer)?;
            self.taken.set(self.taken.get() + read);
            Ok(read)
        }
    }
    let taken = std::rc::Rc::new(std::cell::Cell::new(0));
    let mut whole = HEADER.to_owned();
    let mut ends = Vec::new();
    for number in 0..3_000 {
        whole.push_str(&document(number));
        ends.push(whole.len());
    }
    whole.push_str(FOOTER);
    let inner = std::io::Cursor::new(whole.into_bytes());
    let mut input = BufReader::with_capacity(1_024, Counting { inner, taken: taken.clone() });
    let mut emitted = 0;
    let origin = fonds_formats::Origin { source: "source".into(), file: "source.file".into(), sha256: None };
    read(&mut input, &origin, &mut |found| {
        if let fonds_formats::Found::Document(_) = found {
            assert!(taken.get() <= ends[emitted] + 1_024);
            emitted += 1;
        }
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(emitted, 3_000);
}

#[test]
fn a_caller_that_has_enough_stops_the_reading() {
    let whole = format!("{HEADER}{}{}{FOOTER}", document(1), document(2));
    let origin = fonds_formats::Origin::default();
    let mut count = 0;
    read(&mut whole.as_bytes(), &origin, &mut |_| {
        count += 1;
        std::ops::ControlFlow::Break(())
    })
    .unwrap();
    assert_eq!(count, 1);
}

#[test]
fn a_caller_that_has_enough_at_a_doubt_about_a_key_is_told_nothing_more() {
    let whole = format!("{HEADER}{}{}{FOOTER}", document(1), document(1));
    let origin = fonds_formats::Origin::default();
    let told = |most: usize| {
        let mut told = Vec::new();
        read(&mut whole.as_bytes(), &origin, &mut |found| {
            told.push(found);
            if told.len() < most {
                std::ops::ControlFlow::Continue(())
            } else {
                std::ops::ControlFlow::Break(())
            }
        })
        .unwrap();
        told
    };
    let all = told(usize::MAX);
    let doubts = |found: &&fonds_formats::Found| matches!(found, fonds_formats::Found::Notice(n) if n.code == "TEI003");
    assert_eq!(all.iter().filter(doubts).count(), 1);
    for most in 1..=all.len() {
        assert_eq!(told(most), all[..most]);
    }
}

/// Pieces of which TEI is made, good and bad, in any order.
const PIECES: [&str; 48] = [
    "<div type=\"document\" xml:id=\"d1\">",
    "<div type=\"document\">",
    "<div type=\"compilation\">",
    "</div>",
    "<head>",
    "</head>",
    "<p>",
    "</p>",
    "<note type=\"source\">",
    "<note n=\"1\">",
    "</note>",
    "<dateline>",
    "</dateline>",
    "<date when=\"1921-03-05\">",
    "<date notBefore=\"9\" notAfter=\"x\">",
    "</date>",
    "<placeName>",
    "</placeName>",
    "<persName type=\"from\" corresp=\"#p_A\">",
    "</persName>",
    "<ref target=\"#d2\">",
    "<ref target=\"v#d\u{e4}\">",
    "</ref>",
    "<list type=\"participants\">",
    "<item>",
    "</item>",
    "<label>",
    "</label>",
    "</list>",
    "<table>",
    "<row role=\"label\">",
    "<cell cols=\"99999999999\">",
    "</cell>",
    "</row>",
    "</table>",
    "<lb break=\"no\"/>",
    "<pb n=\"2\"/>",
    "<gap/>",
    "Source: Ames Library, Box 3. Secret; Niact. Drafted by Ames and ",
    "[less than 1 line not declassified",
    "]",
    "May 2/15, ",
    "(Received 9 p. m.)",
    "&amp;",
    "&#x110000;",
    "\u{130}\u{df}\u{fb01}",
    "Vol. I. ",
    "<frus:attachment><closer><signed>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_pieces_makes_the_reader_panic(order in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let pieces: String = order.into_iter().map(|piece| PIECES[piece]).collect();
        read_bytes(format!("{HEADER}{pieces}{FOOTER}").as_bytes());
        read_bytes(format!("<TEI><text><body>{pieces}{FOOTER}").as_bytes());
        read_bytes(format!("<TEI><teiHeader><correspDesc>{pieces}</correspDesc></teiHeader><text>{pieces}</text></TEI>").as_bytes());
    }

    #[test]
    fn no_change_to_a_volume_makes_the_reader_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = include_bytes!("tei_norland.xml").to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read_bytes(&bytes);
        read_bytes(&bytes[..cut.index(bytes.len())]);
    }
}
