//! Where each element of the workspace's own description comes from.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use pages_to_openapi::describe::Description;
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

#[test]
fn the_own_description_explained() {
    // One operation and what it is made of: all of them would be too much for anyone to review.
    let parts = [
        "/info",
        "/servers",
        "/security",
        "/paths/~1v1~1Services~1{ServiceSid}~1Sessions~1{SessionSid}~1Participants~1{ParticipantSid}~1MessageInteractions/get",
        "/components/schemas/ListMessageInteractionResponse",
        "/components/schemas/MessageInteraction",
        "/components/schemas/PageMeta",
        "/components/schemas/ServiceSid",
        "/components/schemas/InteractionType",
    ];
    let mut is_wanted = false;
    let explained: String = own(true)
        .explanation()
        .text()
        .split_inclusive('\n')
        .filter(|line| {
            if let Some(pointer) = line
                .split_whitespace()
                .next()
                .filter(|_| line.starts_with('/'))
            {
                is_wanted = parts.iter().any(|part| {
                    let rest = pointer.strip_prefix(part);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                });
            }
            is_wanted
        })
        .collect();
    insta::assert_snapshot!(explained);
}
