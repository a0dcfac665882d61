//! Reads what a person typed. Never fails: what cannot be understood is said in a sentence, and the rest is run.
//!
//! The page "Searching" of the manual is the reference of the language. Read [`super::lex`] first, for the pieces that
//! a query is cut into; what stands behind a field's colon is read by [`super::condition`].

use super::fields::Field;
use super::lex::{Lexeme, Piece, cut, is_invisible, sign};
use super::{Condition, Leaf, Matching, Node, Query, Where, condition, hints};
use crate::Scope;
use crate::request::Clause;
use std::ops::Range;

/// Bounds, so that no query costs more than a fixed amount: bytes, words and phrases, words of a phrase, depth.
const MOST_BYTES: usize = 8_192;
const MOST_LEAVES: usize = 128;
const MOST_WORDS: usize = 64;
const MOST_DEPTH: usize = 24;
/// A query that is wrong throughout is told so only this often.
const MOST_REMARKS: usize = 8;
/// `"a b"~` without a number; and nobody means more by words that stand near each other.
const NEAR: u32 = 10;
const MOST_NEAR: u32 = 100;

/// Understands as much as possible of what was typed, looked for everywhere.
pub(crate) fn parse(text: &str) -> Query {
    parse_in(text, Scope::Everything)
}

/// The same, looked for where `scope` says; a field that says so again changes nothing.
pub(crate) fn parse_in(text: &str, scope: Scope) -> Query {
    let kept = &text[..text.floor_char_boundary(MOST_BYTES)];
    let (pieces, unclosed) = cut(kept);
    let mut parser = Parser { text: kept, scope, pieces, ..Parser::default() };
    if kept.len() < text.len() {
        parser.remark(format!("Only the first {MOST_BYTES} bytes of the query were read."));
    }
    if unclosed {
        parser.remark("A quotation mark is not closed; the words after it were searched one by one.");
    }
    let root = parser.read_all();
    let hints = if scope == Scope::Everything { hints::read(&parser.pieces) } else { Vec::new() };
    let Parser { leaves, conditions, clauses, mut remarks, left_out, .. } = parser;
    if left_out > 0 {
        remarks.push(format!(
            "Only the first {MOST_LEAVES} words and phrases were searched; {left_out} were left out."
        ));
    }
    // From the last to the first, so that places stay what they are.
    let bare = clauses.iter().rev().fold(text.to_owned(), |text, clause| without(&text, &clause.range));
    let clauses = clauses.into_iter().map(|clause| clause.told(text)).collect();
    let mut query = Query { root, leaves, conditions, hints, widenings: Vec::new(), clauses, bare, remarks };
    mark_wanted(&query.root, true, &mut query.leaves);
    query
}

/// A leaf is wanted where it stands under an even number of exclusions.
fn mark_wanted(node: &Node, wanted: bool, leaves: &mut [Leaf]) {
    match node {
        Node::All | Node::Widened(_) | Node::Condition(_) => {}
        Node::Leaf(number) => leaves[*number].wanted |= wanted,
        Node::And(nodes) | Node::Or(nodes) => {
            nodes.iter().for_each(|node| mark_wanted(node, wanted, leaves));
        }
        Node::Not(node) => mark_wanted(node, !wanted, leaves),
    }
}

/// A condition with a field that must hold whatever else is asked, and where it stands.
#[derive(Debug)]
struct FieldClause {
    field: Field,
    excluded: bool,
    range: Range<usize>,
    /// What stands behind the colon.
    words: Range<usize>,
}

impl FieldClause {
    fn told(self, text: &str) -> Clause {
        Clause {
            field: self.field.name(),
            words: shown(&text[self.words]),
            excluded: self.excluded,
            without: without(text, &self.range),
        }
    }
}

fn without(text: &str, range: &Range<usize>) -> String {
    let (before, after) = (text[..range.start].trim_end(), text[range.end..].trim_start());
    let gap = if before.is_empty() || after.is_empty() { "" } else { " " };
    format!("{before}{gap}{after}")
}

#[derive(Debug, Default)]
struct Parser<'q> {
    text: &'q str,
    /// Where words without a field are looked for.
    scope: Scope,
    pieces: Vec<Piece<'q>>,
    place: usize,
    depth: usize,
    /// What the words being read are narrowed to, and whether they are taken as they are.
    field: Option<Field>,
    just: bool,
    leaves: Vec<Leaf>,
    conditions: Vec<Condition>,
    clauses: Vec<FieldClause>,
    remarks: Vec<String>,
    left_out: usize,
}

impl<'q> Parser<'q> {
    fn remark(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if self.remarks.len() < MOST_REMARKS && !self.remarks.contains(&sentence) {
            self.remarks.push(sentence);
        }
    }

    fn next(&mut self) -> Option<Piece<'q>> {
        let piece = self.pieces.get(self.place).cloned();
        self.place += 1;
        piece
    }

    fn peek(&self) -> Option<&Lexeme<'q>> {
        self.pieces.get(self.place).map(|piece| &piece.lexeme)
    }

    fn read_all(&mut self) -> Node {
        let mut parts = Vec::new();
        while self.place < self.pieces.len() {
            parts.extend(self.read_alternatives());
            if self.peek() == Some(&Lexeme::Close) {
                self.place += 1;
                self.remark("A closing parenthesis has no opening one and was left out.");
            }
        }
        join_all(parts).unwrap_or(Node::All)
    }

    /// `a b OR c d` is `(a b) OR (c d)`.
    fn read_alternatives(&mut self) -> Option<Node> {
        let mut alternatives = Vec::new();
        let (clauses, mut only) = (self.clauses.len(), true);
        loop {
            let part = self.read_together();
            let missing = part.is_none();
            alternatives.extend(part);
            if self.peek() != Some(&Lexeme::Or) {
                // `a OR` and `OR a` alone.
                if missing && !alternatives.is_empty() {
                    self.remark("\u{201c}OR\u{201d} stands between two words; here one was missing.");
                }
                if !only {
                    // What stands between alternatives cannot be cancelled alone.
                    self.clauses.truncate(clauses);
                }
                return join(alternatives, Node::Or);
            }
            self.place += 1;
            only = false;
            if missing {
                self.remark("\u{201c}OR\u{201d} stands between two words; here one was missing.");
            }
        }
    }

    fn read_together(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        while let Some(lexeme) = self.peek() {
            match lexeme {
                Lexeme::Or | Lexeme::Close => break,
                Lexeme::And => self.place += 1,
                _ => parts.extend(self.read_condition()),
            }
        }
        join_all(parts)
    }

    fn read_condition(&mut self) -> Option<Node> {
        let start = self.pieces.get(self.place).map_or(self.text.len(), |piece| piece.range.start);
        let outer = (self.field, self.just);
        let (mut excluded, mut named) = (false, None);
        loop {
            match self.peek() {
                Some(Lexeme::Not) => excluded = !excluded,
                Some(Lexeme::Just) => self.just = true,
                Some(Lexeme::Field(field, name)) => {
                    named = Some(*name);
                    self.field = Some(*field);
                }
                _ => break,
            }
            self.place += 1;
        }
        let words = self.pieces.get(self.place).map_or(self.text.len(), |piece| piece.range.start);
        let node = match self.next().map(|piece| piece.lexeme) {
            Some(Lexeme::Word(word)) => self.read_word(word),
            Some(Lexeme::Quoted(phrase, near)) => self.read_phrase(phrase, near),
            Some(Lexeme::Open) => self.read_group(),
            _ => {
                self.place -= 1;
                self.remark(match named {
                    Some(name) => {
                        format!("\u{201c}{}:\u{201d} stands before a word; here it was missing.", shown(name))
                    }
                    None => "An exclusion stands before a word; here it was missing.".into(),
                });
                None
            }
        };
        let end =
            self.pieces[..self.place.min(self.pieces.len())].last().map_or(start, |piece| piece.range.end);
        if let (Some(field), Some(_), 0, true) = (self.field, named, self.depth, node.is_some()) {
            self.clauses.push(FieldClause {
                field,
                excluded,
                range: start..end,
                words: words..end.max(words),
            });
        }
        (self.field, self.just) = outer;
        node.map(|node| if excluded { Node::Not(Box::new(node)) } else { node })
    }

    fn read_group(&mut self) -> Option<Node> {
        if self.depth >= MOST_DEPTH {
            self.remark(format!("Parentheses more than {MOST_DEPTH} deep were left out."));
            return None;
        }
        self.depth += 1;
        let node = self.read_alternatives();
        self.depth -= 1;
        match self.next().map(|piece| piece.lexeme) {
            Some(Lexeme::Close) => {}
            _ => self.remark("A parenthesis is not closed; it was taken to reach to the end."),
        }
        node
    }

    fn read_word(&mut self, word: &'q str) -> Option<Node> {
        if let Some(field @ (Field::Facet(_) | Field::Year | Field::Date)) = self.field {
            return self.add_condition(field, word);
        }
        if word.contains('^') {
            self.remark(format!("The sign ^ in \u{201c}{}\u{201d} was left out.", shown(word)));
        }
        if let Some((low, high)) = read_range(word) {
            let leaf = Leaf::of_range(low, high, word);
            return self.add_leaf(leaf, word, self.place_of(word));
        }
        let (bare, letters) = self.read_tilde(word);
        let mut leaf = Leaf::read(self.as_one_of_several(bare), self.just);
        leaf.words.iter_mut().for_each(|word| word.blur(letters));
        self.add_leaf(leaf, word, self.place_of(word))
    }

    /// The word without what stands behind its `~`, and by how many letters it may differ.
    fn read_tilde(&self, word: &'q str) -> (&'q str, u8) {
        let Some(tilde) = word.rfind(|c| sign(c) == '~').filter(|tilde| *tilde > 0) else { return (word, 0) };
        let number = word[tilde..].trim_start_matches(|c| sign(c) == '~');
        match number.parse::<u8>() {
            Ok(0..=1) => (&word[..tilde], 1),
            Ok(_) => (&word[..tilde], 2),
            // `~0.8` is how others write it.
            Err(_) if number.chars().all(|c| c.is_ascii_digit() || c == '.') => (&word[..tilde], 1),
            Err(_) => (word, 0),
        }
    }

    /// A question mark that ends several words is only that.
    fn as_one_of_several(&self, word: &'q str) -> &'q str {
        let ends_query = self.place == self.pieces.len();
        if ends_query && self.pieces.len() > 1 { word.trim_end_matches('?') } else { word }
    }

    fn read_phrase(&mut self, phrase: &'q str, near: Option<&str>) -> Option<Node> {
        if let Some(field @ (Field::Facet(_) | Field::Year | Field::Date)) = self.field {
            return self.add_condition(field, phrase);
        }
        let mut leaf = Leaf::read(phrase.trim_end_matches('?'), true);
        if let Some(number) = near {
            leaf.near = Some(self.read_distance(number));
        }
        // The place of the opening mark.
        let start = self.place_of(phrase);
        let mark = self.text[..start].chars().next_back().map_or(0, char::len_utf8);
        self.add_leaf(leaf, phrase, start - mark)
    }

    fn read_distance(&mut self, number: &str) -> u32 {
        match number.parse::<u32>() {
            Ok(distance @ ..=MOST_NEAR) => distance,
            Err(_) if number.is_empty() => NEAR,
            _ => {
                self.remark(format!("Words are near each other at most {MOST_NEAR} words apart."));
                MOST_NEAR
            }
        }
    }

    fn add_leaf(&mut self, mut leaf: Leaf, typed: &str, place: usize) -> Option<Node> {
        leaf.just = self.just;
        leaf.place = match self.field {
            Some(Field::In(scope)) if scope != self.scope => Where::In(scope),
            Some(Field::Numbers) => Where::Numbers,
            _ => Where::Asked,
        };
        if leaf.words.is_empty() {
            if !is_mere_punctuation(typed) {
                self.remark(format!("There is nothing to search for in \u{201c}{}\u{201d}.", shown(typed)));
            }
            return None;
        }
        if leaf.words.len() > MOST_WORDS {
            leaf.words.truncate(MOST_WORDS);
            self.remark(format!("Only the first {MOST_WORDS} words of a phrase were searched."));
        }
        let year = self.year_of(&leaf);
        let found = if let Some(known) = self.leaves.iter().position(|known| known.finds_the_same_as(&leaf)) {
            self.leaves[known].places.push(place);
            known
        } else {
            if self.is_full() {
                return None;
            }
            leaf.places.push(place);
            self.leaves.push(leaf);
            self.leaves.len() - 1
        };
        let Some(year) = year else { return Some(Node::Leaf(found)) };
        let condition = self.push_condition(Condition::Years(year, year));
        Some(Node::Or(std::iter::once(Node::Leaf(found)).chain(condition).collect()))
    }

    /// The year that a plain word is, where everything is looked into: who types 1949 means its papers too.
    fn year_of(&self, leaf: &Leaf) -> Option<i64> {
        let plain =
            !leaf.exact && !leaf.just && leaf.place == Where::Asked && self.scope == Scope::Everything;
        match &leaf.words[..] {
            [word] if plain && word.matching == Matching::Itself && word.folded.len() == 4 => {
                word.folded.parse().ok().filter(|year| (1_000..=2_100).contains(year))
            }
            _ => None,
        }
    }

    fn add_condition(&mut self, field: Field, words: &str) -> Option<Node> {
        let condition = match condition::read(field, words) {
            Ok(condition) => condition,
            Err(sentence) => {
                self.remark(sentence);
                return None;
            }
        };
        self.push_condition(condition)
    }

    fn push_condition(&mut self, condition: Condition) -> Option<Node> {
        if let Some(known) = self.conditions.iter().position(|known| *known == condition) {
            return Some(Node::Condition(known));
        }
        if self.is_full() {
            return None;
        }
        self.conditions.push(condition);
        Some(Node::Condition(self.conditions.len() - 1))
    }

    fn is_full(&mut self) -> bool {
        let full = self.leaves.len() + self.conditions.len() >= MOST_LEAVES;
        self.left_out += usize::from(full);
        full
    }

    /// Where a piece of the query stands in it.
    fn place_of(&self, piece: &'q str) -> usize {
        piece.as_ptr() as usize - self.text.as_ptr() as usize
    }
}

/// `1949..1951`.
fn read_range(word: &str) -> Option<(u64, u64)> {
    let (low, high) = word.split_once("..")?;
    let number = |text: &str| {
        let digits = !text.is_empty() && text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u64>().ok()).flatten()
    };
    let (low, high) = (number(low)?, number(high)?);
    Some((low.min(high), low.max(high)))
}

/// At most forty characters, none of which turns the sentence around it.
pub(crate) fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !is_invisible(*c)).take(40).collect()
}

/// Dashes, slashes and dots between words go without saying.
fn is_mere_punctuation(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(
            c,
            '-' | '\u{2013}'
                | '\u{2014}'
                | '/'
                | '.'
                | ','
                | ';'
                | ':'
                | '&'
                | '?'
                | '!'
                | '*'
                | '='
                | '~'
                | '\u{2026}'
        )
    })
}

/// Parentheses around words that must all be there change nothing, so that a pasted sentence may have some.
fn join_all(parts: Vec<Node>) -> Option<Node> {
    let parts = parts.into_iter().flat_map(|part| match part {
        Node::And(nodes) => nodes,
        part => vec![part],
    });
    join(parts.collect(), Node::And)
}

fn join(mut parts: Vec<Node>, make: fn(Vec<Node>) -> Node) -> Option<Node> {
    parts.dedup();
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(make(parts)),
    }
}
#[cfg(test)]
mod tests;
