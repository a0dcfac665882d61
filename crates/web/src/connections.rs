//! The connections of the server: how many there may be, and how long one may take to say what it wants.
//!
//! Not what is answered: that is the router's. Whoever opens connections and says nothing, or says it a letter at a time,
//! must cost others nothing: a head that does not come is given up, and when there are as many connections as may be, or
//! no descriptors are left, the one that has been silent longest gives its place to the newcomer. Who is being answered
//! is not silent.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::HashMap;
use std::convert::Infallible;
use std::io::ErrorKind;
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
    /// Connections at once. Each takes a descriptor and, when a file is sent, another; a process often has no more than
    /// 1,024 of them, and a fourth of those is for the catalogue and the index.
    pub(crate) most: usize,
    /// How long the head of a request may take, and how long a connection may lie idle before the next.
    pub(crate) head: Duration,
    /// How long answers under way may take when the server is told to stop.
    pub(crate) farewell: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { most: 384, head: Duration::from_secs(10), farewell: Duration::from_secs(10) }
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
            // Who was waiting has gone away again.
            Err(error)
                if matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset) => {}
            // No descriptors are left, say: some must come free before it is worth asking again.
            Err(_) => {
                open.lock().make_room();
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
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
        let (router, under_way) = (router.clone(), UnderWay::begin(&place));
        async move {
            let answer = router.oneshot(request.map(Body::new)).await?;
            Ok::<Response<Body>, Infallible>(answer.map(|body| Body::new(Watched { body, under_way })))
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
    /// By its number.
    connections: HashMap<u64, Connection>,
}

/// What is known of one connection.
struct Connection {
    /// When something was last heard of it.
    heard: Instant,
    /// Answers to it that are worked out or sent.
    answers: usize,
    /// Takes its place away.
    bell: Arc<Notify>,
}

/// One of so many places is for those who have not said yet what they want, however many are being answered: else one
/// newcomer would drive out the other before it has said a word.
const SHARE_OF_NEWCOMERS: usize = 8;

impl Held {
    /// Takes its place from the connection that has been silent longest: from one that is being answered only where
    /// hardly any other is left.
    fn make_room(&mut self) {
        let idle = self.connections.values().filter(|connection| connection.answers == 0).count();
        let spare_busy = idle > self.connections.len() / SHARE_OF_NEWCOMERS;
        let order = |connection: &Connection| (spare_busy && connection.answers > 0, connection.heard);
        let silent = self.connections.iter().min_by_key(|(_, connection)| order(connection));
        if let Some(number) = silent.map(|(number, _)| *number)
            && let Some(connection) = self.connections.remove(&number)
        {
            connection.bell.notify_one();
        }
    }
}

impl Open {
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a new connection, if need be that of another.
    fn begin(self: &Arc<Self>) -> Place {
        let mut held = self.lock();
        if held.connections.len() >= self.most {
            held.make_room();
        }
        held.last += 1;
        let (number, given_up) = (held.last, Arc::new(Notify::new()));
        let connection = Connection { heard: Instant::now(), answers: 0, bell: Arc::clone(&given_up) };
        held.connections.insert(number, connection);
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
    /// Notes that something was heard, and what else is to be noted.
    fn heard(&self, note: impl FnOnce(&mut Connection)) {
        if let Some(connection) = self.open.lock().connections.get_mut(&self.number) {
            connection.heard = Instant::now();
            note(connection);
        }
    }
    fn leave(&self) {
        self.open.lock().connections.remove(&self.number);
    }
}

/// An answer from when it is asked for until it is sent or given up.
struct UnderWay(Place);

impl UnderWay {
    fn begin(place: &Place) -> Self {
        place.heard(|connection| connection.answers += 1);
        Self(place.clone())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.heard(|connection| connection.answers -= 1);
    }
}

/// The body of an answer; each piece that is asked for is a sign that somebody reads.
struct Watched {
    body: Body,
    under_way: UnderWay,
}

impl hyper::body::Body for Watched {
    type Data = <Body as hyper::body::Body>::Data;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        self.under_way.0.heard(|_| {});
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
    use tokio::sync::{Semaphore, oneshot};

    /// Long enough for a loaded machine; nothing waits for it unless something is wrong.
    const LONG: Duration = Duration::from_secs(20);

    struct Serving {
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        served: tokio::task::JoinHandle<()>,
        /// Slow answers that were begun, and those that may end.
        begun: Arc<Semaphore>,
        ready: Arc<Semaphore>,
    }

    async fn serving(most: usize, head: Duration) -> Serving {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let limits = Limits { most, head, farewell: LONG };
        let (begun, ready) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
        let both = (Arc::clone(&begun), Arc::clone(&ready));
        let slow = || async move {
            both.0.add_permits(1);
            both.1.acquire().await.unwrap().forget();
            "at last"
        };
        let router = Router::new().route("/", get(|| async { "yes" })).route("/slow", get(slow));
        let served = tokio::spawn(answer(listener, router, limits, stopped));
        Serving { address, stop, served, begun, ready }
    }

    impl Serving {
        async fn say(&self, words: &str) -> TcpStream {
            let mut stream = TcpStream::connect(self.address).await.unwrap();
            stream.write_all(words.as_bytes()).await.unwrap();
            stream
        }
        /// Asks for what takes until it is told to be ready, and returns when that was begun.
        async fn ask_slow(&self) -> TcpStream {
            let stream = self.say(&ASKED.replacen("/ ", "/slow ", 1)).await;
            tokio::time::timeout(LONG, self.begun.acquire()).await.expect("it begins").unwrap().forget();
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
    async fn who_waits_for_an_answer_keeps_its_place_however_many_newcomers_say_nothing() {
        let serving = serving(4, LONG * 10).await;
        let slow = serving.ask_slow().await;
        let mut silent = Vec::new();
        for _ in 0..40 {
            silent.push(serving.say("GET / HTTP/1.1\r\nHo").await);
        }
        assert_eq!(rest(silent.remove(0)).await, "", "the first of the silent has lost its place");
        serving.ready.add_permits(1);
        assert!(rest(slow).await.ends_with("at last"));
    }

    #[tokio::test]
    async fn where_everybody_is_being_answered_the_longest_silent_makes_room_and_newcomers_spare_each_other()
    {
        let serving = serving(16, LONG * 10).await;
        let mut slow = Vec::new();
        for _ in 0..16 {
            slow.push(serving.ask_slow().await);
        }
        let mut newcomer = serving.say("GET / HTTP/1.1\r\nHo").await;
        assert_eq!(rest(slow.remove(0)).await, "", "the first has lost its place");
        let _another = serving.say("").await;
        assert_eq!(rest(slow.remove(0)).await, "", "the second has lost its place");
        newcomer.write_all(b"st: here\r\nConnection: close\r\n\r\n").await.unwrap();
        assert!(rest(newcomer).await.ends_with("yes"));
        serving.ready.add_permits(slow.len());
        for slow in slow {
            assert!(rest(slow).await.ends_with("at last"));
        }
    }

    #[tokio::test]
    async fn who_has_been_answered_is_idle_again() {
        let serving = serving(4, LONG * 10).await;
        let mut kept = serving.say("GET / HTTP/1.1\r\nHost: here\r\n\r\n").await;
        kept.read_exact(&mut [0; 1]).await.unwrap();
        let slow = serving.ask_slow().await;
        let _silent = [serving.say("").await, serving.say("").await, serving.say("").await];
        assert!(rest(kept).await.ends_with("yes"), "it makes room");
        serving.ready.add_permits(1);
        assert!(rest(slow).await.ends_with("at last"));
    }

    /// Runs itself again in a process that may open few files: here all other tests would feel it.
    #[cfg(unix)]
    #[test]
    fn without_descriptors_left_the_longest_silent_makes_room() {
        const NAME: &str = "connections::tests::without_descriptors_left_the_longest_silent_makes_room";
        const FEW: &str = "FONDS_TEST_WITH_FEW_FILES";
        if std::env::var_os(FEW).is_some() {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            return runtime.block_on(answer_without_descriptors());
        }
        let again = std::process::Command::new("sh")
            .args(["-c", "ulimit -n 64 && exec \"$0\" --exact \"$1\""])
            .arg(std::env::current_exe().unwrap())
            .args([NAME])
            .env(FEW, "1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&again.stdout);
        assert!(again.status.success() && said.contains("1 passed"), "{said}");
    }

    #[cfg(unix)]
    async fn answer_without_descriptors() {
        let serving = serving(512, LONG * 10).await;
        let mut files: Vec<_> = std::iter::from_fn(|| std::fs::File::open("/dev/null").ok()).collect();
        assert!(files.len() < 64, "few files may be open");
        // Both ends of four connections, and one end of a fifth.
        files.truncate(files.len() - 9);
        let slow = serving.ask_slow().await;
        let mut kept = Vec::new();
        for _ in 0..3 {
            let mut stream = serving.say("GET / HTTP/1.1\r\nHost: here\r\n\r\n").await;
            stream.read_exact(&mut [0; 1]).await.unwrap();
            kept.push(stream);
        }
        assert!(std::fs::File::open("/dev/null").is_ok(), "one is left");
        assert!(rest(serving.say(ASKED).await).await.ends_with("yes"));
        assert!(rest(kept.remove(0)).await.ends_with("yes"), "the first has lost its place");
        serving.ready.add_permits(1);
        assert!(rest(slow).await.ends_with("at last"));
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
