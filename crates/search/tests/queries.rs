//! Questions by chance: as trees, which the oracle answers, and as a person would type them, which the index does.

use crate::corpus;
use crate::meaning;
use crate::vocabulary::{self, Gap, Word};
use fonds_model::Day;
use fonds_search::{Facet, Request, Scope, Sort, Wider};
use proptest::prelude::*;
use std::collections::HashSet;

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Everything,
    Leaf(Leaf),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    /// In one part of the documents.
    In(Spot, Box<Node>),
    /// A value of the facet has these words.
    Value(Facet, String),
    Years(i64, i64),
    Period(Day, Day),
}

/// A part of the documents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spot {
    In(Scope),
    Numbers,
}

/// A word, or words side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    pub typed: String,
    /// Without quotation marks and signs.
    pub inner: String,
    pub words: Vec<Word>,
    /// Typed in quotation marks or with `=`: these very words.
    pub exact: bool,
    /// Typed with `=`.
    pub just: bool,
    pub kind: Kind,
}

/// How the words of a leaf are meant.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Words,
    /// At most so far from each other.
    Near(usize),
    /// Any of these words of the vocabulary, by their numbers; what is typed stands for them.
    AnyOf(HashSet<usize>),
}

impl Leaf {
    pub fn finds_the_same_as(&self, other: &Self) -> bool {
        let same = (self.exact, self.just, &self.kind, &self.words)
            == (other.exact, other.just, &other.kind, &other.words);
        same && (!matches!(self.kind, Kind::AnyOf(_)) || self.inner == other.inner)
    }
}

const QUOTES: [(&str, &str); 5] = [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("「", "」")];

fn leaf() -> impl Strategy<Value = Leaf> {
    // Words of the toy lexicon more often than others.
    let named: Vec<usize> =
        (0..vocabulary::COUNT).filter(|piece| meaning::is_named(vocabulary::text(*piece))).collect();
    let piece = prop_oneof![2 => 0..vocabulary::COUNT, 1 => prop::sample::select(named)];
    let word = (piece, prop::bool::weighted(0.1)).prop_map(|(piece, just)| plain(piece, just));
    let gaps = prop_oneof![Just(Gap::Space), Just(Gap::Nothing), Just(Gap::Comma)];
    let pieces = prop::collection::vec((0..vocabulary::COUNT, gaps), 1..4);
    let near = prop::option::weighted(0.4, 0usize..30);
    let phrase =
        (pieces, prop::sample::select(QUOTES.to_vec()), near).prop_map(|(pieces, (open, close), near)| {
            let (text, words) = vocabulary::join(&pieces);
            let distance = near.map_or(String::new(), |near| format!("~{near}"));
            let typed = format!("{open}{text}{close}{distance}");
            Leaf {
                typed,
                inner: text,
                words,
                exact: true,
                just: false,
                kind: near.map_or(Kind::Words, Kind::Near),
            }
        });
    prop_oneof![6 => word, 2 => phrase, 2 => blurred()]
}

/// A piece as it stands, or (just) with the sign for it.
fn plain(piece: usize, just: bool) -> Leaf {
    let (text, words) = (vocabulary::text(piece), vocabulary::words(piece).to_vec());
    // What holds a space would be two conditions without quotation marks.
    let quoted = text.contains(' ');
    let sign = if just { "=" } else { "" };
    let typed = if quoted { format!("{sign}\"{text}\"") } else { format!("{sign}{text}") };
    Leaf { typed, inner: text.to_owned(), words, exact: quoted || just, just, kind: Kind::Words }
}

/// `neg*`, `te?t`, `stalin~2`, `1..758`.
fn blurred() -> impl Strategy<Value = Leaf> {
    let known: Vec<String> =
        vocabulary::all().iter().filter(|w| !w.is_ideograph).map(|w| w.folded.clone()).collect();
    let word = prop::sample::select(known);
    (word, 0..12usize, 0..12usize, 0..6u8, (0u64..800, 0u64..2_000)).prop_map(
        |(word, from, length, shape, (a, b))| {
            let letters: Vec<char> = word.chars().collect();
            let from = from % (letters.len() + 1);
            let until = (from + length % 4).min(letters.len());
            let piece = |range: std::ops::Range<usize>| letters[range].iter().collect::<String>();
            match shape {
                0..=2 => {
                    let sign = if until == from + 1 && until < letters.len() { "?" } else { "*" };
                    let (before, after) = (piece(0..from), piece(until..letters.len()));
                    let pattern = if before.is_empty() && after.is_empty() {
                        format!("{word}*")
                    } else {
                        before + sign + &after
                    };
                    any_of(pattern.clone(), |known| {
                        fits(&pattern.chars().collect::<Vec<_>>(), &known.chars().collect::<Vec<_>>())
                    })
                }
                3 => any_of(format!("{}..{}", a.min(b), a.max(b)), |known| {
                    known.parse::<u64>().is_ok_and(|number| (a.min(b)..=a.max(b)).contains(&number))
                }),
                _ if letters.len() < 3 => any_of(format!("{word}*"), |known| known.starts_with(&word)),
                shape => {
                    let asked = usize::from(shape) - 3;
                    let most = if letters.len() < 5 { 1 } else { asked };
                    let leaf = any_of(format!("{word}~{asked}"), |known| {
                        changes(&letters, &known.chars().collect::<Vec<_>>()) <= most
                    });
                    Leaf { inner: format!("{word}~{most}"), ..leaf }
                }
            }
        },
    )
}

fn any_of(typed: String, fits: impl Fn(&str) -> bool) -> Leaf {
    let known = vocabulary::all().into_iter().filter(|known| !known.is_ideograph && fits(&known.folded));
    let kind = Kind::AnyOf(known.map(|known| known.number).collect());
    Leaf { inner: typed.clone(), typed, words: Vec::new(), exact: false, just: false, kind }
}

/// `*` is any letters, `?` one.
fn fits(pattern: &[char], word: &[char]) -> bool {
    match pattern.split_first() {
        None => word.is_empty(),
        Some(('*', rest)) => (0..=word.len()).any(|passed| fits(rest, &word[passed..])),
        Some((sign, rest)) => {
            word.split_first().is_some_and(|(c, after)| (*sign == '?' || sign == c) && fits(rest, after))
        }
    }
}

/// How many letters must be put in, taken out, replaced or exchanged with their neighbour, each touched once.
fn changes(a: &[char], b: &[char]) -> usize {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = match (i, j) {
                (0, _) => j,
                (_, 0) => i,
                _ => {
                    let exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let moved = if exchanged { table[i - 2][j - 2] + 1 } else { usize::MAX };
                    replaced.min(moved).min(table[i - 1][j] + 1).min(table[i][j - 1] + 1)
                }
            };
        }
    }
    table[a.len()][b.len()]
}

/// A condition on a document as a whole.
fn condition() -> impl Strategy<Value = Node> {
    let asked_of = |facet| match facet {
        Facet::Genre => vec!["telegram", "LETTER", "memorandum", "tele"],
        _ => vec!["значение 3", "Значение", "1", "значение 1 2"],
    };
    let facets = vec![Facet::Genre, Facet::Repository, Facet::Collection, Facet::Language, Facet::Marking];
    let value = prop::sample::select(facets)
        .prop_flat_map(move |facet| (Just(facet), prop::sample::select(asked_of(facet))))
        .prop_map(|(facet, words)| Node::Value(facet, words.to_owned()));
    let years = (1945i64..1955, 0i64..4).prop_map(|(first, more)| Node::Years(first, first + more));
    let period = (-8_000i32..-6_000, 0i32..400)
        .prop_map(|(first, more)| Node::Period(Day::from_number(first), Day::from_number(first + more)));
    prop_oneof![value, years, period]
}

fn spot() -> impl Strategy<Value = Spot> {
    prop_oneof![6 => prop::sample::select(Scope::ALL.to_vec()).prop_map(Spot::In), 1 => Just(Spot::Numbers)]
}

/// A tree of conditions; one in six asks for no words at all.
pub fn node() -> impl Strategy<Value = Node> {
    let tree = prop_oneof![8 => leaf().prop_map(Node::Leaf), 1 => condition()];
    let tree = tree.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            1 => (spot(), inner.clone()).prop_map(|(spot, node)| Node::In(spot, Box::new(node))),
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Node::And),
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Node::Or),
            2 => inner.prop_map(|node| Node::Not(Box::new(node))),
        ]
    });
    // Long rows of words, which often nothing answers whole.
    let long = prop::collection::vec(leaf().prop_map(Node::Leaf), 4..9).prop_map(Node::And);
    // And some of words that stand side by side in titles.
    let common = prop::sample::select(vocabulary::common()).prop_map(|piece| vec![plain(piece, false)]);
    let numbered = ["document", "755"].map(|text| plain(vocabulary::piece(text), false)).to_vec();
    let several = prop_oneof![7 => common, 2 => Just(numbered), 1 => leaf().prop_map(|leaf| vec![leaf])];
    let remembered = prop::collection::vec(several, 2..7);
    let remembered =
        remembered.prop_map(|leaves| Node::And(leaves.into_iter().flatten().map(Node::Leaf).collect()));
    prop_oneof![8 => tree, 2 => long, 2 => remembered, 2 => Just(Node::Everything)]
}

impl Node {
    /// As it is typed. `a b OR c` is `(a b) OR c`, so that conjunctions within alternatives need no parentheses.
    pub fn typed(&self) -> String {
        match self {
            Node::Everything => String::new(),
            Node::Leaf(leaf) => leaf.typed.clone(),
            Node::And(nodes) => nodes.iter().map(Node::bracketed).collect::<Vec<_>>().join(" "),
            Node::Or(nodes) => {
                let typed = |node: &Node| match node {
                    Node::Or(_) => node.bracketed(),
                    _ => node.typed(),
                };
                nodes.iter().map(typed).collect::<Vec<_>>().join(" OR ")
            }
            Node::Not(node) => match **node {
                Node::Leaf(_) | Node::In(..) | Node::Value(..) => format!("-{}", node.bracketed()),
                _ => format!("NOT {}", node.bracketed()),
            },
            Node::In(Spot::In(scope), node) => format!("{}:{}", scope.word(), node.bracketed()),
            Node::In(Spot::Numbers, node) => format!("number:{}", node.bracketed()),
            Node::Value(facet, words) => format!("{}:\"{words}\"", facet.word()),
            Node::Years(first, last) if first == last => format!("year:{first}"),
            Node::Years(first, last) => format!("year:{first}..{last}"),
            Node::Period(first, last) => format!("date:{first}..{last}"),
        }
    }

    fn bracketed(&self) -> String {
        match self {
            Node::Everything | Node::Leaf(_) | Node::In(..) => self.typed(),
            Node::Value(..) | Node::Years(..) | Node::Period(..) => self.typed(),
            _ => format!("({})", self.typed()),
        }
    }
}

/// Where a page begins.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    At(usize),
    /// So many hits before the end.
    BeforeEnd(usize),
}

/// A question in both forms. The place of the page is settled when the total is known.
#[derive(Debug, Clone)]
pub struct Question {
    pub node: Node,
    pub request: Request,
    pub place: Place,
}

/// Which values lie within which, circles and values that no document has among them; none in one of two questions.
fn wider() -> impl Strategy<Value = Wider> {
    let value = || (0..8u32).prop_map(|number| format!("значение {number}"));
    let pairs = prop::collection::vec((value(), value()), 1..6);
    prop_oneof![1 => Just(Vec::new()), 1 => pairs].prop_map(|pairs| pairs.into_iter().collect())
}

/// Questions.
pub fn question() -> impl Strategy<Value = Question> {
    let day = || prop::option::weighted(0.4, (-8_000i32..-6_000).prop_map(Day::from_number));
    let place = prop_oneof![
        2 => Just(Place::At(0)),
        1 => (0usize..400).prop_map(Place::At),
        2 => (0usize..30).prop_map(Place::BeforeEnd),
        1 => Just(Place::At(usize::MAX)),
    ];
    let sort = prop::sample::select(vec![Sort::Date, Sort::DateDescending, Sort::Relevance]);
    let limit = prop::sample::select(vec![0usize, 1, 7, 20, 20, 1_000, usize::MAX]);
    let scope = prop_oneof![1 => Just(Scope::Everything), 1 => prop::sample::select(Scope::ALL.to_vec())];
    let filters = prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(corpus::facet(), 1..5)];
    let period = (day(), day(), any::<bool>(), prop::bool::weighted(0.3));
    let only = prop::option::weighted(0.2, prop::sample::select(Facet::ALL.to_vec()));
    let most = prop::sample::select(vec![50usize, 50, 0, 1, usize::MAX]);
    let facets = (any::<bool>(), only, most, any::<bool>(), wider());
    (node(), scope, filters, period, sort, limit, place, facets).prop_map(
        |(node, scope, filters, (from, to, within, undated), sort, limit, place, facets)| {
            let (facets, only, most_values, histogram, wider) = facets;
            let words = node.typed();
            let request = Request {
                words,
                scope,
                filters,
                wider,
                from,
                to,
                within,
                undated,
                sort,
                limit,
                facets,
                only,
                most_values,
                histogram,
                ..Request::default()
            };
            Question { node, request, place }
        },
    )
}
