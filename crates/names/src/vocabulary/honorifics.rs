//! Forms of address, ranks, particles and suffixes that go with a name but are not the name.
//!
//! Not offices ("Ambassador"), which may stand without a name: those are in [`super::offices`].

use super::word_set;
use std::{collections::HashSet, sync::LazyLock};

static HONORIFICS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "cde cdes comrade comrades com coms tov tovarishch mr mrs ms miss messrs mm dr drs prof professor sir lord
         lady dame madame madam mme mlle m. monsieur herr frau fräulein señor senor señora senora signor dom don
         hon honorable honourable excellency rev reverend father sister brother
         gen general generals marshal generalissimo field-marshal col colonel lt lieutenant maj major capt captain
         adm admiral vice-admiral rear-admiral brig brigadier sgt sergeant cmdr general-major general-lieutenant
         general-colonel major-general lieutenant-general colonel-general lieutenant-colonel lt-gen maj-gen
         lt-col sen rep gov amb min sec pres
         earl baron count viscount duke marquis prince princess sheikh shaikh imam ayatollah mullah u. pandit
         king queen emperor empress pope citizen academician majesty highness holiness commodore genosse genossen camarade camarada compañero compañera tongzhi shri smt
         gospodin towarzysz lieutenant-commander army-general sheik sayyid herren",
    )
});
static PARTICLES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "von van de du da do dos das del della di der den ter ten la le las los al el ul bin ben ibn abu zu zur
         zum y e af av",
    )
});
static SUFFIXES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_set("jr sr ii iii iv esq usa usn usaf usmc ret phd md junior senior"));

/// "Comrade", "Gen.", "Mr."; the word folded by [`super::fold`].
pub fn is_honorific(folded: &str) -> bool {
    HONORIFICS.contains(folded)
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
