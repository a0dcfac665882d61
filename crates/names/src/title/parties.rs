//! A list of parties: "Cdes. Stalin, Molotov, Beria, and Malenkov", "L.D. Wilgress, Canadian Embassy, Moscow".
//!
//! A comma may divide two people, or a person and an office; "and" may divide two people, or two words of one
//! ministry. What the pieces amount to ([`super::names`]) decides. What role they have is [`super::clauses`]'s.

use super::brackets::Reading;
use super::names::{Party, What, read_party};
use super::tokens::{Kind, Token};
use crate::vocabulary::{Class, given};
use fonds_model::{Agent, AgentRole, Certainty};
use std::ops::Range;

/// What stands before a piece of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    First,
    Comma,
    And,
}

/// Most parties that one list is read for.
const MOST: usize = 40;

/// Reads a list of parties; ends where the subject begins.
pub fn read_parties(title: &str, tokens: &[Token]) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let pieces = pieces(title, tokens);
    let many = pieces.len() > 2 && pieces.last().is_some_and(|(joint, _)| *joint == Joint::And);
    for (i, (joint, piece)) in pieces.iter().enumerate() {
        let mut party = read_party(title, piece);
        if i == 1
            && pieces.len() == 2
            && *joint == Joint::Comma
            && parties.first().is_some_and(|p| is_where(p, piece))
        {
            party.what = What::Place;
        }
        // ", Moscow, September 13, 1972" says where and when it was written.
        let dated = party.what == What::Place
            && i > 0
            && pieces.get(i + 1).is_some_and(|(_, next)| is_date(title, next));
        if party.what == What::Topic || parties.len() >= MOST || dated {
            break;
        }
        // "the Central Committee, Mao, and Zhou": a list, in which a person does not speak for the body before him.
        if many && parties.last().is_some_and(|last| last.what == What::Body) && party.what == What::Person {
            parties.push(party);
            continue;
        }
        join(title, &mut parties, party, *joint);
    }
    // "External Affairs" alone stands for its ministry.
    if let [only] = &mut parties[..]
        && only.what == What::Qualifier
        && (only.bare.contains(' ') || only.bare == "State")
        && tokens.last().is_some_and(|t| t.class != Class::Demonym)
    {
        only.what = What::Body;
    }
    parties
        .retain(|p| !matches!(p.what, What::Nothing | What::Suffix | What::Qualifier) && !p.bare.is_empty());
    parties
}

/// Cuts at commas, semicolons, "and" and "&", but leaves "Foreign and Commonwealth Office" whole.
fn pieces<'t>(title: &str, tokens: &'t [Token]) -> Vec<(Joint, &'t [Token])> {
    let mut out: Vec<(Joint, Range<usize>)> = Vec::new();
    for (joint, range) in ranges(tokens) {
        match out.last_mut() {
            Some((_, before))
                if joint == Joint::And
                    && share_a_body(title, &tokens[before.clone()], &tokens[range.clone()]) =>
            {
                before.end = range.end;
            }
            _ => out.push((joint, range)),
        }
    }
    out.into_iter().map(|(joint, range)| (joint, &tokens[range])).collect()
}

fn ranges(tokens: &[Token]) -> Vec<(Joint, Range<usize>)> {
    let mut out = Vec::new();
    let mut joint = Joint::First;
    let mut start = 0;
    for (i, token) in tokens.iter().enumerate() {
        let next = match token.kind {
            Kind::Comma | Kind::Semicolon | Kind::Dash => Joint::Comma,
            Kind::Word if matches!(token.folded.as_str(), "and" | "or" | "&" | "et" | "und") => Joint::And,
            _ => continue,
        };
        if i > start {
            out.push((joint, start..i));
            joint = next;
        } else if next == Joint::And || joint == Joint::First && !out.is_empty() {
            joint = next;
        }
        start = i + 1;
    }
    if start < tokens.len() {
        out.push((joint, start..tokens.len()));
    }
    out
}

/// Capital words that need a body, and "and" a short body after them.
fn share_a_body(title: &str, before: &[Token], next: &[Token]) -> bool {
    let capital = |t: &Token| t.kind == Kind::Word && t.text(title).starts_with(char::is_uppercase);
    let body = next.len() <= 3 && next.last().is_some_and(|t| t.class == Class::Body);
    // "the Party and Government Delegations of Bulgaria".
    let is_body = |t: Option<&Token>| t.is_some_and(|t| t.class == Class::Body);
    if before.len() <= 2 && is_body(before.last()) && is_body(next.first()) && is_body(next.get(1)) {
        return true;
    }
    body && before.iter().all(capital)
        && next.iter().all(capital)
        && matches!(read_party(title, before).what, What::Qualifier | What::Topic)
}

/// "Sir John Johnston, Salisbury": a lone word after a full name says where he was, unless it is somebody everybody knows.
fn is_where(person: &Party, piece: &[Token]) -> bool {
    let full = person.what == What::Person && person.bare.contains(' ');
    let words: Vec<&Token> = piece.iter().filter(|t| t.kind == Kind::Word).collect();
    full && matches!(words[..], [one] if one.class == Class::Name && !given::is_principal(&one.folded))
}

/// A date, or "undated".
fn is_date(title: &str, piece: &[Token]) -> bool {
    piece.first().is_some_and(|t| t.kind == Kind::Date || t.is("undated") || t.text(title) == "[undated]")
}

/// Adds a piece to the list: as a party of its own, or as part of the one before.
fn join(title: &str, parties: &mut Vec<Party>, party: Party, joint: Joint) {
    let Some(last) = parties.last_mut() else {
        if party.what != What::Suffix {
            parties.push(party);
        }
        return;
    };
    match (last.what, joint, party.what) {
        (_, _, What::Nothing) => {}
        (What::Person, _, What::Suffix) => {
            last.bare = cut(title, last.span.0, party.span.1, &last.bare);
            last.span.1 = party.span.1;
        }
        // "Petrov, Ambassador in Paris"; "Wilgress, Canadian Embassy, Moscow".
        (What::Person, Joint::Comma, What::Office | What::Body | What::Place | What::Qualifier)
            if !party.definite || party.what != What::Office || last.office.is_none() =>
        {
            let words = cut_span(title, party.span);
            last.office = Some(match last.office.take() {
                Some(office) => format!("{office}, {words}"),
                None => words.to_owned(),
            });
            last.span.1 = party.span.1;
            last.marked = true;
        }
        // "the Secretary of State for External Affairs, W.L. Mackenzie King".
        (What::Office | What::Body, Joint::Comma, What::Person)
            if !last.holder && !party.titled && !holds_many(title, last) =>
        {
            let office = cut_span(title, last.span).to_owned();
            let start = last.span.0;
            *last = Party {
                office: Some(office),
                span: (start, party.span.1),
                marked: true,
                titled: true,
                ..party
            };
        }
        // "Chief of the Western Hemisphere Division, Central Intelligence Agency (King)".
        (What::Office | What::Body, Joint::Comma, What::Body | What::Place | What::Qualifier)
            if !last.holder && !party.definite =>
        {
            extend(title, last, party);
        }
        (What::Body, Joint::Comma, What::Body) if last.holder => parties.push(party),
        // "Minister of Foreign Affairs and Trade", "the Director of the Arms Control and Disarmament Agency".
        (What::Office | What::Body | What::Person, Joint::And, What::Qualifier) => extend(title, last, party),
        (What::Office | What::Body, Joint::And, What::Body)
            if !last.holder && !party.definite && unfinished(title, last) =>
        {
            extend(title, last, party);
        }
        (What::Qualifier, _, What::Office | What::Body) => {
            let start = last.span.0;
            let bare =
                if party.holder { party.bare.clone() } else { cut(title, start, party.span.1, &party.bare) };
            *last = Party { bare, span: (start, party.span.1), ..party };
        }
        (What::Qualifier, Joint::Comma, What::Place) => {
            last.what = What::Body;
            extend(title, last, party);
        }
        (_, Joint::Comma, What::Qualifier) => extend(title, last, party),
        // "ministers in Great Britain, France, and Denmark".
        (What::Office | What::Body, Joint::And, What::Place) if !last.holder => extend(title, last, party),
        _ => parties.push(party),
    }
}

/// Makes the words of `party` part of `last`.
fn extend(title: &str, last: &mut Party, party: Party) {
    let (start, end) = (last.span.0, party.span.1);
    let head = if last.what == Party::PERSON { None } else { Some(last.bare.clone()) };
    last.span.1 = end;
    if party.holder {
        let office = head.map(|h| format!("{h}, {}", party.office.clone().unwrap_or_default()));
        last.office = office;
        last.bare = party.bare;
        last.holder = true;
    } else if let Some(head) = head {
        // The name is cut from the title so that what joins the two stays as written.
        let begin = title.get(start..).and_then(|rest| rest.find(head.as_str())).map_or(start, |o| start + o);
        last.bare = cut(title, begin, end, &head);
    }
    last.has_body |= party.has_body;
}

impl Party {
    /// Short for comparisons.
    const PERSON: What = What::Person;
}

fn cut(title: &str, start: usize, end: usize, otherwise: &str) -> String {
    title.get(start..end).map_or_else(|| otherwise.to_owned(), |text| strip_article(text).to_owned())
}

fn cut_span(title: &str, span: (usize, usize)) -> &str {
    strip_article(title.get(span.0..span.1).unwrap_or(""))
}

/// The words without "the" before them.
pub fn strip_article(text: &str) -> &str {
    let text = text.trim();
    ["the ", "The ", "a ", "an "].iter().find_map(|a| text.strip_prefix(a)).unwrap_or(text)
}

/// "ministers", "leaders": more than one holder, so a name after the comma is another party.
fn holds_many(title: &str, party: &Party) -> bool {
    let words = cut_span(title, party.span).to_lowercase();
    words
        .split_whitespace()
        .any(|w| matches!(w, "ministers" | "leaders" | "ambassadors" | "members" | "residents"))
        && !words.contains("of ministers")
}

/// An office whose complement names no body yet: "Director of the Arms Control" and Disarmament Agency.
fn unfinished(title: &str, party: &Party) -> bool {
    let words = cut_span(title, party.span);
    party.what == What::Office && !party.has_body && words.contains(" of ")
        || party.what == What::Body
            && words.to_lowercase().split_whitespace().next_back().is_some_and(|w| matches!(w, "for" | "of"))
}

/// The agent that a party is in a role.
pub fn to_agent(title: &str, party: &Party, role: AgentRole) -> Agent {
    let mut agent = Agent::new(role, title.get(party.span.0..party.span.1).unwrap_or("").trim());
    agent.bare_name = Some(party.bare.clone());
    agent.office_as_written.clone_from(&party.office);
    match &party.bracket {
        Some(Reading::Covers(name)) => {
            agent.name = Some(name.clone());
            agent.evidence =
                Some(format!("the title gives {name} in brackets after the cover name {}", party.bare));
        }
        Some(Reading::Unresolved(inside)) => {
            agent.certainty = Certainty::Disputed;
            agent.evidence = Some(format!(
                "the title puts {inside} in brackets after {}, itself a well-known name: which of the two is the \
                 cover name, or whether the message only passed through {inside}, the title does not say",
                party.bare
            ));
        }
        Some(Reading::Doubt) => {
            agent.certainty = Certainty::Inferred;
            agent.evidence = Some("the title marks the name with a question mark".to_owned());
        }
        _ => {}
    }
    agent
}

/// Whether the words of a piece are all capitals, figures and small words: used to tell a party from a sentence.
pub fn has_name(tokens: &[Token]) -> bool {
    tokens.iter().any(|t| t.class == Class::Name && t.kind == Kind::Word)
}
