//! Foreign names in ideographs.
use super::super::collect::Collector;
pub(crate) fn widen_han(_name: &str, _out: &mut Collector<'_>) {}
pub(crate) fn widen_letters(_word: &str, _out: &mut Collector<'_>) {}
