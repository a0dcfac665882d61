//! The grammar of a captured page: lines become a collection's words, entries, and words outside of both.
//!
//! Two generations of pages, one rule: an entry begins at a line that is nothing but a date; then comes its title, and
//! what follows is its abstract. Old pages set a bullet before the date and indent the rest, which tells where the last
//! entry ends. What dates and titles mean is not known here; see [`super::describe`].

use super::before::Before;
use super::heading::{Heading, split_bullet};
use super::site::{SiteWords, site_words};
use crate::plain::Line;

/// An entry as the page has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The line at which it begins.
    pub line: u64,
    /// The date's words; empty where there are none.
    pub date: String,
    /// The title, then the paragraphs of the abstract.
    pub paragraphs: Vec<String>,
    /// It has no line of its own for the date; that it is an entry was concluded from its title.
    pub concluded: bool,
    /// More words followed than any abstract has; they were left out.
    pub cut: bool,
}

/// What a page consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// The page is a collection's; comes before its entries.
    Collection { title: String, description: Vec<String> },
    /// One entry, with a title at least.
    Entry(Entry),
    /// A date to which there is no title.
    DateAlone { line: u64, date: String },
    /// Words that belong to nothing.
    Outside { line: u64, words: String },
}

/// Paragraphs of an entry that are kept, each of at most [`LONGEST_PARAGRAPH`] bytes.
const MOST_PARAGRAPHS: usize = 50;
/// Bytes from which on a further line begins a new paragraph.
const LONGEST_PARAGRAPH: usize = 64 * 1024;
/// Words outside of everything are reported so often.
const MOST_OUTSIDE: usize = 5;
/// A line that was broken to fit a page has at least so many characters.
const BROKEN_LINE: usize = 60;

/// Where on the page we are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    BeforeEntries,
    InEntry,
    Outside,
}

/// How the entries of a page begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    /// The bullet before the date.
    bullet: Option<char>,
    /// The bullet's indent.
    indent: usize,
    /// The title stands on the date's line.
    with_title: bool,
}

/// The page as read so far.
#[derive(Debug, Default)]
pub(super) struct Page {
    place: Place,
    before: Before,
    entry: Entry,
    /// The indent of the current entry's title and abstract, once known.
    body: Option<usize>,
    /// Known with the first date.
    style: Option<Style>,
    /// The line before was not blank.
    joined: bool,
    /// Length of the line before, in characters.
    last_length: usize,
    /// No blank line parts the date from the title.
    tight: bool,
    outside: usize,
    /// How many entries the page says that it shows.
    pub shows: Option<u64>,
    /// The site's header was seen.
    pub has_header: bool,
}

impl Page {
    /// Takes the next line; what is complete by it goes to `out`.
    pub(super) fn push(&mut self, line: &Line, out: &mut Vec<Piece>) {
        let text = line.text.trim();
        if text.is_empty() {
            self.joined = false;
            return;
        }
        let (bullet, behind) = split_bullet(text);
        let indent = indent_of(&line.text);
        self.joined &= !self.is_apart(bullet, indent);
        if let Some(heading) = self.heading(bullet, behind, indent) {
            let with_title = heading.title.is_some();
            self.style.get_or_insert(Style { bullet, indent, with_title });
            self.begin(line.number, heading, out);
        } else if let Some(words) = self.site_words(behind, indent) {
            self.finish_entry(out);
            self.note(words);
            self.joined = false;
            return;
        } else {
            self.take_words(line.number, text, bullet, indent, out);
        }
        self.joined = true;
        self.last_length = text.chars().count();
    }

    /// Ends the page.
    pub(super) fn finish(&mut self, out: &mut Vec<Piece>) {
        self.finish_entry(out);
    }

    /// Whether a line cannot go on with the one before: it has a bullet, or stands outside of the entry's body.
    fn is_apart(&self, bullet: Option<char>, indent: usize) -> bool {
        bullet.is_some() && self.body.is_none_or(|body| indent < body)
    }

    fn is_marked(&self) -> bool {
        self.style.is_some_and(|style| style.bullet.is_some())
    }

    fn awaits_title(&self) -> bool {
        self.place == Place::InEntry && self.entry.paragraphs.is_empty()
    }

    /// Whether an entry begins here.
    fn heading(&self, bullet: Option<char>, behind: &str, indent: usize) -> Option<Heading> {
        let Some(style) = self.style else {
            let fits = bullet.is_some() || !self.joined;
            return fits.then(|| Heading::alone(behind).or_else(|| Heading::with_title(behind))).flatten();
        };
        if style.bullet.is_some() {
            if bullet.is_none() || indent > style.indent {
                return None;
            }
            let title = (!behind.is_empty()).then(|| behind.to_owned());
            let undated = || Heading { date: String::new(), title };
            let same = bullet == style.bullet && indent == style.indent;
            return Heading::alone(behind)
                .or_else(|| Heading::with_title(behind))
                .or_else(|| same.then(undated));
        }
        // What follows a bare date is its title, whatever it looks like.
        if bullet.is_some() || self.awaits_title() {
            return None;
        }
        // Where titles stand on the lines right below or behind the dates, no blank lines part the entries.
        let alone = (!self.joined || self.tight).then(|| Heading::alone(behind)).flatten();
        alone.or_else(|| style.with_title.then(|| Heading::with_title(behind)).flatten())
    }

    fn begin(&mut self, line: u64, heading: Heading, out: &mut Vec<Piece>) {
        self.finish_entry(out);
        if self.place == Place::BeforeEntries {
            let undated = self.style.and_then(|style| style.bullet.map(|bullet| (bullet, style.indent)));
            std::mem::take(&mut self.before).sort_out(undated, out);
        }
        self.tight = heading.title.is_some();
        let paragraphs = heading.title.into_iter().collect();
        self.entry = Entry { line, date: heading.date, paragraphs, ..Entry::default() };
        self.body = None;
        self.place = Place::InEntry;
    }

    fn finish_entry(&mut self, out: &mut Vec<Piece>) {
        if self.place != Place::InEntry {
            return;
        }
        self.place = Place::Outside;
        let entry = std::mem::take(&mut self.entry);
        out.push(match entry.paragraphs.is_empty() {
            true => Piece::DateAlone { line: entry.line, date: entry.date },
            false => Piece::Entry(entry),
        });
    }

    /// The site's own words, where they can stand: not in an entry's indented body, and not for a title.
    fn site_words(&self, text: &str, indent: usize) -> Option<SiteWords> {
        let bullet = self.style.filter(|style| style.bullet.is_some());
        let in_body =
            bullet.zip(self.body).is_some_and(|(bullet, body)| body > bullet.indent && indent >= body);
        if self.awaits_title() || self.place == Place::InEntry && in_body {
            return None;
        }
        site_words(text)
    }

    fn note(&mut self, words: SiteWords) {
        match words {
            SiteWords::Plain => {}
            SiteWords::Header => self.has_header = true,
            SiteWords::NoImage => self.before.no_image = true,
            SiteWords::Results => {
                self.has_header = true;
                self.before.results = true;
            }
            SiteWords::Shows(number) => {
                self.has_header = true;
                self.shows.get_or_insert(number);
            }
        }
    }

    fn take_words(
        &mut self,
        line: u64,
        text: &str,
        bullet: Option<char>,
        indent: usize,
        out: &mut Vec<Piece>,
    ) {
        // An undated entry among bare dates has nothing but its title to be known by.
        let room = match self.place {
            Place::BeforeEntries => self.shows.is_some(),
            Place::InEntry => self.has_header && self.style.is_some() && self.entry.paragraphs.len() >= 2,
            Place::Outside => false,
        };
        if room && !self.is_marked() && !self.joined && super::describe::looks_like_title(text) {
            self.begin(line, Heading { date: String::new(), title: Some(text.to_owned()) }, out);
            self.entry.concluded = true;
            return;
        }
        let below = self.is_marked() && self.body.is_some_and(|body| indent < body);
        if self.place == Place::InEntry && below && !self.entry.paragraphs.is_empty() {
            self.finish_entry(out);
        }
        match self.place {
            Place::BeforeEntries => self.before.push(line, text, bullet, indent, self.joined),
            Place::InEntry => self.add(text, indent),
            Place::Outside if self.outside < MOST_OUTSIDE => {
                self.outside += 1;
                out.push(Piece::Outside { line, words: text.to_owned() });
            }
            Place::Outside => {}
        }
    }

    /// Adds a line to the current entry: to the paragraph before it, or as a new one.
    fn add(&mut self, text: &str, indent: usize) {
        self.body.get_or_insert(indent);
        let paragraphs = &mut self.entry.paragraphs;
        let goes_on = self.joined
            && match paragraphs.len() {
                0 => false,
                // A title goes on below itself only where the line was broken to fit.
                1 if self.last_length < BROKEN_LINE => false,
                1 if self.tight => text.starts_with(char::is_lowercase),
                _ => true,
            };
        if paragraphs.is_empty() {
            self.tight = self.joined;
        }
        let full = paragraphs.len() >= MOST_PARAGRAPHS;
        match paragraphs.last_mut() {
            Some(last) if goes_on && last.len() + text.len() < LONGEST_PARAGRAPH => {
                last.push(' ');
                last.push_str(text);
            }
            _ if !full => paragraphs.push(text.to_owned()),
            _ => self.entry.cut = true,
        }
    }
}

/// Columns before the first word; a tab stands for four.
fn indent_of(text: &str) -> usize {
    text.chars()
        .take_while(|character| character.is_whitespace())
        .map(|character| if character == '\t' { 4 } else { 1 })
        .sum()
}
