//! Runs of words that have other forms: which words are looked at together, and what the query asks for instead.
//!
//! Not where the forms come from (the archive's lexicon and the rules of names, behind [`Widen`]), and not what a
//! form is worth: that is [`crate::search`].

use super::{Leaf, Node, Query};
use crate::request::Widening;
use crate::widen::MOST_FORMS;
use crate::{OtherForm, Vocabulary, Widen};

/// So many words are looked at together.
const MOST_TOGETHER: usize = 6;
/// So many stretches of words are looked up in one query, and so many forms are searched, so that a long query costs
/// no more than a fixed amount. A query of twenty words has at most 105 stretches.
const MOST_LOOK_UPS: usize = 256;
const MOST_FORMS_OF_QUERY: usize = 128;

/// Words, and what else they may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Widened {
    /// As they were typed.
    pub(crate) asked: String,
    /// The leaves that must all match where the words themselves do.
    pub(crate) words: Vec<usize>,
    /// Those forms that the index has.
    pub(crate) forms: Vec<Form>,
}

/// A form, and the leaf by which it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) leaf: Leaf,
    pub(crate) other: OtherForm,
}

impl Query {
    /// Puts other forms beside the words that have any. Excluded words stay alone: who excludes a word means it.
    pub(crate) fn widen(&mut self, widen: &dyn Widen, vocabulary: &dyn Vocabulary) {
        let mut widener =
            Widener { widen, vocabulary, query: self, look_ups: 0, forms: 0, dropped: 0, unasked: false };
        let root = std::mem::replace(&mut widener.query.root, Node::All);
        let root = widener.read(root);
        let Widener { dropped, unasked, .. } = widener;
        self.root = root;
        if dropped > 0 {
            self.remarks.push(format!("{dropped} more forms of what was typed were not searched."));
        }
        if unasked {
            self.remarks.push("The query is long; for its last words no other forms were searched.".into());
        }
    }

    /// What was widened, as readers are told.
    pub(crate) fn list_widenings(&self, typed: &str) -> Vec<Widening> {
        let told = |widened: &Widened| Widening {
            asked: widened.asked.clone(),
            forms: widened.forms.iter().map(|f| (f.other.form.clone(), f.other.because.clone())).collect(),
            narrowed: self.narrow(typed, widened),
        };
        self.widenings.iter().map(told).collect()
    }

    /// The query with `=` before each of these words, wherever they stand.
    fn narrow(&self, typed: &str, widened: &Widened) -> String {
        let mut places: Vec<usize> =
            widened.words.iter().flat_map(|leaf| self.leaves[*leaf].places.iter().copied()).collect();
        places.sort_unstable();
        places.dedup();
        let mut narrowed = typed.to_owned();
        places.into_iter().rev().for_each(|place| narrowed.insert(place, '='));
        narrowed
    }
}

struct Widener<'q> {
    widen: &'q dyn Widen,
    vocabulary: &'q dyn Vocabulary,
    query: &'q mut Query,
    look_ups: usize,
    forms: usize,
    dropped: usize,
    unasked: bool,
}

impl Widener<'_> {
    fn read(&mut self, node: Node) -> Node {
        match node {
            Node::And(nodes) => Node::And(self.read_row(nodes)),
            Node::Or(nodes) => Node::Or(nodes.into_iter().map(|node| self.read(node)).collect()),
            Node::Leaf(_) => {
                let mut row = self.read_row(vec![node]);
                // Invariant: a row of one stays a row of one.
                row.pop().unwrap_or(Node::All)
            }
            Node::Not(_) | Node::All | Node::Widened(_) | Node::Condition(_) => node,
        }
    }

    /// The longest stretch of words that has other forms is taken first, from left to right.
    fn read_row(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut row = Vec::with_capacity(nodes.len());
        let mut rest = nodes.into_iter().peekable();
        while let Some(node) = rest.next() {
            let Node::Leaf(first) = node else {
                row.push(self.read(node));
                continue;
            };
            let mut leaves = vec![first];
            while let Some(Node::Leaf(next)) = rest.peek() {
                leaves.push(*next);
                rest.next();
            }
            self.read_run(&leaves, &mut row);
        }
        row
    }

    fn read_run(&mut self, leaves: &[usize], row: &mut Vec<Node>) {
        let mut start = 0;
        while start < leaves.len() {
            let longest = self.longest(&leaves[start..]);
            let found = (1..=longest).rev().find_map(|length| {
                let words = &leaves[start..start + length];
                Some((self.find_widened(words)?, length))
            });
            let length = match found {
                Some((number, length)) => {
                    row.push(Node::Widened(number));
                    length
                }
                None => {
                    row.push(Node::Leaf(leaves[start]));
                    1
                }
            };
            start += length;
        }
    }

    /// How many of these leaves may be looked at together: words side by side in one field, or one phrase.
    fn longest(&self, leaves: &[usize]) -> usize {
        let leaf = |number: &usize| &self.query.leaves[*number];
        let Some(first) = leaves.first().map(leaf).filter(|first| may_widen(first)) else { return 0 };
        if first.exact {
            return 1;
        }
        let together = |next: &&Leaf| !next.exact && may_widen(next) && next.place == first.place;
        leaves.iter().map(leaf).take_while(together).take(MOST_TOGETHER).count()
    }

    fn find_widened(&mut self, words: &[usize]) -> Option<usize> {
        if let Some(known) = self.query.widenings.iter().position(|widened| widened.words == words) {
            return Some(known);
        }
        if self.look_ups >= MOST_LOOK_UPS || self.forms >= MOST_FORMS_OF_QUERY {
            self.unasked = true;
            return None;
        }
        self.look_ups += 1;
        let typed: Vec<&str> = words.iter().map(|word| self.query.leaves[*word].typed.trim()).collect();
        let asked = typed.join(" ");
        let others = self.widen.widen(&asked, self.vocabulary);
        let forms = self.keep_known(others, words);
        if forms.is_empty() {
            return None;
        }
        self.query.widenings.push(Widened { asked, words: words.to_vec(), forms });
        Some(self.query.widenings.len() - 1)
    }

    /// The forms that may be found, each once, without what was typed.
    fn keep_known(&mut self, others: Vec<OtherForm>, words: &[usize]) -> Vec<Form> {
        let typed: Vec<String> = words
            .iter()
            .flat_map(|word| &self.query.leaves[*word].words)
            .map(|word| word.folded.clone())
            .collect();
        let place = words.first().map(|word| self.query.leaves[*word].place).unwrap_or_default();
        let mut forms: Vec<Form> = Vec::new();
        let most = MOST_FORMS.min(MOST_FORMS_OF_QUERY - self.forms);
        for other in others {
            let mut leaf = Leaf::read(&other.form, true);
            leaf.place = place;
            let is_typed = leaf.words.iter().map(|word| &word.folded).eq(&typed);
            let is_known =
                forms.iter().any(|known| known.leaf.words == leaf.words && known.other.is_valid_as(&other));
            if leaf.words.is_empty() || is_typed || is_known || !self.vocabulary.has(&other.form) {
                continue;
            }
            if forms.len() == most {
                self.dropped += 1;
                continue;
            }
            forms.push(Form { leaf, other });
        }
        self.forms += forms.len();
        forms
    }
}

/// A name has no more words than that; a title that was pasted between quotation marks has.
fn may_widen(leaf: &Leaf) -> bool {
    leaf.is_plain() && leaf.typed.split_whitespace().count() <= MOST_TOGETHER
}

impl Leaf {
    /// A longer name in the same part of the documents.
    pub(crate) fn longer(&self, name: &str) -> Self {
        Self { place: self.place, ..Self::read(name, true) }
    }
}

impl OtherForm {
    fn is_valid_as(&self, other: &Self) -> bool {
        let within = |form: &Self| (form.from, form.to);
        within(self) == within(other) && self.only_with == other.only_with && self.unless == other.unless
    }
}
