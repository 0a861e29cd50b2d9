//! What an answer may cost in memory: a few times the bound of its body, in a process of its own that is measured.
#![cfg(target_os = "linux")]

use std::process::Command;

use twilio_proxy::ErrorKind;

use crate::answer::{Answer, zip};
use crate::sample::{builder, listing};
use crate::server::Server;

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

/// How many times the body's bound a listing of this answer takes.
async fn times(case: &str) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["memory::child", "--exact", "--ignored", "--nocapture"]);
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
        assert!(times(case).await < 4, "{case}");
    }
}

#[tokio::test]
async fn a_page_of_nothing_but_bad_records_takes_less_than_four_times_the_bound() {
    for case in ["0", "{}", "null"] {
        let times = times(case).await;
        assert!(times < 4, "{case}: {times} times");
    }
}
