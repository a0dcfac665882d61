//! One party: which of its words are the name, which the office, and what a bracket beside them says.
//!
//! It takes the words of one person or body; dividing a list of them is [`super::parties`].

use super::brackets::{self, Inside, Reading};
use super::tokens::{Kind, Token};
use crate::vocabulary::{Class, bodies, genres, places, topics};

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
fn is_withheld(title: &str, group: &Token) -> bool {
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

/// Which words (from, until) are the name of a person, if any.
fn find_name(title: &str, words: &[&Token]) -> Option<(usize, usize)> {
    let title_words = words.iter().filter(|w| matches!(w.class, Class::Office | Class::Body)).count();
    if title_words == 0 {
        return find_name_without_office(title, words);
    }
    let near = without_post(words);
    name_at_end(near).or_else(|| name_at_end(words)).or_else(|| name_at_start(words))
}

/// "Petrov", "Cde. G.M. Malenkov", "Alekseev in Havana".
fn find_name_without_office(title: &str, words: &[&Token]) -> Option<(usize, usize)> {
    let start = words
        .iter()
        .take_while(|w| matches!(w.class, Class::Honorific | Class::Demonym | Class::Portfolio))
        .count();
    let start = if start == words.len() {
        // "King", "Marshall": a word of address or of place alone is a name only in its own right.
        // "Mr. King": the last of two is the name.
        words
            .iter()
            .rposition(|w| w.class == Class::Honorific)
            .filter(|at| *at + 1 == words.len() && *at <= 1)?
    } else {
        start
    };
    let length = words[start..].iter().take_while(|w| is_name_word(w, title)).count();
    let end = trim_end(words, start, start + length);
    let rest_opens_place = words
        .get(end)
        .is_none_or(|w| matches!(w.folded.as_str(), "in" | "at" | "of" | "from" | "for" | "to"));
    let folded: Vec<&str> = words[start..end].iter().map(|w| w.folded.as_str()).collect();
    let all_place = start == 0 && end > 0 && places::place_length(&folded) == folded.len();
    // "Mr. pike": after a form of address even a small letter begins a name.
    if start > 0
        && start + 1 == words.len()
        && words[start].class == Class::Small
        && words[start - 1].class == Class::Honorific
    {
        return Some((start, start + 1));
    }
    let first_ok = words.get(start).is_some_and(|w| {
        matches!(w.class, Class::Name | Class::Initials | Class::Particle | Class::Honorific)
    });
    // "N.S. [Khrushchev]", "P.M.": two initials may stand for a name.
    let only_initials = end == words.len()
        && words[start..end].iter().all(|w| w.class == Class::Initials)
        && (end - start > 1 || words[start..end].iter().any(|w| w.folded.contains('.')));
    let some_name = only_initials
        || words[start..end]
            .iter()
            .any(|w| matches!(w.class, Class::Name | Class::Honorific | Class::Suffix));
    // "Hall of Mirrors": a lone word before "of" is a thing, unless it is addressed.
    let a_thing = start == 0 && end == 1 && words.get(end).is_some_and(|w| w.is("of"));
    let demonym_only =
        start > 0 && words[..start].iter().all(|w| matches!(w.class, Class::Demonym | Class::Portfolio));
    (end > start
        && end - start <= 6
        && rest_opens_place
        && !all_place
        && first_ok
        && some_name
        && !demonym_only
        && !a_thing)
        .then_some((start, end))
}

/// The words before "at Geneva", "in New York": where somebody was is not his name.
fn without_post<'a, 't>(words: &'a [&'t Token]) -> &'a [&'t Token] {
    match words.iter().rposition(|w| matches!(w.folded.as_str(), "in" | "at")) {
        Some(at) if at > 0 && is_place_run(&words[at + 1..]) => &words[..at],
        _ => words,
    }
}

/// The longest run of name words at the end that does not follow a preposition.
fn name_at_end(words: &[&Token]) -> Option<(usize, usize)> {
    // "in Havana" after the name does not hide it.
    let end = words.len();
    let mut start = end;
    while start > 0 && is_plain_name(words[start - 1]) && (start == end || !words[start - 1].possessive) {
        start -= 1;
    }
    // A word of address may end a name: "W.L. Mackenzie King".
    if start == end && end >= 2 && words[end - 1].class == Class::Honorific && is_plain_name(words[end - 2]) {
        start = end - 1;
        while start > 0 && is_plain_name(words[start - 1]) {
            start -= 1;
        }
    }
    let start = skip_place(words, start, end);
    if start >= end || end - start > 6 {
        return name_before_place(words);
    }
    let before = start.checked_sub(1).map(|i| words[i]);
    let preposition = before.is_some_and(|w| {
        matches!(
            w.folded.as_str(),
            "of" | "in" | "at" | "to" | "for" | "under" | "de" | "on" | "von" | "the" | "from"
        )
    });
    let office_before =
        words[..start].iter().any(|w| w.class == Class::Office || w.class == Class::Honorific);
    // "Head of Glavlit P. Romanov": after a preposition the name begins with the initials.
    let initials = words[start..end].iter().position(|w| w.class == Class::Initials);
    if preposition && initials.is_none() || !office_before {
        return name_before_place(words);
    }
    let start = initials.filter(|_| preposition).map_or(start, |at| start + at);
    // "Directorate Goskomizdat": a name right after a body needs initials.
    if before.is_some_and(|w| w.class == Class::Body)
        && !words[..start].iter().any(|w| w.class == Class::Office)
    {
        return None;
    }
    Some((start, end))
}

/// "USSR Foreign Minister Gromyko in New York": the name stands right after the office and before a place.
fn name_before_place(words: &[&Token]) -> Option<(usize, usize)> {
    let office = words.iter().rposition(|w| matches!(w.class, Class::Office | Class::Honorific))?;
    let start = office + 1;
    let length = words[start..].iter().take_while(|w| is_plain_name(w)).count();
    let next = words.get(start + length)?;
    (length > 0
        && matches!(next.folded.as_str(), "in" | "at" | "from" | "of")
        && !is_place_run(&words[start..start + length]))
    .then_some((start, start + length))
}

fn is_place_run(words: &[&Token]) -> bool {
    let folded: Vec<&str> = words.iter().map(|w| w.folded.as_str()).collect();
    places::place_length(&folded) == folded.len()
}

/// A place at the head of the run belongs to the office: "to China Ratan Kumar Nehru", "in New York V.V. Kuznetsov".
fn skip_place(words: &[&Token], start: usize, end: usize) -> usize {
    // The place may have begun before the run ("Rio de Janeiro", "South Korea").
    for begin in start.saturating_sub(3)..=start {
        if begin >= end {
            break;
        }
        let folded: Vec<&str> = words[begin..end].iter().map(|w| w.folded.as_str()).collect();
        let length = places::place_length(&folded);
        if length > 0 && begin + length > start {
            return begin + length;
        }
    }
    start
}

/// "Mir Bagirov CC Secretary of ...", "John H. Holdridge of the National Security Council Staff".
fn name_at_start(words: &[&Token]) -> Option<(usize, usize)> {
    let start = words.iter().take_while(|w| w.class == Class::Honorific).count();
    let mut end = start + words[start..].iter().take_while(|w| is_plain_name(w) && !w.possessive).count();
    // A word of address may end a name: "Winston Lord of the Planning Staff".
    end += usize::from(end > start && words.get(end).is_some_and(|w| w.class == Class::Honorific));
    let length = end - start;
    let next = words.get(end)?;
    let follows = match next.class {
        Class::Office | Class::Portfolio | Class::Demonym => true,
        Class::Body => next.folded.len() <= 4 && words[end + 1..].iter().any(|w| w.class == Class::Office),
        _ => matches!(next.folded.as_str(), "of" | "in" | "at" | "from" | "as"),
    };
    let named = words[start..end].iter().any(|w| w.class == Class::Name);
    // One unknown word before an office is as likely a body ("Goskomizdat Chairman"), unless addressed.
    let enough =
        length >= 2 || start > 0 || !matches!(next.class, Class::Office | Class::Portfolio | Class::Body);
    let bare_place = is_place_run(&words[start..end]);
    (length > 0 && length <= 5 && follows && named && enough && !bare_place).then_some((start, end))
}

fn is_plain_name(word: &Token) -> bool {
    matches!(word.class, Class::Name | Class::Initials | Class::Particle | Class::Suffix)
}

/// A word that may stand in a name where no office does.
fn is_name_word(word: &Token, title: &str) -> bool {
    is_plain_name(word)
        || matches!(word.class, Class::Honorific | Class::Office)
            && word.text(title).starts_with(char::is_uppercase)
}

/// Particles do not end a name.
fn trim_end(words: &[&Token], start: usize, mut end: usize) -> usize {
    while end > start + 1 && words[end - 1].class == Class::Particle {
        end -= 1;
    }
    end
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

fn inner_text<'t>(title: &'t str, group: &Token) -> &'t str {
    title.get(group.start + 1..group.end.saturating_sub(1)).unwrap_or("").trim()
}

/// Office, body, place or nothing; a name in brackets is its holder.
fn read_nameless(title: &str, tokens: &[Token], words: &[&Token], party: &mut Party) {
    let folded: Vec<&str> = words.iter().map(|w| w.folded.as_str()).collect();
    let first = words[0];
    let has = |class: Class| words.iter().any(|w| w.class == class);
    let place = places::place_length(&folded);
    party.what = if place == folded.len() || matches!(folded[0], "in" | "at") && folded.len() > 1 {
        What::Place
    } else if has(Class::Genre) && !has(Class::Office) && !has(Class::Body)
        || opens_subject(first) && first_head(words).is_none()
        || first_is_small_subject(title, first) && !party.definite && !party.marked
    {
        What::Topic
    } else if let Some(head) = head_of(words) {
        head
    } else if words.iter().all(|w| only_qualifies(w)) {
        What::Qualifier
    } else {
        What::Topic
    };
    let (start, mut end) = (words[0].start, words[words.len() - 1].end);
    let mut holder = None;
    for group in tokens.iter().filter(|t| t.kind == Kind::Group) {
        if brackets::is_editorial(group, title) {
            if group.start > start && is_withheld(title, group) {
                end = end.max(group.end);
            }
            continue;
        }
        match read_holder(title, group) {
            Some(inner) => holder = Some(inner),
            None => end = end.max(group.end),
        }
    }
    let single = words.len() == 1 && party.definite && party.what == What::Office;
    let start = if single { party.span.0 } else { start };
    let text = title.get(start..end.max(start)).unwrap_or("");
    party.bare = if words[words.len() - 1].possessive && end == words[words.len() - 1].end {
        text.trim_end_matches(['s', 'S']).trim_end_matches(['\'', '’']).to_owned()
    } else {
        text.to_owned()
    };
    if let Some(inner) =
        holder.filter(|_| matches!(party.what, What::Office | What::Body | What::Place | What::Qualifier))
    {
        let end = words[words.len() - 1].end;
        party.office = title.get(words[0].start..end).map(str::to_owned);
        party.bare = inner;
        party.holder = true;
    }
}

/// The person in brackets after an office: "(Stuart)", but not "(CNEA)" or "(CIA)".
fn read_holder(title: &str, group: &Token) -> Option<String> {
    let words: Vec<&Token> = group.inner.iter().filter(|t| t.kind == Kind::Word).collect();
    let text = inner_text(title, group);
    let single =
        words.len() == 1 && text.chars().any(char::is_lowercase) && !text.contains(char::is_whitespace);
    if single && text.chars().next().is_some_and(char::is_uppercase) && !bodies::is_body(&words[0].folded) {
        return Some(text.to_owned());
    }
    let inner = read_party(title, &group.inner);
    (inner.what == What::Person && text.chars().any(char::is_lowercase)).then_some(inner.bare)
}

fn opens_subject(first: &Token) -> bool {
    matches!(first.class, Class::Topic | Class::Genre) || topics::opens_topic(&first.folded)
}

fn first_is_small_subject(title: &str, first: &Token) -> bool {
    first.text(title).chars().next().is_some_and(|c| !c.is_uppercase())
        && first.class != Class::Office
        && first.class != Class::Body
        && first.class != Class::Portfolio
}

/// "Soviet of the People's Commissars", "Workers of the Salt Works": words that are nouns before "of".
fn is_soviet_of(words: &[&Token]) -> bool {
    words.len() > 2
        && matches!(
            words[0].folded.as_str(),
            "soviet" | "workers" | "peasants" | "women" | "youth" | "volunteers"
        )
        && matches!(words[1].folded.as_str(), "of" | "from" | "in")
}

/// Whether the phrase is about an office or a body: its first noun, or an office at its very end ("Council of
/// Ministers Chairman", but not "Council of Ministers").
fn head_of(words: &[&Token]) -> Option<What> {
    if is_soviet_of(words) {
        return Some(What::Body);
    }
    let last = words.len().checked_sub(1)?;
    if words[last].class == Class::Office {
        let complement = words[..last]
            .iter()
            .rev()
            .take_while(|w| matches!(w.class, Class::Portfolio | Class::Demonym))
            .count();
        if !words[..last - complement].last().is_some_and(|w| w.class == Class::Small) {
            return Some(What::Office);
        }
    }
    // "the Yugoslav Republic", "the Republic of Argentina".
    let before_of = words.iter().position(|w| w.is("of")).and_then(|at| at.checked_sub(1));
    let a_state =
        |at: usize| matches!(words[at].folded.as_str(), "republic" | "kingdom" | "emirate" | "state");
    if last > 0 && a_state(last) && !words[last].is("state") || before_of.is_some_and(a_state) {
        return Some(What::Body);
    }
    match first_head(words) {
        Some(Class::Office) => Some(What::Office),
        Some(_) => Some(What::Body),
        // "Radio Free Europe".
        None if words.len() > 1 && words[0].is("radio") => Some(What::Body),
        // "Soviet Geologists".
        None if last > 0 && is_a_group(words) => Some(What::Office),
        // "Leading Comrades".
        None if last > 0 && matches!(words[last].folded.as_str(), "comrades" | "citizens") => {
            Some(What::Office)
        }
        None if words.iter().any(|w| w.class == Class::Office) => Some(What::Office),
        None => words.iter().any(|w| w.class == Class::Body).then_some(What::Body),
    }
}

/// A people or field and an agent noun in the plural that the tables lack.
fn is_a_group(words: &[&Token]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    let agents = ["ists", "ers", "ors", "ians", "men", "women", "ees", "ants"];
    last.class == Class::Name
        && agents.iter().any(|ending| last.folded.ends_with(ending))
        && before.iter().all(|w| matches!(w.class, Class::Demonym | Class::Portfolio))
}

/// A word that neither names nor heads: "Research", "Pacific", "Near", "of".
fn only_qualifies(word: &Token) -> bool {
    places::is_place_word(&word.folded)
        || matches!(word.class, Class::Portfolio | Class::Demonym | Class::Honorific)
        || matches!(word.folded.as_str(), "of" | "for" | "the" | "in")
}

/// The first noun before any "of": what the phrase is about.
fn first_head(words: &[&Token]) -> Option<Class> {
    let until = words
        .iter()
        .position(|w| matches!(w.folded.as_str(), "of" | "in" | "for" | "to" | "at" | "on"))
        .unwrap_or(words.len());
    words[..until].iter().rev().find(|w| matches!(w.class, Class::Office | Class::Body)).map(|w| w.class)
}
