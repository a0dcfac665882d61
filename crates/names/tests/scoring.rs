//! Scores an analysis against a label, field by field, as the labels' own description says: filled fields count,
//! names are compared in order, accepted alternatives are given by the label's note.

use fonds_model::{AgentRole, Certainty};
use fonds_names::title::{TitleAnalysis, analyse};
use serde::Deserialize;

/// One labelled title.
#[derive(Debug, Deserialize)]
pub struct Label {
    pub title: String,
    pub genre: Option<String>,
    pub number: Option<String>,
    #[serde(default)]
    pub senders: Vec<String>,
    #[serde(default)]
    pub recipients: Vec<String>,
    #[serde(default)]
    pub via: Vec<String>,
    #[serde(default)]
    pub participants: Vec<String>,
    #[serde(default)]
    pub author_or_issuer: Vec<String>,
    #[serde(default)]
    pub aliases: Vec<(String, String)>,
    #[serde(default)]
    pub excerpt: bool,
    #[serde(default)]
    pub enclosed: Option<Inner>,
    #[serde(default)]
    pub note: String,
}

/// The message inside.
#[derive(Debug, Default, PartialEq, Deserialize)]
pub struct Inner {
    #[serde(default)]
    pub senders: Vec<String>,
    #[serde(default)]
    pub recipients: Vec<String>,
}

/// What came of a set of labels.
#[derive(Debug, Default)]
pub struct Tally {
    pub filled: usize,
    pub right: usize,
    pub falsely_filled: usize,
    pub complaints: Vec<String>,
}

impl Tally {
    pub fn rate(&self) -> f64 {
        self.right as f64 / self.filled.max(1) as f64
    }
    fn field(&mut self, label: &Label, field: &str, filled: bool, right: bool, extra: bool, found: String) {
        if filled {
            self.filled += 1;
            self.right += usize::from(right);
        } else {
            self.falsely_filled += usize::from(extra);
        }
        if (filled && !right) || (!filled && extra) {
            let kind = if filled { "wrong" } else { "false fill" };
            self.complaints.push(format!("{kind} {field}: {found}\n    {}", label.title));
        }
    }
}

fn plain(words: &str) -> String {
    let straight: String = words.chars().map(|c| if matches!(c, '’' | '‘') { '\'' } else { c }).collect();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain_all<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    names.into_iter().map(plain).collect()
}

/// The lists in square brackets that a note gives for a field: "recipients [A, B] with via [] is also acceptable".
fn alternatives<'n>(note: &'n str, field: &str) -> Vec<&'n str> {
    note.match_indices(&format!("{field} ["))
        .filter_map(|(at, found)| {
            let rest = &note[at + found.len()..];
            Some(&rest[..rest.find(']')?])
        })
        .collect()
}

/// Whether the note gives these names for a field; names may have commas in them.
fn accepts(note: &str, field: &str, names: &[String]) -> bool {
    alternatives(note, field).iter().any(|list| plain(list) == names.join(", "))
}

/// Scores the labels.
pub fn score(labels: &[Label]) -> Tally {
    let mut tally = Tally::default();
    for label in labels {
        score_one(label, &analyse(&label.title), &mut tally);
    }
    tally
}

fn score_one(label: &Label, found: &TitleAnalysis, tally: &mut Tally) {
    let note = label.note.as_str();
    let genre = found.genre.clone().unwrap_or_else(|| "other".to_owned());
    let wanted = label.genre.clone().unwrap_or_else(|| "other".to_owned());
    let broader = note.contains(&format!("'{genre}' acceptable"));
    tally.field(label, "genre", true, genre == wanted || broader, false, genre.clone());
    let same_number = found.number == label.number;
    tally.field(
        label,
        "number",
        label.number.is_some(),
        same_number,
        found.number.is_some(),
        format!("{:?}", found.number),
    );

    let lists = [
        ("senders", &label.senders, vec![AgentRole::Sender]),
        ("recipients", &label.recipients, vec![AgentRole::Recipient]),
        ("via", &label.via, vec![AgentRole::Via]),
        ("participants", &label.participants, vec![AgentRole::Participant]),
        ("author_or_issuer", &label.author_or_issuer, vec![AgentRole::Author, AgentRole::Issuer]),
    ];
    let got = |roles: &[AgentRole]| plain_all(found.bare_names(roles));
    // A note may say that the people of one field may stand in another instead.
    let moved = lists.iter().any(|(field, list, roles)| {
        list.is_empty() && !got(roles).is_empty() && accepts(note, field, &got(roles))
    });
    for (field, list, roles) in &lists {
        let got = got(roles);
        let wanted = plain_all(list.iter().map(String::as_str));
        let accepted = accepts(note, field, &got);
        let right = got == wanted || accepted || moved && got.is_empty();
        tally.field(
            label,
            field,
            !wanted.is_empty(),
            right,
            !got.is_empty() && !accepted,
            format!("{got:?}"),
        );
    }

    let aliases: Vec<(String, String)> = found.aliases().iter().map(|(a, b)| (plain(a), plain(b))).collect();
    let unresolved = note.contains("reverse bracket")
        && aliases.is_empty()
        && found.agents.iter().any(|a| a.certainty == Certainty::Disputed && a.name.is_none());
    tally.field(
        label,
        "aliases",
        !label.aliases.is_empty(),
        aliases == label.aliases || unresolved,
        !aliases.is_empty(),
        format!("{aliases:?}"),
    );
    tally.field(label, "excerpt", label.excerpt, found.excerpt, found.excerpt, found.excerpt.to_string());
    let inner = found.enclosed.as_ref().map(|e| Inner {
        senders: e.senders.iter().filter_map(|a| a.bare_name.clone()).collect(),
        recipients: e.recipients.iter().filter_map(|a| a.bare_name.clone()).collect(),
    });
    tally.field(
        label,
        "enclosed",
        label.enclosed.is_some(),
        inner == label.enclosed,
        inner.is_some(),
        format!("{inner:?}"),
    );
}

/// Reads labels, a line each.
pub fn read_labels(text: &str) -> Vec<Label> {
    text.lines().filter(|l| !l.trim().is_empty()).map(|l| serde_json::from_str(l).expect(l)).collect()
}
