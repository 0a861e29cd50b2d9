//! Texts with syntax of Markdown, HTML or Rust, and descriptions with such a text in every place.

use pages_to_openapi::convert::describe;
use pages_to_openapi::page;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Creates a file whose path the environment names.
pub const CODE: &str = r#"std::fs::write(std::env::var("MARKER").unwrap(), "").unwrap();"#;

/// Each way of CommonMark and rustdoc to write a block of code, raw HTML or a link, with `CODE` for a line of Rust.
pub const HOSTILE: [&str; 62] = [
    "```\nCODE\n```",
    "Words.\n\n```rust\nCODE\n```\n\nWords.",
    "Words.\n```rust,no_run\nCODE\n```",
    "```should_panic\nCODE\n```",
    "```compile_fail,E0433\nCODE\n```",
    "```rust,ignore-windows\nCODE\n```",
    "```{.rust}\nCODE\n```",
    "```edition2024 ,custom\nCODE\n```",
    "~~~\nCODE\n~~~",
    "~~~rust `x`\nCODE\n~~~",
    "``````\nCODE\n```\nCODE\n``````",
    "  ```\n  CODE\n  ```",
    "   ~~~~ rust\nCODE\n   ~~~~",
    "```\nCODE",
    "```text\nCODE\n```\n```\nCODE\n```",
    "```text\nCODE\n~~~\n\n    CODE\n```",
    "````text\n```\nCODE\n````",
    "```a`b\n\n```\nCODE\n```",
    "    CODE",
    "\tCODE",
    "Words.\n\n    CODE\n\n    CODE\n",
    "Words.\n\n  \tCODE\n",
    "# Heading\n    CODE",
    "Words\n===\n    CODE",
    "***\n    CODE",
    "- ```\n  CODE\n  ```",
    "- a\n\n  ```rust\n  CODE\n  ```",
    "1. a\n\n       CODE",
    "-     CODE",
    "-\n      CODE",
    "- - -     CODE",
    "- > 1. ```\n      CODE",
    "> ```\n> CODE\n> ```",
    ">     CODE",
    ">\tCODE",
    "> > ~~~rust\n> > CODE",
    "*    CODE\n*    CODE",
    "* ```\n* CODE\n* ```",
    "Words.\r\n\r\n```\r\nCODE\r\n```\r\n",
    "Words.\r\r```\rCODE\r```\r",
    "\u{b}\u{c}```\nCODE\n```\0",
    "\u{a0}\u{2003}```\nCODE\n```",
    "\u{feff}```\nCODE\n```",
    "\\\n```\nCODE\n```",
    "`\n```\nCODE\n```",
    "<!--\n```\nCODE\n```",
    "<pre>\n\n```\nCODE\n```\n",
    "[^1]: a\n\n        CODE\n\n    ```\n    CODE\n    ```",
    "- `status`: ```\nCODE\n```",
    "- `status`:         CODE",
    "*/ } fn main() { CODE } /*",
    "\"] #![doc = \"```\n",
    "#![doc = include_str!(\"/etc/passwd\")]\n#![feature(x)]",
    "#![doc(html_root_url = \"x\")] /* /** /*! //! ///",
    "[Missing] [`crate::missing`] [x](crate::missing) [x][Missing] <crate::missing>\n\n[x]: Missing\n[Missing]: crate::missing",
    "[`Vec<T>`], [Box::new()], [struct@Missing], [a\nb], ![x](x.png) ![Missing]",
    "<script>alert(1)</script> <b>open <img src=x onerror=alert(1)> </div> <?php ?> <!DOCTYPE x> <![CDATA[x]]>",
    "a | b\n--|--\n`<script>alert(1)</script>|`\n\na\n:-:\n`<b>|`",
    "[x](javascript:alert(1)) <javascript:alert(1)> [x](data:text/html,x) [x](<https://a b>) <x@example.com>",
    "https://example.com/a?b=c, http://example.com. `https://example.com` [a](https://example.com) <https://example.com>",
    "\u{202e}\u{2066}x\u{2069}\u{202c}\u{200f}\u{61c}\u{85}\u{2028}\u{1b}[31m\u{9b}31m",
    "[^1] [ ] - [ ] x\n- [x] y\n\n[^1]: z `unclosed ``unclosed ```unclosed",
];

/// The texts above.
pub fn hostile() -> impl Iterator<Item = String> {
    HOSTILE.iter().map(|text| text.replace("CODE", CODE))
}

/// Random texts with syntax of Markdown.
pub fn texts() -> impl Strategy<Value = String> {
    const PARTS: [&str; 62] = [
        "`",
        "``",
        "```",
        "````",
        "~~~",
        "~",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\r",
        "- ",
        "-",
        "* ",
        "+ ",
        "1. ",
        "12) ",
        "> ",
        ">",
        "# ",
        "---",
        "===",
        ":-:",
        "|",
        "--|--",
        "[",
        "]",
        "](",
        "(",
        ")",
        "[^1]:",
        "[x]:",
        "[ ] ",
        "![",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "script>",
        "https://example.com",
        "\\",
        "*",
        "**",
        "_",
        "&lt;",
        "&#96;",
        "\"]",
        "*/",
        "/*",
        "#![x]",
        "rust",
        "text",
        "Item",
        "crate::x",
        "\0",
        "\u{202e}",
        "\u{a0}",
    ];
    let parts = proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..24);
    parts.prop_map(|parts| parts.concat())
}

/// A description with one text in every place that can have one.
pub fn description(text: &str) -> Value {
    let answer = |schema: &str| {
        let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
        json!({ "description": text, "content": { "application/json": { "schema": reference } } })
    };
    let described = |mut schema: Value| {
        schema["description"] = text.into();
        schema
    };
    // Of an inline schema, a title would be the type's name, and all of them have one.
    let titled = |mut schema: Value| {
        schema["title"] = text.into();
        described(schema)
    };
    json!({
        "openapi": "3.0.3",
        "info": { "title": text, "description": text, "termsOfService": text, "version": text },
        "servers": [{ "url": text, "description": text }],
        "tags": [{ "name": text, "description": text }],
        "externalDocs": { "url": text, "description": text },
        "paths": { "/v1/Things/{Sid}": {
            "summary": text,
            "description": text,
            "get": {
                "operationId": "FetchThing",
                "tags": [text],
                "summary": text,
                "description": text,
                "parameters": [
                    { "name": "Sid", "in": "path", "required": true, "description": text,
                      "schema": { "$ref": "#/components/schemas/ThingSid" } },
                    { "name": "Status", "in": "query", "description": text,
                      "schema": described(json!({ "type": "string", "enum": ["a", "b"] })) },
                ],
                "responses": { "200": answer("Thing"), "4XX": answer("Fault") },
            },
            "post": {
                "operationId": "UpdateThing",
                "description": text,
                "parameters": [{ "$ref": "#/components/parameters/Sid" }],
                "requestBody": { "required": true, "description": text, "content": { "application/x-www-form-urlencoded": {
                    "schema": { "$ref": "#/components/schemas/UpdateThingRequest" } } } },
                "responses": { "200": answer("Thing") },
            },
        } },
        "components": {
            "parameters": { "Sid": { "name": "Sid", "in": "path", "required": true, "description": text,
                "schema": { "$ref": "#/components/schemas/ThingSid" } } },
            "schemas": {
                "ThingSid": titled(json!({ "type": "string", "pattern": "^KS[0-9a-fA-F]{32}$" })),
                "Label": titled(json!({ "type": "string", "maxLength": 9 })),
                "Known": titled(json!({ "type": "string", "enum": ["one", "two"] })),
                "Kind": titled(json!({ "anyOf": [{ "type": "string", "enum": ["one", text] }, { "type": "string" }] })),
                "Secret": titled(json!({ "type": "string", "x-personal-data": true })),
                "Fault": titled(json!({ "type": "object", "properties": { text: { "type": "string" } } })),
                "Value": titled(json!({ "type": "string", "enum": [text] })),
                "Either": titled(json!({ "oneOf": [
                    { "description": text, "type": "object", "required": ["a"],
                      "additionalProperties": false, "properties": { "a": described(json!({ "type": "string" })) } },
                    { "description": text, "type": "array", "items": described(json!({ "type": "integer" })) },
                ] })),
                "Thing": titled(json!({ "type": "object", "required": ["sid"], "properties": {
                    "sid": { "allOf": [{ "$ref": "#/components/schemas/ThingSid" }], "description": text },
                    "label": { "allOf": [{ "$ref": "#/components/schemas/Label" }], "description": text },
                    "kind": { "allOf": [{ "$ref": "#/components/schemas/Kind" }], "description": text },
                    "value": { "$ref": "#/components/schemas/Value" },
                    "either": { "$ref": "#/components/schemas/Either" },
                    "when": described(json!({ "type": "string", "format": "date-time" })),
                    "inner": described(json!({ "type": "object", "properties": { "a": described(json!({ "type": "string", "default": text })) } })),
                    "others": described(json!({ "type": "object", "additionalProperties": described(json!({ "type": "integer" })) })),
                } })),
                "UpdateThingRequest": titled(json!({ "type": "object", "properties": {
                    "Status": described(json!({ "type": "string", "enum": ["a", "b"] })),
                    "Names": described(json!({ "type": "array", "items": described(json!({ "type": "string" })) })),
                } })),
            },
        },
    })
}

/// The description of a page with a text in its prose, and that of a request of a collection.
pub fn described(text: &str) -> Vec<Value> {
    let page = format!(
        "Fetch Widget\n\nGET https://api.example.com/v1/Widgets/:Sid\n\n{text}\n\nRESPONSES\n\nstatus: OK\n\n{{\"size\": 1}}\n"
    );
    let request = json!({
        "method": "GET",
        "description": text,
        "url": {
            "raw": "https://api.example.com/v1/Things?Page=0",
            "query": [{ "key": "Page", "value": "0", "description": text }],
        },
    });
    let collection = json!({
        "info": {
            "name": text,
            "description": text,
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "item": [{ "name": "List Thing", "request": request }],
    });
    let (requests, _) = page::read_collection("things.json", collection.to_string().as_bytes());
    let page = page::read("widget.txt", page.as_bytes())
        .into_iter()
        .collect();
    let described = [page, requests]
        .map(|pages: Vec<page::Page>| describe(&pages).ok().filter(|_| !pages.is_empty()));
    described
        .into_iter()
        .flatten()
        .map(|description| description.document)
        .collect()
}
