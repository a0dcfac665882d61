//! For crawlers: every document's address with the day on which it last changed, and what not to walk.
//!
//! In parts of so many, each found by the identifier that it begins after, so that the last costs what the first does.

use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use crate::text::escaped;
use fonds_archive::deliver;
use fonds_model::DocumentId;

/// Addresses in one part; the protocol allows 50,000.
const PART: usize = 2_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `/sitemap.xml`: the first part, where it holds everything; else the list of parts.
pub(crate) fn index(site: &Site, _: &Asked) -> Page {
    let starts = deliver::address_parts(site.archive(), PART)?;
    if starts.len() <= 1 {
        return part_after(site, None);
    }
    let mut out = format!("{HEAD}<sitemapindex xmlns=\"{SPACE}\">\n");
    for start in starts.iter() {
        let name = start.as_deref().unwrap_or("start");
        let address = site.permanent(&format!("/sitemap/{name}.xml"));
        out.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escaped(&address)));
    }
    out.push_str("</sitemapindex>\n");
    Ok(Answer::text("application/xml", out))
}

/// `/sitemap/{after}`
pub(crate) fn part(site: &Site, asked: &Asked) -> Page {
    let name = asked.part(0).strip_suffix(".xml").unwrap_or_default();
    match name {
        "start" => part_after(site, None),
        id if id.parse::<DocumentId>().is_ok() => part_after(site, Some(id)),
        _ => Err(crate::errors::PageError::Absent),
    }
}

fn part_after(site: &Site, after: Option<&str>) -> Page {
    let listed = deliver::addresses(site.archive(), after, PART, site.today())?;
    let mut out = format!("{HEAD}<urlset xmlns=\"{SPACE}\">\n");
    for address in &listed.addresses {
        let url = escaped(&site.permanent(&address.url));
        let changed = escaped(address.changed.get(..10).unwrap_or_default());
        out.push_str(&format!("<url><loc>{url}</loc><lastmod>{changed}</lastmod></url>\n"));
    }
    out.push_str("</urlset>\n");
    Ok(Answer::text("application/xml", out))
}

/// `/robots.txt`: documents, collections and people may be walked; combinations of conditions may not.
pub(crate) fn robots(site: &Site, _: &Asked) -> Page {
    let sitemap = site.permanent("/sitemap.xml");
    let words = format!(
        "User-agent: *\nAllow: /\nDisallow: /search?\nDisallow: /search.\nDisallow: /search/\nDisallow: /concordance\n\nSitemap: {sitemap}\n"
    );
    Ok(Answer::text("text/plain; charset=utf-8", words))
}
