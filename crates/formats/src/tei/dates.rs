//! Dates as TEI gives them: attributes govern what they mean, the words are what is shown.

use super::xml::{Element, fold_space};
use fonds_model::Notice;
use fonds_model::date::{Calendar, ClockTime, Edtf, HistoricalDate, ReadingHints};
use fonds_model::document::{DateBasis, DateRole, DocumentDate};

/// The notice of an attribute that cannot be a date.
pub(super) fn impossible(value: &str, line: u64) -> Notice {
    Notice::doubt("TEI005", format!("`{value}` cannot be a date; the words beside it are read instead"))
        .at("", line)
        .in_field("date")
        .with_hint("write it as 1949-01-08")
}

/// The dates of a dateline.
#[derive(Debug, Default)]
pub(super) struct Dateline {
    pub(super) dates: Vec<DocumentDate>,
    /// Attributes that cannot be dates, as written.
    pub(super) impossible: Vec<String>,
}

/// Reads a dateline: its dates, the hour that stands beside them, and when the document came in.
pub(super) fn of_dateline(dateline: &Element) -> Dateline {
    let mut found = Dateline::default();
    for date in dateline.all("date") {
        let (read, impossible) = read(date);
        found.dates.extend(read);
        found.impossible.extend(impossible);
    }
    // An hour in an element of its own belongs to the day before it.
    if let (Some(time), Some(dated)) = (dateline.first("time"), found.dates.first_mut())
        && dated.date.time.is_none()
    {
        let words = time.words();
        let attribute = ["when", "from"].iter().find_map(|name| time.attribute(name));
        let by_words = fonds_model::date::read_time(&words);
        let written = attribute.and_then(|value| value.get(..5)).and_then(|value| value.parse().ok());
        dated.date.time = written.or(by_words.as_ref().map(|(time, ..)| *time));
        if let Some((_, offset, zone)) = by_words {
            (dated.date.offset, dated.date.zone_as_written) = (offset, zone);
        }
        dated.date.display = format!("{}, {words}", dated.date.display);
    }
    let words = dateline.words_without(&["note", "date", "time", "placeName"]);
    if found.dates.is_empty() && words.to_lowercase().contains("undated") {
        found.dates.push(DocumentDate::new(DateRole::Created, HistoricalDate::undated("undated")));
    }
    if let Some((_, rest)) = split_received(&words) {
        let day = found.dates.first().map(|dated| dated.date.clone());
        found.dates.extend(received(rest, day.as_ref()));
    }
    found
}

/// A date element, and its attribute where that cannot be a date. Without attribute the words are read; none when there
/// are no words either.
pub(super) fn read(date: &Element) -> (Option<DocumentDate>, Option<String>) {
    let words = trim(&date.words_without(&["note"])).to_owned();
    let (written, impossible) = match written(date) {
        Some(Ok(written)) => (Some(written), None),
        Some(Err(value)) => (None, Some(value)),
        None => (None, None),
    };
    let by_words = HistoricalDate::read(&words);
    let found = match written {
        // Both days stand in the words ("May 2/15"); encoders mark now the one, now the other. The Gregorian one holds.
        Some(_) if by_words.calendar == Calendar::Dual && by_words.edtf.is_some() => by_words,
        Some((edtf, time, offset)) => {
            let display = if words.is_empty() { edtf.to_string() } else { words.clone() };
            let mut found = HistoricalDate::from_edtf(edtf, display);
            // The attribute governs the day; what it does not say of the hour and the zone, the words may.
            found.time = time.or(by_words.time);
            found.offset = offset.or(by_words.offset);
            found.zone_as_written = by_words.zone_as_written;
            if by_words.edtf == found.edtf {
                found.calendar = by_words.calendar;
            }
            found
        }
        None if words.is_empty() => return (None, impossible),
        None => by_words,
    };
    let mut dated = DocumentDate::new(DateRole::Created, found);
    dated.basis = match date.attribute("evidence") {
        Some("postmark" | "Poststempel") => DateBasis::Postmark,
        Some(_) => DateBasis::Inferred,
        None if fonds_model::date::words::says_supplied(&words) => DateBasis::Inferred,
        None => DateBasis::Stated,
    };
    dated.evidence = date.attribute("evidence").map(str::to_owned);
    (Some(dated), impossible)
}

type Written = (Edtf, Option<ClockTime>, Option<i16>);

/// What the attributes say: EDTF, time of day, minutes east of Greenwich; the attribute itself when it is no date.
fn written(date: &Element) -> Option<Result<Written, String>> {
    let attribute = |name: &str| {
        let value = date.attribute(name).or_else(|| date.attribute(&format!("{name}-iso")));
        value.map(str::trim).filter(|value| !value.is_empty())
    };
    let doubt = match date.attribute("cert") {
        Some("low" | "medium" | "unknown") => "?",
        _ => "",
    };
    // A day and the end of a span: some encoders write the beginning in `when`.
    if let Some(when) = attribute("when").filter(|_| attribute("to").is_none()) {
        let (day, time, offset) = split(when);
        return Some(match format!("{day}{doubt}").parse() {
            Ok(edtf) => Ok((edtf, time, offset)),
            Err(_) => Err(when.to_owned()),
        });
    }
    let from = attribute("from").or_else(|| attribute("when"));
    let (begin, end) = match (from, attribute("to"), attribute("notBefore"), attribute("notAfter")) {
        (None, None, None, None) => return None,
        (Some(from), None, _, None) => (Some(from), None),
        (from, to, not_before, not_after) => (from.or(not_before), to.or(not_after)),
    };
    let (begin_day, time, offset) = begin.map_or(("..".to_owned(), None, None), split);
    let (end_day, _, _) = end.map_or(("..".to_owned(), None, None), split);
    let words =
        if begin_day == end_day { format!("{begin_day}{doubt}") } else { format!("{begin_day}/{end_day}") };
    Some(match words.parse::<Edtf>() {
        // An interval that ends before it begins says nothing.
        Ok(edtf) if !ends_too_early(&edtf) => Ok((edtf, time, offset)),
        _ => Err(words),
    })
}

fn ends_too_early(edtf: &Edtf) -> bool {
    matches!(edtf.bounds(), (Some(earliest), Some(latest)) if latest < earliest)
}

/// "1917-07-08T19:00:00Z" as its day, its time and its offset.
fn split(value: &str) -> (String, Option<ClockTime>, Option<i16>) {
    let Some((day, rest)) = value.split_once('T') else { return (value.to_owned(), None, None) };
    let time = rest.get(..5).and_then(|time| time.parse().ok());
    let zone = rest
        .get(5..)
        .unwrap_or_default()
        .trim_start_matches(|c: char| c == ':' || c.is_ascii_digit() || c == '.');
    let offset = match zone.split_at_checked(1) {
        Some(("Z", _)) => Some(0),
        Some((sign @ ("+" | "-"), rest)) => rest.split_once(':').and_then(|(hours, minutes)| {
            let minutes: i16 = hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?;
            Some(if sign == "-" { -minutes } else { minutes })
        }),
        _ => None,
    };
    (day.to_owned(), time, offset)
}

/// Words without the marks around them; the stop of "10 p. m." and of "7. 5." stays.
pub(super) fn trim(words: &str) -> &str {
    let words = words.trim_start_matches(['—', ',', ' ']).trim_end_matches([',', ';', '—', ' ']);
    let Some(before) = words.strip_suffix('.') else { return words };
    let last = before.rsplit([' ', '.']).next().unwrap_or_default();
    if last.len() > 2 { before.trim_end_matches(['.', ',', ' ']) } else { words }
}

/// The words behind "Received" in a dateline: "[Received July 9, 11.15 p. m.]".
fn split_received(words: &str) -> Option<(&str, &str)> {
    let (before, rest) =
        ["Received", "received", "Rec’d", "Rec'd"].iter().find_map(|word| words.split_once(word))?;
    Some((before, rest.split([']', ')', ';']).next().unwrap_or(rest)))
}

/// When a document came in: "July 9, 11.15 p. m.", "at 8:42 a.m. on May 3". The words usually leave the year, and
/// sometimes the day, to the date beside them.
pub(super) fn received(words: &str, beside: Option<&HistoricalDate>) -> Option<DocumentDate> {
    let words = fold_space(words);
    // "November 15—2:12 p. m.": the dash parts the day and the hour.
    let shown = trim(&words).trim_start_matches("at ").trim_start_matches("on ");
    let words = shown.replace('—', ", ");
    let words = words.as_str();
    if !words.contains(|c: char| c.is_ascii_digit()) || words.len() > 100 {
        return None;
    }
    let year = beside.and_then(|date| date.earliest).map(|day| day.year_month_day().0);
    let mut date = HistoricalDate::read_with(words, &ReadingHints { year, ..ReadingHints::default() });
    if date.edtf.is_none()
        && let (Some(time), Some(beside)) = (date.time, beside)
        && let Some(edtf) = beside.edtf.clone()
    {
        let zone = (date.offset, date.zone_as_written.take());
        date = HistoricalDate::from_edtf(edtf, words);
        (date.time, date.offset, date.zone_as_written) = (Some(time), zone.0, zone.1);
    }
    // A letter of December may come in in January; one that came in hours earlier by the clock of another place did not
    // take a year.
    if let (Some(came), Some(sent), Some(year)) =
        (date.earliest, beside.and_then(|beside| beside.earliest), year)
    {
        let days = i64::from(came.number()) - i64::from(sent.number());
        if days < -60 {
            date = HistoricalDate::read_with(
                words,
                &ReadingHints { year: Some(year + 1), ..ReadingHints::default() },
            );
        }
        // Years and more are a misprint of the hour ("July 26, 210 a.m.").
        let came = date.earliest.unwrap_or(came);
        if (i64::from(came.number()) - i64::from(sent.number())).abs() > 366 {
            return None;
        }
    }
    date.display = shown.to_owned();
    date.edtf.is_some().then(|| DocumentDate::new(DateRole::Received, date))
}

/// The day that an edition computed for a division without dateline, in its attributes.
pub(super) fn of_division(division: &Element) -> Option<DocumentDate> {
    let side = |name: &str| division.attribute(name).map(|value| split(value).0);
    let (first, last) = (side("frus:doc-dateTime-min")?, side("frus:doc-dateTime-max"));
    let words = match last {
        Some(last) if last != first => format!("{first}/{last}"),
        _ => first,
    };
    let mut dated =
        DocumentDate::new(DateRole::Created, HistoricalDate::from_edtf(words.parse().ok()?, words));
    dated.basis = DateBasis::Inferred;
    dated.evidence = Some("computed by the edition".into());
    Some(dated)
}

/// A marked date at the head or foot of a document that has no dateline: in its opener or its last words.
pub(super) fn of_ends(tree: &Element) -> Option<DocumentDate> {
    let is_end =
        |element: &&Element| matches!(element.name.as_str(), "opener" | "closer" | "postscript" | "byline");
    let paragraphs = tree.elements().filter(|element| element.name == "p");
    let ends = tree.elements().filter(is_end).chain(paragraphs.last());
    ends.flat_map(|end| end.all("date"))
        .filter(|date| date.attribute("when").is_some())
        .find_map(|date| read(date).0)
}

/// The first date of what is attached, for a document that has none of its own.
pub(super) fn of_attachments(tree: &Element) -> Option<DocumentDate> {
    let datelines = tree.all("dateline");
    let mut dates = datelines.into_iter().filter_map(|dateline| read(dateline.first("date")?).0);
    let mut dated = dates.find(|dated| dated.date.edtf.is_some())?;
    dated.basis = DateBasis::Inferred;
    dated.evidence = Some("the date of what is attached".into());
    Some(dated)
}

/// A day in a heading ("..., January 12. NSC Actions ..."), with the year of the parts around it where it has none.
pub(super) fn of_heading<'h>(heading: &str, around: impl Iterator<Item = &'h str>) -> Option<DocumentDate> {
    let words: Vec<&str> = heading.split(' ').collect();
    let month = |word: &str| MONTHS.contains(&word.trim_matches(|c: char| !c.is_alphabetic()));
    for (position, _) in words.iter().enumerate().filter(|(_, word)| month(word)) {
        let Some(day) = words.get(position + 1) else { continue };
        let ends_clause = day.ends_with(['.', ';']);
        let day = day.trim_matches(|c: char| !c.is_ascii_digit());
        if day.is_empty() || day.len() > 2 {
            continue;
        }
        let own_year = words.get(position + 2).map(|word| word.trim_matches(|c: char| !c.is_ascii_digit()));
        let own_year = own_year.filter(|year| year.len() == 4 && !ends_clause);
        let name = words[position].trim_matches(|c: char| !c.is_alphabetic());
        let around_year = || around_year(around);
        let (year, basis) = match own_year {
            Some(year) => (year.to_owned(), DateBasis::Title),
            None => (around_year()?, DateBasis::Inferred),
        };
        let date = HistoricalDate::read(&format!("{name} {day}, {year}"));
        date.edtf.as_ref()?;
        let display =
            if own_year.is_some() { date.display.clone() } else { format!("{name} {day} [{year}]") };
        let mut dated = DocumentDate::new(DateRole::Created, HistoricalDate { display, ..date });
        dated.basis = basis;
        dated.evidence = Some("the heading, and the part of the volume that it stands in".into());
        return Some(dated);
    }
    None
}

/// The one year that the innermost heading with a year names.
fn around_year<'h>(around: impl Iterator<Item = &'h str>) -> Option<String> {
    let headings: Vec<&str> = around.collect();
    headings.iter().rev().find_map(|heading| {
        let years: Vec<&str> = heading
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| digits.len() == 4 && (digits.starts_with('1') || digits.starts_with("20")))
            .collect();
        match years.as_slice() {
            [] => None,
            [first, rest @ ..] => Some(rest.iter().all(|year| year == first).then(|| (*first).to_owned())),
        }
    })?
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn came(words: &str, sent: &str) -> Option<(String, Option<String>)> {
        let dated = received(words, Some(&HistoricalDate::read(sent)))?;
        Some((dated.date.edtf?.to_string(), dated.date.time.map(|time| time.to_string())))
    }

    #[test]
    fn a_receipt_takes_year_and_day_of_the_date_beside_it() {
        let found = |day: &str, time: Option<&str>| Some((day.to_owned(), time.map(str::to_owned)));
        assert_eq!(came("July 9, 11.15 p. m.", "July 8, 1918"), found("1918-07-09", Some("23:15")));
        assert_eq!(came("November 15—2:12 p. m.", "November 9, 1949"), found("1949-11-15", Some("14:12")));
        assert_eq!(came("at 2:14 a.m.", "May 3, 1958"), found("1958-05-03", Some("02:14")));
        assert_eq!(came("January 4", "December 20, 1861"), found("1862-01-04", None));
        // Sent in the morning in the east, it came in the evening before in the west.
        assert_eq!(came("11:04 p.m. on October 15", "October 16, 1964"), found("1964-10-15", Some("23:04")));
        assert_eq!(came("July 26, 210 a.m.", "July 24, 1917"), None);
        assert_eq!(came("by messenger", "July 24, 1917"), None);
    }
}
