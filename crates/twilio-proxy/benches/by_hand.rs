//! What one writes without an SDK: reqwest, serde_json, and a loop over `next_page_url`, every field a plain string.
#![allow(dead_code, reason = "no benchmark uses all of it")]
#![allow(clippy::expect_used, reason = "a benchmark that can't run stops")]

use bytes::Bytes;
use serde::Deserialize;

use crate::accounts::{ACCOUNT, PARTICIPANT, SERVICE, SESSION, TOKEN};

#[derive(Deserialize)]
pub struct Page {
    pub interactions: Vec<Interaction>,
    pub meta: Meta,
}

#[derive(Deserialize)]
pub struct Meta {
    pub next_page_url: Option<String>,
}

#[derive(Deserialize)]
pub struct Interaction {
    pub sid: String,
    pub session_sid: String,
    pub service_sid: String,
    pub account_sid: String,
    pub data: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub participant_sid: String,
    pub inbound_participant_sid: Option<String>,
    pub inbound_resource_sid: Option<String>,
    pub inbound_resource_status: Option<String>,
    pub inbound_resource_type: Option<String>,
    pub inbound_resource_url: Option<String>,
    pub outbound_participant_sid: Option<String>,
    pub outbound_resource_sid: Option<String>,
    pub outbound_resource_status: Option<String>,
    pub outbound_resource_type: Option<String>,
    pub outbound_resource_url: Option<String>,
    pub date_created: Option<String>,
    pub date_updated: Option<String>,
    pub url: Option<String>,
}

/// One page by its URL.
pub async fn page(http: &reqwest::Client, url: &str) -> Result<Page, reqwest::Error> {
    let request = http.get(url).basic_auth(ACCOUNT, Some(TOKEN));
    request.send().await?.error_for_status()?.json().await
}

/// One page by its URL, as it comes.
pub async fn body(http: &reqwest::Client, url: &str) -> Result<Bytes, reqwest::Error> {
    let request = http.get(url).basic_auth(ACCOUNT, Some(TOKEN));
    request.send().await?.error_for_status()?.bytes().await
}

/// The URL of the listing's first page.
pub fn first(base_url: &str, query: &str) -> String {
    format!(
        "{base_url}/v1/Services/{SERVICE}/Sessions/{SESSION}/Participants/{PARTICIPANT}/MessageInteractions{query}"
    )
}

/// Takes every item from the page at `url` on, and says how many there were.
pub async fn count(http: &reqwest::Client, url: String) -> usize {
    let mut count = 0;
    let mut next = Some(url);
    while let Some(url) = next {
        let page = page(http, &url).await.expect("a page");
        for item in page.interactions {
            count += usize::from(!item.sid.is_empty());
        }
        next = page.meta.next_page_url;
    }
    count
}
