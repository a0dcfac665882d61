//! Which facet values lie within which others: Kostrov in its province, a subject under a wider one.
//!
//! Given with each request and not kept in the index, so that moving a place under another reindexes nothing. A value
//! counts as wider only while a document in this index has it itself: a place that stands in closed papers alone is
//! nowhere, and what lies within it stands by itself.
//! Read [`crate::search::families`] next, for how it is laid over the values of an index.

use std::collections::HashMap;
use std::sync::Arc;

/// For each value the one that it lies within.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wider(Arc<HashMap<String, String>>);

impl Wider {
    /// The value that this one lies within.
    pub fn of(&self, value: &str) -> Option<&str> {
        self.0.get(value).map(String::as_str)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether both are the very same thing, and not only alike.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl FromIterator<(String, String)> for Wider {
    /// From pairs of a value and the one that it lies within.
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(Arc::new(pairs.into_iter().collect()))
    }
}
