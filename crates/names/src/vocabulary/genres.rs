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
            "airgram airgrams cable cablegram cablegrams cables carta cartas cipher ciphergram communication
             communications correspondence cryptogram cryptograms cyper cypher cyphergram despacho despatch
             despatches dispatch dispatches dépêche fernschreiben letter letters lettre lettres mensaje message
             messages ofício phonogram postcard radiogram schreiben shifrtelegramma telegram telegrama
             telegramas telegramm telegramme telegrams telegraph telephonogram teletype telex télégramme
             télégrammes wire",
        ),
        (
            Bearing::Either,
            "aide-memoire aide-memoires aide-mémoire circular directive directives information instruction
             instructions memo memoranda memorandum memorandums memorándum memos nota note notice notices notiz
             referat replies reply vermerk",
        ),
        (
            Bearing::Made,
            "abstract accord account act acta addendum address agenda agreement agreements amendment analysis
             annex announcement appeal appeals appendix article assessment aufzeichnung authorization
             autobiography bericht beschluss bill brief briefing briefs broadcast brochure bulletin certificate
             charter chronology commentaries commentary communique communiqué compendium compte-rendu
             conclusions confession contract convention debriefing decision decisions declaración declaration
             decree decrees denunciation deposition diaries diary digest discours discurso document documents
             dossier déclaration edict editorial entries entry erklärung essay evaluation estimate estimates eulogy
             findings gazette guideline guidelines handbook index indictment informe inquiry interview issuance
             journal law leaflet lecture letter-report log manifesto materials memoir memoirs minute minutes
             newsletter niederschrift notebook notebooks notes oath oration order orders ordinance outline
             overview pact pamphlet paper papers petition plan poem points proclamation procès-verbal proposal
             proposals prospectus protocol protocols protokoll précis questionnaire rapport recollections
             recommendation recommendations record records rede regulation regulations relatório release remarks
             report reports resolución resolution resolutions review schedule self-criticism speech speeches
             statement statements statistics statute stenogram stenograph study submission summaries summary
             supplement survey synopsis tables testament testimony theses thesis timeline toast transcript
             transcription transcripts translation treaty ultimatum verdict",
        ),
        (Bearing::Contents, "biographies biography catalog catalogue collection compilation cv inventory list lists map obituary
             profile register sketch table"),
        (Bearing::Talk, "conversación conversation conversations discussion discussions entretien gespräch meeting meetings
             negotiations talk talks"),
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
