//! What the note on a document's source says: where the original lies, how it was marked, who drafted and cleared it,
//! when it came in.
//!
//! "Source: Department of State, Central Files, 611.93/1–758. Secret; Niact. Drafted by Clough and cleared with EUR." The
//! note's words are kept whole beside what is read of them. [`reference`] reads the path to the original.

mod reference;

use super::xml::Element;
use fonds_model::document::{MarkingKind, SecurityMarking};
use fonds_model::rendition::Locator;
use fonds_model::{Agent, AgentRole, ArchivalUnit};

pub(super) use reference::read as read_reference;

/// What a source note says.
#[derive(Debug, Default)]
pub(super) struct SourceNote {
    pub(super) verbatim: String,
    pub(super) unit: Option<ArchivalUnit>,
    pub(super) locator: Option<Locator>,
    pub(super) markings: Vec<SecurityMarking>,
    /// Names as written, not yet led to authorities.
    pub(super) agents: Vec<Agent>,
    /// The words behind "Received".
    pub(super) received: Option<String>,
    pub(super) summary: Option<String>,
}

/// Reads a note; none for one that says nothing of a source, such as "[Telegram]". `above` is the unit that "Ibid."
/// means.
pub(super) fn read(note: &Element, above: Option<&ArchivalUnit>) -> Option<SourceNote> {
    let words = note.words_without(&["note"]);
    let whole = words.clone();
    let source = ["Source: ", "Source, "].iter().find_map(|word| words.split_once(word));
    let (summary, words) = match source {
        Some((before, rest)) if before.is_empty() || before.starts_with("Summary:") => {
            let summary = before.trim_start_matches("Summary:").trim();
            ((!summary.is_empty()).then(|| summary.to_owned()), rest.to_owned())
        }
        _ => (None, file_number(&words).or_else(|| is_place(&words).then(|| words.clone()))?),
    };
    let is_source = whole.contains("Source");
    let (place, rest) = part(&words);
    let mut found = SourceNote { summary, ..read_rest(rest) };
    let (unit, locator) = read_reference(place, above);
    (found.unit, found.locator) = (unit, locator);
    // A bare number is kept as printed, without the path that it stands for.
    found.verbatim = if is_source { words } else { whole };
    Some(found)
}

/// The file number that older volumes print instead of a note: "File No. 861.51/135", "851G.01/2–1849: Telegram".
fn file_number(words: &str) -> Option<String> {
    let number = words.trim().trim_start_matches('[').trim_end_matches(']');
    let number = number.trim_start_matches("File No. ").trim_start_matches("File ").split(':').next()?.trim();
    reference::is_decimal(number).then(|| format!("Department of State, Central Files, {number}"))
}

/// Whether a note without the word "Source" is one: a path, then a marking.
fn is_place(words: &str) -> bool {
    let (place, rest) = part(words);
    place.contains(", ") && begins_with_marking(rest.trim_start())
}

/// Parts the place from what follows: before the first sentence that is a marking ("... KOR S. Secret; Exdis."), else after
/// the first sentence.
fn part(words: &str) -> (&str, &str) {
    let begins = |stop: &usize| begins_with_marking(words[stop + 1..].trim_start());
    let marked =
        words.match_indices(". ").chain(words.match_indices(", ")).map(|(stop, _)| stop).filter(begins).min();
    match marked.map(|stop| stop + 1).or(sentence_ends(words).first().copied()) {
        Some(end) => (words[..end].trim_end_matches(','), &words[end..]),
        None => (words, ""),
    }
}

/// Abbreviations behind which no sentence ends.
const ABBREVIATIONS: [&str; 47] = [
    "rep", "reps", "sen", "sens", "gov", "brig", "prof", "rev", "cmdr", "vol", "vols", "no", "nos", "dr",
    "mr", "mrs", "ms", "gen", "col", "lt", "capt", "maj", "adm", "jr", "sr", "st", "amb", "dept", "ed",
    "eds", "ff", "fols", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "etc", "cf", "u.s",
];

/// The sentences of some words.
pub(super) fn sentences(words: &str) -> Vec<&str> {
    let mut begin = 0;
    let mut sentences = Vec::new();
    for end in sentence_ends(words).into_iter().chain([words.len()]) {
        let sentence = words[begin..end].trim();
        if !sentence.is_empty() {
            sentences.push(sentence);
        }
        begin = end;
    }
    sentences
}

/// Where sentences end: the byte behind each full stop that ends one.
fn sentence_ends(words: &str) -> Vec<usize> {
    let stops = words.match_indices('.').map(|(stop, _)| stop);
    stops.filter(|stop| ends_sentence(words, *stop)).map(|stop| stop + 1).collect()
}

fn ends_sentence(words: &str, stop: usize) -> bool {
    let after = &words[stop + 1..];
    let closes = after.is_empty() || after.starts_with([' ', '”', ')', '"']);
    let goes_on = after.trim_start().starts_with(char::is_lowercase);
    if !closes || goes_on {
        return false;
    }
    let mut before = words[..stop].rsplit([' ', '(', '“', ',']);
    let word = before.next().unwrap_or_default().to_lowercase();
    let counted =
        before.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty());
    match word.as_str() {
        // "3 pp." ends one, "pp. 3–5" does not.
        "p" | "pp" => counted,
        word if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) => {
            is_numbered(words, stop)
        }
        word => !ABBREVIATIONS.contains(&word),
    }
}

/// Whether the single letter before this stop is a number: "Vol. I."
fn is_numbered(words: &str, stop: usize) -> bool {
    words[..stop]
        .strip_suffix(['I', 'V', 'X'])
        .is_some_and(|before| before.ends_with("Vol. ") || before.ends_with("Part "))
}

/// Words with which a marking begins, and what they mean.
const CLASSIFICATIONS: [&str; 11] = [
    "top secret",
    "secret",
    "confidential",
    "no classification marking",
    "unclassified",
    "limited official use",
    "official use only",
    "restricted",
    "for official use only",
    "administratively confidential",
    "plain",
];
const PRECEDENCES: [&str; 11] = [
    "niact",
    "niact immediate",
    "immediate",
    "operational immediate",
    "priority",
    "routine",
    "flash",
    "emergency",
    "us urgent",
    "rush",
    "deferred",
];

/// Whether a sentence is a marking: its first words are one, and a full stop or a semicolon follows them.
pub(super) fn begins_with_marking(sentence: &str) -> bool {
    // Longer than any marking; looking further would make long notes slow.
    let end = sentence.char_indices().map(|(at, c)| at + c.len_utf8()).take(80).last().unwrap_or(0);
    let Some((first, _)) = sentence[..end].split_once(['.', ';']) else { return false };
    classification_in(&first.trim().to_lowercase()).is_some()
        || first.trim().eq_ignore_ascii_case("eyes only")
}

/// The classification that some words are, alone or with what else is said of it: "Personal and Confidential",
/// "Secret/Noforn", "Restricted Security Information".
fn classification_in(lower: &str) -> Option<&'static str> {
    if lower.len() > 60 {
        return None;
    }
    let words = lower.trim_start_matches("personal and ").trim_end_matches(" security information");
    let words = words.split(['/', ',']).next().unwrap_or(words);
    let words = words.split(" with ").next().unwrap_or(words).trim();
    CLASSIFICATIONS.into_iter().find(|known| *known == words)
}

/// The markings in words parted by semicolons; "no classification marking" is none.
pub(super) fn read_markings(sentence: &str) -> Vec<SecurityMarking> {
    let sentence = sentence.trim().trim_end_matches('.');
    let parts = sentence.split(';').map(str::trim).filter(|part| !part.is_empty());
    let mut markings = Vec::new();
    for part in parts {
        let lower = part.to_lowercase();
        // What is longer, or tells who did something, is a sentence and no marking.
        let is_story = part.len() > 80 || HANDS.iter().any(|(verb, _)| lower.starts_with(verb));
        if is_story || lower.starts_with("no classification") {
            continue;
        }
        let mut add = |kind, words: &str| {
            markings.push(SecurityMarking { kind, as_written: words.trim().to_owned(), superseded_on: None });
        };
        match classification_in(&lower) {
            Some(known) if lower.len() == known.len() => add(MarkingKind::Classification, part),
            // What is said beside the classification tells how to handle the document.
            Some(known) => {
                let at = lower.find(known).filter(|_| lower.len() == part.len()).unwrap_or(0);
                let before = part[..at].trim().trim_end_matches(" and");
                let after = part[(at + known.len()).min(part.len())..]
                    .trim_matches(|c: char| matches!(c, '/' | ',' | ' '));
                add(MarkingKind::Classification, &part[at..(at + known.len()).min(part.len())]);
                for rest in [before, after].into_iter().filter(|rest| !rest.is_empty()) {
                    add(MarkingKind::Handling, rest);
                }
            }
            None if PRECEDENCES.contains(&lower.as_str()) => add(MarkingKind::Precedence, part),
            None => add(MarkingKind::Handling, part),
        }
    }
    markings
}

/// Whether these words alone are a marking: "Secret", "us urgent".
pub(super) fn is_marking(words: &str) -> bool {
    let lower = words.trim().trim_end_matches('.').to_lowercase();
    let known =
        |word: &str| CLASSIFICATIONS.contains(&word) || PRECEDENCES.contains(&word) || word == "eyes only";
    !lower.is_empty() && lower.split([';', ',', '—']).all(|part| known(part.trim()))
}

fn read_rest(rest: &str) -> SourceNote {
    let mut found = SourceNote::default();
    let ends = sentence_ends(rest);
    let mut begin = 0;
    for (number, end) in ends.iter().copied().chain([rest.len()]).enumerate() {
        let sentence = rest[begin..end].trim();
        begin = end;
        if number == 0 && begins_with_marking(sentence) {
            found.markings = read_markings(sentence);
        } else if let Some(words) = sentence.strip_prefix("Received ") {
            found.received = found.received.or_else(|| Some(words.trim_end_matches('.').to_owned()));
        } else {
            read_hands(sentence, &mut found.agents);
        }
    }
    found
}

/// Verbs by which a note says who had a hand in a document.
const HANDS: [(&str, AgentRole); 7] = [
    ("drafted", AgentRole::Drafter),
    ("prepared", AgentRole::Drafter),
    ("cleared", AgentRole::Clearer),
    ("concurred in", AgentRole::Clearer),
    ("approved", AgentRole::Clearer),
    ("transcribed", AgentRole::NoteTaker),
    ("interpreted", AgentRole::Interpreter),
];

/// "Drafted by Newlin and Martin; cleared in the White House, by Parsons, and in NEA; and approved by Wilcox."
fn read_hands(sentence: &str, agents: &mut Vec<Agent>) {
    let lower = sentence.to_lowercase();
    // Letters whose lower case is longer would shift the places; such a sentence is none of the kind.
    if lower.len() != sentence.len() || !HANDS.iter().any(|(verb, _)| lower.starts_with(verb)) {
        return;
    }
    let mut starts: Vec<(usize, usize, AgentRole)> = Vec::new();
    for (verb, role) in HANDS {
        starts.extend(lower.match_indices(verb).map(|(at, verb)| (at, at + verb.len(), role)));
    }
    starts.sort_unstable_by_key(|(at, ..)| *at);
    // "Drafted and approved by Rusk": a verb without names of its own has those of the next.
    let mut waiting: Vec<AgentRole> = Vec::new();
    for (number, (_, end, role)) in starts.iter().enumerate() {
        if !waiting.contains(role) {
            waiting.push(*role);
        }
        let until = starts.get(number + 1).map_or(sentence.len(), |(at, ..)| *at);
        let clause = &sentence[*end..until];
        if ["", "and", ",", ", and"].contains(&clause.trim()) {
            continue;
        }
        for name in names_in(clause) {
            agents.extend(waiting.iter().map(|role| hand(*role, name)));
        }
        waiting.clear();
    }
}

fn hand(role: AgentRole, words: &str) -> Agent {
    let mut agent = Agent::new(role, words);
    if let Some((name, office)) = words.split_once(" in ").or_else(|| words.split_once(" of ")) {
        agent.office_as_written = Some(office.trim().to_owned());
        agent.bare_name = Some(name.trim().to_owned());
    }
    agent
}

/// The names behind "by" or "with" in a clause.
fn names_in(clause: &str) -> impl Iterator<Item = &str> {
    let by = [" by ", " with "].iter().filter_map(|word| clause.find(word).map(|at| at + word.len())).min();
    let clause = by.map_or("", |at| &clause[at..]);
    let clause = [" on ", " for ", " (", " was ", " who ", " under ", " but ", " at "]
        .iter()
        .filter_map(|end| clause.find(end))
        .min()
        .map_or(clause, |end| &clause[..end]);
    clause.split([',', ';']).flat_map(|part| part.split(" and ")).filter_map(|name| {
        let name = name.trim().trim_start_matches("and ").trim_end_matches(['.', ',', ';']).trim();
        let begins = name.chars().next().is_some_and(|c| c.is_uppercase());
        (begins && name.len() < 80).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tei::xml::Node;

    fn read_words(words: &str) -> SourceNote {
        let note =
            Element { name: "note".into(), children: vec![Node::Text(words.into())], ..Element::default() };
        read(&note, None).unwrap()
    }

    fn hands(note: &SourceNote) -> Vec<(AgentRole, &str)> {
        note.agents.iter().map(|agent| (agent.role, agent.principal_name())).collect()
    }

    #[test]
    fn a_note_says_where_how_marked_and_by_whom() {
        let note = read_words(
            "Source: Department of State, Central Files, 611.93/1–758. Secret; Niact. Drafted by Ames and Orr in CA; \
             cleared in the Embassy, by Poole, and in NEA; and approved by Wade. Received at 8:42 a.m. on May 3.",
        );
        assert_eq!(
            note.unit.as_ref().unwrap().citation(),
            "Department of State, Central Files, decimal file 611.93"
        );
        assert_eq!(note.locator.as_ref().unwrap().from.as_deref(), Some("1–758"));
        let markings: Vec<_> = note.markings.iter().map(|m| (m.kind, m.as_written.as_str())).collect();
        assert_eq!(markings, [(MarkingKind::Classification, "Secret"), (MarkingKind::Precedence, "Niact")]);
        assert_eq!(
            hands(&note),
            [
                (AgentRole::Drafter, "Ames"),
                (AgentRole::Drafter, "Orr"),
                (AgentRole::Clearer, "Poole"),
                (AgentRole::Clearer, "Wade")
            ]
        );
        assert_eq!(note.received.as_deref(), Some("at 8:42 a.m. on May 3"));
    }

    #[test]
    fn volume_numbers_do_not_end_the_place() {
        let note = read_words(
            "Source: Ames Library, Country File, USSR, Vol. I. Secret. Drafted and approved by Orr.",
        );
        assert_eq!(note.unit.unwrap().reference.last().unwrap().value, "I");
        let roles: Vec<_> = note.agents.iter().map(|agent| agent.role).collect();
        assert_eq!(roles, [AgentRole::Drafter, AgentRole::Clearer]);
    }

    #[test]
    fn no_marking_is_not_a_marking() {
        assert!(
            read_words("Source: Ames Library, Papers, Box 3. No classification marking. Sent.")
                .markings
                .is_empty()
        );
    }

    #[test]
    fn a_bare_file_number_lies_in_the_central_files() {
        assert_eq!(read_words("851G.01/2–1849: Telegram").unit.unwrap().reference[1].value, "851G.01");
        let words = Element { children: vec![Node::Text("[Telegram]".into())], ..Element::default() };
        assert!(read(&words, None).is_none());
    }
}
