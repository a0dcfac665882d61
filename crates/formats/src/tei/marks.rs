//! Words in square brackets that are no words of the document: what was withheld, and what is missing.
//!
//! Looks only at what editors print ("[2 lines not declassified]", "[illegible]", "[Here follows ...]"); elements that
//! say so are read by [`super::text`].

use super::inlines::push;
use fonds_model::text::{Inline, write_plain};

/// The longest mark that is looked for, in bytes.
const LONGEST: usize = 600;

/// The most pieces that a mark is made of: "[", italics, "]" and a page break or two.
const MOST_PIECES: usize = 6;

/// Turns bracketed marks into redactions and gaps, at any depth.
pub(super) fn read(content: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(content.len());
    let mut pieces = loosen(content);
    pieces.reverse();
    while let Some(piece) = pieces.pop() {
        match piece {
            Inline::Words(words) if words.contains('[') => {
                if let Some(rest) = read_words(&words, &mut pieces, &mut out) {
                    pieces.push(Inline::Words(rest));
                }
            }
            Inline::Emphasis { style, content } => {
                push(&mut out, Inline::Emphasis { style, content: read(content) })
            }
            Inline::Supplied(content) => push(&mut out, Inline::Supplied(read(content))),
            Inline::Deleted(content) => push(&mut out, Inline::Deleted(read(content))),
            Inline::Mention { authority, content } => {
                push(&mut out, Inline::Mention { authority, content: read(content) });
            }
            Inline::Reference { target, content } => {
                push(&mut out, Inline::Reference { target, content: read(content) });
            }
            Inline::OutsideLink { url, content } => {
                push(&mut out, Inline::OutsideLink { url, content: read(content) })
            }
            other => push(&mut out, other),
        }
    }
    out
}

/// Sets a bracket that stands alone at the edge of emphasised words outside of them, where its other half is.
fn loosen(content: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(content.len());
    for piece in content {
        let Inline::Emphasis { style, content: mut inner } = piece else {
            push(&mut out, piece);
            continue;
        };
        let mut words = String::new();
        write_plain(&inner, &mut words);
        let opens = words.starts_with('[') && !words.contains(']');
        let closes = words.ends_with(']') && !words.contains('[');
        if opens && let Some(Inline::Words(first)) = inner.first_mut() {
            first.remove(0);
            push(&mut out, Inline::Words("[".into()));
        }
        if closes && let Some(Inline::Words(last)) = inner.last_mut() {
            last.pop();
        }
        out.push(Inline::Emphasis { style, content: inner });
        if closes {
            out.push(Inline::Words("]".into()));
        }
    }
    out
}

/// Reads one run of words; a mark that it begins may be ended by a later piece, whose rest is handed back.
fn read_words(words: &str, later: &mut Vec<Inline>, out: &mut Vec<Inline>) -> Option<String> {
    let mut kept = 0;
    let mut from = 0;
    while let Some(open) = words[from..].find('[').map(|at| from + at) {
        let inside = &words[open + 1..];
        let near = floor(inside, LONGEST);
        match near.find([']', '[']) {
            Some(close) if near.as_bytes()[close] == b']' => {
                if let Some(mark) = meaning(&inside[..close]) {
                    push_words(out, &words[kept..open]);
                    out.push(mark);
                    kept = open + 1 + close + 1;
                }
                from = open + 1 + close;
            }
            None if near.len() == inside.len() => {
                if let Some((mark, rest)) = across(inside, later) {
                    push_words(out, &words[kept..open]);
                    out.push(mark);
                    return Some(rest);
                }
                from = open + 1;
            }
            _ => from = open + 1,
        }
    }
    push_words(out, &words[kept..]);
    None
}

/// A mark that goes on over plain or emphasised pieces: takes them when it is one.
fn across(begin: &str, later: &mut Vec<Inline>) -> Option<(Inline, String)> {
    let mut inside = begin.to_owned();
    for (count, piece) in later.iter().rev().enumerate().take(MOST_PIECES) {
        match piece {
            Inline::Words(words) => {
                if let Some((end, rest)) = words.split_once(']') {
                    inside.push_str(end);
                    let found = (inside.len() <= LONGEST).then(|| meaning(&inside)).flatten()?;
                    let rest = rest.to_owned();
                    later.truncate(later.len() - count - 1);
                    return Some((found, rest));
                }
                if words.contains('[') {
                    return None;
                }
                inside.push_str(words);
            }
            Inline::Emphasis { content, .. } if content.iter().all(is_plain) => {
                write_plain(content, &mut inside);
            }
            _ => return None,
        }
        if inside.len() > LONGEST {
            return None;
        }
    }
    None
}

/// A page may end in a mark; its number stands in the next one.
fn is_plain(piece: &Inline) -> bool {
    matches!(piece, Inline::Words(_) | Inline::PageBreak { .. })
}

fn push_words(out: &mut Vec<Inline>, words: &str) {
    if !words.is_empty() {
        push(out, Inline::Words(words.to_owned()));
    }
}

/// The first so many bytes, cut between characters.
fn floor(words: &str, most: usize) -> &str {
    let mut end = words.len().min(most);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}

/// What the words between brackets mean, if they are the editors' mark.
fn meaning(inside: &str) -> Option<Inline> {
    let words = inside.trim().to_owned();
    let lower = words.to_lowercase();
    if ["not declassified", "not released", "sanitized", "excised"].iter().any(|mark| lower.contains(mark)) {
        return Some(Inline::Redaction { lines: lines_of(&lower), words });
    }
    let missing = ["illegible", "garble", "omission", "missing"].iter().any(|mark| lower.contains(mark));
    (lower.starts_with("here follow") || missing && words.len() < 80).then_some(Inline::Gap { words })
}

/// Lines withheld: "less than 1 line" is 0, "1½ lines" are 2.
pub(super) fn lines_of(lower: &str) -> Option<u32> {
    let tokens: Vec<&str> =
        lower.split([' ', '\u{a0}', '(', ')']).filter(|token| !token.is_empty()).collect();
    let position = tokens.iter().position(|token| token.starts_with("line"))?;
    let number = *tokens.get(position.checked_sub(1)?)?;
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let whole: u32 = match &number[..digits] {
        "" => NUMBERS.iter().position(|word| *word == number)? as u32 + 1,
        digits => digits.parse().ok()?,
    };
    let less = position >= 3 && tokens[position - 3..position - 1] == ["less", "than"];
    let more = digits > 0 && digits < number.len();
    // Counts past all sense are no counts.
    Some(whole.min(1_000_000) + u32::from(more) - u32::from(less && whole > 0))
}

const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

#[cfg(test)]
mod tests {
    use super::*;
    use fonds_model::text::Emphasis;

    fn words(words: &str) -> Inline {
        Inline::Words(words.into())
    }

    #[test]
    fn a_redaction_in_italics_between_brackets_is_one_mark() {
        let italic = |inner: &str| Inline::Emphasis { style: Emphasis::Italic, content: vec![words(inner)] };
        let content = vec![words("met ["), italic("name not declassified"), words("] and [sic] left")];
        let redaction = || Inline::Redaction { words: "name not declassified".into(), lines: None };
        assert_eq!(read(content), [words("met "), redaction(), words(" and [sic] left")]);
        let content = vec![words("met "), italic("[name not declassified"), words("] left")];
        assert_eq!(read(content), [words("met "), redaction(), words(" left")]);
        let content = vec![words("met ["), italic("name not declassified]"), words(" left")];
        assert_eq!(read(content), [words("met "), redaction(), words(" left")]);
    }

    #[test]
    fn lines_withheld_are_counted() {
        for (mark, lines) in [
            ("less than 1 line not declassified", Some(0)),
            ("2 lines of source text not declassified", Some(2)),
            ("1½ lines not declassified", Some(2)),
            ("1-1/2 lines not declassified", Some(2)),
            ("one line not declassified", Some(1)),
            ("2 paragraphs (12 lines) not declassified", Some(12)),
            ("text not declassified", None),
        ] {
            assert_eq!(lines_of(mark), lines, "{mark}");
        }
    }

    #[test]
    fn brackets_without_an_end_stay_words() {
        let many = "[".repeat(100_000);
        assert_eq!(read(vec![words(&many)]), [words(&many)]);
    }
}
