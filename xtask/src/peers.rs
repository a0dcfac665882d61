//! Search beside what an institution would pick instead, in one run, on one corpus: the volumes several times over under
//! other keys, the queries of the bench, its peers, and ours over HTTP with names, facets, passages and exact counts.
//! Then what one server bears: completion among fifty thousand names, and readers while a whole import runs.
//!
//! The bench is a folder with `make_queries.py` and `run_all.sh`, whose peers write one JSON file each. It is copied
//! aside, lest a measurement write into it; what was built there stays for the next. `ONLY="tantivy-2t sqlite"` in the
//! environment picks peers.

use crate::load::{Connection, Times, one_after_another};
use crate::measure::{Serving, folder_size, import_once, mega, run, serve, write_corpus};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Copies the volumes so many times, and prints the tables.
pub fn peers(volumes: &Path, copies: usize, bench: &Path) -> Result<()> {
    if !volumes.is_dir() || !bench.join("make_queries.py").is_file() {
        bail!(
            "say `cargo xtask peers FOLDER COPIES BENCH`; {} or {} is not there",
            volumes.display(),
            bench.display()
        );
    }
    run(Command::new("cargo").args(["build", "--release", "-p", "fonds"]))?;
    let target = PathBuf::from(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
    let fonds = std::fs::canonicalize(target.join("release/fonds"))?;
    let place = std::env::temp_dir().join(format!("fonds-peers-{}", std::process::id()));
    std::fs::create_dir_all(&place)?;
    let measured = measure_in(&place, &fonds, volumes, copies, &copied_bench(bench)?);
    std::fs::remove_dir_all(&place)?;
    measured
}

fn measure_in(place: &Path, fonds: &Path, volumes: &Path, copies: usize, bench: &Path) -> Result<()> {
    let sources = place.join("sources");
    copy_volumes(volumes, &sources, 0..copies)?;
    let (archive, corpus, queries) =
        (place.join("archive"), place.join("corpus.jsonl"), place.join("queries.txt"));
    let import = import_once(fonds, &archive, &sources)?;
    let text = write_corpus(fonds, &archive, &corpus)?;
    run(Command::new("python3").arg(bench.join("make_queries.py")).arg(&corpus).arg(&queries))?;
    let theirs = run_peers(bench, place, &corpus, &queries)?;
    let queries = read_queries(&queries)?;
    println!("\n## {} documents, {:.1} MB of text\n", import.documents, mega(text));
    println!(
        "| engine | documents a second in | beside the text | word | all words | phrase | top 20 with passages |"
    );
    println!("|---|---|---|---|---|---|---|");
    theirs.iter().for_each(print_peer);
    let index = folder_size(&archive.join("index"))? as f64 / text as f64;
    let whole = folder_size(&archive)? as f64 / text as f64;
    let speed = import.documents as f64 / import.seconds;
    let serving = warm(fonds, &archive)?;
    for (kind, path) in [("JSON", "/search.json?q="), ("page", "/search?q=")] {
        print!("| fonds over HTTP, {kind}, all of it | {speed:.0} | {index:.2}, folder {whole:.2} |");
        for class in ["term", "and", "phrase", "snip"] {
            let mut times = ask(&serving, path, queries.get(class).context("no queries of a kind")?)?;
            print!(" {:.2} / {:.2} |", times.percentile(0.5), times.percentile(0.99));
        }
        println!();
    }
    println!(
        "\nMilliseconds at p50 / p99, one client, warm. Peak memory of the import {:.0} MB.\n",
        import.peak_mb()
    );
    println!("| bar | figure | asked for |\n|---|---|---|");
    measure_import_beside_readers(place, fonds, &archive, volumes, &serving, &queries)?;
    measure_completion(place, fonds)
}

/// The bench where it looks for what it needs; outside of this workspace, of which its own program is no member.
fn copied_bench(bench: &Path) -> Result<PathBuf> {
    let copy = std::env::temp_dir().join("fonds-bench/bench");
    std::fs::create_dir_all(&copy)?;
    run(Command::new("cp").arg("-r").arg(bench.join(".")).arg(&copy))?;
    Ok(copy)
}

/// Volumes under other names and other titles, lest every document be compared with its likenesses.
fn copy_volumes(volumes: &Path, into: &Path, numbers: std::ops::Range<usize>) -> Result<()> {
    std::fs::create_dir_all(into)?;
    for entry in std::fs::read_dir(volumes)? {
        let path = entry?.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if path.extension().is_some_and(|extension| extension == "xml") {
            let words = std::fs::read_to_string(&path)?;
            for number in numbers.clone() {
                let text = match number {
                    0 => words.clone(),
                    _ => words.replace("<head>", &format!("<head>Copy {number:02}: ")),
                };
                std::fs::write(into.join(format!("{stem}-{number:02}.xml")), text)?;
            }
        }
    }
    Ok(())
}

/// What each peer reports of itself.
fn run_peers(bench: &Path, place: &Path, corpus: &Path, queries: &Path) -> Result<Vec<Value>> {
    let results = place.join("results");
    std::fs::create_dir_all(&results)?;
    let status = Command::new("bash")
        .arg(bench.join("run_all.sh"))
        .args([corpus, queries, &place.join("work")])
        .env("RESULTS", &results)
        .env("NO_WHOOSH", "1")
        .env_remove("CARGO_TARGET_DIR")
        .stdout(std::process::Stdio::null())
        .status()?;
    if !status.success() {
        eprintln!("some peers did not run");
    }
    let mut reports = Vec::new();
    for entry in std::fs::read_dir(&results)? {
        let path = entry?.path();
        let name = path.to_string_lossy();
        if name.ends_with(".json") && !name.ends_with(".counts.json") {
            reports.push(serde_json::from_slice(&std::fs::read(&path)?)?);
        }
    }
    reports.sort_by_key(|report: &Value| report["engine"].to_string());
    Ok(reports)
}

fn print_peer(report: &Value) {
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let latency = &report["latency_ms"];
    let cell =
        |kind: &str| format!("{:.2} / {:.2}", number(&latency[kind]["p50"]), number(&latency[kind]["p99"]));
    println!(
        "| {} | {:.0} | {:.2} | {} | {} | {} | {} |",
        report["engine"].as_str().unwrap_or("?"),
        number(&report["docs_per_s"]),
        number(&report["index_mb"]) / number(&report["text_mb"]),
        cell("term"),
        cell("and"),
        cell("phrase"),
        cell("snip"),
    );
}

/// The queries of each kind, as ours is asked for them; those with passages are a kind of their own.
fn read_queries(path: &Path) -> Result<BTreeMap<&'static str, Vec<String>>> {
    let mut queries: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let (kind, words) = line.split_once('\t').context("a query without a kind")?;
        let words = words.replace(' ', "+");
        let asked = if kind.ends_with("phrase") { format!("%22{words}%22") } else { words };
        let class = match kind {
            "term" => "term",
            "and" => "and",
            "phrase" => "phrase",
            _ => "snip",
        };
        queries.entry(class).or_default().push(asked);
    }
    Ok(queries)
}

/// A server that has answered once.
fn warm(fonds: &Path, archive: &Path) -> Result<Serving> {
    let serving = serve(fonds, archive)?;
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        if Connection::open(&serving.address).and_then(|mut connection| connection.get("/search?q=a")).is_ok()
        {
            return Ok(serving);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("the server never answered")
}

/// Times of a second round.
fn ask(serving: &Serving, path: &str, queries: &[String]) -> Result<Times> {
    let paths: Vec<String> = queries.iter().map(|query| format!("{path}{query}")).collect();
    one_after_another(&serving.address, &paths)?;
    one_after_another(&serving.address, &paths)
}

/// Readers that ask together for so many pages a second.
const READERS: usize = 8;
const PAGES_A_SECOND: usize = 50;

/// What readers wait while a whole import goes into the archive that they read, beside what they wait without.
fn measure_import_beside_readers(
    place: &Path,
    fonds: &Path,
    archive: &Path,
    volumes: &Path,
    serving: &Serving,
    queries: &BTreeMap<&'static str, Vec<String>>,
) -> Result<()> {
    let paths: Vec<String> = queries.values().flatten().map(|query| format!("/search?q={query}")).collect();
    let more = place.join("more");
    copy_volumes(volumes, &more, 50..52)?;
    let done = std::sync::atomic::AtomicBool::new(false);
    let mut idle = read_steadily(&serving.address, &paths, Duration::from_secs(15), &done)?;
    let (mut busy, seconds) = std::thread::scope(|scope| -> Result<(Times, f64)> {
        let reading =
            scope.spawn(|| read_steadily(&serving.address, &paths, Duration::from_secs(120), &done));
        let begun = Instant::now();
        let imported = Command::new(fonds).arg("-C").arg(archive).args(["-q", "import"]).arg(&more).output();
        let seconds = begun.elapsed().as_secs_f64();
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        if !imported?.status.success() {
            bail!("the import beside the readers failed");
        }
        let times = reading.join().map_err(|_| anyhow::anyhow!("a reader broke off"))??;
        Ok((times, seconds))
    })?;
    let (before, during) = (idle.percentile(0.99), busy.percentile(0.99));
    println!(
        "| {READERS} readers, {PAGES_A_SECOND} pages a second, p99 during an import of {seconds:.0} s beside idle | \
         {:.1} ({during:.1} ms to {before:.1} ms; {} pages) | 3 times |",
        during / before,
        busy.0.len()
    );
    Ok(())
}

/// Pages asked for at a steady pace until the time is over or somebody says that it is done. A page that had to wait
/// for the one before counts from when it was due.
fn read_steadily(
    address: &str,
    paths: &[String],
    most: Duration,
    done: &std::sync::atomic::AtomicBool,
) -> Result<Times> {
    let pace = Duration::from_secs(1) * READERS as u32 / PAGES_A_SECOND as u32;
    let begun = Instant::now();
    let mut all = Times::default();
    std::thread::scope(|scope| -> Result<()> {
        let reading: Vec<_> = (0..READERS)
            .map(|reader| {
                scope.spawn(move || -> Result<Times> {
                    let mut connection = Connection::open(address)?;
                    let mut times = Times::default();
                    let mut due = begun + pace * reader as u32 / READERS as u32;
                    for path in paths.iter().cycle().skip(reader * 37) {
                        if due.duration_since(begun) > most || done.load(std::sync::atomic::Ordering::Relaxed)
                        {
                            break;
                        }
                        std::thread::sleep(due.saturating_duration_since(Instant::now()));
                        let (status, _) = connection.get(path)?;
                        if status != 200 {
                            bail!("{path} answered {status}");
                        }
                        times.0.push(due.elapsed());
                        due += pace;
                    }
                    Ok(times)
                })
            })
            .collect();
        for reading in reading {
            all.0.extend(reading.join().map_err(|_| anyhow::anyhow!("a reader broke off"))??.0);
        }
        Ok(())
    })?;
    Ok(all)
}

/// People in the archive of names, each with four.
const PEOPLE: usize = 12_500;

/// What a reader waits for the names that begin as she types.
fn measure_completion(place: &Path, fonds: &Path) -> Result<()> {
    let (archive, source) = (place.join("names"), place.join("names.jsonl"));
    std::fs::write(&source, fifty_thousand_names())?;
    import_once(fonds, &archive, &source)?;
    let serving = warm(fonds, &archive)?;
    let paths: Vec<String> = (0..2_000)
        .map(|number| format!("/search/complete?q={}", &invented(number * 31)[..1 + number % 5]))
        .collect();
    let mut times = ask(&serving, "", &paths)?;
    println!(
        "| completion among {} names | p50 {:.2} ms, p99 {:.2} ms | 5 ms |",
        PEOPLE * 4,
        times.percentile(0.5),
        times.percentile(0.99)
    );
    Ok(())
}

/// Invented people, every one of whom some paper names, as JSON lines.
fn fifty_thousand_names() -> String {
    let mut lines = String::new();
    let mut write = |value: Value| lines.push_str(&format!("{value}\n"));
    for person in 0..PEOPLE {
        let name = |number: usize| {
            let form = format!("{} {}", invented(person * 4 + number), invented(person * 7 + 3));
            json!({"form": form, "kind": if number == 0 { "preferred" } else { "variant" }})
        };
        let names: Vec<Value> = (0..4).map(name).collect();
        write(json!({"authority": {"source_key": format!("p{person}"), "kind": "person", "names": names}}));
    }
    for paper in 0..PEOPLE / 10 {
        let agent = |number: usize| {
            let key = format!("p{}", paper * 10 + number);
            json!({"role": "participant", "as_written": "x", "authority": {"source_key": key}})
        };
        let agents: Vec<Value> = (0..10).map(agent).collect();
        let titles = json!([{"text": format!("Talk on {}", invented(paper))}]);
        write(json!({"document": {"source_key": format!("d{paper}"), "titles": titles, "agents": agents}}));
    }
    lines
}

/// A word of four syllables, another for every number below 65,536.
fn invented(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "cho", "den", "fu", "gro", "hsi", "jin", "ko", "lai", "mer", "nov", "pei", "ras", "sto",
        "tung", "vich",
    ];
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
    }
    word
}
