//! What stands beside a document: about the same, of the same day, between the same two.

use fonds_model::Day;
use fonds_search::{
    Beside, Entry, EntryDate, Facet, Index, IndexedText, Neighbours, Options, Request, Scope,
};

struct Papers {
    index: Index,
    _folder: tempfile::TempDir,
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn entry(id: &str, on: &str, title: &str, words: &str) -> Entry {
    let date = Some(day(on)).map(|day| EntryDate { earliest: Some(day), latest: Some(day), time: None });
    Entry {
        id: id.into(),
        titles: vec![title.into()],
        sort_title: title.into(),
        texts: vec![IndexedText { language: Some("en".into()), words: words.into() }],
        date,
        ..Entry::default()
    }
}

/// Two hundred papers on other things, a few of each, and those given; each commit makes a segment.
fn papers(commits: &[&[Entry]]) -> Papers {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Options::default()).unwrap();
    let mut writer = index.writer(15_000_000, 1).unwrap();
    for number in 0..200 {
        let (place, goods) = (number % 23, number % 17);
        let words =
            format!("The ministry reports from station{place} that the shipment of goods{goods} was late.");
        let on = format!("1950-{:02}-{:02}", number % 12 + 1, number % 28 + 1);
        writer.put(&entry(&format!("other{number:03}"), &on, "Report of the ministry", &words)).unwrap();
    }
    writer.commit(1).unwrap();
    for (number, entries) in commits.iter().enumerate() {
        entries.iter().for_each(|entry| writer.put(entry).unwrap());
        writer.commit(number as u64 + 2).unwrap();
    }
    drop(writer);
    Papers { index, _folder: folder }
}

fn beside(papers: &Papers, entry: &Entry) -> Neighbours {
    let asked = Beside {
        id: entry.id.clone(),
        titles: entry.titles.clone(),
        abstracts: entry.abstracts.clone(),
        beginnings: entry.texts.clone(),
        day: entry.date.and_then(|date| date.earliest),
        correspondents: Some(["berg".into(), "lund".into()]),
        similar: 5,
        most: 5,
        ..Beside::default()
    };
    papers.index.beside(&asked).unwrap()
}

fn affair() -> [Entry; 3] {
    [
        entry(
            "bridge1",
            "1950-03-01",
            "Report of the ministry",
            "The trestle at Beishan cracked, and the potatoes were carried over the ice.",
        ),
        entry(
            "bridge2",
            "1950-09-09",
            "Letter",
            "Potatoes from Beishan have come; nobody trusts the trestles any more, nor the ice of March.",
        ),
        entry("bridge3", "1950-10-10", "Note", "The ministry reports that the ice on the lake is thick."),
    ]
}

#[test]
fn two_papers_on_one_affair_find_each_other_among_many() {
    let [one, two, three] = affair();
    let papers = papers(&[&[one.clone(), two.clone()], &[three]]);
    assert_eq!(beside(&papers, &one).similar[0], "bridge2");
    assert_eq!(beside(&papers, &two).similar[0], "bridge1");
    assert!(!beside(&papers, &one).similar.contains(&one.id));
}

#[test]
fn neighbours_do_not_depend_on_how_papers_came_in_nor_on_what_is_gone() {
    let [one, two, three] = affair();
    let together = papers(&[&[one.clone(), two.clone(), three.clone()]]);
    let folder_of_changes = papers(&[
        std::slice::from_ref(&three),
        &[entry("gone1", "1950-03-01", "Beishan", "Beishan trestle potatoes ice")],
        &[two],
        std::slice::from_ref(&one),
    ]);
    let mut writer = folder_of_changes.index.writer(15_000_000, 1).unwrap();
    writer.remove("gone1").unwrap();
    // Replaced by itself: the old one is deleted and counts no more.
    writer.put(&one).unwrap();
    writer.put(&three).unwrap();
    writer.commit(9).unwrap();
    for entry in affair() {
        assert_eq!(beside(&together, &entry), beside(&folder_of_changes, &entry), "{}", entry.id);
    }
}

#[test]
fn of_twins_one_is_listed_and_the_rest_make_room() {
    let [one, two, three] = affair();
    let twins: Vec<Entry> =
        (1..=6).map(|number| Entry { id: format!("twin{number}"), ..two.clone() }).collect();
    let also = entry(
        "bridge4",
        "1950-12-01",
        "Cable",
        "Send sleepers for the trestle at Beishan; the ice is breaking.",
    );
    let papers = papers(&[&[one.clone(), two, three, also], &twins]);
    let similar = beside(&papers, &one).similar;
    assert_eq!(
        similar.iter().filter(|id| id.starts_with("twin") || *id == "bridge2").count(),
        1,
        "{similar:?}"
    );
    assert!(similar.contains(&"bridge4".into()), "{similar:?}");
    // Its own twin is listed once, itself never.
    let similar = beside(&papers, &twins[0]).similar;
    assert_eq!(similar[0], "bridge2", "{similar:?}");
    assert_eq!(similar.iter().filter(|id| id.starts_with("twin")).count(), 0, "{similar:?}");
}

#[test]
fn words_in_other_inflections_and_scripts_make_papers_alike() {
    let text = |id: &str, language: &str, words: &str| Entry {
        texts: vec![IndexedText { language: Some(language.into()), words: words.into() }],
        ..entry(id, "1950-05-05", "", "")
    };
    let entries = [
        text("ru1", "ru", "О трещине моста у Бэйшаня и перевозке картофеля"),
        text("ru2", "ru", "Картофель перевезён, в мосту у Бэйшаня трещина"),
        text("zh1", "zh", "北山道口运输委员会报告桥梁裂缝"),
        text("zh2", "zh", "关于北山道口桥梁修理的请示"),
    ];
    let papers = papers(&[&entries]);
    let similar = |number: usize| beside(&papers, &entries[number]).similar;
    assert_eq!((similar(0), similar(1)), (vec!["ru2".to_owned()], vec!["ru1".to_owned()]));
    assert_eq!((similar(2), similar(3)), (vec!["zh2".to_owned()], vec!["zh1".to_owned()]));
}

#[test]
fn the_day_and_the_correspondence_are_what_the_searches_find() {
    let letter = |id: &str, on: &str, from: &str, to: &str| Entry {
        facets: vec![(Facet::Sender, from.into()), (Facet::Recipient, to.into())],
        ..entry(id, on, "Letter", "words")
    };
    let entries = [
        letter("a", "1951-01-01", "berg", "lund"),
        letter("b", "1951-01-02", "lund", "berg"),
        letter("c", "1951-01-02", "berg", "holm"),
        letter("d", "1951-01-03", "berg", "lund"),
        Entry {
            date: Some(EntryDate {
                earliest: Some(day("1951-01-02")),
                latest: Some(day("1951-01-31")),
                time: None,
            }),
            ..letter("e", "1951-01-02", "holm", "lund")
        },
    ];
    let papers = papers(&[&entries]);
    let found = beside(&papers, &entries[1]);
    assert_eq!((found.same_day.ids, found.same_day.before), (vec!["c".to_owned()], 0));
    assert_eq!((found.same_day.place, found.same_day.total), (Some(1), 2));
    assert_eq!(
        (found.correspondence.ids, found.correspondence.before),
        (vec!["a".to_owned(), "d".to_owned()], 1)
    );
    assert_eq!((found.correspondence.place, found.correspondence.total), (Some(2), 3));
    let total = |request: Request| papers.index.search(&request).unwrap().total;
    let (from, to) = (Some(day("1951-01-02")), Some(day("1951-01-02")));
    assert_eq!(total(Request { from, to, within: true, ..Request::default() }), 2);
    let filters = [Facet::Sender, Facet::Recipient]
        .into_iter()
        .flat_map(|facet| ["berg", "lund"].map(|value| (facet, value.into())));
    assert_eq!(
        total(Request { filters: filters.collect(), scope: Scope::Everything, ..Request::default() }),
        3
    );
}

#[test]
fn a_document_that_the_index_has_not_has_neighbours_too_and_an_empty_one_none() {
    let [one, two, three] = affair();
    let papers = papers(&[&[two, three]]);
    assert_eq!(beside(&papers, &one).similar[0], "bridge2");
    let empty = beside(&papers, &Entry { id: "nothing".into(), ..Entry::default() });
    assert!(empty.similar.is_empty() && empty.same_day.ids.is_empty());
}
