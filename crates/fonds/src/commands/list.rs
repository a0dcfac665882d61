//! `fonds list`: everything of one kind, as a table or as JSON lines.

use super::{Done, open, print, print_json};
use crate::definition::{CommandLine, List, Listed};
use crate::failure::Failure;
use crate::moment;
use crate::talk::plain;
use fonds_archive::clearance::Reader;
use fonds_archive::deliver::DeliveredDocument;
use fonds_archive::discover::{ListedAuthority, ListedCollection, authorities, collections, in_order};
use fonds_archive::{Archive, views};
use fonds_model::AuthorityKind;
use std::process::ExitCode;

pub fn run(line: &CommandLine, verb: &List) -> Done {
    let archive = open(line)?;
    match verb.what {
        Listed::Documents => documents(line, &archive)?,
        Listed::People => headings(line, &archive, AuthorityKind::Person)?,
        Listed::Organizations => headings(line, &archive, AuthorityKind::Organization)?,
        Listed::Places => headings(line, &archive, AuthorityKind::Place)?,
        Listed::Subjects => headings(line, &archive, AuthorityKind::Subject)?,
        Listed::Collections => tree(line, &archive)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn documents(line: &CommandLine, archive: &Archive) -> Result<(), Failure> {
    in_order(archive, Reader::Staff, moment::today(), &mut |delivered| {
        if line.json { print_json(&views::document(&delivered)) } else { row(&delivered) }
    })
}

fn row(delivered: &DeliveredDocument) -> Result<(), Failure> {
    let document = &delivered.document;
    let date = views::DateView::of(document).map_or_else(|| "undated".to_owned(), |date| date.display);
    let title = document.principal_title().map_or("(without title)", |title| title.text.as_str());
    // The access is said where it is not what everybody expects.
    let access = match document.access {
        fonds_model::Access::Public => String::new(),
        closed => format!("  [{closed}]"),
    };
    print(format_args!("{}  {:<24}  {}{access}", document.id, plain(&date), plain(title)))
}

fn headings(line: &CommandLine, archive: &Archive, kind: AuthorityKind) -> Result<(), Failure> {
    authorities(archive, kind, Reader::Staff, moment::today())?
        .iter()
        .try_for_each(|listed| if line.json { print_json(listed) } else { heading(listed) })
}

fn heading(listed: &ListedAuthority) -> Result<(), Failure> {
    let mut words = plain(&listed.line.heading);
    if let Some(dates) = &listed.line.dates {
        words.push_str(&format!(", {}", plain(dates)));
    }
    if !listed.variants.is_empty() {
        words.push_str(&format!(" (also {})", plain(&listed.variants.join("; "))));
    }
    print(format_args!("{}  {:>6}  {words}", listed.line.id, listed.documents))
}

fn tree(line: &CommandLine, archive: &Archive) -> Result<(), Failure> {
    collections(archive, Reader::Staff, moment::today())?
        .iter()
        .try_for_each(|listed| if line.json { print_json(listed) } else { branch(listed) })
}

fn branch(listed: &ListedCollection) -> Result<(), Failure> {
    let depth = "  ".repeat(listed.within.len());
    print(format_args!("{}  {:>6}  {depth}{}", listed.line.id, listed.documents, plain(&listed.line.title)))
}
