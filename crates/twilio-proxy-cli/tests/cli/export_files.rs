//! The output of an export and the state beside it, after a run that failed or was killed.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;

use twilio_proxy_sandbox::{Fault, Sandbox};

use crate::export::{export, lines, of_service};
use crate::gate::{Gate, kill};
use crate::tool::{err, out, run, tool};

/// Starts an export that waits for the response to a request after some others.
async fn blocked(sandbox: &Arc<Sandbox>, arguments: &[&str], open_for: usize) -> (Child, Gate) {
    let gate = Gate::before(sandbox, open_for).await;
    let mut command = tool(sandbox, arguments);
    command
        .env("TWILIO_PROXY_BASE_URL", &gate.url)
        .stderr(Stdio::null());
    let child = command.spawn().unwrap();
    gate.closed().await;
    (child, gate)
}

fn end(mut child: Child) {
    kill(&child, "-KILL");
    tokio::task::block_in_place(|| child.wait().unwrap());
}

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_without_an_output_begins_anew() {
    let sandbox = Arc::new(Sandbox::builder().sessions(2).start().await.unwrap());
    let service = sandbox.service_sid().to_string();
    let folder = tempfile::tempdir().unwrap();
    for (format, records) in [("jsonl", 200), ("csv", 201)] {
        let file = folder.path().join(format);
        let arguments = export(&service, &file, &["--format", format]);
        let (child, _gate) = blocked(&sandbox, &arguments, 0).await;
        end(child);
        // As after a run that was killed before it created the output.
        fs::remove_file(&file).unwrap();
        let output = run(tool(&sandbox, &arguments));
        assert!(output.status.success(), "{}", err(&output));
        assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), records);
    }
    assert_eq!(names(folder.path()), ["csv", "jsonl"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_output_that_lost_its_end_in_a_power_failure_is_continued() {
    let sandbox = Arc::new(Sandbox::builder().sessions(12).start().await.unwrap());
    let service = sandbox.service_sid().to_string();
    let expected = of_service(&sandbox, false).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.jsonl");
    let arguments = export(&service, &file, &["--concurrency", "1"]);
    let (child, gate) = blocked(&sandbox, &arguments, 9).await;
    end(child);
    let length = fs::metadata(&file).unwrap().len();
    let output = fs::OpenOptions::new().write(true).open(&file).unwrap();
    output.set_len(length / 2 + 100).unwrap();
    assert_eq!(gate.asked(), 10);

    let before = sandbox.requests().len();
    let output = run(tool(&sandbox, &arguments));
    assert!(output.status.success(), "{}", err(&output));
    assert!(lines(&fs::read_to_string(&file).unwrap()) == expected);
    // It did not begin anew.
    assert!(sandbox.requests().len() - before < 1 + 12);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_run_does_not_write_to_the_output_of_the_first() {
    let sandbox = Arc::new(Sandbox::builder().sessions(4).start().await.unwrap());
    let service = sandbox.service_sid().to_string();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.jsonl");
    let arguments = export(&service, &file, &["--concurrency", "1"]);
    let (child, _gate) = blocked(&sandbox, &arguments, 3).await;
    let before = sandbox.requests().len();
    let output = run(tool(&sandbox, &arguments));
    assert_eq!(output.status.code(), Some(2));
    let text = err(&output);
    assert!(text.contains("another run exports to"), "{text}");
    assert_eq!(sandbox.requests().len(), before);

    end(child);
    let output = run(tool(&sandbox, &arguments));
    assert!(output.status.success(), "{}", err(&output));
    let expected = of_service(&sandbox, false).await;
    assert!(lines(&fs::read_to_string(&file).unwrap()) == expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_fails_at_once_leaves_no_file() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.csv");
    let wrong_service = "KS00000000000000000000000000000000";
    let wrong_session = "KC00000000000000000000000000000000";
    for (service, more) in [
        (wrong_service, &["--format", "csv"][..]),
        (&service, &["--session-sid", wrong_session]),
    ] {
        let output = run(tool(&sandbox, &export(service, &file, more)));
        assert_eq!(output.status.code(), Some(3), "{}", err(&output));
        assert!(!err(&output).contains("again"), "{}", err(&output));
        assert!(names(folder.path()).is_empty());
    }
    let output = run(tool(
        &sandbox,
        &export(&service, &file, &["--format", "csv"]),
    ));
    assert!(output.status.success(), "{}", err(&output));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_participant_that_disappears_is_reported_and_skipped() {
    let sandbox = Sandbox::builder()
        .sessions(3)
        .participants(2)
        .interactions(10);
    let sandbox = sandbox.start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let participant = sandbox.participant_sid().to_string();
    let gone = format!("/Participants/{participant}/");
    let fault = Fault::status(404).when(move |request| request.path.contains(&gone));
    sandbox.fault(fault.always()).unwrap();
    let more = ["--kind", "message-interactions"];
    let output = run(tool(&sandbox, &export(&service, Path::new("-"), &more)));
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(lines(&out(&output)).len(), 50);
    let text = err(&output);
    let report = format!("The participant {participant} does not exist any more: skipped\n");
    assert!(text.starts_with(&report), "{text}");
    assert!(text.contains("3 sessions, 50 records, "), "{text}");
    assert!(text.ends_with(", 1 participant skipped\n"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_session_that_disappears_half_way_keeps_its_records() {
    let sandbox = Sandbox::builder().interactions(1_001);
    let sandbox = sandbox.start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let session = sandbox.session_sid().to_string();
    sandbox.fault(Fault::status(404).after(1)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.jsonl");
    let one = export(&service, &file, &["--session-sid", &session]);
    let output = run(tool(&sandbox, &one));
    assert!(output.status.success(), "{}", err(&output));
    assert!(
        err(&output).ends_with(", 1 session skipped\n"),
        "{}",
        err(&output)
    );
    assert_eq!(lines(&fs::read_to_string(&file).unwrap()).len(), 1_000);
    assert_eq!(names(folder.path()), ["all.jsonl"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_listed_while_others_are_walked() {
    let sandbox = Sandbox::builder().sessions(2_100).interactions(1);
    let sandbox = sandbox.start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let output = run(tool(&sandbox, &export(&service, Path::new("-"), &[])));
    assert_eq!(lines(&out(&output)).len(), 2_100);
    let requests = sandbox.requests();
    let is_listing = |path: &str| path.ends_with("/Sessions");
    let last = requests
        .iter()
        .rposition(|request| is_listing(&request.path));
    let walked = &requests[..last.unwrap()];
    // Its page holds 1000 sessions. The last one is requested when those of the first have begun.
    let listings = walked.iter().filter(|request| is_listing(&request.path));
    assert_eq!(listings.count(), 2);
    assert!(walked.len() > 900, "{}", walked.len());
}
