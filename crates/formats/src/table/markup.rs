//! Plain words out of cells that hold a web page's markup.
//!
//! Only enough to read the words: paragraphs part, everything else of the markup goes.

/// The words without tags; as they are where there are none.
pub(super) fn plain_words(words: &str) -> String {
    if !looks_marked_up(words) {
        return words.to_owned();
    }
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let named = tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        let Some(end) = tag.find('>').filter(|_| named) else {
            plain.push('<');
            rest = tag;
            continue;
        };
        if parts_lines(&tag[..end]) {
            plain.push('\n');
        }
        rest = &tag[end + 1..];
    }
    plain.push_str(rest);
    let plain = decode_entities(&plain);
    let lines = plain.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn looks_marked_up(words: &str) -> bool {
    let lower = words.get(..words.len().min(20_000)).unwrap_or(words).to_ascii_lowercase();
    ["</", "<br", "<p>", "&amp;", "&nbsp;", "&quot;", "&#"].iter().any(|sign| lower.contains(sign))
}

fn parts_lines(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split([' ', '/', '\n', '\t']).next().unwrap_or_default();
    matches!(
        name.to_ascii_lowercase().as_str(),
        "p" | "br"
            | "div"
            | "li"
            | "ul"
            | "ol"
            | "tr"
            | "table"
            | "blockquote"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}

fn decode_entities(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((character, end)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || *c == '\n')?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_part_and_tags_go() {
        assert_eq!(
            plain_words("<p>Sleepers &amp; <em>rails</em>.</p><p>Are&nbsp;wanted<br/>soon &#8212; 5 < 7</p>"),
            "Sleepers & rails.\nAre wanted\nsoon — 5 < 7"
        );
    }

    #[test]
    fn words_without_markup_stay_as_they_are() {
        for words in ["x < y and y > z", "AT&T;", "  two\n\nlines "] {
            assert_eq!(plain_words(words), words);
        }
        assert_eq!(plain_words("cut off <br"), "cut off <br");
    }
}
