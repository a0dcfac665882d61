//! Concordance: every match of a search in its line, with what stands around it, and figures over them all.
//!
//! The index says which documents match; their words are read from the catalogue one after another, cleared anew, and
//! forgotten. Lines in order of date stop being read as soon as the page is full. An order by neighbours and the figures
//! must read everything: they stop at a stated number of documents, and say so. The table ([`write_csv`]) never stops.

use crate::archive::Archive;
use crate::clearance::{Clearance, Cleared, Reader, clear};
use crate::discover::{self, Asked, DiscoverError, FoundWhole};
use crate::export::csv_cell;
use crate::lines::{DocumentLine, LookUp};
use fonds_catalogue::CatalogueError;
use fonds_model::{AgentRole, ArchivalUnit, Day, Document};
use fonds_search::in_line::Line;
use fonds_search::{Request, Scope, Sort};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;

/// Lines of a page at most, and characters on either side.
const MOST_LINES: usize = 500;
const MOST_WIDTH: usize = 200;
/// An order by neighbours and the figures look into so many documents at most, the first by date.
const MOST_READ: usize = 5_000;
/// In an order by neighbours so many lines can be paged through; never more than twice as many are held.
const MOST_SORTED: usize = 20_000;
/// So many values of each figure are given.
const MOST_VALUES: usize = 40;
/// So many of the most frequent neighbours are weighed by how rare they are.
const MOST_WEIGHED: usize = 300;
/// Words of a neighbourhood are counted up to so many different ones; beyond, those met first.
const MOST_WORDS: usize = 100_000;

/// The order of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By the date of their documents.
    #[default]
    Date,
    /// By the words before, nearest first.
    Left,
    /// By the words behind.
    Right,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Date, Self::Left, Self::Right];

    /// The word in addresses and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// The order with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.word() == word)
    }
}

/// What is asked of a concordance.
#[derive(Debug, Clone, Default)]
pub struct AskedConcordance {
    /// The search; its own order, page and facets do not matter here.
    pub search: Asked,
    /// The order of lines.
    pub order: Order,
    /// How many lines to pass over.
    pub offset: usize,
    /// How many to give, at most 500.
    pub limit: usize,
    /// Characters on either side, at most 200.
    pub width: usize,
    /// Whether to reckon figures.
    pub figures: bool,
}

/// A match in its line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConcordanceLine {
    /// The document in which it stands.
    pub document: DocumentLine,
    /// The language of its words, where it is known.
    pub language: Option<String>,
    /// What stands before.
    pub left: String,
    /// What matched.
    pub key: String,
    /// What stands behind.
    pub right: String,
}

/// A word that stands near a match, and how often.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Collocate {
    /// The word, without case and accents.
    pub word: String,
    /// How often it stands among the five words before.
    pub before: u64,
    /// How often among the five behind.
    pub behind: u64,
    /// By what they are ordered: how often it stands near, times how rare it is in the archive.
    pub weight: f64,
}

impl Collocate {
    fn times(&self) -> u64 {
        self.before + self.behind
    }
}

/// Figures over all lines.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figures {
    /// How many lines there are.
    pub lines: u64,
    /// In how many documents.
    pub documents: u64,
    /// Words that stand near, those first that are frequent here and rare elsewhere.
    pub collocates: Vec<Collocate>,
    /// Lines by the first year of their documents, ascending; undated ones are left out.
    pub years: Vec<(i64, u64)>,
    /// Lines by sender or author, most frequent first.
    pub senders: Vec<(String, u64)>,
    /// Lines by the repository where the original lies, most frequent first.
    pub repositories: Vec<(String, u64)>,
    /// Absent when every document was read; otherwise how many were.
    pub stopped_after: Option<u64>,
}

/// A concordance.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Concordance {
    /// How many documents the search finds.
    pub documents: u64,
    /// The lines of the page.
    pub lines: Vec<ConcordanceLine>,
    /// Whether there are lines behind those of the page.
    pub more: bool,
    /// Figures, where they were asked for.
    pub figures: Option<Figures>,
    /// What was not understood or left out, in sentences.
    pub remarks: Vec<String>,
    /// Other forms that were looked for too.
    #[serde(skip)]
    pub widened: Vec<discover::Widened>,
}

/// Makes a concordance.
pub fn concordance(
    archive: &Archive,
    asked: &AskedConcordance,
    reader: Reader,
    today: Day,
) -> Result<Cleared<Concordance>, DiscoverError> {
    let found = find_by_date(archive, &asked.search, reader)?;
    let mut made = Concordance {
        documents: found.ids.len() as u64,
        remarks: found.remarks.clone(),
        widened: found.widened.clone(),
        ..Concordance::default()
    };
    if asked.search.words.trim().is_empty() {
        made.remarks.push("Type a word: a concordance shows it in every line where it stands.".into());
        return Ok(Cleared::of_cleared_parts(made));
    }
    let look = LookUp::new(archive, &found.snapshot, reader, today)?;
    let limit = asked.limit.min(MOST_LINES);
    let last = asked.offset.saturating_add(limit);
    let whole = asked.figures || asked.order != Order::Date;
    let mut counting = asked.figures.then(Counting::default);
    let mut sorted: Vec<(SortKey, ConcordanceLine)> = Vec::new();
    let mut passed = 0;
    let mut read = 0;
    let mut units = HashMap::new();
    for id in &found.ids {
        if (!whole && passed > last) || (whole && read == MOST_READ) {
            break;
        }
        read += 1;
        let Some(document) = read_document(&look, id)? else { continue };
        let mut first = true;
        let repositories = match counting {
            Some(_) => repositories_of(&look, &document, &mut units)?,
            None => Vec::new(),
        };
        for_each_line(&document, &found, asked.width.min(MOST_WIDTH), &mut |language, line| {
            if let Some(counting) = &mut counting {
                counting.add(&document, &repositories, &line, std::mem::take(&mut first));
            }
            match asked.order {
                Order::Date if (asked.offset..last).contains(&passed) => {
                    made.lines.push(shown(&document, language, line));
                }
                Order::Left | Order::Right => {
                    let key = sort_key(asked.order, &line, passed);
                    sorted.push((key, shown(&document, language, line)));
                    keep_first(&mut sorted, last.min(MOST_SORTED));
                }
                _ => {}
            }
            passed += 1;
        });
    }
    if asked.order != Order::Date {
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        made.lines = sorted
            .into_iter()
            .take(MOST_SORTED)
            .skip(asked.offset)
            .take(limit)
            .map(|(_, line)| line)
            .collect();
    }
    made.more = passed > last && (asked.order == Order::Date || last < MOST_SORTED);
    let stopped_after = (whole && read < found.ids.len()).then_some(read as u64);
    if let Some(read) = stopped_after {
        made.remarks.push(format!(
            "Lines were read from the first {read} of {} documents; narrow the search, or take all lines away as a table.",
            found.ids.len()
        ));
    }
    if asked.order != Order::Date && last > MOST_SORTED {
        made.remarks.push(format!(
            "In this order the first {MOST_SORTED} lines can be paged through; narrow the search for the others."
        ));
    }
    if let Some(counting) = counting {
        made.figures = Some(counting.figures(stopped_after, &|word| rarity(archive, word))?);
    }
    Ok(Cleared::of_cleared_parts(made))
}

/// Writes every line as a table in order of date, however many there are; answers how many.
pub fn write_csv(
    archive: &Archive,
    asked: &AskedConcordance,
    reader: Reader,
    today: Day,
    out: &mut dyn Write,
) -> Result<u64, crate::export::ExportError> {
    writeln!(out, "id,date,title,language,left,key,right,url")?;
    if asked.search.words.trim().is_empty() {
        return Ok(0);
    }
    let found = find_by_date(archive, &asked.search, reader)?;
    let look = LookUp::new(archive, &found.snapshot, reader, today)?;
    let mut written = 0;
    for id in &found.ids {
        let Some(document) = read_document(&look, id)? else { continue };
        let mut rows = Vec::new();
        for_each_line(&document, &found, asked.width.min(MOST_WIDTH), &mut |language, line| {
            let line = shown(&document, language, line);
            let cells = [
                &line.document.id,
                line.document.date.as_deref().unwrap_or_default(),
                line.document.title.as_deref().unwrap_or_default(),
                line.language.as_deref().unwrap_or_default(),
                &line.left,
                &line.key,
                &line.right,
                &line.document.url,
            ];
            rows.push(cells.map(csv_cell).join(","));
        });
        written += rows.len() as u64;
        for row in rows {
            writeln!(out, "{row}")?;
        }
    }
    out.flush()?;
    Ok(written)
}

fn find_by_date(archive: &Archive, search: &Asked, reader: Reader) -> Result<FoundWhole, DiscoverError> {
    discover::find_whole(archive, &Asked { sort: Sort::Date, ..search.clone() }, reader)
}

fn read_document(look: &LookUp, id: &str) -> Result<Option<Document>, CatalogueError> {
    let Some(stored) = look.snapshot.find::<Document>(id)? else { return Ok(None) };
    Ok(match clear(stored.value, look.reader, look.today) {
        Clearance::Cleared(document) => Some(document.into_inner()),
        Clearance::Gone(_) | Clearance::Nothing => None,
    })
}

/// How rare a word is: the logarithm of the share of documents that hold it, which is nothing for a word in all.
fn rarity(archive: &Archive, word: &str) -> Result<f64, DiscoverError> {
    let count = |words: String| -> Result<f64, DiscoverError> {
        let request = Request { words, scope: Scope::Text, limit: 0, ..Request::default() };
        Ok(archive.index().search(&request)?.total as f64)
    };
    Ok(((count(String::new())? + 1.0) / (count(format!("\"{word}\""))? + 1.0)).ln())
}

/// The institutions where its originals lie, each once; what is known of a unit is kept in `units`.
fn repositories_of(
    look: &LookUp,
    document: &Document,
    units: &mut HashMap<String, Option<String>>,
) -> Result<Vec<String>, CatalogueError> {
    let mut found = Vec::new();
    for id in document.witnesses.iter().filter_map(|witness| witness.unit.as_ref()?.as_id()) {
        if !units.contains_key(id) {
            let unit = look.snapshot.find::<ArchivalUnit>(id)?;
            units.insert(id.to_owned(), unit.map(|unit| unit.value.repository));
        }
        found.extend(units.get(id).cloned().flatten());
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The lines of the texts of a document, one text after the other.
fn for_each_line(
    document: &Document,
    found: &FoundWhole,
    width: usize,
    each: &mut dyn FnMut(Option<&str>, Line),
) {
    for rendition in &document.renditions {
        let Some(text) = &rendition.text else { continue };
        let language = rendition.language.as_ref().map(|language| language.as_str());
        for line in found.highlighter.lines(&text.plain(), width) {
            each(language, line);
        }
    }
}

fn shown(document: &Document, language: Option<&str>, line: Line) -> ConcordanceLine {
    ConcordanceLine {
        document: DocumentLine::of(document),
        language: language.map(str::to_owned),
        left: line.left,
        key: line.key,
        right: line.right,
    }
}

/// Neighbours, then what matched, then the place in the order of dates, so that the order is total.
type SortKey = (Vec<String>, String, usize);

/// Lets go of lines that cannot be among the first `most`, once there are twice as many.
fn keep_first(lines: &mut Vec<(SortKey, ConcordanceLine)>, most: usize) {
    if most > 0 && lines.len() > 2 * most {
        lines.select_nth_unstable_by(most, |a, b| a.0.cmp(&b.0));
        lines.truncate(most);
    } else if most == 0 {
        lines.clear();
    }
}

fn sort_key(order: Order, line: &Line, place: usize) -> SortKey {
    let neighbours = if order == Order::Left { &line.before } else { &line.behind };
    (neighbours.clone(), line.key.to_lowercase(), place)
}

/// Figures while they are reckoned.
#[derive(Default)]
struct Counting {
    lines: u64,
    documents: u64,
    words: HashMap<String, (u64, u64)>,
    years: BTreeMap<i64, u64>,
    senders: HashMap<String, u64>,
    repositories: HashMap<String, u64>,
}

impl Counting {
    fn add(&mut self, document: &Document, repositories: &[String], line: &Line, first_of_document: bool) {
        self.lines += 1;
        self.documents += u64::from(first_of_document);
        for (words, before) in [(&line.before, true), (&line.behind, false)] {
            for word in words {
                let known = self.words.len() < MOST_WORDS || self.words.contains_key(word);
                if !known {
                    continue;
                }
                let counts = self.words.entry(word.clone()).or_default();
                *(if before { &mut counts.0 } else { &mut counts.1 }) += 1;
            }
        }
        let date = document.principal_date().and_then(|date| date.date.earliest.or(date.date.latest));
        if let Some(day) = date {
            *self.years.entry(day.year_month_day().0).or_default() += 1;
        }
        let senders = document
            .agents
            .iter()
            .filter(|agent| matches!(agent.role, AgentRole::Sender | AgentRole::Author));
        let mut names: Vec<&str> = senders.map(|agent| agent.principal_name()).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            *self.senders.entry(name.to_owned()).or_default() += 1;
        }
        for repository in repositories {
            *self.repositories.entry(repository.clone()).or_default() += 1;
        }
    }

    fn figures(
        self,
        stopped_after: Option<u64>,
        rarity: &dyn Fn(&str) -> Result<f64, DiscoverError>,
    ) -> Result<Figures, DiscoverError> {
        let words = self.words.into_iter();
        let mut near: Vec<Collocate> =
            words.map(|(word, (before, behind))| Collocate { word, before, behind, weight: 0.0 }).collect();
        near.sort_unstable_by(|a, b| b.times().cmp(&a.times()).then_with(|| a.word.cmp(&b.word)));
        near.truncate(MOST_WEIGHED);
        for collocate in &mut near {
            collocate.weight = collocate.times() as f64 * rarity(&collocate.word)?;
        }
        near.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.word.cmp(&b.word)));
        near.truncate(MOST_VALUES);
        Ok(Figures {
            lines: self.lines,
            documents: self.documents,
            collocates: near,
            years: self.years.into_iter().collect(),
            senders: most_frequent(self.senders),
            repositories: most_frequent(self.repositories),
            stopped_after,
        })
    }
}

fn most_frequent(counts: HashMap<String, u64>) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(MOST_VALUES);
    counts
}
