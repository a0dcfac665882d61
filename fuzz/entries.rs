//! One door for each kind of thing that strangers send: bytes in, nothing out, and whatever must hold of the answer.
//!
//! Included by the fuzz targets beside it and by the tests of `fonds-archive`; it knows neither.

use fonds_formats::table::Mapping;
use fonds_formats::{Found, Origin, ReadError, recognise};
use fonds_model::{HistoricalDate, date::Edtf};
use fonds_search::{
    Entry, Highlighter, Index, IndexedText, Options, OtherForm, Request, Scope, Sort, Vocabulary, Widen,
};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::LazyLock;

/// Takes bytes as a stranger sent them.
pub type Door = fn(&[u8]);

/// Every door, by name.
pub const DOORS: [(&str, Door); 10] = [
    ("edtf", edtf),
    ("date_words", date_words),
    ("title", title),
    ("query", query),
    ("listing", listing),
    ("table", table),
    ("tei", tei),
    ("lines", lines),
    ("authorities", authorities),
    ("recognise", recognise_and_read),
];

/// Goes through the door of this name.
pub fn run(name: &str, bytes: &[u8]) {
    let door = DOORS.iter().find(|(known, _)| *known == name);
    door.expect("a door of this name").1(bytes);
}

/// What was read is written canonically and reads back as the same; its days are in order.
fn edtf(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes);
    let Ok(value) = words.parse::<Edtf>() else { return };
    let written = value.to_string();
    let again: Edtf = written.parse().expect("what was written can be read");
    assert_eq!(again, value, "{words} was written as {written}");
    assert_eq!(again.to_string(), written);
    assert_in_order(&HistoricalDate::from_edtf(value, words));
}

/// Words are kept as they are, and what is understood of them can be written and read.
fn date_words(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes);
    let date = HistoricalDate::read(&words);
    assert_in_order(&date);
    if let Some(value) = &date.edtf {
        assert_eq!(value.to_string().parse::<Edtf>().as_ref(), Ok(value), "{words}");
    }
    assert!(date.chronological(&date).is_eq());
}

fn assert_in_order(date: &HistoricalDate) {
    if let (Some(earliest), Some(latest)) = (date.earliest, date.latest) {
        assert!(earliest <= latest, "{}: {earliest} to {latest}", date.display);
    }
}

/// A title says the same whenever it is asked.
fn title(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes);
    let analysis = fonds_names::title::analyse(&words);
    assert_eq!(format!("{analysis:?}"), format!("{:?}", fonds_names::title::analyse(&words)));
}

struct Searched {
    index: Index,
    _folder: tempfile::TempDir,
}

static SEARCHED: LazyLock<Searched> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(folder.path(), Options::default()).expect("an index");
    let mut writer = index.writer(15_000_000, 1).expect("a writer");
    for (id, words) in [("1", TEXT), ("2", "Переговоры о мостах. 中苏关系史"), ("3", "")]
    {
        let texts = vec![IndexedText { language: None, words: words.to_owned() }];
        let entry = Entry { id: id.into(), titles: vec!["Cable No. 7".into()], texts, ..Entry::default() };
        writer.put(&entry).expect("put");
    }
    writer.commit(1).expect("committed");
    drop(writer);
    Searched { index, _folder: folder }
});

const TEXT: &str =
    "The bridges of Beishan, said the Minister: \"no ferry\" before winter's ice. U.S.S.R., Ch'en.";

/// Has a hundred forms of everything, most of which no document has.
struct Babbler;

impl Widen for Babbler {
    fn widen(&self, words: &str, vocabulary: &dyn Vocabulary) -> Vec<OtherForm> {
        let forms = ["bridges of", "мостах", "中苏", "", "\u{202e}", "*"].into_iter().map(str::to_owned);
        let forms = forms.chain((0..100).map(|number| format!("{words} {number}")));
        let form = |form: String| OtherForm {
            because: vocabulary.has(&form).to_string(),
            form,
            ..OtherForm::default()
        };
        forms.map(form).collect()
    }
}

/// Whatever is typed is answered within fixed bounds, whoever widens it; what is offered instead can be asked too;
/// marking gives the text back; hits are no more than there are documents.
fn query(bytes: &[u8]) {
    let words = String::from_utf8_lossy(bytes).into_owned();
    for scope in [Scope::Everything, Scope::Titles] {
        let request = Request { words: words.clone(), sort: Sort::Relevance, scope, ..Request::default() };
        let search = |request: &Request| {
            SEARCHED
                .index
                .search_widened(request, &Babbler)
                .expect("what a reader types is never the cause of an error")
        };
        let reply = search(&request);
        let [visits, scans, terms] = reply.spent;
        assert!(visits <= 1_030_000 && scans <= 750_000 && terms <= 1_000);
        assert!(
            reply.remarks.len() <= 24 && reply.widenings.iter().all(|widening| widening.forms.len() <= 64)
        );
        if let Some(widening) = reply.widenings.first() {
            let narrowed = search(&Request { words: widening.narrowed.clone(), ..request.clone() });
            assert!(narrowed.total <= 3);
        }
        for clause in &reply.clauses {
            assert!(clause.without.len() < words.len());
            search(&Request { words: clause.without.clone(), ..request.clone() });
        }
        assert!(reply.total <= 3 && reply.hits.len() as u64 == reply.total);
        assert!(
            reply.hits.iter().all(|hit| hit.score.is_some_and(|score| score.is_finite() && score >= 0.0))
        );
    }
    let marked = Highlighter::for_words(&words);
    for text in [TEXT, &words] {
        let pieces: String = marked.mark(text).into_iter().map(|(piece, _)| piece).collect();
        assert_eq!(pieces, text);
        assert!(marked.snippets(text, 3).len() <= 3);
    }
}

fn listing(bytes: &[u8]) {
    read_twice(|emit| fonds_formats::listing::read(&mut Cursor::new(bytes), &origin(), emit));
}

fn tei(bytes: &[u8]) {
    read_twice(|emit| fonds_formats::tei::read(&mut Cursor::new(bytes), &origin(), emit));
}

fn lines(bytes: &[u8]) {
    read_twice(|emit| fonds_formats::lines::read(&mut Cursor::new(bytes), &origin(), emit));
}

fn authorities(bytes: &[u8]) {
    read_twice(|emit| fonds_formats::authorities::read(&mut Cursor::new(bytes), &origin(), emit));
}

/// By a mapping that was guessed; and the mapping can be written and read.
fn table(bytes: &[u8]) {
    let Ok(mapping) = fonds_formats::table::guess_mapping(&mut Cursor::new(bytes), &origin()) else { return };
    let written = mapping.to_toml();
    assert_eq!(Mapping::from_toml(&written).ok().as_ref(), Some(&mapping), "{written}");
    read_twice(|emit| fonds_formats::table::read(&mut Cursor::new(bytes), &origin(), &mapping, emit));
}

/// The head alone decides, under any name; and what it is taken for is read.
fn recognise_and_read(bytes: &[u8]) {
    for name in ["source", "source.xml", "source.csv", "source.xlsx"] {
        let head = &bytes[..bytes.len().min(65_536)];
        match recognise(head, name) {
            Some(fonds_formats::Format::Listing) => listing(bytes),
            Some(fonds_formats::Format::Tei) => tei(bytes),
            Some(fonds_formats::Format::Table) => table(bytes),
            Some(fonds_formats::Format::Authorities) => authorities(bytes),
            Some(fonds_formats::Format::Lines) => lines(bytes),
            None => {}
        }
    }
}

fn origin() -> Origin {
    Origin { source: "source".into(), file: "source.bin".into(), sha256: None }
}

/// Things found are bounded by the bytes, come the same each time, have keys, survive being written, and reading can
/// be broken off.
fn read_twice(mut read: impl FnMut(&mut fonds_formats::Emit) -> Result<(), ReadError>) {
    let mut take_all = |most: usize| {
        let mut found: Vec<Found> = Vec::new();
        let done = read(&mut |thing| {
            found.push(thing);
            if found.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        (found, done.is_ok())
    };
    let (first, whole) = take_all(100_000);
    let (second, whole_again) = take_all(100_000);
    assert_eq!((&first, whole), (&second, whole_again));
    let (broken_off, _) = take_all(2);
    assert!(broken_off.len() <= 2 && broken_off[..] == first[..broken_off.len()]);
    for thing in &first {
        if let Found::Document(found) = thing {
            assert!(!found.document.source_key.is_empty(), "a document without key");
            let written = fonds_formats::lines::write(thing);
            assert_eq!(read_line(&written).as_ref(), Some(thing), "{written}");
        }
    }
}

/// Reads one line back.
fn read_line(line: &str) -> Option<Found> {
    let mut found = None;
    let _ = fonds_formats::lines::read(&mut Cursor::new(line.as_bytes()), &origin(), &mut |thing| {
        found = Some(thing);
        ControlFlow::Break(())
    });
    found
}
