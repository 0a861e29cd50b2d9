//! Every fault of the table, by itself.

use std::time::Duration;

use twilio_proxy::{Client, Credentials, ErrorKind};

use crate::support::fault_table::all;
use crate::support::fixtures::{
    ACCOUNT, TOKEN, builder, collection, drain, kinds_of, listing, only_error, quick, sids, sids_of,
};
use crate::support::response::{Answer, Then};
use crate::support::server::Server;

#[tokio::test]
async fn each_fault_has_its_kind_and_its_number_of_requests() {
    let faults = all();
    assert!(faults.len() >= 40);
    let mut wrong = Vec::new();
    for (name, script, kind, requests) in faults {
        let server = Server::scripted(script).await;
        // A time limit is needed only where the fault is silence, and costs its time only there.
        let patience = match kind {
            Some(ErrorKind::Timeout) => Duration::from_millis(150),
            None => Duration::from_secs(2),
            _ => Duration::from_secs(20),
        };
        let client = builder(&server)
            .request_timeout(patience)
            .max_response_bytes(1 << 20)
            // Bounds the pauses after a 429 too.
            .retry(quick().max_delay(Duration::from_millis(10)))
            .build()
            .unwrap();
        let outcome = drain(listing(&client).items()).await;
        let expected: Vec<_> = kind.into_iter().collect();
        let items = if kind.is_some() { 0 } else { 3 };
        if kinds_of(&outcome) != expected || sids_of(&outcome) != sids(0..items) {
            wrong.push(format!("{name}: expected {kind:?}, got {outcome:?}"));
        }
        if server.count() != requests {
            wrong.push(format!(
                "{name}: expected {requests} requests, got {}",
                server.count()
            ));
        }
        for error in outcome.iter().filter_map(|item| item.as_ref().err()) {
            let attempts = usize::try_from(error.attempts()).unwrap();
            if error.kind() != ErrorKind::Pagination && attempts != requests {
                wrong.push(format!(
                    "{name}: {requests} requests are told as {attempts}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_connection_closed_before_the_request_is_tried_again() {
    let server = Server::closing().await;
    let client = builder(&server).build().unwrap();
    let error = only_error(listing(&client)).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 4));
    assert_eq!((server.connections(), server.count()), (4, 0));
}

#[tokio::test]
async fn a_refused_connection_is_tried_again() {
    // A port that was free a moment ago.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let client = Client::builder()
        .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
        .base_url(format!("http://{address}"))
        .retry(quick())
        .build()
        .unwrap();
    let error = only_error(listing(&client)).await;
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 4));
}

#[tokio::test]
async fn a_stale_connection_costs_no_item() {
    let server =
        Server::answering(|number, request| collection(40)(number, request).then(Then::Close))
            .await;
    let client = builder(&server).build().unwrap();
    let outcome = drain(listing(&client).page_size(1).items()).await;
    assert_eq!(sids_of(&outcome), sids(0..40));
    assert_eq!(outcome.len(), 40);
}

#[tokio::test]
async fn without_retries_a_request_is_sent_once() {
    for answer in [
        Answer::raw(""),
        Answer::status(500, &[], ""),
        Answer::throttled("0"),
    ] {
        let server = Server::scripted([answer]).await;
        let client = builder(&server)
            .retry(twilio_proxy::RetryPolicy::none())
            .build()
            .unwrap();
        assert_eq!(only_error(listing(&client)).await.attempts(), 1);
        assert_eq!(server.count(), 1);
    }
}
