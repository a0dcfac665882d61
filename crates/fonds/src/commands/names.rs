//! `fonds names`: what a name may be called, as everybody's searches know it.

use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, Names as Verb};
use crate::failure::Failure;
use crate::talk;
use fonds_archive::clearance::Reader;
use fonds_archive::names::{Form, names};
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &Verb) -> Done {
    let archive = open(line)?;
    let found = names(&archive, &verb.name, Reader::Public)?;
    if line.json {
        print_json(&found)?;
        return Ok(ExitCode::SUCCESS);
    }
    for bearer in &found.bearers {
        let kind = serde_json::to_value(bearer.kind)?;
        let kind = kind.as_str().unwrap_or_default();
        print(format_args!("{}  {kind}  {}", bearer.id, talk::plain(&bearer.heading)))?;
    }
    if !found.bearers.is_empty() && !found.leads {
        talk::say(line, "too many bear this name, so it leads to none of them");
    }
    show("searched too", &found.searched)?;
    show(&format!("left out, because a search takes {}", found.most), &found.dropped)?;
    show("in no document", &found.absent)?;
    if [&found.searched, &found.dropped, &found.absent].iter().all(|forms| forms.is_empty()) {
        talk::say(
            line,
            format!("`{}` is searched as it is: no other form of it is known", talk::plain(&found.asked)),
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn show(heading: &str, forms: &[Form]) -> Result<(), Failure> {
    if forms.is_empty() {
        return Ok(());
    }
    print(format_args!("{heading}:"))?;
    forms.iter().try_for_each(show_form)
}

fn show_form(form: &Form) -> Result<(), Failure> {
    let mut words = format!("{}: {}", form.form, form.because);
    if !form.only_with.is_empty() {
        let papers: Vec<String> =
            form.only_with.iter().map(|(facet, value)| format!("{facet}={value}")).collect();
        words.push_str(&format!(", only where {}", papers.join(" or ")));
    }
    if !form.unless.is_empty() {
        words.push_str(&format!(", not in {}", form.unless.join(", ")));
    }
    if let Some(authority) = &form.authority {
        words.push_str(&format!(" [{}]", authority.id));
    }
    print(format_args!("  {}", talk::plain(&words)))
}
