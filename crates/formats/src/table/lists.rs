//! Lists within a cell: JSON such as `[{"id": 1, "name": "Railways"}]`, and the same as Python prints it.
//!
//! A cell that only looks like a list, such as `[RESTRICTED]` or `[1949]`, is words.

use serde_json::{Map, Value};

/// How deep lists lie within one another before a cell is no list any more.
const DEEPEST: u32 = 16;

/// One value out of a cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Item {
    /// Its words.
    pub words: String,
    /// The whole object, where the list holds objects.
    pub object: Option<Map<String, Value>>,
}

/// The items of a cell that is a list; `None` for a cell that is words.
pub(super) fn read_list(cell: &str, take: Option<&str>) -> Option<Vec<Item>> {
    let cell = cell.trim();
    let brackets =
        (cell.starts_with('[') && cell.ends_with(']')) || (cell.starts_with('{') && cell.ends_with('}'));
    if !brackets {
        return None;
    }
    let value = serde_json::from_str(cell).ok().or_else(|| read_python(cell))?;
    let items = match value {
        // A year in brackets is supplied by the editors and no list.
        Value::Array(values) if values.iter().all(Value::is_number) && !values.is_empty() => return None,
        Value::Array(values) => values,
        object => vec![object],
    };
    Some(items.into_iter().filter_map(|value| item_of(value, take)).collect())
}

/// Keys under which an object keeps the words by which people call it.
const NAMES: [&str; 8] = ["name", "title", "value", "label", "text", "term", "display", "as_written"];

fn item_of(value: Value, take: Option<&str>) -> Option<Item> {
    match value {
        Value::Object(object) => {
            let name = match take {
                Some(key) => object.get(key),
                None => NAMES.iter().find_map(|key| object.get(*key)),
            };
            let words = name.and_then(words_of).unwrap_or_default();
            Some(Item { words, object: Some(object) })
        }
        Value::Array(values) => {
            let words: Vec<String> = values.iter().filter_map(words_of).collect();
            (!words.is_empty()).then(|| Item { words: words.join(", "), object: None })
        }
        plain => Some(Item { words: words_of(&plain)?, object: None }),
    }
}

/// The words of a plain value; none of null.
pub(super) fn words_of(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => (!words.trim().is_empty()).then(|| words.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Object(object) => NAMES.iter().find_map(|key| words_of(object.get(*key)?)),
        Value::Array(_) | Value::Null => None,
    }
}

/// Reads what Python prints for lists, dictionaries and what they hold.
fn read_python(text: &str) -> Option<Value> {
    let mut reader = Python { rest: text };
    let value = reader.value(0)?;
    reader.rest.trim().is_empty().then_some(value)
}

struct Python<'t> {
    rest: &'t str,
}

impl Python<'_> {
    fn take(&mut self, sign: &str) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: u32) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            '[' => self.list('[', "]", depth),
            '(' => self.list('(', ")", depth),
            '{' => self.dictionary(depth),
            '\'' | '"' => self.string().map(Value::String),
            _ => self.plain().or_else(|| self.called(depth)),
        }
    }

    fn list(&mut self, opening: char, closing: &str, depth: u32) -> Option<Value> {
        self.rest = self.rest.strip_prefix(opening)?;
        let mut values = Vec::new();
        loop {
            if self.take(closing) {
                return Some(Value::Array(values));
            }
            values.push(self.value(depth + 1)?);
            if !self.take(",") {
                return self.take(closing).then_some(Value::Array(values));
            }
        }
    }

    fn dictionary(&mut self, depth: u32) -> Option<Value> {
        self.rest = self.rest.strip_prefix('{')?;
        let mut object = Map::new();
        loop {
            if self.take("}") {
                return Some(Value::Object(object));
            }
            let key = words_of(&self.value(depth + 1)?)?;
            if !self.take(":") {
                return None;
            }
            object.insert(key, self.value(depth + 1)?);
            if !self.take(",") {
                return self.take("}").then_some(Value::Object(object));
            }
        }
    }

    /// `Subject(id='1', name='China')`, as an object of a program prints itself.
    fn called(&mut self, depth: u32) -> Option<Value> {
        let (name, rest) = self.rest.split_once('(')?;
        let is_name = |name: &str| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
        };
        if !is_name(name) {
            return None;
        }
        self.rest = rest;
        let mut object = Map::new();
        loop {
            if self.take(")") {
                return Some(Value::Object(object));
            }
            let named = self.rest.split_once('=').filter(|(key, _)| is_name(key));
            let key = named.map_or(object.len().to_string(), |(key, _)| key.to_owned());
            self.rest = named.map_or(self.rest, |(_, rest)| rest);
            object.insert(key, self.value(depth + 1)?);
            if !self.take(",") {
                return self.take(")").then_some(Value::Object(object));
            }
            self.rest = self.rest.trim_start();
        }
    }

    fn string(&mut self) -> Option<String> {
        let quote = self.rest.chars().next()?;
        let mut characters = self.rest.char_indices().skip(1);
        let mut out = String::new();
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' => match characters.next()?.1 {
                    'n' => out.push('\n'),
                    't' => out.push('\t'),
                    'r' => {}
                    letter @ ('x' | 'u' | 'U') => {
                        let length = match letter {
                            'x' => 2,
                            'u' => 4,
                            _ => 8,
                        };
                        let figures: String = characters.by_ref().take(length).map(|(_, c)| c).collect();
                        out.push(char::from_u32(u32::from_str_radix(&figures, 16).ok()?)?);
                    }
                    other => out.push(other),
                },
                _ if character == quote => {
                    self.rest = &self.rest[at + 1..];
                    return Some(out);
                }
                _ => out.push(character),
            }
        }
        None
    }

    fn plain(&mut self) -> Option<Value> {
        let end = self.rest.find([',', ']', ')', '}', ':']).unwrap_or(self.rest.len());
        let word = self.rest[..end].trim();
        let value = match word {
            "None" | "null" | "nan" | "NaN" => Value::Null,
            "True" | "true" => Value::Bool(true),
            "False" | "false" => Value::Bool(false),
            _ => Value::Number(word.parse().ok()?),
        };
        self.rest = &self.rest[end..];
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(cell: &str) -> Option<Vec<String>> {
        Some(read_list(cell, None)?.into_iter().map(|item| item.words).collect())
    }

    #[test]
    fn json_and_python_lists_give_their_names() {
        let expected = Some(vec!["O'Brien, \"Pat\"".to_owned(), "Railways".to_owned()]);
        assert_eq!(words(r#"[{"id":7,"name":"O'Brien, \"Pat\""},"Railways"]"#), expected);
        assert_eq!(words(r#"[{'id': 7, 'name': 'O\'Brien, "Pat"', 'parent': None}, 'Railways']"#), expected);
        assert_eq!(words("[]"), Some(vec![]));
        let printed = "[Subject(id='1', name='Railways', when=datetime.datetime(2011, 11, 20)), Subject(name='Timber')]";
        assert_eq!(words(printed), Some(vec!["Railways".to_owned(), "Timber".to_owned()]));
        assert_eq!(words("{'name': '\\u5468'}"), Some(vec!["周".to_owned()]));
    }

    #[test]
    fn words_in_brackets_are_words() {
        for cell in ["[RESTRICTED]", "[1949]", "[illegible] to Mao", "[", "[\"open", "{x}", "['a' 'b']"] {
            assert_eq!(words(cell), None, "{cell}");
        }
    }

    #[test]
    fn the_key_asked_for_is_taken() {
        let items = read_list(r#"[{"name":"China","slug":"china"}]"#, Some("slug")).unwrap();
        assert_eq!(items[0].words, "china");
        assert_eq!(items[0].object.as_ref().unwrap().len(), 2);
    }

    #[test]
    fn lists_within_lists_without_end_are_words() {
        assert_eq!(words(&format!("['{}", "[".repeat(100_000))), None);
        assert_eq!(words(&format!("{}'a'{}", "[".repeat(100_000), "]".repeat(100_000))), None);
    }
}
