//! Credentials go with requests under the base URL, and with no other.

use twilio_proxy::Client;
use twilio_proxy_client::ClientInfo;

use crate::support::fixtures::{builder, drain, listing, page};
use crate::support::response::Answer;
use crate::support::server::Server;

async fn anything() -> Server {
    Server::answering(|_, _| Answer::json(&page(vec![], None))).await
}

/// Sends a request to this URL in the way the generated methods do.
async fn send(client: &Client, url: &str) -> u16 {
    let http = client.generated().client();
    let request = http.get(url).build().unwrap();
    let transport = client.generated().inner();
    let response = transport.execute(http, request, "list_service").await;
    response.unwrap().status().as_u16()
}

#[tokio::test]
async fn the_http_client_carries_no_credentials() {
    let [ours, other] = [anything().await, anything().await];
    let client = builder(&ours).build().unwrap();
    let http = client.generated().client();
    for server in [&ours, &other] {
        http.get(server.url()).send().await.unwrap();
        http.post(server.url()).send().await.unwrap();
        for request in server.requests() {
            assert_eq!(request.header("authorization"), None);
        }
    }
    assert!(!format!("{http:?}").to_lowercase().contains("authorization"));
    drain(listing(&client).items()).await;
    let last = ours.requests().pop().unwrap();
    assert!(last.header("authorization").unwrap().starts_with("Basic "));
}

#[tokio::test]
async fn a_request_outside_of_the_base_url_is_not_sent() {
    let [ours, other] = [anything().await, anything().await];
    let base = format!("{}/gw", ours.url());
    let client = builder(&ours).base_url(&base).build().unwrap();
    let port = ours.authority().rsplit_once(':').unwrap().1.to_owned();
    for url in [
        other.url(),
        format!("{}/gw/v1/Services", other.url()),
        format!("http://localhost:{port}/gw/v1/Services"),
        format!("https://127.0.0.1:{port}/gw/v1/Services"),
        format!(
            "http://127.0.0.1:{port}@{}/gw/v1/Services",
            other.authority()
        ),
        format!("{}/v1/Services", ours.url()),
        format!("{base}x/v1/Services"),
        format!("{base}/../v1/Services"),
        format!("{base}/%2e%2e/v1/Services"),
    ] {
        assert!(send(&client, &url).await >= 400, "{url}");
    }
    assert_eq!((ours.count(), other.count()), (0, 0));
    assert_eq!(send(&client, &format!("{base}/v1/Services")).await, 200);
    assert_eq!(ours.count(), 1);
    assert!(ours.requests()[0].header("authorization").is_some());
}

/// Our own value replaces any other one.
#[tokio::test]
async fn a_url_with_user_information_changes_no_credentials() {
    let server = anything().await;
    let client = builder(&server).build().unwrap();
    let url = format!("http://somebody:else@{}/v1/Services", server.authority());
    assert_eq!(send(&client, &url).await, 200);
    drain(listing(&client).items()).await;
    let sent: Vec<_> = server.requests();
    let sent: Vec<_> = sent.iter().map(|one| one.header("authorization")).collect();
    assert_eq!(sent[0], sent[1]);
}
