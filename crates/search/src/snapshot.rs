//! The index at one moment: all its segments, the chronological order across them, and what scores are reckoned from.
//!
//! Statistics count documents that are alive and nothing else, so that neither deleted documents nor the way in
//! which documents came to lie in segments can be seen from outside: not in a score, not in an order, not in a count.

use crate::Wider;
use crate::order;
use crate::schema::Part;
use crate::search::families::Families;
use crate::search::telling::Counts;
use crate::segment::{Segment, Tables};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tantivy::directory::META_LOCK;
use tantivy::{Directory, SegmentReader, TantivyError};

/// A document: the number of its segment and its number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) segment: u32,
    pub(crate) doc: u32,
}

/// The index at one moment.
pub(crate) struct Snapshot {
    pub(crate) seq: u64,
    pub(crate) segments: Vec<Segment>,
    /// How many documents are alive.
    pub(crate) total: u64,
    averages: [f32; Part::ALL.len()],
    /// For each segment the places of its documents in the chronological order of all, deleted ones included.
    pub(crate) ranks: Vec<Vec<u32>>,
    /// The document at each place.
    pub(crate) addresses: Vec<Address>,
    facets: OnceLock<FacetTerms>,
    /// The last order of wider and narrower values that was laid over the terms: there is hardly ever another.
    families: Mutex<Option<(Wider, Arc<Families>)>>,
    /// In how many documents words stand, as far as it was asked.
    pub(crate) counts: Counts,
}

/// The facet terms of all segments, sorted, and for each segment which of them its own are.
pub(crate) struct FacetTerms {
    pub(crate) terms: Vec<Box<str>>,
    pub(crate) of_segment: Vec<Vec<u32>>,
}

impl Snapshot {
    /// Reads the index as it is committed now; what an earlier snapshot knows of the same segments is taken over.
    pub(crate) fn load(index: &tantivy::Index, earlier: Option<&Snapshot>) -> tantivy::Result<Self> {
        let (readers, seq) = open_readers(index)?;
        let known: HashMap<_, _> = earlier
            .iter()
            .flat_map(|snapshot| &snapshot.segments)
            .map(|segment| (segment.reader.segment_id(), &segment.tables))
            .collect();
        let segments = readers
            .into_iter()
            .map(|reader| {
                let tables = known.get(&reader.segment_id()).map(|tables| Arc::clone(tables));
                Segment::open(reader, tables)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let total = segments.iter().map(|segment| u64::from(segment.reader.num_docs())).sum();
        let averages = Part::ALL.map(|part| average(&segments, part));
        let (ranks, addresses) = merge_order(&segments)?;
        Ok(Self {
            seq,
            segments,
            total,
            averages,
            ranks,
            addresses,
            facets: OnceLock::new(),
            families: Mutex::default(),
            counts: Counts::default(),
        })
    }

    /// Reckons now what an earlier snapshot had to reckon for its readers, so that the first reader of this one does not
    /// wait for it.
    pub(crate) fn get_ready_as(&self, earlier: &Snapshot) {
        if earlier.facets.get().is_some() {
            self.facets();
        }
        // Given back before the reckoning, which the readers of the earlier one need not wait for.
        let kept = earlier.families.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((wider, _)) = kept {
            self.families(&wider);
        }
    }

    /// How many words the field has on average where it has any.
    pub(crate) fn average(&self, part: Part) -> f32 {
        self.averages[part as usize]
    }

    /// The place of a document in the chronological order.
    pub(crate) fn rank(&self, address: Address) -> u32 {
        self.ranks[address.segment as usize][address.doc as usize]
    }

    pub(crate) fn facets(&self) -> &FacetTerms {
        self.facets.get_or_init(|| merge_facet_terms(&self.segments))
    }

    /// Wider and narrower values laid over the terms.
    pub(crate) fn families(&self, wider: &Wider) -> Arc<Families> {
        if wider.is_empty() {
            return Arc::default();
        }
        let mut kept = self.families.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((known, families)) if known.is_same(wider) => Arc::clone(families),
            _ => {
                let families = Arc::new(Families::lay_out(self, wider));
                *kept = Some((wider.clone(), Arc::clone(&families)));
                families
            }
        }
    }

    /// The identifiers of these documents, in their order.
    pub(crate) fn ids(&self, addresses: &[Address]) -> tantivy::Result<Vec<String>> {
        let mut ids = vec![String::new(); addresses.len()];
        for (number, segment) in self.segments.iter().enumerate() {
            let mut wanted: Vec<(u64, usize)> = addresses
                .iter()
                .enumerate()
                .filter(|(_, address)| address.segment as usize == number)
                .map(|(place, address)| (u64::from(segment.tables.key_numbers[address.doc as usize]), place))
                .collect();
            wanted.sort_unstable();
            read_ids(&segment.tables, &wanted, &mut ids)?;
        }
        Ok(ids)
    }
}

fn read_ids(tables: &Tables, wanted: &[(u64, usize)], ids: &mut [String]) -> tantivy::Result<()> {
    let Some(column) = &tables.order else { return Ok(()) };
    let numbers: Vec<u64> = wanted.iter().map(|(number, _)| *number).collect();
    let mut places = wanted.iter().map(|(_, place)| *place);
    column.dictionary().sorted_ords_to_term_cb(&numbers, |key| {
        if let (Some(place), Some(id)) = (places.next(), order::id_of(key)) {
            ids[place] = id.to_owned();
        }
    })?;
    Ok(())
}

/// Opens all segments of the last commit, and tells its number in the log.
fn open_readers(index: &tantivy::Index) -> tantivy::Result<(Vec<SegmentReader>, u64)> {
    // A writer elsewhere must not remove files between our reading their names and our opening them.
    let _lock = index.directory().acquire_lock(&META_LOCK)?;
    let metas = index.load_metas()?;
    let damaged = |what: &str| TantivyError::InternalError(what.to_owned());
    let seq = read_payload(metas.payload.as_deref().unwrap_or_default())
        .ok_or_else(|| damaged("the number of the last change is damaged"))?;
    let readers: Vec<SegmentReader> = metas
        .segments
        .iter()
        .map(|meta| {
            let reader = SegmentReader::open(&index.segment(meta.clone()))?;
            if reader.num_docs() != meta.num_docs() {
                return Err(damaged("the count of deleted documents is damaged"));
            }
            Ok(reader)
        })
        .collect::<Result<_, _>>()?;
    Ok((readers, seq))
}

/// The number of the last change as the engine keeps it: with a checksum, for which the engine's own list of files
/// has none.
pub(crate) fn write_payload(seq: u64) -> String {
    let digest = Sha256::digest(seq.to_be_bytes());
    format!("{seq} {:02x}{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2], digest[3])
}

fn read_payload(payload: &str) -> Option<u64> {
    let seq = payload.split(' ').next()?.parse().ok()?;
    (write_payload(seq) == payload).then_some(seq)
}

fn average(segments: &[Segment], part: Part) -> f32 {
    let length: u64 = segments.iter().map(|segment| segment.part(part).length).sum();
    let documents: u64 = segments.iter().map(|segment| segment.part(part).documents).sum();
    (length as f64 / documents.max(1) as f64).max(1.0) as f32
}

/// Merges the orders of the segments into one. Linear, and nearly nothing for a single segment.
fn merge_order(segments: &[Segment]) -> tantivy::Result<(Vec<Vec<u32>>, Vec<Address>)> {
    if let [only] = segments {
        let addresses = only.tables.docs.iter().map(|doc| Address { segment: 0, doc: *doc }).collect();
        return Ok((vec![only.tables.ranks.clone()], addresses));
    }
    let total = segments.iter().map(|segment| segment.tables.docs.len()).sum();
    let mut addresses = Vec::with_capacity(total);
    let mut ranks: Vec<Vec<u32>> =
        segments.iter().map(|segment| vec![0; segment.tables.docs.len()]).collect();
    let mut streams = Vec::with_capacity(segments.len());
    let mut heap = BinaryHeap::with_capacity(segments.len());
    for (number, segment) in segments.iter().enumerate() {
        // Invariant: a segment without documents is not written, and one without the column is not opened.
        let Some(column) = &segment.tables.order else { continue };
        let mut stream = column.dictionary().stream()?;
        if stream.advance() {
            heap.push(Reverse((stream.key().to_vec(), number)));
        }
        streams.push((stream, 0usize));
    }
    while let Some(Reverse((mut key, number))) = heap.pop() {
        let (stream, place) = &mut streams[number];
        let tables = &segments[number].tables;
        let key_number = stream.term_ord() as u32;
        while let Some(doc) = tables.docs.get(*place)
            && tables.key_numbers[*doc as usize] == key_number
        {
            ranks[number][*doc as usize] = addresses.len() as u32;
            addresses.push(Address { segment: number as u32, doc: *doc });
            *place += 1;
        }
        if stream.advance() {
            key.clear();
            key.extend_from_slice(stream.key());
            heap.push(Reverse((key, number)));
        }
    }
    if addresses.len() != total {
        return Err(TantivyError::InternalError("the order of documents is damaged".into()));
    }
    Ok((ranks, addresses))
}

fn merge_facet_terms(segments: &[Segment]) -> FacetTerms {
    let mut terms: Vec<Box<str>> =
        segments.iter().flat_map(|segment| segment.tables.facet_terms.iter().cloned()).collect();
    terms.sort_unstable();
    terms.dedup();
    let of_segment = segments
        .iter()
        .map(|segment| {
            let mut place = 0;
            let own = segment.tables.facet_terms.iter();
            own.map(|term| {
                while terms[place] != *term {
                    place += 1;
                }
                place as u32
            })
            .collect()
        })
        .collect();
    FacetTerms { terms, of_segment }
}
