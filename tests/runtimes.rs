//! Runtimes that lack something, and listings that are left while a request is under way.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use tokio::runtime::Builder;
use twilio_proxy::{Client, Credentials, ErrorKind, RetryPolicy};

use crate::sample::{ACCOUNT, TOKEN, builder, collection, drain, listing};
use crate::server::Server;

#[test]
fn a_runtime_without_timers_or_io_is_an_error_that_says_so() {
    let bare = || Builder::new_current_thread().build();
    let timers = || Builder::new_current_thread().enable_time().build();
    let io = || Builder::new_current_thread().enable_io().build();
    for runtime in [bare(), timers(), io()] {
        let client = Client::builder()
            .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
            .base_url("http://127.0.0.1:1")
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        let error = runtime
            .unwrap()
            .block_on(listing(&client).collect())
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
        assert!(error.message().contains("enable_all"), "{error}");
    }
}

#[tokio::test]
async fn a_listing_that_is_left_keeps_no_other_from_its_turn() {
    let server = Server::answering(collection(3)).await;
    let client = builder(&server).max_in_flight(1).build().unwrap();
    let mut left = listing(&client).items();
    let mut cx = Context::from_waker(Waker::noop());
    assert!(pin!(left.next()).as_mut().poll(&mut cx).is_pending());

    assert_eq!(drain(listing(&client).items()).await.len(), 3);
    assert_eq!(drain(left).await.len(), 3);
    assert_eq!(server.count(), 2);
}
