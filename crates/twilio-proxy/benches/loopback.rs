//! The API on loopback, at no cost of its own: pages that are text already, after a wait that stands for the way there.
#![allow(dead_code, reason = "no benchmark uses all of it")]

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use tokio::net::TcpListener;

/// Lists `items` records, each answer after `wait`, on a thread of its own until the process ends. Gives its base URL.
pub fn start(items: usize, wait: Duration) -> io::Result<String> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    std::thread::spawn(move || {
        runtime.block_on(async move {
            let listener = TcpListener::from_std(listener)?;
            let pages = Pages::new(items, wait, address);
            axum::serve(listener, Router::new().fallback(page).with_state(pages)).await
        })
    });
    Ok(format!("http://{address}"))
}

/// A collection, and where it lies.
#[derive(Clone)]
pub struct Pages {
    items: usize,
    wait: Duration,
    address: SocketAddr,
    records: Arc<[String]>,
}

#[derive(serde::Deserialize)]
pub struct Asked {
    #[serde(rename = "PageSize", default = "fifty")]
    pub page_size: usize,
    #[serde(rename = "Page", default)]
    pub page: usize,
}

/// What the API gives where no page size is asked for.
fn fifty() -> usize {
    50
}

async fn page(
    State(pages): State<Pages>,
    uri: axum::http::Uri,
    Query(asked): Query<Asked>,
) -> impl IntoResponse {
    if !pages.wait.is_zero() {
        tokio::time::sleep(pages.wait).await;
    }
    let body = pages.body(uri.path(), &asked);
    ([(CONTENT_TYPE, "application/json; charset=utf-8")], body)
}

impl Pages {
    pub fn new(items: usize, wait: Duration, address: SocketAddr) -> Self {
        Self {
            items,
            wait,
            address,
            records: (0..1000).map(record).collect(),
        }
    }

    /// The JSON of a page.
    pub fn body(&self, path: &str, asked: &Asked) -> Bytes {
        let start = asked.page.saturating_mul(asked.page_size);
        let end = self.items.min(start + asked.page_size);
        let records: Vec<&str> = (start..end)
            .filter_map(|number| self.records.get(number % self.records.len()))
            .map(String::as_str)
            .collect();
        let link = |page: usize| {
            let size = asked.page_size;
            format!(
                "\"http://{}{path}?PageSize={size}&Page={page}&PageToken=PA{page:032x}\"",
                self.address
            )
        };
        let next = if end < self.items {
            link(asked.page + 1)
        } else {
            "null".to_owned()
        };
        let previous = match asked.page.checked_sub(1) {
            Some(page) => link(page),
            None => "null".to_owned(),
        };
        format!(
            r#"{{"interactions":[{}],"meta":{{"page":{},"page_size":{},"first_page_url":{},"previous_page_url":{previous},"next_page_url":{next},"key":"interactions","url":{}}}}}"#,
            records.join(","),
            asked.page,
            asked.page_size,
            link(0),
            link(asked.page),
        )
        .into()
    }
}

/// A message interaction of 1.3 KB, with every field set.
fn record(number: usize) -> String {
    let sid = |prefix: &str| format!("{prefix}{number:032x}");
    let (service, session, participant) = (sid("KS"), sid("KC"), sid("KP"));
    let path = format!(
        "https://proxy.twilio.com/v1/Services/{service}/Sessions/{session}/Participants/{participant}/MessageInteractions"
    );
    let media = "https://api.twilio.com/2010-04-01/Accounts";
    let message = "The quick brown fox jumps over the lazy dog. ".repeat(3);
    format!(
        r#"{{"sid":"{interaction}","session_sid":"{session}","service_sid":"{service}","account_sid":"{account}","data":"{{\"body\":\"{message}\"}}","type":"message","participant_sid":"{participant}","inbound_participant_sid":"{participant}","inbound_resource_sid":"{inbound}","inbound_resource_status":"received","inbound_resource_type":"Message","inbound_resource_url":"{media}/{account}/Messages/{inbound}","outbound_participant_sid":"{participant}","outbound_resource_sid":"{outbound}","outbound_resource_status":"delivered","outbound_resource_type":"Message","outbound_resource_url":"{media}/{account}/Messages/{outbound}","date_created":"2026-01-02T03:04:05Z","date_updated":"2026-01-02T03:04:06Z","url":"{path}/{interaction}"}}"#,
        interaction = sid("KI"),
        account = sid("AC"),
        inbound = sid("SM"),
        outbound = sid("SM"),
    )
}
