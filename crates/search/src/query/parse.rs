//! Reads what a person typed. Never fails: what cannot be understood is said in a sentence, and the rest is run.
//!
//! The language: all words must occur; `"side by side"`; `OR` between alternatives; `-word` or `NOT word` to exclude;
//! parentheses. The page "Searching" of the manual is its reference.

use super::{Leaf, Node, Query};
use crate::Scope;

/// Bounds, so that no query costs more than a fixed amount: bytes, words and phrases, words of a phrase, depth.
const MOST_BYTES: usize = 8_192;
const MOST_LEAVES: usize = 128;
const MOST_WORDS: usize = 64;
const MOST_DEPTH: usize = 24;
/// A query that is wrong throughout is told so only this often.
const MOST_REMARKS: usize = 8;

/// Understands as much as possible of what was typed.
pub(crate) fn parse(text: &str) -> Query {
    let mut remarks = Vec::new();
    let kept = &text[..text.floor_char_boundary(MOST_BYTES)];
    if kept.len() < text.len() {
        remarks.push(format!("Only the first {MOST_BYTES} bytes of the query were read."));
    }
    let lexemes = cut(kept, &mut remarks);
    let mut parser =
        Parser { text: kept, lexemes, place: 0, depth: 0, leaves: Vec::new(), remarks, left_out: 0 };
    let root = parser.read_all();
    let Parser { leaves, mut remarks, left_out, .. } = parser;
    if left_out > 0 {
        remarks.push(format!(
            "Only the first {MOST_LEAVES} words and phrases were searched; {left_out} were left out."
        ));
    }
    remarks.dedup();
    remarks.truncate(MOST_REMARKS);
    let mut query = Query { root, leaves, widenings: Vec::new(), remarks };
    mark_wanted(&query.root, true, &mut query.leaves);
    query
}

/// A leaf is wanted where it stands under an even number of exclusions.
fn mark_wanted(node: &Node, wanted: bool, leaves: &mut [Leaf]) {
    match node {
        Node::All | Node::Widened(_) => {}
        Node::Leaf(number) => leaves[*number].wanted |= wanted,
        Node::And(nodes) | Node::Or(nodes) => {
            nodes.iter().for_each(|node| mark_wanted(node, wanted, leaves));
        }
        Node::Not(node) => mark_wanted(node, !wanted, leaves),
    }
}

/// A piece of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lexeme<'q> {
    Open,
    Close,
    Or,
    And,
    Not,
    Word(&'q str),
    Quoted(&'q str),
}

fn closing_quote(open: char) -> Option<&'static [char]> {
    match open {
        '"' => Some(&['"', '\u{201d}']),
        '\u{201c}' => Some(&['\u{201d}', '"']),
        '\u{201e}' => Some(&['\u{201c}', '\u{201d}', '"']),
        '«' => Some(&['»']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        '《' => Some(&['》']),
        _ => None,
    }
}

fn cut<'q>(text: &'q str, remarks: &mut Vec<String>) -> Vec<Lexeme<'q>> {
    let mut lexemes = Vec::new();
    let mut rest = text;
    let mut unclosed = false;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if let Some(closing) = closing_quote(c) {
            match after.find(closing) {
                Some(end) if !unclosed => {
                    lexemes.push(Lexeme::Quoted(&after[..end]));
                    rest = &after[end..];
                    rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
                }
                _ => {
                    // Without this flag a thousand opening marks would each read on to the end.
                    unclosed = true;
                    remarks.push(
                        "A quotation mark is not closed; the words after it were searched one by one.".into(),
                    );
                    rest = after;
                }
            }
        } else if c == '(' {
            lexemes.push(Lexeme::Open);
            rest = after;
        } else if c == ')' {
            lexemes.push(Lexeme::Close);
            rest = after;
        } else if c.is_whitespace()
            || c.is_control()
            || matches!(c, '+' | '|' | '»' | '」' | '』' | '》' | '\u{201d}')
        {
            if c == '|' {
                lexemes.push(Lexeme::Or);
            }
            rest = after;
        } else if matches!(c, '-' | '\u{2212}') && begins_condition(after) {
            lexemes.push(Lexeme::Not);
            rest = after;
        } else {
            let end = rest.find(ends_word).unwrap_or(rest.len()).max(c.len_utf8());
            lexemes.push(match &rest[..end] {
                "OR" => Lexeme::Or,
                "AND" => Lexeme::And,
                "NOT" => Lexeme::Not,
                word => Lexeme::Word(word),
            });
            rest = &rest[end..];
        }
    }
    lexemes
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '|') || closing_quote(c).is_some()
}

/// A dash excludes what it touches; between spaces it is only a dash.
fn begins_condition(after: &str) -> bool {
    after.chars().next().is_some_and(|c| !c.is_whitespace() && !matches!(c, '-' | ')' | '\u{2212}'))
}

struct Parser<'q> {
    text: &'q str,
    lexemes: Vec<Lexeme<'q>>,
    place: usize,
    depth: usize,
    leaves: Vec<Leaf>,
    remarks: Vec<String>,
    left_out: usize,
}

impl<'q> Parser<'q> {
    fn remark(&mut self, sentence: impl Into<String>) {
        if self.remarks.len() < MOST_REMARKS {
            self.remarks.push(sentence.into());
        }
    }

    fn next(&mut self) -> Option<Lexeme<'q>> {
        let lexeme = self.lexemes.get(self.place).cloned();
        self.place += 1;
        lexeme
    }

    fn peek(&self) -> Option<&Lexeme<'q>> {
        self.lexemes.get(self.place)
    }

    fn read_all(&mut self) -> Node {
        let mut parts = Vec::new();
        while self.place < self.lexemes.len() {
            parts.extend(self.read_alternatives());
            if self.peek() == Some(&Lexeme::Close) {
                self.place += 1;
                self.remark("A closing parenthesis has no opening one and was left out.");
            }
        }
        join(parts, Node::And).unwrap_or(Node::All)
    }

    /// `a b OR c d` is `(a b) OR (c d)`.
    fn read_alternatives(&mut self) -> Option<Node> {
        let mut alternatives = Vec::new();
        loop {
            let part = self.read_together();
            let missing = part.is_none();
            alternatives.extend(part);
            if self.peek() != Some(&Lexeme::Or) {
                // `a OR` and `OR a` alone.
                if missing && !alternatives.is_empty() {
                    self.remark("\u{201c}OR\u{201d} stands between two words; here one was missing.");
                }
                return join(alternatives, Node::Or);
            }
            self.place += 1;
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
        join(parts, Node::And)
    }

    fn read_condition(&mut self) -> Option<Node> {
        let mut excluded = false;
        while self.peek() == Some(&Lexeme::Not) {
            excluded = !excluded;
            self.place += 1;
        }
        let node = match self.next() {
            Some(Lexeme::Word(word)) => self.read_word(word),
            Some(Lexeme::Quoted(phrase)) => self.add_leaf(phrase, true),
            Some(Lexeme::Open) => self.read_group(),
            Some(Lexeme::Or | Lexeme::And | Lexeme::Close) | None => {
                self.place -= 1;
                self.remark("An exclusion stands before a word; here it was missing.");
                return None;
            }
            // Invariant: the loop above has passed over every `Not`.
            Some(Lexeme::Not) => None,
        }?;
        Some(if excluded { Node::Not(Box::new(node)) } else { node })
    }

    fn read_group(&mut self) -> Option<Node> {
        if self.depth >= MOST_DEPTH {
            self.remark(format!("Parentheses more than {MOST_DEPTH} deep were left out."));
            return None;
        }
        self.depth += 1;
        let node = self.read_alternatives();
        self.depth -= 1;
        match self.next() {
            Some(Lexeme::Close) => {}
            _ => self.remark("A parenthesis is not closed; it was taken to reach to the end."),
        }
        node
    }

    fn read_word(&mut self, word: &'q str) -> Option<Node> {
        let mut word = word;
        if let Some((name, rest)) = word.split_once(':')
            && is_field_name(name)
        {
            self.remark(format!(
                "\u{201c}{name}:\u{201d} was left out; choose where to search beside the search box."
            ));
            word = rest;
            if word.is_empty() {
                return None;
            }
        }
        if let Some(sign) = word.chars().find(|c| matches!(c, '*' | '?' | '~' | '^')) {
            let shown: String = word.chars().take(40).collect();
            self.remark(format!(
                "The sign {sign} in \u{201c}{shown}\u{201d} was left out; whole words were searched."
            ));
        }
        self.add_leaf(word, false)
    }

    fn add_leaf(&mut self, text: &'q str, exact: bool) -> Option<Node> {
        let mut leaf = Leaf::read(text, exact);
        let place = self.place_of(text);
        let opening = self.text[..place].char_indices().next_back().filter(|_| exact);
        let place = opening.map_or(place, |(opening, _)| opening);
        if leaf.words.is_empty() {
            let shown: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
            if !is_mere_punctuation(text) {
                self.remark(format!("There is nothing to search for in \u{201c}{shown}\u{201d}."));
            }
            return None;
        }
        if leaf.words.len() > MOST_WORDS {
            leaf.words.truncate(MOST_WORDS);
            self.remark(format!("Only the first {MOST_WORDS} words of a phrase were searched."));
        }
        if let Some(known) = self.leaves.iter().position(|known| known.finds_the_same_as(&leaf)) {
            self.leaves[known].places.push(place);
            return Some(Node::Leaf(known));
        }
        if self.leaves.len() >= MOST_LEAVES {
            self.left_out += 1;
            return None;
        }
        leaf.places.push(place);
        self.leaves.push(leaf);
        Some(Node::Leaf(self.leaves.len() - 1))
    }

    /// Where a piece of the query stands in it.
    fn place_of(&self, piece: &'q str) -> usize {
        piece.as_ptr() as usize - self.text.as_ptr() as usize
    }
}

/// Dashes, slashes and dots between words go without saying.
fn is_mere_punctuation(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '/' | '.' | ',' | ';' | ':' | '&' | '\u{2026}'))
}

fn is_field_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    Scope::ALL.into_iter().any(|scope| scope.word() == name || scope.word().strip_suffix('s') == Some(&name))
        || matches!(name.as_str(), "person" | "date" | "from" | "to" | "in" | "id" | "author" | "field")
}

fn join(mut parts: Vec<Node>, make: fn(Vec<Node>) -> Node) -> Option<Node> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(make(parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in one line: words joined by spaces, alternatives by `|`, exclusions with `-`.
    fn shape(query: &Query) -> String {
        fn write(node: &Node, query: &Query) -> String {
            let all = |nodes: &[Node]| nodes.iter().map(|node| write(node, query)).collect::<Vec<_>>();
            match node {
                Node::All => "*".into(),
                Node::Leaf(number) => {
                    let leaf = &query.leaves[*number];
                    let words: Vec<_> = leaf.words.iter().map(|word| word.folded.as_str()).collect();
                    let joined = words.join("_");
                    if leaf.exact { format!("\"{joined}\"") } else { joined }
                }
                Node::Widened(number) => format!("widened {number}"),
                Node::And(nodes) => format!("({})", all(nodes).join(" ")),
                Node::Or(nodes) => format!("({})", all(nodes).join("|")),
                Node::Not(node) => format!("-{}", write(node, query)),
            }
        }
        write(&query.root, query)
    }

    fn parsed(text: &str) -> (String, usize) {
        let query = parse(text);
        (shape(&query), query.remarks.len())
    }

    #[test]
    fn all_words_are_asked_for() {
        assert_eq!(parsed("Soviet missiles"), ("(soviet missiles)".into(), 0));
        assert_eq!(parsed("Soviet AND missiles"), ("(soviet missiles)".into(), 0));
        assert_eq!(parsed("   "), ("*".into(), 0));
    }

    #[test]
    fn quotes_hyphens_and_ideographs_make_phrases() {
        assert_eq!(
            parsed("\u{201c}Bay of Pigs\u{201d} Chou En-lai"),
            ("(\"bay_of_pigs\" chou en_lai)".into(), 0)
        );
        assert_eq!(parsed("«холодная война»"), ("\"холодная_война\"".into(), 0));
        assert_eq!(parsed("中苏关系"), ("中_苏_关_系".into(), 0));
    }

    #[test]
    fn alternatives_exclusions_and_groups() {
        assert_eq!(
            parsed("cuba missiles OR turkey jupiters"),
            ("((cuba missiles)|(turkey jupiters))".into(), 0)
        );
        assert_eq!(
            parsed("cuba (missiles OR jupiters) -turkey"),
            ("(cuba (missiles|jupiters) -turkey)".into(), 0)
        );
        assert_eq!(parsed("NOT \"third world\""), ("-\"third_world\"".into(), 0));
        assert_eq!(parsed("-(a OR b)"), ("-(a|b)".into(), 0));
    }

    #[test]
    fn a_dash_between_words_is_only_a_dash() {
        assert_eq!(parsed("Moscow - Beijing \u{2014} Hanoi"), ("(moscow beijing hanoi)".into(), 0));
    }

    #[test]
    fn what_is_not_understood_is_said_and_the_rest_is_run() {
        for (text, expected) in [
            ("\"never closed", "(never closed)"),
            ("(open", "open"),
            ("close)", "close"),
            ("OR cuba", "cuba"),
            ("cuba OR", "cuba"),
            ("wild* cat", "(wild cat)"),
            ("title:moscow", "moscow"),
            ("$%&", "*"),
            ("cuba -", "cuba"),
            ("cuba NOT", "cuba"),
        ] {
            let (shape, remarks) = parsed(text);
            assert_eq!(shape, expected, "{text}");
            assert!(remarks > 0 || text == "cuba -", "{text}");
        }
    }

    #[test]
    fn only_excluded_words_are_not_wanted() {
        let query = parse("a -b -(c -d)");
        let wanted: Vec<_> = query.leaves.iter().map(|leaf| leaf.wanted).collect();
        assert_eq!(wanted, [true, false, false, true]);
    }

    #[test]
    fn hostile_queries_are_bounded() {
        let many = (0..10_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" OR ");
        let query = parse(&many);
        assert!(query.leaves.len() <= MOST_LEAVES && !query.remarks.is_empty());
        assert!(parse(&"(".repeat(8_000)).remarks.len() <= MOST_REMARKS);
        assert!(parse(&"\"".repeat(8_001)).remarks.len() <= MOST_REMARKS);
        assert!(parse(&"-(".repeat(4_000)).leaves.is_empty());
        assert!(parse(&"x ".repeat(5_000)).leaves.len() == 1);
    }
}
