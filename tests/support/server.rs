//! A server over raw TCP that sends scripted responses and records the requests that it receives.

use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::support::request::Request;
use crate::support::response::{Answer, Then};

/// The connections and requests so far.
#[derive(Debug, Default)]
struct Seen {
    connections: usize,
    requests: Vec<Request>,
}

type Pending = Pin<Box<dyn Future<Output = Answer> + Send>>;
type Handler = dyn Fn(usize, Request) -> Pending + Send + Sync;

/// Listens until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: std::net::SocketAddr,
    seen: watch::Sender<Seen>,
    listening: JoinHandle<()>,
}

impl Server {
    /// Responds with the result of a function of the request's number, from 0, and the request.
    pub async fn answering(
        handler: impl Fn(usize, &Request) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self::awaiting(move |number, request| ready(handler(number, &request))).await
    }

    /// Responds like [`Server::answering`], when the function's future is ready.
    pub async fn awaiting<F: Future<Output = Answer> + Send + 'static>(
        handler: impl Fn(usize, Request) -> F + Send + Sync + 'static,
    ) -> Self {
        let handler = move |number, request| Box::pin(handler(number, request)) as Pending;
        Self::start(Some(Arc::new(handler))).await
    }

    /// Sends these responses one after the other, and the last one from then on.
    pub async fn scripted(script: impl IntoIterator<Item = Answer>) -> Self {
        let script: Vec<_> = script.into_iter().collect();
        let last = script.len() - 1;
        Self::answering(move |number, _| script[number.min(last)].clone()).await
    }

    /// Closes each connection before a request is read.
    pub async fn closing() -> Self {
        Self::start(None).await
    }

    async fn start(handler: Option<Arc<Handler>>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = watch::Sender::new(Seen::default());
        let log = seen.clone();
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let connection = log.borrow().connections;
                log.send_modify(|seen| seen.connections += 1);
                if let Some(handler) = handler.clone() {
                    tokio::spawn(serve(stream, connection, handler, log.clone()));
                }
            }
        });
        Self {
            address,
            seen,
            listening,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    pub fn requests(&self) -> Vec<Request> {
        self.seen.borrow().requests.clone()
    }

    /// The number of requests so far.
    pub fn count(&self) -> usize {
        self.seen.borrow().requests.len()
    }

    pub fn connections(&self) -> usize {
        self.seen.borrow().connections
    }

    /// Waits until so many requests have come.
    pub async fn reached(&self, requests: usize) {
        let mut seen = self.seen.subscribe();
        let came = seen.wait_for(|seen| seen.requests.len() >= requests);
        // A bound for a request that never comes, so that the test fails in place of hanging.
        let waited = tokio::time::timeout(Duration::from_secs(20), came).await;
        assert!(waited.is_ok(), "request {requests} never came");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Reads requests and writes responses, until the client or a response ends the connection.
async fn serve(
    mut stream: TcpStream,
    connection: usize,
    handler: Arc<Handler>,
    seen: watch::Sender<Seen>,
) {
    let mut unread = Vec::new();
    while let Some(request) = read(&mut stream, &mut unread, connection).await {
        let mut number = 0;
        seen.send_modify(|seen| {
            number = seen.requests.len();
            seen.requests.push(request.clone());
        });
        if !write(&mut stream, handler(number, request).await).await {
            return;
        }
    }
}

/// Returns the next request, or nothing if the client has closed the connection.
async fn read(stream: &mut TcpStream, unread: &mut Vec<u8>, connection: usize) -> Option<Request> {
    let head = loop {
        if let Some(end) = unread.windows(4).position(|four| four == b"\r\n\r\n") {
            break unread.drain(..end + 4).collect::<Vec<_>>();
        }
        if stream.read_buf(unread).await.ok()? == 0 {
            return None;
        }
    };
    let mut request = Request::parse(&String::from_utf8_lossy(&head), connection);
    let length = request.header("content-length");
    let length = length.map_or(0, |length| length.parse().unwrap());
    while unread.len() < length {
        if stream.read_buf(unread).await.ok()? == 0 {
            return None;
        }
    }
    request.body = String::from_utf8(unread.drain(..length).collect()).ok()?;
    Some(request)
}

/// Writes the response, and returns whether the connection stays open for another request.
async fn write(stream: &mut TcpStream, answer: Answer) -> bool {
    // The client may close at any time: that is its right, and no matter here.
    let mut open = true;
    for piece in answer.bytes.chunks(answer.piece.max(1)) {
        open = open && stream.write_all(piece).await.is_ok();
        // Lets the client see the piece by itself, as a network would.
        tokio::task::yield_now().await;
    }
    match answer.then {
        Then::Keep => return open,
        Then::Close => {
            let _ = stream.shutdown().await;
        }
        Then::Reset => {
            let _ = stream.set_zero_linger();
        }
        Then::Silence => {
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
        }
        Then::Repeat => {
            while open {
                open = stream.write_all(&answer.again).await.is_ok();
            }
        }
        Then::Drip => {
            while open {
                tokio::time::sleep(Duration::from_millis(2)).await;
                open = stream.write_all(&answer.again).await.is_ok();
            }
        }
    }
    false
}
