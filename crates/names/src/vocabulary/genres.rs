//! Nouns for kinds of documents and of talks, and what each makes of the people in the title.
//!
//! The genre that a title is given is the noun as written, in lower case; only ciphering ("ciphered
//! telegram") and the talk recorded ("memorandum of conversation") qualify it.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a genre makes of "by X", "of X" and a bare "X".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearing {
    /// Sent from one to another whatever small word is used: cable, letter.
    Sent,
    /// Sent where the title says from or to, otherwise written: memorandum, note.
    Either,
    /// Written or issued: report, decree.
    Made,
    /// Lists things, so that "of X" names no author: list.
    Contents,
    /// The talk itself stands for its record: conversation, meeting.
    Talk,
}

static NOUNS: LazyLock<HashMap<&str, Bearing>> = LazyLock::new(|| {
    let tables = [
        (
            Bearing::Sent,
            "cable cables telegram telegrams cablegram cablegrams letter letters message messages airgram airgrams
             cryptogram cryptograms telex despatch despatches dispatch dispatches radiogram ciphergram cipher cypher cyper cyphergram
             wire postcard telegraph correspondence communication communications phonogram telephonogram teletype shifrtelegramma
             telegramm telegramme fernschreiben schreiben lettre lettres télégramme télégrammes dépêche
             carta cartas telegrama telegramas despacho mensaje ofício",
        ),
        (
            Bearing::Either,
            "memorandum memoranda memorandums memo memos note aide-memoire aide-mémoire aide-memoires circular
             instructions instruction directive directives information reply replies notice notices referat nota notiz
             vermerk memorándum",
        ),
        (
            Bearing::Made,
            "report reports notes protocol protocols resolution resolutions decree decrees gazette digest statement
             statements speech speeches guidelines guideline appeal appeals decision decisions order orders proposal
             proposals agreement agreements treaty communique communiqué declaration article bulletin summary
             summaries estimate estimates diary diaries journal transcript transcripts stenogram stenograph record
             records minutes minute review analysis study paper papers questionnaire testimony statute charter law
             program_ outline remarks address interview timeline brief briefs essay assessment survey briefing chronology
             certificate contract convention petition release editorial lecture theses thesis
             announcement commentary dossier proclamation manifesto pact accord synopsis abstract
             recommendations recommendation conclusions findings translation transcription evaluation_ excerpts_
             regulations regulation statistics tables table_ schedule agenda entry entries log debriefing
             deposition account memoirs memoir recollections plan aide_ verdict indictment
             brochure pamphlet leaflet broadcast stenographic_ oath bill act
             annex amendment ordinance edict ultimatum prospectus overview précis talking_ points
             paper_ issuance commentaries inquiry history_ denunciation testament authorization
             letter-report document documents notebook notebooks materials self-criticism confession autobiography poem submission addendum appendix supplement
             bericht aufzeichnung protokoll niederschrift rede erklärung beschluss rapport discours
             compte-rendu procès-verbal déclaration informe acta discurso declaración resolución relatório toast oration eulogy theses_ compendium newsletter handbook index",
        ),
        (Bearing::Contents, "biography biographies profile sketch cv obituary list lists table inventory catalogue catalog register collection compilation map"),
        (Bearing::Talk, "conversation conversations meeting meetings talk talks discussion discussions negotiations
             gespräch entretien conversación"),
    ];
    tables.iter().flat_map(|(bearing, words)| words.split_whitespace().map(|w| (w, *bearing))).collect()
});

/// What the noun makes of the people in the title; `None` where the word is no genre noun.
pub fn bearing(folded: &str) -> Option<Bearing> {
    NOUNS.get(folded).copied()
}

/// "cable", "report", but not "conversation", which is a talk.
pub fn is_genre_noun(folded: &str) -> bool {
    bearing(folded).is_some_and(|b| b != Bearing::Talk)
}

/// A talk of people: "conversation", "meeting", "reception", "call".
pub fn is_talk_noun(folded: &str) -> bool {
    is_sitting(folded)
        || matches!(
            folded,
            "conversation"
                | "gespräch"
                | "entretien"
                | "conversación"
                | "conversations"
                | "talk"
                | "talks"
                | "discussion"
                | "discussions"
                | "negotiations"
                | "reception"
                | "interview"
                | "call"
                | "consultation"
                | "consultations"
                | "exchange"
                | "dinner"
                | "luncheon"
                | "lunch"
                | "audience"
                | "encounter"
                | "dialogue"
                | "breakfast"
        )
}

/// A talk that a body may hold alone: "meeting", "session", "plenum".
pub fn is_sitting(folded: &str) -> bool {
    matches!(
        folded,
        "meeting"
            | "meetings"
            | "session"
            | "sessions"
            | "plenum"
            | "conference"
            | "congress"
            | "sitting"
            | "plenums"
            | "assembly"
            | "summit"
    )
}

/// What two sides make together.
pub fn is_agreement(folded: &str) -> bool {
    matches!(
        folded,
        "agreement"
            | "agreements"
            | "treaty"
            | "accord"
            | "pact"
            | "convention"
            | "contract"
            | "protocol"
            | "communique"
            | "communiqué"
            | "declaration"
            | "statement"
    )
}

/// What may be about a talk without recording it: "Statement on the Talks with Smith".
pub fn only_mentions(folded: &str) -> bool {
    matches!(
        folded,
        "statement"
            | "speech"
            | "resolution"
            | "decision"
            | "instruction"
            | "instructions"
            | "directive"
            | "plan"
            | "proposal"
            | "proposals"
            | "order"
            | "article"
            | "editorial"
            | "decree"
    )
}

/// What a sitting adopts, and does not merely record.
pub fn is_act(folded: &str) -> bool {
    matches!(
        folded,
        "resolution"
            | "resolutions"
            | "decision"
            | "decisions"
            | "decree"
            | "appeal"
            | "manifesto"
            | "theses"
    )
}

/// Genres that give another's words: "Transcript of Khrushchev's Speech".
pub fn is_copy(folded: &str) -> bool {
    matches!(
        folded,
        "transcript"
            | "transcription"
            | "stenogram"
            | "stenograph"
            | "text"
            | "translation"
            | "copy"
            | "recording"
            | "record"
    )
}

/// Words for ciphering that qualify a telegram or message.
pub fn is_ciphering(folded: &str) -> bool {
    matches!(
        folded,
        "ciphered"
            | "deciphered"
            | "enciphered"
            | "cipher"
            | "cypher"
            | "cyphered"
            | "coded"
            | "encoded"
            | "decoded"
            | "encrypted"
            | "decrypted"
            | "cyper"
    )
}

/// Genres that the talk recorded qualifies: "memorandum of conversation", "record of meeting".
pub fn is_of_a_talk(folded: &str, talk: &str) -> bool {
    matches!(folded, "memorandum" | "memoranda" | "memo" | "record" | "records")
        // The minutes of a sitting are minutes; those of a conversation need the word.
        || matches!(folded, "minutes" | "minute") && !is_sitting(talk)
}
