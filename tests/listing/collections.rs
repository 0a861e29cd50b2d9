//! Every collection is listed by the same kernel.

use serde::Serialize;
use serde_json::{Value, json};
use twilio_proxy::{Client, Error, ErrorKind, List};

use crate::support::documented_operations::{asked, operations};
use crate::support::fixtures::{PARTICIPANT, SERVICE, SESSION, builder};
use crate::support::request::Request;
use crate::support::response::Answer;
use crate::support::server::Server;

/// The sample of the list that is asked for, as a first page or the last.
fn sample(request: &Request) -> Value {
    let operations = operations();
    let mut body = operations[asked(&operations, request)].sample().unwrap();
    let next = format!(
        "https://proxy.twilio.com{}?PageSize=50&Page=1&PageToken=PT1",
        request.path
    );
    body["meta"]["next_page_url"] = match request.parameter("Page") {
        None => next.into(),
        Some(_) => Value::Null,
    };
    body
}

/// The name of the list in a body.
fn list_name(body: &Value) -> String {
    let mut names = body.as_object().unwrap().keys();
    names.find(|name| *name != "meta").unwrap().clone()
}

/// Every listing's items as JSON, by its name.
async fn list_all(client: &Client) -> Vec<(&'static str, Result<Vec<Value>, Error>)> {
    async fn all<T: Serialize + Send + 'static>(list: List<T>) -> Result<Vec<Value>, Error> {
        let items = list.collect().await?;
        let values = items.iter().map(|item| serde_json::to_value(item).unwrap());
        Ok(values.collect())
    }
    vec![
        ("services", all(client.list_services()).await),
        (
            "phone numbers",
            all(client.list_phone_numbers(SERVICE)).await,
        ),
        ("sessions", all(client.list_sessions(SERVICE)).await),
        (
            "participants",
            all(client.list_participants(SERVICE, SESSION)).await,
        ),
        (
            "interactions",
            all(client.list_interactions(SERVICE, SESSION)).await,
        ),
        (
            "message interactions",
            all(client.list_message_interactions(SERVICE, SESSION, PARTICIPANT)).await,
        ),
    ]
}

#[tokio::test]
async fn the_requests_of_each_listing() {
    let server = Server::answering(|_, request| Answer::json(&sample(request))).await;
    let listed = list_all(&builder(&server).build().unwrap()).await;
    let requests = server.requests();
    assert_eq!((listed.len(), requests.len()), (6, 12));
    for ((name, items), asked) in listed.iter().zip(requests.chunks(2)) {
        let page = sample(&asked[0]);
        let page = page[list_name(&page)].as_array().unwrap();
        let expected = [page.clone(), page.clone()].concat();
        assert_eq!(items.as_ref().unwrap(), &expected, "{name}");
    }
    let shown: Vec<_> = requests
        .iter()
        .map(|request| {
            let told = request.shown();
            let lines: Vec<_> = told
                .lines()
                .filter(|line| !line.starts_with("  ") || line.starts_with("  ?"))
                .collect();
            lines.join("\n")
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[tokio::test]
async fn what_is_no_page_ends_no_listing_well() {
    type Spoil = fn(Value) -> Value;
    let spoils: [Spoil; 6] = [
        |_| json!({}),
        |mut page| {
            let name = list_name(&page);
            page.as_object_mut().unwrap().remove(&name);
            page
        },
        |mut page| {
            let name = list_name(&page);
            let list = page.as_object_mut().unwrap().remove(&name).unwrap();
            page["records"] = list;
            page
        },
        |mut page| {
            let name = list_name(&page);
            page[name] = Value::Null;
            page
        },
        |mut page| {
            page["meta"] = Value::Null;
            page
        },
        |page| json!([page]),
    ];
    for spoil in spoils {
        let server =
            Server::answering(move |_, request| Answer::json(&spoil(sample(request)))).await;
        for (name, outcome) in list_all(&builder(&server).build().unwrap()).await {
            assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Decode, "{name}");
        }
        assert_eq!(server.count(), 6);
    }
}

#[tokio::test]
async fn a_bad_record_costs_no_other_in_any_listing() {
    let server = Server::answering(|_, request| {
        let mut page = sample(request);
        let name = list_name(&page);
        page[&name][0]["account_sid"] = "AC".into();
        page["meta"]["next_page_url"] = Value::Null;
        Answer::json(&page)
    })
    .await;
    let client = builder(&server).build().unwrap();
    let mut services = client.list_services().items();
    let first = services.next().await.unwrap().unwrap_err();
    assert_eq!(first.rejected().unwrap().path(), "account_sid");
    assert!(services.next().await.unwrap().is_ok());
    assert!(services.next().await.is_none());
    for (name, outcome) in list_all(&client).await {
        assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Record, "{name}");
    }
}

#[tokio::test]
async fn a_link_or_a_cursor_of_another_collection_is_refused() {
    let server = Server::answering(|_, request| Answer::json(&sample(request))).await;
    let client = builder(&server).build().unwrap();
    let sessions = client.list_sessions(SERVICE);
    let cursor = sessions.page().await.unwrap().next.unwrap();
    let numbers = client.list_phone_numbers(SERVICE);
    let error = numbers.resume(cursor).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);

    let server = Server::answering(|_, request| {
        let mut page = sample(request);
        page["meta"]["next_page_url"] = "https://proxy.twilio.com/v1/Services?Page=1".into();
        Answer::json(&page)
    })
    .await;
    let client = builder(&server).build().unwrap();
    let error = client.list_sessions(SERVICE).collect().await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Pagination);
}
