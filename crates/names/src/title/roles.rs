//! What the clauses make of the parties in them: senders, recipients, participants, authors, and what is enclosed.
//!
//! The last step of [`super::analyse`].

use super::TitleAnalysis;
use super::clauses::{Clause, Lead, cut};
use super::kinds::Genre;
use super::names::{Party, What, read_party};
use super::parties::{read_parties, strip_article, to_agent};
use super::reported::{read_enclosed, read_reported_talk};
use super::tokens::{Kind, Token};
use crate::vocabulary::genres::{self, Bearing};
use crate::vocabulary::{Class, fold, is_ordinal, offices};
use fonds_model::AgentRole;

/// Reads everything after (and before) the genre noun into the analysis.
pub fn read_with_genre(title: &str, tokens: &[Token], genre: &Genre, analysis: &mut TitleAnalysis) {
    let tail = &tokens[genre.until..];
    let talk = genre.talk.is_some();
    let clauses = cut(title, tail, talk);
    let leads = |lead: Lead| clauses.iter().any(|c| c.lead == lead);
    let mut roles = Roles { title, genre, sent: leads(Lead::To), analysis };
    roles.read_before(&tokens[..genre.from], leads(Lead::From));
    if let Some((from, until)) = genre.holder {
        roles.read_holder(&tokens[from..until]);
    }
    roles.read_clauses(tail, &clauses);
    roles.read_statement_of(tail, &clauses);
}
pub(super) struct Roles<'a, 'b> {
    pub(super) title: &'a str,
    pub(super) genre: &'a Genre,
    /// Whether the title says to whom.
    pub(super) sent: bool,
    pub(super) analysis: &'b mut TitleAnalysis,
}

impl Roles<'_, '_> {
    pub(super) fn parties(&self, tokens: &[Token]) -> Vec<Party> {
        read_parties(self.title, tokens)
    }

    pub(super) fn push(&mut self, role: AgentRole, parties: &[Party]) {
        push(self.title, self.analysis, role, parties);
    }

    pub(super) fn push_makers(&mut self, parties: &[Party]) {
        for party in parties.iter().filter(|p| p.what != What::Place) {
            let role = if party.what == What::Body { AgentRole::Issuer } else { AgentRole::Author };
            push(self.title, self.analysis, role, std::slice::from_ref(party));
        }
    }

    /// Who sent it, or wrote it: a memorandum "of X to Y" was sent, a report by X for Y written.
    fn push_writers(&mut self, parties: &[Party]) {
        match self.genre.bearing {
            Bearing::Sent => self.push(AgentRole::Sender, parties),
            Bearing::Either if self.sent => self.push(AgentRole::Sender, parties),
            _ => self.push_makers(parties),
        }
    }

    /// A body that sits makes the record; delegations that meet, and people, take part.
    fn push_sitting(&mut self, parties: &[Party]) {
        if parties.iter().all(|p| p.what == What::Body && !self.are_many(p)) {
            self.push_makers(parties);
        } else {
            self.push(AgentRole::Participant, parties);
        }
    }

    /// "the Delegations of Bulgaria and Poland", "Communist Parties".
    fn are_many(&self, party: &Party) -> bool {
        party.bare.split_whitespace().map(fold).any(|word| {
            matches!(
                word.as_str(),
                "delegations" | "parties" | "governments" | "missions" | "embassies" | "groups"
            )
        })
    }

    /// "of the Politburo Meeting", "of Mao's Conversation".
    fn read_holder(&mut self, tokens: &[Token]) {
        // "the 57th National Security Council Meeting": the meeting is counted, not the council.
        let counted = tokens.iter().take_while(|t| is_ordinal(&t.folded)).count();
        let tokens = &tokens[counted..];
        let parties = self.parties(tokens);
        let bodies = parties.iter().all(|p| p.what == What::Body);
        if tokens.last().is_some_and(|t| t.possessive) && !bodies {
            self.push(AgentRole::Participant, &parties);
        } else {
            self.push_makers(&parties);
        }
    }

    fn read_clauses(&mut self, tail: &[Token], clauses: &[Clause]) {
        let talk = self.genre.talk.is_some();
        let has = |lead: Lead| clauses.iter().any(|c| c.lead == lead);
        let to_follows = has(Lead::To);
        let (has_with, has_between) = (has(Lead::With), has(Lead::Between));
        for (i, clause) in clauses.iter().enumerate() {
            let tokens = &tail[clause.from..clause.until];
            match clause.lead {
                // "from Havana from Ambassador Lisov".
                Lead::From
                    if clauses[i + 1..].iter().any(|c| c.lead == Lead::From)
                        && read_party(self.title, tokens).what == What::Place => {}
                Lead::From => self.read_from(tokens, &tail[clause.from..]),
                Lead::To if talk && !has(Lead::From) && i > 0 && clauses[i - 1].lead != Lead::By => {}
                Lead::To if self.genre.bearing == Bearing::Contents => {}
                Lead::To => {
                    let parties = self.parties(tokens);
                    // "Brief for the Visit to Peking": no letter to Peking.
                    let sent = self.genre.bearing != Bearing::Made || has(Lead::From);
                    if sent || parties.iter().any(|p| p.what != What::Place) {
                        self.read_recipients(&parties, clauses.get(i + 1));
                    }
                }
                Lead::For => self.read_for(tokens, clauses.get(i.wrapping_sub(1))),
                Lead::Via => {
                    let parties = self.parties(tokens);
                    self.push(AgentRole::Via, &parties);
                }
                Lead::By => self.read_by(tokens, has_with && !talk),
                Lead::Of if talk => self.read_of_a_talk(tokens, has_with),
                Lead::Of => self.read_of(tokens, has_with),
                // Whoever agrees, countries too, issues the agreement.
                Lead::Between if !talk && genres::is_agreement(&self.genre.word) => {
                    let parties = self.parties(tokens);
                    self.push(AgentRole::Issuer, &parties);
                }
                Lead::Between => {
                    let parties = self.participants(tokens);
                    self.push(AgentRole::Participant, &parties);
                }
                Lead::With => {
                    let parties = self.participants(tokens);
                    self.push(AgentRole::Participant, &parties);
                }
                Lead::Bare if talk => {
                    let parties = self.participants(tokens);
                    if !has_between && self.is_sitting() {
                        self.push_sitting(&parties);
                    } else if !has_between {
                        self.push(AgentRole::Participant, &parties);
                    }
                }
                Lead::Bare => self.read_bare(
                    tokens,
                    clauses.get(i + 1),
                    i > 0 && clauses[i - 1].lead == Lead::Quoted,
                    to_follows,
                ),
                Lead::Enclosed => {
                    if self.analysis.enclosed.is_none() {
                        self.analysis.enclosed = read_enclosed(self.title, tokens);
                    }
                }
                Lead::Quoted => {
                    let author = self.analysis.agents.iter().find(|a| a.role == AgentRole::Author).cloned();
                    let own = author.filter(|_| matches!(self.genre.word.as_str(), "journal" | "diary"));
                    if let Some(quoted) = tokens.first() {
                        read_reported_talk(self.title, &quoted.inner, self.analysis, own);
                    }
                }
                // "Record of Conversation following Premier Ali's Call on ...".
                Lead::Topic if talk && i == 0 => read_reported_talk(self.title, tokens, self.analysis, None),
                // "Stasi Report: Meeting with Comrade Lisov".
                Lead::Topic if !talk && clause.from > 0 && tail[clause.from - 1].kind == Kind::Colon => {
                    read_reported_talk(self.title, tokens, self.analysis, None);
                }
                // "Agreement on Trade between Mongolia and Burma".
                Lead::Topic if !talk && genres::is_agreement(&self.genre.word) && !has_between => {
                    if let Some(at) = tokens.iter().position(|t| t.is("between")) {
                        let parties = self.parties(&tokens[at + 1..]);
                        self.push(AgentRole::Issuer, &parties);
                    }
                }
                Lead::Topic | Lead::Passed => {}
            }
        }
    }

    fn participants(&self, tokens: &[Token]) -> Vec<Party> {
        let mut parties = self.parties(without_place(self.title, tokens));
        parties.retain(|p| p.what != What::Place);
        parties
    }

    fn read_from(&mut self, tokens: &[Token], rest: &[Token]) {
        let parties = self.parties(tokens);
        self.push(AgentRole::Sender, &parties);
        if let Some(segment) = segment_after_first(rest, &parties) {
            read_reported_talk(self.title, segment, self.analysis, None);
        }
    }

    fn read_recipients(&mut self, parties: &[Party], next: Option<&Clause>) {
        // "to X, for Y": X hands on.
        let role =
            if next.is_some_and(|c| c.lead == Lead::For) { AgentRole::Via } else { AgentRole::Recipient };
        self.push(role, parties);
    }

    fn read_for(&mut self, tokens: &[Token], previous: Option<&Clause>) {
        let after_to = previous.is_some_and(|c| c.lead == Lead::To);
        if !after_to && !matches!(self.genre.bearing, Bearing::Sent | Bearing::Either) {
            return;
        }
        let parties = self.parties(tokens);
        self.push(AgentRole::Recipient, &parties);
    }

    fn read_by(&mut self, tokens: &[Token], talk_with: bool) {
        let mut parties = self.parties(tokens);
        // "adopted by the Bandung Conference": a conference that acts is a body.
        if parties.is_empty() && tokens.last().is_some_and(|t| genres::is_sitting(&t.folded)) {
            let conference = read_party(self.title, tokens);
            parties.push(Party {
                what: What::Body,
                bare: words_of(self.title, tokens).to_owned(),
                ..conference
            });
        }
        self.push_writers(&parties);
        if talk_with && self.genre.bearing != Bearing::Sent {
            self.push(AgentRole::Participant, &parties);
        }
    }

    /// "Meeting of A with B": A takes part; "Meeting of the Politburo": the Politburo issues.
    fn read_of_a_talk(&mut self, tokens: &[Token], has_with: bool) {
        let parties = self.participants(tokens);
        if !self.is_sitting() || has_with {
            return self.push(AgentRole::Participant, &parties);
        }
        let bodies = parties.iter().all(|p| p.what == What::Body && !self.are_many(p));
        // Who reports on the Politburo's meeting is not the Politburo; and the "Resolution of the Conference of
        // Engineers" is the conference's, not the engineers'.
        if !(bodies && self.genre.about || !bodies && genres::is_act(&self.genre.word)) {
            self.push_sitting(&parties);
        }
    }

    fn is_sitting(&self) -> bool {
        self.genre.talk.as_deref().is_some_and(genres::is_sitting)
    }

    fn read_of(&mut self, tokens: &[Token], has_with: bool) {
        let tokens = if genres::is_copy(&self.genre.word) { whose_words(tokens) } else { tokens };
        let parties: Vec<Party> = self.participants(tokens);
        if self.genre.bearing == Bearing::Contents {
            return;
        }
        self.push_writers(&parties);
        if has_with && self.genre.bearing != Bearing::Sent {
            self.push(AgentRole::Participant, &parties);
        }
    }

    /// Parties with no small word before them: "Cable, Mao to Stalin", "Letter, Director of ...".
    fn read_bare(
        &mut self,
        tokens: &[Token],
        next: Option<&Clause>,
        after_quotation: bool,
        to_follows: bool,
    ) {
        let leads_to = next.is_some_and(|c| c.lead == Lead::To);
        let parties = self.parties(tokens);
        let Some(first) = parties.first() else {
            read_reported_talk(self.title, trim_commas(tokens), self.analysis, None);
            return;
        };
        if leads_to {
            return self.push(AgentRole::Sender, &parties);
        }
        if after_quotation || to_follows && self.genre.bearing != Bearing::Made || first.what == What::Place {
            return;
        }
        let after_comma = tokens.first().is_some_and(|t| t.kind == Kind::Comma);
        let certain = first.marked || first.what == What::Body || first.what == What::Person;
        if !after_comma || !certain {
            return;
        }
        match self.genre.bearing {
            Bearing::Sent => self.push(AgentRole::Sender, &parties),
            Bearing::Contents | Bearing::Talk => {}
            _ => self.push_makers(&parties),
        }
    }

    /// "Statement on the Soviet Government's Answer": who answers is who states.
    fn read_statement_of(&mut self, tail: &[Token], clauses: &[Clause]) {
        let known =
            self.analysis.agents.iter().any(|a| matches!(a.role, AgentRole::Author | AgentRole::Issuer));
        if known
            || !matches!(
                self.genre.word.as_str(),
                "statement" | "announcement" | "declaration" | "communique" | "communiqué"
            )
        {
            return;
        }
        let Some(topic) = clauses.iter().find(|c| c.lead == Lead::Topic) else { return };
        let tokens = &tail[topic.from..topic.until];
        let Some(owner) = tokens.iter().take(8).position(|t| t.possessive) else { return };
        let act = tokens.get(owner + 1).is_some_and(|t| {
            matches!(
                t.folded.as_str(),
                "answer"
                    | "reply"
                    | "response"
                    | "decision"
                    | "position"
                    | "proposal"
                    | "note"
                    | "rejection"
                    | "withdrawal"
            )
        });
        if act {
            let parties = self.parties(&tokens[..=owner]);
            self.push_makers(&parties);
        }
    }
}

/// "Transcript of Khrushchev's Speech", "Record of the Speech of Comrade Gomulka": the words are his.
fn whose_words(tokens: &[Token]) -> &[Token] {
    let genre = |at: usize| tokens.get(at).is_some_and(|t| t.class == Class::Genre);
    let owner = tokens.iter().position(|t| t.possessive);
    if let Some(at) = owner.filter(|at| genre(at + 1)) {
        return &tokens[..=at];
    }
    let noun = tokens.iter().take_while(|t| t.is_article()).count();
    let whose = tokens.get(noun + 1).is_some_and(|t| t.is("of") || t.is("by"));
    if genre(noun) && whose { &tokens[noun + 2..] } else { tokens }
}

/// The words as written, without "the".
fn words_of<'t>(title: &'t str, tokens: &[Token]) -> &'t str {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return "" };
    strip_article(title.get(first.start..last.end).unwrap_or(""))
}

/// Where a talk took place is no part of its people: "Party Leaders in the Crimea", "Mao, Moscow".
fn without_place<'t>(title: &str, tokens: &'t [Token]) -> &'t [Token] {
    let solid = tokens.iter().rposition(|t| !matches!(t.kind, Kind::Comma | Kind::Date)).map_or(0, |i| i + 1);
    let tokens = &tokens[..solid];
    let Some(at) = tokens.iter().rposition(|t| t.is("in") || t.is("at") || t.kind == Kind::Comma) else {
        return tokens;
    };
    let posted = |t: &Token| offices::is_accredited(&t.folded) || offices::is_posted(&t.folded);
    let accredited = at.checked_sub(1).is_some_and(|i| posted(&tokens[i]))
        || tokens[..at].iter().any(posted) && read_party(title, &tokens[..at]).what != What::Person;
    let place = read_party(title, &tokens[at + 1..]).what == What::Place;
    if place && !(accredited && tokens[at].kind == Kind::Word) { &tokens[..at] } else { tokens }
}

/// A further segment in a list of senders that is no party: "from Polish Embassy in Bucharest, Ambassador X's Meeting with Y".
fn segment_after_first<'t>(tokens: &'t [Token], parties: &[Party]) -> Option<&'t [Token]> {
    let end = parties.last().map_or(0, |p| p.span.1);
    let rest = tokens.iter().position(|t| t.start >= end)?;
    let segment = trim_commas(&tokens[rest..]);
    (!segment.is_empty()).then_some(segment)
}

fn trim_commas(tokens: &[Token]) -> &[Token] {
    let lead = tokens.iter().take_while(|t| t.kind == Kind::Comma).count();
    &tokens[lead..]
}

/// Adds parties in a role, each name once.
pub fn push(title: &str, analysis: &mut TitleAnalysis, role: AgentRole, parties: &[Party]) {
    for party in parties {
        let agent = to_agent(title, party, role);
        let known = analysis.agents.iter().any(|a| a.role == role && a.bare_name == agent.bare_name);
        if !known && agent.bare_name.as_deref().is_some_and(|b| !b.trim().is_empty()) {
            analysis.agents.push(agent);
        }
    }
}
