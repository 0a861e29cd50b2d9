//! POST requests are retried only if they can't have been carried out.

use std::time::Duration;

use twilio_proxy::{Client, Credentials, Error, ErrorKind};

use crate::support::fixtures::{ACCOUNT, SERVICE, TOKEN, builder, quick};
use crate::support::response::{Answer, Then};
use crate::support::server::Server;

async fn create(client: &Client) -> Error {
    let create = client.generated().create_service();
    let create = create.body_map(|service| service.unique_name("one"));
    create.send().await.unwrap_err().into()
}

async fn delete(client: &Client) -> Error {
    let delete = client.generated().delete_service().sid(SERVICE);
    delete.send().await.unwrap_err().into()
}

async fn fetch(client: &Client) -> Error {
    let fetch = client.generated().fetch_service().sid(SERVICE);
    fetch.send().await.unwrap_err().into()
}

/// What may or may not have been carried out before it failed.
fn doubtful() -> Vec<Answer> {
    let mut answers: Vec<_> = [408, 500, 502, 503, 504]
        .into_iter()
        .map(|status| Answer::status(status, &[], ""))
        .collect();
    answers.push(Answer::raw(""));
    answers.push(Answer::raw("").then(Then::Reset));
    answers.push(Answer::raw("").then(Then::Silence));
    answers.push(Answer::status(201, &[], "{\"sid\": \"KS").short_of(3));
    answers
}

#[tokio::test]
async fn a_post_is_sent_once_and_what_asks_or_deletes_again() {
    for answer in doubtful() {
        let server = Server::scripted([answer.clone()]).await;
        let builder = builder(&server).request_timeout(Duration::from_millis(200));
        let client = builder.build().unwrap();
        let error = create(&client).await;
        assert_eq!((server.count(), error.attempts()), (1, 1), "{error}");
        let error = delete(&client).await;
        assert_eq!((server.count(), error.attempts()), (5, 4), "{error}");
        let error = fetch(&client).await;
        assert_eq!((server.count(), error.attempts()), (9, 4), "{error}");
    }
}

#[tokio::test]
async fn a_post_that_was_throttled_is_sent_again() {
    let server = Server::scripted([Answer::throttled("0")]).await;
    let error = create(&builder(&server).build().unwrap()).await;
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!((server.count(), error.attempts()), (4, 4));
    let bodies = server.requests().into_iter().map(|request| request.body);
    assert!(bodies.into_iter().all(|body| body == "UniqueName=one"));
}

#[tokio::test]
async fn a_post_whose_connection_was_refused_is_sent_again() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder()
        .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
        .base_url(nobody)
        .retry(quick());
    let error = create(&client.build().unwrap()).await;
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.attempts(), 4, "{error}");
}
