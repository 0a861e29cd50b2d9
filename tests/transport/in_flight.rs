//! How many requests are under way at once, as the server counts them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use twilio_proxy::{Client, Credentials};

use crate::support::fixtures::{ACCOUNT, TOKEN, link, listing, page, quick, records};
use crate::support::response::Answer;

const PAGES: usize = 5;

#[derive(Default)]
struct Load {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// Serves a listing of five pages of one record, and counts the requests that it has not answered yet.
async fn converse(mut stream: TcpStream, load: Arc<Load>) -> std::io::Result<()> {
    let mut head = Vec::new();
    while stream.read_buf(&mut head).await? > 0 {
        if !head.ends_with(b"\r\n\r\n") {
            continue;
        }
        let now = load.now.fetch_add(1, Ordering::SeqCst) + 1;
        load.most.fetch_max(now, Ordering::SeqCst);
        // All that could be sent meanwhile is.
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        let text = String::from_utf8_lossy(&head).into_owned();
        let at: usize = text.split_once("Page=").map_or(0, |(_, rest)| {
            rest.split(['&', ' ']).next().unwrap().parse().unwrap()
        });
        let next = (at + 1 < PAGES).then(|| link(at + 1, "PT"));
        let answer = Answer::json(&page(records(at..at + 1), next.as_deref()));
        head.clear();
        load.now.fetch_sub(1, Ordering::SeqCst);
        stream.write_all(&answer.bytes).await?;
    }
    Ok(())
}

async fn serve(load: Arc<Load>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, Arc::clone(&load)));
        }
    });
    url
}

#[tokio::test]
async fn the_bound_holds_across_clones_drops_and_aborted_tasks() {
    for bound in [1, 3] {
        let load = Arc::new(Load::default());
        let client = Client::builder()
            .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
            .base_url(serve(Arc::clone(&load)).await)
            .max_in_flight(bound)
            .retry(quick())
            .build()
            .unwrap();
        let tasks: Vec<_> = (0..60)
            .map(|number| {
                let list = listing(&client.clone()).page_size(1);
                tokio::spawn(async move {
                    if number % 3 == 0 {
                        // Left while the next page is under way.
                        return usize::from(list.items().next().await.unwrap().is_ok());
                    }
                    list.collect().await.unwrap().len()
                })
            })
            .collect();
        for task in tasks.iter().step_by(7) {
            task.abort();
        }
        for (number, task) in tasks.into_iter().enumerate() {
            match task.await {
                Ok(given) => assert_eq!(given, if number % 3 == 0 { 1 } else { PAGES }),
                Err(aborted) => assert!(aborted.is_cancelled()),
            }
        }
        // Every permit is back: one that is lost would keep this waiting.
        assert_eq!(listing(&client).collect().await.unwrap().len(), PAGES);
        assert_eq!(load.most.load(Ordering::SeqCst), bound);
    }
}
