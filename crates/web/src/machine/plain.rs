//! A document as plain words, for those who want to read, count or print and nothing else.

use crate::labels;
use fonds_archive::clearance::Cleared;
use fonds_archive::deliver::DeliveredDocument;
use fonds_model::Document;

/// Title, date, parties, abstract and every text with its notes.
pub(crate) fn words(delivered: &Cleared<DeliveredDocument>) -> String {
    let document: &Document = &delivered.document;
    let mut out = String::new();
    let mut line = |words: &str| {
        out.push_str(words);
        out.push('\n');
    };
    if let Some(title) = document.principal_title() {
        line(&title.text);
    }
    if let Some(date) = document.principal_date() {
        line(&date.date.display);
    }
    for agent in &document.agents {
        line(&format!("{}: {}", labels::agent_role(agent.role), agent.as_written));
    }
    for words in &document.abstracts {
        line("");
        line(&words.text);
    }
    for rendition in &document.renditions {
        let Some(text) = &rendition.text else { continue };
        let language = rendition.language.as_ref().map(|language| labels::language(language.as_str()));
        line("");
        line(&format!(
            "== {}{}",
            labels::rendition(rendition.kind),
            language.map(|language| format!(", {language}")).unwrap_or_default()
        ));
        line("");
        line(&text.plain());
        if !text.notes.is_empty() {
            line(&text.plain_notes());
        }
    }
    out
}
