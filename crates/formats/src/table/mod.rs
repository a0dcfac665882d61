//! Being written.

use crate::{Emit, Origin, ReadError};
use std::io::{Read, Seek};

/// Anything that can be read from any place, as spreadsheets need.
pub trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// What stands in which column; saved as TOML.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Mapping {}

/// A mapping file that says something impossible.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct MappingError {
    /// What, where, how to mend it.
    pub message: String,
}

impl Mapping {
    /// Reads a mapping file.
    pub fn from_toml(_text: &str) -> Result<Self, MappingError> {
        Ok(Self {})
    }
    /// Writes it so that it can be saved and edited.
    pub fn to_toml(&self) -> String {
        String::new()
    }
}

/// Whether the head of a source looks like a table.
pub fn fits(_head: &[u8], _name: &str) -> bool {
    false
}

/// Guesses what stands in which column.
pub fn guess_mapping(_input: &mut dyn Source, _origin: &Origin) -> Result<Mapping, ReadError> {
    Ok(Mapping {})
}

/// Reads a table, a document for each row.
pub fn read(
    _input: &mut dyn Source,
    _origin: &Origin,
    _mapping: &Mapping,
    _emit: &mut Emit,
) -> Result<(), ReadError> {
    Ok(())
}
