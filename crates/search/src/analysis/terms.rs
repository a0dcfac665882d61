//! The terms of the index that a text gives, in the form in which the engine takes them.
//!
//! At one position stand up to three terms of a word: its folded form; its stem, marked, where it needs one; and its
//! written form, marked, where that differs. One field so serves exact and inflected search, and phrases of both.
//! Ideographs give themselves and every pair of neighbours.

use super::{Script, Stemming, Words, with_stems};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// How far apart two values of one field stand, so that no words are near each other across them.
pub(crate) const BETWEEN_VALUES: usize = 100;

/// Marks the written form of a word whose folded form is another.
pub(crate) const WRITTEN_MARK: char = '\u{6}';

/// Raised whenever the same text would give other terms, so that older indexes are known as stale.
pub(crate) const VERSION: u32 = 2;

/// The first character of every text that is indexed says by which stemmer its Latin words go.
pub(crate) fn language_sign(language: Option<&str>) -> char {
    char::from(b'0' + Stemming::of_latin(language) as u8)
}

fn stemming_of_sign(sign: Option<char>) -> Stemming {
    Stemming::LATIN
        .into_iter()
        .find(|stemming| Some(char::from(b'0' + *stemming as u8)) == sign)
        .unwrap_or(Stemming::English)
}

/// Which stemmer takes this word, if any.
pub(crate) fn stemming_for(script: Script, latin: Stemming, folded: &str) -> Option<Stemming> {
    match script {
        Script::Latin if folded.len() > 2 => Some(latin),
        Script::Cyrillic if folded.chars().nth(2).is_some() => Some(Stemming::Russian),
        _ => None,
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
            previous: String::new(),
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
    Pair,
}

/// The terms of one text.
pub(crate) struct Terms<'t> {
    words: Words<'t>,
    latin: Stemming,
    token: Token,
    previous: String,
    pending: Pending,
}

impl Terms<'_> {
    fn begin_word(&mut self) -> bool {
        if self.words.script == Script::Ideograph {
            self.previous.clear();
            self.previous.push_str(&self.words.folded);
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
            Script::Ideograph | Script::Other => Pending::Nothing,
            Script::Latin | Script::Cyrillic => Pending::Stem,
        };
        if self.words.differs && self.pending == Pending::Nothing {
            self.pending = Pending::Written;
        }
        true
    }

    fn put_stem(&mut self) -> bool {
        self.pending = if self.words.differs { Pending::Written } else { Pending::Nothing };
        let words = &self.words;
        let Some(stemming) = stemming_for(words.script, self.latin, &words.folded) else { return false };
        with_stems(|stems| stems.marked_stem(stemming, &words.folded, words.written(), &mut self.token.text))
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
                }
                Pending::Written => {
                    self.pending = Pending::Nothing;
                    self.token.text.clear();
                    self.token.text.push(WRITTEN_MARK);
                    self.token.text.push_str(&self.words.written);
                    return true;
                }
                Pending::Pair => {
                    self.pending = Pending::Nothing;
                    self.token.text.insert_str(0, &self.previous);
                    // A pair stands where its first character does.
                    self.token.position -= 1;
                    return true;
                }
            }
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
        let signed = format!("{}{text}", language_sign(language));
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
            [(0, "negociations".into()), (0, "\u{4}negoci".into()), (0, "\u{6}négociations".into())]
        );
    }

    #[test]
    fn russian_words_are_stemmed_whatever_language_is_declared() {
        assert_eq!(
            terms(Some("en"), "переговоров"),
            [(0, "переговоров".into()), (0, "\u{2}переговор".into())]
        );
    }
}
