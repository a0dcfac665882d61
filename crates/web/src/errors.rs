//! What a page says when there is none: not found, gone, too long, busy, failed.
//!
//! The inner cause of a failure goes to the log, once, under the number that the page shows.

use crate::respond::Answer;
use crate::site::Site;
use axum::http::StatusCode;
use fonds_archive::clearance::{Cleared, Tombstone, nothing};
use fonds_archive::deliver::DeliverError;
use fonds_archive::discover::DiscoverError;
use serde::Serialize;
use std::sync::atomic::{AtomicU32, Ordering};

/// Why there is no page.
#[derive(Debug)]
pub(crate) enum PageError {
    /// Nothing is here, or nothing that this reader may know of.
    Absent,
    /// It was here.
    Gone(Cleared<Tombstone>),
    /// The address is longer than any that this site gives.
    TooLong,
    /// Too many ask at once.
    Busy,
    /// Something of ours failed.
    Failed(String),
}

impl From<DeliverError> for PageError {
    fn from(error: DeliverError) -> Self {
        Self::Failed(error.to_string())
    }
}
impl From<DiscoverError> for PageError {
    fn from(error: DiscoverError) -> Self {
        Self::Failed(error.to_string())
    }
}
impl From<minijinja::Error> for PageError {
    fn from(error: minijinja::Error) -> Self {
        Self::Failed(format!("{error:#}"))
    }
}

/// The view of `notice.html`.
#[derive(Serialize)]
struct Notice {
    title: &'static str,
    words: String,
    search: bool,
}

/// Numbers incidents, so that a reader and the log can speak of the same one.
static INCIDENTS: AtomicU32 = AtomicU32::new(1);

impl PageError {
    /// The page that says so.
    pub(crate) fn answer(self, site: &Site) -> Answer {
        let (status, title, words) = match self {
            Self::Absent => (
                StatusCode::NOT_FOUND,
                "There is nothing here",
                "No page of this archive has this address. It may have been mistyped; a search may find what you look for."
                    .to_owned(),
            ),
            Self::Gone(tombstone) => (
                StatusCode::GONE,
                "This document is no longer here",
                match tombstone.state {
                    "erased" => "It was erased from the archive. Its address is kept so that nothing else takes it.".into(),
                    _ => "It was withdrawn by the archive. Its address is kept so that nothing else takes it.".to_owned(),
                },
            ),
            Self::TooLong => (
                StatusCode::URI_TOO_LONG,
                "This address is too long",
                "Addresses here have at most 8,000 characters. Ask with fewer words or conditions.".to_owned(),
            ),
            Self::Busy => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Too many are asking at once",
                "Please ask again in a few seconds.".to_owned(),
            ),
            Self::Failed(cause) => {
                let incident = INCIDENTS.fetch_add(1, Ordering::Relaxed);
                tracing::error!(incident, cause, "a page failed");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Something went wrong here",
                    format!("It is not your fault. Whoever runs this archive finds it in the log as incident {incident}."),
                )
            }
        };
        let search = status == StatusCode::NOT_FOUND || status == StatusCode::GONE;
        let view = nothing().map(|()| Notice { title, words: words.clone(), search });
        let body = site.draw("notice.html", &view).unwrap_or_else(|_| format!("{title}. {words}"));
        Answer::error(status, body)
    }
}
