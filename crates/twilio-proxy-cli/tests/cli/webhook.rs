//! `twilio-proxy webhook` and `twilio-proxy sandbox`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use twilio_proxy::webhook::sign;

use crate::tool::{bare, err, out};

const URL: &str = "https://example.com/hook?a=1";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

#[test]
fn a_signature_is_verified_with_the_token_of_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let body = folder.path().join("body");
    fs::write(&body, "From=%2B15550100&Body=hello").unwrap();
    let signature = sign(TOKEN, URL, &[("From", "+15550100"), ("Body", "hello")]);
    let verify = |signature: &str, token: Option<&str>| {
        let body = body.to_str().unwrap();
        let arguments = [
            "webhook",
            "verify",
            "--url",
            URL,
            "--signature",
            signature,
            "--body",
            body,
        ];
        let mut command = bare(&arguments);
        if let Some(token) = token {
            command.env("TWILIO_AUTH_TOKEN", token);
        }
        command.output().unwrap()
    };
    let valid = verify(&signature, Some(TOKEN));
    assert!(valid.status.success());
    assert_eq!(out(&valid), "valid\n");
    let other = verify(&signature, Some("another token"));
    assert_eq!((other.status.code(), out(&other).as_str()), (Some(1), ""));
    assert!(err(&other).contains("signature"), "{}", err(&other));
    let missing = verify(&signature, None);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("TWILIO_AUTH_TOKEN"));
    let malformed = verify("not base64!", Some(TOKEN));
    assert_eq!(malformed.status.code(), Some(1));
}

#[test]
fn the_sandbox_serves_and_says_where() {
    let mut child = bare(&["sandbox", "--port", "0", "--interactions", "1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let variables: Vec<_> = lines.take(6).map(Result::unwrap).collect();
    let listed = {
        let mut command = bare(&["services", "list", "--output", "jsonl"]);
        command.envs(variables.iter().map(|line| line.split_once('=').unwrap()));
        command.output().unwrap()
    };
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(listed.status.success(), "{}", err(&listed));
    assert_eq!(out(&listed).lines().count(), 1);
}
