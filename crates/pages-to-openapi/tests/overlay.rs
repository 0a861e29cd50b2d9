//! What an overlay does to a description, and what is said of one that does nothing.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use pages_to_openapi::convert::describe;
use pages_to_openapi::diagnostic::Diagnostic;
use pages_to_openapi::overlay::Overlay;
use pages_to_openapi::page;
use roas_overlay::apply::{Apply, ApplyOptions};
use roas_overlay::v1_0;
use serde_json::{Value, json};
use std::path::Path;

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

/// Whether the reference implementation of overlays makes the same of an overlay, in the same order.
#[track_caller]
fn assert_as_the_reference(document: &Value, overlay: &str) {
    let [mut ours, mut expected] = [document, document].map(Value::clone);
    let faults = Overlay::read("overlay.yaml", overlay.as_bytes())
        .unwrap()
        .apply(&mut ours, None);
    let reference: v1_0::Overlay = serde_yaml_ng::from_str(overlay).unwrap();
    let applied = reference.apply(&mut expected, ApplyOptions::ErrorOnZeroMatch.into());
    assert_eq!(faults.is_empty(), applied.is_ok(), "{overlay}");
    if applied.is_ok() {
        assert_eq!(ours.to_string(), expected.to_string(), "{overlay}");
    }
}

#[test]
fn actions_do_what_the_reference_implementation_does() {
    let document = json!({
        "info": { "title": "A", "x-a": null, "x/~": { "a": 1 } },
        "tags": [{ "name": "a" }, { "name": "b", "tags": [{ "name": "c" }, 1] }, { "name": "b" }, [1, [2]]],
        "nested": { "a": [[], {}], "b": { "a": { "a": [] } } },
        "paths": { "/a": { "get": { "parameters": [{ "name": "p", "in": "query" }] }, "put": {} }, "/b": {} },
    });
    let updates = [
        "remove: true",
        "update: {}",
        "update: []",
        "update: 1",
        "update: { name: b, get: { parameters: [{ name: q }] }, tags: 1, x-b: null }",
        "update: [{ name: c }]",
        "update: { a: 1 }",
        "update: { a: [1], b: [{ a: {} }] }",
        "update: { a: { a: {} }, b: { a: 1 } }",
        "update: { info: { title: [], x-a: {} }, paths: { /c: {} } }",
    ];
    for target in [
        "$",
        "$.*",
        "$..*",
        "$.info",
        "$.info.title",
        "$.info['x/~']",
        "$.none",
        "$.tags",
        "$.tags[*]",
        "$.tags[0,2]",
        "$.tags[-1]",
        "$.tags[::2]",
        "$..tags[?@.name=='b']",
        "$..tags[?@.name]",
        "$..tags",
        "$.paths.*",
        "$.paths.*.get",
        "$..parameters",
        "$..parameters[*]",
        "$..[?@.name]",
        "$.paths[?match(@.get, 'a')]",
        "$.tags[3][1]",
        "$.nested..*",
        "$.nested..a",
        "$.nested['a','b','a']",
    ] {
        for update in updates {
            for next in ["$.tags", "$..*"] {
                let overlay = format!(
                    "overlay: 1.0.0\ninfo: {{ title: a, version: a }}\nactions:\n\
                     - target: \"{target}\"\n  {update}\n- target: \"{next}\"\n  update: {{ x-c: 1 }}\n"
                );
                assert_as_the_reference(&document, &overlay);
            }
        }
    }
}

#[test]
fn the_own_overlays_do_what_the_reference_implementation_makes_of_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi");
    let mut files: Vec<_> = std::fs::read_dir(folder.join("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    let pages: Vec<_> = files
        .iter()
        .map(|path| page::read("page.txt", &std::fs::read(path).unwrap()).unwrap())
        .collect();
    let mut document = describe(&pages).unwrap().document;
    for name in ["10-conventions", "20-proxy", "30-descriptions"] {
        let path = folder.join(format!("overlays/{name}.yaml"));
        let text = std::fs::read_to_string(path).unwrap();
        // The reference does not know optional actions, so those that match nothing are left out.
        let mut overlay: v1_0::Overlay = serde_yaml_ng::from_str(&text).unwrap();
        let actions = std::mem::take(&mut overlay.actions);
        let mut after = document.clone();
        for action in actions {
            let is_optional = action
                .extensions
                .as_ref()
                .is_some_and(|all| all.contains_key("x-optional"));
            let mut alone = overlay.clone();
            alone.actions = vec![action.clone()];
            let applied = alone.apply(&mut after, ApplyOptions::ErrorOnZeroMatch.into());
            if applied.is_ok() || !is_optional {
                overlay.actions.push(action);
            }
        }
        let required = serde_yaml_ng::to_string(&overlay).unwrap();
        assert_as_the_reference(&document, &required);
        let problems = Overlay::read(name, text.as_bytes())
            .unwrap()
            .apply(&mut document, None);
        assert!(problems.is_empty(), "{problems:?}");
    }
}

#[test]
fn an_optional_action_may_match_nothing() {
    let action = "actions:\n- target: $.none\n  x-optional: true\n  update: {}\n";
    let head = "overlay: 1.0.0\ninfo: { title: a, version: a }\n";
    let read = |text: &str| Overlay::read("overlay.yaml", text.as_bytes());
    let conventions = read(&format!("{head}x-conventions: true\n{action}")).unwrap();
    assert!(conventions.apply(&mut json!({}), None).is_empty());
    let not_optional = action.replace("true", "false");
    let conventions = read(&format!("{head}x-conventions: true\n{not_optional}")).unwrap();
    assert_eq!(conventions.apply(&mut json!({}), None).len(), 1);
}

#[test]
fn an_action_is_optional_in_an_overlay_of_conventions_only() {
    insta::assert_snapshot!(apply(
        "actions:\n- target: $.none\n  x-optional: true\n  update: {}\n"
    ));
    insta::assert_snapshot!(apply(
        "x-conventions: true\nactions:\n- target: $.none\n  x-optional: 1\n  update: {}\n"
    ));
}

#[test]
fn each_of_thousands_of_actions_is_applied_and_recorded() {
    let actions: String = (0..5_000)
        .map(|n| {
            format!("- target: $.components.schemas\n  update: {{ S{n}: {{ type: string }} }}\n")
        })
        .collect();
    let text = format!("overlay: 1.0.0\ninfo: {{ title: a, version: a }}\nactions:\n{actions}");
    let overlay = Overlay::read("overlay.yaml", text.as_bytes()).unwrap();
    let mut document = json!({ "components": { "schemas": {} } });
    let mut trace = pages_to_openapi::provenance::Trace::default();
    let faults = overlay.apply(&mut document, Some(&mut trace));
    assert!(faults.is_empty());
    assert_eq!(
        document["components"]["schemas"].as_object().unwrap().len(),
        5_000
    );
    let explanation = pages_to_openapi::provenance::Explanation::of(&document, &trace, &[]);
    let actions: Vec<_> = explanation
        .0
        .iter()
        .filter(|element| element.value.is_some())
        .map(|element| element.sources.first().and_then(|source| source.action))
        .collect();
    assert_eq!(actions, (1..=5_000).map(Some).collect::<Vec<_>>());
}

#[test]
fn thousands_of_actions_that_match_nothing_are_named_each() {
    let actions = "- target: $.none\n  update: {}\n".repeat(5_000);
    let text = format!("overlay: 1.0.0\ninfo: {{ title: a, version: a }}\nactions:\n{actions}");
    let overlay = Overlay::read("overlay.yaml", text.as_bytes()).unwrap();
    let faults = overlay.apply(&mut json!({}), None);
    assert_eq!(faults.len(), 5_000);
    let last = faults
        .last()
        .and_then(|fault| fault.excerpt.as_ref())
        .unwrap();
    assert_eq!(
        (last.place.line, last.source.as_str()),
        (10_002, "- target: $.none")
    );
}
