//! Other forms of names, from a lexicon of three lines: what they find, what is said of it, and what it is worth.

use fonds_model::Day;
use fonds_search::{
    Entry, EntryDate, Facet, Index, Matched, Options, OtherForm, Reply, Request, Sort, Vocabulary, Widen,
};

/// Forms by what is typed, in lower case.
struct Lexicon(Vec<(&'static str, OtherForm)>);

impl Widen for Lexicon {
    fn widen(&self, words: &str, _: &dyn Vocabulary) -> Vec<OtherForm> {
        let typed = words.to_lowercase();
        self.0.iter().filter(|(asked, _)| *asked == typed).map(|(_, other)| other.clone()).collect()
    }
}

fn form(form: &str) -> OtherForm {
    OtherForm { form: form.into(), because: format!("a form, {form}"), ..OtherForm::default() }
}

fn lexicon() -> Lexicon {
    let day = |text: &str| text.parse::<Day>().ok();
    Lexicon(vec![
        ("kuomintang", form("Guomindang")),
        ("kuomintang", form("国民党")),
        ("chou en-lai", form("Zhou Enlai")),
        ("lai", form("Lay")),
        ("stalin", OtherForm { from: day("1949-01-01"), to: day("1952-12-31"), ..form("Filippov") }),
        ("rusk", OtherForm { only_with: vec![(Facet::Repository, "State".into())], ..form("the Secretary") }),
    ])
}

/// Entries with these titles, dated in this year, and of this repository.
fn index(entries: &[(&str, &str, i64, &str)]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Options::default()).unwrap();
    let mut writer = index.writer(15_000_000, 1).unwrap();
    for (id, title, year, repository) in entries {
        let day = |rest: &str| format!("{year}-{rest}").parse::<Day>().ok();
        let date = EntryDate { earliest: day("03-05"), latest: day("03-06"), time: None };
        let entry = Entry {
            id: (*id).into(),
            titles: vec![(*title).into()],
            facets: vec![(Facet::Repository, (*repository).into())],
            date: (*year > 0).then_some(date),
            ..Entry::default()
        };
        writer.put(&entry).unwrap();
    }
    writer.commit(1).unwrap();
    (folder, index)
}

fn ask(index: &Index, words: &str) -> Reply {
    let request = Request { words: words.into(), sort: Sort::Relevance, ..Request::default() };
    index.search_widened(&request, &lexicon()).unwrap()
}

fn ids(reply: &Reply) -> Vec<&str> {
    reply.hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn another_form_is_found_below_the_word_itself_and_says_why() {
    let (_folder, index) = index(&[
        ("other", "Guomindang Guomindang Guomindang", 1949, ""),
        ("chinese", "关于国民党的报告", 1949, ""),
        (
            "exact",
            "A very long title in which the word Kuomintang stands only once among many others",
            1949,
            "",
        ),
        ("none", "Something else", 1949, ""),
    ]);
    let reply = ask(&index, "kuomintang");
    assert_eq!(ids(&reply), ["exact", "other", "chinese"]);
    assert!(reply.hits[0].why.is_empty());
    let why = Matched {
        asked: "kuomintang".into(),
        form: "Guomindang".into(),
        because: "a form, Guomindang".into(),
    };
    assert_eq!(reply.hits[1].why, [why]);
    assert_eq!(reply.widenings.len(), 1);
    assert_eq!(reply.widenings[0].forms.len(), 2);
    let marked = reply.highlighter.mark("the Guomindang and 国民党");
    assert_eq!(marked.iter().filter(|(_, marked)| *marked).count(), 2);
    assert_eq!(index.search(&Request { words: "kuomintang".into(), ..Request::default() }).unwrap().total, 1);
}

#[test]
fn the_longest_run_of_words_is_taken() {
    let (_folder, index) = index(&[
        ("zhou", "Zhou Enlai", 1949, ""),
        ("chou", "Chou En-lai", 1949, ""),
        ("lay", "Chou En Lay", 1949, ""),
        ("apart", "Enlai Zhou", 1949, ""),
    ]);
    let reply = ask(&index, "Chou En-lai");
    assert_eq!(ids(&reply), ["chou", "zhou"]);
    assert_eq!(reply.widenings[0].asked, "Chou En-lai");
}

#[test]
fn a_form_holds_in_its_period_and_with_its_values_only() {
    let (_folder, index) = index(&[
        ("cover", "Filippov", 1950, ""),
        ("late", "Filippov", 1960, ""),
        ("undated", "Filippov", 0, ""),
        ("state", "the Secretary", 1962, "State"),
        ("defense", "the Secretary", 1962, "Defense"),
    ]);
    assert_eq!(ids(&ask(&index, "stalin")), ["cover"]);
    assert_eq!(ids(&ask(&index, "rusk")), ["state"]);
}

#[test]
fn excluded_words_are_not_widened() {
    let (_folder, index) =
        index(&[("a", "Report on Guomindang", 1949, ""), ("b", "Report on Kuomintang", 1949, "")]);
    assert_eq!(ids(&ask(&index, "report -kuomintang")), ["a"]);
    assert!(ask(&index, "report -kuomintang").widenings.is_empty());
}

#[test]
fn a_word_of_removed_documents_is_no_word_of_the_index() {
    struct Asks;
    impl Widen for Asks {
        fn widen(&self, _: &str, vocabulary: &dyn Vocabulary) -> Vec<OtherForm> {
            assert!(vocabulary.has("Staying") && vocabulary.has("国民") && !vocabulary.has("gone"));
            assert!(!vocabulary.has("民国") && !vocabulary.has(""));
            vec![form("gone"), form("staying")]
        }
    }
    let (_folder, index) = index(&[("a", "Gone", 1949, ""), ("b", "staying 国民党", 1949, "")]);
    let mut writer = index.writer(15_000_000, 1).unwrap();
    writer.remove("a").unwrap();
    writer.commit(2).unwrap();
    let reply = index.search_widened(&Request { words: "x".into(), ..Request::default() }, &Asks).unwrap();
    assert_eq!(reply.widenings[0].forms, [("staying".to_owned(), "a form, staying".to_owned())]);
}
