//! The forms in which a row says a document can be read: words in a cell, files beside the table, things on the web.
//!
//! Nothing is opened here: a file is named, and the archive fetches it from the table's folder and from nowhere else.

use super::cells::{Given, RowFields, shortened};
use super::document::{Describing, column_name};
use super::field::Field;
use super::languages::find_language;
use super::lists::words_of;
use super::markup::plain_words;
use crate::{Becomes, Beside, FoundDocument};
use fonds_model::rendition::SourcePublisher;
use fonds_model::{Language, Notice, Rendition, RenditionKind, Text};

impl<'m> Describing<'m> {
    /// Adds the row's renditions: scans first, then the words of the original, then translations.
    pub(super) fn add_renditions(&mut self, found: &mut FoundDocument, row: &mut RowFields<'m>) {
        for given in row.all(&Field::File).to_vec() {
            self.add_asset(found, &given, RenditionKind::Scan, Becomes::File, row);
        }
        let original = match &found.document.languages[..] {
            [only] => Some(only.clone()),
            _ => None,
        };
        for (in_cell, in_file, kind) in [
            (Field::Transcription, Field::TranscriptionFile, RenditionKind::Transcription),
            (Field::Translation, Field::TranslationFile, RenditionKind::Translation),
        ] {
            let language = |given: &Given| {
                let own = given.column.and_then(|column| column.language.clone());
                own.or_else(|| original.clone().filter(|_| kind == RenditionKind::Transcription))
            };
            for given in row.all(&in_cell).to_vec() {
                if given.item.object.is_some() {
                    self.add_asset(found, &given, kind, Becomes::Text, row);
                    continue;
                }
                let text = Text::from_plain(&plain_words(&given.item.words));
                let same = |known: &Rendition| known.kind == kind && known.text.as_ref() == Some(&text);
                if !found.document.renditions.iter().any(same) {
                    let rendition = new_rendition(found, kind);
                    rendition.language = language(&given);
                    rendition.text = Some(text);
                }
            }
            for given in row.all(&in_file).to_vec() {
                let before = found.document.renditions.len();
                self.add_asset(found, &given, kind, Becomes::Text, row);
                if let Some(rendition) = found.document.renditions.get_mut(before) {
                    rendition.language = rendition.language.take().or_else(|| language(&given));
                }
            }
        }
    }

    /// A file beside the table, an address on the web, or an object that holds words, an address or both.
    fn add_asset(
        &mut self,
        found: &mut FoundDocument,
        given: &Given<'m>,
        kind: RenditionKind,
        becomes: Becomes,
        row: &mut RowFields<'m>,
    ) {
        if let Some(object) = &given.item.object {
            let value = |keys: &[&str]| keys.iter().find_map(|key| words_of(object.get(*key)?));
            let words = value(&["html", "text", "raw", "content", "body"]);
            let url = value(&["url", "href", "link", "path"]);
            if words.is_some() || url.is_some() {
                let record_id = value(&["id", "asset_id"]);
                let language = value(&["language", "lang"]).as_deref().and_then(find_language);
                add_published(found, kind, words.as_deref(), url, record_id, language);
            }
            return;
        }
        let named = given.item.words.trim();
        if is_url(named) {
            add_published(found, kind, None, Some(named.to_owned()), None, None);
            return;
        }
        let Some(path) = path_below(named) else {
            let message = format!("`{}` leads out of the table's folder and is not opened", shortened(named));
            let hint = "name files below the table's own folder";
            let column = column_name(std::slice::from_ref(given));
            self.notice(Notice::doubt("TAB043", message).with_hint(hint), row.line, &column);
            row.keep(&column, named);
            return;
        };
        if found.beside.iter().any(|known| known.path == path) {
            return;
        }
        let recording = [".mp3", ".wav", ".ogg", ".mp4"].iter().any(|end| path.to_lowercase().ends_with(end));
        let kind = if recording && becomes == Becomes::File { RenditionKind::Recording } else { kind };
        let rendition = new_rendition(found, kind).id.clone();
        found.beside.push(Beside { path, rendition, becomes });
    }
}

fn new_rendition(found: &mut FoundDocument, kind: RenditionKind) -> &mut Rendition {
    let renditions = &mut found.document.renditions;
    renditions.push(Rendition::new(format!("r{}", renditions.len() + 1), kind));
    let last = renditions.len() - 1;
    &mut renditions[last]
}

/// What somebody else has published: its words, where the table has them, and where it is.
fn add_published(
    found: &mut FoundDocument,
    kind: RenditionKind,
    words: Option<&str>,
    url: Option<String>,
    record_id: Option<String>,
    language: Option<Language>,
) {
    let host = url.as_deref().and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
    let name = host.and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned();
    let publisher = url.is_some().then_some(SourcePublisher { name, url, retrieved: None, record_id });
    let text = words.map(|words| Text::from_plain(&plain_words(words)));
    let same =
        |known: &Rendition| known.kind == kind && known.source_publisher == publisher && known.text == text;
    if found.document.renditions.iter().any(same) {
        return;
    }
    let rendition = new_rendition(found, kind);
    (rendition.source_publisher, rendition.text, rendition.language) = (publisher, text, language);
}

pub(super) fn is_url(words: &str) -> bool {
    let lower = words.get(..8).unwrap_or(words).to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

/// A path below the table's folder, with `/`; `None` for one that is absolute or leads upwards.
pub(super) fn path_below(words: &str) -> Option<String> {
    let path = words.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let drive = path.as_bytes().get(1) == Some(&b':');
    let steps_fine =
        path.split('/').all(|step| !matches!(step, "" | "." | "..") && !step.chars().any(char::is_control));
    (steps_fine && !drive).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_out_of_the_folder_are_refused() {
        for words in ["/etc/passwd", "../a", "a/../../b", "C:\\a.pdf", "a//b", "", "a\0b", "..\\a"] {
            assert_eq!(path_below(words), None, "{words:?}");
        }
        assert_eq!(path_below(".\\scans\\a.pdf").as_deref(), Some("scans/a.pdf"));
    }
}
