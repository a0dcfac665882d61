//! How well the search finds what is known to be there: questions of three kinds, each with the one document that answers
//! it, asked of ours over HTTP and of BM25 over title and text with stemming.
//!
//! Choices are made on every second volume and reported on the others. Not a test: the figures are meant to be read, and
//! the manual's page on relevance repeats them. With `FONDS_RELEVANCE_QUESTIONS=FILE` the questions are kept: class, half,
//! answer, the document that asks, and the words, parted by tabs.

use crate::load::Connection;
use crate::measure::{import_once, run, serve, write_corpus};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A question and the document that answers it.
struct Question {
    class: &'static str,
    /// Asked of a volume on which choices were made.
    tuning: bool,
    words: String,
    answer: String,
    /// The document that cites the answer, which would otherwise find itself.
    asker: Option<String>,
}

/// A document as the archive lists it.
struct Listed {
    id: String,
    title: String,
    year: Option<String>,
}

/// Ranks below this count as not found.
const RANKED: usize = 100;
/// Titles are asked for of every so many documents.
const EVERY: usize = 7;
/// A sentence with fewer words describes nothing.
const FEWEST_WORDS: usize = 8;

/// Imports, asks, and prints one table.
pub fn relevance(volumes: &Path, links: &Path) -> Result<()> {
    if !volumes.is_dir() || !links.is_file() {
        bail!(
            "say `cargo xtask relevance FOLDER LINKS`; {} or {} is not there",
            volumes.display(),
            links.display()
        );
    }
    run(Command::new("cargo").args(["build", "--release", "-p", "fonds"]))?;
    run(Command::new("cargo").args(["build", "--release", "-p", "fonds-search", "--example", "bm25"]))?;
    let target = PathBuf::from(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
    let (fonds, bm25) = (target.join("release/fonds"), target.join("release/examples/bm25"));
    let place = std::env::temp_dir().join(format!("fonds-relevance-{}", std::process::id()));
    std::fs::create_dir_all(&place)?;
    let measured = measure_in(&place, &fonds, &bm25, volumes, links);
    std::fs::remove_dir_all(&place)?;
    measured
}

fn measure_in(place: &Path, fonds: &Path, bm25: &Path, volumes: &Path, links: &Path) -> Result<()> {
    let archive = place.join("archive");
    import_once(fonds, &archive, volumes)?;
    let corpus = place.join("corpus.jsonl");
    write_corpus(fonds, &archive, &corpus)?;
    let documents = list(fonds, &archive)?;
    let mut questions = footnotes(volumes, links, &documents)?;
    questions.extend(titles(&documents));
    if let Some(path) = std::env::var_os("FONDS_RELEVANCE_QUESTIONS") {
        let lines = questions.iter().map(|q| {
            let half = if q.tuning { "chosen on" } else { "reported" };
            let asker = q.asker.as_deref().unwrap_or_default();
            format!("{}\t{half}\t{}\t{asker}\t{}\n", q.class, q.answer, q.words)
        });
        std::fs::write(path, lines.collect::<String>())?;
    }
    let theirs = ask_bm25(bm25, &corpus, &place.join("queries.txt"), &questions)?;
    let ours = ask_ours(fonds, &archive, &questions)?;
    report(&questions, &ours, &theirs);
    Ok(())
}

/// Every document under its source key.
fn list(fonds: &Path, archive: &Path) -> Result<BTreeMap<String, Listed>> {
    let output = Command::new(fonds).arg("-C").arg(archive).args(["--json", "list", "documents"]).output()?;
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let value: Value = serde_json::from_slice(line)?;
            let text = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
            let year = value["date"]["earliest"].as_str().and_then(|day| day.get(..4)).map(str::to_owned);
            Ok((text("source_key"), Listed { id: text("id"), title: text("title"), year }))
        })
        .collect()
}

/// Volumes are told apart by turns, in the order of their names.
fn is_for_tuning(volumes: &[&str], key: &str) -> bool {
    let volume = key.split('/').next().unwrap_or_default();
    volumes.iter().position(|known| *known == volume).is_some_and(|at| at % 2 == 0)
}

fn volumes_of(documents: &BTreeMap<String, Listed>) -> Vec<&str> {
    let mut volumes: Vec<&str> = documents.keys().filter_map(|key| key.split('/').next()).collect();
    volumes.dedup();
    volumes
}

/// Sentences of footnotes that describe another document and link to it.
fn footnotes(volumes: &Path, links: &Path, documents: &BTreeMap<String, Listed>) -> Result<Vec<Question>> {
    let names = volumes_of(documents);
    let mut texts: HashMap<String, String> = HashMap::new();
    let mut questions = Vec::new();
    for row in std::fs::read_to_string(links)?.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let &[volume, document, note, target, "doc", before, link, _, "yes"] = cells.as_slice() else {
            continue;
        };
        let answer = match target.split_once('#') {
            Some(("", name)) => format!("{volume}/{name}"),
            Some((other, name)) => format!("{}/{name}", other.trim_end_matches(".xml")),
            None => continue,
        };
        let asker = format!("{volume}/{document}");
        let (Some(known), Some(asking)) = (documents.get(&answer), documents.get(&asker)) else { continue };
        if !texts.contains_key(volume) {
            let text = std::fs::read_to_string(volumes.join(format!("{volume}.xml"))).unwrap_or_default();
            texts.insert(volume.to_owned(), text);
        }
        let Some(sentence) = sentence_of(&texts[volume], note, before, link) else { continue };
        if sentence.split_whitespace().count() >= FEWEST_WORDS && known.id != asking.id {
            questions.push(Question {
                class: "footnote",
                tuning: is_for_tuning(&names, &asker),
                words: sentence,
                answer: known.id.clone(),
                asker: Some(asking.id.clone()),
            });
        }
    }
    // The same sentence may name several documents; it asks for none of them in particular.
    let mut counts: HashMap<String, usize> = HashMap::new();
    questions.iter().for_each(|question| *counts.entry(question.words.clone()).or_default() += 1);
    questions.retain(|question| counts[&question.words] == 1);
    Ok(questions)
}

/// The sentence of a note in which this link stands behind these words.
fn sentence_of(volume: &str, note: &str, before: &str, link: &str) -> Option<String> {
    let start = volume.find(&format!("xml:id=\"{note}\""))?;
    let body = &volume[start + volume[start..].find('>')? + 1..];
    let words = plain(&body[..body.find("</note>")?]);
    let (before, link) = (plain(before), plain(link));
    let tail = before.char_indices().rev().nth(24).map_or(before.as_str(), |(at, _)| &before[at..]);
    let around = format!("{} {link}", tail.trim());
    let at = words
        .find(around.trim())
        .map(|at| at + around.trim().len() - link.len())
        .or_else(|| words.find(&link))?;
    let begins = words[..at]
        .rmatch_indices(". ")
        .find(|(dot, _)| ends_sentence(&words[..*dot]))
        .map_or(0, |(dot, _)| dot + 2);
    let rest = &words[at + link.len()..];
    let ends = rest.match_indices('.').find(|(dot, _)| {
        let next = rest[dot + 1..].chars().next();
        next.is_none_or(char::is_whitespace) && ends_sentence(&words[begins..at + link.len() + dot])
    });
    let end = at + link.len() + ends.map_or(rest.len(), |(dot, _)| dot + 1);
    Some(words[begins..end].trim().to_owned())
}

/// Whether a full stop behind these words ends a sentence: not behind an abbreviation or an initial.
fn ends_sentence(before: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.chars().count() > 3 || last.chars().all(|c| c.is_ascii_digit())
}

/// Markup taken away, white space evened out.
fn plain(markup: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for c in markup.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => words.push(c),
            _ => {}
        }
    }
    let words = words.replace("&amp;", "&").replace("&#x2019;", "’");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Titles as somebody remembers them: words left out; names spelt otherwise, and the year for the date.
fn titles(documents: &BTreeMap<String, Listed>) -> Vec<Question> {
    let names = volumes_of(documents);
    let mut questions = Vec::new();
    for (number, (key, document)) in documents.iter().enumerate() {
        let words: Vec<&str> = document.title.split_whitespace().collect();
        // Below that a title is one of hundreds of the same: "Editorial Note".
        if words.len() < 6 {
            continue;
        }
        let mut ask = |class, words: String| {
            let tuning = is_for_tuning(&names, key);
            questions.push(Question { class, tuning, words, answer: document.id.clone(), asker: None });
        };
        let year = document.year.clone().unwrap_or_default();
        if number % EVERY == 0 {
            let kept =
                words.iter().enumerate().filter(|(at, _)| (at + number) % 3 != 0).map(|(_, word)| *word);
            ask(
                "title, words left out",
                format!("{} {year}", kept.collect::<Vec<_>>().join(" ")).trim().to_owned(),
            );
        }
        let respelt = SPELLINGS
            .iter()
            .fold(document.title.clone(), |title, (known, other)| title.replace(known, other));
        if respelt != document.title {
            ask("title, names respelt, year alone", format!("{respelt} {year}").trim().to_owned());
        }
    }
    questions
}

/// Spellings that another generation of papers or another country would use.
const SPELLINGS: [(&str, &str); 26] = [
    ("Peiping", "Beijing"),
    ("Peking", "Beijing"),
    ("Nanking", "Nanjing"),
    ("Canton", "Guangzhou"),
    ("Tientsin", "Tianjin"),
    ("Mukden", "Shenyang"),
    ("Chungking", "Chongqing"),
    ("Formosa", "Taiwan"),
    ("Chou En-lai", "Zhou Enlai"),
    ("Mao Tse-tung", "Mao Zedong"),
    ("Chiang Kai-shek", "Jiang Jieshi"),
    ("Chiang Kai-Shek", "Jiang Jieshi"),
    ("Khrushchev", "Khruschev"),
    ("Dobrynin", "Dobrinin"),
    ("Gromyko", "Gromiko"),
    ("Vyshinsky", "Vishinskii"),
    ("Vyshinski", "Vishinskii"),
    ("Viet-Nam", "Vietnam"),
    ("Vietnam", "Viet-Nam"),
    ("Kuomintang", "Guomindang"),
    ("Tehran", "Teheran"),
    ("Bucharest", "Bucuresti"),
    ("Warsaw", "Warszawa"),
    ("Rangoon", "Yangon"),
    ("Ceylon", "Sri Lanka"),
    ("Kosygin", "Kossygin"),
];

fn ask_bm25(bm25: &Path, corpus: &Path, queries: &Path, questions: &[Question]) -> Result<Vec<Vec<String>>> {
    let lines: String = questions.iter().map(|question| question.words.replace('\n', " ") + "\n").collect();
    std::fs::write(queries, lines)?;
    let output = Command::new(bm25).arg(corpus).arg(queries).output()?;
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let ranked = lines.map(|line| Ok(serde_json::from_slice(line)?)).collect::<Result<Vec<Vec<String>>>>()?;
    if ranked.len() != questions.len() {
        bail!("BM25 said: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(ranked)
}

fn ask_ours(fonds: &Path, archive: &Path, questions: &[Question]) -> Result<Vec<Vec<String>>> {
    let serving = serve(fonds, archive)?;
    let mut connection = None;
    for _ in 0..1_000 {
        connection = Connection::open(&serving.address).ok();
        if connection.is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let mut connection = connection.context("the server never answered")?;
    let mut ranked = Vec::new();
    for question in questions {
        let mut ids: Vec<String> = Vec::new();
        let words = encoded(&question.words);
        for page in 1..=RANKED / 20 {
            let path = format!("/search.json?sort=relevance&q={words}&page={page}");
            let (status, body) = connection.get(&path)?;
            if status != 200 {
                bail!("status {status} for {path}");
            }
            let found: Value = serde_json::from_slice(&body)?;
            let hits = found["hits"].as_array().cloned().unwrap_or_default();
            ids.extend(hits.iter().filter_map(|hit| hit["id"].as_str().map(str::to_owned)));
            if hits.len() < 20 || ids.contains(&question.answer) {
                break;
            }
        }
        ranked.push(ids);
    }
    Ok(ranked)
}

fn encoded(words: &str) -> String {
    let mut out = String::new();
    for byte in words.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The rank of the answer, from 1; the asking document is left out.
fn rank(question: &Question, ranked: &[String]) -> Option<usize> {
    let others = ranked.iter().filter(|id| question.asker.as_ref() != Some(*id));
    others.take(RANKED).position(|id| *id == question.answer).map(|at| at + 1)
}

#[derive(Default)]
struct Score {
    questions: usize,
    reciprocal: f64,
    in_ten: usize,
}

impl Score {
    fn add(&mut self, rank: Option<usize>) {
        self.questions += 1;
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / rank as f64);
        self.in_ten += usize::from(rank.is_some_and(|rank| rank <= 10));
    }
    fn words(&self) -> String {
        let all = self.questions.max(1) as f64;
        format!("{:.3} | {:.3}", self.reciprocal / all, self.in_ten as f64 / all)
    }
}

fn report(questions: &[Question], ours: &[Vec<String>], theirs: &[Vec<String>]) {
    println!("\n## Relevance\n");
    println!("| volumes | questions | how many | our MRR | recall at 10 | BM25 MRR | recall at 10 |");
    println!("|---|---|---|---|---|---|---|");
    for (name, tuning) in [("chosen on", true), ("reported", false)] {
        let mut classes: BTreeMap<&str, (Score, Score)> = BTreeMap::new();
        for ((question, ours), theirs) in questions.iter().zip(ours).zip(theirs) {
            for class in [question.class, "together"] {
                let (our_score, their_score) = classes.entry(class).or_default();
                if question.tuning == tuning {
                    our_score.add(rank(question, ours));
                    their_score.add(rank(question, theirs));
                }
            }
        }
        for (class, (ours, theirs)) in &classes {
            println!("| {name} | {class} | {} | {} | {} |", ours.questions, ours.words(), theirs.words());
        }
    }
}
