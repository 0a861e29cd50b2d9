use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::line::{Breaker, Line};

/// How many connections may be open at once. Others wait until one of them is closed.
pub(crate) const MAX_CONNECTIONS: usize = 1000;
/// How long the head of a request may take, from the connection's start or the response before.
const HEAD_TIME: Duration = Duration::from_secs(20);
/// The size of a connection's buffer, which the head of a request must fit into.
const BUFFER_BYTES: usize = 32 << 10;

/// Serves connections until `stopped` completes, and then those responses that have been started.
///
/// `axum::serve` has no time limit for the head of a request and no limit on connections.
pub(crate) async fn serve(
    mut listener: TcpListener,
    router: Router,
    max_connections: usize,
    stopped: impl Future,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_header_size(BUFFER_BYTES)
        .max_buf_size(BUFFER_BYTES);
    let permits = Arc::new(Semaphore::new(max_connections));
    let connections = GracefulShutdown::new();
    let mut stopped = pin!(stopped);
    loop {
        let (stream, permit) = tokio::select! {
            accepted = accept(&mut listener, &permits) => accepted,
            _ = &mut stopped => break,
        };
        let breaker = Breaker::default();
        let io = TokioIo::new(Line::new(stream, breaker.clone()));
        let service = TowerToHyperService::new(router.clone().layer(Extension(breaker)));
        let connection = connections.watch(http.serve_connection(io, service));
        tokio::spawn(async move {
            // A connection that breaks concerns its client alone.
            let _ = connection.await;
            drop(permit);
        });
    }
    drop(listener);
    connections.shutdown().await;
}

/// Waits for a permit first, so that a connection that is not served waits in the system's queue.
async fn accept(
    listener: &mut TcpListener,
    permits: &Arc<Semaphore>,
) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // `acquire_owned` fails only if the semaphore is closed, which it never is.
    let permit = Arc::clone(permits).acquire_owned().await.ok();
    // axum's `accept` retries after errors, such as too many open files.
    let (stream, _) = Listener::accept(listener).await;
    (stream, permit)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::future::pending;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_connection_beyond_the_limit_waits_until_another_is_closed() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(serve(listener, Router::new(), 1, pending::<()>()));
        let start = Instant::now();
        let _idle = TcpStream::connect(address).await.unwrap();
        let mut second = TcpStream::connect(address).await.unwrap();
        second
            .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
            .await
            .unwrap();
        let mut status = [0; 12];
        second.read_exact(&mut status).await.unwrap();
        assert_eq!(&status, b"HTTP/1.1 404");
        assert!(start.elapsed() >= HEAD_TIME);
        server.abort();
    }
}
