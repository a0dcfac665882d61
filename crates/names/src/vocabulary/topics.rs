//! Words that end the parties and begin the subject: "on", "concerning", and nouns such as "Plans".
//!
//! Not the genres ([`super::genres`]).

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

static OPENERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "about after against ahead amid are as asking because before concerning containing dated describing
         despite discussing during following given had has have how if informing is must on over pertaining re
         regarding relating reporting requesting should since summarising summarizing that till toward towards
         until upon was were when where whether which who whom why will within without",
    )
});
static NOUNS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "a activities activity against aid all an and answer answers approach approaches approval arrangement
         arrangements arrival assistance attack attacks attitude attitudes background basis behavior but
         campaign campaigns case cases causes change changes circumstances comment comments conditions
         condolence condolences congratulations consequences contacts conversation coup course credence crises
         crisis deal death debate deliveries delivery demand demands departure dispute draft effects efforts end
         escape evaluation event events evidence exchange facts failure farewell forecast future goal goals
         gratitude greetings guidelines handling her his impact implications incident increase influence intent
         invitation issue issues it its lessons life loan loans losses matter matters measure measures meeting
         mood more most motives names need needs new news no not observations offer opinion opinions opportunity
         options or our outcome part participation plan plans policies policy position positions possibility
         possible preparation preparations presence present pressure prisoners problem problems progress
         prospects protest protests purchase purpose question questioning questions reaction reactions reason
         reasons recall recent rejection release repercussions request requests response responses result
         results resumption return rights role rumors sale sales shipment shipments signing sino-american
         sino-indian sino-soviet situation some soviet-american stand state's status step steps strategy strike
         struggle success support sympathy talks tasks terms test testing tests thanks the their these they this
         those thoughts threat toast towards training transfer transport treatment trends trial trip trips truth
         understanding unrest us-soviet use uses value various view views violations visit visits war wars we
         weapons welcome what withdrawal work works",
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

/// "for transmittal to": nouns for passing a message on.
pub fn is_handing_on(folded: &str) -> bool {
    matches!(folded, "transmittal" | "transmission" | "delivery" | "forwarding" | "relay" | "onward")
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
            | "granted"
    )
}
