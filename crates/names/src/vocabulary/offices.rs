//! Nouns that name what somebody is: ambassador, chairman, first secretary.
//!
//! Not forms of address ([`super::honorifics`]) and not bodies ([`super::bodies`]). The lists at the end say
//! which offices take "to" ("Ambassador to the DPRK"), where the small word does not lead to a recipient.

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

static OFFICES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "abbot administrator adviser advisers advisor advisors agent agents aide aides ambassadeur ambassador
         ambassadors analyst analysts archbishop assistant assistants attache attaches attaché attachés attorney
         author außenminister banker bishop botschafter bundeskanzler businessman cadre cadres canciller
         cardinal chair chairman chairmen chairperson chairwoman chancellor charge chargé chargés chief chiefs
         clerk commandant commander commander-in-chief commanders commissar commissars commissioner
         commissioners comptroller congressman congressmen congresswoman consul consul-general consuls
         consultant controller coordinator correspondent correspondents cosmonaut councillor councilor counsel
         counsellor counsellors counselor counselors d'affaires defector defectors delegate delegates deputies
         deputy dictator diplomat diplomats director director-general directors dissidents doctor economist
         editor editors embaixador embajador emir emissary engineer envoy envoys expert experts farmer fellow
         founder functionaries functionary gesandter governor governors head heads historian inspector
         instructor intellectuals interpreter journalist judge kaiser kanzler lama lawyer leader leaders legate
         maharaja manager marshals mayor member members militant militants minister minister-counsellor
         minister-counselor ministerpräsident ministers ministre ministro moderator monarch mp nawab negotiator
         negotiators nuncio officer officers official officials organizer participants patriarch physician
         physicist pilot pilots planner plenipotentiary poet premier premiers president presidente presidents
         principal procurator prosecutor präsident président quartermaster rapporteur rector registrar reporter
         reporters representative representatives resident resident-minister rezident scientist scientists
         secretaries secretario secretary secretary-general secretário secrétaire senator senators shah soldiers
         solicitor specialist specialists spokesman spokesperson staatssekretär strategist students subsecretary
         sultan superintendent technician technicians translator treasurer tsar under-secretary undersecretary
         veterans vice vice-chairman vice-consul vice-minister vice-premier vice-president widow wife writers",
    )
});
static QUALIFIERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "acting alternate appointed assistant authorized candidate certain commercial deputy designated elected
         extraordinary first former full general honorary incoming interim naval new newly outgoing permanent
         personal plenipotentiary political prime private provisional second senior special third under vice
         visiting",
    )
});

/// "Ambassador", "Chairmen", "envoys"; the word folded by [`super::fold`].
pub fn is_office(folded: &str) -> bool {
    let settled =
        ["-elect", "-designate"].iter().find_map(|ending| folded.strip_suffix(ending)).unwrap_or(folded);
    let settled = ["co-", "ex-", "deputy-"].iter().find_map(|p| settled.strip_prefix(p)).unwrap_or(settled);
    let plural = || settled.strip_suffix('s').is_some_and(|one| one.len() > 3 && OFFICES.contains(one));
    OFFICES.contains(settled) || plural() || settled == "state" && settled != folded
}

/// A word that only qualifies an office: "Deputy", "Acting", "Newly".
pub fn is_qualifier(folded: &str) -> bool {
    QUALIFIERS.contains(folded)
}

/// Offices and bodies accredited to a country: "Ambassador to China", "Mission to the United Nations".
pub fn is_accredited(folded: &str) -> bool {
    matches!(
        folded,
        "ambassador"
            | "ambassadors"
            | "envoy"
            | "envoys"
            | "representative"
            | "representatives"
            | "minister"
            | "consul"
            | "delegate"
            | "delegates"
            | "mission"
            | "delegation"
            | "embassy"
            | "legation"
            | "observer"
            | "charge"
            | "chargé"
            | "d'affaires"
            | "commissioner"
            | "attache"
            | "attaché"
            | "emissary"
            | "plenipotentiary"
            | "counselor"
            | "counsellor"
            | "liaison"
            | "visitor"
            | "consul-general"
            | "general"
    )
}

/// Further offices and bodies that are at a place: "Chief of Station in Guatemala", "correspondent in Paris".
pub fn is_posted(folded: &str) -> bool {
    matches!(
        folded,
        "correspondent"
            | "correspondents"
            | "embassy"
            | "consulate"
            | "office"
            | "station"
            | "chief"
            | "resident"
            | "commander"
            | "envoys"
            | "ambassadors"
            | "headquarters"
            | "secretary"
            | "officer"
            | "agent"
            | "diplomats"
            | "post"
    )
}

/// Offices at the side of a person: "Assistant to the President".
pub fn is_at_the_side(folded: &str) -> bool {
    matches!(
        folded,
        "assistant"
            | "adviser"
            | "advisor"
            | "aide"
            | "deputy"
            | "secretary"
            | "counsel"
            | "consultant"
            | "assistants"
            | "advisers"
            | "advisors"
    )
}

/// Offices that are not "for" something, as ministers and secretaries are.
pub fn has_no_charge(folded: &str) -> bool {
    matches!(
        folded,
        "ambassador"
            | "ambassadors"
            | "president"
            | "premier"
            | "chairman"
            | "chancellor"
            | "consul"
            | "general"
            | "leader"
            | "leaders"
            | "shah"
            | "governor"
            | "mayor"
            | "envoy"
    )
}
