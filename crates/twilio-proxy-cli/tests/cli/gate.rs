//! A gate before a sandbox, which leaves all requests but the first few without a response.

use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use twilio_proxy_sandbox::Sandbox;

pub struct Gate {
    pub url: String,
    state: Arc<Passage>,
}

struct Passage {
    sandbox: Arc<Sandbox>,
    http: reqwest::Client,
    asked: AtomicUsize,
    open_for: usize,
    closed: Notify,
}

impl Gate {
    /// Returns a gate that lets so many requests through.
    pub async fn before(sandbox: &Arc<Sandbox>, open_for: usize) -> Self {
        let state = Arc::new(Passage {
            sandbox: Arc::clone(sandbox),
            http: reqwest::Client::new(),
            asked: AtomicUsize::new(0),
            open_for,
            closed: Notify::new(),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(pass).with_state(Arc::clone(&state));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, state }
    }

    /// Waits for a request that gets no response.
    pub async fn closed(&self) {
        self.state.closed.notified().await;
    }

    /// Returns the number of requests so far.
    pub fn asked(&self) -> usize {
        self.state.asked.load(Ordering::SeqCst)
    }
}

async fn pass(State(state): State<Arc<Passage>>, request: Request<Body>) -> Response {
    if state.asked.fetch_add(1, Ordering::SeqCst) >= state.open_for {
        state.closed.notify_one();
        return std::future::pending().await;
    }
    let sandbox = &state.sandbox;
    let url = format!("{}{}", sandbox.base_url(), request.uri());
    let request = state
        .http
        .get(url)
        .basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()));
    let response = request.send().await.unwrap();
    let (status, body) = (response.status(), response.bytes().await.unwrap());
    (status, [(CONTENT_TYPE, "application/json")], body).into_response()
}

/// Sends a signal, such as `-INT`.
pub fn kill(child: &Child, signal: &str) {
    let status = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(status.unwrap().success());
}
