//! `fonds search`: the same search as the web's, over what everybody may see.

use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, Search};
use crate::failure::Failure;
use crate::{moment, talk};
use fonds_archive::clearance::Reader;
use fonds_archive::complete::nearest::did_you_mean;
use fonds_archive::discover::{self, Asked, Discovered, Facet, Falling, Falls, Hit, Scope, Sort};
use fonds_archive::{Archive, narrowing, period, views};
use std::process::ExitCode;

/// Values of each facet that `--json` counts; years are all there.
const FACET_VALUES: usize = 20;
/// Passages shown of each document.
const SNIPPETS: usize = 2;

pub fn run(line: &CommandLine, verb: &Search) -> Done {
    let archive = open(line)?;
    let asked = asked(line, verb)?;
    understood(&asked)?;
    if let Some(facet) = &verb.values {
        return show_values(line, verb, &archive, &asked, facet);
    }
    let found = discover::search(&archive, &asked, Reader::Public, moment::today())?;
    let suggested = did_you_mean(&archive, &asked, found.total, Reader::Public, moment::today())?;
    if line.json {
        print_json(&views::search(&found, suggested.as_ref()))?;
        return Ok(ExitCode::SUCCESS);
    }
    show(verb, &asked, &found)?;
    for widened in &found.widened {
        let (asked, narrowed) = (talk::plain(&widened.asked), talk::plain(&widened.narrowed));
        let forms = talk::plain(&widened.forms.join(", "));
        talk::say(line, format!("{asked} was searched as {forms} too; just the word: {narrowed}"));
    }
    for remark in &found.remarks {
        talk::say(line, talk::plain(remark));
    }
    if let Some(suggested) = suggested {
        let (words, total) = (talk::plain(&suggested.words), talk::counted(suggested.total, "document"));
        talk::say(line, format!("did you mean `{words}`? {total}"));
    }
    if found.behind {
        talk::say(
            line,
            "the index has not taken in the last changes yet; an import, an edit or `fonds rebuild` makes it",
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn asked(line: &CommandLine, verb: &Search) -> Result<Asked, Failure> {
    Ok(Asked {
        words: verb.query.clone(),
        // Both words are from the definition's own lists.
        scope: Scope::from_word(&verb.scope).unwrap_or_default(),
        sort: Sort::from_word(&verb.sort).unwrap_or_default(),
        filters: verb.filters.iter().map(|filter| condition(filter)).collect::<Result<_, _>>()?,
        period: verb.period.clone(),
        from: verb.from.clone(),
        to: verb.to.clone(),
        within: verb.within,
        undated: verb.undated,
        offset: verb.offset,
        limit: verb.limit,
        facet_values: if line.json { FACET_VALUES } else { 0 },
        histogram: line.json,
        snippets: SNIPPETS,
    })
}

pub(super) fn condition(filter: &str) -> Result<(Facet, String), Failure> {
    let parts = filter.split_once('=');
    match parts.and_then(|(facet, value)| Some((Facet::from_word(facet.trim())?, value.trim()))) {
        Some((facet, value)) => Ok((facet, value.to_owned())),
        None => {
            Err(format!("`{filter}` is no condition\nhint: write FACET=VALUE with one of {}", facets())
                .into())
        }
    }
}

fn facets() -> String {
    let known: Vec<&str> = Facet::ALL.into_iter().map(Facet::word).collect();
    known.join(", ")
}

/// A page may leave out a date that it cannot read and say so; what a script reads must not be wider than was asked.
fn understood(asked: &Asked) -> Result<(), Failure> {
    let typed = [&asked.period, &asked.from, &asked.to].into_iter().flatten();
    match typed.map(|words| words.trim()).find(|words| !words.is_empty() && !period::is_date(words)) {
        None => Ok(()),
        Some(words) => Err(format!(
            "the date `{words}` cannot be understood\nhint: write it as 8 January 1949, January 1949, winter 1950, 1949-1951 or 1949-01-08"
        )
        .into()),
    }
}

/// The values of one facet, most frequent first.
fn show_values(line: &CommandLine, verb: &Search, archive: &Archive, asked: &Asked, facet: &str) -> Done {
    let Some(facet) = Facet::from_word(facet) else {
        return Err(format!("`{facet}` is no facet\nhint: one of {}", facets()).into());
    };
    let find = verb.find.as_deref().unwrap_or_default();
    let listed = narrowing::values(archive, asked, facet, find, Reader::Public, moment::today())?;
    if line.json {
        print_json(&views::values(&listed))?;
        return Ok(ExitCode::SUCCESS);
    }
    for remark in &listed.remarks {
        talk::say(line, remark);
    }
    let width = listed.values.iter().map(|value| value.count.to_string().len()).max().unwrap_or(1);
    for value in &listed.values {
        let within = value.within_label.as_ref().map_or(String::new(), |within| format!(", in {within}"));
        let matched = value.matched.as_ref().map_or(String::new(), |matched| format!(" ({matched})"));
        let words = talk::plain(&format!("{}{matched}{within}", value.label));
        let value_too = if value.label == value.value { String::new() } else { format!("  {}", value.value) };
        print(format_args!("{:>width$}  {words}{}", value.count, talk::plain(&value_too)))?;
    }
    let left = listed.total.saturating_sub((verb.offset + listed.values.len()) as u64);
    if left > 0 {
        talk::say(line, format!("{left} more; --limit and --offset lead to them, --find looks for one"));
    }
    Ok(ExitCode::SUCCESS)
}

fn show(verb: &Search, asked: &Asked, found: &Discovered) -> Result<(), Failure> {
    let first = verb.offset + 1;
    let last = verb.offset + found.hits.len();
    let total = talk::counted(found.total, "document");
    if found.hits.is_empty() || found.hits.len() as u64 == found.total {
        print(total)?;
    } else {
        print(format_args!("{total}, {first} to {last}"))?;
    }
    if found.period != (None, None) && found.total > 0 {
        let Falling { certainly, possibly, undated } = found.falling;
        let undated = if verb.undated { format!(", {undated} undated") } else { String::new() };
        print(format_args!("{certainly} certainly and {possibly} possibly in the period{undated}"))?;
    }
    conditions(asked, found).iter().try_for_each(|condition| print(talk::plain(condition)))?;
    found.hits.iter().try_for_each(show_hit)
}

/// Everything that holds beside the words, a line each: where they are looked for, conditions of the query, values,
/// those of one facet together, and the period as it was typed.
fn conditions(asked: &Asked, found: &Discovered) -> Vec<String> {
    let mut lines = Vec::new();
    if asked.scope != Scope::Everything {
        lines.push(format!("in: {}", asked.scope.word()));
    }
    for clause in &found.clauses {
        let not = if clause.excluded { "not " } else { "" };
        lines.push(format!("{not}{}: {}", clause.field, clause.words));
    }
    for facet in Facet::ALL {
        let of_facet = found.filters.iter().filter(|condition| condition.facet == facet);
        let labels: Vec<&str> = of_facet.map(|condition| condition.label.as_str()).collect();
        if !labels.is_empty() {
            lines.push(format!("{}: {}", facet.word(), labels.join(" or ")));
        }
    }
    for (name, words) in [("period", &asked.period), ("from", &asked.from), ("to", &asked.to)] {
        lines.extend(words.as_ref().map(|words| format!("{name}: {words}")));
    }
    if asked.within {
        lines.push("dates: wholly within".to_owned());
    }
    if asked.undated {
        lines.push("dates: undated".to_owned());
    }
    lines
}

fn show_hit(hit: &Hit) -> Result<(), Failure> {
    let date = views::DateView::of(&hit.document).map_or_else(|| "undated".to_owned(), |date| date.display);
    let falls = match hit.falls {
        Some(Falls::Certainly) => "  certainly",
        Some(Falls::Possibly) => "  possibly",
        Some(Falls::Undated) | None => "",
    };
    print(format_args!("\n{}  {}{falls}", hit.document.id, talk::plain(&date)))?;
    if !hit.title.is_empty() {
        print(format_args!("  {}", marked(&hit.title)))?;
    }
    for snippet in &hit.snippets {
        print(format_args!("    {}", marked(&snippet.1.pieces)))?;
    }
    if hit.snippets.is_empty() && !hit.abstract_pieces.is_empty() {
        print(format_args!("    {}", marked(&hit.abstract_pieces)))?;
    }
    for widening in &hit.why {
        let (matched, because) = (talk::plain(&widening.matched), talk::plain(&widening.because));
        print(format_args!("    matched {matched}, {because}"))?;
    }
    Ok(())
}

/// Pieces on one line; what matched in bold, where the terminal shows it.
fn marked(pieces: &[(String, bool)]) -> String {
    let bold = talk::shows_styles();
    let mut out = String::new();
    for (words, matched) in pieces {
        let words = talk::plain(words);
        if *matched && bold {
            out.push_str(&format!("\u{1b}[1m{words}\u{1b}[0m"));
        } else {
            out.push_str(&words);
        }
    }
    out
}
