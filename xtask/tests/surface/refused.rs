//! Descriptions that the generator would not survive.

use crate::generate::generate;
use serde_json::{Value, json};

/// A description of one operation, with an element at the places that references can be at.
fn description() -> Value {
    let told = json!({ "{$request.body#/url}": { "post": {
        "operationId": "Told",
        "responses": { "200": { "description": "OK" } },
    } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Shelf", "version": "v1" },
        "paths": { "/books/{Sid}": { "post": {
            "operationId": "UpdateBook",
            "parameters": [{ "$ref": "#/components/parameters/Sid" }],
            "requestBody": { "$ref": "#/components/requestBodies/Update" },
            "responses": { "200": { "$ref": "#/components/responses/Book" }, "x-note": { "$ref": "nowhere" } },
            "callbacks": { "told": told },
        } } },
        "components": {
            "parameters": { "Sid": { "name": "Sid", "in": "path", "required": true, "schema": { "type": "string" } } },
            "requestBodies": {
                "Update": { "required": true, "content": { "application/x-www-form-urlencoded": {
                    "schema": { "$ref": "#/components/schemas/UpdateBookRequest" },
                    "examples": { "one": { "$ref": "#/components/examples/One" } },
                } } },
                "Upload": { "content": { "multipart/form-data": {
                    "encoding": { "Title": { "headers": { "x-a": { "$ref": "#/components/headers/Total" } } } },
                } } },
            },
            "responses": { "Book": {
                "description": "OK",
                "headers": { "x-total": { "$ref": "#/components/headers/Total" } },
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Book" } } },
                "links": { "next": { "$ref": "#/components/links/Next" } },
            } },
            "headers": { "Total": { "schema": { "type": "integer" } } },
            "examples": { "One": { "value": { "$ref": "nowhere" } } },
            "links": { "Next": { "operationId": "UpdateBook" } },
            "callbacks": { "Told": told, "Same": { "$ref": "#/components/callbacks/Told" } },
            "securitySchemes": { "basic": { "type": "http", "scheme": "basic" } },
            "schemas": {
                "UpdateBookRequest": { "type": "object", "properties": { "Title": { "type": "string" } } },
                "Other": { "$ref": "#/components/schemas/Label" },
                "Label": { "type": "string", "maxLength": 9 },
                "Book": {
                    "type": "object",
                    "example": { "$ref": "nowhere" },
                    "x-note": { "$ref": "nowhere" },
                    "discriminator": { "propertyName": "$ref", "mapping": {
                        "a": "Book", "b": "#/components/schemas/Book", "$ref": "Label",
                    } },
                    "properties": {
                        "$ref": { "type": "string" },
                        "part": { "$ref": "#/components/schemas/Book" },
                        "parts": { "type": "array", "items": { "$ref": "#/components/schemas/Book" } },
                        "label": { "allOf": [{ "$ref": "#/components/schemas/Other" }], "nullable": true },
                        "default": { "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Label" } },
                        "kind": { "type": "string", "enum": ["$ref"], "default": "$ref" },
                    },
                },
            },
        },
    })
}

/// Changes that end in a refusal: the place, the value for it, and a part of the message with its place.
fn refusals() -> Vec<(&'static str, Value, &'static str)> {
    let reference = |to: &str| json!({ "$ref": to });
    let not_there = "names a component that does not exist";
    let outside = "leads out of the description";
    let other_kind = "must name an element of components/schemas";
    const PART: &str = "/components/schemas/Book/properties/part";
    const OPERATION: &str = "/paths/~1books~1{Sid}/post";
    vec![
        // Versions.
        (
            "/openapi",
            json!("3.1.0"),
            "/openapi: this is OpenAPI \"3.1.0\"",
        ),
        (
            "/openapi",
            json!("3.0"),
            "/openapi: this is OpenAPI \"3.0\"",
        ),
        ("/openapi", json!(3.0), "/openapi: this is OpenAPI 3.0"),
        ("/openapi", Value::Null, "/openapi: this is OpenAPI null"),
        (
            "/swagger",
            json!("2.0"),
            "/swagger: this is Swagger \"2.0\"",
        ),
        (
            "",
            json!({ "swagger": "2.0" }),
            "/swagger: this is Swagger \"2.0\"",
        ),
        (
            "",
            json!({ "info": {} }),
            "the key `openapi` with the version is missing",
        ),
        (
            "",
            json!([]),
            "the key `openapi` with the version is missing",
        ),
        // Targets.
        (PART, reference("#/components/schemas/Gone"), not_there),
        (
            PART,
            reference("other.yaml#/components/schemas/Book"),
            outside,
        ),
        (PART, reference("https://example.com/a.json"), outside),
        (PART, reference("#Book"), outside),
        (PART, reference("Book"), outside),
        (PART, reference(""), outside),
        (PART, reference("#"), outside),
        (PART, json!({ "$ref": 5 }), "the reference 5 is not text"),
        (
            PART,
            json!({ "$ref": null }),
            "the reference null is not text",
        ),
        (
            PART,
            json!({ "$ref": reference("#/components/schemas/Book") }),
            "is not text",
        ),
        (
            PART,
            reference("#/components/schemas/Book/properties/kind"),
            other_kind,
        ),
        (PART, reference("#/components/schemas/Bo%6Fk"), other_kind),
        (PART, reference("#/components/schemas/Bo~1ok"), other_kind),
        (PART, reference("#/components/schemas/"), other_kind),
        (PART, reference("#/components/responses/Book"), other_kind),
        (PART, reference("#/definitions/Book"), other_kind),
        (
            PART,
            reference("#/paths/~1books~1{Sid}/post/requestBody"),
            other_kind,
        ),
        // Places.
        (
            "/components/schemas/Book/properties/parts/items",
            reference("#/components/schemas/Gone"),
            not_there,
        ),
        (
            "/components/schemas/Book/properties/label/allOf/0",
            reference("#/components/schemas/Gone"),
            not_there,
        ),
        (
            "/components/schemas/Book/properties/default/additionalProperties",
            reference("#/components/schemas/Gone"),
            not_there,
        ),
        (
            "/components/schemas/Book/properties/$ref",
            reference("#/components/schemas/Gone"),
            not_there,
        ),
        (
            "/components/schemas/Book/not",
            reference("#/components/schemas/Gone"),
            not_there,
        ),
        (
            "/components/schemas/Book/discriminator/mapping/a",
            json!("Gone"),
            not_there,
        ),
        (
            "/components/schemas/Book/discriminator/mapping/b",
            json!("#/components/schemas/Gone"),
            not_there,
        ),
        (
            "/components/schemas/Book/discriminator/mapping/b",
            json!("b.json#/Book"),
            outside,
        ),
        (
            "/components/parameters/Sid/schema",
            reference("#/components/schemas/Gone"),
            not_there,
        ),
        (
            "/components/headers/Total/schema",
            reference("#/components/schemas/Gone"),
            not_there,
        ),
        (
            "/paths/~1books~1{Sid}/post/parameters/0",
            reference("#/components/parameters/Gone"),
            not_there,
        ),
        (
            "/paths/~1books~1{Sid}/post/requestBody",
            reference("#/components/requestBodies/Gone"),
            not_there,
        ),
        (
            "/paths/~1books~1{Sid}/post/responses/200",
            reference("#/components/responses/Gone"),
            not_there,
        ),
        (
            "/paths/~1books~1{Sid}/post/callbacks/told",
            reference("#/components/callbacks/Told"),
            "the generator reads no reference here",
        ),
        (
            "/components/callbacks/Same",
            reference("#/components/callbacks/Gone"),
            not_there,
        ),
        (
            "/components/responses/Book/headers/x-total",
            reference("#/components/headers/Gone"),
            not_there,
        ),
        (
            "/components/responses/Book/links/next",
            reference("#/components/links/Gone"),
            not_there,
        ),
        (
            "/components/securitySchemes/basic",
            reference("#/components/securitySchemes/Gone"),
            not_there,
        ),
        (
            "/components/requestBodies/Update/content/application~1x-www-form-urlencoded/examples/one",
            reference("#/components/examples/Gone"),
            not_there,
        ),
        (
            "/components/requestBodies/Upload/content/multipart~1form-data/encoding/Title/headers/x-a",
            reference("#/components/headers/Gone"),
            not_there,
        ),
        (
            "/components/callbacks/Told/{$request.body#~1url}/post/responses/200",
            reference("#/components/responses/Gone"),
            not_there,
        ),
        (
            "/paths/~1books~1{Sid}",
            reference("#/paths/~1other"),
            "the generator reads no reference here",
        ),
        (
            OPERATION,
            reference("#/components/schemas/Book"),
            "the generator reads no reference here",
        ),
        (
            "/paths/$ref",
            json!("paths.yaml"),
            "/paths/$ref: the generator reads no reference here",
        ),
        (
            "/components/$ref",
            json!("components.yaml"),
            "/components/$ref: the generator reads no reference here",
        ),
        (
            "/components/schemas/$ref",
            json!("schemas.yaml"),
            "the name of a component",
        ),
        (
            "/components/schemas/Book/properties/$ref",
            json!("properties.yaml"),
            "the generator reads no reference here",
        ),
        (
            "/components/responses/Book/content/application~1json",
            reference("#/components/schemas/Book"),
            "the generator reads no reference here",
        ),
        (
            "/$ref",
            json!("other.yaml"),
            "/$ref: the generator reads no reference here",
        ),
        // Circles.
        (
            "/components/schemas/Label",
            reference("#/components/schemas/Label"),
            "is circular",
        ),
        (
            "/components/schemas/Label",
            reference("#/components/schemas/Other"),
            "is circular",
        ),
        (
            "/components/schemas/Label",
            json!({ "allOf": [reference("#/components/schemas/Other")] }),
            "is circular",
        ),
        (
            "/components/schemas/Label",
            json!({ "oneOf": [{ "type": "string" }, { "anyOf": [{ "type": "integer" }, reference("#/components/schemas/Other")] }] }),
            "is circular",
        ),
        (
            "/components/parameters/Sid",
            reference("#/components/parameters/Sid"),
            "is circular",
        ),
        (
            "/components/responses/Book",
            reference("#/components/responses/Book"),
            "is circular",
        ),
        (
            "/components/requestBodies/Update",
            reference("#/components/requestBodies/Update"),
            "is circular",
        ),
        (
            "/components/examples/One",
            reference("#/components/examples/One"),
            "is circular",
        ),
        // Names, of which each would be code.
        (
            "/components/schemas/X { } evil!()",
            json!({ "type": "string" }),
            "the name of a component",
        ),
        (
            "/components/schemas/X, \"KS\" } evil!{}",
            json!({ "pattern": "^KS[0-9a-fA-F]{32}$" }),
            "the name of a component",
        ),
        (
            "/components/schemas/",
            json!({ "type": "string" }),
            "the name of a component",
        ),
        (
            "/components/schemas/X-Y",
            json!({ "pattern": "^KS[0-9a-fA-F]{32}$" }),
            "/components/schemas/X-Y: ",
        ),
        (
            "/components/schemas/self",
            json!({ "pattern": "^KS[0-9a-fA-F]{32}$" }),
            "/components/schemas/self: ",
        ),
    ]
}

/// Puts a value in a place, which need not be there.
fn put(description: &mut Value, pointer: &str, value: Value) {
    if let Some((within, key)) = pointer.rsplit_once('/') {
        let key = key.replace("~1", "/").replace("~0", "~");
        match description.pointer_mut(within).unwrap() {
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
            members => members[key.as_str()] = value,
        }
    } else {
        *description = value;
    }
}

#[test]
fn a_description_with_sound_references_is_generated() {
    generate(&description().to_string(), false).unwrap();
}

#[test]
fn a_wrong_version_reference_or_name_is_an_error_with_its_place() {
    for (place, value, message) in refusals() {
        let mut description = description();
        put(&mut description, place, value);
        let error = generate(&description.to_string(), false).err();
        let error = error
            .unwrap_or_else(|| panic!("{place} is accepted"))
            .to_string();
        assert!(error.contains(message), "{place}: {error}");
        let is_version = place.is_empty();
        assert!(is_version || error.contains(place), "{place}: {error}");
    }
}

#[test]
fn all_problems_of_a_description_are_in_one_error() {
    let mut description = description();
    put(
        &mut description,
        "/components/schemas/Other",
        json!({ "$ref": "#/components/schemas/Gone" }),
    );
    put(
        &mut description,
        "/components/headers/Total",
        json!({ "$ref": "https://example.com" }),
    );
    insta::assert_snapshot!(generate(&description.to_string(), false).err().unwrap());
}
