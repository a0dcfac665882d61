//! Arabic and Persian names: their script, and the many ways to romanise it.
//!
//! ALA-LC, Deutsche Morgenländische Gesellschaft and the BGN write what the letters say; newspapers write what was
//! heard, in French or in English: Khalid, Khaled; Sulh, Solh; Mossadegh, Musaddiq. Short vowels stand in no letter,
//! the article comes and goes (al-, el-, ul-), ayn and hamza are apostrophes at best. So much is put forth that only
//! words with an Eastern look, or names beside one, are respelt in the same script.

use super::Rule;
use super::collect::Collector;
use super::cyrillic::best_held;
use super::lattice::Table;
use super::ordinary::is_ordinary;
use super::people::is_shared_surname;
use super::words::{Script, capitalised, fold, is_apostrophe};
use std::sync::LazyLock;

/// From folded Latin to letters, vowels written or not.
const TO_ARABIC: &str = "\
a _ ا+
^a ا ع أ+
aa ا
ah$ ة ه ا+
a$ ا ة ه ى
ai ي
ay ي
au و
aw و
b ب پ++
bb ب
c ك++ س++
ch چ ش ش+
d د ض+
dd د ض
dh ذ ض
dj ج
e _ ي+ ا++
^e ا إ ع+
ee ي
eh$ ه ة
ei ي
ey ي
f ف
ff ف
g گ ج غ+ ق+ ك++
gg ج گ
gh غ ق
h ه ح
hh ح ه
i _ ي
^i ا إ ع+
ia يا ية
ii ي
ij ي
iy ي
iyy ي
j ج ژ+
jj ج
k ك ق+
kk ك ق
kh خ
l ل
ll ل
m م
mm م
n ن
nn ن
o _ و
^o ا ع+ أ
oo و
ou و
ow و
p پ ب
ph ف
q ق
qq ق
r ر
rr ر
s س ص
ss س ص
sh ش
t ت ط
tt ت ط
th ث ت
tch چ
u _ و
^u ا ع+ أ
v و ف+
w و
x كس
y ي
yy ي
z ز ظ ذ ض
zh ژ
zz ز
";
/// From letters to folded Latin; each consonant may bear an unwritten vowel.
const LETTERS: &[(&str, &str)] = &[
    ("ب", "b"),
    ("پ", "p"),
    ("ت", "t"),
    ("ث", "th s"),
    ("ج", "j g dj+"),
    ("چ", "ch tch+"),
    ("ح", "h"),
    ("خ", "kh"),
    ("د", "d"),
    ("ذ", "dh z d"),
    ("ر", "r"),
    ("ز", "z"),
    ("ژ", "zh j"),
    ("س", "s"),
    ("ش", "sh ch+"),
    ("ص", "s"),
    ("ض", "d z dh"),
    ("ط", "t"),
    ("ظ", "z dh"),
    ("ع", "_"),
    ("غ", "gh g"),
    ("ف", "f"),
    ("ق", "q k gh g+"),
    ("ك", "k"),
    ("ک", "k"),
    ("گ", "g"),
    ("ل", "l"),
    ("م", "m"),
    ("ن", "n"),
    ("ه", "h"),
];
const LONG: &str = "\
ا a aa+ e++
^ا a i e u o+
آ a aa
أ a u+ e+ _+
إ i e
و u o ou+ oo+ w v aw+ au+ ow+
^و w v ou+
ي i y e+ ee+ ai+ ei+ ay+ iy+ ey+
ی i y e+ ee+ ai+ ei+ ay+ a++
^ي y i
ئ _ i+ y+
ؤ _ u+
ء _
ة a ah+ eh+ at+ e+
ه$ eh ah a e h
وو aw u
وی avi awi vi ui+
ۈ u
ۇ u o+
ۆ o
ې e i+
ە a e
ڭ ng
ۋ v w
ھ h
ى a i+
";
/// One romanisation to another, for words with an Eastern look.
const LOOSE: &str = "\
a a e+ o++
aa a
ah$ ah a eh
eh$ eh e a ah
a$ a ah eh+ e+
ai ai ay ei ey e+ i++
ay ai ay ei ey e+
ei ai ay ei ey i+ e+
ey ai ay ei ey i+
au au aw ao o+ ow
aw au aw ow
ow ow aw au ou
b b bb+
bb bb b
c c k
ch ch sh kh++ tch
d d dd+ dh+
dd dd d dh
dh dh d z dd th++
dj j dj
e e i+ a+ ey++
ehe ehe eh
eh eh ehe+ e+
ee i ee
el el al
f f
ff ff f
g g gh k++ q++ j+
gh gh g q
h h _++ kh++
i i e+ y+ ee+ ai++
^i i e
^e e i
ia ia iya iyya iyah+
iy iy i iyy
iyy iyy iy i
ij ij i
j j dj g+
k k q g++ kk+ c++
kh kh k+ h+ ch+
kk kk k
l l ll+
ll ll l
m m mm+
mm mm m
n n nn++
nn nn n
o o u ou+ a++
oo oo u ou
ou ou u oo o+ w
outh outh ut
ow ou
p p b++
q q k g gh
qq q gh k qq
r r rr++
rr rr r
s s ss
ss ss s
sh sh ch
t t tt+ th+ d++
tt tt t
tch ch tch
th th t s+ dh++
u u o ou oo+
^ou ou u w o
oua oua wa
te$ te t
ul ul al
v v w
w w v ou u+
x x ks
y y i iy+
yy yy y
z z dh+ zz+ s++
zz zz z
";

static TO_SCRIPT: LazyLock<Table> = LazyLock::new(|| Table::new(&[TO_ARABIC]));
static LOOSELY: LazyLock<Table> = LazyLock::new(|| Table::new(&[LOOSE]));
static TO_LATIN: LazyLock<Table> = LazyLock::new(|| {
    let mut text = String::from(LONG);
    for (letter, sounds) in LETTERS {
        for sound in sounds.split(' ') {
            let bare = sound.trim_end_matches('+');
            let marks = &sound[bare.len()..];
            let bare = if bare == "_" { "" } else { bare };
            for (vowel, price) in [("", ""), ("a", ""), ("i", ""), ("u", "+"), ("e", "+"), ("o", "+")] {
                let spelt = format!("{bare}{vowel}");
                text.push_str(&format!(
                    "{letter} {}{marks}{price}\n",
                    if spelt.is_empty() { "_" } else { &spelt }
                ));
                if bare.len() == 1 && !vowel.is_empty() {
                    text.push_str(&format!("{letter} {bare}{spelt}{marks}{price}+\n"));
                }
            }
        }
    }
    // Made once and kept for good, as the written tables are.
    Table::new(&[Box::leak(text.into_boxed_str())])
});

/// How many guesses a word may cost the index.
const MOST_GUESSES: usize = 200;

/// Words that stand in names of Arabic, Persian and Turkic peoples; a name with one of them is respelt as such.
const BEARERS: &str = "abd abdel abdul abdallah abdullah abu ahmad ahmed ali amin anwar aziz bakr bin bint daud din fahd faisal faysal farouk faruk
    habib hafez hafiz hamid hasan hassan husain husayn hussein hosein ibn ibrahim idris isa ismail jafar jamal kamal karim khaled khalid khalil mahdi
    mahmoud mahmud mehdi mohamed mohammad mohammed muhamed muhammad mir mustafa nasir nasser nuri omar osman pasha qasim qassem rahman rashid reza riad
    riyad saad said salah salih saleh sami shukri suleiman sulayman tariq tawfiq umar walid yahya yusuf yousef zayd zaki gamal";

/// Endings that hardly any name from the East has.
const SLAVIC: [&str; 13] =
    ["chev", "shev", "nov", "lov", "kov", "sky", "skii", "skiy", "enko", "yko", "wicz", "vich", "ovic"];

/// The name without its article, and whether it had one.
fn without_article(word: &str) -> (&str, bool) {
    let lower = fold(word);
    for article in
        ["al", "el", "ul", "ad", "as", "ar", "az", "an", "ash", "as", "at", "ath", "es", "ed", "er"]
    {
        let rest =
            word.get(article.len()..).and_then(|rest| rest.strip_prefix(['-', '\u{2010}', '\u{2011}']));
        if let Some(rest) = rest.filter(|rest| !rest.is_empty() && lower.starts_with(article)) {
            return (rest, true);
        }
    }
    (word, false)
}

/// Whether a word has the look of an Arabic or Persian one in Latin letters.
fn looks_eastern(word: &str, folded: &str) -> bool {
    let marks = word.chars().any(|c| {
        matches!(
            c,
            'ā' | 'ī'
                | 'ū'
                | 'ḥ'
                | 'ḍ'
                | 'ṣ'
                | 'ṭ'
                | 'ẓ'
                | 'ḏ'
                | 'ṯ'
                | 'ġ'
                | 'ḫ'
                | 'Ḥ'
                | 'Ṣ'
                | 'Ṭ'
        ) || is_apostrophe(c)
    });
    let groups = ["kh", "gh", "dh", "aa", "hr", "hd", "hm", "hl", "fah", "egh", "outh", "iyy", "addi", "ehe"];
    let q = folded.find('q').is_some_and(|at| !folded[at + 1..].starts_with('u'));
    marks || q || groups.iter().any(|group| folded.contains(group))
}

/// Offers other romanisations of a name, and its script.
pub(crate) fn widen_latin(words: &[&str], out: &mut Collector<'_>) {
    // "Khrushchev" has an Eastern look but for its ending.
    let slavic = |word: &&str| SLAVIC.iter().any(|ending| fold(word).ends_with(ending));
    if words.len() > 4 || words.last().is_some_and(slavic) {
        return;
    }
    let bare: Vec<(&str, bool)> = words.iter().map(|word| without_article(word)).collect();
    // "al" and "el" by themselves are the article too.
    let bare: Vec<(&str, bool)> = {
        let mut kept: Vec<(&str, bool)> = Vec::new();
        let mut article = false;
        for (word, had) in bare {
            if words.len() > 1 && matches!(&*fold(word), "al" | "el" | "ul") {
                article = true;
                continue;
            }
            kept.push((word, had || article));
            article = false;
        }
        kept
    };
    let eastern = bare.iter().any(|(word, article)| {
        let folded = fold(word);
        *article
            || looks_eastern(word, &folded)
            || words.len() > 1 && BEARERS.split_whitespace().any(|bearer| bearer == folded)
    });
    let each: Vec<Vec<String>> = bare.iter().map(|(word, article)| to_script(word, *article, out)).collect();
    offer_combined(&each, &[" ", " ال"], Rule::Arabic, out);
    let lone = bare.len() == 1;
    if !lone && !eastern {
        return;
    }
    let loose: Vec<Vec<String>> = bare
        .iter()
        .map(|(word, _)| {
            let mut spelt = if lone || eastern { loosely(word, eastern, out.has) } else { vec![] };
            if !lone && (out.has)(&fold(word)) {
                spelt.insert(0, (*word).to_owned());
            }
            spelt
        })
        .collect();
    offer_combined(&loose, &[" ", " al-", " el-"], Rule::Letters, out);
    if let [(word, true)] = bare[..] {
        out.offer(word, Rule::Letters);
    }
    if let [.., (last, _)] = bare[..]
        && bare.len() > 1
        && eastern
        && !is_shared_surname(last)
        && super::people::as_person(words).is_some()
    {
        for spelt in loosely(last, true, out.has).iter().chain(each.last().into_iter().flatten()) {
            out.offer(&capitalised(spelt), Rule::SurnameAlone);
        }
    }
}

/// Words of the index in Arabic letters that a Latin word may be, with the article where it had one.
fn to_script(word: &str, article: bool, out: &Collector<'_>) -> Vec<String> {
    let folded = fold(word);
    let is_long = folded.chars().count() > 2 && folded.is_ascii();
    if !is_long || is_ordinary(&folded) || !out.may_have(Script::Arabic) {
        return Vec::new();
    }
    let has = out.has;
    let dearest = if folded.len() > 6 { 3 } else { 2 };
    let guesses = TO_SCRIPT.respell(&folded, MOST_GUESSES, dearest);
    let guesses = guesses.into_iter().filter(|(word, _)| word.chars().count() > 2 || folded.len() < 4);
    let either = |word: &str| {
        let persian = persian(word);
        has(word) || persian != word && has(&persian) || article && has(&format!("ال{word}"))
    };
    best_held(guesses.collect(), &either)
        .into_iter()
        .flat_map(|word| [persian(&word), format!("ال{word}"), word])
        .filter(|word| has(word))
        .collect()
}

/// Yeh and kaf as Persian types them.
fn persian(word: &str) -> String {
    word.replace('ي', "ی").replace('ك', "ک")
}

/// Words of the index that are other romanisations of the same word.
fn loosely(word: &str, eastern: bool, has: &dyn Fn(&str) -> bool) -> Vec<String> {
    let folded = fold(word);
    let least = if eastern { 4 } else { 6 };
    if folded.len() < least || !folded.is_ascii() || is_ordinary(&folded) {
        return Vec::new();
    }
    let dearest = if folded.len() > 6 { 3 } else { 2 };
    let guesses = LOOSELY.respell(&folded, MOST_GUESSES, dearest);
    let fits =
        |other: &str| *other != folded && !is_ordinary(other) && (eastern || looks_eastern(other, other));
    let guesses = guesses.into_iter().filter(|(other, _)| fits(other)).collect();
    best_held(guesses, has).into_iter().map(|word| capitalised(&word)).collect()
}

/// Offers Latin spellings of a name in Arabic letters.
pub(crate) fn widen_script(words: &[&str], out: &mut Collector<'_>) {
    if words.len() > 4 {
        return;
    }
    let each: Vec<Vec<String>> = words.iter().map(|word| to_latin(word, out.has)).collect();
    offer_combined(&each, &[" ", " al-", " el-"], Rule::Latin, out);
    if words.len() > 1 {
        for word in each.last().into_iter().flatten().filter(|word| !is_shared_surname(word)) {
            out.offer(word, Rule::SurnameAlone);
        }
    }
}

fn to_latin(word: &str, has: &dyn Fn(&str) -> bool) -> Vec<String> {
    let length = word.chars().count();
    let word = word.strip_prefix("ال").filter(|_| length > 4).unwrap_or(word);
    let guesses = TO_LATIN.respell(word, MOST_GUESSES * 6, 3);
    let guesses = guesses.into_iter().filter(|(word, _)| word.len() > 2 && !is_ordinary(word)).collect();
    best_held(guesses, has).into_iter().map(|word| capitalised(&word)).collect()
}

fn offer_combined(each: &[Vec<String>], between: &[&str], rule: Rule, out: &mut Collector<'_>) {
    let mut ways = vec![String::new()];
    for words in each {
        let mut longer = Vec::new();
        for way in &ways {
            for word in words.iter().take(4) {
                if way.is_empty() {
                    longer.push(word.clone());
                } else {
                    longer.extend(between.iter().map(|gap| format!("{way}{gap}{word}")));
                }
            }
        }
        longer.truncate(48);
        ways = longer;
    }
    for way in ways.iter().filter(|way| !way.is_empty()) {
        out.offer(way, rule);
    }
}

#[cfg(test)]
mod tests {
    use super::super::found;

    #[test]
    fn a_name_is_found_in_its_script_and_back() {
        assert_eq!(found("Beirut", &["بيروت"]), ["بيروت"]);
        assert_eq!(found("بيروت", &["beirut"]), ["Beirut"]);
        assert_eq!(found("Tehran", &["teheran", "تهران"]).len(), 2);
        assert!(found("رياض الصلح", &["riyad", "sulh", "al"]).contains(&"Riyad al-Sulh".to_owned()));
        assert!(found("Riad Solh", &["riyad", "al", "sulh"]).contains(&"Riyad al-Sulh".to_owned()));
    }

    #[test]
    fn western_words_are_not_respelt() {
        assert!(found("Allen", &["allan", "ellen"]).is_empty());
        assert!(found("Martin", &["marten"]).is_empty());
    }
}
