//! Measures the index beside the bare engine, in one run, on one corpus:
//! `cargo run --release -p fonds-search --example floor -- CORPUS.jsonl QUERIES.txt [REPEAT] [RUNS]`.
//!
//! `floor bare CORPUS.jsonl` only indexes once in the bare engine with its default schema.
//!
//! `floor terms CORPUS.jsonl` only cuts the texts into terms, on one thread.
//!
//! The corpus is JSON lines of `{"id", "title", "date", "text"}`; the queries are lines of a kind (`term`, `and`,
//! `phrase`), a tab, and words. Only the ratios mean anything: machines differ, and so do hours.

use fonds_model::HistoricalDate;
use fonds_search::{Entry, EntryDate, Facet, Index, IndexedText, Options, Request, Sort, measure};
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TEXT};
use tantivy::{IndexWriter, TantivyDocument, Term};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// As `Writer` is used by the archive.
const MEMORY: usize = 40_000_000;
const THREADS: usize = 2;

#[derive(Clone, serde::Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    text: String,
}

impl Line {
    fn title(&self) -> &str {
        self.title.as_deref().unwrap_or_default()
    }
    fn date(&self) -> &str {
        self.date.as_deref().unwrap_or_default()
    }
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, corpus] = arguments.as_slice()
        && mode == "bare"
    {
        return index_once(corpus);
    }
    if let [mode, corpus] = arguments.as_slice()
        && mode == "terms"
    {
        return measure_analysis(corpus);
    }
    let [corpus, queries, rest @ ..] = arguments.as_slice() else {
        return Err("give a corpus and queries".into());
    };
    let number = |at: usize, default| rest.get(at).map_or(Ok(default), |text| text.parse::<usize>());
    let (repeat, runs) = (number(0, 1)?, number(1, 3)?);
    let lines = read_corpus(corpus, repeat)?;
    let entries: Vec<Entry> = lines.iter().enumerate().map(|(at, line)| entry_of(at, line)).collect();
    let text: usize = lines.iter().map(|line| line.text.len() + line.title().len()).sum();
    println!("{} documents, {:.1} MB of text", lines.len(), text as f64 / 1e6);
    measure_indexing(&lines, &entries, text, runs)?;
    let queries = read_queries(queries)?;
    measure_searching(&lines, &entries, &queries)
}

/// Does once what the bare program does whose figures the bar for import was made of, and prints the seconds, for
/// `cargo xtask measure`: reads the lines, indexes them with the default schema, commits, and merges what there is into
/// one segment. The seconds up to the commit stand beside.
fn index_once(corpus: &str) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let (schema, fields) = default_schema();
    let index = tantivy::Index::create_in_dir(folder.path(), schema)?;
    let begun = Instant::now();
    let mut writer: IndexWriter = index.writer_with_num_threads(THREADS, 200_000_000)?;
    for line in BufReader::with_capacity(1 << 20, fs::File::open(corpus)?).lines() {
        add_default(&writer, &fields, &serde_json::from_str(&line?)?)?;
    }
    writer.commit()?;
    let committed = begun.elapsed().as_secs_f64();
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()?;
    println!("{{\"seconds\":{:.4},\"committed\":{committed:.4}}}", begun.elapsed().as_secs_f64());
    Ok(())
}

/// How many terms and bytes a second the analysis makes, the best of five rounds.
fn measure_analysis(corpus: &str) -> Outcome<()> {
    let lines = read_corpus(corpus, 1)?;
    let bytes: usize = lines.iter().map(|line| line.text.len()).sum();
    for language in [Some("en"), None] {
        let (mut best, mut terms) = (f64::INFINITY, 0);
        for _ in 0..5 {
            let begun = Instant::now();
            terms = measure::count_terms(lines.iter().map(|line| line.text.as_str()), language);
            best = best.min(begun.elapsed().as_secs_f64());
        }
        let (millions, megabytes) = (terms as f64 / best / 1e6, bytes as f64 / best / 1e6);
        let language = language.unwrap_or("not said");
        println!("language {language}: {terms} terms, {millions:.2} million terms/s, {megabytes:.1} MB/s");
    }
    Ok(())
}

fn read_corpus(path: &str, repeat: usize) -> Outcome<Vec<Line>> {
    let text = fs::read_to_string(path)?;
    let lines = text.lines().map(serde_json::from_str::<Line>).collect::<Result<Vec<_>, _>>()?;
    let again = |round: usize| {
        lines.iter().map(move |line| Line { id: format!("{}-{round}", line.id), ..line.clone() })
    };
    Ok((0..repeat).flat_map(again).collect())
}

fn read_queries(path: &str) -> Outcome<Vec<(String, String)>> {
    let text = fs::read_to_string(path)?;
    let queries = text.lines().filter_map(|line| line.split_once('\t'));
    Ok(queries.map(|(kind, words)| (kind.to_owned(), words.to_owned())).collect())
}

/// Twelve facet values a document, some common and most rare, as a real archive has them.
fn entry_of(at: usize, line: &Line) -> Entry {
    let mut state = at as u64 + 1;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Squaring makes the first values much more frequent than the last.
        let uniform = (state >> 40) as f64 / (1u64 << 24) as f64;
        (uniform * uniform * below as f64) as u64
    };
    let mut facets = vec![
        (Facet::Genre, format!("genre {}", draw(12))),
        (Facet::Collection, line.id.split('/').next().unwrap_or("none").to_owned()),
        (Facet::Repository, format!("repository {}", draw(20))),
        (Facet::Language, format!("language {}", draw(5))),
        (Facet::Marking, format!("marking {}", draw(8))),
    ];
    facets.extend((0..3).map(|_| (Facet::Person, format!("person {}", draw(5_000)))));
    facets.extend((0..2).map(|_| (Facet::Place, format!("place {}", draw(800)))));
    facets.extend((0..2).map(|_| (Facet::Subject, format!("subject {}", draw(1_500)))));
    let date = HistoricalDate::read(line.date());
    Entry {
        id: line.id.clone(),
        titles: vec![line.title().to_owned()],
        texts: vec![IndexedText { language: Some("en".into()), words: line.text.clone() }],
        names: facets.iter().filter(|(f, _)| *f == Facet::Person).map(|(_, value)| value.clone()).collect(),
        facets,
        date: EntryDate::of(&date),
        sort_title: line.title().to_owned(),
        ..Entry::default()
    }
}

fn measure_indexing(lines: &[Line], entries: &[Entry], text: usize, runs: usize) -> Outcome<()> {
    let mut seconds: HashMap<&str, Vec<f64>> = HashMap::new();
    let mut sizes: HashMap<&str, u64> = HashMap::new();
    for _ in 0..runs {
        for kind in ["default schema", "our schema", "ours"] {
            let folder = tempfile::tempdir()?;
            let begun = Instant::now();
            match kind {
                "default schema" => index_default(folder.path(), lines)?,
                "our schema" => measure::index_bare(folder.path(), entries, MEMORY, THREADS)?,
                _ => index_ours(folder.path(), entries)?,
            }
            seconds.entry(kind).or_default().push(begun.elapsed().as_secs_f64());
            sizes.insert(kind, size_of(folder.path())?);
        }
    }
    let medians: HashMap<&str, f64> =
        seconds.into_iter().map(|(kind, times)| (kind, at(times, 0.5))).collect();
    let floor = medians["default schema"];
    println!("\n{:16} {:>10} {:>12} {:>12}", "indexing", "docs/s", "of default", "size/text");
    for kind in ["default schema", "our schema", "ours"] {
        let speed = lines.len() as f64 / medians[kind];
        let ratio = floor / medians[kind];
        println!("{kind:16} {speed:>10.0} {ratio:>12.2} {:>12.2}", sizes[kind] as f64 / text as f64);
    }
    println!("ours beside our schema in the bare engine: {:.2}", medians["our schema"] / medians["ours"]);
    Ok(())
}

struct DefaultFields {
    title: Field,
    text: Field,
    id: Field,
    date: Field,
}

fn default_schema() -> (Schema, DefaultFields) {
    let mut builder = Schema::builder();
    let fields = DefaultFields {
        id: builder.add_text_field("id", STRING | STORED),
        title: builder.add_text_field("title", TEXT | STORED),
        date: builder.add_text_field("date", STRING | STORED | FAST),
        text: builder.add_text_field("text", TEXT | STORED),
    };
    (builder.build(), fields)
}

fn index_default(folder: &Path, lines: &[Line]) -> Outcome<()> {
    let (schema, fields) = default_schema();
    let index = tantivy::Index::create_in_dir(folder, schema)?;
    let mut writer: IndexWriter = index.writer_with_num_threads(THREADS, 200_000_000)?;
    for line in lines {
        add_default(&writer, &fields, line)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn add_default(writer: &IndexWriter, fields: &DefaultFields, line: &Line) -> Outcome<()> {
    let mut document = TantivyDocument::new();
    document.add_text(fields.id, &line.id);
    document.add_text(fields.title, line.title());
    document.add_text(fields.date, line.date());
    document.add_text(fields.text, &line.text);
    writer.add_document(document)?;
    Ok(())
}

fn index_ours(folder: &Path, entries: &[Entry]) -> Outcome<()> {
    let index = Index::open(folder, Options::default())?;
    let mut writer = index.writer(MEMORY, THREADS)?;
    for entry in entries {
        writer.put(entry)?;
    }
    writer.commit(entries.len() as u64)?;
    writer.finish()?;
    Ok(())
}

fn measure_searching(lines: &[Line], entries: &[Entry], queries: &[(String, String)]) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let (bare_folder, our_folder) = (folder.path().join("bare"), folder.path().join("ours"));
    fs::create_dir_all(&bare_folder)?;
    index_default(&bare_folder, lines)?;
    index_ours(&our_folder, entries)?;
    let texts: HashMap<&str, &str> =
        lines.iter().map(|line| (line.id.as_str(), line.text.as_str())).collect();
    let bare = tantivy::Index::open_in_dir(&bare_folder)?.reader()?.searcher();
    let begun = Instant::now();
    let ours = Index::open(&our_folder, Options { verify: false })?;
    ours.search(&Request { facets: true, ..Request::default() })?;
    println!("\nopening and the first search: {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let begun = Instant::now();
    let problems = ours.verify();
    println!(
        "verifying every file: {:.1} ms, {} problems",
        begun.elapsed().as_secs_f64() * 1e3,
        problems.len()
    );
    let (_, fields) = default_schema();
    let words =
        |kind: &str, text: &str| if kind == "phrase" { format!("\"{text}\"") } else { text.to_owned() };
    let mut table: Vec<(String, Vec<f64>)> = Vec::new();
    for kind in ["term", "and", "phrase", "common", "rare"] {
        let chosen: Vec<&str> = choose(kind, queries, &ours)?;
        if chosen.is_empty() {
            continue;
        }
        let shape = if matches!(kind, "common" | "rare") { "term" } else { kind };
        table.push((
            format!("{kind}: bare"),
            time(&chosen, |text| {
                let query = bare_query(shape, text, fields.text);
                let (count, top) =
                    bare.search(&*query, &(Count, TopDocs::with_limit(20).order_by_score()))?;
                for (_, address) in &top {
                    std::hint::black_box(bare.doc::<TantivyDocument>(*address)?);
                }
                std::hint::black_box(count);
                Ok(())
            })?,
        ));
        for (name, sort, facets, snippets) in [
            ("relevance", Sort::Relevance, false, false),
            ("relevance, facets", Sort::Relevance, true, false),
            ("relevance, facets, passages", Sort::Relevance, true, true),
            ("date", Sort::Date, false, false),
            ("date, last page", Sort::Date, false, false),
        ] {
            table.push((
                format!("{kind}: {name}"),
                time(&chosen, |text| {
                    let mut request =
                        Request { words: words(shape, text), sort, facets, ..Request::default() };
                    if name.ends_with("last page") {
                        request.offset = ours.search(&request)?.total.saturating_sub(20) as usize;
                        return Ok(());
                    }
                    let reply = ours.search(&request)?;
                    if snippets {
                        for hit in &reply.hits {
                            std::hint::black_box(reply.highlighter.snippets(texts[hit.id.as_str()], 2));
                        }
                    }
                    std::hint::black_box(reply);
                    Ok(())
                })?,
            ));
        }
    }
    println!("\n{:44} {:>8} {:>8}", "searching, ms", "p50", "p99");
    for (name, times) in table {
        println!("{name:44} {:>8.3} {:>8.3}", at(times.clone(), 0.5), at(times, 0.99));
    }
    measure_paging(&ours)?;
    measure_hostile(&ours)
}

/// First and last page of everything and of a common word, by date and by relevance.
fn measure_paging(ours: &Index) -> Outcome<()> {
    println!("\n{:44} {:>8} {:>8}", "paging, ms", "first", "last");
    for (name, text, sort) in [
        ("everything by date", "", Sort::Date),
        ("the word `the` by date", "the", Sort::Date),
        ("the word `the` by relevance", "the", Sort::Relevance),
    ] {
        let request = Request { words: text.into(), sort, ..Request::default() };
        let total = ours.search(&request)?.total as usize;
        let page = |offset: usize| {
            let request = Request { offset, ..request.clone() };
            time(&[""; 20], |_| {
                std::hint::black_box(ours.search(&request)?);
                Ok(())
            })
        };
        let (first, last) = (at(page(0)?, 0.5), at(page(total.saturating_sub(20))?, 0.5));
        println!("{name:44} {first:>8.3} {last:>8.3}");
    }
    Ok(())
}

fn measure_hostile(ours: &Index) -> Outcome<()> {
    println!("\n{:44} {:>8}", "hostile queries, ms", "most");
    let common =
        ["the", "of", "and", "to", "in", "a", "that", "for", "on", "be", "this", "with", "as", "by", "it"];
    let pairs: Vec<String> = common.iter().flat_map(|a| common.map(|b| format!("\"{a} {b}\""))).collect();
    for (name, words) in [
        ("10,000 alternatives", (0..10_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" OR ")),
        ("128 common alternatives", (0..9).flat_map(|_| common).collect::<Vec<_>>().join(" OR ")),
        ("225 phrases of common words", pairs.join(" OR ")),
        ("one phrase of 64 words `the of`", format!("\"{}\"", "the of ".repeat(32))),
        ("parentheses 4,000 deep", "(".repeat(4_000)),
        ("a megabyte without space", "x".repeat(1_000_000)),
        ("wildcards", "a* OR b* OR c* OR *d OR ?e".to_owned()),
    ] {
        let times = time(&[""; 5], |_| {
            let request = Request { words: words.clone(), sort: Sort::Relevance, ..Request::default() };
            std::hint::black_box(ours.search(&request)?);
            Ok(())
        })?;
        println!("{name:44} {:>8.1}", at(times, 1.0));
    }
    Ok(())
}

/// The queries of a kind; `common` and `rare` are the single words with most and fewest documents.
fn choose<'q>(kind: &str, queries: &'q [(String, String)], ours: &Index) -> Outcome<Vec<&'q str>> {
    let of = |kind: &str| {
        let kind = kind.to_owned();
        queries.iter().filter(move |(other, _)| *other == kind).map(|(_, words)| words.as_str())
    };
    if !matches!(kind, "common" | "rare") {
        return Ok(of(kind).collect());
    }
    let mut counted = Vec::new();
    for word in of("term") {
        counted.push((ours.search(&Request { words: word.into(), ..Request::default() })?.total, word));
    }
    counted.sort_unstable();
    if kind == "common" {
        counted.reverse();
    }
    Ok(counted.into_iter().take(20).map(|(_, word)| word).collect())
}

fn bare_query(kind: &str, text: &str, field: Field) -> Box<dyn Query> {
    let terms: Vec<Term> = text.split(' ').map(|word| Term::from_field_text(field, word)).collect();
    let of_term =
        |term: Term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) };
    match kind {
        "phrase" if terms.len() > 1 => Box::new(PhraseQuery::new(terms)),
        _ => {
            Box::new(BooleanQuery::new(terms.into_iter().map(|term| (Occur::Must, of_term(term))).collect()))
        }
    }
}

/// Milliseconds of each call, after one round to warm up.
fn time(texts: &[&str], mut call: impl FnMut(&str) -> Outcome<()>) -> Outcome<Vec<f64>> {
    let mut times = Vec::new();
    for round in 0..4 {
        for text in texts {
            let begun = Instant::now();
            call(text)?;
            if round > 0 {
                times.push(begun.elapsed().as_secs_f64() * 1e3);
            }
        }
    }
    Ok(times)
}

fn at(mut times: Vec<f64>, share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times[((times.len() as f64 * share) as usize).min(times.len() - 1)]
}

fn size_of(folder: &Path) -> Outcome<u64> {
    let mut size = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        size += if metadata.is_dir() { size_of(&entry.path())? } else { metadata.len() };
    }
    Ok(size)
}
