//! Search results as JSON, in the shape that the manual promises.

use crate::reading_room::concordance::asked_of;
use crate::reading_room::search::question;
use crate::reading_room::values;
use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use fonds_archive::complete::nearest::did_you_mean;
use fonds_archive::{concordance as lines, discover, views};

/// `/search.json`
pub(crate) fn search(site: &Site, asked: &Asked) -> Page {
    let question = discover::Asked { facet_values: 100, ..question(asked) };
    let found = discover::search(site.archive(), &question, site.reader(), site.today())?;
    let suggested = did_you_mean(site.archive(), &question, found.total, site.reader(), site.today())?;
    Ok(Answer::json(&views::search(&found, suggested.as_ref()))?.unlisted())
}

/// `/concordance.json`
pub(crate) fn concordance(site: &Site, asked: &Asked) -> Page {
    let made = lines::concordance(site.archive(), &asked_of(asked), site.reader(), site.today())?;
    Ok(Answer::json(&made)?.unlisted())
}

/// `/search/values.json`
pub(crate) fn values(site: &Site, asked: &Asked) -> Page {
    let (_, listed) = values::list(site, asked)?;
    Ok(Answer::json(&views::values(&listed))?.unlisted())
}
