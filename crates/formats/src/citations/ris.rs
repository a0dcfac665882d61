//! RIS: a tag of two characters and a value on each line, ended by `ER`. The tags are those that Zotero and EndNote
//! read for manuscripts (`MANSCPT`) and letters (`PCOMM`).

use super::Reference;
use fonds_model::Document;

/// One record. `url` is the permanent address. Lines end with carriage return and line feed, as the format asks.
pub fn ris(document: &Document, url: &str) -> String {
    let reference = Reference::of(document, url);
    let mut record = String::new();
    let mut tag = |tag: &str, value: &str| {
        record.push_str(tag);
        record.push_str("  - ");
        record.extend(
            value
                .chars()
                .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }),
        );
        record.push_str("\r\n");
    };
    tag("TY", if reference.is_correspondence { "PCOMM" } else { "MANSCPT" });
    tag("ID", &reference.id);
    tag("TI", reference.title);
    reference.authors.iter().for_each(|name| tag("AU", name));
    // For letters A2 is the recipient.
    reference.recipients.iter().for_each(|name| tag("A2", name));
    if let Some(date) = &reference.date {
        if let Some(year) = date.year {
            tag("PY", &format!("{year:04}"));
        }
        match date.day.map(|day| day.year_month_day()) {
            Some((year, month, day)) => tag("DA", &format!("{year:04}/{month:02}/{day:02}/")),
            None => tag("N1", &format!("dated {}", date.display)),
        }
    }
    let mut optional = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            tag(name, value);
        }
    };
    optional("M3", reference.genre);
    optional("M1", reference.number);
    optional("CY", reference.place);
    optional("AV", reference.source);
    optional("AB", reference.abstract_words);
    reference.languages.iter().for_each(|language| optional("LA", Some(language)));
    optional("UR", Some(reference.url).filter(|url| !url.is_empty()));
    tag("ER", "");
    record.push_str("\r\n");
    record
}
