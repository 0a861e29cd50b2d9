//! The errors of the generated methods, before and after their conversion.

use std::error::Error as StdError;
use std::time::Duration;

use twilio_proxy::generated::Error as GeneratedError;
use twilio_proxy::generated::types::ApiError;
use twilio_proxy::{Client, Error, ErrorKind};

use crate::support::fixtures::{SERVICE, builder, record_with};
use crate::support::response::{Answer, Then};
use crate::support::server::Server;

type Boxed = Box<dyn StdError + Send + Sync>;

async fn fetch(client: &Client) -> Result<String, Boxed> {
    let service = client.generated().fetch_service().sid(SERVICE);
    Ok(service.send().await?.sid.to_string())
}

async fn delete(client: &Client) -> Result<(), Boxed> {
    let service = client.generated().delete_service().sid(SERVICE);
    service.send().await?;
    Ok(())
}

fn generated(error: &Boxed) -> &GeneratedError<ApiError> {
    error.downcast_ref().unwrap()
}

#[tokio::test]
async fn the_type_survives_a_boxed_error() {
    let faults = [
        (401, 20003, ErrorKind::Unauthorized),
        (404, 20404, ErrorKind::NotFound),
        (409, 80409, ErrorKind::Api),
        (500, 20500, ErrorKind::Api),
    ];
    for (status, code, kind) in faults {
        let server = Server::scripted([Answer::api_error(status, code, "No")]).await;
        let client = builder(&server).build().unwrap();

        let fetched = fetch(&client).await.unwrap_err();
        let deleted = delete(&client).await.unwrap_err();
        for boxed in [fetched, deleted] {
            let by_reference = Error::from(generated(&boxed));
            let owned: Box<GeneratedError<ApiError>> = boxed.downcast().unwrap();
            for error in [by_reference, Error::from(*owned)] {
                assert_eq!((error.kind(), error.status()), (kind, Some(status)));
                assert_eq!((error.code(), error.message()), (Some(code), "No"));
                assert_eq!(error.request_id(), Some("RQ1"));
            }
        }
    }
}

#[tokio::test]
async fn an_error_response_keeps_its_status_headers_and_body() {
    for status in [200, 404, 500, 999] {
        let body = r#"{"code": 20404, "message": "canary is gone"}"#;
        let headers = [("twilio-request-id", "RQ1"), ("set-cookie", "canary")];
        let server = Server::scripted([Answer::status(status, &headers, body)]).await;
        let client = builder(&server).build().unwrap();
        let boxed = fetch(&client).await.unwrap_err();
        let error = generated(&boxed);
        assert_eq!(error.status().unwrap().as_u16(), status);
        let shown = format!("{boxed} {boxed:?}");
        assert!(shown.contains(&format!("status: {status}")), "{shown}");
        assert!(shown.contains("RQ1") && shown.contains("20404"), "{shown}");
        let owned = boxed.downcast::<GeneratedError<ApiError>>().unwrap();
        let GeneratedError::UnexpectedResponse(response) = *owned else {
            panic!("no response");
        };
        assert_eq!(response.headers()["set-cookie"], "canary");
        assert_eq!(response.text().await.unwrap(), body);
    }
}

#[tokio::test]
async fn the_error_of_a_delete_keeps_its_body() {
    let server = Server::scripted([Answer::api_error(404, 20404, "Gone")]).await;
    let client = builder(&server).build().unwrap();
    let delete = client.generated().delete_service().sid(SERVICE);
    let Err(GeneratedError::UnexpectedResponse(response)) = delete.send().await else {
        panic!("no response");
    };
    assert_eq!(response.status().as_u16(), 404);
    let body: serde_json::Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    assert_eq!(body["code"], 20404);
}

#[tokio::test]
async fn a_body_that_does_not_decode_is_kept_and_not_shown() {
    let body = record_with(1, "sid", "canary".into()).to_string();
    let server = Server::scripted([Answer::text(&body)]).await;
    let client = builder(&server).build().unwrap();
    let boxed = fetch(&client).await.unwrap_err();
    let shown = format!("{boxed} {boxed:?} {boxed:#?}");
    assert!(shown.contains("status: 200"), "{shown}");
    assert!(shown.contains("does not decode"), "{shown}");
    assert!(
        !shown.contains("canary") && !shown.contains("eight"),
        "{shown}"
    );
    let error = Error::from(generated(&boxed));
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1));
    assert_eq!(error.rejected().unwrap().raw(), body);
    let owned = boxed.downcast::<GeneratedError<ApiError>>().unwrap();
    let GeneratedError::UnexpectedResponse(response) = *owned else {
        panic!("no response");
    };
    assert_eq!(response.text().await.unwrap(), body);
}

#[tokio::test]
async fn a_failure_without_a_response_is_described() {
    let server = Server::scripted([Answer::raw("").then(Then::Silence)]).await;
    let client = builder(&server).request_timeout(Duration::from_millis(50));
    let boxed = fetch(&client.build().unwrap()).await.unwrap_err();
    let shown = format!("{boxed}");
    assert!(shown.contains("timeout: "), "{shown}");
    assert!(!shown.contains("999"), "{shown}");
    assert!(shown.contains("4 attempts"), "{shown}");
    let error = Error::from(generated(&boxed));
    assert_eq!((error.kind(), error.status()), (ErrorKind::Timeout, None));

    let server = Server::closing().await;
    let boxed = fetch(&builder(&server).build().unwrap()).await.unwrap_err();
    assert!(format!("{boxed}").contains("transport: "), "{boxed}");
    let error = Error::from(generated(&boxed));
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 4));
}

#[tokio::test]
async fn no_secret_of_a_response_is_shown() {
    let headers = [
        ("location", "https://example.com/?PageToken=canary"),
        ("x-unknown", "canary"),
        ("twilio-request-id", "RQ1"),
    ];
    for status in [302, 400, 503] {
        let server = Server::scripted([Answer::status(status, &headers, "canary")]).await;
        let client = builder(&server).build().unwrap();
        for boxed in [
            fetch(&client).await.unwrap_err(),
            delete(&client).await.unwrap_err(),
        ] {
            let shown = format!("{boxed} {boxed:?} {boxed:#?} {:?}", boxed.source());
            assert!(!shown.contains("canary"), "{shown}");
        }
    }
}
