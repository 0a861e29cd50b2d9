//! The sandbox as a client that is not ours sees it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::time::timeout;
use twilio_proxy_sandbox::Sandbox;

fn list_url(sandbox: &Sandbox) -> String {
    format!(
        "{}/v1/Services/{}/Sessions/{}/Participants/{}/MessageInteractions",
        sandbox.base_url(),
        sandbox.service_sid(),
        sandbox.session_sid(),
        sandbox.participant_sid()
    )
}

async fn get(sandbox: &Sandbox, url: &str) -> Response {
    let request = Client::new()
        .get(url)
        .basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()));
    request.send().await.unwrap()
}

async fn assert_problem(response: Response, status: StatusCode, code: u32) {
    assert_eq!(response.status(), status);
    assert!(
        response.headers()["twilio-request-id"]
            .to_str()
            .unwrap()
            .starts_with("RQ")
    );
    assert_eq!(response.headers()["content-type"], "application/json");
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["code"], code);
    assert_eq!(body["status"], status.as_u16());
    assert!(!body["message"].as_str().unwrap().is_empty());
}

/// Follows the next links as they are given, as the vendor's own clients do.
async fn walk(sandbox: &Sandbox, first: String) -> (Vec<Value>, usize) {
    let (mut all, mut pages, mut next) = (Vec::new(), 0, Some(first));
    while let Some(url) = next {
        let body: Value = get(sandbox, &url).await.json().await.unwrap();
        all.extend(body["interactions"].as_array().unwrap().iter().cloned());
        assert_eq!(body["meta"]["page"], pages);
        assert_eq!(body["meta"]["previous_page_url"].is_null(), pages == 0);
        next = body["meta"]["next_page_url"].as_str().map(str::to_owned);
        pages += 1;
    }
    (all, pages)
}

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
async fn the_same_seed_serves_the_same_and_another_one_does_not() {
    let mut served = Vec::new();
    for seed in [7, 7, 8] {
        let sandbox = Sandbox::builder()
            .seed(seed)
            .interactions(3)
            .start()
            .await
            .unwrap();
        let body = get(&sandbox, &list_url(&sandbox))
            .await
            .text()
            .await
            .unwrap();
        served.push(body.replace(sandbox.base_url(), ""));
    }
    assert_eq!(served[0], served[1]);
    assert_ne!(served[0], served[2]);
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
    let post = Client::new()
        .post(&url)
        .basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()));
    assert_problem(
        post.send().await.unwrap(),
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

#[tokio::test]
async fn every_answer_has_a_request_id_of_its_own() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let mut ids = HashSet::new();
    for path in ["", "?PageSize=0", "/nowhere"] {
        let response = get(&sandbox, &format!("{}{path}", list_url(&sandbox))).await;
        let id = response.headers()["twilio-request-id"].to_str().unwrap();
        let digits = id.strip_prefix("RQ").unwrap();
        assert!(digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        ids.insert(id.to_owned());
    }
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn a_sandbox_that_is_stopped_leaves_its_port() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let address = sandbox.base_url().strip_prefix("http://").unwrap();
    let address: SocketAddr = address.parse().unwrap();
    get(&sandbox, &list_url(&sandbox)).await;
    sandbox.shutdown().await;
    let again = Sandbox::builder().port(address.port());
    let again = again.start().await.unwrap();
    get(&again, &list_url(&again)).await;
    drop(again);
    let refused = async {
        while TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(10), refused).await.unwrap();
}

#[tokio::test]
async fn answers_are_compressed_where_that_is_accepted() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let plain = Client::builder().gzip(false).build().unwrap();
    let request = plain
        .get(list_url(&sandbox))
        .basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()));
    let response = request
        .header("accept-encoding", "gzip")
        .send()
        .await
        .unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    assert_eq!(response.bytes().await.unwrap()[..2], [0x1f, 0x8b]);
}

#[tokio::test]
async fn a_recorded_request_shows_no_secret() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    get(
        &sandbox,
        &format!("{}?PageToken=PAsecret", list_url(&sandbox)),
    )
    .await;
    let requests = sandbox.requests();
    assert_eq!(
        (requests[0].method.as_str(), requests[0].query.as_str()),
        ("GET", "PageToken=PAsecret")
    );
    let shown = format!("{requests:?} {sandbox:?}");
    assert!(
        !shown.contains("PAsecret")
            && !shown.contains("Basic ")
            && !shown.contains(sandbox.auth_token())
    );
}

#[tokio::test]
async fn a_busy_port_is_said() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let port = sandbox
        .base_url()
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let error = Sandbox::builder()
        .port(port)
        .start()
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains(&format!("port {port} can't be used")) && error.contains("choose another"),
        "{error}"
    );
}

/// The program on a free port; stopped when dropped, however the test ends.
struct Program(Child);

impl Program {
    fn start() -> (Self, Vec<(String, String)>) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_twilio-proxy-sandbox"))
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let program = Self(child);
        let variable = |line: String| {
            let (name, value) = line.split_once('=').unwrap();
            (name.to_owned(), value.to_owned())
        };
        let lines = out.lines().take(6).map(|line| variable(line.unwrap()));
        (program, lines.collect())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_program_prints_what_a_shell_needs_and_refuses_a_busy_port() {
    let (_program, lines) = Program::start();
    let names: Vec<_> = lines.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN",
        "TWILIO_PROXY_BASE_URL",
        "PROXY_SERVICE_SID",
        "PROXY_SESSION_SID",
        "PROXY_PARTICIPANT_SID",
    ];
    assert_eq!(names, expected);

    let port = lines[2].1.rsplit(':').next().unwrap();
    let second = Command::new(env!("CARGO_BIN_EXE_twilio-proxy-sandbox"))
        .args(["--port", port])
        .output()
        .unwrap();
    assert!(!second.status.success());
    assert!(second.stdout.is_empty());
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(
        said.contains(&format!("port {port} can't be used")),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn the_program_stops_cleanly_as_soon_as_its_lines_are_read() {
    for signal in ["-INT", "-TERM"].repeat(5) {
        let (mut program, _) = Program::start();
        let sent = Command::new("kill")
            .args([signal, &program.0.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
        let status = program.0.wait().unwrap();
        assert_eq!(status.code(), Some(0), "{signal}: {status}");
    }
}
