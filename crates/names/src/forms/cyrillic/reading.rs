//! Latin letters read back as Russian: all systems at once, because a reader does not say which she writes in.
//!
//! The systems themselves are in [`super::systems`]; foreign names in [`super::foreign`].

use super::super::lattice::Table;
use std::sync::LazyLock;

/// From folded Latin: no accents, no apostrophes, so that a soft sign may be missing after any of `д з л н р с т`.
const READ: &str = "\
a а я+++
b б
c ц ч+ к++
ch ч х+ ш+
chtch щ
ci ци чи
cia ча ция
ciu чу цу
cio чо чё
ce це че
ck к
cs ч
cz ч
d д дь+++
dz дз дзь+
e е э+ ё+
ev ев ёв
ee ее еэ+
ei ей еи+ эй+
ey ей
ew ев ёв+
eff$ ев
f ф
ff$ в
ff ф
g г
gu г+
h х г++ _+++
i и й+ ы++ ь+++
ia ия я
ie е ие+ ье+
ine$ ин
ii ий ии+
i$ и ий+
ij ий
io ё ио
iou ю
you ю
iy ий ый
iu ю иу+
j й ж+ дж++ ь++
ja я
je е
jo ё
jou жу
ju ю
k к х++
^kr кр хр+
kh х
ks кс
ksz кс
l л ль+
lj ль
m м
n н нь+
o о ё+
oo у+
of$ ов
off$ ов
ou у оу+
ow ов ёв+
p п
ph ф+
q к++
r р рь++
s с ш+ з+ щ++
sch ш щ+ ж+
schtsch щ
scs щ
sci щ+
sh ш щ+
shch щ
shtch щ
ss с сс
sz ш с
szcz щ
sc щ+
sky$ ский
ski$ ский ски+
skii$ ский
skij$ ский
skyy$ ский
skiy$ ский
t т ть+
tov$ тов цов+
^t т ц++
tin$ тин цин+
tch ч
ts ц тс+
tsch ч
tz ц
u у ю+ ё++
ui уй уи+
uy уй
v в
w в
x кс х+
y ы й+ и+ ий++ ый++
y$ ий ы+ ый+
yy$ ий
ya я
ye е ые+
yev ев ёв
yo ё ьо+
yov ёв
yu ю
z з ц+ ж+
zh ж
zs ж
";

/// After a sibilant a stressed ё is written o, or e.
const AFTER_SIBILANTS: &str = "\
shchev$ щёв щев
schev$ щёв щев шев+
scov$ щёв
scev$ щев щёв
szczow$ щёв щов
schtschow$ щёв
schtschew$ щёв щев
chtchev$ щёв щев
scsov$ щёв
sciov$ щёв
chov$ чёв чов
chev$ чёв чев
cov$ чёв ков
cev$ чёв чев
czow$ чёв чов
tschow$ чёв чов
csov$ чёв чов
ciov$ чёв
sov$ сов шёв+
sev$ сев шёв+ щёв++
schow$ шёв шов
szow$ шёв шов
zhev$ жёв жев
";

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::new(&[READ, AFTER_SIBILANTS]).preferring_long_sources());

/// Russian words that a folded Latin word may stand for, the likeliest first, with the price of each.
///
/// ```
/// use fonds_names::forms::cyrillic::read_as_russian;
/// assert!(read_as_russian("gromyko", 20).iter().any(|(word, _)| word == "громыко"));
/// assert!(read_as_russian("chruschtschow", 20).iter().any(|(word, _)| word == "хрущёв"));
/// ```
pub fn read_as_russian(folded: &str, most: usize) -> Vec<(String, u8)> {
    TABLE.respell(folded, most, 4)
}

/// Whether a folded Latin word has the look of a Russian, Ukrainian or Bulgarian surname, in whatever romanisation.
///
/// ```
/// use fonds_names::forms::cyrillic::looks_russian;
/// assert!(["khrushchev", "gromyko", "vyshinskii", "chruschtschow", "hruscsov"].into_iter().all(looks_russian));
/// assert!(!looks_russian("kennedy") && !looks_russian("nehru"));
/// ```
pub fn looks_russian(folded: &str) -> bool {
    const ENDINGS: [&str; 33] = [
        "ov", "ev", "yov", "off", "eff", "ow", "ew", "iov", "in", "yn", "ine", "sky", "skii", "skiy", "skij",
        "ski", "szkij", "skyy", "enko", "chenko", "ko", "uk", "chuk", "ich", "itch", "ova", "eva", "ina",
        "skaya", "skaia", "skaja", "ian", "yan",
    ];
    folded.len() >= 5 && ENDINGS.iter().any(|ending| folded.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::super::super::words::fold;
    use super::super::systems::SYSTEMS;
    use super::*;

    #[test]
    fn what_a_system_writes_is_read_back() {
        let names = [
            "громыко",
            "молотов",
            "хрущёв",
            "вышинский",
            "рощин",
            "маленков",
            "ковалёв",
            "алексеев",
            "добрынин",
            "микоян",
            "жданов",
            "кузнецов",
            "берия",
            "булганин",
            "суслов",
            "юдин",
            "шепилов",
            "зорин",
            "федоренко",
            "царапкин",
            "чуйков",
            "штыков",
            "терентий",
            "ильичёв",
            "пономарёв",
        ];
        for name in names {
            for system in &SYSTEMS {
                for spelt in system.romanise(name, 1) {
                    let yo_as_ye = name.replace('ё', "е");
                    let back = read_as_russian(&fold(&spelt), 400);
                    let found = back.iter().any(|(word, _)| word == name || *word == yo_as_ye);
                    assert!(found, "{name} as {spelt}");
                }
            }
        }
    }
}
