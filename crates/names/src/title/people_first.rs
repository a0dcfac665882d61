//! Titles that begin with people: "L. Beria to Cde. V.M. Molotov", "Mao Zedong, 'Speech at ...'".
//!
//! Those that begin with their genre are [`super::roles`]'s.

use super::TitleAnalysis;
use super::clauses::{Clause, Lead, cut};
use super::kinds::{Genre, find_genre};
use super::names::{Party, What};
use super::parties::read_parties;
use super::reported::{read_enclosed, read_reported_talk};
use super::roles::{push, read_with_genre};
use super::tokens::{Kind, Token};
use crate::vocabulary::genres::Bearing;
use crate::vocabulary::{Class, topics};
use fonds_model::AgentRole;

/// The author named before a comma: "Mao Zedong, 'Speech at ...'", "Hungarian Embassy in Moscow, Report on ...".
pub fn read_named_first(title: &str, tokens: &[Token], analysis: &mut TitleAnalysis) -> bool {
    let Some(comma) =
        tokens.iter().position(|t| matches!(t.kind, Kind::Comma | Kind::Colon | Kind::Semicolon))
    else {
        return false;
    };
    // The genre may come after one more comma: "Soviet Embassy, Beijing, Report on ...".
    let mut at = comma;
    for _ in 0..3 {
        let rest = &tokens[at + 1..];
        let parties = read_parties(title, &tokens[..at]);
        let Some(first) = parties.first() else { return false };
        if first.what == What::Place && at == comma && parties.len() == 1 {
            return false;
        }
        let quoted = rest.first().filter(|t| t.kind == Kind::Quoted);
        let inner = quoted.map_or(rest, |q| &q.inner);
        if let Some(genre) =
            find_genre(title, inner).or_else(|| quoted.and_then(|q| last_noun(title, &q.inner)))
        {
            // "Lisov to Vasin, Memorandum on ...".
            if read_pair(title, &tokens[..at], analysis) {
                analysis.genre = Some(genre.word.clone());
                if quoted.is_none() {
                    read_with_genre(title, inner, &genre, analysis);
                }
                return true;
            }
            let role = |p: &Party| match genre.bearing {
                Bearing::Sent if quoted.is_none() => AgentRole::Sender,
                Bearing::Talk => AgentRole::Participant,
                _ if p.what == What::Body => AgentRole::Issuer,
                _ => AgentRole::Author,
            };
            for party in &parties {
                push(title, analysis, role(party), std::slice::from_ref(party));
            }
            analysis.genre = Some(genre.word.clone());
            if quoted.is_none() {
                read_with_genre(title, inner, &genre, analysis);
            } else if genre.talk.is_some() {
                let own = analysis.agents.iter().find(|a| a.role == AgentRole::Author).cloned();
                read_reported_talk(title, inner, analysis, own);
            }
            return true;
        }
        if quoted.is_some() && read_pair(title, &tokens[..at], analysis) {
            return true;
        }
        if quoted.is_some() && first.what != What::Place && first.what != What::Office {
            for party in &parties {
                let role = if party.what == What::Body { AgentRole::Issuer } else { AgentRole::Author };
                push(title, analysis, role, std::slice::from_ref(party));
            }
            return true;
        }
        match rest.iter().position(|t| t.kind == Kind::Comma) {
            Some(next) => at += 1 + next,
            None => return false,
        }
    }
    false
}

/// "A Hungarian Diary": a genre noun that ends a quoted title.
fn last_noun(title: &str, tokens: &[Token]) -> Option<Genre> {
    let at = tokens.len().checked_sub(1)?;
    find_genre(title, &tokens[at..])
}

/// Reads "X to Y" without a genre; `false` where it is no such thing.
pub fn read_pair(title: &str, tokens: &[Token], analysis: &mut TitleAnalysis) -> bool {
    let clauses = cut(title, tokens, false);
    let clauses: Vec<&Clause> = clauses.iter().collect();
    let (Some(first), Some(second)) = (clauses.first(), clauses.get(1)) else { return false };
    // "To Comrade Beria from V. Abakumov".
    let (first, second) = if first.lead == Lead::To { (second, first) } else { (first, second) };
    if !matches!(first.lead, Lead::Bare | Lead::From) || second.lead != Lead::To {
        return false;
    }
    let senders = read_parties(title, &tokens[first.from..first.until]);
    let recipients = read_parties(title, &tokens[second.from..second.until]);
    let (Some(a), Some(b)) = (senders.first(), recipients.first()) else { return false };
    if a.what == What::Place || b.what == What::Place {
        return false;
    }
    // "Mission to Kobdo": a lone noun is no sender.
    if a.what == What::Body && !a.holder && !a.bare.contains(' ') {
        return false;
    }
    push(title, analysis, AgentRole::Sender, &senders);
    push(title, analysis, AgentRole::Recipient, &recipients);
    for clause in &clauses[2..] {
        let parties = || read_parties(title, &tokens[clause.from..clause.until]);
        match clause.lead {
            Lead::Via => push(title, analysis, AgentRole::Via, &parties()),
            Lead::Enclosed => analysis.enclosed = read_enclosed(title, &tokens[clause.from..clause.until]),
            Lead::Quoted => read_reported_talk(title, &tokens[clause.from].inner, analysis, None),
            _ => {}
        }
    }
    true
}

/// "Appunto by Ambassador Ducci", "Request from Kim Il Sung to Stalin": a word that the tables do not have for a kind of
/// document, but who wrote it and to whom is said all the same.
pub fn read_unknown_kind(title: &str, tokens: &[Token], analysis: &mut TitleAnalysis) {
    let Some(at) = tokens.iter().take(4).position(|t| t.is("by") || t.is("from")) else { return };
    let a_kind = |t: &Token| match t.class {
        Class::Name | Class::Demonym | Class::Portfolio => true,
        Class::Topic => topics::is_put_in_writing(&t.folded),
        _ => false,
    };
    // "Cifrirano pismo": a foreign kind goes on in small letters.
    let goes_on = |t: &Token| t.class == Class::Small && t.folded.len() > 3;
    if at == 0
        || !a_kind(&tokens[0])
        || !tokens[1..at].iter().all(|t| a_kind(t) || goes_on(t))
        || tokens[at - 1].class == Class::Demonym
    {
        return;
    }
    let rest = &tokens[at..];
    let clauses = cut(title, rest, false);
    let parties = |lead: Lead| {
        let clause = clauses.iter().find(|c| c.lead == lead);
        clause.map_or_else(Vec::new, |c| read_parties(title, &rest[c.from..c.until]))
    };
    let (makers, senders, recipients) = (parties(Lead::By), parties(Lead::From), parties(Lead::To));
    let known = |party: Option<&Party>| {
        party.is_some_and(|p| {
            p.what == What::Person || p.marked || p.what == What::Body && p.bare.contains(' ')
        })
    };
    if known(makers.first()) {
        for party in &makers {
            let role = if party.what == What::Body { AgentRole::Issuer } else { AgentRole::Author };
            push(title, analysis, role, std::slice::from_ref(party));
        }
    } else if known(senders.first()) {
        push(title, analysis, AgentRole::Sender, &senders);
    } else {
        return;
    }
    if known(recipients.first()) {
        push(title, analysis, AgentRole::Recipient, &recipients);
    }
}
