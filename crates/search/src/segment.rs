//! One segment of the index as searching needs it: its terms, and its columns unpacked into plain arrays.
//!
//! The arrays cost about 60 bytes a document and are kept as long as the segment lives, so that a commit which adds
//! a small segment unpacks only that one. Read [`crate::snapshot`] next, for how segments make one index.

use crate::bits::Bits;
use crate::schema::{Part, fields};
use std::sync::Arc;
use tantivy::columnar::BytesColumn;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{InvertedIndexReader, SegmentReader, TantivyError};

/// What never changes in a segment, even when documents in it are deleted.
pub(crate) struct Tables {
    pub(crate) max_doc: u32,
    /// The place of each document among those of the segment in chronological order.
    pub(crate) ranks: Vec<u32>,
    /// The document at each place: the inverse of `ranks`.
    pub(crate) docs: Vec<u32>,
    /// Which key of the column stands at each document. Two documents share one where an entry was replaced before
    /// it was committed; at most one of them is alive.
    pub(crate) key_numbers: Vec<u32>,
    pub(crate) order: Option<BytesColumn>,
    /// Day numbers; `i32::MIN` without bound, `i32::MAX` when undated.
    pub(crate) earliest: Vec<i32>,
    /// Day numbers; `i32::MAX` without bound, `i32::MIN` when undated.
    pub(crate) latest: Vec<i32>,
    /// Where the facet values of each document begin in `facet_numbers`; one longer than there are documents.
    pub(crate) facet_starts: Vec<u32>,
    pub(crate) facet_numbers: Vec<u32>,
    /// The facet terms of this segment, sorted.
    pub(crate) facet_terms: Vec<Box<str>>,
}

impl Tables {
    fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let max_doc = reader.max_doc();
        let columns = reader.fast_fields();
        let order = columns.bytes("order")?;
        let key_numbers = read_key_numbers(order.as_ref(), max_doc)?;
        let mut docs: Vec<u32> = (0..max_doc).collect();
        docs.sort_by_key(|doc| key_numbers[*doc as usize]);
        let mut ranks = vec![0; max_doc as usize];
        docs.iter().enumerate().for_each(|(rank, doc)| ranks[*doc as usize] = rank as u32);
        let (earliest, latest) = read_spans(reader)?;
        let (facet_starts, facet_numbers, facet_terms) = read_facets(reader)?;
        Ok(Self {
            max_doc,
            ranks,
            docs,
            key_numbers,
            order,
            earliest,
            latest,
            facet_starts,
            facet_numbers,
            facet_terms,
        })
    }

    /// The numbers of the facet values of a document.
    #[inline]
    pub(crate) fn facets_of(&self, doc: u32) -> &[u32] {
        let (start, end) = (self.facet_starts[doc as usize], self.facet_starts[doc as usize + 1]);
        &self.facet_numbers[start as usize..end as usize]
    }
}

fn read_key_numbers(order: Option<&BytesColumn>, max_doc: u32) -> tantivy::Result<Vec<u32>> {
    let damaged = || TantivyError::InternalError("a document has no place in the order".into());
    let order = order.ok_or_else(damaged)?;
    if order.num_rows() != max_doc {
        return Err(damaged());
    }
    (0..max_doc)
        .map(|doc| order.ords().first(doc).and_then(|number| u32::try_from(number).ok()).ok_or_else(damaged))
        .collect()
}

fn read_spans(reader: &SegmentReader) -> tantivy::Result<(Vec<i32>, Vec<i32>)> {
    let columns = reader.fast_fields();
    let earliest = columns.column_opt::<i64>("earliest")?;
    let latest = columns.column_opt::<i64>("latest")?;
    let spans = (0..reader.max_doc()).map(|doc| {
        let day = |column: &Option<tantivy::columnar::Column<i64>>| Some(column.as_ref()?.first(doc)? as i32);
        match (day(&earliest), day(&latest)) {
            (None, None) => (i32::MAX, i32::MIN),
            (first, last) => (first.unwrap_or(i32::MIN), last.unwrap_or(i32::MAX)),
        }
    });
    Ok(spans.unzip())
}

type FacetTables = (Vec<u32>, Vec<u32>, Vec<Box<str>>);

fn read_facets(reader: &SegmentReader) -> tantivy::Result<FacetTables> {
    let mut starts = Vec::with_capacity(reader.max_doc() as usize + 1);
    starts.push(0);
    let Some(column) = reader.fast_fields().str("facet")? else {
        starts.resize(reader.max_doc() as usize + 1, 0);
        return Ok((starts, Vec::new(), Vec::new()));
    };
    let mut numbers = Vec::new();
    for doc in 0..reader.max_doc() {
        numbers.extend(column.term_ords(doc).map(|number| number as u32));
        starts.push(numbers.len() as u32);
    }
    let mut terms = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        terms.push(String::from_utf8_lossy(stream.key()).into());
    }
    if numbers.iter().any(|number| *number as usize >= terms.len()) {
        return Err(TantivyError::InternalError("a document has a facet value without name".into()));
    }
    Ok((starts, numbers, terms))
}

/// A field of words in one segment.
pub(crate) struct PartReader {
    pub(crate) terms: Arc<InvertedIndexReader>,
    pub(crate) norms: FieldNormReader,
    /// A bit for each mark that occurs, so that stems of languages that do not occur are not looked up.
    marks: u32,
    /// Words of all documents that are alive, and how many documents have any.
    pub(crate) length: u64,
    pub(crate) documents: u64,
}

impl PartReader {
    fn open(reader: &SegmentReader, part: Part, alive: Option<&Bits>) -> tantivy::Result<Self> {
        let field = fields().part(part);
        let terms = reader.inverted_index(field)?;
        let norms = reader.get_fieldnorms_reader(field)?;
        let mut marks = 0;
        for mark in 1..32u8 {
            let mut range = terms.terms().range().ge([mark]).lt([mark + 1]).into_stream()?;
            if range.advance() {
                marks |= 1 << mark;
            }
        }
        let mut occurring = [0u64; 256];
        (0..reader.max_doc())
            .filter(|doc| alive.is_none_or(|alive| alive.contains(*doc)))
            .for_each(|doc| occurring[norms.fieldnorm_id(doc) as usize] += 1);
        let length = |id: usize| u64::from(FieldNormReader::id_to_fieldnorm(id as u8));
        Ok(Self {
            terms,
            norms,
            marks,
            length: occurring.iter().enumerate().map(|(id, count)| length(id) * count).sum(),
            documents: occurring[1..].iter().sum(),
        })
    }

    /// False when no term of this field begins like this one, if it is marked.
    pub(crate) fn may_hold(&self, term: &str) -> bool {
        match term.as_bytes().first() {
            Some(mark @ 1..32) => self.marks & (1 << mark) != 0,
            _ => true,
        }
    }
}

/// One segment at one moment.
pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    pub(crate) tables: Arc<Tables>,
    /// The documents that are not deleted; none when all are alive.
    pub(crate) alive: Option<Bits>,
    parts: Vec<PartReader>,
}

impl Segment {
    /// Opens it for searching, with the tables of an earlier moment where there are any.
    pub(crate) fn open(reader: SegmentReader, known: Option<Arc<Tables>>) -> tantivy::Result<Self> {
        let tables = match known {
            Some(tables) => tables,
            None => Arc::new(Tables::read(&reader)?),
        };
        let alive = reader.alive_bitset().map(|alive| {
            let mut bits = Bits::none(reader.max_doc());
            alive.iter_alive().take_while(|doc| *doc < reader.max_doc()).for_each(|doc| bits.insert(doc));
            bits
        });
        let parts = Part::ALL
            .into_iter()
            .map(|part| PartReader::open(&reader, part, alive.as_ref()))
            .collect::<Result<_, _>>()?;
        Ok(Self { reader, tables, alive, parts })
    }

    pub(crate) fn part(&self, part: Part) -> &PartReader {
        &self.parts[part as usize]
    }

    pub(crate) fn is_alive(&self, doc: u32) -> bool {
        self.alive.as_ref().is_none_or(|alive| alive.contains(doc))
    }

    /// All documents that are alive.
    pub(crate) fn all(&self) -> Bits {
        self.alive.clone().unwrap_or_else(|| Bits::all(self.tables.max_doc))
    }
}
