//! Documents as reference managers take them: BibTeX and RIS.
//!
//! Writing only, one entry to a document, from what everybody may see; so a whole result streams. What a document is
//! cited by (who, what, when, where it lies) is gathered once, in [`Reference`]; the two formats only spell it.
//! Neither format can say "circa" or "to whom" in a field of its own: such words go into a note rather than be lost.

mod bibtex;
mod ris;

pub use bibtex::bibtex;
pub use ris::ris;

use fonds_model::{AgentRole, Day, Document};

/// What a citation of a document says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reference<'d> {
    id: String,
    title: &'d str,
    /// Who wrote or issued it; names as they are, since nothing says which part is the family's.
    authors: Vec<&'d str>,
    recipients: Vec<&'d str>,
    date: Option<DateOf<'d>>,
    /// Where the original lies, in the words of its source.
    source: Option<&'d str>,
    place: Option<&'d str>,
    genre: Option<&'d str>,
    number: Option<&'d str>,
    abstract_words: Option<&'d str>,
    languages: Vec<&'d str>,
    /// Whether it went from somebody to somebody.
    is_correspondence: bool,
    url: &'d str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct DateOf<'d> {
    display: &'d str,
    edtf: Option<String>,
    /// Where the whole of it is one day.
    day: Option<Day>,
    /// Where the whole of it lies in one year.
    year: Option<i64>,
}

impl<'d> Reference<'d> {
    /// `url` is the permanent address.
    fn of(document: &'d Document, url: &'d str) -> Self {
        let named = |roles: &[AgentRole]| -> Vec<&'d str> {
            let agents = document.agents.iter().filter(|agent| roles.contains(&agent.role));
            agents.map(|agent| agent.principal_name()).collect()
        };
        let recipients = named(&[AgentRole::Recipient]);
        let sent_from = document.places.iter().find(|place| place.role == fonds_model::PlaceRole::SentFrom);
        let date = document.principal_date().map(|date| &date.date).map(|date| DateOf {
            display: &date.display,
            edtf: date.edtf.as_ref().map(ToString::to_string),
            day: date.earliest.filter(|_| date.earliest == date.latest),
            year: date.earliest.zip(date.latest).and_then(|(earliest, latest)| {
                let year = earliest.year_month_day().0;
                (year == latest.year_month_day().0).then_some(year)
            }),
        });
        Self {
            id: document.id.to_string(),
            title: document.principal_title().map_or("Untitled document", |title| &title.text),
            authors: named(&[AgentRole::Sender, AgentRole::Author, AgentRole::Issuer]),
            is_correspondence: !recipients.is_empty(),
            recipients,
            date,
            source: document.witnesses.iter().find_map(|witness| witness.verbatim.as_deref()),
            place: sent_from.map(|place| place.as_written.as_str()),
            genre: document.genre.as_deref(),
            number: document.principal_number().map(|number| number.value.as_str()),
            abstract_words: document.principal_abstract().map(|words| words.text.as_str()),
            languages: document.languages.iter().map(|language| language.as_str()).collect(),
            url,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fonds_model::document::{DateRole, DocumentDate, Words};
    use fonds_model::{Agent, HistoricalDate, Place, PlaceRole};

    fn cable() -> Document {
        let mut document = Document::new("test/1");
        document.titles.push(Words::new("Cable, Terebin to Stalin [via Kuznetsov], 50% & {more}"));
        document.abstracts.push(Words::new("The ice is going.\nCars wait."));
        let date = HistoricalDate::read("January 08, 1949");
        document.dates.push(DocumentDate::new(DateRole::Sent, date));
        document.agents.push(Agent::new(AgentRole::Sender, "Terebin"));
        document.agents.push(Agent::new(AgentRole::Recipient, "Stalin"));
        document.places.push(Place::new(PlaceRole::SentFrom, "Harbin"));
        document.genre = Some("cable".into());
        document
    }

    #[test]
    fn a_cable_in_bibtex() {
        insta::assert_snapshot!(bibtex(&cable(), "https://archive.example/documents/1b3d5f7h"));
    }

    #[test]
    fn a_cable_in_ris() {
        insta::assert_snapshot!(
            ris(&cable(), "https://archive.example/documents/1b3d5f7h").replace('\r', "")
        );
    }

    #[test]
    fn a_doubtful_date_keeps_its_words() {
        let mut document = cable();
        let date = HistoricalDate::read("winter 1950-1951");
        document.dates = vec![DocumentDate::new(DateRole::Sent, date)];
        assert!(bibtex(&document, "").contains("winter 1950-1951"));
        let ris = ris(&document, "");
        assert!(ris.contains("winter 1950-1951") && !ris.contains("PY  -"), "{ris}");
    }

    #[test]
    fn what_stands_in_a_field_cannot_begin_another() {
        let mut document = cable();
        document.titles[0].text = "a\r\nER  - \nTY  - BOOK\u{2028}x} , author = {nobody".into();
        let ris = ris(&document, "");
        assert_eq!(ris.lines().filter(|line| line.starts_with("TY  -")).count(), 1);
        assert_eq!(ris.lines().filter(|line| line.starts_with("ER  -")).count(), 1);
        let bibtex = bibtex(&document, "");
        let depth = bibtex.chars().fold((0i32, ' '), |(depth, before), c| match c {
            '{' if before != '\\' => (depth + 1, c),
            '}' if before != '\\' => (depth - 1, c),
            _ => (depth, c),
        });
        assert_eq!(depth.0, 0);
        assert!(bibtex.contains("\\} , author"));
    }
}
