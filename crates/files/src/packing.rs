//! The two forms in which bytes lie: as they are, and packed.

use crate::{FilesError, OpenFile};
use std::fs::File;
use std::io::{self, Write};
use zstd::{Decoder, Encoder};

/// How a file lies here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Byte for byte.
    Plain,
    /// As one zstd frame (RFC 8878).
    Packed,
}

impl Form {
    pub(crate) const ALL: [Self; 2] = [Self::Plain, Self::Packed];

    /// What a name in this form ends with.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Packed => PACKED,
        }
    }
}

/// What the name of a packed file ends with.
pub(crate) const PACKED: &str = ".zst";

/// Markup packs to about a quarter at this level, faster than a disk writes; the next ones take nearly twice the time.
const LEVEL: i32 = 1;

/// Where the bytes of a file go while it has no name.
pub(crate) enum Output {
    Plain(File),
    Packed(Encoder<'static, File>),
}

impl Output {
    pub(crate) fn new(file: File, form: Form) -> io::Result<Self> {
        Ok(match form {
            Form::Plain => Self::Plain(file),
            Form::Packed => {
                let mut encoder = Encoder::new(file, LEVEL)?;
                // So that a flipped bit is noticed even before the hash is compared.
                encoder.include_checksum(true)?;
                Self::Packed(encoder)
            }
        })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.write_all(bytes),
            Self::Packed(encoder) => encoder.write_all(bytes),
        }
    }

    pub(crate) fn finish(self) -> io::Result<File> {
        match self {
            Self::Plain(file) => Ok(file),
            Self::Packed(encoder) => encoder.finish(),
        }
    }
}

impl OpenFile {
    /// What was packed.
    pub(crate) fn unpack(self) -> Result<Self, FilesError> {
        let decoder = Decoder::new(self.bytes).map_err(FilesError::Input)?;
        Ok(Self { bytes: Box::new(decoder) })
    }
}
