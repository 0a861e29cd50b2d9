//! Listings over loopback, ours beside what one writes by hand, from a server on a thread of its own.
//!
//! Where a request takes 20 ms, what counts is how many are sent and what is done meanwhile, not the processor.
#![allow(clippy::expect_used, reason = "a benchmark that can't run stops")]

mod accounts;
mod by_hand;
mod loopback;

use std::time::Duration;

use accounts::{client, count, listing};
use criterion::{Criterion, criterion_group, criterion_main};
use futures_util::{StreamExt, stream};
use tokio::runtime::{Builder, Runtime};
use tokio::time::sleep;

const ROUND_TRIP: Duration = Duration::from_millis(20);
/// What the caller does with each page, where it does anything.
const WORK: Duration = Duration::from_millis(20);

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = at_once, with_defaults, overlap, fan_out, first_item
}
criterion_main!(benches);

/// 10,000 items from a server that answers at once: the processor's part.
fn at_once(criterion: &mut Criterion) {
    let (runtime, url) = (runtime(), server(10_000, Duration::ZERO));
    let (client, http) = (client(&url), reqwest::Client::new());
    let mut group = criterion.benchmark_group("at once");
    group.bench_function("ours", |bencher| {
        bencher.iter(|| runtime.block_on(count(listing(&client).items())));
    });
    group.bench_function("by hand", |bencher| {
        let first = by_hand::first(&url, "?PageSize=1000");
        bencher.iter(|| runtime.block_on(by_hand::count(&http, first.clone())));
    });
    group.finish();
}

/// 10,000 items at 20 ms a request with nothing set: the API gives 50 a page to who does not ask for more.
fn with_defaults(criterion: &mut Criterion) {
    let (runtime, url) = (runtime(), server(10_000, ROUND_TRIP));
    let (client, http) = (client(&url), reqwest::Client::new());
    let mut group = criterion.benchmark_group("with defaults");
    group.bench_function("ours", |bencher| {
        bencher.iter(|| runtime.block_on(count(listing(&client).items())));
    });
    group.bench_function("one round trip", |bencher| {
        let first = by_hand::first(&url, "?PageSize=1000");
        bencher.iter(|| {
            runtime
                .block_on(by_hand::body(&http, &first))
                .expect("a page")
        });
    });
    group.bench_function("by hand", |bencher| {
        let first = by_hand::first(&url, "");
        bencher.iter(|| runtime.block_on(by_hand::count(&http, first.clone())));
    });
    group.finish();
}

/// 20 pages at 20 ms a request, and 20 ms of work with each.
fn overlap(criterion: &mut Criterion) {
    let (runtime, url) = (runtime(), server(1000, ROUND_TRIP));
    let (client, http) = (client(&url), reqwest::Client::new());
    let mut group = criterion.benchmark_group("overlap");
    group.bench_function("ours", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let mut pages = listing(&client).page_size(50).pages();
                while let Some(page) = pages.next().await {
                    page.expect("a page");
                    sleep(WORK).await;
                }
            });
        });
    });
    group.bench_function("by hand", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let mut next = Some(by_hand::first(&url, "?PageSize=50"));
                while let Some(url) = next {
                    let page = by_hand::page(&http, &url).await.expect("a page");
                    sleep(WORK).await;
                    next = page.meta.next_page_url;
                }
            });
        });
    });
    group.finish();
}

/// 1,000 listings of one page of 20 items at 20 ms each, 64 at a time.
fn fan_out(criterion: &mut Criterion) {
    let (runtime, url) = (runtime(), server(20, ROUND_TRIP));
    let (client, http) = (client(&url), reqwest::Client::new());
    let mut group = criterion.benchmark_group("fan-out");
    group.bench_function("ours", |bencher| {
        bencher.iter(|| {
            runtime.block_on(
                stream::iter(0..1000)
                    .map(|_| count(listing(&client).items()))
                    .buffer_unordered(64)
                    .for_each(async |items| assert_eq!(items, 20)),
            );
        });
    });
    group.bench_function("by hand", |bencher| {
        let first = by_hand::first(&url, "?PageSize=1000");
        bencher.iter(|| {
            runtime.block_on(
                stream::iter(0..1000)
                    .map(|_| by_hand::count(&http, first.clone()))
                    .buffer_unordered(64)
                    .for_each(async |items| assert_eq!(items, 20)),
            );
        });
    });
    group.finish();
}

/// The first of 10,000 items, from a page of 1,000 at 20 ms a request.
fn first_item(criterion: &mut Criterion) {
    let (runtime, url) = (runtime(), server(10_000, ROUND_TRIP));
    let (client, http) = (client(&url), reqwest::Client::new());
    let mut group = criterion.benchmark_group("first item");
    group.bench_function("ours", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let item = listing(&client).items().next().await;
                item.expect("an item").expect("an item");
            });
        });
    });
    group.bench_function("by hand", |bencher| {
        let first = by_hand::first(&url, "?PageSize=1000");
        bencher.iter(|| {
            let page = runtime.block_on(by_hand::page(&http, &first));
            page.expect("a page").interactions.into_iter().next()
        });
    });
    group.finish();
}

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

fn server(items: usize, wait: Duration) -> String {
    loopback::start(items, wait).expect("a server")
}
