//! Posts and those who held them: chiefs of missions in a country, principal officers of a department.
//!
//! Each holder becomes a person with an office between its dates. One file tells of one post or country; what a person
//! held elsewhere stands in other files, and the archive joins it. Persons are gathered before they are handed on,
//! because the same person returns; those who were only nominated are left out.

use super::people::doubtful_date;
use super::{Reading, each_tree, name, refuse};
use crate::ReadError;
use crate::tei::xml::{Element, Parts};
use fonds_model::authority::Office;
use fonds_model::{Authority, AuthorityKind, HistoricalDate, NameKind, Notice};
use std::collections::HashMap;

/// How the keys of this register begin: its persons are named by one list of words for all files.
pub(super) const KEY: &str = "hsg-pocom";

/// Persons of one file that are gathered; the longest real list has some hundred.
const MOST: usize = 50_000;

/// What a file tells of.
#[derive(Debug, Default)]
struct Post {
    /// The key of a principal position: `secretary`.
    key: String,
    /// Its title: "Secretary of State".
    title: String,
    /// The country of a mission.
    country: Option<String>,
    persons: Vec<Authority>,
    places: HashMap<String, usize>,
    nominees: u32,
}

pub(super) fn read(parts: &mut Parts, reading: &mut Reading) -> Result<(), ReadError> {
    let mut post = Post::default();
    let wanted = ["territory-id", "id", "singular", "chief", "principal"];
    each_tree(parts, reading, &wanted, &mut |tree, around, reading| match tree.name.as_str() {
        "territory-id" if around.len() == 1 => post.country = Some(spell_out(&tree.words())),
        "id" if around.len() == 1 => post.key = tree.words(),
        "singular" => post.title = tree.words(),
        "chief" | "principal" => {
            let nominated = around.iter().any(|name| name.starts_with("other-"));
            post.take(&tree, nominated, reading);
        }
        _ => {}
    })?;
    post.hand_on(reading);
    if reading.authorities == 0 {
        reading.may_be_empty = true;
        reading.notice(Notice::remark("AUT011", "nobody held this post"), 1);
    }
    if post.nominees > 0 {
        let notice = Notice::remark(
            "AUT006",
            format!("{} who were nominated but never took the post are left out", post.nominees),
        );
        reading.notice(notice, 1);
    }
    Ok(())
}

impl Post {
    fn take(&mut self, holder: &Element, nominated: bool, reading: &mut Reading) {
        let words = |name: &str| holder.child(name).map(Element::words).unwrap_or_default();
        let person = words("person-id");
        if person.is_empty() {
            return refuse(reading, holder.line, "holder", "person-id");
        }
        let mut date = |step: &str| {
            let words = holder.child(step).and_then(|step| step.child("date")).map(Element::words)?;
            if words.is_empty() {
                return None;
            }
            let date = HistoricalDate::read(&words);
            if !date.is_understood() {
                reading.notice(doubtful_date(&words), holder.line);
            }
            Some(date)
        };
        let took_up = date("started").or_else(|| date("arrived"));
        let to = date("ended");
        let note = words("note");
        let declined = note.starts_with("Not commissioned") || note.starts_with("Declined");
        if took_up.is_none() && to.is_none() && (nominated || declined) {
            self.nominees += 1;
            return;
        }
        let from = took_up.or_else(|| date("appointed"));
        let office =
            Office { title: self.title_of(&words("role-title-id")), of: self.country.clone(), from, to };
        if let (Some(from), Some(to)) = (&office.from, &office.to)
            && to.latest.zip(from.earliest).is_some_and(|(to, from)| to < from)
        {
            let notice = Notice::doubt(
                "AUT005",
                format!(
                    "the office of `{person}` ends on {} before it begins on {}",
                    to.display, from.display
                ),
            )
            .in_field("ended")
            .with_hint("both are kept; see which is right");
            reading.notice(notice, holder.line);
        }
        self.add(person, office);
        if self.persons.len() >= MOST {
            self.hand_on(reading);
        }
    }

    /// The post's own title for its own key or a shorter one; any other role is spelt out.
    fn title_of(&self, role: &str) -> String {
        let own = !self.title.is_empty() && (role.is_empty() || self.key.starts_with(role));
        if own { self.title.clone() } else { spell_out(role) }
    }

    fn add(&mut self, person: String, office: Office) {
        let place = *self.places.entry(person).or_insert_with_key(|person| {
            self.persons.push(new_person(person));
            self.persons.len() - 1
        });
        let offices = &mut self.persons[place].offices;
        if !offices.contains(&office) {
            offices.push(office);
        }
    }

    fn hand_on(&mut self, reading: &mut Reading) {
        self.places.clear();
        for mut person in self.persons.drain(..) {
            person.offices.sort_by(Office::chronological);
            reading.hand_on(person);
        }
    }
}

fn new_person(key: &str) -> Authority {
    let heading = name_of(key);
    let mut person = Authority::new(AuthorityKind::Person, format!("{KEY}/{key}"), &heading);
    person.names = vec![name(NameKind::Preferred, &heading)];
    person.names[0].evidence =
        Some("made from the register's key, which has no accents or apostrophes".into());
    person
}

/// Particles that belong to the surname behind them.
const PARTICLES: [&str; 12] =
    ["van", "von", "de", "del", "della", "di", "du", "la", "le", "der", "den", "st"];

/// "jessup-philip-caryl" is Jessup, Philip Caryl; "van-buren-martin" Van Buren, Martin.
fn name_of(key: &str) -> String {
    let mut parts: Vec<&str> = key.split('-').filter(|part| !part.is_empty()).collect();
    let suffix = match parts.last() {
        Some(&"jr") => Some("Jr."),
        Some(&"sr") => Some("Sr."),
        Some(&"ii") => Some("II"),
        Some(&"iii") => Some("III"),
        Some(&"iv") => Some("IV"),
        _ => None,
    };
    if suffix.is_some() {
        parts.pop();
    }
    let particles = parts.iter().take_while(|part| PARTICLES.contains(part)).count();
    let (surname, given) = parts.split_at((particles + 1).min(parts.len()));
    let join = |parts: &[&str]| parts.iter().map(|part| spell(part)).collect::<Vec<_>>().join(" ");
    let mut name = join(surname);
    for more in
        [Some(join(given)).filter(|given| !given.is_empty()), suffix.map(str::to_owned)].into_iter().flatten()
    {
        name.push_str(", ");
        name.push_str(&more);
    }
    name
}

/// A word with a capital; a letter alone is an initial.
fn spell(part: &str) -> String {
    let mut letters = part.chars();
    let capital = letters.next().map(char::to_uppercase).into_iter().flatten().collect::<String>();
    let rest = letters.as_str();
    if rest.is_empty() && capital.chars().all(char::is_alphabetic) {
        format!("{capital}.")
    } else {
        capital + rest
    }
}

/// Diplomatic titles that keys shorten.
const SHORTENED: [(&str, &str); 5] = [
    ("ambassador-e-p", "ambassador-extraordinary-and-plenipotentiary"),
    ("envoy-extraordinary-minister", "envoy-extraordinary-and-minister"),
    ("charge-daffaires", "chargé-d’affaires"),
    ("agent-consul-general", "agent-and-consul-general"),
    ("minister-resident-consul-general", "minister-resident-and-consul-general"),
];
/// Words that have no capital inside a title.
const SMALL: [&str; 12] =
    ["of", "and", "the", "for", "at", "to", "in", "on", "ad", "interim", "d’affaires", "or"];

/// "envoy-extraordinary-minister-plenipotentiary" as one writes it. A figure at the end tells keys apart, no more.
fn spell_out(key: &str) -> String {
    let mut key = key.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-').to_owned();
    for (short, long) in SHORTENED {
        key = key.replace(short, long);
    }
    let words = key.split('-').filter(|word| !word.is_empty());
    let spelt = words.enumerate().map(|(place, word)| match place > 0 && SMALL.contains(&word) {
        true => word.to_owned(),
        false => {
            let mut letters = word.chars();
            letters.next().map(char::to_uppercase).into_iter().flatten().collect::<String>()
                + letters.as_str()
        }
    });
    spelt.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_keys() {
        for (key, name) in [
            ("lund-olaf-erik", "Lund, Olaf Erik"),
            ("lund-olaf-e-jr", "Lund, Olaf E., Jr."),
            ("van-der-berg-anna", "Van Der Berg, Anna"),
            ("lund", "Lund"),
            ("van", "Van"),
            ("", ""),
        ] {
            assert_eq!(name_of(key), name, "{key}");
        }
    }

    #[test]
    fn titles_are_spelt_out() {
        assert_eq!(spell_out("ambassador-e-p"), "Ambassador Extraordinary and Plenipotentiary");
        assert_eq!(spell_out("charge-daffaires-ad-interim"), "Chargé d’affaires ad interim");
        assert_eq!(spell_out("assistant-secretary2"), "Assistant Secretary");
        assert_eq!(spell_out("united-kingdom"), "United Kingdom");
    }
}
