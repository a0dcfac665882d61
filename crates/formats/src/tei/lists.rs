//! The lists of persons and of terms in front of a volume, as authorities.

use super::xml::{Element, Node, fold_space};
use fonds_model::{Authority, AuthorityKind, AuthorityName, NameKind};
use fonds_names::bare::invert_name;

/// Reads a section with lists.
pub(super) fn read(section: &Element, stem: &str) -> Vec<Authority> {
    let items = section.all("item");
    items.into_iter().filter_map(|item| read_item(item, stem)).collect()
}

fn read_item(item: &Element, stem: &str) -> Option<Authority> {
    let named = |name: &str| {
        let mut found = Vec::new();
        item.find_all(&|e| e.name == name && e.attribute("xml:id").is_some(), &mut found);
        found.first().copied()
    };
    let name = named("persName").or_else(|| named("term"))?;
    let id = name.attribute("xml:id")?;
    let words = trim_end(&name.words()).to_owned();
    if words.is_empty() {
        return None;
    }
    let description = after(item, name);
    let key = format!("{stem}/{id}");
    if name.name == "persName" {
        return Some(person(key, &words, description));
    }
    Some(term(key, &words, description))
}

fn trim_end(words: &str) -> &str {
    words.trim().trim_end_matches([',', ';', ':']).trim_end()
}

/// The words of an entry after its name.
fn after(item: &Element, name: &Element) -> Option<String> {
    let mut raw = String::new();
    let mut passed = false;
    write_after(item, name, &mut passed, &mut raw);
    let words = fold_space(&raw);
    let words = words.trim_start_matches([',', ';', ':', '.', ' ']).trim();
    (!words.is_empty()).then(|| words.to_owned())
}

fn write_after(element: &Element, name: &Element, passed: &mut bool, out: &mut String) {
    for node in &element.children {
        match node {
            Node::Text(text) if *passed => out.push_str(text),
            Node::Text(_) => {}
            Node::Element(inner) if std::ptr::eq(inner, name) => *passed = true,
            Node::Element(inner) => write_after(inner, name, passed, out),
        }
    }
}

fn person(key: String, words: &str, description: Option<String>) -> Authority {
    let mut person = Authority::new(AuthorityKind::Person, key, words);
    let mut add = |form: &str| {
        let form = form.trim();
        if !form.is_empty() && !person.names.iter().any(|name| name.form == form) {
            person.names.push(AuthorityName::new(NameKind::Variant, form));
        }
    };
    // "Mao Tse-tung (Mao Zedong)" has two names, "Ames, Lord (Robert)" a part of one.
    let (name, other) = match words.strip_suffix(')').and_then(|words| words.split_once('(')) {
        Some((name, other)) => (name.trim(), Some(other)),
        None => (words, None),
    };
    add(name);
    add(&invert_name(name));
    if let Some(other) = other.filter(|other| other.contains([' ', '-']) && !other.contains(',')) {
        add(other.trim_start_matches("also "));
    }
    // "Chou En-lai, see Zhou Enlai" and "(also Zhou Enlai)" give another spelling.
    if let Some(description) = &description
        && let Some(other) = ["see also ", "see ", "also known as ", "(also "].iter().find_map(|mark| {
            let rest = description.split_once(mark).filter(|(before, _)| before.len() < 3)?.1;
            Some(rest.split([',', ';', ')', '.']).next().unwrap_or_default().trim().to_owned())
        })
        && !other.is_empty()
    {
        add(&other);
    }
    person.description = description;
    person
}

/// Words that make an expansion the name of a body rather than of a thing.
const BODIES: [&str; 34] = [
    "agency",
    "department",
    "office",
    "bureau",
    "committee",
    "commission",
    "council",
    "organization",
    "union",
    "party",
    "ministry",
    "embassy",
    "forces",
    "force",
    "administration",
    "service",
    "board",
    "corps",
    "staff",
    "group",
    "army",
    "navy",
    "command",
    "division",
    "section",
    "association",
    "institute",
    "company",
    "corporation",
    "republic",
    "mission",
    "government",
    "bank",
    "community",
];

/// A term: what its abbreviation stands for is its heading where it is a name; a body where a word of it says so.
fn term(key: String, words: &str, description: Option<String>) -> Authority {
    let expansion =
        description.as_deref().map(|d| d.split(';').next().unwrap_or(d).trim().trim_end_matches('.'));
    let is_name = |expansion: &&str| expansion.starts_with(char::is_uppercase) && expansion.len() <= 120;
    let is_body = |expansion: &str| {
        let mut parts = expansion.split(|c: char| !c.is_alphabetic());
        parts.any(|word| BODIES.contains(&word.to_lowercase().as_str()))
    };
    let mut term = match expansion.filter(is_name) {
        Some(expansion) => {
            let kind = if is_body(expansion) { AuthorityKind::Organization } else { AuthorityKind::Subject };
            let mut term = Authority::new(kind, key, expansion);
            if words != expansion {
                term.names.push(AuthorityName::new(NameKind::Variant, words));
            }
            term
        }
        None => Authority::new(AuthorityKind::Subject, key, words),
    };
    term.description = description;
    term
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(authority: &Authority) -> Vec<&str> {
        authority.names.iter().map(|name| name.form.as_str()).collect()
    }

    #[test]
    fn a_name_in_brackets_is_another_name_and_a_part_of_one_is_not() {
        let person = |words: &str| person("v/p_A".into(), words, None);
        assert_eq!(
            names(&person("Orr Kee-san (Or Gisan)")),
            ["Orr Kee-san (Or Gisan)", "Orr Kee-san", "Or Gisan"]
        );
        assert_eq!(names(&person("Ames, Lydia J.")), ["Ames, Lydia J.", "Lydia J. Ames"]);
        assert_eq!(names(&person("Bell, Ida (Ned)")), ["Bell, Ida (Ned)", "Bell, Ida", "Ida Bell"]);
    }

    #[test]
    fn an_entry_that_sends_elsewhere_gives_another_spelling() {
        let person = person("v/p_A".into(), "Or Gisan", Some("see Orr Kee-san".into()));
        assert_eq!(names(&person), ["Or Gisan", "Orr Kee-san"]);
    }

    #[test]
    fn an_abbreviation_of_a_body_is_a_body() {
        let term = |words: &str, meaning: &str| term("v/t_A".into(), words, Some(meaning.into()));
        let board = term("NWB", "Norland Water Board");
        assert_eq!(
            (board.kind, names(&board)),
            (AuthorityKind::Organization, vec!["Norland Water Board", "NWB"])
        );
        let east = term("FE", "Far East");
        assert_eq!((east.kind, names(&east)), (AuthorityKind::Subject, vec!["Far East", "FE"]));
        assert_eq!(names(&term("Noforn", "not for foreign readers")), ["Noforn"]);
    }
}
