use std::time::Duration;

use reqwest::StatusCode;
use serde_json::Value;
use tokio::time::timeout;
use twilio_proxy_sandbox::Sandbox;

use crate::caller::{
    assert_problem, deleted, fetched, get, interactions_url, list_url, posted, sids, text, walk,
};

#[tokio::test]
async fn every_list_of_a_tree_is_paged_alike() {
    let sandbox = Sandbox::builder()
        .services(7)
        .sessions(5)
        .participants(2)
        .interactions(9)
        .start()
        .await
        .unwrap();
    let messages = list_url(&sandbox);
    let service = messages.split("/Sessions").next().unwrap();
    let session = messages.split("/Participants").next().unwrap();
    let lists = [
        (format!("{}/v1/Services", sandbox.base_url()), "services", 7),
        (format!("{service}/PhoneNumbers"), "phone_numbers", 2),
        (format!("{service}/Sessions"), "sessions", 5),
        (format!("{session}/Participants"), "participants", 2),
        (format!("{session}/Interactions"), "interactions", 18),
        (messages.clone(), "interactions", 9),
    ];
    for (url, key, count) in lists {
        let first = fetched(&sandbox, &url).await;
        assert_eq!(first["meta"]["key"], key, "{url}");
        assert_eq!(first["meta"]["page_size"], 50);
        assert_eq!(first[key].as_array().unwrap().len(), count, "{url}");
        let (records, pages) = walk(&sandbox, format!("{url}?PageSize=2")).await;
        assert_eq!(pages, count.div_ceil(2), "{url}");
        assert_eq!(Value::from(records.clone()), first[key], "{url}");
        for record in records {
            assert_eq!(fetched(&sandbox, text(&record, "/url")).await, record);
        }
    }
}

#[tokio::test]
async fn the_previous_links_lead_back() {
    let sandbox = Sandbox::builder().interactions(7).start().await.unwrap();
    let (mut url, mut pages) = (format!("{}?PageSize=3", list_url(&sandbox)), Vec::new());
    loop {
        let page = fetched(&sandbox, &url).await;
        let next = page.pointer("/meta/next_page_url").and_then(Value::as_str);
        let next = next.map(str::to_owned);
        pages.push(page);
        match next {
            Some(next) => url = next,
            None => break,
        }
    }
    while let Some(page) = pages.pop() {
        let previous = &page["meta"]["previous_page_url"];
        match pages.last() {
            Some(expected) => {
                assert_eq!(
                    fetched(&sandbox, previous.as_str().unwrap()).await,
                    *expected
                );
            }
            None => assert!(previous.is_null()),
        }
    }
}

#[tokio::test]
async fn who_deletes_what_is_listed_meets_every_record() {
    let sandbox = Sandbox::builder();
    let sandbox = sandbox
        .participants(2)
        .interactions(10)
        .start()
        .await
        .unwrap();
    let messages = list_url(&sandbox);
    let interactions = interactions_url(&sandbox);
    let all = sids(&sandbox, &interactions).await;
    let mut met = Vec::new();
    let mut next = Some(format!("{interactions}?PageSize=3"));
    while let Some(url) = next {
        let page = fetched(&sandbox, &url).await;
        for record in page["interactions"].as_array().unwrap() {
            deleted(&sandbox, text(record, "/url")).await;
            met.push(text(record, "/sid").to_owned());
        }
        next = page
            .pointer("/meta/next_page_url")
            .and_then(Value::as_str)
            .map(str::to_owned);
    }
    assert_eq!(met, all);
    assert!(sids(&sandbox, &interactions).await.is_empty());
    assert!(sids(&sandbox, &messages).await.is_empty());
}

#[tokio::test]
async fn a_page_by_its_number_counts_what_is_left() {
    let sandbox = Sandbox::builder();
    let sandbox = sandbox
        .participants(2)
        .interactions(5)
        .start()
        .await
        .unwrap();
    let messages = list_url(&sandbox);
    let interactions = interactions_url(&sandbox);
    for _ in 0..3 {
        posted(&sandbox, &messages, &[("Body", "hello")]).await;
    }
    for number in [0, 1, 1, 4] {
        let sid = &sids(&sandbox, &interactions).await[number];
        deleted(&sandbox, &format!("{interactions}/{sid}")).await;
    }
    for list in [&interactions, &messages] {
        let all = sids(&sandbox, list).await;
        for (page, sid) in all.iter().enumerate() {
            let url = format!("{list}?PageSize=1&Page={page}");
            let body = fetched(&sandbox, &url).await;
            assert_eq!(text(&body, "/interactions/0/sid"), sid, "{url}");
        }
        let past = fetched(&sandbox, &format!("{list}?PageSize=1&Page={}", all.len())).await;
        assert_eq!(past["interactions"], Value::Array(Vec::new()));
        assert!(past["meta"]["next_page_url"].is_null());
    }
}

#[tokio::test]
async fn a_page_token_belongs_to_its_collection() {
    let sandbox = Sandbox::builder().services(2).start().await.unwrap();
    let services = format!("{}/v1/Services", sandbox.base_url());
    let page = fetched(&sandbox, &format!("{services}?PageSize=1")).await;
    let query = text(&page, "/meta/next_page_url")
        .split_once('?')
        .unwrap()
        .1;
    fetched(&sandbox, &format!("{services}?{query}")).await;
    let elsewhere = get(&sandbox, &format!("{}?{query}", list_url(&sandbox))).await;
    assert_problem(elsewhere, StatusCode::BAD_REQUEST, 21481).await;
}

/// A limit on the clock would depend on the machine's speed; that it ends at all does not.
#[tokio::test]
async fn the_longest_list_costs_no_more_than_its_page() {
    let sandbox = Sandbox::builder();
    let sandbox = sandbox.participants(2).interactions(usize::MAX);
    let sandbox = sandbox.start().await.unwrap();
    let list = list_url(&sandbox);
    let all = async {
        let far = fetched(
            &sandbox,
            &format!("{list}?PageSize=1000&Page=1000000000000"),
        )
        .await;
        let record = &far["interactions"][999];
        assert_eq!(fetched(&sandbox, text(record, "/url")).await, *record);
        assert_eq!(
            deleted_interaction(&sandbox, record).await,
            StatusCode::NO_CONTENT
        );
        let message = posted(&sandbox, &list, &[("Body", "hello")]).await;
        assert_eq!(fetched(&sandbox, text(&message, "/url")).await, message);
    };
    timeout(Duration::from_secs(60), all).await.unwrap();
}

async fn deleted_interaction(sandbox: &Sandbox, message: &Value) -> StatusCode {
    let list = list_url(sandbox);
    let session = list.split("/Participants").next().unwrap();
    let url = format!("{session}/Interactions/{}", text(message, "/sid"));
    deleted(sandbox, &url).await
}
