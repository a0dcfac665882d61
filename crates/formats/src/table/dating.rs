//! The dates of a row: of making, which may stand in several columns at once, and in every other role.
//!
//! How one cell is read is [`super::dates`]'s; here the cells of a row come together, and what is doubtful is said.

use super::cells::{Given, RowFields, shortened};
use super::dates::{DateFound, DateRules, How, joined};
use super::document::Describing;
use super::field::Field;
use super::lists::Item;
use fonds_model::date::words::says_supplied;
use fonds_model::document::{DateBasis, DateRole, DocumentDate};
use fonds_model::{Document, HistoricalDate, Notice, Severity};

impl<'m> Describing<'m> {
    pub(super) fn describe_dates(&mut self, document: &mut Document, row: &mut RowFields<'m>) {
        let mut dates = self.created_dates(row);
        let roles = [
            DateRole::Signed,
            DateRole::Sent,
            DateRole::Received,
            DateRole::Deciphered,
            DateRole::Distributed,
            DateRole::Event,
            DateRole::Published,
            DateRole::Declassified,
        ];
        for role in roles {
            for given in row.all(&Field::Date(role)).to_vec() {
                let found = self.read_date(&given, row.line);
                dates.push(dated(role, found));
            }
        }
        for date in dates {
            let same = |known: &DocumentDate| {
                known.role == date.role
                    && known.date.edtf == date.date.edtf
                    && (date.date.edtf.is_some() || known.date.display == date.date.display)
            };
            if !document.dates.iter().any(same) {
                document.dates.push(date);
            }
        }
    }

    /// Reads one date and says what is doubtful about it.
    pub(super) fn read_date(&mut self, given: &Given<'m>, line: u64) -> DateFound {
        let rules = DateRules::new(self.mapping, given.column, self.from_1904);
        let found = rules.read(&given.item.words);
        let column = given.column.map_or("", |column| column.name.as_str());
        let words = shortened(&given.item.words);
        match found.how {
            How::Words => {}
            How::DayNumber => self.tally.count(
                ("TAB031", Severity::Remark),
                column,
                "figures are read as a spreadsheet's number of a day".into(),
                "if they are no days, say day_numbers = \"no\" in a mapping",
                line,
            ),
            How::Zeros => self.tally.count(
                ("TAB033", Severity::Remark),
                column,
                format!("`{words}` is no date"),
                "the document is undated; its words are kept",
                line,
            ),
            How::NotUnderstood => self.tally.count(
                ("TAB030", Severity::Doubt),
                column,
                format!("the date `{words}` is not understood"),
                "its words are kept; correct it in the table or with `fonds edit`",
                line,
            ),
        }
        found
    }

    /// The date of making, which may stand in several columns: as shown, as figures, as a span, as year, month and day.
    fn created_dates(&mut self, row: &mut RowFields<'m>) -> Vec<DocumentDate> {
        let line = row.line;
        let read = |this: &mut Self, field: &Field| -> Vec<(DateFound, Given<'m>)> {
            let all = row.all(field).to_vec();
            all.into_iter().map(|given| (this.read_date(&given, line), given)).collect()
        };
        let mut created = read(self, &Field::Date(DateRole::Created));
        let shown = read(self, &Field::DateShown).into_iter().next();
        let begins = read(self, &Field::DateBegins).into_iter().next();
        let ends = read(self, &Field::DateEnds).into_iter().next();
        let part = |field| row.words(&field).unwrap_or_default();
        if created.is_empty()
            && let Some(words) = joined(part(Field::DateYear), part(Field::DateMonth), part(Field::DateDay))
        {
            let column = row.all(&Field::DateYear).first().and_then(|given| given.column);
            let item = Item { words, object: None };
            let given = Given { item, column };
            created.push((self.read_date(&given, line), given));
        }
        let span = match (&begins, &ends, created.first()) {
            (Some(begins), Some(ends), _) => Some((begins, ends)),
            // One column for the beginning beside the ordinary one: that is the end.
            (Some(begins), None, Some(created)) => Some((begins, created)),
            _ => None,
        };
        let mut dates: Vec<DateFound> = match span.and_then(|(begins, ends)| self.span(begins, ends, line)) {
            Some(span) => vec![span],
            None if created.is_empty() => begins.into_iter().chain(ends).map(|(found, _)| found).collect(),
            None => created.into_iter().map(|(found, _)| found).collect(),
        };
        if let Some((shown, given)) = shown {
            self.show(&mut dates, shown, &given, row);
        }
        dates.into_iter().map(|found| dated(DateRole::Created, found)).collect()
    }

    /// From one day to another; `None` where both are one, or are no span.
    fn span(
        &mut self,
        (begins, begins_given): &(DateFound, Given<'m>),
        (ends, ends_given): &(DateFound, Given<'m>),
        line: u64,
    ) -> Option<DateFound> {
        let (from, to) = (begins.date.edtf.as_ref()?, ends.date.edtf.as_ref()?);
        if from == to {
            return None;
        }
        let (first, last) = (&begins_given.item.words, &ends_given.item.words);
        let backwards = begins.date.earliest > ends.date.latest;
        let edtf = format!("{from}/{to}").parse().ok().filter(|_| !backwards);
        let Some(edtf) = edtf else {
            let column = begins_given.column.map_or("", |column| column.name.as_str());
            let message = format!("`{}` to `{}` is no span", shortened(first), shortened(last));
            let notice = Notice::doubt("TAB034", message)
                .with_hint("both are kept as dates; correct them in the table");
            self.notice(notice, line, column);
            return None;
        };
        let date = HistoricalDate::from_edtf(edtf, format!("{first} – {last}"));
        Some(DateFound { date, evidence: None, how: How::Words })
    }

    /// The words by which a date is shown say more than figures: "March, 1949" is no first of March. They win where they
    /// name days, and a contradiction is said.
    fn show(&mut self, dates: &mut Vec<DateFound>, shown: DateFound, given: &Given<'m>, row: &RowFields) {
        let Some(first) = dates.first_mut() else { return dates.push(shown) };
        let figures = first.date.display.clone();
        let (Some(earliest), Some(latest)) = (shown.date.earliest, shown.date.latest) else {
            first.evidence.get_or_insert_with(|| format!("the table gives {figures}"));
            first.date.display = shown.date.display;
            return;
        };
        // Figures that say the same settle which of two numbers is the month.
        if first.date.edtf == shown.date.edtf {
            first.date.display = shown.date.display;
            first.date.time = first.date.time.or(shown.date.time);
            return;
        }
        let apart = first.date.earliest.is_some_and(|day| day > latest)
            || first.date.latest.is_some_and(|day| day < earliest);
        if apart {
            let message = format!(
                "`{}` and `{}` are not one date; the words are taken",
                shortened(&shown.date.display),
                shortened(&figures)
            );
            let column = given.column.map_or("", |column| column.name.as_str());
            self.notice(Notice::doubt("TAB032", message).with_hint("correct the table"), row.line, column);
        }
        *first = shown;
        first.evidence = Some(format!("the table also gives {figures}"));
    }
}

fn dated(role: DateRole, found: DateFound) -> DocumentDate {
    let basis = if says_supplied(&found.date.display) { DateBasis::Inferred } else { DateBasis::Stated };
    DocumentDate { basis, evidence: found.evidence, ..DocumentDate::new(role, found.date) }
}
