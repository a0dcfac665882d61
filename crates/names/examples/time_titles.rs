//! Times the reading of titles: `cargo run --release -p fonds-names --example time_titles < titles.txt`.
use std::io::BufRead;
use std::time::Instant;

fn main() {
    let titles: Vec<String> = std::io::stdin().lock().lines().map_while(Result::ok).collect();
    // The tables are made on first use.
    let _ = fonds_names::title::analyse("Cable, Mao Zedong to Stalin");
    let begun = Instant::now();
    let parties: usize = titles.iter().map(|t| fonds_names::title::analyse(t).agents.len()).sum();
    let took = begun.elapsed();
    println!(
        "{} titles, {parties} parties in {took:?}: {:?} each",
        titles.len(),
        took / titles.len().max(1) as u32
    );
}
