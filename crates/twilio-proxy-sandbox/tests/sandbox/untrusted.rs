//! Requests without credentials, requests that are too large and connections that stall.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::{Body, Client, RequestBuilder, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;
use twilio_proxy_sandbox::{Fault, RecordedRequest, Sandbox};

use crate::caller::{assert_problem, get, list_url};

const SERVICES: &str = "/v1/Services";
/// More than a form may have.
const LARGE: usize = 3 << 20;

async fn started() -> Sandbox {
    Sandbox::builder().start().await.unwrap()
}

fn post(sandbox: &Sandbox) -> RequestBuilder {
    let url = format!("{}{SERVICES}", sandbox.base_url());
    let kind = "application/x-www-form-urlencoded";
    Client::new().post(url).header("content-type", kind)
}

fn authorized(sandbox: &Sandbox) -> RequestBuilder {
    post(sandbox).basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()))
}

/// The bytes of all text that a recorded request has.
fn bytes(request: &RecordedRequest) -> usize {
    let pairs = [&request.parameters, &request.headers, &request.form].map(|pairs| {
        let texts = pairs.iter().map(|(name, value)| name.len() + value.len());
        texts.sum::<usize>() + size_of_val(&pairs[..])
    });
    pairs.iter().sum::<usize>() + request.path.len() + request.query.len()
}

#[tokio::test]
async fn a_request_without_credentials_is_recorded_without_its_form() {
    let sandbox = started().await;
    let (account, token) = (sandbox.account_sid(), sandbox.auth_token());
    let name = [("UniqueName", "one")];
    let cases = [
        post(&sandbox),
        post(&sandbox).bearer_auth(token),
        post(&sandbox).basic_auth(account, None::<&str>),
        post(&sandbox).basic_auth(account, Some(&token[1..])),
        post(&sandbox).basic_auth(account, Some(token.to_uppercase())),
        post(&sandbox).basic_auth(account, Some(format!("{token}0"))),
        post(&sandbox).basic_auth("", Some(token)),
    ];
    for request in cases {
        let response = request.form(&name).send().await.unwrap();
        assert_problem(response, StatusCode::UNAUTHORIZED, 20003).await;
    }
    let requests = sandbox.requests();
    assert_eq!(requests.len(), 7);
    for request in &requests {
        assert_eq!(
            (request.method.as_str(), &*request.path),
            ("POST", SERVICES)
        );
        assert!(request.form.is_empty());
    }
    authorized(&sandbox).form(&name).send().await.unwrap();
    assert_eq!(sandbox.requests()[7].field("UniqueName"), Some("one"));
}

#[tokio::test]
async fn a_request_without_credentials_meets_no_fault() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let fault = Fault::status(503).when(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        true
    });
    let sandbox = Sandbox::builder().fault(fault).start().await.unwrap();
    let refused = post(&sandbox).send().await.unwrap();
    assert_problem(refused, StatusCode::UNAUTHORIZED, 20003).await;
    assert_eq!(calls.load(Ordering::SeqCst), 0);
    assert_eq!(get(&sandbox, &list_url(&sandbox)).await.status(), 503);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_refused_body_of_any_size_gets_a_response() {
    let sandbox = started().await;
    let chunked = || {
        let chunks = (0..LARGE / 1024).map(|_| Ok::<_, std::io::Error>(vec![b'&'; 1024]));
        Body::wrap_stream(futures_util::stream::iter(chunks))
    };
    for body in [Body::from("a&".repeat(32 << 20)), chunked()] {
        let response = post(&sandbox).body(body).send().await.unwrap();
        assert_problem(response, StatusCode::UNAUTHORIZED, 20003).await;
    }
    for body in [Body::from("x".repeat(64 << 20)), chunked()] {
        let response = authorized(&sandbox).body(body).send().await.unwrap();
        assert_problem(response, StatusCode::PAYLOAD_TOO_LARGE, 20413).await;
    }
    let requests = sandbox.requests();
    assert_eq!(requests.len(), 4);
    assert!(requests.iter().all(|request| request.form.is_empty()));
}

/// A field takes many times the bytes in memory that it takes in a body.
#[tokio::test]
async fn a_form_has_a_thousand_fields_at_most() {
    let sandbox = started().await;
    let fields = |count: usize| format!("UniqueName=one{}", "&a".repeat(count - 1));
    let send = async |count| {
        authorized(&sandbox)
            .body(fields(count))
            .send()
            .await
            .unwrap()
    };
    for count in [1_001, 1 << 20] {
        assert_problem(send(count).await, StatusCode::PAYLOAD_TOO_LARGE, 20413).await;
    }
    assert_eq!(send(1_000).await.status(), StatusCode::CREATED);
    let fields = sandbox
        .requests()
        .into_iter()
        .map(|request| request.form.len());
    assert_eq!(fields.collect::<Vec<_>>(), [0, 0, 1_000]);
}

#[tokio::test]
async fn a_request_that_is_too_large_meets_no_fault() {
    let sandbox = Sandbox::builder().fault(Fault::status(503));
    let sandbox = sandbox.start().await.unwrap();
    let large = authorized(&sandbox).body("x".repeat(LARGE)).send().await;
    assert_eq!(large.unwrap().status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(get(&sandbox, &list_url(&sandbox)).await.status(), 503);
}

#[tokio::test]
async fn the_newest_requests_are_remembered_up_to_a_few_megabytes() {
    let sandbox = started().await;
    for number in 0..10 {
        let body = format!("Number={number}&Body={}", "x".repeat(2_000_000));
        let response = authorized(&sandbox).body(body).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    }
    let requests = sandbox.requests();
    assert!(requests.iter().map(bytes).sum::<usize>() < 8 << 20);
    let numbers: Vec<_> = requests
        .iter()
        .map(|request| request.field("Number"))
        .collect();
    assert_eq!(numbers, ["6", "7", "8", "9"].map(Some));

    // The largest that is accepted: a byte that is not UTF-8 becomes three.
    let mut body = b"Body=".to_vec();
    body.resize(2 << 20, 0xff);
    authorized(&sandbox).body(body).send().await.unwrap();
    let newest = sandbox.requests().pop().unwrap();
    assert!(newest.field("Body").unwrap().len() > 6_000_000);
}

#[tokio::test]
async fn long_queries_and_headers_without_credentials_are_remembered_up_to_a_few_megabytes() {
    let sandbox = started().await;
    let client = Client::new();
    let url = format!("{}{SERVICES}?{}", sandbox.base_url(), "a&".repeat(10_000));
    for _ in 0..50 {
        let request = client.get(&url).header("x-long", "x".repeat(10_000));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    }
    let requests = sandbox.requests();
    assert!(!requests.is_empty() && requests.len() < 50);
    assert!(requests.iter().map(bytes).sum::<usize>() < 8 << 20);
}

#[tokio::test]
async fn a_head_that_is_too_long_is_refused_and_not_recorded() {
    let sandbox = started().await;
    let request = post(&sandbox).header("x-long", "x".repeat(40_000));
    let status = request.send().await.unwrap().status();
    assert_eq!(status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    assert!(sandbox.requests().is_empty());
}

/// A connection on which this was sent.
async fn sent(sandbox: &Sandbox, text: &str) -> TcpStream {
    let address = sandbox.base_url().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

/// Everything that is received until the sandbox closes the connection.
async fn received(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_connection_whose_head_does_not_end_is_closed() {
    let sandbox = started().await;
    for head in [
        "",
        "G",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nx-a: ",
    ] {
        let stream = sent(&sandbox, head).await;
        let start = Instant::now();
        received(stream).await;
        assert!(start.elapsed() < Duration::from_secs(60), "{head:?}");
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_body_that_stalls_is_given_up() {
    let sandbox = started().await;
    let head = format!("POST {SERVICES} HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n");

    let received = async |text: &str| received(sent(&sandbox, text).await).await;
    let refused = received(&format!("{head}\r\nUniqueName=")).await;
    assert!(refused.starts_with("HTTP/1.1 401 "), "{refused}");

    let url = reqwest::Client::new().get(sandbox.base_url());
    let request = url.basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()));
    let request = request.build().unwrap();
    let credentials = request.headers()["authorization"].to_str().unwrap();
    let head = format!("{head}authorization: {credentials}\r\n");
    let start = Instant::now();
    let stalled = received(&format!("{head}\r\nUniqueName=")).await;
    assert!(stalled.starts_with("HTTP/1.1 408 "), "{stalled}");
    assert!(stalled.contains("20408"), "{stalled}");
    assert!(start.elapsed() < Duration::from_secs(120));
}

/// The length alone decides: no byte of the body is waited for.
#[tokio::test(start_paused = true)]
async fn a_body_is_refused_before_it_is_sent() {
    let sandbox = started().await;
    let head = format!("POST {SERVICES} HTTP/1.1\r\nhost: a\r\ncontent-length: 9000000\r\n\r\n");
    let mut stream = sent(&sandbox, &head).await;
    let start = Instant::now();
    let mut status = [0; 12];
    stream.read_exact(&mut status).await.unwrap();
    assert_eq!(&status, b"HTTP/1.1 401");
    assert_eq!(start.elapsed(), Duration::ZERO);
}
