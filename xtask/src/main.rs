//! Chores of the project that no user needs: `cargo xtask measure [FOLDER OF TEI VOLUMES]`.
//!
//! Not tests: a measurement never fails a build. What it prints is meant to be read beside the bars of the manual.

mod load;
mod measure;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["measure"] => measure::measure("../shared/data/frus".as_ref()),
        ["measure", folder] => measure::measure(folder.as_ref()),
        _ => bail!("say `cargo xtask measure [FOLDER]`"),
    }
}
