//! Cells that name somebody: what is a name in them, what an office, and which name stands first.
//!
//! How names vary is `fonds-names`'; a cell that stands for nobody has been left out before ([`super::cells`]).

use super::mapping::Column;
use fonds_model::{Agent, AgentRole};
use fonds_names::{bare, title};

/// The person or body of one cell.
pub(super) fn agent_of(words: &str, role: AgentRole, column: Option<&Column>) -> Agent {
    let initials = turned_by_initials(words);
    let turned = match (&initials, column) {
        (Some((name, _)), _) => name.clone(),
        (None, Some(column)) if column.inverted => bare::invert_name(words),
        _ => words.to_owned(),
    };
    // One party is read with all that it says: a cover name resolved, an office. Several stay one, as written: a name
    // such as "Bureau of Mines and Quarries" would fall apart.
    let parties = title::parties::read_parties(&turned, &title::tokens::tokenise(&turned));
    let whole = |party: &title::names::Party| {
        turned.get(party.span.0..party.span.1).map(str::trim) == Some(turned.trim())
    };
    let mut agent = match &parties[..] {
        [party] if whole(party) && turned.len() < 1000 => title::parties::to_agent(&turned, party, role),
        _ => {
            let (bare_name, office_as_written) = bare::bare_name(&turned);
            Agent { bare_name: Some(bare_name), office_as_written, ..Agent::new(role, words) }
        }
    };
    agent.as_written = words.to_owned();
    agent.evidence = agent.evidence.map(|evidence| evidence.replace("the title", "the table"));
    agent.office_as_written = agent.office_as_written.or(initials.and_then(|(_, office)| office));
    agent
}

/// "MORRISON, J., OGC" is J. MORRISON of OGC: initials behind a comma show that the surname stands first.
fn turned_by_initials(words: &str) -> Option<(String, Option<String>)> {
    let mut parts = words.splitn(3, ',').map(str::trim);
    let (surname, given, office) = (parts.next()?, parts.next()?, parts.next());
    let is_initial = |word: &str| {
        let letters = word.split('.').filter(|letter| !letter.is_empty());
        word.ends_with('.') && letters.clone().count() > 0 && letters.clone().all(|l| l.chars().count() == 1)
    };
    let given_words: Vec<&str> = given.split_whitespace().collect();
    let is_name = |word: &&str| is_initial(word) || word.chars().all(char::is_alphabetic);
    let fits = (1..=3).contains(&given_words.len())
        && given_words.iter().any(|word| is_initial(word))
        && given_words.iter().all(is_name)
        && surname.split_whitespace().count() <= 2;
    fits.then(|| (format!("{given} {surname}"), office.filter(|o| !o.is_empty()).map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(words: &str) -> (String, Option<String>) {
        let agent = agent_of(words, AgentRole::Sender, None);
        assert_eq!(agent.as_written, words);
        (agent.principal_name().to_owned(), agent.office_as_written)
    }

    #[test]
    fn initials_behind_a_comma_put_the_surname_last() {
        assert_eq!(agent("MORRISON, J., OGC"), ("J. MORRISON".into(), Some("OGC".into())));
        assert_eq!(agent("ROCCA, RAYMOND G."), ("RAYMOND G. ROCCA".into(), None));
        assert_eq!(agent("DIRECTOR, FBI").0, "DIRECTOR, FBI");
    }

    #[test]
    fn a_cover_name_that_the_cell_resolves_is_resolved() {
        assert_eq!(agent("Filippov [Stalin]").0, "Stalin");
        assert_eq!(agent("Premier Zhou Enlai"), ("Zhou Enlai".into(), Some("Premier".into())));
        assert_eq!(agent("Bureau of Mines and Quarries").0, "Bureau of Mines and Quarries");
    }
}
