//! Every sign of the query language on a handful of documents: what it finds, what it says, what it may cost.

use fonds_model::Day;
use fonds_search::{Entry, EntryDate, Facet, Index, Options, Reply, Request, Sort};

struct Shelf {
    _folder: tempfile::TempDir,
    index: Index,
}

fn shelf(entries: &[Entry]) -> Shelf {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Options::default()).unwrap();
    let mut writer = index.writer(15_000_000, 1).unwrap();
    entries.iter().for_each(|entry| writer.put(entry).unwrap());
    writer.commit(1).unwrap();
    drop(writer);
    Shelf { _folder: folder, index }
}

fn titled(id: &str, title: &str) -> Entry {
    Entry { id: id.into(), titles: vec![title.into()], sort_title: id.into(), ..Entry::default() }
}

impl Shelf {
    fn ask(&self, words: &str) -> Reply {
        let request =
            Request { words: words.into(), sort: Sort::Relevance, limit: 1_000, ..Request::default() };
        self.index.search(&request).unwrap()
    }

    /// The identifiers found, sorted, put together.
    fn find(&self, words: &str) -> String {
        let mut ids: Vec<String> = self.ask(words).hits.into_iter().map(|hit| hit.id).collect();
        ids.sort();
        ids.concat()
    }
}

#[test]
fn signs_for_letters_find_every_word_that_fits() {
    let shelf = shelf(&[
        titled("a", "Negotiation"),
        titled("b", "The negotiators"),
        titled("c", "Discard the card"),
        titled("d", "Cards, Wild world"),
        titled("e", "test text"),
        titled("f", "Переговоры and négotiable"),
    ]);
    for (words, found) in [
        ("negotiat*", "ab"),
        ("Négoti*", "abf"),
        ("*card", "c"),
        ("*card*", "cd"),
        ("w*ld", "d"),
        ("te?t", "e"),
        ("перег*", "f"),
        ("-negotiat*", "cdef"),
        ("\"the neg*\"", "b"),
        ("\"the card*\"", "c"),
        ("zz*", ""),
    ] {
        assert_eq!(shelf.find(words), found, "{words}");
    }
    let marked = shelf.ask("negotiat*").highlighter.mark("Negotiation by negotiators");
    assert_eq!(marked.iter().filter(|(_, marked)| *marked).count(), 2);
}

#[test]
fn words_that_differ_by_a_letter_are_found_on_request() {
    let shelf = shelf(&[
        titled("a", "Khrushchev"),
        titled("b", "Khruschev"),
        titled("c", "Khruschov"),
        titled("d", "Hrushchov"),
        titled("e", "Mao"),
        titled("f", "Map"),
        titled("g", "Хрущов, Hsu"),
    ]);
    for (words, found) in [
        ("Khrushchev~", "ab"),
        ("Khrushchev~2", "abcd"),
        ("mao~", "ef"),
        ("хрущёв~", "g"),
        ("su~2", ""),
        ("shu~", "g"),
    ] {
        assert_eq!(shelf.find(words), found, "{words}");
    }
}

#[test]
fn words_near_each_other_may_stand_in_either_order_but_not_across_values() {
    let mut across = titled("d", "Cuba");
    across.titles.push("missile".into());
    let shelf = shelf(&[
        titled("a", "missile bases in Cuba"),
        titled("b", "Cuba has a missile"),
        titled("c", "Cuba one two three four five six missile"),
        across,
    ]);
    for (words, found) in [
        ("\"missile cuba\"~3", "ab"),
        ("\"missile cuba\"~2", ""),
        ("\"missile cuba\"~7", "abc"),
        ("\"missile cuba\"~100", "abc"),
        ("\"cuba cuba\"~1", "abcd"),
        ("\"missile bas*\"~0", "a"),
    ] {
        assert_eq!(shelf.find(words), found, "{words}");
    }
}

#[test]
fn a_field_looks_into_its_part_alone() {
    let everything = Entry {
        abstracts: vec!["abstracted".into()],
        notes: vec!["noted".into()],
        names: vec!["Mao Zedong".into()],
        places: vec!["Moscow".into()],
        subjects: vec!["uranium".into()],
        references: vec!["AVPRF fond 45".into()],
        numbers: vec!["0112".into()],
        ..titled("a", "Telegram")
    };
    let shelf = shelf(&[everything, titled("b", "abstracted noted Mao Zedong Moscow uranium AVPRF 45 0112")]);
    for words in [
        "abstract:abstracted",
        "notes:noted",
        "people:(mao zedong)",
        "person:\"Mao Zedong\"",
        "place:moscow",
        "subject:uranium",
        "source:avprf",
        "reference:\"fond 45\"",
        "number:0112",
        "number:100..200",
        "number:01*",
        "title:telegram",
    ] {
        assert_eq!(shelf.find(words), "a", "{words}");
    }
    assert_eq!(shelf.find("number:45"), "");
    assert_eq!(shelf.find("title:uranium place:moscow"), "");
    assert_eq!(shelf.find("title:uranium OR place:moscow"), "ab");
}

#[test]
fn values_years_and_dates_are_conditions_among_the_words() {
    let entry = |id: &str, genre: &str, from: &str, to: &str| {
        let day = |text: &str| text.parse::<Day>().ok();
        let date = Some(EntryDate { earliest: day(from), latest: day(to), time: None });
        let facets = vec![(Facet::Genre, genre.into()), (Facet::Repository, "National Archives".into())];
        Entry { facets, date, ..titled(id, "x") }
    };
    let undated = titled("d", "x 1950");
    let shelf = shelf(&[
        entry("a", "ciphered telegram", "1949-02-01", "1949-02-28"),
        entry("b", "Letter", "1950-06-25", "1950-06-25"),
        entry("c", "telegram", "1950-12-20", "1951-02-01"),
        undated,
    ]);
    for (words, found) in [
        ("genre:telegram", "ac"),
        ("genre:TELEGRAM x", "ac"),
        ("genre:\"ciphered telegram\"", "a"),
        ("genre:(letter OR ciphered)", "ab"),
        ("-genre:letter", "acd"),
        ("genre:tele*", "ac"),
        ("repository:national", "abc"),
        ("year:1949", "a"),
        ("year:1950..1951", "bc"),
        ("year:1951..", "c"),
        ("date:1949-02..1950-07", "ab"),
        ("date:1951", "c"),
        ("date:\"June 1950\"", "b"),
        ("date:..1950-01-01", "a"),
        ("x -date:1950", "ad"),
        ("1949..1951", "d"),
    ] {
        assert_eq!(shelf.find(words), found, "{words}");
        assert_eq!(shelf.ask(words).remarks, [""; 0], "{words}");
    }
    let reply = shelf.ask("date:2000-99-99 x");
    assert_eq!((reply.total, reply.remarks.len()), (4, 1));
}

#[test]
fn just_the_word_is_neither_inflected_nor_widened() {
    let shelf = shelf(&[titled("a", "bombs"), titled("b", "bomb"), titled("c", "bombing")]);
    assert_eq!(shelf.find("bombs"), "abc");
    assert_eq!(shelf.find("=bombs"), "a");
    assert_eq!(shelf.find("=(bombs OR bomb)"), "ab");
}

#[test]
fn a_pattern_for_everything_keeps_the_most_frequent_words_and_says_so() {
    // A word `w7` stands in as many documents as its number says.
    let entries: Vec<Entry> = (0..260)
        .map(|number| {
            let words: Vec<String> = (number..260).map(|word| format!("w{word}x")).collect();
            titled(&format!("{number:03}"), &words.join(" "))
        })
        .collect();
    let shelf = shelf(&entries);
    let reply = shelf.ask("w*x");
    assert_eq!(reply.total, 260);
    let said = "\u{201c}w*x\u{201d} stands for 260 words; the 200 that most documents have were searched.";
    assert_eq!(reply.remarks, [said]);
    // The rarest words are left out, and the documents that have nothing else with them.
    assert!(reply.highlighter.mark("w0x")[0].1 != reply.highlighter.mark("w259x")[0].1);
}

#[test]
fn hostile_queries_are_answered_within_fixed_bounds() {
    let words = |number: u32| format!("{}{}", ["al", "be", "ga"][number as usize % 3], number);
    let entries: Vec<Entry> = (0..300)
        .map(|number| {
            titled(&number.to_string(), &(0..60).map(|n| words(number * 7 + n)).collect::<Vec<_>>().join(" "))
        })
        .collect();
    let shelf = shelf(&entries);
    let repeated = |piece: &str| piece.repeat(8_000 / piece.len());
    let numbered = |make: fn(u32) -> String| (0..3_000).map(make).collect::<String>();
    let letters: String = ('a'..='z').map(|letter| format!("{letter}* OR ")).collect();
    for (number, hostile) in [
        repeated("("),
        repeated("\""),
        repeated("-("),
        repeated("*"),
        repeated("?*"),
        repeated("a* OR "),
        repeated("title:("),
        letters,
        numbered(|n| format!("w{n} OR ")),
        numbered(|n| format!("a*{n}* OR ")),
        numbered(|n| format!("*{n} ")),
        numbered(|n| format!("al{n}~2 OR ")),
        numbered(|n| format!("\"al* be{n}\"~100 OR ")),
        numbered(|n| format!("\"* a* b* g*\"~{n} OR ")),
        numbered(|n| format!("{n}..99999999 OR ")),
        numbered(|n| format!("genre:a*{n} OR date:{n} OR ")),
        "\u{202e}\u{0}\u{7f}\u{200f}“".repeat(700),
        "a".repeat(8_000),
        format!("*{}*", "a*".repeat(3_000)),
        String::from_utf8_lossy(&[0xff, 0xfe, b'(', 0xc3, b'"']).into_owned(),
    ]
    .iter()
    .enumerate()
    {
        let reply = shelf.ask(hostile);
        let [visits, scans, terms] = reply.spent;
        assert!(visits <= 1_030_000 && scans <= 750_000 && terms <= 1_000, "{number}: {:?}", reply.spent);
        assert!(reply.remarks.len() <= 20, "{number}: {:?}", reply.remarks);
        assert!(
            reply.remarks.iter().all(|said| said.chars().all(|c| !c.is_control() && c != '\u{202e}')),
            "{number}"
        );
    }
}
