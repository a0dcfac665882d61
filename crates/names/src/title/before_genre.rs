//! What stands before the genre noun: "Ambassador Lisov's Letter", "Politburo Decision", "CIA Biographic Sketch".
//!
//! Adjectives must not pass for names, which is most of the work. What follows the genre is [`super::roles`]'s.

use super::names::{Party, What};
use super::roles::Roles;
use super::tokens::{Kind, Token};
use crate::vocabulary::genres::Bearing;
use crate::vocabulary::{Class, given, syllables};
use fonds_model::AgentRole;

impl Roles<'_, '_> {
    /// What stands before the genre noun: "Ambassador R.K. Nehru's", "Budapest Legation", "Politburo".
    pub(super) fn read_before(&mut self, before: &[Token], from: bool) {
        let before = trim_adjectives(self.title, before);
        let Some(last) = before.last() else { return };
        let named = before
            .iter()
            .any(|t| t.class == Class::Body || t.class == Class::Name || t.class == Class::Initials);
        let has_body = before.iter().any(|t| t.class == Class::Body) || before[0].is("radio");
        let is_party =
            last.possessive || has_body || before.iter().any(|t| t.class == Class::Office) && named;
        let parties: Vec<Party> =
            self.parties(before).into_iter().filter(|p| p.what != What::Place).collect();
        // "Dobrynin Cable to the Foreign Ministry".
        let surname = self.sent
            && !from
            && self.genre.bearing == Bearing::Sent
            && matches!(before, [one] if one.class == Class::Name && !looks_like_an_adjective(&one.folded));
        if !is_party && !is_whole_name(before) && !surname || parties.is_empty() {
            return;
        }
        match self.genre.bearing {
            Bearing::Talk => self.push(AgentRole::Participant, &parties),
            // "Foreign Service Despatch from the Consul": the sender is said.
            Bearing::Sent if from && !last.possessive => {}
            Bearing::Sent => self.push(AgentRole::Sender, &parties),
            Bearing::Either if last.possessive => self.push(AgentRole::Sender, &parties),
            _ => self.push_makers(&parties),
        }
    }
}

/// Adjectives of secrecy and drafting before a genre noun name nobody.
fn trim_adjectives<'t>(title: &str, tokens: &'t [Token]) -> &'t [Token] {
    let lead = tokens
        .iter()
        .take_while(|t| {
            matches!(
                t.folded.as_str(),
                "the"
                    | "a"
                    | "an"
                    | "top"
                    | "secret"
                    | "draft"
                    | "untitled"
                    | "confidential"
                    | "personal"
                    | "official"
                    | "joint"
                    | "urgent"
                    | "untitled_"
            ) || t.kind != Kind::Word
        })
        .count();
    let rest = &tokens[lead..];
    // "CIA Biographic Sketch", "Embassy Weekly Report".
    let adjective = |t: &Token| t.class == Class::Name && !t.possessive && looks_like_an_adjective(&t.folded);
    let described = rest.iter().any(|t| t.class == Class::Body);
    let rest = match rest.split_last() {
        Some((last, before)) if described && adjective(last) => before,
        _ => rest,
    };
    let tail = rest
        .iter()
        .rev()
        .take_while(|t| {
            t.class == Class::Portfolio
                || t.class == Class::Small && !t.possessive
                || matches!(t.class, Class::Genre | Class::Topic)
                || matches!(
                    t.folded.as_str(),
                    "secret"
                        | "top"
                        | "official"
                        | "research"
                        | "hand"
                        | "stenographic"
                        | "delivered"
                        | "action"
                        | "estimate"
                )
                || t.text(title).is_empty()
        })
        .take_while(|t| !t.possessive && t.class != Class::Body)
        .count();
    // "Department of State Cable": what "of" leads to is no adjective of the cable.
    let kept = rest.len() - tail;
    if rest[kept..].iter().any(|t| matches!(t.folded.as_str(), "of" | "for" | "and" | "in")) {
        rest
    } else {
        &rest[..kept]
    }
}

/// By its ending ("biographic", "weekly", "urgent"), or one of the short ones.
fn looks_like_an_adjective(folded: &str) -> bool {
    let endings = ["ic", "ical", "al", "ive", "ary", "ly", "ed", "ent", "ous", "ing", "ar", "ate", "ten"];
    folded.len() > 5 && endings.iter().any(|e| folded.ends_with(e))
        || matches!(
            folded,
            "open"
                | "final"
                | "long"
                | "short"
                | "brief"
                | "next"
                | "further"
                | "other"
                | "late"
                | "early"
                | "farewell"
                | "follow-up"
                | "immediate"
                | "extra"
                | "round"
                | "chain"
                | "form"
                | "cover"
                | "thank-you"
        )
}

/// A name and nothing else before the genre noun: "Zhou Enlai Telegram", "Mao Telegram", "I. Lisov Report". Adjectives
/// that the tables lack ("Urgent") must not pass for names, hence the marks of one.
fn is_whole_name(tokens: &[Token]) -> bool {
    let named = tokens.iter().all(|t| matches!(t.class, Class::Name | Class::Initials));
    let marked = match tokens {
        [one] => given::is_principal(&one.folded),
        [first, .., last] => {
            first.class == Class::Initials
                || given::is_given_name(&first.folded)
                || syllables::completes(&first.folded, &[last.folded.as_str()])
        }
        [] => false,
    };
    named && marked && tokens.len() <= 3
}
