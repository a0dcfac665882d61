//! What a name may be called: the other forms under which a search looks for it, each with the authority or the rule
//! that knows it, those that are left out, and those that no document has.
//!
//! For archivists who wonder why a search finds what it finds. The forms are those of [`crate::lexicon`], sorted as the
//! search sorts them; nothing is told that a reader's own search would not use.

use crate::archive::Archive;
use crate::clearance::{Cleared, Reader};
use crate::discover::DiscoverError;
use crate::lexicon::{self, FormOf, Widening, key_of, leads_on};
use fonds_model::{AuthorityKind, Day};
use fonds_search::{MOST_FORMS, OtherForm};
use serde::Serialize;

/// What a name may be called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Names {
    /// The name as it was typed.
    pub asked: String,
    /// Those that bear it.
    pub bearers: Vec<Bearer>,
    /// Whether it leads to the other names of those: a family name that several share does not.
    pub leads: bool,
    /// The forms under which it is searched too, the best first.
    pub searched: Vec<Form>,
    /// Forms that are left out, because a search takes so many at most.
    pub dropped: Vec<Form>,
    /// Forms that would be searched if a document had them.
    pub absent: Vec<Form>,
    /// How many a search takes at most.
    pub most: usize,
}

/// An authority, as far as its names are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bearer {
    /// Its identifier.
    pub id: String,
    /// What it is.
    pub kind: AuthorityKind,
    /// The name by which it is filed.
    pub heading: String,
    /// Its address; null while no document that the reader may see names it.
    pub url: Option<String>,
}

/// Another form of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Form {
    /// The form.
    pub form: String,
    /// Why it is the same, as the end of a sentence.
    pub because: String,
    /// The authority that has it; null where a rule of spelling knows it.
    pub authority: Option<Bearer>,
    /// It holds from this day on; null where that side has no bound.
    pub from: Option<Day>,
    /// Until this day.
    pub to: Option<Day>,
    /// It holds only in documents that have one of these values, each a facet and a value; in all where there are none.
    pub only_with: Vec<(&'static str, String)>,
    /// It does not hold where it stands in one of these longer names.
    pub unless: Vec<String>,
}

/// Tells what a name may be called in the searches of a reader.
pub fn names(archive: &Archive, name: &str, reader: Reader) -> Result<Cleared<Names>, DiscoverError> {
    let asked = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = key_of(&asked);
    let widening = lexicon::widening(archive, reader)?;
    let sorted = archive.index().with_vocabulary(|vocabulary| {
        sort(widening.forms(&asked, vocabulary), &key, |form| vocabulary.has(&form.form))
    })?;
    let bearing = widening.bearing(&key);
    let mut bearers: Vec<Bearer> = bearing.iter().map(|bearer| bearer_of(&widening, bearer)).collect();
    bearers.sort_by(|a, b| (&a.heading, &a.id).cmp(&(&b.heading, &b.id)));
    let told = |forms: Vec<FormOf>| forms.into_iter().map(|form| told(&widening, form)).collect();
    let [searched, dropped, absent] = sorted.map(told);
    let leads = !bearing.is_empty() && leads_on(&key, &bearing);
    Ok(Cleared::of_cleared_parts(Names {
        asked,
        bearers,
        leads,
        searched,
        dropped,
        absent,
        most: MOST_FORMS,
    }))
}

/// Those that are searched, those that are too many, those that no document has; each once, without what was typed.
fn sort(forms: Vec<FormOf>, typed: &str, in_index: impl Fn(&OtherForm) -> bool) -> [Vec<FormOf>; 3] {
    let mut sorted: [Vec<FormOf>; 3] = Default::default();
    for (form, of) in forms {
        let key = key_of(&form.form);
        let same = |(known, _): &FormOf| {
            let bounds = |form: &OtherForm| (form.from, form.to, form.only_with.clone(), form.unless.clone());
            key_of(&known.form) == key && bounds(known) == bounds(&form)
        };
        if key.is_empty() || key == typed || sorted.iter().flatten().any(same) {
            continue;
        }
        let place = match (in_index(&form), sorted[0].len() < MOST_FORMS) {
            (false, _) => 2,
            (true, true) => 0,
            (true, false) => 1,
        };
        sorted[place].push((form, of));
    }
    sorted
}

fn bearer_of(widening: &Widening, bearer: &lexicon::Bearer) -> Bearer {
    let url = || format!("/{}/{}", bearer.kind.plural(), bearer.id);
    Bearer {
        id: bearer.id.to_string(),
        kind: bearer.kind,
        heading: bearer.heading().to_owned(),
        url: widening.is_named(bearer).then(url),
    }
}

fn told(widening: &Widening, (form, of): FormOf) -> Form {
    let authority = of.and_then(|id| Some(bearer_of(widening, widening.bearer(&id)?)));
    let OtherForm { form, because, from, to, only_with, unless } = form;
    let only_with = only_with.into_iter().map(|(facet, value)| (facet.word(), value)).collect();
    Form { form, because, authority, from, to, only_with, unless }
}
