//! What follows the genre, cut into clauses: from whom, to whom, by way of whom, between whom, what is enclosed.
//!
//! The small words lead ("from", "to", "via"), except where they belong to an office ("Ambassador to the DPRK").
//! What the words of a clause name is [`super::parties`]'s; what a clause makes of them is [`super::roles`]'s.

use super::names::{What, read_party};
use super::tokens::{Kind, Token};
use crate::vocabulary::{Class, genres, topics};

/// What a clause says of the parties in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Nothing stands before them: "Cable, Mao ...".
    Bare,
    /// "from"
    From,
    /// "to"
    To,
    /// "to X, for Y"
    For,
    /// "via", "through"
    Via,
    /// "by"
    By,
    /// "of"
    Of,
    /// "between", "among"
    Between,
    /// "with"
    With,
    /// A message inside: "transmitting a Letter ...".
    Enclosed,
    /// The subject.
    Topic,
    /// Words in quotation marks.
    Quoted,
    /// What is known and passed over: places that the people stand for.
    Passed,
}

/// A clause and its tokens.
#[derive(Debug, Clone, Copy)]
pub struct Clause {
    /// What it says.
    pub lead: Lead,
    /// First token.
    pub from: usize,
    /// Token after the last.
    pub until: usize,
}

/// Cuts the tokens after the genre into clauses; `talk` says that the title records a talk.
pub fn cut(title: &str, tokens: &[Token], talk: bool) -> Vec<Clause> {
    let mut cutter = Cutter { title, tokens, talk, clauses: Vec::new(), lead: Lead::Bare, start: 0 };
    let mut i = 0;
    while i < tokens.len() {
        i = cutter.step(i);
    }
    cutter.close(tokens.len());
    cutter.clauses
}

pub(super) struct Cutter<'a> {
    pub(super) title: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) talk: bool,
    pub(super) clauses: Vec<Clause>,
    pub(super) lead: Lead,
    pub(super) start: usize,
}

impl Cutter<'_> {
    fn close(&mut self, until: usize) {
        if until > self.start {
            self.clauses.push(Clause { lead: self.lead, from: self.start, until });
        }
    }

    fn open(&mut self, lead: Lead, at: usize, first: usize) -> usize {
        self.close(at);
        self.lead = lead;
        self.start = first;
        first.max(at + 1)
    }

    /// Whether nothing stands in the clause yet (but commas, dates and groups).
    pub(super) fn is_empty(&self, at: usize) -> bool {
        self.tokens[self.start.min(at)..at].iter().all(|t| !matches!(t.kind, Kind::Word | Kind::Quoted))
    }

    fn step(&mut self, i: usize) -> usize {
        let token = &self.tokens[i];
        match token.kind {
            _ if self.lead == Lead::Enclosed && token.kind != Kind::Quoted => i + 1,
            Kind::Quoted => {
                let next = self.open(Lead::Quoted, i, i);
                self.close(next);
                self.lead = Lead::Bare;
                self.start = next;
                next
            }
            // "Memorandum for: The Director".
            Kind::Colon if matches!(self.lead, Lead::For | Lead::From | Lead::To) && self.is_empty(i) => {
                i + 1
            }
            Kind::Colon if !(self.talk && self.is_empty(i)) => self.open(Lead::Topic, i, i + 1),
            Kind::Stop if self.lead != Lead::Topic => self.open(Lead::Topic, i, i + 1),
            Kind::Dash if !self.talk && !self.is_empty(i) => self.open(Lead::Topic, i, i + 1),
            Kind::Word => self.step_word(i),
            _ => i + 1,
        }
    }

    fn step_word(&mut self, i: usize) -> usize {
        let token = &self.tokens[i];
        let after_comma = i > 0 && self.tokens[i - 1].kind == Kind::Comma;
        if self.lead == Lead::Enclosed {
            return i + 1;
        }
        if self.lead == Lead::Topic {
            return match token.folded.as_str() {
                "from" if after_comma || self.is_a_late_sender(i) => self.open(Lead::From, i, i + 1),
                "by" if after_comma => self.open(Lead::By, i, i + 1),
                "between" if self.talk && self.is_a_late_pair(i) => self.open(Lead::Between, i, i + 1),
                word if after_comma && topics::is_making(word) => self.open(Lead::Passed, i, i + 1),
                "via" => self.open(Lead::Via, i, i + 1),
                _ => i + 1,
            };
        }
        match token.folded.as_str() {
            "from" => self.open(Lead::From, i, i + 1),
            "to" => self.step_to(i),
            "via" | "through" | "thru" => self.open(Lead::Via, i, i + 1),
            // "by way of the Embassy".
            "by" if self.next_is(i, "way") && self.next_is(i + 1, "of") => self.open(Lead::Via, i, i + 3),
            "by" => self.open(Lead::By, i, i + 1),
            // "Message from A to B, Transmitted by C".
            word if topics::hands_on(word) && self.next_is(i, "by") && self.has_sender(i) => {
                self.open(Lead::Via, i, i + 2)
            }
            "between" | "among" | "amongst" => self.open(Lead::Between, i, i + 1),
            "with" => self.step_with(i),
            "of" if ["his", "her", "their"].iter().any(|w| self.next_is(i, w)) && !self.is_empty(i) => {
                self.open(Lead::Topic, i, i + 1)
            }
            "of" if self.is_empty(i) && matches!(self.lead, Lead::Bare) => self.open(Lead::Of, i, i + 1),
            "for" => self.step_for(i),
            "in" if self.is_about_something(i) => self.open(Lead::Topic, i, i + 1),
            // "Conversation at Chequers between ...".
            "at" if self.talk && self.is_empty(i) => self.open(Lead::Passed, i, i + 1),
            "at" if self.is_an_occasion(i) => self.open(Lead::Topic, i, i + 1),
            // "the Ambassador on Special Mission to Russia".
            "on" if ["special", "leave"].iter().any(|w| self.next_is(i, w)) && i > self.start => i + 1,
            "on" if self.is_a_committees_charge(i) => i + 1,
            // "the Delegation headed by Lisov".
            "headed" | "led" | "chaired" | "accompanied" | "represented" if self.next_is(i, "by") => {
                self.open(Lead::Passed, i, i + 2)
            }
            word if topics::encloses(word) => self.step_enclosing(i),
            "dated" if self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Date) => {
                self.open(Lead::Passed, i, i + 1)
            }
            word if topics::is_making(word)
                && (["to", "by", "via", "through"].iter().any(|w| self.next_is(i, w))
                    || self.talk && matches!(word, "held" | "granted")) =>
            {
                self.open(Lead::Passed, i, i)
            }
            word if topics::is_making(word) && ["at", "in", "on"].iter().any(|w| self.next_is(i, w)) => {
                self.open(Lead::Topic, i, i + 1)
            }
            // "Telegram from A to B, Report from C on ...".
            _ if after_comma
                && genres::is_genre_noun(&token.folded)
                && token.class == Class::Genre
                && self.next_is(i, "from")
                && self.has_sender(i) =>
            {
                self.open(Lead::Enclosed, i, i + 1)
            }
            // ", Subject: Pipeline Sanctions".
            _ if after_comma && self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Colon) => {
                self.open(Lead::Topic, i, i + 1)
            }
            word if topics::opens_topic(word) => self.open(Lead::Topic, i, i + 1),
            word if word.len() > 4 && word.ends_with("ing") && self.is_a_participle(i) => {
                self.open(Lead::Topic, i, i + 1)
            }
            _ => i + 1,
        }
    }

    /// Whether somebody sent it before token `i`.
    fn has_sender(&self, i: usize) -> bool {
        let sent = |lead: Lead| matches!(lead, Lead::From | Lead::Bare);
        self.clauses.iter().any(|c| sent(c.lead)) || sent(self.lead) && !self.is_empty(i)
    }

    pub(super) fn next_is(&self, i: usize, folded: &str) -> bool {
        self.tokens.get(i + 1).is_some_and(|t| t.is(folded))
    }

    fn step_to(&mut self, i: usize) -> usize {
        let Some(next) = self.tokens.get(i + 1) else { return i + 1 };
        if self.belongs_to_an_office(i) {
            return i + 1;
        }
        let small = next.text(self.title).starts_with(char::is_lowercase);
        let a_verb = small
            && next.kind == Kind::Word
            && !matches!(next.folded.as_str(), "the" | "a" | "an" | "all" | "both" | "his" | "her")
            && matches!(next.class, Class::Small | Class::Topic | Class::Genre);
        if self.lead == Lead::To && !a_verb && self.regroup_places(i) {
            return self.open(Lead::To, i, i + 1);
        }
        match self.lead {
            _ if a_verb => self.open(Lead::Topic, i, i + 1),
            Lead::To => self.open(Lead::Topic, i, i + 1),
            Lead::Between | Lead::With if self.talk => self.open(Lead::Topic, i, i + 1),
            _ => self.open(Lead::To, i, i + 1),
        }
    }

    /// "from Baku to Moscow, Bagirov and Maslennikov to ...": the places are passed over, the people are the senders.
    fn regroup_places(&mut self, at: usize) -> bool {
        let clause = &self.tokens[self.start..at];
        let Some(comma) = clause.iter().position(|t| t.kind == Kind::Comma) else { return false };
        if read_party(self.title, &clause[..comma]).what != What::Place || comma + 1 >= clause.len() {
            return false;
        }
        for earlier in self.clauses.iter_mut().filter(|c| c.lead == Lead::From || c.lead == Lead::To) {
            earlier.lead = Lead::Passed;
        }
        self.lead = Lead::From;
        self.start += comma + 1;
        true
    }

    fn step_with(&mut self, i: usize) -> usize {
        // "Department for Relations with Foreign Parties".
        if i > self.start
            && ["relations", "cooperation", "contacts", "liaison"].iter().any(|w| self.tokens[i - 1].is(w))
        {
            return i + 1;
        }
        if let Some(inner) = self.enclosed_at(i + 1).filter(|_| !self.is_empty(i) || !self.talk) {
            return self.open(Lead::Enclosed, i, inner);
        }
        let talk_of = self.talk
            || matches!(self.lead, Lead::Of | Lead::By)
            || self.lead == Lead::Bare && !self.is_empty(i);
        self.open(if talk_of { Lead::With } else { Lead::Topic }, i, i + 1)
    }

    fn step_enclosing(&mut self, i: usize) -> usize {
        match self.enclosed_at(i + 1) {
            Some(inner) => self.open(Lead::Enclosed, i, inner),
            None => self.open(Lead::Topic, i, i + 1),
        }
    }

    /// Where the enclosed message's own clauses begin, if a noun for a message follows.
    fn enclosed_at(&self, from: usize) -> Option<usize> {
        let mut i = from;
        while let Some(token) = self.tokens.get(i).filter(|_| i < from + 7) {
            match token.kind {
                Kind::Date => {}
                Kind::Word if is_of_words(&token.folded) && self.next_is(i, "of") => {}
                Kind::Word if genres::is_genre_noun(&token.folded) => return Some(i + 1),
                Kind::Word if token.is("of") && i > from && is_of_words(&self.tokens[i - 1].folded) => {}
                Kind::Word if matches!(token.folded.as_str(), "of" | "from" | "to" | "by" | "and" | "on") => {
                    return None;
                }
                Kind::Word => {}
                _ => return None,
            }
            i += 1;
        }
        None
    }

    fn step_for(&mut self, i: usize) -> usize {
        let after_comma = i > 0 && self.tokens[i - 1].kind == Kind::Comma;
        let next_is_date = self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Date);
        match self.lead {
            _ if next_is_date => self.open(Lead::Passed, i, i + 1),
            // "to Lisov for transmittal to Vasin".
            Lead::To
                if self.next_is(i + 1, "to")
                    && self.tokens.get(i + 1).is_some_and(|t| topics::is_handing_on(&t.folded)) =>
            {
                self.open(Lead::For, i, i + 3)
            }
            Lead::To if after_comma => self.open(Lead::For, i, i + 1),
            Lead::Bare if self.is_empty(i) => self.open(Lead::For, i, i + 1),
            Lead::By if self.is_before_a_person(i) => self.open(Lead::For, i, i + 1),
            Lead::Bare | Lead::From | Lead::To if self.is_between_people(i) => self.open(Lead::For, i, i + 1),
            _ if self.has_no_charge(i) => self.open(Lead::Topic, i, i + 1),
            _ => i + 1,
        }
    }
}

/// "Text of a Letter", "Copy of the Note".
fn is_of_words(folded: &str) -> bool {
    matches!(
        folded,
        "text"
            | "texts"
            | "copy"
            | "copies"
            | "translation"
            | "draft"
            | "contents"
            | "content"
            | "excerpt"
            | "excerpts"
    )
}
