//! Being written.

use crate::{Emit, Origin, ReadError};
use std::io::BufRead;

/// Whether the head of a source looks like this format.
pub fn fits(_head: &[u8]) -> bool {
    false
}

/// Reads a source, handing on each thing found.
pub fn read(_input: &mut dyn BufRead, _origin: &Origin, _emit: &mut Emit) -> Result<(), ReadError> {
    Ok(())
}
