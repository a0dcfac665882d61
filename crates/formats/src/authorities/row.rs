//! One authority as a row of a table or an object of JSON gives it: fields by many names, values in lists.
//!
//! Which file the row stands in is not known here; see [`super::names`].

use super::people::{doubtful_date, life};
use super::{Reading, add_name, name};
use crate::keys::{Ordinals, slug};
use fonds_model::authority::{Coordinates, ExternalId, Office};
use fonds_model::{Authority, AuthorityKind, HistoricalDate, Link, NameKind, Notice};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Kind,
    Key,
    Name,
    /// Forms of which the first is the heading, unless there is a name.
    Forms,
    Variants,
    Covers,
    Misspellings,
    Birth,
    Death,
    Dates,
    Description,
    Offices,
    Broader,
    Latitude,
    Longitude,
    /// Whether the names are general knowledge; yes where nothing is said.
    Lexicon,
    /// An identifier in this register.
    Register(&'static str),
}

/// The field of a column or key of this name, whatever its case, spaces and final number: "Variant 2", "other_names".
pub(super) fn field_of(heading: &str) -> Option<Field> {
    let mut folded: String =
        heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let without_number = folded.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    folded.truncate(without_number);
    Some(match folded.as_str() {
        "kind" | "type" => Field::Kind,
        "key" | "id" | "identifier" => Field::Key,
        "name" | "preferred" | "preferredname" | "preflabel" | "heading" | "label" => Field::Name,
        "forms" | "names" => Field::Forms,
        "variants" | "variant" | "variantnames" | "alternates" | "alternatenames" | "aliases" | "alias"
        | "othernames" | "altlabel" | "alsoknownas" | "usedfor" => Field::Variants,
        "cover" | "covername" | "covernames" | "codename" | "codenames" | "pseudonym" | "pseudonyms" => {
            Field::Covers
        }
        "misspelling" | "misspellings" | "misspelt" => Field::Misspellings,
        "birth" | "born" | "birthyear" | "birthdate" | "dateofbirth" | "founded" => Field::Birth,
        "death" | "died" | "deathyear" | "deathdate" | "dateofdeath" | "dissolved" => Field::Death,
        "dates" | "lifedates" => Field::Dates,
        "description" | "note" | "notes" | "definition" | "remark" | "remarks" => Field::Description,
        "office" | "offices" | "position" | "positions" => Field::Offices,
        "broader" | "parent" => Field::Broader,
        "latitude" | "lat" => Field::Latitude,
        "longitude" | "lon" | "lng" | "long" => Field::Longitude,
        "lexicon" => Field::Lexicon,
        "viaf" => Field::Register("viaf"),
        "wikidata" | "qid" => Field::Register("wikidata"),
        "lcnaf" | "lccn" | "naf" => Field::Register("lcnaf"),
        "geonames" | "geonamesid" => Field::Register("geonames"),
        "gnd" => Field::Register("gnd"),
        "isni" => Field::Register("isni"),
        _ => return None,
    })
}

/// The kind that a word means; `None` for a word that is none of them.
pub(super) fn kind_of(word: &str) -> Option<AuthorityKind> {
    Some(match word.trim().to_lowercase().as_str() {
        "person" | "people" | "individual" => AuthorityKind::Person,
        "organization" | "organisation" | "corporate body" | "body" | "agency" | "party" | "institution"
        | "archive" | "newspaper" => AuthorityKind::Organization,
        "place" | "location" | "country" | "city" | "region" => AuthorityKind::Place,
        "subject" | "topic" | "term" | "concept" | "event" => AuthorityKind::Subject,
        _ => return None,
    })
}

/// The fields of one row, each with its values.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub line: u64,
    pub fields: Vec<(Field, Vec<String>)>,
}

impl Row {
    fn all(&self, wanted: Field) -> impl Iterator<Item = &str> {
        let values =
            self.fields.iter().filter(move |(field, _)| *field == wanted).flat_map(|(_, values)| values);
        values.map(|value| value.trim()).filter(|value| !value.is_empty())
    }
    fn first(&self, wanted: Field) -> Option<&str> {
        self.all(wanted).next()
    }

    /// Hands the authority on, with notices about what is doubtful in it.
    pub(super) fn take(&self, ordinals: &mut Ordinals, reading: &mut Reading) {
        let Some(heading) = self.first(Field::Name).or_else(|| self.first(Field::Forms)) else {
            return super::refuse(reading, self.line, "row", "name");
        };
        let kind = self.kind(reading);
        let key = self.key(kind, heading, ordinals, reading);
        let mut authority = Authority::new(kind, key, heading);
        authority.names = vec![name(NameKind::Preferred, heading)];
        let kinds = [
            (Field::Name, NameKind::Variant),
            (Field::Forms, NameKind::Variant),
            (Field::Variants, NameKind::Variant),
            (Field::Covers, NameKind::Cover),
            (Field::Misspellings, NameKind::Misspelling),
        ];
        for (field, kind) in kinds {
            self.all(field).for_each(|form| add_name(&mut authority.names, kind, form));
        }
        authority.dates = self.dates();
        for date in authority.dates.iter().filter(|date| !date.is_understood()) {
            reading.notice(doubtful_date(&date.display), self.line);
        }
        let description: Vec<&str> = self.all(Field::Description).collect();
        authority.description = Some(description.join("\n")).filter(|words| !words.is_empty());
        authority.offices = self
            .all(Field::Offices)
            .map(|title| Office { title: title.into(), of: None, from: None, to: None })
            .collect();
        authority.coordinates =
            self.first(Field::Latitude).zip(self.first(Field::Longitude)).map(|(latitude, longitude)| {
                Coordinates { latitude: latitude.into(), longitude: longitude.into() }
            });
        authority.broader = self.first(Field::Broader).map(|wider| self.link_to(kind, wider, reading));
        authority.external_ids = self.external_ids();
        // To say which names are the same is all that such a list is for.
        authority.lexicon = !self
            .first(Field::Lexicon)
            .is_some_and(|word| matches!(&*word.to_lowercase(), "no" | "false" | "0"));
        reading.hand_on(authority);
    }

    fn kind(&self, reading: &mut Reading) -> AuthorityKind {
        let Some(word) = self.first(Field::Kind) else { return AuthorityKind::Person };
        kind_of(word).unwrap_or_else(|| {
            let notice = Notice::doubt(
                "AUT004",
                format!("`{word}` is no kind of authority; it was taken for a subject"),
            )
            .in_field("kind")
            .with_hint("say person, organization, place or subject");
            reading.notice(notice, self.line);
            AuthorityKind::Subject
        })
    }

    /// The row's own key, else one made of its kind and heading.
    fn key(
        &self,
        kind: AuthorityKind,
        heading: &str,
        ordinals: &mut Ordinals,
        reading: &mut Reading,
    ) -> String {
        let source = &reading.origin.source;
        let wanted = match self.first(Field::Key) {
            Some(key) => format!("{source}/{key}"),
            None => format!("{source}/{}/{}", kind.word(), slug(heading)),
        };
        let (key, ordinal) = ordinals.next(wanted.clone());
        if ordinal > 1 {
            let notice = Notice::doubt(
                "AUT007",
                format!("`{wanted}` stands here for the {ordinal}. time; it was taken for another"),
            )
            .with_hint("if it is the same, join the rows; if not, give each a key in a column `id`");
            reading.notice(notice, self.line);
        }
        key
    }

    /// A wider authority is named by its key where rows have keys, else by its heading.
    fn link_to(&self, kind: AuthorityKind, wider: &str, reading: &Reading) -> Link {
        let source = &reading.origin.source;
        Link::source_key(match self.first(Field::Key) {
            Some(_) => format!("{source}/{wider}"),
            None => format!("{source}/{}/{}", kind.word(), slug(wider)),
        })
    }

    fn dates(&self) -> Vec<HistoricalDate> {
        if let Some(dates) = self.first(Field::Dates) {
            return match dates
                .split_once(['-', '–', '—', '/'])
                .map(|(birth, death)| (birth.trim(), death.trim()))
            {
                Some((birth, death)) if is_year(birth) && (is_year(death) || death.is_empty()) => {
                    life(birth, death)
                }
                _ => vec![HistoricalDate::read(dates)],
            };
        }
        life(self.first(Field::Birth).unwrap_or_default(), self.first(Field::Death).unwrap_or_default())
    }

    fn external_ids(&self) -> Vec<ExternalId> {
        let registers = self.fields.iter().filter_map(|(field, values)| match field {
            Field::Register(scheme) => Some((*scheme, values)),
            _ => None,
        });
        registers
            .flat_map(|(scheme, values)| values.iter().map(move |value| (scheme, value.trim())))
            .filter(|(_, value)| !value.is_empty())
            // The address of the register before the identifier says nothing new.
            .map(|(scheme, value)| (scheme, value.trim_end_matches('/').rsplit('/').next().unwrap_or(value)))
            .map(|(scheme, value)| ExternalId { scheme: scheme.into(), value: value.into() })
            .collect()
    }
}

fn is_year(words: &str) -> bool {
    (3..=4).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit())
}
