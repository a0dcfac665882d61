//! The connections of the server: how many there may be, and how long one may take to say what it wants.
//!
//! Not what is answered: that is the router's. Whoever opens connections and says nothing, or says it a letter at a time,
//! must cost others nothing: a head that does not come is given up, and when there are as many connections as may be, the
//! one that has been silent longest gives its place to the newcomer.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// What a server bears.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Connections at once. Each takes a descriptor, of which a process often has no more than 1,024.
    pub(crate) most: usize,
    /// How long the head of a request may take, and how long a connection may lie idle before the next.
    pub(crate) head: Duration,
    /// How long answers under way may take when the server is told to stop.
    pub(crate) farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { most: 512, head: Duration::from_secs(10), farewell: Duration::from_secs(10) }
    }
}

/// Answers connections until `stop` comes; then what was begun is ended, and nothing begun.
pub(crate) async fn answer(listener: TcpListener, router: Router, limits: Limits, stop: impl Future) {
    let open = Arc::new(Open { most: limits.most, held: Mutex::default() });
    let (stopping, told) = watch::channel(());
    let mut under_way = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut stop => break,
        };
        while under_way.try_join_next().is_some() {}
        match accepted {
            Ok((stream, _)) => {
                under_way.spawn(answer_one(stream, router.clone(), limits, open.begin(), told.clone()));
            }
            // Without descriptors left, say; asking again at once would be answered the same.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    drop(listener);
    drop(stopping);
    let ended = async { while under_way.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(limits.farewell, ended).await;
}

async fn answer_one(
    stream: TcpStream,
    router: Router,
    limits: Limits,
    place: Place,
    mut told: watch::Receiver<()>,
) {
    // Nobody should wait until small answers fill a packet.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request: Request<Incoming>| {
        place.sign_of_life();
        let (router, place) = (router.clone(), place.clone());
        async move {
            let answer = router.oneshot(request.map(Body::new)).await?;
            Ok::<Response<Body>, Infallible>(answer.map(|body| Body::new(Watched { body, place })))
        }
    });
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(limits.head);
    let mut connection = pin!(protocol.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // How a connection ended is its other end's business.
        _ = connection.as_mut() => {}
        () = place.given_up.notified() => {}
        _ = told.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
    place.leave();
}

/// The connections that are open.
struct Open {
    most: usize,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    last: u64,
    /// By its number: when something was last heard of a connection, and the bell that takes its place away.
    connections: HashMap<u64, (Instant, Arc<Notify>)>,
}

impl Open {
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a new connection, if need be that of the one that has been silent longest.
    fn begin(self: &Arc<Self>) -> Place {
        let mut held = self.lock();
        if held.connections.len() >= self.most {
            let silent = held.connections.iter().min_by_key(|(_, (heard, _))| *heard);
            if let Some(number) = silent.map(|(number, _)| *number)
                && let Some((_, bell)) = held.connections.remove(&number)
            {
                bell.notify_one();
            }
        }
        held.last += 1;
        let (number, given_up) = (held.last, Arc::new(Notify::new()));
        held.connections.insert(number, (Instant::now(), Arc::clone(&given_up)));
        Place { open: Arc::clone(self), number, given_up }
    }
}

/// The place of one connection among those that are open.
#[derive(Clone)]
struct Place {
    open: Arc<Open>,
    number: u64,
    given_up: Arc<Notify>,
}

impl Place {
    fn sign_of_life(&self) {
        if let Some((heard, _)) = self.open.lock().connections.get_mut(&self.number) {
            *heard = Instant::now();
        }
    }
    fn leave(&self) {
        self.open.lock().connections.remove(&self.number);
    }
}

/// The body of an answer; each piece that is asked for is a sign that somebody reads.
struct Watched {
    body: Body,
    place: Place,
}

impl hyper::body::Body for Watched {
    type Data = <Body as hyper::body::Body>::Data;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        self.place.sign_of_life();
        Pin::new(&mut self.body).poll_frame(context)
    }
    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }
    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::net::SocketAddr;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    /// Long enough for a loaded machine; nothing waits for it unless something is wrong.
    const LONG: Duration = Duration::from_secs(20);

    struct Serving {
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        served: tokio::task::JoinHandle<()>,
    }

    async fn serving(most: usize, head: Duration) -> Serving {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let limits = Limits { most, head, farewell: LONG };
        let router = Router::new().route("/", get(|| async { "yes" }));
        let served = tokio::spawn(answer(listener, router, limits, stopped));
        Serving { address, stop, served }
    }

    impl Serving {
        async fn say(&self, words: &str) -> TcpStream {
            let mut stream = TcpStream::connect(self.address).await.unwrap();
            stream.write_all(words.as_bytes()).await.unwrap();
            stream
        }
    }

    /// Everything that still comes, up to the end of the connection.
    async fn rest(mut stream: TcpStream) -> String {
        let mut words = Vec::new();
        // A connection may also end by being reset.
        let _ = tokio::time::timeout(LONG, stream.read_to_end(&mut words)).await.expect("it ends");
        String::from_utf8(words).unwrap()
    }

    const ASKED: &str = "GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";

    #[tokio::test]
    async fn a_head_that_does_not_come_is_given_up() {
        let serving = serving(8, Duration::from_millis(100)).await;
        let slow = serving.say("GET / HTTP/1.1\r\nHost: he").await;
        let silent = serving.say("").await;
        assert!(!rest(slow).await.contains("yes"));
        assert_eq!(rest(silent).await, "");
        assert!(rest(serving.say(ASKED).await).await.ends_with("yes"));
    }

    #[tokio::test]
    async fn a_connection_that_lies_idle_after_an_answer_is_given_up() {
        let serving = serving(8, Duration::from_millis(100)).await;
        let kept = serving.say("GET / HTTP/1.1\r\nHost: here\r\n\r\n").await;
        assert!(rest(kept).await.ends_with("yes"));
    }

    #[tokio::test]
    async fn who_says_nothing_makes_room_for_who_asks() {
        let serving = serving(4, LONG * 10).await;
        let mut silent = Vec::new();
        for _ in 0..40 {
            silent.push(serving.say("GET / HTTP/1.1\r\nHo").await);
        }
        assert!(rest(serving.say(ASKED).await).await.ends_with("yes"));
        assert_eq!(rest(silent.remove(0)).await, "", "the first of the silent has lost its place");
        // The last of them may still end what they began.
        let mut last = silent.pop().unwrap();
        last.write_all(b"st: here\r\nConnection: close\r\n\r\n").await.unwrap();
        assert!(rest(last).await.ends_with("yes"));
    }

    #[tokio::test]
    async fn told_to_stop_it_ends_what_was_begun_and_closes_what_is_idle() {
        let serving = serving(4, LONG * 10).await;
        let mut kept = serving.say("GET / HTTP/1.1\r\nHost: here\r\n\r\n").await;
        let mut answer = [0; 1];
        kept.read_exact(&mut answer).await.unwrap();
        serving.stop.send(()).unwrap();
        tokio::time::timeout(LONG, serving.served).await.unwrap().unwrap();
        assert!(rest(kept).await.ends_with("yes"));
    }
}
