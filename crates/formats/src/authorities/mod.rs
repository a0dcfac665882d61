//! Authorities: persons, organizations, places and subjects with their names, from registers of four kinds.
//!
//! Clusters of persons with the spellings of each (`people`), posts and those who held them (`posts`), a tree of
//! subjects (`subjects`), and plain tables or JSON lines of names and variants (`names`). Nothing is matched to
//! documents here: that is for the archive.

mod names;
mod people;
mod posts;
mod row;
mod script;
mod subjects;
#[cfg(test)]
mod tests;

use crate::recognise::{head_words, root_of};
use crate::tei::xml::{Element, Part, Parts};
use crate::{Emit, Found, Origin, ReadError};
use fonds_model::{Authority, AuthorityName, NameKind, Notice};
use std::io::BufRead;
use std::ops::ControlFlow;

/// The kinds of register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Register {
    People,
    Posts,
    Subjects,
    Names,
}

/// Whether the head of a source looks like a register. The name is not needed: each kind tells itself by its bytes.
pub fn fits(head: &[u8], _name: &str) -> bool {
    register_of(head).is_some()
}

/// Reads a register, handing on one authority after another.
pub fn read(input: &mut dyn BufRead, origin: &Origin, emit: &mut Emit) -> Result<(), ReadError> {
    let head = input.fill_buf().map_err(|source| ReadError::Input { file: origin.file.clone(), source })?;
    let register = register_of(head);
    let is_xml = head_words(head).trim_start().starts_with('<');
    let mut reading = Reading { origin, emit, authorities: 0, stopped: false, may_be_empty: false };
    match register {
        Some(Register::People) => people::read(&mut Parts::new(input, origin)?, &mut reading)?,
        Some(Register::Posts) => posts::read(&mut Parts::new(input, origin)?, &mut reading)?,
        Some(Register::Subjects) => subjects::read(&mut Parts::new(input, origin)?, &mut reading)?,
        Some(Register::Names) => names::read(input, &mut reading)?,
        // Asked for by name: a table may have columns that looking would not have known.
        None if !is_xml => names::read(input, &mut reading)?,
        None => {}
    }
    reading.end()
}

/// The register that a source is, by its head.
fn register_of(head: &[u8]) -> Option<Register> {
    let text = head_words(head);
    let Some(root) = root_of(&text) else { return names::fits(head).then_some(Register::Names) };
    match root {
        "person" | "people" if text.contains("<names") => Some(Register::People),
        "country-mission" | "principal-position" => Some(Register::Posts),
        "taxonomy" if text.contains("<category") || text.contains("<tag") => Some(Register::Subjects),
        _ => None,
    }
}

/// One source being read.
struct Reading<'a, 'e> {
    origin: &'a Origin,
    emit: &'a mut Emit<'e>,
    authorities: u64,
    /// Whoever takes wants no more.
    stopped: bool,
    /// Nothing in it is no fault.
    may_be_empty: bool,
}

impl Reading<'_, '_> {
    fn hand_on(&mut self, authority: Authority) {
        self.authorities += 1;
        self.give(Found::Authority(Box::new(authority)));
    }

    fn notice(&mut self, notice: Notice, line: u64) {
        self.give(Found::Notice(notice.at(&self.origin.file, line)));
    }

    fn give(&mut self, found: Found) {
        self.stopped = self.stopped || (self.emit)(found) == ControlFlow::Break(());
    }

    /// A source with nothing in it is no register.
    fn end(self) -> Result<(), ReadError> {
        if self.authorities > 0 || self.stopped || self.may_be_empty {
            return Ok(());
        }
        let notice = Notice::refusal("AUT001", "there is no person, organization, place or subject in it")
            .at(&self.origin.file, 1)
            .with_hint("a table of names needs a line of headings such as kind, name, variants; the manual lists them");
        Err(ReadError::Broken { notice: Box::new(notice) })
    }
}

/// Walks a register's XML and hands each element of these names on as a tree, with the names of those around it.
fn each_tree(
    parts: &mut Parts,
    reading: &mut Reading,
    wanted: &[&str],
    take: &mut dyn FnMut(Element, &[String], &mut Reading),
) -> Result<(), ReadError> {
    let mut around: Vec<String> = Vec::new();
    while !reading.stopped {
        match parts.next_part()? {
            Part::Start(element) if wanted.contains(&element.name.as_str()) => {
                let tree = parts.tree(element)?;
                take(tree, &around, reading);
            }
            Part::Start(element) => around.push(element.name),
            Part::End => drop(around.pop()),
            Part::Text(_) => {}
            Part::Over => break,
        }
    }
    Ok(())
}

/// What is wrong with an entry that cannot be taken.
fn refuse(reading: &mut Reading, line: u64, what: &str, lacks: &str) {
    let notice = Notice::refusal("AUT002", format!("a {what} without {lacks}"))
        .in_field(lacks)
        .with_hint("add it; by it the archive knows the entry again");
    reading.notice(notice, line);
}

/// A name with its script; the rest of it is not known.
fn name(kind: NameKind, form: &str) -> AuthorityName {
    AuthorityName { script: script::script_of(form), ..AuthorityName::new(kind, form) }
}

/// Adds a name unless the authority has the form already.
fn add_name(names: &mut Vec<AuthorityName>, kind: NameKind, form: &str) {
    if !form.is_empty() && !names.iter().any(|known| known.form == form) {
        names.push(name(kind, form));
    }
}
