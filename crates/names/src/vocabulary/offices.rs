//! Nouns that name what somebody is: ambassador, chairman, first secretary.
//!
//! Not forms of address ([`super::honorifics`]) and not bodies ([`super::bodies`]). The lists at the end say
//! which offices take "to" ("Ambassador to the DPRK"), where the small word does not lead to a recipient.

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

static OFFICES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "ambassador ambassadors chairman chairmen chairwoman chairperson chair president presidents vice-president
         vice-chairman vice-premier vice-minister premier premiers minister ministers secretary secretaries
         under-secretary undersecretary subsecretary director directors director-general chief chiefs head heads
         commander commanders commander-in-chief chancellor consul consul-general consuls counselor counsellor
         counselors counsellors councillor councilor charge chargé chargés d'affaires envoy envoys emissary
         representative representatives deputy deputies delegate delegates attache attaché attachés attaches
         commissar commissars commissioner commissioners governor governors senator senators congressman
         congresswoman congressmen mp adviser advisers advisor advisors assistant assistants aide aides officer
         officers leader leaders member members correspondent correspondents editor editors procurator prosecutor
         judge mayor spokesman spokesperson manager agent agents plenipotentiary resident rezident specialist
         specialists economist scientist scientists comptroller administrator treasurer superintendent
         interpreter translator inspector clerk commandant shah sultan emir khan_ minister-counselor
         minister-counsellor attorney counsel coordinator ministerpräsident staatssekretär botschafter
         secretary-general moderator archbishop cardinal bishop patriarch lama functionary functionaries
         official officials diplomat diplomats journalist historian physicist professor_ engineer doctor
         participants students soldiers veterans workers_ writers intellectuals dissidents reporter reporters
         founder widow wife fellow analyst analysts physician negotiator negotiators planner strategist
         prime_ vice consultant organizer instructor rapporteur registrar rector principal
         ambassadeur ministre président secrétaire gesandter präsident kanzler bundeskanzler
         außenminister embajador canciller presidente ministro secretario embaixador secretário vice-consul chair nuncio legate cadre cadres militant militants lawyer author poet banker businessman farmer
         defector defectors expert experts technician technicians pilot pilots cosmonaut controller quartermaster abbot
         maharaja nawab tsar kaiser resident-minister commander-in-chief solicitor marshals dictator monarch",
    )
});
static QUALIFIERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "deputy vice acting assistant former first second third prime special general senior new newly appointed
         designated under extraordinary plenipotentiary permanent political naval commercial honorary interim
         provisional personal private outgoing incoming elected candidate alternate full visiting
         authorized certain",
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
