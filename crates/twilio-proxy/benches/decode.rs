//! A page of 1,000 records as it lies in memory, to types: ours with SIDs checked, enums told and dates read, beside
//! plain strings.
#![allow(clippy::expect_used, reason = "a benchmark that can't run stops")]

mod accounts;
mod by_hand;
mod loopback;

use std::future::{Future, ready};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use reqwest::{Request, Response};
use tokio::runtime::Builder;
use twilio_proxy_client::{Client, Transport};

use accounts::{PARTICIPANT, SERVICE, SESSION};
use loopback::{Asked, Pages};

criterion_group!(benches, page);
criterion_main!(benches);

/// Answers every request with one page, so that nothing but its decoding is measured.
#[derive(Debug)]
struct Canned(Bytes);

impl Transport for Canned {
    fn execute<'a>(
        &'a self,
        _http: &'a reqwest::Client,
        _request: Request,
        _operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send + 'a>> {
        Box::pin(ready(Ok(http::Response::new(self.0.clone()).into())))
    }
}

fn page(criterion: &mut Criterion) {
    let pages = Pages::new(1000, Duration::ZERO, SocketAddr::from(([127, 0, 0, 1], 80)));
    let (page, page_size) = (0, 1000);
    let body = pages.body("", &Asked { page, page_size });
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    let transport = Arc::new(Canned(body.clone()));
    let client = Client::new_with_client("http://127.0.0.1", reqwest::Client::new(), transport);
    let mut group = criterion.benchmark_group("decode");
    group.throughput(Throughput::Elements(1000));
    group.bench_function("ours", |bencher| {
        bencher.iter(|| {
            let listing = client.list_message_interaction();
            let listing = listing.service_sid(SERVICE).session_sid(SESSION);
            runtime
                .block_on(listing.participant_sid(PARTICIPANT).send())
                .expect("a page")
        });
    });
    group.bench_function("by hand", |bencher| {
        bencher.iter(|| serde_json::from_slice::<by_hand::Page>(&body).expect("a page"));
    });
    group.finish();
}
