//! The API on loopback, at no cost of its own: pages that are text already, after a wait that stands for the network.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use tokio::net::TcpListener;

pub const ACCOUNT: &str = "AC00000000000000000000000000000001";
pub const SERVICE: &str = "KS00000000000000000000000000000001";

/// A service with sessions of interactions.
pub struct Server {
    pub url: String,
    pages: Arc<Pages>,
}

struct Pages {
    url: String,
    sessions: usize,
    interactions: usize,
    wait: Duration,
    requests: AtomicUsize,
    /// The pages that were requested before.
    known: Mutex<HashMap<String, Bytes>>,
}

impl Server {
    /// Serves on a thread of its own until the process ends.
    pub fn start(sessions: usize, interactions: usize, wait: Duration) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let url = format!("http://{}", listener.local_addr()?);
        let pages = Arc::new(Pages {
            url: url.clone(),
            sessions,
            interactions,
            wait,
            requests: AtomicUsize::new(0),
            known: Mutex::default(),
        });
        let router = Router::new().fallback(page).with_state(Arc::clone(&pages));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        std::thread::spawn(move || {
            runtime.block_on(async move {
                let listener = TcpListener::from_std(listener)?;
                axum::serve(listener, router).await
            })
        });
        Ok(Self { url, pages })
    }

    /// Returns the number of requests so far.
    pub fn requests(&self) -> usize {
        self.pages.requests.load(Ordering::SeqCst)
    }
}

async fn page(
    State(pages): State<Arc<Pages>>,
    uri: Uri,
    Query(query): Query<HashMap<String, String>>,
) -> impl IntoResponse {
    pages.requests.fetch_add(1, Ordering::SeqCst);
    tokio::time::sleep(pages.wait).await;
    let mut known = pages.known.lock().unwrap_or_else(PoisonError::into_inner);
    let body = known
        .entry(uri.to_string())
        .or_insert_with(|| pages.body(uri.path(), &query).into());
    ([(CONTENT_TYPE, "application/json")], body.clone())
}

impl Pages {
    /// Returns the JSON of a page.
    fn body(&self, path: &str, query: &HashMap<String, String>) -> String {
        let number = |name: &str, usual| {
            query
                .get(name)
                .and_then(|text| text.parse().ok())
                .unwrap_or(usual)
        };
        let (size, page) = (number("PageSize", 50), number("Page", 0));
        let session = path
            .strip_suffix("/Interactions")
            .and_then(|path| path.rsplit('/').next());
        let (key, total) = match session {
            Some(_) => ("interactions", self.interactions),
            None if path.ends_with("/Sessions") => ("sessions", self.sessions),
            None => ("services", 1),
        };
        let (start, end) = (page * size, total.min((page + 1) * size));
        let records: Vec<String> = (start..end)
            .map(|number| match (key, session) {
                ("interactions", Some(session)) => interaction(session, number),
                ("sessions", _) => resource("KC", number + 1),
                _ => resource("KS", number + 1),
            })
            .collect();
        let link = |page: usize| {
            format!(
                "\"{}{path}?PageSize={size}&Page={page}&PageToken=PA{page:032x}\"",
                self.url
            )
        };
        let next = if end < total {
            link(page + 1)
        } else {
            "null".to_owned()
        };
        let previous = if page > 0 {
            link(page - 1)
        } else {
            "null".to_owned()
        };
        format!(
            r#"{{"{key}":[{}],"meta":{{"page":{page},"page_size":{size},"first_page_url":{},"previous_page_url":{previous},"next_page_url":{next},"key":"{key}","url":{}}}}}"#,
            records.join(","),
            link(0),
            link(page),
        )
    }
}

fn resource(prefix: &str, number: usize) -> String {
    format!(
        r#"{{"sid":"{prefix}{number:032x}","service_sid":"{SERVICE}","account_sid":"{ACCOUNT}","unique_name":"number-{number}"}}"#
    )
}

/// Returns an interaction of 1.3 KB, with every property set.
fn interaction(session: &str, number: usize) -> String {
    let session_number = session.trim_start_matches("KC").trim_start_matches('0');
    let sid = |prefix: &str| format!("{prefix}{session_number:0>16}{number:016x}");
    let media = format!("https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages");
    let message = "The quick brown fox jumps over the lazy dog. ".repeat(3);
    format!(
        r#"{{"sid":"{interaction}","session_sid":"{session}","service_sid":"{SERVICE}","account_sid":"{ACCOUNT}","data":"{{\"body\":\"{message}\"}}","type":"message","inbound_participant_sid":"{participant}","inbound_resource_sid":"{resource}","inbound_resource_status":"received","inbound_resource_type":"Message","inbound_resource_url":"{media}/{resource}","outbound_participant_sid":"{participant}","outbound_resource_sid":"{resource}","outbound_resource_status":"delivered","outbound_resource_type":"Message","outbound_resource_url":"{media}/{resource}","date_created":"2026-01-02T03:04:05Z","date_updated":"2026-01-02T03:04:06Z","url":"https://proxy.twilio.com/v1/Services/{SERVICE}/Sessions/{session}/Interactions/{interaction}"}}"#,
        interaction = sid("KI"),
        participant = sid("KP"),
        resource = sid("SM"),
    )
}
