//! Connections that were idle: for how long they are used again, and what happens if they are dead.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::support::clock::Clock;
use crate::support::fixtures::{builder, drain, listing, page, quick, record};
use crate::support::response::{Answer, Then};
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
async fn server_with_dead_connections(dead: usize) -> Server {
    let all = Arc::new(Barrier::new(dead));
    let served = Arc::new(Mutex::new(HashSet::new()));
    Server::awaiting(move |_, request| {
        let (all, connection) = (Arc::clone(&all), request.connection);
        let is_first = served.lock().unwrap().insert(connection);
        async move {
            if connection < dead {
                if !is_first {
                    return Answer::raw("").then(Then::Silence);
                }
                all.wait().await;
            }
            Answer::json(&page(vec![record(0)], None))
        }
    })
    .await
}

#[tokio::test]
async fn after_a_time_out_the_retry_uses_a_new_connection() {
    for dead in [1, 2, 6] {
        let server = server_with_dead_connections(dead).await;
        let client = builder(&server).request_timeout(Duration::from_millis(700));
        let client = client.build().unwrap();
        let mut first: JoinSet<_> = (0..dead).map(|_| drain(listing(&client).items())).collect();
        while let Some(outcome) = first.join_next().await {
            assert_eq!(outcome.unwrap().len(), 1);
        }
        assert_eq!(server.connections(), dead);
        let outcome = drain(listing(&client).items()).await;
        assert!(matches!(outcome.as_slice(), [Ok(_)]), "{outcome:?}");
        assert_eq!(server.connections(), dead + 1);
        // The new connection is used again.
        let outcome = drain(listing(&client).items()).await;
        assert!(matches!(outcome.as_slice(), [Ok(_)]), "{outcome:?}");
        assert_eq!(server.connections(), dead + 1);
    }
}

/// The read time-out and the deadline end an attempt too.
#[tokio::test]
async fn each_kind_of_time_out_leaves_the_dead_connections_behind() {
    let builders = [
        |server: &Server| builder(server).read_timeout(Duration::from_millis(700)),
        |server: &Server| builder(server).retry(quick().deadline(Duration::from_millis(700))),
    ];
    for (with, errors) in builders.into_iter().zip([0, 1]) {
        let server = server_with_dead_connections(3).await;
        let client = with(&server).build().unwrap();
        let mut first: JoinSet<_> = (0..3).map(|_| drain(listing(&client).items())).collect();
        while first.join_next().await.is_some() {}
        for _ in 0..errors {
            assert!(listing(&client).page().await.is_err());
        }
        assert!(listing(&client).page().await.is_ok());
        assert_eq!(server.connections(), 4);
    }
}

/// The generation of connections is in no request.
#[tokio::test]
async fn a_request_on_a_new_connection_is_like_any_other() {
    let good = Answer::json(&page(vec![record(0)], None));
    let silent = Answer::raw("").then(Then::Silence);
    let server = Server::scripted([silent, good]).await;
    let client = builder(&server).request_timeout(Duration::from_millis(700));
    let outcome = drain(listing(&client.build().unwrap()).items()).await;
    assert!(matches!(outcome.as_slice(), [Ok(_)]), "{outcome:?}");
    let [first, second] = server.requests().try_into().unwrap();
    assert_eq!(first.shown(), second.shown());
    assert_eq!(second.header("host"), Some(&*server.authority()));
    assert_eq!(first.headers, second.headers);
}
