//! Whether the server is well; the style sheet and the script, which are kept for ever under the hash of their content.

use crate::errors::PageError;
use crate::respond::{Answer, Asked, Page};
use crate::site::Site;

/// `/-/healthz`: `ok` as long as catalogue and index can be asked.
pub(crate) fn health(site: &Site, _: &Asked) -> Page {
    let asked = fonds_archive::discover::Asked::default();
    fonds_archive::discover::search(site.archive(), &asked, site.reader(), site.today())?;
    Ok(Answer::text("text/plain; charset=utf-8", "ok\n").unlisted())
}

/// `/-/style/{hash}`
pub(crate) fn style(site: &Site, asked: &Asked) -> Page {
    if site.style_url() != format!("/-/style/{}", asked.part(0)) {
        return Err(PageError::Absent);
    }
    Ok(Answer::text("text/css; charset=utf-8", site.style()).for_ever())
}

/// `/-/script/{hash}`
pub(crate) fn script(site: &Site, asked: &Asked) -> Page {
    if site.script_url() != format!("/-/script/{}", asked.part(0)) {
        return Err(PageError::Absent);
    }
    Ok(Answer::text("text/javascript; charset=utf-8", site.script()).for_ever())
}
