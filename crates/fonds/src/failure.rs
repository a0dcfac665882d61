//! Why a command failed, in words for the person at the terminal: what happened, where, how to mend it.

use std::error::Error;
use std::io;

/// Any failure of a verb. Its words come from the operation's own error.
#[derive(Debug)]
pub struct Failure(Box<dyn Error + Send + Sync>);

impl<E: Into<Box<dyn Error + Send + Sync>>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl Failure {
    /// Whether the reader of our output went away, as `head` does: no failure at all.
    pub fn is_closed_pipe(&self) -> bool {
        let mut cause: Option<&(dyn Error + 'static)> = Some(self.0.as_ref());
        while let Some(error) = cause {
            if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) {
                return true;
            }
            cause = error.source();
        }
        false
    }
    /// Shows it on standard error, as JSON where that was asked for.
    pub fn show(&self, json: bool) {
        let words = self.0.to_string();
        let (message, hint) =
            words.split_once("\nhint: ").map_or((words.as_str(), None), |(m, h)| (m, Some(h)));
        if json {
            eprintln!("{}", serde_json::json!({ "error": { "message": message, "hint": hint } }));
            return;
        }
        eprintln!("error: {message}");
        let mut cause = self.0.source();
        while let Some(error) = cause {
            let because = error.to_string();
            // Many errors repeat their cause in their own words already.
            if !words.contains(&because) {
                eprintln!("  because {because}");
            }
            cause = error.source();
        }
        if let Some(hint) = hint {
            eprintln!("hint: {hint}");
        }
    }
}
