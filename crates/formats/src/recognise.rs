//! Finds a source's format by looking at its first bytes.
//!
//! The name of the file is asked only where bytes cannot tell (tab or comma separated text). XML is told by its root.

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A captured result page of the original archive.
    Listing,
    /// TEI: an edition's volume or a letter.
    Tei,
    /// Comma or tab separated text or a spreadsheet.
    Table,
    /// Authorities: person clusters, posts and office holders, names and variants.
    Authorities,
    /// The archive's own JSON lines, as `export jsonl` writes them.
    Lines,
}

impl Format {
    /// The word on the command line and in notices.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Listing => "listing",
            Self::Tei => "tei",
            Self::Table => "table",
            Self::Authorities => "authorities",
            Self::Lines => "lines",
        }
    }
    /// The format of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Listing, Self::Tei, Self::Table, Self::Authorities, Self::Lines]
            .into_iter()
            .find(|format| format.word() == word)
    }
}

/// Looks at the head of a source (the first 64 KiB are plenty) and its file name; `None` when nothing fits.
pub fn recognise(head: &[u8], name: &str) -> Option<Format> {
    crate::lines::fits(head)
        .then_some(Format::Lines)
        .or_else(|| crate::authorities::fits(head, name).then_some(Format::Authorities))
        .or_else(|| crate::tei::fits(head).then_some(Format::Tei))
        .or_else(|| crate::listing::fits(head).then_some(Format::Listing))
        .or_else(|| crate::table::fits(head, name).then_some(Format::Table))
}

/// The head as words, as far as a mark tells its encoding.
pub(crate) fn head_words(head: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(head) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&head[mark..]).0.into_owned(),
        None => String::from_utf8_lossy(head).into_owned(),
    }
}

/// The name of the first element of XML, behind declarations and comments.
pub(crate) fn root_of(words: &str) -> Option<&str> {
    let tag = root_tag_of(words)?;
    Some(&tag[..tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?])
}

/// Whether the first element of XML is of this namespace.
pub(crate) fn root_is_of(words: &str, namespace: &str) -> bool {
    let (Some(tag), Some(name)) = (root_tag_of(words), root_of(words)) else { return false };
    let declaration = match name.split_once(':') {
        Some((prefix, _)) => format!("xmlns:{prefix}="),
        None => "xmlns=".to_owned(),
    };
    let declared = tag.split_once('>').map_or(tag, |(tag, _)| tag).split_once(&declaration);
    declared.is_some_and(|(_, value)| value.trim_start_matches(['"', '\'']).starts_with(namespace))
}

/// The first element's tag, without its opening bracket; what follows it stands behind.
fn root_tag_of(words: &str) -> Option<&str> {
    let mut rest = words.trim_start();
    loop {
        rest = match rest {
            _ if rest.starts_with("<?") => rest.split_once("?>")?.1,
            _ if rest.starts_with("<!--") => rest.split_once("-->")?.1,
            _ if rest.starts_with("<!") => {
                // A document type may declare things of its own, between square brackets.
                let (declared, after) = rest.split_once('>')?;
                if declared.contains('[') { rest.split_once(']')?.1.split_once('>')?.1 } else { after }
            }
            _ => break,
        }
        .trim_start();
    }
    rest.strip_prefix('<')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_whatever_stands_before_it() {
        for (text, root) in [
            ("<TEI>", Some("TEI")),
            ("<?xml version='1.0'?>\n<!-- <no> --><?style x?>\n<tei:TEI xmlns:tei='x'>", Some("tei:TEI")),
            ("<!DOCTYPE TEI><TEI/>", Some("TEI")),
            ("<!DOCTYPE TEI [<!ENTITY a '>'> <!ENTITY b 'c'>] >\n<TEI >", Some("TEI")),
            ("words", None),
            ("<?xml", None),
            ("<TEI", None),
            ("", None),
        ] {
            assert_eq!(root_of(text), root, "{text}");
        }
    }

    #[test]
    fn a_namespace_counts_where_the_root_is_of_it() {
        for (text, fits) in [
            ("<div type='x' xmlns='urn:tei'>", true),
            ("<t:div xmlns:t=\"urn:tei\">", true),
            ("<volume xmlns:tei=\"urn:tei\">", false),
            ("<volume><div xmlns=\"urn:tei\"/>", false),
        ] {
            assert_eq!(root_is_of(text, "urn:tei"), fits, "{text}");
        }
    }
}
