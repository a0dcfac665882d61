//! What a reader asks of the index and what comes back.
//!
//! Not the query language and not how it is answered.

use crate::{Facet, Highlighter, Histogram, Wider};
use fonds_model::Day;

/// One search. [`Request::default`] lists everything in chronological order, twenty to a page, without facets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What the reader typed; see the page "Searching" of the manual.
    pub words: String,
    /// Where the words are looked for.
    pub scope: Scope,
    /// Facet values: of those of one facet a document must have any, and that for every facet named.
    pub filters: Vec<(Facet, String)>,
    /// Which values lie within others. A document of the narrower one counts for the wider one too.
    pub wider: Wider,
    /// First day of the period asked for.
    pub from: Option<Day>,
    /// Last day of the period asked for.
    pub to: Option<Day>,
    /// Ask that the whole span of a document's date lies in the period; otherwise touching it is enough.
    pub within: bool,
    /// With a period: undated documents too. Without a period: undated documents alone.
    pub undated: bool,
    /// The order of the hits.
    pub sort: Sort,
    /// How many hits to skip.
    pub offset: usize,
    /// How many hits to return.
    pub limit: usize,
    /// Whether to count facets.
    pub facets: bool,
    /// The one facet to count, where not all are wanted.
    pub only: Option<Facet>,
    /// How many values of each facet to return beside those asked for; years are all returned, of which there are few.
    pub most_values: usize,
    /// Whether to spread the documents over time.
    pub histogram: bool,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            words: String::new(),
            scope: Scope::Everything,
            filters: Vec::new(),
            wider: Wider::default(),
            from: None,
            to: None,
            within: false,
            undated: false,
            sort: Sort::Date,
            offset: 0,
            limit: 20,
            facets: false,
            only: None,
            most_values: 50,
            histogram: false,
        }
    }
}

/// The part of the documents in which words are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All that follow, and document numbers.
    #[default]
    Everything,
    /// Titles.
    Titles,
    /// Abstracts.
    Abstracts,
    /// Transcriptions and translations.
    Text,
    /// Names of people and organisations.
    People,
    /// Names of places.
    Places,
    /// Subjects and topics.
    Subjects,
    /// Source references and document numbers.
    References,
    /// Notes.
    Notes,
}

impl Scope {
    /// Every scope, in the order in which they are offered.
    pub const ALL: [Scope; 9] = [
        Scope::Everything,
        Scope::Titles,
        Scope::Abstracts,
        Scope::Text,
        Scope::People,
        Scope::Places,
        Scope::Subjects,
        Scope::References,
        Scope::Notes,
    ];

    /// The word in addresses and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Scope::Everything => "everything",
            Scope::Titles => "titles",
            Scope::Abstracts => "abstracts",
            Scope::Text => "text",
            Scope::People => "people",
            Scope::Places => "places",
            Scope::Subjects => "subjects",
            Scope::References => "references",
            Scope::Notes => "notes",
        }
    }

    /// The scope with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.word() == word)
    }
}

/// The order of hits. Each is total: equal dates are ordered by title, then by identifier; equal scores by date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Oldest first, undated last.
    #[default]
    Date,
    /// The exact reverse of [`Sort::Date`].
    DateDescending,
    /// Best match first.
    Relevance,
}

impl Sort {
    /// The word in addresses and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Sort::Date => "date",
            Sort::DateDescending => "date-descending",
            Sort::Relevance => "relevance",
        }
    }

    /// The order with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Sort::Date, Sort::DateDescending, Sort::Relevance].into_iter().find(|sort| sort.word() == word)
    }
}

/// One document found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its identifier.
    pub id: String,
    /// How well it matches, where the order asks for it.
    pub score: Option<f32>,
    /// The other forms by which it was found, where it has not all the words as they were typed.
    pub why: Vec<Matched>,
}

/// A form of what was typed by which a document was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// What was typed.
    pub asked: String,
    /// The form that the document has.
    pub form: String,
    /// Why it is the same; see [`OtherForm::because`](crate::OtherForm::because).
    pub because: String,
}

/// A condition of the query that names a field and can be cancelled alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The field's name: `title`, `date`.
    pub field: &'static str,
    /// What is asked of it, as it was typed.
    pub words: String,
    /// Whether it is excluded.
    pub excluded: bool,
    /// The query without it.
    pub without: String,
}

/// Words for which other forms were searched too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Widening {
    /// What was typed.
    pub asked: String,
    /// The forms that the index has, with why each is the same.
    pub forms: Vec<(String, String)>,
    /// The query that asks for just these words.
    pub narrowed: String,
}

/// The values of one facet. They are counted over the documents that answer to everything but the conditions of this
/// same facet, so that each count says how many documents the value alone would give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// Which.
    pub facet: Facet,
    /// Values with their counts, most frequent first (years ascending); values asked for are always among them unless
    /// nothing has them.
    pub values: Vec<(String, u64)>,
    /// How many values there are in all.
    pub distinct: u64,
}

/// The facets that have any values, in their order.
pub type FacetCounts = Vec<FacetCount>;

/// How sure it is that the documents fall into the period, over the whole result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Falling {
    /// Their whole date lies inside; without a period, all that have a date.
    pub certainly: u64,
    /// Their date only touches it.
    pub possibly: u64,
    /// Documents without a date that answer to everything else, whether the result takes them in or not.
    pub undated: u64,
}

impl Falling {
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            certainly: self.certainly + other.certainly,
            possibly: self.possibly + other.possibly,
            undated: self.undated + other.undated,
        }
    }
}

/// The answer to a [`Request`].
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// How many documents match, exactly.
    pub total: u64,
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// The facets that were to be counted.
    pub facets: FacetCounts,
    /// How sure it is that they fall into the period.
    pub falling: Falling,
    /// The documents spread over time, where it was asked for and there are dates to spread.
    pub histogram: Option<Histogram>,
    /// The conditions of the query that name a field.
    pub clauses: Vec<Clause>,
    /// The query without any of those.
    pub bare: String,
    /// What was searched under other forms too.
    pub widenings: Vec<Widening>,
    /// What was not understood or was left out, in sentences for the reader.
    pub remarks: Vec<String>,
    /// Marks the words that matched in any text.
    pub highlighter: Highlighter,
    /// What the answer cost: documents whose positions were read, words of the index looked at, words that stood for
    /// patterns. Tests hold these to their bounds.
    #[doc(hidden)]
    pub spent: [u64; 3],
}
