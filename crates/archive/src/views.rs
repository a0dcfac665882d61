//! The shapes in JSON that are promised: a document, a search. The manual's page on JSON documents them.
//!
//! Made of cleared things alone, and cleared themselves. Fields may be added; none is renamed or taken away.

use crate::clearance::Cleared;
use crate::complete::nearest::Suggestion;
use crate::deliver::DeliveredDocument;
use crate::discover::{
    Clause, Discovered, FacetValue, Falling, Falls, Histogram, Hit, WHOLE, Widened, Widening,
};
use crate::narrowing::ListedValues;
use fonds_formats::citations::{bibtex, ris};
use fonds_formats::tei::write::{Addresses, write};
use fonds_model::date::ClockTime;
use fonds_model::document::Words;
use fonds_model::{Day, Document};
use serde::Serialize;
use serde_json::{Map, Value};

/// The date to show: its words, its EDTF, the days that it may span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// The words as found.
    pub display: String,
    /// Their meaning in EDTF; null where they were not understood.
    pub edtf: Option<String>,
    /// The earliest day.
    pub earliest: Option<Day>,
    /// The latest day.
    pub latest: Option<Day>,
    /// The time of day on the spot, such as `02:40`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<ClockTime>,
}

impl DateView {
    /// The principal date of a document; none where it is undated.
    pub fn of(document: &Document) -> Option<Self> {
        let date = &document.principal_date()?.date;
        if date.edtf.is_none() && date.is_understood() {
            return None;
        }
        Some(Self {
            display: date.display.clone(),
            edtf: date.edtf.as_ref().map(ToString::to_string),
            earliest: date.earliest,
            latest: date.latest,
            time: date.time,
        })
    }
}

fn text(words: Option<&Words>) -> Option<String> {
    words.map(|words| words.text.clone())
}

/// A document in JSON: the fields of the model, and the values that a page shows on top.
pub fn document(delivered: &Cleared<DeliveredDocument>) -> Cleared<Value> {
    delivered.map(|delivered| {
        let document = &delivered.document;
        let mut view = Map::new();
        view.insert("id".into(), Value::String(document.id.to_string()));
        view.insert("version".into(), delivered.version.into());
        view.insert("url".into(), Value::String(delivered.url.clone()));
        insert(&mut view, "title", &text(document.principal_title()));
        insert(&mut view, "abstract", &text(document.principal_abstract()));
        insert(&mut view, "date", &DateView::of(document));
        insert(&mut view, "number", &document.principal_number().map(|number| &number.value));
        // Invariant: the model has no maps with keys that are not strings, so it always serialises to an object.
        if let Ok(Value::Object(fields)) = serde_json::to_value(document) {
            for (name, value) in fields {
                view.entry(name).or_insert(value);
            }
        }
        name_agents(&mut view, delivered);
        name_places(&mut view);
        Value::Object(view)
    })
}

fn insert(view: &mut Map<String, Value>, name: &str, value: &impl Serialize) {
    view.insert(name.into(), serde_json::to_value(value).unwrap_or(Value::Null));
}

/// Gives each agent the name of the person meant, where the title or the authority says it.
fn name_agents(view: &mut Map<String, Value>, delivered: &DeliveredDocument) {
    let Some(Value::Array(agents)) = view.get_mut("agents") else { return };
    for agent in agents.iter_mut().filter_map(Value::as_object_mut) {
        let id = agent.get("authority").and_then(|link| link.get("id")).and_then(Value::as_str);
        let heading = id.and_then(|id| delivered.authorities.get(id)).map(|line| line.heading.clone());
        if let Some(heading) = heading
            && !agent.contains_key("name")
        {
            agent.insert("name".into(), Value::String(heading));
        }
    }
}

fn name_places(view: &mut Map<String, Value>) {
    let Some(Value::Array(places)) = view.get_mut("places") else { return };
    for place in places.iter_mut().filter_map(Value::as_object_mut) {
        if let Some(words) = place.get("as_written").cloned() {
            place.insert("name".into(), words);
        }
    }
}

/// A document as TEI. `permanent` makes an address that can be cited of one within the site.
pub fn tei(delivered: &Cleared<DeliveredDocument>, permanent: &dyn Fn(&str) -> String) -> Cleared<String> {
    delivered.map(|delivered| {
        let own = permanent(&delivered.url);
        let addresses = Addresses {
            own: &own,
            authority: &|link| {
                let line = delivered.authorities.get(link.as_id()?)?;
                Some((line.kind, permanent(&line.url)))
            },
            document: &|link| Some(permanent(&delivered.references.get(link.as_id()?)?.url)),
            repository: &|link| Some(delivered.units.get(link.as_id()?)?.repository.clone()),
        };
        write(&delivered.document, &addresses)
    })
}

/// A document for a reference manager, in BibTeX or, where asked, RIS.
pub fn citation(
    delivered: &Cleared<DeliveredDocument>,
    as_ris: bool,
    permanent: &dyn Fn(&str) -> String,
) -> Cleared<String> {
    delivered.map(|delivered| {
        let url = permanent(&delivered.url);
        if as_ris { ris(&delivered.document, &url) } else { bibtex(&delivered.document, &url) }
    })
}

/// A document found, in JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HitView {
    /// Its identifier.
    pub id: String,
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: Option<String>,
    /// Its date; null where it is undated.
    pub date: Option<DateView>,
    /// Its abstract.
    #[serde(rename = "abstract")]
    pub abstract_text: Option<String>,
    /// Null unless the order is by relevance.
    pub score: Option<f32>,
    /// `certainly`, `possibly` or `undated`; null where no period was asked for.
    pub falls: Option<Falls>,
    /// Passages with the words that matched between `<mark>` and `</mark>`; everything else is escaped as in HTML.
    pub snippets: Vec<String>,
    /// Each widening by which it was found.
    pub why: Vec<Widening>,
}

/// A search in JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchView {
    /// How many documents answer, exactly.
    pub total: u64,
    /// The page asked for.
    pub hits: Vec<HitView>,
    /// By facet, its values with label and count.
    pub facets: Map<String, Value>,
    /// Each condition of the query that names a field, and the query without it.
    pub clauses: Vec<ClauseView>,
    /// Words that were searched under other names too, and the query that asks for just the words.
    pub widened: Vec<Widened>,
    /// By facet, how many values there are in all.
    pub facet_values: Map<String, Value>,
    /// The period as it was understood, and how surely the documents fall into it.
    pub dates: DatesView,
    /// The documents spread over time; null where none has a date or it would take too many stretches.
    pub histogram: Option<HistogramView>,
    /// The question in words that are there, where it finds next to nothing and those find more; else null.
    pub did_you_mean: Option<Suggestion>,
    /// What was not understood or was left out, in sentences.
    pub remarks: Vec<String>,
}

/// A condition of the query that names a field, in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseView {
    /// The field's name.
    pub field: &'static str,
    /// What is asked of it, as it was typed.
    pub words: String,
    /// Whether it is excluded.
    pub excluded: bool,
    /// The query without it.
    pub without: String,
}

impl ClauseView {
    fn of(clause: &Clause) -> Self {
        let Clause { field, words, excluded, without } = clause.clone();
        Self { field, words, excluded, without }
    }
}

/// A period, and how surely the documents of a result fall into it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DatesView {
    /// The first day; null where that side has no bound.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
    /// Documents whose whole date lies inside.
    pub certainly: u64,
    /// Documents whose date only touches it.
    pub possibly: u64,
    /// Documents without a date that answer to everything else, in the result or not.
    pub undated: u64,
}

/// Documents spread over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HistogramView {
    /// `day`, `month`, `year` or `decade`.
    pub unit: &'static str,
    /// Stretches of that length, one after the other.
    pub buckets: Vec<BucketView>,
    /// What reaches beyond them, in documents.
    pub outside: f64,
    /// Documents with one bound alone.
    pub unbounded: u64,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BucketView {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// Documents whose whole date lies in it.
    pub certainly: u64,
    /// What the others give it by their days, in documents.
    pub possibly: f64,
}

impl HistogramView {
    fn of(histogram: &Histogram) -> Self {
        let documents = |millionths: u64| millionths as f64 / WHOLE as f64;
        let buckets = histogram.buckets.iter().map(|bucket| BucketView {
            from: bucket.first,
            to: bucket.last,
            certainly: bucket.certain,
            possibly: documents(bucket.possible),
        });
        Self {
            unit: histogram.unit.word(),
            buckets: buckets.collect(),
            outside: documents(histogram.outside),
            unbounded: histogram.unbounded,
        }
    }
}

/// The values of one facet in JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ValuesView {
    /// Which facet.
    pub facet: &'static str,
    /// How many documents answer to everything that was asked.
    pub documents: u64,
    /// How many values answer.
    pub total: u64,
    /// The page asked for.
    pub values: Vec<FacetValue>,
    /// What was not understood or was left out, in sentences.
    pub remarks: Vec<String>,
}

/// All values of a facet, in JSON.
pub fn values(listed: &Cleared<ListedValues>) -> Cleared<ValuesView> {
    listed.map(|listed| ValuesView {
        facet: listed.facet.word(),
        documents: listed.documents,
        total: listed.total,
        values: listed.values.clone(),
        remarks: listed.remarks.clone(),
    })
}

/// What was found, in JSON, with what to ask instead where there is such a question.
pub fn search(found: &Cleared<Discovered>, suggestion: Option<&Cleared<Suggestion>>) -> Cleared<SearchView> {
    found.map(|found| {
        let (mut facets, mut facet_values) = (Map::new(), Map::new());
        for counted in &found.facets {
            let values: &Vec<FacetValue> = &counted.values;
            insert(&mut facets, counted.facet.word(), values);
            insert(&mut facet_values, counted.facet.word(), &counted.distinct);
        }
        let hits = found.hits.iter().map(hit_view).collect();
        let (from, to) = found.period;
        let Falling { certainly, possibly, undated } = found.falling;
        SearchView {
            total: found.total,
            hits,
            facets,
            clauses: found.clauses.iter().map(ClauseView::of).collect(),
            widened: found.widened.clone(),
            facet_values,
            dates: DatesView { from, to, certainly, possibly, undated },
            histogram: found.histogram.as_ref().map(HistogramView::of),
            did_you_mean: suggestion.map(|suggestion| Suggestion::clone(suggestion)),
            remarks: found.remarks.clone(),
        }
    })
}

fn hit_view(hit: &Hit) -> HitView {
    HitView {
        id: hit.document.id.to_string(),
        url: hit.url.clone(),
        title: text(hit.document.principal_title()),
        date: DateView::of(&hit.document),
        abstract_text: text(hit.document.principal_abstract()),
        score: hit.score,
        falls: hit.falls,
        snippets: hit.snippets.iter().map(|(_, snippet)| marked(&snippet.pieces)).collect(),
        why: hit.why.clone(),
    }
}

/// Pieces as HTML: what matched between `<mark>` and `</mark>`, everything escaped.
pub fn marked(pieces: &[(String, bool)]) -> String {
    let mut out = String::new();
    for (words, matched) in pieces {
        out.push_str(if *matched { "<mark>" } else { "" });
        for character in words.chars() {
            match character {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                other => out.push(other),
            }
        }
        out.push_str(if *matched { "</mark>" } else { "" });
    }
    out
}
