//! The figures that the project is held to, on a folder of TEI volumes: import, memory, size, search and pages over HTTP,
//! beside a bare engine in the same run. Machines differ, so only the ratios mean something.

use crate::load::{Connection, Times, at_once, one_after_another};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Alternating runs of which the median counts.
const RUNS: usize = 5;

/// Builds for release, imports, serves, asks, and prints one table.
pub fn measure(volumes: &Path) -> Result<()> {
    if !volumes.is_dir() {
        bail!("{} is no folder; say `cargo xtask measure FOLDER`", volumes.display());
    }
    run(Command::new("cargo").args(["build", "--release", "-p", "fonds"]))?;
    run(Command::new("cargo").args(["build", "--release", "-p", "fonds-search", "--example", "floor"]))?;
    let target = PathBuf::from(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
    let (fonds, floor) = (target.join("release/fonds"), target.join("release/examples/floor"));
    let place = std::env::temp_dir().join(format!("fonds-measure-{}", std::process::id()));
    std::fs::create_dir_all(&place)?;
    let measured = measure_in(&place, &fonds, &floor, volumes);
    std::fs::remove_dir_all(&place)?;
    measured
}

fn measure_in(place: &Path, fonds: &Path, floor: &Path, volumes: &Path) -> Result<()> {
    let archive = place.join("archive");
    let first = import_once(fonds, &archive, volumes)?;
    let corpus = place.join("corpus.jsonl");
    let text_bytes = write_corpus(fonds, &archive, &corpus)?;
    let mut imports = vec![first];
    let mut floors = vec![floor_once(floor, &corpus)?];
    for _ in 1..RUNS {
        std::fs::remove_dir_all(&archive)?;
        imports.push(import_once(fonds, &archive, volumes)?);
        floors.push(floor_once(floor, &corpus)?);
    }
    let documents = imports[0].documents;
    let seconds = median(imports.iter().map(|run| run.seconds).collect());
    let bare = median(floors.iter().map(|floor| floor.seconds).collect());
    let committed = median(floors.iter().map(|floor| floor.committed).collect());
    println!("\n## Measured\n");
    println!("| bar | figure | asked for |\n|---|---|---|");
    println!(
        "| import | {documents} documents, {:.1} MB of text in {seconds:.2} s: {:.0} a second | P2: 500 |",
        mega(text_bytes),
        documents as f64 / seconds
    );
    println!(
        "| import beside bare Tantivy, read and merged ({bare:.2} s) | {:.0} % | P1: 25 % |",
        100.0 * bare / seconds
    );
    println!("| the same up to its commit ({committed:.2} s) | {:.0} % | |", 100.0 * committed / seconds);
    println!(
        "| flat: last tenth beside the first, of equal volumes | {:.2} | P2: 0.8 |",
        measure_flatness(place, fonds, volumes)?
    );
    println!(
        "| peak memory | {:.0} MB | P11: 400 MB |",
        imports.iter().map(Import::peak_mb).fold(0.0, f64::max)
    );
    let index = folder_size(&archive.join("index"))?;
    let whole = folder_size(&archive)?;
    println!("| index beside the text | {:.2} | P3: 1.2 |", index as f64 / text_bytes as f64);
    println!("| archive folder beside the text | {:.2} | P3: 3.5 |", whole as f64 / text_bytes as f64);
    measure_serving(fonds, &archive, &corpus)
}

/// Imports one volume again and again under other names, so that the last tenth is made of what the first is made of.
fn measure_flatness(place: &Path, fonds: &Path, volumes: &Path) -> Result<f64> {
    let mut sizes = Vec::new();
    for entry in std::fs::read_dir(volumes)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "xml") {
            sizes.push((entry.metadata()?.len(), entry.path()));
        }
    }
    sizes.sort();
    let (_, volume) = sizes.get(sizes.len() / 2).context("there is no volume")?;
    let words = std::fs::read_to_string(volume)?;
    let copies = place.join("copies");
    std::fs::create_dir_all(&copies)?;
    for number in 0..COPIES {
        // Other titles, lest every document be compared with its likeness in the other copies.
        let text = words.replace("<head>", &format!("<head>Copy {number:02}: "));
        std::fs::write(copies.join(format!("volume{number:02}.xml")), text)?;
    }
    Ok(import_once(fonds, &place.join("flat"), &copies)?.flatness)
}

/// Copies of one volume, so that a tenth is two of them.
const COPIES: usize = 20;

pub(crate) struct Import {
    pub(crate) seconds: f64,
    pub(crate) documents: u64,
    peak_kib: u64,
    /// Speed over the last tenth of the documents divided by that over the first.
    flatness: f64,
}

impl Import {
    /// The most memory that the import held, in MB.
    pub(crate) fn peak_mb(&self) -> f64 {
        self.peak_kib as f64 / 1024.0
    }
}

pub(crate) fn import_once(fonds: &Path, archive: &Path, volumes: &Path) -> Result<Import> {
    run(Command::new(fonds).args(["init"]).arg(archive))?;
    // Into a file: a pipe that nobody reads while the import runs would stop it.
    let report = archive.with_extension("report");
    let begun = Instant::now();
    let mut child = Command::new(fonds)
        .arg("-C")
        .arg(archive)
        .args(["--json", "import"])
        .arg(volumes)
        .env("FONDS_IMPORT_TIMES", archive.with_extension("times"))
        .stdout(std::fs::File::create(&report)?)
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak_kib = 0;
    let status = loop {
        peak_kib = peak_kib.max(resident_peak(child.id()));
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    let seconds = begun.elapsed().as_secs_f64();
    if status.code() == Some(2) {
        bail!("the import failed");
    }
    let report: Value =
        serde_json::from_slice(&std::fs::read(report)?).context("the import's report is no JSON")?;
    let documents = report["new"].as_u64().context("the report names no new documents")?;
    Ok(Import {
        seconds,
        documents,
        peak_kib,
        flatness: flatness(&archive.with_extension("times")).unwrap_or(f64::NAN),
    })
}

/// Reads lines `documents seconds` that a watched import writes, and compares its two ends.
fn flatness(times: &Path) -> Option<f64> {
    let text = std::fs::read_to_string(times).ok()?;
    let points: Vec<(f64, f64)> = text
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(documents, seconds)| Some((documents.parse().ok()?, seconds.parse().ok()?)))
        .collect();
    let total = points.last()?.0;
    let at = |share: f64| points.iter().find(|point| point.0 >= total * share).copied();
    let (start, tenth, ninetieth, end) = (*points.first()?, at(0.1)?, at(0.9)?, *points.last()?);
    let speed = |a: (f64, f64), b: (f64, f64)| (b.0 - a.0) / (b.1 - a.1).max(1e-6);
    Some(speed(ninetieth, end) / speed(start, tenth))
}

fn resident_peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap_or(0)
}

/// Writes what the bare engine indexes, the same words, and answers how many bytes of text there are.
pub(crate) fn write_corpus(fonds: &Path, archive: &Path, corpus: &Path) -> Result<u64> {
    let output = Command::new(fonds).arg("-C").arg(archive).args(["export", "text"]).output()?;
    if !output.status.success() {
        bail!("the export failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let mut lines = String::new();
    let mut bytes = 0;
    for line in output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let document: Value = serde_json::from_slice(line)?;
        // Peers take no null for what a document does not have, and no words for a date, which none of them is asked for.
        let words = |field: &str| document[field].as_str().unwrap_or_default();
        let fields = ["id", "title", "date", "text"].map(|field| {
            let value = if field == "date" { "1900-01-01" } else { words(field) };
            (field.to_owned(), value.into())
        });
        lines.push_str(&format!("{}\n", Value::Object(fields.into_iter().collect())));
        bytes += words("text").len() as u64;
    }
    std::fs::write(corpus, lines)?;
    Ok(bytes)
}

/// How long the bare engine takes: in all, as the program did whose figures the bar was made of, and up to its commit.
struct Floor {
    seconds: f64,
    committed: f64,
}

fn floor_once(floor: &Path, corpus: &Path) -> Result<Floor> {
    let output = Command::new(floor).arg("bare").arg(corpus).output()?;
    let report: Value = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("the floor said: {}", String::from_utf8_lossy(&output.stderr)))?;
    let seconds = |field: &str| report[field].as_f64().context("the floor gave no seconds");
    Ok(Floor { seconds: seconds("seconds")?, committed: seconds("committed")? })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

pub(crate) fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

pub(crate) fn folder_size(folder: &Path) -> Result<u64> {
    let mut size = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        size +=
            if entry.file_type()?.is_dir() { folder_size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(size)
}

pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.stdout(Stdio::null()).status().with_context(|| format!("{command:?}"))?;
    if !status.success() {
        bail!("{command:?} failed");
    }
    Ok(())
}

/// A server that ends with the measurement.
pub(crate) struct Serving {
    child: Child,
    pub(crate) address: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn serve(fonds: &Path, archive: &Path) -> Result<Serving> {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let address = format!("127.0.0.1:{port}");
    let child = Command::new(fonds)
        .arg("-C")
        .arg(archive)
        .args(["-q", "serve", "--listen", &address])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    Ok(Serving { child, address })
}

fn measure_serving(fonds: &Path, archive: &Path, corpus: &Path) -> Result<()> {
    let begun = Instant::now();
    let serving = serve(fonds, archive)?;
    let mut first = None;
    while first.is_none() && begun.elapsed() < Duration::from_secs(20) {
        first = Connection::open(&serving.address).ok().and_then(|mut c| c.get("/search?q=treaty").ok());
        std::thread::sleep(Duration::from_millis(2));
    }
    let (status, _) = first.context("the server never answered")?;
    println!(
        "| first search after starting | {:.0} ms (status {status}) | 300 ms |",
        begun.elapsed().as_secs_f64() * 1_000.0
    );
    let words = words_by_frequency(corpus)?;
    for (name, class) in [("rare", &words.rare), ("mixed", &words.mixed), ("common", &words.common)] {
        for (kind, path) in [("JSON", "/search.json?q="), ("page", "/search?q=")] {
            let paths: Vec<String> = class.iter().map(|word| format!("{path}{word}")).collect();
            one_after_another(&serving.address, &paths)?;
            let mut times = one_after_another(&serving.address, &paths)?;
            println!(
                "| search, {name} words, {kind} | p50 {:.2} ms, p99 {:.2} ms | P4: p99 20 ms |",
                times.percentile(0.5),
                times.percentile(0.99)
            );
        }
    }
    measure_paging(&serving)?;
    let paths = document_addresses(fonds, archive)?;
    let (rate, mut times) = at_once(&serving.address, &paths, 32)?;
    println!(
        "| document pages, 32 connections | {rate:.0} a second, p99 {:.1} ms | P6: 2,000, 25 ms |",
        times.percentile(0.99)
    );
    Ok(())
}

fn measure_paging(serving: &Serving) -> Result<()> {
    let mut connection = Connection::open(&serving.address)?;
    let (_, body) = connection.get("/search.json")?;
    let total = serde_json::from_slice::<Value>(&body)?["total"].as_u64().unwrap_or(0);
    let last = total.div_ceil(20).max(1);
    for (name, query) in [("date", ""), ("relevance", "q=the&sort=relevance&")] {
        let time = |page: u64| -> Result<f64> {
            let paths = vec![format!("/search.json?{query}page={page}"); 30];
            let mut times: Times = one_after_another(&serving.address, &paths)?;
            Ok(times.percentile(0.5))
        };
        let (first, last) = (time(1)?, time(last / if name == "date" { 1 } else { 2 })?);
        println!(
            "| a page at the end by {name}, beside the first | {:.2} ({last:.2} ms to {first:.2} ms) | {} |",
            last / first,
            if name == "date" { "1" } else { "2" }
        );
    }
    Ok(())
}

/// The full address of every document.
fn document_addresses(fonds: &Path, archive: &Path) -> Result<Vec<String>> {
    let output = Command::new(fonds).arg("-C").arg(archive).args(["--json", "list", "documents"]).output()?;
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines
        .map(|line| {
            Ok(serde_json::from_slice::<Value>(line)?["url"].as_str().context("no address")?.to_owned())
        })
        .collect()
}

struct Words {
    rare: Vec<String>,
    mixed: Vec<String>,
    common: Vec<String>,
}

/// Words spread over how many documents hold them.
fn words_by_frequency(corpus: &Path) -> Result<Words> {
    let mut frequency = std::collections::BTreeMap::<String, u32>::new();
    for line in std::fs::read_to_string(corpus)?.lines() {
        let value: Value = serde_json::from_str(line)?;
        let text = value["text"].as_str().unwrap_or_default().to_lowercase();
        let words: std::collections::BTreeSet<&str> = text
            .split(|c: char| !c.is_ascii_lowercase())
            .filter(|word| (4..=14).contains(&word.len()))
            .collect();
        for word in words {
            *frequency.entry(word.to_owned()).or_default() += 1;
        }
    }
    let mut words: Vec<(u32, String)> =
        frequency.into_iter().filter(|(_, count)| *count >= 3).map(|(word, count)| (count, word)).collect();
    words.sort();
    let spread = |from: usize, to: usize| -> Vec<String> {
        let step = ((to - from) / 200).max(1);
        words[from..to].iter().step_by(step).map(|(_, word)| word.clone()).collect()
    };
    let count = words.len();
    if count < 1_000 {
        bail!("too few words to measure with");
    }
    Ok(Words {
        rare: spread(0, count / 4),
        mixed: spread(count / 2, count),
        common: spread(count - 200, count),
    })
}
