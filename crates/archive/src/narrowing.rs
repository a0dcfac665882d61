//! Values to narrow by: the words for them, wider ones before what lies within them, and the whole list of one facet.
//!
//! Counting is the index's; here values get the headings of authorities and collections, of which only those are
//! looked up that documents for everybody have.

use crate::archive::Archive;
use crate::clearance::{Cleared, Reader};
use crate::discover::{Asked, DiscoverError, ask, names_for, request};
use crate::lexicon;
use crate::lines::LookUp;
use fonds_catalogue::CatalogueError;
use fonds_model::Day;
use fonds_search::{Facet, FacetCounts, Request, Wider, folded_words};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;

/// A condition that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Of which facet.
    pub facet: Facet,
    /// The value.
    pub value: String,
    /// The words for it.
    pub label: String,
}

/// The values of one facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// Which.
    pub facet: Facet,
    /// Its values, most frequent first, those that lie within another after it; years ascending.
    pub values: Vec<FacetValue>,
    /// How many values there are, shown or not.
    pub distinct: u64,
}

impl FacetCount {
    /// How many values are left out.
    pub fn more(&self) -> u64 {
        self.distinct.saturating_sub(self.values.len() as u64)
    }
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The value, for conditions.
    pub value: String,
    /// The words for it.
    pub label: String,
    /// How many documents it would give, everything asked but the values of its own facet.
    pub count: u64,
    /// The value that it lies within, where that is counted too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The words for that one, in the whole list of a facet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_label: Option<String>,
    /// The name by which it was looked for, where that is not the words for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched: Option<String>,
    /// How many values shown it lies within.
    #[serde(skip)]
    pub depth: usize,
}

/// All values of one facet, or those whose words hold what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedValues {
    /// Which facet.
    pub facet: Facet,
    /// How many documents answer to everything that was asked.
    pub documents: u64,
    /// How many values answer.
    pub total: u64,
    /// The page asked for, most frequent first. What each lies within is told, whether it is on the page or not.
    pub values: Vec<FacetValue>,
    /// The conditions that hold.
    pub filters: Vec<Condition>,
    /// What was not understood or was left out.
    pub remarks: Vec<String>,
}

/// Lists the values of one facet over what is asked, those alone whose words hold every word of `find`, or one of whose
/// names does: the bearers that documents for everybody have are for everybody with all their names.
pub fn values(
    archive: &Archive,
    asked: &Asked,
    facet: Facet,
    find: &str,
    reader: Reader,
    today: Day,
) -> Result<Cleared<ListedValues>, DiscoverError> {
    // Before the snapshot is taken: these take one of their own, and give it back.
    let names = names_for(archive, asked, reader)?;
    let (known, _) = lexicon::everything(archive)?;
    let snapshot = archive.catalogue().snapshot()?;
    let look = LookUp::new(archive, &snapshot, reader, today)?;
    let mut remarks = Vec::new();
    let mut request = request(archive, &snapshot, asked, &mut remarks)?;
    let wider = request.wider.clone();
    (request.facets, request.only, request.most_values) = (true, Some(facet), usize::MAX);
    (request.histogram, request.limit, request.offset) = (false, 0, 0);
    let reply = ask(archive, &snapshot, &request, &*names)?;
    remarks.extend(reply.remarks);
    let mut all = reply.facets.into_iter().next().map(|counted| counted.values).unwrap_or_default();
    // Whatever a value lies within is counted with it.
    let counted: HashSet<String> = all.iter().map(|(value, _)| value.clone()).collect();
    let wanted: Vec<String> = find.split_whitespace().map(folded).collect();
    let mut by_other_names: HashMap<String, String> = HashMap::new();
    if !wanted.is_empty() {
        let as_words = folded_words(find);
        let mut kept = Vec::new();
        for (value, count) in all {
            let words = folded(&label(&look, facet, &value)?);
            if wanted.iter().all(|word| words.contains(word)) {
                kept.push((value, count));
            } else if let Some(name) = known.get(&value).and_then(|bearer| bearer.name_with(&as_words)) {
                by_other_names.insert(value.clone(), name.to_owned());
                kept.push((value, count));
            }
        }
        all = kept;
    }
    let total = all.len() as u64;
    let mut values = Vec::new();
    for (value, count) in all.into_iter().skip(asked.offset).take(asked.limit) {
        let within = lies_within(facet, &wider, &value).filter(|wider| counted.contains(*wider));
        let within_label = within.map(|wider| label(&look, facet, wider)).transpose()?;
        values.push(FacetValue {
            label: label(&look, facet, &value)?,
            within: within.map(str::to_owned),
            within_label,
            matched: by_other_names.remove(&value),
            value,
            count,
            depth: 0,
        });
    }
    Ok(Cleared::of_cleared_parts(ListedValues {
        facet,
        documents: reply.total,
        total,
        values,
        filters: conditions(&look, asked)?,
        remarks,
    }))
}

/// Small letters without the marks above and below them.
fn folded(words: &str) -> String {
    let plain = words.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).collect()
}

fn lies_within<'w>(facet: Facet, wider: &'w Wider, value: &str) -> Option<&'w str> {
    facet.of_any_role().and_then(|_| wider.of(value))
}

/// The facets of a result with words for their values.
pub(crate) fn label_facets(
    look: &LookUp,
    wider: &Wider,
    facets: FacetCounts,
) -> Result<Vec<FacetCount>, CatalogueError> {
    let mut labelled = Vec::with_capacity(facets.len());
    for counted in facets {
        let facet = counted.facet;
        let mut values = Vec::with_capacity(counted.values.len());
        for (value, count) in counted.values {
            let within = lies_within(facet, wider, &value).map(str::to_owned);
            let label = label(look, facet, &value)?;
            values.push(FacetValue {
                value,
                label,
                count,
                within,
                within_label: None,
                matched: None,
                depth: 0,
            });
        }
        if facet.of_any_role().is_some() {
            values = in_order_of_trees(values);
        }
        labelled.push(FacetCount { facet, values, distinct: counted.distinct });
    }
    Ok(labelled)
}

/// Puts what lies within another value after it, each branch in the order that it came in.
fn in_order_of_trees(mut values: Vec<FacetValue>) -> Vec<FacetValue> {
    let listed: HashSet<String> = values.iter().map(|value| value.value.clone()).collect();
    let mut below: HashMap<String, Vec<usize>> = HashMap::new();
    let mut stack = Vec::new();
    for (place, value) in values.iter_mut().enumerate() {
        value.within = value.within.take().filter(|within| listed.contains(within) && *within != value.value);
        match &value.within {
            Some(within) => below.entry(within.clone()).or_default().push(place),
            None => stack.push((place, 0)),
        }
    }
    stack.reverse();
    let mut order = Vec::with_capacity(values.len());
    let mut left: Vec<Option<FacetValue>> = values.into_iter().map(Some).collect();
    while let Some((place, depth)) = stack.pop() {
        let Some(mut value) = left[place].take() else { continue };
        value.depth = depth;
        let children = below.remove(&value.value).unwrap_or_default();
        stack.extend(children.into_iter().rev().map(|child| (child, depth + 1)));
        order.push(value);
    }
    // Those of a circle have no beginning: they stand by themselves.
    order.extend(left.into_iter().flatten().map(|value| FacetValue { within: None, ..value }));
    order
}

/// The conditions that hold, with words. A value that no document for everybody has gets none of ours: they might
/// belong to something that is closed.
pub(crate) fn conditions(look: &LookUp, asked: &Asked) -> Result<Vec<Condition>, DiscoverError> {
    let mut conditions = Vec::new();
    for (facet, value) in asked.filters.iter().take(crate::discover::MOST_CONDITIONS) {
        let filters = vec![(*facet, value.clone())];
        let alone = Request { filters, limit: 0, wider: look.within()?, ..Request::default() };
        let named = look.archive.index().search(&alone)?.total > 0;
        let label = if named { label(look, *facet, value)? } else { value.clone() };
        conditions.push(Condition { facet: *facet, value: value.clone(), label });
    }
    Ok(conditions)
}

/// The words for a facet's value.
fn label(look: &LookUp, facet: Facet, value: &str) -> Result<String, CatalogueError> {
    let named = match facet {
        Facet::Sender
        | Facet::Recipient
        | Facet::Participant
        | Facet::Person
        | Facet::Organization
        | Facet::Place
        | Facet::SentFrom
        | Facet::Covers
        | Facet::Subject => look.authority(value)?.map(|line| line.heading.clone()),
        Facet::Collection => look.collection(value)?.and_then(|mut path| path.pop()).map(|line| line.title),
        Facet::Genre | Facet::Repository | Facet::Language | Facet::Marking | Facet::Year => None,
    };
    Ok(named.unwrap_or_else(|| value.to_owned()))
}
