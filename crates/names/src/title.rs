//! What a title says: genre, number, senders, recipients, via, participants, issuer, the message enclosed.
//!
//! It reads the English of archival titles (`Ciphered Telegram No. 0222, Filippov [Stalin] to Cde. Mao Zedong`) by
//! rules and ordinary vocabulary, never by lists of known titles; it does not decide which person of the archive is meant.
//! In reading order: [`tokens`] with [`mod@dates`], [`openings`], [`numbers`] and [`tongues`] prepare the words; [`kinds`] finds the
//! genre; [`clauses`] cuts what follows by its [`small_words`]; [`parties`] divides a list, [`names`] reads one party
//! ([`name_words`], [`nameless`], [`brackets`]); [`roles`], [`before_genre`], [`people_first`] and [`reported`] say who did what.

pub mod before_genre;
pub mod brackets;
pub mod clauses;
pub mod dates;
pub mod kinds;
pub mod name_words;
pub mod nameless;
pub mod names;
pub mod numbers;
pub mod openings;
pub mod parties;
pub mod people_first;
pub mod reported;
pub mod roles;
pub mod small_words;
pub mod tokens;
pub mod tongues;

use fonds_model::{Agent, AgentRole, document::Enclosed};
use openings::{drop_heading_number, drop_lead, open_quoted_names, shorten, take_asides, unglue, unquote};
use tokens::{Kind, Token};

/// What a title says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TitleAnalysis {
    /// The genre noun with what qualifies its kind, in lower case; `None` where the title has none.
    pub genre: Option<String>,
    /// The serial number, leading zeros kept.
    pub number: Option<String>,
    /// Everybody by role: `Sender`, `Recipient`, `Via`, `Participant`, `Author` or `Issuer`.
    pub agents: Vec<Agent>,
    /// The message that the document transmits.
    pub enclosed: Option<Enclosed>,
    /// Whether the title calls it an excerpt.
    pub excerpt: bool,
}

impl TitleAnalysis {
    /// The bare names of those who have one of these roles, in the order of the title.
    ///
    /// ```
    /// use fonds_model::AgentRole;
    /// let analysis = fonds_names::title::analyse("Cable, Terebin to Stalin [via Kuznetsov]");
    /// assert_eq!(analysis.bare_names(&[AgentRole::Via]), ["Kuznetsov"]);
    /// ```
    pub fn bare_names(&self, roles: &[AgentRole]) -> Vec<&str> {
        self.agents
            .iter()
            .filter(|a| roles.contains(&a.role))
            .filter_map(|a| a.bare_name.as_deref())
            .collect()
    }
    /// Cover names that the title itself resolves: (as written, the person meant), each once.
    ///
    /// ```
    /// let analysis = fonds_names::title::analyse("Cable, Mao Zedong to Filippov [Stalin]");
    /// assert_eq!(analysis.aliases(), [("Filippov", "Stalin")]);
    /// ```
    pub fn aliases(&self) -> Vec<(&str, &str)> {
        let mut out: Vec<(&str, &str)> = Vec::new();
        for agent in &self.agents {
            if let (Some(written), Some(meant)) = (agent.bare_name.as_deref(), agent.name.as_deref())
                && !out.contains(&(written, meant))
            {
                out.push((written, meant));
            }
        }
        out
    }
}

/// Reads a title.
///
/// ```
/// use fonds_model::AgentRole;
/// let analysis = fonds_names::title::analyse("Ciphered Telegram No. 0222, Filippov [Stalin] to Cde. Mao Zedong");
/// assert_eq!(analysis.genre.as_deref(), Some("ciphered telegram"));
/// assert_eq!(analysis.number.as_deref(), Some("0222"));
/// assert_eq!(analysis.bare_names(&[AgentRole::Sender]), ["Filippov"]);
/// assert_eq!(analysis.bare_names(&[AgentRole::Recipient]), ["Mao Zedong"]);
/// ```
pub fn analyse(title: &str) -> TitleAnalysis {
    let title = unglue(shorten(title.trim()));
    let mut analysis = TitleAnalysis::default();
    let mut tokens = unquote(tokens::tokenise(title));
    drop_heading_number(&mut tokens);
    drop_lead(&mut tokens, &mut analysis);
    tongues::put_into_english(title, &mut tokens);
    open_quoted_names(title, &mut tokens);
    take_asides(title, &mut tokens, &mut analysis);
    while tokens.last().is_some_and(|t| t.kind == Kind::Stop) {
        tokens.pop();
    }
    analysis.number = numbers::take_number(title, &mut tokens);
    let stops =
        tokens.iter().take_while(|t| !matches!(t.kind, Kind::Word | Kind::Quoted | Kind::Group)).count();
    tokens.drain(..stops);
    let vias = std::mem::take(&mut analysis.agents);
    read_body(title, &tokens, &mut analysis);
    for via in vias {
        if !analysis.agents.iter().any(|a| a.role == AgentRole::Via && a.bare_name == via.bare_name) {
            analysis.agents.push(via);
        }
    }
    analysis
}

fn read_body(title: &str, tokens: &[Token], analysis: &mut TitleAnalysis) {
    if let Some(genre) = kinds::find_genre(title, tokens) {
        analysis.genre = Some(genre.word.clone());
        roles::read_with_genre(title, tokens, &genre, analysis);
    } else if !people_first::read_named_first(title, tokens, analysis)
        && !people_first::read_pair(title, tokens, analysis)
    {
        people_first::read_unknown_kind(title, tokens, analysis);
    }
}
