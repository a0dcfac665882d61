//! The genre of a title: its noun, what qualifies it, where it stands, and the talk it records.
//!
//! Reads only the first noun phrase ("Special National Intelligence Estimate", "Record of a Meeting"); what
//! follows is [`super::clauses`]'s.

use super::names::{What, read_party};
use super::tokens::{Kind, Token};
use crate::vocabulary::genres::{self, Bearing};
use crate::vocabulary::{Class, offices, topics};

/// The genre as found.
#[derive(Debug, Clone, PartialEq)]
pub struct Genre {
    /// The words, in lower case.
    pub word: String,
    /// What it makes of "by", "of" and a bare name.
    pub bearing: Bearing,
    /// The talk noun, where it records a talk.
    pub talk: Option<String>,
    /// Whether it is only about the talk: "Report on the Meeting", not "Report of the Meeting".
    pub about: bool,
    /// Where its noun phrase begins (what lies before may name the issuer).
    pub from: usize,
    /// The token after it.
    pub until: usize,
    /// Tokens between "of" and the talk noun: "the Politburo" in "Minutes of the Politburo Meeting".
    pub holder: Option<(usize, usize)>,
}

/// Most words that stand before a genre noun.
const MOST_BEFORE: usize = 14;

/// Finds the genre in the first noun phrase of the tokens.
pub fn find_genre(title: &str, tokens: &[Token]) -> Option<Genre> {
    let at = find_noun(title, tokens).or_else(|| find_noun_after_body(title, tokens))?;
    let noun = &tokens[at];
    let bearing = genres::bearing(&noun.folded)?;
    let ciphering = at.checked_sub(1).map(|i| &tokens[i]).filter(|t| genres::is_ciphering(&t.folded));
    let mut genre = Genre {
        word: noun_word(title, noun, ciphering),
        bearing,
        talk: None,
        about: false,
        from: at - usize::from(ciphering.is_some()),
        until: at + 1,
        holder: None,
    };
    if bearing == Bearing::Talk {
        genre.talk = Some(noun.folded.clone());
        // "Conversation of ...": the talk itself; "Meeting Notes" was found at "Notes".
        return Some(genre);
    }
    if let Some(before) = at.checked_sub(1).map(|i| &tokens[i]).filter(|t| genres::is_talk_noun(&t.folded)) {
        qualify(&mut genre, &noun.folded, &before.folded, "");
        genre.from = at - 1;
        return Some(genre);
    }
    if genres::is_talk_noun(&noun.folded) {
        genre.talk = Some(noun.folded.clone());
    } else {
        find_talk(title, tokens, at, &mut genre);
    }
    for_the_record(tokens, &mut genre);
    Some(genre)
}

/// "memorandum for the record".
fn for_the_record(tokens: &[Token], genre: &mut Genre) {
    let words: Vec<&str> = tokens[genre.until..].iter().take(3).map(|t| t.folded.as_str()).collect();
    // "for the President's Files".
    if matches!(words[..], ["for", "the", _]) && tokens.get(genre.until + 3).is_some_and(|t| t.is("files")) {
        genre.until += 4;
        return;
    }
    if matches!(genre.word.as_str(), "memorandum" | "note" | "minute" | "notes")
        && matches!(words[..], ["for", "the", "record" | "records" | "file" | "files"])
    {
        genre.word = format!("{} for the {}", genre.word, words[2]);
        genre.until += 3;
    }
}

fn noun_word(title: &str, noun: &Token, ciphering: Option<&Token>) -> String {
    let word = noun.text(title).to_lowercase().replace('’', "'");
    let word = word.strip_suffix("'s").unwrap_or(&word).to_owned();
    let spelt = |t: &Token| match t.folded.as_str() {
        "cypher" | "cyper" => "cipher".to_owned(),
        "cyphered" => "ciphered".to_owned(),
        other => other.to_owned(),
    };
    match (ciphering, noun.folded.as_str()) {
        (Some(c), _) => format!("{} {word}", spelt(c)),
        // "Cipher No. 105": the message is left out.
        (None, "cipher" | "cypher" | "cyper") => "cipher message".to_owned(),
        (None, "memo" | "memos") => "memorandum".to_owned(),
        _ => word,
    }
}

/// The genre noun of the first noun phrase: the first one, or the last of several side by side.
fn find_noun(title: &str, tokens: &[Token]) -> Option<usize> {
    let mut found: Option<usize> = None;
    for (i, token) in tokens.iter().enumerate() {
        if let Some(at) = found {
            let beside = token.kind == Kind::Word && i == at + 1 && genres::bearing(&token.folded).is_some();
            // "Conversation Letter": nonsense; "Information Note", "Meeting Notes": the last noun counts.
            if !beside
                || genres::bearing(&token.folded) == Some(Bearing::Talk)
                    && genres::is_genre_noun(&tokens[at].folded)
            {
                break;
            }
            found = Some(i);
            continue;
        }
        if i > MOST_BEFORE
            || !matches!(token.kind, Kind::Word | Kind::Date) && !between_names(tokens, i)
            || ends_phrase(title, token)
        {
            break;
        }
        if genres::bearing(&token.folded).is_some() && !token.possessive && !is_only_qualifier(tokens, i) {
            found = Some(i);
        }
    }
    found
}

/// "Lisov–Vasin Talks".
fn between_names(tokens: &[Token], at: usize) -> bool {
    let name = |i: usize| tokens.get(i).is_some_and(|t| t.class == Class::Name && t.kind == Kind::Word);
    tokens[at].kind == Kind::Dash && at > 0 && name(at - 1) && name(at + 1)
}

/// "Department of State Cable 1234 to ...": a body with small words in its name, then the genre noun.
fn find_noun_after_body(title: &str, tokens: &[Token]) -> Option<usize> {
    let accredited = |i: usize| i > 0 && offices::is_accredited(&tokens[i - 1].folded);
    let (at, _) = tokens.iter().enumerate().take(MOST_BEFORE).find(|(i, t)| {
        t.kind != Kind::Word
            || t.is("to") && !accredited(*i)
            || t.is("from")
            || t.is("by")
            || genres::is_genre_noun(&t.folded)
    })?;
    let noun = tokens.get(at).filter(|t| t.kind == Kind::Word && genres::is_genre_noun(&t.folded))?;
    let ends = tokens.get(at + 1).is_none_or(|t| {
        t.kind != Kind::Word || t.has_figure() || matches!(t.folded.as_str(), "to" | "on" | "from" | "no")
    });
    let body = at > 2 && read_party(title, &tokens[..at]).what == What::Body;
    (ends && body && !noun.possessive).then_some(at)
}

/// "cipher" before "telegram" qualifies it.
fn is_only_qualifier(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1).filter(|t| t.kind == Kind::Word);
    genres::is_ciphering(&tokens[at].folded) && next.is_some_and(|t| genres::is_genre_noun(&t.folded))
}

/// A small word that ends the first noun phrase.
fn ends_phrase(title: &str, token: &Token) -> bool {
    matches!(
        token.folded.as_str(),
        "of" | "from"
            | "to"
            | "by"
            | "in"
            | "for"
            | "with"
            | "at"
            | "between"
            | "among"
            | "via"
            | "through"
            | "and"
            | "an_"
            | "à"
    ) && !token.text(title).ends_with('.')
        || topics::opens_topic(&token.folded)
}

/// Looks for "of a Meeting", "of the 5th Plenary Session", "on the Conversation" after the genre noun.
fn find_talk(title: &str, tokens: &[Token], at: usize, genre: &mut Genre) {
    let mut i = at + 1;
    // "Protocol No. 61 of a Meeting": the number is between.
    while tokens.get(i).is_some_and(|t| super::tokens::is_number_sign(t) || t.has_figure()) {
        i += 1;
    }
    let of = tokens.get(i).filter(|t| t.kind == Kind::Word);
    let on = match of.map(|t| t.folded.as_str()) {
        Some("of") => false,
        Some("on" | "about" | "regarding" | "concerning" | "from" | "for") => true,
        // "Report [on] Meeting with": rare; a talk noun right here counts.
        // "Protocol No. 49 Continued Session".
        Some(_) if talk_is_near(title, &tokens[i..]) => {
            i = i.saturating_sub(1);
            false
        }
        _ => return,
    };
    let first = i + 1;
    let owner_of_a_talk = tokens[first..]
        .iter()
        .take(MOST_BEFORE)
        .zip(tokens[first..].iter().skip(1))
        .position(|(t, next)| t.possessive && genres::is_talk_noun(&next.folded));
    for (j, token) in tokens.iter().enumerate().skip(first).take(MOST_BEFORE) {
        // "the Office of the Premier's Meeting", "the Council of Ministers Meeting".
        let inside = token.is("of")
            && (owner_of_a_talk.is_some_and(|owner| j < first + owner) || tokens[j - 1].class == Class::Body);
        if !matches!(token.kind, Kind::Word | Kind::Date) || j > first && ends_phrase(title, token) && !inside
        {
            return;
        }
        if genres::is_talk_noun(&token.folded) && !token.possessive {
            // "Congress" and "Assembly" may be bodies: only sittings that are called a number of times.
            if matches!(token.folded.as_str(), "assembly" | "congress" | "exchange") {
                return;
            }
            // "Notes from a Conversation", but not "Telegram from the Conference Secretariat".
            let from = matches!(tokens[i].folded.as_str(), "from" | "for");
            if from
                && !matches!(
                    token.folded.as_str(),
                    "conversation"
                        | "meeting"
                        | "talk"
                        | "talks"
                        | "conversations"
                        | "meetings"
                        | "session"
                        | "plenum"
                        | "sitting"
                )
            {
                return;
            }
            if on && genres::only_mentions(&tokens[at].folded) {
                return;
            }
            let adjective = tokens[j - 1].folded.as_str();
            let by_telephone = matches!(adjective, "telephone" | "phone");
            if !on {
                qualify(
                    genre,
                    &tokens[at].folded,
                    &token.folded,
                    if by_telephone { "telephone " } else { "" },
                );
            } else {
                genre.talk = Some(token.folded.clone());
            }
            genre.about = on && !matches!(tokens[i].folded.as_str(), "from" | "for");
            genre.until = j + 1;
            let lead = tokens[first..j].iter().take_while(|t| t.is_article()).count();
            let between = &tokens[first + lead..j];
            // "Chairman Tan's First Meeting": the people end at the possessive.
            if let Some(owner) = between.iter().rposition(|t| t.possessive && t.class != Class::Portfolio) {
                genre.holder = Some((first + lead, first + lead + owner + 1));
            } else if between.iter().any(|t| t.class == Class::Body) {
                genre.holder = Some((first + lead, j));
            }
            return;
        }
    }
}

/// A talk noun within three words, none of them small.
fn talk_is_near(title: &str, tokens: &[Token]) -> bool {
    let near = tokens.iter().take(3).take_while(|t| t.kind == Kind::Word && !ends_phrase(title, t));
    near.into_iter()
        .any(|t| genres::is_talk_noun(&t.folded) && t.folded != "congress" && t.folded != "assembly")
}

/// "memorandum" and "conversation" make "memorandum of conversation".
fn qualify(genre: &mut Genre, noun: &str, talk: &str, adjective: &str) {
    if genres::is_of_a_talk(noun, talk) {
        let talk = match talk {
            "conversations" => "conversation",
            "meetings" => "meeting",
            "discussions" => "discussion",
            other => other,
        };
        genre.word = format!("{} of {adjective}{talk}", genre.word);
    }
    genre.talk = Some(talk.to_owned());
}
