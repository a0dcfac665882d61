//! The terms of the index that a text gives, in the form in which the engine takes them.
//!
//! At one position stand up to four terms of a word: its folded form; its stem, marked, where it needs one; and where
//! its written form differs, that form and the folded one once more, both marked. One field so serves exact and
//! inflected search, and phrases of both. Ideographs give themselves and every pair of neighbours, and the pair as it
//! is written where that differs.

use super::{Script, Stemming, Words, with_stems};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// How far apart two values of one field stand, so that no words are near each other across them.
pub(crate) const BETWEEN_VALUES: usize = 100;

/// Marks the written form of a word whose folded form is another: `négociation`.
pub(crate) const WRITTEN_MARK: char = '\u{6}';
/// Marks the folded form of a word that is written otherwise, so that who asks for `negociation` meets those first
/// that are written so.
pub(crate) const OTHERWISE_MARK: char = '\u{7}';

/// Raised whenever the same text would give other terms, so that older indexes are known as stale.
pub(crate) const VERSION: u32 = 4;

/// The first character of every text that is indexed says by which stemmer its Latin words go.
pub(crate) const fn sign(latin: Stemming) -> char {
    (b'0' + latin as u8) as char
}

fn stemming_of_sign(sign_found: Option<char>) -> Stemming {
    let found = Stemming::LATIN.into_iter().find(|stemming| Some(sign(*stemming)) == sign_found);
    found.unwrap_or(Stemming::English)
}

/// Which stemmer takes this word, if any. Words of two letters are none's.
pub(crate) fn stemming_for(script: Script, latin: Stemming, folded: &str) -> Option<Stemming> {
    match script {
        Script::Latin if folded.len() > 2 => Some(latin),
        Script::Latin | Script::Ideograph | Script::Other => None,
        _ if folded.chars().nth(2).is_none() => None,
        Script::Cyrillic => Some(Stemming::Russian),
        Script::Greek => Some(Stemming::Greek),
        Script::Arabic => Some(Stemming::Arabic),
    }
}

/// The engine's door to our analysis.
#[derive(Clone)]
pub(crate) struct Analyser;

impl Tokenizer for Analyser {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let sign = text.chars().next();
        let rest = &text[sign.map_or(0, char::len_utf8)..];
        Terms {
            words: Words::new(rest),
            latin: stemming_of_sign(sign),
            // The engine begins the next value behind the longest token.
            token: Token { position_length: 1 + BETWEEN_VALUES, ..Token::default() },
            previous: Form::default(),
            pending: Pending::Nothing,
        }
    }
}

/// What of the current word is still to come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pending {
    Nothing,
    Stem,
    Written,
    Otherwise,
    Pair,
    WrittenPair,
}

/// The two forms of the ideograph before.
#[derive(Default)]
struct Form {
    folded: String,
    written: String,
    differs: bool,
}

/// The terms of one text.
pub(crate) struct Terms<'t> {
    words: Words<'t>,
    latin: Stemming,
    token: Token,
    previous: Form,
    pending: Pending,
}

impl Terms<'_> {
    fn begin_word(&mut self) -> bool {
        if self.words.script == Script::Ideograph {
            self.previous.folded.clone_from(&self.words.folded);
            self.previous.written.clone_from(&self.words.written);
            self.previous.differs = self.words.differs;
        }
        if !self.words.advance() {
            return false;
        }
        self.token.text.clear();
        self.token.text.push_str(&self.words.folded);
        self.token.position = self.words.position as usize;
        self.token.offset_from = self.words.range.start;
        self.token.offset_to = self.words.range.end;
        self.pending = match self.words.script {
            Script::Ideograph if self.words.follows => Pending::Pair,
            Script::Ideograph => Pending::Nothing,
            Script::Other => self.written_if_it_differs(),
            Script::Latin | Script::Cyrillic | Script::Greek | Script::Arabic => Pending::Stem,
        };
        true
    }

    fn written_if_it_differs(&self) -> Pending {
        if self.words.differs { Pending::Written } else { Pending::Nothing }
    }

    fn put_stem(&mut self) -> bool {
        self.pending = self.written_if_it_differs();
        let words = &self.words;
        let Some(stemming) = stemming_for(words.script, self.latin, &words.folded) else { return false };
        with_stems(|stems| stems.marked_stem(stemming, &words.folded, words.written(), &mut self.token.text))
    }

    /// A term of two parts, after a mark.
    fn put(&mut self, mark: Option<char>, pair: bool, written: bool) {
        self.token.text.clear();
        self.token.text.extend(mark);
        let (first, second) = match written {
            true => (&self.previous.written, &self.words.written),
            false => (&self.previous.folded, &self.words.folded),
        };
        if pair {
            self.token.text.push_str(first);
        }
        self.token.text.push_str(second);
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        loop {
            match self.pending {
                Pending::Nothing => return self.begin_word(),
                Pending::Stem => {
                    if self.put_stem() {
                        return true;
                    }
                    continue;
                }
                Pending::Written => {
                    self.pending = Pending::Otherwise;
                    self.put(Some(WRITTEN_MARK), false, true);
                }
                Pending::Otherwise => {
                    self.pending = Pending::Nothing;
                    self.put(Some(OTHERWISE_MARK), false, false);
                }
                Pending::Pair => {
                    let differs = self.previous.differs || self.words.differs;
                    self.pending = if differs { Pending::WrittenPair } else { Pending::Nothing };
                    self.put(None, true, false);
                    // A pair stands where its first character does.
                    self.token.position -= 1;
                }
                Pending::WrittenPair => {
                    self.pending = Pending::Nothing;
                    self.put(Some(WRITTEN_MARK), true, true);
                }
            }
            return true;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(language: Option<&str>, text: &str) -> Vec<(usize, String)> {
        let latin = language.and_then(Stemming::of_tag).unwrap_or(Stemming::English);
        let signed = format!("{}{text}", sign(latin));
        let mut analyser = Analyser;
        let mut stream = analyser.token_stream(&signed);
        let mut found = Vec::new();
        while let Some(token) = stream.next() {
            found.push((token.position, token.text.clone()));
        }
        found
    }

    #[test]
    fn a_word_and_its_stem_stand_at_one_position() {
        assert_eq!(
            terms(None, "The bombs fell"),
            [(0, "the".into()), (1, "bombs".into()), (1, "\u{1}bomb".into()), (2, "fell".into())]
        );
    }

    #[test]
    fn neighbouring_ideographs_give_pairs_at_the_first_of_the_two() {
        assert_eq!(
            terms(Some("zh"), "中苏关"),
            [(0, "中".into()), (1, "苏".into()), (0, "中苏".into()), (2, "关".into()), (1, "苏关".into())]
        );
    }

    #[test]
    fn a_french_text_is_stemmed_in_french_and_keeps_its_written_words() {
        assert_eq!(
            terms(Some("fr-FR"), "négociations"),
            [
                (0, "negociations".into()),
                (0, "\u{4}negoci".into()),
                (0, "\u{6}négociations".into()),
                (0, "\u{7}negociations".into())
            ]
        );
    }

    #[test]
    fn pairs_of_traditional_characters_stand_under_the_simplified_and_as_written() {
        assert_eq!(
            terms(Some("zh-Hant"), "中蘇"),
            [(0, "中".into()), (1, "苏".into()), (0, "中苏".into()), (0, "\u{6}中蘇".into())]
        );
    }

    #[test]
    fn arabic_words_stand_under_their_plain_letters_and_without_the_article() {
        assert_eq!(terms(None, "المفاوضات"), [(0, "المفاوضات".into()), (0, "\u{15}مفاوض".into())]);
    }

    #[test]
    fn russian_words_are_stemmed_whatever_language_is_declared() {
        assert_eq!(
            terms(Some("en"), "переговоров"),
            [(0, "переговоров".into()), (0, "\u{2}переговор".into())]
        );
    }
}
