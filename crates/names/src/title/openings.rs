//! What stands around the title proper and is taken off or opened first: "12.", "Excerpt from the", "(Draft)",
//! quotation marks around the whole.
//!
//! The number of the document is [`super::numbers`]'s.

use super::TitleAnalysis;
use super::parties;
use super::tokens::{Kind, Token, is_number_sign};
use crate::vocabulary::{Class, genres};
use fonds_model::AgentRole;

/// Bytes of a title that are read. The longest title of the kind has some 400; what is longer is a text, and the
/// bound keeps the work linear.
const LONGEST: usize = 4096;

/// At most [`LONGEST`] bytes, cut between letters.
pub(super) fn shorten(title: &str) -> &str {
    let mut end = title.len().min(LONGEST);
    while !title.is_char_boundary(end) {
        end -= 1;
    }
    &title[..end]
}

/// A capture may glue a title to itself ("X to YX to Y"); one of them is read.
pub(super) fn unglue(title: &str) -> &str {
    let middle = title.len() / 2;
    let half = [middle, middle.saturating_sub(1), middle + 1]
        .into_iter()
        .filter(|m| title.is_char_boundary(*m))
        .find(|m| title[..*m].trim() == title[*m..].trim() && title[..*m].split_whitespace().count() >= 3);
    half.map_or(title, |m| title[..m].trim())
}

/// A title that stands in quotation marks as a whole, or that opens with a quotation.
pub(super) fn unquote(mut tokens: Vec<Token>) -> Vec<Token> {
    if tokens.len() == 1 && tokens[0].kind == Kind::Quoted {
        return tokens.remove(0).inner;
    }
    let more = tokens.iter().skip(1).any(|t| t.kind == Kind::Word);
    if tokens.first().is_some_and(|t| t.kind == Kind::Quoted) && more {
        tokens.remove(0);
        while tokens.first().is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Stop | Kind::Dash)) {
            tokens.remove(0);
        }
    }
    tokens
}

/// "12." and "No. 31." before a heading number the volume's documents, not the document.
pub(super) fn drop_heading_number(tokens: &mut Vec<Token>) {
    let sign = usize::from(tokens.first().is_some_and(is_number_sign));
    let figure = tokens.get(sign).is_some_and(Token::has_figure)
        || tokens.get(sign).is_some_and(|t| t.kind == Kind::Date);
    let short = tokens.get(sign).is_some_and(|t| t.end - t.start <= 5);
    if figure
        && short
        && tokens.get(sign + 1).is_some_and(|t| t.kind == Kind::Stop)
        && tokens.len() > sign + 2
    {
        tokens.drain(..sign + 2);
    }
}

/// "Excerpt from the", "From the" (before a journal), "Translation of a" before the title proper.
pub(super) fn drop_lead(tokens: &mut Vec<Token>, analysis: &mut TitleAnalysis) {
    for _ in 0..4 {
        let word = |i: usize| {
            tokens.get(i).filter(|t: &&Token| t.kind == Kind::Word).map_or("", |t| t.folded.as_str())
        };
        let excerpt =
            matches!(word(0), "excerpt" | "excerpts" | "extract" | "extracts" | "fragment" | "fragments");
        let copying =
            matches!(word(0), "translation" | "copy" | "draft" | "text" | "transcription") && word(1) == "of";
        let entry = matches!(word(0), "entry" | "entries") && matches!(word(1), "from" | "in");
        let length = match word(0) {
            _ if tokens.first().is_some_and(Token::is_article) => 1,
            _ if entry && word(2) == "the" => 3,
            "untitled" | "draft" | "revised" | "unsigned" => 1,
            "from" if word(1) == "the" => 2,
            _ if excerpt && matches!(word(1), "from" | "of") => 2,
            _ if excerpt && tokens.get(1).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Colon)) => 2,
            _ if excerpt && tokens.len() > 1 => 1,
            _ if is_a_count(word(0)) && tokens.get(1).is_some_and(|t| genres::is_genre_noun(&t.folded)) => 1,
            _ if copying => 2,
            // "Exchange of Letters".
            "exchange"
                if word(1) == "of" && tokens.get(2).is_some_and(|t| genres::is_genre_noun(&t.folded)) =>
            {
                2
            }
            _ => 0,
        };
        // "Attachment: Letter ...", "Annex 2: ...".
        let beside = matches!(
            word(0),
            "attachment" | "enclosure" | "annex" | "appendix" | "tab" | "subject" | "addendum"
        );
        let colon = tokens.iter().take(3).position(|t| t.kind == Kind::Colon);
        let length = colon.filter(|_| beside).map_or(length, |at| at + 1);
        analysis.excerpt |= excerpt && length > 0;
        if length == 0 || length >= tokens.len() {
            return;
        }
        tokens.drain(..length);
    }
}

/// "the 'Young Guard' Group": a quotation before a word for a body is part of its name, quotation marks and
/// all. And "Pavlov" between small words of direction is somebody's cover name.
pub(super) fn open_quoted_names(title: &str, tokens: &mut Vec<Token>) {
    let names_a_body = |tokens: &[Token], at: usize| {
        tokens[at].kind == Kind::Quoted
            && at > 1
            && tokens[at - 1].kind == Kind::Word
            && tokens
                .get(at + 1)
                .is_some_and(|t| t.class == Class::Body && t.text(title).starts_with(char::is_uppercase))
    };
    let lead = |t: Option<&Token>| {
        t.is_some_and(|t| {
            matches!(t.folded.as_str(), "from" | "to" | "via" | "through" | "between" | "with" | "and" | "by")
        })
    };
    let names_somebody = |tokens: &[Token], at: usize| {
        let around =
            at > 0 && lead(tokens.get(at - 1)) || lead(tokens.get(at + 1)) && tokens[at + 1].is("to");
        tokens[at].kind == Kind::Quoted
            && tokens[at].inner.len() <= 2
            && is_a_name(&tokens[at].inner)
            && around
    };
    let mut at = 0;
    while at < tokens.len() {
        let (body, somebody) = (names_a_body(tokens, at), names_somebody(tokens, at));
        if body || somebody {
            let quoted = tokens.remove(at);
            let mut words = quoted.inner;
            if let Some(first) = words.first_mut().filter(|_| body) {
                first.start = quoted.start;
                first.class = Class::Name;
            }
            tokens.splice(at..at, words);
        }
        at += 1;
    }
}

/// "[to Liu Shaoqi]", "(for Mao)": brackets that only supply a direction are opened.
fn open_directions(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        let first = tokens[at].inner.first().map_or("", |t| t.folded.as_str());
        let for_somebody = first == "for";
        if tokens[at].kind == Kind::Group
            && matches!(first, "to" | "from" | "for")
            && tokens[at].inner.len() > 1
            && at > 0
        {
            let group = tokens.remove(at);
            let comma = for_somebody.then(|| Token {
                kind: Kind::Comma,
                end: group.start,
                inner: Vec::new(),
                ..group.clone()
            });
            tokens.splice(at..at, comma.into_iter().chain(group.inner));
        }
        at += 1;
    }
}

/// "Two Telegrams", "Several Letters".
fn is_a_count(folded: &str) -> bool {
    matches!(
        folded,
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "ten" | "several" | "various"
    )
}

/// Nothing but the words of names.
fn is_a_name(tokens: &[Token]) -> bool {
    tokens.iter().all(|t| matches!(t.class, Class::Name | Class::Initials | Class::Suffix))
}

/// Takes brackets out that are no part of a name: "[via Kuznetsov]", "(Excerpt)", "(Edited by Mao)".
pub(super) fn take_asides(title: &str, tokens: &mut Vec<Token>, analysis: &mut TitleAnalysis) {
    let mut taken = Vec::new();
    open_directions(tokens);
    tokens.retain(|token| {
        let first = token.inner.first().map_or("", |t| t.folded.as_str());
        if token.kind != Kind::Group {
            return true;
        }
        match first {
            "via" | "through" | "thru" => taken.push(token.clone()),
            "excerpt" | "excerpts" | "extract" | "extracts" | "fragment" | "fragments" | "excerpted" => {
                analysis.excerpt = true
            }
            "edited" | "including" | "overall" | "translated" | "draft" | "in" | "top" | "secret"
            | "unsigned" => {}
            // "[Repeating Telegram to Embassy Pakistan]", but not "[Harding]".
            participle
                if participle.ends_with("ing") && token.inner.len() > 1 && !is_a_name(&token.inner) => {}
            _ => return true,
        }
        false
    });
    analysis.excerpt |= tokens.len() > 2
        && tokens
            .iter()
            .rev()
            .find(|t| t.kind == Kind::Word)
            .is_some_and(|t| matches!(t.folded.as_str(), "excerpt" | "excerpts"));
    for group in taken {
        for party in parties::read_parties(title, &group.inner[1..]) {
            analysis.agents.push(parties::to_agent(title, &party, AgentRole::Via));
        }
    }
}
