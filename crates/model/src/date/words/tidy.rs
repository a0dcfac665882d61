//! Clearing the tokens of what is not the date: places, weekdays, "[Received May 4]", brackets, punctuation.
//!
//! Brackets leave a trace where they matter: a parenthesis may hold the second of two dates, "2 (15) May", and a
//! question mark doubts a part or the whole by where it stands. Next: [`super::grammar`].

use super::numerals::Script;
use super::tokens::{Kind, Number, Token};
use super::vocabulary::{Bound, Word};
use super::{ReadingHints, figures};

/// What is left for the grammar, and the conventions that figures needed. None where something was not understood.
pub(super) fn tidy(mut tokens: Vec<Token>, hints: &ReadingHints) -> Option<(Vec<Token>, Vec<&'static str>)> {
    drop_other_dates(&mut tokens);
    let foreign = drop_foreign_words(&mut tokens);
    drop_second_eras(&mut tokens);
    commas_to_joints(&mut tokens);
    join_completed_figures(&mut tokens);
    cataloguers_decades(&mut tokens);
    parentheses_to_strokes(&mut tokens);
    drop_dangling_dashes(&mut tokens);
    let mut tokens = settle_brackets(&tokens);
    let conventions = figures::gather(&mut tokens, hints);
    let dated = tokens.iter().any(|token| match token.kind {
        Kind::Figures(_) => true,
        Kind::Word(word) => matches!(word, Word::Month(_) | Word::HijriMonth(_) | Word::SolarHijriMonth(_)),
        _ => false,
    });
    tokens.retain(|token| !is_noise(token));
    let unknown = tokens.iter().any(|token| token.kind == Kind::Unknown);
    (!unknown && (!foreign || dated)).then_some((tokens, conventions))
}

fn is_noise(token: &Token) -> bool {
    match token.kind {
        Kind::Word(word) => {
            matches!(word, Word::Filler | Word::Weekday | Word::Time(_) | Word::Received | Word::Undated)
        }
        Kind::Mark(mark) => matches!(mark, '.' | ',' | ';' | ':' | '"' | '\'' | '*' | '†' | '’'),
        _ => false,
    }
}

/// Says something of a date.
fn is_telling(token: &Token) -> bool {
    match token.kind {
        Kind::Number(_) | Kind::Roman(_) | Kind::Figures(_) => true,
        Kind::Word(_) => !is_noise(token),
        Kind::Mark(_) | Kind::Unknown => false,
    }
}

/// From "received" on, where a date stands before it, the words are of another date.
fn drop_other_dates(tokens: &mut Vec<Token>) {
    let received = tokens.iter().position(|token| token.word() == Some(Word::Received));
    if let Some(at) = received
        && tokens[..at].iter().any(|token| matches!(token.kind, Kind::Number(_)))
    {
        tokens.truncate(at);
    }
}

/// A number or a name of a part of the year: without one, words beside unknown ones are no date ("D. C.").
fn is_core(token: &Token) -> bool {
    let named = |word| {
        matches!(
            word,
            Word::Month(_)
                | Word::HijriMonth(_)
                | Word::SolarHijriMonth(_)
                | Word::Season(_)
                | Word::Third(_)
                | Word::Era(_)
        )
    };
    matches!(token.kind, Kind::Number(_) | Kind::Roman(_)) || token.word().is_some_and(named)
}

/// Drops clauses without any word of a date ("Washington,"), and unknown words before the date of a clause.
/// Answers whether something was dropped: then only a date with a month is believed.
fn drop_foreign_words(tokens: &mut Vec<Token>) -> bool {
    let before = tokens.len();
    let mut kept: Vec<Token> = Vec::with_capacity(before);
    let is_end = |token: &Token| matches!(token.mark(), Some(',' | ';' | '(' | ')' | '[' | ']' | ':' | '—'));
    for clause in tokens.split_inclusive(is_end) {
        let unknown = clause.iter().any(|token| token.kind == Kind::Unknown);
        let core = clause.iter().any(is_core);
        let Some(first) = clause.iter().position(is_telling).filter(|_| unknown && core) else {
            let words = if unknown { clause.len() - 1 } else { 0 };
            let ends = clause.last().is_some_and(is_end);
            kept.extend(if unknown && !ends { &[] } else { &clause[words..] });
            continue;
        };
        let leading = clause[..first].iter().rposition(|token| token.kind == Kind::Unknown);
        kept.extend(&clause[leading.map_or(0, |at| at + 1)..]);
    }
    *tokens = kept;
    tokens.len() != before
}

/// "昭和25年(1950)6月25日", "1950(昭和25)年": a year told twice is taken once.
fn drop_second_eras(tokens: &mut Vec<Token>) {
    let is_era = |token: &Token| matches!(token.word(), Some(Word::Era(_)));
    let Some(open) = tokens.iter().position(|token| token.mark() == Some('(')) else { return };
    let Some(close) = tokens[open..].iter().position(|token| token.mark() == Some(')')).map(|n| open + n)
    else {
        return;
    };
    let inner = &tokens[open + 1..close];
    let year = |token: &Token| token.number().is_some_and(|number| number.digits == 4);
    let other =
        |token: &Token| token.number().is_none() && !is_era(token) && token.word() != Some(Word::Year);
    let twice = tokens[..open].iter().any(is_era) && inner.iter().any(year)
        || tokens[..open].iter().any(year) && inner.iter().any(is_era);
    if twice && !inner.iter().any(other) {
        tokens.drain(open..=close);
    }
}

/// "5, 6 or 7 May": the comma between days is the word between the last of them.
fn commas_to_joints(tokens: &mut [Token]) {
    let is_day = |token: Option<&Token>| {
        token
            .and_then(Token::number)
            .is_some_and(|number| number.digits <= 2 && !number.year && number.value <= 31)
    };
    let mut joint = None;
    for at in (1..tokens.len()).rev() {
        match tokens[at].word() {
            Some(word @ (Word::And | Word::Or)) if is_day(tokens.get(at - 1)) => joint = Some(word),
            Some(Word::Month(_)) if joint.is_none() && is_day(tokens.get(at - 1)) => joint = Some(Word::And),
            _ if tokens[at].mark() == Some(',') => {
                if let (true, true, Some(word)) =
                    (is_day(tokens.get(at - 1)), is_day(tokens.get(at + 1)), joint)
                {
                    tokens[at].kind = Kind::Word(word);
                }
            }
            _ => {}
        }
    }
}

/// "19[49]", "1[4?]": figures that the editors completed are one number.
fn join_completed_figures(tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at + 3 < tokens.len() {
        let (Kind::Number(begin), Kind::Number(rest)) = (tokens[at].kind, tokens[at + 2].kind) else {
            at += 1;
            continue;
        };
        let doubtful = tokens[at + 3].mark() == Some('?');
        let close = at + 3 + usize::from(doubtful);
        let bracketed =
            tokens[at + 1].mark() == Some('[') && tokens.get(close).and_then(Token::mark) == Some(']');
        let digits = begin.digits.saturating_add(rest.digits);
        let value = begin
            .value
            .saturating_mul(10_u32.saturating_pow(u32::from(rest.digits)))
            .saturating_add(rest.value);
        let likely = digits == 4 || digits == 2 && value <= 31;
        if bracketed && likely && tokens[at + 1].glued && tokens[at + 2].glued {
            let joined = tokens[at].becoming(Kind::Number(Number { value, digits, ..begin }));
            tokens.splice(at..=close, [Token { doubtful, ..joined }]);
        }
        at += 1;
    }
}

/// "195-" and "19--", as cataloguers write a decade and a century.
fn cataloguers_decades(tokens: &mut Vec<Token>) {
    for at in 0..tokens.len() {
        let Some(number) = tokens[at].number() else { continue };
        let dashes =
            tokens[at + 1..].iter().take_while(|token| token.mark() == Some('-') && token.glued).count();
        let ends = tokens
            .get(at + 1 + dashes)
            .is_none_or(|token| matches!(token.mark(), Some(']' | '?' | '.' | ')')));
        let (value, word) = match (number.digits, dashes) {
            (3, 1) if ends => (number.value * 10, Word::Decade),
            (2, 2) if ends => (number.value + 1, Word::Century),
            _ => continue,
        };
        let digits = if word == Word::Decade { 4 } else { 2 };
        let mark = tokens[at + 1].becoming(Kind::Word(word));
        // Not "the 1900s", which may be a century.
        tokens[at].kind = Kind::Number(Number { value, digits, script: Script::Han, ..number });
        tokens.splice(at + 1..at + 1 + dashes, [mark]);
        return;
    }
}

/// "2 (15) May", "5 May (22 April) 1917": the parenthesis becomes a stroke between two dates.
fn parentheses_to_strokes(tokens: &mut Vec<Token>) {
    let mut at = 1;
    while at < tokens.len() {
        let close = tokens[at..].iter().position(|token| token.mark() == Some(')')).map(|n| at + n);
        if let (Some('('), Some(close)) = (tokens[at].mark(), close) {
            let inner = &tokens[at + 1..close];
            let month = inner.iter().any(|token| matches!(token.word(), Some(Word::Month(_))));
            let day = inner.iter().any(|token| token.number().is_some_and(|number| number.value <= 31));
            let plain = inner.iter().all(|token| {
                token.number().is_some()
                    || is_noise(token)
                    || matches!(
                        token.word(),
                        Some(Word::Month(_) | Word::Year | Word::OldStyle | Word::NewStyle)
                    )
            });
            let after_day = tokens[..at]
                .iter()
                .rev()
                .find(|token| !is_noise(token))
                .is_some_and(|token| token.number().is_some_and(|number| number.value <= 31));
            if plain && day && (month || after_day) {
                tokens[at] = tokens[at].becoming(Kind::Mark('/'));
                tokens.remove(close);
            }
        }
        at += 1;
    }
}

/// Dashes that join nothing: at the ends, before a comma ("June —, 1861"), in "mid-1949" and "8-May-1949".
fn drop_dangling_dashes(tokens: &mut Vec<Token>) {
    let is_month = |token: Option<&Token>| matches!(token.and_then(Token::word), Some(Word::Month(_)));
    let is_number = |token: Option<&Token>| token.is_some_and(|token| token.number().is_some());
    let mut keep = vec![true; tokens.len()];
    for at in 0..tokens.len() {
        let stroke = matches!(tokens[at].mark(), Some('/' | '.'));
        if !tokens[at].is_dash() && !stroke {
            continue;
        }
        let (before, after) = (at.checked_sub(1).and_then(|before| tokens.get(before)), tokens.get(at + 1));
        let comma = after.is_some_and(|token| token.mark() == Some(','));
        let glued = tokens[at].glued && after.is_some_and(|token| token.glued);
        let in_third = glued
            && matches!(before.and_then(Token::word), Some(Word::Third(_)))
            && !matches!(after.and_then(Token::word), Some(Word::Third(_)));
        // "8-May-1949": both joints of a month between two numbers.
        let left = is_month(after)
            && is_number(before)
            && tokens.get(at + 2).and_then(Token::mark) == tokens[at].mark()
            && is_number(tokens.get(at + 3));
        let right = is_month(before)
            && is_number(after)
            && at >= 3
            && tokens[at - 2].mark() == tokens[at].mark()
            && is_number(tokens.get(at - 3));
        keep[at] = !(comma || in_third || glued && (left || right));
    }
    let mut keep = keep.into_iter();
    tokens.retain(|_| keep.next().unwrap_or(true));
}

/// Takes brackets and question marks out, leaving their meaning on the tokens.
fn settle_brackets(tokens: &[Token]) -> Vec<Token> {
    let is_open = |token: &Token| matches!(token.mark(), Some('[' | '('));
    let is_close = |token: &Token| matches!(token.mark(), Some(']' | ')'));
    let is_end = |token: &Token| is_close(token) || matches!(token.mark(), Some('.' | ',' | ';' | '?'));
    let enclosed = tokens.first().is_some_and(is_open)
        && tokens.iter().rev().find(|token| !matches!(token.mark(), Some('.' | ','))).is_some_and(is_close)
        && tokens.iter().filter(|token| is_close(token)).count() == 1;
    let mut settled: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut opened = false;
    let mut whole = false;
    for (at, token) in tokens.iter().enumerate() {
        if is_open(token) {
            opened = true;
        } else if token.mark() == Some('?') {
            let telling = settled.iter().filter(|token| is_telling(token)).count();
            // "May ?, 1953" leaves the day open.
            let placeholder = !token.glued
                && settled.last().is_some_and(|last| matches!(last.word(), Some(Word::Month(_))));
            if placeholder && !tokens[at + 1..].iter().all(is_end) {
                continue;
            }
            let Some(last) = settled.iter_mut().rev().find(|token| is_telling(token)) else { continue };
            let rest = &tokens[at + 1..];
            let at_end = rest.iter().all(is_end);
            let at_joint = rest.iter().find(|token| !is_end(token)).is_some_and(is_joint);
            if at_end && enclosed {
                whole = true;
            } else if (at_end || at_joint) && !(last.opened && telling > 1) {
                let perhaps = token.becoming(Kind::Word(Word::Perhaps));
                settled.push(perhaps);
            } else {
                last.doubtful = true;
            }
        } else if !is_close(token) {
            settled.push(Token { opened, ..*token });
            opened = false;
        }
    }
    if whole && let Some(first) = settled.first().copied() {
        settled.insert(0, first.becoming(Kind::Word(Word::Perhaps)));
    }
    settled
}

/// Parts one date of an expression from the next.
pub(super) fn is_joint(token: &Token) -> bool {
    token.is_dash()
        || token.mark() == Some('/')
        || matches!(token.word(), Some(Word::To | Word::And | Word::Or | Word::Bound(Bound::NotAfter)))
}
