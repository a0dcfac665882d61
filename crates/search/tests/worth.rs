//! What occurrences are worth: how words of texts and of queries match, by inflection and spelling, in which field, and
//! how long that field is.
//!
//! Not which entries answer a question, which is [`crate::oracle`]'s part, nor what a question means as a whole
//! ([`crate::meaning`]). Stems come from the same published library as the index's; everything else is reckoned here.

use crate::corpus::Made;
use crate::queries::{Kind, Leaf, Spot};
use crate::vocabulary::{self, Known, Word};
use fonds_search::Scope;
use frostem::{Algorithm, Stemmer};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A language whose inflections are undone.
pub type Tongue = Algorithm;

/// Those of Latin letters.
const LATIN: [Tongue; 16] = [
    Algorithm::English,
    Algorithm::German,
    Algorithm::French,
    Algorithm::Spanish,
    Algorithm::Italian,
    Algorithm::Portuguese,
    Algorithm::DutchPorter,
    Algorithm::Swedish,
    Algorithm::Danish,
    Algorithm::Norwegian,
    Algorithm::Finnish,
    Algorithm::Hungarian,
    Algorithm::Romanian,
    Algorithm::Polish,
    Algorithm::Czech,
    Algorithm::Turkish,
];

/// Those in which the texts of [`crate::corpus`] are.
const SPOKEN: [Tongue; 7] = [
    Algorithm::English,
    Algorithm::German,
    Algorithm::French,
    Algorithm::Spanish,
    Algorithm::Italian,
    Algorithm::Polish,
    Algorithm::Turkish,
];

fn tongue_of(language: Option<&str>) -> Tongue {
    match language {
        Some("de") => Algorithm::German,
        Some("fr-FR") => Algorithm::French,
        Some("es") => Algorithm::Spanish,
        Some("it") => Algorithm::Italian,
        Some("pl") => Algorithm::Polish,
        Some("tr") => Algorithm::Turkish,
        _ => Algorithm::English,
    }
}

fn bare(word: &str) -> String {
    let marks = |c: &char| !matches!(c, '\u{300}'..='\u{36f}' | '\'');
    let plain = word.nfkd().filter(marks).collect::<String>();
    plain.replace('ß', "ss").replace('ł', "l").replace('ı', "i").replace('æ', "ae").replace('ø', "o")
}

/// Stems of words, by their number, each reckoned once.
static STEMS: LazyLock<HashMap<(usize, Tongue), String>> = LazyLock::new(|| {
    let words = vocabulary::all().into_iter().flat_map(|word| tongues(word).iter().map(move |t| (word, *t)));
    words.map(|(word, tongue)| ((word.number, tongue), reckon_stem(tongue, word))).collect()
});

fn stem(tongue: Tongue, word: &Known) -> &'static str {
    &STEMS[&(word.number, tongue)]
}

fn reckon_stem(tongue: Tongue, word: &Known) -> String {
    match tongue {
        Algorithm::Arabic => word.stem.clone().unwrap(),
        // A breve belongs to the Russian letter й.
        _ if is_taken_for_granted(tongue) => Stemmer::new(tongue).stem(&word.folded).into_owned(),
        _ => bare(&Stemmer::new(tongue).stem(&word.written)),
    }
}

/// Whether a word, not of the vocabulary, is its own stem.
fn is_own_stem(tongue: Tongue, word: &str) -> bool {
    // The stems of our Arabic words are stems of themselves.
    tongue == Algorithm::Arabic || Stemmer::new(tongue).stem(word) == word
}

/// What the scripts are taken for: a word that is its own stem there stands for its family in a text of any language.
fn is_taken_for_granted(tongue: Tongue) -> bool {
    matches!(tongue, Algorithm::English | Algorithm::Russian | Algorithm::Greek | Algorithm::Arabic)
}

/// The languages in which a word may be inflected: one of three letters and more, without digits.
fn tongues(word: &Known) -> &'static [Tongue] {
    let letters = word.folded.chars().all(char::is_alphabetic) && word.folded.chars().count() > 2;
    match word.folded.chars().next() {
        Some('a'..='z') if letters => &LATIN,
        Some('а'..='я' | 'ї') if letters => &[Algorithm::Russian],
        Some('α'..='ω') if letters => &[Algorithm::Greek],
        Some('ا'..='ي') if letters => &[Algorithm::Arabic],
        _ => &[],
    }
}

/// The language in which a word of a text is inflected, whose Latin words are of this language.
fn tongue_in_text(word: &Known, latin: Tongue) -> Option<Tongue> {
    let tongues = tongues(word);
    if tongues.len() > 1 { Some(latin) } else { tongues.first().copied() }
}

/// Whether a word of a text stands in the index under its stem too.
fn has_stem_apart(word: &Known, latin: Tongue) -> bool {
    tongue_in_text(word, latin)
        .is_some_and(|tongue| !is_taken_for_granted(tongue) || stem(tongue, word) != word.folded)
}

/// How a word or pair of a text is spelt that is the same as one that was typed.
#[derive(PartialEq)]
enum Spelling {
    /// With accents, in traditional characters, as typed.
    AsTyped,
    /// With accents where none were typed.
    Otherwise,
    Indifferent,
}

fn spelling(asked: &[&Known], found: &[&Known]) -> Spelling {
    let plain = |words: &[&Known]| words.iter().all(|word| word.written == word.folded);
    let same = asked.iter().zip(found).all(|(asked, word)| asked.written == word.written);
    match (plain(asked), plain(found)) {
        (true, false) => Spelling::Otherwise,
        (false, false) if same => Spelling::AsTyped,
        _ => Spelling::Indifferent,
    }
}

fn worth_of_spelling(asked: &Known, word: &Known) -> f32 {
    match spelling(&[asked], &[word]) {
        Spelling::AsTyped => 1.0,
        Spelling::Otherwise => -0.25,
        Spelling::Indifferent => 0.0,
    }
}

/// What an occurrence of a word of a text is worth to a word of a query: each way in which it matches adds to it.
fn reckon_worth(asked: &Known, word: &Known, latin: Tongue) -> f32 {
    let same = asked.folded == word.folded;
    let mut worth = if same { 0.5 + worth_of_spelling(asked, word) } else { 0.0 };
    let mut inflected = same && tongues(asked).is_empty();
    for tongue in tongues(asked) {
        let root = stem(*tongue, asked);
        if is_taken_for_granted(*tongue) {
            inflected |= word.folded == root && is_own_stem(*tongue, root);
        }
        if Some(*tongue) == tongue_in_text(word, latin)
            && has_stem_apart(word, latin)
            && stem(*tongue, word) == root
        {
            worth += 1.0;
        }
    }
    worth + if inflected { 1.0 } else { 0.0 }
}

/// What every word is worth to every other, by the language of the text, reckoned once.
static WORTHS: LazyLock<HashMap<(usize, usize, Tongue), f32>> = LazyLock::new(|| {
    let all = vocabulary::all();
    let mut worths = HashMap::new();
    for asked in &all {
        for word in &all {
            for latin in SPOKEN {
                let worth = reckon_worth(asked, word, latin);
                if worth > 0.0 {
                    worths.insert((asked.number, word.number, latin), worth);
                }
            }
        }
    }
    worths
});

fn worth(asked: &Known, word: &Known, latin: Tongue) -> f32 {
    WORTHS.get(&(asked.number, word.number, latin)).copied().unwrap_or(0.0)
}

static STEMS_APART: LazyLock<HashSet<(usize, Tongue)>> = LazyLock::new(|| {
    let words = vocabulary::all().into_iter().flat_map(|word| SPOKEN.map(|latin| (word, latin)));
    words
        .filter(|(word, latin)| has_stem_apart(word, *latin))
        .map(|(word, latin)| (word.number, latin))
        .collect()
});

/// How many places in the index a word of a text takes up, by which the length of a text is measured.
fn size(words: &[Word], at: usize, latin: Tongue) -> u32 {
    let differs = |word: &Word| word.known.written != word.known.folded;
    let word = &words[at];
    if word.known.is_ideograph {
        let pair = if word.adjacent && (differs(word) || differs(&words[at - 1])) { 2 } else { 1 };
        return if word.adjacent { 1 + pair } else { 1 };
    }
    let stemmed = STEMS_APART.contains(&(word.known.number, latin));
    1 + u32::from(stemmed) + if differs(word) { 2 } else { 0 }
}

/// Lengths are kept in a byte: exactly to 24, then by three bits of precision, as other engines do.
pub fn rounded(length: u32) -> u32 {
    let Some(rest) = length.checked_sub(24) else { return length };
    let shift = (32 - rest.leading_zeros()).saturating_sub(4);
    24 + (rest >> shift << shift)
}

/// A field: its weight, how much its length evens out, its values with the language of their Latin words.
pub struct Field<'m> {
    pub weight: f32,
    pub evening: f32,
    pub values: Vec<(Tongue, &'m [Word])>,
}

pub fn fields(made: &Made, spot: Spot) -> Vec<Field<'_>> {
    fn plain(values: &[Vec<Word>]) -> Vec<(Tongue, &[Word])> {
        values.iter().map(|words| (Tongue::English, &words[..])).collect()
    }
    let field = |weight, evening, values| Field { weight, evening, values };
    let references = || [plain(&made.references), plain(&made.numbers)].concat();
    let titles = || field(3.0, 0.4, plain(&made.titles));
    let abstracts = || field(1.5, 0.6, plain(&made.abstracts));
    let notes = || field(0.6, 0.75, plain(&made.notes));
    let spoken = made.texts.iter().map(|(language, words)| (tongue_of(language.as_deref()), &words[..]));
    let texts = field(1.0, 0.75, spoken.collect());
    let scope = match spot {
        Spot::In(scope) => scope,
        Spot::Numbers => return vec![field(1.2, 0.4, plain(&made.numbers))],
    };
    match scope {
        Scope::Everything => {
            let names =
                [plain(&made.names), plain(&made.places), plain(&made.subjects), references()].concat();
            vec![titles(), abstracts(), texts, notes(), field(1.2, 0.4, names)]
        }
        Scope::Titles => vec![titles()],
        Scope::Abstracts => vec![abstracts()],
        Scope::Text => vec![texts],
        Scope::People => vec![field(1.2, 0.4, plain(&made.names))],
        Scope::Places => vec![field(1.2, 0.4, plain(&made.places))],
        Scope::Subjects => vec![field(1.2, 0.4, plain(&made.subjects))],
        Scope::References => vec![field(1.2, 0.4, references())],
        Scope::Notes => vec![notes()],
    }
}

/// For each part of a leaf (see [`parts`]) the places of a value at which it stands.
pub fn places(leaf: &Leaf, latin: Tongue, words: &[Word]) -> Vec<Vec<usize>> {
    let stands = |step: &Step, at: &usize| worth_of_step(step, leaf.exact, words, *at, latin) > 0.0;
    let places = |(_, step): (usize, Step)| (0..words.len()).filter(|at| stands(&step, at)).collect();
    steps(leaf).into_iter().map(places).collect()
}

/// What stands at one place of a phrase.
enum Step<'l> {
    Word(&'l Word),
    /// Two ideographs of one row.
    Pair(&'l Word, &'l Word),
}

/// A row of ideographs is looked for by the fewest pairs that cover it, so that punctuation may stand between two.
fn steps(leaf: &Leaf) -> Vec<(usize, Step<'_>)> {
    let words = &leaf.words;
    let mut steps = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let mut end = start + 1;
        while words[start].known.is_ideograph && end < words.len() && words[end].adjacent {
            end += 1;
        }
        let length = end - start;
        let pair = |at: usize| (at, Step::Pair(&words[at], &words[at + 1]));
        if length == 1 {
            steps.push((start, Step::Word(&words[start])));
        } else {
            steps.extend((start..end - 1).step_by(2).map(pair));
            if length % 2 == 1 {
                steps.push(pair(end - 2));
            }
        }
        start = end;
    }
    steps
}

fn worth_of_step(step: &Step<'_>, exact: bool, words: &[Word], at: usize, latin: Tongue) -> f32 {
    let Some(word) = words.get(at).map(|word| word.known) else { return 0.0 };
    match step {
        Step::Word(asked) if asked.known.is_ideograph => f32::from(asked.known.folded == word.folded),
        Step::Word(asked) if exact => match asked.known.folded == word.folded {
            true => 1.0 + worth_of_spelling(asked.known, word),
            false => 0.0,
        },
        Step::Word(asked) => worth(asked.known, word, latin),
        Step::Pair(first, second) => {
            let Some(next) = words.get(at + 1).filter(|next| next.adjacent) else { return 0.0 };
            let same = first.known.folded == word.folded && second.known.folded == next.known.folded;
            let as_typed = spelling(&[first.known, second.known], &[word, next.known]) == Spelling::AsTyped;
            if same { 1.0 + f32::from(as_typed) } else { 0.0 }
        }
    }
}

/// Each word, or pair of ideographs, of a leaf alone.
pub fn parts(leaf: &Leaf) -> Vec<Leaf> {
    let alone = |(_, step)| {
        let words = match step {
            Step::Word(word) => vec![*word],
            Step::Pair(first, second) => vec![*first, *second],
        };
        Leaf { words, ..leaf.clone() }
    };
    steps(leaf).into_iter().map(alone).collect()
}

/// The weighed occurrences of a leaf in a value: of a single word what each is worth, of a phrase how many.
pub fn occurrences(leaf: &Leaf, latin: Tongue, words: &[Word]) -> f32 {
    if let Kind::AnyOf(numbers) = &leaf.kind {
        return words.iter().filter(|word| numbers.contains(&word.known.number)).count() as f32;
    }
    let steps = steps(leaf);
    if let Kind::Near(distance) = leaf.kind
        && steps.len() > 1
    {
        return count_near(leaf, distance, latin, words);
    }
    if let [(_, step)] = &steps[..] {
        return (0..words.len()).map(|at| worth_of_step(step, leaf.exact, words, at, latin)).sum();
    }
    let begins = |start: &usize| {
        steps.iter().all(|(offset, step)| worth_of_step(step, leaf.exact, words, start + offset, latin) > 0.0)
    };
    let with_accents = steps.iter().any(|(_, step)| step.is_spelt_apart());
    let as_typed = |start: usize| steps.iter().all(|(offset, step)| step.is_as_typed(words, start + offset));
    let found = (0..words.len()).filter(begins);
    found
        .map(|start| match (with_accents, as_typed(start)) {
            (true, true) => 2.0,
            (false, false) => 0.75,
            _ => 1.0,
        })
        .sum()
}

impl Step<'_> {
    /// Typed with accents, or in other characters than the simplified.
    fn is_spelt_apart(&self) -> bool {
        let differs = |word: &Word| word.known.written != word.known.folded;
        match self {
            Step::Word(asked) => differs(asked) && !asked.known.is_ideograph,
            Step::Pair(first, second) => differs(first) || differs(second),
        }
    }

    /// Whether what stands here is spelt as it was typed. An inflected form of a word without accents is.
    fn is_as_typed(&self, words: &[Word], at: usize) -> bool {
        match self {
            Step::Word(asked) if asked.known.is_ideograph => true,
            Step::Word(asked) => {
                let (asked, word) = (asked.known, words[at].known);
                let found = spelling(&[asked], &[word]);
                match self.is_spelt_apart() {
                    true => asked.folded == word.folded && found == Spelling::AsTyped,
                    false => asked.folded != word.folded || found != Spelling::Otherwise,
                }
            }
            Step::Pair(first, second) if self.is_spelt_apart() => {
                spelling(&[first.known, second.known], &[words[at].known, words[at + 1].known])
                    == Spelling::AsTyped
            }
            Step::Pair(..) => true,
        }
    }
}

/// How many places there are at which a word of the leaf stands, and within so many further words all others.
fn count_near(leaf: &Leaf, distance: usize, latin: Tongue, words: &[Word]) -> f32 {
    let mut asked: Vec<Leaf> = Vec::new();
    for part in parts(leaf) {
        let folded =
            |leaf: &Leaf| leaf.words.iter().map(|word| word.known.folded.clone()).collect::<String>();
        if asked.iter().all(|known| folded(known) != folded(&part)) {
            asked.push(part);
        }
    }
    let stands = |part: &Leaf, at: usize| {
        let steps = steps(part);
        steps.iter().all(|(_, step)| worth_of_step(step, true, words, at, latin) > 0.0)
    };
    let distance = distance.max(asked.len() - 1);
    let begins = |start: &usize| {
        let within = || *start..words.len().min(start + distance + 1);
        asked.iter().any(|part| stands(part, *start))
            && asked.iter().all(|part| within().any(|at| stands(part, at)))
    };
    (0..words.len()).filter(begins).count() as f32
}

pub fn length(field: &Field<'_>) -> u32 {
    let sizes = |words: &[Word], latin| (0..words.len()).map(|at| size(words, at, latin)).sum::<u32>();
    field.values.iter().map(|(latin, words)| sizes(words, *latin)).sum()
}

/// The average length of each field of the scope, where it has any words.
pub fn averages(entries: &BTreeMap<String, Made>, spot: Spot) -> Vec<f32> {
    let mut sums: HashMap<usize, (u64, u64)> = HashMap::new();
    for made in entries.values() {
        for (number, field) in fields(made, spot).iter().enumerate() {
            let length = rounded(length(field));
            let (sum, having) = sums.entry(number).or_default();
            *sum += u64::from(length);
            *having += u64::from(length > 0);
        }
    }
    let average = |number: usize| {
        let (sum, having) = sums.get(&number).copied().unwrap_or_default();
        (sum as f64 / having.max(1) as f64).max(1.0) as f32
    };
    (0..5).map(average).collect()
}
