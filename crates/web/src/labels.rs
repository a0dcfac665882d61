//! What things are called on a page in English: facets, roles, kinds, languages, scripts' directions.
//!
//! The one place for such words, so that other languages of the interface have one place to go.

use fonds_archive::concordance::Order;
use fonds_archive::discover::{Facet, Scope, Sort};
use fonds_model::document::{DateBasis, DateRole};
use fonds_model::rendition::{RelationKind, WitnessKind};
use fonds_model::{AgentRole, AuthorityKind, NameKind, RenditionKind};

pub(crate) fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Genre => "Kind",
        Facet::Sender => "From",
        Facet::Recipient => "To",
        Facet::Participant => "Participants",
        Facet::Person => "People",
        Facet::Organization => "Organizations",
        Facet::Place => "Places",
        Facet::SentFrom => "Sent from",
        Facet::Covers => "Places treated",
        Facet::Subject => "Subjects",
        Facet::Collection => "Collections",
        Facet::Repository => "Repositories",
        Facet::Language => "Languages",
        Facet::Marking => "Security markings",
        Facet::Year => "Years",
    }
}

/// The words for a value that is no heading.
pub(crate) fn facet_value(facet: Facet, value: &str, label: &str) -> String {
    if facet == Facet::Language { language(value) } else { label.to_owned() }
}

pub(crate) fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Everything => "Everything",
        Scope::Titles => "Titles",
        Scope::Abstracts => "Abstracts",
        Scope::Text => "Full text",
        Scope::People => "People",
        Scope::Places => "Places",
        Scope::Subjects => "Subjects",
        Scope::References => "Source references",
        Scope::Notes => "Notes",
    }
}

/// A field of the query language: "Title", "Not title".
pub(crate) fn field(name: &str, excluded: bool) -> String {
    if excluded {
        return format!("Not {name}");
    }
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

pub(crate) fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Date => "Oldest first",
        Sort::DateDescending => "Newest first",
        Sort::Relevance => "Most relevant first",
    }
}

pub(crate) fn line_order(order: Order) -> &'static str {
    match order {
        Order::Date => "By date",
        Order::Left => "By the words before",
        Order::Right => "By the words behind",
    }
}

pub(crate) fn agent_role(role: AgentRole) -> &'static str {
    match role {
        AgentRole::Sender => "From",
        AgentRole::Recipient => "To",
        AgentRole::Via => "Via",
        AgentRole::Participant => "Participants",
        AgentRole::Author => "Author",
        AgentRole::Issuer => "Issued by",
        AgentRole::Drafter => "Drafted by",
        AgentRole::Signatory => "Signed by",
        AgentRole::Clearer => "Cleared by",
        AgentRole::NoteTaker => "Notes taken by",
        AgentRole::Interpreter => "Interpreter",
        AgentRole::Decipherer => "Deciphered by",
        AgentRole::CopiedTo => "Copied to",
        AgentRole::Translator => "Translated by",
        AgentRole::Contributor => "Contributed by",
        AgentRole::Donor => "Given by",
        AgentRole::Publisher => "Published by",
        AgentRole::Editor => "Edited by",
        AgentRole::Mentioned => "Mentioned",
    }
}

pub(crate) fn date_role(role: DateRole) -> &'static str {
    match role {
        DateRole::Created => "Written",
        DateRole::Signed => "Signed",
        DateRole::Sent => "Sent",
        DateRole::Received => "Received",
        DateRole::Deciphered => "Deciphered",
        DateRole::Distributed => "Distributed",
        DateRole::Event => "Of an event",
        DateRole::Published => "Published",
        DateRole::Declassified => "Declassified",
    }
}

pub(crate) fn basis(basis: DateBasis) -> Option<&'static str> {
    match basis {
        DateBasis::Stated => None,
        DateBasis::Inferred => Some("inferred"),
        DateBasis::Postmark => Some("from the postmark"),
        DateBasis::Title => Some("from the title"),
    }
}

pub(crate) fn relation(kind: RelationKind, incoming: bool) -> &'static str {
    match (kind, incoming) {
        (RelationKind::ReplyTo, false) => "Answers",
        (RelationKind::ReplyTo, true) => "Answered by",
        (RelationKind::Encloses, false) => "Encloses",
        (RelationKind::Encloses, true) => "Enclosed in",
        (RelationKind::Attachment, false) => "Attached to",
        (RelationKind::Attachment, true) => "Has attached",
        (RelationKind::DraftOf, false) => "Draft of",
        (RelationKind::DraftOf, true) => "Drafted in",
        (RelationKind::CopyOf, false) => "Copy of",
        (RelationKind::CopyOf, true) => "Copied in",
        (RelationKind::ExcerptOf, false) => "Excerpt of",
        (RelationKind::ExcerptOf, true) => "Excerpted in",
        (RelationKind::DeciphermentOf, false) => "Decipherment of",
        (RelationKind::DeciphermentOf, true) => "Deciphered as",
        (RelationKind::SameTextAs, _) => "The same text as",
        (RelationKind::Mentions, false) => "Refers to",
        (RelationKind::Mentions, true) => "Referred to in",
        (RelationKind::Related, _) => "Related to",
    }
}

pub(crate) fn witness(kind: WitnessKind) -> &'static str {
    match kind {
        WitnessKind::Original => "Original",
        WitnessKind::Copy => "Copy",
        WitnessKind::Draft => "Draft",
        WitnessKind::Decipherment => "Decipherment",
        WitnessKind::Excerpt => "Excerpt",
        WitnessKind::Print => "Print",
    }
}

pub(crate) fn rendition(kind: RenditionKind) -> &'static str {
    match kind {
        RenditionKind::Scan => "Scan",
        RenditionKind::Transcription => "Transcription",
        RenditionKind::Translation => "Translation",
        RenditionKind::Recording => "Recording",
    }
}

pub(crate) fn authorities(kind: AuthorityKind) -> &'static str {
    match kind {
        AuthorityKind::Person => "People",
        AuthorityKind::Organization => "Organizations",
        AuthorityKind::Place => "Places",
        AuthorityKind::Subject => "Subjects",
    }
}

pub(crate) fn name_kind(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Preferred => "",
        NameKind::Variant => "also written",
        NameKind::Cover => "cover name",
        NameKind::Office => "by office",
        NameKind::Misspelling => "misspelt",
    }
}

/// The English name of a language, by the first part of its tag; the tag itself where we have none.
pub(crate) fn language(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag);
    let name = match primary {
        "ar" => "Arabic",
        "be" => "Belarusian",
        "bg" => "Bulgarian",
        "bs" => "Bosnian",
        "cs" => "Czech",
        "da" => "Danish",
        "de" => "German",
        "el" => "Greek",
        "en" => "English",
        "es" => "Spanish",
        "et" => "Estonian",
        "fa" => "Persian",
        "fi" => "Finnish",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "hr" => "Croatian",
        "hu" => "Hungarian",
        "hy" => "Armenian",
        "id" => "Indonesian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ka" => "Georgian",
        "ko" => "Korean",
        "lt" => "Lithuanian",
        "lv" => "Latvian",
        "mk" => "Macedonian",
        "mn" => "Mongolian",
        "nl" => "Dutch",
        "no" | "nb" | "nn" => "Norwegian",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "sk" => "Slovak",
        "sl" => "Slovenian",
        "sq" => "Albanian",
        "sr" => "Serbian",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "ur" => "Urdu",
        "vi" => "Vietnamese",
        "zh" => "Chinese",
        _ => return tag.to_owned(),
    };
    name.to_owned()
}

/// The direction in which a language is written, by its tag.
pub(crate) fn direction(tag: Option<&str>) -> &'static str {
    let Some(tag) = tag else { return "auto" };
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let latin = parts.any(|part| part.eq_ignore_ascii_case("latn") || part.eq_ignore_ascii_case("cyrl"));
    match primary {
        "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" if !latin => "rtl",
        _ => "ltr",
    }
}
