//! Finds a source's format by looking at its first bytes.
//!
//! The name of the file is asked only where bytes cannot tell (tab or comma separated text).

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
