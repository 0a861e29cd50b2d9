//! Proxy variables: those that apply are used, or are errors that name them.

use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::settings::environment::{SID, TOKEN, outcome, rejected};
use crate::support::fixtures::collection;
use crate::support::response::Answer;
use crate::support::server::Server;

/// Values that the HTTP client ignores, or misunderstands.
const UNREADABLE: &[&str] = &[
    "http://127.0.0.1:1 ",
    " http://127.0.0.1:1",
    "http://127.0.0.1:1\n",
    " ",
    "http//host",
    "http:/host:1",
    "http:host:1",
    "http://",
    "http://:3128",
    "http:///host",
    "\"http://host:1\"",
    "'http://host:1'",
    "http://user:canary canary@host:1",
    "http://user:canary#canary@host:1",
    "http://user:1#canary@host:1",
    "http://user:canary/canary@host:1",
    "http://user:canary?canary@host:1",
    "http://user:canary@canary@host:1",
    "http://user:canary[canary@host:1",
    "http://user:canaryß@host:1",
    "user:canary/canary@host:1",
    "ftp://host",
    "ws://host",
    "socks://host",
    "socks6://host",
    "http://host:99999",
    "http://host:65536",
    "http://host:port",
    "http://host:3128,",
    "host:port",
    "http://host:3128:3128",
    "http://host:1;http://other:2",
    "http://hoßt:1",
    "http://[::1:3128",
    "http://::1:3128",
    "/",
];

#[tokio::test]
async fn a_value_that_can_not_be_read_is_an_error_that_names_its_variable() {
    for value in UNREADABLE {
        let message = rejected(&[SID, TOKEN, ("HTTPS_PROXY", value)]).await;
        assert!(message.contains("HTTPS_PROXY"), "{value:?}: {message}");
        assert!(!message.contains("host"), "{value:?}: {message}");
    }
    for name in ["https_proxy", "ALL_PROXY", "all_proxy"] {
        let message = rejected(&[SID, TOKEN, (name, "http//canary")]).await;
        assert!(message.contains(name), "{message}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_value_that_is_not_utf_8_is_an_error_too() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let credentials = [SID, TOKEN].map(|(name, value)| (name, OsStr::new(value)));
    let broken = OsStr::from_bytes(b"http://canary\xff:1");
    let good = ("HTTPS_PROXY", OsStr::new("http://127.0.0.1:1"));
    for name in ["HTTPS_PROXY", "all_proxy"] {
        let message = rejected(&[&credentials[..], &[(name, broken)]].concat()).await;
        assert!(message.contains(name), "{message}");
    }
    let message = rejected(&[&credentials[..], &[good, ("NO_PROXY", broken)]].concat()).await;
    assert!(message.contains("NO_PROXY"), "{message}");
}

/// With the rules by which the HTTP client picks a variable.
#[tokio::test]
async fn the_variable_that_wins_is_the_one_that_is_checked() {
    const BAD: &str = "http//canary";
    const GOOD: &str = "http://127.0.0.1:1";
    for (variables, named) in [
        (vec![("HTTPS_PROXY", GOOD), ("ALL_PROXY", BAD)], None),
        (vec![("HTTPS_PROXY", GOOD), ("https_proxy", BAD)], None),
        (vec![("ALL_PROXY", GOOD), ("all_proxy", BAD)], None),
        (vec![("HTTPS_PROXY", ""), ("https_proxy", BAD)], None),
        (vec![("HTTPS_PROXY", "")], None),
        (vec![("ALL_PROXY", "")], None),
        (
            vec![("HTTPS_PROXY", BAD), ("ALL_PROXY", GOOD)],
            Some("HTTPS_PROXY"),
        ),
        (
            vec![("HTTPS_PROXY", ""), ("ALL_PROXY", BAD)],
            Some("ALL_PROXY"),
        ),
        (
            vec![("https_proxy", BAD), ("ALL_PROXY", GOOD)],
            Some("https_proxy"),
        ),
        // Of plain HTTP, which goes to no proxy.
        (vec![("HTTP_PROXY", BAD)], None),
        (vec![("http_proxy", BAD)], None),
        // A CGI program gets `HTTP_PROXY` from a request's header, so that the HTTP client uses no variable in it.
        (vec![("HTTPS_PROXY", BAD), ("REQUEST_METHOD", "GET")], None),
        (vec![("HTTPS_PROXY", BAD), ("NO_PROXY", "*")], None),
        (
            vec![("HTTPS_PROXY", BAD), ("NO_PROXY", "a.example, .twilio.com")],
            None,
        ),
        (
            vec![("HTTPS_PROXY", BAD), ("no_proxy", "proxy.twilio.com")],
            None,
        ),
        (
            vec![("HTTPS_PROXY", BAD), ("NO_PROXY", "example.com")],
            Some("HTTPS_PROXY"),
        ),
        (
            vec![("HTTPS_PROXY", BAD), ("NO_PROXY", "")],
            Some("HTTPS_PROXY"),
        ),
    ] {
        let all = [&[SID, TOKEN], variables.as_slice()].concat();
        match named {
            Some(name) => {
                let message = rejected(&all).await;
                assert!(message.contains(name), "{variables:?}: {message}");
            }
            None => {
                let client = outcome(&all).await;
                assert!(client.starts_with("Client "), "{variables:?}: {client}");
            }
        }
    }
}

#[tokio::test]
async fn a_value_that_the_http_client_reads_stays_one() {
    for value in [
        "127.0.0.1:3128",
        "proxy",
        "proxy:3128",
        "HTTP://proxy:3128/",
        "https://proxy",
        "http://proxy:",
        "http://proxy/path?query",
        "http://user:pass%20word%40@proxy:3128",
        "user:password@proxy:3128",
        "http://user@proxy",
        "http://[::1]:3128",
        "[::1]:3128",
        "socks4://proxy:1080",
        "socks4a://proxy",
        "socks5://user:password@proxy:1080",
        "socks5h://proxy",
    ] {
        let client = outcome(&[SID, TOKEN, ("HTTPS_PROXY", value)]).await;
        assert!(client.starts_with("Client "), "{value}: {client}");
    }
}

#[tokio::test]
async fn requests_go_through_the_proxy() {
    let proxy = Server::scripted([Answer::status(503, &[], "")]).await;
    let base_url = ("TWILIO_PROXY_BASE_URL", "https://api.example");
    for (name, value) in [
        ("HTTPS_PROXY", proxy.authority()),
        ("all_proxy", proxy.url()),
    ] {
        let outcome = outcome(&[SID, TOKEN, base_url, (name, &value)]).await;
        assert!(outcome.starts_with("failed: Transport"), "{outcome}");
        let last = proxy.requests().pop().unwrap();
        assert_eq!(last.method, "CONNECT");
        assert_eq!(last.path, "api.example:443");
    }
    assert_eq!(proxy.count(), 2);
}

#[tokio::test]
async fn a_socks_proxy_is_used() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let value = format!("socks5h://{}", listener.local_addr().unwrap());
    let variables = [
        SID,
        TOKEN,
        ("TWILIO_PROXY_BASE_URL", "https://api.example"),
        ("HTTPS_PROXY", &value),
    ];
    let greeting = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read_u8().await.unwrap()
    };
    // The bound makes the test fail, not hang, if no connection comes.
    let greeting = tokio::time::timeout(Duration::from_secs(20), greeting);
    let (outcome, version) = tokio::join!(outcome(&variables), greeting);
    assert!(outcome.starts_with("failed: Transport"), "{outcome}");
    assert_eq!(version, Ok(5));
}

#[tokio::test]
async fn a_base_url_of_http_uses_no_proxy() {
    let server = Server::answering(collection(3)).await;
    let url = server.url();
    let mut variables = vec![SID, TOKEN, ("TWILIO_PROXY_BASE_URL", url.as_str())];
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"] {
        variables.push((name, "http//canary"));
    }
    assert_eq!(outcome(&variables).await, "listed 3");
}
