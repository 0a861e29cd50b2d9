//! What an answer may cost in memory: a few times the bound of its body, in a process of its own that is measured.
#![cfg(target_os = "linux")]

use std::process::Command;

use twilio_proxy::ErrorKind;

use crate::support::fixtures::{builder, link, listing, only_error, page};
use crate::support::response::{Answer, zip};
use crate::support::server::Server;

const CHILD: &str = "TWILIO_PROXY_TESTS_MEMORY";
const CAP: usize = 4 << 20;

/// The most memory that this process has had, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    line.split_whitespace()
        .nth(1)
        .unwrap()
        .parse::<usize>()
        .unwrap()
        << 10
}

/// The error that a page token of one character leads to: it repeats the token as often as fits.
fn repeated_token(case: &str) -> Answer {
    let (unit, start, end) = match case {
        "words" => ("x ", r#"{"message":""#, r#"","code":20001}"#),
        "escapes" => (r"x", r#"{"message":""#, r#"","code":20001}"#),
        "details" => (
            "[],",
            r#"{"details":["#,
            r#"[]],"message":"x","code":20001}"#,
        ),
        "fields" => (r#""x":[],"#, "{", r#""message":"x","code":20001}"#),
        _ => ("x", r#"{"message":""#, r#"","code":20001}"#),
    };
    let mut body = start.as_bytes().to_vec();
    body.extend_from_slice(&unit.as_bytes().repeat((CAP - 100) / unit.len()));
    if case == "bytes" {
        body.fill(0xff);
        body.splice(..start.len(), start.bytes());
    }
    body.extend_from_slice(end.as_bytes());
    assert!(body.len() < CAP);
    let mut answer = Answer::status(400, &[("content-encoding", "gzip")], zip(&body));
    answer.piece = 64 << 10;
    answer
}

#[tokio::test]
#[ignore = "run by the other tests, in a process that is measured"]
async fn error_child() {
    let Ok(case) = std::env::var(CHILD) else {
        return;
    };
    let first = Answer::json(&page(vec![], Some(&link(1, "x"))));
    let server = Server::scripted([first, repeated_token(&case)]).await;
    let cap = u64::try_from(CAP).unwrap();
    let client = builder(&server).max_response_bytes(cap).build().unwrap();
    let before = peak();
    let error = only_error(listing(&client)).await;
    let shown = format!("{error} {error:?}");
    println!("\npeak: {}", (peak() - before) / CAP);
    assert_eq!((error.code(), error.status()), (Some(20001), Some(400)));
    assert!(shown.len() < 4_000 && error.message().len() < 5_000);
}

/// How many times the body's bound a listing of this answer takes.
async fn times(child: &str, case: &str) -> usize {
    let test = format!("transport::memory::{child}");
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args([&*test, "--exact", "--ignored", "--nocapture"]);
    child.env(CHILD, case);
    let output = tokio::task::spawn_blocking(move || child.output()).await;
    let output = output.unwrap().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{case}: {text}");
    let (_, said) = text.split_once("peak: ").expect("the child says nothing");
    said.lines().next().unwrap().parse().unwrap()
}

#[tokio::test]
#[ignore = "run by the other tests, in a process that is measured"]
async fn child() {
    let Ok(case) = std::env::var(CHILD) else {
        return;
    };
    let answer = match case.strip_prefix("bomb ") {
        Some(status) => Answer::bomb(status.parse().unwrap()),
        None => {
            let records = vec![case.as_str(); CAP / (case.len() + 1) - 100].join(",");
            let body = format!(r#"{{"interactions":[{records}],"meta":{{}}}}"#);
            assert!(body.len() < CAP);
            Answer::gzip(&zip(body.as_bytes()))
        }
    };
    let server = Server::scripted([answer]).await;
    let cap = u64::try_from(CAP).unwrap();
    let client = builder(&server).max_response_bytes(cap).build().unwrap();
    let before = peak();
    let mut items = listing(&client).items();
    let first = items.next().await.unwrap().unwrap_err();
    println!("\npeak: {}", (peak() - before) / CAP);
    let bomb = case.starts_with("bomb");
    assert_eq!(first.kind() == ErrorKind::TooLarge, bomb, "{first}");
}

#[tokio::test]
async fn a_bomb_takes_less_than_four_times_the_bound() {
    for case in ["bomb 200", "bomb 404", "bomb 503"] {
        assert!(times("child", case).await < 4, "{case}");
    }
}

#[tokio::test]
async fn a_page_of_nothing_but_bad_records_takes_less_than_four_times_the_bound() {
    for case in ["0", "{}", "null"] {
        let times = times("child", case).await;
        assert!(times < 4, "{case}: {times} times");
    }
}

#[tokio::test]
async fn an_error_that_repeats_a_page_token_takes_less_than_four_times_the_bound() {
    for case in ["letters", "words", "escapes", "details", "fields", "bytes"] {
        let times = times("error_child", case).await;
        assert!(times < 4, "{case}: {times} times");
    }
}
