//! Languages and scripts as tags: BCP 47 for a language (`ru`, `zh-Hans`), ISO 15924 for a script (`Cyrl`).
//!
//! Tags are kept as found when they are well formed; what they are called on a page is the web's business.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);
        impl $name {
            /// Takes a tag of ASCII letters, digits and hyphens; `None` for anything else.
            pub fn new(tag: &str) -> Option<Self> {
                let tag = tag.trim();
                let fits = !tag.is_empty() && tag.len() <= 35
                    && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
                fits.then(|| Self(tag.to_owned()))
            }
            /// The tag.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

tags! {
    /// A language by its BCP 47 tag: `en`, `ru`, `zh-Hant`.
    Language,
    /// A script by its ISO 15924 code: `Latn`, `Cyrl`, `Hans`.
    Script,
}
