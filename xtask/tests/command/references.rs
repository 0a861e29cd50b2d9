//! References and versions that keep a client from being generated, after the overlay.

use super::{folder, spec};

const FETCH: &str = "Fetch Widget\n\nGET https://api.example.com/v1/Widgets/:Sid\n\nRESPONSES\n\nstatus: OK\n\n{\"size\": {\"width\": 1}}\n";

/// Runs `spec` with actions of an overlay that it refuses, and returns the report.
fn refused(actions: &str) -> String {
    let overlay = format!("overlay: 1.0.0\ninfo: {{ title: a, version: a }}\nactions:\n{actions}");
    let folder = folder(&[
        ("fetch.txt", FETCH),
        ("overlay.yaml", &overlay),
        ("api.json", "{}\n"),
    ]);
    let arguments = [
        "--pages",
        "fetch.txt",
        "--overlay",
        "overlay.yaml",
        "--output",
        "api.json",
    ];
    let outcome = spec(folder.path(), &arguments);
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (Some(100), ""),
        "{actions}"
    );
    let left = std::fs::read_to_string(folder.path().join("api.json")).unwrap();
    assert_eq!(left, "{}\n");
    outcome.stderr
}

#[test]
fn a_reference_of_an_overlay_is_refused_at_its_action() {
    let other = "- target: $.info\n  update: { title: A }\n";
    let reference = |to: &str| {
        format!(
            "{other}- target: $.components.schemas.Widget.properties\n  update: {{ part: {{ $ref: {to} }} }}\n"
        )
    };
    let told = [
        refused(&reference("'#/components/schemas/Gone'")),
        refused(&reference("'other.yaml#/Widget'")),
        refused(&reference("'#/paths/~1v1~1Widgets~1%7BSid%7D/get'")),
        refused(&reference("5")),
        refused(&format!(
            "{other}- target: $.components.schemas\n  update:\n    A: {{ $ref: '#/components/schemas/B' }}\n    B: {{ $ref: '#/components/schemas/A' }}\n"
        )),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_reference_without_its_target_is_refused_at_the_action_that_removed_it() {
    let told = refused(
        "- target: $.info\n  update: { title: A }\n- target: $.components.schemas.WidgetSize\n  remove: true\n- target: $.info\n  update: { title: B }\n",
    );
    insta::assert_snapshot!(told);
}

#[test]
fn an_operation_beyond_the_generator_is_refused_at_the_action_that_made_it_so() {
    let other = "- target: $.info\n  update: { title: A }\n";
    let path = "$.paths['/v1/Widgets/{Sid}']";
    let described = "  update: { description: Widgets }\n";
    let told = [
        // Two success types, two error types, two bodies.
        refused(&format!(
            "{other}- target: {path}.get.responses\n  update: {{ '201': {{ description: a, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/WidgetSize' }} }} }} }} }}\n- target: {path}.get\n{described}"
        )),
        refused(&format!(
            "{other}- target: {path}.get.responses\n  update: {{ 4XX: {{ description: a }}, '500': {{ description: a, content: {{ text/plain: {{ schema: {{ type: string }} }} }} }} }}\n"
        )),
        refused(&format!(
            "- target: {path}.get\n  update: {{ requestBody: {{ content: {{ application/json: {{ schema: {{ type: object }} }} }} }} }}\n- target: {path}.get.requestBody.content\n  update: {{ text/plain: {{ schema: {{ type: string }} }} }}\n"
        )),
        // Names.
        refused(&format!(
            "{other}- target: {path}\n  update: {{ delete: {{ operationId: fetch_widget, responses: {{ '204': {{ description: a }} }} }} }}\n"
        )),
        refused(&format!(
            "{other}- target: {path}\n  update: {{ delete: {{ responses: {{ '204': {{ description: a }} }} }} }}\n"
        )),
        // Parameters of the path.
        refused(&format!(
            "{other}- target: {path}.get.parameters[0]\n  remove: true\n- target: $.info\n  update: {{ title: B }}\n"
        )),
        refused(&format!(
            "{other}- target: {path}.get.parameters[0]\n  update: {{ name: Id }}\n"
        )),
        refused(&format!(
            "{other}- target: {path}.get.parameters[0]\n  update: {{ required: false }}\n"
        )),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn another_version_is_refused_alone() {
    let told = [
        refused(
            "- target: $\n  update: { openapi: 3.1.0, components: { schemas: { A: { type: [string, 'null'] } } } }\n",
        ),
        refused("- target: $\n  update: { swagger: '2.0' }\n"),
    ];
    insta::assert_snapshot!(told.join("\n"));
}
