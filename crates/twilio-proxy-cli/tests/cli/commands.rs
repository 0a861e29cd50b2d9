//! Every operation has a command.

use std::collections::BTreeSet;

use serde_json::Value;
use twilio_proxy_sandbox::Sandbox;

use crate::tool::{err, run, succeeds, tool};

/// The method and the path of each operation of the description.
fn described() -> BTreeSet<String> {
    let description: Value = serde_json::from_str(include_str!("../../openapi.json")).unwrap();
    let paths = description["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().keys();
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    operations.collect()
}

/// A path with placeholders for its SIDs, as the description has it.
fn template(path: &str, described: &BTreeSet<String>, method: &str) -> String {
    let parts: Vec<_> = path.split('/').collect();
    let matches = |operation: &&String| {
        let (verb, template) = operation.split_once(' ').unwrap();
        let template: Vec<_> = template.split('/').collect();
        let mut pairs = template.iter().zip(&parts);
        verb == method
            && template.len() == parts.len()
            && pairs.all(|(one, other)| one.starts_with('{') || one == other)
    };
    described.iter().find(matches).unwrap().clone()
}

fn sid(json: &str) -> String {
    let resource: Value = serde_json::from_str(json).unwrap();
    resource["sid"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_is_called_by_a_command() {
    let sandbox = Sandbox::builder().services(0).start().await.unwrap();
    let call = |arguments: &[&str]| succeeds(&sandbox, arguments);
    let service = sid(&call(&["services", "create", "--unique-name", "dispatch"]));
    let service = ["--service-sid", service.as_str()];
    let with =
        |command: &[&str], more: &[&str]| -> String { call(&[command, &service, more].concat()) };
    let own = ["--sid", service[1]];
    call(&["services", "list"]);
    call(&[&["services", "fetch"][..], &own].concat());
    call(&[&["services", "update"][..], &own, &["--default-ttl", "60"]].concat());

    let number = with(
        &["phone-numbers", "create"],
        &["--phone-number", "+15550110"],
    );
    let number = sid(&number);
    with(&["phone-numbers", "list"], &[]);
    with(&["phone-numbers", "fetch"], &["--sid", &number]);
    with(
        &["phone-numbers", "update"],
        &["--sid", &number, "--is-reserved", "false"],
    );

    let people = r#"{"Identifier": "+15550100", "FriendlyName": "Ann"}"#;
    let session = with(
        &["sessions", "create"],
        &["--mode", "message-only", "--participants", people],
    );
    let session = sid(&session);
    with(&["sessions", "list"], &[]);
    with(&["sessions", "fetch"], &["--sid", &session]);
    with(&["sessions", "update"], &["--sid", &session, "--ttl", "60"]);
    let session = ["--session-sid", session.as_str()];
    let within = |command: &[&str], more: &[&str]| with(command, &[&session[..], more].concat());

    let bob = sid(&within(
        &["participants", "create"],
        &["--identifier", "+15550101"],
    ));
    within(&["participants", "list"], &[]);
    within(&["participants", "fetch"], &["--sid", &bob]);
    let participant = ["--participant-sid", bob.as_str()];
    let to_bob =
        |command: &[&str], more: &[&str]| within(command, &[&participant[..], more].concat());
    let message = sid(&to_bob(
        &["message-interactions", "create"],
        &["--body", "See you"],
    ));
    to_bob(&["message-interactions", "list"], &[]);
    to_bob(&["message-interactions", "fetch"], &["--sid", &message]);
    within(&["interactions", "list"], &[]);
    within(&["interactions", "fetch"], &["--sid", &message]);

    within(&["interactions", "delete"], &["--sid", &message, "--yes"]);
    within(&["participants", "delete"], &["--sid", &bob, "--yes"]);
    with(&["phone-numbers", "delete"], &["--sid", &number, "--yes"]);
    with(&["sessions", "delete"], &["--sid", session[1], "--yes"]);
    call(&[&["services", "delete"][..], &own, &["--yes"]].concat());

    let described = described();
    let requests = sandbox.requests();
    let called: BTreeSet<_> = requests
        .iter()
        .map(|request| template(&request.path, &described, &request.method))
        .collect();
    assert_eq!(called, described);
    let created = requests
        .iter()
        .find(|request| request.path.ends_with("/Sessions"))
        .unwrap();
    assert_eq!(created.field("Mode"), Some("message-only"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_deleted_without_a_terminal_to_ask_on() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    let output = run(tool(&sandbox, &["services", "delete", "--sid", &service]));
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("needs --yes"));
    assert!(sandbox.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_argument_that_is_wrong_is_named_without_its_value() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let service = sandbox.service_sid().to_string();
    for (people, message) in [
        (
            r#"{"Name": "Ann"}"#,
            "an unknown field: the fields are Identifier, FriendlyName",
        ),
        (
            r#"{"FriendlyName": "Ann"}"#,
            "the field Identifier is missing",
        ),
        ("Ann", "not a JSON object"),
    ] {
        let create = [
            "sessions",
            "create",
            "--service-sid",
            &service,
            "--participants",
            people,
        ];
        let output = run(tool(&sandbox, &create));
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(message), "{}", err(&output));
        assert!(!err(&output).contains("Ann"), "{}", err(&output));
    }
    assert!(sandbox.requests().is_empty());
}
