//! The manual's page of commands, written from the one definition of the command line.
//!
//! Only a test: it fails when `book/src/commands.md` lags behind. `FONDS_WRITE_BOOK=1 cargo test -p fonds` writes the page
//! anew.

use crate::definition::CommandLine;
use clap::{Arg, Command, CommandFactory};
use std::fmt::Write;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../book/src/commands.md");

const OPENING: &str = "# Commands

This page is written from the program's own definition of its command line. `fonds --help` and `fonds VERB --help` say
the same; `fonds man DIR` writes manual pages, `fonds completions SHELL` what a shell needs to complete.

Results stand on standard output, everything else on standard error. Exit codes: 0 done, 1 the material needs attention,
2 `fonds` failed.
";

fn page() -> String {
    let mut command = CommandLine::command().term_width(100);
    command.build();
    let mut out = String::from(OPENING);
    out.push_str("\n## Everywhere\n\n");
    let everywhere: Vec<&Arg> = command.get_arguments().filter(|arg| arg.is_global_set()).collect();
    write_arguments(&everywhere, &mut out);
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help") {
        write_verb(verb, &mut out);
    }
    out
}

fn write_verb(verb: &Command, out: &mut String) {
    let _ = writeln!(out, "\n## {}\n", verb.get_name());
    let words = |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string).unwrap_or_default();
    for line in words(verb.get_before_help()).lines() {
        let _ = writeln!(out, "    {}", line.trim());
    }
    let about = words(verb.get_long_about().or(verb.get_about()));
    let _ = writeln!(out, "\n{}.", about.trim_end_matches('.'));
    if let Some(after) = verb.get_after_help() {
        let _ = writeln!(out, "\n{after}");
    }
    let own: Vec<&Arg> = verb
        .get_arguments()
        .filter(|arg| !arg.is_global_set() && !matches!(arg.get_id().as_str(), "help" | "version"))
        .collect();
    if !own.is_empty() {
        out.push('\n');
        write_arguments(&own, out);
    }
}

fn write_arguments(arguments: &[&Arg], out: &mut String) {
    out.push_str("| | |\n|---|---|\n");
    for arg in arguments {
        let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let values: Vec<String> =
            arg.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
        if arg.get_action().takes_values() && !values.is_empty() {
            let _ = write!(help, ": {}", values.join(", "));
        }
        let default: Vec<String> =
            arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
        if arg.get_action().takes_values() && default.iter().any(|value| !value.is_empty()) {
            let _ = write!(help, " (without it: `{}`)", default.join(" "));
        }
        if let Some(variable) = arg.get_env() {
            let _ = write!(help, " (or `{}`)", variable.to_string_lossy());
        }
        let _ = writeln!(out, "| `{}` | {} |", form(arg), help.replace('|', "\\|"));
    }
}

/// An argument as one types it: `--limit N`, `-C ARCHIVE`, `PATH...`.
fn form(arg: &Arg) -> String {
    let value = arg.get_value_names().map_or_else(
        || arg.get_id().as_str().to_uppercase(),
        |names| names.iter().map(|n| n.as_str()).collect::<Vec<_>>().join(" "),
    );
    if arg.is_positional() {
        let several = matches!(arg.get_action(), clap::ArgAction::Append);
        return format!("{value}{}", if several { "..." } else { "" });
    }
    let mut names = Vec::new();
    names.extend(arg.get_short().map(|short| format!("-{short}")));
    names.extend(arg.get_long().map(|long| format!("--{long}")));
    let names = names.join(", ");
    if arg.get_action().takes_values() { format!("{names} {value}") } else { names }
}

#[test]
fn the_manuals_page_of_commands_says_what_the_program_does() {
    let written = page();
    if std::env::var_os("FONDS_WRITE_BOOK").is_some() {
        std::fs::write(PAGE, &written).unwrap();
    }
    let kept = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(kept == written, "book/src/commands.md lags; run FONDS_WRITE_BOOK=1 cargo test -p fonds");
}

#[test]
fn the_definition_is_sound() {
    CommandLine::command().debug_assert();
}

#[test]
fn every_verb_leads_with_an_example() {
    for verb in CommandLine::command().get_subcommands() {
        let example = verb.get_before_help().map(ToString::to_string).unwrap_or_default();
        assert!(example.trim().starts_with(&format!("fonds {}", verb.get_name())), "{}", verb.get_name());
    }
}
