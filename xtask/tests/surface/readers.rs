//! Which of the client's own readers read which fields.

use crate::generate::generate;
use quote::ToTokens;
use serde_json::{Value, json};
use std::fmt::Write;

fn description(schemas: &Value) -> String {
    let paths = schemas.as_object().unwrap().keys().map(|name| {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        let answer =
            json!({ "description": "OK", "content": { "application/json": { "schema": schema } } });
        let operation =
            json!({ "operationId": format!("Fetch{name}"), "responses": { "200": answer } });
        (format!("/v1/{name}"), json!({ "get": operation }))
    });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Shelf", "version": "v1" },
        "paths": paths.collect::<serde_json::Map<_, _>>(),
        "components": { "schemas": schemas },
    })
    .to_string()
}

/// The fields of the generated types, each with what serde is told of it.
fn fields(schemas: &Value) -> String {
    let client = generate(&description(schemas), false).unwrap().client;
    let file = syn::parse_file(&client).unwrap();
    let types = file.items.iter().find_map(|item| match item {
        syn::Item::Mod(item) if item.ident == "types" => item.content.as_ref(),
        _ => None,
    });
    let mut told = String::new();
    for item in &types.unwrap().1 {
        let syn::Item::Struct(item) = item else {
            continue;
        };
        for field in &item.fields {
            let name = field
                .ident
                .as_ref()
                .map_or("0".to_owned(), ToString::to_string);
            write!(told, "{}.{name}:", item.ident).unwrap();
            let attributes = field
                .attrs
                .iter()
                .filter_map(|attribute| match &attribute.meta {
                    syn::Meta::List(list) if list.path.is_ident("serde") => Some(&list.tokens),
                    _ => None,
                });
            for tokens in attributes {
                write!(told, " ({})", tokens.to_token_stream()).unwrap();
            }
            told.push('\n');
        }
    }
    told
}

#[test]
fn a_field_has_one_reader_and_may_be_missing_where_it_might_before() {
    let named = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let leaf = || named("Leaf");
    let nullable = || json!({ "nullable": true, "allOf": [leaf()] });
    let when = || json!({ "type": "string", "format": "date-time" });
    let or_null = json!({ "type": "string", "format": "date-time", "nullable": true });
    let day = || json!({ "type": "string", "format": "date" });
    let sid_or_null = json!({ "nullable": true, "allOf": [named("LeafSid")] });
    let shelf = json!({
        "type": "object",
        "required": ["leaf", "leaf_or_null", "leaves", "leaves_or_null", "when", "when_or_null", "sid", "sid_or_null", "day"],
        "properties": {
            "leaf": leaf(), "leaf_or_null": nullable(), "maybe_leaf": nullable(),
            "leaves": { "type": "array", "items": leaf() }, "maybe_leaves": { "type": "array", "items": leaf() },
            "leaves_or_null": { "type": "array", "nullable": true, "items": leaf() },
            "when": when(), "when_or_null": or_null, "maybe_when": when(),
            "sid": named("LeafSid"), "sid_or_null": sid_or_null, "maybe_sid": named("LeafSid"),
            "day": day(), "maybe_day": day(), "sids": { "type": "array", "items": named("LeafSid") },
            "with_default": { "allOf": [leaf()], "default": { "title": "" } },
            "within": named("Shelf"), "two": { "type": "array", "minItems": 2, "maxItems": 2, "items": leaf() },
        },
    });
    let schemas = json!({
        "LeafSid": { "type": "string", "pattern": "^LF[0-9a-fA-F]{32}$" },
        "Leaf": { "type": "object", "required": ["title"], "properties": { "title": { "type": "string" } } },
        "Shelf": shelf,
        "LeafOrNull": nullable(),
        "Leaves": { "type": "array", "items": leaf() },
        "Rest": { "type": "object", "properties": { "leaf": leaf() }, "additionalProperties": leaf() },
        // Names that the standard library has too.
        "Option": { "type": "object", "required": ["o"], "properties": { "o": { "type": "string" } } },
        "DateTime": { "type": "object", "required": ["option"], "properties": {
            "option": named("Option"), "maybe_vec": named("Vec"),
        } },
        "Vec": { "type": "object", "properties": { "when": when() } },
    });
    insta::assert_snapshot!(fields(&schemas));
}
