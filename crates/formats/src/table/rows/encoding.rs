//! Finds the encoding of a text table by looking, and decodes it line by line.
//!
//! Not for every encoding there is: Unicode, the two of Windows that archives get most, and Chinese national ones are
//! told apart; a mapping names any other.

use encoding_rs::{
    BIG5, CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252,
};
use std::io::{self, Read};

/// The encoding of a sample of the table's beginning, and whether that is a guess.
pub(super) fn find_encoding(sample: &[u8]) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return (encoding, false);
    }
    if let Some(encoding) = unmarked_utf_16(sample) {
        return (encoding, true);
    }
    match std::str::from_utf8(sample) {
        Ok(_) => (UTF_8, false),
        // The sample may end within a letter.
        Err(error) if error.error_len().is_none() => (UTF_8, false),
        Err(_) if mostly_utf_8(sample) => (UTF_8, false),
        Err(_) => (single_or_double(sample), true),
    }
}

/// Every second byte of Latin text in UTF-16 is zero.
fn unmarked_utf_16(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match () {
        () if pairs < 4 => None,
        () if odd * 5 > pairs * 2 && even * 20 < pairs => Some(UTF_16LE),
        () if even * 5 > pairs * 2 && odd * 20 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// A few broken bytes in a text that is otherwise full of well-formed letters.
fn mostly_utf_8(sample: &[u8]) -> bool {
    let (mut letters, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    letters > broken * 4
}

fn single_or_double(sample: &[u8]) -> &'static Encoding {
    // In the languages of Windows-1252 an accented letter stands among plain ones; Cyrillic and Chinese words are
    // accented letters throughout.
    let high = |byte: &u8| *byte >= 0x80;
    let pairs = sample.windows(2).filter(|pair| high(&pair[0]) && high(&pair[1])).count();
    let all = sample.iter().filter(|byte| high(byte)).count();
    if pairs * 2 < all {
        return WINDOWS_1252;
    }
    if share(WINDOWS_1251, sample, |c| ('а'..='я').contains(&c)) > 0.6 {
        return WINDOWS_1251;
    }
    // Signs that every Chinese text has, common ones first in both standards.
    let ideograph =
        |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3000}'..='\u{30ff}').contains(&c);
    let common = |c: char| "的一是在不了有和人这中大为上個个国國年月日会會".contains(c);
    let best = [GB18030, BIG5]
        .into_iter()
        .max_by(|a, b| share(a, sample, common).total_cmp(&share(b, sample, common)));
    match best {
        Some(encoding) if share(encoding, sample, ideograph) > 0.8 => encoding,
        _ => WINDOWS_1251,
    }
}

/// The share of these letters among all that are not ASCII, when read in this encoding.
fn share(encoding: &'static Encoding, sample: &[u8], wanted: impl Fn(char) -> bool) -> f64 {
    let (text, _) = encoding.decode_without_bom_handling(&sample[..sample.len().min(64 * 1024)]);
    let (mut all, mut found) = (0.0, 0.0);
    for letter in text.chars().filter(|c| !c.is_ascii()) {
        all += 1.0;
        found += if wanted(letter) { 1.0 } else { 0.0 };
    }
    if all == 0.0 { 0.0 } else { found / all }
}

/// Text decoded a line at a time. Lines end in any of the three ways and are told with `\n`.
pub(super) struct Lines<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    decoded: String,
    position: usize,
    ended: bool,
}

/// What a line is, besides its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// There was one.
    Whole,
    /// It is longer than the limit; this is its beginning.
    TooLong,
    /// There is no more.
    None,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 32 * 1024],
            decoded: String::new(),
            position: 0,
            ended: false,
        }
    }

    /// Appends the next line with its `\n` (the last may have none), up to a limit of bytes.
    pub(super) fn next_line(&mut self, line: &mut String, limit: usize) -> io::Result<Line> {
        let begun = line.len();
        loop {
            let rest = &self.decoded[self.position..];
            let newline = rest.find('\n');
            let end = rest[..newline.unwrap_or(rest.len())].find('\r').or(newline);
            if let Some(at) = end {
                // A carriage return at the end of what is decoded may be half of a line's end.
                if rest.as_bytes()[at] == b'\r' && at + 1 == rest.len() && !self.ended {
                    self.fill()?;
                    continue;
                }
                line.push_str(&rest[..at]);
                line.push('\n');
                let both = rest.as_bytes()[at] == b'\r' && rest.as_bytes().get(at + 1) == Some(&b'\n');
                self.position += at + 1 + usize::from(both);
                return Ok(Line::Whole);
            }
            line.push_str(rest);
            self.position = self.decoded.len();
            if self.ended {
                return Ok(if line.len() > begun { Line::Whole } else { Line::None });
            }
            if line.len() - begun > limit {
                return Ok(Line::TooLong);
            }
            self.fill()?;
        }
    }

    /// Decodes one more piece behind what is not yet taken.
    fn fill(&mut self) -> io::Result<()> {
        self.decoded.drain(..self.position);
        self.position = 0;
        let read = self.input.read(&mut self.raw)?;
        self.ended = read == 0;
        let mut taken = 0;
        loop {
            self.decoded.reserve(read * 3 + 16);
            // What is no letter of the encoding becomes U+FFFD, and whoever reads the row says so.
            let (result, used, _) =
                self.decoder.decode_to_string(&self.raw[taken..read], &mut self.decoded, self.ended);
            taken += used;
            if result == CoderResult::InputEmpty {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, encoding: &'static Encoding) -> &'static Encoding {
        find_encoding(&encoding.encode(text).0).0
    }

    #[test]
    fn encodings_are_told_apart_by_their_words() {
        let russian = "дата;название\n8 января 1949;Шифртелеграмма Филиппова товарищу Мао Цзэдуну\n";
        let french = "date;titre\n8 février 1949;Télégramme de l'ambassadeur à Paris, reçu hier soir\n";
        let chinese = "日期;标题\n1949年1月8日;中共中央关于目前形势和党在一九四九年的任务的决议\n";
        assert_eq!(found(russian, WINDOWS_1251), WINDOWS_1251);
        assert_eq!(found(french, WINDOWS_1252), WINDOWS_1252);
        assert_eq!(found(chinese, GB18030), GB18030);
        assert_eq!(found("日期;標題\n1949年;中國人民政府關於國家的決議，一個人在不同的時候\n", BIG5), BIG5);
        for text in [russian, french, chinese] {
            assert_eq!(found(text, UTF_8), UTF_8);
        }
        let wide: Vec<u8> = "date\ttitle\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(find_encoding(&wide).0, UTF_16LE);
    }

    #[test]
    fn lines_end_in_three_ways_also_across_pieces() {
        let long = "x".repeat(40_000);
        let text = format!("a\r\nb\rc\n{long}\r\nd");
        let mut lines = Lines::new(text.as_bytes(), UTF_8);
        let mut all = Vec::new();
        loop {
            let mut line = String::new();
            match lines.next_line(&mut line, LIMIT).unwrap() {
                Line::None => break,
                _ => all.push(line),
            }
        }
        assert_eq!(all, ["a\n", "b\n", "c\n", &format!("{long}\n"), "d"]);
    }

    const LIMIT: usize = 1 << 20;
}
