//! How each kind of error reads, each from a call that gives it.

use std::time::Duration;

use twilio_proxy::{Client, Error, ErrorKind};

use crate::support::fixtures::{builder, builder_of_nowhere, drain, link, listing, page, record};
use crate::support::response::{Answer, Then};
use crate::support::server::Server;

async fn error(script: Vec<Answer>, patience: Duration) -> Error {
    let server = Server::scripted(script).await;
    let client = builder(&server)
        .request_timeout(patience)
        .max_response_bytes(1 << 20)
        .build()
        .unwrap();
    let outcome = drain(listing(&client).items()).await;
    outcome.into_iter().find_map(Result::err).unwrap()
}

#[tokio::test]
async fn every_kind_reads_well() {
    let long = Duration::from_secs(20);
    let client = || builder_of_nowhere().build().unwrap();
    let invalid = client()
        .list_message_interactions("KS12", "KC", "KP")
        .collect()
        .await
        .unwrap_err();
    let nothing = Answer::raw("").then(Then::Silence);
    let bad = Answer::json(&page(vec![serde_json::Value::Null], None));
    let loops = Answer::json(&page(vec![record(0)], Some(&link(0, ""))));
    let html = Answer::status(200, &[("content-type", "text/html")], "<html>");
    let errors = [
        (ErrorKind::InvalidInput, invalid),
        (
            ErrorKind::Configuration,
            Client::builder().build().unwrap_err(),
        ),
        (
            ErrorKind::Unauthorized,
            error(vec![Answer::api_error(401, 20003, "Authenticate")], long).await,
        ),
        (
            ErrorKind::NotFound,
            error(
                vec![Answer::api_error(
                    404,
                    20404,
                    "The requested resource was not found",
                )],
                long,
            )
            .await,
        ),
        (
            ErrorKind::RateLimited,
            error(vec![Answer::throttled("3600")], long).await,
        ),
        (
            ErrorKind::Api,
            error(
                vec![Answer::api_error(500, 20500, "Internal server error")],
                long,
            )
            .await,
        ),
        (
            ErrorKind::Transport,
            error(vec![Answer::raw("")], long).await,
        ),
        (
            ErrorKind::Timeout,
            error(vec![nothing], Duration::from_millis(50)).await,
        ),
        (
            ErrorKind::TooLarge,
            error(vec![Answer::bomb(200)], long).await,
        ),
        (ErrorKind::Decode, error(vec![html], long).await),
        (ErrorKind::Record, error(vec![bad], long).await),
        (ErrorKind::Pagination, error(vec![loops], long).await),
    ];
    let mut lines = Vec::new();
    for (kind, error) in errors {
        assert_eq!(error.kind(), kind);
        lines.push(format!("{kind:?}\n  {error}"));
    }
    insta::assert_snapshot!(lines.join("\n"));
}
