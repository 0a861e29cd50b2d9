//! Descriptions at which the generator would panic or recurse without end.

use crate::generate::generate;
use serde_json::{Value, json};

/// A description of one operation, with an element at the places that references can be at.
fn description() -> Value {
    serde_json::from_str(include_str!("references.json")).unwrap()
}

const VERSIONS: [(&str, &str, &str); 8] = [
    (
        "/openapi",
        r#""3.1.0""#,
        "/openapi: this is OpenAPI \"3.1.0\"",
    ),
    ("/openapi", r#""3.0""#, "/openapi: this is OpenAPI \"3.0\""),
    ("/openapi", "3.0", "/openapi: this is OpenAPI 3.0"),
    ("/openapi", "null", "/openapi: this is OpenAPI null"),
    ("/swagger", r#""2.0""#, "/swagger: this is Swagger \"2.0\""),
    (
        "",
        r#"{ "swagger": "2.0" }"#,
        "/swagger: this is Swagger \"2.0\"",
    ),
    (
        "",
        r#"{ "info": {} }"#,
        "the key `openapi` with the version is missing",
    ),
    ("", "[]", "the key `openapi` with the version is missing"),
];

/// Wrong references, and a part of the message for each.
const TARGETS: [(&str, &str); 16] = [
    (
        r##""#/components/schemas/Gone""##,
        "names a component that does not exist",
    ),
    (
        r#""other.yaml#/components/schemas/Book""#,
        "leads out of the description",
    ),
    (
        r#""https://example.com/a.json""#,
        "leads out of the description",
    ),
    (r##""#Book""##, "leads out of the description"),
    (r#""Book""#, "leads out of the description"),
    (r#""""#, "leads out of the description"),
    (r##""#""##, "leads out of the description"),
    ("5", "is not text"),
    ("null", "is not text"),
    (
        r##"{ "$ref": "#/components/schemas/Book" }"##,
        "is not text",
    ),
    (
        r##""#/components/schemas/Book/properties/kind""##,
        "must name an element of components/schemas",
    ),
    (
        r##""#/components/schemas/Bo%6Fk""##,
        "must name an element of components/schemas",
    ),
    (
        r##""#/components/schemas/Bo~1ok""##,
        "must name an element of components/schemas",
    ),
    (
        r##""#/components/responses/Book""##,
        "must name an element of components/schemas",
    ),
    (
        r##""#/definitions/Book""##,
        "must name an element of components/schemas",
    ),
    (
        r##""#/paths/~1books~1{Sid}/post/requestBody""##,
        "must name an element of components/schemas",
    ),
];

/// The places of references, and the section that each one is to.
const PLACES: [(&str, &str); 21] = [
    ("/components/schemas/Book/properties/parts/items", "schemas"),
    (
        "/components/schemas/Book/properties/label/allOf/0",
        "schemas",
    ),
    (
        "/components/schemas/Book/properties/default/additionalProperties",
        "schemas",
    ),
    ("/components/schemas/Book/properties/$ref", "schemas"),
    ("/components/schemas/Book/not", "schemas"),
    ("/components/schemas/Other", "schemas"),
    ("/components/parameters/Sid/schema", "schemas"),
    ("/components/headers/Total/schema", "schemas"),
    (
        "/components/responses/Book/content/application~1json/schema",
        "schemas",
    ),
    ("/paths/~1books~1{Sid}/post/parameters/0", "parameters"),
    ("/paths/~1books~1{Sid}/post/requestBody", "requestBodies"),
    ("/paths/~1books~1{Sid}/post/responses/200", "responses"),
    ("/components/responses/Book/headers/x-total", "headers"),
    ("/components/responses/Book/links/next", "links"),
    (
        "/components/requestBodies/Update/content/application~1x-www-form-urlencoded/examples/one",
        "examples",
    ),
    (
        "/components/requestBodies/Upload/content/multipart~1form-data/encoding/Title/headers/x-a",
        "headers",
    ),
    ("/components/securitySchemes/basic", "securitySchemes"),
    ("/components/callbacks/Same", "callbacks"),
    (
        "/components/callbacks/Told/{$request.body#~1url}/post/responses/200",
        "responses",
    ),
    ("/components/schemas/Book/properties/part", "schemas"),
    ("/components/responses/Book", "responses"),
];

/// Places that cannot have a reference.
const NO_PLACES: [&str; 5] = [
    "/paths/~1books~1{Sid}",
    "/paths/~1books~1{Sid}/post",
    "/paths/~1books~1{Sid}/post/callbacks/told",
    "/components/responses/Book/content/application~1json",
    "/components",
];

/// References that are not the only key of an element.
const KEYS: [(&str, &str, &str); 8] = [
    (
        "/$ref",
        r#""other.yaml""#,
        "the generator reads no reference here",
    ),
    (
        "/paths/$ref",
        r#""paths.yaml""#,
        "the generator reads no reference here",
    ),
    (
        "/components/schemas/Book/properties/$ref",
        r#""properties.yaml""#,
        "the generator reads no reference here",
    ),
    (
        "/components/schemas/$ref",
        r#""schemas.yaml""#,
        "the name of a component",
    ),
    (
        "/components/schemas/Book/discriminator/mapping/a",
        r#""Gone""#,
        "names a component that does not exist",
    ),
    (
        "/components/schemas/Book/discriminator/mapping/a",
        r##""#/components/schemas/Gone""##,
        "names a component that does not exist",
    ),
    (
        "/components/schemas/Book/discriminator/mapping/$ref",
        r#""b.json#/Book""#,
        "leads out of the description",
    ),
    (
        "/components/schemas/Book/discriminator/mapping/b",
        r##""#/components/responses/Book""##,
        "must name an element",
    ),
];

/// Components that lead to themselves.
const CIRCLES: [(&str, &str); 8] = [
    (
        "/components/schemas/Label",
        r##"{ "$ref": "#/components/schemas/Label" }"##,
    ),
    (
        "/components/schemas/Label",
        r##"{ "$ref": "#/components/schemas/Other" }"##,
    ),
    (
        "/components/schemas/Label",
        r##"{ "allOf": [{ "type": "object" }, { "$ref": "#/components/schemas/Other" }] }"##,
    ),
    (
        "/components/schemas/Label",
        r##"{ "oneOf": [{ "type": "string" }, { "anyOf": [{ "type": "integer" }, { "$ref": "#/components/schemas/Other" }] }] }"##,
    ),
    (
        "/components/parameters/Sid",
        r##"{ "$ref": "#/components/parameters/Sid" }"##,
    ),
    (
        "/components/responses/Book",
        r##"{ "$ref": "#/components/responses/Book" }"##,
    ),
    (
        "/components/requestBodies/Update",
        r##"{ "$ref": "#/components/requestBodies/Update" }"##,
    ),
    (
        "/components/examples/One",
        r##"{ "$ref": "#/components/examples/One" }"##,
    ),
];

/// Names that are not of a type, or would be code.
const NAMES: [(&str, &str); 6] = [
    (
        "/components/schemas/X { } evil!()",
        r#"{ "type": "string" }"#,
    ),
    (
        "/components/schemas/X, \"KS\" } evil!{}",
        r#"{ "pattern": "^KS[0-9a-fA-F]{32}$" }"#,
    ),
    ("/components/responses/X\n", r#"{ "description": "" }"#),
    ("/components/schemas/", r#"{ "type": "string" }"#),
    (
        "/components/schemas/X-Y",
        r#"{ "pattern": "^KS[0-9a-fA-F]{32}$" }"#,
    ),
    (
        "/components/schemas/self",
        r#"{ "pattern": "^KS[0-9a-fA-F]{32}$" }"#,
    ),
];

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

/// Asserts that a description with one other value is refused with the place and a message.
fn is_refused(place: &str, value: Value, message: &str) {
    let mut description = description();
    put(&mut description, place, value.clone());
    let error = generate(&description.to_string(), false).err();
    let error = error
        .unwrap_or_else(|| panic!("{value} is accepted at {place}"))
        .to_string();
    assert!(error.contains(place), "{place}: {value}: {error}");
    assert!(error.contains(message), "{place}: {value}: {error}");
}

#[test]
fn another_version_is_an_error() {
    for (place, value, message) in VERSIONS {
        is_refused(place, serde_json::from_str(value).unwrap(), message);
    }
}

#[test]
fn a_wrong_reference_is_an_error_with_its_place() {
    for (target, message) in TARGETS {
        let target: Value = serde_json::from_str(target).unwrap();
        let part = "/components/schemas/Book/properties/part";
        is_refused(part, json!({ "$ref": target }), message);
    }
    for (place, section) in PLACES {
        let reference = |target: &str| json!({ "$ref": target });
        is_refused(
            place,
            reference(&format!("#/components/{section}/Gone")),
            "names a component that does not exist",
        );
        is_refused(
            place,
            reference("other.json"),
            "leads out of the description",
        );
        let other = if section == "schemas" {
            "responses"
        } else {
            "schemas"
        };
        is_refused(
            place,
            reference(&format!("#/components/{other}/Book")),
            "must name an element",
        );
    }
    for place in NO_PLACES {
        is_refused(
            place,
            json!({ "$ref": "#/components/schemas/Book" }),
            "the generator reads no reference here",
        );
    }
    for (place, value, message) in KEYS {
        is_refused(place, serde_json::from_str(value).unwrap(), message);
    }
}

#[test]
fn a_circle_of_references_is_an_error_with_its_places() {
    for (place, value) in CIRCLES {
        is_refused(place, serde_json::from_str(value).unwrap(), "is circular");
    }
}

#[test]
fn a_name_that_would_be_code_is_an_error_with_its_place() {
    for (place, value) in NAMES {
        is_refused(place, serde_json::from_str(value).unwrap(), ": the name ");
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

#[test]
fn an_operation_at_which_the_generator_panics_is_named() {
    let operation = |id: &str, schema: Value| {
        json!({ "operationId": id, "responses": { "200": {
            "description": "OK", "content": { "application/json": schema } } } })
    };
    let description = json!({
        "openapi": "3.0.3",
        "info": { "title": "Books", "version": "v1" },
        "paths": {
            "/Books": { "get": operation("ListBook", json!({ "schema": { "type": "string" } })) },
            "/Pages": { "get": operation("ListPage", json!({})) },
        }
    });
    let Err(error) = generate(&description.to_string(), false) else {
        panic!("the generator accepts a response without a schema");
    };
    let message = error.to_string();
    let expected = "progenitor cannot generate a client from the operation ListPage: ";
    assert!(message.starts_with(expected), "{message}");
}
