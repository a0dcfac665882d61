//! By which rule a form is the same name, in a reader's words.

/// Why a form is another spelling of what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Hanyu pinyin.
    Pinyin,
    /// Wade-Giles.
    WadeGiles,
    /// A spelling of the postal atlas.
    Postal,
    /// Another name of the place in the atlas of China.
    Place,
    /// The Russian transcription of Chinese.
    Palladius,
    /// Chinese characters.
    Ideographs,
    /// Chinese characters chosen by sound for a foreign name.
    BySound,
    /// Cyrillic letters.
    Cyrillic,
    /// Latin letters, for a name of another script.
    Latin,
    /// A system of romanising Russian; what it is called after "in".
    Romanised(&'static str),
    /// Hangul.
    Hangul,
    /// A romanisation of Korean.
    Korean,
    /// Vietnamese spelling of a Chinese name.
    Vietnamese,
    /// Arabic or Persian letters.
    Arabic,
    /// Greek letters.
    Greek,
    /// Devanagari.
    Devanagari,
    /// Hebrew letters.
    Hebrew,
    /// Kana.
    Kana,
    /// Other letters of the same script, such as ae for ä.
    Letters,
    /// Written in one word, or in several.
    Joined,
    /// Surname and given name change places.
    Order,
    /// Without the honorific or office.
    WithoutTitle,
    /// The surname without given name or initials.
    SurnameAlone,
    /// A given name that begins with the initial.
    GivenName,
}

impl Rule {
    /// Why the form matches, as the end of a sentence.
    ///
    /// ```
    /// use fonds_names::forms::Rule;
    /// assert_eq!(Rule::Pinyin.because("Chou En-lai"), "pinyin of Chou En-lai");
    /// assert_eq!(Rule::Romanised("in French").because("Хрущев"), "Хрущев as it is written in French");
    /// ```
    pub fn because(self, asked: &str) -> String {
        match self {
            Self::Pinyin => format!("pinyin of {asked}"),
            Self::WadeGiles => format!("Wade-Giles of {asked}"),
            Self::Postal => format!("postal spelling of {asked}"),
            Self::Place => format!("another name of {asked}"),
            Self::Palladius => format!("Russian transcription of {asked}"),
            Self::Ideographs => format!("{asked} in Chinese characters"),
            Self::BySound => format!("{asked} in Chinese characters, by sound"),
            Self::Cyrillic => format!("{asked} in Cyrillic"),
            Self::Latin => format!("{asked} in Latin letters"),
            Self::Romanised(system) => format!("{asked} as it is written {system}"),
            Self::Hangul => format!("{asked} in Hangul"),
            Self::Korean => format!("a romanisation of {asked}"),
            Self::Vietnamese => format!("{asked} in Vietnamese"),
            Self::Arabic => format!("{asked} in Arabic letters"),
            Self::Greek => format!("{asked} in Greek"),
            Self::Devanagari => format!("{asked} in Devanagari"),
            Self::Hebrew => format!("{asked} in Hebrew"),
            Self::Kana => format!("{asked} in kana"),
            Self::Letters => format!("{asked} in other letters"),
            Self::Joined => format!("{asked}, its words parted otherwise"),
            Self::Order => format!("{asked}, turned round"),
            Self::WithoutTitle => format!("{asked}, without the title"),
            Self::SurnameAlone => format!("the surname of {asked}"),
            Self::GivenName => format!("a given name for the initial in {asked}"),
        }
    }
}
