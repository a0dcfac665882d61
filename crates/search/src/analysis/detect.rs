//! The language of a text that nobody has named, by the short words that no text can do without.
//!
//! Only of Latin letters: other scripts decide by themselves how their words are inflected, and a text may hold
//! several. Each short word of a language counts once, less when other languages have it too; a title of six words
//! often suffices, and where it does not, nothing is said.

use super::Stemming;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Languages whose words are not inflected stand here too, lest they be taken for their neighbours.
const SHORT_WORDS: [(Option<Stemming>, &str); 20] = [
    (
        Some(Stemming::English),
        "the of and to in that was for with by from on is this not are which be as at it had have has were been their \
         would between about",
    ),
    (
        Some(Stemming::German),
        "der die das und ist nicht mit den von zu dem des im auf für sich ein eine einer als auch an wird werden über \
         bei nach aus dass daß wurde sind zum zur zwischen",
    ),
    (
        Some(Stemming::French),
        "le la les des et est une un du dans que qui pour par sur pas avec au aux ce cette sont nous il ne plus été de \
         en entre",
    ),
    (
        Some(Stemming::Spanish),
        "el la los las que y en del por con para una un se su al no es lo como más fue sobre pero de entre",
    ),
    (
        Some(Stemming::Italian),
        "il di che è la del della e per un una con non sono dei delle nel alla da gli anche più dal questo tra sulla \
         degli",
    ),
    (
        Some(Stemming::Portuguese),
        "o a os as que e do da dos das em não uma um para com por no na se foi ao pelo mais são de entre sobre",
    ),
    (
        Some(Stemming::Dutch),
        "de het een van en in is dat op te met voor niet zijn aan door ook als bij naar wordt werd over tussen",
    ),
    (
        Some(Stemming::Swedish),
        "och att det som en på är av för med den till inte har om ett vi från var de mellan",
    ),
    (
        Some(Stemming::Danish),
        "og at det som en på er af for med den til ikke har om et vi fra var de blev mellem",
    ),
    (
        Some(Stemming::Norwegian),
        "og å det som en på er av for med den til ikke har om et vi fra var de ble mellom",
    ),
    (Some(Stemming::Finnish), "ja on ei että oli se hän joka kun mutta ovat myös sen niin kuin sekä"),
    (Some(Stemming::Hungarian), "a az és hogy nem is egy van volt meg de ez ha csak már mint szóló"),
    (
        Some(Stemming::Romanian),
        "și şi de la în din cu pe nu este care un o ale sau pentru prin fost mai dintre al",
    ),
    (
        Some(Stemming::Polish),
        "i w na z do się nie jest że to o od po za przez oraz są dla jako był między we",
    ),
    (Some(Stemming::Czech), "a v na se je že to s z o do ve za pro by není jako byl které nebo mezi ze při"),
    (Some(Stemming::Turkish), "ve bir bu da de için ile olarak ne çok daha olan gibi kadar"),
    (None, "i u je da na se su od za iz bio koji kao ali između s o što sa"),
    (None, "dhe të në për që me një është nga së e i u"),
    (None, "và của các là được trong với không cho người những về"),
    (None, "dan yang di dari untuk dengan ini itu pada ke oleh antara"),
];

/// What a word is worth to a language that has it alone.
const WHOLE: u32 = 12;
/// A language must have words worth so much: two of its own, or more that it shares.
const LEAST: u32 = 20;
/// No short word has more bytes.
const LONGEST: usize = 10;
/// So many words are looked at, and after each row of so many whether they suffice.
const SAMPLE: usize = 512;
const ROW: usize = 64;
/// Words worth so much, and twice what the next language has, suffice.
const PLENTY: u32 = 60;

/// Each short word with its number and a bit for each language that has it.
static KNOWN: LazyLock<HashMap<&'static str, (usize, u32)>> = LazyLock::new(|| {
    let mut known: HashMap<&str, (usize, u32)> = HashMap::new();
    for (language, (_, words)) in SHORT_WORDS.iter().enumerate() {
        for word in words.split_ascii_whitespace() {
            let number = known.len();
            known.entry(word).or_insert((number, 0)).1 |= 1 << language;
        }
    }
    known
});

/// How the Latin words of a text are inflected: as its tag says, else as it shows, else as its document, else English.
pub(crate) fn stemming_of(tag: Option<&str>, text: &str, document: Option<Stemming>) -> Stemming {
    let named = tag.and_then(Stemming::of_tag);
    named.or_else(|| detect(text)).or(document).unwrap_or(Stemming::English)
}

/// The language that this text shows, if it does so clearly.
pub(crate) fn detect(text: &str) -> Option<Stemming> {
    let mut votes =
        Votes { worth: [0; SHORT_WORDS.len()], seen: vec![false; KNOWN.len()], lower: String::new() };
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    for (count, word) in words.take(SAMPLE).enumerate() {
        votes.add(word);
        if count % ROW == ROW - 1 && votes.rank().is_some_and(|rank| rank.most >= PLENTY.max(2 * rank.second))
        {
            break;
        }
    }
    let Rank { best, most, second } = votes.rank()?;
    // A quarter more than the next, so that of near neighbours neither is named by chance.
    let is_clear = most >= LEAST && most * 4 > second * 5;
    if is_clear { SHORT_WORDS[best].0 } else { None }
}

/// What the words seen so far are worth to each language.
struct Votes {
    worth: [u32; SHORT_WORDS.len()],
    seen: Vec<bool>,
    lower: String,
}

struct Rank {
    best: usize,
    most: u32,
    second: u32,
}

impl Votes {
    fn add(&mut self, word: &str) {
        if word.len() > LONGEST {
            return;
        }
        self.lower.clear();
        if word.is_ascii() {
            self.lower.push_str(word);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        let Some((number, languages)) = KNOWN.get(self.lower.as_str()) else { return };
        if !std::mem::replace(&mut self.seen[*number], true) {
            let share = WHOLE / languages.count_ones();
            let having =
                self.worth.iter_mut().enumerate().filter(|(language, _)| languages & (1 << language) != 0);
            having.for_each(|(_, worth)| *worth += share);
        }
    }

    fn rank(&self) -> Option<Rank> {
        let (best, most) = self.worth.iter().enumerate().max_by_key(|(_, worth)| **worth)?;
        let others = self.worth.iter().enumerate().filter(|(other, _)| *other != best);
        let second = others.map(|(_, worth)| *worth).max().unwrap_or(0);
        Some(Rank { best, most: *most, second })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_shows_its_language() {
        for (expected, text) in [
            (Stemming::English, "Report on the talks with the railway workers of Kostrov"),
            (Stemming::German, "Bericht über die Verhandlungen mit den Eisenbahnern von Kostrow"),
            (Stemming::French, "Rapport sur les négociations avec les cheminots de la ville"),
            (Stemming::Spanish, "Informe sobre las negociaciones con los ferroviarios del norte"),
            (Stemming::Italian, "Relazione sulla trattativa con i ferrovieri della città e degli operai"),
            (
                Stemming::Portuguese,
                "Relatório sobre as negociações com os ferroviários do norte não publicado",
            ),
            (Stemming::Dutch, "Verslag van de onderhandelingen met het spoorwegpersoneel over een staking"),
            (
                Stemming::Swedish,
                "Rapport om förhandlingarna med järnvägsarbetarna från norr och en strejk som inte är över",
            ),
            (
                Stemming::Danish,
                "Beretning om forhandlingerne med banearbejderne, som blev afbrudt af en strejke og ikke er slut",
            ),
            (
                Stemming::Norwegian,
                "Rapport om forhandlingene som ble avbrutt av en streik og ikke er over, mellom oss og dem",
            ),
            (Stemming::Finnish, "Kertomus neuvotteluista, joka oli salainen, ja että ne ovat myös kesken"),
            (
                Stemming::Hungarian,
                "Jelentés a vasutasokkal folytatott tárgyalásról és az egy hétig tartó sztrájkról, hogy volt",
            ),
            (
                Stemming::Romanian,
                "Raport despre negocierile cu feroviarii din nord și pentru care nu este un acord",
            ),
            (
                Stemming::Polish,
                "Sprawozdanie z rozmów z kolejarzami na północy oraz że nie jest tajne dla prasy",
            ),
            (
                Stemming::Czech,
                "Zpráva o jednání s železničáři na severu, které není tajné, nebo že je ve věstníku pro stranu",
            ),
            (Stemming::Turkish, "Demiryolu işçileri ile yapılan görüşme için bir rapor ve daha çok bilgi"),
        ] {
            assert_eq!(detect(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn no_short_word_is_longer_than_those_looked_at() {
        assert!(
            KNOWN.keys().all(|word| word.len() <= LONGEST),
            "{:?}",
            KNOWN.keys().map(|word| word.len()).max()
        );
    }

    #[test]
    fn names_and_numbers_show_nothing() {
        for text in [
            "",
            "Kostrov, Anna",
            "No. 7",
            "Chou En-lai",
            "De Gaulle",
            "La Paz",
            "NSC 68",
            "переговоры в Москве",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn languages_that_are_not_inflected_are_taken_for_no_other() {
        for text in [
            "Izvještaj o razgovorima koji je bio između nas i kao što su ali da se na od za iz",
            "Raporti për bisedimet që është një e në dhe nga të së me",
            "Báo cáo về các cuộc đàm phán với công nhân và của người trong không",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn the_tag_comes_before_the_text_and_the_text_before_the_document() {
        let german = "Bericht über die Verhandlungen mit den Eisenbahnern";
        assert_eq!(stemming_of(Some("fr-CA"), german, None), Stemming::French);
        assert_eq!(stemming_of(None, german, Some(Stemming::Polish)), Stemming::German);
        assert_eq!(stemming_of(Some("und"), german, None), Stemming::German);
        assert_eq!(stemming_of(None, "Kostrow", Some(Stemming::Polish)), Stemming::Polish);
        assert_eq!(stemming_of(None, "Kostrow", None), Stemming::English);
    }
}
