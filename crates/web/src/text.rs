//! Draws the words of a document as HTML, and marks up nothing but what the model says.
//!
//! Not a template: a document has thousands of pieces, and each is escaped here, once. Links lead to things that
//! [`fonds_archive::deliver`] has looked up, or out of the archive by `http` and `https` alone.

use crate::site::Html;
use fonds_archive::lines::{AuthorityLine, DocumentLine};
use fonds_model::text::{Block, BlockKind, Emphasis, Inline, Note};
use fonds_model::{Link, Text};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What the words of a text may link to.
pub(crate) struct Links<'a> {
    pub(crate) authorities: &'a BTreeMap<String, AuthorityLine>,
    pub(crate) references: &'a BTreeMap<String, DocumentLine>,
    /// Before every anchor of this rendition, so that two renditions on one page have anchors of their own.
    pub(crate) prefix: &'a str,
    /// The mark of each note as printed, by the note's id.
    pub(crate) labels: BTreeMap<&'a str, &'a str>,
}

/// The marks of a text's notes, for [`Links`].
pub(crate) fn labels_of(text: &Text) -> BTreeMap<&str, &str> {
    text.notes.iter().map(|note| (note.id.as_str(), note.label.as_str())).collect()
}

/// One block, drawn.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct DrawnBlock {
    /// Its anchor on the page.
    pub(crate) anchor: String,
    /// Its number among the blocks of the text, from 1, for those that are counted; headings and datelines are not.
    pub(crate) number: Option<usize>,
    pub(crate) html: Html,
    /// Notes whose marks stand in it.
    pub(crate) notes: Vec<DrawnNote>,
}

/// One note, drawn.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct DrawnNote {
    pub(crate) anchor: String,
    pub(crate) back: String,
    pub(crate) label: String,
    pub(crate) html: Html,
}

/// Draws every block of a text, each with the notes whose marks stand in it; notes without a mark come with the last.
pub(crate) fn draw(text: &Text, links: &Links) -> Vec<DrawnBlock> {
    let mut drawn = Vec::with_capacity(text.blocks.len());
    let mut left: BTreeMap<&str, &Note> = text.notes.iter().map(|note| (note.id.as_str(), note)).collect();
    let mut number = 0;
    for block in &text.blocks {
        let mut marks = Vec::new();
        let html = draw_block(block, links, &mut marks);
        let counted =
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Quotation | BlockKind::Table { .. });
        number += usize::from(counted);
        let notes = marks.iter().filter_map(|id| left.remove(id.as_str())).map(|note| draw_note(note, links));
        drawn.push(DrawnBlock {
            anchor: format!("{}{}", links.prefix, block.anchor),
            number: counted.then_some(number),
            html: Html(html),
            notes: notes.collect(),
        });
    }
    if let Some(last) = drawn.last_mut() {
        let unmarked = text.notes.iter().filter(|note| left.contains_key(note.id.as_str()));
        last.notes.extend(unmarked.map(|note| draw_note(note, links)));
    }
    drawn
}

fn draw_note(note: &Note, links: &Links) -> DrawnNote {
    let mut html = String::new();
    inlines(&note.content, links, &mut Vec::new(), &mut html);
    DrawnNote {
        anchor: format!("{}{}", links.prefix, note.id),
        back: format!("{}mark-{}", links.prefix, note.id),
        label: note.label.clone(),
        html: Html(html),
    }
}

fn draw_block(block: &Block, links: &Links, marks: &mut Vec<String>) -> String {
    let mut out = String::new();
    let (open, close): (&str, &str) = match &block.kind {
        // The page has a heading of its own: the text's begin below it.
        BlockKind::Heading(1) => ("<h3", "</h3>"),
        BlockKind::Heading(2) => ("<h4", "</h4>"),
        BlockKind::Heading(_) => ("<h5", "</h5>"),
        BlockKind::Paragraph => ("<p", "</p>"),
        BlockKind::Dateline => ("<p class=\"dateline\"", "</p>"),
        BlockKind::Salutation => ("<p class=\"salutation\"", "</p>"),
        BlockKind::Closing => ("<p class=\"closing\"", "</p>"),
        BlockKind::ListItem(1) => ("<p class=\"list-item\"", "</p>"),
        BlockKind::ListItem(_) => ("<p class=\"list-item deeper\"", "</p>"),
        BlockKind::Quotation => ("<blockquote", "</blockquote>"),
        BlockKind::Line => ("<p class=\"line\"", "</p>"),
        BlockKind::Table { .. } => ("<div class=\"table\"", "</div>"),
        BlockKind::Attachment => ("<h3 class=\"attachment\"", "</h3>"),
        BlockKind::Editorial => ("<p class=\"editorial\"", "</p>"),
    };
    out.push_str(open);
    if let Some(language) = &block.language {
        let direction = crate::labels::direction(Some(language.as_str()));
        let _ = write!(out, " lang=\"{language}\" dir=\"{direction}\"");
    }
    out.push('>');
    if let BlockKind::Table { rows, heading_rows } = &block.kind {
        draw_table(rows, *heading_rows, links, marks, &mut out);
    }
    inlines(&block.content, links, marks, &mut out);
    out.push_str(close);
    out
}

fn draw_table(
    rows: &[Vec<Vec<Inline>>],
    heading_rows: u32,
    links: &Links,
    marks: &mut Vec<String>,
    out: &mut String,
) {
    out.push_str("<table>");
    for (number, row) in rows.iter().enumerate() {
        let heading = number < heading_rows as usize;
        out.push_str("<tr>");
        for cell in row {
            out.push_str(if heading { "<th scope=\"col\">" } else { "<td>" });
            inlines(cell, links, marks, out);
            out.push_str(if heading { "</th>" } else { "</td>" });
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
}

fn inlines(content: &[Inline], links: &Links, marks: &mut Vec<String>, out: &mut String) {
    for inline in content {
        draw_inline(inline, links, marks, out);
    }
}

fn draw_inline(inline: &Inline, links: &Links, marks: &mut Vec<String>, out: &mut String) {
    let mut within = |open: &str, content: &[Inline], close: &str, out: &mut String| {
        out.push_str(open);
        inlines(content, links, marks, out);
        out.push_str(close);
    };
    match inline {
        Inline::Words(words) => escape(words, out),
        Inline::LineBreak => out.push_str("<br>"),
        Inline::Emphasis { style, content } => {
            let (open, close) = emphasis(*style);
            within(open, content, close, out);
        }
        Inline::Supplied(content) => within("<span class=\"supplied\">[", content, "]</span>", out),
        Inline::Deleted(content) => within("<del>", content, "</del>", out),
        Inline::Mention { authority, content } => match line_of(authority, links.authorities) {
            Some(line) => {
                let open = format!("<a class=\"mention\" href=\"{}\" title=\"{}\">", line.url, titled(line));
                within(&open, content, "</a>", out);
            }
            None => within("", content, "", out),
        },
        Inline::Reference { target, content } => match line_of(target, links.references) {
            Some(line) => {
                within(&format!("<a class=\"reference\" href=\"{}\">", line.url), content, "</a>", out)
            }
            None => within("", content, "", out),
        },
        Inline::OutsideLink { url, content } => match outside(url) {
            Some(url) => {
                within(
                    &format!("<a class=\"outside\" rel=\"external nofollow\" href=\"{url}\">"),
                    content,
                    "</a>",
                    out,
                );
            }
            None => within("", content, "", out),
        },
        Inline::NoteMark(id) => {
            let (prefix, name) = (escaped(links.prefix), escaped(id));
            let label = escaped(links.labels.get(id.as_str()).copied().unwrap_or("*"));
            let _ = write!(
                out,
                "<sup class=\"note-mark\"><a id=\"{prefix}mark-{name}\" href=\"#{prefix}{name}\" role=\"doc-noteref\">{label}</a></sup>"
            );
            marks.push(id.clone());
        }
        Inline::PageBreak { number, .. } => {
            let _ = write!(
                out,
                "<span class=\"page-break\" role=\"doc-pagebreak\" aria-label=\"page {0}\">{0}</span>",
                escaped(number)
            );
        }
        Inline::Redaction { words, lines } => draw_redaction(words, *lines, out),
        Inline::Gap { words } => {
            let _ = write!(out, "<span class=\"gap\">[{}]</span>", escaped(words));
        }
    }
}

/// A bar of the stated length: within the line for less than a line, else a block of so many lines, at most eight drawn.
fn draw_redaction(words: &str, lines: Option<u32>, out: &mut String) {
    let class = match lines {
        None | Some(0) => "redaction".to_owned(),
        Some(lines) => format!("redaction lines-{}", lines.min(8)),
    };
    let _ = write!(
        out,
        "<span class=\"{class}\"><span class=\"redaction-words\">{}</span></span>",
        escaped(words)
    );
}

fn emphasis(style: Emphasis) -> (&'static str, &'static str) {
    match style {
        Emphasis::Italic => ("<i>", "</i>"),
        Emphasis::Bold => ("<b>", "</b>"),
        Emphasis::Underlined => ("<u>", "</u>"),
        Emphasis::SmallCapitals => ("<span class=\"small-capitals\">", "</span>"),
        Emphasis::Superscript => ("<sup>", "</sup>"),
        Emphasis::Subscript => ("<sub>", "</sub>"),
        Emphasis::Handwritten => ("<span class=\"hand\">", "</span>"),
    }
}

fn line_of<'a, T>(link: &Link, lines: &'a BTreeMap<String, T>) -> Option<&'a T> {
    lines.get(link.as_id()?)
}

/// What stands in the card of a mention: heading, dates, and who it is.
fn titled(line: &AuthorityLine) -> String {
    let mut words = line.heading.clone();
    if let Some(dates) = &line.dates {
        words.push_str(", ");
        words.push_str(dates);
    }
    if let Some(description) = &line.description {
        words.push_str(": ");
        words.push_str(description);
    }
    escaped(&words)
}

/// An address that leads out of the archive, escaped; none but those of the web.
fn outside(url: &str) -> Option<String> {
    let scheme = url.split(':').next().unwrap_or_default();
    let fits = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (fits && !url.chars().any(|c| c.is_control() || c.is_whitespace())).then(|| escaped(url))
}

/// Words with HTML's signs escaped.
pub(crate) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    escape(words, &mut out);
    out
}

/// Signs that turn the direction of what follows: they could show a name or an address as another.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Words between two signs are copied as a whole: they are nearly all there is.
fn escape(words: &str, out: &mut String) {
    let mut copied = 0;
    for (at, byte) in words.bytes().enumerate() {
        let (instead, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            b'\0'..=0x8 | 0xb | 0xc | 0xe..=0x1f => ("", 1),
            // The first of the three bytes of every sign that turns.
            0xe2 if words[at..].starts_with(turns) => ("", 3),
            _ => continue,
        };
        out.push_str(&words[copied..at]);
        out.push_str(instead);
        copied = at + length;
    }
    out.push_str(&words[copied..]);
}

/// Pieces of a title or a passage: what matched stands in `<mark>`.
pub(crate) fn marked(pieces: &[(String, bool)]) -> Html {
    let mut out = String::new();
    for (words, matched) in pieces {
        if *matched {
            out.push_str("<mark>");
            escape(words, &mut out);
            out.push_str("</mark>");
        } else {
            escape(words, &mut out);
        }
    }
    Html(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(content: Vec<Inline>) -> String {
        let links = Links {
            authorities: &BTreeMap::new(),
            references: &BTreeMap::new(),
            prefix: "",
            labels: BTreeMap::new(),
        };
        let mut out = String::new();
        inlines(&content, &links, &mut Vec::new(), &mut out);
        out
    }

    #[test]
    fn words_are_words_whatever_they_hold() {
        let hostile = "<script>alert(1)</script> \"onclick='x' &amp; \u{202e}gnp.exe\0";
        let html = drawn(vec![Inline::Words(hostile.into())]);
        assert_eq!(html, "&lt;script&gt;alert(1)&lt;/script&gt; &quot;onclick=&#39;x&#39; &amp;amp; gnp.exe");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for url in
            ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", " http://x", "http://x\ny", "//x"]
        {
            let html = drawn(vec![Inline::OutsideLink {
                url: url.into(),
                content: vec![Inline::Words("x".into())],
            }]);
            assert_eq!(html, "x", "{url:?}");
        }
        let link = Inline::OutsideLink { url: "https://a.example/?a=1&b=\"".into(), content: Vec::new() };
        assert!(drawn(vec![link]).contains("href=\"https://a.example/?a=1&amp;b=&quot;\""));
    }

    #[test]
    fn a_redaction_is_drawn_at_its_length_and_says_what_was_withheld() {
        let html =
            drawn(vec![Inline::Redaction { words: "2 lines not declassified".into(), lines: Some(2) }]);
        assert!(html.contains("lines-2") && html.contains("2 lines not declassified"), "{html}");
    }

    #[test]
    fn a_link_to_what_nobody_looked_up_is_only_words() {
        let content = vec![Inline::Words("the telegram".into())];
        assert_eq!(drawn(vec![Inline::Reference { target: Link::id("7b3kq2xw"), content }]), "the telegram");
    }
}
