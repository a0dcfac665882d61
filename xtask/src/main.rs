//! Chores of the project that no user needs: `cargo xtask measure [FOLDER OF TEI VOLUMES]`,
//! `cargo xtask peers FOLDER-OF-TEI-VOLUMES COPIES BENCH` and
//! `cargo xtask relevance [FOLDER OF TEI VOLUMES, TABLE OF LINKS]`.
//!
//! Not tests: a measurement never fails a build. What it prints is meant to be read beside the bars of the manual.

mod load;
mod measure;
mod peers;
mod relevance;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["measure"] => measure::measure("../shared/data/frus".as_ref()),
        ["peers", folder, copies, bench] => peers::peers(folder.as_ref(), copies.parse()?, bench.as_ref()),
        ["relevance"] => relevance::relevance(
            "../shared/data/frus".as_ref(),
            "../shared/data/groundtruth/doc_links.tsv".as_ref(),
        ),
        ["relevance", folder, links] => relevance::relevance(folder.as_ref(), links.as_ref()),
        ["measure", folder] => measure::measure(folder.as_ref()),
        _ => bail!(
            "say `cargo xtask measure [FOLDER]`, `peers FOLDER COPIES BENCH` or `relevance [FOLDER LINKS]`"
        ),
    }
}
