//! The registers of an edition of letters: persons, places and bodies with their names, dates and identifiers.
//!
//! Not the lists of persons and terms in front of a volume, which are prose: [`super::lists`].

use super::dates;
use super::xml::{Element, fold_space};
use fonds_model::authority::{Coordinates, ExternalId};
use fonds_model::{Authority, AuthorityKind, AuthorityName, HistoricalDate, Language, NameKind};
use fonds_names::bare::invert_name;

/// Reads every entry that has an identifier.
pub(super) fn read(tree: &Element, register: String) -> Vec<Authority> {
    let mut entries = Vec::new();
    tree.find_all(
        &|element| kind_of(element).is_some() && element.attribute("xml:id").is_some(),
        &mut entries,
    );
    entries.into_iter().filter_map(|entry| read_entry(entry, &register)).collect()
}

fn kind_of(element: &Element) -> Option<(AuthorityKind, &'static str)> {
    match element.name.as_str() {
        "person" | "personGrp" => Some((AuthorityKind::Person, "persName")),
        "place" => Some((AuthorityKind::Place, "placeName")),
        "org" => Some((AuthorityKind::Organization, "orgName")),
        _ => None,
    }
}

fn read_entry(entry: &Element, register: &str) -> Option<Authority> {
    let (kind, name_element) = kind_of(entry)?;
    let key = format!("{register}/{}", entry.attribute("xml:id")?);
    let mut names: Vec<AuthorityName> = Vec::new();
    for element in entry.elements().filter(|element| element.name == name_element) {
        add_name(&mut names, element);
    }
    let preferred = entry
        .elements()
        .find(|element| element.name == name_element && element.attribute("type") == Some("pref"));
    if let Some(preferred) = preferred.map(name_of)
        && let Some(place) = names.iter().position(|name| name.form == preferred)
    {
        names.swap(0, place);
    }
    names.first_mut()?.kind = NameKind::Preferred;
    let mut authority = Authority::new(kind, key, "");
    if kind == AuthorityKind::Person {
        let natural = invert_name(&names[0].form);
        if !names.iter().any(|name| name.form == natural) {
            names.push(AuthorityName::new(NameKind::Variant, natural));
        }
    }
    authority.names = names;
    authority.dates = ["birth", "death"].iter().filter_map(|name| life_date(entry.child(name)?)).collect();
    authority.description = description_of(entry);
    authority.coordinates = entry.all("geo").first().and_then(|geo| coordinates(&geo.words()));
    authority.external_ids =
        entry.elements().filter(|element| element.name == "idno").filter_map(identifier).collect();
    authority.external_ids.dedup();
    Some(authority)
}

fn add_name(names: &mut Vec<AuthorityName>, element: &Element) {
    let form = name_of(element);
    if form.is_empty() || names.iter().any(|name| name.form == form) {
        return;
    }
    let mut name = AuthorityName::new(NameKind::Variant, form);
    name.language = element.attribute("xml:lang").and_then(Language::new);
    names.push(name);
}

/// "Ames, Arthur" of its parts; else the words.
fn name_of(name: &Element) -> String {
    let part = |part: &str| {
        let words: Vec<String> =
            name.all(part).into_iter().map(|e| e.words()).filter(|words| !words.is_empty()).collect();
        words.join(" ")
    };
    match (part("surname"), part("forename")) {
        (surname, forename) if !surname.is_empty() && !forename.is_empty() => {
            format!("{surname}, {forename}")
        }
        (surname, _) if !surname.is_empty() => surname,
        _ => fold_space(&name.words()),
    }
}

fn life_date(event: &Element) -> Option<HistoricalDate> {
    let date = event.first("date").unwrap_or(event);
    dates::read(date).0.map(|dated| dated.date).filter(|date| date.edtf.is_some())
}

fn description_of(entry: &Element) -> Option<String> {
    let words = entry
        .elements()
        .filter(|element| matches!(element.name.as_str(), "occupation" | "desc" | "note" | "state"));
    let words: Vec<String> = words.map(|element| element.words()).filter(|words| !words.is_empty()).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// "48,208333 16,373056" and "48.2, 16.4".
fn coordinates(words: &str) -> Option<Coordinates> {
    let mut numbers = words
        .split([' ', ';'])
        .map(|number| number.trim_matches(',').replace(',', "."))
        .filter(|n| !n.is_empty());
    let (latitude, longitude) = (numbers.next()?, numbers.next()?);
    let within = |number: &str, most: f64| number.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most);
    (within(&latitude, 90.0) && within(&longitude, 180.0)).then_some(Coordinates { latitude, longitude })
}

fn identifier(idno: &Element) -> Option<ExternalId> {
    let words = idno.words();
    let named = [idno.attribute("subtype"), idno.attribute("type")].into_iter().flatten();
    let scheme = scheme_of(&words)
        .map(str::to_owned)
        .or_else(|| named.map(str::to_lowercase).find(|name| !matches!(name.as_str(), "url" | "uri")))?;
    let value = words.trim_end_matches('/').rsplit(['/', '#']).next()?.trim().to_owned();
    (!value.is_empty()).then_some(ExternalId { scheme, value })
}

/// Registers that are known by their addresses.
const REGISTERS: [(&str, &str); 7] = [
    ("viaf.org/", "viaf"),
    ("wikidata.org/", "wikidata"),
    ("d-nb.info/gnd", "gnd"),
    ("geonames.org/", "geonames"),
    ("id.loc.gov/", "lcnaf"),
    ("isni.org/", "isni"),
    ("orcid.org/", "orcid"),
];

pub(super) fn scheme_of(url: &str) -> Option<&'static str> {
    REGISTERS.iter().find(|(address, _)| url.contains(address)).map(|(_, scheme)| *scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_commas_are_degrees() {
        let found = coordinates("48,208333 16,373056").unwrap();
        assert_eq!((found.latitude.as_str(), found.longitude.as_str()), ("48.208333", "16.373056"));
        assert!(coordinates("nowhere").is_none());
        assert!(coordinates("148,2 16,3").is_none());
    }
}
