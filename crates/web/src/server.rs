//! Listening, and the keeper beside it: a thread that brings the index up to the log and lifts embargoes.
//!
//! Not the routes. The server answers what it can at once; the keeper never holds a request up.

use crate::connections::{Limits, answer};
use crate::routes::router;
use crate::site::{Clock, Site};
use fonds_archive::indexing::{Effort, catch_up, lift_embargoes, rows_behind};
use fonds_archive::{Archive, ChangeNote};
use fonds_model::Day;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tower_http::timeout::TimeoutLayer;

/// Why the server could not go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The operating system refused.
    #[error("the server could not be started: {0}")]
    Io(#[from] std::io::Error),
}

/// How long a handler may take; nothing of ours comes near it.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often the keeper looks at the log.
const LOOK: Duration = Duration::from_millis(500);
/// Completion, which is sorted anew, is brought up at every so many looks.
const LOOKS_OF_COMPLETION: u64 = 20;

/// Serves the archive on a listening socket until the process is told to stop.
pub fn serve(archive: Archive, listener: TcpListener) -> Result<(), ServeError> {
    listener.set_nonblocking(true)?;
    let clock: Clock = Arc::new(today);
    let stop = Arc::new(AtomicBool::new(false));
    let keepers = [keep as fn(&Archive, &AtomicBool), keep_up].map(|keep| {
        let (archive, stop) = (archive.clone(), Arc::clone(&stop));
        std::thread::spawn(move || keep(&archive, &stop))
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let slow = axum::http::StatusCode::SERVICE_UNAVAILABLE;
        let router = router(Site::new(archive, clock)).layer(TimeoutLayer::with_status_code(slow, PATIENCE));
        answer(listener, router, Limits::default(), told_to_stop()).await;
        Ok::<(), std::io::Error>(())
    });
    stop.store(true, Ordering::Relaxed);
    runtime.shutdown_timeout(Duration::from_secs(5));
    // The keepers look at the flag between two steps; what they had not done is done at the next start.
    for keeper in keepers {
        let _ = keeper.join();
    }
    Ok(served?)
}

/// The day in UTC.
fn today() -> Day {
    let date = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let (year, month, day) = (i64::from(date.year()), date.month() as u32, date.day() as u32);
    // Invariant: the clock's library gives days that are.
    Day::from_year_month_day(year, month, day).unwrap_or(Day::from_number(0))
}

async fn told_to_stop() {
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

/// Opens again what another process has written, and nothing else: whatever takes long is another's business.
fn keep_up(archive: &Archive, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        if let Err(error) = fonds_archive::keeping_up::keep_up(archive) {
            tracing::error!(%error, "the index and the names could not be read again");
        }
        std::thread::sleep(LOOK);
    }
}

/// Lifts embargoes, brings the index up to the log where nobody else does, and sorts anew what completes.
fn keep(archive: &Archive, stop: &AtomicBool) {
    let mut lifted_on = None;
    let mut looks = 0_u64;
    while !stop.load(Ordering::Relaxed) {
        let day = today();
        if lifted_on != Some(day) {
            let at = jiff::Timestamp::now().to_string();
            let note = ChangeNote { at, actor: "fonds serve".into(), reason: "the embargo has ended".into() };
            match lift_embargoes(archive, &note, day) {
                Ok(_) => lifted_on = Some(day),
                Err(error) => tracing::error!(%error, "embargoes could not be lifted"),
            }
        }
        // So that whoever types does not wait for it. Where it fails, she is told.
        if looks.is_multiple_of(LOOKS_OF_COMPLETION) {
            let _ = fonds_archive::complete::prepare(archive, day);
        }
        looks += 1;
        if rows_behind(archive).is_ok_and(|rows| rows > 0)
            && let Err(error) = catch_up(archive, day, Effort::BESIDE_READERS)
        {
            tracing::error!(%error, "the index could not follow");
        }
        std::thread::sleep(LOOK);
    }
}
