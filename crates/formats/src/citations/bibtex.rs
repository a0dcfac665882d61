//! BibTeX, in the fields that BibLaTeX 3.20 knows (`date` takes EDTF, levels 0 and 1) and older styles read over.

use super::Reference;
use fonds_model::Document;
use std::fmt::Write;

/// One `@letter` or `@unpublished` entry, under the document's identifier. `url` is the permanent address.
pub fn bibtex(document: &Document, url: &str) -> String {
    let reference = Reference::of(document, url);
    // Styles that do not know `@letter` fall back to `@misc`.
    let kind = if reference.is_correspondence { "letter" } else { "unpublished" };
    let mut entry = format!("@{kind}{{fonds-{},\n", reference.id);
    let mut field = |name: &str, value: &str| {
        // Writing into a string does not fail.
        let _ = writeln!(entry, "  {name} = {{{value}}},");
    };
    // Braces keep the name whole: nothing says which part of it is the family's.
    let names = |names: &[&str]| {
        names.iter().map(|name| format!("{{{}}}", escaped(name))).collect::<Vec<_>>().join(" and ")
    };
    if !reference.authors.is_empty() {
        field("author", &names(&reference.authors));
    }
    field("title", &format!("{{{}}}", escaped(reference.title)));
    let mut notes = Vec::new();
    if let Some(date) = &reference.date {
        match &date.edtf {
            // Sets and groups, which level 2 has, would stop a style.
            Some(edtf) if edtf.chars().all(|c| c.is_ascii_digit() || "-/X?~.".contains(c)) => {
                field("date", &escaped(edtf));
            }
            _ => {}
        }
        if let Some(year) = date.year {
            field("year", &year.to_string());
        }
        if date.day.is_none() {
            notes.push(format!("dated {}", date.display));
        }
    }
    if !reference.recipients.is_empty() {
        notes.push(format!("to {}", reference.recipients.join("; ")));
    }
    let mut optional = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            field(name, &escaped(value));
        }
    };
    optional("type", reference.genre);
    optional("number", reference.number);
    optional("location", reference.place);
    optional("library", reference.source);
    let notes = (!notes.is_empty()).then(|| notes.join("; "));
    optional("note", notes.as_deref());
    let languages = (!reference.languages.is_empty()).then(|| reference.languages.join(", "));
    optional("language", languages.as_deref());
    optional("abstract", reference.abstract_words);
    // Addresses are taken literally by `url`; ours hold no braces.
    if !reference.url.is_empty() {
        field("url", reference.url);
    }
    entry.push_str("}\n");
    entry
}

/// Words as TeX reads them, on one line.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            '\\' => out.push_str("\\textbackslash "),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
