//! EDTF 2019 (ISO 8601-2): being written; level 0 so far.

use crate::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An EDTF value in canonical writing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf(String);

/// A string that is not EDTF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not EDTF")]
pub struct EdtfError(pub String);

impl Edtf {
    /// The earliest and the latest day; `None` for a side without bound.
    pub fn bounds(&self) -> (Option<Day>, Option<Day>) {
        let day = self.0.parse().ok();
        (day, day)
    }
    /// This one day.
    pub fn day(day: Day) -> Self {
        Self(day.to_string())
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;
    fn from_str(text: &str) -> Result<Self, EdtfError> {
        text.parse::<Day>().map(Self::day).map_err(|_| EdtfError(text.to_owned()))
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
