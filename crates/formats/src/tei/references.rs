//! What a pointer in an edition leads to: a document of this or of another volume, a person or term of the lists, a page,
//! the web.

use super::xml::Element;
use fonds_model::Link;

/// Where a pointer leads.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target {
    /// A document.
    Document(Link),
    /// A person, body or term.
    Authority(Link),
    /// A page of the web.
    Outside(String),
    /// A page or part of a volume, which is no document: the words stand without a link.
    Elsewhere,
}

/// How pointers are to be read while a document is read.
pub(super) struct Keys<'a> {
    /// The document's own key.
    pub(super) own: &'a str,
    /// The file's stem, first part of the keys of a volume's documents.
    pub(super) stem: &'a str,
    /// First part of the keys of persons, places and terms: the volume, or the edition that a letter belongs to.
    pub(super) register: &'a str,
    /// Whether a register has this key.
    pub(super) is_known: &'a dyn Fn(&str) -> bool,
    /// Whether the file is a letter: then the other files of its edition are its documents.
    pub(super) letters: bool,
}

impl Keys<'_> {
    /// Where a `ref` leads.
    pub(super) fn reference(&self, element: &Element) -> Target {
        let target = element.attribute("target").unwrap_or_default();
        if self.letters
            && let Some(key) = letter_of(target, self.stem)
        {
            return Target::Document(Link::source_key(key));
        }
        match read(target, self.stem) {
            Target::Authority(link) if !self.has(&link) => Target::Elsewhere,
            found => found,
        }
    }

    /// Whom a name means: none where it does not say, the pointer where nobody is there.
    pub(super) fn mention(&self, element: &Element) -> Option<Result<Link, String>> {
        let pointer = ["corresp", "ref", "target"].iter().find_map(|name| element.attribute(name))?;
        let pointer = pointer.split_whitespace().next()?;
        let key = self.authority(pointer)?;
        let link = Link::source_key(key);
        Some(if self.has(&link) { Ok(link) } else { Err(pointer.to_owned()) })
    }

    /// The key of a person, place or term by a pointer such as `#p_KNS2`.
    pub(super) fn authority(&self, pointer: &str) -> Option<String> {
        if pointer.starts_with("http://") || pointer.starts_with("https://") {
            return external(pointer);
        }
        let (volume, id) = pointer.split_once('#').unwrap_or(("", pointer));
        let volume = if volume.is_empty() { self.register } else { volume };
        (is_name(id) && is_name(volume)).then(|| format!("{volume}/{id}"))
    }

    /// Persons of other volumes are believed to be there.
    fn has(&self, link: &Link) -> bool {
        let Link::SourceKey(key) = link else { return true };
        let own = key.strip_prefix(self.register).is_some_and(|rest| rest.starts_with('/'));
        !own || (self.is_known)(key)
    }
}

/// A page of a well-known register, written one way; its bare front page is nobody's.
fn external(url: &str) -> Option<String> {
    let url = url.trim_end_matches('/').replacen("http://", "https://", 1);
    let number = url.rsplit('/').next()?;
    number.contains(|c: char| c.is_ascii_digit()).then_some(url)
}

fn is_name(word: &str) -> bool {
    !word.is_empty()
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !word.contains("..")
}

/// The key of another letter of the edition: its file's stem. It is recognised by its ending, or by being named as this
/// file is: the same letters before a number of the same length.
pub(super) fn letter_of(target: &str, stem: &str) -> Option<String> {
    let target = target.trim().trim_start_matches('#');
    if !is_name(target) {
        return None;
    }
    if let Some(other) = target.strip_suffix(".xml") {
        return Some(other.to_owned());
    }
    let shape =
        |name: &str| -> String { name.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect() };
    let numbered = stem.contains(|c: char| c.is_ascii_digit());
    (numbered && shape(target) == shape(stem)).then(|| target.to_owned())
}

/// Reads a `target` or `corresp`, seen from the volume of this stem.
pub(super) fn read(target: &str, stem: &str) -> Target {
    let target = target.trim();
    if target.starts_with("http://") || target.starts_with("https://") {
        return Target::Outside(target.to_owned());
    }
    let (volume, fragment) = target.split_once('#').unwrap_or((target, ""));
    let volume = if volume.is_empty() { stem } else { volume };
    if !volume.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        || volume.contains("..")
    {
        return Target::Elsewhere;
    }
    if let Some(number) = document_of(fragment) {
        return Target::Document(Link::source_key(format!("{volume}/{number}")));
    }
    if fragment.starts_with("p_") || fragment.starts_with("t_") {
        return Target::Authority(Link::source_key(format!("{volume}/{fragment}")));
    }
    Target::Elsewhere
}

/// `d12` of `d12`, `d12fn3` and `d12a1`.
fn document_of(fragment: &str) -> Option<&str> {
    let digits = fragment.strip_prefix('d')?.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &fragment[1 + digits..];
    let fits = digits > 0
        && (rest.is_empty() || rest.starts_with("fn") || rest.starts_with('a') || rest.starts_with('n'));
    fits.then(|| &fragment[..1 + digits])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_of_a_document_leads_to_the_document() {
        let twelve = Target::Document(Link::source_key("v/d12"));
        assert_eq!(read("#d12", "v"), twelve);
        assert_eq!(read("#d12fn3", "v"), twelve);
        assert_eq!(read("frus1969-76v12#d34", "v"), Target::Document(Link::source_key("frus1969-76v12/d34")));
        assert_eq!(read("#dossier", "v"), Target::Elsewhere);
        assert_eq!(read("javascript:x", "v"), Target::Elsewhere);
        assert_eq!(read("#pg_12", "v"), Target::Elsewhere);
    }
}
