//! Names of languages, in the languages in which catalogues are kept, to tags.
//!
//! Not every language of the world: those of the archives that we know of, and any tag that is one already.

use fonds_model::Language;

/// Tag, three-letter codes, names.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("en", "eng english английский anglais englisch inglés ingles 英文 英语 英語"),
    ("ru", "rus russian русский russe russisch ruso 俄文 俄语 俄語"),
    ("zh", "zho chi chinese китайский chinois chinesisch chino 中文 汉语 漢語 华文 mandarin"),
    ("fr", "fra fre french французский français francais französisch francés frances 法文 法语 法語"),
    ("de", "deu ger german немецкий allemand deutsch alemán aleman 德文 德语 德語"),
    ("es", "spa spanish испанский espagnol spanisch español espanol castellano 西班牙文 西班牙语"),
    ("pt", "por portuguese португальский portugais portugiesisch portugués 葡萄牙语"),
    ("it", "ita italian итальянский italien italienisch italiano 意大利语"),
    ("pl", "pol polish польский polonais polnisch polaco 波兰语 polski"),
    ("cs", "ces cze czech чешский tchèque tschechisch checo 捷克语 čeština"),
    ("sk", "slk slo slovak словацкий slovaque slowakisch eslovaco"),
    ("hu", "hun hungarian венгерский hongrois ungarisch húngaro 匈牙利语 magyar"),
    ("ro", "ron rum romanian румынский roumain rumänisch rumano 罗马尼亚语"),
    ("bg", "bul bulgarian болгарский bulgare bulgarisch búlgaro 保加利亚语"),
    ("sq", "sqi alb albanian албанский albanais albanisch albanés 阿尔巴尼亚语"),
    ("sr", "srp serbian сербский serbe serbisch serbio"),
    ("hr", "hrv croatian хорватский croate kroatisch croata"),
    ("sh", "hbs serbo-croatian сербскохорватский serbo-croate serbokroatisch serbocroata"),
    ("sl", "slv slovenian словенский slovène slowenisch esloveno"),
    ("mk", "mkd mac macedonian македонский macédonien mazedonisch macedonio"),
    ("uk", "ukr ukrainian украинский ukrainien ukrainisch ucraniano 乌克兰语"),
    ("be", "bel belarusian белорусский biélorusse belarussisch bielorruso"),
    ("lt", "lit lithuanian литовский lituanien litauisch lituano"),
    ("lv", "lav latvian латышский letton lettisch letón"),
    ("et", "est estonian эстонский estonien estnisch estonio"),
    ("fi", "fin finnish финский finnois finnisch finlandés"),
    ("sv", "swe swedish шведский suédois schwedisch sueco"),
    ("no", "nor norwegian норвежский norvégien norwegisch noruego"),
    ("da", "dan danish датский danois dänisch danés"),
    ("nl", "nld dut dutch голландский нидерландский néerlandais niederländisch neerlandés"),
    ("el", "ell gre greek греческий grec griechisch griego"),
    ("tr", "tur turkish турецкий turc türkisch turco 土耳其语"),
    ("ar", "ara arabic арабский arabe arabisch árabe 阿拉伯语"),
    ("fa", "fas per persian farsi персидский persan persisch persa 波斯语"),
    ("ps", "pus pashto пушту pachto paschtu"),
    ("ur", "urd urdu урду ourdou"),
    ("hi", "hin hindi хинди"),
    ("he", "heb hebrew иврит hébreu hebräisch hebreo"),
    ("ja", "jpn japanese японский japonais japanisch japonés 日文 日语 日本語 日語"),
    ("ko", "kor korean корейский coréen koreanisch coreano 朝鲜语 韩语 朝鮮語 한국어 조선어"),
    ("vi", "vie vietnamese вьетнамский vietnamien vietnamesisch vietnamita 越南语"),
    ("km", "khm khmer cambodian кхмерский"),
    ("lo", "lao лаосский"),
    ("th", "tha thai тайский thaï thailändisch"),
    ("my", "mya bur burmese бирманский birman birmanisch"),
    ("id", "ind indonesian индонезийский indonésien indonesisch indonesio 印尼语"),
    ("ms", "msa may malay малайский malais malaiisch"),
    ("mn", "mon mongolian монгольский mongol mongolisch 蒙古语"),
    ("bo", "bod tib tibetan тибетский tibétain tibetisch 藏语"),
    ("ug", "uig uyghur uighur уйгурский ouïghour uigurisch 维吾尔语"),
    ("kk", "kaz kazakh казахский kasachisch"),
    ("ka", "kat geo georgian грузинский géorgien georgisch"),
    ("hy", "hye arm armenian армянский arménien armenisch"),
    ("az", "aze azerbaijani азербайджанский aserbaidschanisch"),
    ("af", "afr afrikaans африкаанс"),
    ("sw", "swa swahili суахили"),
    ("am", "amh amharic амхарский"),
    ("la", "lat latin латинский lateinisch latín"),
    ("yi", "yid yiddish идиш jiddisch"),
];

/// The language of a name or a tag.
pub(super) fn find_language(words: &str) -> Option<Language> {
    let folded = words.trim().trim_end_matches('.').to_lowercase();
    let main = folded.strip_suffix(" language").or_else(|| folded.strip_suffix(" язык")).unwrap_or(&folded);
    if let Some((tag, _)) =
        NAMES.iter().find(|(tag, names)| *tag == main || names.split(' ').any(|n| n == main))
    {
        return Language::new(tag);
    }
    // "zh-Hant": a tag whose language we know keeps its script and country.
    let (language, _) = words.trim().split_once('-')?;
    NAMES.iter().any(|(tag, _)| *tag == language.to_lowercase()).then(|| Language::new(words))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tags_are_languages_and_other_words_are_not() {
        for (words, tag) in
            [("Russian", "ru"), ("русский", "ru"), ("Chinois", "zh"), ("zh-Hant", "zh-Hant"), ("ger", "de")]
        {
            assert_eq!(find_language(words).map(|l| l.to_string()).as_deref(), Some(tag), "{words}");
        }
        assert_eq!(find_language("Moscow"), None);
        assert_eq!(find_language("top-secret"), None);
    }
}
