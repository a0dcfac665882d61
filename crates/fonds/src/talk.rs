//! What is said on standard error while a verb works: progress on a terminal, one line for each step elsewhere.

use crate::definition::CommandLine;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// Sets up the log of the program itself: quiet, warnings, or more with each -v.
pub fn begin(line: &CommandLine) {
    let level = match (line.quiet, line.verbose) {
        (true, _) => "error",
        (_, 0) => "warn",
        (_, 1) => "info",
        (_, _) => "debug",
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("FONDS_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(level));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .init();
}

/// A progress line that a terminal redraws; silent when quiet, in JSON, or not on a terminal.
pub fn progress(line: &CommandLine) -> ProgressBar {
    if line.quiet || line.json || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed_precise} {msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// A remark that a quiet run leaves out.
pub fn say(line: &CommandLine, words: impl std::fmt::Display) {
    if !line.quiet && !line.json {
        eprintln!("{words}");
    }
}

/// Whether standard output is a terminal that may show bold letters.
pub fn shows_styles() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// The words of a source on one line, without what would command the terminal that shows them.
pub fn plain(words: &str) -> String {
    let inert = |c: char| if c.is_whitespace() { ' ' } else { '\u{fffd}' };
    words.chars().map(|c| if c.is_control() { inert(c) } else { c }).collect()
}

/// `1 document`, `2 documents`.
pub fn counted(count: u64, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}
