//! Names of other nations in Cyrillic, and back: Неру, Кеннеди, Гомулка, Чаушеску.
//!
//! Russian writes them by sound, each language by its own practice (Gilyarevsky and Starostin). The letters of many
//! languages are in one table here, so that much is put forth; only words that the index has are kept, and of those
//! only the ones that fit best.

use super::super::lattice::Table;
use std::sync::LazyLock;

/// From Cyrillic to folded Latin.
const TO_LATIN: &str = "\
а a ah++ aa++ u++ e++
ау au aw+ ow+ av++
ай ai ay ei+ i+ y+
б b bb++
бб bb
в v w u++ vv++ f++
г g h+ gh+ gu+ gg++
гг gg
гьо gyo gjo
д d dd++ dh++
дж j g dj dzh+ xh gi+ dsch+
дь gy dj di d
дьё gyo
дю du
дзе ze+ ce dze
е e ie+ ye+ ae+ ee++ eh++ je+ i+ oe+ o++ a++
^е e ye je ie
ер er or+ oer+
ё o e+ io yo oe eo+ jo ew+ eu+
ж j zh z g zs rz+ sch+ ge+
з z s zz++
и i y e+ ee+ ea+ ie+ ii++ ih++ y
и$ i y ie+ ee+ ey+ ii++ e+
ий$ y i ij ii iy
ия$ ia iya ija ie
ие$ ie
й y i j ii+
к k c ck q+ kk+ cc+ ch+ qu+
кк kk ck cc
кв qu kv kw+
ки ki ky chi qui+ ci+ qi+
кс x ks xx++ cs+
л l ll+ lh++
лл ll
ль l ll lh+ le+ lj
лье llier+ lier lje
лю lu lju liu ly+
м m mm+
мм mm
н n nn+ ng++
нн nn
нь n nh gn ny ni ñ
нье nie gne nye nje
о o oh++ ou+ aw++ oo++ au+ a++ w++
оу ow oe+ ou
п p pp+
пп pp
р r rr+ rh+
рр rr
с s c+ ss+ sz z+ th+ sc++ ce+ ts++
сс ss
т t th tt+ dt++
тт tt
тц tz z ts
у u ou oo w+ o+ uh+ ew+ uu++
уо wa wo uo
уи wi wy ui uy
уэ we wa
ф f ph ff+ v+ pf+
ффф ff
фф ff
х h kh ch j g+ x hh++
ц c ts tz z tt++ zz+
ч ch c cz cs tch tsch ci ce+ q+ tj+
че ce che cze cse ce
чи ci chi czi
чау ceau chau
ш sh s sch sz ch x+ st+ sc+ shi+
шт st sht scht
шп sp
ши shi schi shee+
щ shch sc st sch+ sz
ъ _
ы y i u+ e+ î
ый$ y
ь _ j++ i++ y++
ье ie ier ye
ью iu u ew
ьо io o
э e a ae+ ei+ o+ ea+ a
эй ei ay ey ai
ю u ue iu y+ yu ju ew+ oe++ ui+ eu+
юй ui
я a ia ya ja ea+ ä+
ян ian yan jan
";
/// From folded Latin to Cyrillic; foreign names that are read as Russian are in [`super::reading`].
const TO_CYRILLIC: &str = "\
a а э+ е++ я++ ей++
a$ а я+
aa а+ аа
ae е э+ ае
ah а ах+
ai ай е+ аи+ эй+
au о+ ау
aw о+ ау
ay ей ай+ эй
b б
bb бб б
c к ц+ с+ ч+
ce се че+ це+ ч++
ceau чау
cs ч кс
ch ч х ш+ к+
che че ше+ ке+
chi чи ки ши+
ci чи+ си ци
ck к
cz ч
d д
dd дд д
dh д
dj дж ж+
dt т дт+
dzh дж
e е э+ и++ ё++ _+++
e$ е и+ э+ _+
ea и+ еа е+ иа++
ee и
ei ей ай эй+ и+
er ер эр+
eo ео о+
eu ой ё+ еу э+
ew ю ев
ey и ей эй
f ф
ff фф ф
g г ж+ дж+
ge ге же+ дже+
gi ги джи+ жи+
gh г
gn нь гн
gu г+ гу
gy дь дьё+
gyo дьё
h х г _+
ha ха га
he хе ге е++ э+
hu ху гу
i и й+ ай+ ы+ ь++
ia ия я иа
ie и ие е
ii ии и ий+
ij ий ей эй
io ио ё
iu ю иу
j дж ж й х+
ja я джа жа
je е дже же
jo ё джо жо хо+
ju ю джу жу
k к
kh х
ks кс
l л ль+
ll лл л ль+ ль
ly ли й+
m м
mm мм м
n н нь+
ng нг н+
nh нь н
nn нн н
ny нь ни
o о ё+ у++
oe ё е оэ о+
oo у оо+
ou у оу+ ау+
ow оу ау ов
ö ё
p п
ph ф
pp пп п
q к ч+
qu кв к ку+
r р
rr рр р
rh р
rz ж рж
s с з+ ш+
sc ск шк+ с+
sch ш
sh ш
sht шт
shch щ
sp сп шп+
ss сс с
st ст шт+
su су шу+
sz с ш+
szcz щ
t т
th т с+ з+ тх+
ts ц
tsch ч
tch ч
tt тт т
tz ц тц+
u у ю+ а++
ue ю уэ
ui уи уй юи+
v в ф+
w в у
wa ва уо+ уа
we ве уэ+
wi ви уи
x кс ш+ х+ з++
xh дж
y и й+ ы+ ю++
ya я йа+
ye е
yo ё йо+
yu ю
z з ц+ с+
zh ж
zs ж
zz цц зз+
";

static LATIN: LazyLock<Table> = LazyLock::new(|| Table::new(&[TO_LATIN]));
static CYRILLIC: LazyLock<Table> = LazyLock::new(|| Table::new(&[TO_CYRILLIC]));

/// Folded Latin words that a lower-case Cyrillic word may render, the likeliest first.
pub(crate) fn to_latin(cyrillic: &str, most: usize, dearest: u8) -> Vec<(String, u8)> {
    LATIN.respell(cyrillic, most, dearest)
}

/// Cyrillic words that may render a folded Latin word.
pub(crate) fn to_cyrillic(folded: &str, most: usize, dearest: u8) -> Vec<(String, u8)> {
    CYRILLIC.respell(folded, most, dearest)
}
