//! Plain text as lines, whatever wrote it: byte order marks, UTF-16, line ends of three systems, and lines without end.
//!
//! It knows nothing of formats. Bytes that are no UTF-8 are read as Windows-1252, the likeliest of the old eight-bit
//! encodings, and the line says so; a line longer than [`LONGEST`] is cut, so that memory stays bounded.

use std::io::{self, BufRead};

/// Bytes of a line that are kept; the longest abstract has some thousand.
pub const LONGEST: usize = 64 * 1024;

/// One line without its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// Its words, without control characters.
    pub text: String,
    /// The bytes were no UTF-8 (or broken UTF-16), so the words may be wrong.
    pub doubtful: bool,
    /// The line went on beyond [`LONGEST`].
    pub cut: bool,
}

/// How characters stand in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Bytes,
    Utf16 { big: bool },
}

/// A stream of bytes, line by line.
pub struct Lines<'a> {
    input: &'a mut dyn BufRead,
    encoding: Option<Encoding>,
    number: u64,
    after_return: bool,
}

impl<'a> Lines<'a> {
    /// Lines of this input, from where it stands.
    pub fn new(input: &'a mut dyn BufRead) -> Self {
        Self { input, encoding: None, number: 0, after_return: false }
    }

    /// The next line; `None` at the end.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        let encoding = match self.encoding {
            Some(encoding) => encoding,
            None => {
                let (encoding, mark) = tell_encoding(self.input.fill_buf()?);
                self.input.consume(mark);
                *self.encoding.insert(encoding)
            }
        };
        let mut line = Line { number: self.number + 1, ..Line::default() };
        let some = match encoding {
            Encoding::Bytes => self.read_bytes(&mut line)?,
            Encoding::Utf16 { big } => self.read_utf16(big, &mut line)?,
        };
        self.number += 1;
        Ok(some.then_some(line))
    }

    fn read_bytes(&mut self, line: &mut Line) -> io::Result<bool> {
        let mut bytes = Vec::new();
        let mut some = false;
        loop {
            let buffer = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if std::mem::take(&mut self.after_return) && buffer.first() == Some(&b'\n') {
                self.input.consume(1);
                continue;
            }
            if buffer.is_empty() {
                break;
            }
            some = true;
            let end = buffer.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let part = &buffer[..end.unwrap_or(buffer.len())];
            let room = part.len().min(LONGEST - bytes.len());
            bytes.extend_from_slice(&part[..room]);
            line.cut |= room < part.len();
            self.after_return = end.is_some_and(|end| buffer[end] == b'\r');
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        (line.text, line.doubtful) = decode(&bytes, line.cut);
        Ok(some)
    }

    fn read_utf16(&mut self, big: bool, line: &mut Line) -> io::Result<bool> {
        let mut units = Vec::new();
        let mut some = false;
        while let Some(unit) = self.unit(big)? {
            if std::mem::take(&mut self.after_return) && unit == u16::from(b'\n') {
                continue;
            }
            some = true;
            if unit == u16::from(b'\n') || unit == u16::from(b'\r') {
                self.after_return = unit == u16::from(b'\r');
                break;
            }
            if units.len() < LONGEST { units.push(unit) } else { line.cut = true }
        }
        for character in char::decode_utf16(units) {
            line.doubtful |= character.is_err();
            line.text.extend(character.ok().or(Some('\u{FFFD}')).filter(|c| belongs(*c)));
        }
        Ok(some)
    }

    /// The next code unit; half a unit at the end is nothing.
    fn unit(&mut self, big: bool) -> io::Result<Option<u16>> {
        let mut pair = [0; 2];
        match io::Read::read_exact(&mut self.input, &mut pair) {
            Ok(()) => Ok(Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The encoding by its mark, with the mark's length; without one, by where the zeros of Latin letters stand.
fn tell_encoding(head: &[u8]) -> (Encoding, usize) {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => return (Encoding::Bytes, 3),
        [0xFF, 0xFE, ..] => return (Encoding::Utf16 { big: false }, 2),
        [0xFE, 0xFF, ..] => return (Encoding::Utf16 { big: true }, 2),
        _ => {}
    }
    let head = &head[..head.len().min(256) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = head.len() / 2 * 3 / 4;
    match head.len() >= 8 {
        true if odd > most && even == 0 => (Encoding::Utf16 { big: false }, 0),
        true if even > most && odd == 0 => (Encoding::Utf16 { big: true }, 0),
        _ => (Encoding::Bytes, 0),
    }
}

/// The words of one line's bytes, and whether they are doubtful.
fn decode(bytes: &[u8], cut: bool) -> (String, bool) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // A cut line may end in the middle of a character.
        Err(error) if cut && error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            return (text.chars().filter(|c| belongs(*c)).collect(), true);
        }
    };
    (text.chars().filter(|c| belongs(*c)).collect(), false)
}

/// Control characters and marks in the middle of a text are no words.
fn belongs(character: char) -> bool {
    character == '\t' || !character.is_control() && character != '\u{FEFF}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mut bytes: &[u8]) -> Vec<Line> {
        let mut lines = Lines::new(&mut bytes);
        std::iter::from_fn(|| lines.next_line().unwrap()).collect()
    }

    fn texts(bytes: &[u8]) -> Vec<String> {
        lines(bytes).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_end_as_three_systems_end_them_and_the_last_need_not() {
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(texts(format!("a{end}{end}b").as_bytes()), ["a", "", "b"], "{end:?}");
        }
        assert_eq!(texts(b"a\n"), ["a"]);
        assert!(texts(b"").is_empty());
    }

    #[test]
    fn encodings_are_told_by_their_marks_and_by_their_zeros() {
        let words = "Győr, 湖\r\nsecond line of Latin letters alone\n";
        let expected = ["Győr, 湖", "second line of Latin letters alone"];
        assert_eq!(texts(format!("\u{FEFF}{words}").as_bytes()), expected);
        for mark in ["\u{FEFF}", ""] {
            let units: Vec<u16> = format!("{mark}{words}").encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(texts(&little), expected, "{mark:?}");
            assert_eq!(texts(&big), expected, "{mark:?}");
        }
    }

    #[test]
    fn what_is_no_utf8_is_read_as_windows_and_says_so() {
        let found = lines(b"caf\xE9 \x95 \x93tea\x94\nplain\n");
        assert_eq!((found[0].text.as_str(), found[0].doubtful), ("café • “tea”", true));
        assert!(!found[1].doubtful);
    }

    #[test]
    fn a_line_without_end_is_cut_between_characters_and_the_next_is_read() {
        let mut bytes = "ж".repeat(LONGEST).into_bytes();
        bytes.insert(0, b'a');
        bytes.extend_from_slice(b"\nnext");
        let found = lines(&bytes);
        assert!(found[0].cut && !found[0].doubtful && found[0].text.len() <= LONGEST);
        assert_eq!(found[1].text, "next");
    }
}
