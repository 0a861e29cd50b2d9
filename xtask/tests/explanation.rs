//! Where each element of the workspace's own description comes from.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may stop the test"
)]

use pages_to_openapi::describe::Description;
use pages_to_openapi::provenance::Explanation;
use xtask::spec::{Arguments, Plan, text_of};

/// What the workspace's own page and overlay give.
fn own(explain: bool) -> Description {
    let arguments = Arguments {
        explain,
        ..Arguments::default()
    };
    Plan::of(&arguments).description().unwrap()
}

/// Every leaf of the description has a source, and no source is of something that is not there.
fn is_complete(description: &Description, name: &str) {
    let explanation = description.explanation();
    let leaves = leaves(String::new(), &description.document);
    let explained: Vec<&str> = explanation
        .0
        .iter()
        .filter(|element| element.value.is_some())
        .map(|element| element.pointer.as_str())
        .collect();
    assert_eq!(explained, leaves, "{name}");
    for element in &explanation.0 {
        assert!(!element.sources.is_empty(), "{name}: {}", element.pointer);
        for source in &element.sources {
            let text = format!("{name}: {}: {source:?}", element.pointer);
            assert!(source.place.line > 0 && source.place.column > 0, "{text}");
        }
    }
}

fn leaves(pointer: String, value: &serde_json::Value) -> Vec<String> {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    let parts: Vec<(String, &serde_json::Value)> = match value {
        serde_json::Value::Object(all) => all.iter().map(|(k, v)| (escaped(k), v)).collect(),
        serde_json::Value::Array(all) => {
            let all = all.iter().enumerate();
            all.map(|(index, value)| (index.to_string(), value))
                .collect()
        }
        _ => Vec::new(),
    };
    if parts.is_empty() {
        return vec![pointer];
    }
    parts
        .into_iter()
        .flat_map(|(key, value)| leaves(format!("{pointer}/{key}"), value))
        .collect()
}

#[test]
fn every_element_of_the_own_description_has_a_source() {
    is_complete(&own(true), "openapi");
}

#[test]
fn to_explain_changes_nothing_in_the_description() {
    assert_eq!(text_of(&own(true).document), text_of(&own(false).document));
}

/// Returns the sources of an element as `file: part`.
fn sources(explanation: &Explanation, pointer: &str) -> Vec<String> {
    let mut elements = explanation.0.iter();
    let element = elements.find(|element| element.pointer == pointer);
    let element = element.unwrap_or_else(|| panic!("no element {pointer}"));
    let sources = element.sources.iter().map(|source| {
        let action = source.action.map(|number| format!(" action {number}"));
        let file = source.file.rsplit('/').next().unwrap_or_default();
        format!("{file}{}", action.unwrap_or_default())
    });
    sources.collect()
}

#[test]
fn chosen_elements_have_exactly_these_sources() {
    let explanation = own(true).explanation();
    let list = "/paths/~1v1~1Services~1{ServiceSid}~1Sessions/get";
    for (pointer, expected) in [
        ("/info/title".to_owned(), &["20-proxy.yaml action 1"][..]),
        (format!("{list}/operationId"), &["list-session.txt"]),
        (format!("{list}/parameters/1/name"), &["list-session.txt"]),
        (
            format!("{list}/parameters/1/schema/minimum"),
            &["10-conventions.yaml action 10"],
        ),
        (
            format!("{list}/parameters/3/name"),
            &["10-conventions.yaml action 9"],
        ),
        (
            "/components/schemas/SessionMode/anyOf/0/enum/0".to_owned(),
            &["create-session.txt"],
        ),
        (
            "/components/schemas/CreateServiceRequest/required/0".to_owned(),
            &["create-service.txt"],
        ),
        (
            "/components/schemas/Session/properties/ttl/type".to_owned(),
            &[
                "create-session.txt",
                "fetch-session.txt",
                "list-session.txt",
                "update-session.txt",
            ],
        ),
        (
            "/components/schemas/Session/properties/ttl/description".to_owned(),
            &["30-descriptions.yaml action 44"],
        ),
    ] {
        let mut found = sources(&explanation, &pointer);
        found.dedup();
        assert_eq!(found, expected, "{pointer}");
    }
}
