//! Forms of address, ranks, particles and suffixes that go with a name but are not the name.
//!
//! Not offices ("Ambassador"), which may stand without a name: those are in [`super::offices`].

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

static HONORIFICS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "academician adm admiral amb army-general ayatollah baron brig brigadier brother camarada camarade capt
         captain cde cdes citizen cmdr col colonel colonel-general com commodore compañera compañero comrade
         comrades coms count dame dom don dr drs duke earl emperor empress excellency father field-marshal frau
         fräulein gen general general-colonel general-lieutenant general-major generalissimo generals genosse
         genossen gospodin gov herr herren highness holiness hon honorable honourable imam king lady lieutenant
         lieutenant-colonel lieutenant-commander lieutenant-general lord lt lt-col lt-gen m. madam madame maj
         maj-gen majesty major major-general marquis marshal messrs min miss mlle mm mme monsieur mr mrs ms
         mullah pandit pope pres prince princess prof professor queen rear-admiral rep rev reverend sayyid sec
         sen senor senora sergeant señor señora sgt shaikh sheik sheikh shri signor sir sister smt tongzhi tov
         tovarishch towarzysz u. vice-admiral viscount",
    )
});
static PARTICLES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "abu af al av ben bin da das de del della den der di do dos du e el ibn la las le los ten ter ul van von
         y zu zum zur",
    )
});
static SUFFIXES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_set("esq ii iii iv jr junior md phd ret senior sr usa usaf usmc usn"));

/// "Comrade", "Gen.", "Mr."; the word folded by [`super::fold`].
pub fn is_honorific(folded: &str) -> bool {
    // "Col.-Gen.", "Lieutenant-General".
    let pieces =
        || folded.contains('-') && folded.split('-').all(|p| HONORIFICS.contains(p.trim_end_matches('.')));
    HONORIFICS.contains(folded) || pieces()
}

/// "von", "dos": small words inside a surname.
pub fn is_particle(folded: &str) -> bool {
    PARTICLES.contains(folded)
}

/// "Jr.", "III": what follows a name after a comma.
pub fn is_suffix(folded: &str) -> bool {
    SUFFIXES.contains(folded) && folded != "usa" && folded != "senior" && folded != "junior"
}

/// Abbreviations whose full stop belongs to the word and ends no sentence.
pub fn takes_a_stop(lower: &str) -> bool {
    matches!(
        lower,
        "cde"
            | "cdes"
            | "com"
            | "tov"
            | "mr"
            | "mrs"
            | "ms"
            | "messrs"
            | "mm"
            | "dr"
            | "prof"
            | "hon"
            | "rev"
            | "gen"
            | "col"
            | "lt"
            | "maj"
            | "capt"
            | "adm"
            | "brig"
            | "sgt"
            | "cmdr"
            | "sen"
            | "rep"
            | "gov"
            | "amb"
            | "jr"
            | "sr"
            | "esq"
            | "no"
            | "nos"
            | "nr"
            | "st"
            | "ste"
            | "mme"
            | "dept"
            | "asst"
            | "vs"
            | "vol"
            | "min"
            | "sec"
            | "pres"
            | "govt"
            | "u.s"
            | "ret"
            | "nro"
            | "num"
    )
}
