//! What a reader of doubtful material reports: a stable code, the place, what was found and how to mend it.
//!
//! A notice is never a loss: the words are kept. What could not be read at all is an error of the reader.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a notice asks of the archivist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know; nothing needs doing.
    Remark,
    /// Something was doubtful; the words were kept.
    Doubt,
    /// Something was refused and is not in the archive; the exit code says so.
    Refusal,
}

/// One report about the material, for example `TEI012` at line 118.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The stable code, such as `TEI012` or `kept-edit`; the manual lists them all.
    pub code: String,
    /// How much it asks.
    pub severity: Severity,
    /// What happened, in one lower-case sentence without a full stop.
    pub message: String,
    /// The file, as the archivist named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line (or row) in that file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The field or element concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// How to mend it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Notice {
    /// A notice without place; add it with [`Notice::at`] and [`Notice::in_field`].
    pub fn new(code: &str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            severity,
            message: message.into(),
            file: None,
            line: None,
            field: None,
            hint: None,
        }
    }
    /// Good to know.
    pub fn remark(code: &str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Remark, message)
    }
    /// Doubtful, words kept.
    pub fn doubt(code: &str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Doubt, message)
    }
    /// Refused.
    pub fn refusal(code: &str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Refusal, message)
    }
    /// Says where.
    pub fn at(mut self, file: impl Into<String>, line: u64) -> Self {
        self.file = Some(file.into());
        self.line = Some(line);
        self
    }
    /// Says in which field or element.
    pub fn in_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
    /// Says how to mend it.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)?;
        if let Some(file) = &self.file {
            write!(f, "\n  at {file}")?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            if let Some(field) = &self.field {
                write!(f, ", {field}")?;
            }
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}
