//! What a question means, worked out from its tree alone: which leaves it has, in which part of the documents, which
//! of them have other forms, and what a document gets for each.
//!
//! Not the index's own reading of a query, which starts from what is typed. Scans every entry; see [`crate::oracle`].

use crate::corpus::Made;
use crate::oracle::values;
use crate::queries::{Kind, Leaf, Node, Question, Spot};
use crate::vocabulary::{self, Gap, Word};
use crate::worth::{averages, fields, length, occurrences, places, rounded};
use fonds_model::Day;
use fonds_search::{Facet, OtherForm, Scope, Vocabulary, Widen};
use std::collections::BTreeMap;

/// A lexicon of a few lines, made of words that the entries have.
pub struct Toy;

struct Line {
    asked: &'static str,
    /// Numbers of pieces of the vocabulary, by their text.
    pieces: &'static [&'static str],
    period: Option<(i32, i32)>,
    only_with: Option<(Facet, &'static str)>,
}

const LINES: &[Line] = &[
    Line { asked: "bomb", pieces: &["中苏"], period: None, only_with: None },
    Line { asked: "bomb", pieces: &["Raketen"], period: None, only_with: None },
    Line { asked: "the", pieces: &["of"], period: None, only_with: None },
    Line { asked: "rate", pieces: &["Bay", "of"], period: None, only_with: None },
    Line { asked: "rate", pieces: &["Łódź"], period: None, only_with: Some((Facet::Genre, "telegram")) },
    Line { asked: "missile", pieces: &["1949"], period: Some((-7_690, -7_600)), only_with: None },
    Line { asked: "missile bomb", pieces: &["Chou En-lai"], period: None, only_with: None },
    Line { asked: "chou en-lai", pieces: &["Китай"], period: Some((-7_690, -7_600)), only_with: None },
];

impl Line {
    fn text(&self) -> String {
        self.pieces.join(" ")
    }

    fn words(&self) -> Vec<Word> {
        let pieces: Vec<_> = self.pieces.iter().map(|text| (vocabulary::piece(text), Gap::Space)).collect();
        vocabulary::join(&pieces).1
    }

    fn other(&self) -> OtherForm {
        OtherForm {
            form: self.text(),
            because: format!("another word than {}", self.asked),
            from: self.period.map(|(from, _)| Day::from_number(from)),
            to: self.period.map(|(_, to)| Day::from_number(to)),
            only_with: self.only_with.iter().map(|(facet, value)| (*facet, (*value).to_owned())).collect(),
            unless: Vec::new(),
        }
    }

    fn is_valid(&self, made: &Made) -> bool {
        let period = self
            .period
            .is_none_or(|(from, to)| touches(made, Some(Day::from_number(from)), Some(Day::from_number(to))));
        let value = |(facet, value): (Facet, &str)| values(made).contains(&(facet, value.to_owned()));
        period && self.only_with.is_none_or(value)
    }
}

fn lines(asked: &str) -> impl Iterator<Item = &'static Line> {
    let asked = asked.to_lowercase();
    LINES.iter().filter(move |line| line.asked == asked)
}

/// Whether the lexicon has other words for this one, or for a row that it begins.
pub fn is_named(word: &str) -> bool {
    LINES.iter().any(|line| line.asked.split(' ').next() == Some(&word.to_lowercase()))
}

impl Widen for Toy {
    fn widen(&self, words: &str, _: &dyn Vocabulary) -> Vec<OtherForm> {
        lines(words).map(Line::other).collect()
    }
}

/// A question, resolved.
pub struct Meant {
    tree: Tree,
    leaves: Vec<Asked>,
    widenings: Vec<Wide>,
}

/// The same twice in a row is the same once.
fn join(mut trees: Vec<Tree>, make: fn(Vec<Tree>) -> Tree) -> Tree {
    trees.dedup();
    if trees.len() == 1 { trees.remove(0) } else { make(trees) }
}

/// A leaf and where it is looked for.
#[derive(Clone, PartialEq)]
pub struct Asked {
    pub leaf: Leaf,
    pub spot: Spot,
}

#[derive(Clone, PartialEq)]
enum Tree {
    All,
    Leaf(usize),
    Condition(Node),
    Widened(usize),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
}

struct Wide {
    asked: String,
    words: Vec<usize>,
    forms: Vec<(Asked, &'static Line)>,
}

impl Meant {
    pub fn of(node: &Node, spot: Spot, entries: &BTreeMap<String, Made>) -> Self {
        let mut meant = Self { tree: Tree::All, leaves: Vec::new(), widenings: Vec::new() };
        let tree = meant.resolve(node, spot);
        meant.tree = meant.widen(tree, entries);
        meant
    }

    fn resolve(&mut self, node: &Node, spot: Spot) -> Tree {
        match node {
            Node::Everything => Tree::All,
            Node::Value(..) | Node::Years(..) | Node::Period(..) => Tree::Condition(node.clone()),
            Node::In(spot, node) => self.resolve(node, *spot),
            Node::Not(node) => Tree::Not(Box::new(self.resolve(node, spot))),
            Node::And(nodes) => {
                let trees = nodes.iter().map(|node| self.resolve(node, spot));
                // Parentheses around words that must all be there change nothing.
                let trees = trees.flat_map(|tree| match tree {
                    Tree::And(trees) => trees,
                    tree => vec![tree],
                });
                join(trees.collect(), Tree::And)
            }
            Node::Or(nodes) => join(nodes.iter().map(|node| self.resolve(node, spot)).collect(), Tree::Or),
            Node::Leaf(leaf) => {
                let same = |known: &Asked| known.spot == spot && known.leaf.finds_the_same_as(leaf);
                let number = self.leaves.iter().position(same).unwrap_or_else(|| {
                    self.leaves.push(Asked { leaf: leaf.clone(), spot });
                    self.leaves.len() - 1
                });
                match year_in(leaf, spot) {
                    Some(year) => {
                        Tree::Or(vec![Tree::Leaf(number), Tree::Condition(Node::Years(year, year))])
                    }
                    None => Tree::Leaf(number),
                }
            }
        }
    }

    fn widen(&mut self, tree: Tree, entries: &BTreeMap<String, Made>) -> Tree {
        match tree {
            Tree::Or(trees) => Tree::Or(trees.into_iter().map(|tree| self.widen(tree, entries)).collect()),
            Tree::Leaf(_) => self.widen_row(vec![tree], entries).remove(0),
            Tree::And(trees) => Tree::And(self.widen_row(trees, entries)),
            other => other,
        }
    }

    fn widen_row(&mut self, mut trees: Vec<Tree>, entries: &BTreeMap<String, Made>) -> Vec<Tree> {
        let mut row = Vec::new();
        while !trees.is_empty() {
            let run: Vec<usize> =
                trees.iter().map_while(|t| if let Tree::Leaf(n) = t { Some(*n) } else { None }).collect();
            if run.is_empty() {
                let tree = trees.remove(0);
                row.push(self.widen(tree, entries));
                continue;
            }
            let longest = self.longest(&run);
            let found = (1..=longest)
                .rev()
                .find_map(|length| Some((self.find_wide(&run[..length], entries)?, length)));
            let (tree, length) =
                found.map_or((Tree::Leaf(run[0]), 1), |(wide, length)| (Tree::Widened(wide), length));
            row.push(tree);
            trees.drain(..length);
        }
        row
    }

    fn longest(&self, run: &[usize]) -> usize {
        let first = &self.leaves[run[0]];
        let may = |asked: &Asked| {
            !asked.leaf.just
                && asked.leaf.kind == Kind::Words
                && asked.leaf.inner.split_whitespace().count() <= 6
        };
        if !may(first) || first.leaf.exact {
            return usize::from(may(first));
        }
        let alike = |number: &&usize| {
            let asked = &self.leaves[**number];
            may(asked) && !asked.leaf.exact && asked.spot == first.spot
        };
        run.iter().take_while(alike).count().min(6)
    }

    fn find_wide(&mut self, run: &[usize], entries: &BTreeMap<String, Made>) -> Option<usize> {
        if let Some(known) = self.widenings.iter().position(|wide| wide.words == run) {
            return Some(known);
        }
        let typed: Vec<&str> = run.iter().map(|number| self.leaves[*number].leaf.inner.trim()).collect();
        let asked = typed.join(" ");
        let spot = self.leaves[run[0]].spot;
        let form = |line: &'static Line| {
            let inner = line.text();
            let leaf = Leaf {
                typed: String::new(),
                inner,
                words: line.words(),
                exact: true,
                just: false,
                kind: Kind::Words,
            };
            (Asked { leaf, spot }, line)
        };
        let forms: Vec<_> =
            lines(&asked).map(form).filter(|(asked, _)| is_known(&asked.leaf, entries)).collect();
        if forms.is_empty() {
            return None;
        }
        self.widenings.push(Wide { asked, words: run.to_vec(), forms });
        Some(self.widenings.len() - 1)
    }

    pub fn holds(&self, made: &Made) -> bool {
        self.tree_holds(&self.tree, made)
    }

    fn tree_holds(&self, tree: &Tree, made: &Made) -> bool {
        match tree {
            Tree::All => true,
            Tree::Leaf(number) => self.leaves[*number].is_in(made),
            Tree::Condition(node) => meets(node, made),
            Tree::Widened(number) => {
                let wide = &self.widenings[*number];
                self.is_complete(wide, made) || wide.forms.iter().any(|form| has_form(form, made))
            }
            Tree::And(trees) => trees.iter().all(|tree| self.tree_holds(tree, made)),
            Tree::Or(trees) => trees.iter().any(|tree| self.tree_holds(tree, made)),
            Tree::Not(tree) => !self.tree_holds(tree, made),
        }
    }

    /// Where no entry holds all of four plain words or more: how many of them each of these has that holds the rest.
    pub fn counts<'m>(&self, spot: Spot, candidates: &[&'m Made]) -> Option<(usize, Vec<(&'m Made, usize)>)> {
        let Tree::And(trees) = &self.tree else { return None };
        let is_plain = |asked: &Asked| asked.is_plain(spot);
        let is_wish = |tree: &Tree| match tree {
            Tree::Leaf(number) => is_plain(&self.leaves[*number]),
            Tree::Widened(number) => {
                self.widenings[*number].words.iter().all(|word| is_plain(&self.leaves[*word]))
            }
            Tree::Or(trees) => match &trees[..] {
                [Tree::Leaf(number), Tree::Condition(_)] => is_plain(&self.leaves[*number]),
                _ => false,
            },
            _ => false,
        };
        let (wishes, conditions): (Vec<&Tree>, Vec<&Tree>) = trees.iter().partition(|tree| is_wish(tree));
        let able = candidates.iter().filter(|made| conditions.iter().all(|tree| self.tree_holds(tree, made)));
        let count =
            |made: &&'m Made| (*made, wishes.iter().filter(|tree| self.tree_holds(tree, made)).count());
        (wishes.len() >= 4).then(|| (wishes.len(), able.map(count).collect()))
    }

    fn is_complete(&self, wide: &Wide, made: &Made) -> bool {
        wide.words.iter().all(|number| self.leaves[*number].is_in(made))
    }

    /// What was typed and the form that stands for it, for each form by which this was found.
    pub fn why(&self, made: &Made) -> Vec<(String, String)> {
        let incomplete = self.widenings.iter().filter(|wide| !self.is_complete(wide, made));
        let forms = incomplete.flat_map(|wide| wide.forms.iter().map(move |form| (wide, form)));
        forms
            .filter(|(_, form)| has_form(form, made))
            .map(|(wide, (asked, _))| (wide.asked.clone(), asked.leaf.inner.clone()))
            .collect()
    }

    fn wanted(&self, tree: &Tree, asked: bool, found: &mut Vec<usize>) {
        match tree {
            Tree::All | Tree::Condition(_) => {}
            Tree::Leaf(number) => {
                if asked && !found.contains(number) {
                    found.push(*number);
                }
            }
            Tree::Widened(number) => {
                let words = self.widenings[*number].words.iter().map(|word| Tree::Leaf(*word));
                words.for_each(|word| self.wanted(&word, asked, found));
            }
            Tree::And(trees) | Tree::Or(trees) => {
                trees.iter().for_each(|tree| self.wanted(tree, asked, found))
            }
            Tree::Not(tree) => self.wanted(tree, !asked, found),
        }
    }

    /// What each of these gets. A widening gives whoever has all its words what they are worth, and the most that
    /// any form could be worth besides; whoever has only a form, half of what the best is worth.
    pub fn score(&self, entries: &BTreeMap<String, Made>, found: &[&Made], question: &Question) -> Vec<f32> {
        let mut wanted = Vec::new();
        self.wanted(&self.tree, true, &mut wanted);
        let worths: Vec<Worths> = self.leaves.iter().map(|asked| Worths::of(asked, entries, found)).collect();
        let mut scores = vec![0.0; found.len()];
        for wide in &self.widenings {
            let own: Vec<usize> = wide.words.iter().copied().filter(|word| wanted.contains(word)).collect();
            wanted.retain(|word| !own.contains(word));
            let forms: Vec<Worths> =
                wide.forms.iter().map(|(asked, _)| Worths::of(asked, entries, found)).collect();
            let most = forms.iter().map(|form| 0.5 * form.rarity * 2.2).fold(0.0, f32::max);
            for (number, made) in found.iter().enumerate() {
                let words: f32 = own.iter().map(|word| worths[*word].of_each[number]).sum();
                let valid = forms.iter().zip(&wide.forms).filter(|(_, form)| has_form(form, made));
                let best = valid.map(|(worths, _)| 0.5 * worths.of_each[number]).fold(0.0, f32::max);
                scores[number] += match self.is_complete(wide, made) {
                    true => words + most,
                    false if best > 0.0 => best,
                    false => words,
                };
            }
        }
        for word in wanted {
            scores.iter_mut().zip(&worths[word].of_each).for_each(|(score, worth)| *score += worth);
        }
        crate::hints::add(entries, found, question, &mut scores);
        self.add_nearness(found, question.request.scope, &worths, &mut scores);
        scores
    }

    /// The hundred best get more for neighbours in the question that stand so in the title, with two words between
    /// them at most: what they count on average, and a fifth more.
    fn add_nearness(&self, found: &[&Made], scope: Scope, worths: &[Worths], scores: &mut [f32]) {
        if !matches!(scope, Scope::Everything | Scope::Titles) {
            return;
        }
        let mut best: Vec<usize> = (0..found.len()).collect();
        // Stable: those found are in order of date.
        best.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        let rows = self.rows(Spot::In(scope));
        for number in best.into_iter().take(100) {
            let titles = &fields(found[number], Spot::In(Scope::Titles))[0];
            for row in &rows {
                // For each part of each leaf how rare the leaf is, and where it stands, title by title.
                let places = row.iter().flat_map(|leaf| {
                    let of_titles = titles.values.iter();
                    let of_titles =
                        of_titles.map(|(latin, words)| places(&self.leaves[*leaf].leaf, *latin, words));
                    turned(of_titles.collect()).into_iter().map(|titles| (worths[*leaf].rarity, titles))
                });
                for pair in places.collect::<Vec<_>>().windows(2) {
                    let near = |(ours, theirs): (&Vec<usize>, &Vec<usize>)| {
                        ours.iter().any(|a| theirs.iter().any(|b| (a + 1..a + 4).contains(b)))
                    };
                    if pair[0].1.iter().zip(&pair[1].1).any(near) {
                        scores[number] += 1.2 * (pair[0].0 + pair[1].0) / 2.0;
                    }
                }
            }
        }
    }

    /// Plain leaves that stand side by side and must all be there.
    fn rows(&self, spot: Spot) -> Vec<Vec<usize>> {
        let Tree::And(trees) = &self.tree else { return Vec::new() };
        let mut rows = vec![Vec::new()];
        for tree in trees {
            let leaves = match tree {
                Tree::Leaf(number) => vec![*number],
                Tree::Widened(number) => self.widenings[*number].words.clone(),
                Tree::Or(trees) => match trees[..] {
                    [Tree::Leaf(number), Tree::Condition(_)] => vec![number],
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            };
            if !leaves.is_empty() && leaves.iter().all(|leaf| self.leaves[*leaf].is_plain(spot)) {
                rows.last_mut().unwrap().extend(leaves);
            } else {
                rows.push(Vec::new());
            }
        }
        rows
    }
}

/// Rows as columns.
fn turned<T: Clone>(rows: Vec<Vec<T>>) -> Vec<Vec<T>> {
    let length = rows.first().map_or(0, Vec::len);
    (0..length).map(|at| rows.iter().map(|row| row[at].clone()).collect()).collect()
}

impl Asked {
    fn is_plain(&self, spot: Spot) -> bool {
        self.spot == spot && !self.leaf.exact && !self.leaf.just && self.leaf.kind == Kind::Words
    }

    fn is_in(&self, made: &Made) -> bool {
        let fields = fields(made, self.spot);
        let mut values = fields.iter().flat_map(|field| &field.values);
        values.any(|(latin, words)| occurrences(&self.leaf, *latin, words) > 0.0)
    }
}

/// The year that a plain word is where everything is looked into.
fn year_in(leaf: &Leaf, spot: Spot) -> Option<i64> {
    let plain = !leaf.exact && !leaf.just && leaf.kind == Kind::Words;
    let everywhere = spot == Spot::In(fonds_search::Scope::Everything);
    let [word] = &leaf.words[..] else { return None };
    let year = word.known.folded.parse().ok().filter(|_| word.known.folded.len() == 4);
    year.filter(|year| plain && everywhere && (1_000..=2_100).contains(year))
}

fn has_form((asked, line): &(Asked, &Line), made: &Made) -> bool {
    asked.is_in(made) && line.is_valid(made)
}

/// Whether every word of a form, or pair of ideographs, stands anywhere at all.
fn is_known(leaf: &Leaf, entries: &BTreeMap<String, Made>) -> bool {
    let everything = Spot::In(fonds_search::Scope::Everything);
    let parts = crate::worth::parts(leaf);
    parts
        .into_iter()
        .all(|leaf| entries.values().any(|made| Asked { leaf: leaf.clone(), spot: everything }.is_in(made)))
}

fn touches(made: &Made, from: Option<Day>, to: Option<Day>) -> bool {
    let Some(date) = made.entry.date.filter(|date| (date.earliest, date.latest) != (None, None)) else {
        return false;
    };
    date.earliest.is_none_or(|first| to.is_none_or(|to| first <= to))
        && date.latest.is_none_or(|last| from.is_none_or(|from| last >= from))
}

fn meets(node: &Node, made: &Made) -> bool {
    match node {
        Node::Period(from, to) => touches(made, Some(*from), Some(*to)),
        Node::Years(first, last) => values(made).iter().any(|(facet, value)| {
            *facet == Facet::Year && (*first..=*last).contains(&value.parse::<i64>().unwrap())
        }),
        Node::Value(facet, asked) => {
            let asked: Vec<String> = asked.to_lowercase().split(' ').map(str::to_owned).collect();
            values(made).iter().filter(|(known, _)| known == facet).any(|(_, value)| {
                let value: Vec<String> = value.to_lowercase().split(' ').map(str::to_owned).collect();
                value.windows(asked.len()).any(|window| window == asked)
            })
        }
        _ => unreachable!("only conditions are asked for"),
    }
}

/// BM25 over all fields at once.
pub struct Worths {
    rarity: f32,
    pub of_each: Vec<f32>,
}

/// How rare so many documents are among all.
pub fn rarity(entries: &BTreeMap<String, Made>, having: usize) -> f32 {
    let having = having as f32;
    (1.0 + (entries.len() as f32 - having + 0.5) / (having + 0.5)).ln()
}

impl Worths {
    pub fn of(asked: &Asked, entries: &BTreeMap<String, Made>, found: &[&Made]) -> Self {
        let averages = averages(entries, asked.spot);
        let rarity = rarity(entries, entries.values().filter(|made| asked.is_in(made)).count());
        let worth = |made: &&Made| {
            let mut weighed = 0.0;
            for (field, average) in fields(made, asked.spot).iter().zip(&averages) {
                let length = rounded(length(field)) as f32;
                let evened = 1.0 - field.evening + field.evening * length / average;
                let occurring: f32 =
                    field.values.iter().map(|(l, words)| occurrences(&asked.leaf, *l, words)).sum();
                weighed += occurring * field.weight / evened;
            }
            rarity * weighed * 2.2 / (weighed + 1.2)
        };
        Self { rarity, of_each: found.iter().map(worth).collect() }
    }
}
