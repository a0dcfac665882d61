//! Words in the scripts and languages of an archive, asked through the public door: what finds what, what comes
//! first, what is marked.

use fonds_search::{Entry, Facet, Index, IndexedText, Options, Request, Sort};

/// An index of documents, each with one text: its identifier, the language that it is declared to be in, the text.
struct Papers {
    _folder: tempfile::TempDir,
    index: Index,
    texts: Vec<(&'static str, &'static str)>,
}

fn papers(texts: &[(&'static str, Option<&str>, &'static str)]) -> Papers {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Options::default()).unwrap();
    let mut writer = index.writer(15_000_000, 1).unwrap();
    for (id, language, words) in texts {
        let text = IndexedText { language: language.map(str::to_owned), words: (*words).to_owned() };
        writer.put(&Entry { id: (*id).to_owned(), texts: vec![text], ..Entry::default() }).unwrap();
    }
    writer.commit(1).unwrap();
    Papers { _folder: folder, index, texts: texts.iter().map(|(id, _, words)| (*id, *words)).collect() }
}

impl Papers {
    /// The identifiers in order of relevance.
    fn find(&self, words: &str) -> Vec<String> {
        let request =
            Request { words: words.into(), sort: Sort::Relevance, limit: 100, ..Request::default() };
        self.index.search(&request).unwrap().hits.into_iter().map(|hit| hit.id).collect()
    }

    /// The identifiers in order.
    fn found(&self, words: &str) -> Vec<String> {
        let mut found = self.find(words);
        found.sort();
        found
    }

    /// The first passage of a document, what is marked in square brackets.
    fn passage(&self, words: &str, id: &str) -> String {
        let reply = self.index.search(&Request { words: words.into(), ..Request::default() }).unwrap();
        let (_, text) = self.texts.iter().find(|(other, _)| *other == id).unwrap();
        let snippets = reply.highlighter.snippets(text, 1);
        let pieces = snippets.into_iter().flat_map(|snippet| snippet.pieces);
        pieces.map(|(piece, matched)| if matched { format!("[{piece}]") } else { piece }).collect()
    }
}

#[test]
fn traditional_and_simplified_chinese_find_each_other_and_the_script_as_typed_comes_first() {
    let papers = papers(&[
        ("simplified", Some("zh-Hans"), "关于中苏关系的谈话记录"),
        ("traditional", Some("zh-Hant"), "關於中蘇關係的談話記錄"),
        ("else", Some("zh"), "关于铁路的报告"),
    ]);
    for words in ["关系", "谈话", "中苏"] {
        assert_eq!(papers.find(words), ["simplified", "traditional"], "{words}");
    }
    for words in ["關係", "談話", "中蘇"] {
        assert_eq!(papers.find(words), ["traditional", "simplified"], "{words}");
    }
    assert_eq!(papers.found("中蘇關係"), ["simplified", "traditional"]);
    assert_eq!(papers.found("\"中苏关系的谈话\""), ["simplified", "traditional"]);
    assert_eq!(papers.passage("关系", "traditional"), "關於中蘇[關係]的談話記錄");
}

#[test]
fn a_chinese_row_broken_over_a_line_is_found() {
    let papers = papers(&[
        ("line", None, "会谈中毛泽\n东同志说"),
        ("indent", None, "会谈中毛泽\r\n\u{3000}\u{3000}东同志说"),
        ("paragraphs", None, "会谈中毛泽\n\n东同志说"),
    ]);
    for words in ["毛泽东", "泽东", "\"毛泽东\"", "毛澤東"] {
        assert_eq!(papers.found(words), ["indent", "line"], "{words}");
    }
    assert_eq!(papers.passage("毛泽东", "line"), "会谈中[毛泽\n东]同志说");
}

#[test]
fn japanese_is_found_in_old_and_new_characters_and_kana_at_any_width() {
    let papers = papers(&[
        ("new", Some("ja"), "広島でスターリンの国際会議"),
        ("old", Some("ja"), "廣島でｽﾀｰﾘﾝの國際會議"),
    ]);
    for words in ["広島", "廣島", "スターリン", "ｽﾀｰﾘﾝ", "国際会議", "國際會議"] {
        assert_eq!(papers.found(words), ["new", "old"], "{words}");
    }
    assert_eq!(papers.find("広島"), ["new", "old"]);
    assert_eq!(papers.find("廣島"), ["old", "new"]);
    assert!(papers.found("ターミナル").is_empty());
}

#[test]
fn a_korean_word_is_found_with_the_particles_that_cling_to_it() {
    let papers = papers(&[
        ("topic", Some("ko"), "김일성은 모스크바에서 말했다"),
        ("subject", Some("ko"), "어제 김일성이 왔다"),
        (
            "letters",
            Some("ko"),
            "\u{1100}\u{1175}\u{11b7}\u{110b}\u{1175}\u{11af}\u{1109}\u{1165}\u{11bc}을 보았다",
        ),
        ("apart", Some("ko"), "의미 국가"),
    ]);
    assert_eq!(papers.found("김일성"), ["letters", "subject", "topic"]);
    assert_eq!(papers.found("\"김일성이 왔다\""), ["subject"]);
    assert!(papers.found("미국").is_empty(), "a space between Korean words is a space");
    assert_eq!(papers.passage("김일성", "topic"), "[김일성]은 모스크바에서 말했다");
}

#[test]
fn arabic_and_persian_are_found_in_any_letter_form_and_with_the_article() {
    let papers = papers(&[
        ("plain", Some("ar"), "بدأت مفاوضات القاهرة أمس"),
        ("article", Some("ar"), "انتهت المُفَاوَضَات في القاهره سنة ١٩٤٩"),
        ("persian", Some("fa"), "کتاب می\u{200c}خواهم"),
    ]);
    assert_eq!(papers.found("مفاوضات"), ["article", "plain"]);
    assert_eq!(papers.found("المفاوضات"), ["article", "plain"]);
    assert_eq!(papers.find("القاهرة"), ["plain", "article"]);
    assert_eq!(papers.find("القاهره"), ["article", "plain"]);
    assert_eq!(papers.found("1949"), ["article"]);
    assert_eq!(papers.found("كتاب"), ["persian"]);
    assert_eq!(papers.found("میخواهم"), ["persian"]);
    assert_eq!(papers.passage("مفاوضات", "article"), "انتهت [المُفَاوَضَات] في القاهره سنة ١٩٤٩");
}

#[test]
fn apostrophes_of_every_shape_are_none() {
    let papers = papers(&[
        ("a", None, "Soong Ch\u{2019}ing-ling"),
        ("b", None, "Soong Ch'ing-ling"),
        ("c", None, "Soong Ching-ling"),
        ("d", None, "Soong Ch\u{2bb}ing\u{2011}ling's letter"),
        ("e", None, "Soong Ch`ing-ling"),
        ("f", None, "Soong Ch\u{2bf}ing-ling"),
    ]);
    for words in ["Ching-ling", "Ch'ing-ling", "Ch\u{2018}ing-ling", "\"soong ch\u{2bc}ing-ling\""] {
        assert_eq!(papers.found(words), ["a", "b", "c", "d", "e", "f"], "{words}");
    }
    assert_eq!(papers.find("Ching")[0], "c");
}

#[test]
fn accents_count_for_nothing_but_the_order() {
    let papers = papers(&[
        ("with", Some("de"), "Herr Müller und Łódź"),
        ("without", Some("de"), "Herr Muller und Lodz"),
    ]);
    assert_eq!(papers.find("Müller"), ["with", "without"]);
    assert_eq!(papers.find("Muller"), ["without", "with"]);
    assert_eq!(papers.find("=Łódź"), ["with", "without"]);
    assert_eq!(papers.find("\"Lodz\""), ["without", "with"]);
}

#[test]
fn a_word_that_a_line_breaks_is_found_whole_and_in_phrases() {
    let papers =
        papers(&[("broken", None, "the nego-\ntiations of the well-\nknown Anglo-\nAmerican group failed")]);
    for words in [
        "negotiations",
        "negotiation",
        "\"the negotiations of\"",
        "well-known",
        "known",
        "Anglo-American",
        "\"Anglo-American group\"",
    ] {
        assert_eq!(papers.found(words), ["broken"], "{words}");
    }
    let passage = papers.passage("negotiation", "broken");
    assert!(passage.starts_with("the [nego-\ntiations] of"), "{passage}");
}

#[test]
fn words_are_inflected_in_the_language_of_their_text_whether_it_is_said_or_seen() {
    for (language, text, words) in [
        ("de", "Bericht über die Verhandlungen mit den Eisenbahnern und der Regierung", "Verhandlung"),
        ("fr", "Rapport sur les négociations avec les cheminots et la ville", "négociation"),
        ("es", "Informe sobre las negociaciones con los ferroviarios del norte", "negociación"),
        ("it", "Relazione sulle trattative che sono state condotte con gli operai della città", "trattativa"),
        ("pt", "Relatório sobre as negociações com os ferroviários, não publicado pelo jornal", "negociação"),
        (
            "nl",
            "Verslag van de onderhandelingen met het spoorwegpersoneel over een staking",
            "onderhandeling",
        ),
        ("pl", "Nie jest jasne, że rozmowy z kolejarzami są tajne oraz przez kogo", "rozmowa"),
        ("cs", "Není jasné, že je na jednáních se železničáři nebo ve straně klid", "jednání"),
        ("hu", "Nem volt világos, hogy a tárgyalások és az egyezmény titkosak", "tárgyalás"),
        ("ru", "О ходе переговоров в Москве", "переговоры"),
        ("el", "Έκθεση για τις διαπραγματεύσεις", "διαπραγματεύσεων"),
    ] {
        let papers = papers(&[("said", Some(language), text), ("seen", None, text)]);
        assert_eq!(papers.found(words), ["said", "seen"], "{language}");
        assert!(papers.passage(words, "seen").contains('['), "{language}");
    }
}

#[test]
fn a_short_text_is_taken_to_be_in_the_language_of_its_document() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Options::default()).unwrap();
    let mut writer = index.writer(15_000_000, 1).unwrap();
    let entry = Entry {
        id: "1".into(),
        titles: vec!["Geheime Verhandlungen".into()],
        facets: vec![(Facet::Language, "de".into())],
        ..Entry::default()
    };
    writer.put(&entry).unwrap();
    writer.commit(1).unwrap();
    let request = Request { words: "Verhandlung".into(), ..Request::default() };
    assert_eq!(index.search(&request).unwrap().total, 1);
}

#[test]
fn phrases_in_every_script_are_found_side_by_side_only() {
    let papers = papers(&[
        ("ru", None, "холодная война началась"),
        ("ru apart", None, "холодная зима и война"),
        ("ar", None, "الحرب الباردة بدأت"),
        ("ko", None, "남북 회담이 열렸다"),
        ("he", None, "שָׁלוֹם עֲלֵיכֶם"),
    ]);
    assert_eq!(papers.found("\"холодная война\""), ["ru"]);
    assert_eq!(papers.found("\"الحرب الباردة\""), ["ar"]);
    assert_eq!(papers.found("\"남북 회담\""), ["ko"]);
    assert_eq!(papers.found("\"שלום עליכם\""), ["he"]);
    assert_eq!(papers.passage("\"холодная война\"", "ru"), "[холодная война] началась");
    assert_eq!(papers.passage("\"الحرب الباردة\"", "ar"), "[الحرب الباردة] بدأت");
}
