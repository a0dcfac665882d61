//! One party: which of its words are the name, which the office, and what a bracket beside them says.
//!
//! It takes the words of one person or body; dividing a list of them is [`super::parties`].

use super::brackets::{self, Inside, Reading};
use super::name_words::{find_name, is_place_run};
use super::nameless::read_nameless;
use super::tokens::{Kind, Token};
use crate::vocabulary::{Class, genres, places, topics};

/// What the words of one party amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Somebody with a name.
    Person,
    /// An office without its holder's name.
    Office,
    /// A body.
    Body,
    /// A place.
    Place,
    /// "Jr."
    Suffix,
    /// Only words that qualify: "Research" of "Intelligence and Research".
    Qualifier,
    /// No party: the subject begins here.
    Topic,
    /// A date or nothing at all.
    Nothing,
}

/// One party as read.
#[derive(Debug, Clone)]
pub struct Party {
    /// What the words amount to.
    pub what: What,
    /// Where the words begin and end in the title.
    pub span: (usize, usize),
    /// The bare name, or the name of office or body.
    pub bare: String,
    /// The office, where there is a person as well.
    pub office: Option<String>,
    /// What a bracket says of the person meant.
    pub bracket: Option<Reading>,
    /// Whether the name is that of the holder in brackets: "the Ambassador in China (Stuart)".
    pub holder: bool,
    /// Whether there is something about it that only persons have: honorific, initials, office.
    pub marked: bool,
    /// Whether it begins with "the".
    pub definite: bool,
    /// Whether the office of a person is more than a form of address.
    pub titled: bool,
    /// Whether its words name a body somewhere.
    pub has_body: bool,
}

/// Reads the words of one party.
pub fn read_party(title: &str, tokens: &[Token]) -> Party {
    let words: Vec<&Token> = tokens.iter().filter(|t| t.kind == Kind::Word).collect();
    let span = span_of(tokens);
    let mut party = Party {
        what: What::Nothing,
        span,
        bare: String::new(),
        office: None,
        bracket: None,
        holder: false,
        marked: false,
        titled: words.iter().any(|w| w.class == Class::Office),
        definite: words.first().is_some_and(|w| w.is("the")),
        has_body: words.iter().any(|w| w.class == Class::Body),
    };
    if tokens.first().is_some_and(|t| t.kind == Kind::Group && is_withheld(title, t)) {
        // "[name not declassified] of the Western Hemisphere Division": somebody, whom the marking stands for.
        let (start, end) = (span.0, words.last().map_or(span.1, |w| w.end.max(tokens[0].end)));
        return Party {
            what: What::Office,
            bare: title.get(start..end).unwrap_or("").to_owned(),
            marked: true,
            ..party
        };
    }
    // "The Hague": an article may belong to a place.
    let whole_place = is_place_run(&words);
    party.definite &= !whole_place;
    let lead = if whole_place { 0 } else { words.iter().take_while(|w| is_lead(w)).count() };
    let words = &words[lead..];
    if words.is_empty() {
        return read_wordless(title, tokens, party);
    }
    if words.iter().all(|w| w.class == Class::Suffix) {
        party.what = What::Suffix;
        return party;
    }
    if speaks_of_an_act(words) {
        party.what = What::Topic;
        return party;
    }
    let name = find_name(title, words);
    party.marked = lead > usize::from(party.definite)
        || words.iter().any(|w| matches!(w.class, Class::Initials | Class::Office | Class::Honorific));
    match name {
        Some((from, until)) => read_person(title, tokens, words, (from, until), &mut party),
        None => read_nameless(title, tokens, words, &mut party),
    }
    party
}

/// "Ambassador Ivanov's Meeting", "Mao's Visit": an act, not a party.
fn speaks_of_an_act(words: &[&Token]) -> bool {
    // "Information for the President": a document.
    let document = words.len() > 2
        && genres::is_genre_noun(&words[0].folded)
        && matches!(words[1].folded.as_str(), "for" | "on" | "about" | "from");
    // "Premier Fang's Stay", but not "Romania's Maurer".
    let thing = |pair: &[&Token]| {
        pair[0].possessive
            && pair[0].class == Class::Name
            && pair[1].class == Class::Name
            && !places::is_place_word(&pair[0].folded)
    };
    document
        || words.windows(2).any(thing)
        || words
            .windows(2)
            .any(|pair| pair[0].possessive && matches!(pair[1].class, Class::Genre | Class::Topic))
}

/// An article or a possessive pronoun before the party.
fn is_lead(word: &Token) -> bool {
    word.class != Class::Initials
        && matches!(word.folded.as_str(), "the" | "a" | "an" | "all" | "both" | "certain" | "his" | "her")
}

fn span_of(tokens: &[Token]) -> (usize, usize) {
    let solid =
        |t: &&Token| !matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Stop);
    let start = tokens.iter().find(solid).map_or(0, |t| t.start);
    let end = tokens.iter().rev().find(solid).map_or(start, |t| t.end);
    (start, end)
}

/// "[name not declassified]", "[2 places not declassified]".
pub(super) fn is_withheld(title: &str, group: &Token) -> bool {
    group.text(title).contains("not declassified")
}

/// Nothing but a bracket or a date.
fn read_wordless(title: &str, tokens: &[Token], mut party: Party) -> Party {
    // "[Unknown] to Mao": the bracket is the party.
    if let Some(group) = tokens.iter().find(|t| t.kind == Kind::Group)
        && !brackets::is_editorial(group, title)
        && tokens.iter().filter(|t| t.kind == Kind::Group).count() == 1
    {
        let inner = read_party(title, &group.inner);
        return Party { span: party.span, ..inner };
    }
    party.what = What::Nothing;
    party
}

fn read_person(
    title: &str,
    tokens: &[Token],
    words: &[&Token],
    (from, until): (usize, usize),
    party: &mut Party,
) {
    let name: Vec<&Token> = words[from..until].to_vec();
    if name.iter().any(|w| topics::is_topic_noun(&w.folded) && w.class == Class::Topic) {
        party.what = What::Topic;
        return;
    }
    let (start, end) = (name[0].start, name[name.len() - 1].end);
    let own = possessive_stripped(title, start, end, name[name.len() - 1]);
    party.what = What::Person;
    party.bare = own.to_owned();
    let before = words[..from].iter().filter(|w| w.class != Class::Small || w.start > words[0].start);
    party.office = office_text(title, before.copied().collect::<Vec<_>>().as_slice())
        .or_else(|| office_text(title, &words[until..]));
    for group in tokens.iter().filter(|t| t.kind == Kind::Group) {
        apply_bracket(title, group, &name, party);
    }
}

fn possessive_stripped<'t>(title: &'t str, start: usize, end: usize, last: &Token) -> &'t str {
    let text = title.get(start..end).unwrap_or("");
    if !last.possessive {
        return text;
    }
    text.trim_end_matches(['s', 'S']).trim_end_matches(['\'', '’'])
}

/// The words of the office, cut out of the title, articles and small words at the ends left off.
fn office_text(title: &str, words: &[&Token]) -> Option<String> {
    let first = words.iter().find(|w| !matches!(w.folded.as_str(), "the" | "of" | "a" | "as"))?;
    let last = words.last()?;
    let text = title.get(first.start..last.end)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn apply_bracket(title: &str, group: &Token, name: &[&Token], party: &mut Party) {
    if brackets::is_doubt(group, title) {
        party.bracket = Some(Reading::Doubt);
        return;
    }
    let (start, end) = (name[0].start, name[name.len() - 1].end);
    let glued = name.iter().any(|w| w.end == group.start) && group.text(title).starts_with('[');
    let inner_text = inner_text(title, group);
    if glued
        && inner_text.chars().all(char::is_lowercase)
        && !brackets::is_editorial_word(inner_text)
        && !inner_text.is_empty()
    {
        // "Khrush[chev]", "B[oris] Ponomarev": the bracket finishes the word.
        party.bare = title.get(start..end.max(group.end)).unwrap_or("").replace(['[', ']'], "");
        return;
    }
    if brackets::is_editorial(group, title) && brackets::says_who_is_meant(&group.inner) == 0 {
        return;
    }
    let said = brackets::says_who_is_meant(&group.inner);
    if said > 0 && said < group.inner.len() {
        let meant = read_party(title, &group.inner[said..]);
        party.bracket = Some(Reading::Covers(meant.bare));
        return;
    }
    let inner = read_party(title, &group.inner);
    match inner.what {
        What::Office | What::Body | What::Place | What::Qualifier
            // "Mr. Black (Secretary of State)": the office says more than the form of address.
            if !party.titled && inner.what != What::Place => {
                party.office = Some(inner_text.to_owned());
            }
        What::Person if group.end <= start => {
            // "[Joseph] Stalin".
            party.bare = format!("{} {}", inner.bare, party.bare);
            party.bracket = Some(Reading::Completes(party.bare.clone()));
        }
        What::Person if group.start > start && group.start < end => {
            party.bare = title.get(start..end).unwrap_or("").replace(['[', ']', '(', ')'], "");
            party.bracket = Some(Reading::Completes(party.bare.clone()));
        }
        What::Person => {
            let inside_words: Vec<&Token> = group
                .inner
                .iter()
                .filter(|t| t.kind == Kind::Word && inner.bare.contains(t.text(title)))
                .collect();
            let reading =
                brackets::read(name, &party.bare, &Inside { bare: &inner.bare, words: inside_words });
            if let Reading::Completes(whole) = &reading {
                party.bare.clone_from(whole);
            }
            if party.bracket.is_none() {
                party.bracket = Some(reading);
            }
        }
        _ => {}
    }
}

pub(super) fn inner_text<'t>(title: &'t str, group: &Token) -> &'t str {
    title.get(group.start + 1..group.end.saturating_sub(1)).unwrap_or("").trim()
}
