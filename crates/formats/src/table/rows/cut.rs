//! Cuts lines into cells, and knows whether a quoted cell goes on in the next line.
//!
//! Our own few lines and not a library's, because a library cannot tell a quotation mark that nobody closed from a very
//! long cell, and takes the rest of the table for one row.

/// How cells are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Notation {
    /// What parts them.
    pub delimiter: u8,
    /// Whether quotation marks around a cell belong to the notation.
    pub quotes: bool,
}

/// How a line leaves a quoted cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// None is open.
    Closed,
    /// One is open and goes on in the next line.
    Open,
    /// One that was open from a line before is closed in the midst of words: the two quotation marks have nothing to do
    /// with one another, and the first was never closed.
    Astray,
}

/// How this line leaves a quoted cell.
pub(super) fn quote_after(line: &str, was_open: bool, notation: Notation) -> Quote {
    if !notation.quotes {
        return Quote::Closed;
    }
    let bytes = line.as_bytes();
    let (mut open, mut from_before, mut cell_begins, mut at) = (was_open, was_open, !was_open, 0);
    while at < bytes.len() {
        match (open, bytes[at]) {
            (true, b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
            (true, b'"') => {
                let ends = |byte: &u8| matches!(*byte, b'\n' | b' ') || *byte == notation.delimiter;
                if from_before && !bytes.get(at + 1).is_none_or(ends) {
                    return Quote::Astray;
                }
                (open, from_before) = (false, false);
            }
            (true, _) => {}
            (false, b'"') if cell_begins => open = true,
            (false, byte) => cell_begins = byte == notation.delimiter,
        }
        at += 1;
    }
    if open { Quote::Open } else { Quote::Closed }
}

/// The cells of a whole row.
pub(super) fn cut(row: &str, notation: Notation) -> Vec<String> {
    let row = row.strip_suffix('\n').unwrap_or(row);
    let bytes = row.as_bytes();
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let mut cell = String::new();
        if notation.quotes && bytes.get(at) == Some(&b'"') {
            at = take_quoted(row, at + 1, &mut cell);
        }
        // What follows a closing quotation mark still belongs to the cell.
        let end = bytes[at..].iter().position(|byte| *byte == notation.delimiter);
        let end = end.map_or(bytes.len(), |length| at + length);
        cell.push_str(&row[at..end]);
        cells.push(cell);
        if end == bytes.len() {
            return cells;
        }
        at = end + 1;
    }
}

/// Takes what stands between quotation marks, doubled ones for one; answers where it ends.
fn take_quoted(row: &str, begin: usize, cell: &mut String) -> usize {
    let mut at = begin;
    while let Some(length) = row[at..].find('"') {
        cell.push_str(&row[at..at + length]);
        at += length + 1;
        if row.as_bytes().get(at) != Some(&b'"') {
            return at;
        }
        cell.push('"');
        at += 1;
    }
    cell.push_str(&row[at..]);
    row.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMAS: Notation = Notation { delimiter: b',', quotes: true };

    #[test]
    fn quoted_cells_hold_delimiters_quotes_and_line_ends() {
        assert_eq!(cut("a,\"b, \"\"c\"\"\nd\",,e\n", COMMAS), ["a", "b, \"c\"\nd", "", "e"]);
        assert_eq!(cut("", COMMAS), [""]);
        assert_eq!(cut("a,", COMMAS), ["a", ""]);
    }

    #[test]
    fn a_quotation_mark_within_words_is_a_word() {
        assert_eq!(cut("5\" gun,the \"Aurora\"", COMMAS), ["5\" gun", "the \"Aurora\""]);
        assert_eq!(quote_after("5\" gun,the \"Aurora", false, COMMAS), Quote::Closed);
    }

    #[test]
    fn an_open_quote_goes_on_until_it_is_closed() {
        assert_eq!(quote_after("a,\"b\n", false, COMMAS), Quote::Open);
        assert_eq!(quote_after("c \"\" d\n", true, COMMAS), Quote::Open);
        assert_eq!(quote_after("e\",f\n", true, COMMAS), Quote::Closed);
        assert_eq!(quote_after("a,\"b\n", false, Notation { quotes: false, ..COMMAS }), Quote::Closed);
    }

    #[test]
    fn a_quote_that_opens_the_next_cell_closes_none_before_it() {
        assert_eq!(quote_after("4,\"Letter\"\n", true, COMMAS), Quote::Astray);
    }
}
