//! The one way out: what a handler answers becomes a response with its validators and its guards.
//!
//! Not the pages. Every answer that has a body gets an `ETag` of its bytes, so that a page is fetched again only when it
//! changed, and must be asked for again each time, so that what is withdrawn is gone at once.

use crate::errors::PageError;
use axum::body::Body;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use fonds_archive::clearance::Cleared;
use fonds_archive::deliver::{Delivery, OpenFile};
use fonds_archive::export::ExportError;
use fonds_model::rendition::ContentFile;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, mpsc};

/// What is asked, as far as handlers need it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    /// The parts of the path that the route names, in order, decoded.
    pub(crate) parts: Vec<String>,
    /// The parameters, decoded, in order.
    pub(crate) query: Vec<(String, String)>,
}

impl Asked {
    /// The n-th part of the path.
    pub(crate) fn part(&self, number: usize) -> &str {
        self.parts.get(number).map_or("", String::as_str)
    }
    /// The first parameter of this name that says anything.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let named = self.query.iter().find(|(known, value)| known == name && !value.trim().is_empty());
        named.map(|(_, value)| value.as_str())
    }
    /// The page asked for, from 1.
    pub(crate) fn page(&self) -> usize {
        self.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1).max(1)
    }
}

/// What a handler answers.
pub(crate) type Page = Result<Answer, PageError>;

/// An answer before it is a response.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) content: Content,
}

/// The body of an answer.
pub(crate) enum Content {
    Whole(Vec<u8>),
    File {
        file: ContentFile,
        bytes: OpenFile,
    },
    /// What is written while it is sent, however long it is.
    Written(Writing),
}

/// Writes an answer that is too long to be held.
pub(crate) struct Writing {
    write: WriteAll,
    /// Kept until it is written, so that only so many are at work.
    pub(crate) turn: Option<OwnedSemaphorePermit>,
}

type WriteAll = Box<dyn FnOnce(&mut dyn Write) -> Result<u64, ExportError> + Send>;

impl Answer {
    fn whole(status: StatusCode, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![(header::CONTENT_TYPE, media_type.to_owned())],
            content: Content::Whole(body.into()),
        }
    }
    /// A page.
    pub(crate) fn html(body: String) -> Self {
        Self::whole(StatusCode::OK, "text/html; charset=utf-8", body)
    }
    /// A page that says why there is none.
    pub(crate) fn error(status: StatusCode, body: String) -> Self {
        let mut answer = Self::whole(status, "text/html; charset=utf-8", body);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            answer.headers.push((header::RETRY_AFTER, "2".into()));
        }
        answer
    }
    /// Text of some other kind.
    pub(crate) fn text(media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::whole(StatusCode::OK, media_type, body)
    }
    /// JSON of a cleared thing.
    pub(crate) fn json(value: &Cleared<impl Serialize>) -> Page {
        let body = serde_json::to_vec(value).map_err(|error| PageError::Failed(error.to_string()))?;
        Ok(Self::whole(StatusCode::OK, "application/json", body))
    }
    /// A kept file.
    pub(crate) fn file(headers: Vec<(HeaderName, String)>, file: ContentFile, bytes: OpenFile) -> Self {
        Self { status: StatusCode::OK, headers, content: Content::File { file, bytes } }
    }
    /// What is written while it is sent, to be kept as a file of this name.
    pub(crate) fn written(media_type: &str, name: &str, write: WriteAll) -> Self {
        let kept = format!("attachment; filename=\"{name}\"");
        Self {
            status: StatusCode::OK,
            headers: vec![(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, kept)],
            content: Content::Written(Writing { write, turn: None }),
        }
    }
    /// Leads elsewhere for good.
    pub(crate) fn moved(to: &str) -> Self {
        let mut answer = Self::whole(StatusCode::MOVED_PERMANENTLY, "text/plain; charset=utf-8", "");
        answer.headers.push((header::LOCATION, to.to_owned()));
        answer
    }
    /// Keeps crawlers from listing this page.
    pub(crate) fn unlisted(mut self) -> Self {
        self.headers.push((HeaderName::from_static("x-robots-tag"), "noindex, nofollow".into()));
        self
    }
    /// May be kept for ever under its address.
    pub(crate) fn for_ever(mut self) -> Self {
        self.headers.push((header::CACHE_CONTROL, "public, max-age=31536000, immutable".into()));
        self
    }
}

/// The thing itself, or the answer for those who do not get it.
pub(crate) fn here<T>(delivery: Delivery<T>) -> Result<Result<Cleared<T>, Answer>, PageError> {
    match delivery {
        Delivery::Here(thing) => Ok(Ok(thing)),
        Delivery::Moved(url) => Ok(Err(Answer::moved(&url))),
        Delivery::Gone(tombstone) => Err(PageError::Gone(tombstone)),
        Delivery::Absent => Err(PageError::Absent),
    }
}

/// What pages may do in a browser: show themselves, send a search, and run the one script of ours, which may ask this
/// site alone. Nothing that stands in a page runs.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; \
                      script-src 'self'; connect-src 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";
/// What a delivered file may do: nothing at all.
const POLICY_OF_FILES: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; \
                               frame-ancestors 'none'";

/// Makes the response.
pub(crate) fn respond(answer: Answer, asked: &HeaderMap) -> Response<Body> {
    let Answer { status, headers, content } = answer;
    let (policy, tag) = match &content {
        Content::Whole(body) => (POLICY, Some(tag_of(body))),
        Content::File { file, .. } => (POLICY_OF_FILES, Some(format!("\"{}\"", file.sha256))),
        // Its bytes are not known before they are sent.
        Content::Written(_) => (POLICY, None),
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let fresh = known.zip(tag.as_deref()).is_some_and(|(known, tag)| matches(known, tag));
    if status == StatusCode::OK && fresh {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        *response.body_mut() = match content {
            Content::Whole(body) => Body::from(body),
            Content::File { bytes, .. } => stream(bytes, PATIENCE),
            Content::Written(writing) => write_out(writing),
        };
    }
    let into = response.headers_mut();
    let guards = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (
            header::CACHE_CONTROL,
            if status.is_success() { "public, max-age=0, must-revalidate" } else { "no-store" },
        ),
    ];
    for (name, value) in guards {
        into.insert(name, HeaderValue::from_static(value));
    }
    if let Some(tag) = tag.filter(|_| status == StatusCode::OK) {
        set(into, header::ETAG, &tag);
    }
    for (name, value) in headers {
        set(into, name, &value);
    }
    response
}

/// Sets a header; a value that no header can hold is left out.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Weak, because the same page may leave compressed or plain. RFC 9110, 8.8.1.
fn tag_of(body: &[u8]) -> String {
    let digest = Sha256::digest(body);
    let hash: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{hash}\"")
}

/// Whether a list of validators holds this one; compared weakly. RFC 9110, 13.1.2.
fn matches(list: &str, tag: &str) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    list.split(',').any(|known| known.trim() == "*" || plain(known) == plain(tag))
}

/// Whoever takes longer than this for a piece has gone.
const PATIENCE: Duration = Duration::from_secs(30);
const PIECE: usize = 64 * 1024;
/// Pieces that wait for a reader.
const AHEAD: usize = 4;

/// Sends a file piece by piece, so that a scan of a gigabyte costs no memory. While it waits for its reader it holds no
/// thread, and who takes nothing does not keep it open.
fn stream(mut bytes: impl Read + Send + 'static, patience: Duration) -> Body {
    let (send, receive) = mpsc::channel(AHEAD);
    tokio::spawn(async move {
        loop {
            let read = tokio::task::spawn_blocking(move || {
                let mut piece = Vec::with_capacity(PIECE);
                let read = bytes.by_ref().take(PIECE as u64).read_to_end(&mut piece);
                (bytes, read.map(|_| piece))
            });
            let piece = match read.await {
                Ok((rest, Ok(piece))) => {
                    bytes = rest;
                    piece
                }
                Ok((_, Err(error))) => return tracing::warn!(%error, "a file broke off"),
                Err(error) => return tracing::warn!(%error, "a file broke off"),
            };
            let is_end = piece.is_empty();
            let sent = tokio::time::timeout(patience, send.send(piece)).await;
            if is_end || !matches!(sent, Ok(Ok(()))) {
                return;
            }
        }
    });
    Body::from_stream(Pieces { receive, ended: false })
}

/// Writes and sends at the same time.
fn write_out(writing: Writing) -> Body {
    let (send, receive) = mpsc::channel(AHEAD);
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let mut pieces = PieceWriter { piece: Vec::with_capacity(PIECE), send, runtime };
        let written = (writing.write)(&mut pieces).map_err(|error| error.to_string());
        let written = written.and_then(|_| pieces.end().map_err(|error| error.to_string()));
        if let Err(cause) = written {
            tracing::warn!(cause, "an answer broke off");
        }
        drop(writing.turn);
    });
    Body::from_stream(Pieces { receive, ended: false })
}

struct PieceWriter {
    piece: Vec<u8>,
    send: mpsc::Sender<Vec<u8>>,
    runtime: tokio::runtime::Handle,
}

impl PieceWriter {
    fn give(&mut self, piece: Vec<u8>) -> std::io::Result<()> {
        let sent = tokio::time::timeout(PATIENCE, self.send.send(piece));
        match self.runtime.block_on(sent) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(std::io::Error::other("the reader went away")),
        }
    }
    fn end(&mut self) -> std::io::Result<()> {
        self.flush()?;
        self.give(Vec::new())
    }
}

impl Write for PieceWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.give(piece)
    }
}

/// Pieces as they come, up to an empty one. When that does not come, the connection is broken off, so that nobody takes
/// a part for the whole.
struct Pieces {
    receive: mpsc::Receiver<Vec<u8>>,
    ended: bool,
}

impl futures::Stream for Pieces {
    type Item = std::io::Result<Vec<u8>>;
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let piece = std::task::ready!(self.receive.poll_recv(context));
        self.ended = piece.as_ref().is_none_or(Vec::is_empty);
        Poll::Ready(match piece {
            Some(_) if self.ended => None,
            Some(piece) => Some(Ok(piece)),
            None => Some(Err(std::io::Error::other("broken off"))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;
    use std::sync::Arc;

    /// Nothing waits so long unless something is wrong.
    const LONG: Duration = Duration::from_secs(20);

    /// A file without end, of which can be told whether it is still open.
    struct Endless(#[expect(dead_code, reason = "it is dropped with the file")] Arc<()>);

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            Ok(buffer.len())
        }
    }

    async fn is_closed(open: &Arc<()>) {
        let closed = async {
            while Arc::strong_count(open) > 1 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(LONG, closed).await.expect("the file is closed");
    }

    #[tokio::test]
    async fn a_file_of_which_nobody_takes_a_piece_is_closed_and_broken_off() {
        let open = Arc::new(());
        let body = stream(Endless(Arc::clone(&open)), Duration::from_millis(20));
        is_closed(&open).await;
        let taken = tokio::time::timeout(LONG, body.collect()).await.expect("it ends");
        assert!(taken.is_err(), "a part is not taken for the whole");
    }

    #[tokio::test]
    async fn a_file_whose_reader_has_gone_is_closed_at_once() {
        let open = Arc::new(());
        drop(stream(Endless(Arc::clone(&open)), LONG * 10));
        is_closed(&open).await;
    }

    #[tokio::test]
    async fn a_file_arrives_whole_whether_it_fills_its_pieces_or_not() {
        for size in [0, 1, PIECE, 10 * PIECE, 10 * PIECE + 1] {
            let file: Vec<u8> = (0..size).map(|byte| (byte % 251) as u8).collect();
            let taken = stream(std::io::Cursor::new(file.clone()), LONG).collect().await.unwrap();
            assert!(taken.to_bytes() == file, "{size} bytes");
        }
    }

    #[tokio::test]
    async fn what_could_not_be_written_to_its_end_is_broken_off() {
        let whole = Writing { write: Box::new(|to| Ok(to.write(b"all").map(|_| 1)?)), turn: None };
        assert_eq!(write_out(whole).collect().await.unwrap().to_bytes(), "all");
        let part = Writing {
            write: Box::new(|to| {
                to.write_all(b"some")?;
                Err(std::io::Error::other("no more").into())
            }),
            turn: None,
        };
        assert!(write_out(part).collect().await.is_err());
    }
}
