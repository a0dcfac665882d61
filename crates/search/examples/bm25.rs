//! The measure of relevance: BM25 over title and text with English stemming, any word of the query, as the engine beneath
//! gives it out of the box. Reads a corpus (JSON lines of `id`, `title`, `text`) and queries (a line each), and prints for
//! each query the identifiers of the first hundred, as a JSON list. Used by `cargo xtask relevance`.

use serde::Deserialize;
use std::error::Error;
use std::fs;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::{Index, IndexWriter, TantivyDocument, doc};

#[derive(Deserialize)]
struct Line {
    id: String,
    title: Option<String>,
    text: String,
}

/// How many are ranked.
const RANKED: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, queries] = arguments.as_slice() else { return Err("give a corpus and queries".into()) };
    let mut builder = Schema::builder();
    let stemmed = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let stemmed = TextOptions::default().set_indexing_options(stemmed);
    let id = builder.add_text_field("id", STRING | STORED);
    let title = builder.add_text_field("title", stemmed.clone());
    let text = builder.add_text_field("text", stemmed);
    let index = Index::create_in_ram(builder.build());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 200_000_000)?;
    for line in fs::read_to_string(corpus)?.lines() {
        let line: Line = serde_json::from_str(line)?;
        writer
            .add_document(doc!(id => line.id, title => line.title.unwrap_or_default(), text => line.text))?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let parser = QueryParser::for_index(&index, vec![title, text]);
    for words in fs::read_to_string(queries)?.lines() {
        // Signs of the query language mean nothing here.
        let plain: String = words.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let (query, _) = parser.parse_query_lenient(&plain);
        let found = searcher.search(&query, &TopDocs::with_limit(RANKED).order_by_score())?;
        let ids = found.into_iter().map(|(_, address)| {
            let document: TantivyDocument = searcher.doc(address)?;
            Ok(document.get_first(id).and_then(|value| value.as_str()).unwrap_or_default().to_owned())
        });
        println!("{}", serde_json::to_string(&ids.collect::<tantivy::Result<Vec<String>>>()?)?);
    }
    Ok(())
}
