//! What a small word does where it stands: whether "to" leads to a recipient or belongs to an office, whether "for", "on",
//! "in", "from" and "between" open parties, a charge or the subject.
//!
//! Questions only; [`super::clauses`] asks them and cuts.

use super::clauses::{Cutter, Lead};
use super::names::{What, read_party};
use super::tokens::{Kind, Token};
use crate::vocabulary::{Class, bodies, genres, offices, places};

impl Cutter<'_> {
    /// "asking", or "Awarding" after a body or a place; but not "General Harding".
    pub(super) fn is_a_participle(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let before = i.checked_sub(1).filter(|at| *at >= self.start).map(|at| &self.tokens[at]);
        let after_body = before.is_some_and(|t| t.class == Class::Body || places::is_place_word(&t.folded));
        // "Embassy Nanking to ..." names a place, "Broadcasting Station" a body.
        let object = self.tokens.get(i + 1).is_some_and(|t| {
            t.kind == Kind::Word && !t.is("to") && !matches!(t.class, Class::Body | Class::Office)
        });
        let place = places::is_place_word(&token.folded);
        token.class == Class::Small || token.class == Class::Name && after_body && object && !place
    }

    /// "Letter on Foreign Policy from Novikov to Molotov": parties may follow the subject.
    pub(super) fn is_a_late_sender(&self, i: usize) -> bool {
        let known =
            self.clauses.iter().any(|c| matches!(c.lead, Lead::From | Lead::To | Lead::By | Lead::Of));
        let rest = &self.tokens[i + 1..];
        let until = rest.iter().position(|t| t.kind != Kind::Word);
        let rest = &rest[..until.unwrap_or(rest.len())];
        let Some(to) = rest.iter().position(|t| t.is("to")) else { return false };
        let party = |tokens: &[Token]| {
            matches!(read_party(self.title, tokens).what, What::Person | What::Office | What::Body)
        };
        let thing = i > 0 && matches!(self.tokens[i - 1].class, Class::Genre | Class::Topic);
        !known && !thing && party(&rest[..to]) && party(&rest[to + 1..])
    }

    /// "Summary of a Discussion on Berlin between Lisov and Vasin".
    pub(super) fn is_a_late_pair(&self, i: usize) -> bool {
        let known = self.clauses.iter().any(|c| !matches!(c.lead, Lead::Topic | Lead::Passed));
        let rest = &self.tokens[i + 1..];
        let until = rest.iter().position(|t| t.kind != Kind::Word || t.is("and"));
        !known && until.is_some_and(|until| read_party(self.title, &rest[..until]).what == What::Person)
    }

    /// "to Ambassador Lisov for Cde. Vasin": a name before "for" and a person after it.
    pub(super) fn is_between_people(&self, i: usize) -> bool {
        let name = |t: &Token| matches!(t.class, Class::Name | Class::Initials | Class::Suffix);
        let before = i > self.start && (self.tokens[i - 1].kind == Kind::Group || name(&self.tokens[i - 1]));
        before && self.is_before_a_person(i)
    }

    /// Whether a person follows token `i`.
    pub(super) fn is_before_a_person(&self, i: usize) -> bool {
        let until =
            self.tokens[i + 1..].iter().position(|t| t.kind != Kind::Word || t.is("on") || t.is("from"));
        let after = &self.tokens[i + 1..until.map_or(self.tokens.len(), |at| i + 1 + at)];
        read_party(self.title, after).what == What::Person
    }

    /// "the Government of Burma for the Use of Land": what has no charge of its own takes no "for".
    pub(super) fn has_no_charge(&self, i: usize) -> bool {
        let clause = &self.tokens[self.start..i];
        let head =
            clause.iter().rposition(|t| matches!(t.class, Class::Body | Class::Office) || t.is("republic"));
        head.is_some_and(|at| {
            bodies::has_no_charge(&clause[at].folded) || offices::has_no_charge(&clause[at].folded)
        })
    }

    /// "the Chairman of the Committee on Foreign Relations (Ellis) to ...": the charge of a committee, not the subject.
    pub(super) fn is_a_committees_charge(&self, i: usize) -> bool {
        let committee = i > 0
            && ["committee", "subcommittee", "commission", "panel"].iter().any(|w| self.tokens[i - 1].is(w));
        let capital =
            self.tokens.get(i + 1).is_some_and(|t| t.text(self.title).starts_with(char::is_uppercase));
        let holder = self.tokens[i..]
            .iter()
            .take(8)
            .take_while(|t| t.kind != Kind::Comma)
            .any(|t| t.kind == Kind::Group);
        committee
            && capital
            && (holder || self.talk && self.lead == Lead::Of || self.lead != Lead::To && self.another_to(i))
    }

    /// "in connection with", "in response to", "in light of".
    pub(super) fn is_about_something(&self, i: usize) -> bool {
        self.tokens.get(i + 1).is_some_and(|t| {
            matches!(
                t.folded.as_str(),
                "connection"
                    | "response"
                    | "regard"
                    | "regards"
                    | "relation"
                    | "reply"
                    | "light"
                    | "preparation"
                    | "view"
                    | "reference"
                    | "support"
                    | "case"
                    | "advance"
                    | "honor"
                    | "honour"
                    | "which"
                    | "order"
                    | "anticipation"
                    | "answer"
                    | "view_of"
                    | "accordance"
                    | "celebration"
                    | "memory"
                    | "respect"
            )
        })
    }

    /// "Speech at a Meeting", "Report at the 20th Congress"; but "the Consul at Batavia".
    pub(super) fn is_an_occasion(&self, i: usize) -> bool {
        self.is_empty(i)
            || self.tokens[i + 1..].iter().take(6).take_while(|t| t.kind != Kind::Comma).any(|t| {
                genres::is_talk_noun(&t.folded)
                    || matches!(
                        t.folded.as_str(),
                        "reception" | "banquet" | "rally" | "parade" | "ceremony" | "anniversary"
                    )
            })
    }

    /// Whether "to" belongs to an office: "Ambassador to the U.S.S.R.", "Assistant to the President".
    pub(super) fn belongs_to_an_office(&self, i: usize) -> bool {
        let Some(previous) = i.checked_sub(1).map(|p| &self.tokens[p]) else { return false };
        if self.is_empty(i) {
            return false;
        }
        if previous.kind != Kind::Word {
            return false;
        }
        let to_a_place = self.is_place(i + 1);
        if to_a_place && (offices::is_accredited(&previous.folded) || self.is_accredited_from(i)) {
            return true;
        }
        let before_word = self.tokens[self.start..i].iter().any(|t| t.class == Class::Office);
        if self.lead == Lead::To {
            return offices::is_accredited(&previous.folded)
                || offices::is_at_the_side(&previous.folded)
                || before_word && to_a_place && !self.clause_has_comma(i);
        }
        let another = self.another_to(i);
        let at_the_side = offices::is_at_the_side(&previous.folded)
            || offices::is_accredited(&previous.folded) && !self.is_person_next(i + 1);
        another && (at_the_side || self.holder_before_next_to(i))
    }

    /// "the Ambassador of Mongolia" before "to the USSR".
    fn is_accredited_from(&self, i: usize) -> bool {
        let clause = &self.tokens[self.start..i];
        clause.iter().enumerate().filter(|(_, t)| t.is("of")).any(|(of, _)| {
            let office = of.checked_sub(1).is_some_and(|p| offices::is_accredited(&clause[p].folded));
            let words: Vec<&str> = clause[of + 1..]
                .iter()
                .map(|t| t.folded.as_str())
                .skip_while(|w| *w == "the")
                .take(8)
                .collect();
            office && places::place_length(&words) == words.len()
        })
    }

    fn clause_has_comma(&self, until: usize) -> bool {
        self.tokens[self.start..until].iter().any(|t| t.kind == Kind::Comma)
    }

    fn is_place(&self, at: usize) -> bool {
        let skip = usize::from(self.tokens.get(at).is_some_and(|t| t.is("the")));
        let words: Vec<&str> = self.tokens[at.min(self.tokens.len())..]
            .iter()
            .skip(skip)
            .take(6)
            .take_while(|t| t.kind == Kind::Word)
            .map(|t| t.folded.as_str())
            .collect();
        let length = places::place_length(&words);
        // "to Washington Ambassador": a place that only qualifies what follows is no place.
        length > 0
            && !self.tokens.get(at + skip + length).is_some_and(|t| {
                matches!(t.class, Class::Office | Class::Body | Class::Portfolio) && t.kind == Kind::Word
            })
    }

    fn is_person_next(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| {
            matches!(t.class, Class::Honorific | Class::Office | Class::Name | Class::Initials)
                && t.kind == Kind::Word
        })
    }

    /// Whether a "to" that can lead to a recipient follows before the subject.
    fn another_to(&self, i: usize) -> bool {
        self.following_to(i).is_some()
    }

    fn following_to(&self, i: usize) -> Option<usize> {
        for (j, token) in self.tokens.iter().enumerate().skip(i + 1) {
            match token.kind {
                Kind::Quoted | Kind::Colon | Kind::Stop => return None,
                Kind::Word if token.is("to") => {
                    let previous = &self.tokens[j - 1];
                    let of_an_office = offices::is_accredited(&previous.folded) && self.is_place(j + 1);
                    if !of_an_office {
                        return Some(j);
                    }
                }
                Kind::Word
                    if matches!(
                        token.folded.as_str(),
                        "on" | "regarding"
                            | "concerning"
                            | "about"
                            | "with"
                            | "from"
                            | "transmitting"
                            | "conveying"
                            | "forwarding"
                            | "enclosing"
                    ) =>
                {
                    return None;
                }
                _ => {}
            }
        }
        None
    }

    /// "Deputy Assistant for Special Operations to the Secretary of Defense (Lansdale) to ...": the holder's name in
    /// brackets stands before the next "to" and none before this.
    fn holder_before_next_to(&self, i: usize) -> bool {
        let Some(next) = self.following_to(i) else { return false };
        self.tokens[next - 1].kind == Kind::Group
            && self.tokens[i - 1].kind != Kind::Group
            && self.tokens[self.start..i].iter().all(|t| t.kind != Kind::Group)
            && self.tokens[self.start..i].iter().any(|t| t.class == Class::Office)
    }
}
