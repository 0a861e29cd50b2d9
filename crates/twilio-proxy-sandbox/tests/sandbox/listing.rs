use std::collections::HashSet;

use reqwest::{Client, StatusCode};
use serde_json::Value;
use twilio_proxy_sandbox::Sandbox;

use crate::caller::{assert_problem, get, list_url, walk};

#[tokio::test]
async fn the_next_links_lead_to_every_interaction_once() {
    let sandbox = Sandbox::builder().interactions(230).start().await.unwrap();
    let (all, pages) = walk(&sandbox, list_url(&sandbox)).await;
    assert_eq!(pages, 5, "50 a page by default");
    let sids: HashSet<_> = all
        .iter()
        .map(|item| item["sid"].as_str().unwrap())
        .collect();
    assert_eq!((all.len(), sids.len()), (230, 230));
    assert!(all.iter().all(|item| item.as_object().unwrap().len() == 20));
    let types: HashSet<_> = all
        .iter()
        .map(|item| item["type"].as_str().unwrap())
        .collect();
    assert_eq!(types, HashSet::from(["message", "voice"]));

    let (same, pages) = walk(&sandbox, format!("{}?PageSize=100", list_url(&sandbox))).await;
    assert_eq!(pages, 3);
    let urls_aside = |items: Vec<Value>| {
        items
            .into_iter()
            .map(|item| item["sid"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(urls_aside(all), urls_aside(same));
}

#[tokio::test]
async fn what_is_wrong_is_said_as_the_api_says_it() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let url = list_url(&sandbox);

    let anonymous = Client::new().get(&url).send().await.unwrap();
    assert!(anonymous.headers().contains_key("www-authenticate"));
    assert_problem(anonymous, StatusCode::UNAUTHORIZED, 20003).await;
    let wrong = Client::new()
        .get(&url)
        .basic_auth(sandbox.account_sid(), Some("wrong"));
    assert_problem(wrong.send().await.unwrap(), StatusCode::UNAUTHORIZED, 20003).await;

    let unknown = url.replace(
        sandbox.service_sid().as_str(),
        "KS00000000000000000000000000000000",
    );
    assert_problem(get(&sandbox, &unknown).await, StatusCode::NOT_FOUND, 20404).await;
    assert_problem(
        get(&sandbox, &format!("{}/v2", sandbox.base_url())).await,
        StatusCode::NOT_FOUND,
        20404,
    )
    .await;
    for size in ["0", "1001", "-1", "many"] {
        let response = get(&sandbox, &format!("{url}?PageSize={size}")).await;
        assert_problem(response, StatusCode::BAD_REQUEST, 20001).await;
    }
    for token in ["", "PA", "PA00000000000000010000000000000000", "é"] {
        let response = get(&sandbox, &format!("{url}?PageToken={token}")).await;
        assert_problem(response, StatusCode::BAD_REQUEST, 21481).await;
    }
    for query in ["PageSize=1&PageSize=1", "Page=-1", "Page=many"] {
        let response = get(&sandbox, &format!("{url}?{query}")).await;
        assert_problem(response, StatusCode::BAD_REQUEST, 20001).await;
    }
    let no_text = url.replace(sandbox.service_sid().as_str(), "%ff");
    assert_problem(get(&sandbox, &no_text).await, StatusCode::NOT_FOUND, 20404).await;
    let put = Client::new()
        .put(&url)
        .basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()));
    assert_problem(
        put.send().await.unwrap(),
        StatusCode::METHOD_NOT_ALLOWED,
        20004,
    )
    .await;
}

#[tokio::test]
async fn a_page_token_belongs_to_its_page() {
    let sandbox = Sandbox::builder().interactions(9).start().await.unwrap();
    let meta = async |url: &str| -> Value {
        let mut body: Value = get(&sandbox, url).await.json().await.unwrap();
        body["meta"].take()
    };
    let first = meta(&format!("{}?PageSize=3", list_url(&sandbox))).await;
    let next = first["next_page_url"].as_str().unwrap();
    assert!(next.contains("?PageSize=3&Page=1&PageToken=PA"), "{next}");
    let second = meta(next).await;
    assert_eq!(second["previous_page_url"], first["url"]);
    assert_eq!(second, meta(&next.replace("&Page=1", "")).await);

    let contradicted = get(&sandbox, &next.replace("&Page=1", "&Page=2")).await;
    assert_problem(contradicted, StatusCode::BAD_REQUEST, 21481).await;
}

#[tokio::test]
async fn no_page_is_too_far_to_answer() {
    for interactions in [0, 9, usize::MAX] {
        let sandbox = Sandbox::builder().interactions(interactions);
        let sandbox = sandbox.start().await.unwrap();
        for page in [0, 10_000_000_000_000_000, u64::MAX] {
            let url = format!("{}?PageSize=1000&Page={page}", list_url(&sandbox));
            let response = get(&sandbox, &url).await;
            assert_eq!(response.status(), StatusCode::OK, "{interactions} {page}");
        }
    }
}
