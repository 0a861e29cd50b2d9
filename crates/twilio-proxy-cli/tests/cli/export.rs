//! `twilio-proxy export`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use twilio_proxy_sandbox::{Fault, Sandbox};

use crate::tool::{err, out, run, tool};

/// The records of a file of JSON Lines, by their SIDs.
pub fn lines(text: &str) -> BTreeMap<String, Value> {
    let mut records = BTreeMap::new();
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let sid = record["sid"].as_str().unwrap().to_owned();
        assert!(
            records.insert(sid.clone(), record).is_none(),
            "{sid} is there twice"
        );
    }
    records
}

/// The records of a service, as the API sends them.
pub async fn of_service(sandbox: &Sandbox, messages_only: bool) -> BTreeMap<String, Value> {
    let client = sandbox.client().unwrap();
    let service = sandbox.service_sid();
    let mut text = String::new();
    let mut add = |record: &str| text.push_str(&(record.to_owned() + "\n"));
    for session in client.list_sessions(service).collect().await.unwrap() {
        if !messages_only {
            let list = client.list_interactions(service, session.sid).raw();
            list.collect()
                .await
                .unwrap()
                .iter()
                .for_each(|record| add(record.get()));
            continue;
        }
        for participant in client
            .list_participants(service, session.sid)
            .collect()
            .await
            .unwrap()
        {
            let list = client
                .list_message_interactions(service, session.sid, participant.sid)
                .raw();
            list.collect()
                .await
                .unwrap()
                .iter()
                .for_each(|record| add(record.get()));
        }
    }
    lines(&text)
}

/// The arguments of an export without pacing.
pub fn export<'a>(service: &'a str, file: &'a Path, more: &[&'a str]) -> Vec<&'a str> {
    let file = file.to_str().unwrap();
    let fixed = [
        "export",
        "--service-sid",
        service,
        "--out",
        file,
        "--requests-per-second",
        "0",
    ];
    [&fixed, more].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn both_kinds_in_both_formats_have_every_record_once() {
    let sandbox = Sandbox::builder()
        .sessions(3)
        .participants(2)
        .interactions(501);
    let sandbox = sandbox.start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let folder = tempfile::tempdir().unwrap();
    for kind in ["interactions", "message-interactions"] {
        let expected = of_service(&sandbox, kind == "message-interactions").await;
        let file = folder.path().join(format!("{kind}.jsonl"));
        let output = run(tool(&sandbox, &export(&service, &file, &["--kind", kind])));
        assert!(output.status.success(), "{}", err(&output));
        assert!(output.stdout.is_empty());
        assert!(lines(&fs::read_to_string(&file).unwrap()) == expected);
        let summary = format!("3 sessions, {} records, ", expected.len());
        assert!(err(&output).contains(&summary), "{}", err(&output));
        assert!(
            err(&output).ends_with(" requests retried\n"),
            "{}",
            err(&output)
        );

        let file = folder.path().join(format!("{kind}.csv"));
        let output = run(tool(
            &sandbox,
            &export(&service, &file, &["--kind", kind, "--format", "csv"]),
        ));
        assert!(output.status.success(), "{}", err(&output));
        let mut csv = csv::Reader::from_path(&file).unwrap();
        let names = csv.headers().unwrap().clone();
        assert_eq!(
            (&names[0], names.iter().next_back()),
            ("sid", Some("other_properties"))
        );
        let mut rows = 0;
        for row in csv.records() {
            let row = row.unwrap();
            let record = &expected[&row[0]];
            for (name, cell) in names.iter().zip(&row) {
                assert_eq!(cell, record[name].as_str().unwrap_or_default(), "{name}");
            }
            rows += 1;
        }
        assert_eq!(rows, expected.len());
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 4, "no state is left");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complete_file_and_another_export_are_not_overwritten() {
    let sandbox = Sandbox::builder().sessions(20).start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.jsonl");
    fs::write(&file, "precious").unwrap();
    let output = run(tool(&sandbox, &export(&service, &file, &[])));
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("exists already and is complete"),
        "{}",
        err(&output)
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "precious");
    fs::remove_file(&file).unwrap();

    sandbox
        .fault(Fault::error(400, 20001).after(15).always())
        .unwrap();
    let output = run(tool(
        &sandbox,
        &export(&service, &file, &["--concurrency", "1"]),
    ));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("run the same command again to continue"),
        "{}",
        err(&output)
    );
    let before = fs::read(&file).unwrap();
    assert!(!before.is_empty());
    let other = export(
        &service,
        &file,
        &["--kind", "message-interactions", "--since", "2024-01-01"],
    );
    let output = run(tool(&sandbox, &other));
    assert_eq!(output.status.code(), Some(2));
    let difference =
        "--kind was interactions, and is message-interactions; --since was none, and is 2024-01-01";
    assert!(err(&output).contains(difference), "{}", err(&output));
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;

    // The second page of the session fails.
    let sandbox = Sandbox::builder()
        .interactions(1_001)
        .fault(Fault::error(400, 20001).after(2).always());
    let sandbox = sandbox.start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.jsonl");
    run(tool(&sandbox, &export(&service, &file, &[])));
    let files: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(files.len(), 2);
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_disappears_is_reported_and_skipped() {
    let sandbox = Sandbox::builder()
        .sessions(3)
        .participants(2)
        .interactions(10);
    let sandbox = sandbox.start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let session = sandbox.session_sid().to_string();
    let folder = tempfile::tempdir().unwrap();
    let gone = format!("/Sessions/{session}/");
    sandbox
        .fault(
            Fault::status(404)
                .when(move |request| request.path.contains(&gone))
                .always(),
        )
        .unwrap();
    let file = folder.path().join("all.jsonl");
    let output = run(tool(&sandbox, &export(&service, &file, &[])));
    assert!(output.status.success(), "{}", err(&output));
    assert!(err(&output).contains(&format!(
        "The session {session} does not exist any more: skipped"
    )));
    assert!(
        err(&output).contains("2 sessions, 40 records"),
        "{}",
        err(&output)
    );
    assert!(
        err(&output).ends_with(", 1 session skipped\n"),
        "{}",
        err(&output)
    );

    // Asked for by name, it is an error.
    let one = export(&service, Path::new("-"), &["--session-sid", &session]);
    let output = run(tool(&sandbox, &one));
    assert_eq!(output.status.code(), Some(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_another_form_is_exported_and_counted() {
    let sandbox = Sandbox::builder()
        .interactions(5)
        .fault(Fault::bad_record(1).after(1));
    let sandbox = sandbox.start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let output = run(tool(&sandbox, &export(&service, Path::new("-"), &[])));
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(out(&output).lines().count(), 5);
    assert!(err(&output).contains("5 records"), "{}", err(&output));
    assert!(
        err(&output).contains("1 record of another form than the description's"),
        "{}",
        err(&output)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_exported_and_the_rest_left_out() {
    let sandbox = Sandbox::builder().interactions(200).start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let expected = of_service(&sandbox, false).await;
    let within = |record: &&Value| {
        let date = record["date_created"].as_str().unwrap();
        ("2024-01-01T01:00:00Z".."2024-01-01T02:00:00Z").contains(&date)
    };
    let expected = expected.values().filter(within).count();
    assert!(expected > 10);
    let period = [
        "--since",
        "2024-01-01T02:00:00+01:00",
        "--until",
        "2024-01-01T02:00:00Z",
    ];
    let output = run(tool(&sandbox, &export(&service, Path::new("-"), &period)));
    assert_eq!(out(&output).lines().count(), expected);
    let none = ["--since", "2024-01-02", "--until", "2024-01-01"];
    let output = run(tool(&sandbox, &export(&service, Path::new("-"), &none)));
    assert_eq!(output.status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_of_requests_slows_the_export_down_and_stops_it_not() {
    // 30 requests in 5 seconds.
    let sandbox = Sandbox::builder()
        .sessions(45)
        .interactions(3)
        .requests_per_second(6.0);
    let sandbox = sandbox.start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let output = run(tool(
        &sandbox,
        &export(&service, Path::new("-"), &["--concurrency", "16"]),
    ));
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(out(&output).lines().count(), 45 * 3);
    assert!(
        !err(&output).contains(" 0 requests retried"),
        "{}",
        err(&output)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn personal_data_goes_to_the_output_alone() {
    let sandbox = Sandbox::builder().interactions(20).start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.jsonl");
    let arguments = export(&service, &file, &["-vv"]);
    assert!(!arguments.join(" ").contains(sandbox.auth_token()));
    let output = run(tool(&sandbox, &arguments));
    let text = err(&output);
    assert!(text.contains("list_interactions"), "{text}");
    assert!(
        !text.contains(sandbox.auth_token()) && !text.contains("body"),
        "{text}"
    );
    assert!(fs::read_to_string(&file).unwrap().contains("body"));
}
