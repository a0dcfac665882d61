//! The index and the oracle asked the same.

use crate::corpus::{self, Made};
use crate::meaning::Toy;
use crate::oracle::{self, Answer, Counted};
use crate::queries::{self, Place, Question};
use crate::timeline::Timeline;
use fonds_search::{Entry, Facet, FacetCount, Index, Options, Reply, Request, Sort, Wider};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;

type Entries = BTreeMap<String, Made>;

/// An index after a life: entries put in several commits, some replaced (within a commit and across), some removed.
struct Life {
    _folder: tempfile::TempDir,
    index: Index,
    entries: Entries,
}

fn live(all: Vec<Made>, ids: usize) -> Life {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Options::default()).unwrap();
    let mut writer = index.writer(15_000_000, 1).unwrap();
    let mut entries = Entries::new();
    let commits = 5;
    let batch = all.len().div_ceil(commits).max(1);
    for (number, mut made) in all.into_iter().enumerate() {
        // A number without order, often one that was given before.
        let id = format!("id{:04}", number * 7919 % ids);
        if number % 13 == 12 {
            writer.remove(&id).unwrap();
            entries.remove(&id);
        } else {
            made.entry.id = id.clone();
            writer.put(&made.entry).unwrap();
            entries.insert(id, made);
        }
        if number % batch == batch - 1 {
            writer.commit(number as u64).unwrap();
        }
    }
    writer.commit(10_000).unwrap();
    drop(writer);
    Life { _folder: folder, index, entries }
}

fn ask(index: &Index, question: &Question, total: usize) -> Reply {
    let offset = match question.place {
        Place::At(offset) => offset,
        Place::BeforeEnd(back) => total.saturating_sub(back),
    };
    index.search_widened(&Request { offset, ..question.request.clone() }, &Toy).unwrap()
}

/// Scores are reckoned in another order, so that the last digits may differ.
fn near(a: f32, b: f32) -> bool {
    (a - b).abs() <= 1e-4 * a.abs().max(b.abs()).max(0.1)
}

/// What the two disagree about, in a sentence.
fn disagreement(reply: &Reply, answer: &Answer, question: &Question, entries: &Entries) -> Option<String> {
    if reply.total != answer.hits.len() as u64 {
        return Some(format!("total {} for {}", reply.total, answer.hits.len()));
    }
    let counted = |counted: &FacetCount| (counted.facet, counted.values.clone(), counted.distinct);
    let facets: Vec<Counted> = reply.facets.iter().map(counted).collect();
    if facets != answer.facets {
        return Some(format!("facets {facets:?} for {:?}", answer.facets));
    }
    if reply.falling != answer.falling {
        return Some(format!("{:?} for {:?}", reply.falling, answer.falling));
    }
    let timeline = reply.histogram.as_ref().map(Timeline::of);
    if timeline != answer.timeline {
        return Some(format!("{timeline:?} for {:?}", answer.timeline));
    }
    for hit in &reply.hits {
        let why: Vec<_> = hit.why.iter().map(|why| (why.asked.clone(), why.form.clone())).collect();
        if answer.why.get(&hit.id) != Some(&why) {
            return Some(format!("{} by {why:?} for {:?}", hit.id, answer.why.get(&hit.id)));
        }
    }
    let offset = match question.place {
        Place::At(offset) => offset.min(answer.hits.len()),
        Place::BeforeEnd(back) => answer.hits.len().saturating_sub(back),
    };
    let end = offset.saturating_add(question.request.limit).min(answer.hits.len());
    let expected = &answer.hits[offset..end];
    let ids = |hits: &[(String, f32)]| hits.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let found: Vec<String> = reply.hits.iter().map(|hit| hit.id.clone()).collect();
    if question.request.sort != Sort::Relevance {
        return (found != ids(expected)).then(|| format!("hits {found:?} for {:?}", ids(expected)));
    }
    if found.len() != expected.len() {
        return Some(format!("{} hits for {}", found.len(), expected.len()));
    }
    let scores: BTreeMap<&str, f32> = answer.hits.iter().map(|(id, score)| (id.as_str(), *score)).collect();
    for (hit, (_, in_place)) in reply.hits.iter().zip(expected) {
        let (found, right) = (hit.score.unwrap(), scores.get(hit.id.as_str()).copied());
        // Its own score must be right, and that of its place: neighbours whose scores differ by a hair may stand
        // either way round, but nothing else may.
        if !right.is_some_and(|right| near(found, right)) || !near(found, *in_place) {
            return Some(format!("{} scores {found} for {right:?}, in the place of {in_place}", hit.id));
        }
    }
    let ties = reply.hits.windows(2).find(|pair| {
        let (a, b) = (pair[0].score.unwrap(), pair[1].score.unwrap());
        let later = oracle::chronological(&entries[&pair[0].id], &entries[&pair[1].id]).is_gt();
        a < b || a == b && later
    });
    ties.map(|pair| format!("{pair:?} stand in the wrong order"))
}

/// What the two disagree about, and how many the oracle found.
fn disagrees(life: &Life, question: &Question) -> (Option<String>, usize) {
    let answer = oracle::answer(&life.entries, question);
    let reply = ask(&life.index, question, answer.hits.len());
    (disagreement(&reply, &answer, question, &life.entries), answer.hits.len())
}

/// The same values in every run.
fn draw<S: Strategy>(runner: &mut TestRunner, strategy: &S) -> S::Value {
    strategy.new_tree(runner).unwrap().current()
}

fn many() -> (Life, TestRunner) {
    let mut runner = TestRunner::deterministic();
    let made = corpus::entry();
    let all = (0..600).map(|_| draw(&mut runner, &made)).collect();
    (live(all, 400), runner)
}

#[test]
fn an_oracle_that_scans_every_entry_agrees_on_a_thousand_questions() {
    let (life, mut runner) = many();
    let strategy = queries::question();
    let (mut found, mut partial, mut widened) = (0, 0, 0);
    for number in 0..1_000 {
        let question = draw(&mut runner, &strategy);
        let answer = oracle::answer(&life.entries, &question);
        let reply = ask(&life.index, &question, answer.hits.len());
        let disagreement = disagreement(&reply, &answer, &question, &life.entries);
        let total = answer.hits.len();
        widened += usize::from(answer.why.values().any(|why| !why.is_empty()));
        assert_eq!(disagreement, None, "question {number}: {:?} {:?}", question.request, question.place);
        found += usize::from(total > 0);
        partial += usize::from(total > 0 && total < life.entries.len());
    }
    println!(
        "1000 questions over {} entries; {found} found something, {partial} neither all nor none, \
         {widened} something by another form",
        life.entries.len()
    );
    assert!(found > 500 && partial > 300, "questions that find nothing prove nothing: {found}, {partial}");
    assert!(widened > 40, "questions that nothing widens prove nothing of widening: {widened}");
}

#[test]
fn no_other_form_comes_before_what_was_typed() {
    let (life, _) = many();
    let mut both = 0;
    for words in
        ["bomb", "rate", "missile", "missile bomb", "the", "\"Chou En-lai\"", "text:bomb", "title:rate"]
    {
        let request =
            Request { words: words.into(), sort: Sort::Relevance, limit: usize::MAX, ..Request::default() };
        let hits = life.index.search_widened(&request, &Toy).unwrap().hits;
        let forms = hits.iter().skip_while(|hit| hit.why.is_empty()).count();
        assert!(hits.iter().rev().take(forms).all(|hit| !hit.why.is_empty()), "{words}");
        both += usize::from(forms > 0 && forms < hits.len());
    }
    assert!(both > 4, "{both}");
}

#[test]
fn pages_put_together_are_the_whole_list_in_every_order() {
    let (life, mut runner) = many();
    let strategy = queries::node();
    for number in 0..40 {
        let words = draw(&mut runner, &strategy).typed();
        for sort in [Sort::Date, Sort::DateDescending, Sort::Relevance] {
            let request = Request { words: words.clone(), sort, limit: usize::MAX, ..Request::default() };
            let whole = life.index.search(&request).unwrap();
            assert_eq!(whole.total, whole.hits.len() as u64);
            let limit = [1, 7, 20][number % 3].max(whole.hits.len() / 40);
            let mut pages = Vec::new();
            for offset in (0..whole.hits.len() + limit).step_by(limit) {
                let reply = life.index.search(&Request { offset, limit, ..request.clone() }).unwrap();
                assert_eq!(reply.total, whole.total);
                pages.extend(reply.hits);
            }
            assert_eq!(pages, whole.hits, "{words:?} {sort:?}");
        }
    }
}

#[test]
fn descending_is_the_exact_reverse_and_list_ids_the_whole() {
    let (life, _) = many();
    let all = |sort| {
        let request = Request { sort, limit: usize::MAX, ..Request::default() };
        life.index.search(&request).unwrap().hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    let (up, mut down) = (all(Sort::Date), all(Sort::DateDescending));
    down.reverse();
    assert_eq!(up, down);
    assert_eq!(up, life.index.list_ids().unwrap());
}

#[test]
fn an_index_with_a_past_answers_as_one_without() {
    let (life, mut runner) = many();
    let folder = tempfile::tempdir().unwrap();
    let fresh = Index::open(folder.path(), Options::default()).unwrap();
    let mut rebuild = fresh.rebuild(15_000_000, 2).unwrap();
    life.entries.values().for_each(|made| rebuild.put(&made.entry).unwrap());
    rebuild.finish(10_000).unwrap().swap().unwrap();
    let strategy = queries::question();
    for _ in 0..200 {
        let question = draw(&mut runner, &strategy);
        let request = Request { sort: Sort::Relevance, limit: usize::MAX, facets: true, ..question.request };
        let (old, new) = (life.index.search(&request).unwrap(), fresh.search(&request).unwrap());
        // To the last bit of every score.
        assert_eq!((old.total, old.hits, old.facets), (new.total, new.hits, new.facets), "{request:?}");
        assert_eq!((old.falling, old.histogram), (new.falling, new.histogram), "{request:?}");
    }
}

#[test]
fn a_place_that_only_removed_documents_name_is_wider_than_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), Options::default()).unwrap();
    let mut writer = index.writer(15_000_000, 1).unwrap();
    let at = |id: &str, place: &str| Entry {
        id: id.into(),
        facets: vec![(Facet::SentFrom, place.to_owned())],
        ..Entry::default()
    };
    for (id, place) in [("a", "town"), ("b", "province"), ("c", "country"), ("d", "town")] {
        writer.put(&at(id, place)).unwrap();
    }
    writer.commit(1).unwrap();
    let wider: Wider = [("town", "province"), ("province", "country")]
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .into_iter()
        .collect();
    let request = |filters: &[(Facet, &str)]| Request {
        wider: wider.clone(),
        facets: true,
        only: Some(Facet::SentFrom),
        filters: filters.iter().map(|(facet, value)| (*facet, (*value).to_owned())).collect(),
        ..Request::default()
    };
    let counts = |request: &Request| index.search(request).unwrap().facets.remove(0).values;
    let named =
        |values: &[(&str, u64)]| values.iter().map(|(v, n)| ((*v).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(counts(&request(&[])), named(&[("country", 4), ("province", 3), ("town", 2)]));
    assert_eq!(index.search(&request(&[(Facet::Place, "province")])).unwrap().total, 3);
    // Without a document of its own the province is nowhere, and the town is not of the country either.
    writer.remove("b").unwrap();
    writer.commit(2).unwrap();
    index.reload().unwrap();
    assert_eq!(counts(&request(&[])), named(&[("town", 2), ("country", 1)]));
    assert_eq!(index.search(&request(&[(Facet::Place, "province")])).unwrap().total, 0);
    assert_eq!(index.search(&request(&[(Facet::SentFrom, "country")])).unwrap().total, 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same on small corpora, where a disagreement shrinks to a few words.
    #[test]
    fn the_oracle_agrees_on_small_archives(
        all in prop::collection::vec(corpus::entry(), 0..14),
        questions in prop::collection::vec(queries::question(), 1..6),
    ) {
        let life = live(all, 9);
        for question in questions {
            let (disagreement, _) = disagrees(&life, &question);
            prop_assert_eq!(disagreement, None, "{:?} {:?}", question.request, question.place);
        }
    }
}
