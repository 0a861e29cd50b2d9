//! How many requests are under way at once, as the server counts them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::fixtures::{builder, link, listing, page, records};
use crate::support::response::Answer;
use crate::support::server::Server;

const PAGES: usize = 5;

#[derive(Default)]
struct Load {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// Serves a listing of five pages of one record, and counts the requests that it has not answered yet.
async fn serve(load: Arc<Load>) -> Server {
    Server::awaiting(move |_, request| {
        let load = Arc::clone(&load);
        async move {
            let now = load.now.fetch_add(1, Ordering::SeqCst) + 1;
            load.most.fetch_max(now, Ordering::SeqCst);
            // All that could be sent meanwhile is.
            for _ in 0..20 {
                tokio::task::yield_now().await;
            }
            let at = request.parameter("Page");
            let at: usize = at.map_or(0, |page| page.parse().unwrap());
            let next = (at + 1 < PAGES).then(|| link(at + 1, "PT"));
            load.now.fetch_sub(1, Ordering::SeqCst);
            Answer::json(&page(records(at..at + 1), next.as_deref()))
        }
    })
    .await
}

#[tokio::test]
async fn the_bound_holds_across_clones_drops_and_aborted_tasks() {
    for bound in [1, 3] {
        let load = Arc::new(Load::default());
        let server = serve(Arc::clone(&load)).await;
        let client = builder(&server).max_in_flight(bound).build().unwrap();
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
