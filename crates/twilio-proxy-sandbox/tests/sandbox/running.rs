use std::collections::HashSet;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use reqwest::Client;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio::time::timeout;
use twilio_proxy_sandbox::Sandbox;

use crate::caller::{get, list_url};

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

#[tokio::test]
async fn a_dropped_sandbox_closes_the_connections_that_are_kept() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let address = sandbox.base_url().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut response = String::new();
    while !response.ends_with('}') {
        response.push(char::from(stream.read_u8().await.unwrap()));
    }
    drop(sandbox);
    let closed = stream.read_to_string(&mut response);
    timeout(Duration::from_secs(10), closed)
        .await
        .unwrap()
        .unwrap();
}

#[test]
fn a_runtime_without_timers_is_refused_at_the_start() {
    let runtime = Builder::new_current_thread().enable_io().build().unwrap();
    let start = || runtime.block_on(Sandbox::builder().start());
    assert!(catch_unwind(AssertUnwindSafe(start)).is_err());
}
