//! Words of fourteen languages as they stand in texts, each with the words that a searcher would say it holds.
//!
//! Written by hand, so that the oracle needs neither the index's cutting of words nor its folding: an entry's text is
//! put together of these pieces and remembered as words, and the index is given the text alone.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A piece of text and its words, parted by spaces: `folded`, or `folded=written` where accents or apostrophes are
/// lost or characters are not the simplified ones; `~` before an ideograph that follows another in one row; `^` before
/// the stem of an Arabic word, which is ours to define.
const PIECES: &[(&str, &str)] = &[
    ("missile", "missile"),
    ("Missiles", "missiles"),
    ("bomb", "bomb"),
    ("bombs", "bombs"),
    ("bombing", "bombing"),
    ("Negotiation", "negotiation"),
    ("negotiations", "negotiations"),
    ("treaty", "treaty"),
    ("treaty\u{b9}", "treaty"),
    ("treaties", "treaties"),
    ("the", "the"),
    ("of", "of"),
    ("Bay", "bay"),
    ("Pigs", "pigs"),
    ("pig", "pig"),
    ("rate", "rate"),
    ("rates", "rates"),
    ("U.S.S.R.", "ussr"),
    ("USSR", "ussr"),
    ("\u{ff35}\u{ff33}\u{ff33}\u{ff32}", "ussr"),
    ("Stalin", "stalin"),
    ("Stalin's", "stalin"),
    ("Stalin\u{2019}s", "stalin"),
    ("En-lai", "en lai"),
    ("Chou En-lai", "chou en lai"),
    ("Ch\u{2019}en", "chen=ch'en"),
    ("Chen", "chen"),
    ("Gor\u{2b9}kii", "gorkii=gor'kii"),
    ("co\u{ad}operation", "cooperation"),
    ("cooperation", "cooperation"),
    ("l'accord", "l accord"),
    ("accords", "accords"),
    ("négociations", "negociations=négociations"),
    ("ne\u{301}gociation", "negociation=négociation"),
    ("negociation", "negociation"),
    ("Straße", "strasse=straße"),
    ("Strassen", "strassen"),
    ("Rat", "rat"),
    ("Raketen", "raketen"),
    ("Rakete", "rakete"),
    ("misión", "mision=misión"),
    ("misiones", "misiones"),
    ("Łódź", "lodz=łódź"),
    ("переговоры", "переговоры"),
    ("Переговоров", "переговоров"),
    ("Хрущёв", "хрущев=хрущёв"),
    ("хрущев", "хрущев"),
    ("Китай", "китай"),
    ("китайский", "китайский"),
    ("С.С.С.Р.", "ссср"),
    ("中苏关系", "中 ~苏 ~关 ~系"),
    ("中苏", "中 ~苏"),
    ("关系史", "关 ~系 ~史"),
    ("毛", "毛"),
    ("中蘇關係", "中 ~苏=蘇 ~关=關 ~系=係"),
    ("關係", "关=關 ~系=係"),
    ("毛澤東", "毛 ~泽=澤 ~东=東"),
    ("毛泽东", "毛 ~泽 ~东"),
    ("毛沢東", "毛 ~泽=沢 ~东=東"),
    ("\u{f9da}", "栗"),
    ("스탈린", "스 ~탈 ~린"),
    ("조선", "조 ~선"),
    ("조선은", "조 ~선 ~은"),
    ("\u{110c}\u{1169}\u{1109}\u{1165}\u{11ab}", "조 ~선"),
    ("スターリン", "ス ~タ ~ー ~リ ~ン"),
    ("ｽﾀｰﾘﾝ", "ス ~タ ~ー ~リ ~ン"),
    ("ガリ", "ガ ~リ"),
    ("ｶﾞﾘ", "ガ ~リ"),
    ("محمد", "محمد^محمد"),
    ("مُحَمَّد", "محمد=مُحَمَّد^محمد"),
    ("المفاوضات", "المفاوضات^مفاوض"),
    ("مفاوضة", "مفاوضه=مفاوضة^مفاوض"),
    ("والكتاب", "والكتاب^كتاب"),
    ("كتاب", "كتاب^كتاب"),
    ("کتاب", "كتاب=کتاب^كتاب"),
    ("أحمد", "احمد=أحمد^احمد"),
    ("احمد", "احمد^احمد"),
    ("می\u{200c}خواهم", "ميخواهم=میخواهم^ميخواهم"),
    ("١٩٤٩", "1949=١٩٤٩"),
    ("trattativa", "trattativa"),
    ("trattative", "trattative"),
    ("rozmowa", "rozmowa"),
    ("rozmowy", "rozmowy"),
    ("görüşmeler", "gorusmeler=görüşmeler"),
    ("görüşme", "gorusme=görüşme"),
    ("διαπραγματεύσεις", "διαπραγματευσεισ=διαπραγματεύσεις"),
    ("διαπραγματεύσεων", "διαπραγματευσεων=διαπραγματεύσεων"),
    ("Київ", "київ"),
    ("Ch\u{2bb}en", "chen=ch'en"),
    ("שָׁלוֹם", "שלום=שָׁלוֹם"),
    ("שלום", "שלום"),
    ("611.93/1-758", "611 93 1 758"),
    ("1949", "1949"),
    ("document", "document"),
    ("755", "755"),
    ("B-52", "b 52"),
    ("No. 7", "no 7"),
];

/// Pieces that titles and questions share, so that neighbours meet, and a year and a number.
pub const COMMON: [&str; 8] = ["the", "of", "treaty", "bomb", "En-lai", "document", "755", "1949"];

/// How many pieces there are.
pub const COUNT: usize = PIECES.len();

/// What is known of a word.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// Its number among all words.
    pub number: usize,
    /// Lower case, without accents and apostrophes.
    pub folded: String,
    /// With them.
    pub written: String,
    pub is_ideograph: bool,
    /// A syllable of Korean, whose spaces part words.
    pub is_korean: bool,
    /// Of an Arabic word.
    pub stem: Option<String>,
}

/// A word where it stands in a text or a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub known: &'static Known,
    /// An ideograph in one row with the one before.
    pub adjacent: bool,
}

static WORDS: LazyLock<Vec<Vec<Word>>> = LazyLock::new(|| {
    let mut all: Vec<&'static Known> = Vec::new();
    let pieces = PIECES.iter().map(|(_, words)| words.split(' ').map(|word| read(word, &mut all)).collect());
    pieces.collect()
});

fn read(word: &str, all: &mut Vec<&'static Known>) -> Word {
    let (adjacent, word) = word.strip_prefix('~').map_or((false, word), |word| (true, word));
    let (word, stem) =
        word.split_once('^').map_or((word, None), |(word, stem)| (word, Some(stem.to_owned())));
    let (folded, written) = word.split_once('=').unwrap_or((word, word));
    let written: String = written.nfkc().collect();
    let found = all.iter().find(|known| known.folded == folded && known.written == written);
    let known = found.copied().unwrap_or_else(|| {
        let is_korean = folded.chars().any(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
        let is_han_or_kana = folded.chars().any(|c| matches!(c, '\u{3040}'..='\u{9fff}'));
        let is_ideograph = is_korean || is_han_or_kana;
        let known =
            Known { number: all.len(), folded: folded.into(), written, is_ideograph, is_korean, stem };
        all.push(Box::leak(Box::new(known)));
        all[all.len() - 1]
    });
    Word { known, adjacent }
}

/// Every word, in the order of their numbers.
pub fn all() -> Vec<&'static Known> {
    let mut all: Vec<_> = WORDS.iter().flatten().map(|word| word.known).collect();
    all.sort_by_key(|known| known.number);
    all.dedup();
    all
}

/// The text of a piece.
pub fn text(piece: usize) -> &'static str {
    PIECES[piece].0
}

/// The number of one of the pieces of [`COMMON`].
pub fn common() -> Vec<usize> {
    COMMON.map(piece).to_vec()
}

/// The number of the piece with this text.
pub fn piece(text: &str) -> usize {
    PIECES.iter().position(|(known, _)| *known == text).unwrap()
}

/// The words of a piece.
pub fn words(piece: usize) -> &'static [Word] {
    &WORDS[piece]
}

/// Pieces put together: the text, and its words. Two pieces of ideographs may touch.
pub fn join(pieces: &[(usize, Gap)]) -> (String, Vec<Word>) {
    let (mut all, mut found): (String, Vec<Word>) = Default::default();
    for (piece, gap) in pieces {
        let mut next = words(*piece).to_vec();
        let both = found.last().is_some_and(|last| last.known.is_ideograph) && next[0].known.is_ideograph;
        let korean = next[0].known.is_korean || found.last().is_some_and(|last| last.known.is_korean);
        // A row goes on over the end of a line, and over a space unless it is of Korean words.
        let row = match gap {
            Gap::Nothing | Gap::Line => true,
            Gap::Space => !korean,
            Gap::Comma => false,
        };
        next[0].adjacent = both && row;
        match gap {
            _ if all.is_empty() => {}
            Gap::Nothing if both => {}
            Gap::Nothing | Gap::Space => all.push(' '),
            Gap::Comma => all.push_str(", "),
            Gap::Line => all.push('\n'),
        }
        all.push_str(text(*piece));
        found.extend(next);
    }
    (all, found)
}

/// What stands before a piece.
#[derive(Debug, Clone, Copy)]
pub enum Gap {
    Nothing,
    Space,
    Comma,
    Line,
}
