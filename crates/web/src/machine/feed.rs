//! A saved search as an Atom feed (RFC 4287): the documents that answer it and were published last.
//!
//! Its address is that of the search, so that whatever can be asked can be followed.

use crate::reading_room::query_string;
use crate::reading_room::search::{parameters, question};
use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use crate::text::escaped;
use fonds_archive::newest::{Published, newest};

/// Entries of a feed; whoever asks once a day misses nothing unless more are published in that day.
const ENTRIES: usize = 50;
/// When nothing was published yet.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// `/search.atom`
pub(crate) fn search(site: &Site, asked: &Asked) -> Page {
    let question = question(asked);
    let found = newest(site.archive(), &question, ENTRIES, site.today())?;
    let asked = query_string(&parameters(asked));
    let feed = found.map(|found| write(site, &question.words, &asked, found));
    Ok(Answer::text("application/atom+xml; charset=utf-8", feed.as_bytes().to_vec()).unlisted())
}

fn write(site: &Site, words: &str, asked: &str, found: &[Published]) -> String {
    let name = &site.archive().settings().name;
    let title = match words.trim() {
        "" => name.clone(),
        words => format!("{name}: {words}"),
    };
    let page = site.permanent(&format!("/search{asked}"));
    let own = site.permanent(&format!("/search.atom{asked}"));
    let updated = found.first().map_or(NEVER, |newest| &newest.updated);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n\
         <title>{}</title>\n<id>{}</id>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        escaped(&title),
        escaped(&identifier(site, &format!("/search.atom{asked}"))),
        escaped(updated),
        escaped(name),
        escaped(&own),
        escaped(&page),
    );
    found.iter().for_each(|published| write_entry(site, published, &mut out));
    out.push_str("</feed>\n");
    out
}

fn write_entry(site: &Site, published: &Published, out: &mut String) {
    let line = &published.line;
    let untitled = || format!("Document {}", line.id);
    let title = line.title.clone().unwrap_or_else(untitled);
    let summary = published.document.principal_abstract().map(|words| words.text.as_str());
    out.push_str(&format!(
        "<entry>\n<title>{}</title>\n<id>{}</id>\n<published>{}</published>\n<updated>{}</updated>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        escaped(&title),
        escaped(&identifier(site, &format!("/documents/{}", line.id))),
        escaped(&published.published),
        escaped(&published.updated),
        escaped(&site.permanent(&line.url)),
    ));
    let said: Vec<&str> = line.date.as_deref().into_iter().chain(summary).collect();
    if !said.is_empty() {
        out.push_str(&format!("<summary>{}</summary>\n", escaped(&said.join(". "))));
    }
    out.push_str("</entry>\n");
}

/// What a thing is known by for ever: its permanent address, or where the archive has none yet a name.
fn identifier(site: &Site, path: &str) -> String {
    match site.archive().settings().address.is_empty() {
        true => format!("urn:fonds:{}", path.trim_start_matches('/')),
        false => site.permanent(path),
    }
}
