//! The headings of diplomatic volumes, measured against the parties that their encoding marks.
//!
//! Modern volumes mark the office, old ones the person, and often only the first of several; so a heading
//! counts as right when its first party, office or holder, is the words marked.

use fonds_model::{Agent, AgentRole};
use fonds_names::bare::bare_name;
use fonds_names::title::{TitleAnalysis, analyse};
use std::path::Path;

/// Case, spaces, quotes, articles and forms of address do not matter.
fn plain(words: &str) -> String {
    let (bare, _) = bare_name(words);
    let straight = bare.replace(['’', '‘'], "'").to_lowercase();
    let words: Vec<&str> = straight.split_whitespace().collect();
    let words = words.join(" ");
    words.strip_prefix("the ").unwrap_or(&words).trim_matches(['.', ',', ' ']).to_owned()
}

fn agrees(agent: &Agent, marked: &str) -> bool {
    let marked = plain(marked);
    [agent.bare_name.as_deref(), Some(agent.as_written.as_str()), agent.office_as_written.as_deref()]
        .into_iter()
        .flatten()
        .any(|words| plain(words) == marked || words.replace('’', "'").to_lowercase() == marked)
}

fn first(analysis: &TitleAnalysis, role: AgentRole) -> Option<&Agent> {
    analysis.agents.iter().find(|a| a.role == role)
}

#[test]
fn headings_of_volumes_name_the_parties_that_are_marked() {
    let path =
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/groundtruth/documents.tsv"));
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: {} is not here", path.display());
        return;
    };
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| columns.iter().position(|c| *c == name).expect(name);
    let (head, from, to) = (column("head"), column("from"), column("to"));
    let (mut marked, mut right, mut shown) = (0u32, 0u32, 0);
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let Some(title) = cells.get(head).filter(|t| !t.is_empty()) else { continue };
        let analysis = analyse(title);
        for (cell, role, other) in [
            (from, AgentRole::Sender, AgentRole::Participant),
            (to, AgentRole::Recipient, AgentRole::Participant),
        ] {
            let Some(name) = cells.get(cell).filter(|n| !n.is_empty()) else { continue };
            marked += 1;
            let makers = [AgentRole::Author, AgentRole::Issuer];
            let found = first(&analysis, role).is_some_and(|a| agrees(a, name))
                || analysis
                    .agents
                    .iter()
                    .any(|a| (a.role == other || makers.contains(&a.role)) && agrees(a, name));
            right += u32::from(found);
            if !found && shown < 400 {
                shown += 1;
                let got: Vec<&str> = analysis.bare_names(&[role]);
                println!("  {role:?} {name:?}, read {got:?}\n    {title}");
            }
        }
    }
    let rate = f64::from(right) / f64::from(marked.max(1u32));
    println!("headings: {right} of {marked} marked parties read ({:.1} %)", rate * 100.0);
    assert!(rate >= 0.9, "{rate:.3} of the marked parties");
}
