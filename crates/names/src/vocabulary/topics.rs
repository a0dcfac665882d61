//! Words that end the parties and begin the subject: "on", "concerning", and nouns such as "Plans".
//!
//! Not the genres ([`super::genres`]).

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

static OPENERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "on about regarding concerning re upon over against toward towards as when where that which who whom is are
         was were how why dated ahead during after before following since until till despite without
         within because if whether should must will has have had amid given per_ containing asking requesting
         informing reporting discussing describing summarizing summarising relating pertaining",
    )
});
static NOUNS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "plans plan situation question questions problem problems issue issues reaction reactions aid assistance support
         activities activity events event results result policy policies position positions views view request
         requests response responses answer answers steps step measures measure crisis crises attack
         attacks visit visits trip trips arrival departure preparations preparation draft change changes
         comments comment demands demand arrangement arrangements attitude attitudes approach approaches approval background
         basis behavior campaign campaigns case cases causes circumstances coup conditions consequences contacts
         course deal death debate delivery deliveries dispute effects efforts end escape evaluation evidence
         exchange facts failure forecast future goal goals handling impact implications incident increase influence
         invitation lessons life loan loans losses matter matters mood motives names need needs
         news observations offer opinion opinions opportunity options outcome part
         participation possibility possible present presence pressure prisoners progress prospects
         purchase purpose questioning reason reasons recall recent rejection release repercussions
         resumption return rights role rumors shipment shipments sale sales signing some stand
         state's status strategy strike struggle success talks tasks terms test testing tests threat
         thoughts toast training transfer transport treatment trends trial truth understanding
         unrest use uses value various violations war wars weapons welcome withdrawal work works
         the a an this these those his her their its our all new soviet-american sino-soviet sino-american
         sino-indian us-soviet more most not no what towards against and or but it we they
         protest protests credence condolence sympathy gratitude farewell intent guidelines thanks congratulations greetings condolences conversation meeting",
    )
});

/// A word after which no party follows: "on", "regarding".
pub fn opens_topic(folded: &str) -> bool {
    OPENERS.contains(folded)
}

/// A noun that opens a subject and is no name: "Plans", "Situation", or an abstract noun by its ending.
pub fn is_topic_noun(folded: &str) -> bool {
    NOUNS.contains(folded) || looks_abstract(folded)
}

/// Endings that English gives to abstract nouns and hardly any surname has.
fn looks_abstract(folded: &str) -> bool {
    folded.len() >= 7
        && [
            "tion", "tions", "sion", "sions", "ments", "ness", "ities", "isms", "ences", "ances", "ings",
            "ship", "ency",
        ]
        .iter()
        .any(|ending| folded.ends_with(ending))
        || folded.len() >= 8 && ["ment", "ity", "ism"].iter().any(|e| folded.ends_with(e))
        // Not "Lawrence" and "Constance".
        || folded.len() >= 10 && ["ence", "ance"].iter().any(|e| folded.ends_with(e))
}

/// Nouns that are subjects as a rule, but kinds of documents where somebody is said to have written them.
pub fn is_put_in_writing(folded: &str) -> bool {
    matches!(
        folded,
        "request"
            | "requests"
            | "response"
            | "responses"
            | "answer"
            | "answers"
            | "question"
            | "questions"
            | "comment"
            | "comments"
            | "observations"
            | "thoughts"
            | "considerations"
            | "suggestions"
            | "views"
            | "greetings"
            | "congratulations"
            | "condolences"
            | "thanks"
            | "invitation"
    )
}

/// Participles that introduce an enclosed message: "transmitting a Message from ...".
pub fn encloses(folded: &str) -> bool {
    matches!(
        folded,
        "transmitting"
            | "conveying"
            | "forwarding"
            | "enclosing"
            | "relaying"
            | "containing"
            | "attaching"
            | "sending"
            | "passing"
            | "delivering"
            | "transmits"
            | "conveys"
            | "forwards"
            | "encloses"
            | "including"
            | "quoting"
            | "communicating"
            | "presenting"
            | "handing"
            | "repeating"
    )
}

/// Participles before "by" that say who carried a message.
pub fn hands_on(folded: &str) -> bool {
    matches!(
        folded,
        "transmitted" | "forwarded" | "conveyed" | "relayed" | "passed" | "handed" | "delivered" | "carried"
    )
}

/// Participles before "by" that say how somebody was the author: "prepared by".
pub fn is_making(folded: &str) -> bool {
    matches!(
        folded,
        "prepared"
            | "written"
            | "signed"
            | "submitted"
            | "drafted"
            | "compiled"
            | "sent"
            | "issued"
            | "given"
            | "delivered"
            | "made"
            | "composed"
            | "dictated"
            | "presented"
            | "authored"
            | "recorded"
            | "taken"
            | "transmitted"
            | "read"
            | "edited"
            | "addressed"
            | "received"
            | "forwarded"
            | "provided"
            | "adopted"
            | "approved"
            | "passed"
            | "published"
            | "held"
            | "distributed"
    )
}
