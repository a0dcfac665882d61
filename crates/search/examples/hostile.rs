//! What hostile queries cost: `cargo run --release --example hostile -- ../shared/data/frus [TIMES]`.
//!
//! Every division of the volumes is an entry, as often as is asked under other keys; tags are cut off and nothing more
//! is understood. Prints for each query the best of three times on the processor (Linux), and the worst. The bar is 200 ms.

use fonds_search::{Entry, Index, IndexedText, Options, OtherForm, Request, Sort, Vocabulary, Widen};
use std::time::Duration;

/// Has sixty-four forms of everything, each of three common words.
struct Babbler;

impl Widen for Babbler {
    fn widen(&self, _: &str, vocabulary: &dyn Vocabulary) -> Vec<OtherForm> {
        let words = ["the", "of", "to", "and", "in", "that", "a", "for"];
        let form = |n: usize| format!("{} {} {}", words[n % 8], words[n / 8 % 8], words[(n + n / 8) % 8]);
        (0..64)
            .map(form)
            .filter(|form| vocabulary.has(form))
            .map(|form| OtherForm { form, ..OtherForm::default() })
            .collect()
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("say where the volumes lie")?;
    let times: usize = arguments.next().map_or(Ok(3), |times| times.parse())?;
    let room = tempfile::tempdir()?;
    let index = Index::open(room.path(), Options::default())?;
    let mut rebuild = index.rebuild(60_000_000, 2)?;
    let (mut entries, mut bytes) = (0usize, 0usize);
    for file in std::fs::read_dir(&folder)? {
        let path = file?.path();
        if path.extension().is_none_or(|ending| ending != "xml") {
            continue;
        }
        let volume = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        for division in volume.split("<div ").skip(1) {
            let words = without_tags(division);
            bytes += words.len() * times;
            for _ in 0..times {
                entries += 1;
                let title = words.chars().take(80).collect();
                let texts = vec![IndexedText { language: Some("en".into()), words: words.clone() }];
                rebuild.put(&Entry {
                    id: format!("{entries}"),
                    titles: vec![title],
                    texts,
                    ..Entry::default()
                })?;
            }
        }
    }
    rebuild.finish(1)?.swap()?;
    println!("{entries} entries, {} MB of words", bytes / 1_000_000);
    let mut worst = Duration::ZERO;
    for (name, words) in queries() {
        for sort in [Sort::Date, Sort::Relevance] {
            let request = Request { words: words.clone(), sort, facets: true, ..Request::default() };
            let ask = |widen: &dyn Widen| -> Result<Duration, Box<dyn std::error::Error>> {
                let mut best = Duration::MAX;
                for _ in 0..3 {
                    let start = on_processor()?;
                    index.search_widened(&request, widen)?;
                    best = best.min(on_processor()? - start);
                }
                Ok(best)
            };
            let (plain, widened) = (ask(&fonds_search::Unwidened)?, ask(&Babbler)?);
            worst = worst.max(plain).max(widened);
            println!("{name:24} {:10} {plain:>10.1?} widened {widened:>10.1?}", sort.word());
        }
    }
    println!("worst {worst:.1?}");
    Ok(())
}

/// How long this thread has been on a processor: others on the same machine do not count.
fn on_processor() -> Result<Duration, Box<dyn std::error::Error>> {
    let figures = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(Duration::from_nanos(figures.split(' ').next().unwrap_or_default().parse()?))
}

fn without_tags(text: &str) -> String {
    text.split('<')
        .map(|piece| piece.split_once('>').map_or("", |(_, words)| words))
        .collect::<Vec<_>>()
        .join(" ")
}

fn queries() -> Vec<(&'static str, String)> {
    let numbered = |make: &dyn Fn(usize) -> String| (0..2_000).map(make).collect::<String>();
    let common =
        ["the", "of", "to", "and", "in", "that", "a", "for", "on", "be", "is", "with", "was", "by", "as"];
    let letters = |n: usize| char::from(b'a' + (n % 26) as u8);
    vec![
        ("one word", "missile".into()),
        ("common word", "the".into()),
        ("a*", "a*".into()),
        ("*a*", "*a*".into()),
        ("*ation", "*ation".into()),
        ("khrushchev~2", "khrushchev~2".into()),
        ("a* OR b* ...", ('a'..='z').map(|c| format!("{c}* OR ")).collect()),
        ("*a* OR *b* ...", ('a'..='z').map(|c| format!("*{c}* OR ")).collect()),
        ("10,000 clauses", (0..10_000).map(|n| format!("w{n} OR ")).collect()),
        ("common clauses", numbered(&|n| format!("{} OR ", common[n % 15]))),
        ("common neighbours", numbered(&|n| format!("{} {} ", common[n % 15], common[n / 15 % 15]))),
        ("dates", numbered(&|n| format!("(No. {n} {} January 19{}) a b ", n % 31, n % 90 + 10))),
        ("common pairs", numbered(&|n| format!("\"{} {}\" OR ", common[n % 15], common[n / 15 % 15]))),
        ("huge nearness", numbered(&|n| format!("\"{} {}\"~9999 OR ", common[n % 15], common[n / 15 % 15]))),
        ("patterns near", numbered(&|n| format!("\"{}* {}* the\"~100 OR ", letters(n), letters(n / 26)))),
        ("two letters", numbered(&|n| format!("{}{}* OR ", letters(n), letters(n / 26)))),
        ("likeness", numbered(&|n| format!("{}{}tion{}~2 OR ", letters(n), letters(n / 26), letters(n)))),
        ("ranges", numbered(&|n| format!("{n}..99999 OR "))),
        ("nesting", format!("{}the{}", "(".repeat(4_000), ")".repeat(4_000))),
        ("exclusions", "-(".repeat(4_000)),
        ("signs", "\u{202e}\u{0}\u{7f}\u{200f}“".repeat(700)),
    ]
}
