//! A proxy before a sandbox that records the exchanges as HAR, and may change the responses.

use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::response::Response;
use axum::{Router, body};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use twilio_proxy_sandbox::Sandbox;

/// A response that may be changed: its status, and its body, which is null if there is none.
pub struct Reply {
    pub status: u16,
    pub body: Value,
}

/// Changes the response to a method and a path.
pub type Change = fn(&Method, &str, &mut Reply);

pub struct RecordingProxy {
    base_url: String,
    state: Arc<Shared>,
    serving: JoinHandle<()>,
}

struct Shared {
    sandbox: String,
    client: reqwest::Client,
    change: Change,
    entries: Mutex<Vec<Value>>,
}

impl RecordingProxy {
    pub async fn start(sandbox: &Sandbox, change: Change) -> Self {
        let state = Arc::new(Shared {
            sandbox: sandbox.base_url().to_owned(),
            client: reqwest::Client::new(),
            change,
            entries: Mutex::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .fallback(forward)
            .with_state(Arc::clone(&state));
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            base_url,
            state,
            serving,
        }
    }

    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Returns the exchanges so far as a HAR file.
    pub fn har(&self) -> Vec<u8> {
        let entries = self.state.entries.lock().unwrap().clone();
        let har = json!({ "log": { "version": "1.2", "creator": { "name": "test", "version": "1" }, "entries": entries } });
        har.to_string().into_bytes()
    }
}

impl Drop for RecordingProxy {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn forward(State(state): State<Arc<Shared>>, request: Request) -> Response {
    let (head, content) = request.into_parts();
    let sent = body::to_bytes(content, usize::MAX).await.unwrap();
    let target = head.uri.path_and_query().unwrap();
    let url = format!("{}{target}", state.sandbox);
    let mut outgoing = state
        .client
        .request(head.method.clone(), &url)
        .body(sent.clone());
    for name in [AUTHORIZATION, CONTENT_TYPE] {
        if let Some(value) = head.headers.get(&name) {
            outgoing = outgoing.header(name, value);
        }
    }
    let incoming = outgoing.send().await.unwrap();
    let status = incoming.status().as_u16();
    let received = incoming.bytes().await.unwrap();
    let body = serde_json::from_slice(&received).unwrap_or_default();
    let mut reply = Reply { status, body };
    (state.change)(&head.method, head.uri.path(), &mut reply);
    let text = match &reply.body {
        Value::Null => String::new(),
        body => body.to_string(),
    };
    state
        .entries
        .lock()
        .unwrap()
        .push(entry(&head.method, &url, &sent, reply.status, &text));
    let response = Response::builder()
        .status(reply.status)
        .header(CONTENT_TYPE, "application/json");
    response.body(Body::from(text)).unwrap()
}

fn entry(method: &Method, url: &str, sent: &Bytes, status: u16, text: &str) -> Value {
    let mut request =
        json!({ "method": method.as_str(), "url": url, "headers": [], "queryString": [] });
    if !sent.is_empty() {
        let text = String::from_utf8_lossy(sent);
        request["postData"] =
            json!({ "mimeType": "application/x-www-form-urlencoded", "text": text });
    }
    json!({
        "request": request,
        "response": {
            "status": status,
            "headers": [],
            "content": { "size": text.len(), "mimeType": "application/json", "text": text },
        },
    })
}
