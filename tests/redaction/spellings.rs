//! Personal data that the API repeats in another spelling.

use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::json;
use twilio_proxy::Error;

use crate::support::fixtures::{PARTICIPANT, SERVICE, SESSION, builder};
use crate::support::response::Answer;
use crate::support::server::Server;

/// Spellings in which a server can repeat a value.
fn spellings() -> impl Strategy<Value = fn(&str) -> String> {
    let trimmed: fn(&str) -> String = |value| value.trim().to_owned();
    let html: fn(&str) -> String = |value| {
        let value = value.replace('&', "&amp;").replace('<', "&lt;");
        value.replace('\'', "&#39;").replace('"', "&quot;")
    };
    let json: fn(&str) -> String = |value| json!(value).to_string();
    let ascii: fn(&str) -> String = |value| {
        let units = value.encode_utf16();
        units.map(|unit| format!("\\u{unit:04x}")).collect()
    };
    let percent: fn(&str) -> String =
        |value| url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
    let twice: fn(&str) -> String = |value| {
        let once: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
        once.replace('%', "%25")
    };
    let spaced: fn(&str) -> String = |value| value.split_whitespace().collect::<Vec<_>>().join(" ");
    prop::sample::select(vec![
        str::to_owned,
        trimmed,
        html,
        json,
        ascii,
        percent,
        twice,
        spaced,
        str::to_uppercase,
        str::to_lowercase,
    ])
}

/// Whatever the value and its spelling, the message repeats it nowhere.
#[test]
fn any_value_in_any_spelling_is_blanked() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let message = Arc::new(Mutex::new(String::new()));
    let served = Arc::clone(&message);
    let server = runtime.block_on(Server::answering(move |_, _| {
        Answer::api_error(400, 80000, &served.lock().unwrap())
    }));
    let client = builder(&server).build().unwrap();
    let value = prop_oneof![
        "\\PC{1,12}",
        "[a-z0-9&;'\"<%+ ]{1,12}",
        ".{1,40}",
        "[0-9]{1,6}"
    ];
    let quotes = prop::sample::select(vec![("", ""), ("'", "'"), ("\"", "\""), ("(", ")")]);
    let config = ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..Default::default()
    };
    // The same cases in each run, so that no change fails by chance.
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, random)
        .run(
            &(value, spellings(), quotes),
            |(value, spelling, (open, close))| {
                let repeated = spelling(&value);
                let repeated = repeated.trim();
                *message.lock().unwrap() = format!("Body {open}{repeated}{close} is wrong");
                let request = client.generated().create_message_interaction();
                let request = request.service_sid(SERVICE).session_sid(SESSION);
                let request = request.participant_sid(PARTICIPANT);
                let request = request.body_map(|form| form.body(Some(value.clone().into())));
                let error = Error::from(runtime.block_on(request.send()).unwrap_err());
                let shown = error.message().strip_prefix("Body ").unwrap_or_default();
                let shown = shown.strip_suffix(" is wrong").unwrap_or_default();
                let shown = shown.replace("<redacted>", "");
                // A value of spaces and control characters alone says nothing about anybody.
                let is_space = |c: char| c.is_whitespace() || c.is_control() || c == '+';
                let is_shown = !value.chars().all(is_space) && shown.contains(repeated);
                prop_assert!(!is_shown, "{}", error.message());
                Ok(())
            },
        )
        .unwrap();
}
