//! The settings of one archive: `fonds.toml` in its folder, read when it is opened.
//!
//! Not the command line's options, which hold for one run. The manual's page on settings lists every line.

use fonds_model::Access;
use serde::{Deserialize, Serialize};

/// What `fonds.toml` says. Every line may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The archive's name, in the masthead of every page.
    pub name: String,
    /// A line under it.
    pub tagline: String,
    /// The permanent address under which the archive is known, without the last slash: `https://archive.example.org`.
    /// Citations and the sitemap use it; where it is empty they name paths alone, which crawlers do not follow.
    pub address: String,
    /// How imports behave.
    pub import: ImportSettings,
}

/// How imports behave unless the command line says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImportSettings {
    /// The access state of what is imported.
    pub access: Access,
}

impl Default for ImportSettings {
    fn default() -> Self {
        Self { access: Access::Public }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "Digital Archive".into(),
            tagline: String::new(),
            address: String::new(),
            import: ImportSettings::default(),
        }
    }
}

impl Settings {
    /// Writes `fonds.toml` with a comment for each line.
    pub fn to_toml(&self) -> String {
        format!(
            "# The settings of this archive; the manual explains each. Restart `fonds serve` after a change.\n\n\
             # The archive's name, in the masthead of every page.\nname = {}\n\n\
             # A line under it.\ntagline = {}\n\n\
             # The permanent address, for citations and the sitemap: \"https://archive.example.org\".\naddress = {}\n\n\
             [import]\n# What imported documents are unless the command line says otherwise:\n\
             # \"public\", \"draft\", \"restricted\" or \"embargoed:2030-01-01\".\naccess = {}\n",
            quoted(&self.name),
            quoted(&self.tagline),
            quoted(&self.address),
            quoted(&self.import.access.to_string()),
        )
    }
    /// Reads `fonds.toml`; the error says line and column.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}

fn quoted(words: &str) -> String {
    toml::Value::String(words.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_back() {
        let settings = Settings { name: "Archive \"of\" Beishan".into(), ..Settings::default() };
        assert_eq!(Settings::from_toml(&settings.to_toml()).unwrap(), settings);
    }

    #[test]
    fn a_misspelt_line_is_refused_by_name() {
        let error = Settings::from_toml("nmae = \"x\"").unwrap_err().to_string();
        assert!(error.contains("nmae"), "{error}");
    }
}
