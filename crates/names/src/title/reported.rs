//! What a title reports inside itself: a message that is enclosed, a talk named in a sub-title.
//!
//! "Telegram ..., transmitting a Letter from A to B"; "'Prime Minister's Call on Chairman Mao'". The parties of the
//! document itself are [`super::roles`]'s.

use super::TitleAnalysis;
use super::clauses::{Lead, cut};
use super::names::What;
use super::parties::{read_parties, to_agent};
use super::roles::push;
use super::tokens::{Kind, Token};
use crate::vocabulary::{Class, genres};
use fonds_model::{Agent, AgentRole, document::Enclosed};

/// The senders and recipients of the message inside.
pub fn read_enclosed(title: &str, tokens: &[Token]) -> Option<Enclosed> {
    let mut enclosed = Enclosed::default();
    for clause in cut(title, tokens, false) {
        let agents = |role| {
            read_parties(title, &tokens[clause.from..clause.until])
                .iter()
                .map(|p| to_agent(title, p, role))
                .collect::<Vec<_>>()
        };
        match clause.lead {
            Lead::From | Lead::By | Lead::Of | Lead::Bare => {
                enclosed.senders.extend(agents(AgentRole::Sender))
            }
            Lead::To => enclosed.recipients.extend(agents(AgentRole::Recipient)),
            _ => break,
        }
    }
    (!enclosed.senders.is_empty() || !enclosed.recipients.is_empty()).then_some(enclosed)
}

/// The people of a talk that a sub-title or a further segment names: "X's Meeting with Y", "Conversation between X and Y", "Call on X", "Reception of X".
pub fn read_reported_talk(title: &str, tokens: &[Token], analysis: &mut TitleAnalysis, own: Option<Agent>) {
    let Some(at) =
        tokens.iter().take(12).position(|t| t.kind == Kind::Word && genres::is_talk_noun(&t.folded))
    else {
        return;
    };
    let before = &tokens[..at];
    let owner = before.last().is_some_and(|t| t.possessive);
    let record = before.iter().any(|t| genres::is_genre_noun(&t.folded));
    let adjectives = before.iter().all(|t| {
        matches!(
            t.folded.as_str(),
            "a" | "the" | "second" | "first" | "third" | "telephone" | "private" | "of" | "secret"
        ) || t.class == Class::Portfolio
            || t.kind == Kind::Date
    });
    if !owner && !record && !adjectives {
        return;
    }
    let mut people = Vec::new();
    if owner {
        people.extend(read_parties(title, before));
    }
    let tail = &tokens[at + 1..];
    let mut reciprocal = false;
    for clause in cut(title, tail, true) {
        let inner = &tail[clause.from..clause.until];
        match clause.lead {
            Lead::Between => {
                reciprocal = true;
                people.extend(read_parties(title, inner));
            }
            Lead::With | Lead::Of => people.extend(read_parties(title, inner)),
            Lead::Topic
                if !inner.is_empty()
                    && tail[..clause.from].last().is_some_and(|t| t.is("on"))
                    && tokens[at].is("call") =>
            {
                people.extend(read_parties(title, inner));
            }
            _ => break,
        }
    }
    people.retain(|p| p.what != What::Place);
    let sitting_of_a_body =
        genres::is_sitting(&tokens[at].folded) && people.len() == 1 && people[0].what == What::Body;
    if people.is_empty() || sitting_of_a_body {
        return;
    }
    if let Some(own) = own.filter(|_| !owner && !reciprocal) {
        let known =
            analysis.agents.iter().any(|a| a.role == AgentRole::Participant && a.bare_name == own.bare_name);
        if !known {
            analysis.agents.push(Agent { role: AgentRole::Participant, ..own });
        }
    }
    push(title, analysis, AgentRole::Participant, &people);
}
