//! The site's own words on a captured page: headers, pagers, buttons. They are no part of any description.
//!
//! Both generations of the site are here. What the site says of the page, how many documents it shows, is read; the
//! rest is only known so that it can be left out.

/// What a line of the site's own says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SiteWords {
    /// Nothing that matters here, and that others may write too.
    Plain,
    /// The header by which the site is known.
    Header,
    /// "SEARCH RESULTS": what stands before the first document is no collection.
    Results,
    /// "No image found.": where a collection's picture would be.
    NoImage,
    /// "1 - 10 of 22": the page shows so many documents.
    Shows(u64),
}

/// Whole lines by which the site is known, in lower case.
const HEADERS: [&str; 8] = [
    "search in",
    "add search filter",
    "cancel search filter",
    "add search filter cancel search filter",
    "digital archive international history declassified",
    "international history declassified",
    "skip to content",
    "skip to main content",
];

/// Other lines of the site, in lower case.
const PLAIN: [&str; 20] = [
    "search",
    "digital archive",
    "documents",
    "collection",
    "collections",
    "filter",
    "filters",
    "sort by",
    "items per page",
    "view more",
    "load more",
    "show more",
    "read more",
    "back to top",
    "share",
    "print",
    "document",
    "document list",
    "documents in this collection",
    "wilson center digital archive",
];

/// Words that pagers are made of.
const PAGER: [&str; 16] = [
    "next", "previous", "prev", "first", "last", "page", "of", "«", "»", "‹", "›", "<", ">", "…", "...",
    "current",
];

/// What the line says if it is the site's own.
pub(super) fn site_words(line: &str) -> Option<SiteWords> {
    let words = line.trim().trim_end_matches(':').to_lowercase();
    if words.len() > 200 {
        return None;
    }
    if HEADERS.contains(&words.as_str()) {
        return Some(SiteWords::Header);
    }
    if PLAIN.contains(&words.as_str()) || words.starts_with("©") || words.starts_with("copyright ") {
        return Some(SiteWords::Plain);
    }
    if words == "results" || words.starts_with("search results") {
        return Some(SiteWords::Results);
    }
    if words == "no image found." || words == "no image found" {
        return Some(SiteWords::NoImage);
    }
    shows(&words).map(SiteWords::Shows).or_else(|| is_pager(&words).then_some(SiteWords::Plain))
}

/// "1 - 10 of 22", with or without "showing" and "results".
fn shows(words: &str) -> Option<u64> {
    let spaced = words.replace(['-', '–', '—'], " - ");
    let mut parts: Vec<&str> = spaced.split_whitespace().collect();
    parts.retain(|part| {
        !matches!(*part, "showing" | "displaying" | "results" | "documents" | "items" | "total")
    });
    let [first, "-" | "to", last, "of", all] = parts[..] else { return None };
    let number = |part: &str| part.replace(',', "").parse::<u64>().ok();
    let (first, last, _) = (number(first)?, number(last)?, number(all)?);
    last.checked_sub(first)?.checked_add(1)
}

/// "First Previous 1 2 3 Next Last", "Page 2 of 7".
fn is_pager(words: &str) -> bool {
    let parts = || words.split_whitespace();
    let small = |part: &str| part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    parts().any(|part| PAGER.contains(&part)) && parts().all(|part| PAGER.contains(&part) || small(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_own_words_are_told_from_titles() {
        assert_eq!(site_words("ADD SEARCH FILTER CANCEL SEARCH FILTER"), Some(SiteWords::Header));
        assert_eq!(site_words("Results:"), Some(SiteWords::Results));
        assert_eq!(site_words("SEARCH RESULTS FOR fishery"), Some(SiteWords::Results));
        assert_eq!(site_words("1 - 10 of 1,022"), Some(SiteWords::Shows(10)));
        assert_eq!(site_words("Showing 21–40 of 44 results"), Some(SiteWords::Shows(20)));
        assert_eq!(site_words("« Previous 1 2 3 … 12 Next »"), Some(SiteWords::Plain));
        for title in
            ["Telegram, First Secretary to Page", "1949", "Next of Kin", "Documents on Fisheries", "12"]
        {
            assert_eq!(site_words(title), None, "{title}");
        }
    }
}
