//! What the clauses make of the parties in them: senders, recipients, participants, authors, and what is enclosed.
//!
//! The last step of [`super::analyse`].

use super::TitleAnalysis;
use super::clauses::{Clause, Lead, cut};
use super::kinds::{Genre, find_genre};
use super::names::{Party, What, read_party};
use super::parties::{read_parties, to_agent};
use super::tokens::{Kind, Token, is_number_sign};
use crate::vocabulary::genres::{self, Bearing};
use crate::vocabulary::{Class, given, offices, syllables, topics};
use fonds_model::{AgentRole, document::Enclosed};

/// Takes the number out of the tokens: the first that stands before the subject.
pub fn take_number(title: &str, tokens: &mut Vec<Token>) -> Option<String> {
    let mut number = None;
    let mut subject = false;
    let mut i = 0;
    while i < tokens.len() {
        let token = &tokens[i];
        subject |= token.kind == Kind::Word
            && i > 0
            && (topics::opens_topic(&token.folded) || topics::encloses(&token.folded));
        let length = number_length(title, tokens, i);
        if length > 0 && !subject {
            let sign = usize::from(is_number_sign(token));
            if number.is_none() {
                let (start, end) = (tokens[i + sign].start, tokens[i + length - 1].end);
                number = Some(title.get(start..end).unwrap_or("").to_owned());
            }
            tokens.drain(i..i + length);
        } else {
            i += 1;
        }
    }
    number
}

/// How many tokens at `i` are a number with its sign, or a code right after a genre noun.
fn number_length(title: &str, tokens: &[Token], i: usize) -> usize {
    let figures = |t: &Token| {
        t.has_figure() || t.kind == Kind::Date && t.text(title).bytes().all(|b| b.is_ascii_digit())
    };
    let token = &tokens[i];
    let next = tokens.get(i + 1);
    if is_number_sign(token) {
        let roman = |t: &Token| t.kind == Kind::Word && t.text(title).chars().all(|c| "IVXLC".contains(c));
        return match next {
            Some(n) if figures(n) || roman(n) => 2,
            // "No. P 59", "No. SNIE 93-83".
            Some(n) if is_code(title, n) && tokens.get(i + 2).is_some_and(figures) => 3,
            _ => 0,
        };
    }
    let after_noun =
        i > 0 && tokens[i - 1].kind == Kind::Word && genres::is_genre_noun(&tokens[i - 1].folded)
            || i > 1
                && tokens[i - 1].kind == Kind::Comma
                && genres::is_genre_noun(&tokens[i - 2].folded)
                && is_code(title, token);
    if !after_noun || next.is_some_and(|n| n.kind == Kind::Word && is_month_like(n)) {
        return 0;
    }
    if is_code(title, token) && next.is_some_and(&figures) {
        return 2;
    }
    usize::from(
        figures(token) && (token.kind == Kind::Word || next.is_some_and(|n| n.is("from") || n.is("to"))),
    )
}

/// Capitals that may open a number: "SNIE" of "SNIE 93-83".
fn is_code(title: &str, token: &Token) -> bool {
    token.kind == Kind::Word
        && token.text(title).chars().all(|c| c.is_ascii_uppercase())
        && token.text(title).len() <= 6
}

fn is_month_like(token: &Token) -> bool {
    matches!(
        token.folded.as_str(),
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// Reads everything after (and before) the genre noun into the analysis.
pub fn read_with_genre(title: &str, tokens: &[Token], genre: &Genre, analysis: &mut TitleAnalysis) {
    let tail = &tokens[genre.until..];
    let talk = genre.talk.is_some();
    let clauses = cut(title, tail, talk);
    let mut roles = Roles { title, genre, analysis };
    roles.read_before(&tokens[..genre.from]);
    if let Some((from, until)) = genre.holder {
        roles.read_holder(&tokens[from..until]);
    }
    roles.read_clauses(tail, &clauses);
    roles.read_statement_of(tail, &clauses);
}

/// Reads "X to Y" without a genre; `false` where it is no such thing.
pub fn read_pair(title: &str, tokens: &[Token], analysis: &mut TitleAnalysis) -> bool {
    let clauses = cut(title, tokens, false);
    let clauses: Vec<&Clause> = clauses.iter().collect();
    let (Some(first), Some(second)) = (clauses.first(), clauses.get(1)) else { return false };
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
            Lead::Quoted => read_quoted_talk(title, &tokens[clause.from], analysis, None),
            _ => {}
        }
    }
    true
}

struct Roles<'a, 'b> {
    title: &'a str,
    genre: &'a Genre,
    analysis: &'b mut TitleAnalysis,
}

impl Roles<'_, '_> {
    fn parties(&self, tokens: &[Token]) -> Vec<Party> {
        read_parties(self.title, tokens)
    }

    fn push(&mut self, role: AgentRole, parties: &[Party]) {
        push(self.title, self.analysis, role, parties);
    }

    fn push_makers(&mut self, parties: &[Party]) {
        for party in parties.iter().filter(|p| p.what != What::Place) {
            let role = if party.what == What::Body { AgentRole::Issuer } else { AgentRole::Author };
            push(self.title, self.analysis, role, std::slice::from_ref(party));
        }
    }

    /// What stands before the genre noun: "Ambassador R.K. Nehru's", "Budapest Legation", "Politburo".
    fn read_before(&mut self, before: &[Token]) {
        let before = trim_adjectives(self.title, before);
        let Some(last) = before.last() else { return };
        let named = before
            .iter()
            .any(|t| t.class == Class::Body || t.class == Class::Name || t.class == Class::Initials);
        let has_body = before.iter().any(|t| t.class == Class::Body);
        let is_party =
            last.possessive || has_body || before.iter().any(|t| t.class == Class::Office) && named;
        let parties: Vec<Party> =
            self.parties(before).into_iter().filter(|p| p.what != What::Place).collect();
        if !is_party && !is_whole_name(before) || parties.is_empty() {
            return;
        }
        match self.genre.bearing {
            Bearing::Talk => self.push(AgentRole::Participant, &parties),
            Bearing::Sent => self.push(AgentRole::Sender, &parties),
            Bearing::Either if last.possessive => self.push(AgentRole::Sender, &parties),
            _ => self.push_makers(&parties),
        }
    }

    /// "of the Politburo Meeting", "of Mao's Conversation".
    fn read_holder(&mut self, tokens: &[Token]) {
        let parties = self.parties(tokens);
        if tokens.last().is_some_and(|t| t.possessive) && !tokens.iter().any(|t| t.class == Class::Body) {
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
                Lead::From => self.read_from(tokens, &tail[clause.from..]),
                Lead::To if talk && !has(Lead::From) && i > 0 && clauses[i - 1].lead != Lead::By => {}
                Lead::To if self.genre.bearing == Bearing::Contents => {}
                Lead::To => {
                    let parties = self.parties(tokens);
                    self.read_recipients(&parties, clauses.get(i + 1));
                }
                Lead::For => self.read_for(tokens, clauses.get(i.wrapping_sub(1))),
                Lead::Via => {
                    let parties = self.parties(tokens);
                    self.push(AgentRole::Via, &parties);
                }
                Lead::By => self.read_by(tokens, has_with && !talk),
                Lead::Of if talk => self.read_of_a_talk(tokens, has_with),
                Lead::Of => self.read_of(tokens, has_with),
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
                    if !has_between {
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
                        read_quoted_talk(self.title, quoted, self.analysis, own);
                    }
                }
                // "Record of Conversation following Premier Ali's Call on ...".
                Lead::Topic if talk && i == 0 => read_talk_segment(self.title, tokens, self.analysis, None),
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
            read_talk_segment(self.title, segment, self.analysis, None);
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
        let parties = self.parties(tokens);
        match self.genre.bearing {
            Bearing::Sent => self.push(AgentRole::Sender, &parties),
            _ => {
                self.push_makers(&parties);
                if talk_with {
                    self.push(AgentRole::Participant, &parties);
                }
            }
        }
    }

    /// "Meeting of A with B": A takes part; "Meeting of the Politburo": the Politburo issues.
    fn read_of_a_talk(&mut self, tokens: &[Token], has_with: bool) {
        let parties = self.participants(tokens);
        let sitting = self.genre.talk.as_deref().is_some_and(genres::is_sitting);
        if sitting && !has_with && parties.iter().all(|p| p.what == What::Body) {
            self.push_makers(&parties);
        } else {
            self.push(AgentRole::Participant, &parties);
        }
    }

    fn read_of(&mut self, tokens: &[Token], has_with: bool) {
        let parties: Vec<Party> = self.participants(tokens);
        match self.genre.bearing {
            Bearing::Sent => self.push(AgentRole::Sender, &parties),
            Bearing::Contents => {}
            _ => {
                self.push_makers(&parties);
                if has_with {
                    self.push(AgentRole::Participant, &parties);
                }
            }
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
            read_talk_segment(self.title, trim_commas(tokens), self.analysis, None);
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

/// Where a talk took place is no part of its people: "Party Leaders in the Crimea", "Mao, Moscow".
fn without_place<'t>(title: &str, tokens: &'t [Token]) -> &'t [Token] {
    let solid = tokens.iter().rposition(|t| !matches!(t.kind, Kind::Comma | Kind::Date)).map_or(0, |i| i + 1);
    let tokens = &tokens[..solid];
    let Some(at) = tokens.iter().rposition(|t| t.is("in") || t.is("at") || t.kind == Kind::Comma) else {
        return tokens;
    };
    let accredited = at.checked_sub(1).is_some_and(|i| {
        let before = &tokens[i];
        offices::is_accredited(&before.folded) || offices::is_posted(&before.folded)
    });
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
    &rest[..rest.len() - tail]
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

fn push(title: &str, analysis: &mut TitleAnalysis, role: AgentRole, parties: &[Party]) {
    for party in parties {
        let agent = to_agent(title, party, role);
        let known = analysis.agents.iter().any(|a| a.role == role && a.bare_name == agent.bare_name);
        if !known && agent.bare_name.as_deref().is_some_and(|b| !b.trim().is_empty()) {
            analysis.agents.push(agent);
        }
    }
}

/// The senders and recipients of the message inside.
fn read_enclosed(title: &str, tokens: &[Token]) -> Option<Enclosed> {
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

/// The people of a talk named in a quoted sub-title: "'Prime Minister's Call on Chairman Mao'".
pub fn read_quoted_talk(
    title: &str,
    quoted: &Token,
    analysis: &mut TitleAnalysis,
    own: Option<fonds_model::Agent>,
) {
    read_talk_segment(title, &quoted.inner, analysis, own);
}

/// "X's Meeting with Y", "Conversation between X and Y", "Call on X", "Reception of X".
fn read_talk_segment(
    title: &str,
    tokens: &[Token],
    analysis: &mut TitleAnalysis,
    own: Option<fonds_model::Agent>,
) {
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
            analysis.agents.push(fonds_model::Agent { role: AgentRole::Participant, ..own });
        }
    }
    push(title, analysis, AgentRole::Participant, &people);
}

/// The author named before a comma: "Mao Zedong, 'Speech at ...'", "Hungarian Embassy in Moscow, Report on ...".
pub fn read_named_first(title: &str, tokens: &[Token], analysis: &mut TitleAnalysis) -> bool {
    let Some(comma) = tokens.iter().position(|t| matches!(t.kind, Kind::Comma | Kind::Colon)) else {
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
            if quoted.is_none() && read_pair(title, &tokens[..at], analysis) {
                analysis.genre = Some(genre.word.clone());
                read_with_genre(title, inner, &genre, analysis);
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
                read_talk_segment(title, inner, analysis, own);
            }
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
