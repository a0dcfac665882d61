//! A query as understood: a tree of conditions over leaves, each leaf a word or a row of words.
//!
//! Not how it is typed (that is [`parse`]) and not how it is answered (that is [`crate::search`]).

pub(crate) mod condition;
pub(crate) mod fields;
pub(crate) mod hints;
mod lex;
pub(crate) mod parse;
pub(crate) mod patterns;
pub(crate) mod widening;

use crate::analysis::terms::{OTHERWISE_MARK, WRITTEN_MARK, stemming_for};
use crate::analysis::{Script, Stemming, Words, with_stems};
use crate::schema::Part;
use crate::{Scope, request::Clause};
pub(crate) use condition::Condition;
pub(crate) use patterns::Matching;
use patterns::Stretch;

/// What a reader asks, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) root: Node,
    /// The words and phrases, each once, in the order in which they first occur.
    pub(crate) leaves: Vec<Leaf>,
    /// Conditions that are not on words, each once.
    pub(crate) conditions: Vec<Condition>,
    /// The conditions with a field that can be cancelled one by one.
    pub(crate) clauses: Vec<Clause>,
    /// What is left of the query without any of them.
    pub(crate) bare: String,
    /// What it tells besides its words, where everything is looked into.
    pub(crate) hints: Vec<hints::Hint>,
    /// Runs of words that have other forms too.
    pub(crate) widenings: Vec<widening::Widened>,
    /// What was not understood, in sentences.
    pub(crate) remarks: Vec<String>,
}

impl Query {
    /// Everything that is marked in a text: what was asked for, and the forms of it that the index has.
    pub(crate) fn marked(&self) -> impl Iterator<Item = &Leaf> {
        let forms = self.widenings.iter().flat_map(|widened| &widened.forms).map(|form| &form.leaf);
        self.leaves.iter().filter(|leaf| leaf.wanted).chain(forms)
    }
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// Every document.
    All,
    /// The leaf with this number.
    Leaf(usize),
    /// The condition with this number.
    Condition(usize),
    /// The words of the widening with this number, or any of its forms.
    Widened(usize),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

/// A word, or words that must stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) words: Vec<Word>,
    /// Only these very words (but for case and accents), not their other inflections.
    pub(crate) exact: bool,
    /// Typed with `=`: other forms are not asked for.
    pub(crate) just: bool,
    /// The words may stand in any order, the last at most so many words behind the first.
    pub(crate) near: Option<u32>,
    /// In which part of the documents.
    pub(crate) place: Where,
    /// Whether it is asked for anywhere, rather than only excluded: such leaves score and are marked in texts.
    pub(crate) wanted: bool,
    /// As it was typed, where it first was.
    pub(crate) typed: String,
    /// Where in the query it stands, each time.
    pub(crate) places: Vec<usize>,
}

/// In which part of the documents a leaf is looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Where {
    /// Where the request says.
    #[default]
    Asked,
    In(Scope),
    Numbers,
}

impl Where {
    /// The fields of the index to look into.
    pub(crate) fn parts(self, asked: Scope) -> &'static [Part] {
        match self {
            Where::Asked => Part::of_scope(asked),
            Where::In(scope) => Part::of_scope(scope),
            Where::Numbers => &[Part::Numbers],
        }
    }
}

/// One word of a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) folded: String,
    /// With accents, in the characters of its own script; equal to `folded` where these are plain.
    pub(crate) written: String,
    pub(crate) script: Script,
    /// How far behind the first word.
    pub(crate) offset: u32,
    /// An ideograph that goes on in the row of the one before.
    follows: bool,
    /// Which words of the index it stands for.
    pub(crate) matching: Matching,
    /// Those that were found to fit, where it stands for several.
    pub(crate) found: Vec<String>,
}

/// What may stand at one place of a phrase: any of these terms, each with the weight of its occurrences.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) offset: u32,
    pub(crate) terms: Vec<(String, f32)>,
    /// In a phrase, the marked term that tells whether what stands there is spelt as it was typed.
    pub(crate) spelling: Option<String>,
}

/// An occurrence of the word in any inflection counts 1; as it was typed, half as much again.
const INFLECTED: f32 = 1.0;
const SAME_WORD: f32 = 0.5;
/// With its accents, or in the characters, that were typed it counts so much more, and with accents where none were
/// typed so much less: so the exact spelling comes first among equals. The first outweighs that a text with accents,
/// or in traditional characters, is a longer one to the index, which keeps both forms of its words; a text in
/// simplified characters is the shorter one and needs no more.
const SAME_SPELLING: f32 = 1.0;
const OTHER_SPELLING: f32 = -0.25;

impl Leaf {
    /// The words in a stretch of a query.
    pub(crate) fn read(text: &str, exact: bool) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for stretch in patterns::stretches(text) {
            let next = words.last().map_or(0, |word| word.offset + 1);
            match stretch {
                Stretch::Plain(text) => read_words(text, next, &mut words),
                Stretch::Pattern(text) => words.push(Word::of_pattern(text, next)),
            }
        }
        Self {
            words,
            exact,
            just: false,
            near: None,
            place: Where::Asked,
            wanted: false,
            typed: text.to_owned(),
            places: Vec::new(),
        }
    }

    /// Whether both find the same.
    pub(crate) fn finds_the_same_as(&self, other: &Self) -> bool {
        (self.exact, self.just, self.near, self.place) == (other.exact, other.just, other.near, other.place)
            && self.words == other.words
    }

    /// Whether it is words as they stand, which may have other forms.
    pub(crate) fn is_plain(&self) -> bool {
        !self.just && self.near.is_none() && self.words.iter().all(|word| word.matching == Matching::Itself)
    }

    /// Whether a reader insists on it: a phrase, just a word, a pattern, a part of the documents.
    pub(crate) fn is_insisted_on(&self) -> bool {
        self.exact || self.place != Where::Asked || !self.is_plain()
    }

    /// The terms to look up, place by place.
    pub(crate) fn items(&self) -> Vec<Item> {
        let mut items = Vec::with_capacity(self.words.len());
        let mut index = 0;
        while index < self.words.len() {
            let word = &self.words[index];
            if word.script == Script::Ideograph {
                let length = 1 + self.words[index + 1..].iter().take_while(|next| next.follows).count();
                push_pairs(&self.words[index..index + length], &mut items);
                index += length;
            } else {
                items.push(Item::new(word.offset, self.terms(word)));
                index += 1;
            }
        }
        if items.len() > 1 {
            for item in &mut items {
                let spelling =
                    item.terms.iter().position(|(term, _)| term.starts_with([WRITTEN_MARK, OTHERWISE_MARK]));
                item.spelling = spelling.map(|at| item.terms.remove(at).0);
            }
        }
        items
    }

    /// The terms that may stand for one of its words.
    pub(crate) fn terms(&self, word: &Word) -> Vec<(String, f32)> {
        match word.matching {
            Matching::Itself if self.exact => word.exact_terms(INFLECTED),
            Matching::Itself => word.terms(),
            Matching::Pattern | Matching::Like(_) | Matching::Between(..) => {
                word.found.iter().map(|term| (term.clone(), INFLECTED)).collect()
            }
        }
    }
}

fn read_words(text: &str, offset: u32, words: &mut Vec<Word>) {
    let mut cursor = Words::new(text);
    while cursor.advance() {
        if cursor.is_part {
            continue;
        }
        words.push(Word {
            folded: cursor.folded.clone(),
            written: cursor.written().to_owned(),
            script: cursor.script,
            offset: offset + cursor.position,
            follows: cursor.follows,
            matching: Matching::Itself,
            found: Vec::new(),
        });
    }
}

/// A run of ideographs as the fewest pairs that cover it: 1-2, 3-4, and where one is left over, the last two.
fn push_pairs(run: &[Word], items: &mut Vec<Item>) {
    if let [only] = run {
        return items.push(Item::new(only.offset, vec![(only.folded.clone(), INFLECTED)]));
    }
    let mut starts: Vec<usize> = (0..run.len() - 1).step_by(2).collect();
    if run.len() % 2 == 1 {
        starts.push(run.len() - 2);
    }
    for start in starts {
        let (first, second) = (&run[start], &run[start + 1]);
        let pair = format!("{}{}", first.folded, second.folded);
        let written = format!("{}{}", first.written, second.written);
        let as_written = (written != pair).then(|| (format!("{WRITTEN_MARK}{written}"), SAME_SPELLING));
        let terms = [(pair, INFLECTED)].into_iter().chain(as_written).collect();
        items.push(Item::new(first.offset, terms));
    }
}

impl Item {
    fn new(offset: u32, terms: Vec<(String, f32)>) -> Self {
        Self { offset, terms, spelling: None }
    }
}

/// What the occurrences of a phrase count, so many of which are spelt as it was typed.
pub(crate) fn count_spelt(items: &[Item], all: u32, as_typed: u32) -> f32 {
    let has_accents = |item: &Item| item.spelling.as_ref().is_some_and(|term| term.starts_with(WRITTEN_MARK));
    let more = match items.iter().any(has_accents) {
        true => SAME_SPELLING * as_typed as f32,
        false => OTHER_SPELLING * (all - as_typed) as f32,
    };
    all as f32 + more
}

impl Word {
    /// Every term under which a document has this word in any inflection.
    pub(crate) fn terms(&self) -> Vec<(String, f32)> {
        let mut terms = self.exact_terms(SAME_WORD);
        let mut inflected = false;
        for stemming in Stemming::of_script(self.script) {
            let Some(stemming) = stemming_for(self.script, *stemming, &self.folded) else { continue };
            inflected = true;
            for term in self.stem_terms(stemming) {
                add(&mut terms, term, INFLECTED);
            }
        }
        if !inflected {
            add(&mut terms, self.folded.clone(), INFLECTED);
        }
        terms
    }

    /// The terms under which a document has this very word.
    fn exact_terms(&self, weight: f32) -> Vec<(String, f32)> {
        let spelling = match self.written == self.folded {
            true => (format!("{OTHERWISE_MARK}{}", self.folded), OTHER_SPELLING),
            false => (format!("{WRITTEN_MARK}{}", self.written), SAME_SPELLING),
        };
        vec![(self.folded.clone(), weight), spelling]
    }

    /// The terms of all words with the same stem: the marked stem, and the word that is its own stem, which has no
    /// mark.
    fn stem_terms(&self, stemming: Stemming) -> Vec<String> {
        let mut marked = String::new();
        with_stems(|stems| {
            if !stems.marked_stem(stemming, &self.folded, &self.written, &mut marked) {
                marked.push(stemming.mark());
                marked.push_str(&self.folded);
                return vec![self.folded.clone(), marked];
            }
            let bare = marked[1..].to_owned();
            let mut again = String::new();
            let is_own_stem =
                stemming.is_default_of_script() && !stems.marked_stem(stemming, &bare, &bare, &mut again);
            if is_own_stem { vec![marked, bare] } else { vec![marked] }
        })
    }
}

fn add(terms: &mut Vec<(String, f32)>, term: String, weight: f32) {
    match terms.iter_mut().find(|(known, _)| *known == term) {
        Some((_, known)) => *known += weight,
        None => terms.push((term, weight)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(String, f32)> {
        Leaf::read(text, false).items().remove(0).terms
    }

    #[test]
    fn a_word_is_looked_up_in_all_its_inflections_and_counts_more_as_typed() {
        let terms = terms("bombs");
        assert!(terms.contains(&("bombs".into(), SAME_WORD)));
        assert!(terms.contains(&("\u{1}bomb".into(), INFLECTED)));
        assert!(terms.contains(&("bomb".into(), INFLECTED)));
    }

    #[test]
    fn a_word_that_is_its_own_stem_finds_its_inflections() {
        let terms = terms("bomb");
        assert!(terms.contains(&("bomb".into(), SAME_WORD + INFLECTED)));
        assert!(terms.contains(&("\u{1}bomb".into(), INFLECTED)));
    }

    #[test]
    fn a_german_stem_never_reaches_an_english_word() {
        assert!(!terms("rates").iter().any(|(term, _)| term == "rat"));
    }

    #[test]
    fn a_row_of_ideographs_is_covered_by_pairs() {
        let items = Leaf::read("中苏关系史", false).items();
        let pairs: Vec<_> = items.iter().map(|item| (item.offset, item.terms[0].0.as_str())).collect();
        assert_eq!(pairs, [(0, "中苏"), (2, "关系"), (3, "系史")]);
    }
}
