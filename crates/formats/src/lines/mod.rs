//! The archive's own lines: a stream of JSON values, each one thing found, as `export lines` writes them.
//!
//! One value to a line or pretty-printed, it does not matter. A value that is wrong is refused with its line, and the good
//! ones beside it are kept. Not for interchange with others: those have standards of their own.

use crate::{Emit, Found, Origin, ReadError};
use fonds_model::Notice;
use serde::Deserialize;
use std::io::BufRead;
use std::ops::ControlFlow;

/// The first line of an export: which version of these lines it is.
pub const HEAD: &str = r#"{"fonds":{"version":1}}"#;

/// The longest value that is read; a document of more words than this never was.
const LONGEST: usize = 64 * 1024 * 1024;

/// Writes one thing as one line, without its end.
pub fn write(found: &Found) -> String {
    // Invariant: the model has no maps with keys that are not strings, so it always serialises.
    serde_json::to_string(found).unwrap_or_default()
}

/// Whether the head of a source looks like the archive's own lines: JSON whose first key is a kind of thing.
pub fn fits(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let text = String::from_utf8_lossy(&head[..head.len().min(4_096)]);
    let Some(rest) = text.trim_start().strip_prefix('{') else { return false };
    let Some(rest) = rest.trim_start().strip_prefix('"') else { return false };
    let key = rest.split('"').next().unwrap_or_default();
    matches!(key, "fonds" | "document" | "collection" | "authority" | "theme" | "unit" | "notice")
}

/// Reads the stream, value by value.
pub fn read(input: &mut dyn BufRead, origin: &Origin, emit: &mut Emit) -> Result<(), ReadError> {
    let mut framing = Framing::default();
    let mut first = true;
    loop {
        let value = match framing.next(input) {
            Ok(Framed::Value { line, bytes }) => read_value(&bytes, line, &mut first),
            Ok(Framed::Noise { line, why }) => Some(refusal("LIN002", line, why)),
            Ok(Framed::End) => return Ok(()),
            Err(source) => return Err(ReadError::Input { file: origin.file.clone(), source }),
        };
        let Some(mut found) = value else { continue };
        if let Found::Notice(notice) = &mut found {
            notice.file = Some(origin.file.clone());
        }
        if emit(found) == ControlFlow::Break(()) {
            return Ok(());
        }
    }
}

fn refusal(code: &str, line: u64, why: impl Into<String>) -> Found {
    let mut notice = Notice::refusal(code, why.into()).with_hint(
        "each value is one of collection, theme, authority, unit, document; the manual shows their fields",
    );
    notice.line = Some(line);
    Found::Notice(notice)
}

fn read_value(bytes: &[u8], line: u64, first: &mut bool) -> Option<Found> {
    if std::mem::take(first)
        && let Ok(head) = serde_json::from_slice::<Head>(bytes)
    {
        let version = head.fonds.version;
        let known = version <= 1;
        return (!known).then(|| {
            refusal(
                "LIN003",
                line,
                format!("these lines are of version {version}, this fonds reads version 1"),
            )
        });
    }
    match serde_json::from_slice::<Found>(bytes) {
        Ok(found) => Some(found),
        Err(error) => {
            // The error counts lines from the value's beginning.
            let at = line + (error.line() as u64).saturating_sub(1);
            let words = error.to_string();
            let why = words.split(" at line ").next().unwrap_or_default().to_owned();
            Some(refusal("LIN001", at, format!("this is no value that fonds knows: {why}")))
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    fonds: HeadVersion,
}

#[derive(Deserialize)]
struct HeadVersion {
    version: u32,
}

/// What stands between two values, or a value.
enum Framed {
    Value { line: u64, bytes: Vec<u8> },
    Noise { line: u64, why: &'static str },
    End,
}

/// Cuts a stream into top-level values by counting braces outside of strings, so that one broken value does not take the
/// rest with it.
#[derive(Default)]
struct Framing {
    line: u64,
    pending: Vec<u8>,
    position: usize,
}

impl Framing {
    /// The next byte, counting lines.
    fn byte(&mut self, input: &mut dyn BufRead) -> std::io::Result<Option<u8>> {
        if self.position == self.pending.len() {
            self.pending.clear();
            self.position = 0;
            if input.read_until(b'\n', &mut self.pending)? == 0 {
                return Ok(None);
            }
            self.line += 1;
        }
        let byte = self.pending[self.position];
        self.position += 1;
        Ok(Some(byte))
    }

    /// Leaves the rest of the line that is being read.
    fn skip_line(&mut self) {
        self.position = self.pending.len();
    }

    fn next(&mut self, input: &mut dyn BufRead) -> std::io::Result<Framed> {
        loop {
            match self.byte(input)? {
                None => return Ok(Framed::End),
                Some(b'{') => break,
                Some(byte) if byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF) => {}
                Some(_) => {
                    self.skip_line();
                    return Ok(Framed::Noise { line: self.line, why: "a value begins with {" });
                }
            }
        }
        let begun = self.line;
        let mut bytes = vec![b'{'];
        let (mut depth, mut in_string, mut escaped) = (1_u32, false, false);
        while depth > 0 {
            let Some(byte) = self.byte(input)? else {
                return Ok(Framed::Noise { line: begun, why: "the file ends in the middle of this value" });
            };
            // One value to a line is how exports write: a new line that begins with a kind of thing is a new value, even
            // where the one before it never closed.
            if self.position == 1 && byte == b'{' && fits(&self.pending) {
                self.position = 0;
                return Ok(Framed::Noise { line: begun, why: "this value is cut off" });
            }
            bytes.push(byte);
            if bytes.len() > LONGEST {
                self.skip_line();
                return Ok(Framed::Noise { line: begun, why: "this value is longer than 64 MB" });
            }
            match (in_string, byte) {
                (true, _) if escaped => escaped = false,
                (true, b'\\') => escaped = true,
                (true, b'"') => in_string = false,
                (true, _) => {}
                (false, b'"') => in_string = true,
                (false, b'{') => depth += 1,
                (false, b'}') => depth -= 1,
                (false, _) => {}
            }
        }
        Ok(Framed::Value { line: begun, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fonds_model::{Collection, Severity};

    fn read_all(text: &str) -> Vec<Found> {
        let mut all = Vec::new();
        let origin = Origin { source: "x".into(), file: "x.jsonl".into(), sha256: None };
        read(&mut text.as_bytes(), &origin, &mut |found| {
            all.push(found);
            ControlFlow::Continue(())
        })
        .unwrap();
        all
    }

    #[test]
    fn what_was_written_is_read_back_also_pretty_printed() {
        let found = Found::Collection(Box::new(Collection::new("beishan", "Railways {of the \"North\"}")));
        let pretty = serde_json::to_string_pretty(&found).unwrap();
        let text = format!("{HEAD}\n{}\n{pretty}\n", write(&found));
        assert_eq!(read_all(&text), [found.clone(), found]);
    }

    #[test]
    fn a_broken_value_is_refused_with_its_line_and_its_neighbours_are_kept() {
        let good = write(&Found::Collection(Box::new(Collection::new("a", "A"))));
        for broken in ["{\"document\": 7}", "{\"document\": {\"titles\": [", "nonsense", "{\"fish\": {}}"] {
            let all = read_all(&format!("{good}\n{broken}\n{good}\n"));
            assert_eq!(all.len(), 3, "{broken}: {all:?}");
            let Found::Notice(notice) = &all[1] else { panic!("{broken}: {all:?}") };
            assert_eq!((notice.severity, notice.line), (Severity::Refusal, Some(2)), "{broken}");
        }
    }
}
