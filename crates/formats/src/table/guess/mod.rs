//! Guesses what stands in which column, from headers and the first rows.
//!
//! A guess never loses anything: a column that is not understood is kept word for word beside the description. What
//! headers mean stands in [`headers`], what cells say about it in [`samples`].

mod headers;
mod samples;

use super::field::Field;
use super::mapping::{Column, Mapping, Order};
use super::rows::{self, Row, Shape, Told, broken};
use super::{Source, cells, reading};
use crate::{Origin, ReadError};
use fonds_model::document::{DateRole, NumberKind};
use fonds_model::{AgentRole, Notice};
use std::ops::ControlFlow;

/// Rows that are looked at.
const SAMPLE_ROWS: usize = 200;

/// Headers stand in one of the first rows; above them may be a title.
const HEADER_WITHIN: usize = 10;

/// Guesses a mapping for a table.
pub(super) fn guess_mapping(input: &mut dyn Source, origin: &Origin) -> Result<Mapping, ReadError> {
    let mut shape = Shape::default();
    let mut sample: Vec<Row> = Vec::new();
    let read = rows::each_row(input, origin, &Mapping::default(), &mut |told| {
        match told {
            Told::Shape(found) => shape = found,
            Told::Row(row) => sample.push(row),
            Told::Notice(_) => {}
        }
        if sample.len() < SAMPLE_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    match read {
        // What is broken further down is said when the table is read.
        Err(error) if sample.is_empty() => return Err(error),
        Err(error @ ReadError::Input { .. }) => return Err(error),
        _ if sample.is_empty() => return Err(broken(origin, reading::no_rows(false))),
        _ => {}
    }
    let mapping = guess(&shape, &sample);
    if !describes_documents(&mapping) {
        let names: Vec<String> =
            mapping.columns.iter().take(40).map(|column| cells::shortened(&column.name)).collect();
        let notice =
            Notice::refusal("TAB004", "no column looks like a title, a date or anything else of a document")
                .with_hint(format!(
                    "write a mapping that gives fields to its columns ({}), and give it with --map",
                    names.join(", ")
                ));
        return Err(broken(origin, notice));
    }
    Ok(mapping)
}

/// Whether a column says something that is said of documents alone: a list of names and numbers says it of anything.
fn describes_documents(mapping: &Mapping) -> bool {
    mapping.columns.iter().any(|column| match &column.field {
        Field::Title => headers::fold(&column.name) != "name",
        Field::Abstract | Field::Reference | Field::File | Field::TranscriptionFile | Field::DateYear => true,
        Field::Agent(role) => !matches!(role, AgentRole::Mentioned | AgentRole::Contributor),
        field => field.is_date(),
    })
}

fn guess(shape: &Shape, sample: &[Row]) -> Mapping {
    let header_row = find_header(sample);
    let mut mapping = Mapping {
        delimiter: shape.delimiter,
        encoding: shape.encoding.clone(),
        sheet: shape.sheet.clone(),
        header_row: header_row.map_or(0, |index| index as u32 + 1),
        ..Mapping::default()
    };
    let headers = match header_row {
        Some(index) => cells::name_headers(&sample[index].cells),
        None => (1..=sample[0].cells.len()).map(|number| number.to_string()).collect(),
    };
    let rows = &sample[header_row.map_or(0, |index| index + 1)..];
    let samples_of = |index: usize| -> Vec<&str> {
        let cells = rows.iter().filter_map(|row| row.cells.get(index)).map(|cell| cell.words.trim());
        cells.filter(|words| !words.is_empty()).collect()
    };
    for (index, header) in headers.iter().enumerate() {
        let column = guess_column(header, &samples_of(index), header_row.is_some());
        mapping.columns.push(column);
    }
    let all_samples: Vec<Vec<&str>> = (0..mapping.columns.len()).map(samples_of).collect();
    settle(&mut mapping, &all_samples, rows.len());
    keep_original_numbers(&mut mapping);
    let dates = mapping.columns.iter().zip(&all_samples).filter(|(column, _)| column.field.is_date());
    let written = dates.flat_map(|(_, samples)| samples.iter().copied());
    mapping.date_order = samples::date_order(written).or_else(|| usual_order(&headers));
    mapping
}

/// The row with the most headers that are known; the first row where none are, unless it looks like data.
fn find_header(sample: &[Row]) -> Option<usize> {
    let known = |row: &Row| row.cells.iter().filter(|cell| headers::field_of(&cell.words).is_some()).count();
    let best = sample
        .iter()
        .take(HEADER_WITHIN)
        .enumerate()
        .max_by_key(|(index, row)| (known(row), usize::MAX - index))?;
    let filled = best.1.cells.iter().filter(|cell| !cell.words.trim().is_empty()).count();
    if known(best.1) >= 2 || (known(best.1) == 1 && filled <= 3) {
        return Some(best.0);
    }
    let data = sample[0].cells.iter().any(|cell| cell.is_day || samples::is_date(cell.words.trim()));
    (!data).then_some(0)
}

fn guess_column(header: &str, samples: &[&str], has_header: bool) -> Column {
    let named = has_header.then(|| headers::field_of(header)).flatten();
    let (field, language) = match named {
        Some((field, language)) => (samples::confirm(field, samples), language),
        // An unknown header that speaks of dates, and a column of dates without any header.
        None if !has_header || headers::speaks_of_dates(header) => {
            let dates = !samples.is_empty() && samples::share(samples, samples::is_date) > 0.8;
            (dates.then_some(Field::Date(DateRole::Created)), None)
        }
        None => (None, None),
    };
    let mut column = Column::new(header, field.unwrap_or(Field::Rest));
    column.language = language.filter(|_| column.field != Field::Language);
    column.split = samples::separators(&column.field, samples);
    if matches!(column.field, Field::Agent(_)) {
        column.inverted = samples::is_inverted(samples, &column.split);
    }
    column
}

/// Settles what no column can say alone: of two for one thing the first, and who stands in for what is missing.
fn settle(mapping: &mut Mapping, samples: &[Vec<&str>], rows: usize) {
    let has = |mapping: &Mapping, field: &Field| mapping.columns.iter().any(|column| column.field == *field);
    let created = Field::Date(DateRole::Created);
    for (field, otherwise) in [
        (Field::Id, Field::Number(NumberKind::Record)),
        (created, Field::Rest),
        (Field::DateShown, Field::Rest),
    ] {
        let repeated = mapping.columns.iter_mut().filter(|column| column.field == field).skip(1);
        repeated.for_each(|column| column.field = otherwise.clone());
    }
    // A memorandum's "subject" is its title, where nothing else is and no two are alike.
    if !has(mapping, &Field::Title)
        && let Some(at) = mapping.columns.iter().position(|column| column.field == Field::Subject)
        && mapping.columns[at].split.is_empty()
        && all_different(&samples[at])
    {
        mapping.columns[at].field = Field::Title;
    }
    // Without any header, the longest words are the title.
    if mapping.header_row == 0 && !has(mapping, &Field::Title) {
        let length = |samples: &Vec<&str>| samples.iter().map(|words| words.len()).sum::<usize>();
        let longest = (0..mapping.columns.len())
            .filter(|at| mapping.columns[*at].field == Field::Rest)
            .max_by_key(|at| length(&samples[*at]));
        if let Some(at) = longest {
            mapping.columns[at].field = Field::Title;
        }
    }
    if !has(mapping, &Field::Id) {
        stand_in_for_id(mapping, samples, rows);
    }
}

/// What every row has and hardly two share is as good as an id: a number, else a reference, else a count of the rows.
fn stand_in_for_id(mapping: &mut Mapping, samples: &[Vec<&str>], rows: usize) {
    // One repetition among many must not change the keys of all.
    let own = |at: usize| samples[at].len() == rows && rows > 0 && differing(&samples[at]) * 20 >= rows * 19;
    let code = |at: usize| samples[at].iter().all(|words| words.len() <= 40 && !words.contains(' '));
    let headless = mapping.header_row == 0;
    // The smaller the surer.
    let rank = |column: &Column, at: usize| match &column.field {
        Field::Number(_) if code(at) => Some(0),
        Field::Reference => Some(1),
        Field::Rest if headers::counts_rows(&column.name) && code(at) => Some(2),
        Field::Rest if headless && code(at) => Some(3),
        _ => None,
    };
    let ranked = mapping.columns.iter().enumerate().filter(|(at, _)| own(*at));
    let found = ranked.filter_map(|(at, column)| Some((rank(column, at)?, at))).min().map(|(_, at)| at);
    let Some(at) = found else { return };
    let column = Column::new(mapping.columns[at].name.clone(), Field::Id);
    if mapping.columns[at].field == Field::Rest {
        mapping.columns[at] = column;
    } else {
        mapping.columns.insert(at, column);
    }
}

/// A harvest of the original archive, known by headers that it alone has: its numbers stay addresses.
fn keep_original_numbers(mapping: &mut Mapping) {
    let own = ["frontend doc date", "original coverages", "record id"];
    if mapping.columns.iter().any(|column| own.contains(&headers::fold(&column.name).as_str()))
        && let Some(at) = mapping.columns.iter().position(|column| column.field == Field::Id)
    {
        let alias = Column::new(mapping.columns[at].name.clone(), Field::Alias("record".into()));
        mapping.columns.insert(at + 1, alias);
    }
}

fn all_different(samples: &[&str]) -> bool {
    !samples.is_empty() && differing(samples) == samples.len()
}

fn differing(samples: &[&str]) -> usize {
    samples.iter().collect::<std::collections::HashSet<_>>().len()
}

/// Where figures show no order, the language of the headers does: month first is the custom of English alone.
fn usual_order(headers: &[String]) -> Option<Order> {
    let foreign = headers
        .iter()
        .any(|header| header.chars().any(|c| ('а'..='я').contains(&c) || "éèàüöäñí".contains(c)));
    foreign.then_some(Order::DayFirst)
}

/// Whether the head of a file is a table by its looks: even rows under headers of which two are known.
pub(super) fn looks_like_table(head: &[u8]) -> bool {
    let Some((header, counts)) = rows::first_rows(head) else { return false };
    let known = header.iter().filter(|cell| headers::field_of(cell).is_some()).count();
    let even = counts.iter().filter(|count| **count == header.len()).count();
    header.len() >= 2 && known >= 2 && counts.len() >= 2 && even * 4 >= counts.len() * 3
}
