//! `--record`.

use std::fs;

use openapi_observe::{Options, Recording, observe};
use serde_json::Value;
use twilio_proxy_sandbox::Sandbox;

use crate::tool::{err, run, succeeds, tool};

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_has_the_exchanges_without_secrets_and_personal_data() {
    let sandbox = Sandbox::builder()
        .participants(2)
        .interactions(1_500)
        .start()
        .await
        .unwrap();
    let (service, session) = (
        sandbox.service_sid().to_string(),
        sandbox.session_sid().to_string(),
    );
    let client = sandbox.client().unwrap();
    let people = client.list_participants(sandbox.service_sid(), sandbox.session_sid());
    let people = people.collect().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("exchanges.har");
    let record = [
        "--record",
        file.to_str().unwrap(),
        "--service-sid",
        &service,
    ];
    let har = || -> Value { serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap() };

    let list = [
        "interactions",
        "list",
        "--session-sid",
        &session,
        "--output",
        "jsonl",
    ];
    succeeds(&sandbox, &[&list[..], &record].concat());
    let listed = har();
    assert_eq!(listed["log"]["version"], "1.2");
    let entries = listed["log"]["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 3);
    let query = entries[2]["request"]["queryString"].as_array().unwrap();
    assert!(
        query.contains(&serde_json::json!({ "name": "Page", "value": "2" })),
        "{query:?}"
    );
    assert!(query.contains(&serde_json::json!({ "name": "PageToken", "value": "REDACTED" })));
    let body: Value =
        serde_json::from_str(entries[0]["response"]["content"]["text"].as_str().unwrap()).unwrap();
    let first = &body["interactions"][0];
    assert_eq!(first["data"], "REDACTED");
    assert_eq!(
        (&first["session_sid"], &first["type"]),
        (&session.as_str().into(), &"message".into())
    );

    let identifier = r#"{"Identifier": "+15550100", "FriendlyName": "Ann"}"#;
    succeeds(
        &sandbox,
        &[
            &["sessions", "create", "--participants", identifier][..],
            &record,
        ]
        .concat(),
    );
    let created = har();
    let params = created["log"]["entries"][0]["request"]["postData"]["params"].to_string();
    assert!(
        params.contains("Participants") && params.contains("Identifier"),
        "{params}"
    );

    let wrong = ["sessions", "fetch", "--sid", "ann-and-bob"];
    let output = run(tool(&sandbox, &[&wrong[..], &record].concat()));
    assert_eq!(output.status.code(), Some(3), "{}", err(&output));
    let failed = har();
    assert_eq!(failed["log"]["entries"][0]["response"]["status"], 404);

    for text in [listed, created, failed].map(|har| har.to_string()) {
        let token = sandbox.auth_token();
        let numbers = people.iter().flat_map(|person| {
            [
                person.identifier.as_deref(),
                person.proxy_identifier.as_deref(),
            ]
        });
        let secrets = [
            token,
            "uthorization",
            "ann-and-bob",
            "+15550100",
            "\\\"Ann\\\"",
            "PageToken=P",
        ];
        for hidden in secrets.into_iter().chain(numbers.flatten()) {
            assert!(!text.contains(hidden), "{hidden}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_that_cannot_be_written_is_an_error_before_any_request() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let output = run(tool(
        &sandbox,
        &["services", "list", "--record", "/nowhere/exchanges.har"],
    ));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("/nowhere/exchanges.har"),
        "{}",
        err(&output)
    );
    assert!(sandbox.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_agrees_with_the_description_although_it_is_blanked() {
    let sandbox = Sandbox::builder().interactions(60).start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let session = sandbox.session_sid().to_string();
    let description = include_str!("../../openapi.json");
    let description: Value = serde_json::from_str(description).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("exchanges.har");
    let participants = r#"{"Identifier": "+15550100", "FriendlyName": "Ann"}"#;
    for command in [
        &["services", "list"][..],
        &["services", "fetch", "--sid", &service],
        &["phone-numbers", "list", "--service-sid", &service],
        &[
            "participants",
            "list",
            "--service-sid",
            &service,
            "--session-sid",
            &session,
        ],
        &[
            "interactions",
            "list",
            "--service-sid",
            &service,
            "--session-sid",
            &session,
        ],
        &[
            "sessions",
            "create",
            "--service-sid",
            &service,
            "--participants",
            participants,
            "--ttl",
            "60",
        ],
        &["sessions", "list", "--service-sid", &service],
        &[
            "sessions",
            "fetch",
            "--service-sid",
            &service,
            "--sid",
            "ann-and-bob",
        ],
    ] {
        let record = ["--record", file.to_str().unwrap()];
        run(tool(&sandbox, &[command, &record].concat()));
        let bytes = fs::read(&file).unwrap();
        let recording = Recording {
            name: "exchanges.har",
            bytes: &bytes,
        };
        let observation = observe(&description, &[recording], &Options::default()).unwrap();
        assert_eq!(observation.rows, [], "{command:?}");
        assert!(observation.exchanges > 0, "{command:?}");
        assert!(observation.skipped.is_empty(), "{:?}", observation.skipped);
    }
}
