//! What is written as TEI is read again as what it was.

use fonds_formats::tei::read;
use fonds_formats::tei::write::{Addresses, write};
use fonds_formats::{Found, Origin};
use fonds_model::text::{BlockKind, Inline, Note, Text};
use fonds_model::{AgentRole, Document, Language, Rendition, RenditionKind};
use std::ops::ControlFlow;

fn documents(bytes: &[u8], stem: &str) -> Vec<Document> {
    let mut found = Vec::new();
    let origin = Origin { source: stem.into(), file: format!("{stem}.xml"), sha256: None };
    read(&mut &*bytes, &origin, &mut |thing| {
        if let Found::Document(document) = thing {
            found.push(document.document);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    found
}

fn written(document: &Document) -> String {
    let addresses = Addresses {
        own: "https://archive.example/documents/1b3d5f7h",
        authority: &|_| None,
        document: &|_| None,
        repository: &|_| None,
    };
    write(document, &addresses)
}

/// Redactions and gaps, in order.
fn marks(text: &Text) -> Vec<String> {
    fn walk(content: &[Inline], marks: &mut Vec<String>) {
        for piece in content {
            match piece {
                Inline::Redaction { words, lines } => marks.push(format!("{words} {lines:?}")),
                Inline::Gap { words } => marks.push(words.clone()),
                Inline::Emphasis { content, .. }
                | Inline::Supplied(content)
                | Inline::Deleted(content)
                | Inline::Mention { content, .. }
                | Inline::Reference { content, .. }
                | Inline::OutsideLink { content, .. } => walk(content, marks),
                _ => {}
            }
        }
    }
    let mut marks = Vec::new();
    for block in &text.blocks {
        if let BlockKind::Table { rows, .. } = &block.kind {
            rows.iter().flatten().for_each(|cell| walk(cell, &mut marks));
        }
        walk(&block.content, &mut marks);
    }
    marks
}

fn assert_comes_back(document: &Document) {
    let markup = written(document);
    let back = documents(markup.as_bytes(), "back");
    let [back] = back.as_slice() else { panic!("{} documents: {markup}", back.len()) };
    let titles = |document: &Document| -> Vec<String> {
        document
            .titles
            .iter()
            .map(|title| title.text.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    };
    assert_eq!(titles(document), titles(back), "{markup}");
    let texts = |document: &Document| -> Vec<Text> {
        document.renditions.iter().filter_map(|rendition| rendition.text.clone()).collect()
    };
    assert_eq!(texts(document).len(), texts(back).len(), "{markup}");
    for (text, again) in texts(document).iter().zip(&texts(back)) {
        let even = |words: String| words.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(even(text.plain()), even(again.plain()), "{markup}");
        assert_eq!(even(text.plain_notes()), even(again.plain_notes()), "{markup}");
        assert_eq!(marks(text), marks(again), "{markup}");
        let headings = |text: &Text| -> Vec<BlockKind> {
            let blocks = text.blocks.iter().map(|block| block.kind.clone());
            blocks.filter(|kind| matches!(kind, BlockKind::Attachment | BlockKind::ListItem(_))).collect()
        };
        assert_eq!(headings(text), headings(again), "{markup}");
    }
    for role in [AgentRole::Recipient, AgentRole::Via] {
        let names = |document: &Document| -> Vec<String> {
            document.agents_as(role).map(|agent| agent.as_written.clone()).collect()
        };
        assert_eq!(names(document), names(back), "{markup}");
    }
}

#[test]
fn the_documents_of_an_invented_volume_come_back() {
    let documents = documents(include_bytes!("tei_norland.xml"), "norland1953v01");
    assert!(documents.len() > 3);
    documents.iter().for_each(assert_comes_back);
}

#[test]
fn an_original_and_its_translation_stay_two_texts() {
    let mut document = Document::new("a");
    document.titles.push(fonds_model::document::Words::new("Cable on the bridge"));
    let text = |id: &str, language: &str, words: &str| {
        Rendition::transcription(id, Language::new(language), Text::from_plain(words))
    };
    let mut original = text("r1", "ru", "Мост стоит.\n\nЛёд тонок.");
    if let Some(text) = &mut original.text {
        let content = vec![Inline::Words("By night.".into())];
        text.notes.push(Note { id: "n1".into(), label: "1".into(), content });
        text.blocks[0].content.push(Inline::NoteMark("n1".into()));
    }
    let mut translation = text("r2", "en", "The bridge stands.\n\nThe ice is thin.");
    translation.kind = RenditionKind::Translation;
    document.renditions = vec![original, translation, text("r3", "zh", "桥立着。")];
    assert_comes_back(&document);
    let back = documents(written(&document).as_bytes(), "back").remove(0);
    let told: Vec<(RenditionKind, &str)> = back
        .renditions
        .iter()
        .map(|rendition| (rendition.kind, rendition.language.as_ref().unwrap().as_str()))
        .collect();
    use RenditionKind::{Transcription, Translation};
    assert_eq!(told, [(Transcription, "ru"), (Translation, "en"), (Transcription, "zh")]);
}

#[test]
fn signs_of_markup_are_words() {
    let mut document = Document::new("a");
    document.titles.push(fonds_model::document::Words::new("Rice & <millet> \"1949\" \u{1}"));
    let markup = written(&document);
    assert!(markup.contains("Rice &amp; &lt;millet&gt; &quot;1949&quot; <"), "{markup}");
}

#[test]
fn real_documents_come_back() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/frus");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return println!("skipped: {folder} is not there");
    };
    let mut volumes: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    volumes.retain(|path| path.extension().is_some_and(|extension| extension == "xml"));
    volumes.sort_by_key(|path| std::fs::metadata(path).map_or(0, |metadata| metadata.len()));
    let mut checked = 0;
    for path in volumes.iter().take(3) {
        for document in documents(&std::fs::read(path).unwrap(), "volume") {
            // A description alone, without words or correspondents, is no document to a reader of TEI.
            if document.renditions.iter().all(|rendition| rendition.text.is_none()) {
                continue;
            }
            assert_comes_back(&document);
            checked += 1;
        }
    }
    println!("{checked} documents came back");
}
