//! Connections that were idle: for how long they are used again, and what happens if they are dead.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use twilio_proxy::{Client, Credentials};

use crate::support::clock::Clock;
use crate::support::fixtures::{ACCOUNT, TOKEN, builder, drain, listing, page, quick, record};
use crate::support::response::Answer;
use crate::support::server::Server;

#[tokio::test]
async fn a_connection_that_was_idle_for_a_minute_is_not_used_again() {
    let clock = Clock::stop();
    let server = Server::scripted([Answer::json(&page(vec![record(0)], None))]).await;
    let client = builder(&server).build().unwrap();
    assert_eq!(drain(listing(&client).items()).await.len(), 1);
    for (idle, connections) in [(30, 1), (59, 2)] {
        // In steps, so that a connection that is closed for its age is closed before the next request.
        for _ in 0..idle {
            tokio::time::advance(Duration::from_secs(1)).await;
            tokio::task::yield_now().await;
        }
        assert_eq!(drain(listing(&client).items()).await.len(), 1);
        assert_eq!(server.connections(), connections, "idle for {idle} s");
    }
    drop(clock);
}

/// Serves the first request of each of the first `dead` connections, once all of them have one, and nothing more on them.
struct Mortal {
    dead: usize,
    all: Barrier,
    connections: AtomicUsize,
}

impl Mortal {
    async fn listen(dead: usize) -> (Arc<Self>, String) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Arc::new(Self {
            dead,
            all: Barrier::new(dead),
            connections: AtomicUsize::new(0),
        });
        let accepting = Arc::clone(&server);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let number = accepting.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(Arc::clone(&accepting).converse(stream, number));
            }
        });
        (server, url)
    }

    async fn converse(
        self: Arc<Self>,
        mut stream: TcpStream,
        number: usize,
    ) -> std::io::Result<()> {
        let mut head = Vec::new();
        let mut served = 0;
        while stream.read_buf(&mut head).await? > 0 {
            if !head.ends_with(b"\r\n\r\n") {
                continue;
            }
            head.clear();
            if number < self.dead {
                if served > 0 {
                    continue;
                }
                self.all.wait().await;
            }
            served += 1;
            let answer = Answer::json(&page(vec![record(0)], None));
            stream.write_all(&answer.bytes).await?;
        }
        Ok(())
    }
}

#[tokio::test]
async fn after_a_time_out_the_retry_uses_a_new_connection() {
    for dead in [1, 2, 6] {
        let (server, url) = Mortal::listen(dead).await;
        let client = Client::builder()
            .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
            .base_url(url)
            .retry(quick())
            .request_timeout(Duration::from_millis(700))
            .build()
            .unwrap();
        let mut first: JoinSet<_> = (0..dead).map(|_| drain(listing(&client).items())).collect();
        while let Some(outcome) = first.join_next().await {
            assert_eq!(outcome.unwrap().len(), 1);
        }
        assert_eq!(server.connections.load(Ordering::SeqCst), dead);
        let outcome = drain(listing(&client).items()).await;
        assert!(matches!(outcome.as_slice(), [Ok(_)]), "{outcome:?}");
        assert_eq!(server.connections.load(Ordering::SeqCst), dead + 1);
        // The new connection is used again.
        let outcome = drain(listing(&client).items()).await;
        assert!(matches!(outcome.as_slice(), [Ok(_)]), "{outcome:?}");
        assert_eq!(server.connections.load(Ordering::SeqCst), dead + 1);
    }
}

/// The read time-out and the deadline end an attempt too.
#[tokio::test]
async fn each_kind_of_time_out_leaves_the_dead_connections_behind() {
    let builders = [
        |url: String| base(url).read_timeout(Duration::from_millis(700)),
        |url: String| base(url).retry(quick().deadline(Duration::from_millis(700))),
    ];
    for (with, errors) in builders.into_iter().zip([0, 1]) {
        let (server, url) = Mortal::listen(3).await;
        let client = with(url).build().unwrap();
        let mut first: JoinSet<_> = (0..3).map(|_| drain(listing(&client).items())).collect();
        while first.join_next().await.is_some() {}
        for _ in 0..errors {
            assert!(listing(&client).page().await.is_err());
        }
        assert!(listing(&client).page().await.is_ok());
        assert_eq!(server.connections.load(Ordering::SeqCst), 4);
    }
}

fn base(url: String) -> twilio_proxy::ClientBuilder {
    Client::builder()
        .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
        .base_url(url)
        .retry(quick())
}

/// The generation of connections is in no request.
#[tokio::test]
async fn a_request_on_a_new_connection_is_like_any_other() {
    let good = Answer::json(&page(vec![record(0)], None));
    let silent = Answer::raw("").then(crate::support::response::Then::Silence);
    let server = Server::scripted([silent, good]).await;
    let client = builder(&server).request_timeout(Duration::from_millis(700));
    let outcome = drain(listing(&client.build().unwrap()).items()).await;
    assert!(matches!(outcome.as_slice(), [Ok(_)]), "{outcome:?}");
    let [first, second] = server.requests().try_into().unwrap();
    assert_eq!(first.shown(), second.shown());
    assert_eq!(second.header("host"), Some(&*server.authority()));
    assert_eq!(first.headers, second.headers);
}
