//! Russian in Latin letters, one table for each system of romanisation.
//!
//! BGN/PCGN 1947, ALA-LC, ISO 9:1995, the scholarly system of Slavists (ISO/R 9:1968), and what newspapers and editors
//! of French, German, Polish, Czech, Hungarian and Romanian write; last the popular English of books. A table holds
//! the alternatives of its system too, dearer the rarer. Ё may always be written е. Latin to Cyrillic is in
//! [`super::reading`].

use super::super::Rule;
use super::super::lattice::Table;
use std::sync::LazyLock;

/// Letters that all systems write alike.
const SAME: &str = "а a\nб b\nг g\nд d\nз z\nи i\nк k\nл l\nм m\nн n\nо o\nп p\nр r\nс s\nт t\nу u\nф f\n";

const BGN: &str = "в v\nе e ye+\n^е ye e+\nё e ë+ yë+ yo++\nж zh\nй y\nх kh\nц ts\nч ch\nш sh\nщ shch\nъ _\nы y\nь _\nэ e\nю yu\nя ya\n";
const ALA_LC: &str =
    "в v\nе e\nё ë\nж zh\nй ĭ\nх kh\nц ts\nч ch\nш sh\nщ shch\nъ _\nы y\nь _\nэ ė\nю iu\nя ia\n";
const ISO_9: &str = "в v\nе e\nё ë\nж ž\nй j\nх h\nц c\nч č\nш š\nщ ŝ\nъ _\nы y\nь _\nэ è\nю û\nя â\n";
const SCHOLARLY: &str =
    "в v\nе e\nё ë e+ jo+\nж ž\nй j\nх ch x+ h+\nц c\nч č\nш š\nщ šč\nъ _\nы y\nь _\nэ ė\nю ju\nя ja\n";
const FRENCH: &str = "ин$ ine in+\nв v\nв$ v ff+\nг g gu+\nе e ie+ é+\n^е ie e+\nё e io+ ë+\nж j\nй ï i\nий$ i y+ ï+\nс s ss+\nу ou\nх kh\nц ts\nч tch\nш ch\nщ chtch\nъ _\nы y\nь _\nэ e\nю iou\nя ia\n";
const GERMAN: &str = "в w\nе e je+\n^е je e+\nё jo o+ e+\nчё tscho\nщё schtscho\nшё scho\nжё scho\nж sch sh+\nз s z+\nй i j+\nий$ i ij+\nс s ss+\nх ch\nц z\nч tsch\nш sch\nщ schtsch\nъ _\nы y\nь _ j+\nэ e\nю ju\nя ja\n";
const POLISH: &str = "в w\nе ie e+\n^е je\nё io jo+ o+\nчё czo\nщё szczo\nшё szo\nжё żo\nче cze\nще szcze\nше sze\nже że\nле le\nж ż\nй j\nий$ i ij+\nый$ y\nл ł l+\nль l\nли li\nлё lo\nля la\nлю lu\nнь ń\nсь ś\nх ch\nц c\nч cz\nш sz\nщ szcz\nъ _\nы y\nь _\nэ e\nю ju iu+\nя ja ia+\n";
const CZECH: &str = "в v\nе e je+ ě+\n^е je\nё jo o+ ë+\nчё čo\nщё ščo\nшё šo\nжё žo\nж ž\nй j\nий$ ij ý+ í+\nх ch\nц c\nч č\nш š\nщ šč\nъ _\nы y\nь _ ť+\nэ e\nю ju\nя ja\n";
const HUNGARIAN: &str = "в v\nе e je+ ye+\n^е je\nё jo o+\nчё cso\nщё scso\nшё so\nжё zso\nж zs\nй j\nль l lj+\nс sz\nх h\nц c\nч cs\nш s\nщ scs\nъ _\nы i\nь _ j+\nэ e\nю ju\nя ja\nкс x ksz\n";
const ROMANIAN: &str = "в v\nе e ie+\nё io o+\nж j\nй i\nий$ i ii+\nк k c+\nх h\nц ț\nч ci\nче ce\nчи ci\nчё cio\nш ș\nщ șci\nщё șcio\nъ _\nы î i+\nь _\nэ e ă+\nю iu\nя ia\n";
const POPULAR: &str = "в v ff++\nв$ v ff+ w++\nе e ye+ ie++\nё e yo+ o+ yov++ io++\nж zh j++\nй y i\nий$ y i ii+ yi++\nый$ y\nия$ ia iya+\nкс x ks\nх kh h+ k++\nц ts tz+\nч ch tch+\nш sh\nщ shch sch+ sh+ shtch++\nъ _\nы y i+\nь _ i++\nэ e\nю yu iu+\nя ya ia+\nс s ss+\nеи ei\n";

/// The table of a system: its own letters, and of the common ones those that it does not write otherwise.
fn table_of(own: &'static str) -> Table {
    let other = |line: &&str| {
        let letter = line.split(' ').next();
        !own.lines().any(|own| own.split(' ').next() == letter)
    };
    let lines: Vec<&'static str> = SAME.lines().filter(other).chain([own]).collect();
    Table::new(&lines)
}

/// A system and what it is called to readers.
pub(crate) struct System {
    pub(crate) rule: Rule,
    table: LazyLock<Table>,
}

/// The systems, the commonest in English archives first.
pub(crate) static SYSTEMS: [System; 11] = [
    System { rule: Rule::Romanised("in English books"), table: LazyLock::new(|| table_of(POPULAR)) },
    System { rule: Rule::Romanised("in BGN/PCGN"), table: LazyLock::new(|| table_of(BGN)) },
    System { rule: Rule::Romanised("in ALA-LC"), table: LazyLock::new(|| table_of(ALA_LC)) },
    System {
        rule: Rule::Romanised("in scholarly romanisation"),
        table: LazyLock::new(|| table_of(SCHOLARLY)),
    },
    System { rule: Rule::Romanised("in ISO 9"), table: LazyLock::new(|| table_of(ISO_9)) },
    System { rule: Rule::Romanised("in French"), table: LazyLock::new(|| table_of(FRENCH)) },
    System { rule: Rule::Romanised("in German"), table: LazyLock::new(|| table_of(GERMAN)) },
    System { rule: Rule::Romanised("in Polish"), table: LazyLock::new(|| table_of(POLISH)) },
    System { rule: Rule::Romanised("in Czech"), table: LazyLock::new(|| table_of(CZECH)) },
    System { rule: Rule::Romanised("in Hungarian"), table: LazyLock::new(|| table_of(HUNGARIAN)) },
    System { rule: Rule::Romanised("in Romanian"), table: LazyLock::new(|| table_of(ROMANIAN)) },
];

impl System {
    /// The word in this system, the usual spelling first; lower case.
    pub(crate) fn romanise(&self, cyrillic: &str, most: usize) -> Vec<String> {
        self.table.respell(cyrillic, most, 3).into_iter().map(|(spelt, _)| spelt).collect()
    }
}

/// A Russian word in each system, lower case, with the name of the system.
///
/// ```
/// use fonds_names::forms::cyrillic::romanise;
/// let spelt: Vec<String> = romanise("хрущёв").into_iter().map(|(_, spelt)| spelt).collect();
/// for way in ["khrushchev", "hruŝëv", "chruščëv", "khrouchtchev", "chruschtschow", "chruszczow", "hruscsov"] {
///     assert!(spelt.iter().any(|s| s == way), "{way}");
/// }
/// ```
pub fn romanise(cyrillic: &str) -> Vec<(&'static str, String)> {
    let lower = cyrillic.to_lowercase();
    let mut found = Vec::new();
    for system in &SYSTEMS {
        let Rule::Romanised(name) = system.rule else { continue };
        found.extend(system.romanise(&lower, 1).into_iter().map(|spelt| (name, spelt)));
    }
    found
}
