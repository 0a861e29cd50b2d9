//! What is sent, to the letter, and what comes of it.

use crate::support::documented_operations::samples;
use crate::support::fixtures::{
    ACCOUNT, SERVICE, SESSION, TOKEN, builder, collection, drain, link, list, listing, page,
    record, record_with,
};
use crate::support::request::Request;
use crate::support::response::Answer;
use crate::support::server::Server;

#[tokio::test]
async fn the_requests_of_a_listing_of_three_pages() {
    let server = Server::answering(collection(2_500)).await;
    let client = builder(&server)
        .user_agent_suffix("my-app/1.2")
        .build()
        .unwrap();
    drain(listing(&client).items()).await;
    let requests = server.requests();
    {
        use base64::Engine;
        let credentials = format!("{ACCOUNT}:{TOKEN}");
        let basic = base64::engine::general_purpose::STANDARD.encode(credentials);
        let expected = format!("Basic {basic}");
        let sent = |request: &Request| request.header("authorization") == Some(&expected);
        assert!(requests.iter().all(sent));
    }
    let shown: Vec<_> = requests.iter().map(Request::shown).collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

#[tokio::test]
async fn what_the_items_stream_yields() {
    let bad = record_with(1, "date_created", "yesterday".into());
    let pages = [
        page(vec![record(0), bad, record(2)], Some(&link(1, "PT1"))),
        page(vec![record(3)], None),
    ];
    let server = Server::scripted(pages.iter().map(Answer::json)).await;
    let yielded: Vec<_> = drain(list(&server).items())
        .await
        .into_iter()
        .map(|item| match item {
            Ok(item) => format!("{item:?}"),
            Err(error) => format!("{error}"),
        })
        .collect();
    insta::assert_snapshot!(yielded.join("\n"));
}

#[tokio::test]
async fn an_empty_form_says_that_it_is_empty() {
    let server = Server::answering(samples()).await;
    let client = builder(&server).build().unwrap();
    let api = client.generated();
    let session = api.create_session().service_sid(SERVICE);
    session.send().await.unwrap();
    let session = api.update_session().service_sid(SERVICE).sid(SESSION);
    session.send().await.unwrap();
    let service = api.update_service().sid(SERVICE);
    service.send().await.unwrap();
    let service = api.create_service();
    let service = service.body_map(|service| service.unique_name("one"));
    service.send().await.unwrap();
    api.fetch_service().sid(SERVICE).send().await.unwrap();
    api.delete_service().sid(SERVICE).send().await.unwrap();
    let lengths: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.header("content-length").map(str::to_owned))
        .collect();
    let length = |text: &str| Some(text.to_owned());
    let expected = [
        length("0"),
        length("0"),
        length("0"),
        length("14"),
        None,
        None,
    ];
    assert_eq!(lengths, expected);
}

#[tokio::test]
async fn a_server_that_insists_on_a_length_accepts_an_empty_form() {
    let sample = samples();
    let server = Server::answering(move |number, request| {
        let declared = request
            .headers
            .iter()
            .filter(|(name, _)| name == "content-length");
        match declared.count() {
            1 => sample(number, request),
            _ => Answer::status(411, &[], ""),
        }
    })
    .await;
    let client = builder(&server).build().unwrap();
    let create = client.generated().create_session().service_sid(SERVICE);
    assert!(create.send().await.is_ok());
}
