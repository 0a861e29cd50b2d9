//! What an overlay does to a description, and what is said of one that does nothing.

use pages_to_openapi::diagnostic::Diagnostic;
use pages_to_openapi::overlay::Overlay;
use serde_json::json;

fn apply(actions: &str) -> String {
    let mut document =
        json!({ "info": { "title": "API" }, "paths": { "/a": { "get": { "parameters": [] } } } });
    let text = format!("overlay: 1.0.0\ninfo: {{ title: a, version: a }}\n{actions}");
    let faults = match Overlay::read("overlay.yaml", text.as_bytes()) {
        Ok(overlay) => overlay.apply(&mut document, None),
        Err(faults) => faults,
    };
    if faults.is_empty() {
        return document.to_string();
    }
    let shown: Vec<String> = faults.iter().map(Diagnostic::to_string).collect();
    shown.join("\n\n")
}

#[test]
fn actions_merge_and_append() {
    insta::assert_snapshot!(apply(
        "actions:\n- target: $.info\n  update: { title: Shop }\n- target: $.paths.*.*.parameters\n  update: { name: Page }\n"
    ));
}

#[test]
fn every_action_without_a_match_is_named() {
    insta::assert_snapshot!(apply(
        "actions:\n- target: $.inof\n  update: { title: Shop }\n- target: $.info\n  update: {}\n- target: $.paths.b\n  remove: true\n"
    ));
}

#[test]
fn a_target_that_is_no_path_is_shown() {
    insta::assert_snapshot!(apply("actions:\n- target: '$['\n  update: {}\n"));
}

#[test]
fn what_is_no_overlay_is_refused() {
    insta::assert_snapshot!(apply("actions: [\n"));
}
