//! The walk of a service, stopped by Ctrl-C again and again.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use twilio_proxy_sandbox::Sandbox;

use crate::caller::get;
use crate::examples::{example, on};

const SESSIONS: usize = 3;
const INTERACTIONS: usize = 2_001;
/// Of each session, by the 1000 that a page holds.
const PAGES: usize = 3;

/// Stands before the sandbox, and leaves all requests but the first few without an answer.
struct Gate {
    sandbox: Arc<Sandbox>,
    asked: AtomicUsize,
    open_for: usize,
    closed: Notify,
}

/// A gate, and where it stands.
async fn gate(sandbox: &Arc<Sandbox>, open_for: usize) -> (Arc<Gate>, String) {
    let gate = Arc::new(Gate {
        sandbox: Arc::clone(sandbox),
        asked: AtomicUsize::new(0),
        open_for,
        closed: Notify::new(),
    });
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(through);
    let router = router.with_state(Arc::clone(&gate));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (gate, url)
}

async fn through(State(gate): State<Arc<Gate>>, request: Request) -> Response {
    if gate.asked.fetch_add(1, Ordering::SeqCst) >= gate.open_for {
        gate.closed.notify_one();
        return std::future::pending().await;
    }
    let answer = get(&gate.sandbox, &request.uri().to_string()).await;
    let (status, body) = (answer.status(), answer.bytes().await.unwrap());
    (status, [(CONTENT_TYPE, "application/json")], body).into_response()
}

/// The SIDs of all interactions of the service, sorted.
async fn all(sandbox: &Sandbox) -> Vec<String> {
    let client = sandbox.client().unwrap();
    let service = sandbox.service_sid();
    let mut sids = Vec::new();
    for session in client.list_sessions(service).collect().await.unwrap() {
        let interactions = client.list_interactions(service, session.sid);
        for interaction in interactions.collect().await.unwrap() {
            sids.push(interaction.sid.to_string());
        }
    }
    sids.sort();
    sids
}

#[tokio::test]
async fn a_walk_that_is_stopped_and_started_again_has_every_interaction_once() {
    let sandbox = Sandbox::builder().sessions(SESSIONS);
    let sandbox = sandbox.interactions(INTERACTIONS).start().await.unwrap();
    let sandbox = Arc::new(sandbox);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("interactions.jsonl");
    let mut stops = 0;
    // Each run may ask for more than the one before, so that one of them gets to the end.
    for open_for in (3..).step_by(3) {
        let (gate, url) = gate(&sandbox, open_for).await;
        let mut command = example("walk_service");
        command.arg(&file).arg(sandbox.service_sid().as_str());
        on(&mut command, &sandbox, &url).stdout(Stdio::null());
        let mut walk = command.spawn().unwrap();
        let id = walk.id().to_string();
        let mut end = tokio::task::spawn_blocking(move || walk.wait());
        let at_its_end = tokio::select! {
            status = &mut end => Some(status),
            () = gate.closed.notified() => None,
        };
        if let Some(status) = at_its_end {
            assert!(status.unwrap().unwrap().success());
            // The first run would have asked for the sessions and for each page.
            assert!(gate.asked.load(Ordering::SeqCst) < 1 + SESSIONS * PAGES);
            break;
        }
        stops += 1;
        // Asked for a page, it listens for Ctrl-C.
        let interrupt = Command::new("kill").args(["-INT", &id]).status();
        assert!(interrupt.unwrap().success());
        let status = end.await.unwrap().unwrap();
        assert!(status.success(), "{status}");
    }
    assert!(stops > 1);
    let lines = std::fs::read_to_string(file).unwrap();
    let interactions = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let mut sids: Vec<_> = interactions
        .map(|interaction: Value| interaction["sid"].as_str().unwrap().to_owned())
        .collect();
    sids.sort();
    assert_eq!(sids.len(), SESSIONS * INTERACTIONS);
    assert!(sids == all(&sandbox).await);
}
