//! Questions by chance: as trees, which the oracle answers, and as a person would type them, which the index does.

use crate::corpus;
use crate::vocabulary::{self, Gap, Word};
use fonds_model::Day;
use fonds_search::{Request, Scope, Sort};
use proptest::prelude::*;

/// A condition on words.
#[derive(Debug, Clone)]
pub enum Node {
    Everything,
    Leaf(Leaf),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

/// A word, or words side by side.
#[derive(Debug, Clone)]
pub struct Leaf {
    pub typed: String,
    pub words: Vec<Word>,
    /// Typed in quotation marks: these very words.
    pub exact: bool,
}

const QUOTES: [(&str, &str); 5] = [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("「", "」")];

fn leaf() -> impl Strategy<Value = Leaf> {
    let word = (0..vocabulary::COUNT).prop_map(|piece| {
        let (text, words) = (vocabulary::text(piece), vocabulary::words(piece).to_vec());
        // What holds a space would be two conditions without quotation marks.
        let exact = text.contains(' ');
        let typed = if exact { format!("\"{text}\"") } else { text.to_owned() };
        Leaf { typed, words, exact }
    });
    let gaps = prop_oneof![Just(Gap::Space), Just(Gap::Nothing), Just(Gap::Comma)];
    let pieces = prop::collection::vec((0..vocabulary::COUNT, gaps), 1..4);
    let phrase = (pieces, prop::sample::select(QUOTES.to_vec())).prop_map(|(pieces, (open, close))| {
        let (text, words) = vocabulary::join(&pieces);
        Leaf { typed: format!("{open}{text}{close}"), words, exact: true }
    });
    prop_oneof![3 => word, 1 => phrase]
}

/// A tree of conditions; one in six asks for no words at all.
pub fn node() -> impl Strategy<Value = Node> {
    let tree = leaf().prop_map(Node::Leaf).prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Node::And),
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Node::Or),
            2 => inner.prop_map(|node| Node::Not(Box::new(node))),
        ]
    });
    prop_oneof![5 => tree, 1 => Just(Node::Everything)]
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
                Node::Leaf(_) => format!("-{}", node.typed()),
                _ => format!("NOT {}", node.bracketed()),
            },
        }
    }

    fn bracketed(&self) -> String {
        match self {
            Node::Everything | Node::Leaf(_) => self.typed(),
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
    let filters = prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(corpus::facet(), 1..3)];
    let period = (day(), day(), any::<bool>(), prop::bool::weighted(0.3));
    let facets = (any::<bool>(), prop::sample::select(vec![50usize, 50, 0, 1, usize::MAX]));
    (node(), scope, filters, period, sort, limit, place, facets).prop_map(
        |(node, scope, filters, (from, to, within, undated), sort, limit, place, (facets, most_values))| {
            let words = node.typed();
            let request = Request {
                words,
                scope,
                filters,
                from,
                to,
                within,
                undated,
                sort,
                limit,
                facets,
                most_values,
                ..Request::default()
            };
            Question { node, request, place }
        },
    )
}
