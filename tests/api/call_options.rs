//! Options of one call, on requests and on listings.

use std::time::Duration;

use twilio_proxy::{ErrorKind, RetryPolicy};

use crate::support::fixtures::{PARTICIPANT, SERVICE, SESSION, builder, list, page, record};
use crate::support::response::{Answer, Then};
use crate::support::server::Server;

#[tokio::test]
async fn a_time_limit_replaces_that_of_the_client() {
    let server = Server::scripted([Answer::raw("").then(Then::Silence)]).await;
    let client = builder(&server).build().unwrap();
    let short = Duration::from_millis(30);
    let fetch = client.fetch_service(SERVICE).timeout(short);
    let error = fetch.retry(RetryPolicy::none()).send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
    assert!(error.message().contains("30 ms"), "{error}");

    let error = list(&server).timeout(short).page().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 4));
}

#[tokio::test]
async fn a_policy_replaces_that_of_the_client() {
    let server = Server::scripted([Answer::status(503, &[], "")]).await;
    let client = builder(&server).build().unwrap();
    let two = RetryPolicy::default()
        .max_attempts(2)
        .base_delay(Duration::ZERO);
    let fetch = client.fetch_service(SERVICE).retry(two.clone());
    assert_eq!(fetch.send().await.unwrap_err().attempts(), 2);
    let sessions = client.list_sessions(SERVICE).retry(two);
    assert_eq!(sessions.collect().await.unwrap_err().attempts(), 2);
    let sessions = client.list_sessions(SERVICE).retry(RetryPolicy::none());
    assert_eq!(sessions.collect().await.unwrap_err().attempts(), 1);
    // Other calls keep the policy of the client.
    assert_eq!(
        client
            .fetch_service(SERVICE)
            .send()
            .await
            .unwrap_err()
            .attempts(),
        4
    );
}

#[tokio::test]
async fn parameters_go_to_the_query_or_the_form() {
    let server = Server::answering(crate::support::documented_operations::samples()).await;
    let client = builder(&server).build().unwrap();
    let fetch = client.fetch_session(SERVICE, SESSION);
    fetch.extra_param("View", "a&b").send().await.unwrap();
    let delete = client.delete_session(SERVICE, SESSION);
    delete.extra_param("Force", "true").send().await.unwrap();
    let create = client.create_session(SERVICE).ttl(7);
    let create = create.extra_param("New", "1").extra_param("New", "2");
    create.send().await.unwrap();
    let sessions = client.list_sessions(SERVICE).extra_param("Status", "open");
    sessions.page().await.unwrap();

    let requests = server.requests();
    assert_eq!(requests[0].query, "View=a%26b");
    assert_eq!(requests[1].query, "Force=true");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let form = [pair("Ttl", "7"), pair("New", "1"), pair("New", "2")];
    assert_eq!(
        (requests[2].query.as_str(), requests[2].form()),
        ("", form.to_vec())
    );
    assert_eq!(requests[3].query, "Status=open&PageSize=1000");
}

#[tokio::test]
async fn headers_are_added_to_each_request() {
    let next = crate::support::fixtures::link(1, "PT1");
    let server = Server::scripted([
        Answer::json(&page(vec![record(0)], Some(&next))),
        Answer::json(&page(vec![record(1)], None)),
    ])
    .await;
    let listing = list(&server)
        .extra_header("X-Trace", "t1")
        .extra_header("x-trace", "t2");
    assert_eq!(listing.collect().await.unwrap().len(), 2);
    for request in server.requests() {
        let traces = request.headers.iter().filter(|(name, _)| name == "x-trace");
        let traces: Vec<_> = traces.map(|(_, value)| value.as_str()).collect();
        assert_eq!(traces, ["t1", "t2"]);
    }
}

#[tokio::test]
async fn names_that_the_client_owns_are_refused_unsent() {
    let server = Server::answering(crate::support::documented_operations::samples()).await;
    let client = builder(&server).build().unwrap();
    let create = || client.create_session(SERVICE);
    let sessions = || client.list_sessions(SERVICE);
    let mut errors = Vec::new();
    for (name, value) in [
        ("Authorization", "Basic x"),
        ("authorization", "Basic x"),
        ("Host", "example.com"),
        ("Content-Length", "7"),
        ("Content-Type", "text/plain"),
        ("Transfer-Encoding", "chunked"),
        ("bad name", "x"),
        ("", "x"),
        ("X-Ok", "line\nbreak"),
    ] {
        errors.push(create().extra_header(name, value).send().await.unwrap_err());
        errors.push(
            sessions()
                .extra_header(name, value)
                .page()
                .await
                .unwrap_err(),
        );
    }
    for name in ["", "Ttl", "ttl", "Participants"] {
        errors.push(create().extra_param(name, "x").send().await.unwrap_err());
    }
    for name in ["", "PageToken", "PageSize", "Page", "pagetoken"] {
        errors.push(sessions().extra_param(name, "x").page().await.unwrap_err());
    }
    for error in errors {
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::InvalidInput, 0),
            "{error}"
        );
        assert!(!error.to_string().contains("Basic"), "{error}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn extra_values_are_blanked_in_errors() {
    let server = Server::answering(|_, request| {
        let header = request.header("x-secret").unwrap_or_default();
        let text = format!("no {header} and no {}", request.query);
        Answer::api_error(400, 80000, &text)
    })
    .await;
    let client = builder(&server).build().unwrap();
    let fetch = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
    let fetch = fetch.extra_header("X-Secret", "hush-hush-7");
    let error = fetch
        .extra_param("Code", "canary-9")
        .send()
        .await
        .unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(
        text.contains("no <redacted> and no Code=<redacted>"),
        "{text}"
    );
}

#[tokio::test]
async fn a_cursor_belongs_to_the_parameters_of_its_listing() {
    let next = crate::support::fixtures::link(1, "PT1");
    let body = page(vec![record(0)], Some(&next));
    let server = Server::answering(move |_, _| Answer::json(&body)).await;
    let filtered = list(&server).extra_param("Status", "canary");
    let page = filtered.clone().page().await.unwrap();
    let cursor = page.next.unwrap();
    let text = format!("{cursor:?} {}", serde_json::to_string(&cursor).unwrap());
    assert!(!text.contains("canary"), "{text}");
    assert!(filtered.resume(cursor.clone()).page().await.is_ok());
    let error = list(&server).resume(cursor).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}
