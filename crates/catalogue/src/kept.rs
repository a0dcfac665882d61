//! What the catalogue keeps of each kind of thing, and how it is packed: canonical JSON, its long texts apart.
//!
//! Not the tables. A new kind of thing is a line in [`Kind`] and an `impl` of [`Kept`].

use crate::CatalogueError;
use fonds_model::{Access, ArchivalUnit, Authority, Collection, Document, Link, Text, Theme};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io;
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::{compress_bound, get_frame_content_size};

/// The kinds of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Kind {
    Document,
    Authority,
    Collection,
    Theme,
    Unit,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Document, Self::Authority, Self::Collection, Self::Theme, Self::Unit];
    /// The word as stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Authority => "authority",
            Self::Collection => "collection",
            Self::Theme => "theme",
            Self::Unit => "unit",
        }
    }
    /// The kind of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Something that the catalogue keeps in versions.
pub trait Kept: Serialize + DeserializeOwned + Clone {
    /// What it is.
    const KIND: Kind;
    /// Its identifier; empty when unassigned.
    fn id(&self) -> &str;
    /// The source's key.
    fn source_key(&self) -> &str;
    /// Who may see it.
    fn access(&self) -> Access {
        Access::Public
    }
    /// The first day on which some embargoed part of it is public.
    fn next_release(&self) -> Option<fonds_model::Day> {
        None
    }
    /// The word in its address.
    fn slug(&self) -> Option<&str> {
        None
    }
    /// Its day and folded title, by which likely duplicates are found.
    fn likeness(&self) -> Option<(String, String)> {
        None
    }
    /// What it points at, in which role.
    fn pointers(&self) -> Vec<(Kind, &'static str, &Link)> {
        Vec::new()
    }
    /// The files that it names, by SHA-256, and whether each is the source that it came from.
    fn files(&self) -> Vec<(String, bool)> {
        Vec::new()
    }
    /// Takes the long texts out, with their places.
    fn take_texts(&mut self) -> Vec<(usize, Text)> {
        Vec::new()
    }
    /// Puts a text back in its place.
    fn put_text(&mut self, place: usize, text: Text) {
        let _ = (place, text);
    }
}

impl Kept for Document {
    const KIND: Kind = Kind::Document;
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn source_key(&self) -> &str {
        &self.source_key
    }
    fn access(&self) -> Access {
        self.access
    }
    fn next_release(&self) -> Option<fonds_model::Day> {
        let parts = self.renditions.iter().flat_map(|r| r.pages.iter().map(|p| p.access).chain([r.access]));
        let ends = parts.chain([self.access]).filter_map(|access| match access {
            Access::Embargoed { until } => Some(until),
            _ => None,
        });
        ends.min()
    }
    fn likeness(&self) -> Option<(String, String)> {
        let date = self.principal_date()?.date.earliest?;
        Some((date.to_string(), fold(&self.principal_title()?.text)))
    }
    fn pointers(&self) -> Vec<(Kind, &'static str, &Link)> {
        let enclosed = self.enclosed.iter().flat_map(|e| e.senders.iter().chain(&e.recipients));
        let made = self.renditions.iter().flat_map(|rendition| rendition.agents.iter());
        let agents = self.agents.iter().chain(enclosed).chain(made);
        let mut all: Vec<(Kind, &'static str, &Link)> = agents
            .flat_map(|agent| agent.authority.iter().chain(&agent.alternatives))
            .map(|link| (Kind::Authority, "agent", link))
            .collect();
        all.extend(
            self.places.iter().filter_map(|p| p.authority.as_ref()).map(|l| (Kind::Authority, "place", l)),
        );
        all.extend(
            self.subjects
                .iter()
                .filter_map(|s| s.authority.as_ref())
                .map(|l| (Kind::Authority, "subject", l)),
        );
        all.extend(self.collections.iter().map(|link| (Kind::Collection, "member", link)));
        all.extend(self.witnesses.iter().filter_map(|w| w.unit.as_ref()).map(|l| (Kind::Unit, "witness", l)));
        all.extend(self.relations.iter().map(|r| (Kind::Document, relation_word(r.kind), &r.target)));
        all
    }
    fn files(&self) -> Vec<(String, bool)> {
        let held = self.renditions.iter().flat_map(|rendition| {
            rendition.file.iter().chain(rendition.pages.iter().filter_map(|page| page.file.as_ref()))
        });
        let source = self.provenance.sha256.iter().map(|sha256| (sha256.clone(), true));
        held.map(|file| (file.sha256.clone(), false)).chain(source).collect()
    }
    fn take_texts(&mut self) -> Vec<(usize, Text)> {
        let renditions = self.renditions.iter_mut().enumerate();
        renditions.filter_map(|(place, rendition)| rendition.text.take().map(|text| (place, text))).collect()
    }
    fn put_text(&mut self, place: usize, text: Text) {
        if let Some(rendition) = self.renditions.get_mut(place) {
            rendition.text = Some(text);
        }
    }
}

impl Kept for Authority {
    const KIND: Kind = Kind::Authority;
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn source_key(&self) -> &str {
        &self.source_key
    }
    fn pointers(&self) -> Vec<(Kind, &'static str, &Link)> {
        self.broader.iter().map(|link| (Kind::Authority, "broader", link)).collect()
    }
}

impl Kept for Collection {
    const KIND: Kind = Kind::Collection;
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn source_key(&self) -> &str {
        &self.source_key
    }
    fn access(&self) -> Access {
        self.access
    }
    fn slug(&self) -> Option<&str> {
        Some(&self.slug)
    }
    fn pointers(&self) -> Vec<(Kind, &'static str, &Link)> {
        self.parent.iter().map(|link| (Kind::Collection, "part", link)).collect()
    }
}

impl Kept for Theme {
    const KIND: Kind = Kind::Theme;
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn source_key(&self) -> &str {
        &self.source_key
    }
    fn access(&self) -> Access {
        self.access
    }
    fn slug(&self) -> Option<&str> {
        Some(&self.slug)
    }
}

impl Kept for ArchivalUnit {
    const KIND: Kind = Kind::Unit;
    fn id(&self) -> &str {
        self.id.as_str()
    }
    fn source_key(&self) -> &str {
        &self.source_key
    }
    fn pointers(&self) -> Vec<(Kind, &'static str, &Link)> {
        self.parent.iter().map(|link| (Kind::Unit, "part", link)).collect()
    }
}

/// A title without case, marks and spaces, so that two spellings of one title are alike.
pub(crate) fn fold(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn relation_word(kind: fonds_model::rendition::RelationKind) -> &'static str {
    use fonds_model::rendition::RelationKind as K;
    match kind {
        K::ReplyTo => "reply_to",
        K::Encloses => "encloses",
        K::Attachment => "attachment",
        K::DraftOf => "draft_of",
        K::CopyOf => "copy_of",
        K::ExcerptOf => "excerpt_of",
        K::DeciphermentOf => "decipherment_of",
        K::SameTextAs => "same_text_as",
        K::Mentions => "mentions",
        K::Related => "related",
    }
}

/// A version as it is packed: the value without its texts, and the hash of each by its place.
#[derive(Serialize, Deserialize)]
pub(crate) struct Body<T> {
    pub(crate) texts: Vec<(usize, String)>,
    pub(crate) value: T,
}

/// A thing ready to be written.
pub(crate) struct Packed {
    pub(crate) json: Vec<u8>,
    pub(crate) hash: String,
    /// (SHA-256, canonical JSON) of each text.
    pub(crate) texts: Vec<(String, Vec<u8>)>,
}

/// Packs a thing, whose texts are taken out for the while.
pub(crate) fn pack<T: Kept>(value: &mut T) -> Result<Packed, CatalogueError> {
    let taken = value.take_texts();
    let packed = pack_parts(value, &taken);
    taken.into_iter().for_each(|(place, text)| value.put_text(place, text));
    packed
}

fn pack_parts<T: Kept>(value: &T, taken: &[(usize, Text)]) -> Result<Packed, CatalogueError> {
    let mut texts = Vec::with_capacity(taken.len());
    let mut places = Vec::with_capacity(taken.len());
    for (place, text) in taken {
        let json = write_json(text)?;
        let sha256 = sha256(&json);
        places.push((*place, sha256.clone()));
        texts.push((sha256, json));
    }
    let json = write_json(&Body { texts: places, value })?;
    Ok(Packed { hash: sha256(&json), json, texts })
}

/// Most texts and descriptions find room in 16 KB without growing.
fn write_json(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut json = Vec::with_capacity(16 << 10);
    serde_json::to_writer(&mut json, value)?;
    Ok(json)
}

/// What a version names, each once: kept nowhere else of a thing, so that erasing and correcting read it from here.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub(crate) texts: BTreeSet<String>,
    /// Files, and whether each is the source that the thing came from.
    pub(crate) files: BTreeSet<(String, bool)>,
    /// Things that are pointed at, in which role.
    pub(crate) pointers: BTreeSet<(Kind, &'static str, String)>,
}

impl Named {
    /// What a thing names beside its texts.
    pub(crate) fn by<T: Kept>(value: &T) -> Self {
        let pointers = value.pointers().into_iter();
        Self {
            texts: BTreeSet::new(),
            files: value.files().into_iter().collect(),
            pointers: pointers
                .filter_map(|(kind, role, link)| Some((kind, role, link.as_id()?.to_owned())))
                .collect(),
        }
    }
    /// What a packed version names.
    pub(crate) fn in_packed(kind: Kind, bytes: &[u8]) -> Result<Self, CatalogueError> {
        match kind {
            Kind::Document => Self::in_body::<Document>(bytes),
            Kind::Authority => Self::in_body::<Authority>(bytes),
            Kind::Collection => Self::in_body::<Collection>(bytes),
            Kind::Theme => Self::in_body::<Theme>(bytes),
            Kind::Unit => Self::in_body::<ArchivalUnit>(bytes),
        }
    }
    fn in_body<T: Kept>(bytes: &[u8]) -> Result<Self, CatalogueError> {
        let body: Body<T> = read_packed(bytes)?;
        let texts = body.texts.into_iter().map(|(_, sha256)| sha256).collect();
        Ok(Self { texts, ..Self::by(&body.value) })
    }
}

/// Level 1 packs words to about two fifths; level 3 makes them a tenth smaller in nearly twice the time.
pub(crate) const LEVEL: i32 = 1;

thread_local! {
    // Making a context costs about as much as packing one description with it.
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
    static PACKED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static UNPACKED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Does something with this thread's context, which is made when first asked for.
fn with_context<C, T>(
    context: &RefCell<Option<C>>,
    make: impl FnOnce() -> io::Result<C>,
    work: impl FnOnce(&mut C) -> io::Result<T>,
) -> Result<T, CatalogueError> {
    let mut context = context.borrow_mut();
    let made = match context.take() {
        Some(made) => made,
        None => make()?,
    };
    Ok(work(context.insert(made))?)
}

/// Packs bytes and lends what came of them to whoever writes it. The room is kept, unless it was an exceptional one.
pub(crate) fn with_packed<T>(bytes: &[u8], write: impl FnOnce(&[u8]) -> T) -> Result<T, CatalogueError> {
    PACKED.with_borrow_mut(|room| {
        room.clear();
        room.shrink_to(ROOM);
        room.reserve(compress_bound(bytes.len()));
        let make = || Compressor::new(LEVEL);
        PACKER.with(|packer| with_context(packer, make, |packer| packer.compress_to_buffer(bytes, room)))?;
        Ok(write(room))
    })
}

/// The most that one body or text may unpack to; nobody wrote a longer document.
const LARGEST: usize = 1 << 30;

/// How many bytes it unpacks to, which every packed thing says of itself. Without asking, room would have to be made for
/// the largest, and fresh memory costs more than reading.
fn unpacked_size(bytes: &[u8]) -> Option<usize> {
    let size = get_frame_content_size(bytes).ok().flatten()?;
    usize::try_from(size).ok()
}

pub(crate) fn decompress(bytes: &[u8]) -> Result<Vec<u8>, CatalogueError> {
    let size = unpacked_size(bytes).unwrap_or(LARGEST).min(LARGEST);
    UNPACKER.with(|unpacker| {
        with_context(unpacker, Decompressor::new, |unpacker| unpacker.decompress(bytes, size))
    })
}

/// What does not unpack into this is unpacked apart: few texts are longer.
const ROOM: usize = 2 << 20;

/// Unpacks JSON and reads it, in room that this thread keeps: fresh memory for each text costs as much as reading it.
pub(crate) fn read_packed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, CatalogueError> {
    let Some(size) = unpacked_size(bytes).filter(|size| *size <= ROOM) else {
        return Ok(serde_json::from_slice(&decompress(bytes)?)?);
    };
    UNPACKED.with_borrow_mut(|room| {
        room.clear();
        room.reserve(size);
        UNPACKER.with(|unpacker| {
            with_context(unpacker, Decompressor::new, |unpacker| unpacker.decompress_to_buffer(bytes, room))
        })?;
        Ok(serde_json::from_slice(room)?)
    })
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut words, byte| {
        let _ = write!(words, "{byte:02x}");
        words
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_says_its_size_and_is_read_in_room_for_no_more() {
        let words = "Words. ".repeat(10_000);
        let packed = with_packed(&serde_json::to_vec(&words).unwrap(), <[u8]>::to_vec).unwrap();
        assert_eq!(unpacked_size(&packed), Some(words.len() + 2));
        assert_eq!(decompress(&packed).unwrap().capacity(), words.len() + 2);
        assert_eq!(read_packed::<String>(&packed).unwrap(), words);
    }

    #[test]
    fn what_was_never_packed_is_an_error() {
        assert!(decompress(b"not packed").is_err());
        assert!(read_packed::<String>(b"").is_err());
    }
}
