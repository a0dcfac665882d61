//! Concordance: every match of a search in its line, sorted by date or by its neighbours, with figures beside it.
//!
//! The state is the address, as on the page of results, from which it is reached.

use super::search::{SearchIn, question, search_in};
use super::{Way, query_string};
use crate::labels;
use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use fonds_archive::concordance::{
    AskedConcordance, Concordance, ConcordanceLine, Figures, Order, concordance as make,
};
use serde::Serialize;

/// Lines of a page, and characters on either side.
const LINES: usize = 100;
const WIDTH: usize = 60;

/// The view of `concordance.html`.
#[derive(Serialize)]
struct ConcordanceView {
    title: String,
    search_in: SearchIn,
    /// Whether there are words to look for.
    asked: bool,
    documents: u64,
    first: usize,
    last: usize,
    lines: Vec<ConcordanceLine>,
    remarks: Vec<String>,
    order: &'static str,
    orders: Vec<Way>,
    figures: Option<FiguresView>,
    /// The way to figures, where there are none yet.
    to_figures: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    csv: String,
    json: String,
    results: String,
}

#[derive(Serialize)]
struct FiguresView {
    #[serde(flatten)]
    figures: Figures,
    bars: Vec<YearBar>,
    width: f64,
    from: i64,
    to: i64,
    /// Each collocate with the way to the search for both.
    near: Vec<Near>,
}

#[derive(Serialize)]
struct YearBar {
    year: i64,
    count: u64,
    x: f64,
    y: f64,
    height: f64,
}

#[derive(Serialize)]
struct Near {
    word: String,
    before: u64,
    behind: u64,
    href: String,
}

/// What a concordance is asked by an address.
pub(crate) fn asked_of(asked: &Asked) -> AskedConcordance {
    let number = |name: &str| asked.parameter(name).and_then(|value| value.parse::<usize>().ok());
    AskedConcordance {
        search: question(asked),
        order: asked.parameter("by").and_then(Order::from_word).unwrap_or_default(),
        offset: (asked.page() - 1).saturating_mul(LINES),
        limit: LINES,
        width: number("width").unwrap_or(WIDTH),
        figures: asked.parameter("figures").is_some_and(|value| value != "0"),
    }
}

/// The page.
pub(crate) fn concordance(site: &Site, asked: &Asked) -> Page {
    let question = asked_of(asked);
    let made = make(site.archive(), &question, site.reader(), site.today())?;
    let view = made.map(|made| view(made, &question, asked));
    Ok(Answer::html(site.draw("concordance.html", &view)?).unlisted())
}

fn view(made: &Concordance, question: &AskedConcordance, asked: &Asked) -> ConcordanceView {
    let said: Vec<(String, String)> = super::search::parameters(asked);
    let mine = |name: &str| asked.parameter(name).map(|value| (name.to_owned(), value.to_owned()));
    let own: Vec<(String, String)> = ["by", "width", "figures"].into_iter().filter_map(mine).collect();
    let without = |drop: &'static str| own.iter().filter(move |(name, _)| name != drop).cloned();
    let address = |pairs: Vec<(String, String)>| {
        let all: Vec<(String, String)> = said.iter().cloned().chain(pairs).collect();
        format!("/concordance{}", query_string(&all))
    };
    let page = |number: usize| {
        let mut pairs: Vec<_> = own.clone();
        if number > 1 {
            pairs.push(("page".into(), number.to_string()));
        }
        address(pairs)
    };
    let others = Order::ALL.into_iter().filter(|order| *order != question.order);
    let orders = others.map(|order| {
        let mut pairs: Vec<_> = without("by").collect();
        if order != Order::default() {
            pairs.push(("by".into(), order.word().into()));
        }
        Way { label: labels::line_order(order).into(), href: address(pairs) }
    });
    let number = question.offset / LINES + 1;
    let words = question.search.words.trim();
    let kept = super::search::without_words(&said);
    let figures = made.figures.clone().map(|figures| figures_view(figures, words, &kept));
    ConcordanceView {
        title: if words.is_empty() { "Concordance".into() } else { format!("Concordance of {words}") },
        search_in: SearchIn { action: "/concordance", ..search_in(&question.search, kept.clone()) },
        asked: !words.is_empty(),
        documents: made.documents,
        first: question.offset + usize::from(!made.lines.is_empty()),
        last: question.offset + made.lines.len(),
        lines: made.lines.clone(),
        remarks: made.remarks.clone(),
        order: labels::line_order(question.order),
        orders: orders.collect(),
        to_figures: figures
            .is_none()
            .then(|| address(without("figures").chain([("figures".into(), "1".into())]).collect())),
        figures,
        previous: (number > 1).then(|| page(number - 1)),
        next: made.more.then(|| page(number + 1)),
        csv: format!("/concordance.csv{}", query_string(&said)),
        json: format!("/concordance.json{}", query_string(&said)),
        results: format!("/search{}", query_string(&said)),
    }
}

/// Width of a bar with its space, and the height of the tallest, in the drawing's own units.
const STEP: f64 = 10.0;
const TALLEST: f64 = 56.0;

fn figures_view(figures: Figures, words: &str, kept: &[(String, String)]) -> FiguresView {
    let most = figures.years.iter().map(|(_, count)| *count).max().unwrap_or(1) as f64;
    let from = figures.years.first().map_or(0, |(year, _)| *year);
    let to = figures.years.last().map_or(0, |(year, _)| *year);
    let bars = figures.years.iter().map(|(year, count)| {
        let height = (*count as f64 / most * TALLEST * 100.0).round() / 100.0;
        YearBar {
            year: *year,
            count: *count,
            x: (year - from) as f64 * STEP + 1.0,
            y: TALLEST - height,
            height,
        }
    });
    let near = figures.collocates.iter().map(|collocate| {
        let near = format!("\"{} {}\"~5", words.replace('"', " "), collocate.word);
        let mut pairs = vec![("q".to_owned(), near)];
        pairs.extend(kept.iter().cloned());
        Near {
            word: collocate.word.clone(),
            before: collocate.before,
            behind: collocate.behind,
            href: format!("/search{}", query_string(&pairs)),
        }
    });
    FiguresView {
        bars: bars.collect(),
        width: (to - from + 1) as f64 * STEP,
        from,
        to,
        near: near.collect(),
        figures,
    }
}
