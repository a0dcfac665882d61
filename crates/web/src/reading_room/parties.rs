//! Who wrote to whom, through whom and under which name, as a document's page says it.

use super::chronology::{are_same_words, cover};
use crate::labels;
use crate::site::Html;
use crate::text::escaped;
use fonds_archive::deliver::DeliveredDocument;
use fonds_model::{Agent, AgentRole, Link};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct PartyView {
    role: &'static str,
    agents: Vec<AgentView>,
}

#[derive(Serialize)]
pub(super) struct AgentView {
    html: Html,
}

/// Roles in the order in which a reader asks for them.
const PARTIES: [AgentRole; 18] = [
    AgentRole::Sender,
    AgentRole::Recipient,
    AgentRole::Via,
    AgentRole::CopiedTo,
    AgentRole::Author,
    AgentRole::Issuer,
    AgentRole::Participant,
    AgentRole::NoteTaker,
    AgentRole::Interpreter,
    AgentRole::Drafter,
    AgentRole::Signatory,
    AgentRole::Clearer,
    AgentRole::Decipherer,
    AgentRole::Translator,
    AgentRole::Contributor,
    AgentRole::Editor,
    AgentRole::Publisher,
    AgentRole::Donor,
];

pub(super) fn parties(delivered: &DeliveredDocument, agents: &[Agent]) -> Vec<PartyView> {
    let shown = PARTIES.into_iter().map(|role| PartyView {
        role: labels::agent_role(role),
        agents: agents
            .iter()
            .filter(|agent| agent.role == role)
            .map(|agent| AgentView { html: agent_html(delivered, agent) })
            .collect(),
    });
    shown.filter(|party| !party.agents.is_empty()).collect()
}

/// "Filippov, cover name of Joseph Stalin": the words as written, and whom they mean.
fn agent_html(delivered: &DeliveredDocument, agent: &Agent) -> Html {
    let line = agent.authority.as_ref().and_then(Link::as_id).and_then(|id| delivered.authorities.get(id));
    let covered = cover(agent);
    let written = match (covered, &agent.bare_name) {
        (Some((written, _)), _) => written,
        (None, _) => agent.as_written.as_str(),
    };
    let mut html = match line {
        Some(line) => format!("<a href=\"{}\">{}</a>", line.url, escaped(written)),
        None => escaped(written),
    };
    if let Some((written, person)) = covered {
        // A name in another script is no cover, only written otherwise.
        let same_script = written.is_ascii() == person.is_ascii();
        let words = if same_script { "a name for" } else { "that is" };
        html.push_str(&format!(", {words} {}", escaped(person)));
    } else if let Some(line) = line
        && !are_same_words(&line.heading, &agent.as_written)
        && !agent.as_written.contains(&line.heading)
    {
        html.push_str(&format!(" <span class=\"identified\">({})</span>", escaped(&line.heading)));
    }
    if let Some(office) =
        agent.office_as_written.as_deref().filter(|office| !agent.as_written.contains(office))
    {
        html.push_str(&format!(", {}", escaped(office)));
    }
    match agent.certainty {
        fonds_model::Certainty::Stated => {}
        fonds_model::Certainty::Inferred => html.push_str(" <span class=\"doubt\">(inferred)</span>"),
        fonds_model::Certainty::Disputed => html.push_str(" <span class=\"doubt\">(not settled)</span>"),
    }
    if let Some(evidence) = &agent.evidence {
        html.push_str(&format!(" <span class=\"doubt\">{}</span>", escaped(evidence)));
    }
    Html(html)
}
