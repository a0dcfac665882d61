//! Whole results, written while they are sent: tables, JSON lines, entries for reference managers.

use crate::reading_room::concordance::asked_of;
use crate::reading_room::search::question;
use crate::respond::{Answer, Asked, Page};
use crate::site::Site;
use fonds_archive::concordance::write_csv;
use fonds_archive::results::{ResultFormat, write_result};

/// `/search.csv`
pub(crate) fn csv(site: &Site, asked: &Asked) -> Page {
    Ok(whole(site, asked, ResultFormat::Csv))
}

/// `/search.jsonl`
pub(crate) fn lines(site: &Site, asked: &Asked) -> Page {
    Ok(whole(site, asked, ResultFormat::Lines))
}

/// `/search.bib`
pub(crate) fn bibtex(site: &Site, asked: &Asked) -> Page {
    Ok(whole(site, asked, ResultFormat::BibTex))
}

/// `/search.ris`
pub(crate) fn ris(site: &Site, asked: &Asked) -> Page {
    Ok(whole(site, asked, ResultFormat::Ris))
}

fn whole(site: &Site, asked: &Asked, format: ResultFormat) -> Answer {
    let (site, question) = (site.clone(), question(asked));
    let name = format!("documents.{}", format.ending());
    let write = move |out: &mut dyn std::io::Write| {
        let permanent = |path: &str| site.permanent(path);
        write_result(site.archive(), &question, format, &permanent, (site.reader(), site.today()), out)
    };
    Answer::written(format.media_type(), &name, Box::new(write)).unlisted()
}

/// `/concordance.csv`
pub(crate) fn concordance(site: &Site, asked: &Asked) -> Page {
    let (site, asked) = (site.clone(), asked_of(asked));
    let write = move |out: &mut dyn std::io::Write| {
        write_csv(site.archive(), &asked, site.reader(), site.today(), out)
    };
    let media_type = ResultFormat::Csv.media_type();
    Ok(Answer::written(media_type, "concordance.csv", Box::new(write)).unlisted())
}
