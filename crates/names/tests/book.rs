//! The examples of the manual are true.

use fonds_model::{AgentRole, Certainty};
use fonds_names::title::{TitleAnalysis, analyse};

/// The analysis in the manual's words: "cable · from Orlenko · to Vasin".
fn in_words(analysis: &TitleAnalysis) -> String {
    let mut parts: Vec<String> = analysis.genre.iter().cloned().collect();
    parts.extend(analysis.number.iter().map(|n| format!("no. {n}")));
    let mut last = None;
    for agent in &analysis.agents {
        let name = agent.bare_name.as_deref().unwrap_or_default();
        let word = match agent.role {
            AgentRole::Sender => "from",
            AgentRole::Recipient => "to",
            AgentRole::Via => "via",
            AgentRole::Participant => "talk of",
            _ => "by",
        };
        match parts.last_mut().filter(|_| last == Some(agent.role)) {
            Some(part) => *part += &format!(", {name}"),
            None => parts.push(format!("{word} {name}")),
        }
        last = Some(agent.role);
    }
    parts.extend(analysis.aliases().iter().map(|(written, meant)| format!("{written} stands for {meant}")));
    let unresolved = analysis.agents.iter().filter(|a| a.certainty == Certainty::Disputed);
    parts.extend(unresolved.filter_map(|a| Some(format!("{} is unresolved", a.bare_name.as_ref()?))));
    if let Some(enclosed) = &analysis.enclosed {
        let first = |agents: &[fonds_model::Agent]| agents[0].bare_name.clone().unwrap_or_default();
        parts.push(format!("encloses from {}", first(&enclosed.senders)));
        parts.push(format!("to {}", first(&enclosed.recipients)));
    }
    if analysis.excerpt {
        parts.push("excerpt".into());
    }
    if parts.is_empty() { "nothing".into() } else { parts.join(" · ") }
}

#[test]
fn examples_of_the_manual_are_read_as_it_says() {
    let page = include_str!("../../../book/src/titles.md");
    let mut examples = 0;
    let mut inside = false;
    let mut untrue = Vec::new();
    for line in page.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        match cells[..] {
            ["title", ..] => inside = true,
            [title, read, ..] if inside && !title.starts_with("---") => {
                examples += 1;
                let found = in_words(&analyse(title));
                if found != read {
                    untrue.push(format!("{title}\n  the page: {read}\n  read as:  {found}"));
                }
            }
            [_] => inside = false,
            _ => {}
        }
    }
    assert!(untrue.is_empty(), "{}", untrue.join("\n"));
    assert!(examples > 25, "only {examples} examples were found");
}
