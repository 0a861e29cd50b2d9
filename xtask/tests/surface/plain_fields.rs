//! Fields of requests whose values errors may show.

use crate::generate::generate;
use serde_json::{Value, json};

fn plain_fields(paths: &Value, schemas: &Value) -> Vec<String> {
    let description = json!({
        "openapi": "3.0.3",
        "info": { "title": "Shelf", "version": "v1" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    let generated = generate(&description.to_string(), false).unwrap();
    serde_json::from_str(&generated.plain_fields).unwrap()
}

fn operation(id: &str, fields: &Value) -> Value {
    let schema = json!({ "type": "object", "properties": fields });
    let media = json!({ "application/x-www-form-urlencoded": { "schema": schema } });
    json!({
        "operationId": id,
        "requestBody": { "content": media },
        "responses": { "204": { "description": "Done" } },
    })
}

#[test]
fn a_mark_makes_a_field_private_wherever_it_stands() {
    let text = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let fields = json!({
        "Plain": { "type": "string" },
        "Number": { "type": "integer" },
        "Marked": { "type": "string", "x-personal-data": true },
        "Secret": { "type": "string", "format": "password" },
        "Referred": text("Personal"),
        "Extended": { "type": "string", "allOf": [text("Personal")] },
        "Listed": { "type": "array", "items": text("Personal") },
        "Nested": text("Person"),
        "Circle": text("Circle"),
    });
    let schemas = json!({
        "Personal": { "type": "string", "x-personal-data": true },
        "Person": { "type": "object", "properties": { "name": text("Personal") } },
        "Circle": { "type": "object", "properties": { "next": text("Circle") } },
    });
    let paths = json!({ "/v1/Books": { "post": operation("CreateBook", &fields) } });
    assert_eq!(
        plain_fields(&paths, &schemas),
        ["Circle", "Number", "Plain"]
    );
}

#[test]
fn a_field_that_one_operation_marks_is_private_in_all() {
    let query =
        |name: &str, schema: Value| json!({ "name": name, "in": "query", "schema": schema });
    let personal = json!({ "type": "string", "x-personal-data": true });
    let list = json!({
        "operationId": "ListBooks",
        "parameters": [
            query("Name", json!({ "type": "string" })),
            query("Size", json!({ "type": "integer" })),
        ],
        "responses": { "204": { "description": "Done" } },
    });
    let create = operation("CreateBook", &json!({ "Name": personal }));
    let paths = json!({ "/v1/Books": { "get": list, "post": create } });
    assert_eq!(plain_fields(&paths, &json!({})), ["Size"]);
}
