//! Standard output that is closed, full or not read.

use std::io::Read;
use std::process::Stdio;

use twilio_proxy_sandbox::Sandbox;

use crate::tool::{bare, err, tool};

/// The listing of so many message interactions that no pipe holds them.
async fn long_listing() -> (Sandbox, Vec<String>) {
    let sandbox = Sandbox::builder()
        .interactions(5_000)
        .start()
        .await
        .unwrap();
    let service = sandbox.service_sid().to_string();
    let session = sandbox.session_sid().to_string();
    let participant = sandbox.participant_sid().to_string();
    let arguments = [
        "message-interactions",
        "list",
        "--output",
        "jsonl",
        "--service-sid",
        &service,
        "--session-sid",
        &session,
        "--participant-sid",
        &participant,
    ];
    let arguments = arguments.map(str::to_owned).to_vec();
    (sandbox, arguments)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_closes_the_pipe_has_read_enough() {
    let (sandbox, arguments) = long_listing().await;
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let mut child = tool(&sandbox, &arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let output = tokio::task::block_in_place(|| {
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 10]).unwrap();
        drop(stdout);
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(err(&output), "");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn an_interruption_ends_a_command_that_waits_for_a_reader() {
    let (sandbox, arguments) = long_listing().await;
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let mut child = tool(&sandbox, &arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (output, _stdout) = tokio::task::block_in_place(|| {
        // From here on nobody reads, so that the rest fills the pipe.
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 10]).unwrap();
        crate::gate::kill(&child, "-INT");
        (child.wait_with_output().unwrap(), stdout)
    });
    assert_eq!(output.status.code(), Some(130));
    assert!(err(&output).starts_with(r#"{"kind":"interrupted","#));
}

#[test]
fn completions_end_quietly_if_nobody_reads_them() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = bare(&["completions", "bash"])
        .stdout(writer)
        .output()
        .unwrap();
    assert!(output.status.success());
    assert_eq!(err(&output), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_an_error() {
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = bare(&["completions", "bash"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).starts_with("twilio-proxy: standard output: "));
}
