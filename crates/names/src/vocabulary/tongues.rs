//! French, German and Spanish words of titles, with the English word that does the same work.
//!
//! Enough for "Lettre de Georges Bidault à Robert Schuman", no dictionary: names of bodies and offices in these tongues
//! stand with the English ones in [`super::bodies`] and [`super::offices`]. How they are put to use is
//! [`crate::title::tongues`]'s.

/// A tongue other than English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// French.
    French,
    /// German.
    German,
    /// Spanish, and Portuguese where it has the same words.
    Spanish,
}

/// The genre nouns by which a tongue is known.
const NOUNS: [(Tongue, &[&str]); 3] = [
    (
        Tongue::French,
        &[
            "lettre",
            "lettres",
            "télégramme",
            "télégrammes",
            "telegramme",
            "dépêche",
            "dépêches",
            "rapport",
            "note",
            "message",
            "discours",
            "compte-rendu",
            "procès-verbal",
            "entretien",
            "déclaration",
        ],
    ),
    (
        Tongue::German,
        &[
            "brief",
            "briefe",
            "telegramm",
            "telegramme",
            "fernschreiben",
            "schreiben",
            "bericht",
            "vermerk",
            "aufzeichnung",
            "protokoll",
            "niederschrift",
            "notiz",
            "gespräch",
            "rede",
            "erklärung",
            "beschluss",
        ],
    ),
    (
        Tongue::Spanish,
        &[
            "carta",
            "cartas",
            "telegrama",
            "telegramas",
            "informe",
            "nota",
            "despacho",
            "memorándum",
            "mensaje",
            "acta",
            "discurso",
            "declaración",
            "resolución",
            "relatório",
            "ofício",
            "conversación",
        ],
    ),
];

/// The tongues that have the noun.
pub fn tongues_of(folded: &str) -> impl Iterator<Item = Tongue> {
    NOUNS.iter().filter(move |(_, nouns)| nouns.contains(&folded)).map(|(tongue, _)| *tongue)
}

/// The English small word that does the work of this one in a title.
///
/// ```
/// use fonds_names::vocabulary::tongues::{small_word, Tongue};
/// assert_eq!(small_word(Tongue::German, "an"), Some("to"));
/// assert_eq!(small_word(Tongue::French, "an"), None);
/// ```
pub fn small_word(tongue: Tongue, folded: &str) -> Option<&'static str> {
    Some(match (tongue, folded) {
        (Tongue::French, "de" | "du" | "des" | "d'") | (Tongue::German, "von" | "vom" | "des") => "from",
        (Tongue::Spanish, "de" | "del" | "do" | "da") => "from",
        (Tongue::French, "à" | "au" | "aux")
        | (Tongue::German, "an")
        | (Tongue::Spanish, "a" | "al" | "ao" | "à") => "to",
        (Tongue::French, "pour") | (Tongue::German, "für") | (Tongue::Spanish, "para") => "for",
        (Tongue::French, "par") | (Tongue::German, "durch") | (Tongue::Spanish, "por") => "by",
        (Tongue::French, "avec") | (Tongue::German, "mit") | (Tongue::Spanish, "con" | "com") => "with",
        (Tongue::French | Tongue::Spanish, "entre") | (Tongue::German, "zwischen") => "between",
        (Tongue::French, "sur" | "concernant") | (Tongue::German, "über" | "betreffend" | "zu" | "zur") => {
            "on"
        }
        (Tongue::Spanish, "sobre") => "on",
        (Tongue::French, "et") | (Tongue::German, "und") | (Tongue::Spanish, "y" | "e") => "and",
        (Tongue::French, "en" | "dans") | (Tongue::German, "in") | (Tongue::Spanish, "en" | "em") => "in",
        (Tongue::French, "le" | "la" | "les" | "l'") | (Tongue::Spanish, "el" | "la" | "los" | "las") => {
            "the"
        }
        (Tongue::German, "der" | "die" | "das" | "dem" | "den") => "the",
        _ => return None,
    })
}
